//! The same sign as different keyboards and pages write it.

/// The zeros of the digits that people type codes with: Arabic-Indic, Persian, Devanagari, Bengali, Thai.
/// Each is followed by its one to nine (The Unicode Standard, general category Nd).
const ZEROS: [u32; 5] = [0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50];

/// The text with digits, full-width letters, dashes and spaces as ASCII has them, and without marks that
/// nobody sees (soft hyphens, signs of direction).
pub(in crate::domain) fn in_plain_signs(text: &str) -> String {
    text.chars().filter_map(plain).collect()
}

fn plain(sign: char) -> Option<char> {
    let number = u32::from(sign);
    match number {
        0x00A0 | 0x2000..=0x200A | 0x202F | 0x3000 => Some(' '),
        0x2010..=0x2015 | 0x2212 => Some('-'),
        0x00AD | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x2069 | 0xFEFF => None,
        // Full-width forms stand in the order of ASCII.
        0xFF01..=0xFF5E => char::from_u32(number - 0xFEE0),
        _ => ZEROS
            .iter()
            .filter_map(|zero| number.checked_sub(*zero))
            .find_map(|digit| char::from_digit(digit, 10))
            .or(Some(sign)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("٥٠٠٢٠", "50020")]
    #[case("۵۰۰۲۰", "50020")]
    #[case("५००२०", "50020")]
    #[case("৫০০২০", "50020")]
    #[case("๕๐๐๒๐", "50020")]
    #[case("ＡＡＤＳＴＳ５００２０：", "AADSTS50020:")]
    #[case("SIGNIN\u{2011}03\u{a0}", "SIGNIN-03 ")]
    #[case("\u{feff}\u{200f}AAD\u{ad}STS\u{200b}50020\u{2069}", "AADSTS50020")]
    #[case("Größe, 日本語, don\u{2019}t", "Größe, 日本語, don\u{2019}t")]
    #[case("", "")]
    fn signs_are_made_plain(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(in_plain_signs(text), expected);
    }

    proptest! {
        #[test]
        fn plain_text_stays_as_it_is(text in any::<String>(), ascii in "[ -~\\r\\n\\t]{0,40}") {
            prop_assert_eq!(in_plain_signs(&ascii), ascii);
            let once = in_plain_signs(&text);
            prop_assert_eq!(in_plain_signs(&once), once);
        }
    }
}
