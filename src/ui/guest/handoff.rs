//! Taking the journey to another device.

use leptos::prelude::*;

use super::scene::{by_target, page_link_field, sentence};
use crate::app::portal::Portal;
use crate::app::words::Words;
use crate::domain::handoff::{self, Way};
use crate::domain::journey::Journey;
use crate::domain::mail;
use crate::domain::words::Message;
use crate::ui::parts::button::{Look, actions, button, link};
use crate::ui::parts::details::details;
use crate::ui::parts::element::{classed, element, group, maybe};
use crate::ui::parts::text::paragraph;

/// The parts of a hand-off, for the page to place.
pub(super) struct Handoff {
    /// What stands before the buttons: the address to type, where nothing is better.
    pub(super) first: AnyView,
    /// Share and mail; the primary one first if there is to be one.
    pub(super) buttons: AnyView,
    /// The link to copy, the address to type, and how sharing went.
    pub(super) rest: AnyView,
}

/// The ways to another device, the best first. `prominent`: the page has no other primary button.
pub(super) fn handoff(journey: &Journey, portal: Portal, prominent: bool) -> Handoff {
    let text = Words::here().write(&by_target(journey, "handoff.text"));
    let address = handoff::link(journey).to_string();
    let shared = RwSignal::new(true);
    let ways = handoff::ways(journey.device.device, journey.setting.can_share);
    let types_first = ways.first() == Some(&Way::Type);
    let mut buttons = Vec::new();
    for way in ways {
        let look =
            if prominent && buttons.is_empty() && !types_first { Look::Primary } else { Look::Secondary };
        match way {
            Way::Share => buttons.push(share_button(
                look,
                &Message::new("handoff.share"),
                (text.clone(), address.clone()),
                portal,
                shared,
            )),
            Way::Mail => {
                let subject = Words::here().write(&sentence(journey, "device.mail.subject"));
                let mail = mail::address("", &subject, &[&text, "\n\n", &address].concat());
                buttons.push(link(look, &Message::new("device.mail"), mail, None));
            }
            Way::Type => {}
        }
    }
    let typed = Some(typed(journey));
    let (first, typed) = if types_first { (typed, None) } else { (None, typed) };
    Handoff {
        first: maybe(first),
        buttons: group(buttons),
        rest: group(vec![
            share_outcome(shared),
            paragraph(&sentence(journey, "device.send")),
            page_link_field(journey, portal),
            maybe(typed),
        ]),
    }
}

/// A button that opens the share sheet with a text and an address. `shared` hears whether that worked.
pub(super) fn share_button(
    look: Look,
    label: &Message,
    what: (String, String),
    portal: Portal,
    shared: RwSignal<bool>,
) -> AnyView {
    let press = Callback::new(move |()| {
        let (text, address) = what.clone();
        // Emptied first, so that the same outcome is announced again.
        shared.set(true);
        // Too late is no fault: the page may have gone.
        portal.share(text, address, move |worked| _ = shared.try_set(worked));
    });
    button(look, label, press)
}

/// The place where it is read out that sharing did not work.
pub(super) fn share_outcome(shared: RwSignal<bool>) -> AnyView {
    let words = Words::here();
    let outcome = move || if shared.get() { String::new() } else { words.say("handoff.share.failed") };
    element("p", &[("class", "outcome"), ("role", "status")], vec![outcome.into_any()])
}

/// What to type by hand: all of it has to be seen, however narrow the page.
fn typed(journey: &Journey) -> AnyView {
    let handoff::Typed { address, opens_event } = handoff::typed(journey);
    let label = if opens_event { "handoff.type.code" } else { "handoff.type" };
    let address = element("code", &[("class", "code typed"), ("dir", "ltr")], vec![address.into_any()]);
    classed("div", "handed", vec![paragraph(&Message::new(label)), address])
}

/// The whole of it in one place, among other things on a page.
pub(super) fn panel(journey: &Journey, portal: Portal) -> AnyView {
    let Handoff { first, buttons, rest } = handoff(journey, portal, false);
    classed("div", "panel", vec![first, rest, actions(vec![buttons])])
}

/// For guests who will join from another computer than this one.
pub(super) fn another_computer(journey: &Journey, portal: Portal) -> AnyView {
    let content = group(vec![paragraph(&by_target(journey, "handoff.which")), panel(journey, portal)]);
    details(&Message::new("handoff.summary"), content)
}
