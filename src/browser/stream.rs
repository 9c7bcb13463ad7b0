//! A file that is read as it arrives, and thrown away: how much of it comes in what time.

use gloo_net::http::Request;
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStreamDefaultReader, RequestCache, RequestMode};

use super::stop::Stop;
use super::window;
use crate::domain::readiness::line::{Arrived, Measured};

/// Reads one of the portal's own files past every cache, and tells `heard` how much has arrived. Ends with the
/// file, or when `stop` ends it, and gives what had arrived by then; `None` when there was no answer to read.
pub async fn arrive(address: &str, stop: &Stop, heard: impl Fn(Arrived)) -> Option<Arrived> {
    let request = Request::get(address)
        .mode(RequestMode::SameOrigin)
        .cache(RequestCache::NoStore)
        .abort_signal(Some(&stop.signal()));
    let response = request.send().await.ok().filter(gloo_net::http::Response::ok)?;
    let began = now();
    let total = response.headers().get("content-length").and_then(|length| length.parse().ok());
    let reader: ReadableStreamDefaultReader = response.body()?.get_reader().dyn_into().ok()?;
    let mut bytes = 0;
    let so_far = |bytes, whole| {
        let measured = Measured { bytes, milliseconds: now().saturating_sub(began) };
        Arrived { measured, total, whole }
    };
    loop {
        heard(so_far(bytes, false));
        match next(&reader).await {
            Some(Piece::Bytes(length)) => bytes += u64::from(length),
            Some(Piece::End) => return Some(so_far(bytes, true)),
            // The time in which nothing more came counts as well.
            None => return Some(so_far(bytes, false)),
        }
    }
}

enum Piece {
    Bytes(u32),
    End,
}

/// The next piece; `None` when it was ended, by whatever.
async fn next(reader: &ReadableStreamDefaultReader) -> Option<Piece> {
    let piece = JsFuture::from(reader.read()).await.ok()?;
    let value = Reflect::get(&piece, &"value".into()).ok()?;
    Some(value.dyn_into::<Uint8Array>().map_or(Piece::End, |bytes| Piece::Bytes(bytes.length())))
}

/// Whole milliseconds by a clock that nobody sets.
fn now() -> u64 {
    let milliseconds = window().performance().map_or(0.0, |performance| performance.now());
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "milliseconds since the page was opened"
    )]
    let whole = milliseconds as u64;
    whole
}
