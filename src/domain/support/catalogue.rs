//! All that can be looked up, by the words it is written with.
//!
//! A text is found by the words of it that stand near each other in what was typed. Rare words say more than
//! common ones, and a word may be mistyped. Vocabulary and postings are made once, so that a search can run at
//! every key stroke.

use std::collections::{BTreeMap, BTreeSet};

use super::entry::{Entry, GRAPH, OAUTH};
use super::said::Said;
use super::teams::TeamsCode;
use super::terms::{spoken, terms as terms_of};
use crate::domain::explain::ALL_CODES;
use crate::domain::problem::{AdviceContext, Kind, Problem, advice, alike, letters, may_be_within};
use crate::domain::words::{Message, Piece, pieces};

/// The sentence of a message id in one language, if there is one.
pub type Words<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Everything that can be found.
pub struct Catalogue {
    texts: Vec<Text>,
    vocabulary: Vec<Term>,
    /// Where in the vocabulary a word stands.
    places: BTreeMap<String, usize>,
    /// The words of each length in bytes.
    by_length: Vec<Vec<usize>>,
    /// The rarity of a word that no text has.
    unheard: f64,
}

/// A text that leads to an entry.
struct Text {
    entry: Entry,
    /// Its words in their order, as places in the vocabulary.
    terms: Vec<usize>,
    /// The same, each once.
    distinct: Vec<usize>,
    /// The rarities of its distinct words together.
    mass: f64,
    /// How much it counts against other texts.
    weight: f64,
    /// Whether it is a name of one word that no sentence holds by chance.
    is_name: bool,
}

struct Term {
    word: String,
    /// Which letters it has, one bit for each, to see quickly that two words cannot be alike.
    letters: u64,
    rarity: f64,
    texts: Vec<usize>,
}

/// An entry and how well it fits.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    pub(super) entry: Entry,
    /// Larger is better.
    pub(super) score: f64,
    /// How much of the entry's text was typed, from 0 to 1.
    pub(super) held: f64,
    /// How much of what was typed stands in the entry's text, from 0 to 1.
    pub(super) told: f64,
    /// How many pairs of neighbors in the entry's text were typed in that order, from 0 to 1.
    pub(super) in_order: f64,
    /// Whether the text is a name that no sentence holds by chance.
    pub(super) is_name: bool,
    /// The words of the entry's text that were typed, the most telling first.
    pub(super) words: Vec<String>,
}

/// What one word of the query may stand for.
struct Typed {
    /// Places in the vocabulary, each with how sure it is, from 0 to 1.
    meant: Vec<(usize, f64)>,
    rarity: f64,
}

/// How sure a word is that was mistyped.
const SLIP: f64 = 0.8;
/// The most slips that a word is forgiven.
const MOST_SLIPS: u32 = 2;
/// How sure a word is of which only the beginning was typed so far.
const BEGINNING: f64 = 0.7;
/// How many letters a word has that says all that an unknown one can, against what was typed.
const LONG: f64 = 6.0;
/// Fewer letters than this begin nothing.
const SHORTEST_BEGINNING: usize = 3;
/// How many different words of one query are compared with every word of the vocabulary.
const MOST_MISTYPED: usize = 300;
/// How many texts are looked at closely.
const MOST_CLOSELY: usize = 40;
/// How many neighbors may stand between two words that follow each other.
const NEXT: usize = 3;
/// How much a missing word of the text weighs against one that was typed.
const MISSING: f64 = 0.5;
/// How much less it does when all that was typed stands in the text: then its rest was just not read out.
const HALF_TYPED: f64 = 0.9;
/// What order and completeness add, as a part of what was typed.
const ORDER: f64 = 0.3;
const TOLD: f64 = 0.4;

impl Catalogue {
    /// The catalogue in the languages given, each by its words: the reader's own, and English, which is what
    /// most screens show.
    pub fn of(languages: &[Words<'_>]) -> Self {
        let mut catalogue = Self {
            texts: Vec::new(),
            vocabulary: Vec::new(),
            places: BTreeMap::new(),
            by_length: Vec::new(),
            unheard: 0.0,
        };
        for entry in entries() {
            let texts =
                names(entry).into_iter().chain(languages.iter().flat_map(|words| sentences(entry, words)));
            let mut known = BTreeSet::new();
            for (text, weight) in texts {
                if known.insert(text.clone()) {
                    catalogue.add(entry, &text, weight);
                }
            }
        }
        catalogue.weigh();
        catalogue
    }

    fn add(&mut self, entry: Entry, text: &str, weight: f64) {
        let terms: Vec<usize> = terms_of(text).into_iter().map(|word| self.place(word)).collect();
        let distinct: BTreeSet<usize> = terms.iter().copied().collect();
        for &term in &distinct {
            self.vocabulary[term].texts.push(self.texts.len());
        }
        if !terms.is_empty() {
            let is_name = terms.len() == 1 && terms_of(&spoken(text)).len() > 1;
            let distinct = distinct.into_iter().collect();
            self.texts.push(Text { entry, terms, distinct, mass: 0.0, weight, is_name });
        }
    }

    /// Where a word stands in the vocabulary, from now on.
    fn place(&mut self, word: String) -> usize {
        if let Some(&place) = self.places.get(&word) {
            return place;
        }
        let place = self.vocabulary.len();
        if self.by_length.len() <= word.len() {
            self.by_length.resize_with(word.len() + 1, Vec::new);
        }
        self.by_length[word.len()].push(place);
        self.places.insert(word.clone(), place);
        let letters = letters(word.as_bytes());
        self.vocabulary.push(Term { word, letters, rarity: 0.0, texts: Vec::new() });
        place
    }

    /// Gives every word its rarity and every text its mass.
    fn weigh(&mut self) {
        let all = number(self.texts.len());
        self.unheard = (1.0 + all).ln();
        for term in &mut self.vocabulary {
            term.rarity = (1.0 + all / number(term.texts.len())).ln();
        }
        for text in &mut self.texts {
            text.mass = text.distinct.iter().map(|&term| self.vocabulary[term].rarity).sum();
        }
    }

    /// The entries that resemble what was typed, the best first, each once.
    pub(super) fn search(&self, query: &str) -> Vec<Hit> {
        let typed = self.typed(query);
        let mut best: Vec<Hit> = Vec::new();
        let mut hits: Vec<Hit> =
            self.roughly(&typed).into_iter().filter_map(|text| self.closely(&typed, text)).collect();
        hits.sort_by(|one, other| other.score.total_cmp(&one.score));
        for hit in hits {
            if best.iter().all(|better| better.entry != hit.entry) {
                best.push(hit);
            }
        }
        best
    }

    /// The words of a query in their order, and what each may stand for.
    fn typed(&self, query: &str) -> Vec<Typed> {
        let words = terms_of(query);
        let is_unfinished = query.ends_with(char::is_alphanumeric);
        let last = words.len().saturating_sub(1);
        let mut known: BTreeMap<&str, Vec<(usize, f64)>> = BTreeMap::new();
        let mut mistyped = 0;
        let mut typed = Vec::with_capacity(words.len());
        for (at, word) in words.iter().enumerate() {
            let meant = known.entry(word).or_insert_with(|| match self.places.get(word) {
                Some(&place) => vec![(place, 1.0)],
                None if mistyped == MOST_MISTYPED => Vec::new(),
                None => {
                    mistyped += 1;
                    self.resembling(word, is_unfinished && at == last)
                }
            });
            let rarity = match meant.first() {
                Some((place, _)) => self.vocabulary[*place].rarity,
                // A little word is usually a common one, mistyped.
                None => self.unheard * (number(word.chars().count()) / LONG).min(1.0),
            };
            typed.push(Typed { meant: meant.clone(), rarity });
        }
        typed
    }

    /// The words of the vocabulary that a word without a place in it may stand for.
    fn resembling(&self, word: &str, is_unfinished: bool) -> Vec<(usize, f64)> {
        let mut meant = Vec::new();
        // Numbers are no slips of others.
        if !word.contains(|letter: char| letter.is_ascii_digit()) {
            let letters = letters(word.as_bytes());
            for length in word.len().saturating_sub(2)..=word.len() + 2 {
                let places = self.by_length.get(length).into_iter().flatten();
                meant.extend(
                    places
                        .filter(|place| {
                            let term = &self.vocabulary[**place];
                            may_be_within(MOST_SLIPS, term.letters, letters)
                                && alike(word.as_bytes(), term.word.as_bytes())
                        })
                        .map(|place| (*place, SLIP)),
                );
            }
        }
        if is_unfinished && word.chars().count() >= SHORTEST_BEGINNING {
            let begun = self.places.range(word.to_owned()..).take_while(|(known, _)| known.starts_with(word));
            for (_, place) in begun {
                if meant.iter().all(|(known, _)| known != place) {
                    meant.push((*place, BEGINNING));
                }
            }
        }
        meant
    }

    /// The texts that share the most with a query, wherever in it.
    fn roughly(&self, typed: &[Typed]) -> Vec<usize> {
        let mut surest: BTreeMap<usize, f64> = BTreeMap::new();
        for &(place, sure) in typed.iter().flat_map(|word| &word.meant) {
            let known = surest.entry(place).or_default();
            *known = known.max(sure);
        }
        let mut found = vec![0.0; self.texts.len()];
        for (place, sure) in surest {
            let term = &self.vocabulary[place];
            for &text in &term.texts {
                found[text] += term.rarity * sure;
            }
        }
        let rough = |at: usize| found[at] - MISSING * (self.texts[at].mass - found[at]);
        let mut texts: Vec<usize> = (0..found.len()).filter(|&at| found[at] > 0.0).collect();
        if texts.len() > MOST_CLOSELY {
            texts.select_nth_unstable_by(MOST_CLOSELY, |&one, &other| rough(other).total_cmp(&rough(one)));
            texts.truncate(MOST_CLOSELY);
        }
        texts
    }

    /// How well a text fits where most of it stands together.
    fn closely(&self, typed: &[Typed], at: usize) -> Option<Hit> {
        let text = &self.texts[at];
        // Where in the query which of the text's words stands.
        let standing: Vec<(usize, usize, f64)> = typed
            .iter()
            .enumerate()
            .flat_map(|(position, word)| word.meant.iter().map(move |&(place, sure)| (position, place, sure)))
            .filter(|(_, place, _)| text.distinct.binary_search(place).is_ok())
            .collect();
        let width = 2 * text.terms.len() + NEXT;
        let (found, together) = standing
            .iter()
            .enumerate()
            .map(|(first, (from, ..))| {
                let count = standing[first..].iter().take_while(|(to, ..)| to - from < width).count();
                let together = &standing[first..first + count];
                (self.mass_of(together), together)
            })
            .max_by(|(one, _), (other, _)| one.total_cmp(other))?;
        let told = told(typed, together);
        let in_order = in_order(&text.terms, together);
        let missing = MISSING * (1.0 - HALF_TYPED * told) * (text.mass - found);
        let score = text.weight * (found * (1.0 + ORDER * in_order + TOLD * told) - missing);
        let words: BTreeSet<usize> = together.iter().map(|(_, place, _)| *place).collect();
        let mut words: Vec<&Term> = words.into_iter().map(|place| &self.vocabulary[place]).collect();
        words.sort_by(|one, other| other.rarity.total_cmp(&one.rarity));
        Some(Hit {
            entry: text.entry,
            score,
            held: found / text.mass,
            told,
            in_order,
            is_name: text.is_name,
            words: words.into_iter().map(|term| term.word.clone()).collect(),
        })
    }

    /// The rarities of the words that stand together, each once and as sure as it is.
    fn mass_of(&self, together: &[(usize, usize, f64)]) -> f64 {
        let mut surest: Vec<(usize, f64)> = Vec::with_capacity(together.len());
        for &(_, place, sure) in together {
            match surest.iter_mut().find(|(known, _)| *known == place) {
                Some((_, known)) => *known = known.max(sure),
                None => surest.push((place, sure)),
            }
        }
        surest.iter().map(|(place, sure)| self.vocabulary[*place].rarity * sure).sum()
    }
}

/// How much of a query stands in these places.
fn told(typed: &[Typed], together: &[(usize, usize, f64)]) -> f64 {
    let all: f64 = typed.iter().map(|word| word.rarity).sum();
    let positions: BTreeMap<usize, f64> =
        together.iter().map(|(position, _, sure)| (*position, *sure)).collect();
    let said: f64 = positions.iter().map(|(position, sure)| typed[*position].rarity * sure).sum();
    if all > 0.0 { said / all } else { 0.0 }
}

/// How many of the neighbors in a text follow each other in the query, too. A single word is in order.
fn in_order(terms: &[usize], together: &[(usize, usize, f64)]) -> f64 {
    let follow = |one: usize, other: usize| {
        let after = |from: usize| {
            together.iter().any(|&(to, place, _)| place == other && to > from && to - from <= NEXT)
        };
        together.iter().any(|&(from, place, _)| place == one && after(from))
    };
    let pairs = terms.windows(2).filter(|pair| follow(pair[0], pair[1])).count();
    if terms.len() < 2 { 1.0 } else { number(pairs) / number(terms.len() - 1) }
}

fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Every entry.
pub(super) fn entries() -> impl Iterator<Item = Entry> {
    let problems = Kind::ALL.iter().copied().map(Entry::Problem);
    let said = Said::ALL.iter().map(Entry::Said);
    let codes = ALL_CODES.iter().map(|code| Entry::Aadsts(code.number));
    let graph = GRAPH.iter().copied().map(Entry::Graph);
    let oauth = OAUTH.iter().copied().map(Entry::OAuth);
    let teams = TeamsCode::ALL.iter().copied().map(Entry::Teams);
    problems.chain(said).chain(codes).chain(graph).chain(oauth).chain(teams)
}

/// What an entry is called in every language, each with its weight.
pub(super) fn names(entry: Entry) -> Vec<(String, f64)> {
    let named = |name: &str| vec![(name.to_owned(), 1.0), (spoken(name), 1.0)];
    match entry {
        Entry::Problem(kind) => vec![(kind.code().to_owned(), 1.0)],
        // A slip of Microsoft's own is one more than the slips of whoever reads it out.
        Entry::Said(said) => {
            let text = without_placeholders(said.text);
            vec![(text.replace("Falied", "Failed"), 1.1), (text, 1.1)]
        }
        Entry::Aadsts(number) => {
            let name = crate::domain::explain::find_code(number).map_or("", |code| code.name);
            [vec![(entry.address(), 1.0)], named(name)].concat()
        }
        Entry::Graph(name) | Entry::OAuth(name) => named(name),
        Entry::Teams(code) => vec![(code.digits().to_owned(), 1.0)],
    }
}

/// The sentences about an entry in a language, each with its weight.
fn sentences(entry: Entry, words: Words<'_>) -> Vec<(String, f64)> {
    let say = |message: &Message| words(&message.id).map(|text| without_placeholders(&text));
    let about = match entry {
        Entry::Problem(kind) => {
            let advice = advice(&Problem::new(kind), &AdviceContext::default());
            vec![(advice.heading, 1.0), (advice.what_happened, 0.8)]
        }
        Entry::Aadsts(_) | Entry::Teams(_) => vec![(entry.heading(), 1.0)],
        // Their sentences are those of their problem.
        Entry::Said(_) | Entry::Graph(_) | Entry::OAuth(_) => Vec::new(),
    };
    about.iter().filter_map(|(message, weight)| Some((say(message)?, *weight))).collect()
}

fn without_placeholders(template: &str) -> String {
    pieces(template)
        .into_iter()
        .map(|piece| match piece {
            Piece::Plain(text) | Piece::Label(text) => text,
            Piece::Placeholder(_) => " ",
        })
        .collect()
}
