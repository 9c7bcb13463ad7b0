//! Getting the app: on which machine, by which ways, and what to ask for where none is open. Nothing is
//! downloaded by itself.

use leptos::prelude::*;

use super::handoff::{self, Handoff};
use super::heading::heading;
use super::scene::{Scene, copier};
use super::{device, help, meeting};
use crate::app::words::Words;
use crate::domain::install::{self, Ways};
use crate::domain::journey::{Event, plan};
use crate::ui::parts::button::{Look, actions, link, link_away};
use crate::ui::parts::copy_field::copy_field;
use crate::ui::parts::details::details;
use crate::ui::parts::element::{group, maybe};
use crate::ui::parts::illustration::{Illustration, illustration};
use crate::ui::parts::message::{Letter, Manner, message};
use crate::ui::parts::page::{Page, pictured};
use crate::ui::parts::text::{aside, list, paragraph};

pub(super) fn screen(scene: &Scene) -> AnyView {
    let ways = install::ways(scene.target, scene.journey.device.os);
    if plan::is_wrong_device(scene.journey) { elsewhere(scene, &ways) } else { here(scene, &ways) }
}

/// On a machine that the app is for, as far as is known.
fn here(scene: &Scene, ways: &Ways) -> AnyView {
    pictured(
        illustration(Illustration::Pc),
        Page {
            heading: heading(scene.journey),
            lead: Some(scene.by_target("app.lead")),
            body: group(vec![
                help::retired(scene),
                actions(vec![pages(scene, ways)]),
                maybe(ways.web.as_ref().map(help::opens)),
                aside(&scene.say("app.remembered")),
            ]),
            actions: scene.press(Look::Primary, "app.have", || Event::HaveApp),
            more: group(vec![
                more(scene, ways),
                handoff::another_computer(scene.journey, scene.portal),
                rest(scene),
            ]),
        },
    )
}

/// On a machine that guests cannot join from: the way to the other one comes first.
fn elsewhere(scene: &Scene, ways: &Ways) -> AnyView {
    let Handoff { first, buttons, rest: link } = handoff::handoff(scene.journey, scene.portal, true);
    pictured(
        device::drawing(scene.journey),
        Page {
            heading: heading(scene.journey),
            lead: Some(scene.by_target("app.lead")),
            body: group(vec![paragraph(&scene.say("app.not-here")), first]),
            actions: group(vec![
                buttons,
                scene.press(Look::Secondary, "app.have", || Event::HaveApp),
                maybe(meeting::instead(scene.journey, scene.portal)),
            ]),
            more: group(vec![
                link,
                help::retired(scene),
                actions(vec![pages(scene, ways)]),
                maybe(ways.web.as_ref().map(help::opens)),
                more(scene, ways),
                rest(scene),
            ]),
        },
    )
}

/// The pages it is to be had from.
fn pages(scene: &Scene, ways: &Ways) -> AnyView {
    let web = ways.web.clone();
    let web = web.map(|web| link_away(Look::Secondary, &scene.by_target("app.install"), web.into(), None));
    let store = ways.store.clone();
    let store = store.map(|store| link(Look::Secondary, &scene.say("app.store"), store, None));
    group(vec![maybe(web), maybe(store)])
}

/// Other ways, and what keeps people from the app.
fn more(scene: &Scene, ways: &Ways) -> AnyView {
    let winget = ways.winget.clone().map(|command| {
        let content = group(vec![
            paragraph(&scene.say("app.winget.how")),
            copy_field("winget", &scene.say("app.winget.label"), command, copier(scene.portal)),
            paragraph(&scene.say("app.winget.may-fail")),
        ]);
        details(&scene.say("app.winget.summary"), content)
    });
    let company = group(vec![
        list(false, &scene.say_all(&["app.company.portal", "app.company.ask"])),
        message(
            "letter",
            &scene.say("stuck.letter"),
            &letter(scene, ways),
            copier(scene.portal),
            Manner { first: false, phone: scene.phone_helps() },
        ),
    ]);
    let blank = ways
        .store
        .is_some()
        .then(|| details(&scene.say("app.blank.summary"), paragraph(&scene.say("app.blank"))));
    group(vec![
        details(&scene.say("app.there.summary"), paragraph(&scene.by_target("app.there"))),
        maybe(winget),
        details(&scene.say("app.company.summary"), company),
        maybe(blank),
    ])
}

/// The last resorts.
fn rest(scene: &Scene) -> AnyView {
    // On a machine that guests cannot join from it is offered at once.
    let meeting = if plan::is_wrong_device(scene.journey) {
        None
    } else {
        meeting::instead(scene.journey, scene.portal)
    };
    let cannot = group(vec![
        paragraph(&scene.by_target("app.cannot")),
        help::whom_to_ask(scene),
        actions(vec![maybe(meeting)]),
    ]);
    group(vec![details(&scene.say("app.cannot.summary"), cannot), help::license_note(scene)])
}

/// What to ask one's own IT for. Store, Intune and WinGet: mesh-docs, `preparing-your-organization.md`.
fn letter(scene: &Scene, ways: &Ways) -> Letter {
    let words = Words::here();
    let page = ways.web.as_ref().map(ToString::to_string).unwrap_or_default();
    let command = ways.winget.clone().unwrap_or_default();
    let body = scene.by_target("app.letter").text("page", page).text("command", command);
    Letter {
        to: None,
        subject: words.write(&scene.by_target("app.letter.subject")),
        body: words.write(&body),
    }
}
