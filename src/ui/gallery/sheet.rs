//! The contact sheet: every screen as a small picture, which is the real page, drawn smaller and out of reach.

use leptos::prelude::*;

use super::name;
use crate::app::preview::Preview;
use crate::domain::preview::place::{GALLERY, Look, Wishes, address};
use crate::domain::preview::{Group, Scene};
use crate::domain::target::Target;
use crate::domain::words::Message;
use crate::ui::page;
use crate::ui::parts::element::{classed, element};
use crate::ui::parts::page::HEADING_ID;
use crate::ui::parts::text::{paragraph, rich};

pub(in crate::ui) fn sheet(preview: Preview) -> AnyView {
    let scenes = preview.scenes();
    let count = u32::try_from(scenes.len()).unwrap_or_default();
    let heading = [("class", "page__heading"), ("id", HEADING_ID), ("tabindex", "-1")];
    let mut parts = vec![
        element("h1", &heading, vec![rich(&Message::new("gallery.heading"))]),
        paragraph(&Message::new("gallery.lead").count("count", count)),
        views(&preview.wishes()),
    ];
    parts.extend(Group::ALL.iter().map(|group| section(preview, *group, &scenes)));
    classed("div", "gallery", parts)
}

/// The same in other colors, or for another app: each is an address that can be handed on.
fn views(here: &Wishes) -> AnyView {
    let look = |look: &Look| {
        let wished = Wishes { look: Some(*look), ..here.clone() };
        view(["gallery.look.", look.name()].concat(), &wished, wished == *here)
    };
    let target = |target: Target| {
        let wished = Wishes { target, ..here.clone() };
        view(["gallery.target.", target.name()].concat(), &wished, wished == *here)
    };
    let views: Vec<AnyView> = Look::ALL.iter().map(look).chain(Target::ALL.map(target)).collect();
    element("ul", &[("class", "gallery__views"), ("role", "list")], views)
}

fn view(id: String, wished: &Wishes, is_here: bool) -> AnyView {
    let address = [&wished.query(), GALLERY].concat();
    let mut attributes = vec![("href", address.as_str())];
    if is_here {
        attributes.push(("aria-current", "true"));
    }
    element("li", &[], vec![element("a", &attributes, vec![rich(&Message::new(id))])])
}

fn section(preview: Preview, group: Group, scenes: &[Scene]) -> AnyView {
    let heading = Message::new(["gallery.group.", group.name()].concat());
    let shots =
        scenes.iter().filter(|scene| scene.group == group).map(|scene| shot(preview, scene)).collect();
    element(
        "section",
        &[("class", "gallery__group")],
        vec![
            classed("h2", "page__subheading", vec![rich(&heading)]),
            element("ul", &[("class", "shots"), ("role", "list")], shots),
        ],
    )
}

fn shot(preview: Preview, scene: &Scene) -> AnyView {
    let untitled = Callback::new(|_| ());
    let small = classed("div", "shot__page", vec![page::page(preview.stage(scene), untitled)]);
    let link = [("class", "shot__link"), ("href", &address(&scene.id))];
    let words = vec![
        element("a", &link, vec![rich(&name(scene))]),
        classed("code", "shot__id", vec![scene.id.clone().into_any()]),
    ];
    let window =
        element("div", &[("class", "shot__window"), ("inert", ""), ("aria-hidden", "true")], vec![small]);
    classed("li", "shot", vec![window, classed("p", "shot__words", words)])
}
