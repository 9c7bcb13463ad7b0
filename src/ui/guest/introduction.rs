//! The first page: which event, what is needed, how long it takes, what comes next.

use leptos::prelude::*;

use super::heading::heading;
use super::scene::Scene;
use super::{device, help};
use crate::domain::auth::Leg;
use crate::domain::journey::{Event, Journey, Phase, State, plan};
use crate::domain::time::Moment;
use crate::ui::parts::button::Look;
use crate::ui::parts::element::{classed, element, group, maybe};
use crate::ui::parts::facts::facts;
use crate::ui::parts::illustration::{Illustration, illustration};
use crate::ui::parts::page::{Page, pictured, section};
use crate::ui::parts::text::{list, rich};

pub(super) fn screen(scene: &Scene) -> AnyView {
    let next = after_beginning(scene.journey, scene.now());
    let leaves = match next {
        State::SigningIn { phase: Phase::Ready, .. } => Some(help::leaves(scene)),
        _ => None,
    };
    let once = matches!(next, State::SigningIn { leg: Leg::Home, phase: Phase::Ready })
        .then(|| help::skip_home(scene));
    let go = match next {
        State::AcceptingInvitation(_) => "introduction.go.invitation",
        State::SigningIn { phase: Phase::Ready, .. } => "introduction.go.sign-in",
        _ => "go.continue",
    };
    let (before, after) = device::line(scene);
    let drawing = illustration(Illustration::Invitation);
    pictured(
        drawing,
        Page {
            heading: heading(scene.journey),
            lead: Some(scene.by_target("introduction.lead")),
            body: group(vec![event_facts(scene), maybe(before), help::notices(scene), maybe(leaves)]),
            actions: scene.press(Look::Primary, go, || Event::Continue),
            more: group(vec![
                maybe(after),
                section(&scene.say("introduction.needs"), needs(scene)),
                help::what_comes_next(scene),
                maybe(once),
                help::invitation_mail(scene.journey),
                scene.readiness(),
            ]),
        },
    )
}

/// What comes once the guest has begun.
fn after_beginning(journey: &Journey, now: Moment) -> State {
    let mut begun = journey.clone();
    begun.progress.begun = true;
    plan::next(&begun, now)
}

/// Which event: when, and by whom.
pub(super) fn event_facts(scene: &Scene) -> AnyView {
    let invite = scene.invite;
    let minutes = help::minutes_until(invite.ends, invite.starts);
    let length = (minutes > 0).then(|| {
        group(vec![element("br", &[], vec![]), classed("span", "aside", vec![help::span(minutes)])])
    });
    let start = rich(&scene.say("event.when.value").time("start", invite.starts));
    let by = match &invite.organizer.name {
        Some(name) => scene.say("event.by.organizer").text("name", name.as_str()),
        None => scene.say("event.by.host"),
    };
    facts(vec![
        (scene.say("event.when"), group(vec![start, maybe(length)])),
        (scene.say("event.by"), rich(&by)),
    ])
}

fn needs(scene: &Scene) -> AnyView {
    let account = match &scene.invite.guest {
        Some(guest) => scene.say("introduction.need.account").text("address", guest.secret()),
        None => scene.say("introduction.need.account.unknown"),
    };
    let early = scene.journey.doors_open().is_some_and(|doors| scene.now() < doors);
    let time = if early { "introduction.need.time.early" } else { "introduction.need.time" };
    list(false, &[account, device::needed(scene), scene.say("introduction.need.phone"), scene.say(time)])
}
