//! What a browser can do: one small file per ability, and no decision in any of them.

pub mod clipboard;
pub mod clock;
pub mod download;
pub mod entropy;
pub mod file;
pub mod history;
pub mod http;
pub mod intl;
pub mod location;
pub mod opener;
pub mod outcome;
pub mod page;
pub mod probe;
pub mod reach;
pub mod share;
pub mod signature;
pub mod stop;
pub mod storage;
pub mod stream;

use wasm_bindgen::UnwrapThrowExt;

/// The window this page lives in. Every entry page runs in one; a worker has none and never loads this.
fn window() -> web_sys::Window {
    web_sys::window().unwrap_throw()
}
