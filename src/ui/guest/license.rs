//! The license check in the host's tenant, and what to do when one is missing.

use leptos::prelude::*;

use super::heading::heading;
use super::scene::{Scene, copier};
use super::sign_in::another_account;
use super::stuck::mail_contact;
use super::{help, meeting};
use crate::app::words::Words;
use crate::domain::contact;
use crate::domain::directory::license::{Missing, Rule};
use crate::domain::journey::Event;
use crate::domain::problem::Fixer;
use crate::domain::time::Moment;
use crate::domain::words::Message;
use crate::ui::parts::button::Look;
use crate::ui::parts::element::{classed, element, group, maybe};
use crate::ui::parts::illustration::{Illustration, illustration};
use crate::ui::parts::message::{Letter, Manner, message};
use crate::ui::parts::notice::{Tone, notice};
use crate::ui::parts::page::{Page, pictured, section};
use crate::ui::parts::text::{paragraph, rich};
use crate::ui::parts::waiting::waiting;

/// `until`: Graph is busy, and left alone until then.
pub(super) fn checking(scene: &Scene, until: Option<Moment>) -> AnyView {
    let words = if until.is_some() { "license.checking.busy" } else { "license.checking" };
    let when = until.map(|until| {
        let portal = scene.portal;
        let seconds = move || u32::try_from((until.since(portal.now()) + 999) / 1000).unwrap_or_default();
        let again =
            move || Words::here().write(&Message::new("license.checking.again").count("seconds", seconds()));
        classed("p", "aside", vec![again.into_any()])
    });
    pictured(
        illustration(Illustration::License),
        Page {
            heading: heading(scene.journey),
            lead: None,
            body: group(vec![waiting(&scene.say(words)), maybe(when)]),
            actions: scene.press(Look::Quiet, "license.checking.skip", || Event::ContinueAnyway),
            more: ().into_any(),
        },
    )
}

/// `at_once`: the check can be repeated without another sign-in.
pub(super) fn missing(scene: &Scene, missing: &[Missing], at_once: bool) -> AnyView {
    let items: Vec<AnyView> = missing
        .iter()
        .map(|missing| {
            let (what, who) = (about(scene, *missing, ".what"), about(scene, *missing, ".who"));
            element("li", &[], vec![element("strong", &[], vec![rich(&what)]), " ".into_any(), rich(&who)])
        })
        .collect();
    let open = !Rule::of(scene.invite.target).settled_for_guests;
    let open = open.then(|| notice(Tone::Info, paragraph(&scene.say("license.not-settled"))));
    let check = if at_once { "license.check-again" } else { "license.check-again.sign-in" };
    let leaves = (!at_once).then(|| help::leaves(scene));
    let letter = letter(scene, missing);
    let manner = Manner { first: false, phone: scene.phone_helps() };
    pictured(
        illustration(Illustration::License),
        Page {
            heading: heading(scene.journey),
            lead: Some(scene.say("license.missing.lead")),
            body: group(vec![classed("ul", "list", items), maybe(open), maybe(leaves)]),
            actions: group(vec![
                scene.press(Look::Primary, check, || Event::CheckAgain),
                scene.press(Look::Secondary, "license.go-on", || Event::ContinueAnyway),
                maybe(another_account(scene)),
                maybe(meeting::instead(scene.journey, scene.portal)),
            ]),
            more: group(vec![
                paragraph(&scene.say("license.missing.after")),
                section(
                    &scene.say("license.letter.heading"),
                    message(
                        "letter",
                        &scene.say("license.letter.label"),
                        &letter,
                        copier(scene.portal),
                        manner,
                    ),
                ),
            ]),
        },
    )
}

fn about(scene: &Scene, missing: Missing, part: &str) -> Message {
    Message::new(["license.missing.", missing.id(), part].concat()).text("host", scene.host.name.as_str())
}

/// The message for the organizer, with exactly what is missing.
fn letter(scene: &Scene, missing: &[Missing]) -> Letter {
    let words = Words::here();
    let account = match &scene.invite.guest {
        Some(guest) => scene.say("license.letter.account").text("address", guest.secret()),
        None => scene.say("license.letter.account.unknown"),
    };
    let mut lines = vec![words.write(&scene.say("license.letter.begin")), String::new()];
    lines
        .extend(missing.iter().map(|missing| ["- ", &words.write(&about(scene, *missing, ".ask"))].concat()));
    lines.push(String::new());
    lines.push(words.write(&account));
    lines.push(words.write(&scene.say("license.letter.end")));
    Letter {
        to: mail_contact(contact::recipient(scene.journey, Fixer::Organizer)),
        subject: words.write(&scene.say("license.letter.subject")),
        body: lines.join("\n"),
    }
}
