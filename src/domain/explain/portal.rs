//! Codes of this portal, as people say and type them.

use super::{MOST_READ, tokens};
use crate::domain::problem::{Kind, start_of};

/// A code of this portal as people say and type it: `SIGNIN-03`, `signin 3`, `Sign-in 03`, `licence-1`.
/// Inside a longer text it must be written in one piece.
pub fn portal_code(text: &str) -> Option<Kind> {
    let is_short = tokens(text).nth(4).is_none();
    let lower = start_of(text, MOST_READ).to_ascii_lowercase().replace("sign-in", "signin");
    let lower = if is_short { lower.replace("sign in", "signin") } else { lower };
    let lower = lower.replace("licence", "license");
    Kind::ALL.iter().copied().find(|kind| {
        let (family, number) = kind.code().split_once('-').unwrap_or_default();
        lower.match_indices(&family.to_ascii_lowercase()).any(|(at, family)| {
            let before = lower.get(..at).unwrap_or_default();
            let after = lower.get(at + family.len()..).unwrap_or_default();
            !before.ends_with(char::is_alphanumeric) && is_number(after, number, is_short)
        })
    })
}

/// Whether a text begins with the number of a code: in one piece, or spoken when the text is short.
fn is_number(text: &str, number: &str, is_short: bool) -> bool {
    let digits = text.trim_start_matches(|letter: char| !letter.is_ascii_alphanumeric());
    let gap = text.get(..text.len() - digits.len()).unwrap_or_default();
    let end = digits.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(digits.len());
    let (typed, rest) = digits.split_at_checked(end).unwrap_or_default();
    let in_one_piece = typed.len() == 2 && matches!(gap, "" | "-" | "_");
    (in_one_piece || (is_short && gap.len() <= 3))
        && (typed == number || number.strip_prefix('0') == Some(typed))
        && !rest.starts_with(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_portal_code_is_found_however_it_is_written() {
        for &kind in Kind::ALL {
            let code = kind.code();
            for typed in [
                code.to_owned(),
                code.to_lowercase(),
                code.replace('-', " "),
                code.replace('-', ""),
                code.replace("-0", " "),
                format!("Portal code: {code}."),
                format!("My screen shows the code {code} and I do not know what to do with it"),
            ] {
                assert_eq!(portal_code(&typed), Some(kind), "{typed}");
            }
        }
    }
}
