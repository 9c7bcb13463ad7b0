//! What a pasted JSON answer says about its failure: of Entra's token endpoint, of Graph, or a batch of Graph.

use serde_json::{Map, Value};

/// How many braces are tried as the beginning of an object.
const MOST_TRIED: usize = 64;

/// What JSON in a text says about a failure.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Answer {
    /// `error_codes` of Entra: AADSTS numbers.
    pub(super) codes: Vec<u32>,
    /// `error` of Entra: a word.
    pub(super) oauth: Option<String>,
    /// `suberror` of Entra: a word.
    pub(super) suberror: Option<String>,
    /// `error.code` of Graph.
    pub(super) graph: Option<String>,
}

impl Answer {
    /// The failures in all JSON objects of a text, also when their quotes are escaped.
    pub(super) fn in_text(text: &str) -> Self {
        let mut answer = Self::in_objects(text);
        if answer == Self::default() && text.contains("\\\"") {
            answer = Self::in_objects(&text.replace("\\\"", "\""));
        }
        answer.graph = answer.graph.or_else(|| cut_off(text));
        answer
    }

    fn in_objects(text: &str) -> Self {
        let mut answer = Self::default();
        for object in &objects(text) {
            answer.collect(object);
        }
        answer
    }

    /// This answer, or another one when it says nothing.
    pub(super) fn or_else(self, other: impl FnOnce() -> Self) -> Self {
        if self == Self::default() { other() } else { self }
    }

    /// Takes up the first failure of each kind in a value, however deep: a batch wraps its answers.
    /// serde_json refuses to read values nested deeper than 128, which bounds this.
    fn collect(&mut self, value: &Value) {
        match value {
            Value::Object(fields) => {
                self.collect_error(fields);
                fields.values().for_each(|field| self.collect(field));
            }
            // What failed only because something else did (424) comes last.
            Value::Array(items) => {
                let (because, itself): (Vec<_>, Vec<_>) =
                    items.iter().partition(|item| item.get("status").and_then(Value::as_u64) == Some(424));
                itself.into_iter().chain(because).for_each(|item| self.collect(item));
            }
            _ => {}
        }
    }

    fn collect_error(&mut self, fields: &Map<String, Value>) {
        let word = |field| fields.get(field).and_then(Value::as_str).and_then(identifier);
        match fields.get("error") {
            Some(Value::Object(error)) => self.graph = self.graph.take().or_else(|| graph_code(error)),
            Some(Value::String(_)) if self.oauth.is_none() => {
                self.oauth = word("error");
                self.suberror = word("suberror");
            }
            _ => {}
        }
        let codes = fields.get("error_codes").and_then(Value::as_array).into_iter().flatten();
        let codes = codes.filter_map(Value::as_u64).filter_map(|code| u32::try_from(code).ok());
        self.codes.extend(codes.filter(|code| (10_000..100_000_000).contains(code)));
    }
}

/// Graph's code; when it is empty, the one of the inner error. The documents spell its key both ways
/// (microsoftgraph/microsoft-graph-docs-contrib, `concepts/errors.md`).
fn graph_code(error: &Map<String, Value>) -> Option<String> {
    error.get("code").and_then(Value::as_str).and_then(identifier).or_else(|| {
        let inner = error.get("innerError").or_else(|| error.get("innererror"))?;
        graph_code(inner.as_object()?)
    })
}

/// Graph's code in an answer that was not copied to its end.
fn cut_off(text: &str) -> Option<String> {
    let (_, rest) = text.split_once("\"error\"")?;
    let (between, rest) = rest.split_once("\"code\"")?;
    let is_only =
        |signs: &str, text: &str| text.chars().all(|sign| sign.is_whitespace() || signs.contains(sign));
    let (colon, rest) = rest.split_once('"')?;
    (is_only(":{", between) && is_only(":", colon)).then(|| identifier(rest.split('"').next()?)).flatten()
}

/// Every JSON object that stands in a text, not those inside of others.
fn objects(text: &str) -> Vec<Value> {
    let mut found = Vec::new();
    let mut at = 0;
    for _ in 0..MOST_TRIED {
        let Some(rest) = text.get(at..).and_then(|rest| rest.find('{').map(|brace| (brace, rest))) else {
            break;
        };
        at += rest.0;
        let mut values = serde_json::Deserializer::from_str(text.get(at..).unwrap_or_default()).into_iter();
        at += match values.next() {
            Some(Ok(value)) => {
                found.push(value);
                values.byte_offset()
            }
            _ => 1,
        };
    }
    found
}

/// A code as it came, if it looks like one: nothing else of a pasted text is ever repeated.
pub(super) fn identifier(text: &str) -> Option<String> {
    let fits = (3..=60).contains(&text.len())
        && text.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-'));
    fits.then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(r#"{"error":{"code":"Forbidden"}}"#, Some("Forbidden"))]
    #[case(r#"{"error":{"code":"","innererror":{"innerError":{"code":"NoLicense"}}}}"#, Some("NoLicense"))]
    #[case(r#"first {"ok":1} then {"error":{"code":"Forbidden"}} and more }"#, Some("Forbidden"))]
    #[case(r#"{broken {"error":{"code":"Forbidden"}}"#, Some("Forbidden"))]
    #[case(r#""{\"error\":{\"code\":\"Forbidden\"}}""#, Some("Forbidden"))]
    #[case(
        r#"{"responses":[{"status":424,"body":{"error":{"code":"FailedDependency"}}},
            {"status":403,"body":{"error":{"code":"Forbidden"}}}]}"#,
        Some("Forbidden")
    )]
    #[case(
        r#"{"responses":[{"status":424,"body":{"error":{"code":"FailedDependency"}}}]}"#,
        Some("FailedDependency")
    )]
    #[case(r#"{"error": {"code": "Forbidden", "message": "Acce"#, Some("Forbidden"))]
    #[case(r#"{"error": "x", "code": "Forbidden"#, None)]
    #[case(r#"{"error":{"code":"call 0800 now"}}"#, None)]
    #[case(r#"{"error":{"code":403}}"#, None)]
    #[case("{{{{", None)]
    #[case("", None)]
    fn graph_errors(#[case] text: &str, #[case] expected: Option<&str>) {
        assert_eq!(Answer::in_text(text).graph.as_deref(), expected);
    }

    #[test]
    fn token_errors() {
        let text = r#"400 {"error":"invalid_grant","suberror":"bad_token","error_codes":[50173,-1,0,"x",1e9,70000]}"#;
        let expected = Answer {
            codes: vec![50173, 70000],
            oauth: Some("invalid_grant".into()),
            suberror: Some("bad_token".into()),
            graph: None,
        };
        assert_eq!(Answer::in_text(text), expected);
    }

    #[test]
    fn many_braces_are_not_all_tried() {
        let text = "{".repeat(MOST_TRIED) + r#"{"error":{"code":"Forbidden"}}"#;
        assert_eq!(objects(&text), Vec::<Value>::new());
    }
}
