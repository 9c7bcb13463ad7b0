//! The readiness check's one screen: why, one button, what was found, the verdict, and what to do next.
//!
//! The screen is built once; what a check finds is read inside closures, so that a screen reader hears what is
//! new and nothing else. Ids of words are literals, except where a name is put behind one of these:
//!
//! | beginning | followed by |
//! |---|---|
//! | `check.name.` | `Check::name` |
//! | `check.said.` | `Outcome::name`, and `Target::name` where it matters |
//! | `check.standing.` | `Standing::name` |
//! | `check.verdict.` | `Verdict::name`, and `.lead` |
//! | `check.fixer.` | `Fixer::name` |
//! | `check.need.` | `Purpose::name` |
//! | `check.lead`, `check.other`, `check.letter.hello`, `check.letter.subject` | `Target::name` |

mod it;
mod results;
mod verdict;

use leptos::prelude::*;

use super::frame::{FrameFacts, frame};
use super::parts::button::{Look, link};
use super::parts::copy_field::{CopyRequest, copy_field};
use super::parts::page::{Page, page as sheet, section};
use super::parts::text::{list, paragraph, rich};
use crate::app::check::{Checkup, Stage};
use crate::app::words::Words;
use crate::domain::mail;
use crate::domain::readiness::advice::Sentence;
use crate::domain::readiness::subject::Subject;
use crate::domain::target::Target;
use crate::domain::words::Message;

/// The whole page; without a checkup, that the portal is not set up. `set_title` writes the document's title.
pub fn page(checkup: Option<Checkup>, set_title: Callback<String>) -> AnyView {
    let words = Words::here();
    let facts = Signal::derive(move || {
        let Some(checkup) = checkup else { return FrameFacts::default() };
        let host = checkup.subject().event.map(|(_, host)| host);
        FrameFacts {
            brand: host.as_ref().map(|host| host.brand.clone()).unwrap_or_default(),
            host: host.map(|host| host.name),
            help: None,
            privacy: checkup.config().privacy_url.as_ref().map(url::Url::to_string),
        }
    });
    let title = Signal::derive(move || words.say("check.title"));
    frame(facts, Signal::stored("check".to_owned()), (title, set_title), move || match checkup {
        Some(checkup) => screen(checkup, &checkup.subject()),
        None => misconfigured(),
    })
}

fn screen(checkup: Checkup, subject: &Subject) -> AnyView {
    let event = subject.event.as_ref().map(|(invite, host)| {
        let message = Message::new("check.event").text("event", invite.title.as_str());
        paragraph::<AnyView>(&message.text("host", host.name.as_str()))
    });
    sheet(Page {
        heading: Message::new("check.heading"),
        lead: Some(by_target("check.lead", subject.target)),
        body: view! {
            {event}
            {list::<AnyView>(false, &[Message::new("check.about.time"), Message::new("check.about.privacy")])}
            <div class="actions">{run_button(checkup)} {back(checkup, subject)}</div>
            {results::under_way(checkup)}
            {verdict::verdict(checkup, subject)}
            {results::results(checkup, subject)}
            {unseen(subject.target)}
            {it::precaution(checkup, subject)}
            {others(checkup, subject)}
        }
        .into_any(),
        actions: ().into_any(),
        more: ().into_any(),
    })
}

/// The one button. It stays where it is while the check runs, so that the focus does.
fn run_button(checkup: Checkup) -> AnyView {
    let words = Words::here();
    let running = move || matches!(checkup.stage(), Stage::Asking | Stage::Measuring(_));
    let label = Memo::new(move |_| match checkup.stage() {
        Stage::Before => "check.run",
        Stage::Asking | Stage::Measuring(_) => "check.running",
        Stage::Done => "check.again",
    });
    view! {
        <button type="button" class="button button--primary" on:click=move |_| checkup.begin()
            aria-disabled=move || running().then_some("true")>
            {move || words.say(label.get())}
        </button>
    }
    .into_any()
}

/// The way back to the invite, where there is one.
fn back(checkup: Checkup, subject: &Subject) -> AnyView {
    subject
        .invite_page(&checkup.address())
        .map(|address| link(Look::Quiet, &Message::new("check.back"), address.into(), None))
        .into_any()
}

/// What no page can find out.
fn unseen(target: Target) -> AnyView {
    let limits = [
        by_target("check.unseen.app", target),
        Message::new("check.unseen.ports"),
        Message::new("check.unseen.sound"),
        Message::new("check.unseen.account"),
    ];
    section(&Message::new("check.unseen"), list(false, &limits))
}

/// The same check for another app, where no event says which.
fn others(checkup: Checkup, subject: &Subject) -> AnyView {
    let links: Vec<AnyView> = subject
        .others(&checkup.config())
        .into_iter()
        .map(|target| {
            let address = ["#/", target.name()].concat();
            link(Look::Quiet, &by_target("check.other", target), address, None)
        })
        .collect();
    view! { <div class="actions">{links}</div> }.into_any()
}

fn misconfigured() -> AnyView {
    sheet(Page {
        heading: Message::new("check.misconfigured.heading"),
        lead: Some(Message::new("check.misconfigured")),
        body: ().into_any(),
        actions: link(Look::Primary, &Message::new("check.misconfigured.portal"), "./".to_owned(), None),
        more: ().into_any(),
    })
}

/// The link to this very page, to open elsewhere.
fn page_link(checkup: Checkup, subject: &Subject) -> AnyView {
    let mut address = checkup.address();
    address.set_fragment(Some(&subject.fragment()));
    let address = String::from(address);
    let subject = Words::here().say("check.mail.subject");
    let mail = mail::address("", &subject, &address);
    view! {
        {copy_field("page-link", &Message::new("check.page-link"), address, copier(checkup))}
        <div class="actions">{link(Look::Secondary, &Message::new("check.mail"), mail, None)}</div>
    }
    .into_any()
}

/// Does the copying for the parts.
fn copier(checkup: Checkup) -> Callback<CopyRequest> {
    Callback::new(move |request: CopyRequest| {
        checkup.copy(&request.text.clone(), move |copied| request.finish(copied));
    })
}

fn by_target(id: &'static str, target: Target) -> Message {
    Message::new([id, ".", target.name()].concat())
}

/// A sentence with the sentences inside it written out.
fn whole(sentence: Sentence) -> Message {
    let words = Words::here();
    let Sentence { message, inside } = sentence;
    inside.into_iter().fold(message, |message, (name, figure)| message.text(name, words.write(&figure)))
}

fn sentence(sentence: Sentence) -> AnyView {
    rich(&whole(sentence))
}
