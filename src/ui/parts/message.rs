//! A message to send to somebody who can help: shown in full, to copy or to hand to the mail program.

use leptos::prelude::*;

use super::button::{Look, link};
use super::copy_field::{CopyRequest, copy_button};
use super::details::details;
use super::scan::scan;
use super::text::rich;
use crate::domain::mail::{self, Scan};
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
/// `id` is unique on the page; `phone`: it may as well be sent from a phone beside this device.
pub fn message(
    id: &'static str,
    label: &Message,
    letter: &Letter,
    copy: Callback<CopyRequest>,
    phone: bool,
) -> AnyView {
    let (button, outcome) = copy_button(letter.body.clone(), copy);
    let lines = letter.body.lines().count().clamp(4, 14).to_string();
    let to = letter.to.as_deref().unwrap_or_default();
    let mail = mail::address(to, &letter.subject, &letter.body);
    let scanned = phone.then(|| from_phone(to, letter)).flatten();
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
            {scanned}
        </div>
    }
    .into_any()
}

/// For those whose mail is on their phone.
fn from_phone(to: &str, letter: &Letter) -> Option<AnyView> {
    let (about, text) = match mail::to_scan(to, &letter.subject, &letter.body)? {
        Scan::Whole(text) => ("scan.letter", text),
        Scan::Address(text) => ("scan.letter.address", text),
    };
    Some(details(&Message::new("scan.letter.summary"), scan(&Message::new(about), &text)?))
}
