//! Fields to fill in, and the summary of what is wrong with them.

use leptos::html::Div;
use leptos::prelude::*;

use super::element::element;
use super::text::rich;
use crate::app::words::Words;
use crate::domain::words::Message;

/// What is wrong with a form: the id of a field, and how to put it right.
pub type Errors = RwSignal<Vec<(&'static str, Message)>>;

/// A field to fill in.
#[derive(Clone)]
pub struct Field {
    /// Unique on the page.
    pub id: &'static str,
    /// What to write here.
    pub label: Message,
    /// Help that stays visible while writing.
    pub hint: Option<Message>,
    /// What is wrong with the form, and how to put it right; what is said of this field stands beside it.
    pub errors: Errors,
    /// What was written.
    pub value: RwSignal<String>,
    /// The browser's name for what goes in, e.g. `email`; `off` when it should not offer anything.
    pub autocomplete: &'static str,
}

impl Field {
    /// A field that is empty and never wrong, about which nothing more is said.
    pub fn of(id: &'static str, label: Message) -> Self {
        let (errors, value) = (RwSignal::default(), RwSignal::default());
        Self { id, label, hint: None, errors, value, autocomplete: "off" }
    }
}

/// A field of one line. `kind` is the input's type: `text`, `email`, `url` ...
pub fn text_input(field: &Field, kind: &'static str) -> AnyView {
    let Field { id, errors, value, autocomplete, .. } = *field;
    let input = view! {
        <input class="field__input" id=id type=kind autocomplete=autocomplete dir="auto" spellcheck="false"
            prop:value=value on:input=move |event| value.set(event_target_value(&event))
            aria-describedby=described_by(field) aria-invalid=move || is_wrong(errors, id).then_some("true") />
    };
    labeled(field, input.into_any())
}

/// A field of several lines.
pub fn text_area(field: &Field, rows: u8) -> AnyView {
    let Field { id, errors, value, autocomplete, .. } = *field;
    let input = view! {
        <textarea class="field__input" id=id rows=rows.to_string() autocomplete=autocomplete dir="auto" spellcheck="false"
            prop:value=value on:input=move |event| value.set(event_target_value(&event))
            aria-describedby=described_by(field) aria-invalid=move || is_wrong(errors, id).then_some("true")></textarea>
    };
    labeled(field, input.into_any())
}

/// A field with a choice of several: `options` are values with their words, one of which is `chosen` from the beginning.
pub fn choice_of(
    id: &'static str,
    label: &'static str,
    options: Vec<(String, Message)>,
    chosen: &str,
    choose: impl Fn(String) + 'static,
) -> AnyView {
    choice(&Field::of(id, Message::new(label)), options, chosen, choose)
}

/// The same for a field that may be wrong.
pub fn choice(
    field: &Field,
    options: Vec<(String, Message)>,
    chosen: &str,
    choose: impl Fn(String) + 'static,
) -> AnyView {
    let Field { id, errors, .. } = *field;
    let options: Vec<AnyView> = options
        .into_iter()
        .map(|(value, words)| {
            let mut attributes = vec![("value", value.as_str())];
            if value == chosen {
                attributes.push(("selected", ""));
            }
            element("option", &attributes, vec![Words::here().write(&words).into_any()])
        })
        .collect();
    let input = view! {
        <select class="field__input" id=id on:change=move |event| choose(event_target_value(&event))
            aria-describedby=described_by(field) aria-invalid=move || is_wrong(errors, id).then_some("true")>{options}</select>
    };
    labeled(field, input.into_any())
}

fn labeled(field: &Field, input: AnyView) -> AnyView {
    let Field { id, errors, .. } = *field;
    let hint = field.hint.as_ref().map(|hint| {
        view! { <p class="field__hint" id=hint_id(id)>{rich::<AnyView>(hint)}</p> }
    });
    let prefix = Words::here();
    let wrong = move || {
        errors.with(|errors| {
            let (_, error) = errors.iter().find(|(wrong, _)| *wrong == id)?;
            Some(view! {
                <p class="field__error">
                    <b>{prefix.say("part.field.error")}</b> " " {rich::<AnyView>(error)}
                </p>
            })
        })
    };
    view! {
        <div class="field" class:field--wrong=move || is_wrong(errors, id)>
            <label class="field__label" for=id>{rich::<AnyView>(&field.label)}</label>
            {hint}
            // Always there, so that `aria-describedby` never points at nothing.
            <div id=error_id(id)>{wrong}</div>
            {input}
        </div>
    }
    .into_any()
}

/// What is wrong with a form, each line leading to its field. It takes the focus whenever `errors` is
/// set to something, so set it anew on each failed try, equal or not.
pub fn error_summary(errors: Errors) -> AnyView {
    let words = Words::here();
    let frame = NodeRef::<Div>::new();
    Effect::new(move |_| {
        if !errors.with(Vec::is_empty)
            && let Some(frame) = frame.get()
        {
            let _ = frame.focus();
        }
    });
    let lines = move || {
        errors.with(|errors| {
            if errors.is_empty() {
                return None;
            }
            let lines: Vec<AnyView> = errors
                .iter()
                .map(|(id, error)| {
                    let href = ["#", id].concat();
                    let id = *id;
                    let go = move |event: leptos::ev::MouseEvent| {
                        // Following the fragment would replace the invite in the address.
                        event.prevent_default();
                        show_field(id);
                    };
                    view! { <li><a href=href on:click=go>{rich::<AnyView>(error)}</a></li> }.into_any()
                })
                .collect();
            Some(view! {
                <h2 class="notice__heading">{words.say("part.errors")}</h2>
                <ul class="list">{lines}</ul>
            })
        })
    };
    view! {
        <div class="errors" class:errors--some=move || !errors.with(Vec::is_empty) node_ref=frame role="alert"
            tabindex="-1">
            {lines}
        </div>
    }
    .into_any()
}

/// Brings the label into view first, then the cursor into the field.
fn show_field(id: &str) {
    use leptos::wasm_bindgen::JsCast;
    use leptos::web_sys::HtmlElement;
    let Some(field) = document().get_element_by_id(id) else { return };
    // What is folded away takes no cursor.
    if let Ok(Some(folded)) = field.closest("details") {
        let _ = folded.set_attribute("open", "");
    }
    if let Some(frame) = field.parent_element() {
        frame.scroll_into_view();
    }
    if let Some(field) = field.dyn_ref::<HtmlElement>() {
        let _ = field.focus();
    }
}

fn is_wrong(errors: Errors, id: &str) -> bool {
    errors.with(|errors| errors.iter().any(|(wrong, _)| *wrong == id))
}

fn described_by(field: &Field) -> String {
    let error = error_id(field.id);
    if field.hint.is_some() { [&hint_id(field.id), " ", &error].concat() } else { error }
}

fn hint_id(id: &str) -> String {
    [id, "-hint"].concat()
}

fn error_id(id: &str) -> String {
    [id, "-error"].concat()
}
