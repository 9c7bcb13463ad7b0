//! AADSTS codes of which only the number was pasted.

use super::codes::find;
use crate::domain::problem::{Number, numbers};

/// Words that announce a code, as the last of them stands before it on translated pages and in answers.
const LABELS: &[&str] = &[
    "aadsts",
    "code",
    "codes",
    "error",
    "fehler",
    "erreur",
    "errore",
    "erro",
    "código",
    "codigo",
    "codice",
    "fout",
    "foutcode",
    "fel",
    "felkod",
    "kod",
    "kode",
    "błędu",
    "hata",
    "код",
    "ошибки",
    "コード",
    "エラー",
    "代码",
    "代碼",
    "错误",
    "錯誤",
    "코드",
    "오류",
    "الخطأ",
    "رمز",
    "שגיאה",
];

/// Endings of such words: `error_codes`, `iErrorCode`, `Fehlercode`.
const ENDINGS: &[&str] = &["code", "codes", "kod", "kode", "コード", "代码", "代碼", "코드"];

/// How far a label may stand before its number, in characters.
const NEAR: usize = 5;

/// How many numbers may stand between a label and its last number.
const MOST_IN_A_LIST: usize = 20;

/// Numbers that are called a code or an error: `error_codes":[50020]`, `error?code=50020`, `Error 50020`,
/// `Fehlercode: 50020`. Only known ones, unless the text is `surely` one of Entra's.
pub(super) fn labeled(text: &str, surely: bool) -> impl Iterator<Item = u32> {
    numbers(text)
        .filter(move |number| {
            (surely || find(number.value).is_some())
                && !number.after.starts_with(|letter: char| letter.is_ascii_alphanumeric())
                && is_labeled(number.before)
        })
        .map(|number| number.value)
}

fn is_labeled(before: &str) -> bool {
    let is_sign = |letter: char| !letter.is_alphanumeric();
    let mut label = before.trim_end_matches(is_sign);
    let gap = before.get(label.len()..).unwrap_or_default().chars().count();
    // In a list the numbers before share the label: `[50076, 53003]`, `AADSTS50076, 53003`.
    for _ in 0..MOST_IN_A_LIST {
        let without = label.trim_end_matches(|letter: char| letter.is_ascii_digit());
        if label.len() - without.len() < 5 {
            break;
        }
        label = without.trim_end_matches(is_sign);
    }
    let label = label.rsplit(is_sign).next().unwrap_or_default().to_lowercase();
    (1..=NEAR).contains(&gap)
        && (LABELS.contains(&&*label) || ENDINGS.iter().any(|ending| label.ends_with(ending)))
}

/// A known number in a text that says hardly anything else.
pub(super) fn lone(text: &str) -> Option<u32> {
    let is_short = text.split_whitespace().nth(6).is_none() && text.chars().nth(80).is_none();
    let is_joined = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    let stands_alone =
        |number: &Number<'_>| !number.before.ends_with(is_joined) && !number.after.starts_with(is_joined);
    numbers(text)
        .find(|number| is_short && stands_alone(number) && find(number.value).is_some())
        .map(|number| number.value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("Error Code: 53003", true)]
    #[case("Fehlercode: 53003", true)]
    #[case("Code d'erreur : 53003", true)]
    #[case("Código de error: 53003", true)]
    #[case("Codice errore: 53003", true)]
    #[case("エラー コード: 53003", true)]
    #[case("エラーコード：53003", true)]
    #[case("رمز الخطأ: 53003", true)]
    #[case("错误代码: 53003", true)]
    #[case("\"iErrorCode\":53003", true)]
    #[case("error_codes\":[53003]", true)]
    #[case("error?code=53003", true)]
    #[case("Error Code: 53003F", false)]
    #[case("Error Code: 12345", false)]
    #[case("barcodes without end 53003", false)]
    #[case("the code is the following: 53003", false)]
    fn labels_are_known(#[case] text: &str, #[case] expected: bool) {
        assert_eq!(labeled(text, false).next(), expected.then_some(53003));
    }

    #[rstest]
    #[case("error_codes: [50076, 53003]", &[50076, 53003])]
    #[case("AADSTS50076, 50079 / 53003", &[50079, 53003])]
    #[case("Error 50076 and 53003", &[50076])]
    fn lists_share_a_label(#[case] text: &str, #[case] expected: &[u32]) {
        assert_eq!(labeled(text, false).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn an_unknown_number_needs_more_than_a_label() {
        assert_eq!(labeled("Error Code: 59999", false).next(), None);
        assert_eq!(labeled("Error Code: 59999", true).next(), Some(59999));
    }

    #[rstest]
    #[case("50020", true)]
    #[case("it says 50020 what now", true)]
    #[case("画面に50020と出ました", true)]
    #[case("the 50020 people of our town would like to take part", false)]
    #[case("CAA50020", false)]
    #[case("00050020-0000-4000-8000-000000050020", false)]
    #[case("12345", false)]
    fn numbers_stand_alone(#[case] text: &str, #[case] expected: bool) {
        assert_eq!(lone(text), expected.then_some(50020));
    }
}
