//! The organizer's rooms: the events on this device, and the parts of the work on one of them.
//!
//! Ids of words are literals, except where a name is put behind one of these:
//!
//! | beginning | followed by |
//! |---|---|
//! | `board.standing.`, `board.need.`, `desk.board.license.` | `Standing::name`, `Need::name` |
//! | `checklist.phase.`, `checklist.who.`, `checklist.certainty.` | `Phase::name`, `Doer::name`, `Certainty::name` |
//! | `desk.field.` | the id of a field, and `.hint` |
//! | `desk.part.` | `Part::name` |
//! | `inviting.state.`, `inviting.total.` | `StateName::name` |
//! | `desk.field.event-target.`, `draft.fault.event-link.`, `sheet.step.machine.`, `sheet.step.app.`, `letter.mail.needs.`, `letter.chat.needs.`, `letter.colleague.why.` | `Target::name` |
//! | `desk.signing.fault.` | `Unusable::name` of a key's file |
//! | `letter.` | `Letter::name`, and a part of it |
//! | `link.problem.` | `LinkProblem::name` |

mod board;
mod checklist;
mod details;
mod guests;
mod invite;
mod leaving;
mod letter;
mod licenses;
mod new;
mod share;
mod sheet;
mod sign_in;
mod signing;
mod table;

use leptos::prelude::*;

use super::desk::{copier, rooms};
use super::parts::button::{Look, actions, button, link};
use super::parts::element::{classed, element, group, maybe};
use super::parts::field::{Errors, Field};
use super::parts::notice::{Tone, notice};
use super::parts::page::{Page, page, section};
use super::parts::text::paragraph;
use crate::app::desk::Desk;
use crate::app::words::Words;
use crate::domain::desk::{NEW, Part, Place, address};
use crate::domain::draft::Draft;
use crate::domain::invite::EventKey;
use crate::domain::preview::place::{GALLERY, WALK};
use crate::domain::support::place::Place as SupportPlace;
use crate::domain::words::Message;

/// The title of the page that the desk is at.
pub(super) fn title(desk: Desk) -> String {
    let words = desk.words;
    match desk.place() {
        Place::Event(id, part) => match desk.draft(&id) {
            Some(draft) => {
                let part = words.say(&["desk.part.", part.name()].concat());
                words.write(&named("desk.event.title", &draft).text("part", part))
            }
            None => words.say("desk.unknown.title"),
        },
        _ => words.say("desk.new.title"),
    }
}

/// The beginning: the events on this device, a new one, and the guest's pages.
pub(super) fn home(desk: Desk) -> AnyView {
    let drafts = desk.drafts();
    let known = (!drafts.is_empty()).then(|| {
        section(
            &Message::new("desk.events"),
            classed("ul", "events", drafts.iter().map(|draft| event_line(desk, draft)).collect()),
        )
    });
    page(Page {
        heading: Message::new("desk.heading"),
        lead: Some(Message::new("desk.lead")),
        body: group(vec![maybe(nothing_kept(desk)), maybe(known)]),
        actions: group(vec![link(Look::Primary, &Message::new("desk.new"), NEW.to_owned(), None)]),
        more: group(vec![
            section(
                &Message::new("desk.preview"),
                group(vec![
                    paragraph(&Message::new("desk.preview.why")),
                    actions(vec![
                        link(Look::Secondary, &Message::new("desk.gallery"), GALLERY.to_owned(), None),
                        link(Look::Secondary, &Message::new("desk.walk"), WALK.to_owned(), None),
                    ]),
                ]),
            ),
            section(
                &Message::new("desk.support"),
                group(vec![
                    paragraph(&Message::new("desk.support.why")),
                    actions(vec![link(
                        Look::Secondary,
                        &Message::new("desk.support.open"),
                        SupportPlace::Find.address(),
                        None,
                    )]),
                ]),
            ),
        ]),
    })
}

fn event_line(desk: Desk, draft: &Draft) -> AnyView {
    let open = link(Look::Quiet, &named("desk.events.open", draft), address(&draft.id, Part::Details), None);
    let when =
        draft.starts.map(|starts| paragraph(&Message::new("desk.events.starts").time("start", starts)));
    let (id, title) = (draft.id.clone(), named("desk.events.remove", draft));
    let sure = RwSignal::new(false);
    let ask = Callback::new(move |()| sure.set(true));
    let keep = Callback::new(move |()| sure.set(false));
    let remove = Callback::new(move |()| desk.remove(&id));
    // Asked once more in the same place: what is deleted cannot be had back.
    let remove = move || {
        if sure.get() {
            actions(vec![
                button(Look::Secondary, &Message::new("desk.events.remove.sure"), remove),
                button(Look::Quiet, &Message::new("desk.events.remove.keep"), keep),
            ])
        } else {
            button(Look::Quiet, &title, ask)
        }
    };
    element("li", &[("class", "events__event")], vec![open, maybe(when), remove.into_any()])
}

/// A new event: from whatever the organizer has, or by hand.
pub(super) fn new(desk: Desk) -> AnyView {
    new::screen(desk)
}

/// A part of the work on an event.
pub(super) fn event(desk: Desk, id: &EventKey, part: Part) -> AnyView {
    let Some(draft) = desk.peek(id) else { return lost() };
    let content = match part {
        Part::Details => details::screen(desk, &draft),
        Part::Share => share::screen(desk, &draft),
        Part::Sheet => return sheet::screen(desk, &draft),
        Part::Checklist => checklist::screen(desk, &draft),
        Part::Guests => guests::screen(desk, &draft),
        Part::Invite => invite::screen(desk, &draft),
        Part::Board => board::screen(desk, &draft),
    };
    group(vec![parts(id, part), content])
}

/// The way from part to part.
fn parts(id: &EventKey, here: Part) -> AnyView {
    let parts = Part::in_turn()
        .map(|part| (Message::new(["desk.part.", part.name()].concat()), address(id, part), part == here));
    rooms("desk.parts", parts)
}

/// An address of an event that this device does not have.
fn lost() -> AnyView {
    page(Page {
        heading: Message::new("desk.lost.heading"),
        lead: Some(Message::new("desk.lost")),
        body: ().into_any(),
        actions: link(Look::Primary, &Message::new("desk.new"), NEW.to_owned(), None),
        more: ().into_any(),
    })
}

/// What is said where the browser keeps nothing.
fn nothing_kept(desk: Desk) -> Option<AnyView> {
    (!desk.keeps()).then(|| notice(Tone::Warning, paragraph(&Message::new("desk.keeps-nothing"))))
}

/// What stands where an event cannot be checked, because the portal itself is not set up.
fn not_set_up() -> AnyView {
    notice(Tone::Error, paragraph(&Message::new("desk.not-set-up")))
}

/// What stands in place of a part that needs an event without faults.
fn not_ready(id: &EventKey, part: Part) -> AnyView {
    page(Page {
        heading: Message::new(["desk.part.", part.name()].concat()),
        lead: Some(Message::new("desk.not-ready")),
        body: ().into_any(),
        actions: link(
            Look::Primary,
            &Message::new("desk.not-ready.details"),
            address(id, Part::Details),
            None,
        ),
        more: ().into_any(),
    })
}

/// A sentence that may name an event.
fn named(id: &'static str, draft: &Draft) -> Message {
    let title = draft.title.trim();
    let title = if title.is_empty() { Words::here().say("desk.untitled") } else { title.to_owned() };
    Message::new(id).text("event", title)
}

/// A field of the event, with its words and a hint.
fn field(id: &'static str, errors: Errors, value: RwSignal<String>) -> Field {
    let hint = Some(Message::new(["desk.field.", id, ".hint"].concat()));
    Field { hint, errors, value, ..Field::of(id, Message::new(["desk.field.", id].concat())) }
}

/// A field's text that is kept with the event as it is typed.
fn kept(desk: Desk, id: &EventKey, first: String, set: fn(&mut Draft, String)) -> RwSignal<String> {
    let value = RwSignal::new(first);
    let id = id.clone();
    Effect::new(move |before: Option<String>| {
        let now = value.get();
        if before.is_some_and(|before| before != now) {
            let text = now.clone();
            desk.change(&id, move |draft| set(draft, text));
        }
        now
    });
    value
}
