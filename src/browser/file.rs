//! Reading a file that somebody chose or dropped.

use js_sys::Uint8Array;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

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
