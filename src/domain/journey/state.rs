//! Where a journey stands. States are named for what they wait for and carry only what is still needed.

use std::rc::Rc;

use serde::{Deserialize, Serialize};
use url::Url;

use super::saved::{Known, Progress, Remembered};
use crate::domain::auth::challenge::Claims;
use crate::domain::auth::session::Session;
use crate::domain::auth::{Leg, attempt::Hint};
use crate::domain::config::{Config, Host, TargetSettings};
use crate::domain::detour::Detour;
use crate::domain::device::{self, Judgement};
use crate::domain::directory::license;
use crate::domain::invite::{Invite, check::Notice};
use crate::domain::launch::{self, Seen, WayIn};
use crate::domain::problem::Problem;
use crate::domain::time::{MINUTE, Moment};

/// One guest on the way to one event.
#[derive(Clone, Debug)]
pub struct Journey {
    /// What does not change while the page is open.
    pub setting: Rc<Setting>,
    /// The invite; it may hold the redeem address and the guest's address, in memory only.
    pub invite: Option<Invite>,
    /// What was dropped from the invite.
    pub notices: Vec<Notice>,
    /// What has been found out and done for this event.
    pub progress: Progress,
    /// What this device remembers across events.
    pub remembered: Remembered,
    /// The events known on this device.
    pub known: Vec<Known>,
    /// What this machine is, for the invite's target.
    pub device: Judgement,
    /// Who signed in at the host, while this page is open.
    pub visitor: Option<Visitor>,
    /// The sign-in that was under way last, for what can be done when it failed.
    pub last_leg: Option<Leg>,
    /// The guest has just signed out of Microsoft.
    pub signed_out: bool,
    /// What the journey waits for.
    pub state: State,
}

/// What does not change while the page is open.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The deployment.
    pub config: Config,
    /// Facts about this machine.
    pub facts: device::Facts,
    /// Whether this browser keeps anything for this page.
    pub can_store: bool,
    /// Whether this browser has a share sheet.
    pub can_share: bool,
    /// This page's address without query and fragment.
    pub address: Url,
}

/// Who signed in at the host. Personal, in memory only; `Debug` of the hints is redacted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visitor {
    /// Name or user name, to be shown back to the guest.
    pub shown_as: Option<Hint>,
    /// Guest or member of the host organization, where known.
    pub is_guest: Option<bool>,
    /// The invited address, when another account than that one was used: a hint, not a wall.
    pub instead_of: Option<Hint>,
    /// What names the account when signing out.
    pub logout_hint: Option<Hint>,
}

/// What a journey waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// For a link: the portal was opened without one.
    NoInvite {
        /// What the guest brought, when it was no invite.
        refused: Option<Detour>,
    },
    /// For another link: this one cannot be used.
    LinkUnusable(Problem),
    /// For the guest to begin.
    Introducing,
    /// For another device, or for the guest to go on anyway.
    WrongDevice,
    /// For the guest to accept the invitation at Microsoft.
    AcceptingInvitation(Visit),
    /// For a sign-in.
    SigningIn {
        /// Which of the two.
        leg: Leg,
        /// How far it is.
        phase: Phase,
    },
    /// For Graph to say who this is and which licenses there are.
    CheckingLicense {
        /// The host sign-in; there is no other way into this state.
        session: Session,
        /// What has been tried so far.
        effort: Effort,
        /// Whether `/me` was answered.
        person_known: bool,
        /// The verdict, once it is there.
        verdict: Option<license::Verdict>,
    },
    /// For somebody to assign a license, or for the guest to go on anyway.
    LicenseMissing {
        /// What is missing.
        missing: Vec<license::Missing>,
        /// To check again without signing in again, while the page stays open.
        session: Option<Session>,
    },
    /// For the guest to say that the app is there.
    InstallingApp,
    /// For the doors to open.
    WaitingForStart,
    /// For the guest to open the app.
    Launching,
    /// For the guest to say whether that worked.
    AskingWhetherInside {
        /// What the evidence amounts to.
        seen: Seen,
    },
    /// For nothing: the guest is in.
    Inside,
    /// For the guest to open the event's Teams meeting instead, or to go back.
    JoiningMeeting {
        /// What the journey waited for before, and goes back to.
        back: Box<State>,
        /// Whether it turned out that the portal's own page cannot be told of it.
        only_in_teams: bool,
    },
    /// For whoever can fix it.
    Stuck {
        /// What happened.
        problem: Problem,
        /// Where to go on.
        resume: Resume,
    },
}

/// What has been tried to have Graph's answer. Each thing is tried a bounded number of times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effort {
    /// How often Graph was found busy.
    pub waits: u8,
    /// Until when Graph is left alone.
    pub until: Option<Moment>,
    /// The session was renewed.
    pub renewed: bool,
    /// The sign-in answered a claims challenge.
    pub challenged: bool,
}

/// Whether the guest has been to the page that accepts the invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visit {
    /// Not from here.
    NotYet,
    /// It is open in another tab.
    Gone,
    /// This tab is looked at again. No proof of anything.
    Returned,
}

/// How far a sign-in is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The button is there to be pressed.
    Ready,
    /// The page is about to be left.
    Leaving,
    /// The code is being exchanged.
    Exchanging,
    /// The guest is back, without an answer.
    Away,
    /// It is done; the guest came back to this step.
    Done,
    /// This browser keeps nothing, so no sign-in can come back to this page.
    NotPossible,
}

/// Where a problem leads back to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resume {
    /// To a step.
    Step(Step),
    /// To the license check, with the session that is still good.
    License(Session),
    /// To a sign-in that brings what Graph asks for.
    Proof(Claims),
    /// To the event's Teams meeting, asked for in this state.
    Meeting(Box<State>),
}

/// A step of the journey that has a place in the browser's history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is the state of a similar name")]
pub enum Step {
    Link,
    Introduction,
    Device,
    Invitation,
    SignIn,
    License,
    App,
    Wait,
    Launch,
    Inside,
}

impl Step {
    /// Every step, in order.
    pub const ALL: [Self; 10] = [
        Self::Link,
        Self::Introduction,
        Self::Device,
        Self::Invitation,
        Self::SignIn,
        Self::License,
        Self::App,
        Self::Wait,
        Self::Launch,
        Self::Inside,
    ];

    /// The name used in `history.state` and in message ids.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Introduction => "introduction",
            Self::Device => "device",
            Self::Invitation => "invitation",
            Self::SignIn => "sign-in",
            Self::License => "license",
            Self::App => "app",
            Self::Wait => "wait",
            Self::Launch => "launch",
            Self::Inside => "inside",
        }
    }

    /// The step of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.name() == name)
    }
}

impl State {
    /// The step this state belongs to.
    pub fn step(&self) -> Step {
        match self {
            Self::NoInvite { .. } | Self::LinkUnusable(_) => Step::Link,
            Self::Introducing => Step::Introduction,
            Self::WrongDevice => Step::Device,
            Self::AcceptingInvitation(_) => Step::Invitation,
            Self::SigningIn { .. } => Step::SignIn,
            Self::CheckingLicense { .. }
            | Self::LicenseMissing { .. }
            | Self::Stuck { resume: Resume::License(_) | Resume::Proof(_), .. } => Step::License,
            Self::InstallingApp => Step::App,
            Self::WaitingForStart => Step::Wait,
            Self::Launching | Self::AskingWhetherInside { .. } => Step::Launch,
            Self::Inside => Step::Inside,
            Self::JoiningMeeting { back, .. } | Self::Stuck { resume: Resume::Meeting(back), .. } => {
                back.step()
            }
            Self::Stuck { resume: Resume::Step(step), .. } => *step,
        }
    }

    /// The problem that it is about, if it is about one.
    pub const fn problem(&self) -> Option<&Problem> {
        match self {
            Self::LinkUnusable(problem) | Self::Stuck { problem, .. } => Some(problem),
            _ => None,
        }
    }

    /// Whether this state passes by itself: going Back past it, nobody means to come here.
    pub const fn is_passing(&self) -> bool {
        matches!(self, Self::CheckingLicense { .. })
    }

    /// The name of the screen that shows this state: it changes when the guest sees another page.
    pub const fn screen(&self) -> &'static str {
        match self {
            Self::NoInvite { .. } => "no-invite",
            Self::LinkUnusable(problem) | Self::Stuck { problem, .. } => problem.kind.code(),
            Self::Introducing => "introducing",
            Self::WrongDevice => "wrong-device",
            Self::AcceptingInvitation(Visit::NotYet | Visit::Gone) => "accepting-invitation",
            Self::AcceptingInvitation(Visit::Returned) => "invitation-returned",
            Self::SigningIn { leg: Leg::Home, .. } => "signing-in-home",
            Self::SigningIn { leg: Leg::Host, .. } => "signing-in-host",
            Self::CheckingLicense { .. } => "checking-license",
            Self::LicenseMissing { .. } => "license-missing",
            Self::InstallingApp => "installing-app",
            Self::WaitingForStart => "waiting-for-start",
            Self::Launching => "launching",
            Self::AskingWhetherInside { .. } => "asking-whether-inside",
            Self::Inside => "inside",
            Self::JoiningMeeting { .. } => "joining-meeting",
        }
    }
}

impl Journey {
    /// The host organization; there is one whenever there is an invite, since the invite was checked.
    pub fn host(&self) -> Option<&Host> {
        self.setting.config.host(&self.invite.as_ref()?.host)
    }

    /// When the doors open.
    pub fn doors_open(&self) -> Option<Moment> {
        let before = i64::from(self.setting.config.doors_open_minutes) * MINUTE;
        self.invite.as_ref().map(|invite| invite.starts.plus(-before))
    }

    /// How the guest gets into the event; there is a way whenever there is an invite.
    pub fn way_in(&self) -> Option<WayIn> {
        Some(launch::way_in(self.invite.as_ref()?, self.target()?))
    }

    /// Since when the target's service is retired, if it is.
    pub fn retired_since(&self, now: Moment) -> Option<Moment> {
        self.target()?.retired_on.filter(|date| *date <= now)
    }

    /// Whether the guest said that the app is there.
    pub fn has_app(&self) -> bool {
        self.invite.as_ref().is_some_and(|invite| self.remembered.has_app.contains(&invite.target))
    }

    /// The sign-in that is due first.
    pub fn due_leg(&self) -> Leg {
        if self.setting.config.sign_in.home_leg && !self.progress.skip_home { Leg::Home } else { Leg::Host }
    }

    /// The target's settings; there are some whenever there is an invite.
    pub fn target(&self) -> Option<&TargetSettings> {
        self.setting.config.target(self.invite.as_ref()?.target)
    }
}
