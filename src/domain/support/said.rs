//! What the Mesh app and Microsoft's sign-in pages say, word for word: texts to compare with, and to show
//! beside an answer as what was seen.

use Source::{Hearsay, JoinAnEvent, ReleaseNotes, SignIn, Troubleshooting};

use crate::domain::problem::Kind;

/// Where a message is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// MicrosoftDocs/mesh-docs, `mesh/Resources/mesh-troubleshooting.md`, "Mesh error messages".
    Troubleshooting,
    /// MicrosoftDocs/mesh-docs, `mesh/user-guide/join-an-event.md`.
    JoinAnEvent,
    /// MicrosoftDocs/mesh-docs, `mesh/Resources/mesh-release-notes.md`.
    ReleaseNotes,
    /// A page of Microsoft about signing in.
    SignIn,
    /// Nowhere: as people quote a sign-in page. Microsoft lists its pages nowhere and may reword them.
    Hearsay,
}

/// A message of Microsoft.
#[derive(Debug, PartialEq, Eq)]
pub struct Said {
    /// Its stable address: `mesh:` or `page:` and a short name.
    pub address: &'static str,
    /// What it means.
    pub kind: Kind,
    /// Its words, as Microsoft spells them, mistakes and all. `{0}` stands for a name.
    pub text: &'static str,
    /// Where they are written down.
    pub source: Source,
}

impl Said {
    /// Every message, those of the app first.
    pub const ALL: &'static [Self] = ALL;
}

const fn said(address: &'static str, kind: Kind, text: &'static str, source: Source) -> Said {
    Said { address, kind, text, source }
}

#[rustfmt::skip]
const ALL: &[Said] = &[
    said("mesh:check-schedule", Kind::EventHostNotInside, "Oops, check the event's schedule", JoinAnEvent),
    said("mesh:cannot-access-now", Kind::EventSetupIncomplete, "You cannot access this right now", JoinAnEvent),
    said("mesh:different-tenant", Kind::EventWrongTenant,
        "Join space from different tenant than the meeting owner is not allowed. Please use a different account \
         to join this space.", Troubleshooting),
    said("mesh:no-access", Kind::EventNoAccess,
        "You do not have access to this space. You must be invited into a space to join it.", Troubleshooting),
    said("mesh:no-permission", Kind::EventNoPermission,
        "You don't have permission to enter this space.", Troubleshooting),
    said("mesh:full", Kind::EventFull, "This space is full. Please try back later!", Troubleshooting),
    said("mesh:already-joined", Kind::EventAlreadyJoined,
        "You have already joined this space from another location. Please disconnect and retry.",
        Troubleshooting),
    said("mesh:endpoint-unsupported", Kind::EventDeviceUnsupported,
        "The space {0} does not currently support the {1} endpoint, try using another device.", Troubleshooting),
    said("mesh:not-on-this-device", Kind::EventDeviceUnsupported,
        "The space you were trying to reach isn't available on this device.", Troubleshooting),
    said("mesh:newer-version", Kind::EventVersionMismatch,
        "This space requires a newer version of the Mesh app", Troubleshooting),
    said("mesh:unsupported-version", Kind::EventVersionMismatch,
        "Cannot join the space since one (or more) people are using an unsupported version", Troubleshooting),
    said("mesh:version-must-match", Kind::EventVersionMismatch,
        "Your app version {0} must match the version used by others in the space", Troubleshooting),
    said("mesh:version-not-compared", Kind::EventVersionMismatch,
        "Failed to connect. Client version could not be set or compared", Troubleshooting),
    said("mesh:session", Kind::EventNetworkBlocked,
        "Falied to connect to Mesh session. Please try again later.", Troubleshooting),
    said("mesh:service", Kind::EventNetworkBlocked, "Failed to connect to Mesh service", Troubleshooting),
    said("mesh:relay", Kind::EventNetworkBlocked,
        "Oops! We're having trouble connecting to our services. relay server", Troubleshooting),
    said("mesh:connect", Kind::EventNetworkBlocked, "Oops! We failed to connect", Troubleshooting),
    said("mesh:load-environment", Kind::EventNetworkBlocked,
        "Oops! We failed to load the {0} environment", Troubleshooting),
    said("mesh:join-meeting", Kind::EventNetworkBlocked, "Failed to join the Teams meeting", Troubleshooting),
    said("mesh:teams-meeting-info", Kind::EventNetworkBlocked,
        "Failed to get Teams meeting info from service", Troubleshooting),
    said("mesh:find-meeting", Kind::EventNetworkBlocked, "Failed to find meeting.", Troubleshooting),
    said("mesh:destination", Kind::EventNetworkBlocked,
        "The destination you are trying to reach is not available.", Troubleshooting),
    said("mesh:meeting-info", Kind::EventNotFound, "Failed to get meeting info from service.", Troubleshooting),
    said("mesh:event-code", Kind::EventNotFound, "Failed to lookup event code details!", Troubleshooting),
    said("mesh:space-details", Kind::EventNotFound, "Failed looking up space details.", Troubleshooting),
    said("mesh:unable-to-load", Kind::EventLoadFailed, "Unable to load the environment.", Troubleshooting),
    said("mesh:unexpected-error", Kind::EventLoadFailed,
        "An unexpected error occurred when loading the environment for the space.", Troubleshooting),
    said("mesh:went-wrong", Kind::EventLoadFailed, "Something went wrong loading the space.", Troubleshooting),
    said("mesh:navigate", Kind::EventLoadFailed,
        "Failed to navigate to the destination space.", Troubleshooting),
    said("mesh:lost-connection", Kind::EventLoadFailed, "We lost connection with the space.", Troubleshooting),
    said("mesh:quest-blocked", Kind::DeviceHeadset,
        "Either your Quest device or Mesh app is currently blocked by your organization's AAD Conditional Access \
         policies", ReleaseNotes),
    said("page:set-up-device", Kind::DeviceNotTrusted, "Set up your device to get access", ReleaseNotes),
    said("page:more-information", Kind::FactorNeeded, "More information required", JoinAnEvent),
    said("page:not-in-tenant", Kind::NotInvited,
        "Selected user account does not exist in tenant '{0}' and cannot access the application", SignIn),
    said("page:provider-not-in-tenant", Kind::NotInvited,
        "User account '{0}' from identity provider '{1}' does not exist in tenant '{2}'", SignIn),
    said("page:compliance", Kind::DeviceNotTrusted,
        "This application can only be accessed from: Devices or client applications that meet {0} management \
         compliance policy.", SignIn),
    said("page:no-apps", Kind::ReturnLost, "There are no apps to show", SignIn),
    said("page:criteria", Kind::ConditionalAccess,
        "Your sign-in was successful but does not meet the criteria to access this resource.", Hearsay),
    said("page:no-access", Kind::ConditionalAccess, "You don't have access to this", Hearsay),
    said("page:conditional-access", Kind::ConditionalAccess,
        "Access has been blocked by Conditional Access policies.", Hearsay),
    said("page:sign-in-blocked", Kind::ConditionalAccess, "Your sign-in was blocked", Hearsay),
    said("page:cannot-get-there", Kind::DeviceNotTrusted, "You can't get there from here", Hearsay),
    said("page:cannot-get-yet", Kind::DeviceNotTrusted, "Oops - You can't get to this yet", Hearsay),
    said("page:admin-approval", Kind::HostConsentNeeded, "Need admin approval", Hearsay),
    said("page:approval-required", Kind::HostConsentNeeded, "Approval required", Hearsay),
    said("page:keep-secure", Kind::FactorNeeded, "Help us keep your account secure", Hearsay),
    said("page:did-not-hear", Kind::FactorNeeded, "We didn't hear from you", Hearsay),
    said("page:not-in-organization", Kind::NotInvited,
        "This account does not exist in this organization. Enter a different account.", Hearsay),
    said("page:no-account", Kind::AccountMixedUp, "This account does not exist", Hearsay),
    said("page:no-microsoft-account", Kind::AccountMixedUp, "That Microsoft account doesn't exist", Hearsay),
    said("page:username-incorrect", Kind::AccountMixedUp,
        "This username may be incorrect. Make sure you typed it correctly.", Hearsay),
    said("page:username-not-found", Kind::AccountMixedUp,
        "We couldn't find an account with that username.", Hearsay),
    said("page:personal-account", Kind::PersonalAccount,
        "You can't sign in here with a personal account. Use your work or school account instead.", Hearsay),
    said("page:password", Kind::PasswordRefused, "Your account or password is incorrect.", Hearsay),
    said("page:update-password", Kind::PasswordRefused, "You need to update your password", Hearsay),
    said("page:locked", Kind::HomeAccount,
        "Your account is temporarily locked to prevent unauthorized use.", Hearsay),
    said("page:suspicious", Kind::HomeAccount,
        "Your account is blocked. We've detected suspicious activity on your account.", Hearsay),
    said("page:not-assigned", Kind::NotAssigned,
        "Your administrator has configured the application to block users unless they are specifically granted \
         ('assigned') access", Hearsay),
    said("page:inbound", Kind::InboundPolicy,
        "The resource tenant's cross-tenant access policy does not allow this user to access this tenant.",
        Hearsay),
    said("page:outbound", Kind::OutboundPolicy,
        "The user's administrator has set an outbound access policy that does not allow access to the resource \
         tenant.", Hearsay),
    said("page:restricted", Kind::TenantRestricted,
        "Access is blocked. The {0} IT department has restricted which organizations can be accessed.", Hearsay),
    said("page:redemption-failed", Kind::InvitationPending, "Invitation redemption failed", Hearsay),
    said("page:timed-out", Kind::SessionExpired, "Your sign-in has timed out", Hearsay),
    said("page:cookies", Kind::StorageRefused, "Your browser is currently set to block cookies.", Hearsay),
    said("page:popup", Kind::SignInWindowBlocked, "The pop-up window was blocked", Hearsay),
    said("page:not-reached", Kind::AuthorityUnreachable, "This site can't be reached", Hearsay),
    said("page:not-private", Kind::AnswerUnreadable, "Your connection isn't private", Hearsay),
    said("page:trouble", Kind::SignInUnknown, "Sorry, but we're having trouble signing you in.", Hearsay),
    said("page:went-wrong", Kind::SignInUnknown, "Something went wrong. We couldn't sign you in.", Hearsay),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::problem::event_message;
    use std::collections::BTreeSet;

    #[test]
    fn what_is_said_means_what_the_guest_is_told() {
        for said in Said::ALL {
            assert_eq!(event_message(said.text), Some(said.kind), "{}", said.address);
        }
    }

    #[test]
    fn no_two_messages_are_the_same() {
        let addresses: BTreeSet<_> = Said::ALL.iter().map(|said| said.address).collect();
        let texts: BTreeSet<_> = Said::ALL.iter().map(|said| said.text.to_lowercase()).collect();
        assert_eq!((addresses.len(), texts.len()), (Said::ALL.len(), Said::ALL.len()));
    }
}
