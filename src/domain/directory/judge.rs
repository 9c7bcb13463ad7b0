//! The license rule as the command line offers it: one JSON object in, one out.

use serde_json::{Map, Value, json};

use super::AnswerUnreadable;
use super::evidence::Evidence;
use super::license::{Missing, Reason, Rule, verdict};
use crate::domain::target::Target;

/// Judges `{"target", "licenseDetails"?, "me"?, "status"?}`: the two bodies are Graph's answers,
/// `status` is the HTTP status of the answer to `licenseDetails`. Gives
/// `{"verdict", "missing": [ids], "reasons": [ids]}`, or what was expected of the question.
pub fn license(question: &Value) -> Result<Value, AnswerUnreadable> {
    let question = question.as_object().ok_or(AnswerUnreadable { expected: "object" })?;
    let target = question
        .get("target")
        .and_then(Value::as_str)
        .and_then(Target::from_name)
        .ok_or(AnswerUnreadable { expected: "target: mesh-pc | teams-immersive" })?;
    let verdict = verdict(&Rule::of(target), &evidence(question)?);
    Ok(json!({
        "verdict": verdict.id(),
        "missing": verdict.missing().iter().copied().map(Missing::id).collect::<Vec<_>>(),
        "reasons": verdict.reasons().iter().copied().map(Reason::id).collect::<Vec<_>>(),
    }))
}

fn evidence(question: &Map<String, Value>) -> Result<Evidence, AnswerUnreadable> {
    let given = |field| question.get(field).filter(|value| !value.is_null());
    let status = given("status")
        .map(|status| {
            let status = status.as_u64().and_then(|status| u16::try_from(status).ok());
            status
                .filter(|status| (100..=599).contains(status))
                .ok_or(AnswerUnreadable { expected: "status: 100..599" })
        })
        .transpose()?;
    let mut evidence = Evidence::default();
    // A status alone is an answer too: one without a readable body.
    if let (Some(_), body) | (None, body @ Some(_)) = (status, given("licenseDetails")) {
        evidence = evidence.with_license_details_value(status.unwrap_or(200), body.unwrap_or(&Value::Null));
    }
    if let Some(body) = given("me") {
        evidence = evidence.with_plans_value(200, body);
    }
    Ok(evidence)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const TEAMS1: &str = "57ff2da0-773e-42df-b2af-ffb7a2317929";
    const MESH_IMMERSIVE: &str = "acbca54f-c771-423b-a476-6d7a98cbbcec";

    fn details() -> Value {
        let plan = |id| json!({"servicePlanId": id, "provisioningStatus": "Success"});
        json!({"value": [{
            "skuId": "05e9a617-0261-4cee-bb44-138d3ef5d965",
            "servicePlans": [plan(TEAMS1), plan(MESH_IMMERSIVE)],
        }]})
    }

    fn me() -> Value {
        json!({"assignedPlans": [{"servicePlanId": TEAMS1, "capabilityStatus": "Enabled"}]})
    }

    #[rstest]
    #[case(
        json!({"target": "mesh-pc", "licenseDetails": details()}),
        json!({"verdict": "licensed", "missing": [], "reasons": []})
    )]
    #[case(
        json!({"target": "mesh-pc", "licenseDetails": {"error": {"code": "Forbidden"}}, "status": 403, "me": me()}),
        json!({"verdict": "missing", "missing": ["premium"], "reasons": ["license-details-refused", "read-from-plans"]})
    )]
    #[case(
        json!({"target": "teams-immersive", "status": null, "licenseDetails": null, "me": me()}),
        json!({"verdict": "licensed", "missing": [], "reasons": ["read-from-plans"]})
    )]
    #[case(
        json!({"target": "teams-immersive", "licenseDetails": {"value": []}}),
        json!({"verdict": "missing", "missing": ["prerequisite"], "reasons": ["no-licenses", "guests-not-settled"]})
    )]
    #[case(
        json!({"target": "mesh-pc", "status": 403}),
        json!({"verdict": "unknown", "missing": [], "reasons": ["license-details-refused"]})
    )]
    #[case(
        json!({"target": "mesh-pc", "licenseDetails": "<html>"}),
        json!({"verdict": "unknown", "missing": [], "reasons": ["license-details-unreadable"]})
    )]
    #[case(
        json!({"target": "mesh-pc"}),
        json!({"verdict": "unknown", "missing": [], "reasons": ["nothing-read"]})
    )]
    fn judges_a_line(#[case] question: Value, #[case] expected: Value) {
        assert_eq!(license(&question), Ok(expected));
    }

    #[rstest]
    #[case(json!([]), "object")]
    #[case(json!({}), "target: mesh-pc | teams-immersive")]
    #[case(json!({"target": "mesh"}), "target: mesh-pc | teams-immersive")]
    #[case(json!({"target": "mesh-pc", "status": "403"}), "status: 100..599")]
    #[case(json!({"target": "mesh-pc", "status": 70000}), "status: 100..599")]
    fn a_bad_line_says_what_was_expected(#[case] question: Value, #[case] expected: &'static str) {
        assert_eq!(license(&question), Err(AnswerUnreadable { expected }));
    }
}
