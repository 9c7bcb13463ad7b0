//! What can happen to a journey.

use super::Step;
use crate::domain::auth::Leg;
use crate::domain::auth::session::Session;
use crate::domain::auth::token::SignedIn;
use crate::domain::directory::{fault::Refused, license, person::Person};
use crate::domain::invite::EventKey;
use crate::domain::launch::Signal;
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
