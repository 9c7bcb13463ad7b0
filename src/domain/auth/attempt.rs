//! One round trip to the sign-in page, from the moment it is begun to the moment it is taken up again.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use oauth2::basic::{BasicRevocationErrorResponse, BasicTokenIntrospectionResponse};
use oauth2::{
    AuthUrl, Client, CsrfToken, EndpointNotSet, EndpointSet, PkceCodeChallenge, PkceCodeVerifier,
    RedirectUrl, Scope, StandardRevocableToken, TokenUrl,
};
use serde::Serialize;
use url::Url;

use super::answer::{TokenRefusal, TokenResponse};
use super::challenge::{CAPABILITIES, Claims};
use super::{Leg, Page};
use crate::domain::config::Config;
use crate::domain::invite::EventKey;
use crate::domain::json::{self, Unexpected};
use crate::domain::tenant::TenantId;
use crate::domain::time::{MINUTE, Moment};

/// How long an attempt is kept: Microsoft's authorization codes live about ten minutes
/// (entra-docs, v2-oauth2-auth-code-flow.md).
pub const LIFETIME: i64 = 10 * MINUTE;

/// Fresh random bytes for one attempt: 32 for the verifier, 16 for `state`, 16 for the nonce.
pub struct Entropy(pub [u8; 64]);

/// What a sign-in is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The page it leaves from and returns to.
    pub page: Page,
    /// Which of the two sign-ins.
    pub leg: Leg,
    /// The host organization's tenant.
    pub host: TenantId,
    /// The event it is for.
    pub event: Option<EventKey>,
    /// What is put back into the address bar: the invite, in link form and without secrets; on the desk, the place
    /// that was left.
    pub invite: Option<String>,
    /// The address the guest is thought to sign in with.
    pub login_hint: Option<Hint>,
    /// The address that was invited, to be compared afterwards.
    pub invited: Option<Hint>,
    /// How Microsoft shall ask.
    pub prompt: Prompt,
    /// What Graph asks this sign-in to bring along.
    pub claims: Option<Claims>,
    /// Graph scopes besides those of every sign-in; a guest is never asked for any.
    pub scopes: Vec<String>,
    /// The page's address without query and fragment; registered as a `spa` redirect address.
    pub redirect: Url,
}

/// How Microsoft shall ask (OpenID Connect Core, section 3.1.2.1, `prompt`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prompt {
    /// Not at all: for a guest who has signed in here before. Any refusal goes on by asking.
    None,
    /// As far as it is needed.
    AsNeeded,
    /// Which account to use, whatever the browser remembers.
    SelectAccount,
}

/// A user name passed on as a hint. Personal: `Debug` does not show it.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Hint(pub String);

/// A sign-in under way. The one secret at rest: kept under its own `state`, for ten minutes at most,
/// and forgotten before its code is exchanged.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Attempt {
    /// The page it belongs to.
    pub page: Page,
    /// Which of the two sign-ins.
    pub leg: Leg,
    /// The host organization's tenant.
    pub host: TenantId,
    /// `state`, whose first parts are readable: page, leg and event.
    pub state: String,
    /// `nonce`, expected in the ID token.
    pub nonce: String,
    /// PKCE verifier.
    pub verifier: String,
    /// When it was begun.
    pub started: Moment,
    /// The invite, in link form and without secrets.
    pub invite: Option<String>,
    /// The address that was invited.
    pub invited: Option<Hint>,
    /// The redirect address that was sent.
    pub redirect: Url,
    /// Microsoft was told to ask nothing.
    pub silent: bool,
    /// It answers a claims challenge.
    pub challenged: bool,
}

/// The OAuth client of one attempt, ready to build its authorize and token requests.
pub type AttemptClient = Client<
    TokenRefusal,
    TokenResponse,
    BasicTokenIntrospectionResponse,
    StandardRevocableToken,
    BasicRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
>;

/// Begins a sign-in: the attempt to keep, and the address to go to.
/// `None` only when the configured sign-in service is no address, which [`Config::parse`] rules out.
pub fn begin(config: &Config, request: Request, entropy: &Entropy, now: Moment) -> Option<(Attempt, Url)> {
    let (verifier, rest) = entropy.0.split_at(32);
    let (state, nonce) = rest.split_at(16);
    let event = request.event.as_ref().map_or("-", EventKey::as_str);
    let attempt = Attempt {
        page: request.page,
        leg: request.leg,
        host: request.host,
        state: [request.page.name(), request.leg.name(), event, &URL_SAFE_NO_PAD.encode(state)].join("."),
        nonce: URL_SAFE_NO_PAD.encode(nonce),
        verifier: URL_SAFE_NO_PAD.encode(verifier),
        started: now,
        invite: request.invite,
        invited: request.invited,
        redirect: request.redirect,
        silent: request.prompt == Prompt::None,
        challenged: request.claims.is_some(),
    };
    let challenge =
        PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(attempt.verifier.clone()));
    let client = attempt.client(config)?;
    let state = attempt.state.clone();
    let mut authorize = client
        .authorize_url(|| CsrfToken::new(state))
        .set_pkce_challenge(challenge)
        .add_scopes(scopes(config, attempt.leg).into_iter().chain(request.scopes).map(Scope::new))
        .add_extra_param("response_mode", "fragment")
        .add_extra_param("nonce", attempt.nonce.clone());
    // Graph is asked with the host's token only.
    if attempt.leg == Leg::Host {
        let claims = request.claims.as_ref().map_or_else(|| CAPABILITIES.to_owned(), Claims::parameter);
        authorize = authorize.add_extra_param("claims", claims);
    }
    match request.prompt {
        Prompt::None => authorize = authorize.add_extra_param("prompt", "none"),
        Prompt::AsNeeded => {}
        Prompt::SelectAccount => authorize = authorize.add_extra_param("prompt", "select_account"),
    }
    // Microsoft's page says that a hint and the account picker exclude each other
    // (entra-docs, v2-protocols-oidc.md).
    match request.login_hint.filter(|_| request.prompt != Prompt::SelectAccount) {
        Some(Hint(hint)) => authorize = authorize.add_extra_param("login_hint", hint),
        // Spares the guest a question that can have one answer only: this authority takes no other accounts.
        None if attempt.leg == Leg::Home => {
            authorize = authorize.add_extra_param("domain_hint", "organizations");
        }
        None => {}
    }
    let (url, _) = authorize.url();
    Some((attempt, url))
}

/// What each sign-in asks for, and nothing else: more would need an administrator and stop every guest.
fn scopes(config: &Config, leg: Leg) -> Vec<String> {
    let words: &[&str] = match leg {
        Leg::Home => &["openid", "profile"],
        Leg::Host => &["openid", "profile", "offline_access", "User.Read"],
    };
    let extra = if leg == Leg::Host { config.sign_in.extra_scopes.as_slice() } else { &[] };
    words.iter().map(|word| (*word).to_owned()).chain(extra.iter().cloned()).collect()
}

impl Attempt {
    /// Reads what was stored; `None` for anything else.
    pub fn parse(json: &str) -> Option<Self> {
        json::object(json.as_bytes(), |fields| {
            Ok(Self {
                page: fields.one_of("page", &Page::ALL, Page::name)?.ok_or(Unexpected("page"))?,
                leg: fields.one_of("leg", &Leg::ALL, Leg::name)?.ok_or(Unexpected("leg"))?,
                host: TenantId::parse(&fields.required_text("host")?).map_err(|_| Unexpected("host"))?,
                state: fields.required_text("state")?,
                nonce: fields.required_text("nonce")?,
                verifier: fields.required_text("verifier")?,
                started: fields.number("started")?.map(Moment).ok_or(Unexpected("started"))?,
                invite: fields.text("invite")?,
                invited: fields.text("invited")?.map(Hint),
                redirect: Url::parse(&fields.required_text("redirect")?)
                    .map_err(|_| Unexpected("redirect"))?,
                silent: fields.flag("silent")?.unwrap_or_default(),
                challenged: fields.flag("challenged")?.unwrap_or_default(),
            })
        })
        .ok()
    }

    /// The name under which an attempt with this `state` is kept.
    pub fn storage_key(state: &str) -> String {
        [Self::STORAGE_PREFIX, state].concat()
    }

    /// What the names of all kept attempts begin with.
    pub const STORAGE_PREFIX: &'static str = "mesh.attempt.";

    /// Whether it is too old to be taken up again, or from the future.
    pub fn is_expired(&self, now: Moment) -> bool {
        is_expired(self.started, now)
    }

    /// Whether what was stored may be deleted: it has expired, or says nothing of when it began. What a later portal
    /// has begun in another tab cannot be read here, and is still waited for there.
    pub fn is_spent(json: &str, now: Moment) -> bool {
        let started = json::object(json.as_bytes(), |fields| fields.number("started"));
        started.ok().flatten().is_none_or(|started| is_expired(Moment(started), now))
    }

    /// The event it is for.
    pub fn event(&self) -> Option<EventKey> {
        StateHint::read(&self.state)?.event
    }

    /// What stands in the authority's path: for a guest the host's tenant id must
    /// (entra-docs, v2-protocols-oidc.md), at home any work or school account will do.
    pub fn authority_tenant(&self) -> &str {
        match self.leg {
            Leg::Home => "organizations",
            Leg::Host => self.host.as_str(),
        }
    }

    /// The OAuth client that builds this attempt's requests.
    pub fn client(&self, config: &Config) -> Option<AttemptClient> {
        let client = client(config, self.authority_tenant())?;
        Some(client.set_redirect_uri(RedirectUrl::from_url(self.redirect.clone())))
    }
}

fn is_expired(started: Moment, now: Moment) -> bool {
    !(-MINUTE..=LIFETIME).contains(&now.since(started))
}

/// A client of one authority. `None` only when the configured sign-in service is no address, which
/// [`Config::parse`] rules out.
pub(super) fn client(config: &Config, tenant: &str) -> Option<AttemptClient> {
    Some(
        Client::new(oauth2::ClientId::new(config.client_id.to_string()))
            .set_auth_uri(AuthUrl::from_url(endpoint(config, tenant, "authorize")?))
            .set_token_uri(TokenUrl::from_url(endpoint(config, tenant, "token")?)),
    )
}

/// One of an authority's endpoints (entra-docs, v2-oauth2-auth-code-flow.md).
pub(super) fn endpoint(config: &Config, tenant: &str, name: &str) -> Option<Url> {
    Url::parse(&[config.cloud.login.as_str(), tenant, "oauth2/v2.0", name].join("/")).ok()
}

/// What `state` says in the clear: enough to know which step to resume, never who the person is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateHint {
    /// The page the attempt left from.
    pub page: Page,
    /// Which of the two sign-ins.
    pub leg: Leg,
    /// The event it was for.
    pub event: Option<EventKey>,
}

impl StateHint {
    /// Reads the clear part of a `state`; `None` when it is not one of ours.
    pub fn read(state: &str) -> Option<Self> {
        let mut parts = state.split('.');
        let page = parts.next()?;
        let leg = parts.next()?;
        let event = parts.next()?;
        Some(Self {
            page: Page::ALL.into_iter().find(|known| known.name() == page)?,
            leg: Leg::ALL.into_iter().find(|known| known.name() == leg)?,
            event: EventKey::parse(event),
        })
    }
}

impl fmt::Debug for Attempt {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { page, leg, started, .. } = self;
        write!(formatter, "Attempt({page:?}, {leg:?}, started {started}, the rest redacted)")
    }
}

impl fmt::Debug for Hint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Hint(redacted)")
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::domain::tenant::Guid;
    use rstest::rstest;
    use std::collections::BTreeMap;

    pub(crate) fn config() -> Config {
        Config::parse(
            r#"{"clientId":"8c1f2d34-5b67-4e89-a0b1-c2d3e4f50617","hosts":[{"tenantId":"3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811","domain":"contoso.com","name":"Contoso"}],"signIn":{"extraScopes":["Calendars.Read"]}}"#,
        )
        .unwrap()
    }

    pub(crate) fn request(leg: Leg) -> Request {
        Request {
            page: Page::Guest,
            leg,
            host: Guid::parse("3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811").unwrap(),
            event: EventKey::parse("0123456789abcdef"),
            invite: Some("1.abc.defg".into()),
            login_hint: Some(Hint("ada@fabrikam.com".into())),
            invited: None,
            prompt: Prompt::AsNeeded,
            claims: None,
            scopes: Vec::new(),
            redirect: Url::parse("https://portal.example/").unwrap(),
        }
    }

    fn entropy() -> Entropy {
        Entropy(std::array::from_fn(|index| u8::try_from(index).unwrap()))
    }

    fn parameters(url: &Url) -> BTreeMap<String, String> {
        url.query_pairs().into_owned().collect()
    }

    #[test]
    fn the_host_sign_in_names_the_hosts_tenant_and_asks_for_no_more_than_it_needs() {
        let (attempt, url) = begin(&config(), request(Leg::Host), &entropy(), Moment(1)).unwrap();
        assert!(url.as_str().starts_with(
            "https://login.microsoftonline.com/3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811/oauth2/v2.0/authorize?"
        ));
        let sent = parameters(&url);
        assert_eq!(sent["scope"], "openid profile offline_access User.Read Calendars.Read");
        assert_eq!(sent["response_type"], "code");
        assert_eq!(sent["response_mode"], "fragment");
        assert_eq!(sent["code_challenge_method"], "S256");
        assert_eq!(sent["redirect_uri"], "https://portal.example/");
        assert_eq!(sent["login_hint"], "ada@fabrikam.com");
        assert_eq!(sent["state"], attempt.state);
        assert_eq!(sent["nonce"], attempt.nonce);
        assert!(!url.as_str().contains(&attempt.verifier));
    }

    #[test]
    fn a_desk_asks_for_what_it_needs_besides() {
        let desk = Request { page: Page::Desk, scopes: vec!["User.Invite.All".into()], ..request(Leg::Host) };
        let (attempt, url) = begin(&config(), desk, &entropy(), Moment(1)).unwrap();
        assert!(parameters(&url)["scope"].ends_with(" User.Read Calendars.Read User.Invite.All"));
        assert!(attempt.state.starts_with("desk.host."));
    }

    #[test]
    fn the_home_sign_in_asks_who_you_are_and_nothing_else() {
        let (_, url) = begin(&config(), request(Leg::Home), &entropy(), Moment(1)).unwrap();
        assert_eq!(url.path(), "/organizations/oauth2/v2.0/authorize");
        assert_eq!(parameters(&url)["scope"], "openid profile");
    }

    #[test]
    fn choosing_an_account_sends_no_hint() {
        let chosen = Request { prompt: Prompt::SelectAccount, ..request(Leg::Host) };
        let (_, url) = begin(&config(), chosen, &entropy(), Moment(1)).unwrap();
        let sent = parameters(&url);
        assert_eq!(
            (sent.get("prompt").map(String::as_str), sent.get("login_hint")),
            (Some("select_account"), None)
        );
    }

    #[test]
    fn the_verifier_is_long_enough_and_the_challenge_is_its_hash() {
        // RFC 7636, appendix B.
        let mut bytes = [0; 64];
        let verifier = URL_SAFE_NO_PAD.decode("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").unwrap();
        bytes[..32].copy_from_slice(&verifier);
        let (_, url) = begin(&config(), request(Leg::Host), &Entropy(bytes), Moment(1)).unwrap();
        assert_eq!(parameters(&url)["code_challenge"], "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    #[test]
    fn state_says_where_to_resume_and_not_who_it_is() {
        let (attempt, _) = begin(&config(), request(Leg::Home), &entropy(), Moment(1)).unwrap();
        let hint = StateHint::read(&attempt.state).unwrap();
        assert_eq!(
            hint,
            StateHint { page: Page::Guest, leg: Leg::Home, event: EventKey::parse("0123456789abcdef") }
        );
        assert!(!attempt.state.contains("ada"));
        assert_eq!(StateHint::read("something.else.entirely"), None);
    }

    #[test]
    fn an_attempt_lives_ten_minutes() {
        let (attempt, _) = begin(&config(), request(Leg::Host), &entropy(), Moment(0)).unwrap();
        assert!(!attempt.is_expired(Moment(LIFETIME)));
        assert!(attempt.is_expired(Moment(LIFETIME + 1)));
        assert!(attempt.is_expired(Moment(-LIFETIME)));
    }

    #[test]
    fn an_attempt_is_read_as_it_was_written() {
        for leg in Leg::ALL {
            let asked = Request { invited: Some(Hint("ada@fabrikam.com".into())), ..request(leg) };
            let (attempt, _) = begin(&config(), asked, &entropy(), Moment(7)).unwrap();
            assert_eq!(Attempt::parse(&serde_json::to_string(&attempt).unwrap()), Some(attempt));
        }
        assert_eq!(Attempt::parse(r#"{"page":"guest"}"#), None);
    }

    #[rstest]
    #[case::of_a_later_portal(r#"{"page":"kiosk","started":1000}"#, false)]
    #[case::just_expired(r#"{"page":"kiosk","started":-1}"#, true)]
    #[case::without_a_time(r#"{"page":"guest"}"#, true)]
    #[case::no_json("guest", true)]
    fn what_cannot_be_read_is_deleted_when_nobody_can_wait_for_it(#[case] json: &str, #[case] spent: bool) {
        assert_eq!(Attempt::parse(json), None);
        assert_eq!(Attempt::is_spent(json, Moment(LIFETIME)), spent);
    }

    #[test]
    fn debug_shows_no_secret() {
        let (attempt, _) = begin(&config(), request(Leg::Host), &entropy(), Moment(0)).unwrap();
        let shown = format!("{attempt:?} {:?}", request(Leg::Host));
        for secret in [&attempt.state, &attempt.nonce, &attempt.verifier, "ada@"] {
            assert!(!shown.contains(secret), "{shown}");
        }
    }
}
