//! The two halves of a sign-in, leaving for it and exchanging what comes back, and its renewal.

use oauth2::{PkceCodeVerifier, RequestTokenError};

use crate::app::shelf;
use crate::browser::http::{self, NoAnswer};
use crate::browser::{clock, entropy, location};
use crate::domain::auth::Leg;
use crate::domain::auth::answer::{TokenRefusal, TokenResponse};
use crate::domain::auth::attempt::{Request, begin};
use crate::domain::auth::callback::Exchange;
use crate::domain::auth::challenge::CAPABILITIES;
use crate::domain::auth::session::Session;
use crate::domain::auth::token::{self, SignedIn};
use crate::domain::config::Config;
use crate::domain::problem::{Kind, Problem};

/// Leaves for the sign-in page. `false` when the browser keeps nothing, so that no answer could be taken up.
pub fn leave(config: &Config, request: Request) -> bool {
    let Some(entropy) = entropy::fresh() else { return false };
    let Some((attempt, url)) = begin(config, request, &entropy, clock::now()) else { return false };
    let kept = shelf::keep_attempt(&attempt);
    if kept {
        location::go(&url);
    }
    kept
}

/// Exchanges a code and judges the answer.
pub async fn exchange(config: &Config, exchange: Exchange) -> Result<SignedIn, Problem> {
    let (signed_in, ()) = exchange_and(config, exchange, |_| ()).await?;
    Ok(signed_in)
}

/// The same, with what `read` takes out of the answer besides.
pub async fn exchange_and<T>(
    config: &Config,
    exchange: Exchange,
    read: impl FnOnce(&TokenResponse) -> T,
) -> Result<(SignedIn, T), Problem> {
    let (attempt, code) = exchange.into_parts();
    let client = attempt.client(config).ok_or_else(|| Problem::new(Kind::PortalMisregistered))?;
    let leg = attempt.leg;
    let response = client
        .exchange_code(code)
        .set_pkce_verifier(PkceCodeVerifier::new(attempt.verifier.clone()))
        .request_async(&http::oauth)
        .await
        .map_err(|fault| problem(&fault, leg))?;
    let signed_in = token::judge(&response, attempt, config, clock::now())?;
    Ok((signed_in, read(&response)))
}

/// Renews a session by its refresh token, which is used up by it.
pub async fn renew(config: &Config, session: Session) -> Result<Session, Problem> {
    let host = session.host().clone();
    let (client, refresh) = session.into_renewal(config).ok_or_else(|| Problem::new(Kind::SessionExpired))?;
    let response = client
        .exchange_refresh_token(&refresh)
        .add_extra_param("claims", CAPABILITIES)
        .request_async(&http::oauth)
        .await
        .map_err(|fault| problem(&fault, Leg::Host))?;
    Session::renewed(host, &response, clock::now())
}

fn problem(fault: &RequestTokenError<NoAnswer, TokenRefusal>, leg: Leg) -> Problem {
    match fault {
        RequestTokenError::Request(NoAnswer::Offline) => Problem::new(Kind::Offline),
        fault => token::problem_of(fault, leg),
    }
}
