//! Something for the camera of a phone.

use leptos::prelude::*;

use super::details::details_when_opened;
use super::element::maybe;
use super::text::paragraph;
use crate::app::words::Words;
use crate::domain::qr;
use crate::domain::words::Message;

/// A line that opens to show `content`, and [`scan`]: a code takes as long to draw as the rest of its page.
pub fn scan_when_opened(
    summary: &Message,
    content: AnyView,
    about: Message,
    text: String,
) -> Option<AnyView> {
    qr::fits(&text).then(|| details_when_opened(summary, content, move || maybe(scan(&about, &text))))
}

/// A code that a phone reads, with the words beside it; nothing for a text too long for one. `about` says what
/// scanning it does.
pub fn scan(about: &Message, text: &str) -> Option<AnyView> {
    let code = qr::code(text)?;
    let side = code.side.to_string();
    let label = Words::here().say("scan.label");
    let view = view! {
        <div class="scan">
            // Dark on light in every mode: not every phone reads it the other way round.
            <svg class="scan__code" role="img" aria-label=label viewBox=["0 0 ", &side, " ", &side].concat()>
                <path d=code.path />
            </svg>
            {paragraph::<AnyView>(about)}
        </div>
    };
    Some(view.into_any())
}
