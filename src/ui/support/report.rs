//! A guest's report: what went wrong, how it differs from a good run, and what happened in order.

use leptos::prelude::*;

use super::answer;
use crate::app::desk::Desk;
use crate::domain::report::glance::{Fact, Glance, Here, Row, glance};
use crate::domain::report::{self, Reading, Release, Unreadable};
use crate::domain::support::place::Place;
use crate::domain::support::{Entry, Found, Pasted};
use crate::domain::words::Message;
use crate::ui::parts::details::details;
use crate::ui::parts::element::{classed, element, group, maybe};
use crate::ui::parts::facts::facts;
use crate::ui::parts::field::{Field, text_area};
use crate::ui::parts::file::file_field;
use crate::ui::parts::notice::{Tone, notice, notice_live};
use crate::ui::parts::page::{Page, page, section};
use crate::ui::parts::text::{aside, list, paragraph, rich};

const ID: &str = "report";

/// The page of a report: of the one in the address, or of one that is pasted or dropped here.
pub(super) fn screen(desk: Desk, in_address: Option<&str>) -> AnyView {
    let pasted = desk.support.report;
    // A link is read like any other text that holds one.
    let from_link = in_address.map(|code| report::read(&Place::Report(Some(code.to_owned())).address()));
    let shown = move || {
        let text = pasted.get();
        let read = if text.trim().is_empty() { from_link.clone() } else { Some(report::read(&text)) };
        read.map(|read| opened(desk, &read.map(Box::new)))
    };
    page(Page {
        heading: Message::new("support.report.heading"),
        lead: Some(Message::new("support.report.lead")),
        body: group(vec![view! { <div class="found">{shown}</div> }.into_any(), form(desk)]),
        actions: ().into_any(),
        more: ().into_any(),
    })
}

/// Takes a report as text or as a file; it is read as it comes.
fn form(desk: Desk) -> AnyView {
    let field = Field {
        id: ID,
        label: Message::new("support.report.pasted"),
        hint: Some(Message::new("support.report.pasted.hint")),
        errors: RwSignal::default(),
        value: desk.support.report,
        autocomplete: "off",
    };
    let take = Callback::new(move |file| desk.support.take_report(file));
    group(vec![
        text_area(&field, 6),
        file_field("report-file", &Message::new("support.report.file"), ".txt,text/plain", take),
    ])
}

/// A report that was read, or why it was not.
pub(super) fn opened(desk: Desk, read: &Result<Box<Reading>, Unreadable>) -> AnyView {
    let reading = match read {
        Ok(reading) => reading,
        Err(fault) => return notice_live(Tone::Error, paragraph(&fault.message())),
    };
    let here = Here { portal: Release::OWN, config: desk.config().map(|config| config.fingerprint) };
    let Glance { diagnosis, doubts, facts: all, timeline } = glance(reading, here);
    let doubts = (!doubts.is_empty()).then(|| notice(Tone::Warning, list(false, &doubts)));
    let entry = Entry::of_problem(diagnosis.problem, diagnosis.aadsts);
    let answer = entry.map(|entry| {
        let found = Found::about(entry, Pasted::of_report(&reading.report));
        let heading = element("p", &[], vec![element("b", &[], vec![rich(&found.explanation.heading)])]);
        group(vec![heading, answer::answer(desk, &found)])
    });
    let diagnosed = group(vec![aside(&diagnosis.why), maybe(answer)]);
    group(vec![
        maybe(doubts),
        maybe(known(&all, diagnosis.problem.is_none())),
        section(&Message::new("support.report.diagnosis"), diagnosed),
        maybe(happened(&timeline)),
    ])
}

/// What is known: what differs from a good run in sight, the rest folded away.
fn known(all: &[Fact], nothing_wrong: bool) -> Option<AnyView> {
    let rows = |different: bool| {
        let rows = all.iter().filter(|fact| fact.is_different == different);
        facts(rows.map(|fact| (fact.name.clone(), value(fact))).collect())
    };
    let differing = if all.iter().any(|fact| fact.is_different) {
        Some(section(&Message::new("support.report.facts"), rows(true)))
    } else {
        nothing_wrong.then(|| paragraph(&Message::new("support.report.no-difference")))
    };
    let usual = details(&Message::new("support.report.as-usual"), rows(false));
    (!all.is_empty()).then(|| group(vec![maybe(differing), usual]))
}

fn value(fact: &Fact) -> AnyView {
    let mark = fact.is_different.then(|| {
        let words = rich(&Message::new("support.report.differs"));
        group(vec![
            classed("b", "findings__standing findings__standing--warning", vec![words]),
            " ".into_any(),
        ])
    });
    group(vec![maybe(mark), rich(&fact.value)])
}

/// What happened, in order; nothing when nobody did anything.
fn happened(timeline: &[Row]) -> Option<AnyView> {
    let lines = timeline.iter().map(|row| {
        let time = Message::new("support.report.seconds").count("seconds", row.seconds);
        let problem =
            row.problem.map(|kind| group(vec![" ".into_any(), answer::entry_link(Entry::Problem(kind))]));
        let time = classed("span", "timeline__time", vec![rich(&time)]);
        element("li", &[("class", "timeline__row")], vec![time, rich(&row.what), maybe(problem)])
    });
    let lines: Vec<AnyView> = lines.collect();
    (!lines.is_empty())
        .then(|| section(&Message::new("support.report.timeline"), classed("ol", "timeline", lines)))
}
