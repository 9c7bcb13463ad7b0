//! Reading a file that somebody chose or dropped, and what a text needs to become one.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File};

/// How large a file may be, in bytes: several times what any list of guests is.
pub const LARGEST: f64 = 16.0 * 1024.0 * 1024.0;

/// What is in a file; nothing when the browser cannot read it, or it is larger than [`LARGEST`].
pub async fn bytes(file: &File) -> Option<Vec<u8>> {
    if file.size() > LARGEST {
        return None;
    }
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

/// A text as the content of a file.
pub(super) fn of_text(text: &str, media_type: &str) -> Result<Blob, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    Blob::new_with_str_sequence_and_options(&Array::of1(&JsValue::from_str(text)), &options)
}
