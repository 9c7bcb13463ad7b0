//! What a part can be drawn with. Most pages are drawn by Leptos; a guest's very first page is drawn without it, so that
//! it stands before Leptos has come. A part that takes no presses is written once, for both.

use leptos::prelude::AnyView;

use super::element;
use crate::app::words::Words;
use crate::domain::words::{Message, fill};

/// Something that markup is made of. Parts are generic over it and say nothing else about who draws them.
pub trait Draw: Sized {
    /// An element: its name, its attributes, what is in it.
    fn element(name: &str, attributes: &[(&'static str, &str)], inside: Vec<Self>) -> Self;

    /// A silent drawing: its class, its grid as SVG's `viewBox`, and its strokes, each a class and a path.
    fn drawing(class: &'static str, grid: &'static str, strokes: &[(&'static str, &'static str)]) -> Self;

    /// Plain words.
    fn plain(words: String) -> Self;

    /// Several of them, one after the other, with nothing around them.
    fn group(views: Vec<Self>) -> Self;

    /// A sentence without placeholders, in the language in force.
    fn say(id: &str) -> String;

    /// The sentence of a message with its placeholders still in it.
    fn template(message: &Message) -> String;

    /// What fills one placeholder of a message.
    fn value(message: &Message, name: &str) -> Option<String>;

    /// A sentence with its placeholders filled, as plain text.
    fn write(message: &Message) -> String {
        fill(&Self::template(message), |name| Self::value(message, name))
    }
}

impl Draw for AnyView {
    fn element(name: &str, attributes: &[(&'static str, &str)], inside: Vec<Self>) -> Self {
        element::view(name, attributes, inside)
    }

    fn drawing(class: &'static str, grid: &'static str, strokes: &[(&'static str, &'static str)]) -> Self {
        element::drawing(class, grid, strokes)
    }

    fn plain(words: String) -> Self {
        leptos::prelude::IntoAny::into_any(words)
    }

    fn group(views: Vec<Self>) -> Self {
        element::views(views)
    }

    fn say(id: &str) -> String {
        Words::here().say(id)
    }

    fn template(message: &Message) -> String {
        Words::here().template(message)
    }

    fn value(message: &Message, name: &str) -> Option<String> {
        Words::here().value(message, name)
    }
}
