//! Sentences from the word files as markup.

use super::draw::Draw;
use super::element::{classed, element};
use crate::domain::words::{Message, Piece, pieces};

/// A sentence: labels as they stand on somebody's screen in bold, placeholder values isolated from the
/// direction of the text around them.
pub fn rich<V: Draw>(message: &Message) -> V {
    let template = V::template(message);
    let pieces = pieces(&template);
    if let [] | [Piece::Plain(_)] = pieces[..] {
        return V::plain(template);
    }
    let views = pieces
        .into_iter()
        .map(|piece| match piece {
            Piece::Plain(plain) => V::plain(plain.to_owned()),
            Piece::Label(label) => classed("b", "label", vec![V::plain(label.to_owned())]),
            Piece::Placeholder(name) => {
                // A placeholder nobody fills stays visible, as in `domain::words::fill`.
                let value = V::value(message, name).unwrap_or_else(|| ["{", name, "}"].concat());
                element("bdi", &[], vec![V::plain(value)])
            }
        })
        .collect();
    V::group(views)
}

/// A sentence as a paragraph.
pub fn paragraph<V: Draw>(message: &Message) -> V {
    element("p", &[], vec![rich(message)])
}

/// A sentence that stands back behind the others.
pub fn aside<V: Draw>(message: &Message) -> V {
    classed("p", "aside", vec![rich(message)])
}

/// Sentences as a list: numbered when their order matters.
pub fn list<V: Draw>(numbered: bool, items: &[Message]) -> V {
    let items = items.iter().map(|item| element("li", &[], vec![rich(item)])).collect();
    if numbered { classed("ol", "list list--steps", items) } else { classed("ul", "list", items) }
}

/// Words that only a screen reader says.
pub fn unseen<V: Draw>(words: String) -> V {
    classed("span", "unseen", vec![V::plain(words)])
}
