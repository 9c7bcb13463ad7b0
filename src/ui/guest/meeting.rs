//! The Teams meeting that goes with an event, for guests who cannot reach the event itself.

use leptos::prelude::*;

use super::heading::heading;
use super::help;
use super::scene::{Scene, copier};
use crate::app::portal::Portal;
use crate::domain::journey::{Event, Journey, State};
use crate::domain::links::{MeetingNumbers, MeetingPlace};
use crate::domain::meeting::{self, Fit, Meeting};
use crate::domain::words::Message;
use crate::ui::parts::button::{Look, button, link_away};
use crate::ui::parts::copy_field::copy_field;
use crate::ui::parts::element::{group, maybe};
use crate::ui::parts::notice::{Tone, notice};
use crate::ui::parts::page::{Page, page};
use crate::ui::parts::scan::scan_when_opened;
use crate::ui::parts::text::{list, paragraph};

/// The button that leads to it; nothing for an event without a meeting.
pub(super) fn instead(journey: &Journey, portal: Portal) -> Option<AnyView> {
    journey.invite.as_ref()?.meeting.as_ref()?;
    let press = portal.press(|| Event::JoinMeeting);
    Some(button(Look::Quiet, &Message::new("join-meeting.instead"), press))
}

/// What it is, what it asks for, and what works on this browser.
pub(super) fn screen(scene: &Scene) -> AnyView {
    let Some(meeting) = meeting::of(scene.invite, &scene.journey.setting.config) else {
        return ().into_any();
    };
    let only_in_teams = matches!(scene.journey.state, State::JoiningMeeting { only_in_teams: true, .. });
    let here = match (&meeting.here, meeting::fit(&scene.journey.setting.facts, &scene.journey.device)) {
        (Some(_), fit) if !only_in_teams => Some(fit == Fit::Listed),
        _ => None,
    };
    let link = |look, words: &'static str| {
        maybe(meeting.place.link().map(|link| link_away(look, &scene.say(words), link.to_string(), None)))
    };
    let join = |look, words| scene.press(look, words, || Event::JoinHere);
    let back = scene.press(Look::Secondary, "stuck.back", || Event::Continue);
    page(Page {
        heading: heading(scene.journey),
        lead: Some(scene.say("join-meeting.lead")),
        body: group(vec![
            maybe(
                only_in_teams
                    .then(|| notice(Tone::Warning, paragraph(&scene.say("join-meeting.here.refused")))),
            ),
            list(false, &facts(scene, &meeting, here == Some(true))),
            maybe(numbers(scene, &meeting.place)),
        ]),
        actions: match here {
            Some(true) => group(vec![
                join(Look::Primary, "join-meeting.here"),
                link(Look::Secondary, "join-meeting.open.instead"),
                back,
            ]),
            Some(false) => group(vec![
                link(Look::Primary, "join-meeting.open"),
                join(Look::Secondary, "join-meeting.here.anyway"),
                back,
            ]),
            None => group(vec![link(Look::Primary, "join-meeting.open"), back]),
        },
        more: group(vec![
            maybe(meeting.place.link().map(help::opens)),
            maybe(on_phone(scene, &meeting)),
            help::whom_to_ask(scene),
        ]),
    })
}

/// The meeting on a phone, for guests whose computer has no camera, or is not to be used for it.
fn on_phone(scene: &Scene, meeting: &Meeting) -> Option<AnyView> {
    let link = meeting.place.link().filter(|_| scene.phone_helps())?;
    let content = ().into_any();
    scan_when_opened(&scene.say("scan.meeting.summary"), content, scene.say("scan.meeting"), link.to_string())
}

fn facts(scene: &Scene, meeting: &Meeting, is_here: bool) -> Vec<Message> {
    let account = if meeting.open_to_guests { "join-meeting.account" } else { "join-meeting.account.unsure" };
    let works = if meeting.has_chat { "join-meeting.works" } else { "join-meeting.works.no-chat" };
    let mut facts = scene.say_all(&[account, "join-meeting.lobby", works, "join-meeting.lacks"]);
    facts.splice(0..0, [how(scene, meeting, is_here), fit(scene.journey)]);
    if let Some(why_not) = meeting.why_not {
        facts.insert(0, scene.say(why_not));
    }
    facts
}

fn how(scene: &Scene, meeting: &Meeting, is_here: bool) -> Message {
    match &meeting.place {
        _ if is_here => scene.say("join-meeting.how.here"),
        MeetingPlace::Link(_) => scene.say("join-meeting.how"),
        MeetingPlace::Numbers(MeetingNumbers { id, passcode }) => match passcode {
            Some(passcode) => scene.say("join-meeting.numbers.passcode").text("passcode", passcode.reveal()),
            None => scene.say("join-meeting.numbers"),
        }
        .text("id", id.as_str()),
    }
}

/// What is typed in Teams, to be taken there.
fn numbers(scene: &Scene, place: &MeetingPlace) -> Option<AnyView> {
    let MeetingPlace::Numbers(MeetingNumbers { id, passcode }) = place else { return None };
    let field = |name, label: &'static str, value: &str| {
        copy_field(name, &scene.say(label), value.to_owned(), copier(scene.portal))
    };
    let passcode = passcode
        .as_ref()
        .map(|passcode| field("meeting-passcode", "join-meeting.numbers.passcode.label", passcode.reveal()));
    Some(group(vec![field("meeting-id", "join-meeting.numbers.id.label", id), maybe(passcode)]))
}

fn fit(journey: &Journey) -> Message {
    match meeting::fit(&journey.setting.facts, &journey.device) {
        Fit::Listed => Message::new("join-meeting.fit.listed"),
        Fit::TooOld((major, minor)) => {
            let version = format!("{major}.{minor}");
            Message::new("join-meeting.fit.too-old").text("version", version)
        }
        Fit::NotListed(listed) if listed.is_empty() => Message::new("join-meeting.fit.none"),
        Fit::NotListed(listed) => Message::new("join-meeting.fit.other").text("browsers", listed.join(", ")),
    }
}
