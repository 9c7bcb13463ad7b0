//! The document around the app.

use leptos::ev;
use leptos::prelude::{document, window_event_listener};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, FocusOptions, HtmlElement, NodeList, VisibilityState};

use super::{clock, window};

/// Where the app stands in the page, by id.
pub const APP: &str = "app";

/// Sets the title, unless a page of trouble has taken the app's place: then nothing of the app speaks any more.
pub fn set_title(title: &str) {
    if !element(APP).is_some_and(|app| app.hidden()) {
        document().set_title(title);
    }
}

/// Sets a custom property of the whole page; an empty value takes it away.
pub fn set_style(name: &str, value: &str) {
    if let Some(root) = document().document_element().and_then(|root| root.dyn_into::<HtmlElement>().ok()) {
        let _ = root.style().set_property(name, value);
    }
}

/// Sets an attribute of the document's root.
pub fn set_root(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        // Fails only for a name that no attribute can have.
        let _ = root.set_attribute(name, value);
    }
}

/// An attribute of the document's root, if it is there.
pub fn root(name: &str) -> Option<String> {
    document().document_element()?.get_attribute(name)
}

/// Says that the page accepts input, the first time that it does.
pub fn ready() {
    const READY: &str = "data-ready";
    if root(READY).is_none() {
        set_root(READY, "");
        mark("app-ready");
    }
}

/// Tells the page's own script of something.
pub fn announce(name: &str) {
    if let Ok(event) = Event::new(name) {
        // Fails only for an event that is on its way already.
        let _ = document().dispatch_event(&event);
    }
}

/// Calls back when something is pressed that says what it is in `data-press`.
pub fn on_press(action: impl Fn(&str) + 'static) {
    let handle = window_event_listener(ev::click, move |event| {
        let pressed = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let pressed = pressed.and_then(|target| target.closest("[data-press]").ok().flatten());
        if let Some(name) = pressed.and_then(|pressed| pressed.get_attribute("data-press")) {
            action(&name);
        }
    });
    std::mem::forget(handle);
}

/// Waits until no key and no pointer is down, as the page's own script has seen it: a press ends where it began.
pub async fn let_go() {
    while root("data-held").is_some() {
        clock::pause(20).await;
    }
}

/// Where somebody is on the page: what has the focus and what is unfolded, each by its place among its like.
#[derive(Debug)]
pub struct Place {
    focused: Option<u32>,
    unfolded: Vec<u32>,
}

/// What can have the focus in the page's main part.
const FOCUSABLE: &str = "#app main :is(a[href], button, summary)";
const FOLDS: &str = "#app main details";

/// Where somebody is now.
pub fn place() -> Place {
    let active = document().active_element();
    let focused = all(FOCUSABLE).position(|element| Some(&element) == active.as_ref());
    let unfolded =
        (0..).zip(all(FOLDS)).filter(|(_, fold)| fold.has_attribute("open")).map(|(index, _)| index);
    Place { focused: focused.and_then(|index| u32::try_from(index).ok()), unfolded: unfolded.collect() }
}

/// Goes on where somebody was, on the same page drawn anew.
pub fn resume(place: &Place) {
    let unfolded = (0..).zip(all(FOLDS)).filter(|(index, _)| place.unfolded.contains(index));
    for (_, fold) in unfolded {
        // `open` may always be set.
        let _ = fold.set_attribute("open", "");
    }
    let focused = place.focused.and_then(|index| all(FOCUSABLE).nth(index as usize));
    if let Some(element) = focused.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
}

/// The elements that fit a selector, in the document's order.
fn all(selector: &str) -> impl Iterator<Item = Element> {
    let found = document().query_selector_all(selector).ok();
    let count = found.as_ref().map_or(0, NodeList::length);
    (0..count).filter_map(move |index| found.as_ref()?.get(index)?.dyn_into().ok())
}

/// Marks a moment in the browser's performance timeline.
pub fn mark(name: &str) {
    if let Some(performance) = window().performance() {
        let _ = performance.mark(name);
    }
}

/// The text inside an element of the page, by its id.
pub fn text_of(id: &str) -> Option<String> {
    document().get_element_by_id(id)?.text_content()
}

/// An attribute of an element of the page; empty where it has none.
pub fn attribute(id: &str, name: &str) -> String {
    document().get_element_by_id(id).and_then(|element| element.get_attribute(name)).unwrap_or_default()
}

/// Says which language the document is in, and writes the entry page's own markup in it: an element's text where
/// `data-word` names its words, a title where `data-title-word` does.
pub fn speak(tag: &str, right_to_left: bool, say: &dyn Fn(&str) -> String) {
    if let Some(root) = document().document_element() {
        // Both attributes may always be set.
        let _ = root.set_attribute("lang", tag);
        let _ = root.set_attribute("dir", if right_to_left { "rtl" } else { "ltr" });
    }
    let each = |attribute: &str, write: &dyn Fn(&Element, &str)| {
        for element in all(&["[", attribute, "]"].concat()) {
            let id = element.get_attribute(attribute).unwrap_or_default();
            write(&element, &say(&id));
        }
    };
    each("data-word", &|element, words| element.set_text_content(Some(words)));
    each("data-title-word", &|element, words| _ = element.set_attribute("data-title", words));
}

/// An element of the page, by its id.
pub fn element(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Takes everything out of an element.
pub fn empty(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.replace_children_with_node_0();
    }
}

/// Opens the browser's dialog for printing.
pub fn print() {
    // Fails only where there is nothing to print with.
    let _ = window().print();
}

/// Says that this page seems older than what it has met. The script around the app (`e2e/build/upgrade.mjs`) looks
/// whether the portal was renewed since, and loads the page again where nothing is lost by it.
pub fn seems_outdated() {
    // Both fail only where there are no events.
    if let Ok(event) = Event::new("outdated") {
        let _ = window().dispatch_event(&event);
    }
}

/// Shows one of the entry page's own pages of trouble in place of the app.
pub fn trouble(id: &str) {
    seems_outdated();
    if let Some(page) = element(id) {
        if let Some(title) = page.get_attribute("data-title") {
            set_title(&title);
        }
        page.set_hidden(false);
    }
    if let Some(app) = element(APP) {
        app.set_hidden(true);
    }
    ready();
}

/// Calls back when the page goes away: closed, reloaded, or left for another.
pub fn on_leaving(action: impl Fn() + 'static) {
    std::mem::forget(window_event_listener(ev::pagehide, move |_| action()));
}

/// Calls back when the page comes back out of the browser's cache.
pub fn on_restored(action: impl Fn() + 'static) {
    let handle = window_event_listener(ev::pageshow, move |event| {
        if event.persisted() {
            action();
        }
    });
    std::mem::forget(handle);
}

/// Calls back with `true` when the page is looked at again, with `false` when it no longer is.
pub fn on_attention(action: impl Fn(bool) + Clone + 'static) {
    let blurred = action.clone();
    let focused = action.clone();
    std::mem::forget(window_event_listener(ev::blur, move |_| blurred(false)));
    std::mem::forget(window_event_listener(ev::focus, move |_| focused(true)));
    let handle = window_event_listener(ev::visibilitychange, move |_| {
        action(document().visibility_state() == VisibilityState::Visible);
    });
    std::mem::forget(handle);
}
