//! Laws of the search, over everything it knows.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use proptest::prelude::*;
use rstest::rstest;

use super::catalogue::{entries, names};
use super::*;
use crate::domain::explain::{Read, explain, find_code};
use crate::domain::problem::{AdviceContext, Kind, Problem, advice};
use crate::domain::words::{Piece, pieces};

fn all_words() -> BTreeMap<String, String> {
    [
        include_str!("../../../public/words/en/problems.json"),
        include_str!("../../../public/words/en/codes.json"),
        include_str!("../../../public/words/en/support.json"),
    ]
    .into_iter()
    .flat_map(|text| serde_json::from_str::<BTreeMap<String, String>>(text).expect("texts"))
    .collect()
}

fn catalogue() -> Catalogue {
    let words = all_words();
    Catalogue::of(&[&|id: &str| words.get(id).cloned()])
}

/// Entries that share a text or nearly so: whoever reads one out may as well mean the other.
const EQUALS: &[&[&str]] = &[];

fn are_equal(asked: Entry, found: Entry) -> bool {
    let (one, other) = (asked.address(), found.address());
    one == other || EQUALS.iter().any(|group| group.contains(&&*one) && group.contains(&&*other))
}

/// A text and the entry it is the text of.
struct Asked {
    entry: Entry,
    text: String,
    /// Whether its words can be mistyped or left out, as they cannot in a code.
    is_sentence: bool,
}

/// Every text there is.
fn asked() -> Vec<Asked> {
    let words = all_words();
    let say = |id: &str| -> String {
        pieces(&words[id]).into_iter().map(|piece| match piece {
            Piece::Plain(text) | Piece::Label(text) => text,
            Piece::Placeholder(_) => "Contoso",
        }).collect()
    };
    let mut all = Vec::new();
    let mut ask = |entry, text: String, is_sentence| all.push(Asked { entry, text, is_sentence });
    for entry in entries() {
        match entry {
            Entry::Problem(kind) => {
                ask(entry, kind.code().to_owned(), false);
                ask(entry, say(&kind.heading().id), true);
                ask(entry, say(&advice(&Problem::new(kind), &AdviceContext::default()).what_happened.id), true);
            }
            Entry::Said(said) => ask(entry, said.text.replace("{0}", "Contoso").replace("{1}", "PC").replace("{2}", "Fabrikam"), true),
            Entry::Aadsts(number) => {
                ask(entry, entry.address(), false);
                ask(entry, format!("Error code: {number}"), false);
                ask(entry, say(&entry.heading().id), true);
                let name = find_code(number).expect("an entry").name;
                if !name.is_empty() {
                    ask(entry, name.to_owned(), false);
                }
            }
            Entry::Graph(code) => ask(entry, format!(r#"{{"error":{{"code":"{code}"}}}}"#), false),
            Entry::OAuth(error) => ask(entry, format!("#error={error}&state=1"), false),
            Entry::Teams(code) => {
                ask(entry, format!("subCode: {}", code.digits()), false);
                ask(entry, say(&code.heading().id), true);
            }
        }
    }
    all
}

/// Numbers that look random and are the same every time.
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % end.max(1)
    }
}

/// One slip of the fingers in every fourth word, at least one.
fn mistyped(text: &str, seeded: &mut Seeded) -> String {
    let mut words: Vec<Vec<char>> = text.split(' ').map(|word| word.chars().collect()).collect();
    for _ in 0..words.len().div_ceil(4) {
        let at = seeded.below(words.len());
        let word = &mut words[at];
        let letter = seeded.below(word.len());
        let before_last = letter.min(word.len().saturating_sub(2));
        match seeded.below(3) {
            0 if word.len() > 1 => word.swap(before_last, before_last + 1),
            1 if word.len() > 1 => drop(word.remove(letter)),
            _ if !word.is_empty() => word[letter] = char::from(b'a' + u8::try_from(seeded.below(26)).expect("a letter")),
            _ => {}
        }
    }
    words.into_iter().map(String::from_iter).collect::<Vec<_>>().join(" ")
}

fn without_a_word(text: &str, seeded: &mut Seeded) -> String {
    let mut words: Vec<&str> = text.split(' ').collect();
    words.remove(seeded.below(words.len()));
    words.join(" ")
}

/// What becomes of a text on its way to the help desk.
fn told(asked: &Asked, seeded: &mut Seeded) -> Vec<(&'static str, String)> {
    let text = &asked.text;
    let mut told = vec![
        ("exact", text.clone()),
        ("upper", text.to_uppercase()),
        ("lower", text.to_lowercase()),
        ("breaks", text.replace(' ', "\r\n")),
        ("inside", format!("Hi, a guest is on the phone, she pressed the button and got \u{201c}{text}\u{201d}. What now?")),
    ];
    if asked.is_sentence {
        told.push(("typos", mistyped(text, seeded)));
        told.push(("typos", mistyped(text, seeded)));
        // Of a shorter text too little is left to tell it from others.
        if text.split(' ').count() >= 5 {
            told.push(("missing", without_a_word(text, seeded)));
        }
    } else if let Entry::OAuth(_) | Entry::Graph(_) = asked.entry {
        // An answer or an address is copied, its case does not change.
        told.retain(|(how, _)| *how == "exact" || *how == "inside");
    }
    told
}

#[test]
fn everything_is_found_by_what_people_make_of_it() {
    let catalogue = catalogue();
    let mut seeded = Seeded(2026);
    let mut counts: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for asked in asked() {
        for (how, text) in told(&asked, &mut seeded) {
            let found = find(&catalogue, &text);
            let first = found.entry.is_some_and(|entry| are_equal(asked.entry, entry));
            let three = first || found.others.iter().take(2).any(|other| are_equal(asked.entry, other.entry));
            let count = counts.entry(how).or_default();
            count[0] += 1;
            count[1] += usize::from(first);
            count[2] += usize::from(three);
            if !first {
                println!(
                    "{how}: {} {text:?} found {:?} {:?}, others {:?}{}",
                    asked.entry.address(),
                    found.entry.map(Entry::address),
                    found.explanation.read,
                    found.others.iter().take(3).map(|other| other.entry.address()).collect::<Vec<_>>(),
                    if three { "" } else { " MISSED" }
                );
            }
        }
    }
    println!("{counts:?}");
}
