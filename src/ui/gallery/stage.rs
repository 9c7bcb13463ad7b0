//! One screen as a guest sees it, under a banner that says what it is.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Element;

use super::name;
use crate::app::preview::Preview;
use crate::domain::preview::instead::Instead;
use crate::domain::preview::place::{GALLERY, Place, address, neighbors};
use crate::ui::page;
use crate::ui::parts::text::rich;

pub(in crate::ui) fn stage(preview: Preview, set_title: Callback<String>) -> AnyView {
    // Goes up when the same scene is to be shown as it was.
    let edition = RwSignal::new(0_u32);
    let id = Memo::new(move |before: Option<&String>| match preview.place() {
        Some(Place::Scene(id)) => id,
        _ => before.cloned().unwrap_or_default(),
    });
    let shown = move || {
        // Keyed by scene and edition: nothing that was opened or typed on one shows up on another.
        view! {
            <For each=move || [(id.get(), edition.get())] key=Clone::clone let:shown>
                {preview.portal(&shown.0).map(|portal| page::page(portal, set_title))}
            </For>
        }
    };
    view! {
        {banner(preview, id, edition)}
        <div class="stage" on:click=move |event| stay(preview, &event) on:auxclick=move |event| stay(preview, &event)>
            {shown()}
        </div>
    }
    .into_any()
}

/// Says that this is a preview, and leads to the other scenes. It stays while they change, and so does the focus.
fn banner(preview: Preview, id: Memo<String>, edition: RwSignal<u32>) -> AnyView {
    let words = preview.words();
    let scenes = StoredValue::new(preview.scenes());
    let at = move || scenes.with_value(|scenes| scenes.iter().position(|scene| scene.id == id.get()));
    let called = move || {
        scenes.with_value(|scenes| {
            at().and_then(|at| scenes.get(at)).map(|scene| rich::<AnyView>(&name(scene)))
        })
    };
    let beside = move |after: bool| {
        let neighbor = scenes.with_value(|scenes| {
            let (before, next) = neighbors(scenes, at()?)?;
            Some(address(&if after { next } else { before }.id))
        });
        neighbor.unwrap_or_default()
    };
    let ways = view! {
        <a href=GALLERY>{words.say("gallery.all")}</a>
        <a href=move || beside(false)>{words.say("gallery.previous")}</a>
        <a href=move || beside(true)>{words.say("gallery.next")}</a>
    };
    over_a_page(
        preview,
        called.into_any(),
        "gallery.banner.lead",
        ways.into_any(),
        ("gallery.again", edition),
    )
}

/// A banner over a guest's page: what is shown, what the last press would have done or else `lead`, where to go, and
/// a button that shows the same as it was by counting up.
pub(super) fn over_a_page(
    preview: Preview,
    called: AnyView,
    lead: &'static str,
    ways: AnyView,
    (again, edition): (&'static str, RwSignal<u32>),
) -> AnyView {
    let words = preview.words();
    let instead = move || match preview.instead() {
        Some(instead) => words.say(&["gallery.instead.", instead.name()].concat()),
        None => words.say(lead),
    };
    view! {
        <section class="banner" aria-label=words.say("gallery.banner")>
            <p class="banner__words">
                <b class="banner__name">{called}</b> " "
                <span role="status">{instead}</span>
            </p>
            <p class="banner__ways">
                {ways}
                <button type="button" class="banner__again" on:click=move |_| edition.update(|edition| *edition += 1)>
                    {words.say(again)}
                </button>
            </p>
        </section>
    }
    .into_any()
}

/// Keeps links from leading anywhere. Those that a page handles itself have been handled by now.
pub(super) fn stay(preview: Preview, event: &MouseEvent) {
    let pressed = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let on_link = pressed.is_some_and(|element| matches!(element.closest("a[href]"), Ok(Some(_))));
    if on_link && !event.default_prevented() {
        event.prevent_default();
        preview.say_instead(Instead::Link);
    }
}
