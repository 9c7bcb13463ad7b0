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

/// An HTML element: its name, its attributes, what is in it.
pub fn element(name: &str, attributes: &[(&'static str, &str)], inside: Vec<AnyView>) -> AnyView {
    let attributes: Vec<AnyAttribute> = attributes
        .iter()
        .map(|(name, value)| custom_attribute(*name, (*value).to_owned()).into_any_attr())
        .collect();
    // In capitals, as a document gives names back: an element whose name stays is patched in place.
    custom(name.to_ascii_uppercase()).add_any_attr(attributes).child(StaticVec::from(inside)).into_any()
}

/// An element with nothing but a class.
pub fn classed(name: &str, class: &str, inside: Vec<AnyView>) -> AnyView {
    element(name, &[("class", class)], inside)
}

/// Several views, one after the other, with nothing around them.
pub fn group(views: Vec<AnyView>) -> AnyView {
    StaticVec::from(views).into_any()
}

/// A view that may not be there.
pub fn maybe(view: Option<AnyView>) -> AnyView {
    view.unwrap_or_else(|| ().into_any())
}
