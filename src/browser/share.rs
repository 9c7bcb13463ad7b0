//! The system's share sheet.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::JsCast;

use super::window;

/// Whether this browser has one for pages like this.
pub fn works() -> bool {
    function().is_some()
}

/// Opens it with a text and an address; only ever called from a press, since browsers refuse anything else.
pub fn share(text: &str, address: &str) -> Option<Promise> {
    let what = Object::new();
    for (name, value) in [("text", text), ("url", address)] {
        // Setting a string on a fresh plain object cannot fail.
        let _ = Reflect::set(&what, &name.into(), &value.into());
    }
    function()?.call1(&window().navigator(), &what).ok()?.dyn_into().ok()
}

fn function() -> Option<Function> {
    Reflect::get(&window().navigator(), &"share".into()).ok()?.dyn_into().ok()
}
