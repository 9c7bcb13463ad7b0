//! Everything that comes from outside around signing in, read from inputs nobody would send on purpose and
//! from those somebody might: no panic, no secret that shows, no answer without a way on.
//!
//! Inputs have the shape of real ones and are damaged on top of it. `FUZZ_INPUTS` says how many there are in
//! all (100,000 unless told); each target is a test and gets its share, so they can be run one by one.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

mod choices;
mod grammar;
mod mutate;

use std::cell::Cell;
use std::fmt::{Debug, Display};
use std::io::Write;
use std::sync::atomic::{AtomicU32, Ordering};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use mesh_guest_portal::domain::arrival::{self, Arrival};
use mesh_guest_portal::domain::auth::answer::TokenResponse;
use mesh_guest_portal::domain::auth::attempt::{Attempt, Entropy, Hint, LIFETIME, Prompt, Request, begin};
use mesh_guest_portal::domain::auth::callback::Callback;
use mesh_guest_portal::domain::auth::session::Session;
use mesh_guest_portal::domain::auth::{Leg, Page, challenge, token};
use mesh_guest_portal::domain::config::Config;
use mesh_guest_portal::domain::directory::fault::{self, FaultHeaders, GraphFault, Refused};
use mesh_guest_portal::domain::directory::person::Person;
use mesh_guest_portal::domain::explain::explain;
use mesh_guest_portal::domain::problem::{self, AdviceContext, Fixer, Problem, advice};
use mesh_guest_portal::domain::tenant::Guid;
use mesh_guest_portal::domain::time::Moment;
use mesh_guest_portal::domain::words::{Argument, Message};
use oauth2::http::Response;
use oauth2::{AuthorizationCode, PkceCodeVerifier};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{FileFailurePersistence, TestError, TestRunner};
use serde_json::{Value, json};

use choices::Choices;

/// The host organization's tenant, the guest's own, and the portal's client id.
pub(crate) const HOST: &str = "3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811";
pub(crate) const HOME: &str = "a7d0c4de-52f3-4b0c-8d6a-91be3e75f020";
pub(crate) const CLIENT: &str = "8c1f2d34-5b67-4e89-a0b1-c2d3e4f50617";

/// A person who must show nowhere: in no `Debug`, no trace, no message.
pub(crate) const PERSON: &str = "ada.lovelace@fabrikam.example";

/// A token, code or key that must show nowhere either; longer than any code that may be repeated.
pub(crate) const TOKEN: &str =
    "eyJzZWNyZXQi.SECRETSECRETSECRETSECRETSECRETSECRETSECRETSECRETSECRETSECRETSECRETSECRETSECRETSECRET.c2ln";

/// The targets, each a test of that name below.
const TARGETS: [&str; 6] = ["callback", "token", "id_token", "challenge", "graph", "pasted"];

/// When every attempt is begun, and a moment at which it is young and a sound token is good.
const BEGUN: Moment = Moment(900_000);
const NOW: Moment = Moment(1_000_000);

/// How many inputs all targets have read, and how many targets are done.
static READ: AtomicU32 = AtomicU32::new(0);
static DONE: AtomicU32 = AtomicU32::new(0);

/// A check that holds, or what is wrong.
type Judged = Result<(), TestCaseError>;

/// How far an input came.
enum Came {
    /// It was taken for what it pretends to be.
    Through,
    /// It was turned down, or nothing was found in it.
    Nowhere,
}

/// Lets a target read its share of inputs, then says how many it were.
///
/// Inputs of which none, or all, come through would try nothing: at least one in a hundred does and does not.
fn fuzz(target: &str, read: impl Fn(&mut Choices<'_>) -> Result<Came, TestCaseError>) {
    let index = TARGETS.iter().position(|name| *name == target).unwrap();
    let all: u32 = std::env::var("FUZZ_INPUTS").map_or(100_000, |inputs| inputs.parse().unwrap());
    let targets = u32::try_from(TARGETS.len()).unwrap();
    let share = all / targets + u32::from(u32::try_from(index).unwrap() < all % targets);
    let config = ProptestConfig {
        cases: share,
        failure_persistence: Some(Box::new(FileFailurePersistence::WithSource("regressions"))),
        source_file: Some(file!()),
        ..ProptestConfig::default()
    };
    let through = Cell::new(0);
    TestRunner::new(config)
        .run(&vec(any::<u8>(), 0..160), |bytes| {
            let came = read(&mut Choices::new(&bytes))?;
            through.set(through.get() + u32::from(matches!(came, Came::Through)));
            Ok(())
        })
        .unwrap_or_else(|error: TestError<Vec<u8>>| panic!("{target}: {error}"));
    let (least, through) = (if share < 1000 { 0 } else { share / 100 }, through.get());
    assert!((least..=share - least).contains(&through), "{target}: {through} of {share} came through");
    report(format_args!("{target} {} inputs", grouped(share)));
    let read = READ.fetch_add(share, Ordering::SeqCst) + share;
    if DONE.fetch_add(1, Ordering::SeqCst) + 1 == targets {
        report(format_args!("total {}", grouped(read)));
    }
}

/// One line, past the test harness, which swallows what `println!` says in a test that passes.
fn report(line: impl Display) {
    std::io::stdout().write_all(format!("fuzz: {line}\n").as_bytes()).unwrap();
}

/// 16667 as 16,667.
fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|group| str::from_utf8(group).unwrap()).collect();
    groups.join(",")
}

fn config() -> Config {
    let host = json!({"tenantId": HOST, "domain": "contoso.com", "name": "Contoso"});
    Config::parse(&json!({"clientId": CLIENT, "hosts": [host]}).to_string()).unwrap()
}

fn attempt(leg: Leg, seed: u8) -> Attempt {
    let request = Request {
        page: Page::Guest,
        leg,
        host: Guid::parse(HOST).unwrap(),
        event: None,
        invite: Some("1.abc.defg".into()),
        login_hint: Some(Hint(PERSON.into())),
        invited: Some(Hint(PERSON.into())),
        prompt: Prompt::AsNeeded,
        claims: None,
        scopes: Vec::new(),
        redirect: url::Url::parse("https://portal.example/").unwrap(),
    };
    begin(&config(), request, &Entropy([seed; 64]), BEGUN).unwrap().0
}

/// Once in eight nothing but bytes, else what has a shape.
fn input(choices: &mut Choices<'_>, shaped: impl FnOnce(&mut Choices<'_>) -> String) -> String {
    if choices.once_in(8) { grammar::rubbish(choices) } else { shaped(choices) }
}

/// Nothing that is shown or logged may hold a secret or a person.
fn shows_nothing(shown: &impl Debug) -> Judged {
    let shown = format!("{shown:?}");
    prop_assert!(!shown.contains(TOKEN) && !shown.contains("SECRETSECRET"), "shows a secret: {shown}");
    prop_assert!(!shown.contains(PERSON), "shows a person: {shown}");
    Ok(())
}

/// A problem has a way on and carries nothing it must not carry.
fn is_sound(problem: &Problem) -> Judged {
    let shown = format!("{problem:?}");
    prop_assert!(!shown.contains(TOKEN) && !shown.contains(PERSON), "carries a secret: {shown}");
    let trace = &problem.trace;
    prop_assert!(trace.correlation_id.as_deref().is_none_or(|id| Guid::parse(id).is_ok()), "{shown}");
    prop_assert!(trace.subject.as_deref().is_none_or(|subject| subject.len() <= 120), "{shown}");
    prop_assert!(trace.wait_seconds.is_none_or(|seconds| (1..=3600).contains(&seconds)), "{shown}");
    let advice = advice(problem, &AdviceContext::default());
    prop_assert!(!advice.remedies.is_empty() && !advice.steps.is_empty(), "{shown}");
    prop_assert_eq!(advice.message_to_send.is_some(), advice.fixer != Fixer::Guest, "{}", shown);
    advice.steps.iter().chain(&advice.message_to_send).try_for_each(fits_a_line)
}

/// What fills a sentence stays short, on one line, and silent about secrets and people.
fn fits_a_line(message: &Message) -> Judged {
    for (_, argument) in &message.arguments {
        let Argument::Text(value) = argument else { continue };
        prop_assert!(value.len() < 600 && !value.contains(char::is_control), "{value:?}");
        prop_assert!(!value.contains(TOKEN) && !value.contains(PERSON), "{value:?}");
    }
    Ok(())
}

#[test]
fn callback() {
    let (config, kept, other) = (config(), attempt(Leg::Host, 7), attempt(Leg::Home, 9));
    fuzz("callback", |choices| {
        let page = choices.of(&[Page::Guest, Page::Guest, Page::Desk]);
        let now =
            choices.of(&[NOW, NOW, NOW, Moment(BEGUN.0 + LIFETIME + 1), Moment(i64::MAX), Moment(i64::MIN)]);
        let fragment = input(choices, |choices| grammar::fragment(choices, &kept.state));
        if let Arrival::Callback(callback) = arrival::read(&fragment, "") {
            shows_nothing(&callback)?;
        }
        // Whoever has no such attempt gets no exchange, whatever the answer says.
        for unknown in [None, Some(other.clone())] {
            let Some(callback) = Callback::read(&fragment) else { continue };
            let was_kept = unknown.as_ref().is_some_and(|attempt| attempt.state == callback.state);
            let failed = callback.take_up(unknown, page, &config, now).err();
            let kind = failed.as_ref().map(|failed| failed.problem.kind);
            prop_assert!(was_kept || kind == Some(problem::Kind::AttemptUnknown), "{kind:?}");
        }
        let Some(callback) = Callback::read(&fragment) else { return Ok(Came::Nowhere) };
        shows_nothing(&callback)?;
        let is_kept = callback.state == kept.state;
        match callback.take_up(Some(kept.clone()), page, &config, now) {
            Ok(exchange) => {
                shows_nothing(&exchange)?;
                prop_assert!(is_kept && page == kept.page && !kept.is_expired(now));
                let (taken, code) = exchange.into_parts();
                prop_assert_eq!(taken.state, kept.state.clone());
                let is_in_it = url::form_urlencoded::parse(fragment.as_bytes())
                    .any(|(name, value)| name == "code" && value == code.secret().as_str());
                prop_assert!(is_in_it);
                Ok(Came::Through)
            }
            Err(failed) => {
                shows_nothing(&failed)?;
                is_sound(&failed.problem)?;
                Ok(Came::Nowhere)
            }
        }
    });
}

/// There is always an answer here.
#[derive(Debug)]
struct NoAnswer;

impl Display for NoAnswer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("no answer")
    }
}

impl std::error::Error for NoAnswer {}

#[test]
fn token() {
    let (config, kept) = (config(), attempt(Leg::Host, 7));
    let client = kept.client(&config).unwrap();
    fuzz("token", |choices| {
        let status = choices.of(&[200, 200, 200, 200, 200, 200, 400, 400, 401, 429, 503, 302]);
        let kind =
            if choices.once_in(8) { choices.of(&["text/html", "", "text/json"]) } else { "application/json" };
        let leg = choices.of(&Leg::ALL);
        let body = input(choices, |choices| grammar::token_body(choices, &kept.nonce));
        let answer = client
            .exchange_code(AuthorizationCode::new(TOKEN.into()))
            .set_pkce_verifier(PkceCodeVerifier::new(kept.verifier.clone()))
            .request(&|_| {
                let answer = Response::builder().status(status).header("content-type", kind);
                answer.body(body.clone().into_bytes()).map_err(|_| NoAnswer)
            });
        match answer {
            Ok(response) => {
                let renewed = Session::renewed(kept.host.clone(), &response, NOW);
                match renewed {
                    Ok(session) => shows_nothing(&session)?,
                    Err(problem) => is_sound(&problem)?,
                }
                judged(&response, &kept, &config)
            }
            Err(fault) => {
                is_sound(&token::problem_of(&fault, leg))?;
                Ok(Came::Nowhere)
            }
        }
    });
}

#[test]
fn id_token() {
    let (config, kept) = (config(), attempt(Leg::Host, 7));
    fuzz("id_token", |choices| {
        let token = input(choices, |choices| grammar::id_token(choices, &kept.nonce));
        let body = json!({"token_type": "Bearer", "access_token": TOKEN, "id_token": token});
        judged(&serde_json::from_value(body).unwrap(), &kept, &config)
    });
}

/// What is accepted is for this portal, this tenant and this attempt; what is not has a name.
fn judged(response: &TokenResponse, kept: &Attempt, config: &Config) -> Result<Came, TestCaseError> {
    match token::judge(response, kept.clone(), config, NOW) {
        Ok(signed_in) => {
            shows_nothing(&signed_in)?;
            prop_assert_eq!(&signed_in.identity.tenant, &kept.host);
            let token = serde_json::to_value(response).unwrap();
            let payload =
                token["id_token"].as_str().and_then(|token| token.split('.').nth(1)).unwrap_or_default();
            let claims = URL_SAFE_NO_PAD.decode(payload.trim_end_matches('=')).unwrap();
            let claims: Value = serde_json::from_slice(&claims).unwrap();
            prop_assert_eq!(claims["aud"].as_str(), Some(CLIENT));
            prop_assert_eq!(claims["nonce"].as_str(), Some(kept.nonce.as_str()));
            prop_assert_eq!(&claims["iss"], &json!(format!("https://login.microsoftonline.com/{HOST}/v2.0")));
            Ok(Came::Through)
        }
        Err(problem) => {
            is_sound(&problem)?;
            Ok(Came::Nowhere)
        }
    }
}

#[test]
fn challenge() {
    fuzz("challenge", |choices| {
        let header = input(choices, grammar::challenge);
        explained(&header)?;
        let Some(claims) = challenge::parse(&header) else { return Ok(Came::Nowhere) };
        let asked: Value = serde_json::from_str(&claims.parameter()).unwrap();
        // The portal's own wish is in it, and nothing stands beside requests for claims.
        prop_assert!(asked["access_token"].is_object(), "{asked}");
        let mut names = asked.as_object().unwrap().keys();
        prop_assert!(
            names.all(|name| ["access_token", "id_token", "userinfo"].contains(&name.as_str())),
            "{asked}"
        );
        Ok(Came::Through)
    });
}

#[test]
fn graph() {
    fuzz("graph", |choices| {
        let status = choices.of(&[400, 401, 403, 404, 429, 500, 503, 504, 509, 0, 200, u16::MAX]);
        let now = choices.of(&[NOW, Moment(0), Moment(i64::MAX), Moment(i64::MIN)]);
        let [retry_after, request_id, client_request_id, authenticate] =
            std::array::from_fn(|_| (!choices.once_in(3)).then(|| grammar::graph_header(choices)));
        let body = input(choices, grammar::graph_body);
        let headers = FaultHeaders {
            retry_after: retry_after.as_deref(),
            request_id: request_id.as_deref(),
            client_request_id: client_request_id.as_deref(),
            authenticate: authenticate.as_deref(),
        };
        let _ = Person::parse(&body);
        let fault = GraphFault::parse(status, &body, headers, now);
        prop_assert!(fault.claims.is_none() || status == 401);
        let problem = fault::problem(&fault);
        prop_assert_eq!(problem.trace.status, Some(status));
        is_sound(&problem)?;
        let came = if fault.code.is_some() { Came::Through } else { Came::Nowhere };
        is_sound(&Refused::from(fault).problem)?;
        Ok(came)
    });
}

#[test]
fn pasted() {
    let kept = attempt(Leg::Host, 7);
    fuzz("pasted", |choices| {
        let at_home = choices.once_in(2);
        let text = input(choices, |choices| grammar::pasted(choices, &kept.state));
        if let Some(problem) = problem::seen(&text, at_home) {
            is_sound(&problem)?;
            prop_assert_eq!(problem.trace.subject, None);
        }
        explained(&text)
    });
}

/// An explanation says something, to the right person, and repeats nothing.
fn explained(text: &str) -> Result<Came, TestCaseError> {
    let found = explain(text);
    let shown = format!("{found:?}");
    prop_assert!(!shown.contains(TOKEN) && !shown.contains(PERSON), "repeats a secret: {shown}");
    prop_assert!(!found.steps.is_empty() && found.heading.arguments.is_empty(), "{shown}");
    prop_assert!(found.code.is_none() || found.problem.is_some(), "a code without a problem: {shown}");
    let is_for_somebody = found.problem.is_some() && found.fixer != Fixer::Guest;
    prop_assert_eq!(found.message_to_send.is_some(), is_for_somebody, "{}", shown);
    prop_assert!(found.problem.is_none_or(|kind| !kind.remedies().is_empty()), "{shown}");
    let code = found.code.as_deref().unwrap_or_default();
    prop_assert!(code.len() <= 70 && code.is_ascii(), "{shown}");
    found.steps.iter().chain(&found.message_to_send).try_for_each(fits_a_line)?;
    Ok(if found.problem.is_some() { Came::Through } else { Came::Nowhere })
}
