//! A message to send to somebody who can help: shown in full, to copy or to hand to the mail program.

use leptos::prelude::*;

use super::button::{Look, actions, link};
use super::copy_field::{CopyRequest, copy_button};
use super::element::{classed, element};
use super::text::rich;
use crate::domain::mail;
use crate::domain::words::Message;

/// A message ready to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Mail address it goes to, when one is known.
    pub to: Option<String>,
    /// Subject line.
    pub subject: String,
    /// Text; lines end with `\n`.
    pub body: String,
}

/// The message in full with a button that copies it and a link that opens the mail program.
/// `id` is unique on the page.
pub fn message(id: &'static str, label: &Message, letter: &Letter, copy: Callback<CopyRequest>) -> AnyView {
    written(id, label, letter, copy, Look::Secondary)
}

/// The same where sending it is what the page is for: its buttons stand before the text, in sight.
pub fn message_first(
    id: &'static str,
    label: &Message,
    letter: &Letter,
    copy: Callback<CopyRequest>,
) -> AnyView {
    written(id, label, letter, copy, Look::Primary)
}

fn written(
    id: &'static str,
    label: &Message,
    letter: &Letter,
    copy: Callback<CopyRequest>,
    look: Look,
) -> AnyView {
    let (button, outcome) = copy_button(letter.body.clone(), copy);
    let lines = letter.body.lines().count().clamp(4, 14).to_string();
    let mail = mail::address(letter.to.as_deref().unwrap_or_default(), &letter.subject, &letter.body);
    let mail = link(look, &Message::new("part.message.mail"), mail, None);
    let text = view! {
        <textarea class="copy__value letter__text" id=id readonly dir="auto" rows=lines
            prop:value=letter.body.clone()></textarea>
    }
    .into_any();
    let label = element("label", &[("class", "copy__label"), ("for", id)], vec![rich(label)]);
    let inside = match look {
        Look::Primary => vec![label, actions(vec![mail, button]), outcome, text],
        _ => vec![label, text, actions(vec![button, mail]), outcome],
    };
    classed("div", "copy letter", inside)
}
