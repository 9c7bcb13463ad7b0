//! Opening the event in the app, and asking whether that worked.

use leptos::prelude::*;

use super::heading::heading;
use super::scene::Scene;
use super::sign_in::what_did_you_see;
use super::{handoff, help, in_app, meeting};
use crate::domain::journey::{Answer, Event};
use crate::domain::launch::WayIn;
use crate::domain::words::Message;
use crate::ui::parts::button::{Look, actions, button, link_away};
use crate::ui::parts::details::details;
use crate::ui::parts::element::{classed, element, group, maybe};
use crate::ui::parts::illustration::{Illustration, illustration};
use crate::ui::parts::page::{Page, pictured, section};
use crate::ui::parts::text::{list, paragraph, rich};

pub(super) fn launching(scene: &Scene) -> AnyView {
    let paste = section(
        &scene.by_target(if by_link(scene) { "launch.paste" } else { "launch.paste.beside" }),
        group(vec![in_app::paste(scene), scene.event_link()]),
    );
    pictured(
        illustration(Illustration::Pc),
        Page {
            heading: heading(scene.journey),
            lead: Some(scene.say(if by_link(scene) { "launch.lead.paste" } else { "launch.lead.open" })),
            body: group(vec![
                help::retired(scene),
                list(false, &[scene.by_target("launch.nobody-admits"), scene.by_target("launch.host-first")]),
            ]),
            actions: group(vec![
                open_button(scene),
                scene.press(Look::Quiet, "launch.lack", || Event::LackApp),
            ]),
            more: group(vec![
                paste,
                sign_in_help(scene),
                browser(scene),
                handoff::another_computer(scene.journey, scene.portal),
                meeting(scene),
                help::license_note(scene),
            ]),
        },
    )
}

pub(super) fn asking(scene: &Scene) -> AnyView {
    let portal = scene.portal;
    let seen = portal.seen();
    let copied = scene.by_target("asking.copied");
    let pasted = by_link(scene);
    // What the browser noticed says nothing about a link that was copied.
    let status = move || match seen.get() {
        Some(seen) if !pasted => rich::<AnyView>(&Message::new(["asking.seen.", seen.name()].concat())),
        _ => rich(&copied),
    };
    pictured(
        illustration(Illustration::Pc),
        Page {
            heading: heading(scene.journey),
            lead: None,
            body: view! {
                <p class="page__lead" role="status">{status}</p>
            }
            .into_any(),
            actions: group(vec![
                scene.press(Look::Primary, "asking.inside", || Event::Answered(Answer::Inside)),
                scene.press(Look::Secondary, "asking.did-not-open", || Event::Answered(Answer::DidNotOpen)),
                button(Look::Secondary, &again_label(scene), portal.press(|| Event::OpenApp)),
            ]),
            more: group(vec![
                details(&scene.say("asking.message.summary"), message_choices(scene)),
                sign_in_help(scene),
                browser(scene),
                meeting(scene),
                section(
                    &scene.by_target("launch.paste.beside"),
                    group(vec![in_app::paste(scene), scene.event_link()]),
                ),
            ]),
        },
    )
}

/// The button that opens the app, or copies the link to paste there.
pub(super) fn open_button(scene: &Scene) -> AnyView {
    button(Look::Primary, &open_label(scene), scene.portal.press(|| Event::OpenApp))
}

/// What that button says.
pub(super) fn open_label(scene: &Scene) -> Message {
    if by_link(scene) { scene.say("launch.copy") } else { scene.by_target("launch.open") }
}

fn again_label(scene: &Scene) -> Message {
    if by_link(scene) { scene.say("launch.copy.again") } else { scene.by_target("launch.open.again") }
}

fn by_link(scene: &Scene) -> bool {
    scene.journey.way_in() == Some(WayIn::PasteLink)
}

fn message_choices(scene: &Scene) -> AnyView {
    let portal = scene.portal;
    let messages = in_app::messages(scene.invite.target);
    let choices: Vec<AnyView> = messages
        .iter()
        .map(|(kind, id)| {
            let kind = *kind;
            let press = portal.press(move || Event::Answered(Answer::Message(kind)));
            element("li", &[], vec![button(Look::Secondary, &scene.say(id), press)])
        })
        .collect();
    let choices = (!choices.is_empty()).then(|| {
        group(vec![paragraph(&scene.say("asking.message.which")), classed("ul", "choices", choices)])
    });
    group(vec![maybe(choices), what_did_you_see(portal)])
}

fn sign_in_help(scene: &Scene) -> AnyView {
    details(&scene.by_target("launch.sign-in"), in_app::sign_in(scene))
}

/// The event link as an ordinary link, with the reason why it is not the main way.
fn browser(scene: &Scene) -> AnyView {
    let link = link_away(
        Look::Secondary,
        &scene.say("launch.browser.button"),
        scene.invite.event_link.to_string(),
        None,
    );
    let content = group(vec![
        paragraph(&scene.by_target("launch.browser")),
        actions(vec![link]),
        help::opens(&scene.invite.event_link),
    ]);
    details(&scene.say("launch.browser.summary"), content)
}

/// The Teams meeting that goes with the event, if one does.
fn meeting(scene: &Scene) -> AnyView {
    actions(vec![maybe(meeting::instead(scene.journey, scene.portal))])
}
