//! What tests of the command line share.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::{fs, thread};

use serde::de::DeserializeOwned;
use serde_json::Value;

/// A JSON file under tests/data.
pub(crate) fn data<T: DeserializeOwned>(file: &str) -> T {
    let path = Path::new("tests/data").join(file);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What `rules COMMAND` answers, line by line.
pub(crate) fn rules(command: &str, lines: impl Iterator<Item = String>) -> Vec<Value> {
    let asked: Vec<String> = lines.collect();
    let mut child = Command::new(env!("CARGO_BIN_EXE_rules"))
        .arg(command)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let text = asked.join("\n") + "\n";
    // In a thread of its own, because the answers would fill their pipe before all is asked.
    let writer = thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success());
    let answers: Vec<Value> = output
        .stdout
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).unwrap())
        .collect();
    assert_eq!(answers.len(), asked.len());
    answers
}
