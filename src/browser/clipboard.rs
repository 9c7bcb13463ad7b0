//! The clipboard.

use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{Clipboard, ClipboardItem};

use super::{file, window};

/// Copies a text; nothing is begun when the page is not secure.
pub fn copy(text: &str) -> Option<Promise> {
    Some(clipboard()?.write_text(text))
}

/// Copies an element as it looks, with a plain text for whoever takes no other; nothing is begun where the browser
/// cannot do that.
pub fn copy_as_it_looks(id: &str, plain: &str) -> Option<Promise> {
    let markup = super::page::element(id)?.outer_html();
    let parts = Object::new();
    for (kind, text) in [("text/html", markup.as_str()), ("text/plain", plain)] {
        Reflect::set(&parts, &kind.into(), &file::of_text(text, kind).ok()?.into()).ok()?;
    }
    let clipboard = clipboard().filter(|_| has(&window(), "ClipboardItem"))?;
    let item = ClipboardItem::new_with_record_from_str_to_blob_promise(&parts).ok()?;
    Some(clipboard.write(&Array::of1(&item)))
}

/// On an insecure page there is no clipboard at all, whatever the type says.
fn clipboard() -> Option<Clipboard> {
    let navigator = window().navigator();
    has(&navigator, "clipboard").then(|| navigator.clipboard())
}

fn has(object: &JsValue, name: &str) -> bool {
    Reflect::get(object, &name.into()).is_ok_and(|value| !value.is_undefined())
}
