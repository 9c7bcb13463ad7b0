//! What this device keeps for the portal: the browser's local storage.

use leptos::ev;
use leptos::prelude::window_event_listener;
use web_sys::Storage;

use super::window;

/// Whether anything written is there when read back: not in some private modes, not when it is full or forbidden.
pub fn works() -> bool {
    const PROBE: &str = "mesh.probe";
    let works = set(PROBE, "1") && get(PROBE).as_deref() == Some("1");
    remove(PROBE);
    works
}

/// What is kept under a name.
pub fn get(name: &str) -> Option<String> {
    storage()?.get_item(name).ok()?
}

/// Keeps a text under a name. `false` when the browser refuses.
pub fn set(name: &str, text: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(name, text).is_ok())
}

/// Deletes what is kept under a name.
pub fn remove(name: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(name);
    }
}

/// Keeps a text under a name for this tab only. `false` when it is not there when read back.
pub fn set_in_tab(name: &str, text: &str) -> bool {
    tab().is_some_and(|storage| {
        storage.set_item(name, text).is_ok()
            && storage.get_item(name).is_ok_and(|kept| kept.as_deref() == Some(text))
    })
}

/// Deletes what is kept under a name for this tab.
pub fn remove_in_tab(name: &str) {
    if let Some(storage) = tab() {
        let _ = storage.remove_item(name);
    }
}

/// The names that begin with `prefix`.
pub fn names(prefix: &str) -> Vec<String> {
    let Some(storage) = storage() else { return Vec::new() };
    let count = storage.length().unwrap_or(0);
    (0..count)
        .filter_map(|index| storage.key(index).ok().flatten())
        .filter(|name| name.starts_with(prefix))
        .collect()
}

/// Calls back when another tab changes what is kept, with its name; without one when everything was deleted.
pub fn on_change(action: impl Fn(Option<String>) + 'static) {
    std::mem::forget(window_event_listener(ev::storage, move |event| action(event.key())));
}

fn tab() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}
