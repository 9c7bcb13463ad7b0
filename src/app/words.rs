//! The words in the reader's language. They are looked up when shown, so that a change of language
//! changes everything on the page.

use futures_util::future::LocalBoxFuture;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::dictionary::{self, Dictionary};
use super::{reader, shelf};
use crate::browser::{intl, page, probe};
use crate::domain::language::{Language, Wishes};
use crate::domain::words::{Message, fill};

/// A handle on the words; cheap to copy, reactive.
#[derive(Clone, Copy)]
pub struct Words {
    dictionary: RwSignal<Dictionary>,
    choice: RwSignal<Choice>,
    sources: StoredValue<Sources>,
}

/// The language in force, and what there is besides.
struct Choice {
    language: Language,
    /// Each with what it calls itself: asking the browser for that takes its time.
    offered: Vec<(Language, String)>,
    /// The last choice could not be had.
    failed: bool,
}

/// Where words come from.
#[derive(Default)]
struct Sources {
    wishes: Wishes,
    /// The word files whose English stands in the entry page.
    built_in: Vec<String>,
    /// The word files fetched besides.
    fetched: Vec<String>,
    /// Whether this device is to remember what is chosen.
    kept: bool,
}

impl Words {
    /// English, and no words yet.
    pub fn new() -> Self {
        let choice = Choice { language: Language::English, offered: Vec::new(), failed: false };
        Self {
            dictionary: RwSignal::default(),
            choice: RwSignal::new(choice),
            sources: StoredValue::default(),
        }
    }

    /// The words that stand in the entry page.
    pub fn of_page() -> Self {
        let words = Self::new();
        let (dictionary, files) = Dictionary::of_page();
        words.dictionary.set(dictionary);
        words.sources.update_value(|sources| {
            sources.built_in = files;
            sources.kept = true;
        });
        words
    }

    /// The words in force here.
    ///
    /// # Panics
    /// When the page was mounted without words, which every entry page provides first.
    pub fn here() -> Self {
        expect_context()
    }

    /// Takes in the words of one file: a JSON object of id and sentence. A file that cannot be read
    /// brings nothing and gives `false`.
    pub fn learn(self, json: &str) -> bool {
        let Some(more) = Dictionary::read(json) else { return false };
        self.dictionary.update(|dictionary| dictionary.add(more));
        true
    }

    /// Begins in the language that is wished for most, with the words of some more files. In English where there is
    /// no other way.
    pub async fn begin(self, wishes: Wishes, files: &[&str]) -> bool {
        let language = wishes.among(Language::ALL);
        self.sources.update_value(|sources| {
            sources.wishes = wishes;
            sources.fetched.extend(files.iter().map(|file| (*file).to_owned()));
        });
        self.speak(language).await || self.speak(Language::English).await
    }

    /// Fetches the words of one more file.
    pub async fn fetch(self, file: &str) -> bool {
        loop {
            let language = untrack(|| self.language());
            let Some(more) = Dictionary::fetch(language, &[file.to_owned()]).await else { return false };
            // Meanwhile another language may have been chosen.
            if language == untrack(|| self.language()) {
                self.dictionary.update(|dictionary| dictionary.add(more));
                self.sources.update_value(|sources| sources.fetched.push(file.to_owned()));
                return true;
            }
        }
    }

    /// The words of some files in another language, besides those of the page: for what is written to somebody who
    /// reads that one.
    pub async fn beside(language: Language, files: &[&str]) -> Option<Self> {
        let files: Vec<String> = files.iter().map(|file| (*file).to_owned()).collect();
        let dictionary = Dictionary::fetch(language, &files).await?;
        let words = Self::new();
        words.dictionary.set(dictionary);
        words.choice.update(|choice| choice.language = language);
        Some(words)
    }

    /// Whether the words of a file are there.
    pub fn has(self, file: &str) -> bool {
        self.sources.with_value(|sources| {
            [&sources.built_in, &sources.fetched].into_iter().flatten().any(|there| there == file)
        })
    }

    /// What a deployment offers. Where that is not what the page has begun in, it changes.
    pub async fn offer(self, offered: &[Language]) -> bool {
        let language = self.sources.with_value(|sources| sources.wishes.among(offered));
        let named = offered.iter().map(|language| (*language, intl::name(language.tag()))).collect();
        self.choice.update(|choice| choice.offered = named);
        let spoken = untrack(|| self.language());
        // English may stand in for words that did not come.
        language == spoken || offered.contains(&spoken) || self.speak(language).await
    }

    /// Has this device remember nothing of what is chosen here.
    pub fn keep_nothing(self) {
        self.sources.update_value(|sources| sources.kept = false);
    }

    /// What there is to choose from, each with its own name; tracked.
    pub fn offered(self) -> Vec<(Language, String)> {
        self.chosen(|choice| choice.offered.clone())
    }

    /// Changes the language for good, as far as this device keeps anything. What could not be fetched changes
    /// nothing, and is told by [`Words::failed`].
    pub fn choose(self, language: Language) {
        spawn_local(async move {
            let speaks = self.speak(language).await;
            self.choice.update(|choice| choice.failed = !speaks);
            if speaks && self.sources.with_value(|sources| sources.kept) {
                shelf::keep_language(language);
            }
        });
    }

    /// Whether the last choice could not be had; tracked.
    pub fn failed(self) -> bool {
        self.chosen(|choice| choice.failed)
    }

    /// Changes to a language: with all words that are there, or not at all.
    fn speak(self, language: Language) -> LocalBoxFuture<'static, bool> {
        Box::pin(async move {
            let english = language == Language::English;
            let wanted = || {
                self.sources.with_value(|sources| {
                    let built_in = if english { &[][..] } else { &sources.built_in };
                    [&sources.fetched, built_in].concat()
                })
            };
            let mut files = wanted();
            let more = loop {
                let Some(more) = Dictionary::fetch(language, &files).await else { return false };
                // Meanwhile more words may have come, in the language before.
                if files == wanted() {
                    break more;
                }
                files = wanted();
            };
            self.dictionary.update(|dictionary| {
                if english {
                    dictionary.add(Dictionary::of_page().0);
                }
                dictionary.add(more);
            });
            self.choice.update(|choice| choice.language = language);
            page::speak(language.tag(), language.is_right_to_left(), &|id| untrack(|| self.say(id)));
            true
        })
    }

    /// The language in force; tracked.
    pub fn language(self) -> Language {
        self.chosen(|choice| choice.language)
    }

    fn chosen<T>(self, of: impl FnOnce(&Choice) -> T) -> T {
        reader::leaves(&self.choice);
        self.choice.with(of)
    }

    fn looks_up<T>(self, of: impl FnOnce(&Dictionary) -> T) -> T {
        reader::leaves(&self.dictionary);
        self.dictionary.with(of)
    }

    /// How dates and numbers are written: a BCP 47 tag.
    fn locale(self) -> String {
        let language = self.language();
        self.sources.with_value(|sources| sources.wishes.locale(language))
    }

    /// Whether a sentence is there yet.
    pub fn knows(self, id: &str) -> bool {
        let there = self.looks_up(|dictionary| dictionary.find(id).is_some());
        // It may be on its way still; or it was in the file that has come, before a later portal renamed it.
        if !there && self.has("guest.json") {
            page::seems_outdated();
        }
        there
    }

    /// A sentence as it stands in its word file, if it is there.
    pub fn find(self, id: &str) -> Option<String> {
        self.looks_up(|dictionary| dictionary.find(id).map(str::to_owned))
    }

    /// A sentence without placeholders.
    pub fn say(self, id: &str) -> String {
        self.looks_up(|dictionary| dictionary.say(id))
    }

    /// A sentence with its placeholders filled, as plain text (for titles, attributes, clipboard).
    ///
    /// A count chooses between `id.one`, `id.few` ... `id.other` when the word file has them.
    pub fn write(self, message: &Message) -> String {
        fill(&self.template(message), |name| self.value(message, name))
    }

    /// The sentence of a message with its placeholders still in it.
    pub fn template(self, message: &Message) -> String {
        let locale = self.locale();
        self.looks_up(|dictionary| dictionary.template(message, &locale))
    }

    /// What fills one placeholder of a message.
    pub fn value(self, message: &Message, name: &str) -> Option<String> {
        dictionary::value(message, name, &self.locale())
    }
}

impl Default for Words {
    fn default() -> Self {
        Self::new()
    }
}

/// What the last choice on this device, the browser and an invite wish for.
pub fn wishes(invite: Option<String>) -> Wishes {
    Wishes { chosen: shelf::language(), preferred: probe::languages(), invite }
}
