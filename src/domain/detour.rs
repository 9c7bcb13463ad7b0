//! Somebody brought something that is no invite: what it is, and the way on from there.
//!
//! Many such links lead to places where guests are refused: Mesh on the web, on Meta Quest and in Teams
//! (mesh-docs, `join-an-event.md` and `guest-access.md`). They are turned into the way that works.

use super::config::Config;
use super::invite::Invite;
use super::invite::code::EventCode;
use super::links::{self, Classified, Kind, LinkProblem};
use super::named::named;

/// What somebody brought that is no invite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detour {
    /// A code that no event has here, as it was typed.
    UnknownCode(String),
    /// Something pasted.
    Pasted {
        /// What it is.
        kind: Kind,
        /// The way on.
        turn: Turn,
        /// The link, cleaned, where the way on needs it.
        link: Option<String>,
    },
}

named! {
    /// The way on from something that is no invite. Its words are under `detour.<name>`.
    pub enum Turn {
        /// An event link: into the Mesh app, since in a browser it opens Mesh on the web.
        IntoApp = "into-app",
        /// Mesh on the web itself: no event in it, and no guests.
        MeshWeb = "mesh-web",
        /// Mesh for Meta Quest: no guests there.
        MeshQuest = "mesh-quest",
        /// Where the Mesh app is to be had: no event in it.
        MeshStore = "mesh-store",
        /// A page or an app inside Teams, as Mesh in Teams is.
        TeamsPage = "teams-page",
        /// A Teams meeting, which can be joined as it is.
        Meeting = "meeting",
        /// A Teams meeting by its numbers.
        MeetingNumbers = "meeting-numbers",
        /// A registration comes first.
        Register = "register",
        /// A meeting with a way in of its own, where this portal cannot help.
        Elsewhere = "elsewhere",
        /// An address that imitates Microsoft's.
        LookAlike = "look-alike",
        /// Nothing of use.
        Ask = "ask",
    }
}

/// What was pasted, when no invite is in it.
pub fn of(text: &str, config: &Config) -> Detour {
    if let Some(code) = EventCode::parse(text.trim()).filter(|_| !config.events.is_empty()) {
        return Detour::UnknownCode(code.as_str().to_owned());
    }
    let Classified { kind, url, problem, .. } = links::classify(text);
    let turn = turn(kind, problem);
    let link = url.filter(|_| matches!(turn, Turn::IntoApp | Turn::Meeting | Turn::Register));
    Detour::Pasted { kind, turn, link }
}

fn turn(kind: Kind, problem: Option<LinkProblem>) -> Turn {
    match problem {
        Some(LinkProblem::LookAlikeHost) => Turn::LookAlike,
        Some(LinkProblem::MeshHomePage) => Turn::MeshWeb,
        Some(LinkProblem::MeshOnQuest) => Turn::MeshQuest,
        Some(LinkProblem::MeshAppPage) => Turn::MeshStore,
        Some(LinkProblem::MeshInTeams | LinkProblem::OtherTeamsPage) => Turn::TeamsPage,
        Some(LinkProblem::BrokenLink) => Turn::Ask,
        Some(LinkProblem::UnsupportedCloud) => Turn::Elsewhere,
        _ => match kind {
            Kind::MeshEvent => Turn::IntoApp,
            Kind::TeamsMeeting | Kind::TeamsShortMeeting | Kind::TeamsChannelMeeting => Turn::Meeting,
            Kind::TeamsMeetingId => Turn::MeetingNumbers,
            Kind::TeamsWebinarRegistration => Turn::Register,
            Kind::TeamsLiveEvent | Kind::TeamsPersonal | Kind::OtherVendor => Turn::Elsewhere,
            Kind::NotAMeeting => Turn::Ask,
        },
    }
}

/// The one of these invites whose event the pasted link leads to.
pub fn event_among<'a>(detour: &Detour, mut invites: impl Iterator<Item = &'a Invite>) -> Option<&'a Invite> {
    let Detour::Pasted { link: Some(link), .. } = detour else { return None };
    invites.find(|invite| links::classify(invite.event_link.as_str()).url.as_ref() == Some(link))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::auth::attempt::tests::config;
    use crate::domain::invite::link::tests::full;
    use proptest::prelude::*;
    use rstest::rstest;

    fn turned(text: &str) -> (Turn, Option<String>) {
        match of(text, &config()) {
            Detour::Pasted { turn, link, .. } => (turn, link),
            Detour::UnknownCode(code) => panic!("{code}"),
        }
    }

    #[rstest]
    #[case::event_link("https://mesh.cloud.microsoft/event/7b1c?x=1", Turn::IntoApp)]
    #[case::event_link_of_old("https://portal.mesh.microsoft.com/events/7b1c", Turn::IntoApp)]
    #[case::mesh_on_the_web("https://mesh.cloud.microsoft/", Turn::MeshWeb)]
    #[case::mesh_on_the_web_of_old("Open https://portal.mesh.microsoft.com please", Turn::MeshWeb)]
    #[case::quest_store("https://www.meta.com/experiences/6750166401689690/", Turn::MeshQuest)]
    #[case::quest_short_link("https://aka.ms/MeshDownloadQuest", Turn::MeshQuest)]
    #[case::pc_store("https://apps.microsoft.com/detail/9NLXZJ1FDBD7?hl=en", Turn::MeshStore)]
    #[case::pc_short_link("https://aka.ms/MeshDownloadPC", Turn::MeshStore)]
    #[case::app_in_teams("https://teams.microsoft.com/l/entity/0b1c2d3e/tab", Turn::TeamsPage)]
    #[case::app_page_in_teams("https://teams.microsoft.com/l/app/0b1c2d3e", Turn::TeamsPage)]
    #[case::meeting("https://teams.microsoft.com/meet/1234567890123?p=abcDEF123456", Turn::Meeting)]
    #[case::numbers("Meeting ID: 212 345 678 901 Passcode: aB3dEf", Turn::MeetingNumbers)]
    #[case::personal("https://teams.live.com/meet/9312345678901?p=abc", Turn::Elsewhere)]
    #[case::government(
        "https://gov.teams.microsoft.us/l/meetup-join/19%3ameeting_abc%40thread.v2/0?context=%7b%22Tid%22%3a%223f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811%22%2c%22Oid%22%3a%223f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811%22%7d",
        Turn::Elsewhere
    )]
    #[case::other_vendor("https://us02web.zoom.us/j/1234567890", Turn::Elsewhere)]
    #[case::webinar(
        "https://events.teams.microsoft.com/event/3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811@3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811",
        Turn::Register
    )]
    #[case::look_alike("https://mesh.cloud.micros0ft/event/1", Turn::LookAlike)]
    #[case::chat("https://teams.microsoft.com/l/chat/0/0?users=ada@fabrikam.com", Turn::Ask)]
    #[case::unknown("https://example.com/", Turn::Ask)]
    #[case::nothing("see you there", Turn::Ask)]
    fn each_place_has_its_way_on(#[case] text: &str, #[case] expected: Turn) {
        let (turn, link) = turned(text);
        assert_eq!(turn, expected);
        let leads_on = matches!(turn, Turn::IntoApp | Turn::Meeting | Turn::Register);
        assert_eq!(link.is_some(), leads_on, "{link:?}");
    }

    #[test]
    fn a_whole_event_mail_is_about_its_event() {
        let mail = "Get Mesh on PC https://aka.ms/MeshDownloadPC\nGet Mesh on Meta Quest \
                    https://aka.ms/MeshDownloadQuest\nJoin: https://mesh.cloud.microsoft/event/7b1c?x=1";
        assert_eq!(turned(mail), (Turn::IntoApp, Some("https://mesh.cloud.microsoft/event/7b1c?x=1".into())));
    }

    #[test]
    fn an_event_link_is_known_again() {
        let invite = full().build().unwrap();
        let other = full();
        let other = crate::domain::invite::link::Described {
            event_link: "https://mesh.cloud.microsoft/event/other".into(),
            ..other
        };
        let other = other.build().unwrap();
        let invites = [other.clone(), invite.clone()];
        let safe_links = "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fmesh.cloud.microsoft%2Fevent%2F7b1c%3Fx%3D1&data=05";
        for text in [invite.event_link.as_str(), safe_links] {
            assert_eq!(event_among(&of(text, &config()), invites.iter()), Some(&invite), "{text}");
        }
        let elsewhere = of("https://mesh.cloud.microsoft/event/elsewhere", &config());
        assert_eq!(event_among(&elsewhere, invites.iter()), None);
    }

    #[test]
    fn a_code_is_one_only_where_there_are_codes() {
        assert!(matches!(of("K7MT", &config()), Detour::Pasted { .. }));
        let listed = (EventCode::parse("ACDE").unwrap(), full().build().unwrap().without_secrets());
        let config = Config { events: vec![listed], ..config() };
        assert_eq!(of(" k7-mt ", &config), Detour::UnknownCode("K7MT".into()));
    }

    proptest! {
        #[test]
        fn anything_pasted_has_a_way_on(text in ".{0,120}") {
            let _ = of(&text, &config());
        }
    }
}
