//! The guest's whole page: the frame, and inside it the screen of the journey's state.

use leptos::prelude::*;

use super::frame::{FrameFacts, frame};
use super::guest::{self, wordless};
use crate::app::portal::{Portal, Shown};
use crate::app::words::Words;
use crate::domain::journey::Journey;
use crate::domain::words::Message;

/// The guest's page. `set_title` writes the document's title.
pub fn page(portal: Portal, set_title: Callback<String>) -> AnyView {
    let words = Words::here();
    let facts = Signal::derive(move || {
        portal.edition();
        match portal.peek() {
            Shown::Journey(journey) => FrameFacts {
                host: journey.host().map(|host| host.name.clone()),
                brand: journey.host().map(|host| host.brand.clone()).unwrap_or_default(),
                help: None,
                privacy: journey.setting.config.privacy_url.as_ref().map(url::Url::to_string),
            },
            _ => FrameFacts::default(),
        }
    });
    // Built once an edition, and in each language; see below.
    let whenever = move || {
        portal.edition();
        words.language();
    };
    let title = Signal::derive(move || {
        whenever();
        untrack(|| {
            words.write(&match portal.peek() {
                Shown::Journey(journey) if is_wordless(&journey, words) => wordless::title(&journey, words),
                Shown::Journey(journey) => guest::title(&journey, words),
                Shown::Misconfigured { .. } => Message::new("title.misconfigured"),
                Shown::Opening => Message::new("first.title"),
            })
        })
    });
    // The heading tells one page from another: when it changes, so has what the guest is to do.
    let screen = Signal::derive(move || {
        portal.edition();
        untrack(|| match portal.peek() {
            Shown::Journey(journey) if is_wordless(&journey, words) => {
                wordless::identity(&journey).to_owned()
            }
            Shown::Journey(journey) => guest::identity(&journey),
            Shown::Misconfigured { problem, .. } => problem.kind.code().to_owned(),
            Shown::Opening => String::new(),
        })
    });
    frame(facts, screen, (title, set_title), move || {
        whenever();
        // Drawn once an edition: a clock or evidence that a screen looks at while it is built must not
        // draw it again under the guest's hands.
        untrack(|| match portal.peek() {
            Shown::Journey(journey) if is_wordless(&journey, words) => wordless::screen(&journey),
            Shown::Journey(journey) => view! {
                {guest::steps(&journey)}
                <div class="column">
                    {guest::visitor(&journey, portal)}
                    {guest::screen(&journey, portal)}
                </div>
            }
            .into_any(),
            Shown::Misconfigured { problem, faults } => guest::misconfigured(&problem, &faults, portal),
            Shown::Opening => ().into_any(),
        })
    })
}

/// Whether the words of the screen to be shown have not come yet.
fn is_wordless(journey: &Journey, words: Words) -> bool {
    !words.knows(&guest::heading(journey).id)
}
