//! The clipboard.

use wasm_bindgen_futures::JsFuture;

use super::window;

/// Copies a text. `false` when the browser or the person refuses, or the page is not secure.
pub async fn copy(text: &str) -> bool {
    let navigator = window().navigator();
    // On an insecure page there is no clipboard at all, whatever the type says.
    let missing =
        js_sys::Reflect::get(&navigator, &"clipboard".into()).map_or(true, |value| value.is_undefined());
    !missing && JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}
