//! What can happen to a journey.

use super::Step;
use crate::domain::auth::Leg;
use crate::domain::auth::session::Session;
use crate::domain::auth::token::SignedIn;
use crate::domain::directory::{fault::Refused, license, person::Person};
use crate::domain::invite::EventKey;
use crate::domain::launch::Signal;
use crate::domain::named::named;
use crate::domain::problem::{Kind, Problem};

/// Something that happened: a press, a result, or the world changing.
#[derive(Debug)]
pub enum Event {
    // What the guest does.
    /// A link or a whole mail was pasted.
    Pasted(String),
    /// One of the events known on this device was chosen.
    Chose(EventKey),
    /// Go on to whatever comes next.
    Continue,
    /// Go on although the portal advises against it, or without what it could not find out.
    ContinueAnyway,
    /// Open the redeem address.
    AcceptInvitation,
    /// Sign in, beginning with the leg that is due.
    SignIn,
    /// Sign in at the host only.
    SkipHome,
    /// Sign in with another account.
    UseAnotherAccount,
    /// Sign out of Microsoft in this browser.
    SignOut,
    /// Ask Graph again.
    CheckAgain,
    /// The app is there.
    HaveApp,
    /// The app is not there after all.
    LackApp,
    /// Open the app, or copy the link to paste there.
    OpenApp,
    /// Whether that worked.
    Answered(Answer),
    /// What stood on Microsoft's page or in the app, pasted or chosen.
    Saw(String),
    /// Try the same thing again.
    TryAgain,
    /// Begin this event's journey afresh.
    StartOver,
    /// See about the Teams meeting that goes with the event.
    JoinMeeting,
    /// Join it in the portal's own page.
    JoinHere,
    /// Save the calendar file.
    SaveCalendar,
    /// Delete everything this device remembers.
    Forget,
    /// Back or Forward in the browser.
    Revisit(Step),

    // What comes of effects.
    /// The page could not be left for the sign-in, since nothing can be kept.
    StorageRefused,
    /// The page was not left, since there is no network.
    NoNetwork,
    /// A sign-in was answered.
    SignedIn(Leg, Result<SignedIn, Problem>),
    /// `/me` was answered.
    PersonRead(Result<Person, Problem>),
    /// The license questions were answered.
    LicenseRead(Result<license::Verdict, Refused>),
    /// The session was renewed, or could not be.
    Renewed(Result<Session, Problem>),
    /// The time to wake up at has come, or nearly so.
    Woken,

    // What the world does.
    /// The page came back without a callback: Back from the sign-in page, or out of the browser's cache.
    PageRestored,
    /// The tab is looked at again.
    TabSeen,
    /// The browser noticed something after the deep link.
    Noticed(Signal),
}

named! {
    /// What an event is called in a support report: never what it held.
    pub enum EventName, name {
        /// A link or a mail was pasted.
        Pasted = "pasted",
        /// A known event was chosen.
        Chose = "chose",
        /// On to whatever comes next.
        Continue = "continue",
        /// On against advice.
        ContinueAnyway = "continue-anyway",
        /// The redeem address was opened.
        AcceptInvitation = "accept-invitation",
        /// A sign-in was begun.
        SignIn = "sign-in",
        /// The same at the host only.
        SkipHome = "skip-home",
        /// The same with another account.
        UseAnotherAccount = "another-account",
        /// Signing out was begun.
        SignOut = "sign-out",
        /// Graph was asked again.
        CheckAgain = "check-again",
        /// The app is there.
        HaveApp = "have-app",
        /// It is not.
        LackApp = "lack-app",
        /// The app was to open.
        OpenApp = "open-app",
        /// "I am in."
        SaidInside = "said-inside",
        /// "It did not open."
        SaidNotOpened = "said-not-opened",
        /// "The app showed a message."
        SaidMessage = "said-message",
        /// Something that was seen was pasted or chosen.
        Saw = "saw",
        /// The same thing again.
        TryAgain = "try-again",
        /// The journey was begun afresh.
        StartOver = "start-over",
        /// The meeting was asked for instead.
        JoinMeeting = "join-meeting",
        /// The portal's own page for the meeting was opened.
        JoinHere = "join-here",
        /// The calendar file was saved.
        SaveCalendar = "save-calendar",
        /// Everything was deleted.
        Forget = "forget",
        /// Back or Forward.
        Revisit = "revisit",
        /// Nothing can be kept, so the page was not left.
        StorageRefused = "storage-refused",
        /// There is no network, so the page was not left.
        NoNetwork = "no-network",
        /// The sign-in at home was answered.
        SignedInAtHome = "answer-home",
        /// The sign-in at the host was answered.
        SignedInAtHost = "answer-host",
        /// `/me` was answered.
        PersonRead = "answer-person",
        /// The license questions were answered.
        LicenseRead = "answer-license",
        /// The renewal of the session was answered.
        Renewed = "answer-renewal",
        /// A pause is over.
        Woken = "woken",
        /// The page came back without a callback.
        PageRestored = "page-restored",
        /// The tab is looked at again.
        TabSeen = "tab-seen",
        /// The browser noticed something.
        Noticed = "noticed",
    }
}

impl Event {
    /// What it is called, without anything that it holds.
    pub const fn name(&self) -> EventName {
        match self {
            Self::Pasted(_) => EventName::Pasted,
            Self::Chose(_) => EventName::Chose,
            Self::Continue => EventName::Continue,
            Self::ContinueAnyway => EventName::ContinueAnyway,
            Self::AcceptInvitation => EventName::AcceptInvitation,
            Self::SignIn => EventName::SignIn,
            Self::SkipHome => EventName::SkipHome,
            Self::UseAnotherAccount => EventName::UseAnotherAccount,
            Self::SignOut => EventName::SignOut,
            Self::CheckAgain => EventName::CheckAgain,
            Self::HaveApp => EventName::HaveApp,
            Self::LackApp => EventName::LackApp,
            Self::OpenApp => EventName::OpenApp,
            Self::Answered(Answer::Inside) => EventName::SaidInside,
            Self::Answered(Answer::DidNotOpen) => EventName::SaidNotOpened,
            Self::Answered(Answer::Message(_)) => EventName::SaidMessage,
            Self::Saw(_) => EventName::Saw,
            Self::TryAgain => EventName::TryAgain,
            Self::StartOver => EventName::StartOver,
            Self::JoinMeeting => EventName::JoinMeeting,
            Self::JoinHere => EventName::JoinHere,
            Self::SaveCalendar => EventName::SaveCalendar,
            Self::Forget => EventName::Forget,
            Self::Revisit(_) => EventName::Revisit,
            Self::StorageRefused => EventName::StorageRefused,
            Self::NoNetwork => EventName::NoNetwork,
            Self::SignedIn(Leg::Home, _) => EventName::SignedInAtHome,
            Self::SignedIn(Leg::Host, _) => EventName::SignedInAtHost,
            Self::PersonRead(_) => EventName::PersonRead,
            Self::LicenseRead(_) => EventName::LicenseRead,
            Self::Renewed(_) => EventName::Renewed,
            Self::Woken => EventName::Woken,
            Self::PageRestored => EventName::PageRestored,
            Self::TabSeen => EventName::TabSeen,
            Self::Noticed(_) => EventName::Noticed,
        }
    }
}

/// The guest's answer to "Are you in?".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Yes.
    Inside,
    /// The app did not open.
    DidNotOpen,
    /// The app showed a message.
    Message(Kind),
}
