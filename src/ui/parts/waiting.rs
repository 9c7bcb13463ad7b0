//! Something takes a moment.

use super::draw::Draw;
use super::element::element;
use super::text::rich;
use crate::domain::words::Message;

/// Says what is being waited for, read out when the reader pauses; the turning ring is decoration.
pub fn waiting<V: Draw>(words: &Message) -> V {
    let ring = element("span", &[("class", "waiting__ring"), ("aria-hidden", "true")], vec![]);
    let words = element("span", &[], vec![rich(words)]);
    element("p", &[("class", "waiting"), ("role", "status")], vec![ring, words])
}
