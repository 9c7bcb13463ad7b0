//! Buttons, and links that look like them.

use leptos::prelude::*;

use super::draw::Draw;
use super::element::{classed, element, group};
use super::icon::{Icon, icon};
use super::text::{rich, unseen};
use crate::domain::words::Message;

/// How much a button stands out. A page has one primary button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// The one thing to do here.
    Primary,
    /// Another good way.
    Secondary,
    /// A way for few: looks like a link.
    Quiet,
}

impl Look {
    /// The classes of such a button.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button--primary",
            Self::Secondary => "button",
            Self::Quiet => "button button--quiet",
        }
    }
}

/// Buttons side by side, or one below the other where there is no room.
pub fn actions<V: Draw>(buttons: Vec<V>) -> V {
    classed("div", "actions", buttons)
}

/// A button that does something on this page.
pub fn button(look: Look, words: &Message, press: Callback<()>) -> AnyView {
    view! { <button type="button" class=look.class() on:click=move |_| press.run(())>{label::<AnyView>(words)}</button> }
        .into_any()
}

/// The words of a button as one piece, so that a name or a label in them does not become a column of its own.
pub fn label<V: Draw>(words: &Message) -> V {
    element("span", &[], vec![rich(words)])
}

/// A button that sends the form around it.
pub fn submit(look: Look, words: &Message) -> AnyView {
    view! { <button type="submit" class=look.class()>{label::<AnyView>(words)}</button> }.into_any()
}

/// A link in this tab. `pressed` hears of the press and does not hold it up.
pub fn link(look: Look, words: &Message, address: String, pressed: Option<Callback<()>>) -> AnyView {
    view! { <a class=look.class() href=address on:click=move |_| hear(pressed)>{label::<AnyView>(words)}</a> }
        .into_any()
}

/// The same with an address that changes.
pub fn link_to(look: Look, words: &Message, address: impl Fn() -> String + Send + 'static) -> AnyView {
    view! { <a class=look.class() href=address>{label::<AnyView>(words)}</a> }.into_any()
}

/// A link to another site, in a new tab that gets no hold of this one; says so to screen readers.
pub fn link_away(look: Look, words: &Message, address: String, pressed: Option<Callback<()>>) -> AnyView {
    let class = look.class();
    view! {
        <a class=class href=address target="_blank" rel="noopener noreferrer" on:click=move |_| hear(pressed)>
            {label::<AnyView>(words)} {new_tab::<AnyView>()}
        </a>
    }
    .into_any()
}

/// The same within a sentence: no button, only its words.
pub fn text_link_away<V: Draw>(words: &Message, address: &str) -> V {
    let attributes = [("href", address), ("target", "_blank"), ("rel", "noopener noreferrer")];
    element("a", &attributes, vec![rich(words), V::plain(" ".to_owned()), new_tab()])
}

fn new_tab<V: Draw>() -> V {
    group(vec![unseen(V::say("part.new-tab")), icon(Icon::NewTab)])
}

fn hear(pressed: Option<Callback<()>>) {
    if let Some(pressed) = pressed {
        pressed.run(());
    }
}
