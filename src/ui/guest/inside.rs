//! The guest is in.

use leptos::prelude::*;

use super::heading::heading;
use super::help;
use super::launch;
use super::scene::Scene;
use crate::domain::journey::Event;
use crate::ui::parts::button::Look;
use crate::ui::parts::element::group;
use crate::ui::parts::illustration::{Illustration, illustration};
use crate::ui::parts::page::{Page, pictured, section};
use crate::ui::parts::text::list;

pub(super) fn screen(scene: &Scene) -> AnyView {
    let limits = [scene.say("inside.attend"), scene.say("inside.organize"), scene.by_target("inside.name")];
    let back = [scene.say("inside.back.link"), scene.by_target("inside.back.app")];
    pictured(
        illustration(Illustration::Door),
        Page {
            heading: heading(scene.journey),
            lead: Some(scene.say("inside.lead")),
            body: list(false, &limits),
            actions: group(vec![
                launch::open_button(scene),
                scene.press(Look::Quiet, "inside.ways", || Event::Continue),
            ]),
            more: group(vec![
                section(&scene.say("inside.back"), list(false, &back)),
                help::whom_to_ask(scene),
            ]),
        },
    )
}
