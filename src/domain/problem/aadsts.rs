//! AADSTS codes: found in what people paste, and turned into the problems a guest can have.
//!
//! Microsoft says that the numbers may change at any time and are for diagnosis only
//! (MicrosoftDocs/entra-docs, `docs/identity-platform/reference-error-codes.md`): a code chooses a help
//! text, and nothing else is ever decided by it.

#![allow(clippy::unreadable_literal, reason = "codes are written the way people search for them")]

use super::fuzzy::alike;
use super::{Kind, catalogue::CORRELATION_LABEL};
use crate::domain::tenant::Guid;

/// The problem behind an AADSTS code that a guest can meet, as far as there is one. `at_home` is the sign-in
/// at the guest's own organization.
pub const fn kind_of(code: u32, at_home: bool) -> Option<Kind> {
    match kind_at_host(code) {
        Some(kind) if at_home => Some(kind.at_home()),
        kind => kind,
    }
}

const fn kind_at_host(code: u32) -> Option<Kind> {
    Some(match code {
        16000 | 16003 | 50020 | 50034 | 51004 | 90072 => Kind::NotInvited,
        50014 => Kind::InvitationPending,
        500141 => Kind::ReturnLost,
        500207 | 500208 => Kind::PersonalAccount,
        16001 | 50136 | 50139 | 50143 | 50197 | 81012 | 90013 | 90101 | 90125 | 90126 | 160021 => {
            Kind::AccountMixedUp
        }
        65001 | 90094 | 90095 => Kind::HostConsentNeeded,
        65004 => Kind::SignInCanceled,
        50105 => Kind::NotAssigned,
        70001 | 500011 | 500014 | 650052 | 650056 | 700011 | 700016 | 1000031 | 7000112 => Kind::AppUnknown,
        50005 | 50131 | 50159 | 50177 | 50178 | 53002 | 53003 | 90071 | 530032 | 530035 => {
            Kind::ConditionalAccess
        }
        50097 | 50129 | 50155 | 50187 | 53000 | 53001 => Kind::DeviceNotTrusted,
        53004 | 53010 => Kind::FactorRegistrationBlocked,
        50072 | 50074 | 50076 | 50078 | 50079 | 50125 | 50140 | 50158 | 50168 | 50199 => Kind::FactorNeeded,
        500212 | 1000104 => Kind::OutboundPolicy,
        90084 | 500213 => Kind::InboundPolicy,
        50002 | 500021 | 500022 => Kind::TenantRestricted,
        50049 | 50059 | 50128 | 90002 | 90019 | 90038 => Kind::TenantUnknown,
        16002 | 50058 | 50085 | 50089 | 50132 | 50133 | 50150 | 50173 | 70000 | 70008 | 70043 | 700020
        | 700082 | 700084 | 900561 | 9002341 => Kind::SessionExpired,
        54005 => Kind::CodeUsed,
        40010 | 50000 | 50033 | 50087 | 50088 | 50166 | 70012 | 90006 | 90012 | 90024 | 90033 | 90036
        | 90055 | 90090 | 90091 | 90092 => Kind::SignInBusy,
        50055 | 50056 | 50064 | 50126 | 50135 | 50137 | 50142 | 50144 => Kind::PasswordRefused,
        20001 | 20012 | 40008 | 40009 | 40015 | 50008 | 50015 | 50053 | 50057 | 50086 | 53011 | 54000
        | 80001 | 80002 | 80005 | 80007 | 80012 | 90123 | 135011 | 399284 | 901011 | 901012 | 901014
        | 5000819 | 5001256 => Kind::HomeAccount,
        50011 | 50117 | 50147 | 50148 | 50149 | 50194 | 50196 | 65005 | 70004 | 90008 | 90014 | 90023
        | 501481 | 501491 | 650054 | 650057 | 650059 | 700005 | 900144 | 900971 | 7000218 | 9002313
        | 9002326 | 9002327 | 9002332 => Kind::PortalMisregistered,
        _ => return None,
    })
}

/// The first AADSTS code in a text, however it is written: `AADSTS50020:`, `aadsts 50020`, `AADSTS-50020`,
/// `adsts50020`, `AADSTS error code 50020`. The whole number counts: 50020 is not found in 500208.
pub fn code_in(text: &str) -> Option<u32> {
    numbers(text).find(|number| is_named_just_before(number.before)).map(|number| number.value)
}

/// Whether a text says AADSTS, or nearly so, in its last words.
fn is_named_just_before(text: &str) -> bool {
    let near = text.char_indices().rev().nth(23).and_then(|(at, _)| text.get(at..)).unwrap_or(text);
    near.split(|letter: char| !letter.is_ascii_alphabetic())
        .any(|word| alike(word.to_ascii_lowercase().as_bytes(), b"aadsts"))
}

/// A whole number in a text.
pub(in crate::domain) struct Number<'a> {
    pub(in crate::domain) before: &'a str,
    pub(in crate::domain) value: u32,
    pub(in crate::domain) after: &'a str,
}

/// Every whole number of five to eight digits: AADSTS codes have five to seven and never begin with zero.
pub(in crate::domain) fn numbers(text: &str) -> impl Iterator<Item = Number<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(at..)?;
            let start = at + rest.find(|letter: char| letter.is_ascii_digit())?;
            let digits = text.get(start..)?;
            let length = digits.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(digits.len());
            at = start + length;
            if (5..=8).contains(&length) && !digits.starts_with('0') {
                let value = digits.get(..length)?.parse().ok()?;
                return Some(Number { before: text.get(..start)?, value, after: text.get(at..)? });
            }
        }
    })
}

/// The GUID that stands behind "Correlation ID", however the two are joined; in lower case.
pub fn correlation_id(text: &str) -> Option<String> {
    let text = text.to_ascii_lowercase();
    let (label, id) = CORRELATION_LABEL.split_once(' ')?;
    let (label, id) = (label.to_ascii_lowercase(), id.to_ascii_lowercase());
    text.match_indices(&label).find_map(|(at, label)| {
        let rest = after_separators(text.get(at + label.len()..)?).strip_prefix(&id)?;
        let guid = Guid::parse(after_separators(rest).get(..36)?).ok()?;
        Some(String::from(guid))
    })
}

fn after_separators(text: &str) -> &str {
    text.trim_start_matches(|letter: char| !letter.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    const GUID: &str = "3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811";

    #[rstest]
    #[case("AADSTS50020: User account does not exist", Some(50020))]
    #[case("aadsts 50020", Some(50020))]
    #[case("AADSTS-50020", Some(50020))]
    #[case("AADSTS: #50020", Some(50020))]
    #[case("adsts50020", Some(50020))]
    #[case("AADTSS50020.", Some(50020))]
    #[case("AADSTS error code: 50020", Some(50020))]
    #[case("the AADSTS number on my screen is 50020", None)]
    #[case("error_description=AADSTS9002326:+Cross-origin", Some(9002326))]
    #[case("%3AAADSTS65004%3A", Some(65004))]
    #[case("invalid_grant\\r\\nAADSTS70008: expired", Some(70008))]
    #[case("AADSTS500208", Some(500208))]
    #[case("12345 and AADSTS50076, AADSTS50079", Some(50076))]
    #[case("AADSTS 50 020", None)]
    #[case("AADSTS1234", None)]
    #[case("AADSTS123456789", None)]
    #[case("AADSTS050020", None)]
    #[case("AADSTS", None)]
    #[case("Artists 50020", None)]
    #[case("50020", None)]
    #[case("code 50020", None)]
    #[case("ÄÖÜ50020", None)]
    #[case("", None)]
    fn finds_codes(#[case] text: &str, #[case] expected: Option<u32>) {
        assert_eq!(code_in(text), expected);
    }

    #[rstest]
    #[case("Correlation ID: {}", true)]
    #[case("correlation id {}\r\n", true)]
    #[case("Correlation+ID%3a+nothing Correlation Id: {}", true)]
    #[case(r#""correlation_id":"{}""#, true)]
    #[case("CorrelationId={}", true)]
    #[case("Trace ID: {}", false)]
    #[case("Correlation ID: none, Trace ID: {}", false)]
    #[case("Correlation: {}", false)]
    #[case("{}", false)]
    fn finds_correlation_ids(#[case] text: &str, #[case] expected: bool) {
        for guid in [GUID.to_string(), GUID.to_uppercase()] {
            let found = correlation_id(&text.replace("{}", &guid));
            assert_eq!(found.as_deref(), expected.then_some(GUID));
        }
    }

    #[test]
    fn only_a_guid_is_a_correlation_id() {
        assert_eq!(correlation_id("Correlation ID: 3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c81é"), None);
        assert_eq!(correlation_id("Correlation ID: ada@contoso.com"), None);
        assert_eq!(correlation_id("Correlation ID"), None);
    }

    #[rstest]
    #[case(50020, Kind::PersonalAccount, Kind::NotInvited)]
    #[case(65001, Kind::HomeConsentForbidden, Kind::HostConsentNeeded)]
    #[case(90094, Kind::HomeConsentForbidden, Kind::HostConsentNeeded)]
    #[case(90095, Kind::HomeConsentForbidden, Kind::HostConsentNeeded)]
    #[case(50105, Kind::HomeConsentForbidden, Kind::NotAssigned)]
    #[case(53003, Kind::HomeConsentForbidden, Kind::ConditionalAccess)]
    #[case(53000, Kind::HomeConsentForbidden, Kind::DeviceNotTrusted)]
    #[case(65004, Kind::SignInCanceled, Kind::SignInCanceled)]
    #[case(50079, Kind::FactorNeeded, Kind::FactorNeeded)]
    fn the_leg_matters(#[case] code: u32, #[case] at_home: Kind, #[case] at_host: Kind) {
        assert_eq!(kind_of(code, true), Some(at_home));
        assert_eq!(kind_of(code, false), Some(at_host));
    }

    proptest! {
        #[test]
        fn any_text_can_be_searched(text in any::<String>()) {
            let _ = (code_in(&text), correlation_id(&text));
        }

        #[test]
        fn a_code_is_found_in_any_company(
            before in "[^0-9a-zA-Z]{0,9}", code in 10000u32..9999999, after in "[^0-9].{0,9}",
        ) {
            prop_assert_eq!(code_in(&format!("{before}AADSTS{code}{after}")), Some(code));
        }
    }
}
