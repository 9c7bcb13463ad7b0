//! A value to take elsewhere: selectable whatever happens, with a button that copies it.

use leptos::prelude::*;

use super::icon::{Icon, icon};
use super::text::rich;
use crate::app::words::Words;
use crate::domain::words::Message;

/// A wish to have a text on the clipboard, and the place to say how that went.
#[derive(Clone, Debug)]
pub struct CopyRequest {
    /// What to copy.
    pub text: String,
    outcome: RwSignal<Option<bool>>,
}

impl CopyRequest {
    /// Says whether the text is on the clipboard now. Too late is no fault: the page may have gone.
    pub fn finish(&self, copied: bool) {
        let _ = self.outcome.try_set(Some(copied));
    }
}

/// A labeled value on one line. `id` is unique on the page; `copy` does the copying.
pub fn copy_field(id: &'static str, label: &Message, value: String, copy: Callback<CopyRequest>) -> AnyView {
    let (button, outcome) = copy_button(value.clone(), copy);
    view! {
        <div class="copy">
            <label class="copy__label" for=id>{rich::<AnyView>(label)}</label>
            <div class="copy__line">
                <input class="copy__value" id=id type="text" readonly dir="ltr" spellcheck="false" value=value />
                {button}
            </div>
            {outcome}
        </div>
    }
    .into_any()
}

/// A Copy button for `text`, and the place where its outcome is read out.
pub(super) fn copy_button(text: String, copy: Callback<CopyRequest>) -> (AnyView, AnyView) {
    let words = Words::here();
    let outcome = RwSignal::new(None::<bool>);
    let press = move |_| {
        // Emptied first, so that the same outcome is announced again.
        outcome.set(None);
        copy.run(CopyRequest { text: text.clone(), outcome });
    };
    let button = view! {
        <button type="button" class="button copy__button" on:click=press>
            {icon::<AnyView>(Icon::Copy)} {words.say("part.copy")}
        </button>
    };
    (button.into_any(), copy_outcome(outcome))
}

/// Where it is read out whether a text is on the clipboard now.
pub fn copy_outcome(outcome: RwSignal<Option<bool>>) -> AnyView {
    let words = Words::here();
    let said = move || match outcome.get() {
        None => String::new(),
        Some(true) => words.say("part.copy.done"),
        Some(false) => words.say("part.copy.failed"),
    };
    view! { <p class="copy__outcome" role="status">{said}</p> }.into_any()
}
