//! Plain elements, all of one type.
//!
//! `view!` makes a type of its own for every shape of element, and each type brings code with it. The
//! parts, which every page is made of, are made of these instead; `view!` is for what reacts: handlers,
//! properties, attributes that change.

use leptos::html::custom;
use leptos::prelude::*;
use leptos::tachys::html::attribute::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::tachys::html::attribute::custom::custom_attribute;
use leptos::tachys::view::iterators::StaticVec;

use super::draw::Draw;

/// An element: its name, its attributes, what is in it.
pub fn element<V: Draw>(name: &str, attributes: &[(&'static str, &str)], inside: Vec<V>) -> V {
    V::element(name, attributes, inside)
}

/// An element with nothing but a class.
pub fn classed<V: Draw>(name: &str, class: &str, inside: Vec<V>) -> V {
    V::element(name, &[("class", class)], inside)
}

/// Several views, one after the other, with nothing around them.
pub fn group<V: Draw>(views: Vec<V>) -> V {
    V::group(views)
}

/// A view that may not be there.
pub fn maybe<V: Draw>(view: Option<V>) -> V {
    view.unwrap_or_else(|| V::group(Vec::new()))
}

/// An element of Leptos.
pub(super) fn view(name: &str, attributes: &[(&'static str, &str)], inside: Vec<AnyView>) -> AnyView {
    let attributes: Vec<AnyAttribute> = attributes
        .iter()
        .map(|(name, value)| custom_attribute(*name, (*value).to_owned()).into_any_attr())
        .collect();
    // In capitals, as a document gives names back: an element whose name stays is patched in place.
    custom(name.to_ascii_uppercase()).add_any_attr(attributes).child(StaticVec::from(inside)).into_any()
}

/// Views of Leptos, one after the other.
pub(super) fn views(views: Vec<AnyView>) -> AnyView {
    if views.is_empty() { ().into_any() } else { StaticVec::from(views).into_any() }
}

/// A drawing of Leptos. One kind of markup for all of them, since each kind brings code with it.
pub(super) fn drawing(
    class: &'static str,
    grid: &'static str,
    strokes: &[(&'static str, &'static str)],
) -> AnyView {
    let strokes = strokes.iter().map(|(class, path)| view! { <path class=*class d=*path /> }.into_any());
    let strokes = views(strokes.collect());
    view! { <svg class=class viewBox=grid aria-hidden="true" focusable="false">{strokes}</svg> }.into_any()
}
