//! The support desk: has the words of the whole catalogue at hand, and what somebody is looking at.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::web_sys::File;
use wasm_bindgen_futures::spawn_local;

use super::portal_check::PortalCheck;
use super::words::Words;
use crate::browser::{clock, file};
use crate::domain::language::Language;
use crate::domain::report::tally::Tally;
use crate::domain::report::{self, Reading, Unreadable};
use crate::domain::support::place::Place;
use crate::domain::support::{Catalogue, Found, find};
use crate::domain::words::Message;

/// The word files that only the support desk reads.
const FILES: [&str; 2] = ["support.json", "codes.json"];

/// The word file that says what a guest reads, besides those.
const READ_BY_GUESTS: &str = "problems.json";

/// How many files are read before the page may draw again.
const AT_ONCE: usize = 25;

/// How far the words have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Nobody has been here yet, or the words are on their way.
    Fetching,
    /// Everything is there.
    Ready,
    /// The words could not be fetched.
    Unreached,
}

/// What whatever stands in the box is.
#[derive(Clone, Debug, PartialEq)]
pub enum Answered {
    /// Nothing stands there.
    Nothing,
    /// A guest's report.
    Report(Result<Box<Reading>, Unreadable>),
    /// Anything else, and what it was found to be about.
    Found(Box<Found>),
}

/// A handle on the support desk; cheap to copy.
#[derive(Clone, Copy)]
pub struct Support {
    words: Words,
    stage: RwSignal<Stage>,
    /// Whether somebody has been here.
    begun: StoredValue<bool>,
    /// The words in English, which is what most people paste.
    english: StoredValue<Option<Words>>,
    catalogue: StoredValue<Option<(Language, Rc<Catalogue>)>, LocalStorage>,
    /// What stands in the box: still there after an answer was looked at.
    pub seen: RwSignal<String>,
    /// What was put into the room for one report.
    pub report: RwSignal<String>,
    /// What many reports come to.
    pub tally: RwSignal<Tally>,
    /// How many files are still to be read.
    pub unread: RwSignal<usize>,
    /// The check of this deployment.
    pub portal: PortalCheck,
}

impl Support {
    pub(super) fn new(words: Words) -> Self {
        Self {
            words,
            stage: RwSignal::new(Stage::Fetching),
            begun: StoredValue::new(false),
            english: StoredValue::new(None),
            catalogue: StoredValue::new_local(None),
            seen: RwSignal::default(),
            report: RwSignal::default(),
            tally: RwSignal::default(),
            unread: RwSignal::new(0),
            portal: PortalCheck::new(),
        }
    }

    /// How far the words have come; tracked.
    pub fn stage(self) -> Stage {
        self.stage.get()
    }

    /// Has at hand what a place needs.
    pub(super) fn open(self, place: &Place) {
        if matches!(place, Place::Report(Some(_))) {
            // The report in the address is meant, not one that was pasted before.
            self.report.set(String::new());
        }
        self.learn();
    }

    /// Has the words at hand; asks for them once, and again after it was in vain.
    pub fn learn(self) {
        if self.begun.get_value() && self.stage.get_untracked() != Stage::Unreached {
            return;
        }
        self.begun.set_value(true);
        self.stage.set(Stage::Fetching);
        spawn_local(async move {
            let there = self.fetch().await;
            self.stage.set(if there { Stage::Ready } else { Stage::Unreached });
            if there {
                // Before the first key, and not upon it: it is as long as a slow key.
                clock::pause(0).await;
                untrack(|| self.catalogue());
            }
        });
    }

    async fn fetch(self) -> bool {
        for file in FILES {
            if !self.words.has(file) && !self.words.fetch(file).await {
                return false;
            }
        }
        let files = [&FILES[..], &[READ_BY_GUESTS]].concat();
        let english = Words::beside(Language::English, &files).await;
        let there = english.is_some();
        self.english.set_value(english);
        there
    }

    /// What stands in the box is; tracked.
    pub fn answered(self) -> Answered {
        self.seen.with(|text| {
            if text.trim().is_empty() {
                return Answered::Nothing;
            }
            match report::read(text) {
                Err(Unreadable::Empty | Unreadable::NoReport | Unreadable::TooLong) => {
                    Answered::Found(Box::new(find(&self.catalogue(), text)))
                }
                read => Answered::Report(read.map(Box::new)),
            }
        })
    }

    /// The catalogue in the language of the page and in English, made once for each language; tracked.
    fn catalogue(self) -> Rc<Catalogue> {
        let language = self.words.language();
        let made = self.catalogue.with_value(Clone::clone);
        if let Some((_, made)) = made.filter(|(of, _)| *of == language) {
            return made;
        }
        let here = |id: &str| untrack(|| self.words.find(id));
        let english = |id: &str| untrack(|| self.english.get_value()?.find(id));
        let made = Rc::new(Catalogue::of(&[&here, &english]));
        self.catalogue.set_value(Some((language, Rc::clone(&made))));
        made
    }

    /// Reads the report in a file into the room for one.
    pub fn take_report(self, file: File) {
        spawn_local(async move { self.report.set(text_of(&file).await) });
    }

    /// Reads many files, a few at a time, so that the page stays alive.
    pub fn take_reports(self, files: Vec<File>) {
        self.unread.update(|unread| *unread += files.len());
        spawn_local(async move {
            for some in files.chunks(AT_ONCE) {
                let mut texts = Vec::with_capacity(some.len());
                for file in some {
                    texts.push(text_of(file).await);
                }
                self.tally
                    .update(|tally| texts.iter().for_each(|text| tally.add_reading(&report::read(text))));
                self.unread.update(|unread| *unread -= some.len());
                clock::pause(0).await;
            }
        });
    }

    /// Forgets the reports that were counted.
    pub fn forget_reports(self) {
        self.tally.set(Tally::default());
    }
}

impl Answered {
    /// What it is, in one line.
    pub fn heading(&self) -> Option<Message> {
        match self {
            Self::Nothing => None,
            Self::Report(Ok(_)) => Some(Message::new("support.report.read")),
            Self::Report(Err(fault)) => Some(fault.message()),
            Self::Found(found) => Some(found.explanation.heading.clone()),
        }
    }
}

/// The text of a file; of one that holds none, nothing.
async fn text_of(file: &File) -> String {
    file::bytes(file).await.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}
