//! OAuth errors by name, from redirects, token answers and headers.

use super::answer::identifier;
use super::tokens;
use crate::domain::auth::challenge;
use crate::domain::problem::{Kind, kind_of_error};

/// The OAuth error in a text: the value of `error=` in an address, a form or a header; else the first word
/// that is one; else the whole text, if it is one with spaces in it.
pub(super) fn error_in(text: &str) -> Option<String> {
    let is_known = |word: &&str| kind_of(word, None, "", false).is_some();
    let named = text.match_indices("error=").find_map(|(at, name)| {
        let starts_a_name =
            !text.get(..at)?.ends_with(|letter: char| letter.is_alphanumeric() || letter == '_');
        let word = tokens(text.get(at + name.len()..)?).next()?;
        (starts_a_name && word.contains('_')).then_some(word)
    });
    named.or_else(|| tokens(text).find(is_known)).and_then(identifier).or_else(|| {
        let words: Vec<_> = tokens(text).take(4).map(str::to_ascii_lowercase).collect();
        let joined = words.join("_");
        is_known(&joined.as_str()).then_some(joined)
    })
}

/// The value of `suberror` in an address, or in an answer that was not copied to its end.
pub(super) fn suberror_in(text: &str) -> Option<String> {
    let (_, rest) = text.split_once("suberror")?;
    tokens(rest).next().and_then(identifier)
}

/// The problem behind an OAuth error. `suberror` is Entra's finer word for it, `text` what it stood in.
pub(super) fn kind_of(error: &str, suberror: Option<&str>, text: &str, at_home: bool) -> Option<Kind> {
    let kind = suberror
        .and_then(kind_of_suberror)
        .or_else(|| kind_of_error(error, at_home))
        .or_else(|| kind_of_suberror(error))
        .or_else(|| kind_of_challenge(error, text))?;
    Some(if at_home { kind.at_home() } else { kind })
}

/// Entra's `suberror`, which it also uses as `error` (AzureAD/microsoft-authentication-library-for-js,
/// `lib/msal-common/src/error/InteractionRequiredAuthError.ts`). What is behind `message_only` cannot be
/// resolved by the person, so it is taken for a refusal by a policy; that is our own judgement.
fn kind_of_suberror(error: &str) -> Option<Kind> {
    Some(match error {
        "message_only" => Kind::ConditionalAccess,
        "basic_action" | "additional_action" => Kind::FactorNeeded,
        "consent_required" => Kind::HostConsentNeeded,
        "user_password_expired" => Kind::PasswordRefused,
        "bad_token" | "interrupted_user" | "ui_not_allowed" => Kind::SessionExpired,
        _ => return None,
    })
}

/// The `error` of a `WWW-Authenticate` header (RFC 6750, section 3.1; entra-docs,
/// `docs/identity-platform/claims-challenge.md`).
fn kind_of_challenge(error: &str, text: &str) -> Option<Kind> {
    match error {
        "invalid_token" => Some(Kind::SessionExpired),
        "insufficient_scope" => Some(Kind::GraphRefused),
        // Either a token newer than some moment is wanted, or a stronger sign-in.
        "insufficient_claims" => {
            let wants_newer =
                challenge::parse(text).is_some_and(|claims| claims.parameter().contains("\"nbf\""));
            Some(if wants_newer { Kind::SessionExpired } else { Kind::ProofWanted })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("#error=access_denied&state=1", Some("access_denied"))]
    #[case("Bearer error=\"insufficient_claims\"", Some("insufficient_claims"))]
    #[case("my_error=access_something", None)]
    #[case("it says insufficient_claims", Some("insufficient_claims"))]
    #[case("bad_token", Some("bad_token"))]
    #[case("Temporarily unavailable", Some("temporarily_unavailable"))]
    #[case("it was temporarily unavailable for us", None)]
    #[case("", None)]
    fn errors_are_found(#[case] text: &str, #[case] expected: Option<&str>) {
        assert_eq!(error_in(text).as_deref(), expected);
    }

    #[rstest]
    // The sample of claims-challenge.md, {"access_token":{"nbf":{"essential":true,"value":"1604106651"}}}.
    #[case(
        "eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6dHJ1ZSwgInZhbHVlIjoiMTYwNDEwNjY1MSJ9fX0=",
        Kind::SessionExpired
    )]
    // {"access_token":{"acrs":{"essential":true,"value":"c1"}}}
    #[case("eyJhY2Nlc3NfdG9rZW4iOnsiYWNycyI6eyJlc3NlbnRpYWwiOnRydWUsInZhbHVlIjoiYzEifX19", Kind::ProofWanted)]
    #[case("not base64", Kind::ProofWanted)]
    fn challenges_are_told_apart(#[case] claims: &str, #[case] expected: Kind) {
        let header = format!("Bearer realm=\"\", error=\"insufficient_claims\", claims=\"{claims}\"");
        assert_eq!(kind_of("insufficient_claims", None, &header, false), Some(expected));
    }
}
