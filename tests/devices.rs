//! The device verdict against user agents and labels from public test suites (tests/data/devices).

#![expect(clippy::unwrap_used, reason = "a test that cannot read its files fails")]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde::Deserialize;
use serde_json::{Value, json};

use common::{data, rules};

/// A user agent with what its suite says of it.
#[derive(Deserialize)]
struct Row {
    id: String,
    ua: String,
    #[serde(flatten)]
    labels: BTreeMap<String, String>,
}

/// What a label means in our terms; `|` stands between alternatives. Of several labels the first that
/// says something counts, in the order of [`FIELDS`].
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", default)]
struct Meaning {
    os: Option<String>,
    device: Option<String>,
    bot: bool,
    in_app: bool,
    /// The suite says that nobody can tell.
    unknown: bool,
}

const FIELDS: [&str; 4] = ["browser", "device", "os", "platform"];

/// What suites mean, by suite, field and label; the label `*` stands for every other.
type Labels = BTreeMap<String, BTreeMap<String, BTreeMap<String, Meaning>>>;

/// Why some rows are answered otherwise than their labels would have it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Explained {
    /// What differs, as the test words it.
    differs: String,
    why: String,
    rows: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Answer {
    os: String,
    device: String,
    verdict: String,
    reasons: Vec<String>,
}

fn meaning(labels: &Labels, row: &Row) -> Meaning {
    let suite = &labels[row.id.split('/').next().unwrap()];
    let mut all = Meaning::default();
    for field in FIELDS {
        let Some((label, known)) = row.labels.get(field).zip(suite.get(field)) else { continue };
        let said = known.get(label).or_else(|| known.get("*")).cloned();
        let said = said.unwrap_or_else(|| panic!("{}: no meaning of {field} {label}", row.id));
        all.os = all.os.or(said.os);
        all.device = all.device.or(said.device);
        all.bot |= said.bot;
        all.in_app |= said.in_app;
        all.unknown |= said.unknown;
    }
    all
}

/// The verdict that a machine leads to, by the rules of the two targets; none where the label leaves it
/// open. Written down once more, and simpler than in the product: that is the point.
fn verdict(meaning: &Meaning, target: &str) -> Option<&'static str> {
    if meaning.bot {
        return Some("unsure");
    }
    let one = |os: &str, device: &str| match (device, os) {
        // It depends on the model, which the labels do not name.
        ("headset", _) if target == "teams-immersive" => "",
        ("phone" | "tablet" | "headset" | "console" | "tv" | "watch" | "car", _)
        | (_, "android" | "ios" | "ipados" | "horizon-os" | "xbox" | "linux" | "chromeos")
        | ("desktop", "unknown") => "wrong-device",
        (_, "macos") if target == "mesh-pc" => "wrong-device",
        (_, "windows" | "macos") if meaning.in_app => "in-app-browser",
        (_, "windows" | "macos") => "can-join",
        ("", "") if meaning.unknown => "unsure",
        _ => "",
    };
    let devices = meaning.device.as_deref().unwrap_or_default();
    let systems = meaning.os.as_deref().unwrap_or_default();
    let verdicts: BTreeSet<&str> =
        devices.split('|').flat_map(|device| systems.split('|').map(move |os| one(os, device))).collect();
    let sole = verdicts.first().filter(|sole| verdicts.len() == 1 && !sole.is_empty());
    sole.copied()
}

/// In what an answer differs from the labels.
fn differences(meaning: &Meaning, mesh: &Answer, teams: &Answer) -> Vec<String> {
    let mut found = Vec::new();
    for (target, answer) in [("mesh-pc", mesh), ("teams-immersive", teams)] {
        let expected = verdict(meaning, target);
        if let Some(expected) = expected.filter(|expected| *expected != answer.verdict) {
            found.push(format!("{target}: {expected} became {}", answer.verdict));
        }
    }
    // A bot may call itself any machine.
    let fits = |labels: Option<&String>, answer: &str| {
        meaning.bot || labels.is_none_or(|labels| labels.split('|').any(|label| label == answer))
    };
    if !fits(meaning.os.as_ref(), &mesh.os) {
        found.push(format!("os: {} became {}", meaning.os.clone().unwrap_or_default(), mesh.os));
    }
    if !fits(meaning.device.as_ref(), &mesh.device) {
        found.push(format!("device: {} became {}", meaning.device.clone().unwrap_or_default(), mesh.device));
    }
    if meaning.in_app && !meaning.bot && !mesh.reasons.iter().any(|reason| reason == "in-app-browser") {
        found.push("in-app: missed".to_owned());
    }
    found
}

fn ask(rows: &[Row], target: &str) -> Vec<Answer> {
    let line = |row: &Row| {
        json!({ "ua": row.ua, "platform": row.labels.get("platform"), "target": target }).to_string()
    };
    let answers = rules("device", rows.iter().map(line));
    answers.into_iter().map(|answer: Value| serde_json::from_value(answer).unwrap()).collect()
}

#[test]
fn user_agents_of_public_suites_are_judged_as_their_labels_say() {
    let rows: Vec<Row> = data("devices/corpus.json");
    let labels: Labels = data("devices/labels.json");
    let explained: Vec<Explained> = data("devices/explained.json");
    assert!(rows.len() >= 300, "{} user agents", rows.len());
    let (mesh, teams) = (ask(&rows, "mesh-pc"), ask(&rows, "teams-immersive"));

    let mut agreement: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    let mut machines: BTreeMap<String, u32> = BTreeMap::new();
    let mut unexplained = String::new();
    let mut used = BTreeSet::new();
    for ((row, mesh), teams) in rows.iter().zip(&mesh).zip(&teams) {
        let meaning = meaning(&labels, row);
        let differences = differences(&meaning, mesh, teams);
        for (target, kind) in [("mesh-pc", "mesh-pc:"), ("teams-immersive", "teams-immersive:")] {
            let Some(class) = verdict(&meaning, target) else { continue };
            let agrees = !differences.iter().any(|difference| difference.starts_with(kind));
            for class in [format!("{target} {class}"), format!("{target} all")] {
                let (right, all) = agreement.entry(class).or_default();
                *right += u32::from(agrees);
                *all += 1;
            }
        }
        if meaning.in_app && !meaning.bot {
            let (right, all) =
                agreement.entry("in-app browsers, whatever the machine".to_owned()).or_default();
            *right += u32::from(!differences.iter().any(|difference| difference.starts_with("in-app:")));
            *all += 1;
        }
        *machines.entry(format!("{} {} {}", mesh.os, mesh.device, mesh.verdict)).or_default() += 1;
        for differs in differences {
            let known =
                explained.iter().find(|known| known.differs == differs && known.rows.contains(&row.id));
            if known.is_none_or(|known| known.why.is_empty()) {
                writeln!(unexplained, "{differs}\n    {} {}", row.id, row.ua).unwrap();
            }
            used.insert((differs, row.id.clone()));
        }
    }
    println!("{} user agents", rows.len());
    for (class, (right, all)) in &agreement {
        println!("{class}: {right} of {all}");
    }
    for (machine, count) in &machines {
        println!("answered {machine}: {count}");
    }
    assert!(unexplained.is_empty(), "not explained in explained.json:\n{unexplained}");
    let stale: Vec<String> = explained
        .iter()
        .flat_map(|known| known.rows.iter().map(|row| (known.differs.clone(), row.clone())))
        .filter(|difference| !used.contains(difference))
        .map(|(differs, row)| format!("{differs} {row}"))
        .collect();
    assert_eq!(stale, Vec::<String>::new(), "explained, but no longer true");
    for target in ["mesh-pc", "teams-immersive"] {
        let (right, all) = agreement[&format!("{target} all")];
        assert!(right * 100 >= all * 99, "{target}: {right} of {all}");
    }
}

/// A browser's facts with the answers for both targets, written by hand.
#[derive(Deserialize)]
struct Known {
    about: String,
    /// Where the facts are from.
    source: String,
    facts: serde_json::Map<String, Value>,
    #[serde(rename = "mesh-pc")]
    mesh: Value,
    #[serde(rename = "teams-immersive")]
    teams: Value,
}

#[test]
fn everything_that_a_browser_says_is_weighed() {
    let known: Vec<Known> = data("devices/facts.json");
    for target in ["mesh-pc", "teams-immersive"] {
        let asked = known.iter().map(|known| {
            let mut facts = known.facts.clone();
            facts.insert("target".to_owned(), target.into());
            Value::Object(facts).to_string()
        });
        for (known, answer) in known.iter().zip(rules("device", asked)) {
            let expected = if target == "mesh-pc" { &known.mesh } else { &known.teams };
            assert_eq!(answer, *expected, "{}, {target}", known.about);
            assert!(!known.source.is_empty(), "{}", known.about);
        }
    }
}
