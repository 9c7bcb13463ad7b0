//! What stays around every page: header, main landmark, footer; and where the focus goes when the page
//! changes.

use leptos::either::Either;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{FocusOptions, HtmlElement};

use super::parts::draw::Draw;
use super::parts::drawing::drawing;
use super::parts::element::{classed, element, group, maybe};
use super::parts::icon::{Icon, icon};
use super::parts::page::HEADING_ID;
use super::parts::text::{rich, unseen};
use crate::app::entry;
use crate::app::words::Words;
use crate::domain::brand::Brand;
use crate::domain::language::Language;
use crate::domain::words::Message;

/// A guest in a doorway; the same stands in `e2e/build/parts` and `public/icon.svg`.
const MARK: &str = "M8 26V14a8 8 0 0 1 16 0v12M18.6 15.5a2.6 2.6 0 1 1-5.2 0a2.6 2.6 0 1 1 5.2 0\
    M11.6 26c0-3.2 1.8-5 4.4-5s4.4 1.8 4.4 5";

const GROUND: &str = "M8 0h16a8 8 0 0 1 8 8v16a8 8 0 0 1-8 8H8a8 8 0 0 1-8-8V8a8 8 0 0 1 8-8z";

/// The page of what others wrote of the portal; the build makes it.
const LICENSES: &str = "licenses.html";

/// What the frame says and leads to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrameFacts {
    /// Name of the host organization, when it is known.
    pub host: Option<String>,
    /// What it brings to the look of the pages.
    pub brand: Brand,
    /// Address of the help page; the same place on every screen.
    pub help: Option<String>,
    /// Address of the privacy notice.
    pub privacy: Option<String>,
}

/// The frame around `page`, which is built anew when something it reads changes, e.g. the language.
/// `screen` tells one screen from another, in whatever language; when it changes, the heading takes the focus.
/// `set_title` writes the document's title.
pub fn frame(
    facts: Signal<FrameFacts>,
    screen: Signal<String>,
    (title, set_title): (Signal<String>, Callback<String>),
    page: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    arrive(screen, title, set_title);
    Effect::new(move || entry::wear(facts.with(|facts| facts.brand.accent)));
    let side = Memo::new(move |before: Option<&(String, bool)>| match (before, screen.get()) {
        (Some((name, side)), now) => (now.clone(), if *name == now { *side } else { !*side }),
        (None, now) => (now, false),
    });
    // A screen that changes is patched in place; another screen gets elements of its own, so that nothing
    // opened, typed or focused on the one before shows up on it.
    let page =
        move || if side.with(|(_, side)| *side) { Either::Left(page()) } else { Either::Right(page()) };
    view! {
        {move || facts.with(header)}
        <main class="main" id="main" tabindex="-1">{page}</main>
        {move || footer(&facts.get())}
    }
    .into_any()
}

/// The host's picture before the portal's own mark. The page's script hides one that does not load, and the mark
/// takes its place; the host's name stands beside it in words.
pub fn mark<V: Draw>(brand: &Brand) -> V {
    let logo = brand.logo.as_ref().map(|logo| {
        let attributes = [("class", "header__mark header__logo"), ("src", logo.as_str()), ("alt", "")];
        element("img", &attributes, vec![])
    });
    let own = drawing("header__mark mark", "0 0 32 32", &[("mark__ground", GROUND), ("", MARK)]);
    group(vec![maybe(logo), own])
}

/// Whose events this portal is for.
pub fn host<V: Draw>(name: &str) -> V {
    classed("span", "header__host", vec![rich(&Message::new("frame.host").text("host", name))])
}

fn header(facts: &FrameFacts) -> AnyView {
    let words = Words::here();
    let mark: AnyView = mark(&facts.brand);
    let host: Option<AnyView> = facts.host.as_deref().map(host);
    let help = facts.help.as_ref().map(|help| {
        view! {
            <a class="header__help" href=help.clone() target="_blank" rel="noopener noreferrer">
                {words.say("frame.help")} {unseen::<AnyView>(words.say("part.new-tab"))}
            </a>
        }
    });
    // A plain jump to #main would replace the invite in the address, so the focus is moved by hand.
    let skip = |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        if let Some(heading) = by_id(HEADING_ID).or_else(|| by_id("main")) {
            let _ = heading.focus();
        }
    };
    view! {
        <a class="skip" href="#main" on:click=skip>{words.say("frame.skip")}</a>
        <header class="header">
            <div class="header__inner">
                {mark}
                <span class="header__names">
                    <span class="header__name">{words.say("frame.name")}</span>
                    {host}
                </span>
                {help}
                {languages(words)}
            </div>
        </header>
    }
    .into_any()
}

/// The choice of a language, each by its own name; nothing where there is only one.
fn languages(words: Words) -> Option<AnyView> {
    let offered = words.offered();
    if offered.len() < 2 {
        return None;
    }
    let now = words.language();
    let choose = move |event: leptos::ev::Event| {
        if let Some(language) = Language::read(&event_target_value(&event)) {
            words.choose(language);
        }
    };
    let options: Vec<AnyView> = offered
        .into_iter()
        .map(|(language, name)| {
            let mut attributes = vec![("value", language.tag()), ("lang", language.tag())];
            if language == now {
                attributes.push(("selected", ""));
            }
            element("option", &attributes, vec![name.into_any()])
        })
        .collect();
    let failed = move || if words.failed() { words.say("frame.language.failed") } else { String::new() };
    let view = view! {
        <span class="language">
            {icon::<AnyView>(Icon::Language)}
            <select class="language__choice" aria-label=words.say("frame.language") on:change=choose
                prop:value=now.tag()>{options}</select>
            <span class="language__failed" role="status">{failed}</span>
        </span>
    };
    Some(view.into_any())
}

fn footer(facts: &FrameFacts) -> AnyView {
    let words = Words::here();
    let privacy = facts.privacy.clone().map(|address| link(words, address, "frame.privacy"));
    view! {
        <footer class="footer">
            <div class="footer__inner">
                <p class="footer__note">{words.say("frame.note")}</p>
                <p class="footer__links">
                    {privacy}
                    {link(words, LICENSES.to_owned(), "frame.licenses")}
                </p>
            </div>
        </footer>
    }
    .into_any()
}

/// Leads away from the footer, in a tab of its own: this one remembers how far the guest has come.
fn link(words: Words, address: String, label: &'static str) -> AnyView {
    view! {
        <a class="footer__link" href=address target="_blank" rel="noopener noreferrer">
            {words.say(label)} {unseen::<AnyView>(words.say("part.new-tab"))}
        </a>
    }
    .into_any()
}

/// When the screen changes: top of the page, focus on the heading. Not on the first screen, where the browser has
/// just announced the page itself. The document's title follows in any case.
fn arrive(screen: Signal<String>, title: Signal<String>, set_title: Callback<String>) {
    Effect::new(move |before: Option<String>| {
        let (now, title) = (screen.get(), title.get());
        let another = before.is_some_and(|before| before != now);
        // The next frame, when the new page is in the document.
        request_animation_frame(move || {
            set_title.run(title);
            if !another {
                return;
            }
            window().scroll_to_with_x_and_y(0.0, 0.0);
            if let Some(heading) = by_id(HEADING_ID) {
                let options = FocusOptions::new();
                options.set_prevent_scroll(true);
                let _ = heading.focus_with_options(&options);
            }
        });
        now
    });
}

fn by_id(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}
