//! What is easily taken for something else.

use super::entry::Entry;
use super::teams::TeamsCode;
use crate::domain::problem::Kind;

/// The most entries that are named beside one.
const MOST: usize = 5;

/// Problems that people confuse, or that come one after the other.
const CONFUSED: &[&[Kind]] = &[
    &[Kind::NotInvited, Kind::InvitationPending, Kind::AccountMixedUp, Kind::PersonalAccount],
    &[Kind::InvitationPending, Kind::EventSetupIncomplete, Kind::ReturnLost],
    &[Kind::HomeConsentForbidden, Kind::HostConsentNeeded, Kind::AppUnknown, Kind::NotAssigned],
    &[Kind::ConditionalAccess, Kind::DeviceNotTrusted, Kind::FactorRegistrationBlocked, Kind::FactorNeeded],
    &[Kind::OutboundPolicy, Kind::InboundPolicy, Kind::TenantRestricted, Kind::HomeConsentForbidden],
    &[Kind::HomeAccount, Kind::PasswordRefused, Kind::AccountMixedUp],
    &[Kind::AttemptExpired, Kind::AttemptUnknown, Kind::CodeUsed, Kind::SessionExpired, Kind::ClockWrong],
    &[Kind::FactorNeeded, Kind::ProofWanted, Kind::ProofNotAccepted],
    &[Kind::SignInWindowBlocked, Kind::StorageRefused, Kind::DeviceInAppBrowser],
    &[Kind::AppUnknown, Kind::PortalMisregistered, Kind::TenantUnknown, Kind::WrongPage, Kind::ClaimRefused],
    &[Kind::SignInBusy, Kind::Throttled, Kind::AuthorityUnreachable, Kind::HostTenantBlocked],
    &[Kind::Offline, Kind::AuthorityUnreachable, Kind::GraphUnreachable, Kind::AnswerUnreadable],
    &[Kind::GraphRefused, Kind::LicenseUnreadable, Kind::GraphUnreachable, Kind::GraphQuestionMalformed],
    &[
        Kind::LicenseAllMissing,
        Kind::LicensePrerequisiteMissing,
        Kind::LicensePremiumMissing,
        Kind::LicenseMeshPlanOff,
        Kind::LicenseUnreadable,
    ],
    &[Kind::EventNoAccess, Kind::EventNoPermission, Kind::EventWrongTenant, Kind::LicenseAllMissing],
    &[Kind::EventWrongTenant, Kind::EventSetupIncomplete, Kind::EventNoAccess],
    &[Kind::EventHostNotInside, Kind::EventFull, Kind::EventNotFound, Kind::LinkEventOver],
    &[Kind::EventNetworkBlocked, Kind::EventLoadFailed, Kind::EventVersionMismatch],
    &[Kind::EventDeviceUnsupported, Kind::DeviceWebClient, Kind::DeviceHeadset, Kind::DeviceMac],
    &[Kind::EventAlreadyJoined, Kind::EventFull],
    &[Kind::AppDidNotOpen, Kind::StoreBlank, Kind::EventVersionMismatch, Kind::DeviceInAppBrowser],
    &[Kind::LinkMalformed, Kind::LinkTruncated, Kind::LinkNotAnInvite, Kind::LinkTooLong, Kind::LinkTooNew],
    &[Kind::LinkUnknownHost, Kind::LinkEventHostRefused, Kind::LinkLookAlike, Kind::LinkTargetNotOffered],
    &[Kind::LinkSignatureWrong, Kind::LinkUnsigned, Kind::LinkMalformed, Kind::LinkLookAlike],
    &[Kind::ConfigMissing, Kind::ConfigInvalid, Kind::PortalMisregistered],
    &[Kind::DevicePhone, Kind::DeviceTablet, Kind::DeviceHeadset, Kind::DeviceWebClient],
    &[Kind::DeviceMac, Kind::DeviceLinux, Kind::DeviceChromebook, Kind::DeviceConsole],
    &[Kind::SignInCanceled, Kind::AccountMixedUp],
    &[Kind::SignInUnknown, Kind::EventUnknown],
];

/// What to look at, too: the portal's problem behind a code or message, then those that are confused with it.
pub fn related(entry: Entry) -> Vec<Entry> {
    if let Entry::Teams(code) = entry {
        let others = TeamsCode::ALL.iter().copied().filter(|other| *other != code).map(Entry::Teams);
        return others.chain([Entry::Problem(Kind::LinkNotAnInvite)]).collect();
    }
    let kind = entry.problem();
    let groups = CONFUSED.iter().filter(|group| kind.is_some_and(|kind| group.contains(&kind)));
    let mut found = Vec::new();
    for kind in kind.into_iter().chain(groups.copied().flatten().copied()) {
        let other = Entry::Problem(kind);
        if other != entry && !found.contains(&other) {
            found.push(other);
        }
    }
    found.truncate(MOST);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_leads_on_to_another_one() {
        for &kind in Kind::ALL {
            let found = related(Entry::Problem(kind));
            assert!((1..=MOST).contains(&found.len()), "{kind:?}: {found:?}");
            assert!(!found.contains(&Entry::Problem(kind)));
        }
    }

    #[test]
    fn a_code_leads_to_its_problem_first() {
        let found = related(Entry::Aadsts(50020));
        assert_eq!(found[..2], [Entry::Problem(Kind::NotInvited), Entry::Problem(Kind::InvitationPending)]);
    }
}
