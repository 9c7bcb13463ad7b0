//! The ids and the time that stand in a pasted error, for whoever looks it up in a log.

use crate::domain::problem::{Trace, correlation_id};
use crate::domain::report::Report;
use crate::domain::tenant::Guid;
use crate::domain::time::Moment;

/// What a pasted text says about where and when it happened. Ids of Microsoft only: nothing about a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// Behind "Correlation ID" (a GUID).
    pub correlation_id: Option<String>,
    /// Behind "Trace ID" (a GUID).
    pub trace_id: Option<String>,
    /// Behind "Request ID" (a GUID).
    pub request_id: Option<String>,
    /// Behind "Timestamp", or `date` in an answer of Graph.
    pub time: Option<Moment>,
}

/// How far behind its label a value may begin, in bytes.
const NEAR: usize = 8;

impl Pasted {
    /// What stands in a text without percent encoding.
    pub(super) fn read(plain: &str) -> Self {
        let lower = plain.to_ascii_lowercase();
        Self {
            correlation_id: correlation_id(plain),
            trace_id: guid_behind(&lower, &["trace id", "trace-id", "traceid", "trace_id"]),
            request_id: guid_behind(&lower, &["request id", "request-id", "requestid", "request_id"]),
            time: time_behind(plain, &lower, &["timestamp", "\"date\""]),
        }
    }

    /// What a guest's report says of it.
    pub fn of_report(report: &Report) -> Self {
        let correlation_id = report.correlation.as_ref().map(|id| id.as_str().to_owned());
        Self { correlation_id, time: report.time, ..Self::default() }
    }

    /// Whether nothing of it is there.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What goes into messages that the catalogue writes.
    pub(super) fn trace(&self) -> Trace {
        Trace { correlation_id: self.correlation_id.clone(), ..Trace::default() }
    }

    /// Everything in one line, in the words by which Microsoft labels it; empty when there is nothing.
    pub fn line(&self) -> String {
        let time = self.time.map(|time| time.to_string());
        let labeled = [
            ("Correlation ID", &self.correlation_id),
            ("Trace ID", &self.trace_id),
            ("Request ID", &self.request_id),
            ("Timestamp", &time),
        ];
        let parts =
            labeled.iter().filter_map(|(label, value)| Some([label, ": ", value.as_deref()?].concat()));
        parts.collect::<Vec<_>>().join(" · ")
    }
}

/// What stands close behind each place where one of the labels does.
fn behind<'a>(text: &'a str, lower: &'a str, labels: &'a [&str]) -> impl Iterator<Item = &'a str> {
    labels.iter().flat_map(move |label| lower.match_indices(label)).filter_map(move |(at, label)| {
        let rest = text.get(at + label.len()..)?;
        let value = rest.trim_start_matches(|letter: char| !letter.is_ascii_alphanumeric());
        (rest.len() - value.len() <= NEAR).then_some(value)
    })
}

fn guid_behind(lower: &str, labels: &[&str]) -> Option<String> {
    behind(lower, lower, labels).find_map(|value| Guid::parse(value.get(..36)?).ok()).map(String::from)
}

/// A moment. Graph writes its `date` in UTC without saying so.
fn time_behind(plain: &str, lower: &str, labels: &[&str]) -> Option<Moment> {
    behind(plain, lower, labels).find_map(|value| {
        let is_of_it = |letter: char| letter.is_ascii_digit() || "-:.TtZz+ ".contains(letter);
        let end = value.find(|letter| !is_of_it(letter)).unwrap_or(value.len());
        let written = value.get(..end)?.trim();
        let end = written.find(['Z', 'z']).map_or(written.len(), |at| at + 1);
        let written = written.get(..end)?;
        Moment::parse(written).or_else(|| Moment::parse(&[written, "Z"].concat()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_error_page_is_read_to_its_last_line() {
        let text = "AADSTS50020: no\r\nTrace ID: 0b52d3f5-0c1e-4a70-9e0f-6d2d3f1c0a00\r\n\
                    Correlation ID: 3F6C1B52-8a0d-4c1e-9d57-2b7e4a90c811\r\nTimestamp: 2026-11-21 06:30:00Z";
        let pasted = Pasted::read(text);
        assert_eq!(
            pasted.line(),
            "Correlation ID: 3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811 · \
             Trace ID: 0b52d3f5-0c1e-4a70-9e0f-6d2d3f1c0a00 · Timestamp: 2026-11-21T06:30:00Z"
        );
        assert_eq!(pasted.trace().correlation_id, pasted.correlation_id);
    }

    #[test]
    fn an_answer_of_graph_has_an_id_and_a_time() {
        let text = r#"{"innerError":{"date":"2026-11-21T06:30:00","request-id":"0b52d3f5-0c1e-4a70-9e0f-6d2d3f1c0a00"}}"#;
        let pasted = Pasted::read(text);
        assert_eq!(pasted.request_id.as_deref(), Some("0b52d3f5-0c1e-4a70-9e0f-6d2d3f1c0a00"));
        assert_eq!(pasted.time, Moment::parse("2026-11-21T06:30:00Z"));
        assert!(!pasted.is_empty());
    }

    proptest! {
        #[test]
        fn any_text_can_be_read(text in any::<String>(), value in "[-0-9TZé: ]{0,40}") {
            let _ = Pasted::read(&text);
            let _ = Pasted::read(&format!("Timestamp: {value} request-id:{value}"));
        }
    }
}
