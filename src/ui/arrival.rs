//! A guest's first page, drawn into the entry page's own frame without Leptos. The guest's module draws it once more, the
//! same but for what can only be had there, as soon as it has come.

use leptos::prelude::document;
use leptos::web_sys::Element;

use super::parts::button::{Look, label};
use super::parts::draw::Draw;
use super::parts::element::{classed, element};
use super::parts::waiting::waiting;
use super::sketch::{self, Sketch};
use super::{frame, guest};
use crate::app::arrive::Spoken;
use crate::app::entry;
use crate::domain::glance::Glimpse;
use crate::domain::introduction::Press;
use crate::domain::words::Message;

/// Draws the page into the place of the one without an event, in these words.
pub fn draw(glimpse: &Glimpse, spoken: Spoken) {
    sketch::speak(spoken);
    let introduced = &glimpse.introduced;
    let button = |look: Look, id, press: Press| {
        let attributes = [("type", "button"), ("class", look.class()), ("data-press", press.name())];
        element("button", &attributes, vec![label(&introduced.say(id))])
    };
    let page = guest::first::<Sketch>(introduced, &button);
    entry::wear(glimpse.brand.accent);
    if let Some((name, _)) = &introduced.names.host {
        within(".header__names", |place| frame::host::<Sketch>(name).end(place));
        within(".header__mark", |place| frame::mark::<Sketch>(&glimpse.brand).replace(place));
    }
    within("main", |place| classed("div", "column", vec![page]).fill(place));
    document().set_title(&Sketch::write(&guest::first_title::<Sketch>(introduced)));
}

/// Says that what was pressed takes a moment: the rest of the guest's module is still on its way.
pub fn wait() {
    within(".page__actions", |place| waiting::<Sketch>(&Message::new("coming.heading")).end(place));
}

/// Changes the first element of the app's that fits: the pages of trouble have some of the same kind.
fn within(selector: &str, change: impl FnOnce(&Element)) {
    if let Ok(Some(place)) = document().query_selector(&["#app ", selector].concat()) {
        change(&place);
    }
}
