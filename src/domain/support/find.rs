//! The best answer to whatever was typed or pasted, why it is that, and what else it may be.

use super::catalogue::{Catalogue, Hit};
use super::entry::Entry;
use super::pasted::Pasted;
use super::related::related;
use super::teams::TeamsCode;
use crate::domain::explain::{Explanation, MOST_READ, Read, explain, plain};
use crate::domain::problem::{codes_in, start_of};
use crate::domain::words::Message;

/// The most other entries that are offered.
const MOST_OTHERS: usize = 6;

/// The most words that are named as the reason.
const MOST_WORDS: usize = 6;

/// Why an entry was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Its code stands in the text.
    Code(String),
    /// The name of an error of a sign-in library or a browser stands in the text.
    Name,
    /// An HTTP status stands in the text.
    Status,
    /// The text resembles this message of Microsoft.
    Resembles(&'static str),
    /// The text resembles a message as people remember it.
    Remembered,
    /// The text has these words in common with what is known about it.
    Words(Vec<String>),
    /// There are only ids and a time, but no error.
    OnlyIds,
    /// Nothing fits.
    Nothing,
}

impl Why {
    /// The reason in a sentence.
    pub fn message(&self) -> Message {
        match self {
            Self::Code(code) => Message::new("support.why.code").text("code", code),
            Self::Name => Message::new("support.why.name"),
            Self::Status => Message::new("support.why.status"),
            Self::Resembles(quoted) => Message::new("support.why.resembles").text("quoted", *quoted),
            Self::Remembered => Message::new("support.why.remembered"),
            Self::Words(words) => Message::new("support.why.words").text("words", words.join(", ")),
            Self::OnlyIds => Message::new("support.why.only-ids"),
            Self::Nothing => Message::new("support.why.nothing"),
        }
    }
}

/// Something that the text may be about, too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// What it is.
    pub entry: Entry,
    /// Why it was found.
    pub why: Why,
}

/// What a text was found to be about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The best answer; says that nothing is known when there is none.
    pub explanation: Explanation,
    /// What it is about, when that can be looked up again.
    pub entry: Option<Entry>,
    /// Why it was found.
    pub why: Why,
    /// Microsoft's own page about it.
    pub page: Option<&'static str>,
    /// What else it may be, the likeliest first; at most six.
    pub others: Vec<Candidate>,
    /// What is easily taken for the answer, or comes with it; at most five.
    pub related: Vec<Entry>,
    /// The ids and the time in the text.
    pub pasted: Pasted,
}

impl Found {
    /// What is known about an entry that nobody had to look for, with the ids and the time of one occurrence.
    pub fn about(entry: Entry, pasted: Pasted) -> Self {
        Self {
            explanation: entry.explained(&pasted.trace()),
            entry: Some(entry),
            why: Why::Code(entry.address()),
            page: entry.page(),
            others: Vec::new(),
            related: related(entry),
            pasted,
        }
    }
}

/// Looks up whatever somebody typed or pasted. What [`explain`] reads surely is the answer; a resemblance only
/// where no entry of the catalogue fits much better; and where it reads nothing, what fits well enough.
///
/// Looks at the first 64 KiB. Nothing of the text is repeated but codes, ids and the time.
pub fn find(catalogue: &Catalogue, text: &str) -> Found {
    let text = start_of(text, MOST_READ);
    let plain = plain(text);
    let pasted = Pasted::read(&plain);
    let hits = catalogue.search(&plain);
    let answer = answer(explain(text), &plain, &hits, &pasted);
    let mut others: Vec<Candidate> = Vec::new();
    let codes = codes_in(&plain).map(Entry::Aadsts).map(|entry| (entry, Why::Code(entry.address())));
    let codes: Vec<_> = codes.take(MOST_OTHERS).collect();
    for (entry, why) in codes.into_iter().chain(likely(&hits).map(|hit| (hit.entry, why(hit)))) {
        let is_new = answer.entry != Some(entry) && others.iter().all(|other| other.entry != entry);
        if is_new && others.len() < MOST_OTHERS {
            others.push(Candidate { entry, why });
        }
    }
    let mut related = answer.entry.map(related).unwrap_or_default();
    related.retain(|entry| others.iter().all(|other| other.entry != *entry));
    Found {
        page: answer.entry.and_then(Entry::page),
        explanation: answer.explanation,
        entry: answer.entry,
        why: answer.why,
        others,
        related,
        pasted,
    }
}

struct Answer {
    explanation: Explanation,
    entry: Option<Entry>,
    why: Why,
}

impl Answer {
    fn of(entry: Entry, why: Why, pasted: &Pasted) -> Self {
        Self { explanation: entry.explained(&pasted.trace()), entry: Some(entry), why }
    }

    /// An answer by words: also of a code that does not stand in the text.
    fn by_words(hit: &Hit, pasted: &Pasted) -> Self {
        let answer = Self::of(hit.entry, why(hit), pasted);
        Self { explanation: Explanation { read: Read::Words, ..answer.explanation }, ..answer }
    }
}

/// What comes first: a code of Teams where nothing else of Microsoft stands in the text; what was read surely; what
/// fits much better or well enough; else what the ids in the text are good for.
fn answer(surely: Explanation, plain: &str, hits: &[Hit], pasted: &Pasted) -> Answer {
    let best = hits.first();
    let teams = TeamsCode::in_text(plain).filter(|_| surely.read != Read::Code).map(Entry::Teams);
    if let Some(entry) = teams {
        return Answer::of(entry, Why::Code(entry.address()), pasted);
    }
    match surely.read {
        Read::Code | Read::Name | Read::PortalCode => of_sure(surely, hits),
        Read::Status | Read::Words => match best.filter(|hit| says_more(hit, &surely)) {
            Some(hit) => Answer::by_words(hit, pasted),
            None => of_sure(surely, hits),
        },
        Read::Nothing => match best.filter(|hit| is_good(hit)) {
            Some(hit) => Answer::by_words(hit, pasted),
            None if pasted.is_empty() => Answer { explanation: surely, entry: None, why: Why::Nothing },
            None => Answer { explanation: only_ids(surely), entry: None, why: Why::OnlyIds },
        },
    }
}

/// What to say where there are ids but no error.
fn only_ids(unknown: Explanation) -> Explanation {
    Explanation {
        heading: Message::new("support.only-ids.heading"),
        steps: vec![Message::new("support.only-ids.step.1"), Message::new("support.only-ids.step.2")],
        ..unknown
    }
}

/// What was read surely. Of a message the one that was meant is named, where there are several that mean the
/// same.
fn of_sure(mut surely: Explanation, hits: &[Hit]) -> Answer {
    let said = |hit: &&Hit| matches!(hit.entry, Entry::Said(said) if Some(said.kind) == surely.problem);
    if surely.read == Read::Words
        && let Some(hit) = likely(hits).find(said)
        && let Entry::Said(said) = hit.entry
    {
        surely.quoted = Some(said.text);
        return Answer { explanation: surely, entry: Some(hit.entry), why: Why::Resembles(said.text) };
    }
    let entry = Entry::of(&surely);
    let why = match (surely.read, &surely.code, entry) {
        (Read::Code, Some(code), _) => Why::Code(code.clone()),
        (Read::PortalCode, _, Some(entry)) => Why::Code(entry.address()),
        (Read::Status, ..) => Why::Status,
        (Read::Name, ..) => Why::Name,
        _ => Why::Remembered,
    };
    Answer { explanation: surely, entry, why }
}

fn why(hit: &Hit) -> Why {
    match hit.entry {
        Entry::Said(said) => Why::Resembles(said.text),
        _ => Why::Words(hit.words.iter().take(MOST_WORDS).cloned().collect()),
    }
}

/// Whether an entry says more than a few telling words or a status do: it means the same and names it; or it is
/// so much of the text, and the text so much of it, that nothing else can be meant. Names of errors, spoken with
/// spaces, are words like others.
fn says_more(hit: &Hit, surely: &Explanation) -> bool {
    let is_whole = hit.held >= 0.8 && hit.told >= 0.6 && hit.words.len() >= 3;
    match hit.entry {
        Entry::Graph(_) | Entry::OAuth(_) => false,
        Entry::Problem(kind) if surely.problem == Some(kind) => hit.held >= 0.5,
        Entry::Said(said) if surely.problem == Some(said.kind) => hit.held >= 0.5,
        _ => is_whole || (is_word_for_word(hit) && hit.words.len() >= 4),
    }
}

/// Whether an entry fits well enough to be an answer of its own: its name is in the text; or it is in the text
/// word for word, or nearly all of it in its order; or nearly all of the text is in it.
fn is_good(hit: &Hit) -> bool {
    let is_named = hit.is_name && hit.held >= 0.75;
    let is_in_the_text = hit.held >= 0.7 && hit.in_order >= 0.4 && hit.told >= 0.25;
    let is_part_of_it = hit.told >= 0.75 && hit.held >= 0.3 && hit.in_order >= 0.2;
    let is_most_of_both = hit.held + hit.told >= 1.2 && hit.in_order >= 0.25;
    let is_short_and_whole = hit.held >= 0.8 && hit.told >= 0.7;
    match hit.words.len() {
        0 => false,
        1 => is_named,
        2 => is_named || is_short_and_whole,
        _ => is_word_for_word(hit) || is_in_the_text || is_part_of_it || is_most_of_both,
    }
}

fn is_word_for_word(hit: &Hit) -> bool {
    hit.held >= 0.95 && hit.in_order >= 0.95
}

/// What fits about as well as the best.
fn likely(hits: &[Hit]) -> impl Iterator<Item = &Hit> {
    let best = hits.first().map_or(0.0, |hit| hit.score);
    hits.iter().filter(move |hit| {
        hit.score > 0.0 && hit.score >= best * 0.35 && (hit.held >= 0.3 || hit.told >= 0.3)
    })
}
