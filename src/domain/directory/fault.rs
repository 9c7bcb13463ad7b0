//! Graph's error answers (Microsoft Graph, "Error responses and resource types").

use serde_json::Value;

use crate::domain::auth::challenge::{self, Claims};
use crate::domain::problem::{Kind, Problem, Trace};
use crate::domain::tenant::Guid;
use crate::domain::time::Moment;

/// What an error answer of Graph says. The text meant for developers is not kept: it may name
/// people, and decisions rest on status and code only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GraphFault {
    /// HTTP status.
    pub status: u16,
    /// Graph's error code, e.g. `Authorization_RequestDenied`.
    pub code: Option<String>,
    /// Graph's name for this request.
    pub request_id: Option<Guid>,
    /// The portal's own name for this request, if Graph gave it back.
    pub client_request_id: Option<Guid>,
    /// How long to wait before asking again, 1 to 3600 seconds.
    pub retry_after_seconds: Option<u32>,
    /// What the next sign-in has to bring along.
    pub claims: Option<Claims>,
}

/// A question that was not answered: the problem it is shown as, and what Graph asks for to answer it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// What to tell the guest.
    pub problem: Problem,
    /// What the next sign-in has to bring along.
    pub claims: Option<Claims>,
}

/// The headers of an error answer that matter, as far as the browser lets them be read.
#[derive(Clone, Copy, Debug, Default)]
pub struct FaultHeaders<'a> {
    /// `Retry-After`
    pub retry_after: Option<&'a str>,
    /// `request-id`
    pub request_id: Option<&'a str>,
    /// `client-request-id`
    pub client_request_id: Option<&'a str>,
    /// `WWW-Authenticate`
    pub authenticate: Option<&'a str>,
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self { problem, claims: None }
    }
}

impl From<GraphFault> for Refused {
    fn from(fault: GraphFault) -> Self {
        Self { problem: problem(&fault), claims: fault.claims }
    }
}

impl GraphFault {
    /// Reads an error answer. The body may be anything: a proxy's HTML page is no reason to fail.
    pub fn parse(status: u16, body: &str, headers: FaultHeaders<'_>, now: Moment) -> Self {
        let body: Value = serde_json::from_slice(body.as_bytes()).unwrap_or_default();
        let mut fault = Self {
            status,
            code: None,
            request_id: headers.request_id.and_then(guid),
            client_request_id: headers.client_request_id.and_then(guid),
            retry_after_seconds: headers.retry_after.and_then(|text| retry_after(text, now)),
            // A 403 with a challenge would be the host's policy refusing for good; a 401 asks.
            claims: headers.authenticate.filter(|_| status == 401).and_then(challenge::parse),
        };
        // The key is spelled both ways, and may nest: the outermost thing said is the one kept.
        let mut level = body.get("error");
        while let Some(error) = level {
            let text = |field| error.get(field).and_then(Value::as_str);
            fault.code = fault.code.or_else(|| text("code").and_then(code));
            fault.request_id = fault.request_id.or_else(|| text("request-id").and_then(guid));
            fault.client_request_id =
                fault.client_request_id.or_else(|| text("client-request-id").and_then(guid));
            level = error.get("innerError").or_else(|| error.get("innererror"));
        }
        fault
    }
}

/// The problem a fault amounts to.
pub fn problem(fault: &GraphFault) -> Problem {
    let kind = match fault.status {
        401 => Kind::SessionExpired,
        403 => Kind::GraphRefused,
        // 503 is how Graph throttles when it is overloaded, 509 when a bandwidth limit is reached.
        429 | 503 | 509 => Kind::Throttled,
        500.. => Kind::GraphUnreachable,
        _ => Kind::AnswerUnreadable,
    };
    let request_id = fault.request_id.as_ref().or(fault.client_request_id.as_ref());
    Problem {
        kind,
        trace: Trace {
            correlation_id: request_id.map(Guid::to_string),
            status: Some(fault.status),
            subject: fault.code.clone(),
            wait_seconds: fault.retry_after_seconds,
            ..Trace::default()
        },
    }
}

fn guid(text: &str) -> Option<Guid> {
    Guid::parse(text).ok()
}

/// Codes are shown to people, so anything that does not look like one is dropped.
fn code(text: &str) -> Option<String> {
    let looks_right = (1..=80).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte));
    looks_right.then(|| text.to_owned())
}

/// Seconds, or an HTTP date such as `Sat, 21 Nov 2026 18:00:00 GMT` (RFC 9110, section 10.2.3; the
/// two obsolete date forms are not read).
fn retry_after(text: &str, now: Moment) -> Option<u32> {
    let text = text.trim();
    let seconds = if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        text.parse().unwrap_or(i64::MAX)
    } else {
        http_date(text)?.since(now).saturating_add(999) / 1000
    };
    u32::try_from(seconds.clamp(1, 3600)).ok()
}

fn http_date(text: &str) -> Option<Moment> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let mut words = text.split_once(", ")?.1.split(' ');
    let day = words.next()?;
    let month = words.next()?;
    let month = 1 + MONTHS.iter().position(|name| *name == month)?;
    let year = words.next()?;
    let time = words.next()?;
    let whole = words.next() == Some("GMT") && words.next().is_none();
    whole.then(|| Moment::parse(&format!("{year}-{month:02}-{day}T{time}Z"))).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    const REQUEST: &str = "0b6d3c8e-5a0f-4b52-a5ab-6b1a9b6b3b11";
    const CLIENT_REQUEST: &str = "b0c2a1d4-7f0e-4c39-9a57-0e6f5b1c2d3e";
    /// 2026-11-21T18:00:00Z
    const NOW: Moment = Moment(1_795_284_000_000);

    fn fault(status: u16, body: &str) -> GraphFault {
        GraphFault::parse(status, body, FaultHeaders::default(), NOW)
    }

    #[rstest]
    #[case("innerError")]
    #[case("innererror")]
    fn reads_code_and_ids(#[case] inner: &str) {
        let body = format!(
            r#"{{"error":{{"code":"Authorization_RequestDenied","message":"Ada may not.",
                "{inner}":{{"date":"2026-11-21T18:00:00","request-id":"{REQUEST}",
                "client-request-id":"{CLIENT_REQUEST}"}}}}}}"#
        );
        let expected = GraphFault {
            status: 403,
            code: Some("Authorization_RequestDenied".into()),
            request_id: guid(REQUEST),
            client_request_id: guid(CLIENT_REQUEST),
            retry_after_seconds: None,
            claims: None,
        };
        assert_eq!(fault(403, &body), expected);
    }

    #[test]
    fn walks_down_to_what_the_outer_levels_leave_out() {
        let body = format!(
            r#"{{"error":{{"code":"","innerError":{{"code":"TooManyRequests",
                "innererror":{{"code":"429","request-id":"{REQUEST}"}}}}}}}}"#
        );
        let fault = fault(429, &body);
        assert_eq!(fault.code.as_deref(), Some("TooManyRequests"));
        assert_eq!(fault.request_id, guid(REQUEST));
    }

    #[test]
    fn headers_stand_in_for_a_body() {
        let headers = FaultHeaders {
            retry_after: Some("7"),
            request_id: Some(REQUEST),
            client_request_id: Some(CLIENT_REQUEST),
            authenticate: Some(r#"Bearer error="invalid_token""#),
        };
        let expected = GraphFault {
            status: 502,
            code: None,
            request_id: guid(REQUEST),
            client_request_id: guid(CLIENT_REQUEST),
            retry_after_seconds: Some(7),
            claims: None,
        };
        assert_eq!(GraphFault::parse(502, "<html>Bad gateway</html>", headers, NOW), expected);
    }

    #[rstest]
    #[case("")]
    #[case("null")]
    #[case(r#"{"error":"access_denied"}"#)]
    #[case(r#"{"error":{"code":"Hello <b>Ada</b>, call us","innerError":[]}}"#)]
    #[case(r#"{"error":{"code":403}}"#)]
    fn an_odd_body_leaves_the_status(#[case] body: &str) {
        assert_eq!(fault(400, body), GraphFault { status: 400, ..GraphFault::default() });
    }

    #[rstest]
    #[case("120", Some(120))]
    #[case(" 0 ", Some(1))]
    #[case("86400", Some(3600))]
    #[case("99999999999999999999999", Some(3600))]
    #[case("Sat, 21 Nov 2026 18:02:00 GMT", Some(120))]
    #[case("Sat, 21 Nov 2026 17:00:00 GMT", Some(1))]
    #[case("Sun, 22 Nov 2026 18:00:00 GMT", Some(3600))]
    #[case("Sat, 31 Nov 2026 18:02:00 GMT", None)]
    #[case("Sat, 21 Nov 2026 18:02:00 CET", None)]
    #[case("Sat, 21 Nov 2026 18:02:00 GMT+1 x", None)]
    #[case("-5", None)]
    #[case("soon", None)]
    #[case("", None)]
    fn reads_how_long_to_wait(#[case] text: &str, #[case] expected: Option<u32>) {
        assert_eq!(retry_after(text, NOW), expected);
    }

    #[rstest]
    #[case(400, Kind::AnswerUnreadable)]
    #[case(401, Kind::SessionExpired)]
    #[case(403, Kind::GraphRefused)]
    #[case(404, Kind::AnswerUnreadable)]
    #[case(429, Kind::Throttled)]
    #[case(500, Kind::GraphUnreachable)]
    #[case(503, Kind::Throttled)]
    #[case(504, Kind::GraphUnreachable)]
    #[case(509, Kind::Throttled)]
    fn a_status_names_the_problem(#[case] status: u16, #[case] kind: Kind) {
        assert_eq!(problem(&fault(status, "")).kind, kind);
    }

    #[test]
    fn a_problem_keeps_what_support_asks_for() {
        let mut fault = fault(403, r#"{"error":{"code":"Forbidden"}}"#);
        fault.client_request_id = guid(CLIENT_REQUEST);
        let expected = Trace {
            aadsts: None,
            correlation_id: Some(CLIENT_REQUEST.into()),
            status: Some(403),
            subject: Some("Forbidden".into()),
            wait_seconds: None,
        };
        assert_eq!(problem(&fault).trace, expected);
    }

    proptest! {
        #[test]
        fn any_answer_is_survived(status: u16, body in ".{0,80}", header in ".{0,40}", now: i64) {
            let headers = FaultHeaders { retry_after: Some(&header), ..FaultHeaders::default() };
            let fault = GraphFault::parse(status, &body, headers, Moment(now));
            prop_assert!(fault.retry_after_seconds.is_none_or(|wait| (1..=3600).contains(&wait)));
            prop_assert_eq!(problem(&fault).trace.status, Some(status));
        }
    }
}
