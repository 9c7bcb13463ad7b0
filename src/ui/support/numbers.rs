//! Many reports: which problems, steps and devices they come from. Everything stays in the page.

use leptos::prelude::*;

use crate::app::desk::Desk;
use crate::app::words::Words;
use crate::domain::report::tally::{By, Row, Tally, Value};
use crate::domain::support::Entry;
use crate::domain::words::{Message, number};
use crate::ui::parts::button::{Look, actions, button};
use crate::ui::parts::element::{classed, element, group, maybe};
use crate::ui::parts::file::files_field;
use crate::ui::parts::notice::{Tone, notice_live};
use crate::ui::parts::page::{Page, page, section};
use crate::ui::parts::text::{list, paragraph, rich};

use super::answer;

pub(super) fn screen(desk: Desk) -> AnyView {
    let support = desk.support;
    let take = Callback::new(move |files| support.take_reports(files));
    let reading = move || {
        let unread = support.unread.get();
        (unread > 0)
            .then(|| rich::<AnyView>(&Message::new("support.numbers.reading").count("count", number(unread))))
    };
    let counted = move || support.tally.with(|tally| counted(desk, tally));
    page(Page {
        heading: Message::new("support.numbers.heading"),
        lead: Some(Message::new("support.numbers.lead")),
        body: group(vec![
            files_field("reports", &Message::new("support.numbers.files"), ".txt,text/plain", take),
            view! { <p role="status">{reading}</p> }.into_any(),
        ]),
        actions: ().into_any(),
        more: view! { <div class="found">{counted}</div> }.into_any(),
    })
}

fn counted(desk: Desk, tally: &Tally) -> AnyView {
    let unreadable: Vec<Message> = tally
        .unreadable()
        .into_iter()
        .map(|(fault, count)| {
            let why = Words::here().write(&fault.message());
            Message::new("support.numbers.unreadable").count("count", count).text("why", why)
        })
        .collect();
    let unreadable = (!unreadable.is_empty()).then(|| notice_live(Tone::Warning, list(false, &unreadable)));
    if tally.all() == 0 {
        return group(vec![maybe(unreadable), paragraph(&Message::new("support.numbers.none"))]);
    }
    let mut sums = vec![Message::new("support.numbers.counted").count("count", tally.all())];
    let more = [("support.numbers.twice", tally.again()), ("support.numbers.partial", tally.cut())];
    let more = more.into_iter().filter(|(_, count)| *count > 0);
    sums.extend(more.map(|(id, count)| Message::new(id).count("count", count)));
    let save = Callback::new(move |()| {
        desk.save_table("reports.csv", &desk.support.tally.with_untracked(Tally::to_csv));
    });
    let forget = Callback::new(move |()| desk.support.forget_reports());
    group(vec![
        maybe(unreadable),
        list(false, &sums),
        group(By::ALL.iter().map(|by| chart(*by, &tally.rows(*by))).collect()),
        actions(vec![
            button(Look::Secondary, &Message::new("support.numbers.save"), save),
            button(Look::Quiet, &Message::new("support.numbers.forget"), forget),
        ]),
    ])
}

/// The rows as a table, each with a bar.
fn chart(by: By, rows: &[Row]) -> AnyView {
    let heading = |id: &'static str| element("th", &[("scope", "col")], vec![rich(&Message::new(id))]);
    let head = ["support.numbers.name", "support.numbers.count", "support.numbers.share"].map(heading);
    let body = rows.iter().map(|row| {
        let share = Message::new("support.numbers.percent").count("share", (row.permille + 5) / 10);
        let bar = row.permille.to_string();
        let bar = [("class", "bar"), ("max", "1000"), ("value", bar.as_str()), ("aria-hidden", "true")];
        let cells = vec![
            element("th", &[("scope", "row")], vec![called(row.value)]),
            classed("td", "table__cell", vec![row.count.to_string().into_any()]),
            classed("td", "table__cell", vec![element("progress", &bar, vec![]), rich(&share)]),
        ];
        element("tr", &[], cells)
    });
    let table = vec![
        element("thead", &[], vec![element("tr", &[], head.into())]),
        element("tbody", &[], body.collect()),
    ];
    section(&Message::new(["tally.by.", by.name()].concat()), classed("table", "table__table chart", table))
}

/// What a row is called; a problem leads to its answer.
fn called(value: Value) -> AnyView {
    match value {
        Value::Problem(kind) => answer::entry_link(Entry::Problem(kind)),
        value => rich(&value.message()),
    }
}
