//! The clipboard.

use js_sys::{Promise, Reflect};

use super::window;

/// Copies a text; nothing is begun when the page is not secure.
pub fn copy(text: &str) -> Option<Promise> {
    let navigator = window().navigator();
    // On an insecure page there is no clipboard at all, whatever the type says.
    let there = Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|value| !value.is_undefined());
    there.then(|| navigator.clipboard().write_text(text))
}
