//! What this device keeps, by name and meaning.

use crate::browser::storage;
use crate::domain::auth::attempt::Attempt;
use crate::domain::draft::Draft;
use crate::domain::guests::{Guest, keep};
use crate::domain::invite::EventKey;
use crate::domain::inviting::lease::{Held, Lease};
use crate::domain::journey::{Known, Remembered, Saved, Unusable};
use crate::domain::language::Language;
use crate::domain::time::Moment;

/// What the names of everything the portal keeps begin with.
const EVERYTHING: &str = "mesh.";

/// Keeps an attempt under its own `state`, so that two tabs never overwrite each other's.
/// `false` when the browser keeps nothing.
pub fn keep_attempt(attempt: &Attempt) -> bool {
    let Ok(json) = serde_json::to_string(attempt) else { return false };
    let name = Attempt::storage_key(&attempt.state);
    // Read back: a browser that forgets at once would strand the guest at the sign-in page.
    storage::set(&name, &json) && storage::get(&name).as_deref() == Some(json.as_str())
}

/// Takes an attempt off the shelf: whoever gets it is the only one ever to have it.
pub fn take_attempt(state: &str) -> Option<Attempt> {
    let name = Attempt::storage_key(state);
    let json = storage::get(&name)?;
    storage::remove(&name);
    Attempt::parse(&json)
}

/// Deletes attempts that have expired, and gives those still waiting.
pub fn sweep_attempts(now: Moment) -> Vec<Attempt> {
    storage::names(Attempt::STORAGE_PREFIX)
        .into_iter()
        .filter_map(|name| {
            let json = storage::get(&name)?;
            if Attempt::is_spent(&json, now) {
                storage::remove(&name);
                return None;
            }
            Attempt::parse(&json)
        })
        .collect()
}

/// The events known on this device, soonest first; what has expired or is damaged is deleted.
pub fn events(now: Moment) -> Vec<Known> {
    let mut events: Vec<Known> = Vec::new();
    for name in storage::names(Saved::STORAGE_PREFIX) {
        let Some(json) = storage::get(&name) else { continue };
        match Saved::read(&json, now) {
            Ok(known) => {
                let later = events.partition_point(|other| other.invite.starts <= known.invite.starts);
                events.insert(later, known);
            }
            Err(Unusable::Spent) => storage::remove(&name),
            Err(Unusable::OfLaterPortal) => {}
        }
    }
    events
}

/// Keeps an event's progress. `false` when the browser keeps nothing.
pub fn keep_event(key: &EventKey, saved: &Saved) -> bool {
    serde_json::to_string(saved).is_ok_and(|json| storage::set(&Saved::storage_key(key), &json))
}

/// What this device remembers across events.
pub fn remembered() -> Remembered {
    storage::get(Remembered::STORAGE_KEY).and_then(|json| Remembered::parse(&json)).unwrap_or_default()
}

/// Keeps what this device remembers across events.
pub fn remember(remembered: &Remembered) {
    if let Ok(json) = serde_json::to_string(remembered) {
        storage::set(Remembered::STORAGE_KEY, &json);
    }
}

/// The language that was chosen on this device: a tag, as untrusted as everything kept.
pub fn language() -> Option<String> {
    storage::get(LANGUAGE)
}

/// Keeps the language that was chosen.
pub fn keep_language(language: Language) {
    storage::set(LANGUAGE, language.tag());
}

/// The events that an organizer keeps on this device, the one changed last first.
pub fn drafts() -> Vec<Draft> {
    let read = |name: String| Draft::read(&name, &storage::get(&name)?);
    let mut drafts: Vec<Draft> = storage::names(Draft::STORAGE_PREFIX).into_iter().filter_map(read).collect();
    drafts.sort_by_key(|draft| std::cmp::Reverse(draft.changed));
    drafts
}

/// Calls back when another tab changes an organizer's event or its guests.
pub fn on_draft_change(action: impl Fn() + 'static) {
    storage::on_change(move |name| {
        let of_desk =
            |name: &String| [Draft::STORAGE_PREFIX, GUEST_LIST].iter().any(|prefix| name.starts_with(prefix));
        if name.as_ref().is_none_or(of_desk) {
            action();
        }
    });
}

/// Keeps an organizer's event. `false` when the browser keeps nothing.
pub fn keep_draft(draft: &Draft) -> bool {
    serde_json::to_string(draft).is_ok_and(|json| storage::set(&Draft::storage_key(&draft.id), &json))
}

/// Deletes an organizer's event with everything that is kept about it.
pub fn drop_draft(id: &EventKey) {
    storage::remove(&Draft::storage_key(id));
    storage::remove(&guest_list(id));
    drop_journal(id);
}

/// The guests of an organizer's event; none where there is no list that can be read.
pub fn guests(id: &EventKey) -> Vec<Guest> {
    storage::get(&guest_list(id)).and_then(|json| keep::parse(&json)).unwrap_or_default()
}

/// Keeps the guests of an organizer's event. `false` when the browser refuses.
pub fn keep_guests(id: &EventKey, guests: &[Guest]) -> bool {
    storage::set(&guest_list(id), &keep::write(guests))
}

/// The journal of an event's invitations: its JSON, as untrusted as everything kept.
pub fn journal(id: &EventKey) -> Option<String> {
    storage::get(&journal_of(id))
}

/// Keeps the journal of an event's invitations. `false` when the browser refuses.
pub fn keep_journal(id: &EventKey, journal: &str) -> bool {
    storage::set(&journal_of(id), journal)
}

/// Deletes the journal of an event's invitations, and the lease with it.
pub fn drop_journal(id: &EventKey) {
    storage::remove(&journal_of(id));
    storage::remove(&lease_of(id));
}

/// Takes the lease of an event's invitations for a tab.
pub fn take_lease(id: &EventKey, owner: &str, now: Moment) -> Result<(), Held> {
    keep_lease(id, &Lease::take(lease(id).as_ref(), owner, now)?);
    Ok(())
}

/// Renews a tab's lease of an event's invitations.
pub fn beat_lease(id: &EventKey, owner: &str, now: Moment) -> Result<(), Held> {
    keep_lease(id, &Lease::beat(lease(id).as_ref(), owner, now)?);
    Ok(())
}

/// Gives a tab's lease back.
pub fn drop_lease(id: &EventKey, owner: &str) {
    if lease(id).is_some_and(|lease| lease.owner == owner) {
        storage::remove(&lease_of(id));
    }
}

fn lease(id: &EventKey) -> Option<Lease> {
    Lease::from_json(&storage::get(&lease_of(id))?).ok()
}

fn keep_lease(id: &EventKey, lease: &Lease) {
    storage::set(&lease_of(id), &lease.to_json());
}

fn journal_of(id: &EventKey) -> String {
    ["mesh.desk.journal.", id.as_str()].concat()
}

fn lease_of(id: &EventKey) -> String {
    ["mesh.desk.lease.", id.as_str()].concat()
}

fn guest_list(id: &EventKey) -> String {
    [GUEST_LIST, id.as_str()].concat()
}

const GUEST_LIST: &str = "mesh.desk.guests.";

const LANGUAGE: &str = "mesh.language";

/// Tells the meeting's page of a meeting, in this tab. `false` when the browser keeps nothing.
pub fn hand_over_meeting(told: &str) -> bool {
    storage::set_in_tab(MEETING, told)
}

/// Where the meeting's page looks (meeting/src/handover.ts).
const MEETING: &str = "mesh.meeting";

/// Deletes everything.
pub fn clear() {
    for name in storage::names(EVERYTHING) {
        storage::remove(&name);
    }
    storage::remove_in_tab(MEETING);
}
