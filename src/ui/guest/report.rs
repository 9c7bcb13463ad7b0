//! Help at the end of every page: what the page knows about the trouble, to hand to somebody who can help. All of it is
//! shown before it goes anywhere, and nothing of it goes anywhere by itself.

use leptos::prelude::*;

use super::handoff::{share_button, share_outcome};
use super::scene::copier;
use super::stuck::mail_contact;
use crate::app::portal::{Portal, Shown};
use crate::app::words::Words;
use crate::domain::contact;
use crate::domain::problem::Fixer;
use crate::domain::report::{self, make};
use crate::domain::words::Message;
use crate::ui::parts::button::{Look, actions, button};
use crate::ui::parts::copy_field::copy_field;
use crate::ui::parts::element::{group, maybe};
use crate::ui::parts::field::tick;
use crate::ui::parts::message::{Letter, Manner, message};
use crate::ui::parts::text::{paragraph, rich};

/// What the file is called.
const FILE: &str = "mesh-guest-report.txt";

/// A line that opens to show the report, which is made then.
pub(super) fn get_help(portal: Portal) -> AnyView {
    let open = portal.help().open;
    let toggled = move |event: leptos::ev::Event| {
        open.set(event_target::<leptos::web_sys::Element>(&event).has_attribute("open"));
    };
    view! {
        <details class="details" prop:open=open on:toggle=toggled>
            <summary class="details__summary">{rich(&Message::new("report.summary"))}</summary>
            <div class="details__body">{move || open.get().then(|| contents(portal))}</div>
        </details>
    }
    .into_any()
}

fn contents(portal: Portal) -> AnyView {
    let added = portal.help().with_address;
    let can_add = match portal.peek() {
        Shown::Journey(journey) => make::address(&journey).is_some(),
        _ => false,
    };
    group(vec![
        paragraph(&Message::new("report.what")),
        maybe(can_add.then(|| tick(&Message::new("report.address"), added))),
        (move || ways(portal, &portal.report(Words::here().language(), added.get()))).into_any(),
    ])
}

/// The text, and the ways to hand it on.
fn ways(portal: Portal, text: &str) -> AnyView {
    let (mut to, mut link, mut can_share) = (None, None, false);
    if let Shown::Journey(journey) = portal.peek() {
        to = mail_contact(contact::recipient(&journey, Fixer::Portal));
        link = report::link(&journey.setting.address, text);
        can_share = journey.setting.can_share;
    }
    let letter = Letter { to, subject: Words::here().say("report.subject"), body: text.to_owned() };
    let saved = letter.body.clone();
    let save = button(
        Look::Secondary,
        &Message::new("report.save"),
        Callback::new(move |()| portal.save(FILE, &saved)),
    );
    let shared = RwSignal::new(true);
    let share = link.clone().filter(|_| can_share).map(|link| {
        let label = Message::new("report.share");
        share_button(Look::Secondary, &label, (letter.body.clone(), link), portal, shared)
    });
    let copy = copier(portal);
    let link = link.map(|link| copy_field("report-link", &Message::new("report.link"), link, copy));
    group(vec![
        message("report", &Message::new("report.text"), &letter, copy, Manner::default()),
        actions(vec![save, maybe(share)]),
        share_outcome(shared),
        maybe(link),
    ])
}
