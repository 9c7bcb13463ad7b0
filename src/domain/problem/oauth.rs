//! The `error` of a redirect or of a token answer, for when no AADSTS code says more: a code that is known
//! comes first, then the `error`, then the family of the code.

use super::{Kind, Problem, Trace, code_in, correlation_id, kind_of, kind_of_family};

/// The problem behind an OAuth error, from the redirect or the token endpoint: `error`, and
/// `error_description` (or all that is readable of the answer) in `text`. `at_home` is the sign-in at the
/// guest's own organization. Of `text` only the code and the correlation id go on.
pub fn of_oauth_error(error: &str, text: &str, at_home: bool) -> Problem {
    let aadsts = code_in(text);
    let kind = aadsts
        .and_then(|code| kind_of(code, at_home))
        .or_else(|| kind_of_error(error, at_home))
        .or_else(|| kind_of_family(aadsts?, at_home))
        .unwrap_or(Kind::SignInUnknown);
    Problem { kind, trace: Trace { aadsts, correlation_id: correlation_id(text), ..Trace::default() } }
}

/// The problem behind the value of `error` alone: RFC 6749 sections 4.1.2.1 and 5.2, OpenID Connect Core
/// section 3.1.2.6, and what Entra adds (MicrosoftDocs/entra-docs,
/// `docs/identity-platform/v2-oauth2-auth-code-flow.md`).
pub fn kind_of_error(error: &str, at_home: bool) -> Option<Kind> {
    let kind = match error {
        "access_denied" => Kind::SignInCanceled,
        "consent_required" => Kind::HostConsentNeeded,
        "interaction_required" => Kind::FactorNeeded,
        "login_required" => Kind::SessionExpired,
        "account_selection_required" => Kind::AccountMixedUp,
        "invalid_grant" => Kind::CodeUsed,
        "server_error" | "temporarily_unavailable" => Kind::SignInBusy,
        "invalid_client"
        | "invalid_request"
        | "invalid_resource"
        | "invalid_scope"
        | "unauthorized_client"
        | "unsupported_grant_type"
        | "unsupported_response_type" => Kind::PortalMisregistered,
        _ => return None,
    };
    Some(if at_home { kind.at_home() } else { kind })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("access_denied", "", false, Kind::SignInCanceled)]
    #[case("access_denied", "AADSTS65004: User declined to consent", true, Kind::SignInCanceled)]
    #[case("access_denied", "AADSTS90094: Admin consent is required", true, Kind::HomeConsentForbidden)]
    #[case("access_denied", "AADSTS90094: Admin consent is required", false, Kind::HostConsentNeeded)]
    #[case("consent_required", "", true, Kind::HomeConsentForbidden)]
    #[case("consent_required", "", false, Kind::HostConsentNeeded)]
    #[case("interaction_required", "AADSTS50079: register", false, Kind::FactorNeeded)]
    #[case("interaction_required", "", false, Kind::FactorNeeded)]
    #[case("login_required", "AADSTS50058: silent", false, Kind::SessionExpired)]
    #[case("invalid_grant", "AADSTS54005: code was already redeemed", false, Kind::CodeUsed)]
    #[case("invalid_grant", "", false, Kind::CodeUsed)]
    #[case("invalid_request", "AADSTS9002326: Cross-origin", false, Kind::PortalMisregistered)]
    #[case("unsupported_response_mode_of_tomorrow", "", false, Kind::SignInUnknown)]
    #[case("invalid_client", "AADSTS59999: new", false, Kind::PortalMisregistered)]
    #[case("temporarily_unavailable", "", false, Kind::SignInBusy)]
    #[case("brand_new", "AADSTS53999: blocked", false, Kind::ConditionalAccess)]
    #[case("brand_new", "AADSTS53999: blocked", true, Kind::HomeConsentForbidden)]
    #[case("brand_new", "AADSTS59999: new", false, Kind::SignInUnknown)]
    #[case("", "", false, Kind::SignInUnknown)]
    fn errors_have_a_problem(
        #[case] error: &str,
        #[case] text: &str,
        #[case] at_home: bool,
        #[case] expected: Kind,
    ) {
        assert_eq!(of_oauth_error(error, text, at_home).kind, expected);
    }

    #[test]
    fn only_code_and_correlation_id_go_on() {
        let text = "AADSTS50020: User account 'ada@contoso.com' does not exist.\r\n\
                    Trace ID: 1f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811\r\n\
                    Correlation ID: 3F6C1B52-8A0D-4C1E-9D57-2B7E4A90C811\r\nTimestamp: 2026-11-21 06:30:00Z";
        let expected = Trace {
            aadsts: Some(50020),
            correlation_id: Some("3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811".into()),
            ..Trace::default()
        };
        assert_eq!(of_oauth_error("interaction_required", text, false).trace, expected);
    }

    proptest! {
        #[test]
        fn any_answer_has_a_problem(error in any::<String>(), text in any::<String>(), at_home: bool) {
            let problem = of_oauth_error(&error, &text, at_home);
            prop_assert_eq!(problem.trace.subject, None);
        }
    }
}
