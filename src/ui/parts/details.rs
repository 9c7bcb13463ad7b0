//! More for those who want it.

use leptos::prelude::*;

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

/// As [`details`]; `late`, which takes long to draw, follows when it is first opened.
pub fn details_when_opened(
    summary: &Message,
    content: AnyView,
    late: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    let summary: AnyView = rich(summary);
    let opened = RwSignal::new(false);
    view! {
        <details class="details" on:toggle=move |_| opened.set(true)>
            <summary class="details__summary">{summary}</summary>
            <div class="details__body">{content} {move || opened.get().then(&late)}</div>
        </details>
    }
    .into_any()
}
