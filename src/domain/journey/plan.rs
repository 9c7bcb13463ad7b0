//! What comes next, and what the guest sees of the way ahead.

use super::saved::{LicenseStanding, SignInStanding};
use super::state::{Journey, Phase, State, Step, Visit};
use crate::domain::device::Verdict;
use crate::domain::time::Moment;

/// How a step on the list stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Behind the guest.
    Done,
    /// Where the guest is.
    Now,
    /// Ahead.
    Later,
}

/// The first thing that is still needed, in the order of the journey.
pub fn next(journey: &Journey, now: Moment) -> State {
    let progress = &journey.progress;
    let Some(invite) = &journey.invite else { return State::NoInvite { refused: None } };
    if is_wrong_device(journey) && !progress.device_accepted {
        return State::WrongDevice;
    }
    if !progress.begun {
        return State::Introducing;
    }
    if invite.redeem.is_some() && !progress.invitation_settled && progress.sign_in == SignInStanding::Open {
        return State::AcceptingInvitation(Visit::NotYet);
    }
    let leg = journey.due_leg();
    if progress.sign_in == SignInStanding::Open {
        let phase = if journey.setting.can_store { Phase::Ready } else { Phase::NotPossible };
        return State::SigningIn { leg, phase };
    }
    match progress.license {
        LicenseStanding::Missing => {
            return State::LicenseMissing { missing: progress.missing.clone(), session: None };
        }
        // Signed in once, but the check never finished: only a fresh token can ask again.
        LicenseStanding::Unchecked if journey.setting.can_store => {
            return State::SigningIn { leg, phase: Phase::Ready };
        }
        _ => {}
    }
    if !journey.has_app() {
        return State::InstallingApp;
    }
    if progress.inside {
        return State::Inside;
    }
    if journey.doors_open().is_some_and(|doors| now < doors) {
        return State::WaitingForStart;
    }
    State::Launching
}

/// Whether this machine is one that guests cannot join from.
pub fn is_wrong_device(journey: &Journey) -> bool {
    journey.device.verdict == Verdict::WrongDevice
}

/// The list of steps with their standing; empty where there is no way ahead to show yet.
pub fn steps(journey: &Journey) -> Vec<(Step, Standing)> {
    let Some(invite) = &journey.invite else { return Vec::new() };
    let progress = &journey.progress;
    let here = match journey.state.step() {
        Step::Link | Step::Introduction | Step::Device => return Vec::new(),
        Step::Wait => Step::Launch,
        step => step,
    };
    let invitation = invite.redeem.is_some() || progress.invitation_settled || here == Step::Invitation;
    let steps = [Step::Invitation, Step::SignIn, Step::License, Step::App, Step::Launch];
    steps
        .into_iter()
        .filter(|step| *step != Step::Invitation || invitation)
        .map(|step| {
            let done = match step {
                Step::Invitation => progress.invitation_settled || progress.sign_in == SignInStanding::Done,
                Step::SignIn => progress.sign_in != SignInStanding::Open,
                Step::License => progress.license.lets_on(),
                Step::App => journey.has_app(),
                _ => progress.inside,
            };
            let standing = if step == here {
                Standing::Now
            } else if done {
                Standing::Done
            } else {
                Standing::Later
            };
            (step, standing)
        })
        .collect()
}
