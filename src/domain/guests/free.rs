//! A list that is no table: addresses with commas, semicolons, lines or whole sentences between them, and names as
//! mail programs write them (RFC 5322, section 3.4): `Ada Marsh <ada@fabrikam.com>; "Okafor, Ben" <ben@fabrikam.com>`.

use std::rc::Rc;

use super::address::address;
use super::read::{Found, Why};
use super::{is_invisible, lines, tidy_name};
use crate::domain::invite::GuestAddress;

/// What may be between two guests, besides the end of a line.
const SEPARATORS: [char; 10] = [',', ';', '\t', '|', '，', '；', '、', '؛', '،', '\u{2028}'];
/// The most words that a family name in front of a comma has; more than that are a sentence.
const FAMILY_NAME: usize = 3;

/// The guests in a text, piece by piece.
pub(super) struct FreeText {
    text: Rc<str>,
    at: usize,
    line: u32,
    line_start: usize,
    /// Whether something on the line looked like an address.
    line_told: bool,
    /// What stood in front of a comma, and may be the family name of what follows: `Okafor, Ben <...>`.
    family: Option<String>,
}

/// A piece of the text, and what ends it.
#[derive(Clone, Copy)]
struct Piece {
    from: usize,
    to: usize,
    end: Option<char>,
}

impl FreeText {
    /// Begins to read at a byte, the first of a line.
    pub(super) fn new(text: Rc<str>, from: usize) -> Self {
        let line = lines(&text[..from]).saturating_add(1);
        Self { text, at: from, line, line_start: from, line_told: false, family: None }
    }

    /// Reads up to the next separator. Whether there was anything.
    pub(super) fn read_piece(&mut self, take: &mut impl FnMut(Found)) -> bool {
        if self.at >= self.text.len() {
            return false;
        }
        let piece = next_piece(&self.text, self.at);
        self.at = piece.to + piece.end.map_or(0, char::len_utf8);
        let text = &self.text[piece.from..piece.to];
        let family = self.family.take();
        if text.contains('@') {
            self.line_told = true;
            guests(text, family.as_deref(), self.line, take);
        } else if piece.end == Some(',') && (1..=FAMILY_NAME).contains(&text.split_whitespace().count()) {
            self.family = Some(text.to_owned());
        }
        if matches!(piece.end, Some('\n') | None) {
            self.end_line(piece.to, take);
        }
        true
    }

    fn end_line(&mut self, end: usize, take: &mut impl FnMut(Found)) {
        let line = self.text[self.line_start..end].trim_matches(|character: char| {
            character.is_whitespace() || is_invisible(character) || SEPARATORS.contains(&character)
        });
        if !self.line_told && !line.is_empty() {
            take(found(None, Err((line.to_owned(), Why::NoAddress)), self.line));
        }
        self.line = self.line.saturating_add(1);
        self.line_start = self.at;
        self.line_told = false;
        self.family = None;
    }
}

/// The text up to the next separator that stands neither in quotation marks nor in angle brackets. The end of a
/// line ends both: a mark that is never closed must not swallow the list.
fn next_piece(text: &str, from: usize) -> Piece {
    let (mut quoted, mut bracketed) = (false, false);
    for (at, character) in text[from..].char_indices() {
        match character {
            '"' => quoted = !quoted,
            '<' => bracketed = true,
            '>' => bracketed = false,
            _ => {}
        }
        if character == '\n' || !quoted && !bracketed && SEPARATORS.contains(&character) {
            return Piece { from, to: from + at, end: Some(character) };
        }
    }
    Piece { from, to: text.len(), end: None }
}

/// Every guest in a piece: addresses in angle brackets with the name in front, and those that stand alone.
fn guests(piece: &str, family: Option<&str>, line: u32, take: &mut impl FnMut(Found)) {
    let mut rest = piece;
    while let Some((before, after)) = rest.split_once('<') {
        let (inside, behind) = after.split_once('>').unwrap_or((after, ""));
        if inside.contains('@') {
            let address = address(inside);
            // Where a name is missing, the same address often stands in its place.
            if !address.as_ref().is_ok_and(|address| before.contains(address.secret())) {
                alone(before, line, take);
            }
            let name = if before.contains('@') { None } else { name(before, family) };
            take(found(name, address.map_err(|why| (inside.to_owned(), why)), line));
        } else {
            alone(before, line, take);
        }
        rest = behind;
    }
    alone(rest, line, take);
}

/// The name in front of an address.
fn name(before: &str, family: Option<&str>) -> Option<String> {
    let marks = |character: char| character.is_whitespace() || "\"'".contains(character);
    let name = tidy_name(before.trim_matches(marks))?;
    let family = family.and_then(|family| tidy_name(family.trim_matches(marks)));
    Some(family.map_or_else(|| name.clone(), |family| [family.as_str(), &name].join(", ")))
}

/// The addresses among words.
fn alone(words: &str, line: u32, take: &mut impl FnMut(Found)) {
    let is_end =
        |character: char| character.is_whitespace() || character == '"' || SEPARATORS.contains(&character);
    for word in words.split(is_end).filter(|word| word.contains('@')) {
        let text = word
            .trim_matches(|character: char| "()[]{}<>.:!?*".contains(character) || is_invisible(character));
        take(found(None, address(text).map_err(|why| (word.to_owned(), why)), line));
    }
}

fn found(name: Option<String>, address: Result<GuestAddress, (String, Why)>, line: u32) -> Found {
    Found { line, name, language: None, address }
}
