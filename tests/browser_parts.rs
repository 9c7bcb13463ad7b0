//! The parts and the frame in a real browser.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement, HtmlTextAreaElement};
use mesh_guest_portal::app::words::Words;
use mesh_guest_portal::domain::words::Message;
use mesh_guest_portal::ui::frame::{FrameFacts, frame};
use mesh_guest_portal::ui::parts::copy_field::{CopyRequest, copy_field};
use mesh_guest_portal::ui::parts::details::details;
use mesh_guest_portal::ui::parts::message::{Letter, Manner, message};
use mesh_guest_portal::ui::parts::page::{Page, page};
use mesh_guest_portal::ui::parts::progress::{ProgressStep, StepState, progress};
use mesh_guest_portal::ui::parts::text::paragraph;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const WORDS: &str = r#"{
    "press": "Press **Accept** as {who}",
    "part.progress.here": "Step {step} of {all}: {name}",
    "part.progress.done": "done", "part.progress.now": "now", "part.progress.later": "later",
    "part.copy.done": "Copied.", "part.copy.failed": "Not copied."
}"#;

/// Mounts a view into an element of its own at the end of the document.
fn show(view: impl Fn() -> AnyView + 'static) -> Element {
    let place: HtmlElement = document().create_element("div").unwrap().unchecked_into();
    document().body().unwrap().append_child(&place).unwrap();
    mount_to(place.clone(), move || {
        let words = Words::new();
        assert!(words.learn(WORDS));
        provide_context(words);
        view()
    })
    .forget();
    place.into()
}

fn find(place: &Element, selector: &str) -> HtmlElement {
    place.query_selector(selector).unwrap().unwrap_or_else(|| panic!("no {selector}")).unchecked_into()
}

/// The next frame, after every effect has run.
async fn frame_drawn() {
    let (tell, drawn) = a_call();
    request_animation_frame(move || request_animation_frame(tell));
    drawn.await;
}

/// A callback, and a future that ends when it is called.
fn a_call() -> (impl FnOnce() + 'static, impl Future<Output = ()>) {
    let mut resolve = None;
    let promise = js_sys::Promise::new(&mut |done, _| resolve = Some(done));
    let resolve = resolve.unwrap();
    let tell = move || drop(resolve.call0(&leptos::wasm_bindgen::JsValue::NULL));
    (tell, async move { drop(wasm_bindgen_futures::JsFuture::from(promise).await) })
}

#[wasm_bindgen_test]
fn a_value_is_isolated_and_never_markup() {
    let place = show(|| paragraph(&Message::new("press").text("who", "<i>**Ada**</i>")));
    assert_eq!(find(&place, "p").inner_text(), "Press Accept as <i>**Ada**</i>");
    assert_eq!(find(&place, "b.label").inner_text(), "Accept");
    assert_eq!(find(&place, "bdi").inner_text(), "<i>**Ada**</i>");
}

#[wasm_bindgen_test]
fn progress_says_where_the_guest_is() {
    let step = |label, state| ProgressStep { label: Message::new(label), state };
    let steps = [step("One", StepState::Done), step("Two", StepState::Now), step("Three", StepState::Later)];
    let place = show(move || progress(&steps));
    assert_eq!(find(&place, ".progress__here").text_content().unwrap(), "Step 2 of 3: Two");
    let current = find(&place, "[aria-current=step]").text_content().unwrap();
    assert!(current.contains("Two") && current.contains("now"), "{current}");
}

#[wasm_bindgen_test]
async fn the_outcome_of_copying_is_said() {
    let copy = Callback::new(|request: CopyRequest| request.finish(request.text == "contoso.example"));
    let place =
        show(move || copy_field("domain", &Message::new("Domain"), "contoso.example".to_owned(), copy));
    find(&place, "button").click();
    frame_drawn().await;
    assert_eq!(find(&place, "[role=status]").inner_text(), "Copied.");

    let refused = Callback::new(|request: CopyRequest| request.finish(false));
    let place = show(move || copy_field("other", &Message::new("Other"), "x".to_owned(), refused));
    find(&place, "button").click();
    frame_drawn().await;
    assert_eq!(find(&place, "[role=status]").inner_text(), "Not copied.");
}

#[wasm_bindgen_test]
async fn a_letter_reaches_the_mail_program_whole() {
    let letter = Letter {
        to: Some("maria@contoso.example?bcc=eve@evil.example".to_owned()),
        subject: "Lizenz für Mesh & mehr".to_owned(),
        body: "Hello\nAda: 100 %".to_owned(),
    };
    let shown = letter.clone();
    let place = show(move || {
        message("letter", &Message::new("To"), &shown, Callback::new(|_| ()), Manner::default())
    });
    frame_drawn().await;
    let text: HtmlTextAreaElement = find(&place, "textarea").unchecked_into();
    assert_eq!(text.value(), letter.body);
    assert_eq!(
        find(&place, "a").get_attribute("href").unwrap(),
        "mailto:maria@contoso.example%3Fbcc%3Deve@evil.example\
         ?subject=Lizenz%20f%C3%BCr%20Mesh%20%26%20mehr&body=Hello%0D%0AAda%3A%20100%20%25"
    );
}

/// A frame around pages whose heading is what `screen` holds.
fn framed(screen: RwSignal<String>, sheet: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    frame(Signal::derive(FrameFacts::default), screen.into(), (screen.into(), Callback::new(|_| ())), sheet)
}

#[wasm_bindgen_test]
async fn another_screen_has_elements_of_its_own_and_the_focus() {
    let screen = RwSignal::new("one".to_owned());
    let place = show(move || {
        let sheet = move || {
            page(Page {
                heading: Message::new(screen.get()),
                lead: None,
                body: details(&Message::new("More"), ().into_any()),
                actions: ().into_any(),
                more: ().into_any(),
            })
        };
        framed(screen, sheet)
    });
    frame_drawn().await;
    assert!(
        document().active_element().is_none_or(|element| element.id() != "heading"),
        "not on the first screen"
    );
    find(&place, "details").set_attribute("open", "").unwrap();

    screen.set("two".to_owned());
    frame_drawn().await;
    assert_eq!(document().active_element().unwrap().text_content().unwrap(), "two");
    assert!(!find(&place, "details").has_attribute("open"), "nothing is carried over");
}

#[wasm_bindgen_test]
async fn a_screen_drawn_anew_keeps_what_was_opened() {
    let said = RwSignal::new("one".to_owned());
    let screen = RwSignal::new("same".to_owned());
    let place = show(move || {
        let sheet = move || {
            page(Page {
                heading: Message::new(said.get()),
                lead: None,
                body: details(&Message::new("More"), ().into_any()),
                actions: ().into_any(),
                more: ().into_any(),
            })
        };
        framed(screen, sheet)
    });
    frame_drawn().await;
    let details = find(&place, "details");
    details.set_attribute("open", "").unwrap();

    said.set("two".to_owned());
    frame_drawn().await;
    assert_eq!(find(&place, "h1").text_content().unwrap(), "two");
    assert!(find(&place, "details").is_same_node(Some(&details)), "the element is kept");
    assert!(details.has_attribute("open"));
}
