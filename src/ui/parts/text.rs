//! Sentences from the word files as markup.

use leptos::prelude::*;

use super::element::{classed, element};
use crate::app::words::Words;
use crate::domain::words::{Message, Piece, pieces};

/// A sentence: labels as they stand on somebody's screen in bold, placeholder values isolated from the
/// direction of the text around them.
pub fn rich(message: &Message) -> AnyView {
    let words = Words::here();
    let template = words.template(message);
    let pieces = pieces(&template);
    if let [] | [Piece::Plain(_)] = pieces[..] {
        return template.into_any();
    }
    let views: Vec<AnyView> = pieces
        .into_iter()
        .map(|piece| match piece {
            Piece::Plain(plain) => plain.to_owned().into_any(),
            Piece::Label(label) => classed("b", "label", vec![label.to_owned().into_any()]),
            Piece::Placeholder(name) => {
                // A placeholder nobody fills stays visible, as in `domain::words::fill`.
                let value = words.value(message, name).unwrap_or_else(|| ["{", name, "}"].concat());
                element("bdi", &[], vec![value.into_any()])
            }
        })
        .collect();
    views.into_any()
}

/// A sentence as a paragraph.
pub fn paragraph(message: &Message) -> AnyView {
    element("p", &[], vec![rich(message)])
}

/// A sentence that stands back behind the others.
pub fn aside(message: &Message) -> AnyView {
    classed("p", "aside", vec![rich(message)])
}

/// Sentences as a list: numbered when their order matters.
pub fn list(numbered: bool, items: &[Message]) -> AnyView {
    let items: Vec<AnyView> = items.iter().map(|item| element("li", &[], vec![rich(item)])).collect();
    if numbered { classed("ol", "list list--steps", items) } else { classed("ul", "list", items) }
}

/// Words that only a screen reader says.
pub fn unseen(words: String) -> AnyView {
    classed("span", "unseen", vec![words.into_any()])
}
