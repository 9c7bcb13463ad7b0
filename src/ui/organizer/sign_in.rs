//! Signing in at the desk: only when a function needs it, and for that function alone.

use leptos::prelude::*;

use crate::app::desk::Desk;
use crate::domain::problem::Problem;
use crate::domain::tenant::TenantId;
use crate::domain::words::Message;
use crate::ui::parts::button::{Look, actions, button};
use crate::ui::parts::element::{element, group};
use crate::ui::parts::notice::{Tone, notice_live};
use crate::ui::parts::text::{list, paragraph, rich};

/// Says what a function needs, and leads to the sign-in with exactly that.
pub(super) fn ask_for(
    desk: Desk,
    host: &TenantId,
    (why, label): (&'static str, &'static str),
    scopes: Vec<&'static str>,
) -> AnyView {
    let host = host.clone();
    let needs: Vec<String> = scopes.iter().map(|scope| (*scope).to_owned()).collect();
    let press = Callback::new(move |()| desk.sign_in(host.clone(), &scopes));
    group(vec![
        paragraph(&Message::new(why).text("scopes", needs.join(", "))),
        actions(vec![button(Look::Primary, &Message::new(label), press)]),
    ])
}

/// What kept the last sign-in from ending well.
pub(super) fn trouble(desk: Desk) -> AnyView {
    let shown = move || desk.trouble().map(|problem| notice_live(Tone::Error, about(&problem)));
    view! { {shown} }.into_any()
}

/// A problem in a few words: what it is called, its code, and what to do.
pub(super) fn about(problem: &Problem) -> AnyView {
    let steps: Vec<Message> = problem.kind.own_steps().collect();
    let code = Message::new("desk.problem.code").text("code", problem.kind.code());
    let mut views = vec![
        element("p", &[], vec![element("b", &[], vec![rich(&problem.kind.heading())])]),
        paragraph(&code),
    ];
    if !steps.is_empty() {
        views.push(list(true, &steps));
    }
    group(views)
}
