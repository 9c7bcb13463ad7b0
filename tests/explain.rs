//! Texts as people paste them, and what is found in them, by the library and on the command line alike.
//!
//! `data/explain/` holds the texts by kind. They have the shapes of real ones; people, organizations and ids
//! in them are made up.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its files fails")]

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use mesh_guest_portal::domain::explain::{Explanation, explain};
use mesh_guest_portal::domain::problem::{Fixer, Kind};
use mesh_guest_portal::domain::words::Message;
use serde::Deserialize;
use serde_json::Value;

/// A pasted text and what has to be found in it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pasted {
    text: String,
    code: Option<String>,
    problem: Option<String>,
    fixer: Fixer,
}

/// All texts, each with the name of its file.
fn corpus() -> Vec<(String, Pasted)> {
    let mut files: Vec<_> =
        fs::read_dir("tests/data/explain").unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let read = |path: &std::path::PathBuf| -> Vec<(String, Pasted)> {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let texts: Vec<Pasted> = serde_json::from_str(&fs::read_to_string(path).unwrap())
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        texts.into_iter().map(|text| (name.clone(), text)).collect()
    };
    files.iter().flat_map(read).collect()
}

fn words() -> BTreeMap<String, String> {
    ["problems.json", "codes.json"]
        .iter()
        .flat_map(|file| {
            let text = fs::read_to_string(["public/words/en/", file].concat()).unwrap();
            serde_json::from_str::<BTreeMap<String, String>>(&text).unwrap()
        })
        .collect()
}

#[test]
fn every_pasted_text_is_understood() {
    let corpus = corpus();
    assert!(corpus.len() >= 150, "only {} texts", corpus.len());
    let mut wrong = Vec::new();
    for (file, pasted) in corpus {
        let found = explain(&pasted.text);
        let problem = found.problem.map(Kind::code);
        let is_right =
            found.code == pasted.code && problem == pasted.problem.as_deref() && found.fixer == pasted.fixer;
        if !is_right {
            wrong.push(format!(
                "{file}: {pasted:?}\n  found {:?}, {problem:?}, {:?}",
                found.code, found.fixer
            ));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_text_in_company_is_understood_the_same() {
    // A lone number has to stand alone, a name said with spaces has to be all that is said, and a text
    // without anything to find may become one that holds a message.
    let needs_to_be_alone = |pasted: &Pasted| pasted.text.chars().count() < 30 || pasted.problem.is_none();
    for (file, pasted) in corpus().into_iter().filter(|(_, pasted)| !needs_to_be_alone(pasted)) {
        let told = format!("Hello, thanks for the link.\n\n> {}\n\nKind regards, Ada", pasted.text);
        assert_eq!(explain(&told).code, pasted.code, "{file}: {told}");
        assert_eq!(explain(&told).problem, explain(&pasted.text).problem, "{file}: {told}");
    }
}

#[test]
fn every_explanation_says_what_to_do() {
    let words = words();
    for (file, pasted) in corpus() {
        let found = explain(&pasted.text);
        assert!(!found.steps.is_empty(), "{file}: {pasted:?}");
        let has_message = found.fixer != Fixer::Guest
            && found.problem.or(found.code.as_ref().map(|_| Kind::SignInUnknown)).is_some();
        assert_eq!(found.message_to_send.is_some(), has_message, "{file}: {pasted:?}");
        for message in messages(&found) {
            assert!(words.contains_key(&*message.id), "{file}: no words for {}", message.id);
        }
    }
}

fn messages(found: &Explanation) -> impl Iterator<Item = &Message> {
    [&found.heading].into_iter().chain(&found.steps).chain(&found.message_to_send)
}

#[test]
fn the_command_line_says_the_same() {
    let corpus = corpus();
    let mut rules = Command::new(env!("CARGO_BIN_EXE_rules"))
        .arg("explain")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines: String =
        corpus.iter().map(|(_, pasted)| serde_json::to_string(&pasted.text).unwrap() + "\n").collect();
    let mut input = rules.stdin.take().unwrap();
    // Written from beside, since the answers fill the pipe on their way back.
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = rules.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success());

    let answers: Vec<Value> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(answers.len(), corpus.len());
    for ((file, pasted), answer) in corpus.iter().zip(answers) {
        let fields: Vec<&str> = answer.as_object().unwrap().keys().map(String::as_str).collect();
        let mut expected = ["code", "problem", "fixer", "heading", "steps", "message_to_send"];
        expected.sort_unstable();
        assert_eq!(fields, expected, "{file}: {pasted:?}");
        assert_eq!(answer["code"].as_str(), pasted.code.as_deref(), "{file}: {pasted:?}");
        assert_eq!(answer["problem"].as_str(), pasted.problem.as_deref(), "{file}: {pasted:?}");
        assert_eq!(answer["fixer"], pasted.fixer.name(), "{file}: {pasted:?}");
        let said = answer["steps"].as_array().unwrap().iter().chain([&answer["heading"]]);
        assert!(
            said.into_iter().all(|said| said.as_str().is_some_and(|said| said.contains(' '))),
            "{answer}"
        );
        assert!(answer["message_to_send"].is_string() || answer["message_to_send"].is_null());
    }
}
