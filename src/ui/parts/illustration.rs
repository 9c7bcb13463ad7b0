//! Drawings of our own, larger than an icon. They decorate, and are silent: what a page is about is said in
//! its words. All of them are made of a soft ground, lines and solid parts in the colors of the page, so that
//! they hold in every mode; none holds text, and where text runs from right to left they are mirrored.

use super::draw::Draw;
use super::drawing::drawing;
use super::element::classed;
use super::icon::{Icon, icon};

/// What is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Illustration {
    /// A letter that comes out of its envelope; the host's door is on it.
    Invitation,
    /// A card with a seal.
    License,
    /// A computer with the host's door on its screen.
    Pc,
    /// A headset.
    Headset,
    /// A phone.
    Phone,
    /// A door that somebody stands in.
    Door,
    /// A door that nobody has come to yet.
    ClosedDoor,
}

/// The ground with its outline, more lines, and what is solid, on a grid of 96 by 80.
type Strokes = (&'static str, &'static str, &'static str);

impl Illustration {
    const fn strokes(self) -> Strokes {
        match self {
            Self::Invitation => (
                "M24 39V14a4 4 0 0 1 4-4h40a4 4 0 0 1 4 4v25L48 55z",
                "M24 28l-8 6v32a4 4 0 0 0 4 4h56a4 4 0 0 0 4-4V34l-8-6M16 34l32 21 32-21M41 42V27a7 7 0 0 1 14 0v15",
                "M51 27a3 3 0 1 1-6 0 3 3 0 1 1 6 0z",
            ),
            Self::License => (
                "M16 16h64a5 5 0 0 1 5 5v38a5 5 0 0 1-5 5H16a5 5 0 0 1-5-5V21a5 5 0 0 1 5-5z",
                "M35 28h36M43 38h16M22 53h26M62 66v12l8-4 8 4V66",
                "M30 28a5 5 0 1 1-10 0 5 5 0 1 1 10 0zM17 42c0-5 3-8 8-8s8 3 8 8zM82 56a12 12 0 1 1-24 0 12 12 0 1 1 24 0z",
            ),
            Self::Pc => (
                "M14 10h68a4 4 0 0 1 4 4v40a4 4 0 0 1-4 4H14a4 4 0 0 1-4-4V14a4 4 0 0 1 4-4z",
                "M40 58v12M56 58v12M30 70h36M34 50V34a14 14 0 0 1 28 0v16",
                "M53 34a5 5 0 1 1-10 0 5 5 0 1 1 10 0zM40 50c0-6 3-9 8-9s8 3 8 9z",
            ),
            Self::Headset => (
                "M20 26h56a10 10 0 0 1 10 10v16a12 12 0 0 1-12 12h-8c-7 0-9-9-18-9s-11 9-18 9h-8a12 12 0 0 1-12-12V36a10 10 0 0 1 10-10z",
                "M22 26c4-10 14-15 26-15s22 5 26 15",
                "M38 42a6 6 0 1 1-12 0 6 6 0 1 1 12 0zM70 42a6 6 0 1 1-12 0 6 6 0 1 1 12 0z",
            ),
            Self::Phone => (
                "M34 6h28a6 6 0 0 1 6 6v56a6 6 0 0 1-6 6H34a6 6 0 0 1-6-6V12a6 6 0 0 1 6-6z",
                "M43 14h10",
                "M51 65a3 3 0 1 1-6 0 3 3 0 1 1 6 0z",
            ),
            Self::Door => {
                (DOOR, SILL, "M55 37a7 7 0 1 1-14 0 7 7 0 1 1 14 0zM36 74c0-17 4-25 12-25s12 8 12 25z")
            }
            Self::ClosedDoor => (DOOR, SILL, "M62 50a3 3 0 1 1-6 0 3 3 0 1 1 6 0z"),
        }
    }
}

const DOOR: &str = "M28 74V30a20 20 0 0 1 40 0v44";
const SILL: &str = "M18 74h60";

/// The drawing.
pub fn illustration<V: Draw>(illustration: Illustration) -> V {
    let (ground, lines, solid) = illustration.strokes();
    drawing("art", "0 0 96 80", &[("art__ground", ground), ("", lines), ("art__solid", solid)])
}

/// One drawing, then another, with an arrow between them in reading direction.
pub fn from_to<V: Draw>(one: Illustration, other: Illustration) -> V {
    classed("div", "arts", vec![illustration(one), icon(Icon::Forward), illustration(other)])
}
