//! The desk's page with the preview of every screen: all of them small, or one as a guest sees it.
//!
//! Ids of words are literals, except where a name is put behind one of these:
//!
//! | beginning | followed by |
//! |---|---|
//! | `gallery.group.` | `Group::name` |
//! | `gallery.instead.` | `Instead::name` |
//! | `gallery.look.` | `Look::name` |
//! | `gallery.scene.` | the id of a scene that is about no problem; on a machine it is `on-` and `Machine::name` |
//! | `gallery.target.` | `Target::name` |
//! | `walk.go-on.` | `Awaited::name` |
//! | `walk.person.` | `Person::name` |
//! | `walk.when.` | `When::name` |

mod sheet;
mod stage;
mod walk;

use leptos::either::EitherOf3;
use leptos::prelude::*;

use super::frame::{FrameFacts, frame};
use super::parts::button::{Look, link};
use super::parts::element::group;
use super::parts::page::{Page, page as one_page};
use crate::app::preview::Preview;
use crate::app::words::Words;
use crate::domain::preview::Scene;
use crate::domain::preview::place::{GALLERY, Place, WALK};
use crate::domain::words::Message;

/// The whole page. `set_title` writes the document's title.
pub fn page(preview: Preview, set_title: Callback<String>) -> AnyView {
    let room = Memo::new(move |_| match preview.place() {
        Place::Scene(_) => Room::Stage,
        Place::Walk(_) => Room::Walk,
        _ => Room::Desk,
    });
    let shown = move || match room.get() {
        Room::Desk => EitherOf3::A(desk(preview, set_title)),
        Room::Stage => EitherOf3::B(stage::stage(preview, set_title)),
        Room::Walk => EitherOf3::C(walk::walk(preview, set_title)),
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

/// The desk's own pages, in its own frame.
fn desk(preview: Preview, set_title: Callback<String>) -> AnyView {
    let words = preview.words();
    let title = Signal::derive(move || {
        words.say(match preview.place() {
            Place::Home => "desk.title",
            Place::Gallery | Place::Scene(_) => "gallery.title",
            Place::Choice | Place::Walk(_) => "walk.title",
            Place::Unknown => "desk.unknown.title",
        })
    });
    let screen = Signal::derive(move || format!("{:?}", preview.place()));
    frame(Signal::derive(FrameFacts::default), screen, (title, set_title), move || match preview.place() {
        Place::Home => sign("desk.heading", "desk.lead"),
        Place::Gallery => sheet::sheet(preview),
        Place::Choice => walk::choice(preview),
        Place::Unknown => sign("desk.unknown.heading", "desk.unknown"),
        // The stage is being put up.
        Place::Scene(_) | Place::Walk(_) => ().into_any(),
    })
}

/// A page that leads into the gallery, or to a walk.
fn sign(heading: &'static str, lead: &'static str) -> AnyView {
    one_page(Page {
        heading: Message::new(heading),
        lead: Some(Message::new(lead)),
        body: ().into_any(),
        actions: group(vec![
            link(Look::Primary, &Message::new("desk.gallery"), GALLERY.to_owned(), None),
            link(Look::Secondary, &Message::new("desk.walk"), WALK.to_owned(), None),
        ]),
        more: ().into_any(),
    })
}

/// What a scene is called.
fn name(scene: &Scene) -> Message {
    match scene.problem {
        Some(problem) => {
            let heading = Words::here().write(&problem.heading());
            Message::new("gallery.problem").text("code", problem.code()).text("heading", heading)
        }
        None => Message::new(["gallery.scene.", &scene.id].concat()),
    }
}
