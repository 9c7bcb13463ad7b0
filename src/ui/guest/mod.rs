//! The guest's screens: one view for each state of the journey.
//!
//! [`screen`] shows a state, [`title`] names it for the document's title, [`steps`] shows the way ahead
//! and [`visitor`] who is signed in. All of them are built anew when the journey changes in a way that
//! the guest sees; what changes in place (a countdown, evidence) is read inside closures.
//!
//! Ids of words are literals, except where a name is put behind one of these:
//!
//! | beginning | followed by |
//! |---|---|
//! | what is passed to `by_target` and a dot | `Target::name` |
//! | `step.` | `Step::name` |
//! | `asking.seen.` | `Seen::name` |
//! | `config.expected.` | `Expected::name` |
//! | `detour.` | `Turn::name`, with `.what` behind it where the kind of link does not say enough |
//! | `device.reason.` | the name of a reason of the device's judgement |
//! | `license.missing.` | `Missing::id`, then `.what`, `.who` or `.ask` |
//! | `link.kind.` | the name of a kind of link |
//! | `span.days`, `span.hours`, `span.minutes` | a plural category |

mod app;
mod device;
mod form;
mod handoff;
mod heading;
mod help;
mod housekeeping;
mod in_app;
mod inside;
mod introduction;
mod invitation;
mod launch;
mod license;
mod meeting;
mod misconfigured;
mod named;
mod no_invite;
mod report;
mod scene;
mod sign_in;
mod stuck;
mod visitor;
mod waiting;
pub mod wordless;

use leptos::prelude::*;

use super::parts::progress::{ProgressStep, StepState, progress};
use crate::app::portal::Portal;
use crate::app::words::Words;
use crate::domain::introduction::{Introduced, Press};
use crate::domain::journey::{Journey, State, plan};
use crate::domain::words::Message;
use crate::ui::parts::button::Look;
use crate::ui::parts::draw::Draw;
use crate::ui::parts::element::{group, maybe};
use scene::Scene;

pub use heading::heading;
pub use misconfigured::misconfigured;
pub use visitor::visitor;

/// The screen of the state that the journey is in, and under it what this device keeps.
pub fn screen(journey: &Journey, portal: Portal) -> AnyView {
    let scene = Scene::of(journey, portal);
    // Every state without an invite is matched by itself; should one of the others ever come without
    // an invite, the guest can paste it.
    let with = |view: &dyn Fn(&Scene) -> AnyView| match &scene {
        Some(scene) => view(scene),
        None => no_invite::screen(journey, None, portal),
    };
    let page = match &journey.state {
        State::NoInvite { refused } => no_invite::screen(journey, refused.as_ref(), portal),
        State::LinkUnusable(problem) => stuck::link_unusable(journey, portal, problem),
        State::Stuck { problem, resume } => stuck::screen(journey, portal, problem, resume),
        State::Introducing => with(&introduction::screen),
        State::WrongDevice => with(&device::screen),
        State::AcceptingInvitation(visit) => with(&|scene| invitation::screen(scene, *visit)),
        State::SigningIn { leg, phase } => with(&|scene| sign_in::screen(scene, *leg, *phase)),
        State::CheckingLicense { effort, .. } => with(&|scene| license::checking(scene, effort.until)),
        State::LicenseMissing { missing, session } => {
            with(&|scene| license::missing(scene, missing, session.is_some()))
        }
        State::InstallingApp => with(&app::screen),
        State::WaitingForStart => with(&waiting::screen),
        State::Launching => with(&launch::launching),
        State::AskingWhetherInside { .. } => with(&launch::asking),
        State::Inside => with(&inside::screen),
        State::JoiningMeeting { .. } => with(&meeting::screen),
    };
    group(vec![page, housekeeping::housekeeping(journey, portal)])
}

/// The document's title: what the page is about, which event, which site; problems say so first.
pub fn title(journey: &Journey, words: Words) -> Message {
    let id = match (&journey.state, &journey.invite) {
        (State::LinkUnusable(_) | State::Stuck { .. }, Some(_)) => "title.problem.event",
        (State::LinkUnusable(_) | State::Stuck { .. }, None) => "title.problem",
        // The heading of that page names the event already.
        (State::Introducing, _) | (_, None) => "title.step",
        (_, Some(_)) => "title.step.event",
    };
    scene::sentence(journey, id).text("step", words.write(&heading(journey)))
}

/// The first page, drawn by whatever draws it; `button` makes a button of a look, with the words of an id.
pub fn first<V: Draw>(introduced: &Introduced, button: &dyn Fn(Look, &'static str, Press) -> V) -> V {
    let whole = introduction::Whole { link: None, notices: maybe(None), readiness: maybe(None) };
    introduction::sheet(introduced, whole, button)
}

/// The first page's title, likewise.
pub fn first_title<V: Draw>(introduced: &Introduced) -> Message {
    Message::new("title.step").text("step", V::write(&introduced.say(introduction::HEADING)))
}

/// What tells this screen from others, in whatever language: its heading, and the event it is about.
pub fn identity(journey: &Journey) -> String {
    let event = journey.invite.as_ref().map_or("", |invite| &invite.title);
    [&heading(journey).id, " ", event].concat()
}

/// The way ahead with the steps behind, here and to come; nothing before the guest has begun.
pub fn steps(journey: &Journey) -> AnyView {
    let steps: Vec<ProgressStep> = plan::steps(journey)
        .into_iter()
        .map(|(step, standing)| ProgressStep {
            label: Message::new(["step.", step.name()].concat()),
            state: match standing {
                plan::Standing::Done => StepState::Done,
                plan::Standing::Now => StepState::Now,
                plan::Standing::Later => StepState::Later,
            },
        })
        .collect();
    if steps.is_empty() { ().into_any() } else { progress(&steps) }
}
