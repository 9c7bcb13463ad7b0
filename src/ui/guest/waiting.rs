//! Before the doors open: a countdown, the calendar file, and a rehearsal.

use leptos::prelude::*;

use super::heading::heading;
use super::scene::Scene;
use super::{handoff, help, in_app, launch};
use crate::app::words::Words;
use crate::domain::journey::Event;
use crate::domain::words::Message;
use crate::ui::parts::button::{Look, button};
use crate::ui::parts::element::group;
use crate::ui::parts::illustration::{Illustration, illustration};
use crate::ui::parts::page::{Page, pictured, section};
use crate::ui::parts::text::{paragraph, rich, unseen};

/// Minutes left at which the countdown speaks up.
const CALLS: [u32; 4] = [1, 5, 15, 60];

pub(super) fn screen(scene: &Scene) -> AnyView {
    let doors = scene.journey.doors_open().unwrap_or(scene.invite.starts);
    let portal = scene.portal;
    let left = Memo::new(move |_| help::minutes_until(doors, portal.now()));
    let open_app = launch::open_label(scene);
    let (calendar, go_now) = (scene.say("waiting.calendar"), scene.say("waiting.go-now"));
    let open = Memo::new(move |_| left.get() == 0);
    // The doors open while the page stays: then the button to the event takes the calendar's place.
    let actions = move || {
        let save = |look| button(look, &calendar, portal.press(|| Event::SaveCalendar));
        if open.get() {
            let go = button(Look::Primary, &open_app, portal.press(|| Event::OpenApp));
            vec![go, save(Look::Secondary)]
        } else {
            let go = button(Look::Quiet, &go_now, portal.press(|| Event::Continue));
            vec![save(Look::Primary), go]
        }
    };
    pictured(
        illustration(Illustration::ClosedDoor),
        Page {
            heading: heading(scene.journey),
            lead: Some(scene.by_target("waiting.lead")),
            body: group(vec![
                help::retired(scene),
                countdown(scene, left),
                paragraph(&scene.say("waiting.calendar.why")),
            ]),
            actions: actions.into_any(),
            more: group(vec![
                section(
                    &scene.by_target("waiting.rehearsal"),
                    group(vec![paragraph(&scene.by_target("waiting.rehearsal.why")), in_app::sign_in(scene)]),
                ),
                handoff::another_computer(scene.journey, scene.portal),
                scene.readiness(),
                help::license_note(scene),
            ]),
        },
    )
}

fn countdown(scene: &Scene, left: Memo<u32>) -> AnyView {
    let start = scene.say("waiting.starts").time("start", scene.invite.starts);
    let earlier = scene.journey.setting.config.doors_open_minutes;
    let earlier = (earlier > 0)
        .then(|| group(vec![" ".into_any(), rich(&scene.say("waiting.doors").count("minutes", earlier))]));
    let words = Words::here();
    // Read out at a few moments only; the figure itself changes every minute.
    let call = |left| CALLS.into_iter().find(|call| left <= *call);
    let said = move || match (left.get(), call(left.get())) {
        (0, _) => words.say("waiting.open"),
        (_, Some(minutes)) => words.write(&Message::new("waiting.call").count("minutes", minutes)),
        (_, None) => String::new(),
    };
    let shown = move || match left.get() {
        0 => rich::<AnyView>(&Message::new("waiting.open")),
        minutes => help::span(minutes),
    };
    let until = scene.say("waiting.until");
    view! {
        <div class="panel">
            <p hidden=move || left.get() == 0>{rich::<AnyView>(&until)}</p>
            <p class="countdown" role="timer">{shown}</p>
            <div role="status">{move || unseen::<AnyView>(said())}</div>
            <p class="aside">{rich::<AnyView>(&start)} {earlier}</p>
        </div>
    }
    .into_any()
}
