//! Saving a file.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlAnchorElement, Url};

use super::{clock, file, window};

/// Offers a text as a file. `false` when the browser refuses.
pub fn save(name: &str, media_type: &str, text: &str) -> bool {
    try_save(name, media_type, text).is_ok()
}

fn try_save(name: &str, media_type: &str, text: &str) -> Result<(), JsValue> {
    let address = Url::create_object_url_with_blob(&file::of_text(text, media_type)?)?;
    let document = window().document().ok_or(JsValue::NULL)?;
    let anchor: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    anchor.set_href(&address);
    anchor.set_download(name);
    anchor.click();
    // Some browsers read the file only after the click has been dealt with.
    clock::after(60_000, move || {
        let _ = Url::revoke_object_url(&address);
    });
    Ok(())
}
