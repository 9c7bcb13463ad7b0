//! A short code for an event, to be read aloud and typed: `guests.contoso.com/#/K7MTRX`.
//!
//! A deployment lists its events by code (`events` in `config.json`). Letters and digits that look alike, in
//! print or in handwriting, are not in the alphabet, so that no mistyped code is another event's.

/// Letters and digits of a code: none of 0 and O, 1, I and L, 2 and Z, 5 and S, 6 and G, 8 and B, U and V.
const ALPHABET: &[u8] = b"ACDEFHJKMNPQRTWXY3479";
/// How long a code may be.
const LENGTH: std::ops::RangeInclusive<usize> = 4..=8;
/// How much of something typed is repeated to the guest, in characters.
const MOST_REPEATED: usize = 24;

/// A short code for an event, in capitals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventCode(String);

impl EventCode {
    /// Reads a code as people type it: letters of either case, hyphens and spaces anywhere. An address bar
    /// writes a space as `%20`.
    pub fn parse(text: &str) -> Option<Self> {
        let code: String = text
            .replace("%20", "")
            .chars()
            .filter(|character| !matches!(character, '-' | ' '))
            .map(|character| character.to_ascii_uppercase())
            .collect();
        let sound = LENGTH.contains(&code.len()) && code.bytes().all(|byte| ALPHABET.contains(&byte));
        sound.then_some(Self(code))
    }

    /// The code, in capitals.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What was meant as a code, to be repeated to whoever typed it: one word, or several with hyphens and spaces.
/// `None` for other places of a page, such as `support/SIGNIN-03`.
pub fn typed(text: &str) -> Option<String> {
    let text = text.replace("%20", " ");
    let text = text.trim();
    let is_word = |character: char| character.is_alphanumeric() || matches!(character, '-' | ' ');
    let word = text.chars().all(is_word) && text.chars().any(char::is_alphanumeric);
    word.then(|| text.chars().take(MOST_REPEATED).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("K7MTRX", Some("K7MTRX"))]
    #[case("k7m-trx", Some("K7MTRX"))]
    #[case(" k7 mt rx ", Some("K7MTRX"))]
    #[case("k7m%20trx", Some("K7MTRX"))]
    #[case("ACDE", Some("ACDE"))]
    #[case("ACD", None)]
    #[case("ACDEFHJKM", None)]
    #[case("SPRING", None)]
    #[case("K7MTR0", None)]
    #[case("K7MTRÄ", None)]
    #[case("", None)]
    fn codes_as_they_are_typed(#[case] text: &str, #[case] expected: Option<&str>) {
        assert_eq!(EventCode::parse(text).as_ref().map(EventCode::as_str), expected);
    }

    #[test]
    fn nothing_in_the_alphabet_looks_like_something_else() {
        for sign in b"0O1IL2Z5S6G8BUV" {
            assert!(!ALPHABET.contains(sign), "{}", char::from(*sign));
        }
        let distinct: std::collections::BTreeSet<_> = ALPHABET.iter().collect();
        assert_eq!(distinct.len(), ALPHABET.len());
    }

    #[rstest]
    #[case("SPRING", Some("SPRING"))]
    #[case(" k7m trx", Some("k7m trx"))]
    #[case("k7m%20trx", Some("k7m trx"))]
    #[case("support/SIGNIN-03", None)]
    #[case("<b>", None)]
    #[case("--", None)]
    #[case("", None)]
    fn what_was_meant_as_a_code(#[case] text: &str, #[case] expected: Option<&str>) {
        assert_eq!(typed(text).as_deref(), expected);
    }

    proptest! {
        #[test]
        fn a_code_is_read_however_it_is_written(code in "[ACDEFHJKMNPQRTWXY3479]{4,8}", hyphen in 0_usize..4) {
            let mut typed = code.to_ascii_lowercase();
            typed.insert(hyphen, '-');
            prop_assert_eq!(EventCode::parse(&typed), Some(EventCode(code)));
        }

        #[test]
        fn anything_typed_is_survived(text in ".{0,60}") {
            let _ = (EventCode::parse(&text), typed(&text));
        }
    }
}
