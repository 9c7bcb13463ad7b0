//! One answer: what happened, who can fix it, what to send them, and what it is easily taken for.

use leptos::prelude::*;

use super::copier;
use crate::app::desk::Desk;
use crate::app::words::Words;
use crate::domain::explain::Explanation;
use crate::domain::support::network::notes_on;
use crate::domain::support::place::Place;
use crate::domain::support::{Entry, Found, Pasted, Recipient, letter};
use crate::domain::words::Message;
use crate::ui::parts::button::{Look, link, text_link_away};
use crate::ui::parts::copy_field::copy_field;
use crate::ui::parts::details::details;
use crate::ui::parts::element::{classed, element, group, maybe};
use crate::ui::parts::facts::facts;
use crate::ui::parts::message::{Letter, Manner, message};
use crate::ui::parts::page::{Page, page, section};
use crate::ui::parts::text::{aside, list, paragraph, rich};

/// The title of an answer's page.
pub(super) fn title(desk: Desk, address: &str) -> String {
    let words = desk.words;
    match Entry::read(address) {
        Some(entry) => {
            let heading = words.write(&entry.heading());
            words.write(&Message::new("support.answer.title").text("code", address).text("heading", heading))
        }
        None => words.say("support.lost.heading"),
    }
}

/// The page of an answer by its address.
pub(super) fn screen(desk: Desk, address: &str) -> AnyView {
    let Some(entry) = Entry::read(address) else { return lost() };
    let found = Found::about(entry, Pasted::default());
    page(Page {
        heading: found.explanation.heading.clone(),
        lead: None,
        body: answer(desk, &found),
        actions: link(Look::Secondary, &Message::new("support.answer.search"), Place::Find.address(), None),
        more: ().into_any(),
    })
}

/// An address that leads to no answer.
fn lost() -> AnyView {
    page(Page {
        heading: Message::new("support.lost.heading"),
        lead: Some(Message::new("support.lost")),
        body: ().into_any(),
        actions: link(Look::Primary, &Message::new("support.answer.search"), Place::Find.address(), None),
        more: ().into_any(),
    })
}

/// An answer under a heading of its own, as the search gives it.
pub(super) fn found(desk: Desk, found: &Found) -> AnyView {
    let why = aside(&found.why.message());
    let others: Vec<AnyView> = found
        .others
        .iter()
        .map(|other| element("li", &[], vec![entry_link(other.entry), aside(&other.why.message())]))
        .collect();
    let others =
        (!others.is_empty()).then(|| section(&Message::new("support.others"), classed("ul", "list", others)));
    // Of what nobody knows there is nothing to write to anybody.
    let known = match found.entry {
        Some(_) => answer(desk, found),
        None => list(true, &found.explanation.steps),
    };
    group(vec![section(&found.explanation.heading, group(vec![why, known])), maybe(others)])
}

/// All that is known, without its heading: the letter to whoever can fix it stands first.
pub(super) fn answer(desk: Desk, found: &Found) -> AnyView {
    let explanation = &found.explanation;
    let steps = (!explanation.steps.is_empty()).then(|| {
        let id = ["support.steps.", explanation.fixer.name()].concat();
        section(&Message::new(id), list(true, &explanation.steps))
    });
    group(vec![
        about(explanation),
        letters(desk, found),
        maybe(steps),
        maybe(notes(explanation)),
        maybe(found.page.map(|address| {
            let words = Message::new("support.page").text("address", address);
            element("p", &[], vec![text_link_away(&words, address)])
        })),
        maybe(related(&found.related)),
        maybe(found.entry.map(|entry| share(desk, entry))),
    ])
}

/// What it is called, who can fix it, and what the guest has in front of them.
fn about(explanation: &Explanation) -> AnyView {
    let code = |text: &str| element("code", &[("dir", "ltr")], vec![text.to_owned().into_any()]);
    let mut rows = Vec::new();
    if let Some(found) = &explanation.code {
        rows.push((Message::new("support.fact.code"), code(found)));
    }
    if let Some(kind) = explanation.problem {
        rows.push((Message::new("support.fact.problem"), code(kind.code())));
    }
    let fixer = Message::new(["support.fixer.", explanation.fixer.name()].concat());
    rows.push((Message::new("support.fact.fixer"), rich(&fixer)));
    if let Some(quoted) = explanation.quoted {
        // Microsoft's own words, in English wherever they are read.
        let quoted = element("q", &[("lang", "en"), ("dir", "ltr")], vec![quoted.into_any()]);
        rows.push((Message::new("support.fact.seen"), quoted));
    }
    facts(rows)
}

/// The letter to whoever can fix it, in sight, and those to the others, folded away.
fn letters(desk: Desk, found: &Found) -> AnyView {
    let words = Words::here();
    let explanation = &found.explanation;
    let fixes = Recipient::of(explanation.fixer);
    let whoever_runs_it = explanation.message_to_send.as_ref().filter(|_| fixes.is_none()).map(|text| {
        let letter =
            Letter { to: None, subject: words.say("support.letter.subject"), body: words.write(text) };
        let label = Message::new(["support.write-to.", explanation.fixer.name()].concat());
        message("letter-other", &label, &letter, copier(desk), Manner { first: true, phone: false })
    });
    let first = fixes.or(whoever_runs_it.is_none().then_some(Recipient::Guest));
    let to = |recipient: Recipient, is_first: bool| {
        let written = letter(explanation, &found.pasted, recipient);
        let parts: Vec<String> = written.parts.iter().map(|part| words.write(part)).collect();
        let letter = Letter { to: None, subject: words.write(&written.subject), body: parts.join("\n\n") };
        let label = Message::new(["support.write-to.", recipient.name()].concat());
        message(id_of(recipient), &label, &letter, copier(desk), Manner { first: is_first, phone: false })
    };
    let others: Vec<AnyView> = Recipient::ALL
        .iter()
        .filter(|recipient| Some(**recipient) != first)
        .map(|recipient| to(*recipient, false))
        .collect();
    group(vec![
        maybe(whoever_runs_it),
        maybe(first.map(|recipient| to(recipient, true))),
        details(&Message::new("support.write-to.others"), group(others)),
    ])
}

/// The id of a letter's text on the page.
const fn id_of(recipient: Recipient) -> &'static str {
    match recipient {
        Recipient::Guest => "letter-guest",
        Recipient::Organizer => "letter-organizer",
        Recipient::HostAdmin => "letter-host-admin",
        Recipient::HomeAdmin => "letter-home-admin",
    }
}

/// What an administrator changes, for the codes of which more is known.
fn notes(explanation: &Explanation) -> Option<AnyView> {
    let number = explanation.code.as_deref()?.strip_prefix("AADSTS")?.parse().ok()?;
    let notes: Vec<AnyView> = notes_on(number)
        .map(|note| {
            let text = group(vec![paragraph(&note.text()), aside(&note.sure.text())]);
            details(&note.title(), text)
        })
        .collect();
    (!notes.is_empty()).then(|| section(&Message::new("support.notes"), group(notes)))
}

fn related(entries: &[Entry]) -> Option<AnyView> {
    let lines: Vec<AnyView> =
        entries.iter().map(|entry| element("li", &[], vec![entry_link(*entry)])).collect();
    (!lines.is_empty()).then(|| section(&Message::new("support.related"), classed("ul", "list", lines)))
}

/// A link to an answer by its address and heading.
pub(super) fn entry_link(entry: Entry) -> AnyView {
    let address = entry.address();
    let heading = Words::here().write(&entry.heading());
    let words = Message::new("support.entry").text("code", address.as_str()).text("heading", heading);
    let to = Place::Answer(address).address();
    element("a", &[("href", &to)], vec![rich(&words)])
}

/// The answer's own address, to hand on.
fn share(desk: Desk, entry: Entry) -> AnyView {
    let address = desk.address_of(&Place::Answer(entry.address()).address());
    copy_field("answer-address", &Message::new("support.answer.address"), address, copier(desk))
}
