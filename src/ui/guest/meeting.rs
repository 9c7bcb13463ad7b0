//! The Teams meeting that goes with an event, for guests who cannot reach the event itself.

use leptos::prelude::*;

use super::heading::heading;
use super::help;
use super::scene::Scene;
use crate::app::portal::Portal;
use crate::domain::journey::{Event, Journey};
use crate::domain::meeting::{self, Fit, Meeting};
use crate::domain::words::Message;
use crate::ui::parts::button::{Look, button, link_away};
use crate::ui::parts::details::details;
use crate::ui::parts::element::{group, maybe};
use crate::ui::parts::page::{Page, page};
use crate::ui::parts::scan::scan;
use crate::ui::parts::text::list;

/// The button that leads to it; nothing for an event without a meeting.
pub(super) fn instead(journey: &Journey, portal: Portal) -> Option<AnyView> {
    journey.invite.as_ref()?.meeting_link.as_ref()?;
    let press = portal.press(|| Event::JoinMeeting);
    Some(button(Look::Quiet, &Message::new("join-meeting.instead"), press))
}

/// What it is, what it asks for, and what works on this browser.
pub(super) fn screen(scene: &Scene) -> AnyView {
    let Some(meeting) = meeting::of(scene.invite) else { return ().into_any() };
    let opens = help::opens(&meeting.link);
    page(Page {
        heading: heading(scene.journey),
        lead: Some(scene.say("join-meeting.lead")),
        body: list(false, &facts(scene, &meeting)),
        actions: group(vec![
            link_away(Look::Primary, &scene.say("join-meeting.open"), meeting.link.to_string(), None),
            scene.press(Look::Secondary, "stuck.back", || Event::Continue),
        ]),
        more: group(vec![opens, maybe(on_phone(scene, &meeting)), help::whom_to_ask(scene)]),
    })
}

/// The meeting on a phone, for guests whose computer has no camera, or is not to be used for it.
fn on_phone(scene: &Scene, meeting: &Meeting) -> Option<AnyView> {
    let link = scene.phone_helps().then_some(meeting.link.as_str())?;
    let code = scan(&scene.say("scan.meeting"), link)?;
    Some(details(&scene.say("scan.meeting.summary"), code))
}

fn facts(scene: &Scene, meeting: &Meeting) -> Vec<Message> {
    let account = if meeting.open_to_guests { "join-meeting.account" } else { "join-meeting.account.unsure" };
    let works = if meeting.has_chat { "join-meeting.works" } else { "join-meeting.works.no-chat" };
    let mut facts =
        scene.say_all(&["join-meeting.how", account, "join-meeting.lobby", works, "join-meeting.lacks"]);
    facts.insert(1, fit(scene.journey));
    facts
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
