//! The portal without a link: paste one, or choose an event known on this device.

use leptos::prelude::*;

use super::form::{Form, form};
use super::heading::heading;
use super::{help, named};
use crate::app::portal::{Portal, Shown};
use crate::domain::journey::{Event, Journey, State};
use crate::domain::links;
use crate::domain::words::Message;
use crate::ui::parts::button::{Look, button};
use crate::ui::parts::page::{Page, page, section};

pub(super) fn screen(journey: &Journey, refused: Option<links::Kind>, portal: Portal) -> AnyView {
    let known = (!journey.known.is_empty())
        .then(|| section(&Message::new("no-invite.known"), known_events(journey, portal)));
    page(Page {
        heading: heading(journey),
        lead: Some(Message::new("no-invite.lead")),
        body: view! {
            {paste(refused, Look::Primary, portal)}
            {known}
            {help::invitation_mail(journey)}
        }
        .into_any(),
        actions: ().into_any(),
    })
}

/// Takes a pasted link or mail.
pub(super) fn paste(refused: Option<links::Kind>, look: Look, portal: Portal) -> AnyView {
    let ask = Form {
        id: "paste",
        label: Message::new("paste.label"),
        hint: Message::new("paste.hint"),
        button: Message::new("paste.button"),
        look,
        empty: Message::new("paste.empty"),
        wrong: refused.map(named::link_kind),
    };
    form(ask, move |text| {
        portal.send(Event::Pasted(text));
        // Said again when the same kind is refused twice, which changes nothing else.
        match portal.peek() {
            Shown::Journey(journey) => match journey.state {
                State::NoInvite { refused } => refused.map(named::link_kind),
                _ => None,
            },
            _ => None,
        }
    })
}

fn known_events(journey: &Journey, portal: Portal) -> AnyView {
    let events: Vec<AnyView> = journey
        .known
        .iter()
        .map(|known| {
            let key = known.invite.key();
            let label = Message::new("no-invite.known.event")
                .text("title", known.invite.title.as_str())
                .time("start", known.invite.starts);
            let press = portal.press(move || Event::Chose(key.clone()));
            view! { <li>{button(Look::Secondary, &label, press)}</li> }.into_any()
        })
        .collect();
    view! { <ul class="choices">{events}</ul> }.into_any()
}
