//! What Microsoft's sign-in pages say when they refuse somebody and show no code, or a code that nobody
//! copies. Compared like the messages of the app: see [`super::event`].

use super::Kind;

/// The words of Entra's own pages, English only.
pub(super) const MESSAGES: &[(Kind, &str)] = &[
    // Verified: mesh-docs, `mesh/user-guide/join-an-event.md` and `mesh/Resources/mesh-release-notes.md`;
    // learn.microsoft.com, "Selected user account does not exist in tenant" and "Troubleshooting sign-in
    // problems with Conditional Access"; entra-docs, `docs/external-id/redemption-experience.md`.
    (Kind::DeviceHeadset, "quest mesh blocked conditional access policies"),
    (Kind::DeviceNotTrusted, "set up your device to get access"),
    (Kind::DeviceNotTrusted, "management compliance policy devices applications"),
    (Kind::FactorNeeded, "information more required"),
    (Kind::NotInvited, "tenant account not exist"),
    (Kind::ReturnLost, "apps no show"),
    // Unverified: as people quote them. Microsoft lists its pages nowhere and may reword them at any time.
    (
        Kind::ConditionalAccess,
        "sign in was successful but does not meet the criteria to access this resource",
    ),
    (Kind::ConditionalAccess, "criteria successful not meet"),
    (Kind::ConditionalAccess, "dont have access this"),
    (Kind::ConditionalAccess, "blocked sign your"),
    (Kind::ConditionalAccess, "conditional access blocked policies"),
    (Kind::DeviceNotTrusted, "you cant get there from here"),
    (Kind::DeviceNotTrusted, "oops you cant get to this yet"),
    (Kind::HostConsentNeeded, "approval need admin"),
    (Kind::HostConsentNeeded, "approval required"),
    (Kind::FactorNeeded, "secure keep your account"),
    (Kind::FactorNeeded, "didnt hear from"),
    (Kind::NotInvited, "account does not exist in this organization"),
    (Kind::AccountMixedUp, "exist account not"),
    (Kind::AccountMixedUp, "exist account doesnt"),
    (Kind::AccountMixedUp, "username may be incorrect"),
    (Kind::AccountMixedUp, "username find account couldnt"),
    (Kind::PersonalAccount, "personal account work school instead"),
    (Kind::PasswordRefused, "incorrect account password"),
    (Kind::PasswordRefused, "update your password need"),
    (Kind::HomeAccount, "locked account"),
    (Kind::HomeAccount, "suspicious activity account blocked detected"),
    (Kind::NotAssigned, "block users unless specifically granted access"),
    (Kind::InboundPolicy, "cross tenant access policy not allow"),
    (Kind::OutboundPolicy, "outbound policy not allow"),
    (Kind::TenantRestricted, "restricted which organizations can be accessed"),
    (Kind::InvitationPending, "redemption invitation failed"),
    (Kind::SessionExpired, "timed out sign"),
    (Kind::StorageRefused, "cookies block browser"),
    (Kind::SignInWindowBlocked, "popup blocked"),
    (Kind::SignInWindowBlocked, "pop up blocked"),
    (Kind::AuthorityUnreachable, "reached site cant"),
    (Kind::AnswerUnreadable, "connection isnt private"),
    (Kind::SignInUnknown, "trouble signing in"),
    (Kind::SignInUnknown, "couldnt sign you"),
];

#[cfg(test)]
mod tests {
    use super::super::event_message;
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(
        "Either your Quest device or Mesh app is currently blocked by your organization's AAD Conditional \
         Access policies...",
        Kind::DeviceHeadset
    )]
    #[case("Set up your device to get access", Kind::DeviceNotTrusted)]
    #[case("More information required", Kind::FactorNeeded)]
    #[case("User account 'x' from identity provider 'y' does not exist in tenant 'z'", Kind::NotInvited)]
    #[case("Selected user account does not exist in tenant 'Contoso'", Kind::NotInvited)]
    #[case("There are no apps to show", Kind::ReturnLost)]
    #[case(
        "You cannot access this right now. Your sign-in was successful but does not meet the criteria to \
         access this resource.",
        Kind::ConditionalAccess
    )]
    #[case("You don't have access to this", Kind::ConditionalAccess)]
    #[case("Access has been blocked by Conditional Access policies.", Kind::ConditionalAccess)]
    #[case("Your sign-in was blocked", Kind::ConditionalAccess)]
    #[case("you cant get there from hear", Kind::DeviceNotTrusted)]
    #[case("You can\u{2019}t get there from here", Kind::DeviceNotTrusted)]
    #[case("Oops - You can't get to this yet", Kind::DeviceNotTrusted)]
    #[case(
        "This application can only be accessed from: Devices or client applications that meet Contoso \
         management compliance policy.",
        Kind::DeviceNotTrusted
    )]
    #[case("Need admin approval", Kind::HostConsentNeeded)]
    #[case("Approval required", Kind::HostConsentNeeded)]
    #[case("Help us keep your account secure", Kind::FactorNeeded)]
    #[case("We didn't hear from you", Kind::FactorNeeded)]
    #[case("This account does not exist in this organization. Enter a different account.", Kind::NotInvited)]
    #[case("This account does not exist", Kind::AccountMixedUp)]
    #[case("That Microsoft account doesn't exist", Kind::AccountMixedUp)]
    #[case("This username may be incorrect. Make sure you typed it correctly.", Kind::AccountMixedUp)]
    #[case("We couldn't find an account with that username.", Kind::AccountMixedUp)]
    #[case(
        "You can't sign in here with a personal account. Use your work or school account instead.",
        Kind::PersonalAccount
    )]
    #[case("Your account or password is incorrect.", Kind::PasswordRefused)]
    #[case("You need to update your password", Kind::PasswordRefused)]
    #[case("Your account is temporarily locked to prevent unauthorized use.", Kind::HomeAccount)]
    #[case("Your account is blocked. We've detected suspicious activity on your account.", Kind::HomeAccount)]
    #[case(
        "Your administrator has configured the application to block users unless they are specifically \
         granted ('assigned') access",
        Kind::NotAssigned
    )]
    #[case(
        "The resource tenant's cross-tenant access policy does not allow this user to access this tenant.",
        Kind::InboundPolicy
    )]
    #[case(
        "The user's administrator has set an outbound access policy that does not allow access to the \
         resource tenant.",
        Kind::OutboundPolicy
    )]
    #[case("The IT department has restricted which organizations can be accessed.", Kind::TenantRestricted)]
    #[case("Invitation redemption failed", Kind::InvitationPending)]
    #[case("Your sign-in has timed out", Kind::SessionExpired)]
    #[case("Your browser is currently set to block cookies.", Kind::StorageRefused)]
    #[case("popup blocked", Kind::SignInWindowBlocked)]
    #[case("the pop-up window was blocked", Kind::SignInWindowBlocked)]
    #[case("This site can\u{2019}t be reached", Kind::AuthorityUnreachable)]
    #[case("Your connection isn't private", Kind::AnswerUnreadable)]
    #[case("Sorry, but we're having trouble signing you in.", Kind::SignInUnknown)]
    #[case("Something went wrong. We couldn't sign you in.", Kind::SignInUnknown)]
    fn pages_are_recognized(#[case] text: &str, #[case] expected: Kind) {
        assert_eq!(event_message(text), Some(expected));
        let told = format!("Hi, I pressed the button and then it said: \u{201c}{text}\u{201d} What now?");
        assert_eq!(event_message(&told), Some(expected));
    }

    #[rstest]
    #[case("You don't have access to this space.", Kind::EventNoAccess)]
    #[case("You cannot access this right now", Kind::EventSetupIncomplete)]
    #[case("This space is full. Please try back later!", Kind::EventFull)]
    fn the_app_keeps_its_own_words(#[case] text: &str, #[case] expected: Kind) {
        assert_eq!(event_message(text), Some(expected));
    }

    #[rstest]
    #[case("my account is fine and I can sign in at home")]
    #[case("is an approval by the organizer needed?")]
    #[case("I signed in with my work account instead of the private one")]
    #[case("I sign in and then out again")]
    #[case("my browser works, and I like cookies")]
    #[case("I have no account, which one do I need?")]
    #[case("the door was locked when I came to the venue")]
    #[case("where do I find the site of the event?")]
    #[case("I have not used this account for a year")]
    #[case("I hope to hear from you soon")]
    #[case("my camera is blocked in your app")]
    #[case("the lobby timed out in the app")]
    #[case("you have access to this now")]
    #[case("you have trouble in the room")]
    fn chat_is_no_message(#[case] text: &str) {
        assert_eq!(event_message(text), None);
    }
}
