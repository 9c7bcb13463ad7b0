//! The way into the app, and what can be known about whether it opened.
//!
//! A browser cannot know whether an app opened: evidence is collected, worded carefully, and the guest
//! is asked.

use super::config::TargetSettings;
use super::invite::Invite;

/// How the guest gets from the portal into the event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WayIn {
    /// A deep link that starts the app.
    DeepLink(String),
    /// No scheme is known: the guest copies the event link and pastes it in the app.
    PasteLink,
}

/// The way in for an invite. A deep link is the event link with the app's scheme in place of `https:`,
/// the form that `msteams://teams.microsoft.com/l/...` has (teams-for-linux, app/config/options.js).
pub fn way_in(invite: &Invite, settings: &TargetSettings) -> WayIn {
    let link = invite.event_link.as_str();
    match (&settings.scheme, link.strip_prefix("https:")) {
        (Some(scheme), Some(rest)) => WayIn::DeepLink([scheme, rest].concat()),
        _ => WayIn::PasteLink,
    }
}

/// Something the browser noticed after the deep link was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// The page lost the focus or was hidden: a question of the browser, the app, or the guest looking elsewhere.
    Left,
    /// The page has the focus again.
    Returned,
    /// Three seconds went by.
    Settled,
}

/// How long to wait before mentioning trouble, in milliseconds.
pub const SETTLE: u32 = 3_000;

/// What the evidence amounts to. None of it is proof.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Seen {
    /// Nothing yet.
    #[default]
    Waiting,
    /// Something took the focus.
    Left,
    /// Something took the focus, and the guest is back.
    Returned,
    /// Three seconds, and nothing happened.
    Nothing,
}

impl Seen {
    /// What the evidence amounts to after one more signal.
    #[must_use]
    pub const fn with(self, signal: Signal) -> Self {
        match (self, signal) {
            (Self::Left | Self::Returned, Signal::Returned) => Self::Returned,
            (_, Signal::Left) => Self::Left,
            (Self::Waiting, Signal::Settled) => Self::Nothing,
            (seen, _) => seen,
        }
    }

    /// Name in message ids: `asking.seen.<name>`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Left => "left",
            Self::Returned => "returned",
            Self::Nothing => "nothing",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::invite::link::tests::full;
    use crate::domain::target::Target;
    use rstest::rstest;

    #[rstest]
    #[case(Some("mesh-test:"), WayIn::DeepLink("mesh-test://mesh.cloud.microsoft/event/7b1c?x=1".into()))]
    #[case(None, WayIn::PasteLink)]
    fn the_way_in_depends_on_the_scheme(#[case] scheme: Option<&str>, #[case] expected: WayIn) {
        let settings =
            TargetSettings { scheme: scheme.map(Into::into), ..TargetSettings::usual(Target::MeshPc) };
        assert_eq!(way_in(&full().build().unwrap(), &settings), expected);
    }

    #[rstest]
    #[case(&[Signal::Settled], Seen::Nothing)]
    #[case(&[Signal::Left, Signal::Settled], Seen::Left)]
    #[case(&[Signal::Settled, Signal::Left], Seen::Left)]
    #[case(&[Signal::Left, Signal::Returned], Seen::Returned)]
    #[case(&[Signal::Left, Signal::Returned, Signal::Settled], Seen::Returned)]
    #[case(&[Signal::Returned], Seen::Waiting)]
    fn evidence_adds_up(#[case] signals: &[Signal], #[case] expected: Seen) {
        assert_eq!(signals.iter().fold(Seen::Waiting, |seen, signal| seen.with(*signal)), expected);
    }
}
