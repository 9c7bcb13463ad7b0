//! Removing guests after the event, as Microsoft's quickstart cleans up: those in view, each only if it is read again
//! as a guest.

use leptos::prelude::*;

use super::licenses::{outcomes, state};
use super::sign_in::ask_for;
use crate::app::board::Boards;
use crate::app::desk::Desk;
use crate::domain::board::column::Scope;
use crate::domain::board::remove;
use crate::domain::tenant::TenantId;
use crate::domain::words::{Message, number};
use crate::ui::parts::button::{Look, actions, button};
use crate::ui::parts::element::group;
use crate::ui::parts::text::paragraph;

/// The numbers, a button that asks once more, and what became of it.
pub(super) fn removing(desk: Desk, boards: Boards, host: &TenantId) -> AnyView {
    let sure = RwSignal::new(false);
    let needs = vec![Scope::UserReadAll.name(), Scope::UserReadWriteAll.name()];
    let host = host.clone();
    let ways = move || {
        let count = boards
            .board
            .with(|board| {
                let places = boards.view.with(|view| view.of(board.rows()));
                remove::leaving(places.iter().filter_map(|place| board.rows().get(*place))).count()
            })
            .unwrap_or_default();
        let says = paragraph(&Message::new("desk.board.remove.count").count("count", number(count)));
        if !needs.iter().all(|scope| desk.may(&host, scope)) {
            return group(vec![
                says,
                paragraph(&remove::NEEDS.message()),
                ask_for(desk, &host, ("desk.board.remove.why", "desk.board.ask"), needs.clone()),
            ]);
        }
        let ask = Callback::new(move |()| sure.set(true));
        let keep = Callback::new(move |()| sure.set(false));
        let remove = Callback::new(move |()| {
            sure.set(false);
            boards.remove(desk);
        });
        let buttons = if sure.get() {
            vec![
                button(
                    Look::Secondary,
                    &Message::new("desk.board.remove.sure").count("count", number(count)),
                    remove,
                ),
                button(Look::Quiet, &Message::new("desk.board.remove.keep"), keep),
            ]
        } else {
            vec![button(Look::Secondary, &Message::new("desk.board.remove.begin"), ask)]
        };
        group(vec![says, actions(buttons)])
    };
    let results = move || {
        let results = boards.removing.with(|removing| {
            outcomes(removing.results().iter().map(|(who, outcome)| (&who.address, outcome.message())))
        })?;
        let resume = Callback::new(move |()| boards.removing.resume(desk));
        Some(group(vec![state(boards.removing.standing(), resume), results]))
    };
    view! {
        {paragraph::<AnyView>(&Message::new("desk.board.remove.lead"))}
        {ways}
        {results}
    }
    .into_any()
}
