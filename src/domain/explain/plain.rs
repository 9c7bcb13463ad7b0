//! A pasted text as it was before it traveled through addresses, pages and other keyboards.

use std::borrow::Cow;

use crate::domain::problem::in_plain_signs;

/// What stands for a sign in the source of a page, where error texts are copied from, too.
const ENTITIES: &[(&str, &str)] =
    &[("&quot;", "\""), ("&#34;", "\""), ("&#39;", "'"), ("&#58;", ":"), ("&amp;", "&")];

/// The text without percent encoding and entities, in plain signs.
pub(in crate::domain) fn plain(text: &str) -> String {
    let mut plain = percent_decoded(text).into_owned();
    if plain.contains('&') {
        for (entity, sign) in ENTITIES {
            plain = plain.replace(entity, sign);
        }
    }
    in_plain_signs(&plain)
}

/// The text without percent encoding, also when it was encoded up to three times on its way.
fn percent_decoded(text: &str) -> Cow<'_, str> {
    let mut plain = Cow::Borrowed(text);
    for _ in 0..3 {
        let decoded = decoded_once(plain.as_bytes());
        if decoded == plain.as_bytes() {
            break;
        }
        plain = Cow::Owned(String::from_utf8_lossy(&decoded).into_owned());
    }
    plain
}

fn decoded_once(bytes: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let digit = |index: usize| bytes.get(index).and_then(|&digit| char::from(digit).to_digit(16));
        match (byte, digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                // Two hexadecimal digits never exceed a byte.
                decoded.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
                at += 3;
            }
            (b'+', ..) => {
                decoded.push(b' ');
                at += 1;
            }
            _ => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("AADSTS50020%3A+User", "AADSTS50020: User")]
    #[case("AADSTS50020%253A%2520User", "AADSTS50020: User")]
    #[case("%25253A", ":")]
    #[case("50 % of it, 100%", "50 % of it, 100%")]
    #[case("%zz%4", "%zz%4")]
    #[case("%ff", "\u{fffd}")]
    #[case("AADSTS50020&#58; &quot;x&quot; &amp; y", "AADSTS50020: \"x\" & y")]
    #[case("%EF%BC%A1%EF%BC%A1ＤＳＴＳ", "AADSTS")]
    fn texts_are_made_plain(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(plain(text), expected);
    }

    proptest! {
        #[test]
        fn any_text_can_be_made_plain(text in any::<String>(), bytes in any::<Vec<u8>>()) {
            let _ = plain(&text);
            let encoded = bytes.iter().fold(String::new(), |text, byte| format!("{text}%{byte:02x}"));
            prop_assert_eq!(decoded_once(encoded.as_bytes()), bytes);
        }
    }
}
