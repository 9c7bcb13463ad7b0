//! The support desk's rooms: one box that takes anything, questions for when nobody knows the text, a guest's
//! report, many of them, and the checks of this portal and of the networks around it.

mod answer;
mod diagnose;
mod find;
mod network;
mod numbers;
mod portal;
mod report;

use leptos::prelude::*;

use super::desk::{copier, rooms};
use super::parts::button::{Look, button};
use super::parts::element::group;
use super::parts::page::{Page, page};
use super::parts::waiting::waiting;
use crate::app::desk::Desk;
use crate::app::support::Stage;
use crate::domain::support::place::Place;
use crate::domain::words::Message;

/// The rooms, in the order in which they are looked for.
const ROOMS: [(&str, Place); 6] = [
    ("support.room.find", Place::Find),
    ("support.room.diagnose", Place::Diagnose(String::new())),
    ("support.room.report", Place::Report(None)),
    ("support.room.numbers", Place::Numbers),
    ("support.room.portal", Place::Portal),
    ("support.room.network", Place::Network),
];

/// The title of the page that the desk is at.
pub(super) fn title(desk: Desk, place: &Place) -> String {
    let words = desk.words;
    if desk.support.stage() != Stage::Ready {
        return words.say("desk.title");
    }
    match place {
        Place::Answer(address) => answer::title(desk, address),
        _ => words.say(ROOMS[room_of(place)].0),
    }
}

/// The page at a place of the support desk.
pub(super) fn page_at(desk: Desk, place: &Place) -> AnyView {
    match desk.support.stage() {
        Stage::Fetching => waiting(&Message::new("desk.support.fetching")),
        Stage::Unreached => unreached(desk),
        Stage::Ready => group(vec![all_rooms(place), room(desk, place)]),
    }
}

fn room(desk: Desk, place: &Place) -> AnyView {
    match place {
        Place::Find => find::screen(desk),
        Place::Answer(address) => answer::screen(desk, address),
        Place::Diagnose(answers) => diagnose::screen(desk, answers),
        Place::Report(report) => report::screen(desk, report.as_deref()),
        Place::Numbers => numbers::screen(desk),
        Place::Portal => portal::screen(desk),
        Place::Network => network::screen(desk),
    }
}

/// The room that a place belongs to.
fn room_of(place: &Place) -> usize {
    match place {
        Place::Find | Place::Answer(_) => 0,
        Place::Diagnose(_) => 1,
        Place::Report(_) => 2,
        Place::Numbers => 3,
        Place::Portal => 4,
        Place::Network => 5,
    }
}

/// The way from room to room.
fn all_rooms(here: &Place) -> AnyView {
    let here = room_of(here);
    let all = ROOMS.into_iter().enumerate();
    rooms("support.rooms", all.map(|(at, (id, place))| (Message::new(id), place.address(), at == here)))
}

/// What stands where the words did not come.
fn unreached(desk: Desk) -> AnyView {
    let again = Callback::new(move |()| desk.support.learn());
    page(Page {
        heading: Message::new("desk.support"),
        lead: Some(Message::new("desk.support.unreached")),
        body: ().into_any(),
        actions: button(Look::Primary, &Message::new("desk.support.again"), again),
        more: ().into_any(),
    })
}
