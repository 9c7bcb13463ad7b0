//! The browser's history: which step an entry is, never anything else.

use js_sys::{Object, Reflect};
use leptos::ev;
use leptos::prelude::window_event_listener;
use wasm_bindgen::JsValue;

use super::window;
use crate::domain::journey::Step;

const KEY: &str = "step";

/// The step of the present entry: there after a reload, not on a fresh visit.
pub fn step() -> Option<Step> {
    step_in(&window().history().ok()?.state().ok()?)
}

/// Adds an entry for a step.
pub fn push(step: Step) {
    if let Ok(history) = window().history() {
        // A browser refuses only when a page writes history many times a second.
        let _ = history.push_state_with_url(&entry(step), "", None);
    }
}

/// Makes the present entry one for a step.
pub fn replace(step: Step) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&entry(step), "", None);
    }
}

/// Calls back when the person goes back or forward to an entry that is a step.
pub fn on_travel(action: impl Fn(Step) + 'static) {
    let handle = window_event_listener(ev::popstate, move |event| {
        if let Some(step) = step_in(&event.state()) {
            action(step);
        }
    });
    std::mem::forget(handle);
}

fn entry(step: Step) -> JsValue {
    let object = Object::new();
    // Setting a string on a fresh plain object cannot fail.
    let _ = Reflect::set(&object, &KEY.into(), &step.name().into());
    object.into()
}

fn step_in(state: &JsValue) -> Option<Step> {
    Step::from_name(&Reflect::get(state, &KEY.into()).ok()?.as_string()?)
}
