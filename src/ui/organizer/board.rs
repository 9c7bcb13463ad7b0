//! The readiness board: who can come in, what the others lack, who can help them, and what can be done at once.

use leptos::prelude::*;

use super::guests::address_of;
use super::leaving::removing;
use super::licenses::seats_of;
use super::sign_in::{about, ask_for, trouble};
use super::table::table;
use super::{copier, named, not_ready, not_set_up};
use crate::app::board::{Boards, Standing as Going};
use crate::app::desk::Desk;
use crate::app::words::Words;
use crate::domain::board::column::{Column, Heading, Scope, Why};
use crate::domain::board::letters::{self, Letter, Paragraph};
use crate::domain::board::reading::Board;
use crate::domain::board::row::{Need, Row, Standing};
use crate::domain::board::view::{Order, Totals};
use crate::domain::desk::{Part, address};
use crate::domain::draft::Draft;
use crate::domain::invite::GuestAddress;
use crate::domain::tenant::TenantId;
use crate::domain::words::{Message, number};
use crate::ui::parts::button::{Look, actions, button, link};
use crate::ui::parts::copy_field::copy_field;
use crate::ui::parts::details::details;
use crate::ui::parts::element::{classed, element, group, maybe};
use crate::ui::parts::field::{Field, choice_of, text_input};
use crate::ui::parts::message::{Letter as Sent, Manner, message};
use crate::ui::parts::notice::{Tone, notice, notice_live};
use crate::ui::parts::page::{Page, page, section};
use crate::ui::parts::text::{list, paragraph, rich};

pub(super) fn screen(desk: Desk, draft: &Draft) -> AnyView {
    let Some(config) = desk.config() else { return not_set_up() };
    let Ok(invite) = draft.check(&config) else { return not_ready(&draft.id, Part::Board) };
    let boards = desk.boards();
    let (host, id) = (invite.host.clone(), draft.id.clone());
    let body = if untrack(|| desk.guests(&id).is_empty()) {
        group(vec![
            paragraph(&Message::new("desk.invite.nobody")),
            actions(vec![link(
                Look::Primary,
                &Message::new("desk.invite.guests"),
                address(&id, Part::Guests),
                None,
            )]),
        ])
    } else {
        let there = Memo::new(move |_| boards.board.with(|_| ()).is_some());
        let name = config.host(&host).map(|host| host.name.clone()).unwrap_or_default();
        let shown = move || {
            if there.get() {
                whole(desk, boards, &host, &name)
            } else {
                let scopes = vec![Scope::UserReadAll.name()];
                ask_for(desk, &host, ("desk.board.sign-in.why", "desk.board.sign-in"), scopes)
            }
        };
        shown.into_any()
    };
    page(Page {
        heading: named("desk.board.heading", draft),
        lead: Some(Message::new("desk.board.lead")),
        body: group(vec![trouble(desk), body]),
        actions: ().into_any(),
        more: ().into_any(),
    })
}

fn whole(desk: Desk, boards: Boards, host: &TenantId, name: &str) -> AnyView {
    group(vec![
        going(desk, boards, host),
        picture(boards),
        dimmed(desk, boards, host),
        guests(desk, boards),
        section(&Message::new("desk.board.help"), messages(desk, boards, name)),
        section(&Message::new("desk.board.seats"), seats_of(desk, boards, host)),
        details(&Message::new("desk.board.remove"), removing(desk, boards, host)),
    ])
}

/// How the reading goes, and a button to read once more.
fn going(desk: Desk, boards: Boards, host: &TenantId) -> AnyView {
    let again = {
        let host = host.clone();
        Callback::new(move |()| boards.refresh(desk, &host))
    };
    let host = host.clone();
    let shown = move || match boards.board.standing() {
        Going::Idle => ().into_any(),
        Going::Working | Going::Waiting(_) => {
            let (settled, all) =
                boards.board.with(|board| (board.settled(), board.rows().len())).unwrap_or_default();
            let says =
                Message::new("desk.board.reading").count("count", number(settled)).count("of", number(all));
            element("p", &[("role", "status")], vec![rich(&says)])
        }
        Going::Paused(problem) => {
            let on = if desk.is_signed_in(&host) {
                let resume = Callback::new(move |()| boards.board.resume(desk));
                actions(vec![button(Look::Primary, &Message::new("desk.board.resume"), resume)])
            } else {
                let scopes = vec![Scope::UserReadAll.name()];
                ask_for(desk, &host, ("desk.board.sign-in.why", "desk.board.sign-in"), scopes)
            };
            group(vec![notice_live(Tone::Error, about(&problem)), on])
        }
        Going::Done => actions(vec![button(Look::Secondary, &Message::new("desk.board.again"), again)]),
    };
    shown.into_any()
}

/// How many stand where: a bar, and the same in words. A press shows only those.
fn picture(boards: Boards) -> AnyView {
    let totals = Memo::new(move |_| boards.board.with(|board| Totals::of(board.rows())));
    let standings = || Standing::ALL.iter().copied();
    let bar = move || {
        let totals = totals.get()?;
        let mut from = 0;
        let pieces: Vec<AnyView> = standings()
            .filter(|standing| totals.get(*standing) > 0)
            .map(|standing| {
                let class = ["picture__piece picture__piece--", standing.name()].concat();
                let (x, width) = (from.to_string(), totals.get(standing).to_string());
                from += totals.get(standing);
                view! { <rect class=class x=x width=width y="0" height="1" /> }.into_any()
            })
            .collect();
        let side = ["0 0 ", &totals.all().to_string(), " 1"].concat();
        Some(view! {
            <svg class="picture__bar" viewBox=side preserveAspectRatio="none" aria-hidden="true" focusable="false">
                {pieces}
            </svg>
        })
    };
    let legend = move || {
        let totals = totals.get()?;
        let lines = standings().filter(|standing| totals.get(*standing) > 0).map(|standing| {
            let class = ["picture__mark picture__piece--", standing.name()].concat();
            let label = Message::new("desk.board.total")
                .text("standing", Words::here().write(&standing.message()))
                .count("number", totals.get(standing));
            let press = Callback::new(move |()| boards.view.update(|view| view.standing = Some(standing)));
            let mark = element("span", &[("class", &class), ("aria-hidden", "true")], vec![]);
            element("li", &[("class", "picture__line")], vec![mark, button(Look::Quiet, &label, press)])
        });
        Some(element("ul", &[("class", "picture__legend")], lines.collect()))
    };
    view! { <div class="picture">{bar} {legend}</div> }.into_any()
}

/// What cannot be shown, and whom to ask for it.
fn dimmed(desk: Desk, boards: Boards, host: &TenantId) -> AnyView {
    let host = host.clone();
    let shown = move || {
        let notes: Vec<AnyView> = [Heading::Invitation, Heading::License]
            .into_iter()
            .filter_map(|heading| match boards.board.with(|board| board.column(heading))? {
                Column::Dim(why) => Some(dim(desk, &host, heading, why)),
                _ => None,
            })
            .collect();
        group(notes)
    };
    shown.into_any()
}

/// A column that stays dim, and the way to what it needs.
pub(super) fn dim(desk: Desk, host: &TenantId, heading: Heading, why: Why) -> AnyView {
    let mut inside = vec![
        element("p", &[], vec![element("b", &[], vec![rich(&heading.message())])]),
        paragraph(&why.message()),
    ];
    if let Why::NotAllowed { scope, .. } = why
        && !desk.may(host, scope.name())
    {
        let host = host.clone();
        let press =
            Callback::new(move |()| desk.sign_in(host.clone(), &[Scope::UserReadAll.name(), scope.name()]));
        inside.push(actions(vec![button(Look::Secondary, &Message::new("desk.board.ask"), press)]));
    }
    notice(Tone::Info, group(inside))
}

/// Every guest, as far as they are looked for.
fn guests(desk: Desk, boards: Boards) -> AnyView {
    let view = boards.view;
    let places = Memo::new(move |_| {
        boards.board.with(|board| view.with(|view| view.of(board.rows()))).unwrap_or_default()
    });
    let row = move |at: usize| {
        let place = places.with(|places| places.get(at).copied())?;
        boards.board.with(|board| board.rows().get(place).map(|row| cells(board, row))).flatten()
    };
    let standings = move || {
        let mut standings = vec![(String::new(), Message::new("desk.board.everybody"))];
        standings
            .extend(Standing::ALL.iter().map(|standing| (standing.name().to_owned(), standing.message())));
        let chosen = view.with(|view| view.standing.map_or("", Standing::name));
        choice_of("board-filter", "desk.board.filter", standings, chosen, move |name| {
            let standing = Standing::ALL.iter().copied().find(|standing| standing.name() == name);
            view.update(|view| view.standing = standing);
        })
    };
    let orders = ORDERS.iter().map(|(name, id, ..)| ((*name).to_owned(), Message::new(*id))).collect();
    let order = choice_of("board-order", "desk.board.order", orders, "list", move |name| {
        if let Some((_, _, order, descending)) = ORDERS.iter().find(|(known, ..)| *known == name) {
            view.update(|view| {
                view.order = *order;
                view.descending = *descending;
            });
        }
    });
    let search = RwSignal::new(view.with_untracked(|view| view.search.clone()));
    Effect::new(move |_| {
        let text = search.get();
        if view.with_untracked(|view| view.search != text) {
            view.update(|view| view.search = text);
        }
    });
    let field = Field { value: search, ..Field::of("board-search", Message::new("desk.board.search")) };
    let found = move || {
        let count = number(places.with(Vec::len));
        rich::<AnyView>(&Message::new("desk.guests.count").count("count", count))
    };
    let headings = ["desk.guests.address", "desk.guests.name", "desk.board.standing", "desk.board.needs"];
    let table = table(
        &Message::new("desk.guests.list"),
        &headings.map(Message::new),
        move || places.with(Vec::len),
        row,
    );
    let save = Callback::new(move |()| desk.save_table("readiness.csv", &boards.table(desk)));
    view! {
        <section class="page__section">
            <h2 class="page__subheading">{rich::<AnyView>(&Message::new("desk.board.guests"))}</h2>
            <div class="choices">{text_input(&field, "search")} {standings} {order}</div>
            <p class="aside" role="status">{found}</p>
            {table}
            {actions(vec![button(Look::Secondary, &Message::new("desk.board.export"), save)])}
        </section>
    }
    .into_any()
}

/// How the board can be ordered: the choice's value, its words, and what it means.
const ORDERS: &[(&str, &str, Order, bool)] = &[
    ("list", "desk.board.order.list", Order::List, false),
    ("name", "desk.board.order.name", Order::Name, false),
    ("address", "desk.board.order.address", Order::Address, false),
    ("standing", "desk.board.order.standing", Order::Standing, false),
    ("accepted", "desk.board.order.accepted", Order::Accepted, true),
];

fn cells(board: &Board, row: &Row) -> Vec<AnyView> {
    let dim = |heading| matches!(board.column(heading), Column::Dim(_));
    let needs: Vec<Message> = row.needs().into_iter().map(Need::message).collect();
    let accepted = row
        .accepted_at()
        .map(|at| classed("p", "aside", vec![rich(&Message::new("desk.board.accepted").day("date", at))]));
    let class = if dim(Heading::License) { "table__dim" } else { "" };
    vec![
        address_of(row.guest.address.secret()),
        address_of(row.name().unwrap_or_default()),
        group(vec![rich(&row.standing().message()), maybe(accepted)]),
        classed("div", class, vec![if needs.is_empty() { ().into_any() } else { list(false, &needs) }]),
    ]
}

/// Messages to those who can help, about exactly the guests they can help.
fn messages(desk: Desk, boards: Boards, host: &str) -> AnyView {
    let words = Words::here();
    let host = host.to_owned();
    // Written once all have been read: ten thousand rows take their time.
    let done = Memo::new(move |_| boards.board.standing() == Going::Done);
    let shown = move || {
        if !done.get() {
            return Some(paragraph(&Message::new("desk.board.working")));
        }
        let (admin, remind) = boards.board.with(|board| {
            (letters::to_license_admin(board.rows(), &host), letters::reminder_to_all(board.rows(), &host))
        })?;
        if admin.is_none() && remind.is_none() {
            return Some(paragraph(&Message::new("desk.board.help.none")));
        }
        let admin = admin.map(|letter| {
            let label = Message::new("desk.board.message.admin");
            message("letter-admin", &label, &sent(&letter, words), copier(desk), Manner::default())
        });
        let remind = remind.map(|letter| {
            let people: Vec<&str> = letter.to.iter().map(GuestAddress::secret).collect();
            let people = people.join("; ");
            let label = Message::new("desk.board.message.remind");
            group(vec![
                message("letter-remind", &label, &sent(&letter, words), copier(desk), Manner::default()),
                details(
                    &Message::new("desk.board.message.people").count("count", number(letter.to.len())),
                    copy_field(
                        "remind-people",
                        &Message::new("desk.board.message.bcc"),
                        people,
                        copier(desk),
                    ),
                ),
            ])
        });
        Some(group(vec![maybe(admin), maybe(remind)]))
    };
    shown.into_any()
}

fn sent(letter: &Letter, words: Words) -> Sent {
    let paragraph = |paragraph: &Paragraph| match paragraph {
        Paragraph::Says(message) => words.write(message),
        Paragraph::People(people) => people.iter().map(GuestAddress::secret).collect::<Vec<_>>().join("\n"),
    };
    let body: Vec<String> = letter.body.iter().map(paragraph).collect();
    Sent { to: None, subject: words.write(&letter.subject), body: body.join("\n\n") }
}
