//! Reading a list of guests in steps, so that the page stays alive, and writing it for other programs.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::web_sys::File;
use wasm_bindgen_futures::spawn_local;

use super::desk::Desk;
use crate::browser::{clock, file};
use crate::domain::draft::issue;
use crate::domain::guests::read::{Reader, Reading as Read};
use crate::domain::guests::{Guest, add, export, personal};
use crate::domain::invite::{EventKey, Invite};
use crate::domain::words::{Message, number};

/// How far reading has come.
#[derive(Clone)]
pub enum Stage {
    /// Nothing was given to read.
    Idle,
    /// So many guests were read so far.
    Reading(u32),
    /// Nothing of it can be read.
    Unreadable(Message),
    /// What came of it.
    Done {
        /// Guests that were not on the list before.
        added: u32,
        /// What was read.
        read: Rc<Read>,
    },
}

/// A handle on the reading of lists; cheap to copy.
#[derive(Clone, Copy)]
pub struct Reading {
    /// What stands in the field for a list.
    pub pasted: RwSignal<String>,
    /// How far it has come.
    pub stage: RwSignal<Stage, LocalStorage>,
}

/// Rows that are read before the page has a turn: some milliseconds' worth.
const ROWS: usize = 500;

impl Reading {
    /// Nothing to read yet.
    pub fn new() -> Self {
        Self { pasted: RwSignal::default(), stage: RwSignal::new_local(Stage::Idle) }
    }

    /// Reads a file and adds its guests to those of an event.
    pub fn read_file(self, desk: Desk, event: &EventKey, file: File) {
        let event = event.clone();
        spawn_local(async move {
            match file::bytes(&file).await {
                Some(bytes) => self.take_in(desk, &event, bytes, String::new()),
                None => self.stage.set(Stage::Unreadable(Message::new("desk.file.unreadable"))),
            }
        });
    }

    /// Reads the list in the field and adds its guests to those of an event.
    pub fn read(self, desk: Desk, event: &EventKey) {
        let text = self.pasted.get_untracked();
        self.take_in(desk, event, text.clone().into_bytes(), text);
    }

    /// Reads a list. `typed` is what it was in the field, which is emptied then unless something else stands there.
    fn take_in(self, desk: Desk, event: &EventKey, bytes: Vec<u8>, typed: String) {
        let event = event.clone();
        self.stage.set(Stage::Reading(0));
        spawn_local(async move {
            // The page says first that it reads.
            clock::pause(0).await;
            let mut reader = match Reader::new(&bytes) {
                Ok(reader) => reader,
                Err(unusable) => return self.stage.set(Stage::Unreadable(unusable.message())),
            };
            while reader.step(ROWS) {
                self.stage.set(Stage::Reading(number(reader.guests_so_far())));
                clock::pause(0).await;
            }
            self.take(desk, &event, reader.finish(), &typed);
        });
    }

    fn take(self, desk: Desk, event: &EventKey, read: Read, typed: &str) {
        let mut guests = untrack(|| desk.guests(event)).to_vec();
        let added = number(add(&mut guests, &read.guests));
        if desk.keep_guests(event, guests) {
            if self.pasted.with_untracked(|text| text == typed) {
                self.pasted.set(String::new());
            }
            self.stage.set(Stage::Done { added, read: Rc::new(read) });
        } else {
            self.stage.set(Stage::Unreadable(Message::new("desk.guests.not-kept")));
        }
    }
}

impl Default for Reading {
    fn default() -> Self {
        Self::new()
    }
}

impl Desk {
    /// A table of the guests with a link of each one's own; nothing while the event has faults.
    pub fn links_table(self, event: &EventKey) -> Option<String> {
        let invite = untrack(|| self.invite(event).map(|invite| self.signed(invite)))?;
        let portal = self.portal();
        let rows: Vec<(Guest, String)> = untrack(|| self.guests(event))
            .iter()
            .map(|guest| {
                let link = issue::guest_link(&portal, &personal(&invite, guest));
                (guest.clone(), link.to_string())
            })
            .collect();
        Some(export::links_csv(&rows))
    }

    /// The file that Entra's page "Bulk invite users" takes; nothing while the event has faults.
    pub fn entra_table(self, event: &EventKey) -> Option<String> {
        let invite = untrack(|| self.invite(event).map(|invite| self.signed(invite)))?;
        let redirect = issue::redirect_link(&self.portal(), &invite);
        let message = self.words.write(&issue::invitation(&invite));
        Some(export::entra_bulk_csv(&untrack(|| self.guests(event)), redirect.as_str(), true, &message))
    }

    /// The invite that an event makes; nothing while it has faults.
    pub fn invite(self, event: &EventKey) -> Option<Invite> {
        self.peek(event)?.check(&*self.config()?).ok()
    }
}
