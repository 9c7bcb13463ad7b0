//! A message to send to somebody who can help: shown in full, to copy or to hand to the mail program.

use leptos::prelude::*;

use super::button::{Look, actions, link};
use super::copy_field::{CopyRequest, copy_button};
use super::element::{classed, element};
use super::scan::scan_when_opened;
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

/// How a message stands on its page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Manner {
    /// Sending it is what the page is for: its buttons stand before the text, in sight.
    pub first: bool,
    /// It may as well be sent from a phone beside this device.
    pub phone: bool,
}

/// The message in full with a button that copies it and a link that opens the mail program.
/// `id` is unique on the page.
pub fn message(
    id: &'static str,
    label: &Message,
    letter: &Letter,
    copy: Callback<CopyRequest>,
    Manner { first, phone }: Manner,
) -> AnyView {
    let (button, outcome) = copy_button(letter.body.clone(), copy);
    let lines = letter.body.lines().count().clamp(4, 14).to_string();
    let to = letter.to.as_deref().unwrap_or_default();
    let look = if first { Look::Primary } else { Look::Secondary };
    let mail = mail::address(to, &letter.subject, &letter.body);
    let mail = link(look, &Message::new("part.message.mail"), mail, None);
    let text = view! {
        <textarea class="copy__value letter__text" id=id readonly dir="auto" rows=lines
            prop:value=letter.body.clone()></textarea>
    }
    .into_any();
    let label = element("label", &[("class", "copy__label"), ("for", id)], vec![rich(label)]);
    let mut inside = if first {
        vec![label, actions(vec![mail, button]), outcome, text]
    } else {
        vec![label, text, actions(vec![button, mail]), outcome]
    };
    inside.extend(phone.then(|| from_phone(to, letter)).flatten());
    classed("div", "copy letter", inside)
}

/// For those whose mail is on their phone.
fn from_phone(to: &str, letter: &Letter) -> Option<AnyView> {
    let (about, text) = match mail::to_scan(to, &letter.subject, &letter.body)? {
        Scan::Whole(text) => ("scan.letter", text),
        Scan::Address(text) => ("scan.letter.address", text),
    };
    let content = ().into_any();
    scan_when_opened(&Message::new("scan.letter.summary"), content, Message::new(about), text)
}
