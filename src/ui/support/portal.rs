//! The check of this deployment, for whoever runs it: its settings, the tenants it names, and what a sign-in tells of
//! the app registration.

use leptos::prelude::*;

use crate::app::desk::Desk;
use crate::domain::auth::Page as EntryPage;
use crate::domain::config::{Config, Host};
use crate::domain::support::portal_check::{Finding, Standing, Topic, redirect_address, sum};
use crate::domain::words::Message;
use crate::ui::parts::button::{Look, actions, button};
use crate::ui::parts::element::{classed, element, group, maybe};
use crate::ui::parts::notice::{Tone, notice_live};
use crate::ui::parts::page::{Page, page, section};
use crate::ui::parts::text::{aside, list, paragraph, rich};

pub(super) fn screen(desk: Desk) -> AnyView {
    let check = desk.support.portal;
    let findings = Memo::new(move |_| desk.portal_findings());
    let verdict = Memo::new(move |_| findings.with(|findings| sum(findings)));
    let running = move || {
        check.is_running().then(|| {
            let words = Message::new("support.portal.running");
            element("p", &[("role", "status")], vec![rich::<AnyView>(&words)])
        })
    };
    let said = move || {
        let standing = verdict.get();
        let words = Message::new(["support.portal.sum.", standing.name()].concat());
        notice_live(tone(standing), paragraph::<AnyView>(&words))
    };
    let topics = move || {
        let found = findings.get();
        let sections = Topic::ALL.iter().filter_map(|topic| of_topic(*topic, &found));
        group(sections.collect())
    };
    let config = desk.config();
    let press = Callback::new(move |()| desk.check_portal());
    let run = config.is_some().then(|| button(Look::Primary, &Message::new("support.portal.run"), press));
    page(Page {
        heading: Message::new("support.portal.heading"),
        lead: Some(Message::new("support.portal.lead")),
        body: group(vec![said.into_any(), running.into_any()]),
        actions: maybe(run),
        more: group(vec![topics.into_any(), maybe(config.map(|config| sign_in(desk, &config)))]),
    })
}

const fn tone(standing: Standing) -> Tone {
    match standing {
        Standing::Ok => Tone::Success,
        Standing::NotKnown => Tone::Info,
        Standing::Warning => Tone::Warning,
        Standing::Fault => Tone::Error,
    }
}

/// What was found about one topic.
fn of_topic(topic: Topic, findings: &[Finding]) -> Option<AnyView> {
    let lines: Vec<AnyView> =
        findings.iter().filter(|finding| finding.outcome.topic() == topic).map(line).collect();
    let heading = Message::new(["portal-check.topic.", topic.name()].concat());
    (!lines.is_empty()).then(|| section(&heading, classed("ul", "findings", lines)))
}

/// One finding: how it stands, what it is, and what to change.
fn line(finding: &Finding) -> AnyView {
    let standing = finding.outcome.standing();
    let name = Message::new(["portal-check.standing.", standing.name()].concat());
    let class = ["findings__standing findings__standing--", standing.name()].concat();
    let fixer = finding.fixer.map(|fixer| {
        let fixer = rich(&Message::new(["support.fixer.", fixer.name()].concat()));
        classed("p", "aside", vec![rich(&Message::new("support.fact.fixer")), ": ".into_any(), fixer])
    });
    let change = finding.change.as_ref().map(paragraph);
    let views = vec![
        element("p", &[], vec![classed("b", &class, vec![rich(&name)]), " ".into_any(), rich(&finding.said)]),
        maybe(change),
        maybe(fixer),
    ];
    element("li", &[("class", "findings__finding")], views)
}

/// What only a sign-in tells: from the desk by a press, from the guest's page by a guest link.
fn sign_in(desk: Desk, config: &Config) -> AnyView {
    let here = desk.own_address();
    let addresses = [EntryPage::Guest, EntryPage::Desk]
        .map(|page| Message::new("support.portal.redirect").text("address", redirect_address(page, &here)));
    let press = |host: &Host| {
        let words = Message::new("support.portal.sign-in.at").text("host", host.name.as_str());
        let tenant = host.tenant.clone();
        button(Look::Secondary, &words, Callback::new(move |()| desk.sign_in(tenant.clone(), &[])))
    };
    let content = group(vec![
        paragraph(&Message::new("support.portal.sign-in.why")),
        list(false, &addresses),
        actions(config.hosts.iter().map(press).collect()),
        aside(&Message::new("support.portal.sign-in.stuck")),
    ]);
    section(&Message::new("support.portal.sign-in"), content)
}
