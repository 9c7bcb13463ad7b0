//! The deployment cannot work as it is configured: for whoever runs it, each field that is wrong.

use leptos::prelude::*;

use super::stuck;
use crate::domain::config::Fault;
use crate::domain::problem::{AdviceContext, Problem, advice};
use crate::domain::words::Message;
use crate::ui::parts::page::{Page, page, section};
use crate::ui::parts::text::{list, rich};

/// The page for [`Shown::Misconfigured`](crate::app::portal::Shown::Misconfigured).
pub fn misconfigured(problem: &Problem, faults: &[Fault]) -> AnyView {
    let advice = advice(problem, &AdviceContext::default());
    // Nothing can be trusted to be set up here: the message is there to select, without a button.
    let message = advice
        .message_to_send
        .map(|message| view! { <div class="panel"><p class="letter-text">{rich(&message)}</p></div> });
    let fields: Vec<AnyView> = faults
        .iter()
        .map(|fault| {
            let field = if fault.field.is_empty() { "config.json" } else { &fault.field }.to_owned();
            let expected = Message::new(["config.expected.", fault.expected.name()].concat());
            view! { <li><code class="code">{field}</code> " " {rich(&expected)}</li> }.into_any()
        })
        .collect();
    let fields = (!fields.is_empty()).then(|| {
        section(&Message::new("config.fields"), view! { <ul class="list">{fields}</ul> }.into_any())
    });
    page(Page {
        heading: advice.heading,
        lead: Some(advice.what_happened),
        body: view! {
            {list(true, &advice.steps)}
            {message}
            {fields}
            {stuck::code_line(problem)}
        }
        .into_any(),
        actions: stuck::reload_button(),
    })
}
