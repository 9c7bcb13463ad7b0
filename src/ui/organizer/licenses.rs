//! Free seats against need, and giving them where that is allowed: the numbers first, then the press, then what became
//! of it, and the way back.

use leptos::prelude::*;

use super::board::dim;
use super::guests::address_of;
use super::sign_in::{about, ask_for};
use crate::app::board::{Boards, Standing as Going};
use crate::app::desk::Desk;
use crate::app::words::Words;
use crate::domain::board::account::UsageLocation;
use crate::domain::board::assign::{self, Plan};
use crate::domain::board::column::{Column, Heading, Scope};
use crate::domain::board::seats::{Product, Seats, seats};
use crate::domain::invite::GuestAddress;
use crate::domain::tenant::TenantId;
use crate::domain::words::Message;
use crate::ui::parts::button::{Look, actions, button};
use crate::ui::parts::details::details;
use crate::ui::parts::element::{element, group, maybe};
use crate::ui::parts::field::{Errors, Field, choice_of, error_summary, text_input};
use crate::ui::parts::notice::{Tone, notice, notice_live};
use crate::ui::parts::page::section;
use crate::ui::parts::text::{list, paragraph, rich};

/// Free seats against need, and giving them where that is allowed.
pub(super) fn seats_of(desk: Desk, boards: Boards, host: &TenantId) -> AnyView {
    let host_of = host.clone();
    let all = Memo::new(move |before: Option<&Vec<Seats>>| {
        // Counted once all have been read: ten thousand rows take their time.
        if boards.board.standing() != Going::Done {
            return before.cloned().unwrap_or_default();
        }
        boards
            .board
            .with(|board| Some(seats(board.products()?, board.rule(), board.rows())))
            .flatten()
            .unwrap_or_default()
    });
    let dimmed = move || match boards.board.with(|board| board.column(Heading::Seats)) {
        Some(Column::Dim(why)) => Some(dim(desk, &host_of, Heading::Seats, why)),
        _ => None,
    };
    let host = host.clone();
    let shown = move || {
        let kinds: Vec<AnyView> = all.with(|all| all.iter().map(kind).collect());
        let lacking = all.with(|all| all.iter().any(|seats| seats.needed > 0))
            || boards.assigning.with(|_| ()).is_some();
        let give = lacking.then(|| giving(desk, boards, &host, all));
        group(vec![group(kinds), maybe(give)])
    };
    view! { {dimmed} {shown} }.into_any()
}

fn kind(seats: &Seats) -> AnyView {
    let id = if seats.enough() { "desk.board.seats.enough" } else { "desk.board.seats.short" };
    let says = Message::new(id)
        .text("license", Words::here().say(&["desk.board.license.", seats.need.name()].concat()))
        .count("needed", seats.needed)
        .count("free", seats.free);
    let products: Vec<Message> = seats
        .products
        .iter()
        .map(|product| {
            Message::new("desk.board.product").text("product", product.name()).count("free", product.free)
        })
        .collect();
    let tone = if seats.enough() { Tone::Success } else { Tone::Warning };
    notice(tone, group(vec![paragraph(&says), list(false, &products)]))
}

/// What is about to be given: nothing is, before the numbers were seen.
type Prepared = RwSignal<Option<Plan>, LocalStorage>;

/// Choosing a product and a country, seeing the numbers, and only then giving.
fn giving(desk: Desk, boards: Boards, host: &TenantId, all: Memo<Vec<Seats>>) -> AnyView {
    let plan: Prepared = RwSignal::new_local(None);
    let host = host.clone();
    let confirm = move || plan.get().map(|planned| confirmation(desk, boards, &host, &planned, plan));
    let given = move || results(desk, boards);
    details(
        &Message::new("desk.board.give"),
        view! { <div class="form">{choosing(boards, all, plan)} {confirm} {given}</div> }.into_any(),
    )
}

/// Which license, for whom, in which country.
fn choosing(boards: Boards, all: Memo<Vec<Seats>>, plan: Prepared) -> AnyView {
    const COUNTRY: &str = "usage-location";
    let errors: Errors = RwSignal::default();
    let products: Vec<Product> = all.with(|all| {
        let mut products: Vec<Product> = Vec::new();
        for product in all.iter().flat_map(|seats| &seats.products) {
            if products.iter().all(|known| known.sku != product.sku) {
                products.push(product.clone());
            }
        }
        products
    });
    let option = |product: &Product| {
        let says = Message::new("desk.board.product").text("product", product.name());
        (product.sku.to_string(), says.count("free", product.free))
    };
    let options = products.iter().map(option).collect();
    let first = products.first().map(|product| product.sku.to_string()).unwrap_or_default();
    let chosen = RwSignal::new(first.clone());
    let choice =
        choice_of("license-product", "desk.board.give.product", options, &first, move |sku| chosen.set(sku));
    let country = RwSignal::new(String::new());
    let field = Field {
        id: COUNTRY,
        label: Message::new("desk.board.give.country"),
        hint: Some(Message::new("desk.board.give.country.hint")),
        errors,
        value: country,
        autocomplete: "off",
    };
    let prepare = Callback::new(move |()| {
        let text = country.get_untracked();
        let location = UsageLocation::parse(text.trim());
        if !text.trim().is_empty() && location.is_none() {
            return errors.set(vec![(COUNTRY, Message::new("desk.board.give.country.wrong"))]);
        }
        errors.set(Vec::new());
        let wanted = chosen.get_untracked();
        let product = products.iter().find(|product| product.sku.as_str() == wanted);
        plan.set(untrack(|| product.and_then(|product| boards.plan(product, location))));
    });
    group(vec![
        error_summary(errors),
        choice,
        text_input(&field, "text"),
        actions(vec![button(Look::Secondary, &Message::new("desk.board.give.prepare"), prepare)]),
    ])
}

/// The numbers, and the button that gives.
fn confirmation(desk: Desk, boards: Boards, host: &TenantId, planned: &Plan, plan: Prepared) -> AnyView {
    let numbers = planned.numbers();
    let mut says = vec![
        Message::new("desk.board.give.people").count("count", numbers.people),
        Message::new("desk.board.give.locations").count("count", numbers.locations),
        Message::new("desk.board.give.left-out").count("count", numbers.left_out),
        Message::new("desk.board.give.free").count("count", numbers.free),
    ];
    if !numbers.enough() {
        says.push(Message::new("desk.board.give.short"));
    }
    let give = Callback::new(move |()| {
        if let Some(plan) = plan.try_update(Option::take).flatten() {
            boards.assign(desk, plan);
        }
    });
    let needs: Vec<&str> =
        [Scope::UserReadAll, Scope::LicenseAssignmentReadWriteAll, Scope::UserReadWriteAll]
            .map(Scope::name)
            .to_vec();
    let allowed = needs.iter().all(|scope| desk.may(host, scope));
    let way = match (numbers.people, allowed) {
        (0, _) => ().into_any(),
        (_, true) => {
            let label = Message::new("desk.board.give.confirm").count("count", numbers.people);
            actions(vec![button(Look::Primary, &label, give)])
        }
        (_, false) => group(vec![
            paragraph(&assign::NEEDS.message()),
            ask_for(desk, host, ("desk.board.give.why", "desk.board.ask"), needs),
        ]),
    };
    notice_live(Tone::Info, group(vec![list(false, &says), way]))
}

/// What became of it for everybody, and the way back.
fn results(desk: Desk, boards: Boards) -> Option<AnyView> {
    let results = boards.assigning.with(|assigning| {
        outcomes(assigning.results().iter().map(|(who, outcome)| (&who.address, outcome.message())))
    })?;
    let undo = Callback::new(move |()| boards.undo(desk));
    let resume = Callback::new(move |()| boards.assigning.resume(desk));
    let going = boards.assigning.standing();
    let ways = (going == Going::Done).then(|| {
        group(vec![
            actions(vec![button(Look::Secondary, &Message::new("desk.board.give.undo"), undo)]),
            paragraph(&Message::new("board.assign.location-stays")),
        ])
    });
    let content = group(vec![state(going, resume), results, maybe(ways)]);
    Some(section(&Message::new("desk.board.give.results"), content))
}

/// What became of everybody.
pub(super) fn outcomes<'a>(results: impl Iterator<Item = (&'a GuestAddress, Message)>) -> AnyView {
    let lines = results.map(|(address, outcome)| {
        element("li", &[], vec![address_of(address.secret()), " ".into_any(), rich(&outcome)])
    });
    element("ul", &[("class", "list")], lines.collect())
}

/// How giving or removing goes.
pub(super) fn state(going: Going, resume: Callback<()>) -> AnyView {
    match going {
        Going::Idle => ().into_any(),
        Going::Working | Going::Waiting(_) => {
            element("p", &[("role", "status")], vec![rich(&Message::new("desk.board.working"))])
        }
        Going::Paused(problem) => group(vec![
            notice_live(Tone::Error, about(&problem)),
            actions(vec![button(Look::Primary, &Message::new("desk.board.resume"), resume)]),
        ]),
        Going::Done => element("p", &[("role", "status")], vec![rich(&Message::new("desk.board.finished"))]),
    }
}
