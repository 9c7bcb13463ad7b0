//! Something went wrong: what, who can fix it, what to do, what to send them.

use leptos::prelude::*;

use super::heading::heading;
use super::scene::{Scene, copier, page_link_field, sentence};
use super::sign_in::what_did_you_see;
use super::{handoff, help, in_app, meeting, no_invite};
use crate::app::portal::{self, Portal};
use crate::app::words::Words;
use crate::domain::auth::Leg;
use crate::domain::contact::{self, Contact};
use crate::domain::handoff::phone_helps;
use crate::domain::journey::{Answer, Event, Journey, Resume, Step};
use crate::domain::meeting::helps_with;
use crate::domain::problem::{Advice, AdviceContext, Fixer, Problem, Remedy, advice};
use crate::domain::words::Message;
use crate::ui::parts::button::{Look, button};
use crate::ui::parts::details::details;
use crate::ui::parts::element::{classed, group, maybe};
use crate::ui::parts::message::{Letter, Manner, message};
use crate::ui::parts::page::{Page, page};
use crate::ui::parts::text::{list, paragraph, rich};

/// A problem on the way.
pub(super) fn screen(journey: &Journey, portal: Portal, problem: &Problem, resume: &Resume) -> AnyView {
    trouble(&Trouble { journey, portal, problem, place: Place::of(journey, resume) })
}

/// A link that cannot be used.
pub(super) fn link_unusable(journey: &Journey, portal: Portal, problem: &Problem) -> AnyView {
    trouble(&Trouble { journey, portal, problem, place: Place::Link })
}

/// What to tell the guest about a problem of this journey.
pub(super) fn advice_for(journey: &Journey, problem: &Problem) -> Advice {
    let invite = journey.invite.as_ref();
    let context = AdviceContext {
        event_title: invite.map(|invite| invite.title.clone()),
        host_name: journey.host().map(|host| host.name.clone()),
        organizer_name: invite.and_then(|invite| invite.organizer.name.clone()),
        support_contact: support_contact(journey),
        portal_address: Some(journey.setting.address.to_string()),
    };
    advice(problem, &context)
}

/// Where the guest is while a problem is shown: it decides which remedies can be offered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// The link itself is the problem.
    Link,
    /// There is no invite, and the problem is not the link.
    NoInvite,
    /// On the way, going on at this step.
    Step(Step),
}

impl Place {
    fn of(journey: &Journey, resume: &Resume) -> Self {
        match resume {
            _ if journey.invite.is_none() => Self::NoInvite,
            Resume::Step(step) => Self::Step(*step),
            Resume::License(_) | Resume::Proof(_) => Self::Step(Step::License),
            Resume::Meeting(back) => Self::Step(back.step()),
        }
    }
}

struct Trouble<'a> {
    journey: &'a Journey,
    portal: Portal,
    problem: &'a Problem,
    place: Place,
}

/// What a remedy is on this page.
enum Way {
    /// A button.
    Press(Callback<()>),
    /// A part of the page.
    Part(AnyView),
    /// Not possible from here, or there already.
    None,
}

fn trouble(trouble: &Trouble) -> AnyView {
    let Trouble { journey, problem, .. } = trouble;
    let advice = advice_for(journey, problem);
    let (mut first, mut parts, mut buttons) = (None, Vec::new(), Vec::new());
    for (index, remedy) in advice.remedies.iter().enumerate() {
        let look = if index == 0 { Look::Primary } else { Look::Secondary };
        match way(trouble, &advice, *remedy, look) {
            Way::Press(press) => buttons.push(button(look, &remedy.label(), press)),
            // What helps most stands before the buttons.
            Way::Part(part) if index == 0 => first = Some(part),
            Way::Part(part) => parts.push(part),
            Way::None => {}
        }
    }
    buttons.extend(ways_on(trouble, &advice.remedies));
    if matches!(trouble.place, Place::Step(_)) && helps_with(problem.kind) {
        buttons.extend(meeting::instead(journey, trouble.portal));
    }
    if advice.message_to_send.is_none() {
        parts.extend(Scene::of(journey, trouble.portal).as_ref().and_then(help::ask_by_phone));
    }
    let leaves = matches!(trouble.place, Place::Step(Step::SignIn));
    let leaves = Scene::of(journey, trouble.portal).filter(|_| leaves);
    parts.insert(0, maybe(leaves.map(|scene| help::leaves(&scene))));
    parts.push(code_line(problem));
    let wait = problem.trace.wait_seconds.map(|seconds| {
        let minutes = Message::new("stuck.wait").count("minutes", seconds.div_ceil(60));
        paragraph(&minutes)
    });
    page(Page {
        heading: heading(journey),
        lead: Some(advice.what_happened.clone()),
        body: group(vec![
            paragraph(&fixer(advice.fixer)),
            list(true, &advice.steps),
            maybe(wait),
            maybe(first),
        ]),
        actions: group(buttons),
        more: group(parts),
    })
}

/// What each remedy does from here.
fn way(trouble: &Trouble, advice: &Advice, remedy: Remedy, look: Look) -> Way {
    let Trouble { journey, portal, place, .. } = *trouble;
    let press = |event: fn() -> Event| Way::Press(portal.press(event));
    let on_the_way = matches!(place, Place::Step(_));
    let home = journey.last_leg == Some(Leg::Home);
    let scene = Scene::of(journey, portal);
    let part =
        |view: &dyn Fn(&Scene) -> AnyView| scene.as_ref().map_or(Way::None, |scene| Way::Part(view(scene)));
    match remedy {
        // The check is repeated with the token that is still good, or after another sign-in.
        Remedy::TryAgain | Remedy::CheckAgain if on_the_way => press(|| Event::TryAgain),
        Remedy::UseAnotherAccount if on_the_way => press(|| Event::UseAnotherAccount),
        Remedy::SkipHomeSignIn if on_the_way && home => press(|| Event::SkipHome),
        Remedy::AcceptInvitation if on_the_way => {
            if journey.invite.as_ref().is_some_and(|invite| invite.redeem.is_some()) {
                press(|| Event::Revisit(Step::Invitation))
            } else {
                // Without its own link, the host sign-in accepts it.
                press(|| Event::SignIn)
            }
        }
        Remedy::ContinueAnyway | Remedy::ContinueWithoutSignIn if place != Place::NoInvite => {
            press(|| Event::ContinueAnyway)
        }
        Remedy::GetApp if on_the_way => press(|| Event::LackApp),
        Remedy::StartOver if on_the_way => press(|| Event::StartOver),
        Remedy::PasteLink if place == Place::Link => Way::Part(no_invite::paste(None, look, portal)),
        Remedy::PasteLink | Remedy::StartOver | Remedy::TryAgain if place == Place::NoInvite => {
            press(|| Event::Continue)
        }
        Remedy::OpenInvitationMailHelp => Way::Part(help::invitation_mail(journey)),
        Remedy::CopyEventLink => part(&|scene| scene.event_link()),
        Remedy::ShowAppSignIn => {
            part(&|scene| details(&scene.by_target("launch.sign-in"), in_app::sign_in(scene)))
        }
        Remedy::CopyPageLink => Way::Part(page_link_field(journey, portal)),
        Remedy::OpenOnPc => Way::Part(handoff::panel(journey, portal)),
        Remedy::WhatDidYouSee if matches!(place, Place::Step(Step::SignIn | Step::Launch)) => {
            Way::Part(what_did_you_see(portal))
        }
        Remedy::Reload => Way::Press(reload()),
        Remedy::CopyMessage => message_part(trouble, advice, look).map_or(Way::None, Way::Part),
        Remedy::TryAgain
        | Remedy::CheckAgain
        | Remedy::UseAnotherAccount
        | Remedy::SkipHomeSignIn
        | Remedy::AcceptInvitation
        | Remedy::ContinueAnyway
        | Remedy::ContinueWithoutSignIn
        | Remedy::GetApp
        | Remedy::StartOver
        | Remedy::PasteLink
        | Remedy::WhatDidYouSee => Way::None,
    }
}

/// Ways on that no remedy names: wherever a guest is, there are some.
fn ways_on(trouble: &Trouble, remedies: &[Remedy]) -> Vec<AnyView> {
    let Trouble { journey, portal, place, .. } = *trouble;
    let mut ways = Vec::new();
    let mut offer = |id: &'static str, event: fn() -> Event| {
        ways.push(button(Look::Quiet, &sentence(journey, id), portal.press(event)));
    };
    let without = [Remedy::ContinueAnyway, Remedy::ContinueWithoutSignIn];
    let without = remedies.iter().any(|remedy| without.contains(remedy));
    match place {
        Place::Step(step) => {
            // Whatever is wrong at home, the host can do without it.
            let home = step == Step::SignIn && journey.last_leg == Some(Leg::Home);
            if home && !remedies.contains(&Remedy::SkipHomeSignIn) {
                offer("problem.remedy.skip-home-sign-in", || Event::SkipHome);
            }
            if matches!(step, Step::SignIn | Step::License) && !without {
                offer("sign-in.without", || Event::ContinueAnyway);
            }
            if step == Step::Launch {
                offer("stuck.inside", || Event::Answered(Answer::Inside));
            }
            if !remedies.contains(&Remedy::TryAgain) {
                offer("stuck.back", || Event::Continue);
            }
        }
        Place::NoInvite if !remedies.contains(&Remedy::PasteLink) => offer("stuck.paste", || Event::Continue),
        Place::Link | Place::NoInvite => {}
    }
    ways
}

/// The message to whoever can fix it, with whom to ask.
fn message_part(trouble: &Trouble, advice: &Advice, look: Look) -> Option<AnyView> {
    let Trouble { journey, portal, .. } = *trouble;
    let letter = letter(journey, advice, advice.message_to_send.as_ref()?);
    let ask = Scene::of(journey, portal).map(|scene| help::whom_to_ask(&scene));
    let label = Message::new("stuck.letter");
    let manner = Manner { first: look == Look::Primary, phone: phone_helps(journey.device.device) };
    Some(group(vec![message("letter", &label, &letter, copier(portal), manner), maybe(ask)]))
}

/// The message as it is sent, addressed where an address is known.
fn letter(journey: &Journey, advice: &Advice, body: &Message) -> Letter {
    let words = Words::here();
    Letter {
        to: mail_contact(contact::recipient(journey, advice.fixer)),
        subject: words
            .write(&Message::new("stuck.letter.subject").text("heading", words.write(&advice.heading))),
        body: words.write(body),
    }
}

fn support_contact(journey: &Journey) -> Option<String> {
    journey.host()?.support.as_ref().map(|support| support.contact.clone())
}

/// The mail address of a contact that has one.
pub(super) fn mail_contact(contact: Option<&str>) -> Option<String> {
    match Contact::read(contact?) {
        Contact::Mail(address) => Some(address.secret().to_owned()),
        _ => None,
    }
}

fn fixer(fixer: Fixer) -> Message {
    Message::new(match fixer {
        Fixer::Guest => "fixer.guest",
        Fixer::Organizer => "fixer.organizer",
        Fixer::HostAdmin => "fixer.host-admin",
        Fixer::HomeAdmin => "fixer.home-admin",
        Fixer::Microsoft => "fixer.microsoft",
        Fixer::Portal => "fixer.portal",
        Fixer::Unknown => "fixer.unknown",
    })
}

/// The code to say on the phone, and what finds this one occurrence in a log.
pub(super) fn code_line(problem: &Problem) -> AnyView {
    let trace = &problem.trace;
    let sign_in = trace.aadsts.map(|code| ["AADSTS", &code.to_string()].concat());
    let ids: Vec<AnyView> = [sign_in, trace.correlation_id.clone()]
        .into_iter()
        .flatten()
        .map(|id| group(vec![" ".into_any(), classed("code", "code", vec![id.into_any()])]))
        .collect();
    classed(
        "p",
        "aside",
        vec![
            rich(&Message::new("stuck.code")),
            " ".into_any(),
            classed("code", "code", vec![problem.kind.code().to_owned().into_any()]),
            group(ids),
        ],
    )
}

/// A button that loads the page anew.
pub(super) fn reload_button() -> AnyView {
    button(Look::Primary, &Remedy::Reload.label(), reload())
}

/// Loads the page anew.
pub(super) fn reload() -> Callback<()> {
    Callback::new(|()| portal::reload())
}
