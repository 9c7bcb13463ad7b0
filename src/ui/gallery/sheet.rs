//! The contact sheet: every screen as a small picture, which is the real page, drawn smaller and out of reach.

use leptos::prelude::*;

use super::name;
use crate::app::preview::Preview;
use crate::domain::preview::place::address;
use crate::domain::preview::{Group, Scene};
use crate::domain::words::Message;
use crate::ui::page;
use crate::ui::parts::element::{classed, element};
use crate::ui::parts::page::HEADING_ID;
use crate::ui::parts::text::{paragraph, rich};

pub(super) fn sheet(preview: Preview) -> AnyView {
    let scenes = preview.scenes();
    let count = u32::try_from(scenes.len()).unwrap_or_default();
    let heading = [("class", "page__heading"), ("id", HEADING_ID), ("tabindex", "-1")];
    let mut parts = vec![
        element("h1", &heading, vec![rich(&Message::new("gallery.heading"))]),
        paragraph(&Message::new("gallery.lead").count("count", count)),
    ];
    parts.extend(Group::ALL.iter().map(|group| section(preview, *group, &scenes)));
    classed("div", "gallery", parts)
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
