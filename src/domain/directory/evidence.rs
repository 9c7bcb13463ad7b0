//! What Graph's answers say about a person's licenses, before any rule is applied.
//!
//! Two answers can speak: `licenseDetails` (each license with its service plans) and, for guests
//! who are refused it, `assignedPlans` and `assignedLicenses` of `/me`. Whether an answer is
//! readable matters more than anything it says: an unreadable one is never "no license".

use serde_json::Value;

use super::{AnswerUnreadable, is_success};
use crate::domain::tenant::Guid;

/// The answers received so far. Order of asking: `licenseDetails`, then, if
/// [`needs_plans`](Self::needs_plans), the plans of `/me`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    pub(super) license_details: Answer,
    pub(super) plans: Answer,
}

/// What came back to one question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Answer {
    /// Nothing yet.
    #[default]
    NotAsked,
    /// Graph does not answer this to this person (403).
    Refused,
    /// An error answer that says nothing about the person.
    Unavailable,
    /// An answer without the promised shape.
    Unreadable(AnswerUnreadable),
    /// An answer.
    Read(Holdings),
}

/// The licenses and service plans that one answer lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Holdings {
    /// Product ids (SKUs) of the assigned licenses, as far as they are told.
    pub(super) licenses: Vec<Guid>,
    /// Service plans; the same one may occur several times.
    pub(super) plans: Vec<Plan>,
}

/// One service plan as an answer reports it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Plan {
    pub(super) id: Guid,
    /// The license it comes with, if that is told.
    pub(super) license: Option<Guid>,
    pub(super) state: PlanState,
}

/// Whether a plan works, from least to most: with several entries for one plan the greatest counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum PlanState {
    /// Suspended, locked out or taken away.
    Lapsed,
    /// Part of an assigned license, but switched off by an admin.
    Off,
    /// Assigned, but its state does not say that it works.
    Unclear,
    /// About to work.
    Pending,
    /// Works, for the grace period after the subscription ended.
    Grace,
    /// Works.
    On,
}

impl Evidence {
    /// Adds the answer to [`license_details`](super::questions::license_details).
    #[must_use]
    pub fn with_license_details(self, status: u16, body: &str) -> Self {
        self.with_license_details_value(status, &json(body))
    }

    /// Adds the answer to [`plans`](super::questions::plans).
    #[must_use]
    pub fn with_plans(self, status: u16, body: &str) -> Self {
        self.with_plans_value(status, &json(body))
    }

    /// Whether the plans of `/me` are worth asking for: `licenseDetails` was not read.
    pub const fn needs_plans(&self) -> bool {
        !matches!(self.license_details, Answer::Read(_))
    }

    pub(super) fn with_license_details_value(mut self, status: u16, body: &Value) -> Self {
        self.license_details = Answer::new(status, body, read_license_details);
        self
    }

    /// Adds the plans of a person that were read already, as one of a list.
    pub(in crate::domain) fn with_plans_value(mut self, status: u16, body: &Value) -> Self {
        self.plans = Answer::new(status, body, read_plans);
        self
    }
}

impl Answer {
    fn new(
        status: u16,
        body: &Value,
        read: impl FnOnce(&Value) -> Result<Holdings, AnswerUnreadable>,
    ) -> Self {
        match status {
            403 => Self::Refused,
            _ if !is_success(status) => Self::Unavailable,
            _ => read(body).map_or_else(Self::Unreadable, Self::Read),
        }
    }
}

/// `value[]` of `skuId` and `servicePlans[]` of `servicePlanId` and `provisioningStatus`
/// (Microsoft Graph, licenseDetails resource).
fn read_license_details(body: &Value) -> Result<Holdings, AnswerUnreadable> {
    let mut holdings = Holdings::default();
    for item in list(body, "value", "value: array")? {
        let license = guid(item, "skuId", "skuId: GUID")?;
        for plan in list(item, "servicePlans", "servicePlans: array")? {
            holdings.plans.push(Plan {
                id: guid(plan, "servicePlanId", "servicePlanId: GUID")?,
                license: Some(license.clone()),
                state: match plan.get("provisioningStatus").and_then(Value::as_str) {
                    Some("Success") => PlanState::On,
                    Some("PendingProvisioning") => PlanState::Pending,
                    Some("Disabled") => PlanState::Off,
                    // PendingInput, PendingActivation, Error, and whatever comes to be.
                    _ => PlanState::Unclear,
                },
            });
        }
        holdings.licenses.push(license);
    }
    Ok(holdings)
}

/// `assignedPlans[]` of `servicePlanId` and `capabilityStatus`, `assignedLicenses[]` of `skuId`
/// and `disabledPlans` (Microsoft Graph, user resource). Without `assignedLicenses` the plans still
/// count; without `assignedPlans` only an empty `assignedLicenses` says something.
fn read_plans(body: &Value) -> Result<Holdings, AnswerUnreadable> {
    let mut holdings = Holdings::default();
    let licenses = match body.get("assignedLicenses") {
        None | Some(Value::Null) => None,
        Some(_) => Some(list(body, "assignedLicenses", "assignedLicenses: array")?),
    };
    for item in licenses.unwrap_or_default() {
        let license = guid(item, "skuId", "skuId: GUID")?;
        for disabled in list(item, "disabledPlans", "disabledPlans: array")? {
            holdings.plans.push(Plan {
                id: as_guid(disabled, "disabledPlans: GUIDs")?,
                license: Some(license.clone()),
                state: PlanState::Off,
            });
        }
        holdings.licenses.push(license);
    }
    if licenses.is_some_and(<[Value]>::is_empty) && body.get("assignedPlans").is_none() {
        return Ok(holdings);
    }
    for plan in list(body, "assignedPlans", "assignedPlans: array")? {
        holdings.plans.push(Plan {
            id: guid(plan, "servicePlanId", "servicePlanId: GUID")?,
            license: None,
            state: match plan.get("capabilityStatus").and_then(Value::as_str) {
                Some("Enabled") => PlanState::On,
                Some("Warning") => PlanState::Grace,
                Some("Suspended" | "LockedOut" | "Deleted") => PlanState::Lapsed,
                _ => PlanState::Unclear,
            },
        });
    }
    Ok(holdings)
}

fn json(body: &str) -> Value {
    serde_json::from_slice(body.as_bytes()).unwrap_or_default()
}

fn list<'a>(body: &'a Value, field: &str, expected: &'static str) -> Result<&'a [Value], AnswerUnreadable> {
    body.get(field).and_then(Value::as_array).map(Vec::as_slice).ok_or(AnswerUnreadable { expected })
}

fn guid(body: &Value, field: &str, expected: &'static str) -> Result<Guid, AnswerUnreadable> {
    as_guid(body.get(field).unwrap_or(&Value::Null), expected)
}

fn as_guid(value: &Value, expected: &'static str) -> Result<Guid, AnswerUnreadable> {
    value.as_str().and_then(|text| Guid::parse(text).ok()).ok_or(AnswerUnreadable { expected })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const PLAN: &str = "57ff2da0-773e-42df-b2af-ffb7a2317929";

    fn license_details(status: &str) -> Answer {
        let body = format!(
            r#"{{"value":[{{"skuId":"05E9A617-0261-4CEE-BB44-138D3EF5D965","unknown":1,
                "servicePlans":[{{"servicePlanId":"{PLAN}","provisioningStatus":{status}}}]}}]}}"#
        );
        Evidence::default().with_license_details(200, &body).license_details
    }

    fn only_state(answer: &Answer) -> PlanState {
        match answer {
            Answer::Read(Holdings { plans, .. }) if plans.len() == 1 => plans[0].state,
            other => panic!("expected one plan, got {other:?}"),
        }
    }

    #[rstest]
    #[case(r#""Success""#, PlanState::On)]
    #[case(r#""PendingProvisioning""#, PlanState::Pending)]
    #[case(r#""Disabled""#, PlanState::Off)]
    #[case(r#""PendingInput""#, PlanState::Unclear)]
    #[case(r#""PendingActivation""#, PlanState::Unclear)]
    #[case(r#""Error""#, PlanState::Unclear)]
    #[case(r#""Reticulating""#, PlanState::Unclear)]
    #[case("null", PlanState::Unclear)]
    fn reads_provisioning_status(#[case] status: &str, #[case] expected: PlanState) {
        assert_eq!(only_state(&license_details(status)), expected);
    }

    #[rstest]
    #[case(r#""Enabled""#, PlanState::On)]
    #[case(r#""Warning""#, PlanState::Grace)]
    #[case(r#""Suspended""#, PlanState::Lapsed)]
    #[case(r#""LockedOut""#, PlanState::Lapsed)]
    #[case(r#""Deleted""#, PlanState::Lapsed)]
    #[case(r#""enabled?""#, PlanState::Unclear)]
    #[case("7", PlanState::Unclear)]
    fn reads_capability_status(#[case] status: &str, #[case] expected: PlanState) {
        let body =
            format!(r#"{{"assignedPlans":[{{"servicePlanId":"{PLAN}","capabilityStatus":{status}}}]}}"#);
        assert_eq!(only_state(&Evidence::default().with_plans(200, &body).plans), expected);
    }

    #[rstest]
    #[case(200, "", Answer::Unreadable(AnswerUnreadable { expected: "value: array" }))]
    #[case(200, "{}", Answer::Unreadable(AnswerUnreadable { expected: "value: array" }))]
    #[case(200, r#"{"value":{}}"#, Answer::Unreadable(AnswerUnreadable { expected: "value: array" }))]
    #[case(200, r#"{"value":[7]}"#, Answer::Unreadable(AnswerUnreadable { expected: "skuId: GUID" }))]
    #[case(200, r#"{"value":[]}"#, Answer::Read(Holdings::default()))]
    #[case(403, r#"{"value":[]}"#, Answer::Refused)]
    #[case(429, r#"{"value":[]}"#, Answer::Unavailable)]
    #[case(302, r#"{"value":[]}"#, Answer::Unavailable)]
    fn only_a_well_formed_answer_is_read(#[case] status: u16, #[case] body: &str, #[case] expected: Answer) {
        let evidence = Evidence::default().with_license_details(status, body);
        assert_eq!(evidence.needs_plans(), !matches!(expected, Answer::Read(_)));
        assert_eq!(evidence.license_details, expected);
    }

    #[rstest]
    #[case("{}", false)]
    #[case(r#"{"assignedPlans":null}"#, false)]
    #[case(r#"{"assignedLicenses":[],"assignedPlans":null}"#, false)]
    #[case(r#"{"assignedLicenses":{},"assignedPlans":[]}"#, false)]
    #[case(r#"{"assignedLicenses":[{"skuId":"x","disabledPlans":[]}],"assignedPlans":[]}"#, false)]
    #[case(r#"{"assignedLicenses":[]}"#, true)]
    #[case(r#"{"assignedPlans":[]}"#, true)]
    #[case(r#"{"assignedLicenses":null,"assignedPlans":[]}"#, true)]
    fn absent_plans_are_not_no_plans(#[case] body: &str, #[case] readable: bool) {
        let answer = Evidence::default().with_plans(200, body).plans;
        assert_eq!(matches!(answer, Answer::Read(_)), readable, "{answer:?}");
    }
}
