//! What Graph's answer to one invitation, or to a whole batch, says about what has happened.
//!
//! The question behind every line: is it certain that nobody was invited? Only then may a guest's invitation be sent
//! again without asking the organizer.

use serde_json::Value;
use url::Url;

use super::row::{Reason, Refusal};
use crate::domain::directory::batch::PartAnswer;
use crate::domain::directory::fault::{FaultHeaders, GraphFault};
use crate::domain::invite::RedeemUrl;
use crate::domain::tenant::Guid;
use crate::domain::time::Moment;

/// What is known about one invitation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Invited; the rest as far as it could be read.
    Invited { user: Option<Guid>, redeem: Option<RedeemUrl> },
    /// Not processed: wait, and send again.
    Throttled(Throttling),
    /// Not processed: the sign-in is not good any more.
    SignIn,
    /// Refused for good.
    Refused(Refusal),
    /// Invited or not.
    Doubtful,
}

/// What is known about a whole batch from its outer status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outer {
    /// Each part has an answer of its own.
    Answered,
    /// Nothing of it was processed: wait, and send again.
    Throttled(Throttling),
    /// Nothing of it was processed: the sign-in is not good any more.
    SignIn,
    /// Nothing of it was processed: not allowed.
    Denied,
    /// Nothing of it was processed: not understood.
    Refused,
    /// It may have been processed or not.
    Doubtful,
}

/// Microsoft asked to wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Throttling {
    /// For how long, if it said so.
    pub(super) seconds: Option<u32>,
}

/// The code with which Graph's directory says that the caller may not do this at all.
const DENIED: &str = "Authorization_RequestDenied";

impl Outer {
    pub(super) fn of(status: u16, retry_after: Option<&str>, now: Moment) -> Self {
        match status {
            200..=299 => Self::Answered,
            401 => Self::SignIn,
            403 => Self::Denied,
            // 408 comes from a server that gave up waiting, and does not say at which point.
            408 => Self::Doubtful,
            429 => {
                let headers = FaultHeaders { retry_after, ..FaultHeaders::default() };
                let fault = GraphFault::parse(status, "", headers, now);
                Self::Throttled(Throttling { seconds: fault.retry_after_seconds })
            }
            400..=499 => Self::Refused,
            _ => Self::Doubtful,
        }
    }
}

impl Verdict {
    pub(super) fn of(answer: &PartAnswer, now: Moment) -> Self {
        match Outer::of(answer.status, answer.retry_after.as_deref(), now) {
            Outer::Answered => invited(&answer.body),
            Outer::Throttled(throttling) => Self::Throttled(throttling),
            Outer::SignIn => Self::SignIn,
            Outer::Denied | Outer::Refused => Self::Refused(refusal(answer, now)),
            Outer::Doubtful => Self::Doubtful,
        }
    }

    /// Whether the caller may invite nobody, as far as this answer goes.
    pub(super) fn is_denied(&self) -> bool {
        matches!(self, Self::Refused(refusal) if refusal.status == 403 && refusal.code.as_deref() == Some(DENIED))
    }
}

/// A 2xx is Microsoft's word that it was done, even where the rest of the answer cannot be read; only an invitation
/// that calls itself an error takes it back.
fn invited(body: &str) -> Verdict {
    let body: Value = serde_json::from_str(body).unwrap_or_default();
    if body["status"] == "Error" {
        return Verdict::Doubtful;
    }
    let user = body["invitedUser"]["id"].as_str().and_then(|id| Guid::parse(id).ok());
    let redeem = body["inviteRedeemUrl"].as_str().and_then(|url| Url::parse(url).ok());
    Verdict::Invited { user, redeem: redeem.map(RedeemUrl::new) }
}

fn refusal(answer: &PartAnswer, now: Moment) -> Refusal {
    let fault = GraphFault::parse(answer.status, &answer.body, FaultHeaders::default(), now);
    Refusal {
        reason: reason(answer.status, &answer.body),
        status: answer.status,
        code: fault.code,
        request_id: fault.request_id,
    }
}

/// Graph's text for developers only ever picks the sentence that is shown, never what happens next, and is not kept.
/// The first is quoted in Entra's "Troubleshooting B2B collaboration", the others in reports; none is promised.
fn reason(status: u16, body: &str) -> Reason {
    const TOLD: [(&str, Reason); 5] = [
        ("blocked by cross-tenant access", Reason::Blocked),
        ("not allowed for your company", Reason::NotAllowed),
        ("already exists in the directory", Reason::Taken),
        ("verified domain", Reason::Taken),
        ("domain", Reason::Blocked),
    ];
    let body: Value = serde_json::from_str(body).unwrap_or_default();
    let text = body["error"]["message"].as_str().unwrap_or_default().to_lowercase();
    let told = TOLD.iter().find(|(words, _)| text.contains(words)).map(|(_, reason)| *reason);
    told.unwrap_or(match status {
        403 => Reason::NotAllowed,
        409 => Reason::Taken,
        400 | 422 => Reason::Address,
        _ => Reason::Other,
    })
}
