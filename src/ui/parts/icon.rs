//! Small drawings beside words. They decorate: what they mean is always said in words as well.
//!
//! All are from Lucide 1.62.0 (lucide.dev, ISC license, © Lucide Icons and Contributors): strokes on a grid
//! of 24 by 24. Those that point somewhere turn around where text runs from right to left.

use super::draw::Draw;
use super::drawing::drawing;

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
pub fn icon<V: Draw>(icon: Icon) -> V {
    // Each under its name in the set; of `info` and `circle-alert` what is inside the circle, which the
    // place they stand in draws.
    let path = match icon {
        // check
        Icon::Tick => "M20 6 9 17l-5-5",
        // info
        Icon::Info => "M12 16v-4M12 8h.01",
        // circle-alert
        Icon::Warning => "M12 8v4M12 16h.01",
        // x
        Icon::Cross => "M18 6 6 18M6 6l12 12",
        // copy
        Icon::Copy => {
            "M10 8h10a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H10a2 2 0 0 1-2-2V10a2 2 0 0 1 2-2z\
            M4 16c-1.1 0-2-.9-2-2V4c0-1.1.9-2 2-2h10c1.1 0 2 .9 2 2"
        }
        // external-link
        Icon::NewTab => "M15 3h6v6M10 14 21 3M18 13v6a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h6",
        // globe
        Icon::Language => {
            "M12 2a10 10 0 1 1 0 20a10 10 0 1 1 0-20M12 2a14.5 14.5 0 0 0 0 20 14.5 14.5 0 0 0 0-20M2 12h20"
        }
        // arrow-right
        Icon::Forward => "M5 12h14M12 5l7 7-7 7",
    };
    let turns = matches!(icon, Icon::Forward | Icon::NewTab);
    let class = if turns { "icon icon--turns" } else { "icon" };
    drawing(class, "0 0 24 24", &[("", path)])
}
