//! The clipboard.

use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{Blob, BlobPropertyBag, ClipboardItem};

use super::window;

/// Copies a text; nothing is begun when the page is not secure.
pub fn copy(text: &str) -> Option<Promise> {
    let navigator = window().navigator();
    // On an insecure page there is no clipboard at all, whatever the type says.
    let there = Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|value| !value.is_undefined());
    there.then(|| navigator.clipboard().write_text(text))
}

/// Copies an element as it looks, with a plain text for whoever takes no other; nothing is begun where the browser
/// cannot do that.
pub fn copy_as_it_looks(id: &str, plain: &str) -> Option<Promise> {
    let markup = super::page::element(id)?.outer_html();
    let parts = Object::new();
    for (kind, text) in [("text/html", markup.as_str()), ("text/plain", plain)] {
        let options = BlobPropertyBag::new();
        options.set_type(kind);
        let text = Array::of1(&JsValue::from_str(text));
        let blob = Blob::new_with_str_sequence_and_options(&text, &options).ok()?;
        Reflect::set(&parts, &kind.into(), &blob).ok()?;
    }
    let there =
        |name: &str, of: &JsValue| Reflect::get(of, &name.into()).is_ok_and(|value| !value.is_undefined());
    let window = window();
    if !there("ClipboardItem", &window) || !there("clipboard", &window.navigator()) {
        return None;
    }
    let item = ClipboardItem::new_with_record_from_str_to_blob_promise(&parts).ok()?;
    Some(window.navigator().clipboard().write(&Array::of1(&item)))
}
