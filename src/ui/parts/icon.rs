//! Small drawings beside words. They decorate: what they mean is always said in words as well.

use leptos::prelude::*;

/// What is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// A tick.
    Tick,
    /// The letter i.
    Info,
    /// An exclamation mark.
    Warning,
    /// A cross.
    Cross,
    /// Two sheets of paper.
    Copy,
    /// An arrow leaving a box.
    NewTab,
    /// A globe.
    Language,
    /// An arrow in reading direction.
    Forward,
}

/// The drawing, as high as a line of the text beside it.
pub fn icon(icon: Icon) -> AnyView {
    // Strokes on a grid of 20 by 20.
    let path = match icon {
        Icon::Tick => "M4 10.5l4 4 8-9",
        Icon::Info => "M10 9v6M10 5.2v.6",
        Icon::Warning => "M10 4.5v7M10 14.6v.6",
        Icon::Cross => "M5 5l10 10M15 5L5 15",
        Icon::Copy => "M7.5 7.5h9v9h-9zM12.5 4.5v-1h-9v9h1",
        Icon::NewTab => "M8 4H3.5v12.5H16V12M11 3.5h5.5V9M16 4l-7 7",
        Icon::Language => {
            "M10 2.5a7.5 7.5 0 1 1 0 15a7.5 7.5 0 1 1 0-15M2.5 10h15M10 2.5c-4.5 4.5-4.5 10.5 0 15M10 2.5c4.5 4.5 4.5 10.5 0 15"
        }
        Icon::Forward => "M4 10h12M11 5l5 5-5 5",
    };
    let class = if icon == Icon::Forward { "icon icon--turns" } else { "icon" };
    view! {
        <svg class=class viewBox="0 0 20 20" aria-hidden="true" focusable="false">
            <path d=path />
        </svg>
    }
    .into_any()
}
