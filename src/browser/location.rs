//! The address bar.

use leptos::ev;
use leptos::prelude::window_event_listener;
use url::Url;
use wasm_bindgen::JsValue;

use super::window;

/// This page's address, with everything in it; `None` where the browser does not say.
pub fn address() -> Option<Url> {
    Url::parse(&window().location().href().ok()?).ok()
}

/// What follows `#` in the address; empty without one.
pub fn fragment() -> String {
    let fragment = window().location().hash().unwrap_or_default();
    fragment.strip_prefix('#').unwrap_or_default().to_owned()
}

/// Writes another fragment into the address bar, drops the query, and keeps the history entry's state.
pub fn set_fragment(fragment: &str) {
    let Some(mut address) = address() else { return };
    address.set_query(None);
    address.set_fragment((!fragment.is_empty()).then_some(fragment));
    replace(address.as_str());
}

/// Writes another address of the same place in this page into the address bar: a fragment with its `#`. Keeps the query
/// and the history entry's state.
pub fn correct_place(fragment: &str) {
    replace(fragment);
}

fn replace(address: &str) {
    if let Ok(history) = window().history() {
        let state = history.state().unwrap_or(JsValue::NULL);
        // A browser refuses only when a page writes history many times a second.
        let _ = history.replace_state_with_url(&state, "", Some(address));
    }
}

/// Goes to a place in this page, by its fragment with its `#`: another entry in the history. The browser neither tells
/// of it nor moves the focus.
pub fn set_place(fragment: &str) {
    if let Ok(history) = window().history() {
        // A browser refuses only when a page writes history many times a second.
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(fragment));
    }
}

/// Goes to a place in this page as a link would: the browser tells of it.
pub fn follow(fragment: &str) {
    // Fails only for a page that is gone.
    let _ = window().location().set_hash(fragment);
}

/// Leaves this page for another address.
pub fn go(address: &Url) {
    // Fails only for an address that is none, which a `Url` is not.
    let _ = window().location().assign(address.as_str());
}

/// Loads the page again.
pub fn reload() {
    let _ = window().location().reload();
}

/// Calls back when the fragment was changed by hand or by a link.
pub fn on_fragment_change(action: impl Fn() + 'static) {
    let handle = window_event_listener(ev::hashchange, move |_| action());
    std::mem::forget(handle);
}
