//! Start-up of the guest's page. The address is read and cleaned before anything else happens.

use std::rc::Rc;

use futures_util::future::join;
use wasm_bindgen_futures::spawn_local;

use super::arrive::PRESSED;
use super::guest::listen;
use super::portal::{Portal, Shown};
use super::shelf;
use super::vouch::verified;
use super::words::{Words, wishes};
use crate::browser::http::{self, Answer};
use crate::browser::{clock, history, location, page, probe, share, storage};
use crate::domain::arrival::{self, Arrival};
use crate::domain::auth::Page;
use crate::domain::auth::attempt::{Attempt, StateHint};
use crate::domain::auth::callback::Callback;
use crate::domain::config::{Config, Fault};
use crate::domain::device;
use crate::domain::introduction::Press;
use crate::domain::invite::code::EventCode;
use crate::domain::invite::link::{self, Unreadable};
use crate::domain::invite::{EventKey, Invite};
use crate::domain::journey::{Known, Opening, Phase, Setting, State, Step, Waiting, open};
use crate::domain::language::Language;
use crate::domain::problem::{Kind, Problem};

/// What the address brought, with the attempt it belongs to, taken off the shelf.
#[derive(Default)]
pub struct Brought {
    invite: Option<Result<Invite, Unreadable>>,
    place: Option<String>,
    callback: Option<(Callback, Option<Attempt>)>,
}

impl Brought {
    /// Whether this looks like a guest's first visit, which begins with the first page.
    fn is_a_first_visit(&self) -> bool {
        self.callback.is_none() && matches!(&self.invite, Some(Ok(invite)) if known(&invite.key()).is_none())
    }
}

/// Reads the address and cleans it: a callback is replaced by its attempt's invite before anything else
/// runs, so that neither a reload nor a bookmark can bring it back.
pub fn read_address() -> Brought {
    let Some(address) = location::address() else { return Brought::default() };
    match arrival::read(address.query().unwrap_or_default(), address.fragment().unwrap_or_default()) {
        Arrival::Nothing => Brought::default(),
        Arrival::Place(place) => Brought { place: Some(place), ..Brought::default() },
        Arrival::Invite(invite) => {
            match &*invite {
                Ok(invite) => location::set_fragment(&arrival::fragment_of(invite)),
                Err(Unreadable::TooNew | Unreadable::UnknownTarget) => page::seems_outdated(),
                Err(_) => {}
            }
            Brought { invite: Some(*invite), ..Brought::default() }
        }
        Arrival::Callback(callback) => {
            let attempt = shelf::take_attempt(&callback.state);
            let invite = match &attempt {
                Some(attempt) => attempt.invite.as_deref().map(link::read),
                None => StateHint::read(&callback.state)
                    .and_then(|hint| hint.event)
                    .and_then(|event| known(&event))
                    .map(Ok),
            };
            let fragment = invite.as_ref().and_then(|invite| invite.as_ref().ok()).map(arrival::fragment_of);
            location::set_fragment(&fragment.unwrap_or_default());
            Brought { invite, place: None, callback: Some((callback, attempt)) }
        }
    }
}

fn known(event: &EventKey) -> Option<Invite> {
    shelf::events(clock::now()).into_iter().map(|known| known.invite).find(|invite| invite.key() == *event)
}

/// Fetches what the first screen needs, begins the journey and mounts the page; then fetches the rest.
/// Without a network the entry page's own markup says so.
pub fn start(portal: Portal, words: Words, brought: Brought, mount: impl FnOnce() + 'static) {
    spawn_local(async move {
        let written_in = brought.invite.as_ref().and_then(|invite| invite.as_ref().ok()?.language.clone());
        let early: &[&str] = if brought.is_a_first_visit() { &[] } else { &[GUEST] };
        // A code is exchanged, and the next sign-in page asked for, while words are still on their way.
        let begun = join(set_out(portal, brought), words.begin(wishes(written_in), early));
        let (Some(offered), true) = begun.await else { return page::trouble(UNREACHED) };
        if let Some(offered) = offered
            && !words.offer(&offered).await
        {
            return page::trouble(UNREACHED);
        }
        for file in needed(portal) {
            if !words.has(file) && !words.fetch(file).await {
                return page::trouble(UNREACHED);
            }
        }
        // Drawing takes as long again as all before it. Between the two the browser gets to what was pressed meanwhile.
        clock::pause(0).await;
        page::let_go().await;
        let place = page::place();
        mount();
        take_up(portal, &place);
        // All words must have come before the network goes: those for trouble last.
        let mut pause = 1_000;
        for file in [GUEST, PROBLEMS] {
            if words.has(file) {
                continue;
            }
            while !words.fetch(file).await {
                page::seems_outdated();
                clock::pause(pause).await;
                pause = (pause * 2).min(30_000);
            }
            // Other pages stay as they are: drawing them anew could lose what the guest has just done there.
            if needed(portal).contains(&file) {
                portal.redraw();
            }
        }
    });
}

/// Goes on where the first page was, which stood there before the whole module had come.
fn take_up(portal: Portal, place: &page::Place) {
    page::resume(place);
    if let Some(press) = page::root(PRESSED).as_deref().and_then(Press::named) {
        portal.send(press.event());
    }
}

/// The word files that the page shown needs besides those of the first page.
fn needed(portal: Portal) -> &'static [&'static str] {
    let Shown::Journey(journey) = portal.peek() else { return &[GUEST, PROBLEMS] };
    match journey.state {
        State::Introducing | State::SigningIn { phase: Phase::Leaving, .. } => &[],
        State::LinkUnusable(_) | State::Stuck { .. } => &[GUEST, PROBLEMS],
        _ => &[GUEST],
    }
}

const GUEST: &str = "guest.json";
const PROBLEMS: &str = "problems.json";

/// Id of the entry page's own markup for a page that did not arrive whole.
const UNREACHED: &str = "unreached";

/// The configuration, or what is wrong with it.
fn read_config(file: &Answer) -> Result<Config, (Problem, Vec<Fault>)> {
    if file.status != 200 {
        return Err((Problem::new(Kind::ConfigMissing), Vec::new()));
    }
    Config::parse(&file.body).map_err(|faults| (Problem::new(Kind::ConfigInvalid), faults))
}

/// Begins the journey, or shows why there can be none, as soon as the configuration is there. Gives the languages that it
/// offers, if it can be read; nothing without a network.
async fn set_out(portal: Portal, brought: Brought) -> Option<Option<Vec<Language>>> {
    let (config, facts) = join(http::file("config.json"), probe::facts()).await;
    match read_config(&config.ok()?) {
        Ok(config) => {
            let offered = config.languages.clone();
            first_screen(portal, brought, config, &facts).await;
            Some(Some(offered))
        }
        Err((problem, faults)) => {
            portal.misconfigured(problem, faults);
            Some(None)
        }
    }
}

async fn first_screen(portal: Portal, brought: Brought, config: Config, facts: &str) {
    let Some(mut address) = location::address() else { return };
    address.set_query(None);
    address.set_fragment(None);
    let facts = device::Facts::read(facts);
    let (can_store, can_share) = (storage::works(), share::works());
    let setting = Rc::new(Setting { config, facts, can_store, can_share, address });
    begin(portal, &setting, brought, history::step()).await;
    listen(portal);
    location::on_fragment_change(move || {
        let (setting, brought) = (Rc::clone(&setting), read_address());
        spawn_local(async move { begin(portal, &setting, brought, None).await });
    });
}

/// Begins a journey with what the address brought.
async fn begin(portal: Portal, setting: &Rc<Setting>, brought: Brought, step: Option<Step>) {
    let now = clock::now();
    let attempts = shelf::sweep_attempts(now);
    let code = brought.place.as_deref().and_then(EventCode::parse);
    let listed = code.and_then(|code| setting.config.event(&code)).cloned().map(Ok);
    let invite = match brought.invite.or(listed) {
        Some(Ok(invite)) => Some(Ok(verified(invite, &setting.config, &setting.address).await)),
        unreadable => unreadable,
    };
    let mut known = shelf::events(now);
    for Known { invite, .. } in &mut known {
        *invite = verified(invite.clone(), &setting.config, &setting.address).await;
    }
    let event = invite.as_ref().and_then(|invite| invite.as_ref().ok()).map(Invite::key);
    let waiting = attempts
        .into_iter()
        .filter(|attempt| event.is_some() && attempt.event() == event)
        .max_by_key(|attempt| attempt.started)
        .map(|attempt| Waiting { leg: attempt.leg, invited: attempt.invited });
    let callback = brought
        .callback
        .map(|(callback, attempt)| callback.take_up(attempt, Page::Guest, &setting.config, now));
    let opening = Opening {
        setting: Rc::clone(setting),
        invite,
        place: brought.place,
        callback,
        known,
        remembered: shelf::remembered(),
        step,
        waiting,
    };
    portal.begin(open(opening, now));
}
