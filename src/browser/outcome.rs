//! How something went that a press began: the browser promises to say.

use js_sys::{Promise, Reflect};
use wasm_bindgen_futures::JsFuture;

/// Whether it worked; nothing was begun where the browser cannot do it. A person who called it off has seen it.
pub async fn worked(begun: Option<Promise>) -> bool {
    let Some(begun) = begun else { return false };
    match JsFuture::from(begun).await {
        Ok(_) => true,
        Err(fault) => Reflect::get(&fault, &"name".into())
            .is_ok_and(|name| name.as_string().as_deref() == Some("AbortError")),
    }
}
