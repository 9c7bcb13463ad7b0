//! A new event: from a pasted invitation, a link, a calendar file or an earlier guest link; or by hand.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::web_sys::File;

use super::nothing_kept;
use crate::app::desk::Desk;
use crate::domain::desk::{Part, address};
use crate::domain::words::Message;
use crate::ui::parts::button::{Look, button, submit};
use crate::ui::parts::element::{group, maybe};
use crate::ui::parts::field::{Errors, Field, error_summary, text_area};
use crate::ui::parts::file::file_field;
use crate::ui::parts::page::{Page, page};

const ID: &str = "pasted";

pub(super) fn screen(desk: Desk) -> AnyView {
    let errors: Errors = RwSignal::default();
    let by_hand = Callback::new(move |()| match desk.begin_by_hand() {
        Some(id) => desk.go(&address(&id, Part::Details)),
        None => errors.set(vec![(ID, Message::new("desk.new.no-randomness"))]),
    });
    let field = Field {
        id: ID,
        label: Message::new("desk.new.pasted"),
        hint: Some(Message::new("desk.new.pasted.hint")),
        errors,
        value: desk.pasted(),
        autocomplete: "off",
    };
    let read = move |text: String| match desk.begin_from(&text) {
        Ok(id) => desk.go(&address(&id, Part::Details)),
        Err(says) => errors.set(vec![(ID, says)]),
    };
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        let text = desk.pasted().get_untracked();
        if text.trim().is_empty() {
            errors.set(vec![(ID, Message::new("desk.new.empty"))]);
        } else {
            read(text);
        }
    };
    let taken = move |text: Option<String>| match text {
        Some(text) => {
            desk.pasted().set(text.clone());
            read(text);
        }
        None => errors.set(vec![(ID, Message::new("desk.file.unreadable"))]),
    };
    let take = Callback::new(move |file: File| desk.read_text(file, taken));
    let form = view! {
        <form class="form" novalidate on:submit=on_submit>
            {error_summary(errors)}
            {text_area(&field, 8)}
            {file_field("calendar-file", &Message::new("desk.new.file"), ".ics,text/calendar,text/plain", take)}
            <div class="actions">
                {submit(Look::Primary, &Message::new("desk.new.read"))}
                {button(Look::Quiet, &Message::new("desk.new.by-hand"), by_hand)}
            </div>
        </form>
    };
    page(Page {
        heading: Message::new("desk.new.heading"),
        lead: Some(Message::new("desk.new.lead")),
        body: group(vec![maybe(nothing_kept(desk)), form.into_any()]),
        actions: ().into_any(),
        more: ().into_any(),
    })
}
