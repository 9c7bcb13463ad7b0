//! What each page is about: its first-level heading, and the first words of the document's title.

use super::scene::{by_target, sentence};
use super::{introduction, stuck};
use crate::domain::auth::Leg;
use crate::domain::detour::Detour;
use crate::domain::journey::{Journey, Phase, State, Visit};
use crate::domain::words::Message;

/// The first-level heading of the screen of a journey's state.
pub fn heading(journey: &Journey) -> Message {
    let id = match &journey.state {
        State::LinkUnusable(problem) | State::Stuck { problem, .. } => {
            return stuck::advice_for(journey, problem).heading;
        }
        State::WrongDevice => return by_target(journey, "device.heading"),
        State::InstallingApp => return by_target(journey, "app.heading"),
        State::Launching => return by_target(journey, "launch.heading"),
        State::NoInvite { refused: Some(Detour::UnknownCode(code)) } => {
            return Message::new("no-invite.code.heading").text("code", code.as_str());
        }
        State::NoInvite { .. } => "no-invite.heading",
        State::Introducing => introduction::HEADING,
        State::AcceptingInvitation(Visit::NotYet) => "invitation.heading",
        State::AcceptingInvitation(Visit::Gone) => "invitation.gone.heading",
        State::AcceptingInvitation(Visit::Returned) => "invitation.returned.heading",
        State::SigningIn { leg, phase } => match (phase, leg) {
            (Phase::Ready, Leg::Home) => "sign-in.home.heading",
            (Phase::Ready, Leg::Host) => "sign-in.host.heading",
            (Phase::Leaving, _) => "sign-in.leaving.heading",
            (Phase::Exchanging, _) => "sign-in.exchanging.heading",
            (Phase::Away, _) => "sign-in.away.heading",
            (Phase::Done, _) => "sign-in.done.heading",
            (Phase::NotPossible, _) => "sign-in.not-possible.heading",
        },
        State::CheckingLicense { .. } => "license.checking.heading",
        State::LicenseMissing { .. } => "license.missing.heading",
        State::WaitingForStart => "waiting.heading",
        State::AskingWhetherInside { .. } => "asking.heading",
        State::Inside => "inside.heading",
        State::JoiningMeeting { .. } => "join-meeting.heading",
    };
    sentence(journey, id)
}
