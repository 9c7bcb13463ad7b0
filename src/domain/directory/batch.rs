//! Several questions to Microsoft Graph in one request (Microsoft Graph, "Combine multiple HTTP requests using JSON
//! batching"). Each has an answer of its own: that the whole was answered says nothing about any of them.

use serde::Serialize;
use serde_json::Value;

use super::AnswerUnreadable;

/// The most questions one batch may hold.
pub const MOST: usize = 20;

/// Where batches go, relative to Graph's host.
pub const ADDRESS: &str = "/v1.0/$batch";

/// One question of a batch.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Part {
    /// Tells its answer from the others'; Graph takes no two alike, whatever the case of their letters.
    pub id: String,
    /// `GET`, `POST`, `DELETE` ...
    pub method: &'static str,
    /// Relative to the version, e.g. `/users?$select=id`.
    pub url: String,
    /// Headers; a body needs its `Content-Type` here.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "as_object")]
    pub headers: Vec<(&'static str, &'static str)>,
    /// What is sent along.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<Value>,
    /// The id of the one question that has to succeed first; otherwise this one is answered with 424.
    #[serde(rename = "dependsOn", skip_serializing_if = "Option::is_none", serialize_with = "as_list")]
    pub after: Option<String>,
}

/// The answer to one question of a batch. Answers come in any order.
#[derive(Clone, Debug, PartialEq)]
pub struct PartAnswer {
    /// The question's.
    pub id: String,
    /// HTTP status.
    pub status: u16,
    /// `Retry-After`, when it was throttled.
    pub retry_after: Option<String>,
    /// The body as JSON text; empty when there is none.
    pub body: String,
}

impl Part {
    /// A question that only reads.
    pub fn get(id: impl Into<String>, url: impl Into<String>) -> Self {
        Self { id: id.into(), method: "GET", url: url.into(), headers: Vec::new(), body: None, after: None }
    }

    /// A question that sends a JSON body.
    pub fn send(id: impl Into<String>, method: &'static str, url: impl Into<String>, body: Value) -> Self {
        let headers = vec![("Content-Type", "application/json")];
        Self { id: id.into(), method, url: url.into(), headers, body: Some(body), after: None }
    }

    /// A question that deletes something.
    pub fn delete(id: impl Into<String>, url: impl Into<String>) -> Self {
        Self { method: "DELETE", ..Self::get(id, url) }
    }

    /// The same, to be asked only when another one of the batch has succeeded.
    #[must_use]
    pub fn after(mut self, id: impl Into<String>) -> Self {
        self.after = Some(id.into());
        self
    }

    /// The same with one more header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: &'static str) -> Self {
        self.headers.push((name, value));
        self
    }
}

/// The body of a batch. Graph refuses more than [`MOST`] questions in one.
pub fn write(parts: &[Part]) -> String {
    serde_json::json!({ "requests": parts }).to_string()
}

/// Reads the answers of a batch that was answered with 200.
pub fn read(body: &str) -> Result<Vec<PartAnswer>, AnswerUnreadable> {
    let unreadable = |expected| AnswerUnreadable { expected };
    let value: Value = serde_json::from_str(body).map_err(|_| unreadable("JSON"))?;
    let answers = value.get("responses").and_then(Value::as_array).ok_or(unreadable("responses: array"))?;
    answers
        .iter()
        .map(|answer| read_part(answer).ok_or(unreadable("responses: id and status each")))
        .collect()
}

fn read_part(answer: &Value) -> Option<PartAnswer> {
    let retry_after = answer.get("headers").and_then(Value::as_object).and_then(|headers| {
        let (_, value) = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("retry-after"))?;
        value.as_str().map(str::to_owned).or_else(|| value.as_u64().map(|seconds| seconds.to_string()))
    });
    Some(PartAnswer {
        id: answer.get("id")?.as_str()?.to_owned(),
        status: answer.get("status")?.as_u64()?.try_into().ok()?,
        retry_after,
        body: answer.get("body").filter(|body| !body.is_null()).map(Value::to_string).unwrap_or_default(),
    })
}

fn as_object<S: serde::Serializer>(
    headers: &[(&'static str, &'static str)],
    to: S,
) -> Result<S::Ok, S::Error> {
    to.collect_map(headers.iter().copied())
}

#[expect(clippy::ref_option, reason = "serde hands the field over as it stands")]
fn as_list<S: serde::Serializer>(after: &Option<String>, to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_is_written_as_graph_takes_it() {
        let parts = [
            Part::get("1", "/users?$select=id").header("ConsistencyLevel", "eventual"),
            Part::send("2", "POST", "/invitations", serde_json::json!({ "a": 1 })),
            Part::delete("3", "/users/4").after("2"),
        ];
        let written: Value = serde_json::from_str(&write(&parts)).unwrap();
        assert_eq!(
            written,
            serde_json::json!({ "requests": [
                { "id": "1", "method": "GET", "url": "/users?$select=id",
                  "headers": { "ConsistencyLevel": "eventual" } },
                { "id": "2", "method": "POST", "url": "/invitations",
                  "headers": { "Content-Type": "application/json" }, "body": { "a": 1 } },
                { "id": "3", "method": "DELETE", "url": "/users/4", "dependsOn": ["2"] },
            ]})
        );
    }

    #[test]
    fn answers_are_read_in_any_order_and_keep_their_wait() {
        let body = r#"{"responses":[
            {"id":"2","status":429,"headers":{"retry-after":"7"},"body":{"error":{"code":"TooManyRequests"}}},
            {"id":"1","status":204}]}"#;
        let answers = read(body).unwrap();
        assert_eq!(answers[0].retry_after.as_deref(), Some("7"));
        assert!(answers[0].body.contains("TooManyRequests"));
        assert_eq!((answers[1].id.as_str(), answers[1].status, answers[1].body.as_str()), ("1", 204, ""));
    }

    #[test]
    fn what_is_no_answer_is_refused() {
        for body in ["", "[]", r#"{"responses":7}"#, r#"{"responses":[{"id":"1"}]}"#] {
            assert!(read(body).is_err(), "{body}");
        }
    }
}
