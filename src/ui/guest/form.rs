//! A form with one field of several lines: a pasted link, or what somebody saw.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlTextAreaElement;

use crate::domain::words::Message;
use crate::ui::parts::button::{Look, submit};
use crate::ui::parts::field::{Field, error_summary, text_area};

/// A form with one field.
pub(super) struct Form {
    /// The field's id, unique on the page.
    pub(super) id: &'static str,
    /// What to write there.
    pub(super) label: Message,
    /// Help that stays visible.
    pub(super) hint: Message,
    /// The button.
    pub(super) button: Message,
    /// How much the button stands out.
    pub(super) look: Look,
    /// What to say when nothing was written.
    pub(super) empty: Message,
    /// What was wrong with what was sent before.
    pub(super) wrong: Option<Message>,
    /// Whether what was sent stays in the field, to be put right; else the next page asks afresh.
    pub(super) stays: bool,
}

/// The form. `send` takes what was written and says what is wrong with it, if anything is.
pub(super) fn form(form: Form, send: impl Fn(String) -> Option<Message> + 'static) -> AnyView {
    let Form { id, label, hint, button, look, empty, wrong, stays } = form;
    let errors = RwSignal::new(wrong.map(|wrong| (id, wrong)).into_iter().collect::<Vec<_>>());
    // Drawn anew, refused or in another language: what was written in it stays.
    let value = RwSignal::new(written_in(id).unwrap_or_default());
    let field = Field { id, label, hint: Some(hint), errors, value, autocomplete: "off" };
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        let text = value.get_untracked();
        let wrong = if text.trim().is_empty() { Some(empty.clone()) } else { send(text) };
        // Sending may have brought another page, and this form is gone: no fault.
        if wrong.is_none() && !stays {
            let _ = value.try_set(String::new());
            if let Some(field) = field_called(id) {
                field.set_value("");
            }
        }
        let _ = errors.try_set(wrong.map(|wrong| (id, wrong)).into_iter().collect());
    };
    view! {
        <form class="form" novalidate on:submit=on_submit>
            {error_summary(errors)}
            {text_area(&field, 3)}
            <div class="actions">{submit(look, &button)}</div>
        </form>
    }
    .into_any()
}

/// What stands in the field of that id, if the page has it already.
fn written_in(id: &str) -> Option<String> {
    field_called(id).map(|field| field.value())
}

fn field_called(id: &str) -> Option<HtmlTextAreaElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}
