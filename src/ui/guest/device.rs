//! What this machine is, and how to go on with another one.

use leptos::prelude::*;

use super::heading::heading;
use super::help::mail_address;
use super::introduction;
use super::named;
use super::scene::{Scene, page_link, page_link_field, sentence};
use super::sheet::{Sheet, sheet};
use crate::app::portal::Portal;
use crate::app::words::Words;
use crate::domain::device::Verdict;
use crate::domain::journey::{Event, Journey};
use crate::domain::words::Message;
use crate::ui::parts::button::{Look, link};
use crate::ui::parts::notice::{Tone, notice};
use crate::ui::parts::text::{list, paragraph};

/// For a machine that guests cannot join from.
pub(super) fn screen(scene: &Scene) -> AnyView {
    let saw = named::device_reasons(&scene.journey.device);
    let saw = (!saw.is_empty()).then(|| view! { {paragraph(&scene.say("device.saw"))} {list(false, &saw)} });
    let subject = Words::here().write(&scene.say("device.mail.subject"));
    let mail = mail_address("", &subject, &page_link(scene.journey));
    sheet(Sheet {
        heading: heading(scene.journey),
        lead: Some(scene.by_target("device.lead")),
        body: view! {
            {introduction::event_facts(scene)}
            {saw}
            {paragraph(&scene.say("device.send"))}
            {page_link_field(scene.journey, scene.portal)}
        }
        .into_any(),
        actions: view! {
            {link(Look::Primary, &scene.say("device.mail"), mail, None)}
            {scene.press(Look::Secondary, "device.go-on", || Event::ContinueAnyway)}
        }
        .into_any(),
        more: paragraph(&scene.say("device.here")),
    })
}

/// The device that is needed, for the list on the first page, and whether this one looks like it.
pub(super) fn needed(scene: &Scene) -> Message {
    match scene.journey.device.verdict {
        Verdict::CanJoin => scene.by_target("device.can-join"),
        Verdict::Unsure | Verdict::WrongDevice | Verdict::InAppBrowser => scene.by_target("device.needed"),
    }
}

/// What else is to be said of this machine on the first page.
pub(super) fn line(scene: &Scene) -> AnyView {
    let reasons = named::device_reasons(&scene.journey.device);
    let (tone, words) = match scene.journey.device.verdict {
        Verdict::CanJoin if reasons.is_empty() => return ().into_any(),
        Verdict::CanJoin => (Tone::Info, scene.say("device.hints")),
        Verdict::Unsure => (Tone::Info, scene.by_target("device.unsure")),
        Verdict::WrongDevice => (Tone::Warning, scene.by_target("device.wrong")),
        Verdict::InAppBrowser => {
            let content = view! {
                {paragraph(&scene.say("device.in-app"))}
                {page_link_field(scene.journey, scene.portal)}
            };
            return notice(Tone::Warning, content.into_any());
        }
    };
    let reasons = (!reasons.is_empty()).then(|| list(false, &reasons));
    notice(tone, view! { {paragraph(&words)} {reasons} }.into_any())
}

/// How to take the journey to another machine.
pub(super) fn to_another(journey: &Journey, portal: Portal) -> AnyView {
    let subject = Words::here().write(&sentence(journey, "device.mail.subject"));
    let mail = mail_address("", &subject, &page_link(journey));
    view! {
        <div class="panel">
            {paragraph(&Message::new("device.send"))}
            {page_link_field(journey, portal)}
            <div class="actions">{link(Look::Secondary, &Message::new("device.mail"), mail, None)}</div>
        </div>
    }
    .into_any()
}
