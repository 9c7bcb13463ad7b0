//! More for those who want it.

use super::draw::Draw;
use super::element::classed;
use super::text::rich;
use crate::domain::words::Message;

/// A line that opens to show more.
pub fn details<V: Draw>(summary: &Message, content: V) -> V {
    let summary = classed("summary", "details__summary", vec![rich(summary)]);
    let body = classed("div", "details__body", vec![content]);
    classed("details", "details", vec![summary, body])
}
