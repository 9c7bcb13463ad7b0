//! The two sign-ins, each in whatever phase it is.

use leptos::prelude::*;

use super::form::{Form, form};
use super::heading::heading;
use super::help;
use super::scene::{Scene, page_link_field};
use crate::app::portal::Portal;
use crate::domain::auth::Leg;
use crate::domain::invite::reached::Reached;
use crate::domain::journey::saved::SignInStanding;
use crate::domain::journey::{Event, Phase};
use crate::domain::words::Message;
use crate::ui::parts::button::Look;
use crate::ui::parts::element::{group, maybe};
use crate::ui::parts::page::{Page, page, section};
use crate::ui::parts::text::{aside, list, paragraph};
use crate::ui::parts::waiting::waiting;

pub(super) fn screen(scene: &Scene, leg: Leg, phase: Phase) -> AnyView {
    match phase {
        Phase::Ready => ready(scene, leg),
        Phase::Leaving => busy(scene, "sign-in.leaving", Some("sign-in.leaving.slow")),
        Phase::Exchanging => busy(scene, "sign-in.exchanging", None),
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
            paragraph(&help::which_account(scene)),
            paragraph(&scene.say("sign-in.codes")),
            aside(&scene.say("introduction.leaves")),
        ]),
        actions: group(vec![
            scene.press(Look::Primary, "sign-in.button", || Event::SignIn),
            scene.press(Look::Quiet, "sign-in.another", || Event::UseAnotherAccount),
            scene.press(Look::Quiet, "sign-in.without", || Event::ContinueAnyway),
        ]),
        more: group(vec![
            help::what_comes_next(scene),
            maybe(skip_home(scene, leg)),
            help::invitation_mail(scene.journey),
        ]),
    })
}

fn busy(scene: &Scene, words: &'static str, slow: Option<&'static str>) -> AnyView {
    let slow = slow.map(|slow| aside(&scene.say(slow)));
    page(Page {
        heading: heading(scene.journey),
        lead: None,
        body: group(vec![waiting(&scene.say(words)), maybe(slow)]),
        actions: ().into_any(),
        more: ().into_any(),
    })
}

fn away(scene: &Scene, leg: Leg) -> AnyView {
    page(Page {
        heading: heading(scene.journey),
        lead: Some(scene.say("sign-in.away.lead")),
        body: paragraph(&help::which_account(scene)),
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
    };
    form(ask, move |text| {
        portal.send(Event::Saw(text));
        None
    })
}
