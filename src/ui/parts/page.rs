//! The shape every page has: one heading, what it is about, what to do.

use super::draw::Draw;
use super::element::{classed, element, maybe};
use super::text::rich;
use crate::domain::words::Message;

/// The heading's id: the frame moves focus to it when the screen changes.
pub const HEADING_ID: &str = "heading";

/// One thing per page.
pub struct Page<V> {
    /// What the page is about; the only first-level heading.
    pub heading: Message,
    /// One or two sentences under it.
    pub lead: Option<Message>,
    /// What has to be known before pressing anything.
    pub body: V,
    /// Buttons and links, the primary one first.
    pub actions: V,
    /// What may come after them: help for those who want it.
    pub more: V,
}

/// The page as markup.
pub fn page<V: Draw>(page: Page<V>) -> V {
    sheet(None, page)
}

/// The same with a drawing beside the heading.
pub fn pictured<V: Draw>(drawing: V, page: Page<V>) -> V {
    sheet(Some(drawing), page)
}

fn sheet<V: Draw>(drawing: Option<V>, page: Page<V>) -> V {
    let heading = [("class", "page__heading"), ("id", HEADING_ID), ("tabindex", "-1")];
    let heading = element("h1", &heading, vec![rich(&page.heading)]);
    let lead = page.lead.map(|lead| classed("p", "page__lead", vec![rich(&lead)]));
    let body = classed("div", "page__body", vec![page.body]);
    let actions = classed("div", "actions page__actions", vec![page.actions]);
    let more = classed("div", "page__body", vec![page.more]);
    let heading = match drawing {
        Some(drawing) => classed("div", "page__head", vec![heading, drawing]),
        None => heading,
    };
    classed("article", "page", vec![heading, maybe(lead), body, actions, more])
}

/// A titled part of a page's body.
pub fn section<V: Draw>(heading: &Message, content: V) -> V {
    let heading = classed("h2", "page__subheading", vec![rich(heading)]);
    classed("section", "page__section", vec![heading, content])
}
