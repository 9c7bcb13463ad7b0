//! Addresses that open the mail program with a message in it.

use super::qr;

/// A `mailto:` address (RFC 6068): percent-encoded, lines ended by CR LF. Nothing in `to`, which may be
/// empty, can start another field.
pub fn address(to: &str, subject: &str, body: &str) -> String {
    let mut address = String::from("mailto:");
    percent_encode(to, b"@", &mut address);
    if !subject.is_empty() {
        address.push_str("?subject=");
        percent_encode(subject, b"", &mut address);
        address.push_str("&body=");
        percent_encode(&body.replace("\r\n", "\n").replace('\n', "\r\n"), b"", &mut address);
    }
    address
}

/// What the camera of a phone reads to write the same mail there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scan {
    /// All of the mail.
    Whole(String),
    /// Its address alone, because all of it would make too fine a code.
    Address(String),
}

/// What to show to the camera of a phone; nothing for a long mail to nobody.
pub fn to_scan(to: &str, subject: &str, body: &str) -> Option<Scan> {
    let whole = address(to, subject, body);
    if whole.len() <= qr::MAX_BYTES {
        return Some(Scan::Whole(whole));
    }
    (!to.is_empty()).then(|| Scan::Address(address(to, "", "")))
}

fn percent_encode(text: &str, also_plain: &[u8], into: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for &byte in text.as_bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || also_plain.contains(&byte) {
            into.push(char::from(byte));
        } else {
            into.push('%');
            into.push(char::from(HEX[usize::from(byte >> 4)]));
            into.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;
    use url::Url;

    #[rstest]
    #[case("ada@fabrikam.com", "", "", "mailto:ada@fabrikam.com")]
    #[case(
        "",
        "On to the PC",
        "Ada: 100 %\n#",
        "mailto:?subject=On%20to%20the%20PC&body=Ada%3A%20100%20%25%0D%0A%23"
    )]
    #[case(
        "a@b.example?bcc=eve@evil.example",
        "x",
        "",
        "mailto:a@b.example%3Fbcc%3Deve@evil.example?subject=x&body="
    )]
    fn written_as_mail_programs_read_it(
        #[case] to: &str,
        #[case] subject: &str,
        #[case] body: &str,
        #[case] expected: &str,
    ) {
        assert_eq!(address(to, subject, body), expected);
    }

    #[rstest]
    #[test]
    fn a_camera_reads_as_much_as_fits() {
        let (to, long) = ("a@b.example", "long ".repeat(200));
        let whole = Scan::Whole("mailto:a@b.example?subject=x&body=short".to_owned());
        assert_eq!(to_scan(to, "x", "short"), Some(whole));
        assert_eq!(to_scan(to, "x", &long), Some(Scan::Address("mailto:a@b.example".to_owned())));
        assert_eq!(to_scan("", "x", &long), None);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(subject in "\\PC{1,40}", body in "[^\r]{0,60}") {
            let address = Url::parse(&address("", &subject, &body)).unwrap();
            // A mail program leaves + as it is.
            let query = address.query().unwrap().replace('+', "%2B");
            let fields: Vec<(String, String)> =
                url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
            prop_assert_eq!(fields, [("subject".to_owned(), subject), ("body".to_owned(), body.replace('\n', "\r\n"))]);
        }
    }
}
