//! One guest on the board.

use super::account::{Account, Detail, UsageLocation};
use crate::domain::directory::license::{Missing, Rule, Verdict, verdict};
use crate::domain::guests::Guest;
use crate::domain::named::named;
use crate::domain::tenant::Guid;
use crate::domain::time::Moment;
use crate::domain::words::Message;

/// One guest. Personal: `Debug` shows the standing alone.
#[derive(Clone)]
pub struct Row {
    /// As the list has it.
    pub guest: Guest,
    /// Whether and how far the guest is invited.
    pub invited: Answer<Invitation>,
    /// Whether the licenses suffice.
    pub license: Answer<Verdict>,
    /// The guest's account in the tenant.
    pub person: Option<Guid>,
    /// When the invitation last changed: when it was accepted, if it was.
    pub changed: Option<Moment>,
    /// The country that licenses are assigned for.
    pub usage_location: Option<UsageLocation>,
    /// Products assigned, as far as they were read.
    pub licenses: Vec<Guid>,
    /// When Graph last said anything about this guest.
    pub read: Option<Moment>,
    /// Lower case, for searching and sorting.
    pub(super) name_sought: String,
    pub(super) address_sought: String,
    directory_name: Option<String>,
}

/// What is known about one thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Answer<T> {
    /// Not answered yet.
    #[default]
    Waiting,
    /// This.
    Known(T),
    /// It was asked, and cannot be told.
    Unknown,
}

named! {
    /// Whether and how far somebody is invited.
    pub enum Invitation {
        /// The tenant has no such person.
        NotInvited = "not-invited",
        /// Sent, not accepted.
        Pending = "pending",
        /// Accepted.
        Accepted = "accepted",
        /// A member of the tenant: needs no invitation and joins as one of the host's own.
        Member = "member",
    }
}

named! {
    /// Where a guest stands, what hinders first coming first.
    pub enum Standing {
        /// Can come in.
        Ready = "ready",
        /// Not in the tenant.
        NotInvited = "not-invited",
        /// Has not accepted the invitation.
        NotAccepted = "not-accepted",
        /// A license is missing.
        NoLicense = "no-license",
        /// The license is there, its Mesh plan is switched off.
        PlanOff = "plan-off",
        /// A member of the host, nothing missing.
        Member = "member",
        /// Something could not be read.
        CouldNotTell = "could-not-tell",
        /// Not read yet.
        Waiting = "waiting",
    }
}

named! {
    /// What somebody has to do for a guest, or the guest alone.
    pub enum Need {
        /// An invitation.
        Invitation = "invitation",
        /// To accept it.
        Acceptance = "acceptance",
        /// A license that includes Teams.
        TeamsLicense = "teams-license",
        /// Teams Premium or the Mesh Trial.
        PremiumLicense = "premium-license",
        /// To have the Mesh plan of the license switched on.
        MeshPlan = "mesh-plan",
    }
}

impl Standing {
    /// What the board says.
    pub fn message(self) -> Message {
        Message::new(["board.standing.", self.name()].concat())
    }
}

impl Need {
    /// What the board says.
    pub fn message(self) -> Message {
        Message::new(["board.need.", self.name()].concat())
    }

    /// What of a verdict it answers to.
    const fn of(missing: Missing) -> Self {
        match missing {
            Missing::Prerequisite => Self::TeamsLicense,
            Missing::Premium => Self::PremiumLicense,
            Missing::MeshPlanOff => Self::MeshPlan,
        }
    }
}

impl<T> Answer<T> {
    /// What is known, if it is.
    pub const fn known(&self) -> Option<&T> {
        if let Self::Known(value) = self { Some(value) } else { None }
    }

    fn of(value: Option<T>) -> Self {
        value.map_or(Self::Unknown, Self::Known)
    }
}

impl Row {
    pub(super) fn new(guest: Guest) -> Self {
        Self {
            address_sought: guest.address.secret().to_lowercase(),
            name_sought: guest.name.as_deref().unwrap_or_default().to_lowercase(),
            guest,
            invited: Answer::Waiting,
            license: Answer::Waiting,
            person: None,
            changed: None,
            usage_location: None,
            licenses: Vec::new(),
            read: None,
            directory_name: None,
        }
    }

    /// What the guest is called: by the list, else by the tenant.
    pub fn name(&self) -> Option<&str> {
        self.guest.name.as_deref().or(self.directory_name.as_deref())
    }

    /// When the invitation was accepted, if it was and that is told.
    pub fn accepted_at(&self) -> Option<Moment> {
        self.changed.filter(|_| self.invited == Answer::Known(Invitation::Accepted))
    }

    /// Where the guest stands.
    pub fn standing(&self) -> Standing {
        match self.invited {
            Answer::Known(Invitation::NotInvited) => return Standing::NotInvited,
            Answer::Known(Invitation::Pending) => return Standing::NotAccepted,
            Answer::Waiting => return Standing::Waiting,
            Answer::Known(Invitation::Accepted | Invitation::Member) | Answer::Unknown => {}
        }
        match (&self.license, self.invited) {
            (Answer::Waiting, _) => Standing::Waiting,
            (Answer::Known(Verdict::Missing { missing, .. }), _) => {
                if missing.as_slice() == [Missing::MeshPlanOff] {
                    Standing::PlanOff
                } else {
                    Standing::NoLicense
                }
            }
            (Answer::Known(Verdict::Licensed { .. }), Answer::Known(Invitation::Accepted)) => Standing::Ready,
            (Answer::Known(Verdict::Licensed { .. }), Answer::Known(Invitation::Member)) => Standing::Member,
            _ => Standing::CouldNotTell,
        }
    }

    /// Everything that is known to be missing, in the order it is best done. What could not be read is no need.
    pub fn needs(&self) -> Vec<Need> {
        let invitation: &[Need] = match self.invited {
            Answer::Known(Invitation::NotInvited) => &[Need::Invitation, Need::Acceptance],
            Answer::Known(Invitation::Pending) => &[Need::Acceptance],
            _ => &[],
        };
        invitation.iter().copied().chain(self.missing().iter().copied().map(Need::of)).collect()
    }

    /// Whether it is known that this is needed.
    pub fn needs_this(&self, need: Need) -> bool {
        match need {
            Need::Invitation => self.invited == Answer::Known(Invitation::NotInvited),
            Need::Acceptance => {
                matches!(self.invited, Answer::Known(Invitation::NotInvited | Invitation::Pending))
            }
            _ => self.missing().iter().any(|missing| Need::of(*missing) == need),
        }
    }

    fn missing(&self) -> &[Missing] {
        self.license.known().map(Verdict::missing).unwrap_or_default()
    }

    /// The guest was found.
    pub(super) fn found(&mut self, account: &Account, detail: Detail, rule: &Rule, now: Moment) {
        self.person = Some(account.id.clone());
        self.read = Some(now);
        self.directory_name.clone_from(&account.name);
        if self.guest.name.is_none() {
            self.name_sought = account.name.as_deref().unwrap_or_default().to_lowercase();
        }
        self.invited = Answer::of(account.invited.filter(|_| detail >= Detail::Guests));
        self.changed = account.changed;
        self.usage_location = account.usage_location;
        self.licenses.clone_from(&account.licenses);
        self.license = if !asks_for_license(rule) {
            Answer::Known(Verdict::Licensed { reasons: Vec::new() })
        } else if detail == Detail::Full {
            Answer::Known(verdict(rule, &account.evidence))
        } else {
            Answer::Unknown
        };
    }

    /// The guest is certainly not in the tenant, and so has no license there.
    pub(super) fn absent(&mut self, without_license: &Verdict, now: Moment) {
        let guest = Self::new(self.guest.clone());
        let (invited, license) =
            (Answer::Known(Invitation::NotInvited), Answer::Known(without_license.clone()));
        *self = Self { invited, license, read: Some(now), ..guest };
    }

    /// It could not be found out. What was known before stays.
    pub(super) fn untold(&mut self) {
        if self.invited == Answer::Waiting {
            self.invited = Answer::Unknown;
        }
        if self.license == Answer::Waiting {
            self.license = Answer::Unknown;
        }
    }
}

/// Whether the target asks for any license at all.
pub(super) fn asks_for_license(rule: &Rule) -> bool {
    rule.premium_required || !rule.prerequisite_plans.is_empty()
}

impl std::fmt::Debug for Row {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Row({})", self.standing().name())
    }
}
