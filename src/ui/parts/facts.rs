//! Facts by name: when the event is, who hosts it.

use super::draw::Draw;
use super::element::classed;
use super::text::rich;
use crate::domain::words::Message;

/// A definition list, in the given order.
pub fn facts<V: Draw>(facts: Vec<(Message, V)>) -> V {
    let rows: Vec<V> = facts
        .into_iter()
        .map(|(name, value)| {
            let name = classed("dt", "facts__name", vec![rich(&name)]);
            let value = classed("dd", "facts__value", vec![value]);
            classed("div", "facts__row", vec![name, value])
        })
        .collect();
    classed("dl", "facts", rows)
}
