//! A letter to send, in the language of those who read it: as plain text, and as it looks in a mail.

use leptos::prelude::*;

use super::copier;
use crate::app::desk::Desk;
use crate::app::words::Words;
use crate::domain::draft::issue::Written;
use crate::domain::words::{Message, Piece, pieces};
use crate::ui::parts::button::{Look, actions, button};
use crate::ui::parts::copy_field::copy_outcome;
use crate::ui::parts::details::details;
use crate::ui::parts::element::{classed, element, group};
use crate::ui::parts::message::{Letter, Manner, message};

/// A letter as plain text.
pub(super) fn plain(written: &Written, words: Words, to: Option<String>) -> Letter {
    let paragraphs: Vec<String> = written.paragraphs.iter().map(|paragraph| words.write(paragraph)).collect();
    Letter { to, subject: words.write(&written.subject), body: paragraphs.join("\n\n") }
}

/// A letter to copy or to hand to the mail program. `id` is unique on the page.
pub(super) fn letter(
    desk: Desk,
    id: &'static str,
    label: &Message,
    written: &Written,
    words: Words,
) -> AnyView {
    message(id, label, &plain(written, words, None), copier(desk), Manner::default())
}

/// The same letter as it looks in a mail, to be copied like that.
pub(super) fn as_it_looks(desk: Desk, id: &'static str, written: &Written, words: Words) -> AnyView {
    let text = plain(written, words, None).body;
    let paragraphs: Vec<AnyView> =
        written.paragraphs.iter().map(|message| paragraph(message, words)).collect();
    let language = words.language();
    let direction = if language.is_right_to_left() { "rtl" } else { "ltr" };
    let attributes = [("id", id), ("class", "panel"), ("lang", language.tag()), ("dir", direction)];
    let mail = element("div", &attributes, paragraphs);
    let copied = RwSignal::new(None::<bool>);
    let copy = Callback::new(move |()| {
        // Emptied first, so that the same outcome is announced again.
        copied.set(None);
        desk.copy_as_it_looks(id, &text, move |worked| _ = copied.try_set(Some(worked)));
    });
    let content = group(vec![
        mail,
        actions(vec![button(Look::Secondary, &Message::new("desk.share.mail.copy"), copy)]),
        copy_outcome(copied),
    ]);
    details(&Message::new("desk.share.mail.looks"), content)
}

/// A paragraph in which links are links.
fn paragraph(message: &Message, words: Words) -> AnyView {
    let template = words.template(message);
    let inside = pieces(&template).into_iter().map(|piece| match piece {
        Piece::Plain(plain) => plain.to_owned().into_any(),
        Piece::Label(label) => element("b", &[], vec![label.to_owned().into_any()]),
        Piece::Placeholder(name) => {
            let value = words.value(message, name).unwrap_or_default();
            match name {
                "link" | "event-link" => element("a", &[("href", &value)], vec![value.clone().into_any()]),
                _ => classed("bdi", "", vec![value.into_any()]),
            }
        }
    });
    element("p", &[], inside.collect())
}
