//! What to send to the guest's own IT: addresses and ports, and what was found.

use leptos::prelude::*;

use super::{copier, whole};
use crate::app::check::{Checkup, Stage};
use crate::app::words::Words;
use crate::domain::readiness::Finding;
use crate::domain::readiness::advice::{ItMessage, Sentence, it_message};
use crate::domain::readiness::subject::Subject;
use crate::domain::words::Message;
use crate::ui::parts::details::details;
use crate::ui::parts::message::{Letter, Manner, message};

/// The message with what was found.
pub(super) fn letter(checkup: Checkup, subject: &Subject, found: &[Finding]) -> AnyView {
    let it = it_message(found, subject, &checkup.config().cloud, &checkup.address());
    message("it-letter", &Message::new("check.letter"), &written(it), copier(checkup), Manner::default())
}

/// The message as a precaution, for those who want it; not beside the one with what was found.
pub(super) fn precaution(checkup: Checkup, subject: &Subject) -> AnyView {
    let subject = subject.clone();
    let network = Memo::new(move |_| {
        checkup.stage() == Stage::Done
            && checkup.findings().iter().any(|finding| finding.outcome.is_network())
    });
    (move || {
        let it = it_message(&[], &subject, &checkup.config().cloud, &checkup.address());
        let content = || {
            message(
                "it-list",
                &Message::new("check.letter"),
                &written(it),
                copier(checkup),
                Manner::default(),
            )
        };
        (!network.get()).then(|| details(&Message::new("check.it.summary"), content()))
    })
    .into_any()
}

fn written(it: ItMessage) -> Letter {
    let words = Words::here();
    let item = |(name, said): (Message, Sentence)| {
        let item = Message::new("check.letter.item").text("name", words.write(&name));
        words.write(&item.text("said", words.write(&whole(said))))
    };
    let found: Vec<String> = it.found.into_iter().map(item).collect();
    let needs: Vec<String> = it.needs.iter().map(|need| words.write(&need.line())).collect();
    let mut paragraphs = vec![words.write(&it.hello)];
    if !found.is_empty() {
        paragraphs.extend([words.say("check.letter.found"), as_list(&found)]);
    }
    paragraphs.extend([words.write(&it.please), as_list(&needs), words.write(&it.source)]);
    Letter { to: None, subject: words.write(&it.subject), body: paragraphs.join("\n\n") }
}

/// Lines as a list in plain text.
fn as_list(lines: &[String]) -> String {
    lines.iter().map(|line| ["- ", line].concat()).collect::<Vec<_>>().join("\n")
}
