//! Every problem with a name: its code, who can fix it, and what it knows.

mod aadsts;
mod catalogue;
mod event;
mod fuzzy;
mod oauth;
mod sign_in_page;
mod signs;

use serde::{Deserialize, Serialize};

use super::named::named;

pub use aadsts::{code_in, correlation_id, kind_of, kind_of_family};
pub use catalogue::{Advice, AdviceContext, Remedy, advice, details};
pub use event::event_message;
pub use oauth::{kind_of_error, of_oauth_error};

pub(super) use aadsts::{Number, codes_in, decisive, numbers};
pub(super) use event::resembling;
pub(super) use fuzzy::{alike, letters, may_be_within};
pub(super) use signs::in_plain_signs;

/// How much of a text that a guest typed or pasted is looked at, in bytes.
const MOST_SEEN: usize = 4096;

/// Something that went wrong, named, with what is known about this one occurrence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Which problem it is.
    pub kind: Kind,
    /// What this occurrence brought with it.
    pub trace: Trace,
}

/// What one occurrence of a problem brought with it. Never a token, a code, an address of a person
/// or a text that somebody else wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    /// The number of an AADSTS code, when Microsoft gave one.
    pub aadsts: Option<u32>,
    /// Microsoft's correlation or request id (a GUID), for their support and the sign-in log.
    pub correlation_id: Option<String>,
    /// HTTP status of the answer, when there was one.
    pub status: Option<u16>,
    /// What the problem is about when that is not personal: a host name, a field, a claim.
    pub subject: Option<String>,
    /// How long Microsoft asks to wait before the next try, in seconds.
    pub wait_seconds: Option<u32>,
}

named! {
    /// Who can fix it. The name is part of message ids and stands on the command line.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Fixer, name {
        /// The guest.
        Guest = "guest",
        /// Whoever invited the guest.
        Organizer = "organizer",
        /// IT of the organization that hosts the event.
        HostAdmin = "host-admin",
        /// IT of the guest's own organization.
        HomeAdmin = "home-admin",
        /// Microsoft.
        Microsoft = "microsoft",
        /// Whoever runs this portal.
        Portal = "portal",
        /// Nobody knows yet.
        Unknown = "unknown",
    }
}

named! {
    /// Every problem the portal has a name for, by its short, speakable, stable code such as `SIGNIN-03`.
    pub enum Kind, code {
        /// The text after the address is not an invite link.
        LinkMalformed = "LINK-01",
        /// The invite link ends too early.
        LinkTruncated = "LINK-02",
        /// The invite link is of a version this portal does not know.
        LinkTooNew = "LINK-03",
        /// The link names a host organization that this portal does not serve.
        LinkUnknownHost = "LINK-04",
        /// The event link inside leads to a host that is not on the allow list.
        LinkEventHostRefused = "LINK-05",
        /// A host name in the link imitates another one.
        LinkLookAlike = "LINK-06",
        /// The event is over.
        LinkEventOver = "LINK-07",
        /// The link is far longer than any invite link.
        LinkTooLong = "LINK-08",
        /// What was pasted is some other kind of link or text.
        LinkNotAnInvite = "LINK-09",
        /// This portal has no such target.
        LinkTargetNotOffered = "LINK-10",
        /// This portal takes signed links only, and this one is not signed.
        LinkUnsigned = "LINK-11",
        /// The link's signature is nobody's whom this portal knows, or not of what the link says.
        LinkSignatureWrong = "LINK-12",
        /// The portal's configuration could not be fetched.
        ConfigMissing = "CONFIG-01",
        /// The portal's configuration has faults.
        ConfigInvalid = "CONFIG-02",
        /// The browser keeps nothing for this page, so sign-in cannot come back to it.
        StorageRefused = "STORAGE-01",
        /// The device has no network.
        Offline = "NETWORK-01",
        /// Microsoft's sign-in service cannot be reached.
        AuthorityUnreachable = "NETWORK-02",
        /// Microsoft Graph cannot be reached.
        GraphUnreachable = "NETWORK-03",
        /// Microsoft asks to wait before the next request.
        Throttled = "NETWORK-04",
        /// Microsoft answered with something that cannot be read.
        AnswerUnreadable = "NETWORK-05",
        /// The guest pressed Cancel or declined the permissions.
        SignInCanceled = "SIGNIN-01",
        /// The account is not in the host tenant: never invited, or another account than the invited one.
        NotInvited = "SIGNIN-02",
        /// The invitation is there but was not redeemed yet.
        InvitationPending = "SIGNIN-03",
        /// The guest's own organization does not let people approve apps, or refuses this one by a policy.
        HomeConsentForbidden = "SIGNIN-04",
        /// The host organization has to approve the portal first.
        HostConsentNeeded = "SIGNIN-05",
        /// A Conditional Access policy of the host organization refuses.
        ConditionalAccess = "SIGNIN-06",
        /// The host organization demands a device it manages or trusts.
        DeviceNotTrusted = "SIGNIN-07",
        /// Registering a second factor is not allowed from here or now.
        FactorRegistrationBlocked = "SIGNIN-08",
        /// The guest's own organization does not let its people visit that tenant.
        OutboundPolicy = "SIGNIN-09",
        /// The host organization does not let guests in from that organization.
        InboundPolicy = "SIGNIN-10",
        /// The portal is open to assigned people only, and this guest is not assigned.
        NotAssigned = "SIGNIN-11",
        /// The portal's app registration is unknown or disabled in that tenant.
        AppUnknown = "SIGNIN-12",
        /// The portal's app registration does not fit this portal.
        PortalMisregistered = "SIGNIN-13",
        /// Signing in took longer than an attempt is kept.
        AttemptExpired = "SIGNIN-14",
        /// An answer came back to an attempt this browser does not know.
        AttemptUnknown = "SIGNIN-15",
        /// An answer came back to a page it was not meant for.
        WrongPage = "SIGNIN-16",
        /// A claim in the ID token is not what it must be.
        ClaimRefused = "SIGNIN-17",
        /// The one-time code was used or expired.
        CodeUsed = "SIGNIN-18",
        /// Microsoft's sign-in service has a passing fault.
        SignInBusy = "SIGNIN-19",
        /// Lock-out, a fault of its organization's sign-in, or another matter of the guest's own account.
        HomeAccount = "SIGNIN-20",
        /// A personal account was used where only work or school accounts are taken.
        PersonalAccount = "SIGNIN-21",
        /// A sign-in error without an entry of its own.
        SignInUnknown = "SIGNIN-22",
        /// The tenant belongs to another cloud or does not exist.
        TenantUnknown = "SIGNIN-23",
        /// The clock of this device is wrong.
        ClockWrong = "SIGNIN-24",
        /// A second factor has to be shown or registered now.
        FactorNeeded = "SIGNIN-25",
        /// The network or device lets people sign in to chosen tenants only.
        TenantRestricted = "SIGNIN-26",
        /// The session ended; signing in again is needed.
        SessionExpired = "SIGNIN-27",
        /// The invitation is accepted, but the way back to the portal got lost.
        ReturnLost = "SIGNIN-28",
        /// The browser offered an account that does not fit, or the address was misspelled.
        AccountMixedUp = "SIGNIN-29",
        /// The password of the guest's own account is wrong or has to be changed.
        PasswordRefused = "SIGNIN-30",
        /// Microsoft Graph asks for one more proof before it answers: a claims challenge.
        ProofWanted = "SIGNIN-31",
        /// Signing in again did not bring what a claims challenge asked for.
        ProofNotAccepted = "SIGNIN-32",
        /// Microsoft has blocked the host organization.
        HostTenantBlocked = "SIGNIN-33",
        /// A window or a hidden page that an app signs in with was blocked, closed or never answered.
        SignInWindowBlocked = "SIGNIN-34",
        /// Microsoft Graph refuses the question.
        GraphRefused = "GRAPH-01",
        /// Microsoft Graph does not understand the question.
        GraphQuestionMalformed = "GRAPH-02",
        /// Neither a Teams license nor a premium license is assigned.
        LicenseAllMissing = "LICENSE-01",
        /// The license that includes Teams is missing.
        LicensePrerequisiteMissing = "LICENSE-02",
        /// The license that includes Mesh is missing.
        LicensePremiumMissing = "LICENSE-03",
        /// The license is there, but its Microsoft Mesh part is switched off.
        LicenseMeshPlanOff = "LICENSE-04",
        /// The licenses could not be read.
        LicenseUnreadable = "LICENSE-05",
        /// A phone.
        DevicePhone = "DEVICE-01",
        /// A tablet.
        DeviceTablet = "DEVICE-02",
        /// A headset.
        DeviceHeadset = "DEVICE-03",
        /// A Mac.
        DeviceMac = "DEVICE-04",
        /// A Linux computer.
        DeviceLinux = "DEVICE-05",
        /// A Chromebook.
        DeviceChromebook = "DEVICE-06",
        /// A console or a TV.
        DeviceConsole = "DEVICE-07",
        /// A browser inside another app, where sign-in tends to fail.
        DeviceInAppBrowser = "DEVICE-08",
        /// The link leads to Mesh on the web, which does not admit guests.
        DeviceWebClient = "DEVICE-09",
        /// Nothing seemed to happen when the app was to open.
        AppDidNotOpen = "LAUNCH-01",
        /// "Oops, check the event's schedule": nobody from the host organization is inside yet.
        EventHostNotInside = "EVENT-01",
        /// "You cannot access this right now": the guest account is not fully set up.
        EventSetupIncomplete = "EVENT-02",
        /// Signed in to the app with the home tenant instead of the host's.
        EventWrongTenant = "EVENT-03",
        /// "You do not have access to this space".
        EventNoAccess = "EVENT-04",
        /// "You don't have permission to enter this space."
        EventNoPermission = "EVENT-05",
        /// The room is full.
        EventFull = "EVENT-06",
        /// The same account is inside from another device.
        EventAlreadyJoined = "EVENT-07",
        /// The space does not support this device.
        EventDeviceUnsupported = "EVENT-08",
        /// The app's version does not match.
        EventVersionMismatch = "EVENT-09",
        /// The app cannot reach its services; usually a network blocks them.
        EventNetworkBlocked = "EVENT-10",
        /// The event or its meeting was not found.
        EventNotFound = "EVENT-11",
        /// The environment could not be loaded, or the connection was lost.
        EventLoadFailed = "EVENT-12",
        /// The Store page stays blank.
        StoreBlank = "EVENT-13",
        /// Some other message.
        EventUnknown = "EVENT-14",
    }
}

impl Kind {
    /// The same problem at the guest's own organization: there every refusal by a policy, and every missing
    /// approval, is one and the same, because that sign-in can be skipped.
    pub(super) const fn at_home(self) -> Self {
        match self {
            Self::NotInvited => Self::PersonalAccount,
            Self::HostConsentNeeded
            | Self::ConditionalAccess
            | Self::DeviceNotTrusted
            | Self::FactorRegistrationBlocked
            | Self::InboundPolicy
            | Self::NotAssigned
            | Self::AppUnknown => Self::HomeConsentForbidden,
            Self::HostTenantBlocked => Self::HomeAccount,
            other => other,
        }
    }
}

impl Problem {
    /// A problem of which nothing more is known than its kind.
    pub fn new(kind: Kind) -> Self {
        Self { kind, trace: Trace::default() }
    }

    /// The same problem, about a host name, a field or a claim.
    #[must_use]
    pub fn about(mut self, subject: impl Into<String>) -> Self {
        self.trace.subject = Some(subject.into());
        self
    }
}

/// What a guest saw, from whatever they typed or pasted of it: an AADSTS code, or a message of the Mesh app
/// or of a sign-in page. `at_home` says whether the sign-in under way is the one at the guest's own
/// organization. `None` when nothing in the text is known.
pub fn seen(text: &str, at_home: bool) -> Option<Problem> {
    let text = in_plain_signs(start_of(text, MOST_SEEN));
    if let Some(code) = code_in(&text) {
        let kind = kind_of(code, at_home).or_else(|| kind_of_family(code, at_home));
        let trace = Trace { aadsts: Some(code), correlation_id: correlation_id(&text), ..Trace::default() };
        return Some(Problem { kind: kind.unwrap_or(Kind::SignInUnknown), trace });
    }
    let kind = event_message(&text)?;
    Some(Problem::new(if at_home { kind.at_home() } else { kind }))
}

/// The start of a text, at most `most` bytes of it and never half a character.
pub(super) fn start_of(text: &str, most: usize) -> &str {
    text.get(..text.floor_char_boundary(most)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use std::collections::BTreeSet;

    const GUID: &str = "3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811";

    #[test]
    fn codes_are_unique_and_speakable() {
        let codes: BTreeSet<_> = Kind::ALL.iter().map(|kind| kind.code()).collect();
        assert_eq!(codes.len(), Kind::ALL.len());
        for code in codes {
            let (family, number) = code.split_once('-').expect("a family and a number");
            assert!(family.bytes().all(|byte| byte.is_ascii_uppercase()), "{code}");
            assert!(number.len() == 2 && number.bytes().all(|byte| byte.is_ascii_digit()), "{code}");
        }
    }

    #[test]
    fn a_fixer_is_written_by_its_name() {
        for fixer in Fixer::ALL {
            assert_eq!(serde_json::to_value(fixer).expect("a name"), fixer.name());
        }
    }

    #[rstest]
    #[case("aadsts 50020 what is that", false, Some(Kind::NotInvited), Some(50020))]
    #[case("AADSTS65001", true, Some(Kind::HomeConsentForbidden), Some(65001))]
    #[case("AADSTS65001", false, Some(Kind::HostConsentNeeded), Some(65001))]
    #[case("AADSTS59999: something new", false, Some(Kind::SignInUnknown), Some(59999))]
    #[case("AADSTS53999: something new", false, Some(Kind::ConditionalAccess), Some(53999))]
    #[case("ＡＡＤＳＴＳ５００２０", false, Some(Kind::NotInvited), Some(50020))]
    #[case("AADSTS٥٣٠٠٣", false, Some(Kind::ConditionalAccess), Some(53003))]
    #[case("AADSTS5000224", false, Some(Kind::HostTenantBlocked), Some(5_000_224))]
    #[case("AADSTS5000224", true, Some(Kind::HomeAccount), Some(5_000_224))]
    #[case("oops check the events schedule", false, Some(Kind::EventHostNotInside), None)]
    #[case("Need admin approval", true, Some(Kind::HomeConsentForbidden), None)]
    #[case("Need admin approval", false, Some(Kind::HostConsentNeeded), None)]
    #[case("50020", false, None, None)]
    #[case("nothing at all", false, None, None)]
    #[case("", false, None, None)]
    fn what_a_guest_saw(
        #[case] text: &str,
        #[case] at_home: bool,
        #[case] kind: Option<Kind>,
        #[case] aadsts: Option<u32>,
    ) {
        let problem = seen(text, at_home);
        assert_eq!(problem.as_ref().map(|problem| problem.kind), kind);
        assert_eq!(problem.and_then(|problem| problem.trace.aadsts), aadsts);
    }

    #[test]
    fn nothing_at_home_is_for_the_host_to_fix() {
        for code in 10_000..100_000 {
            for kind in [kind_of(code, true), kind_of_family(code, true)] {
                let fixer = kind.map(Kind::fixer);
                assert!(!matches!(fixer, Some(Fixer::HostAdmin | Fixer::Organizer)), "{code}");
            }
        }
    }

    #[test]
    fn a_pasted_page_keeps_its_correlation_id() {
        let page =
            format!("AADSTS53003: Access has been blocked.\r\nTrace ID: 1\r\nCorrelation ID: {GUID}\r\n");
        let problem = seen(&page, false).expect("a known code");
        assert_eq!(problem.kind, Kind::ConditionalAccess);
        assert_eq!(problem.trace.correlation_id.as_deref(), Some(GUID));
        assert_eq!(problem.trace.subject, None);
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        let text = "é".repeat(MOST_SEEN);
        assert_eq!(start_of(&text, MOST_SEEN).len(), MOST_SEEN);
        assert_eq!(start_of(&text, MOST_SEEN - 1).len(), MOST_SEEN - 2);
        assert_eq!(start_of("short", MOST_SEEN), "short");
        assert_eq!(seen(&(text + "AADSTS50020"), false), None);
    }
}
