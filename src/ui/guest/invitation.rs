//! Accepting the invitation at Microsoft. Only the host sign-in proves that it was accepted, so nothing
//! here claims it.

use leptos::prelude::*;

use super::heading::heading;
use super::help;
use super::scene::Scene;
use crate::domain::journey::{Event, Visit};
use crate::ui::parts::button::Look;
use crate::ui::parts::details::details;
use crate::ui::parts::element::group;
use crate::ui::parts::illustration::{Illustration, illustration};
use crate::ui::parts::notice::{Tone, notice};
use crate::ui::parts::page::{Page, pictured};
use crate::ui::parts::text::{aside, list, paragraph};

pub(super) fn screen(scene: &Scene, visit: Visit) -> AnyView {
    let accept = |look, id| scene.press(look, id, || Event::AcceptInvitation);
    let go_on = |look, id| scene.press(look, id, || Event::Continue);
    let (lead, first, second) = match visit {
        Visit::NotYet => (
            "invitation.lead",
            accept(Look::Primary, "invitation.accept"),
            go_on(Look::Quiet, "invitation.earlier"),
        ),
        // The same page with another button standing out: both keep their places, so that a second press
        // of the first one does nothing else.
        Visit::Gone => (
            "invitation.gone.lead",
            accept(Look::Secondary, "invitation.again"),
            go_on(Look::Primary, "invitation.done"),
        ),
        Visit::Returned => (
            "invitation.returned.lead",
            go_on(Look::Primary, "invitation.done"),
            accept(Look::Secondary, "invitation.again"),
        ),
    };
    let actions = group(vec![first, second]);
    pictured(
        illustration(Illustration::Invitation),
        Page {
            heading: heading(scene.journey),
            lead: Some(scene.say(lead)),
            body: group(vec![
                paragraph(&help::which_account(scene)),
                notice(Tone::Info, paragraph(&scene.say("invitation.my-apps"))),
                aside(&scene.say("invitation.leaves")),
            ]),
            actions,
            more: group(vec![
                details(
                    &scene.say("invitation.permissions.summary"),
                    list(
                        false,
                        &scene.say_all(&[
                            "invitation.permissions.what",
                            "invitation.permissions.once",
                            "invitation.permissions.terms",
                        ]),
                    ),
                ),
                details(
                    &scene.say("invitation.trouble.summary"),
                    list(
                        false,
                        &scene.say_all(&[
                            "invitation.trouble.address",
                            "invitation.trouble.mail",
                            "invitation.trouble.go-on",
                        ]),
                    ),
                ),
                help::invitation_mail(scene.journey),
            ]),
        },
    )
}
