//! What this device keeps, by name and meaning.

use crate::browser::storage;
use crate::domain::auth::attempt::Attempt;
use crate::domain::invite::EventKey;
use crate::domain::journey::{Known, Remembered, Saved};
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

/// Deletes attempts that have expired or cannot be read, and gives those still waiting.
pub fn sweep_attempts(now: Moment) -> Vec<Attempt> {
    storage::names(Attempt::STORAGE_PREFIX)
        .into_iter()
        .filter_map(|name| {
            let attempt = storage::get(&name).and_then(|json| Attempt::parse(&json));
            let waiting = attempt.filter(|attempt| !attempt.is_expired(now));
            if waiting.is_none() {
                storage::remove(&name);
            }
            waiting
        })
        .collect()
}

/// The events known on this device, soonest first; what has expired or cannot be read is deleted.
pub fn events(now: Moment) -> Vec<Known> {
    let mut events: Vec<Known> = Vec::new();
    for name in storage::names(Saved::STORAGE_PREFIX) {
        if let Some(known) = storage::get(&name).and_then(|json| Saved::read(&json, now)) {
            let later = events.partition_point(|other| other.invite.starts <= known.invite.starts);
            events.insert(later, known);
        } else {
            storage::remove(&name);
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

const LANGUAGE: &str = "mesh.language";

/// Deletes everything.
pub fn clear() {
    for name in storage::names(EVERYTHING) {
        storage::remove(&name);
    }
}
