//! A made-up Microsoft: what its sign-in service and Graph answer, as they would write it. Everything goes through
//! the portal's own reading of such answers. Nothing in here opens anything anywhere.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use oauth2::RequestTokenError;
use serde_json::{Value, json};

use super::story::{Callback, Licenses, Refusal, Token};
use super::world::{GUEST, HOME};
use crate::domain::auth::Leg;
use crate::domain::auth::answer::{TokenRefusal, TokenResponse};
use crate::domain::auth::attempt::Attempt;
use crate::domain::auth::token::{SignedIn, judge, problem_of};
use crate::domain::config::Config;
use crate::domain::directory::evidence::Evidence;
use crate::domain::directory::fault::{FaultHeaders, GraphFault, Refused};
use crate::domain::directory::license::{Rule, Verdict, verdict};
use crate::domain::problem::{Kind, Problem};
use crate::domain::target::Target;
use crate::domain::time::{DAY, HOUR, Moment};

/// What one occurrence is found by in Microsoft's logs.
const CORRELATION: &str = "5d0e7b1c-9c2f-4a86-b8c4-0a6f2f7d9e31";

// Service plans: [`crate::domain::directory::license`].
const TEAMS: &str = "57ff2da0-773e-42df-b2af-ffb7a2317929";
const PREMIUM: &str = "0504111f-feb8-4a3c-992a-70280f9a2869";
const MESH: &str = "acbca54f-c771-423b-a476-6d7a98cbbcec";
/// Any other service plan, and the product that stands for all of them here.
const OTHER: &str = "efb87545-963c-4e0d-99df-69c6916d9eb0";

/// The fragment that the sign-in page sends back for an attempt.
pub(super) fn callback(attempt: &Attempt, how: Callback) -> String {
    let state = &attempt.state;
    match how {
        Callback::Code | Callback::Late | Callback::OtherPage => format!("code=preview&state={state}"),
        Callback::OtherIssuer => format!("code=preview&state={state}&iss=https%3A%2F%2Fexample.com"),
        Callback::Stray => "code=preview&state=guest.host.-.unknown".to_owned(),
        Callback::Error(error, number) => {
            format!("error={error}&error_description={}&state={state}", description(number).replace(' ', "+"))
        }
    }
}

fn description(number: u32) -> String {
    format!("AADSTS{number}: preview Correlation ID: {CORRELATION}")
}

/// The token endpoint's answer, judged.
pub(super) fn token(how: Token, attempt: Attempt, config: &Config, now: Moment) -> Result<SignedIn, Problem> {
    let fault = match how {
        Token::Refused(error, number) => {
            let body = json!({"error": error, "error_description": description(number)});
            serde_json::from_value::<TokenRefusal>(body).map_or_else(
                |_| RequestTokenError::Other(String::new()),
                RequestTokenError::<fmt::Error, _>::ServerResponse,
            )
        }
        Token::Unreadable => RequestTokenError::Other(String::new()),
        Token::Unreachable => RequestTokenError::Request(fmt::Error),
        Token::Guest | Token::Member | Token::SomebodyElse | Token::Nameless | Token::WrongClock => {
            let response = serde_json::from_value::<TokenResponse>(answer(how, &attempt, config, now));
            let unreadable = |_| Problem::new(Kind::AnswerUnreadable);
            return judge(&response.map_err(unreadable)?, attempt, config, now);
        }
    };
    Err(problem_of(&fault, attempt.leg))
}

fn answer(how: Token, attempt: &Attempt, config: &Config, now: Moment) -> Value {
    let tenant = if attempt.leg == Leg::Home { HOME } else { attempt.host.as_str() };
    let issued = if how == Token::WrongClock { now.plus(400 * DAY) } else { now };
    let seconds = |moment: Moment| moment.0.div_euclid(1000);
    let mut claims = json!({
        "iss": format!("{}/{tenant}/v2.0", config.cloud.login.as_str()), "aud": config.client_id.as_str(), "tid": tenant,
        "nonce": attempt.nonce, "exp": seconds(issued.plus(HOUR)), "nbf": seconds(issued), "ver": "2.0",
        "preferred_username": GUEST, "acct": 1,
    });
    match how {
        Token::Member => claims["acct"] = json!(0),
        Token::SomebodyElse => claims["preferred_username"] = json!("grace@fabrikam.com"),
        Token::Nameless => claims["preferred_username"] = Value::Null,
        _ => {}
    }
    let token = ["e30.", &URL_SAFE_NO_PAD.encode(claims.to_string()), ".preview"].concat();
    json!({
        "token_type": "Bearer", "access_token": "preview", "refresh_token": "preview", "expires_in": 3600,
        "id_token": token,
    })
}

/// What Graph says about licenses, judged.
pub(super) fn licenses(which: Licenses, target: Target) -> Verdict {
    let (on, off): (&[&str], &[&str]) = match which {
        Licenses::All => (&[TEAMS, PREMIUM, MESH], &[]),
        Licenses::NoTeams => (&[PREMIUM, MESH], &[]),
        Licenses::NoPremium => (&[TEAMS], &[]),
        Licenses::MeshOff => (&[TEAMS, PREMIUM], &[MESH]),
        Licenses::None | Licenses::Untold => (&[], &[]),
    };
    let plan = |state: &str, id: &&str| json!({"servicePlanId": id, "provisioningStatus": state});
    let plans: Vec<Value> =
        on.iter().map(|id| plan("Success", id)).chain(off.iter().map(|id| plan("Disabled", id))).collect();
    let held = if plans.is_empty() { json!([]) } else { json!([{"skuId": OTHER, "servicePlans": plans}]) };
    let evidence = if which == Licenses::Untold {
        Evidence::default().with_license_details(403, "{}").with_plans(403, "{}")
    } else {
        Evidence::default().with_license_details(200, &json!({ "value": held }).to_string())
    };
    verdict(&Rule::of(target), &evidence)
}

/// Graph's refusal, read.
pub(super) fn refusal(how: Refusal, now: Moment) -> Refused {
    // Asks for `acrs` `c1`, an authentication context.
    let claims = URL_SAFE_NO_PAD.encode(r#"{"access_token":{"acrs":{"essential":true,"value":"c1"}}}"#);
    let challenge = format!(r#"Bearer error="insufficient_claims", claims="{claims}""#);
    let (status, code, retry, authenticate) = match how {
        Refusal::Busy(seconds) => (429, "TooManyRequests", Some(seconds.to_string()), None),
        Refusal::Faulty => (500, "generalException", None, None),
        Refusal::SessionEnded => (401, "InvalidAuthenticationToken", None, None),
        Refusal::ProofWanted => (401, "InvalidAuthenticationToken", None, Some(challenge.as_str())),
        Refusal::Forbidden => (403, "Authorization_RequestDenied", None, None),
    };
    let headers = FaultHeaders {
        retry_after: retry.as_deref(),
        request_id: Some(CORRELATION),
        client_request_id: None,
        authenticate,
    };
    let body = json!({"error": {"code": code, "message": ""}}).to_string();
    GraphFault::parse(status, &body, headers, now).into()
}
