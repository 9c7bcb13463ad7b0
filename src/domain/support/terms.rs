//! Texts as the words they are compared by.

/// The most words of one text that are looked at.
pub(super) const MOST_TERMS: usize = 1000;

/// The words of a text: in lower case, without accents and apostrophes. Where words are not parted by spaces
/// (Chinese, Japanese), every two signs that stand together count as a word.
pub(super) fn terms(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut word = String::new();
    let mut earlier = None;
    for letter in text.chars().chain([' ']) {
        if is_unparted(letter) {
            close(&mut word, &mut found);
            if let Some(earlier) = earlier {
                found.push([earlier, letter].into_iter().collect());
            }
            earlier = Some(letter);
        } else {
            earlier = None;
            if letter.is_alphanumeric() || is_mark(letter) {
                letter.to_lowercase().for_each(|letter| fold(letter, &mut word));
            } else if !matches!(letter, '\'' | '`' | '\u{2018}' | '\u{2019}') {
                close(&mut word, &mut found);
            }
        }
        if found.len() >= MOST_TERMS {
            break;
        }
    }
    found
}

fn close(word: &mut String, found: &mut Vec<String>) {
    if !word.is_empty() {
        found.push(std::mem::take(word));
    }
}

/// Whether a sign belongs to a script without spaces: kana and Han (The Unicode Standard, blocks).
const fn is_unparted(letter: char) -> bool {
    matches!(letter, '\u{3041}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}')
}

/// Accents that stand beside their letter. They belong to the word and are left out of it.
const fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{0300}'..='\u{036F}')
}

fn fold(letter: char, word: &mut String) {
    let folded = match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' => 'g',
        'ì'..='ï' | 'ī' | 'ı' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ś' | 'ş' | 'š' => 's',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'ß' => return word.push_str("ss"),
        letter if is_mark(letter) => return,
        letter => letter,
    };
    word.push(folded);
}

/// The words that a name such as `UserAccountNotFound` or `access_denied` is made of.
pub(super) fn spoken(name: &str) -> String {
    let mut spoken = String::new();
    let mut was_small = false;
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && was_small || letter == '_' {
            spoken.push(' ');
        }
        was_small = !letter.is_ascii_uppercase();
        if letter != '_' {
            spoken.push(letter);
        }
    }
    spoken
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("You don\u{2019}t, and WON'T!", &["you", "dont", "and", "wont"])]
    #[case("Größe über Ångström", &["grosse", "uber", "angstrom"])]
    #[case("cafe\u{301}", &["cafe"])]
    #[case("招待メール 50020", &["招待", "待メ", "メー", "ール", "50020"])]
    #[case("", &[])]
    fn texts_become_words(#[case] text: &str, #[case] expected: &[&str]) {
        assert_eq!(terms(text), expected);
    }

    #[rstest]
    #[case("UserAccountNotFound", "User Account Not Found")]
    #[case("access_denied", "access denied")]
    #[case("OAuth2IdPRetryableServerError", "OAuth2 Id PRetryable Server Error")]
    #[case("Authorization_RequestDenied", "Authorization Request Denied")]
    fn names_are_spoken(#[case] name: &str, #[case] expected: &str) {
        assert_eq!(terms(&spoken(name)), terms(expected));
    }

    proptest! {
        #[test]
        fn any_text_becomes_few_words(text in any::<String>(), count in 0usize..3000) {
            let _ = spoken(&text);
            prop_assert!(terms(&text).iter().all(|term| !term.is_empty()));
            prop_assert!(terms(&"a ".repeat(count)).len() <= MOST_TERMS);
        }
    }
}
