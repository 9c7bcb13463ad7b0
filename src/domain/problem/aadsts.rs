//! AADSTS codes: found in what people paste, and turned into the problems a guest can have.
//!
//! Microsoft says that the numbers may change at any time and are for diagnosis only
//! (MicrosoftDocs/entra-docs, `docs/identity-platform/reference-error-codes.md`): a code chooses a help
//! text, and nothing else is ever decided by it.

#![allow(clippy::unreadable_literal, reason = "codes are written the way people search for them")]

use super::fuzzy::alike;
use super::{Kind, catalogue::CORRELATION_LABEL, start_of};
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
        65001 | 90093 | 90094 | 90095 => Kind::HostConsentNeeded,
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
        5000224 => Kind::HostTenantBlocked,
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

/// The problem behind the family of a code that has no entry of its own: its first two digits, when it has
/// five. Only families whose known members all mean much the same; longer numbers are no children of shorter
/// ones.
pub const fn kind_of_family(code: u32, at_home: bool) -> Option<Kind> {
    let kind = match code {
        // The sign-in of the guest's own organization: WS-Fed, other providers, agents on its premises.
        20_000..=20_999 | 40_000..=40_999 | 80_000..=81_999 => Kind::HomeAccount,
        53_000..=53_999 => Kind::ConditionalAccess,
        // Applications that sign in with SAML.
        75_000..=76_999 => Kind::PortalMisregistered,
        _ => return None,
    };
    Some(if at_home { kind.at_home() } else { kind })
}

/// How far behind the word AADSTS its number may begin, in bytes.
const NEAR: usize = 18;

/// The AADSTS code in a text that decides, however it is written: `AADSTS50020:`, `aadsts 50020`,
/// `AADSTS-50020`, `adsts50020`, `AADSTS error code 50020`, `AADSTS 5OO2O`. The whole number counts: 50020 is
/// not found in 500208.
pub fn code_in(text: &str) -> Option<u32> {
    decisive(codes_in(text))
}

/// Every AADSTS code in a text, in its order.
pub(in crate::domain) fn codes_in(text: &str) -> impl Iterator<Item = u32> {
    let mut at = 0;
    text.split_inclusive(|letter: char| !letter.is_ascii_alphabetic()).filter_map(move |piece| {
        let word = piece.trim_end_matches(|letter: char| !letter.is_ascii_alphabetic());
        let behind = at + word.len();
        at += piece.len();
        if says_aadsts(word) { code_after(text.get(behind..)?) } else { None }
    })
}

/// The code that says most about what went wrong: a text often holds a chain of them.
///
/// In this order, and of equals the first: a refusal by a policy, or because the account is not in the tenant
/// or not yet; a set-up or an account that nobody can sign in with; missing permissions; a number without an
/// entry; a step that is asked of the guest; what merely follows from something else, such as a silent try
/// without a session.
pub(in crate::domain) fn decisive(codes: impl Iterator<Item = u32>) -> Option<u32> {
    codes.fold(None, |best, code| match best {
        Some(best) if weight(best) >= weight(code) => Some(best),
        _ => Some(code),
    })
}

const fn weight(code: u32) -> u8 {
    let kind = match kind_of(code, false) {
        None => kind_of_family(code, false),
        kind => kind,
    };
    match kind {
        // "Sign in with an account of this tenant" comes with every other refusal of an account, too.
        _ if code == 16000 => 1,
        Some(
            Kind::OutboundPolicy
            | Kind::InboundPolicy
            | Kind::TenantRestricted
            | Kind::HostTenantBlocked
            | Kind::ConditionalAccess
            | Kind::DeviceNotTrusted
            | Kind::FactorRegistrationBlocked
            | Kind::NotInvited
            | Kind::InvitationPending
            | Kind::NotAssigned
            | Kind::PersonalAccount,
        ) => 5,
        Some(Kind::HostConsentNeeded | Kind::SignInCanceled) => 3,
        None => 2,
        Some(Kind::FactorNeeded | Kind::AccountMixedUp | Kind::ReturnLost) => 1,
        Some(Kind::SessionExpired | Kind::CodeUsed | Kind::SignInBusy) => 0,
        Some(_) => 4,
    }
}

/// Whether a word is AADSTS, nearly so, or stuck to it.
fn says_aadsts(word: &str) -> bool {
    let end = word.get(word.len().saturating_sub(8)..).unwrap_or_default().to_ascii_lowercase();
    end.ends_with("aadsts") || (end.len() == word.len() && alike(end.as_bytes(), b"aadsts"))
}

/// The first number that stands near the beginning of a text and can be a code.
fn code_after(text: &str) -> Option<u32> {
    let is_digit = |letter: char| letter.is_ascii_digit();
    start_of(text, NEAR).match_indices(is_digit).find_map(|(at, _)| {
        let is_inside = text.get(..at)?.ends_with(is_digit);
        let rest = text.get(at..)?;
        if is_inside { None } else { whole_number(rest).or_else(|| mistyped(rest)) }
    })
}

/// The code that a text begins with, when letters stand for digits in it (`5OO2O`) or it has gaps (`50 020`).
/// Only a code that means something: nobody else would know what was meant.
fn mistyped(text: &str) -> Option<u32> {
    let is_known = |code: u32| code >= 10_000 && kind_of(code, false).is_some();
    let mut code: u32 = 0;
    let mut follows_gap = false;
    for letter in text.chars() {
        let digit = match letter {
            '0'..='9' => letter.to_digit(10)?,
            'O' | 'o' if !follows_gap => 0,
            'I' | 'l' if !follows_gap => 1,
            ' ' | '.' | ',' | '-' if !follows_gap && !is_known(code) => {
                follows_gap = true;
                continue;
            }
            _ => break,
        };
        follows_gap = false;
        code = code.checked_mul(10)?.checked_add(digit)?;
        if code == 0 {
            return None;
        }
    }
    is_known(code).then_some(code)
}

/// The whole number that a text begins with: five to eight digits, since AADSTS codes have five to seven, and
/// never zero first.
fn whole_number(text: &str) -> Option<u32> {
    let length = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    let fits = (5..=8).contains(&length) && !text.starts_with('0');
    if fits { text.get(..length)?.parse().ok() } else { None }
}

/// A whole number in a text.
pub(in crate::domain) struct Number<'a> {
    pub(in crate::domain) before: &'a str,
    pub(in crate::domain) value: u32,
    pub(in crate::domain) after: &'a str,
}

/// Every number that can be an AADSTS code, named so or not.
pub(in crate::domain) fn numbers(text: &str) -> impl Iterator<Item = Number<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text.get(at..)?.find(|letter: char| letter.is_ascii_digit())?;
            let digits = text.get(start..)?;
            at = start + digits.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(digits.len());
            if let Some(value) = whole_number(digits) {
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
    #[case("error_messageAADSTS50020", Some(50020))]
    #[case("AADSTS(2): 50020", Some(50020))]
    #[case("AADSTS 50 020", Some(50020))]
    #[case("AADSTS 50 020 12:30", Some(50020))]
    #[case("AADSTS 50.020", Some(50020))]
    #[case("AADSTS5OO2O", Some(50020))]
    #[case("aadsts 5oo2o occurred", Some(50020))]
    #[case("AADSTS5O0212", Some(500_212))]
    #[case("AADSTS65OOl", Some(65001))]
    #[case("AADSTS 12 345", None)]
    #[case("AADSTS 5O", None)]
    #[case("AADSTS 5OOOOOOOOOOOOOOOOO", None)]
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
    #[case::block_over_factor("AADSTS50076: use MFA. AADSTS53003: blocked by policy", 53003)]
    #[case::invitation_over_session("AADSTS50058 then AADSTS50020", 50020)]
    #[case::invitation_over_interaction("AADSTS16000, AADSTS50020", 50020)]
    #[case::policy_over_consent("AADSTS65001: consent; AADSTS500212: outbound", 500_212)]
    #[case::consent_over_factor("AADSTS50076 AADSTS65001", 65001)]
    #[case::set_up_over_consent("AADSTS65001 AADSTS700016", 700_016)]
    #[case::password_over_passing_fault("AADSTS50000 AADSTS50126", 50126)]
    #[case::known_over_unknown("AADSTS59999 AADSTS65001", 65001)]
    #[case::unknown_over_session("AADSTS50058 AADSTS59999", 59999)]
    #[case::family_counts("AADSTS50076 AADSTS53999", 53999)]
    #[case::first_of_equals("AADSTS53003 AADSTS50020", 53003)]
    #[case::first_of_followers("AADSTS70008 AADSTS50058", 70008)]
    fn the_code_that_decides(#[case] text: &str, #[case] expected: u32) {
        assert_eq!(code_in(text), Some(expected));
    }

    #[test]
    fn every_code_is_found_in_its_order() {
        let codes: Vec<_> = codes_in("AADSTS50058 aadsts: 5O076 adsts53003").collect();
        assert_eq!(codes, [50058, 50076, 53003]);
    }

    #[rstest]
    #[case(53999, Some(Kind::ConditionalAccess), Some(Kind::HomeConsentForbidden))]
    #[case(80999, Some(Kind::HomeAccount), Some(Kind::HomeAccount))]
    #[case(75999, Some(Kind::PortalMisregistered), Some(Kind::PortalMisregistered))]
    #[case(539_990, None, None)]
    #[case(50999, None, None)]
    fn families_stand_in(#[case] code: u32, #[case] at_host: Option<Kind>, #[case] at_home: Option<Kind>) {
        assert_eq!((kind_of_family(code, false), kind_of_family(code, true)), (at_host, at_home));
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
