//! Which item belongs where: its phase, its doer, and per target how sure it is and Microsoft's page on it.

use super::Certainty::{NotSettled, Verified};
use super::Doer::{Guest, HelpDesk, HostAdmin, HostColleague, LicenseAdmin, NetworkTeam, Organizer};
use super::Phase::{Afterwards, AtTheEvent, DayBefore, WeekBefore, WeeksBefore};
use super::{Certainty, Doer, Item, Phase};
use crate::domain::target::Target;

/// An address, where there is one.
type Page = Option<&'static str>;

// "Invite guest attendees to Mesh events", and pages that it links to.
const GUEST_ACCESS: Page = Some("https://learn.microsoft.com/mesh/setup/content/guest-access");
const ADD_GUESTS: Page =
    Some("https://learn.microsoft.com/entra/external-id/b2b-quickstart-add-guest-users-portal");
const CROSS_TENANT: Page =
    Some("https://learn.microsoft.com/entra/external-id/cross-tenant-access-settings-b2b-collaboration");
const CONDITIONAL_ACCESS: Page =
    Some("https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-policies");
const TEAMS_GUESTS: Page = Some("https://learn.microsoft.com/microsoftteams/guest-access");
// "Preparing your organization for Mesh", and pages that it links to.
const PREPARING: Page = Some("https://learn.microsoft.com/mesh/setup/content/preparing-your-organization");
const SERVICE_PLAN: Page = Some("https://learn.microsoft.com/mesh/setup/content/setup-m365-mesh");
const CREATE_EVENT: Page = Some("https://learn.microsoft.com/mesh/events-guide/create-event-mesh-portal");
const JOIN_EVENT: Page = Some("https://learn.microsoft.com/mesh/user-guide/join-an-event");
// "Plan for immersive events in Teams".
const IMMERSIVE: Page = Some("https://learn.microsoft.com/microsoftteams/immersive-events");
// entra-docs, `external-collaboration-settings-configure.md` and `redemption-experience.md`.
const WHO_MAY_INVITE: Page =
    Some("https://learn.microsoft.com/entra/external-id/external-collaboration-settings-configure");
const REDEMPTION: Page = Some("https://learn.microsoft.com/entra/external-id/redemption-experience");

/// An item's place in the checklist.
pub(super) struct Entry {
    pub(super) phase: Phase,
    pub(super) who: Doer,
    mesh: Option<Side>,
    teams: Option<Side>,
}

/// What an item is for one target.
#[derive(Clone, Copy)]
pub(super) struct Side {
    pub(super) certainty: Certainty,
    pub(super) page: Page,
}

impl Entry {
    /// What the item is for a target, if it has to be done for it.
    pub(super) const fn side(&self, target: Target) -> Option<Side> {
        match target {
            Target::MeshPc => self.mesh,
            Target::TeamsImmersive => self.teams,
        }
    }
}

const fn mesh(phase: Phase, who: Doer, certainty: Certainty, page: Page) -> Entry {
    Entry { phase, who, mesh: Some(Side { certainty, page }), teams: None }
}

const fn teams(phase: Phase, who: Doer, certainty: Certainty, page: Page) -> Entry {
    Entry { phase, who, mesh: None, teams: Some(Side { certainty, page }) }
}

const fn both(phase: Phase, who: Doer, mesh: (Certainty, Page), teams: (Certainty, Page)) -> Entry {
    Entry {
        phase,
        who,
        mesh: Some(Side { certainty: mesh.0, page: mesh.1 }),
        teams: Some(Side { certainty: teams.0, page: teams.1 }),
    }
}

/// The same for either target.
const fn alike(phase: Phase, who: Doer, page: Page) -> Entry {
    both(phase, who, (Verified, page), (Verified, page))
}

/// On the page about preparing of either target.
const fn prepared(phase: Phase, who: Doer) -> Entry {
    both(phase, who, (Verified, PREPARING), (Verified, IMMERSIVE))
}

impl Item {
    /// The checklist.
    pub(super) const fn entry(self) -> Entry {
        match self {
            // mesh-docs, `mesh/overview.md`: the notice of 8 July 2025.
            Self::MeshRuns => mesh(WeeksBefore, HostAdmin, Verified, None),
            // For immersive events one revision of July 2025 says it, and others do not.
            Self::TenantKind => both(WeeksBefore, HostAdmin, (Verified, PREPARING), (NotSettled, IMMERSIVE)),
            Self::Team | Self::Tenant | Self::Stakeholders => prepared(WeeksBefore, Organizer),
            Self::Inviting => alike(WeeksBefore, HostAdmin, WHO_MAY_INVITE),
            Self::CrossTenant | Self::MfaTrust => alike(WeeksBefore, HostAdmin, CROSS_TENANT),
            Self::ConditionalAccess => alike(WeeksBefore, HostAdmin, CONDITIONAL_ACCESS),
            Self::LicenseSeats => mesh(WeeksBefore, LicenseAdmin, Verified, GUEST_ACCESS),
            // Reported to have changed on 1 April 2026.
            Self::OrganizerLicense => teams(WeeksBefore, LicenseAdmin, NotSettled, IMMERSIVE),
            Self::EventsPolicy => teams(WeeksBefore, HostAdmin, Verified, IMMERSIVE),
            // For Mesh recommended alone; how a guest comes to an immersive event is not described.
            Self::TeamsGuestAccess => {
                both(WeeksBefore, HostAdmin, (Verified, TEAMS_GUESTS), (NotSettled, TEAMS_GUESTS))
            }
            Self::AppPolicies | Self::AppRollout => mesh(WeeksBefore, HostAdmin, Verified, PREPARING),
            Self::Avatars | Self::FilesAccess => prepared(WeeksBefore, HostAdmin),
            Self::Endpoints => prepared(WeeksBefore, NetworkTeam),
            Self::HelpDesk => prepared(WeeksBefore, HelpDesk),
            Self::Environment => mesh(WeekBefore, Organizer, Verified, GUEST_ACCESS),
            Self::RoomSize => mesh(WeekBefore, Organizer, Verified, CREATE_EVENT),
            // mesh-docs, `mesh/Resources/mesh-known-issues.md`, issue 21568.
            Self::OutlookOnly => mesh(WeekBefore, Organizer, Verified, None),
            Self::Media | Self::SendLink => {
                both(WeekBefore, Organizer, (Verified, GUEST_ACCESS), (NotSettled, IMMERSIVE))
            }
            Self::GuestLicense => mesh(WeekBefore, LicenseAdmin, Verified, GUEST_ACCESS),
            Self::ServicePlan => mesh(WeekBefore, LicenseAdmin, Verified, SERVICE_PLAN),
            Self::GuestLicenseTeams => teams(WeekBefore, LicenseAdmin, NotSettled, IMMERSIVE),
            Self::AcceptEarly => alike(WeekBefore, Guest, REDEMPTION),
            Self::GuestPc => mesh(WeekBefore, Guest, Verified, JOIN_EVENT),
            Self::GuestTeams => teams(WeekBefore, Guest, Verified, IMMERSIVE),
            Self::MfaDone => both(DayBefore, Guest, (Verified, GUEST_ACCESS), (Verified, REDEMPTION)),
            Self::AllAccepted => alike(DayBefore, Organizer, REDEMPTION),
            Self::SceneSaved => mesh(DayBefore, Organizer, Verified, CREATE_EVENT),
            // For immersive events the rule is not described.
            Self::ColleagueFirst => {
                both(AtTheEvent, HostColleague, (Verified, GUEST_ACCESS), (NotSettled, IMMERSIVE))
            }
            Self::HostDomain => mesh(AtTheEvent, Guest, Verified, JOIN_EVENT),
            Self::HelpAtHand => prepared(AtTheEvent, HelpDesk),
            Self::TakeBack => mesh(Afterwards, LicenseAdmin, Verified, GUEST_ACCESS),
            Self::RemoveGuests => alike(Afterwards, HostAdmin, ADD_GUESTS),
        }
    }
}
