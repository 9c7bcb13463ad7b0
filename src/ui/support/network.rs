//! What the guest's and the host's IT have to open and look at: addresses, policies, logs, admin centers.

use leptos::prelude::*;

use super::copier;
use crate::app::desk::Desk;
use crate::app::words::Words;
use crate::domain::checklist::endpoints::{as_csv, as_text};
use crate::domain::config::{Config, Host, TargetSettings};
use crate::domain::readiness::network::{Need, needs};
use crate::domain::support::network::{
    FILTER_PAGE, Known, NOTES, Note, SignedInTo, as_powershell, centers, way_to_log,
};
use crate::domain::target::Target;
use crate::domain::words::Message;
use crate::ui::parts::button::{Look, actions, button, link_away, text_link_away};
use crate::ui::parts::details::details;
use crate::ui::parts::element::{element, group, maybe};
use crate::ui::parts::message::{Letter, Manner, message};
use crate::ui::parts::notice::{Tone, notice};
use crate::ui::parts::page::{Page, page, section};
use crate::ui::parts::text::{aside, list, paragraph, rich};

pub(super) fn screen(desk: Desk) -> AnyView {
    let config = desk.config();
    let body = match &config {
        Some(config) => group(vec![addresses(desk, config), log(config), maybe(places(config))]),
        None => notice(Tone::Error, paragraph(&Message::new("desk.not-set-up"))),
    };
    let notes: Vec<AnyView> = NOTES.iter().map(|note| note_on(*note)).collect();
    page(Page {
        heading: Message::new("support.network.heading"),
        lead: Some(Message::new("support.network.lead")),
        body,
        actions: ().into_any(),
        more: section(&Message::new("support.network.notes"), group(notes)),
    })
}

/// The addresses of each way in: to send, and as files for tools.
fn addresses(desk: Desk, config: &Config) -> AnyView {
    let of_target = |settings: &TargetSettings| {
        let target = settings.target;
        let needs = needs(target, &config.cloud, &desk.portal());
        let heading = Message::new(["support.network.addresses.", target.name()].concat());
        section(&heading, group(vec![letter(desk, target, &needs), files(desk, target, needs)]))
    };
    group(config.targets.iter().map(of_target).collect())
}

fn letter(desk: Desk, target: Target, needs: &[Need]) -> AnyView {
    let words = Words::here();
    let text = as_text(needs, |message| words.write(message));
    let letter = Letter {
        to: None,
        subject: words.say("support.network.letter.subject"),
        body: words.write(&Message::new("support.network.letter").text("addresses", text)),
    };
    let label = Message::new("support.write-to.home-admin");
    message(target.name(), &label, &letter, copier(desk), Manner::default())
}

fn files(desk: Desk, target: Target, needs: Vec<Need>) -> AnyView {
    let words = Words::here();
    let name = |ending: &str| ["endpoints-", target.name(), ending].concat();
    let (table, script) = (needs.clone(), needs);
    let (table_name, script_name) = (name(".csv"), name(".ps1"));
    let save_table = Callback::new(move |()| {
        desk.save_table(&table_name, &as_csv(&table, |message| words.write(message)));
    });
    let save_script = Callback::new(move |()| {
        desk.save_text(&script_name, &as_powershell(&script, |message| words.write(message)));
    });
    actions(vec![
        button(Look::Secondary, &Message::new("support.network.csv"), save_table),
        button(Look::Secondary, &Message::new("support.network.powershell"), save_script),
    ])
}

/// Where the sign-in log is, and by what it is filtered.
fn log(config: &Config) -> AnyView {
    let filters = |app| {
        let known = Known { app: Some(app), ..Known::default() };
        let filters: Vec<Message> = known.filters().into_iter().map(|(_, text)| text).collect();
        list(false, &filters)
    };
    let content = group(vec![
        paragraph(&way_to_log()),
        paragraph(&Message::new("support.network.log.portal")),
        filters(SignedInTo::Portal(&config.client_id)),
        paragraph(&Message::new("support.network.log.app")),
        filters(SignedInTo::MeshApp),
        element("p", &[], vec![text_link_away(&Message::new("support.network.log.page"), FILTER_PAGE)]),
    ]);
    section(&Message::new("support.network.log"), content)
}

/// The admin centers of each host, where the cloud's are known.
fn places(config: &Config) -> Option<AnyView> {
    let of_host = |host: &Host| {
        let links: Vec<AnyView> = centers(&config.cloud, Some(&host.tenant))
            .into_iter()
            .map(|(center, address)| {
                let words = Message::new(["network.center.", center.name()].concat());
                link_away(Look::Secondary, &words, address, None)
            })
            .collect();
        let name = element("p", &[], vec![element("bdi", &[], vec![host.name.clone().into_any()])]);
        (!links.is_empty()).then(|| group(vec![name, actions(links)]))
    };
    let hosts: Vec<AnyView> = config.hosts.iter().filter_map(of_host).collect();
    (!hosts.is_empty()).then(|| section(&Message::new("support.network.centers"), group(hosts)))
}

fn note_on(note: Note) -> AnyView {
    let who = Message::new(["support.fixer.", note.who.name()].concat());
    let page = note.page.map(|address| {
        let words = Message::new("support.page").text("address", address);
        element("p", &[], vec![text_link_away(&words, address)])
    });
    let who = element("p", &[], vec![rich(&Message::new("support.fact.fixer")), ": ".into_any(), rich(&who)]);
    details(&note.title(), group(vec![paragraph(&note.text()), who, aside(&note.sure.text()), maybe(page)]))
}
