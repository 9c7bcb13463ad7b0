//! Parts drawn without Leptos: elements of the document, put together once, that nothing on the page changes.

use std::cell::RefCell;

use leptos::prelude::document;
use leptos::web_sys::{Element, Node};

use super::parts::draw::Draw;
use crate::app::arrive::Spoken;
use crate::app::dictionary;
use crate::domain::words::Message;

thread_local! {
    /// The words in force, as for Leptos its context has them.
    static SPOKEN: RefCell<Option<Spoken>> = const { RefCell::new(None) };
}

/// Sets the words in force.
pub(super) fn speak(spoken: Spoken) {
    SPOKEN.set(Some(spoken));
}

/// A piece of markup; nothing where the document would not make it.
pub(super) struct Sketch(Option<Node>);

impl Sketch {
    /// Puts it at the end of an element.
    pub(super) fn end(self, element: &Element) {
        append(element, self);
    }

    /// Puts it in the place of an element.
    pub(super) fn replace(self, element: &Element) {
        if let Some(node) = self.0 {
            // Fails only where a node would hold itself.
            let _ = element.replace_with_with_node_1(&node);
        }
    }

    /// Puts it in the place of all that is in an element.
    pub(super) fn fill(self, element: &Element) {
        element.replace_children_with_node_0();
        self.end(element);
    }
}

impl Draw for Sketch {
    fn element(name: &str, attributes: &[(&'static str, &str)], inside: Vec<Self>) -> Self {
        Self(document().create_element(name).ok().map(|element| made(element, attributes, inside)))
    }

    fn drawing(class: &'static str, grid: &'static str, strokes: &[(&'static str, &'static str)]) -> Self {
        let strokes =
            strokes.iter().map(|(class, path)| shape("path", &[("class", class), ("d", path)], vec![]));
        let hidden = ("aria-hidden", "true");
        shape(
            "svg",
            &[("class", class), ("viewBox", grid), hidden, ("focusable", "false")],
            strokes.collect(),
        )
    }

    fn plain(words: String) -> Self {
        Self(Some(document().create_text_node(&words).into()))
    }

    fn group(views: Vec<Self>) -> Self {
        let group: Node = document().create_document_fragment().into();
        for view in views {
            append(&group, view);
        }
        Self(Some(group))
    }

    fn say(id: &str) -> String {
        spoken(|spoken| spoken.words.say(id))
    }

    fn template(message: &Message) -> String {
        spoken(|spoken| spoken.words.template(message, &spoken.locale))
    }

    fn value(message: &Message, name: &str) -> Option<String> {
        spoken(|spoken| dictionary::value(message, name, &spoken.locale))
    }
}

fn shape(name: &str, attributes: &[(&'static str, &str)], inside: Vec<Sketch>) -> Sketch {
    let element = document().create_element_ns(Some("http://www.w3.org/2000/svg"), name);
    Sketch(element.ok().map(|element| made(element, attributes, inside)))
}

fn made(element: Element, attributes: &[(&'static str, &str)], inside: Vec<Sketch>) -> Node {
    for (name, value) in attributes {
        // Fails only for a name that no attribute can have.
        let _ = element.set_attribute(name, value);
    }
    for view in inside {
        append(&element, view);
    }
    element.into()
}

fn append(to: &Node, view: Sketch) {
    if let Some(node) = view.0 {
        // Fails only where a node would hold itself.
        let _ = to.append_child(&node);
    }
}

fn spoken<T: Default>(read: impl FnOnce(&Spoken) -> T) -> T {
    SPOKEN.with_borrow(|spoken| spoken.as_ref().map(read).unwrap_or_default())
}
