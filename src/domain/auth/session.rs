//! What a host sign-in leaves in memory: a token for Graph, until when it is good, and what renews it.

use std::fmt;

use oauth2::{RefreshToken, TokenResponse as _};

use super::answer::TokenResponse;
use super::attempt::{AttemptClient, client};
use crate::domain::config::Config;
use crate::domain::problem::{Kind, Problem};
use crate::domain::tenant::TenantId;
use crate::domain::time::{HOUR, MINUTE, Moment};

/// How long before its end a token is renewed; the same as MSAL (`DEFAULT_TOKEN_RENEWAL_OFFSET_SEC`, 300).
const EARLY: i64 = 5 * MINUTE;

/// An access token for Microsoft Graph, opaque to us. Lives in memory only; `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessToken(String);

/// A host sign-in while the page is open. Lives in memory only; `Debug` shows no token.
#[derive(Clone, PartialEq, Eq)]
pub struct Session {
    /// The token for Graph.
    pub token: AccessToken,
    host: TenantId,
    ends: Moment,
    /// Good for 24 hours at most (entra-docs, reference-third-party-cookies-spas.md); replaced at each renewal.
    refresh: Option<String>,
}

/// The Graph scopes that a token was given for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scopes(Vec<String>);

impl AccessToken {
    /// The token, for an `Authorization` header and nothing else.
    pub fn secret(&self) -> &str {
        &self.0
    }
}

impl Session {
    /// The session a token answer of the host's tenant gives.
    pub(super) fn new(response: &TokenResponse, host: TenantId, now: Moment) -> Self {
        // A time that is not given, or beyond all reason, is as good as Microsoft's usual hour.
        let lasts = response.expires_in().and_then(|lasts| i64::try_from(lasts.as_millis()).ok());
        Self {
            token: AccessToken(response.access_token().secret().clone()),
            host,
            ends: now.plus(lasts.filter(|lasts| *lasts <= 48 * HOUR).unwrap_or(HOUR)),
            refresh: response.refresh_token().map(|token| token.secret().clone()),
        }
    }

    /// Whether it should be renewed before it is used again.
    pub fn is_stale(&self, now: Moment) -> bool {
        self.ends.since(now) <= EARLY
    }

    /// Whether it can be renewed without leaving the page.
    pub fn can_renew(&self) -> bool {
        self.refresh.is_some()
    }

    /// The client for its renewal, and the refresh token: used up by it.
    pub fn into_renewal(self, config: &Config) -> Option<(AttemptClient, RefreshToken)> {
        Some((client(config, self.host.as_str())?, RefreshToken::new(self.refresh?)))
    }

    /// The session after its renewal. The ID token that may come along is not looked at: it says who signed in,
    /// and nobody has.
    pub fn renewed(host: TenantId, response: &TokenResponse, now: Moment) -> Result<Self, Problem> {
        let renewed = Self::new(response, host, now);
        if renewed.token.0.is_empty() { Err(Problem::new(Kind::AnswerUnreadable)) } else { Ok(renewed) }
    }

    /// The host organization's tenant.
    pub fn host(&self) -> &TenantId {
        &self.host
    }

    /// A session in a test, good for an hour.
    #[cfg(test)]
    pub(crate) fn for_test(token: &str, refresh: Option<&str>, now: Moment) -> Self {
        Self {
            token: AccessToken(token.to_owned()),
            host: TenantId::parse("3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811").unwrap(),
            ends: now.plus(HOUR),
            refresh: refresh.map(str::to_owned),
        }
    }
}

impl Scopes {
    /// What a token answer says that the token is good for (RFC 6749, section 5.1).
    pub fn of(response: &TokenResponse) -> Self {
        let given = response.scopes().into_iter().flatten();
        // Microsoft writes scopes with or without Graph's address.
        Self(given.map(|scope| scope.rsplit('/').next().unwrap_or(scope).to_owned()).collect())
    }

    /// Whether a scope is among them, whatever the case of its letters.
    pub fn grant(&self, scope: &str) -> bool {
        self.0.iter().any(|given| given.eq_ignore_ascii_case(scope))
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("AccessToken(redacted)")
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Session(ends {}, tokens redacted)", self.ends)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use serde_json::{Value, json};

    fn session(answer: Value) -> Session {
        let response: TokenResponse = serde_json::from_value(answer).unwrap();
        Session::new(&response, TenantId::parse("3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811").unwrap(), Moment(0))
    }

    #[rstest]
    #[case(json!(3599), 3_299_000)]
    #[case(json!(86_399), 86_099_000)]
    #[case(json!(null), 3_300_000)]
    #[case(json!(u64::MAX), 3_300_000)]
    #[case(json!(10), 0)]
    fn it_is_renewed_five_minutes_early(#[case] lasts: Value, #[case] stale: i64) {
        let session = session(json!({"token_type": "Bearer", "access_token": "a", "expires_in": lasts}));
        assert!(session.is_stale(Moment(stale)));
        assert!(stale == 0 || !session.is_stale(Moment(stale - 1)));
    }

    #[rstest]
    #[case(json!("openid User.Read User.Invite.All"), true)]
    #[case(json!("https://graph.microsoft.com/user.invite.all openid"), true)]
    #[case(json!("openid User.Invite.AllOfThem"), false)]
    #[case(json!(null), false)]
    fn an_answer_says_what_its_token_is_good_for(#[case] scope: Value, #[case] expected: bool) {
        let answer = json!({"token_type": "Bearer", "access_token": "a", "scope": scope});
        let scopes = Scopes::of(&serde_json::from_value(answer).unwrap());
        assert_eq!(scopes.grant("User.Invite.All"), expected);
    }

    #[test]
    fn without_a_refresh_token_it_ends() {
        let config = super::super::attempt::tests::config();
        let session = session(json!({"token_type": "Bearer", "access_token": "a"}));
        assert!(!session.can_renew() && session.into_renewal(&config).is_none());
    }

    #[test]
    fn it_is_renewed_at_the_hosts_own_authority() {
        let config = super::super::attempt::tests::config();
        let session =
            session(json!({"token_type": "Bearer", "access_token": "a", "refresh_token": "secret-r"}));
        assert!(session.can_renew() && !format!("{session:?}").contains("secret"));
        let (client, refresh) = session.into_renewal(&config).unwrap();
        assert_eq!(refresh.secret(), "secret-r");
        assert_eq!(
            client.token_uri().as_str(),
            "https://login.microsoftonline.com/3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811/oauth2/v2.0/token"
        );
    }
}
