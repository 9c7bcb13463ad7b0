//! Questions for when nobody knows the text, one a page, down to a problem or to what has to be collected.

use leptos::prelude::*;

use super::{answer, copier};
use crate::app::desk::Desk;
use crate::app::words::Words;
use crate::domain::problem::Kind;
use crate::domain::support::diagnose::{Evidence, Outcome, Path, Stand};
use crate::domain::support::place::Place;
use crate::domain::support::{Entry, Found, Pasted};
use crate::domain::words::Message;
use crate::ui::parts::button::{Look, link};
use crate::ui::parts::element::{classed, element, group, maybe};
use crate::ui::parts::message::{Letter, Manner, message};
use crate::ui::parts::page::{Page, page, section};
use crate::ui::parts::text::{list, rich};

pub(super) fn screen(desk: Desk, answers: &str) -> AnyView {
    let Some(path) = Path::read(answers) else { return lost() };
    match path.stand() {
        Stand::Asks(question) => page(Page {
            heading: question.text(),
            lead: path.choices().is_empty().then(|| Message::new("support.diagnose.lead")),
            body: offers(&path),
            actions: ().into_any(),
            more: given(&path),
        }),
        Stand::Ends(outcome @ Outcome::Known { kind, aadsts }) => {
            known(desk, &path, kind, aadsts, outcome.likely_code())
        }
        Stand::Ends(outcome @ Outcome::NotKnown(_)) => page(Page {
            heading: Message::new("support.diagnose.not-known.heading"),
            lead: Some(Message::new("support.diagnose.not-known")),
            body: collect(desk, outcome.to_collect()),
            actions: ().into_any(),
            more: given(&path),
        }),
    }
}

/// The answers to choose from: each is a link, so that Back and a copied address work.
fn offers(path: &Path) -> AnyView {
    let offers: Vec<AnyView> = path
        .offers()
        .filter_map(|choice| {
            let to = path.clone().answered(choice.answer.name)?;
            let way = link(Look::Secondary, &choice.text(), address(&to), None);
            Some(element("li", &[], vec![way]))
        })
        .collect();
    classed("ul", "choices", offers)
}

/// A problem with a name.
fn known(desk: Desk, path: &Path, kind: Kind, aadsts: Option<u32>, likely: Option<Message>) -> AnyView {
    let found = Found::about(Entry::Problem(kind), Pasted::default());
    let likely = aadsts.zip(likely).map(|(number, likely)| {
        let views = vec![rich(&likely), " ".into_any(), answer::entry_link(Entry::Aadsts(number))];
        element("p", &[], views)
    });
    page(Page {
        heading: found.explanation.heading.clone(),
        lead: Some(Message::new("support.diagnose.known")),
        body: group(vec![maybe(likely), answer::answer(desk, &found)]),
        actions: ().into_any(),
        more: given(path),
    })
}

/// What to collect, and a letter that asks the guest for it.
fn collect(desk: Desk, evidence: &[Evidence]) -> AnyView {
    let words = Words::here();
    let wanted: Vec<Message> = evidence.iter().map(|evidence| evidence.text()).collect();
    let lines: Vec<String> = wanted.iter().map(|wanted| ["- ", &words.write(wanted)].concat()).collect();
    let letter = Letter {
        to: None,
        subject: words.say("support.collect.subject"),
        body: words.write(&Message::new("support.collect.letter").text("list", lines.join("\n"))),
    };
    let label = Message::new("support.write-to.guest");
    group(vec![
        list(false, &wanted),
        message("letter-collect", &label, &letter, copier(desk), Manner { first: true, phone: false }),
    ])
}

/// The answers given so far, each with the way back to its question.
fn given(path: &Path) -> AnyView {
    if path.choices().is_empty() {
        return ().into_any();
    }
    let lines: Vec<AnyView> = path
        .choices()
        .iter()
        .enumerate()
        .map(|(at, choice)| {
            let question = element("b", &[], vec![rich(&choice.question.text())]);
            let to = address(&path.back_to(at));
            let change = element("a", &[("href", &to)], vec![rich(&Message::new("support.diagnose.change"))]);
            element("li", &[], vec![question, " ".into_any(), rich(&choice.text()), " ".into_any(), change])
        })
        .collect();
    section(&Message::new("support.diagnose.given"), classed("ul", "list", lines))
}

/// An address that is no place among the questions.
fn lost() -> AnyView {
    page(Page {
        heading: Message::new("support.lost.heading"),
        lead: Some(Message::new("support.lost")),
        body: ().into_any(),
        actions: link(
            Look::Primary,
            &Message::new("support.diagnose.begin"),
            Place::Diagnose(String::new()).address(),
            None,
        ),
        more: ().into_any(),
    })
}

fn address(path: &Path) -> String {
    Place::Diagnose(path.write()).address()
}
