//! Inviting the guests: what Microsoft's mail says, how it goes, and what became of each guest.

use leptos::prelude::*;

use super::guests::address_of;
use super::sign_in::{ask_for, trouble};
use super::table::table;
use super::{field, kept, named, not_ready, not_set_up, nothing_kept, signing};
use crate::app::desk::Desk;
use crate::app::inviting::{INVITE, READ, RECOGNIZE, Standing, total};
use crate::domain::desk::{Part, address};
use crate::domain::draft::Draft;
use crate::domain::draft::issue;
use crate::domain::invite::{EventKey, GuestAddress, Invite};
use crate::domain::inviting::order::{MailText, Order, WayBack};
use crate::domain::inviting::row::{Row, StateName};
use crate::domain::inviting::{Decision, Pause, Run};
use crate::domain::tenant::TenantId;
use crate::domain::words::{Message, number};
use crate::ui::parts::button::{Look, actions, button, link};
use crate::ui::parts::details::details;
use crate::ui::parts::element::{classed, element, group, maybe};
use crate::ui::parts::field::{Errors, choice_of, error_summary, text_area, text_input};
use crate::ui::parts::notice::{Tone, notice, notice_live};
use crate::ui::parts::page::{Page, page, section};
use crate::ui::parts::text::{list, paragraph, rich};

/// What letting a guest accept anew needs besides.
const RESET: &str = "User.ReadWrite.All";

pub(super) fn screen(desk: Desk, draft: &Draft) -> AnyView {
    let Some(config) = desk.config() else { return not_set_up() };
    let Ok(invite) = draft.check(&config) else { return not_ready(&draft.id, Part::Invite) };
    if untrack(|| desk.guests(&draft.id).is_empty()) {
        return nobody(draft);
    }
    let inviting = desk.inviting();
    let host = invite.host.clone();
    let (id, for_form) = (draft.id.clone(), draft.clone());
    let body = Memo::new(move |_| inviting.with(|_| ()).is_some());
    let elsewhere = Memo::new(move |_| matches!(inviting.standing(), Standing::Elsewhere(_)));
    let shown = move || {
        if elsewhere.get() {
            notice_live(Tone::Warning, paragraph(&Message::new("desk.invite.elsewhere")))
        } else if body.get() {
            running(desk, &id, &host)
        } else {
            form(desk, &for_form, &invite)
        }
    };
    page(Page {
        heading: named("desk.invite.heading", draft),
        lead: Some(Message::new("desk.invite.lead")),
        body: view! {
            {maybe(nothing_kept(desk))}
            {signing::warning(desk)}
            {trouble(desk)}
            {shown}
        }
        .into_any(),
        actions: link(
            Look::Secondary,
            &Message::new("desk.invite.go-on"),
            address(&draft.id, Part::Board),
            None,
        ),
        more: ().into_any(),
    })
}

fn nobody(draft: &Draft) -> AnyView {
    page(Page {
        heading: named("desk.invite.heading", draft),
        lead: Some(Message::new("desk.invite.nobody")),
        body: ().into_any(),
        actions: link(
            Look::Primary,
            &Message::new("desk.invite.guests"),
            address(&draft.id, Part::Guests),
            None,
        ),
        more: ().into_any(),
    })
}

/// What every invitation has in common, and the button that begins.
fn form(desk: Desk, draft: &Draft, invite: &Invite) -> AnyView {
    const MAIL: &str = "invite-mail";
    const COPY: &str = "invite-copy";
    let errors: Errors = RwSignal::default();
    let host = invite.host.clone();
    let id = draft.id.clone();
    let usual = desk.words.write(&issue::invitation(invite));
    let mail = kept(desk, &id, draft.mail.clone().unwrap_or(usual), |draft, text| draft.mail = Some(text));
    let copy = kept(desk, &id, draft.copy_to.clone(), |draft, text| draft.copy_to = text);
    let of_choice = id.clone();
    let by_microsoft = choice_of(
        "invite-by",
        "desk.field.invite-by",
        vec![
            (MICROSOFT.to_owned(), Message::new("desk.field.invite-by.microsoft")),
            (MYSELF.to_owned(), Message::new("desk.field.invite-by.myself")),
        ],
        if draft.no_mail { MYSELF } else { MICROSOFT },
        move |chosen| desk.change(&of_choice, |draft| draft.no_mail = chosen == MYSELF),
    );
    let count = untrack(|| desk.guests(&id).len());
    let (invite, event, of_host) = (invite.clone(), id.clone(), host.clone());
    let begin = Callback::new(move |()| {
        let Some(draft) = desk.peek(&event) else { return };
        let invite = untrack(|| desk.signed(invite.clone()));
        match order(desk, &draft, &invite, &mail.get_untracked()) {
            Ok(order) => desk.inviting().begin(desk, &event, &of_host, order),
            Err((field, says)) => errors.set(vec![(if field == MAIL { MAIL } else { COPY }, says)]),
        }
    });
    let ready = move || {
        if desk.may(&host, INVITE) {
            let recognizes = RECOGNIZE.iter().any(|scope| desk.may(&host, scope));
            let unknown = (!recognizes).then(|| {
                let needs = vec![INVITE, READ];
                details(
                    &Message::new("desk.invite.recognize"),
                    ask_for(desk, &host, ("desk.invite.recognize.why", "desk.invite.recognize.ask"), needs),
                )
            });
            let label = Message::new("desk.invite.begin").count("count", number(count));
            group(vec![actions(vec![button(Look::Primary, &label, begin)]), maybe(unknown)])
        } else {
            ask_for(desk, &host, ("desk.invite.sign-in.why", "desk.invite.sign-in"), vec![INVITE])
        }
    };
    view! {
        <div class="form">
            {error_summary(errors)}
            {text_area(&field(MAIL, errors, mail), 4)}
            {by_microsoft}
            {text_input(&field(COPY, errors, copy), "email")}
            {ready}
        </div>
    }
    .into_any()
}

const MICROSOFT: &str = "microsoft";
const MYSELF: &str = "myself";

/// The order that the form makes, or the field that is wrong.
fn order(desk: Desk, draft: &Draft, invite: &Invite, mail: &str) -> Result<Order, (&'static str, Message)> {
    let text = match mail.trim() {
        "" => None,
        text => Some(MailText::parse(text).map_err(|long| {
            let says = Message::new("desk.invite.fault.mail").count("most", number(MailText::MOST));
            ("invite-mail", says.count("got", number(long.characters)))
        })?),
    };
    let cc = match draft.copy_to.trim() {
        "" => None,
        text => {
            Some(GuestAddress::parse(text).ok_or(("invite-copy", Message::new("desk.invite.fault.copy")))?)
        }
    };
    Ok(Order {
        text,
        language: draft.language().unwrap_or_else(|| untrack(|| desk.words.language())),
        cc,
        send_mail: !draft.no_mail,
        way_back: WayBack::new(desk.portal(), invite),
    })
}

/// How it goes.
fn running(desk: Desk, id: &EventKey, host: &TenantId) -> AnyView {
    let inviting = desk.inviting();
    let progress = move || {
        let (done, of) = inviting.with(Run::progress).unwrap_or_default();
        let says = Message::new("desk.invite.progress").count("count", number(done)).count("of", number(of));
        view! {
            <progress class="bar" max=of.to_string() value=done.to_string() aria-label=desk.words.say("desk.invite.bar")></progress>
            <p role="status">{rich::<AnyView>(&says)}</p>
        }
    };
    let totals = move || {
        let totals = inviting.with(Run::totals).unwrap_or_default();
        let totals: Vec<Message> = totals.into_iter().map(|(state, count)| total(state, count)).collect();
        list::<AnyView>(false, &totals)
    };
    let (of_ways, of_host) = (id.clone(), host.clone());
    let ways = move || standing(desk, &of_ways, &of_host);
    let export = Callback::new(move |()| desk.save_table("invitations.csv", &inviting.table(desk)));
    view! {
        {progress}
        {ways}
        {section(&Message::new("desk.invite.totals"), totals.into_any())}
        {everybody(desk, host)}
        {actions(vec![button(Look::Secondary, &Message::new("desk.invite.export"), export)])}
        {paragraph::<AnyView>(&Message::new("desk.invite.export.why"))}
    }
    .into_any()
}

/// How the run stands, and what can be done about it.
fn standing(desk: Desk, id: &EventKey, host: &TenantId) -> AnyView {
    let inviting = desk.inviting();
    let pause = || {
        button(Look::Secondary, &Message::new("desk.invite.pause"), Callback::new(move |()| inviting.pause()))
    };
    let host_of = host.clone();
    let go_on = move || {
        button(
            Look::Primary,
            &Message::new("desk.invite.resume"),
            Callback::new(move |()| inviting.resume(desk, &host_of)),
        )
    };
    match inviting.standing() {
        Standing::None | Standing::Elsewhere(_) => ().into_any(),
        Standing::Working => actions(vec![pause()]),
        Standing::Waiting(until) => group(vec![
            notice(Tone::Info, paragraph(&Message::new("desk.invite.waiting").time("until", until))),
            actions(vec![pause()]),
        ]),
        Standing::Paused(why) => {
            let lacks = inviting.lacks(desk, host);
            let blind = || {
                let blind = Callback::new(move |()| inviting.resume_blind(desk));
                actions(vec![button(Look::Secondary, &Message::new("desk.invite.resume.blind"), blind)])
            };
            let way = match why {
                Pause::MayNotRead => blind(),
                _ if !lacks.is_empty() => {
                    let sign_in =
                        ask_for(desk, host, ("desk.invite.sign-in.why", "desk.invite.sign-in"), lacks);
                    // The directory may no longer be open to this organizer.
                    group(vec![sign_in, maybe(desk.may(host, INVITE).then(blind))])
                }
                _ => actions(vec![go_on()]),
            };
            group(vec![notice_live(Tone::Warning, paragraph(&why.message())), way])
        }
        Standing::Asks => {
            let all = |label: &'static str, decision| {
                let press = Callback::new(move |()| inviting.decide_all(desk, StateName::Unknown, decision));
                button(Look::Secondary, &Message::new(label), press)
            };
            group(vec![
                notice_live(Tone::Warning, paragraph(&Message::new("desk.invite.asks"))),
                actions(vec![
                    all("desk.invite.unknown.leave", Decision::Leave),
                    all("desk.invite.unknown.again", Decision::SendAgain),
                ]),
            ])
        }
        Standing::Done => {
            let id = id.clone();
            let anew = Callback::new(move |()| inviting.finish(&id));
            group(vec![
                notice_live(Tone::Success, paragraph(&Message::new("desk.invite.done"))),
                details(
                    &Message::new("desk.invite.anew"),
                    group(vec![
                        paragraph(&Message::new("desk.invite.anew.why")),
                        actions(vec![button(
                            Look::Secondary,
                            &Message::new("desk.invite.anew.button"),
                            anew,
                        )]),
                    ]),
                ),
            ])
        }
    }
}

/// Every guest with what became of them.
fn everybody(desk: Desk, host: &TenantId) -> AnyView {
    let inviting = desk.inviting();
    let filter = RwSignal::new(None::<StateName>);
    let places = Memo::new(move |_| {
        inviting
            .with(|run| {
                let fits = |row: &Row| filter.get().is_none_or(|state| row.state.name() == state);
                (0..run.rows().len()).filter(|at| run.rows().get(*at).is_some_and(&fits)).collect::<Vec<_>>()
            })
            .unwrap_or_default()
    });
    let host = host.clone();
    let row = move |at: usize| {
        let place = places.with(|places| places.get(at).copied())?;
        let row = inviting.with(|run| run.rows().get(place).cloned()).flatten()?;
        let buttons: Vec<AnyView> =
            row.decisions().iter().map(|decision| decide(desk, &host, &row, *decision)).collect();
        let state = group(vec![rich(&row.message()), classed("div", "table__ways", buttons)]);
        let name = row.guest.name.clone().unwrap_or_default();
        Some(vec![address_of(row.guest.address.secret()), address_of(&name), state])
    };
    let mut states = vec![(String::new(), Message::new("desk.board.everybody"))];
    states.extend(
        StateName::ALL
            .iter()
            .map(|state| (state.name().to_owned(), Message::new(["inviting.state.", state.name()].concat()))),
    );
    let choice = choice_of("invite-filter", "desk.board.filter", states, "", move |name| {
        filter.set(StateName::ALL.iter().copied().find(|state| state.name() == name));
    });
    let headings = ["desk.guests.address", "desk.guests.name", "desk.invite.state"].map(Message::new);
    let table = table(&Message::new("desk.guests.list"), &headings, move || places.with(Vec::len), row);
    section(&Message::new("desk.invite.everybody"), element("div", &[("class", "form")], vec![choice, table]))
}

/// A decision about one guest.
fn decide(desk: Desk, host: &TenantId, row: &Row, decision: Decision) -> AnyView {
    let label = match decision {
        Decision::SendAgain => "desk.invite.again",
        Decision::Leave => "desk.invite.leave",
        Decision::Reset => "desk.invite.reset",
    };
    let address = row.guest.address.secret().to_owned();
    let label = Message::new(label).text("address", &address);
    let host = host.clone();
    let press = Callback::new(move |()| {
        if decision == Decision::Reset && untrack(|| !desk.may(&host, RESET)) {
            desk.sign_in(host.clone(), &[INVITE, READ, RESET]);
        } else {
            desk.inviting().decide(desk, &address, decision);
        }
    });
    button(Look::Quiet, &label, press)
}
