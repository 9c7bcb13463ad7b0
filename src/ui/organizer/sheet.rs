//! One page about the event, to be printed and handed to guests.

use leptos::prelude::*;

use super::{named, not_ready, not_set_up};
use crate::app::desk::Desk;
use crate::domain::desk::{Part, address};
use crate::domain::draft::{Draft, issue};
use crate::domain::words::Message;
use crate::ui::parts::button::{Look, button, link};
use crate::ui::parts::element::{classed, group, maybe};
use crate::ui::parts::facts::facts;
use crate::ui::parts::page::{Page, page, section};
use crate::ui::parts::scan::scan;
use crate::ui::parts::text::{list, rich};

pub(super) fn screen(desk: Desk, draft: &Draft) -> AnyView {
    let Some(config) = desk.config() else { return not_set_up() };
    let Ok(invite) = draft.check(&config) else { return not_ready(&draft.id, Part::Sheet) };
    let Some(host) = config.host(&invite.host) else { return not_set_up() };
    let link_of_guests = issue::guest_link(&desk.portal(), &desk.signed(invite.clone())).to_string();
    let say = |id: &'static str| Message::new(id).text("host", &host.name).text("domain", &host.domain);
    let by_target = |id: &'static str| {
        Message::new([id, ".", invite.target.name()].concat()).text("domain", &host.domain)
    };
    let whom = [&invite.organizer.name, &invite.organizer.contact];
    let whom: Vec<&str> = whom.into_iter().flatten().map(String::as_str).collect();
    let mut rows = vec![
        (say("sheet.when"), rich(&say("sheet.starts").time("start", invite.starts))),
        (say("sheet.host"), rich(&say("desk.host"))),
    ];
    if !whom.is_empty() {
        rows.push((say("sheet.ask"), whom.join(", ").into_any()));
    }
    let steps = [
        by_target("sheet.step.machine"),
        say("sheet.step.open"),
        say("sheet.step.accept"),
        say("sheet.step.sign-in"),
        by_target("sheet.step.app"),
    ];
    page(Page {
        heading: named("sheet.heading", draft),
        lead: Some(say("sheet.lead")),
        body: group(vec![
            facts(rows),
            maybe(scan(&say("sheet.scan"), &link_of_guests)),
            classed("p", "sheet__link", vec![link_of_guests.into_any()]),
            section(&say("sheet.steps"), list(true, &steps)),
        ]),
        actions: group(vec![
            button(Look::Primary, &say("sheet.print"), Callback::new(move |()| desk.print())),
            link(Look::Quiet, &say("sheet.back"), address(&draft.id, Part::Share), None),
        ]),
        more: ().into_any(),
    })
}
