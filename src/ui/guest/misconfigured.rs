//! The deployment cannot work as it is configured: for whoever runs it, each field that is wrong.

use leptos::prelude::*;

use super::{report, stuck};
use crate::app::portal::Portal;
use crate::domain::config::Fault;
use crate::domain::problem::{AdviceContext, Problem, advice};
use crate::domain::words::Message;
use crate::ui::parts::element::{classed, element, group, maybe};
use crate::ui::parts::page::{Page, page, section};
use crate::ui::parts::text::{list, rich};

/// The page for [`Shown::Misconfigured`](crate::app::portal::Shown::Misconfigured).
pub fn misconfigured(problem: &Problem, faults: &[Fault], portal: Portal) -> AnyView {
    let advice = advice(problem, &AdviceContext::default());
    // Nothing can be trusted to be set up here: the message is there to select, without a button.
    let message = advice
        .message_to_send
        .map(|message| classed("div", "panel", vec![classed("p", "letter-text", vec![rich(&message)])]));
    let fields: Vec<AnyView> = faults
        .iter()
        .map(|fault| {
            let field = if fault.field.is_empty() { "config.json" } else { &fault.field }.to_owned();
            let expected = Message::new(["config.expected.", fault.expected.name()].concat());
            element(
                "li",
                &[],
                vec![classed("code", "code", vec![field.into_any()]), " ".into_any(), rich(&expected)],
            )
        })
        .collect();
    let fields =
        (!fields.is_empty()).then(|| section(&Message::new("config.fields"), classed("ul", "list", fields)));
    let page = page(Page {
        heading: advice.heading,
        lead: Some(advice.what_happened),
        body: group(vec![
            list(true, &advice.steps),
            maybe(message),
            maybe(fields),
            stuck::code_line(problem),
        ]),
        actions: stuck::reload_button(),
        more: ().into_any(),
    });
    group(vec![page, classed("div", "kept", vec![report::get_help(portal)])])
}
