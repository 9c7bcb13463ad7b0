//! The words in the reader's language. They are looked up when shown, so that a change of language
//! changes everything on the page.

use leptos::prelude::*;
use serde_json::{Map, Value};

use crate::browser::intl::{self, Detail};
use crate::domain::words::{Argument, Message, fill};

/// A handle on the words; cheap to copy, reactive.
#[derive(Clone, Copy)]
pub struct Words {
    /// Every value is a string.
    dictionary: RwSignal<Map<String, Value>>,
    language: RwSignal<String>,
}

impl Words {
    /// No words yet, in `language` (a BCP 47 tag).
    pub fn new(language: &str) -> Self {
        Self { dictionary: RwSignal::default(), language: RwSignal::new(language.to_owned()) }
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
        let Ok(Value::Object(more)) = serde_json::from_slice(json.as_bytes()) else { return false };
        if !more.values().all(Value::is_string) {
            return false;
        }
        self.dictionary.update(|dictionary| dictionary.extend(more));
        true
    }

    /// The language in force, a BCP 47 tag.
    pub fn language(self) -> String {
        self.language.get()
    }

    /// Whether a sentence is there yet.
    pub fn knows(self, id: &str) -> bool {
        self.dictionary.with(|dictionary| sentence(dictionary, id).is_some())
    }

    /// A sentence without placeholders.
    pub fn say(self, id: &str) -> String {
        self.dictionary.with(|dictionary| sentence(dictionary, id).unwrap_or(id).to_owned())
    }

    /// A sentence with its placeholders filled, as plain text (for titles, attributes, clipboard).
    ///
    /// A count chooses between `id.one`, `id.few` ... `id.other` when the word file has them.
    pub fn write(self, message: &Message) -> String {
        fill(&self.template(message), |name| self.value(message, name))
    }

    /// The sentence of a message with its placeholders still in it.
    pub fn template(self, message: &Message) -> String {
        let plural = message.arguments.iter().find_map(|(_, argument)| match argument {
            Argument::Count(count) => Some(intl::plural(*count, &self.language.get())),
            _ => None,
        });
        self.dictionary.with(|dictionary| {
            let id = &*message.id;
            plural
                .and_then(|category| {
                    sentence(dictionary, &[id, ".", &category].concat())
                        .or_else(|| sentence(dictionary, &[id, ".other"].concat()))
                })
                .or_else(|| sentence(dictionary, id))
                .unwrap_or(id)
                .to_owned()
        })
    }

    /// What fills one placeholder of a message.
    pub fn value(self, message: &Message, name: &str) -> Option<String> {
        let (_, argument) = message.arguments.iter().find(|(known, _)| *known == name)?;
        Some(match argument {
            Argument::Text(text) => text.clone(),
            Argument::Time(moment) => intl::moment(*moment, &self.language.get(), Detail::Full),
            Argument::Day(moment) => intl::moment(*moment, &self.language.get(), Detail::Day),
            Argument::Count(count) => intl::count(*count, &self.language.get()),
        })
    }
}

fn sentence<'a>(dictionary: &'a Map<String, Value>, id: &str) -> Option<&'a str> {
    dictionary.get(id)?.as_str()
}
