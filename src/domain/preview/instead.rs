//! What a preview does instead of an effect: nothing, and it says so where the guest would notice.

use crate::domain::journey::Effect;
use crate::domain::named::named;

named! {
    /// What would have happened. The name is part of message ids.
    pub enum Instead {
        /// The guest would be at Microsoft's sign-in page.
        SignIn = "sign-in",
        /// The guest would be at Microsoft's sign-out page.
        SignOut = "sign-out",
        /// Microsoft would be asked.
        Question = "question",
        /// The invitation's page would open.
        Invitation = "invitation",
        /// The app would open.
        App = "app",
        /// Something would be on the clipboard.
        Copy = "copy",
        /// The share sheet would open.
        Share = "share",
        /// A file would be saved: one for the calendar, or a report.
        Calendar = "calendar",
        /// This device would forget what it keeps.
        Forget = "forget",
        /// A link would lead somewhere else.
        Link = "link",
    }
}

/// What an effect would have done that a guest notices.
pub const fn of(effect: &Effect) -> Option<Instead> {
    match effect {
        Effect::Leave(_) => Some(Instead::SignIn),
        Effect::Exchange(_) | Effect::AskGraph(_) | Effect::Renew(_) => Some(Instead::Question),
        Effect::SignOut(_) => Some(Instead::SignOut),
        Effect::OpenRedeem(_) => Some(Instead::Invitation),
        Effect::OpenApp(_) => Some(Instead::App),
        Effect::CopyEventLink(_) => Some(Instead::Copy),
        Effect::SaveCalendar => Some(Instead::Calendar),
        Effect::ForgetAll => Some(Instead::Forget),
        Effect::OpenMeeting(_) => Some(Instead::Link),
        Effect::WakeAt(_)
        | Effect::Arrive(_)
        | Effect::SetFragment(_)
        | Effect::Save(..)
        | Effect::Remember(_) => None,
    }
}
