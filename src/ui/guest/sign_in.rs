//! The two sign-ins, each in whatever phase it is.

use leptos::prelude::*;

use super::form::{Form, form};
use super::heading::heading;
use super::help;
use super::scene::{Scene, page_link_field};
use crate::app::portal::Portal;
use crate::app::words::Words;
use crate::domain::auth::Leg;
use crate::domain::invite::reached::Reached;
use crate::domain::journey::saved::SignInStanding;
use crate::domain::journey::{Event, Phase};
use crate::domain::words::Message;
use crate::ui::parts::button::Look;
use crate::ui::parts::element::{classed, element, group, maybe};
use crate::ui::parts::illustration::{Illustration, illustration};
use crate::ui::parts::page::{Page, page, section};
use crate::ui::parts::progress::StepState;
use crate::ui::parts::text::{aside, list, paragraph, unseen};
use crate::ui::parts::waiting::waiting;

pub(super) fn screen(scene: &Scene, leg: Leg, phase: Phase) -> AnyView {
    match phase {
        Phase::Ready => ready(scene, leg),
        Phase::Leaving => {
            let slow = group(vec![help::leaves(scene), aside(&scene.say("sign-in.leaving.slow"))]);
            busy(scene, leg, "sign-in.leaving", Some(slow))
        }
        Phase::Exchanging => busy(scene, leg, "sign-in.exchanging", None),
        Phase::Away => away(scene, leg),
        Phase::Done => done(scene),
        Phase::NotPossible => not_possible(scene),
    }
}

fn ready(scene: &Scene, leg: Leg) -> AnyView {
    let again = scene.journey.progress.sign_in == SignInStanding::Done;
    let lead = match leg {
        _ if scene.journey.signed_out => "sign-in.signed-out.lead",
        _ if again => "sign-in.again.lead",
        _ if scene.invite.reached >= Some(Reached::SignedIn) => "sign-in.elsewhere.lead",
        Leg::Home => "sign-in.home.lead",
        Leg::Host => "sign-in.host.lead",
    };
    page(Page {
        heading: heading(scene.journey),
        lead: Some(scene.say(lead)),
        body: group(vec![
            doors(scene, leg),
            paragraph(&help::which_account(scene)),
            paragraph(&scene.say("sign-in.codes")),
            help::leaves(scene),
        ]),
        actions: group(vec![
            scene.press(Look::Primary, "sign-in.button", || Event::SignIn),
            scene.press(Look::Quiet, "sign-in.another", || Event::UseAnotherAccount),
            scene.press(Look::Quiet, "sign-in.without", || Event::ContinueAnyway),
        ]),
        more: group(vec![
            help::what_comes_next(&|id| scene.say(id), scene.journey.due_leg()),
            maybe(skip_home(scene, leg)),
            help::invitation_mail(scene.journey),
        ]),
    })
}

fn busy(scene: &Scene, leg: Leg, words: &'static str, slow: Option<AnyView>) -> AnyView {
    page(Page {
        heading: heading(scene.journey),
        lead: None,
        body: group(vec![doors(scene, leg), waiting(&scene.say(words)), maybe(slow)]),
        actions: ().into_any(),
        more: ().into_any(),
    })
}

fn away(scene: &Scene, leg: Leg) -> AnyView {
    page(Page {
        heading: heading(scene.journey),
        lead: Some(scene.say("sign-in.away.lead")),
        body: group(vec![doors(scene, leg), paragraph(&help::which_account(scene)), help::leaves(scene)]),
        actions: group(vec![
            scene.press(Look::Primary, "sign-in.try-again", || Event::SignIn),
            scene.press(Look::Secondary, "sign-in.another", || Event::UseAnotherAccount),
            scene.press(Look::Quiet, "sign-in.without", || Event::ContinueAnyway),
        ]),
        more: group(vec![
            what_did_you_see(scene.portal),
            maybe(skip_home(scene, leg)),
            help::invitation_mail(scene.journey),
        ]),
    })
}

fn done(scene: &Scene) -> AnyView {
    page(Page {
        heading: heading(scene.journey),
        lead: Some(scene.say("sign-in.done.lead")),
        body: ().into_any(),
        actions: group(vec![
            scene.press(Look::Primary, "go.continue", || Event::Continue),
            maybe(another_account(scene)),
        ]),
        more: ().into_any(),
    })
}

fn not_possible(scene: &Scene) -> AnyView {
    let other_ways = ["sign-in.not-possible.mail", "sign-in.not-possible.app", "sign-in.not-possible.link"];
    page(Page {
        heading: heading(scene.journey),
        lead: Some(scene.say("sign-in.not-possible.lead")),
        body: group(vec![
            paragraph(&scene.say("sign-in.not-possible.window")),
            page_link_field(scene.journey, scene.portal),
            section(&scene.say("sign-in.not-possible.without"), list(true, &scene.say_all(&other_ways))),
        ]),
        actions: scene.press(Look::Primary, "sign-in.without", || Event::Continue),
        more: help::invitation_mail(scene.journey),
    })
}

/// The two doors a guest goes through, with what is behind and what is ahead; of a single sign-in, its one.
fn doors(scene: &Scene, now: Leg) -> AnyView {
    let home = element("span", &[], vec![Words::here().say("sign-in.doors.home").into_any()]);
    let host = element("bdi", &[], vec![scene.host.name.clone().into_any()]);
    let mut doors = Vec::new();
    if scene.journey.due_leg() == Leg::Home {
        let state = if now == Leg::Home { StepState::Now } else { StepState::Done };
        doors.push(door(home, state));
    }
    doors.push(door(host, if now == Leg::Host { StepState::Now } else { StepState::Later }));
    element("ol", &[("class", "doors"), ("role", "list")], doors)
}

fn door(name: AnyView, state: StepState) -> AnyView {
    let (class, drawing) = match state {
        StepState::Now => ("door door--now", Illustration::Door),
        StepState::Done | StepState::Later => ("door", Illustration::ClosedDoor),
    };
    let state = classed("span", "aside", vec![Words::here().say(state.word()).into_any()]);
    let words = classed("span", "door__words", vec![name, unseen(", ".to_owned()), state]);
    classed("li", class, vec![illustration(drawing), words])
}

/// The way to another account, unless it stands over the page already.
pub(super) fn another_account(scene: &Scene) -> Option<AnyView> {
    let another = || scene.press(Look::Quiet, "sign-in.another", || Event::UseAnotherAccount);
    scene.journey.visitor.is_none().then(another)
}

fn skip_home(scene: &Scene, leg: Leg) -> Option<AnyView> {
    (leg == Leg::Home).then(|| help::skip_home(scene))
}

/// Takes what stood on Microsoft's page or in the app, and leads to what it means.
pub(super) fn what_did_you_see(portal: Portal) -> AnyView {
    let ask = Form {
        id: "saw",
        label: Message::new("saw.label"),
        hint: Message::new("saw.hint"),
        button: Message::new("saw.button"),
        look: Look::Secondary,
        empty: Message::new("saw.empty"),
        wrong: None,
        stays: false,
    };
    form(ask, move |text| {
        portal.send(Event::Saw(text));
        None
    })
}
