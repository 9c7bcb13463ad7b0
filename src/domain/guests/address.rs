//! One address as it was typed: taken, or refused with the reason; and what was probably meant.

use super::is_invisible;
use super::read::Why;
use crate::domain::invite::GuestAddress;

/// The longest address (RFC 5321, section 4.5.3.1.3).
const LONGEST: usize = 254;
/// Where most private guests have their mail.
const PROVIDERS: [&str; 5] = ["gmail.com", "outlook.com", "hotmail.com", "yahoo.com", "icloud.com"];
/// Providers of their own, under `.com`, that are one letter away from one of those.
const REAL: [&str; 3] = ["mail", "email", "ymail"];

/// Reads one address with nothing around it but spaces and invisible characters.
pub(super) fn address(text: &str) -> Result<GuestAddress, Why> {
    let text = trim(text);
    let text = text.strip_prefix("mailto:").unwrap_or(text);
    let Some((local, domain)) = text.split_once('@') else { return Err(Why::NoAddress) };
    if domain.contains('@') {
        return Err(Why::SeveralAts);
    }
    if text.contains(char::is_whitespace) {
        return Err(Why::Spaces);
    }
    if text.len() > LONGEST {
        return Err(Why::TooLong);
    }
    if local.is_empty() {
        return Err(Why::NothingBefore);
    }
    if !domain.contains('.') || domain.split('.').any(str::is_empty) {
        return Err(Why::NoDomain);
    }
    let sound = domain.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte))
        && local.chars().all(|character| character.is_ascii_graphic() || character.is_alphanumeric());
    sound.then(|| GuestAddress::parse(text)).flatten().ok_or(Why::Characters)
}

/// Whether a text is an address and nothing else.
pub(super) fn is_bare(text: &str) -> bool {
    address(text).is_ok()
}

/// Without what stands around an address: spaces, quotation marks, and what nobody sees.
pub(super) fn trim(text: &str) -> &str {
    text.trim_matches(|character: char| {
        character.is_whitespace() || is_invisible(character) || "\"'‘’“”".contains(character)
    })
}

/// The address that was probably meant, when the provider's name is one slip of the fingers away from a famous one.
pub(super) fn did_you_mean(address: &GuestAddress) -> Option<GuestAddress> {
    let (local, domain) = address.secret().split_once('@')?;
    let domain = domain.to_ascii_lowercase();
    let is_real = domain.strip_suffix(".com").is_some_and(|name| REAL.contains(&name));
    if is_real || PROVIDERS.contains(&domain.as_str()) {
        return None;
    }
    let meant = PROVIDERS.iter().find(|provider| one_slip(domain.as_bytes(), provider.as_bytes()))?;
    GuestAddress::parse(&[local, "@", meant].concat())
}

/// Whether one text becomes the other by a letter more, a letter less, another letter, or two letters swapped.
fn one_slip(typed: &[u8], meant: &[u8]) -> bool {
    let same = typed.iter().zip(meant).take_while(|(typed, meant)| typed == meant).count();
    let (typed, meant) = (&typed[same..], &meant[same..]);
    match (typed, meant) {
        ([_, typed @ ..], _) if typed == meant => true,
        (_, [_, meant @ ..]) if typed == meant => true,
        ([_, typed @ ..], [_, meant @ ..]) if typed == meant => true,
        ([a, b, typed @ ..], [c, d, meant @ ..]) => (a, b) == (d, c) && typed == meant,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("ada@fabrikam.com", Ok("ada@fabrikam.com"))]
    #[case(" 'Ada.Marsh+mesh@mail.fabrikam.co.uk'\u{200b}", Ok("Ada.Marsh+mesh@mail.fabrikam.co.uk"))]
    #[case("mailto:ada@fabrikam.com", Ok("ada@fabrikam.com"))]
    #[case("jörg@fabrikam.com", Ok("jörg@fabrikam.com"))]
    #[case("", Err(Why::NoAddress))]
    #[case("Ada Marsh", Err(Why::NoAddress))]
    #[case("ada@", Err(Why::NoDomain))]
    #[case("ada@fabrikam", Err(Why::NoDomain))]
    #[case("ada@fabrikam..com", Err(Why::NoDomain))]
    #[case("@fabrikam.com", Err(Why::NothingBefore))]
    #[case("ada marsh@fabrikam.com", Err(Why::Spaces))]
    #[case("ada@@fabrikam.com", Err(Why::SeveralAts))]
    #[case("ada@fabrikam.com;ben@fabrikam.com", Err(Why::SeveralAts))]
    #[case::cyrillic("ada@f\u{430}brikam.com", Err(Why::Characters))]
    #[case::invisible("a\u{200b}da@fabrikam.com", Err(Why::Characters))]
    #[case("(ada@fabrikam.com", Err(Why::Characters))]
    fn an_address_is_taken_or_the_reason_is_told(#[case] text: &str, #[case] expected: Result<&str, Why>) {
        assert_eq!(address(text).as_ref().map(GuestAddress::secret).map_err(|why| *why), expected);
    }

    #[test]
    fn there_is_a_longest_address() {
        let of = |letters: usize| address(&format!("{}@fabrikam.com", "a".repeat(letters)));
        assert!(of(LONGEST - 13).is_ok());
        assert_eq!(of(LONGEST - 12), Err(Why::TooLong));
    }

    #[rstest]
    #[case("gmial.com", Some("gmail.com"))]
    #[case("GMAIL.CON", Some("gmail.com"))]
    #[case("gmail.co", Some("gmail.com"))]
    #[case("outllook.com", Some("outlook.com"))]
    #[case("hotmial.com", Some("hotmail.com"))]
    #[case("iclod.com", Some("icloud.com"))]
    #[case("gmail.com", None)]
    #[case("Gmail.com", None)]
    #[case("mail.com", None)]
    #[case("ymail.com", None)]
    #[case("yahoo.ca", None)]
    #[case("hotmail.co.uk", None)]
    #[case("fabrikam.com", None)]
    fn one_slip_in_a_famous_name_is_seen(#[case] typed: &str, #[case] meant: Option<&str>) {
        let typed = GuestAddress::parse(&format!("ada@{typed}")).unwrap();
        let meant = meant.map(|meant| format!("ada@{meant}"));
        assert_eq!(did_you_mean(&typed).as_ref().map(GuestAddress::secret), meant.as_deref());
    }
}
