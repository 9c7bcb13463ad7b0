//! Words by id, in one language.

use futures_util::future::{LocalBoxFuture, join};
use serde_json::{Map, Value};

use crate::browser::intl::{self, Detail};
use crate::browser::{http, page};
use crate::domain::json;
use crate::domain::language::Language;
use crate::domain::words::{Argument, Message};

/// Sentences by id. Every value is a string.
#[derive(Clone, Default)]
pub struct Dictionary(Map<String, Value>);

impl Dictionary {
    /// The words that came with the page, and the files that they are from.
    pub fn of_page() -> (Self, Vec<String>) {
        let files = page::attribute(BUILT_IN, "data-files");
        let words = page::text_of(BUILT_IN).and_then(|json| Self::read(&json)).unwrap_or_default();
        (words, files.split_whitespace().map(str::to_owned).collect())
    }

    /// The words of several files in one language, asked for at the same time: of all of them, or nothing.
    pub fn fetch(language: Language, files: &[String]) -> LocalBoxFuture<'_, Option<Self>> {
        Box::pin(async move {
            let Some((file, rest)) = files.split_first() else { return Some(Self::default()) };
            let address = ["words/", language.tag(), "/", file].concat();
            let (answer, others) = join(http::file(&address), Self::fetch(language, rest)).await;
            let mut words = others?;
            words.add(Self::read(&answer.ok().filter(|answer| answer.status == 200)?.body)?);
            Some(words)
        })
    }

    /// The words of one file: a JSON object of id and sentence.
    pub fn read(json: &str) -> Option<Self> {
        let Some(Value::Object(words)) = json::parse(json) else { return None };
        words.values().all(Value::is_string).then_some(Self(words))
    }

    /// Takes in more words.
    pub fn add(&mut self, more: Self) {
        self.0.extend(more.0);
    }

    /// A sentence as it stands in its word file, if it is there.
    pub fn find(&self, id: &str) -> Option<&str> {
        self.0.get(id)?.as_str()
    }

    /// A sentence that must be there. Word files have no version in their name: where it is not, they are those of a
    /// later portal, and its id has to do until the page is loaded again.
    fn known<'a>(&'a self, id: &'a str) -> &'a str {
        self.find(id).unwrap_or_else(|| {
            page::seems_outdated();
            id
        })
    }

    /// A sentence without placeholders.
    pub fn say(&self, id: &str) -> String {
        self.known(id).to_owned()
    }

    /// The sentence of a message with its placeholders still in it. A count chooses between `id.one`, `id.few` ...
    /// `id.other` when the word file has them. `locale` is how numbers are written: a BCP 47 tag.
    pub fn template(&self, message: &Message, locale: &str) -> String {
        let plural = message.arguments.iter().find_map(|(_, argument)| match argument {
            Argument::Count(count) => Some(intl::plural(*count, locale)),
            _ => None,
        });
        let id = &*message.id;
        plural
            .and_then(|category| {
                self.find(&[id, ".", &category].concat()).or_else(|| self.find(&[id, ".other"].concat()))
            })
            .unwrap_or_else(|| self.known(id))
            .to_owned()
    }
}

/// What fills one placeholder of a message, written as in `locale`: a BCP 47 tag.
pub fn value(message: &Message, name: &str, locale: &str) -> Option<String> {
    let (_, argument) = message.arguments.iter().find(|(known, _)| *known == name)?;
    Some(match argument {
        Argument::Text(text) => text.clone(),
        Argument::Time(moment) => intl::moment(*moment, locale, Detail::Full),
        Argument::Day(moment) => intl::moment(*moment, locale, Detail::Day),
        Argument::Count(count) => intl::count(*count, locale),
    })
}

/// Id of the element that holds the words that came with the page.
const BUILT_IN: &str = "words-first";
