//! The desk: for organizers and those who help guests. Owns where the page is, the events on this device, and the
//! sign-in.

use std::ops::Deref;
use std::rc::Rc;

use futures_util::future::join;
use leptos::prelude::*;
use leptos::web_sys::File;
use url::Url;
use wasm_bindgen_futures::spawn_local;

use super::board::Boards;
use super::guests::Reading;
use super::inviting::Inviting;
use super::preview::Preview;
use super::signing::Signing;
use super::support::Support;
use super::words::{self, Words};
use super::{diary, shelf, sign_in};
use crate::browser::{clipboard, clock, download, entropy, file, http, location, outcome, page, storage};
use crate::domain::arrival::{self, Arrival};
use crate::domain::auth::attempt::{Attempt, Prompt, Request};
use crate::domain::auth::callback::Callback;
use crate::domain::auth::session::{AccessToken, Scopes, Session};
use crate::domain::auth::{Leg, Page};
use crate::domain::config::{Config, Expected, Fault};
use crate::domain::desk::{Part, Place};
use crate::domain::draft::{Draft, issue, read};
use crate::domain::guests::Guest;
use crate::domain::invite::EventKey;
use crate::domain::invite::calendar::Entry;
use crate::domain::language::{self, Language};
use crate::domain::preview::place::Wishes;
use crate::domain::preview::venue::Site;
use crate::domain::problem::{Kind, Problem};
use crate::domain::support::portal_check::{self, Claims, Finding};
use crate::domain::tenant::TenantId;
use crate::domain::time::Moment;
use crate::domain::words::Message;

/// A handle on the desk; cheap to copy. There is one, for as long as the page is open.
#[derive(Clone, Copy)]
pub struct Desk(&'static State);

impl Deref for Desk {
    type Target = State;

    fn deref(&self) -> &State {
        self.0
    }
}

/// The guests of an event.
type GuestList = (EventKey, Rc<Vec<Guest>>);

/// What the desk knows.
pub struct State {
    /// The guest's pages.
    pub preview: Preview,
    /// The words in force.
    pub words: Words,
    /// The support desk.
    pub support: Support,
    place: RwSignal<Place>,
    address: StoredValue<Url>,
    config: StoredValue<Option<Rc<Config>>, LocalStorage>,
    /// What is wrong with the deployment's settings.
    faults: StoredValue<Vec<Fault>>,
    drafts: RwSignal<Vec<Draft>>,
    /// Whether what is changed here is still there tomorrow; nothing as long as this device was not looked at.
    keeps: StoredValue<Option<bool>>,
    /// What stands in the field for an invitation: still there when the page is drawn in another language.
    pasted: RwSignal<String>,
    /// What was read out of it, and for which event.
    found: RwSignal<Option<(EventKey, Vec<Message>)>>,
    reading: Reading,
    inviting: Inviting,
    boards: Boards,
    signing: Signing,
    /// The guests of the event that was looked at last.
    guests: RwSignal<Option<GuestList>, LocalStorage>,
    /// The words of those who are written to, and their language.
    letters: RwSignal<Option<(Language, Words)>>,
    session: RwSignal<Option<Session>, LocalStorage>,
    /// What the session is good for.
    scopes: RwSignal<Scopes>,
    /// What kept the last sign-in from ending well.
    trouble: RwSignal<Option<Problem>>,
}

/// Reads the address, fetches the words and the configuration and mounts the page. Without a network the entry page's
/// own markup says so.
pub fn start(words: Words, mount: impl FnOnce(Desk) + 'static) {
    spawn_local(async move {
        let Some(address) = location::address() else { return page::trouble("unreached") };
        let wishes = Wishes::read(address.query().unwrap_or_default());
        let (place, callback) = read_address(&address);
        let preview = matches!(place, Place::Preview(_));
        let language = if preview {
            words.keep_nothing();
            // Nothing but the address counts: a scene looks the same wherever it is opened.
            language::Wishes { chosen: wishes.language.clone(), ..language::Wishes::default() }
        } else {
            let usual = words::wishes(None);
            language::Wishes { chosen: wishes.language.clone().or(usual.chosen), ..usual }
        };
        let files = ["arrival.json", "guest.json", "problems.json", "check.json", "organizer.json"];
        let (begun, config) = join(words.begin(language, &files), http::file("config.json")).await;
        if !begun || !words.offer(Language::ALL).await {
            return page::trouble("unreached");
        }
        if let Some(look) = wishes.look {
            page::set_root("data-look", look.name());
        }
        let config = config.ok().filter(|answer| answer.status == 200);
        let (config, faults) = match config.map(|answer| Config::parse(&answer.body)) {
            Some(Ok(config)) => (Some(config), Vec::new()),
            Some(Err(faults)) => (None, faults),
            // Nothing came that could be a file of settings.
            None => (None, vec![Fault { field: String::new(), expected: Expected::Object }]),
        };
        let site = config.clone().map(|config| Site { config, address: issue::portal(&address) });
        let place = RwSignal::new(place);
        let desk = Desk(Box::leak(Box::new(State {
            preview: Preview::new(words, place, wishes, site),
            words,
            support: Support::new(words),
            place,
            address: StoredValue::new(address),
            config: StoredValue::new_local(config.map(Rc::new)),
            faults: StoredValue::new(faults),
            drafts: RwSignal::default(),
            keeps: StoredValue::new(None),
            pasted: RwSignal::default(),
            found: RwSignal::new(None),
            reading: Reading::new(),
            inviting: Inviting::new(),
            boards: Boards::new(),
            signing: Signing::new(),
            guests: RwSignal::new_local(None),
            letters: RwSignal::new(None),
            session: RwSignal::new_local(None),
            scopes: RwSignal::default(),
            trouble: RwSignal::new(None),
        })));
        desk.look_at_this_device(&place.get_untracked());
        if let Some(callback) = callback {
            desk.finish_sign_in(callback).await;
        }
        desk.prepare();
        location::on_fragment_change(move || desk.read_place());
        mount(desk);
    });
}

/// Where the address leads, and an answer from the sign-in page, which is taken out of the address bar at once.
fn read_address(address: &Url) -> (Place, Option<Returned>) {
    let fragment = address.fragment().unwrap_or_default();
    let Arrival::Callback(callback) = arrival::read(address.query().unwrap_or_default(), fragment) else {
        return (read_fragment(fragment), None);
    };
    let attempt = shelf::take_attempt(&callback.state);
    let left_from = attempt.as_ref().and_then(|attempt| attempt.invite.clone()).unwrap_or_default();
    location::set_fragment(&left_from);
    (Place::read(&left_from), Some(Returned { callback, attempt }))
}

/// Where a fragment leads. What it gives away of a guest does not stay in the address bar.
fn read_fragment(fragment: &str) -> Place {
    let place = Place::read(fragment);
    if let Place::Preview(shown) = &place
        && let Some(address) = shown.address_of_own_event()
        && address.strip_prefix('#') != Some(fragment)
    {
        location::correct_place(&address);
    }
    place
}

/// An answer from the sign-in page, and the attempt that it answers.
struct Returned {
    callback: Callback,
    attempt: Option<Attempt>,
}

impl Desk {
    /// Where the page is; tracked.
    pub fn place(self) -> Place {
        self.place.get()
    }

    /// The deployment's settings; nothing when they cannot be read, so that no event can be checked.
    pub fn config(self) -> Option<Rc<Config>> {
        self.config.get_value()
    }

    /// What is known of this deployment; tracked.
    pub fn portal_findings(self) -> Vec<Finding> {
        let answers = self.support.portal.answers();
        let config = self.config();
        self.faults.with_value(|faults| {
            portal_check::judge(config.as_deref().ok_or(faults.as_slice()), &self.own_address(), &answers)
        })
    }

    /// Tries what this deployment's settings name.
    pub fn check_portal(self) {
        if let Some(config) = self.config() {
            self.support.portal.run(&config);
        }
    }

    /// This page's address without query and fragment.
    pub fn own_address(self) -> Url {
        let mut address = self.address.get_value();
        address.set_query(None);
        address.set_fragment(None);
        address
    }

    /// The whole address of a place in this page, to hand on.
    pub fn address_of(self, place: &str) -> String {
        let mut address = self.own_address();
        address.set_fragment(Some(place.trim_start_matches('#')));
        address.into()
    }

    /// The guest's page of this portal.
    pub fn portal(self) -> Url {
        self.address.with_value(issue::portal)
    }

    /// The events on this device; tracked.
    pub fn drafts(self) -> Vec<Draft> {
        self.drafts.get()
    }

    /// An event on this device; tracked.
    pub fn draft(self, id: &EventKey) -> Option<Draft> {
        self.drafts.with(|drafts| drafts.iter().find(|draft| draft.id == *id).cloned())
    }

    /// The same, not tracked.
    pub fn peek(self, id: &EventKey) -> Option<Draft> {
        untrack(|| self.draft(id))
    }

    /// Whether this device keeps what is changed here.
    pub fn keeps(self) -> bool {
        self.keeps.get_value().unwrap_or_default()
    }

    /// The time.
    pub fn now(self) -> Moment {
        clock::now()
    }

    /// What stands in the field for an invitation.
    pub fn pasted(self) -> RwSignal<String> {
        self.pasted
    }

    /// Begins an event of which nothing is known yet; `None` when the browser has no randomness to name it with.
    pub fn begin_by_hand(self) -> Option<EventKey> {
        let draft = Draft::new(entropy::key()?, clock::now());
        let id = draft.id.clone();
        self.keep(draft);
        Some(id)
    }

    /// Begins an event from whatever an organizer has, or says what is wrong with it.
    pub fn begin_from(self, text: &str) -> Result<EventKey, Message> {
        let found = read::read(text, &offset_at);
        let id = entropy::key().ok_or_else(|| Message::new("desk.new.no-randomness"))?;
        let draft = found.draft(id.clone(), clock::now())?;
        self.pasted.set(String::new());
        self.found.set(Some((id.clone(), found.says())));
        self.keep_guests(&id, found.guests());
        self.keep(draft);
        Ok(id)
    }

    /// What was read out of a pasted invitation for this event; tracked.
    pub fn found(self, id: &EventKey) -> Option<Vec<Message>> {
        self.found.get().filter(|(of, _)| of == id).map(|(_, says)| says)
    }

    /// The words of those who are written to, in their language: nothing until they have come. Tracked.
    pub fn words_for(self, language: Option<Language>) -> Option<Words> {
        match language {
            Some(language) if language != self.words.language() => {
                self.letters.get().filter(|(there, _)| *there == language).map(|(_, words)| words)
            }
            _ => Some(self.words),
        }
    }

    /// The reading of guest lists.
    pub fn reading(self) -> Reading {
        self.reading
    }

    /// The invitations.
    pub fn inviting(self) -> Inviting {
        self.inviting
    }

    /// The readiness board.
    pub fn boards(self) -> Boards {
        self.boards
    }

    /// The signing of links.
    pub fn signing(self) -> Signing {
        self.signing
    }

    /// Has the links of the event that is open signed before they are asked for.
    pub fn sign_ahead(self) {
        if let Place::Event(id, _) = self.place.get_untracked()
            && let Some(invite) = self.invite(&id)
        {
            untrack(|| self.signed(invite));
        }
    }

    /// The guests of the event that is open; tracked.
    pub fn guests(self, id: &EventKey) -> Rc<Vec<Guest>> {
        self.guests.get().filter(|(of, _)| of == id).map(|(_, guests)| guests).unwrap_or_default()
    }

    /// Keeps the guests of an event. `false` when the browser has no room for so many.
    pub fn keep_guests(self, id: &EventKey, guests: Vec<Guest>) -> bool {
        let kept = shelf::keep_guests(id, &guests);
        self.boards.close();
        self.guests.set(Some((id.clone(), Rc::new(guests))));
        // Where nothing is kept, that has been said.
        kept || !self.keeps()
    }

    /// Offers a calendar entry as a file.
    pub fn save_entry(self, entry: &Entry) {
        diary::save(entry);
    }

    /// Reads a text out of a file; nothing when it is no text, or too large.
    pub fn read_text(self, file: File, done: impl FnOnce(Option<String>) + 'static) {
        spawn_local(
            async move { done(file::bytes(&file).await.and_then(|bytes| String::from_utf8(bytes).ok())) },
        );
    }

    /// Keeps an event, new or changed.
    pub fn keep(self, draft: Draft) {
        let draft = Draft { changed: clock::now(), ..draft };
        shelf::keep_draft(&draft);
        self.drafts.update(|drafts| match drafts.iter_mut().find(|known| known.id == draft.id) {
            Some(known) => *known = draft,
            None => drafts.insert(0, draft),
        });
    }

    /// Changes an event that is there.
    pub fn change(self, id: &EventKey, change: impl FnOnce(&mut Draft)) {
        if let Some(mut draft) = self.peek(id) {
            change(&mut draft);
            self.keep(draft);
        }
    }

    /// Deletes an event with all that is kept about it.
    pub fn remove(self, id: &EventKey) {
        shelf::drop_draft(id);
        self.drafts.update(|drafts| drafts.retain(|draft| draft.id != *id));
    }

    /// Goes to another place in the page.
    pub fn go(self, address: &str) {
        location::set_place(address);
        self.read_place();
    }

    fn read_place(self) {
        let address = location::address();
        let place =
            read_fragment(address.as_ref().and_then(|address| address.fragment()).unwrap_or_default());
        // Drawn once more, a page that is there already would lose its focus.
        if self.place.with_untracked(|before| *before != place) {
            self.look_at_this_device(&place);
            self.place.set(place);
            self.prepare();
        }
    }

    /// Learns what this device keeps, once. A preview looks at nothing.
    fn look_at_this_device(self, place: &Place) {
        if matches!(place, Place::Preview(_)) || self.keeps.get_value().is_some() {
            return;
        }
        shelf::sweep_attempts(clock::now());
        self.keeps.set_value(Some(storage::works()));
        self.drafts.set(shelf::drafts());
        shelf::on_draft_change(move || self.follow_other_tab());
    }

    /// Takes over what another tab has changed. What is being typed here stays in its field, and changes that field
    /// alone.
    fn follow_other_tab(self) {
        self.drafts.set(shelf::drafts());
        let Some((id, before)) = self.guests.get_untracked() else { return };
        let guests = shelf::guests(&id);
        if guests != *before {
            self.boards.close();
            self.guests.set(Some((id, Rc::new(guests))));
            self.prepare();
        }
    }

    /// Has at hand what the place needs: the guests of the event, the words they read, the run, the board.
    fn prepare(self) {
        let (id, part) = match self.place.get_untracked() {
            Place::Event(id, part) => (id, part),
            Place::Support(place) => return self.support.open(&place),
            _ => return,
        };
        let Some(draft) = self.peek(&id) else { return };
        self.sign_ahead();
        let there = self.guests.with_untracked(|guests| guests.as_ref().is_some_and(|(of, _)| *of == id));
        if !there {
            self.guests.set(Some((id.clone(), Rc::new(shelf::guests(&id)))));
        }
        match (part, draft.language(), self.config().and_then(|config| draft.host(&config))) {
            (Part::Share, Some(language), _) => self.fetch_letters(language),
            (Part::Invite, ..) => self.inviting.open(&id),
            (Part::Board, _, Some(host)) => self.boards.open(self, &id, &host),
            _ => {}
        }
    }

    /// Fetches the words of those who are written to. Where they cannot be had, the page's own stand in.
    fn fetch_letters(self, language: Language) {
        if self.letters.with_untracked(|letters| letters.is_some_and(|(there, _)| there == language)) {
            return;
        }
        spawn_local(async move {
            let words = Words::beside(language, &["guest.json", "organizer.json"]).await;
            self.letters.set(Some((language, words.unwrap_or(self.words))));
        });
    }

    /// Copies a text, and says whether that worked.
    pub fn copy(self, text: &str, done: impl FnOnce(bool) + 'static) {
        let copied = clipboard::copy(text);
        spawn_local(async move { done(outcome::worked(copied).await) });
    }

    /// Copies an element as it looks, with a plain text beside it, and says whether that worked.
    pub fn copy_as_it_looks(self, id: &str, plain: &str, done: impl FnOnce(bool) + 'static) {
        let copied = clipboard::copy_as_it_looks(id, plain);
        spawn_local(async move { done(outcome::worked(copied).await) });
    }

    /// Offers a table as a file.
    pub fn save_table(self, name: &str, csv: &str) {
        download::save(name, "text/csv;charset=utf-8", csv);
    }

    /// Offers a text as a file.
    pub fn save_text(self, name: &str, text: &str) {
        download::save(name, "text/plain;charset=utf-8", text);
    }

    /// Opens the browser's dialog for printing.
    pub fn print(self) {
        page::print();
    }

    /// Leaves for the host's sign-in page with some Graph scopes, to come back to where the page is.
    pub fn sign_in(self, host: TenantId, scopes: &[&str]) {
        let Some(config) = self.config() else { return };
        if !http::is_online() {
            return self.trouble.set(Some(Problem::new(Kind::Offline)));
        }
        let Some(address) = location::address() else { return };
        let place = address.fragment().map(str::to_owned);
        let mut redirect = address;
        redirect.set_query(None);
        redirect.set_fragment(None);
        let request = Request {
            page: Page::Desk,
            leg: Leg::Host,
            host,
            event: None,
            invite: place,
            login_hint: None,
            invited: None,
            prompt: Prompt::AsNeeded,
            claims: None,
            scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect(),
            redirect,
        };
        if !sign_in::leave(&config, request) {
            self.trouble.set(Some(Problem::new(Kind::StorageRefused)));
        }
    }

    async fn finish_sign_in(self, Returned { callback, attempt }: Returned) {
        let Some(config) = self.config() else { return };
        let host = attempt.as_ref().map(|attempt| attempt.host.clone());
        let signed_in = match callback.take_up(attempt, Page::Desk, &config, clock::now()) {
            Ok(exchange) => sign_in::exchange_and(&config, exchange, Scopes::of).await,
            Err(failed) => Err(failed.problem),
        };
        if let (Place::Support(_), Some(host)) = (self.place.get_untracked(), host) {
            let ended = match &signed_in {
                Ok((signed_in, _)) => Ok(Claims::of(&signed_in.identity)),
                Err(problem) => Err(problem.clone()),
            };
            self.support.portal.note(portal_check::Answer::SignIn { page: Page::Desk, host, ended });
        }
        match signed_in {
            Ok((signed_in, scopes)) => {
                self.scopes.set(scopes);
                self.session.set(Some(signed_in.session));
            }
            Err(problem) => self.trouble.set(Some(problem)),
        }
    }

    /// What kept the last sign-in from ending well; tracked.
    pub fn trouble(self) -> Option<Problem> {
        self.trouble.get()
    }

    /// Whether somebody is signed in at a host with a Graph scope; tracked.
    pub fn may(self, host: &TenantId, scope: &str) -> bool {
        self.is_signed_in(host) && self.scopes.with(|scopes| scopes.grant(scope))
    }

    /// Whether somebody is signed in at a host; tracked.
    pub fn is_signed_in(self, host: &TenantId) -> bool {
        self.session.with(|session| session.as_ref().is_some_and(|session| session.host() == host))
    }

    /// A token for Graph, renewed where it is about to end; nothing where somebody has to sign in again.
    pub async fn token(self) -> Option<AccessToken> {
        let session = untrack(|| self.session.get())?;
        if !session.is_stale(clock::now()) {
            return Some(session.token);
        }
        let config = self.config()?;
        let renewed = if session.can_renew() { sign_in::renew(&config, session).await.ok() } else { None };
        let token = renewed.as_ref().map(|session| session.token.clone());
        self.session.set(renewed);
        token
    }

    /// Forgets the sign-in, which Microsoft no longer takes.
    pub fn forget_session(self) {
        self.session.set(None);
    }
}

/// How far this device's time is ahead of UTC, in milliseconds.
pub fn offset_at(moment: Moment) -> i64 {
    clock::offset_at(moment)
}
