//! One guest of a run, and how far the guest's invitation is.

use std::fmt;

use super::lookup::{Found, What};
use super::{Decision, DoesNotApply};
use crate::domain::guests::Guest;
use crate::domain::invite::RedeemUrl;
use crate::domain::named::named;
use crate::domain::tenant::Guid;
use crate::domain::time::{MINUTE, Moment};
use crate::domain::words::Message;

named! {
    /// How far a guest's invitation is, by the name that words and exported lists know it by.
    pub enum StateName, name {
        /// Not sent yet.
        Waiting = "waiting",
        /// Microsoft asked to wait; it was not sent, and is sent again by itself.
        Throttled = "throttled",
        /// Sent, and no answer yet.
        Sending = "sending",
        /// Microsoft says that the guest is invited.
        Invited = "invited",
        /// The guest was in the directory before, and has accepted.
        AlreadyAccepted = "already-accepted",
        /// The guest was in the directory before, and has not accepted.
        AlreadyPending = "already-pending",
        /// The guest was in the directory before; whether accepted may not be read.
        AlreadyGuest = "already-guest",
        /// A member of the organizer's own organization, who cannot be invited.
        Member = "member",
        /// Microsoft refused: this guest was not invited.
        Refused = "refused",
        /// Sent, and whether it arrived is not known.
        Unknown = "unknown",
        /// The organizer took the guest out before anything was sent.
        LeftOut = "left-out",
    }
}

named! {
    /// Why Microsoft refused to invite a guest.
    pub enum Reason, name {
        /// The organizer may not invite this guest.
        NotAllowed = "not-allowed",
        /// The guest's organization is blocked, by a list of domains or by cross-tenant access settings.
        Blocked = "blocked",
        /// Somebody else in the directory has the address: a member, a contact or a deleted guest.
        Taken = "taken",
        /// Microsoft did not take the request; most likely the address.
        Address = "address",
        /// Anything else.
        Other = "unexplained",
    }
}

/// Why one guest was not invited, with what Microsoft's support asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// In the portal's own words.
    pub reason: Reason,
    /// HTTP status.
    pub status: u16,
    /// Graph's error code.
    pub code: Option<String>,
    /// Graph's name for the request.
    pub request_id: Option<Guid>,
}

/// How far a guest in the directory is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Whether accepted may not be read.
    Unread,
    /// Not accepted.
    Pending,
    /// Accepted.
    Accepted,
}

/// What is done about an invitation that may have arrived or not. Sending it again is nobody's but the organizer's
/// to decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// It is looked up in the directory.
    Looking {
        /// How often it has been.
        looks: u8,
        /// When it is looked up next.
        next: Moment,
    },
    /// The organizer is asked.
    Open,
    /// The organizer leaves it at that.
    Left,
}

/// How far a guest's invitation is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Not sent yet.
    Waiting,
    /// Certainly not processed, because Microsoft asked to wait.
    Throttled,
    /// In a batch that is not answered yet.
    Sending,
    /// Microsoft says that the guest is invited.
    Invited,
    /// The guest was in the directory before.
    Already(Standing),
    /// A member of the own organization.
    Member,
    /// Certainly not invited.
    Refused(Refusal),
    /// Invited or not: no answer told.
    Unknown(Doubt),
    /// Taken out before anything was sent.
    LeftOut,
}

/// What sending a row means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Errand {
    /// The guest has had nothing from this run; nobody has said that it may be more than once.
    First,
    /// The organizer wants the invitation sent although there was one, or may have been.
    Again,
    /// The organizer wants the guest to accept anew.
    Reset,
}

/// One guest of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Who.
    pub guest: Guest,
    /// How far.
    pub state: State,
    /// The guest's object in the directory.
    pub user: Option<Guid>,
    /// The address that redeems the invitation: in memory only, gone after a reload.
    pub redeem: Option<RedeemUrl>,
    /// What sending means.
    pub errand: Errand,
    /// The directory was looked into before sending, or need not be.
    pub(super) checked: bool,
}

/// How often the directory is asked about an invitation in doubt.
pub const LOOKS: u8 = 4;

/// How long after the doubt the directory is asked for the first time, in milliseconds; the pause doubles each time.
/// The fourth look is seven and a half minutes after the doubt. Microsoft promises no time by which a new guest is
/// seen, which is why absence never proves anything here.
pub const FIRST_LOOK: i64 = MINUTE / 2;

impl Row {
    pub(super) fn new(guest: Guest) -> Self {
        Self { guest, state: State::Waiting, user: None, redeem: None, errand: Errand::First, checked: false }
    }

    /// Whether it is sent as soon as its turn comes.
    pub fn is_to_send(&self) -> bool {
        matches!(self.state, State::Waiting | State::Throttled)
    }

    /// What the organizer may decide about it as it stands.
    pub fn decisions(&self) -> &'static [Decision] {
        match self.state {
            State::Unknown(Doubt::Open) => &[Decision::SendAgain, Decision::Leave],
            State::Already(Standing::Accepted) => &[Decision::Reset],
            State::Already(_) => &[Decision::SendAgain, Decision::Reset],
            State::Refused(_) => &[Decision::SendAgain],
            _ => &[],
        }
    }

    /// Whether it waits for the organizer's decision.
    pub fn asks(&self) -> bool {
        self.state == State::Unknown(Doubt::Open)
    }

    /// Whether nothing more is done about it unless the organizer says so.
    pub fn is_settled(&self) -> bool {
        !self.is_to_send() && self.look().is_none() && self.state != State::Sending
    }

    /// Whether the directory is still to be looked into before it is sent.
    pub(super) fn is_unchecked(&self) -> bool {
        self.is_to_send() && !self.checked
    }

    /// When it is looked up next, where it is in doubt.
    pub(super) fn look(&self) -> Option<Moment> {
        match self.state {
            State::Unknown(Doubt::Looking { next, .. }) => Some(next),
            _ => None,
        }
    }

    /// The words for it, with Microsoft's own traces where it was refused.
    pub fn message(&self) -> Message {
        let State::Refused(refusal) = &self.state else {
            return Message::new(["inviting.state.", self.state.name().name()].concat());
        };
        let status = u32::from(refusal.status);
        Message::new(["inviting.why.", refusal.reason.name()].concat()).count("status", status)
    }

    /// Takes an invitation whose fate is not known into doubt. Where nothing may be read, or where an older
    /// invitation would be found and prove nothing, only the organizer can end the doubt.
    pub(super) fn doubt(&mut self, may_read: bool, now: Moment) {
        let can_be_found = may_read && self.errand == Errand::First;
        self.state = State::Unknown(if can_be_found {
            Doubt::Looking { looks: 0, next: now.plus(FIRST_LOOK) }
        } else {
            Doubt::Open
        });
    }

    pub(super) fn invited(&mut self, user: Option<Guid>, redeem: Option<RedeemUrl>) {
        self.state = State::Invited;
        self.user = user.or(self.user.take());
        self.redeem = redeem;
    }

    /// Takes what the directory says about the guest; `begun` is when the run did. Only who came into the directory
    /// since then can have been invited by it.
    pub(super) fn found(&mut self, found: &Found, begun: Moment) {
        let in_doubt = self.look().is_some();
        if !in_doubt && !self.is_unchecked() {
            return;
        }
        self.checked = true;
        self.user = Some(found.user.clone());
        self.state = match found.what {
            What::Member => State::Member,
            What::Guest(_) if in_doubt && found.since.is_some_and(|since| since >= begun) => State::Invited,
            What::Guest(standing) => State::Already(standing),
        };
    }

    /// Does as the organizer decides, if that fits.
    pub(super) fn decide(&mut self, decision: Decision) -> Result<(), DoesNotApply> {
        match (decision, &self.state) {
            // What was refused or left out did not happen: it is the same errand still.
            (Decision::SendAgain, State::Refused(_) | State::LeftOut) => self.state = State::Waiting,
            (Decision::SendAgain, State::Unknown(_) | State::Invited | State::Already(_)) => {
                self.send_as(Errand::Again);
            }
            (Decision::Reset, State::Invited | State::Already(_)) if self.user.is_some() => {
                self.send_as(Errand::Reset);
            }
            (Decision::Leave, State::Waiting | State::Throttled) if self.errand == Errand::First => {
                self.state = State::LeftOut;
            }
            // There was an invitation, or may have been, before it was to be sent again.
            (Decision::Leave, State::Waiting | State::Throttled | State::Unknown(_)) => {
                self.state = State::Unknown(Doubt::Left);
            }
            _ => return Err(DoesNotApply),
        }
        Ok(())
    }

    fn send_as(&mut self, errand: Errand) {
        self.errand = errand;
        self.checked = true;
        self.state = State::Waiting;
    }

    /// Counts a look that did not find the guest.
    pub(super) fn not_found(&mut self, now: Moment) {
        self.checked = true;
        if let State::Unknown(Doubt::Looking { looks, .. }) = self.state {
            let looks = looks.saturating_add(1);
            self.state = State::Unknown(if looks < LOOKS {
                Doubt::Looking { looks, next: now.plus(FIRST_LOOK << looks) }
            } else {
                Doubt::Open
            });
        }
    }
}

impl State {
    /// Its name.
    pub const fn name(&self) -> StateName {
        match self {
            Self::Waiting => StateName::Waiting,
            Self::Throttled => StateName::Throttled,
            Self::Sending => StateName::Sending,
            Self::Invited => StateName::Invited,
            Self::Already(Standing::Accepted) => StateName::AlreadyAccepted,
            Self::Already(Standing::Pending) => StateName::AlreadyPending,
            Self::Already(Standing::Unread) => StateName::AlreadyGuest,
            Self::Member => StateName::Member,
            Self::Refused(_) => StateName::Refused,
            Self::Unknown(_) => StateName::Unknown,
            Self::LeftOut => StateName::LeftOut,
        }
    }
}

impl fmt::Display for StateName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}
