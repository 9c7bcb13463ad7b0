//! What a journey asks the world to do. Effects are values; `app` performs them.

use super::saved::{Remembered, Saved};
use crate::domain::auth::attempt::Request;
use crate::domain::auth::callback::Exchange;
use crate::domain::auth::session::{AccessToken, Session};
use crate::domain::invite::{EventKey, Invite, RedeemUrl};
use crate::domain::meeting::HandOver;
use crate::domain::time::Moment;
use url::Url;

/// Something to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Effect {
    /// Begin a sign-in and leave the page for it.
    Leave(Box<Request>),
    /// Exchange a code.
    Exchange(Box<Exchange>),
    /// Ask Graph who this is, and which licenses there are.
    AskGraph(AccessToken),
    /// Renew the session without leaving the page.
    Renew(Box<Session>),
    /// Send [`Event::Woken`](super::Event::Woken) at that time.
    WakeAt(Moment),
    /// Leave for Microsoft's sign-out page.
    SignOut(Url),
    /// Open the redeem address in a new tab.
    OpenRedeem(RedeemUrl),
    /// Start the app by its deep link, in this tab.
    OpenApp(String),
    /// Copy the event link.
    CopyEventLink(String),
    /// Leave for the portal's own page for the meeting, which is told this.
    OpenMeeting(Box<HandOver>),
    /// Save the calendar file.
    SaveCalendar,
    /// Open the page anew with this invite, as if its link had been followed: its signature is verified on the way.
    Arrive(Box<Invite>),
    /// Write this fragment into the address bar, in place of what stands there.
    SetFragment(String),
    /// Keep the progress of an event.
    Save(EventKey, Box<Saved>),
    /// Keep what the device remembers.
    Remember(Remembered),
    /// Delete everything on this device.
    ForgetAll,
}
