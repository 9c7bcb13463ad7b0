//! Questions to Microsoft Graph.

use crate::browser::clock;
use crate::browser::http::{self, Answer, NoAnswer};
use crate::domain::auth::session::AccessToken;
use crate::domain::config::{Cloud, TargetSettings};
use crate::domain::directory::AnswerUnreadable;
use crate::domain::directory::evidence::Evidence;
use crate::domain::directory::fault::{FaultHeaders, GraphFault, Refused};
use crate::domain::directory::license::{self, Rule, Verdict};
use crate::domain::directory::person::Person;
use crate::domain::directory::questions;
use crate::domain::problem::{Kind, Problem};

/// Asks who this is.
pub async fn person(cloud: &Cloud, token: &AccessToken) -> Result<Person, Problem> {
    let answer = ask(cloud, token, questions::me()).await?;
    if answer.status == 200 {
        Person::parse(&answer.body).map_err(AnswerUnreadable::problem)
    } else {
        Err(refusal(&answer).problem)
    }
}

/// Asks which licenses there are, first by the question meant for it, then by the one everybody may ask.
/// A refusal is evidence; only an answer that says nothing about this person is a problem.
pub async fn licenses(
    cloud: &Cloud,
    token: &AccessToken,
    target: &TargetSettings,
) -> Result<Verdict, Refused> {
    let answer = ask(cloud, token, questions::license_details()).await?;
    stop_for_passing_faults(&answer)?;
    let mut evidence = Evidence::default().with_license_details(answer.status, &answer.body);
    if evidence.needs_plans() {
        let answer = ask(cloud, token, questions::plans()).await?;
        stop_for_passing_faults(&answer)?;
        evidence = evidence.with_plans(answer.status, &answer.body);
    }
    let rule = Rule::of(target.target).changed(target.license.clone());
    Ok(license::verdict(&rule, &evidence))
}

async fn ask(cloud: &Cloud, token: &AccessToken, question: &str) -> Result<Answer, Problem> {
    let address = [cloud.graph.as_str(), question].concat();
    http::get(&address, token.secret()).await.map_err(unanswered)
}

/// What it means that Graph did not answer.
pub(super) fn unanswered(none: NoAnswer) -> Problem {
    Problem::new(match none {
        NoAnswer::Offline => Kind::Offline,
        NoAnswer::Unreachable => Kind::GraphUnreachable,
    })
}

/// Faults that trying again, or signing in again, may cure are problems rather than evidence.
fn stop_for_passing_faults(answer: &Answer) -> Result<(), Refused> {
    if matches!(answer.status, 401 | 429 | 500..) { Err(refusal(answer)) } else { Ok(()) }
}

fn refusal(answer: &Answer) -> Refused {
    let headers = FaultHeaders {
        retry_after: answer.retry_after.as_deref(),
        request_id: answer.request_id.as_deref(),
        client_request_id: None,
        authenticate: answer.authenticate.as_deref(),
    };
    GraphFault::parse(answer.status, &answer.body, headers, clock::now()).into()
}
