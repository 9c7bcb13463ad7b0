//! Something for the camera of a phone.

use leptos::prelude::*;

use super::text::paragraph;
use crate::app::words::Words;
use crate::domain::qr;
use crate::domain::words::Message;

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
