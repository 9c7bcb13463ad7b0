//! Message ids and their arguments. The sentences themselves live in `public/words`.

use std::borrow::Cow;

use super::time::Moment;

/// A sentence to be shown: its id in the word files, and what fills its `{placeholders}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Key in a word file, e.g. `license.missing.heading`.
    pub id: Cow<'static, str>,
    /// Placeholder name and value, in no particular order.
    pub arguments: Vec<(&'static str, Argument)>,
}

/// What fills a placeholder. Times and counts are written out in the reader's language when shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument {
    /// A name, address, code or link: shown as it is, isolated from the text's direction.
    Text(String),
    /// A moment: shown as date and time in the reader's zone.
    Time(Moment),
    /// A day, whatever the reader's zone: shown as a date alone.
    Day(Moment),
    /// A whole number.
    Count(u32),
}

impl Message {
    /// A sentence without placeholders.
    pub fn new(id: impl Into<Cow<'static, str>>) -> Self {
        Self { id: id.into(), arguments: Vec::new() }
    }

    /// The same sentence with a text for one placeholder.
    #[must_use]
    pub fn text(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.arguments.push((name, Argument::Text(value.into())));
        self
    }

    /// The same sentence with a moment for one placeholder.
    #[must_use]
    pub fn time(mut self, name: &'static str, value: Moment) -> Self {
        self.arguments.push((name, Argument::Time(value)));
        self
    }

    /// The same sentence with a day for one placeholder.
    #[must_use]
    pub fn day(mut self, name: &'static str, value: Moment) -> Self {
        self.arguments.push((name, Argument::Day(value)));
        self
    }

    /// The same sentence with a number for one placeholder.
    #[must_use]
    pub fn count(mut self, name: &'static str, value: u32) -> Self {
        self.arguments.push((name, Argument::Count(value)));
        self
    }
}

/// A number as [`Message::count`] takes it: the largest it takes where that is more, or below zero.
pub fn number(number: impl TryInto<u32>) -> u32 {
    number.try_into().unwrap_or(u32::MAX)
}

/// A piece of a sentence, in reading order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words as they stand in the word file.
    Plain(&'a str),
    /// Words between `**` and `**`: a label as it stands on somebody's screen.
    Label(&'a str),
    /// The name between `{` and `}`: a placeholder to fill.
    Placeholder(&'a str),
}

/// Splits a sentence from a word file into its pieces. Braces or stars without a partner are plain words.
pub fn pieces(template: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut plain_from = 0;
    let mut at = 0;
    while at < template.len() {
        let rest = &template[at..];
        let found = enclosed(rest, "**", "**")
            .map(|label| (Piece::Label(label), label.len() + 4))
            .or_else(|| enclosed(rest, "{", "}").map(|name| (Piece::Placeholder(name), name.len() + 2)));
        if let Some((piece, length)) = found {
            if plain_from < at {
                pieces.push(Piece::Plain(&template[plain_from..at]));
            }
            pieces.push(piece);
            at += length;
            plain_from = at;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    if plain_from < template.len() {
        pieces.push(Piece::Plain(&template[plain_from..]));
    }
    pieces
}

fn enclosed<'a>(text: &'a str, open: &str, close: &str) -> Option<&'a str> {
    let (inside, _) = text.strip_prefix(open)?.split_once(close)?;
    (!inside.is_empty() && !inside.contains(['{', '\n'])).then_some(inside)
}

/// Writes a sentence out as plain text: labels keep their words and lose their stars.
/// A placeholder nobody fills stays visible, so a missing argument is seen rather than swallowed.
pub fn fill(template: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut filled = String::with_capacity(template.len());
    for piece in pieces(template) {
        match piece {
            Piece::Plain(words) | Piece::Label(words) => filled.push_str(words),
            Piece::Placeholder(name) => {
                let unfilled = || ["{", name, "}"].concat();
                filled.push_str(&value(name).unwrap_or_else(unfilled));
            }
        }
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("Hello {name}", "Hello Ada")]
    #[case("{name}{name}", "AdaAda")]
    #[case("{other} {name}", "{other} Ada")]
    #[case("open { brace {name", "open { brace {name")]
    #[case("press **Next** now", "press Next now")]
    #[case("2 ** 3 {name}", "2 ** 3 Ada")]
    #[case("", "")]
    fn fills_what_it_knows(#[case] template: &str, #[case] expected: &str) {
        assert_eq!(fill(template, |name| (name == "name").then(|| "Ada".into())), expected);
    }

    #[test]
    fn a_value_is_never_read_as_a_placeholder() {
        let value = |name: &str| Some(if name == "a" { "{b}".into() } else { "**x**".into() });
        assert_eq!(fill("{a}{b}", value), "{b}**x**");
    }

    proptest! {
        #[test]
        fn pieces_lose_nothing(template in "[a{}*é \\n]{0,30}") {
            let again: String = pieces(&template).into_iter().map(|piece| match piece {
                Piece::Plain(words) => words.to_owned(),
                Piece::Label(words) => format!("**{words}**"),
                Piece::Placeholder(name) => format!("{{{name}}}"),
            }).collect();
            prop_assert_eq!(again, template);
        }
    }
}
