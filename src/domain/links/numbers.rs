//! Meeting ID and passcode, as an invitation prints them, in any language.

use std::borrow::Cow;
use std::fmt;

/// What a person types to join a Teams meeting without a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingNumbers {
    /// The meeting ID: 11 to 15 digits, without the blanks between them.
    pub id: String,
    /// The passcode, when the text has one.
    pub passcode: Option<Passcode>,
}

/// A meeting's passcode.
#[derive(Clone, PartialEq, Eq)]
pub struct Passcode(String);

impl Passcode {
    /// Reads one: 4 to 16 letters and digits.
    pub fn parse(text: &str) -> Option<Self> {
        let fits = (4..=16).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        fits.then(|| Self(text.to_owned()))
    }

    /// The passcode, to show or to type.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Passcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passcode(redacted)")
    }
}

/// Whether a text is a meeting ID, without blanks.
pub(super) fn is_id(text: &str) -> bool {
    ID_DIGITS.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

const ID_DIGITS: std::ops::RangeInclusive<usize> = 11..=15;

/// Services that print meeting IDs too.
const OTHER_SERVICES: [&str; 5] = ["zoom", "webex", "gotomeeting", "goto meeting", "google meet"];

/// The first meeting ID in a text, with the passcode after it.
pub(super) fn find(text: &str) -> Option<MeetingNumbers> {
    let text = &*with_ascii_digits(text);
    let lower = text.to_ascii_lowercase();
    if !lower.contains("teams") && OTHER_SERVICES.iter().any(|service| lower.contains(service)) {
        return None;
    }
    let printed_len = text.trim().len();
    let mut at = 0;
    while let Some(start) = text.get(at..)?.find(|letter: char| letter.is_ascii_digit()).map(|to| at + to) {
        let (id, grouped, end) = digits(text, start);
        at = end;
        if !ID_DIGITS.contains(&id.len()) || !stands_alone(text, start, end) {
            continue;
        }
        let (before, after) = (last_bytes(text.get(..start)?), first_bytes(text.get(end..)?));
        let label = label_of(before);
        let passcode = passcode_in(after);
        // Digits alone could be anything: what makes them a meeting ID is a label, a passcode after
        // them, or the way they are printed.
        let named = label.is_some_and(names_an_id);
        let printed = grouped && (label.is_some() || printed_len == end - start);
        if named || printed || (label.is_some() || grouped) && passcode.is_some() {
            return Some(MeetingNumbers { id, passcode });
        }
    }
    None
}

/// The digits of Arabic, Persian and wide Japanese writing as the usual ones.
fn with_ascii_digits(text: &str) -> Cow<'_, str> {
    let zeros = ['\u{660}', '\u{6f0}', '\u{ff10}'].map(u32::from);
    let value = |letter: char| {
        let code = u32::from(letter);
        zeros.iter().find_map(|zero| char::from_digit(code.checked_sub(*zero)?, 10))
    };
    if text.contains(|letter| value(letter).is_some()) {
        text.chars().map(|letter| value(letter).unwrap_or(letter)).collect()
    } else {
        text.into()
    }
}

/// Whether a label has the word "ID", as it has in many languages.
fn names_an_id(label: &str) -> bool {
    let is_id = |word: &str| word.eq_ignore_ascii_case("id") || word.eq_ignore_ascii_case("meetingid");
    label.split(|letter: char| !letter.is_alphanumeric()).any(is_id)
}

/// How far around the digits a label or a passcode is looked for, in bytes.
const NEARBY: usize = 160;

fn first_bytes(text: &str) -> &str {
    let end = (0..=NEARBY.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    text.get(..end.unwrap_or_default()).unwrap_or_default()
}

fn last_bytes(text: &str) -> &str {
    let start = (text.len().saturating_sub(NEARBY)..=text.len()).find(|at| text.is_char_boundary(*at));
    text.get(start.unwrap_or_default()..).unwrap_or_default()
}

/// The digits from a place on, with single blanks between groups: the digits, whether all groups but
/// the last have three, and where they end.
fn digits(text: &str, start: usize) -> (String, bool, usize) {
    let mut id = String::new();
    let (mut group, mut groups, mut threes, mut end) = (0, 1, true, start);
    let mut letters = text.get(start..).unwrap_or_default().char_indices().peekable();
    while let Some((to, letter)) = letters.next() {
        let more = letters.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        if letter.is_ascii_digit() {
            id.push(letter);
            group += 1;
            end = start + to + 1;
        } else if matches!(letter, ' ' | '\u{a0}' | '\u{202f}') && more {
            threes &= group == 3;
            groups += 1;
            group = 0;
        } else {
            break;
        }
    }
    (id, threes && groups > 1 && group <= 3, end)
}

/// Not part of a phone number, a word, or a number that ends in `#` as dial-in numbers do.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).unwrap_or_default().chars().next_back();
    let after = text.get(end..).unwrap_or_default().chars().next();
    !before.is_some_and(|letter| letter.is_alphanumeric() || "+(-./_%=,".contains(letter))
        // Copied without its line breaks, an invitation in Japanese goes on right here.
        && !after.is_some_and(|letter| letter.is_ascii_alphanumeric() || "#-/_%=".contains(letter))
}

/// The text before a colon that stands right before here, on the same line or at the end of the last one.
fn label_of(before: &str) -> Option<&str> {
    let line = before.trim_end().rsplit('\n').next()?.trim_end();
    line.strip_suffix(COLONS)
}

const COLONS: [char; 2] = [':', '：'];

/// What follows the next colon, if it looks like a passcode; or the very last word.
fn passcode_in(after: &str) -> Option<Passcode> {
    let after = after.trim_start();
    let line = after.lines().next()?;
    let (label, rest) = match line.find(COLONS) {
        Some(colon) => after.split_at(colon),
        None if after.trim_end() == line.trim_end() => ("", line),
        None => return None,
    };
    if label.chars().count() > 40 || label.contains(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let value = rest.trim_start_matches(COLONS).trim_start();
    let end = value.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(value.len());
    let (word, rest) = value.split_at(end);
    let ends = |rest: &str| rest.chars().next().is_none_or(|next| next.is_whitespace() || !next.is_ascii());
    let alone = rest.lines().next().is_none_or(|rest| rest.trim().is_empty());
    // "For organizers: Meeting options" is no passcode.
    let plain = word.chars().skip(1).all(|letter| letter.is_ascii_lowercase());
    let fits = (4..=16).contains(&word.len()) && ends(rest.trim_start_matches(['.', ',', ';', ')']));
    (fits && (alone || !plain)).then(|| Passcode(word.into()))
}
