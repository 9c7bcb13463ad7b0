//! Sentences for things that other parts of the domain name.

use crate::domain::device::{Judgement, Reason};
use crate::domain::links;
use crate::domain::words::Message;

/// What a pasted thing is, when it is no invite.
pub(super) fn link_kind(kind: links::Kind) -> Message {
    Message::new(["link.kind.", kind.name()].concat())
}

/// What was seen of this machine, as far as it says something to a guest: most browsers keep the version of
/// Windows to themselves.
pub(super) fn device_reasons(judgement: &Judgement) -> Vec<Message> {
    let telling = judgement.reasons.iter().filter(|reason| **reason != Reason::WindowsVersionUnknown);
    telling.map(|reason| Message::new(["device.reason.", reason.name()].concat())).collect()
}
