//! The host's checklist: what has to be done before guests come, by whom, and how it is said to them.
//!
//! What it says stands in Microsoft's documentation, above all "Invite guest attendees to Mesh events",
//! "Preparing your organization for Mesh" and "Plan for immersive events in Teams". Where those pages leave
//! something open, the item says so: [`Certainty::NotSettled`].

mod checked;
pub mod endpoints;
mod entries;

#[cfg(test)]
mod tests;

pub use checked::Checked;

use crate::domain::named::named;
use crate::domain::target::Target;
use crate::domain::time::Moment;
use crate::domain::words::Message;

named! {
    /// When something is to be done. Words: `checklist.phase.<name>`.
    pub enum Phase, name {
        /// Weeks before the event: what other departments need time for.
        WeeksBefore = "weeks-before",
        /// In the week before it.
        WeekBefore = "week-before",
        /// The day before it.
        DayBefore = "day-before",
        /// From half an hour before it until its end.
        AtTheEvent = "at-the-event",
        /// After it.
        Afterwards = "afterwards",
    }
}

named! {
    /// Who does it. Words: `checklist.who.<name>`.
    pub enum Doer, name {
        /// Whoever plans the event, and reads this list.
        Organizer = "organizer",
        /// Whoever may change the host's tenant: Entra, Microsoft 365, Teams.
        HostAdmin = "host-admin",
        /// Whoever may give licenses in the host's tenant.
        LicenseAdmin = "license-admin",
        /// Whoever looks after the host's firewalls and proxies.
        NetworkTeam = "network-team",
        /// Whom people call when they are stuck.
        HelpDesk = "help-desk",
        /// A person with an account of the host's own who takes part.
        HostColleague = "host-colleague",
        /// Every guest.
        Guest = "guest",
    }
}

named! {
    /// How sure a statement is. Words: `checklist.certainty.<name>`.
    pub enum Certainty, name {
        /// It stands in Microsoft's documentation, or follows from what stands there.
        Verified = "verified",
        /// Microsoft's pages leave it open, or were reported to have changed.
        NotSettled = "not-settled",
    }
}

named! {
    /// One thing to be done, in the order of its phase.
    ///
    /// Words: `checklist.<name>.title` and `checklist.<name>.text`; where somebody else than the organizer does
    /// it, `checklist.<name>.subject` and `checklist.<name>.message` as well.
    pub enum Item, name {
        /// The Mesh apps were retired on 1 December 2025: do they still run here?
        MeshRuns = "mesh-runs",
        /// Tenants of schools and governments are left out.
        TenantKind = "tenant-kind",
        /// The people it takes.
        Team = "team",
        /// The tenant that everybody signs in to.
        Tenant = "tenant",
        /// Who may invite guests, and from where.
        Inviting = "inviting",
        /// Cross-tenant access settings let the guests' organizations in.
        CrossTenant = "cross-tenant",
        /// Whether the guests' own multifactor authentication counts.
        MfaTrust = "mfa-trust",
        /// Policies that would stop guests.
        ConditionalAccess = "conditional-access",
        /// Enough licenses for the guests.
        LicenseSeats = "license-seats",
        /// The license of who schedules an immersive event.
        OrganizerLicense = "organizer-license",
        /// The policy that lets organizers schedule immersive events.
        EventsPolicy = "events-policy",
        /// Guests may use Teams.
        TeamsGuestAccess = "teams-guest-access",
        /// Teams app policies.
        AppPolicies = "app-policies",
        /// Avatars.
        Avatars = "avatars",
        /// SharePoint, OneDrive and the calendar.
        FilesAccess = "files-access",
        /// Addresses and ports: see [`endpoints`].
        Endpoints = "endpoints",
        /// The Mesh app on the colleagues' PCs.
        AppRollout = "app-rollout",
        /// Those who ought to know.
        Stakeholders = "stakeholders",
        /// The help desk knows.
        HelpDesk = "help-desk",

        /// One of the default environments.
        Environment = "environment",
        /// As many rooms as people need.
        RoomSize = "room-size",
        /// Changes only in Outlook or Mesh, never in the Teams calendar.
        OutlookOnly = "outlook-only",
        /// Pictures and videos that guests may open.
        Media = "media",
        /// Guests' licenses for a Mesh event.
        GuestLicense = "guest-license",
        /// The service plan in those licenses.
        ServicePlan = "service-plan",
        /// Guests' licenses for an immersive event.
        GuestLicenseTeams = "guest-license-teams",
        /// Guests accept the invitation early.
        AcceptEarly = "accept-early",
        /// Guests have a Windows PC with the Mesh app.
        GuestPc = "guest-pc",
        /// Guests have the Teams desktop app.
        GuestTeams = "guest-teams",
        /// The organizer sends the link.
        SendLink = "send-link",

        /// Guests have set up multifactor authentication.
        MfaDone = "mfa-done",
        /// Nobody's invitation is still waiting.
        AllAccepted = "all-accepted",
        /// The event's scene is saved in time.
        SceneSaved = "scene-saved",

        /// A colleague is inside before the guests.
        ColleagueFirst = "colleague-first",
        /// Guests sign in with the host's domain.
        HostDomain = "host-domain",
        /// Somebody answers calls for help.
        HelpAtHand = "help-at-hand",

        /// Licenses come back.
        TakeBack = "take-back",
        /// Guest accounts that nobody needs any more, and exceptions made for them.
        RemoveGuests = "remove-guests",
    }
}

/// What a letter names. Whatever is not given stays in it as a placeholder, to be filled in by hand.
///
/// Personal: the names and addresses of people. It has no `Debug`.
#[derive(Clone, Copy, Default)]
pub struct Occasion<'a> {
    /// The name of the event.
    pub title: Option<&'a str>,
    /// When it starts.
    pub start: Option<Moment>,
    /// The host's domain, which guests type when they sign in.
    pub domain: Option<&'a str>,
    /// The name under the letter.
    pub organizer: Option<&'a str>,
    /// The guests' addresses, one a line.
    pub guests: Option<&'a str>,
    /// What the network has to let through: [`endpoints::as_text`].
    pub endpoints: Option<&'a str>,
}

/// A letter that asks for something to be done. Personal: holds what [`Occasion`] brought.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its subject.
    pub subject: Message,
    /// All of its text.
    pub body: Message,
}

impl std::fmt::Debug for Letter {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Letter({}, redacted)", self.body.id)
    }
}

impl Item {
    /// The item of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|item| item.name() == name)
    }

    /// What is to be done for a target, in order.
    pub fn of(target: Target) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |item| item.applies_to(target))
    }

    /// What is to be done for a target in a phase, in order.
    pub fn in_phase(target: Target, phase: Phase) -> impl Iterator<Item = Self> {
        Self::of(target).filter(move |item| item.phase() == phase)
    }

    /// When it is to be done.
    pub const fn phase(self) -> Phase {
        self.entry().phase
    }

    /// Who does it.
    pub const fn who(self) -> Doer {
        self.entry().who
    }

    /// Whether it has to be done for a target.
    pub const fn applies_to(self, target: Target) -> bool {
        self.entry().side(target).is_some()
    }

    /// How sure it is that it has to be done for a target; nothing where it does not apply.
    pub fn certainty(self, target: Target) -> Option<Certainty> {
        self.entry().side(target).map(|side| side.certainty)
    }

    /// Microsoft's page on it, where one says it.
    pub fn page(self, target: Target) -> Option<&'static str> {
        self.entry().side(target)?.page
    }

    /// What is to be done, in a few words.
    pub fn title(self) -> Message {
        self.word("title")
    }

    /// Why, and how.
    pub fn text(self) -> Message {
        self.word("text")
    }

    /// What to send to whoever does it; nothing for what the organizer does.
    pub fn letter(self, occasion: &Occasion) -> Option<Letter> {
        let letter = || Letter {
            subject: occasion.fill(self.word("subject")),
            body: occasion.fill(self.word("message")),
        };
        (self.who() != Doer::Organizer).then(letter)
    }

    fn word(self, part: &str) -> Message {
        Message::new(["checklist.", self.name(), ".", part].concat())
    }
}

impl Occasion<'_> {
    fn fill(&self, message: Message) -> Message {
        let texts = [
            ("title", self.title),
            ("domain", self.domain),
            ("organizer", self.organizer),
            ("guests", self.guests),
            ("endpoints", self.endpoints),
        ];
        let message = texts.into_iter().fold(message, |message, (name, value)| match value {
            Some(value) => message.text(name, value),
            None => message,
        });
        match self.start {
            Some(start) => message.time("start", start),
            None => message,
        }
    }
}

/// Every id of a sentence that the checklist says.
pub fn word_ids() -> Vec<String> {
    let parts = |item: &Item| match item.who() {
        Doer::Organizer => &["title", "text"][..],
        _ => &["title", "text", "subject", "message"],
    };
    let items =
        Item::ALL.iter().flat_map(|item| parts(item).iter().map(|part| item.word(part).id.into_owned()));
    let phases = Phase::ALL.iter().map(|phase| ["checklist.phase.", phase.name()].concat());
    let doers = Doer::ALL.iter().map(|doer| ["checklist.who.", doer.name()].concat());
    let certainties =
        Certainty::ALL.iter().map(|certainty| ["checklist.certainty.", certainty.name()].concat());
    let hosts = endpoints::NAMED_BY_WORDS.map(|purpose| endpoints::hosts(purpose).id.into_owned());
    items.chain(phases).chain(doers).chain(certainties).chain(hosts).collect()
}
