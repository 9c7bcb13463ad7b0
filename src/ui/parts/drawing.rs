//! Lines on a grid: what icons, illustrations and the portal's mark are made of.

use super::draw::Draw;

/// A silent drawing: its class, its grid as SVG's `viewBox`, and its strokes, each a class and a path.
pub fn drawing<V: Draw>(
    class: &'static str,
    grid: &'static str,
    strokes: &[(&'static str, &'static str)],
) -> V {
    V::drawing(class, grid, strokes)
}
