//! What a pasted link is: a Mesh event, one of the kinds of Teams meeting, or something else; and who
//! can join it.
//!
//! [`classify`] takes one pasted thing: a link, or a whole invitation with a link somewhere in it. It
//! finds the links ([`find_urls`]), opens the wrappers around them, reads each, and answers with the
//! one that an organizer pasting an invitation means. The shapes of links are those listed in public
//! documentation and code of Microsoft Teams; Mesh event links are known by their host alone, because
//! Microsoft documents nothing else about them.
//!
//! At most [`MAX_TEXT`] bytes of a text are read; the rest is ignored.

mod find;
mod numbers;
mod place;
mod shape;
mod unwrap;

#[cfg(test)]
mod tests;

use serde::Serialize;

use super::named::named;

pub use self::find::{MAX_TEXT, find_urls};
pub use self::numbers::{MeetingNumbers, Passcode};
pub use self::place::{MeetingPlace, meeting_by_numbers};
pub use self::shape::parse_url;

/// What one pasted thing is.
///
/// Serializes to `{"kind","wrapped","url","joinable_by","problem"}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Classified {
    /// What it is.
    pub kind: Kind,
    /// Whether it was inside something: Safe Links, a launcher page, the web client. Everything else
    /// here speaks of what was inside.
    pub wrapped: bool,
    /// The cleaned link: https, only the parameters it needs. None when there is no link worth opening.
    pub url: Option<String>,
    /// The ways in for somebody from outside, best first. Empty when there is none that is sure.
    pub joinable_by: Vec<JoinableBy>,
    /// Why it cannot be joined, or what is missing.
    pub problem: Option<LinkProblem>,
    /// The meeting ID and passcode to type, when the text has them: always for
    /// [`Kind::TeamsMeetingId`], and beside the link in a whole invitation to a Teams meeting.
    #[serde(skip)]
    pub numbers: Option<MeetingNumbers>,
}

named! {
    /// The kinds of things that are pasted.
    pub enum Kind {
        /// A Teams meeting by its long link.
        TeamsMeeting = "teams-meeting",
        /// A Teams meeting by its short link.
        TeamsShortMeeting = "teams-short-meeting",
        /// A Teams meeting in a channel.
        TeamsChannelMeeting = "teams-channel-meeting",
        /// A Teams live event.
        TeamsLiveEvent = "teams-live-event",
        /// A meeting of a personal Teams account.
        TeamsPersonal = "teams-personal",
        /// The registration or attendee page of a webinar or town hall.
        TeamsWebinarRegistration = "teams-webinar-registration",
        /// A Teams meeting by meeting ID and passcode, without a link.
        TeamsMeetingId = "teams-meeting-id",
        /// A Mesh event, by its host; the path is not checked.
        MeshEvent = "mesh-event",
        /// A meeting of another service.
        OtherVendor = "other-vendor",
        /// Nothing that can be joined.
        NotAMeeting = "not-a-meeting",
    }
}

named! {
    /// The ways into a meeting or event for somebody from outside.
    pub enum JoinableBy {
        /// The Mesh app on a Windows PC, by pasting the link there.
        MeshPcApp = "mesh-pc-app",
        /// The Teams app.
        TeamsApp = "teams-app",
        /// Teams in a browser, by opening the link.
        TeamsWeb = "teams-web",
        /// As an anonymous Teams guest through Azure Communication Services.
        TeamsGuest = "teams-guest",
    }
}

named! {
    /// Why a pasted thing cannot be joined, or what is missing. Its words are under `link.problem.<id>`.
    pub enum LinkProblem {
        /// There is no link in the text.
        NoLink = "no-link",
        /// A link to a place that has nothing to do with meetings.
        UnknownLink = "unknown-link",
        /// A host name that imitates Teams or Mesh.
        LookAlikeHost = "look-alike-host",
        /// The link was cut off or damaged.
        BrokenLink = "broken-link",
        /// Mesh on the web itself: no event in the link, and guests are refused there.
        MeshHomePage = "mesh-home-page",
        /// A live event, which cannot be joined as a guest.
        LiveEventClosedToGuests = "live-event-closed-to-guests",
        /// A meeting of a personal account, which work accounts' ways in do not reach.
        PersonalMeeting = "personal-meeting",
        /// The registration page of a webinar or town hall: the link to join comes by mail after
        /// registering. Whether a webinar then admits somebody without an account, Microsoft's own pages
        /// contradict each other (azure-docs, communication-services/concepts/interop/guest: overview.md
        /// says yes, meeting-capabilities.md says no), so it counts as no.
        WebinarDisputed = "webinar-disputed",
        /// The attendee page of a town hall.
        TownHall = "town-hall",
        /// Teams in a government cloud or in China; whether guests get in is not known.
        UnsupportedCloud = "unsupported-cloud",
        /// A call between people, which is no meeting: nobody else can join it.
        OneToOneCall = "one-to-one-call",
        /// A chat, a channel or a team.
        ChatCallOrChannel = "chat-call-or-channel",
        /// Mesh inside Teams, which refuses guests.
        MeshInTeams = "mesh-in-teams",
        /// Mesh on Meta Quest, which refuses guests.
        MeshOnQuest = "mesh-on-quest",
        /// The page to get the Mesh app from: the right app, but no event.
        MeshAppPage = "mesh-app-page",
        /// The meeting's options page, which is the organizer's.
        MeetingOptionsPage = "meeting-options-page",
        /// Some other page of Teams.
        OtherTeamsPage = "other-teams-page",
        /// A meeting of another service.
        OtherMeetingService = "other-meeting-service",
        /// A meeting ID without its passcode; it may still work.
        PasscodeMissing = "passcode-missing",
    }
}

/// What one pasted thing is. Total: any text has an answer.
pub fn classify(text: &str) -> Classified {
    let text = find::prepare(text);
    let mut best = Classified::new(Kind::NotAMeeting, None, Some(LinkProblem::NoLink));
    for link in find::scan(&text) {
        let read = read_in(&text, link);
        if read.rank() < best.rank() {
            best = read;
        }
    }
    // A meeting ID beats whatever leads nowhere, unless it is the number of another service.
    if best.rank() > NUMBERS_RANK
        && best.kind != Kind::OtherVendor
        && let Some(numbers) = numbers::find(&text)
    {
        best = Classified::by_numbers(numbers);
    } else if best.kind.is_teams_meeting() {
        best.numbers = numbers::find(&text);
    }
    best
}

impl Kind {
    fn is_teams_meeting(self) -> bool {
        matches!(
            self,
            Self::TeamsMeeting
                | Self::TeamsShortMeeting
                | Self::TeamsChannelMeeting
                | Self::TeamsLiveEvent
                | Self::TeamsPersonal
        )
    }
}

/// Reads a link; when it looks cut off, with the lines after it as well.
fn read_in(text: &str, mut link: find::Link) -> Classified {
    let (mut read, mut cut_off) = self::read(&link.url);
    loop {
        // A Mesh link says nothing about its own end, nor does an unknown one; only the layout does.
        let open_ended = matches!(read.kind, Kind::MeshEvent | Kind::NotAMeeting);
        let goes_on = cut_off || open_ended && link.is_hard_wrapped(text, true);
        if !goes_on || !link.extend(text) {
            return read;
        }
        let (longer, still) = self::read(&link.url);
        cut_off = still;
        if longer.rank() <= read.rank() {
            read = longer;
        }
    }
}

/// Reads one link; says also whether it looks as if its end were missing.
fn read(link: &str) -> (Classified, bool) {
    let opened = unwrap::open(link);
    let mut read = shape::read(&opened.url);
    read.wrapped = opened.wrapped;
    let led_nowhere = read.kind == Kind::NotAMeeting && (opened.wrapped || opened.stuck);
    let cut_off = led_nowhere || read.problem == Some(LinkProblem::BrokenLink);
    (read, cut_off)
}

const NUMBERS_RANK: u8 = 4;

impl Classified {
    /// `joinable_by` follows from the rest.
    fn new(kind: Kind, url: Option<String>, problem: Option<LinkProblem>) -> Self {
        let joinable_by = match (kind, problem) {
            (Kind::MeshEvent, None) => vec![JoinableBy::MeshPcApp],
            (Kind::TeamsMeeting | Kind::TeamsShortMeeting | Kind::TeamsChannelMeeting, None)
            | (Kind::TeamsMeetingId, _) => {
                vec![JoinableBy::TeamsApp, JoinableBy::TeamsWeb, JoinableBy::TeamsGuest]
            }
            _ => Vec::new(),
        };
        Self { kind, wrapped: false, url, joinable_by, problem, numbers: None }
    }

    /// Which of several links in one text is meant: the lower, the rather. Of equals the first.
    fn rank(&self) -> u8 {
        use LinkProblem as P;
        match self.problem {
            None if self.kind == Kind::MeshEvent => 0,
            None => 1,
            // These are the invitation's own link, only that guests cannot use it: its meeting ID
            // would be no better.
            Some(
                P::LiveEventClosedToGuests
                | P::PersonalMeeting
                | P::UnsupportedCloud
                | P::WebinarDisputed
                | P::TownHall,
            ) => 2,
            Some(P::LookAlikeHost) => 3,
            Some(P::PasscodeMissing) => NUMBERS_RANK,
            Some(P::BrokenLink) => 5,
            Some(P::OtherMeetingService) => 6,
            Some(P::MeshHomePage) => 7,
            Some(
                P::MeshInTeams
                | P::MeshOnQuest
                | P::MeshAppPage
                | P::OneToOneCall
                | P::ChatCallOrChannel
                | P::MeetingOptionsPage
                | P::OtherTeamsPage,
            ) => 8,
            Some(P::UnknownLink) => 9,
            Some(P::NoLink) => 10,
        }
    }
}
