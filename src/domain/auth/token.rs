//! What a token says: who signed in, and whether it may be believed.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use oauth2::basic::BasicTokenType;
use oauth2::{RequestTokenError, TokenResponse as _};
use serde::Serialize;
use serde_json::Value;

use super::Leg;
use super::answer::{TokenRefusal, TokenResponse};
use super::attempt::{Attempt, Hint};
use super::callback::is_issuer;
use super::session::Session;
use crate::domain::config::Config;
use crate::domain::json;
use crate::domain::problem::{self, Kind, Problem};
use crate::domain::tenant::{Guid, TenantId};
use crate::domain::time::Moment;

/// How far this device's clock may be off, in seconds. Microsoft names no number; five minutes is usual.
const SKEW: i64 = 300;

/// The longest user name that is believed, in bytes: it goes into an address. The longest mail address has 254
/// (RFC 5321, section 4.5.3.1.3, and its erratum 1690), and a name may hold one with something around it.
const LONGEST_NAME: usize = 320;

/// An ID token (JWT). `Debug` does not show it.
#[derive(Clone, Serialize)]
#[serde(transparent)]
pub struct IdToken(String);

/// Who signed in, as the ID token says.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    /// The tenant the token was issued for.
    pub tenant: TenantId,
    /// The user name, for showing and as a hint; never to decide by.
    pub user_name: Option<Hint>,
    /// The display name.
    pub name: Option<String>,
    /// Guest or member of that tenant, where the token says so (`acct`, else `idp`).
    pub is_guest: Option<bool>,
    /// What names this account when signing out, where the token says so (`login_hint`, an optional claim).
    pub logout_hint: Option<Hint>,
}

/// A finished sign-in.
#[derive(Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// Who.
    pub identity: Identity,
    /// What Graph may be asked with.
    pub session: Session,
    /// The address that was invited, as the attempt remembered it.
    pub invited: Option<Hint>,
    /// It answers a claims challenge.
    pub challenged: bool,
}

/// The claims that are looked at. entra-docs, id-token-claims-reference.md, optional-claims-reference.md.
struct Claims {
    iss: String,
    aud: String,
    tid: String,
    nonce: String,
    exp: i64,
    nbf: i64,
    preferred_username: Option<String>,
    name: Option<String>,
    acct: Option<Value>,
    idp: Option<String>,
    login_hint: Option<String>,
    ver: Option<String>,
    oid: Option<String>,
}

/// Judges a token answer: the claims must be for us, from the tenant we asked, and for this attempt.
///
/// The signature is not checked: the token came straight from the token endpoint over TLS
/// (OpenID Connect Core, section 3.1.3.7), and nothing here is protected by it; Graph protects itself.
pub fn judge(
    response: &TokenResponse,
    attempt: Attempt,
    config: &Config,
    now: Moment,
) -> Result<SignedIn, Problem> {
    let refused = |claim: &str| Problem::new(Kind::ClaimRefused).about(claim);
    // Whoever holds a bearer token may use it; any other kind needs a proof that this page cannot give.
    if *response.token_type() != BasicTokenType::Bearer {
        return Err(refused("token_type"));
    }
    let IdToken(jwt) = response.id_token.as_ref().ok_or_else(|| refused("id_token"))?;
    let claims = claims(jwt).ok_or_else(|| refused("id_token"))?;
    let tenant = Guid::parse(&claims.tid).map_err(|_| refused("tid"))?;
    let right_tenant = attempt.leg == Leg::Home || tenant == attempt.host;
    let right_issuer = is_issuer(&claims.iss, &attempt, config) && claims.iss.contains(tenant.as_str());
    if claims.aud != config.client_id.as_str() {
        return Err(refused("aud"));
    }
    if !right_tenant {
        return Err(refused("tid"));
    }
    if !right_issuer {
        return Err(refused("iss"));
    }
    if claims.nonce != attempt.nonce {
        return Err(refused("nonce"));
    }
    // Only version 2 has the issuer and the names looked at here. Both claims may be left out.
    if claims.ver.is_some_and(|version| version != "2.0") {
        return Err(refused("ver"));
    }
    if claims.oid.is_some_and(|id| Guid::parse(&id).is_err()) {
        return Err(refused("oid"));
    }
    // A token that came this second can only look old or early to a clock that is wrong.
    let seconds = now.0.div_euclid(1000);
    if claims.exp.saturating_add(SKEW) < seconds || claims.nbf.saturating_sub(SKEW) > seconds {
        return Err(Problem::new(Kind::ClockWrong));
    }
    let account = claims.acct.as_ref();
    let is_account = |number: u64, text: &str| {
        account.is_some_and(|acct| acct.as_u64() == Some(number) || acct.as_str() == Some(text))
    };
    let is_guest = if is_account(0, "0") {
        Some(false)
    } else if is_account(1, "1") {
        Some(true)
    } else {
        // `idp` is there, and differs from `iss`, when the account lives elsewhere.
        claims.idp.map(|provider| provider != claims.iss)
    };
    let identity = Identity {
        tenant,
        user_name: claims.preferred_username.filter(|name| name.len() <= LONGEST_NAME).map(Hint),
        name: claims.name,
        is_guest,
        logout_hint: claims.login_hint.map(Hint),
    };
    let session = Session::new(response, attempt.host, now);
    Ok(SignedIn { identity, session, invited: attempt.invited, challenged: attempt.challenged })
}

/// The problem a failed token request is shown as.
pub fn problem_of<E: std::error::Error>(fault: &RequestTokenError<E, TokenRefusal>, leg: Leg) -> Problem {
    match fault {
        RequestTokenError::ServerResponse(refusal) => {
            problem::of_oauth_error(&refusal.error, &refusal.description, leg == Leg::Home)
        }
        RequestTokenError::Request(_) => Problem::new(Kind::AuthorityUnreachable),
        RequestTokenError::Parse(..) | RequestTokenError::Other(_) => Problem::new(Kind::AnswerUnreadable),
    }
}

fn claims(jwt: &str) -> Option<Claims> {
    let payload = jwt.split('.').nth(1)?;
    let json = URL_SAFE_NO_PAD.decode(payload.trim_end_matches('=')).ok()?;
    json::object(&json, |fields| {
        let text = |name| {
            let text = fields.given(name, |value| value.as_str().map(str::to_owned))?;
            Ok(text.unwrap_or_default())
        };
        let seconds = |name| Ok(fields.given(name, Value::as_i64)?.unwrap_or_default());
        Ok(Claims {
            iss: text("iss")?,
            aud: text("aud")?,
            tid: text("tid")?,
            nonce: text("nonce")?,
            exp: seconds("exp")?,
            nbf: seconds("nbf")?,
            preferred_username: fields.text("preferred_username")?,
            name: fields.text("name")?,
            acct: fields.get("acct", |account| Some(account.clone()))?,
            idp: fields.text("idp")?,
            login_hint: fields.text("login_hint")?,
            ver: fields.text("ver")?,
            oid: fields.text("oid")?,
        })
    })
    .ok()
}

impl IdToken {
    /// A token as it came.
    pub(super) fn new(jwt: String) -> Self {
        Self(jwt)
    }
}

impl fmt::Debug for IdToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("IdToken(redacted)")
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Identity(is_guest: {:?}, the rest redacted)", self.is_guest)
    }
}

#[cfg(test)]
mod tests {
    use super::super::attempt::tests::config;
    use super::super::callback::tests::attempt;
    use super::*;
    use rstest::rstest;
    use serde_json::json;

    const HOST: &str = "3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811";
    const HOME: &str = "a7d0c4de-52f3-4b0c-8d6a-91be3e75f020";

    fn sound(leg: Leg) -> Value {
        let tenant = if leg == Leg::Host { HOST } else { HOME };
        json!({
            "iss": format!("https://login.microsoftonline.com/{tenant}/v2.0"),
            "aud": "8c1f2d34-5b67-4e89-a0b1-c2d3e4f50617",
            "tid": tenant,
            "nonce": attempt(leg).nonce,
            "nbf": 1_000, "exp": 4_600,
            "preferred_username": "ada@fabrikam.com", "name": "Ada",
        })
    }

    fn answer(claims: &Value) -> TokenResponse {
        let payload = URL_SAFE_NO_PAD.encode(claims.to_string());
        let body = json!({
            "token_type": "Bearer", "expires_in": 3599, "access_token": "secret-access",
            "id_token": format!("e30.{payload}.c2ln"),
        });
        serde_json::from_value(body).unwrap()
    }

    fn judged(leg: Leg, claims: &Value, seconds: i64) -> Result<SignedIn, Problem> {
        judge(&answer(claims), attempt(leg), &config(), Moment(seconds * 1000))
    }

    #[rstest]
    #[case(Leg::Home)]
    #[case(Leg::Host)]
    fn a_sound_token_says_who_it_is(#[case] leg: Leg) {
        let signed_in = judged(leg, &sound(leg), 1_000).unwrap();
        assert_eq!(signed_in.identity.user_name, Some(Hint("ada@fabrikam.com".into())));
        assert_eq!(signed_in.session.token.secret(), "secret-access");
    }

    #[rstest]
    #[case("aud", json!("another-app"), "aud")]
    #[case("tid", json!(HOME), "tid")]
    #[case("tid", json!("common"), "tid")]
    #[case("iss", json!(format!("https://login.microsoftonline.com/{HOME}/v2.0")), "iss")]
    #[case("iss", json!(format!("https://evil.example/{HOST}/v2.0")), "iss")]
    #[case("iss", json!(format!("https://login.microsoftonline.com.evil.example/{HOST}/v2.0")), "iss")]
    #[case("nonce", json!("another"), "nonce")]
    #[case("ver", json!("1.0"), "ver")]
    #[case("oid", json!("ada"), "oid")]
    #[case("nonce", json!(null), "id_token")]
    fn one_wrong_claim_is_enough(#[case] claim: &str, #[case] value: Value, #[case] named: &str) {
        let mut claims = sound(Leg::Host);
        claims[claim] = value;
        let problem = judged(Leg::Host, &claims, 1_000).unwrap_err();
        assert_eq!((problem.kind, problem.trace.subject.as_deref()), (Kind::ClaimRefused, Some(named)));
    }

    #[rstest]
    #[case(1_000 - SKEW, true)]
    #[case(1_000 - SKEW - 1, false)]
    #[case(4_600 + SKEW, true)]
    #[case(4_600 + SKEW + 1, false)]
    fn a_clock_may_be_off_by_five_minutes(#[case] seconds: i64, #[case] accepted: bool) {
        let judged = judged(Leg::Host, &sound(Leg::Host), seconds);
        assert_eq!(
            judged.map_err(|problem| problem.kind).map(|_| ()),
            if accepted { Ok(()) } else { Err(Kind::ClockWrong) }
        );
    }

    #[rstest]
    #[case(json!({"acct": 1}), Some(true))]
    #[case(json!({"acct": "0"}), Some(false))]
    #[case(json!({"idp": "live.com"}), Some(true))]
    #[case(json!({"idp": format!("https://login.microsoftonline.com/{HOST}/v2.0")}), Some(false))]
    #[case(json!({}), None)]
    fn a_guest_is_told_from_a_member(#[case] more: Value, #[case] expected: Option<bool>) {
        let mut claims = sound(Leg::Host);
        claims.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        assert_eq!(judged(Leg::Host, &claims, 1_000).unwrap().identity.is_guest, expected);
    }

    #[test]
    fn a_name_of_a_novels_length_is_no_name() {
        let mut claims = sound(Leg::Home);
        claims["preferred_username"] = json!("a".repeat(LONGEST_NAME + 1));
        assert_eq!(judged(Leg::Home, &claims, 1_000).unwrap().identity.user_name, None);
    }

    #[test]
    fn a_token_that_needs_a_proof_is_refused() {
        let payload = URL_SAFE_NO_PAD.encode(sound(Leg::Host).to_string());
        let body =
            json!({"token_type": "pop", "access_token": "x", "id_token": format!("e30.{payload}.c2ln")});
        let response: TokenResponse = serde_json::from_value(body).unwrap();
        let problem = judge(&response, attempt(Leg::Host), &config(), Moment(1_000_000)).unwrap_err();
        assert_eq!(problem.trace.subject.as_deref(), Some("token_type"));
    }

    #[test]
    fn an_answer_without_an_id_token_is_refused() {
        let body = json!({"token_type": "Bearer", "access_token": "x"});
        let response: TokenResponse = serde_json::from_value(body).unwrap();
        let problem = judge(&response, attempt(Leg::Host), &config(), Moment(0)).unwrap_err();
        assert_eq!(problem.kind, Kind::ClaimRefused);
    }

    #[test]
    fn debug_shows_no_token_and_no_person() {
        let signed_in = judged(Leg::Host, &sound(Leg::Host), 1_000).unwrap();
        let shown = format!("{signed_in:?} {:?}", answer(&sound(Leg::Host)));
        assert!(
            !shown.contains("secret-access") && !shown.contains("ada@") && !shown.contains("Ada"),
            "{shown}"
        );
    }
}
