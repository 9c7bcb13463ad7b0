//! What stands in for a screen whose words have not come yet: they are asked for again and again meanwhile.

use leptos::prelude::*;

use super::stuck::{code_line, reload};
use crate::app::words::Words;
use crate::domain::journey::Journey;
use crate::domain::words::Message;
use crate::ui::parts::button::{Look, button};
use crate::ui::parts::page::{Page, page};
use crate::ui::parts::waiting::waiting;

/// The document's title.
pub fn title(journey: &Journey, words: Words) -> Message {
    match journey.state.problem() {
        Some(_) => Message::new("first.unreached.title"),
        None => Message::new("title.step").text("step", words.say(COMING)),
    }
}

/// What tells this screen from others.
pub fn identity(journey: &Journey) -> &'static str {
    journey.state.problem().map_or(COMING, |_| UNREACHED)
}

/// The screen: a problem shows its code, which can be told; everything else is on its way.
pub fn screen(journey: &Journey) -> AnyView {
    let (lead, body) = match journey.state.problem() {
        Some(problem) => (Some(Message::new("first.unreached")), code_line(problem)),
        None => (None, waiting(&Message::new("first.slow"))),
    };
    page(Page {
        heading: Message::new(identity(journey)),
        lead,
        body,
        actions: button(Look::Primary, &Message::new("first.reload"), reload()),
        more: ().into_any(),
    })
}

const COMING: &str = "coming.heading";
const UNREACHED: &str = "first.unreached.heading";
