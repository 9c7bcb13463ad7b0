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
use crate::ui::parts::details::details;
use crate::ui::parts::element::{group, maybe};
use crate::ui::parts::message::{Letter, Manner, message};
use crate::ui::parts::text::paragraph;

/// What the file is called.
const FILE: &str = "mesh-guest-report.txt";

/// A line that opens to have a report made, and to hand it on.
pub(super) fn get_help(portal: Portal) -> AnyView {
    // In a closure as a whole: its words may come later than the page.
    details(&Message::new("report.summary"), (move || contents(portal)).into_any())
}

fn contents(portal: Portal) -> AnyView {
    // On the first page these words come after it.
    if !Words::here().knows("report.what") {
        return ().into_any();
    }
    let text = portal.report();
    let make = |id, with_address| {
        let language = Words::here().language();
        let press = Callback::new(move |()| portal.make_report(language, with_address));
        button(Look::Secondary, &Message::new(id), press)
    };
    let can_add = match portal.peek() {
        Shown::Journey(journey) => make::address(&journey).is_some(),
        _ => false,
    };
    group(vec![
        paragraph(&Message::new("report.what")),
        actions(vec![make("report.make", false), maybe(can_add.then(|| make("report.make.address", true)))]),
        if text.is_empty() { ().into_any() } else { ways(portal, text) },
    ])
}

/// The text, and the ways to hand it on.
fn ways(portal: Portal, text: String) -> AnyView {
    let (mut to, mut link, mut can_share) = (None, None, false);
    if let Shown::Journey(journey) = portal.peek() {
        to = mail_contact(contact::recipient(&journey, Fixer::Portal));
        link = report::link(&journey.setting.address, &text);
        can_share = journey.setting.can_share;
    }
    let letter = Letter { to, subject: Words::here().say("report.subject"), body: text };
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
