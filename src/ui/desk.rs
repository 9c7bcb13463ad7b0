//! The desk's whole page: the organizer's rooms and the preview of the guest's pages, each in its frame.

use leptos::either::EitherOf3;
use leptos::prelude::*;

use super::frame::{FrameFacts, frame};
use super::parts::button::{Look, link};
use super::parts::copy_field::CopyRequest;
use super::parts::element::{classed, element, group};
use super::parts::page::{Page, page as one_page};
use super::parts::text::rich;
use super::{gallery, organizer, support};
use crate::app::desk::Desk;
use crate::app::words::Words;
use crate::domain::desk::{HOME, Place};
use crate::domain::preview::place::{GALLERY, Place as PreviewPlace};
use crate::domain::words::Message;

/// The page. `set_title` writes the document's title.
pub fn page(desk: Desk, set_title: Callback<String>) -> AnyView {
    let room = Memo::new(move |_| match desk.place() {
        Place::Preview(PreviewPlace::Scene(_)) => Room::Stage,
        Place::Preview(PreviewPlace::Walk(_, occasion)) if desk.preview.venue(&occasion).is_ok() => {
            Room::Walk
        }
        _ => Room::Desk,
    });
    let preview = desk.preview;
    let shown = move || match room.get() {
        Room::Desk => EitherOf3::A(framed(desk, set_title)),
        Room::Stage => EitherOf3::B(gallery::stage::stage(preview, set_title)),
        Room::Walk => EitherOf3::C(gallery::walk::walk(preview, set_title)),
    };
    shown.into_any()
}

/// What stands around a page: the desk's frame, or a banner over the guest's own.
#[derive(Clone, Copy, PartialEq)]
enum Room {
    Desk,
    Stage,
    Walk,
}

/// The desk's own pages.
fn framed(desk: Desk, set_title: Callback<String>) -> AnyView {
    let words = desk.words;
    let title = Signal::derive(move || match desk.place() {
        Place::Home => words.say("desk.title"),
        Place::New | Place::Event(..) => organizer::title(desk),
        Place::Preview(PreviewPlace::Gallery | PreviewPlace::Scene(_)) => words.say("gallery.title"),
        Place::Preview(PreviewPlace::Choice(occasion) | PreviewPlace::Walk(_, occasion)) => {
            words.write(&gallery::walk::title(desk.preview, &occasion))
        }
        Place::Support(place) => support::title(desk, &place),
        Place::Unknown => words.say("desk.unknown.title"),
    });
    let screen = Signal::derive(move || format!("{:?}", desk.place()));
    frame(Signal::derive(FrameFacts::default), screen, (title, set_title), move || match desk.place() {
        Place::Home => organizer::home(desk),
        Place::New => organizer::new(desk),
        Place::Event(id, part) => organizer::event(desk, &id, part),
        Place::Preview(PreviewPlace::Gallery) => gallery::sheet::sheet(desk.preview),
        Place::Preview(PreviewPlace::Choice(occasion)) => gallery::walk::choice(desk.preview, occasion),
        Place::Preview(PreviewPlace::Walk(_, occasion)) => gallery::walk::no_way(desk.preview, &occasion),
        Place::Support(place) => support::page_at(desk, &place),
        // The stage is being put up.
        Place::Preview(PreviewPlace::Scene(_)) => ().into_any(),
        Place::Unknown => unknown(),
    })
}

fn unknown() -> AnyView {
    one_page(Page {
        heading: Message::new("desk.unknown.heading"),
        lead: Some(Message::new("desk.unknown")),
        body: ().into_any(),
        actions: group(vec![
            link(Look::Primary, &Message::new("desk.home"), HOME.to_owned(), None),
            link(Look::Secondary, &Message::new("desk.gallery"), GALLERY.to_owned(), None),
        ]),
        more: ().into_any(),
    })
}

/// The way from room to room: what each is called, where it is, and whether it is this one.
pub(super) fn rooms(label: &str, rooms: impl Iterator<Item = (Message, String, bool)>) -> AnyView {
    let rooms = rooms.map(|(name, address, is_here)| {
        let mut attributes = vec![("class", "rooms__room"), ("href", address.as_str())];
        if is_here {
            attributes.push(("aria-current", "page"));
        }
        element("li", &[], vec![element("a", &attributes, vec![rich(&name)])])
    });
    let rooms = classed("ul", "rooms__list", rooms.collect());
    element("nav", &[("class", "rooms"), ("aria-label", &Words::here().say(label))], vec![rooms])
}

/// Does the copying for the parts.
pub(super) fn copier(desk: Desk) -> Callback<CopyRequest> {
    Callback::new(move |request: CopyRequest| {
        desk.copy(&request.text.clone(), move |copied| request.finish(copied));
    })
}
