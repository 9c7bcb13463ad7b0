//! Sentences for things that other parts of the domain name.

use crate::domain::detour::{Detour, Turn};
use crate::domain::device::{Judgement, Reason};
use crate::domain::words::Message;

/// What a pasted thing is, when it is no invite; the page itself is about codes that nobody knows.
pub(super) fn pasted(detour: &Detour) -> Option<Message> {
    let Detour::Pasted { kind, turn, .. } = detour else { return None };
    // Where the kind of link does not say enough.
    let telling = [Turn::MeshWeb, Turn::MeshQuest, Turn::MeshStore, Turn::TeamsPage, Turn::LookAlike];
    Some(Message::new(if telling.contains(turn) {
        ["detour.", turn.name(), ".what"].concat()
    } else {
        ["link.kind.", kind.name()].concat()
    }))
}

/// What was seen of this machine, as far as it says something to a guest: most browsers keep the version of
/// Windows to themselves.
pub(super) fn device_reasons(judgement: &Judgement) -> Vec<Message> {
    let telling = judgement.reasons.iter().filter(|reason| **reason != Reason::WindowsVersionUnknown);
    telling.map(|reason| Message::new(["device.reason.", reason.name()].concat())).collect()
}
