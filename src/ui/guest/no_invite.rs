//! The portal without a link: paste one, or choose an event known on this device.

use leptos::prelude::*;

use super::form::{Form, form};
use super::heading::heading;
use super::scene::copier;
use super::{help, named};
use crate::app::portal::{Portal, Shown};
use crate::domain::detour::{Detour, Turn};
use crate::domain::journey::{Event, Journey, State};
use crate::domain::words::Message;
use crate::ui::parts::button::{Look, actions, button, link_away};
use crate::ui::parts::copy_field::copy_field;
use crate::ui::parts::element::{classed, element, group, maybe};
use crate::ui::parts::notice::{Tone, notice};
use crate::ui::parts::page::{Page, page, section};
use crate::ui::parts::text::paragraph;

pub(super) fn screen(journey: &Journey, refused: Option<&Detour>, portal: Portal) -> AnyView {
    let known = (!journey.known.is_empty())
        .then(|| section(&Message::new("no-invite.known"), known_events(journey, portal)));
    let lead = match refused {
        Some(Detour::UnknownCode(_)) => "no-invite.code.lead",
        _ => "no-invite.lead",
    };
    page(Page {
        heading: heading(journey),
        lead: Some(Message::new(lead)),
        body: group(vec![
            paste(refused, Look::Primary, portal),
            maybe(refused.and_then(|refused| way_on(refused, portal))),
            maybe(known),
            help::invitation_mail(journey),
        ]),
        actions: ().into_any(),
        more: ().into_any(),
    })
}

/// Takes a pasted link or mail.
pub(super) fn paste(refused: Option<&Detour>, look: Look, portal: Portal) -> AnyView {
    let ask = Form {
        id: "paste",
        label: Message::new("paste.label"),
        hint: Message::new("paste.hint"),
        button: Message::new("paste.button"),
        look,
        empty: Message::new("paste.empty"),
        wrong: refused.and_then(named::pasted),
        stays: true,
    };
    form(ask, move |text| {
        portal.send(Event::Pasted(text));
        // Said again when the same kind is refused twice, which changes nothing else.
        match portal.peek() {
            Shown::Journey(journey) => match &journey.state {
                State::NoInvite { refused } => refused.as_ref().and_then(named::pasted),
                _ => None,
            },
            _ => None,
        }
    })
}

/// What to do with something that is no invite: where it leads guests, and the way that works.
fn way_on(refused: &Detour, portal: Portal) -> Option<AnyView> {
    let Detour::Pasted { turn, link, .. } = refused else { return None };
    let says = paragraph(&Message::new(["detour.", turn.name()].concat()));
    let open = |id| link.clone().map(|link| link_away(Look::Secondary, &Message::new(id), link, None));
    let with = match turn {
        Turn::IntoApp => {
            let link = link.clone().unwrap_or_default();
            Some(copy_field("event-link", &Message::new("event.link"), link, copier(portal)))
        }
        Turn::Meeting => open("join-meeting.open").map(|link| actions(vec![link])),
        Turn::Register => open("detour.register.open").map(|link| actions(vec![link])),
        _ => None,
    };
    let tone = if *turn == Turn::LookAlike { Tone::Warning } else { Tone::Info };
    Some(notice(tone, group(vec![says, maybe(with)])))
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
            let signed = known
                .invite
                .signed_by()
                .map(|name| paragraph(&Message::new("no-invite.known.signed").text("name", name)));
            element("li", &[], vec![button(Look::Secondary, &label, press), maybe(signed)])
        })
        .collect();
    classed("ul", "choices", events)
}
