//! Who is signed in at the host.

use leptos::prelude::*;

use super::scene::Scene;
use crate::app::portal::Portal;
use crate::domain::auth::attempt::Hint;
use crate::domain::journey::{Event, Journey, Phase, State};
use crate::ui::parts::button::Look;
use crate::ui::parts::element::{classed, element, maybe};
use crate::ui::parts::notice::{Tone, notice};
use crate::ui::parts::text::{paragraph, rich};

/// Who is signed in, as a guest of whom, with the way to another account; hints where that is not the
/// guest who was invited. Nothing before the host sign-in.
pub fn visitor(journey: &Journey, portal: Portal) -> AnyView {
    let (Some(visitor), Some(scene)) = (&journey.visitor, Scene::of(journey, portal)) else {
        return ().into_any();
    };
    // Between two pages a press would be lost.
    let settled = !matches!(
        journey.state,
        State::SigningIn { phase: Phase::Leaving | Phase::Exchanging, .. } | State::CheckingLicense { .. }
    );
    let id = match (&visitor.shown_as, visitor.is_guest) {
        (Some(_), Some(true)) => "visitor.guest",
        (Some(_), _) => "visitor.signed-in",
        (None, _) => "visitor.unnamed",
    };
    let line = match &visitor.shown_as {
        Some(Hint(name)) => scene.say(id).text("name", name.as_str()),
        None => scene.say(id),
    };
    let another = settled.then(|| scene.press(Look::Quiet, "sign-in.another", || Event::UseAnotherAccount));
    let member = (visitor.is_guest == Some(false))
        .then(|| notice(Tone::Info, paragraph(&scene.by_target("visitor.member"))));
    let instead = visitor.instead_of.as_ref().map(|Hint(invited)| {
        notice(Tone::Warning, paragraph(&scene.say("visitor.instead").text("address", invited.as_str())))
    });
    classed(
        "div",
        "visitor",
        vec![
            classed("p", "visitor__line", vec![element("span", &[], vec![rich(&line)]), maybe(another)]),
            maybe(member),
            maybe(instead),
        ],
    )
}
