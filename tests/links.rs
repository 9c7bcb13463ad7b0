//! What pasted links and invitations are: the shapes of tests/data/links.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its files fails")]

mod common;

use mesh_guest_portal::domain::links::{self, LinkProblem, Passcode};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use common::{data, rules};

/// A pasted text, and what it is.
#[derive(Deserialize)]
struct Shape {
    about: String,
    text: String,
    #[serde(flatten)]
    answer: Answer,
    /// The numbers beside or instead of a link.
    #[serde(default)]
    meeting_id: Option<String>,
    #[serde(default)]
    passcode: Option<String>,
}

/// What `rules link` answers.
#[derive(Deserialize, Serialize)]
struct Answer {
    kind: String,
    wrapped: bool,
    url: Option<String>,
    joinable_by: Vec<String>,
    problem: Option<String>,
}

const FILES: [&str; 6] = ["clean", "cleaned", "wrapped", "refused", "numbers", "invitations"];

fn shapes() -> Vec<Shape> {
    FILES.iter().flat_map(|file| data::<Vec<Shape>>(&format!("links/{file}.json"))).collect()
}

#[test]
fn every_shape_is_known() {
    let shapes = shapes();
    assert!(shapes.len() >= 120, "{} shapes", shapes.len());
    println!("{} shapes", shapes.len());
    let answers = rules("link", shapes.iter().map(|shape| json!(shape.text).to_string()));
    let wrong: Vec<Value> = shapes
        .iter()
        .zip(answers)
        .filter(|(shape, answer)| json!(shape.answer) != *answer)
        .map(|(shape, answer)| json!({ "about": shape.about, "expected": shape.answer, "answered": answer }))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_kind_and_every_problem_has_a_shape() {
    let shapes = shapes();
    let kinds = links::Kind::ALL.iter().map(|kind| kind.name());
    let problems = LinkProblem::ALL.iter().map(|problem| problem.name());
    let shown = |name: &&str| {
        shapes.iter().any(|shape| shape.answer.kind == *name || shape.answer.problem.as_deref() == Some(name))
    };
    let missing: Vec<&str> = kinds.chain(problems).filter(|name| !shown(name)).collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn a_mail_around_a_link_changes_nothing() {
    for file in ["clean", "wrapped"] {
        let shapes: Vec<Shape> = data(&format!("links/{file}.json"));
        for shape in shapes.iter().filter(|shape| !shape.text.contains('\n')) {
            let mail = format!("Dear Ada,\njoin here <{}>.\nBest\n", shape.text);
            assert_eq!(json!(links::classify(&mail)), json!(shape.answer), "{}", shape.about);
        }
    }
}

#[test]
fn numbers_are_found_beside_the_link() {
    for shape in shapes() {
        let numbers = links::classify(&shape.text).numbers;
        let id = numbers.as_ref().map(|numbers| numbers.id.as_str());
        let passcode = numbers.as_ref().and_then(|numbers| numbers.passcode.as_ref()).map(Passcode::reveal);
        assert_eq!(
            (id, passcode),
            (shape.meeting_id.as_deref(), shape.passcode.as_deref()),
            "{}",
            shape.about
        );
    }
}

#[test]
fn a_cleaned_link_stays_as_it_is() {
    for shape in shapes() {
        let Some(url) = &shape.answer.url else { continue };
        let again = links::classify(url);
        assert_eq!(json!(again.url), json!(url), "{}", shape.about);
        assert_eq!(json!(again.kind), json!(shape.answer.kind), "{}", shape.about);
    }
}
