//! A message to send to somebody who can help: shown in full, to copy or to hand to the mail program.

use leptos::prelude::*;

use super::button::{Look, link};
use super::copy_field::{CopyRequest, copy_button};
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
    let (button, outcome) = copy_button(letter.body.clone(), copy);
    let lines = letter.body.lines().count().clamp(4, 14).to_string();
    let mail = mail::address(letter.to.as_deref().unwrap_or_default(), &letter.subject, &letter.body);
    view! {
        <div class="copy letter">
            <label class="copy__label" for=id>{rich(label)}</label>
            <textarea class="copy__value letter__text" id=id readonly dir="auto" rows=lines
                prop:value=letter.body.clone()></textarea>
            <div class="actions">
                {button}
                {link(Look::Secondary, &Message::new("part.message.mail"), mail, None)}
            </div>
            {outcome}
        </div>
    }
    .into_any()
}
