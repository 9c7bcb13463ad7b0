//! Facts by name: when the event is, who hosts it.

use leptos::prelude::*;

use super::element::classed;
use super::text::rich;
use crate::domain::words::Message;

/// A definition list, in the given order.
pub fn facts(facts: Vec<(Message, AnyView)>) -> AnyView {
    let rows: Vec<AnyView> = facts
        .into_iter()
        .map(|(name, value)| {
            let name = classed("dt", "facts__name", vec![rich(&name)]);
            let value = classed("dd", "facts__value", vec![value]);
            classed("div", "facts__row", vec![name, value])
        })
        .collect();
    classed("dl", "facts", rows)
}
