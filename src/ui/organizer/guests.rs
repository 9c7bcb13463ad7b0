//! Who is to come: read from whatever the organizer has, explained row by row, and written for other programs.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::web_sys::File;

use super::table::table;
use super::{named, nothing_kept, signing};
use crate::app::desk::Desk;
use crate::app::guests::{Reading, Stage};
use crate::domain::desk::{Part, address};
use crate::domain::draft::Draft;
use crate::domain::guests::read::{Doubtful, Listed, Refused, Repeated};
use crate::domain::invite::EventKey;
use crate::domain::language::Language;
use crate::domain::words::{Message, number};
use crate::ui::parts::button::{Look, actions, button, link, submit};
use crate::ui::parts::details::details;
use crate::ui::parts::element::{element, group, maybe};
use crate::ui::parts::field::{Errors, Field, error_summary, text_area};
use crate::ui::parts::file::file_field;
use crate::ui::parts::notice::{Tone, notice_live};
use crate::ui::parts::page::{Page, page, section};
use crate::ui::parts::text::{paragraph, rich};

const ID: &str = "guest-list";

pub(super) fn screen(desk: Desk, draft: &Draft) -> AnyView {
    let id = draft.id.clone();
    let reading = desk.reading();
    page(Page {
        heading: named("desk.guests.heading", draft),
        lead: Some(Message::new("desk.guests.lead")),
        body: group(vec![
            maybe(nothing_kept(desk)),
            signing::warning(desk),
            form(desk, &id, reading),
            outcome(reading),
            list_of(desk, &id),
        ]),
        actions: link(Look::Primary, &Message::new("desk.guests.go-on"), address(&id, Part::Invite), None),
        more: files(desk, draft),
    })
}

/// Takes a pasted list, or a file.
fn form(desk: Desk, id: &EventKey, reading: Reading) -> AnyView {
    let errors: Errors = RwSignal::default();
    let field = Field {
        id: ID,
        label: Message::new("desk.guests.pasted"),
        hint: Some(Message::new("desk.guests.pasted.hint")),
        errors,
        value: reading.pasted,
        autocomplete: "off",
    };
    let (of_text, of_file) = (id.clone(), id.clone());
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        if reading.pasted.with_untracked(|text| text.trim().is_empty()) {
            errors.set(vec![(ID, Message::new("desk.guests.empty"))]);
        } else {
            errors.set(Vec::new());
            reading.read(desk, &of_text);
        }
    };
    let take = Callback::new(move |file: File| {
        errors.set(Vec::new());
        reading.read_file(desk, &of_file, file);
    });
    view! {
        <form class="form" novalidate on:submit=on_submit>
            {error_summary(errors)}
            {text_area(&field, 6)}
            {file_field("guest-file", &Message::new("desk.guests.file"), ".csv,.tsv,.txt,text/csv,text/plain", take)}
            <div class="actions">{submit(Look::Secondary, &Message::new("desk.guests.read"))}</div>
        </form>
    }
    .into_any()
}

/// How the reading goes, and what came of it.
fn outcome(reading: Reading) -> AnyView {
    let shown = move || match reading.stage.get() {
        Stage::Idle => ().into_any(),
        Stage::Reading(count) => element(
            "p",
            &[("role", "status")],
            vec![rich(&Message::new("desk.guests.reading").count("count", count))],
        ),
        Stage::Unreadable(says) => notice_live(Tone::Error, paragraph(&says)),
        Stage::Done { added, read } => {
            let tone = if read.refused.count == 0 { Tone::Success } else { Tone::Warning };
            let sum = Message::new("desk.guests.added").count("count", added);
            let refused = rows("desk.guests.refused", &read.refused, |row: &Refused| {
                at_line(
                    row.line,
                    vec![
                        element("code", &[("dir", "auto")], vec![row.text.clone().into_any()]),
                        rich(&row.why.message()),
                    ],
                )
            });
            let repeated = rows("desk.guests.repeated", &read.repeated, |row: &Repeated| {
                at_line(row.line, vec![address_of(row.address.secret()), rich(&row.message())])
            });
            let doubtful = Listed { count: number(read.doubtful.len()), rows: read.doubtful.clone() };
            let doubtful = rows("desk.guests.doubtful", &doubtful, |row: &Doubtful| {
                at_line(row.line, vec![address_of(row.address.secret()), rich(&row.message())])
            });
            notice_live(tone, group(vec![paragraph(&sum), maybe(refused), maybe(doubtful), maybe(repeated)]))
        }
    };
    shown.into_any()
}

/// Rows to be told about, folded away under their number.
fn rows<T>(heading: &'static str, listed: &Listed<T>, line: impl Fn(&T) -> AnyView) -> Option<AnyView> {
    let heading = Message::new(heading).count("count", listed.count);
    (listed.count > 0).then(|| {
        details(&heading, element("ul", &[("class", "list")], listed.rows.iter().map(line).collect()))
    })
}

fn at_line(line: u32, inside: Vec<AnyView>) -> AnyView {
    let mut views = vec![rich(&Message::new("desk.guests.line").count("line", line))];
    for view in inside {
        views.extend([" ".into_any(), view]);
    }
    element("li", &[], views)
}

pub(super) fn address_of(address: &str) -> AnyView {
    element("bdi", &[], vec![address.to_owned().into_any()])
}

/// Everybody on the list.
fn list_of(desk: Desk, id: &EventKey) -> AnyView {
    let (of_count, of_row) = (id.clone(), id.clone());
    let all = Memo::new(move |_| desk.guests(&of_count).len());
    let count = move || all.get();
    let row = move |at: usize| {
        let guests = desk.guests(&of_row);
        let guest = guests.get(at)?;
        let name = guest.name.as_deref().unwrap_or_default();
        let language = guest.language.map_or("", Language::tag);
        Some(vec![address_of(guest.address.secret()), address_of(name), language.into_any()])
    };
    let headings = ["desk.guests.address", "desk.guests.name", "desk.guests.language"].map(Message::new);
    let emptied = id.clone();
    let clear = Callback::new(move |()| {
        desk.keep_guests(&emptied, Vec::new());
        desk.reading().stage.set(Stage::Idle);
    });
    let table = table(&Message::new("desk.guests.list"), &headings, count, row);
    let heading = move || rich::<AnyView>(&Message::new("desk.guests.count").count("count", number(count())));
    view! {
        <section class="page__section" hidden=move || count() == 0>
            <h2 class="page__subheading">{heading}</h2>
            {table}
            {actions(vec![button(Look::Quiet, &Message::new("desk.guests.clear"), clear)])}
        </section>
    }
    .into_any()
}

/// What other programs take: personal links for a mail merge, and Entra's own template.
fn files(desk: Desk, draft: &Draft) -> AnyView {
    let save = |label: &'static str, name: &'static str, make: fn(Desk, &EventKey) -> Option<String>| {
        let id = draft.id.clone();
        let problem = RwSignal::new(false);
        let save = Callback::new(move |()| {
            let file = make(desk, &id);
            problem.set(file.is_none());
            if let Some(file) = file {
                desk.save_table(name, &file);
            }
        });
        let missing = move || problem.get().then(|| paragraph::<AnyView>(&Message::new("desk.not-ready")));
        view! { {actions(vec![button(Look::Secondary, &Message::new(label), save)])} <div role="status">{missing}</div> }
            .into_any()
    };
    section(
        &Message::new("desk.guests.files"),
        group(vec![
            paragraph(&Message::new("desk.guests.links.why")),
            save("desk.guests.links", "guest-links.csv", Desk::links_table),
            paragraph(&Message::new("desk.guests.entra.why")),
            save("desk.guests.entra", "entra-bulk-invite.csv", Desk::entra_table),
        ]),
    )
}
