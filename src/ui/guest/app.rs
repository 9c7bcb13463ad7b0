//! Getting the app.

use leptos::prelude::*;

use super::heading::heading;
use super::help;
use super::scene::{Scene, copier};
use super::sheet::{Sheet, sheet};
use crate::domain::journey::Event;
use crate::ui::parts::button::{Look, link, link_away};
use crate::ui::parts::copy_field::copy_field;
use crate::ui::parts::details::details;
use crate::ui::parts::text::{list, paragraph, rich};

pub(super) fn screen(scene: &Scene) -> AnyView {
    let store_id = scene.target.store_id.as_ref();
    let web = scene.target.install_url.as_ref().map(|address| {
        link_away(Look::Secondary, &scene.by_target("app.install"), address.to_string(), None)
    });
    // Windows documentation, "Using ms-windows-store URIs".
    let store = store_id.map(|id| {
        let address = ["ms-windows-store://pdp/?ProductId=", id].concat();
        link(Look::Secondary, &scene.say("app.store"), address, None)
    });
    let winget = store_id.map(|id| {
        let command = ["winget install ", id, " -s msstore"].concat();
        let content = view! {
            {paragraph(&scene.say("app.winget.how"))}
            {copy_field("winget", &scene.say("app.winget.label"), command, copier(scene.portal))}
            {paragraph(&scene.say("app.winget.may-fail"))}
        };
        details(&scene.say("app.winget.summary"), content.into_any())
    });
    let blank =
        store_id.map(|_| details(&scene.say("app.blank.summary"), paragraph(&scene.say("app.blank"))));
    sheet(Sheet {
        heading: heading(scene.journey),
        lead: Some(scene.by_target("app.lead")),
        body: view! {
            {help::retired(scene)}
            <div class="actions">{web} {store}</div>
            <p class="aside">{rich(&scene.say("app.remembered"))}</p>
        }
        .into_any(),
        actions: scene.press(Look::Primary, "app.have", || Event::HaveApp),
        more: view! {
            {winget}
            {details(
                &scene.say("app.company.summary"),
                list(false, &scene.say_all(&["app.company.portal", "app.company.ask"])),
            )}
            {blank}
            {details(&scene.say("app.cannot.summary"), cannot(scene))}
            {help::license_note(scene)}
        }
        .into_any(),
    })
}

fn cannot(scene: &Scene) -> AnyView {
    view! { {paragraph(&scene.by_target("app.cannot"))} {help::whom_to_ask(scene)} }.into_any()
}
