//! The box that takes anything, and answers as one types.

use leptos::prelude::*;

use super::{answer, report};
use crate::app::desk::Desk;
use crate::app::support::Answered;
use crate::domain::desk::HOME;
use crate::domain::support::place::Place;
use crate::domain::words::Message;
use crate::ui::parts::button::{Look, link};
use crate::ui::parts::element::{element, group};
use crate::ui::parts::field::{Field, text_area};
use crate::ui::parts::page::{Page, page};
use crate::ui::parts::text::{aside, rich};

const ID: &str = "seen";

pub(super) fn screen(desk: Desk) -> AnyView {
    let field = Field {
        id: ID,
        label: Message::new("support.seen"),
        hint: Some(Message::new("support.seen.hint")),
        errors: RwSignal::default(),
        value: desk.support.seen,
        autocomplete: "off",
    };
    let answered = Memo::new(move |_| desk.support.answered());
    // Read out by its heading alone: the whole answer at each key stroke would be a flood.
    let heading = Memo::new(move |_| answered.with(Answered::heading));
    let said = move || heading.get().map(|heading| rich::<AnyView>(&heading));
    let shown = move || match answered.get() {
        Answered::Nothing => aside(&Message::new("support.seen.empty")),
        Answered::Report(read) => report::opened(desk, &read),
        Answered::Found(found) => group(vec![
            answer::found(desk, &found),
            if found.entry.is_none() { unknown() } else { ().into_any() },
        ]),
    };
    page(Page {
        heading: Message::new("support.find.heading"),
        lead: Some(Message::new("support.find.lead")),
        body: group(vec![
            text_area(&field, 4),
            view! { <p class="unseen" role="status">{said}</p> }.into_any(),
            view! { <div class="found">{shown}</div> }.into_any(),
        ]),
        actions: ().into_any(),
        more: link(Look::Quiet, &Message::new("desk.home"), HOME.to_owned(), None),
    })
}

/// The ways on where nothing is known.
fn unknown() -> AnyView {
    let ask = link(
        Look::Primary,
        &Message::new("support.unknown.diagnose"),
        Place::Diagnose(String::new()).address(),
        None,
    );
    element("div", &[("class", "actions")], vec![ask])
}
