//! Lines on a grid: what icons, illustrations and the portal's mark are made of. One kind of markup for all of
//! them, since each kind brings code with it.

use leptos::prelude::*;

use super::element::group;

/// A silent drawing: its class, its grid as SVG's `viewBox`, and its strokes, each a class and a path.
pub fn drawing(class: &'static str, grid: &'static str, strokes: &[(&'static str, &'static str)]) -> AnyView {
    let strokes = strokes.iter().map(|(class, path)| view! { <path class=*class d=*path /> }.into_any());
    let strokes = group(strokes.collect());
    view! { <svg class=class viewBox=grid aria-hidden="true" focusable="false">{strokes}</svg> }.into_any()
}
