//! Whether an address answers at all, and what a server says of its time.

use gloo_net::http::{Request, Response};
use web_sys::{RequestCache, RequestCredentials, RequestMode};

use super::stop::Stop;

/// What a server says of its time, as it stands in the header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// `Date`.
    pub date: Option<String>,
    /// `Age`.
    pub age: Option<String>,
}

/// Whether an address gives an answer of any status that this page may read.
pub async fn answers(address: &str, patience: u32) -> bool {
    ask(address, RequestMode::Cors, patience).await.is_some()
}

/// Whether an address gives any answer at all, also one that this page may not read.
pub async fn answers_unreadably(address: &str, patience: u32) -> bool {
    ask(address, RequestMode::NoCors, patience).await.is_some()
}

/// The time that the server of one of the portal's own files has; `None` when it does not answer.
pub async fn time(address: &str, patience: u32) -> Option<Stamp> {
    let headers = ask(address, RequestMode::SameOrigin, patience).await?.headers();
    Some(Stamp { date: headers.get("date"), age: headers.get("age") })
}

/// Asks without anything that says who asks, past every cache of the browser.
async fn ask(address: &str, mode: RequestMode, patience: u32) -> Option<Response> {
    let stop = Stop::new()?.after(patience);
    let request = Request::get(address)
        .mode(mode)
        .cache(RequestCache::NoStore)
        .credentials(RequestCredentials::Omit)
        .abort_signal(Some(&stop.signal()));
    request.send().await.ok()
}
