//! A page whose buttons stand before the help, so that a guest in a hurry need not scroll past it.

use leptos::prelude::*;

use crate::domain::words::Message;
use crate::ui::parts::page::{Page, page};

/// One page of the journey.
pub(super) struct Sheet {
    /// What the page is about.
    pub(super) heading: Message,
    /// One or two sentences under it.
    pub(super) lead: Option<Message>,
    /// What has to be known before pressing anything.
    pub(super) body: AnyView,
    /// Buttons, the primary one first.
    pub(super) actions: AnyView,
    /// Help for those who want it.
    pub(super) more: AnyView,
}

/// The page as markup.
pub(super) fn sheet(sheet: Sheet) -> AnyView {
    let Sheet { heading, lead, body, actions, more } = sheet;
    let body = view! {
        {body}
        <div class="actions page__actions">{actions}</div>
        {more}
    };
    page(Page { heading, lead, body: body.into_any(), actions: ().into_any() })
}
