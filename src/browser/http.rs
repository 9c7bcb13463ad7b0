//! HTTP, by fetch.

use std::fmt;

use gloo_net::http::{Request, RequestBuilder};
use oauth2::http::StatusCode;
use oauth2::{HttpRequest, HttpResponse};
use web_sys::{AbortController, RequestCache, RequestCredentials, RequestRedirect};

use super::{clock, window};

/// How long to wait for an answer, in milliseconds.
const PATIENCE: u32 = 20_000;

/// How long an answer may be, in bytes: ten times what the longest is, a page of 999 guests with their licenses. Of a
/// longer one only the status is told.
const LONGEST: usize = 16 * 1024 * 1024;

/// An answer, whatever its status.
#[derive(Clone, Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// The body as text.
    pub body: String,
    /// `Retry-After`, where the browser may read it.
    pub retry_after: Option<String>,
    /// Graph's `request-id`, where the browser may read it.
    pub request_id: Option<String>,
    /// `WWW-Authenticate`, where the browser may read it; several are joined by commas.
    pub authenticate: Option<String>,
}

/// There was no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoAnswer {
    /// This device has no network.
    Offline,
    /// The service could not be reached, did not answer in time, or the browser forbids reading the answer.
    Unreachable,
}

impl fmt::Display for NoAnswer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, formatter)
    }
}

impl std::error::Error for NoAnswer {}

/// Gets one of the portal's own files.
pub async fn file(address: &str) -> Result<Answer, NoAnswer> {
    send(Request::get(address), None).await
}

/// Gets something with a bearer token. The token goes to this address and to no other: a redirect is no answer.
pub async fn get(address: &str, token: &str) -> Result<Answer, NoAnswer> {
    send(with_token(Request::get(address), token), None).await
}

/// Posts JSON with a bearer token, likewise.
pub async fn post(address: &str, token: &str, json: String) -> Result<Answer, NoAnswer> {
    let request = with_token(Request::post(address), token).header("Content-Type", "application/json");
    send(request, Some(json)).await
}

fn with_token(request: RequestBuilder, token: &str) -> RequestBuilder {
    request
        .header("Authorization", &["Bearer ", token].concat())
        .header("Accept", "application/json")
        .cache(RequestCache::NoStore)
        .redirect(RequestRedirect::Error)
        .credentials(RequestCredentials::Omit)
}

/// Sends one of `oauth2`'s requests.
pub async fn oauth(request: HttpRequest) -> Result<HttpResponse, NoAnswer> {
    let mut builder = Request::post(&request.uri().to_string())
        .cache(RequestCache::NoStore)
        .redirect(RequestRedirect::Error)
        .credentials(RequestCredentials::Omit);
    for (name, value) in request.headers() {
        if let Ok(value) = value.to_str() {
            builder = builder.header(name.as_str(), value);
        }
    }
    let body = String::from_utf8(request.into_body()).map_err(|_| NoAnswer::Unreachable)?;
    let answer = send(builder, Some(body)).await?;
    // Without a content type it is taken for JSON.
    let mut response = HttpResponse::new(answer.body.into_bytes());
    *response.status_mut() = StatusCode::from_u16(answer.status).map_err(|_| NoAnswer::Unreachable)?;
    Ok(response)
}

/// Whether this device says that it has a network. `true` proves nothing.
pub fn is_online() -> bool {
    window().navigator().on_line()
}

async fn send(builder: RequestBuilder, body: Option<String>) -> Result<Answer, NoAnswer> {
    let none = || if is_online() { NoAnswer::Unreachable } else { NoAnswer::Offline };
    let controller = AbortController::new().map_err(|_| none())?;
    let signal = controller.signal();
    clock::after(PATIENCE, move || controller.abort());
    let builder = builder.abort_signal(Some(&signal));
    let request = match body {
        Some(body) => builder.body(body),
        None => builder.build(),
    };
    let response = request.map_err(|_| none())?.send().await.map_err(|_| none())?;
    let headers = response.headers();
    let told = headers.get("content-length").and_then(|length| length.parse().ok());
    let body = if told.is_some_and(|length: usize| length > LONGEST) {
        String::new()
    } else {
        response.text().await.map_err(|_| none())?
    };
    Ok(Answer {
        status: response.status(),
        retry_after: headers.get("retry-after"),
        request_id: headers.get("request-id"),
        authenticate: headers.get("www-authenticate"),
        body: Some(body).filter(|body| body.len() <= LONGEST).unwrap_or_default(),
    })
}
