//! What this machine is, and how to go on with another one.

use leptos::prelude::*;

use super::handoff::{Handoff, handoff};
use super::heading::heading;
use super::scene::Scene;
use super::{introduction, meeting, named};
use crate::domain::device::{Device, Verdict};
use crate::domain::introduction::Introduced;
use crate::domain::journey::{Event, Journey};
use crate::domain::words::Message;
use crate::ui::parts::button::Look;
use crate::ui::parts::draw::Draw;
use crate::ui::parts::element::{group, maybe};
use crate::ui::parts::illustration::{Illustration, from_to, illustration};
use crate::ui::parts::notice::{Tone, notice};
use crate::ui::parts::page::{Page, pictured, section};
use crate::ui::parts::text::{list, paragraph};

/// For a machine that guests cannot join from.
pub(super) fn screen(scene: &Scene) -> AnyView {
    let saw = named::device_reasons(&scene.journey.device);
    let saw = (!saw.is_empty()).then(|| group(vec![paragraph(&scene.say("device.saw")), list(false, &saw)]));
    let Handoff { first, buttons, rest } = handoff(scene.journey, scene.portal, true);
    pictured(
        drawing(scene.journey),
        Page {
            heading: heading(scene.journey),
            lead: Some(scene.by_target("device.lead")),
            body: group(vec![maybe(saw), first]),
            actions: group(vec![
                buttons,
                scene.press(Look::Secondary, "device.go-on", || Event::ContinueAnyway),
                maybe(meeting::instead(scene.journey, scene.portal)),
            ]),
            more: group(vec![
                rest,
                paragraph(&scene.say("device.here")),
                maybe(scene.introduced().map(|introduced| {
                    section(&scene.say("event.title"), introduction::event_facts(&introduced))
                })),
            ]),
        },
    )
}

/// What was seen, and what it takes.
pub(super) fn drawing(journey: &Journey) -> AnyView {
    let seen = match journey.device.device {
        Device::Phone | Device::Tablet => Illustration::Phone,
        Device::Headset => Illustration::Headset,
        Device::Desktop | Device::Console | Device::Tv | Device::Unknown => {
            return illustration(Illustration::Pc);
        }
    };
    from_to(seen, Illustration::Pc)
}

/// The device that is needed, for the list on the first page, and whether this one looks like it.
pub(super) fn needed(introduced: &Introduced) -> Message {
    match introduced.device.verdict {
        Verdict::CanJoin => introduced.by_target("device.can-join"),
        Verdict::Unsure | Verdict::WrongDevice | Verdict::InAppBrowser => {
            introduced.by_target("device.needed")
        }
    }
}

/// What else is to be said of this machine on the first page: before the button, or behind it where it
/// keeps nobody from going on. `address` is this page's own, to be taken out of another app.
pub(super) fn line<V: Draw>(introduced: &Introduced, address: Option<V>) -> (Option<V>, Option<V>) {
    let reasons = named::device_reasons(&introduced.device);
    let (tone, words) = match introduced.device.verdict {
        Verdict::CanJoin if reasons.is_empty() => return (None, None),
        Verdict::CanJoin => (Tone::Info, introduced.say("device.hints")),
        Verdict::Unsure => (Tone::Info, introduced.by_target("device.unsure")),
        Verdict::WrongDevice => (Tone::Warning, introduced.by_target("device.wrong")),
        Verdict::InAppBrowser => {
            let content = group(vec![paragraph(&introduced.say("device.in-app")), maybe(address)]);
            return (Some(notice(Tone::Warning, content)), None);
        }
    };
    let reasons = (!reasons.is_empty()).then(|| list(false, &reasons));
    let line = notice(tone, group(vec![paragraph(&words), maybe(reasons)]));
    match introduced.device.verdict {
        // Whoever comes here with a wrong device has read so on a page of its own.
        Verdict::CanJoin | Verdict::WrongDevice => (None, Some(line)),
        Verdict::Unsure | Verdict::InAppBrowser => (Some(line), None),
    }
}
