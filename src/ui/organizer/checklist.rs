//! The host's checklist: what has to be done before guests come, by whom, and how it is said to them.

use leptos::prelude::*;

use super::letter::plain;
use super::{copier, named};
use crate::app::desk::Desk;
use crate::app::words::Words;
use crate::domain::checklist::endpoints::{as_csv, as_text};
use crate::domain::checklist::{Certainty, Checked, Item, Occasion, Phase};
use crate::domain::draft::Draft;
use crate::domain::draft::issue::Written;
use crate::domain::readiness::network::{self, Need};
use crate::domain::target::Target;
use crate::domain::words::Message;
use crate::ui::parts::button::{Look, actions, button, text_link_away};
use crate::ui::parts::details::details;
use crate::ui::parts::element::{classed, element, group, maybe};
use crate::ui::parts::message::{Manner, message};
use crate::ui::parts::page::{Page, page, section};
use crate::ui::parts::text::{aside, paragraph, rich};

pub(super) fn screen(desk: Desk, draft: &Draft) -> AnyView {
    let target = draft.target();
    let config = desk.config();
    let host = config.as_ref().and_then(|config| config.host(&draft.host(config)?));
    let guests = untrack(|| desk.guests(&draft.id));
    let guests: Vec<&str> = guests.iter().map(|guest| guest.address.secret()).collect();
    let guests = guests.join("\n");
    let words = Words::here();
    let endpoints = as_text(&needs(desk, target), |message| words.write(message));
    let id = draft.id.clone();
    let list = List {
        desk,
        draft,
        target,
        occasion: Occasion {
            title: given(&draft.title),
            domain: host.map(|host| host.domain.as_str()),
            organizer: given(&draft.organizer),
            guests: given(&guests),
            endpoints: Some(&endpoints),
            start: draft.starts,
        },
        done: Memo::new(move |_| {
            desk.draft(&id).map(|draft| Checked::parse(&draft.done)).unwrap_or_default()
        }),
    };
    list.page()
}

/// The checklist of an event.
struct List<'a> {
    desk: Desk,
    draft: &'a Draft,
    target: Target,
    /// What the letters name.
    occasion: Occasion<'a>,
    done: Memo<Checked>,
}

impl List<'_> {
    fn page(&self) -> AnyView {
        let (done, target) = (self.done, self.target);
        let progress = move || {
            let (done, of) = done.with(|done| done.progress(target));
            rich::<AnyView>(&Message::new("desk.checklist.progress").count("count", done).count("of", of))
        };
        let phases: Vec<AnyView> = Phase::ALL
            .iter()
            .map(|phase| {
                let items = Item::in_phase(target, *phase).map(|item| self.entry(item)).collect();
                let heading = Message::new(["checklist.phase.", phase.name()].concat());
                section(&heading, classed("ul", "checklist", items))
            })
            .collect();
        page(Page {
            heading: named("desk.checklist.heading", self.draft),
            lead: Some(Message::new("desk.checklist.lead")),
            body: group(vec![
                view! { <p class="checklist__progress" role="status">{progress}</p> }.into_any(),
                group(phases),
            ]),
            actions: ().into_any(),
            more: ().into_any(),
        })
    }

    fn entry(&self, item: Item) -> AnyView {
        let who = Message::new(["checklist.who.", item.who().name()].concat());
        let unsure = (item.certainty(self.target) == Some(Certainty::NotSettled))
            .then(|| aside(&Message::new(["checklist.certainty.", Certainty::NotSettled.name()].concat())));
        let page_of = item
            .page(self.target)
            .map(|page| element("p", &[], vec![text_link_away(&Message::new("desk.checklist.page"), page)]));
        let endpoints = (item == Item::Endpoints).then(|| tables(self.desk, self.target));
        let more = details(
            &Message::new("desk.checklist.how"),
            group(vec![
                paragraph(&item.text()),
                maybe(unsure),
                maybe(page_of),
                maybe(endpoints),
                maybe(self.letter_for(item)),
            ]),
        );
        element("li", &[("class", "checklist__item")], vec![self.tick(item), aside(&who), more])
    }

    /// The item's box, which stays what it is whatever else on the page changes.
    fn tick(&self, item: Item) -> AnyView {
        let (desk, id, done) = (self.desk, self.draft.id.clone(), self.done);
        let is_done = move || done.with(|done| done.contains(item));
        let toggle = move |_| {
            desk.change(&id, |draft| {
                let mut checked = Checked::parse(&draft.done);
                checked.toggle(item);
                draft.done = checked.names();
            });
        };
        view! {
            <label class="tick">
                <input class="tick__box" type="checkbox" prop:checked=is_done on:change=toggle />
                <span>{rich::<AnyView>(&item.title())}</span>
            </label>
        }
        .into_any()
    }

    /// What to send to whoever does it, unless that is the organizer.
    fn letter_for(&self, item: Item) -> Option<AnyView> {
        let letter = item.letter(&self.occasion)?;
        let written = Written { subject: letter.subject, paragraphs: vec![letter.body] };
        let label = Message::new("desk.checklist.message");
        let letter = plain(&written, Words::here(), None);
        Some(message(item.name(), &label, &letter, copier(self.desk), Manner::default()))
    }
}

/// The list for the network team, as files.
fn tables(desk: Desk, target: Target) -> AnyView {
    let words = Words::here();
    let save = Callback::new(move |()| {
        desk.save_table("mesh-endpoints.csv", &as_csv(&needs(desk, target), |message| words.write(message)));
    });
    actions(vec![button(Look::Secondary, &Message::new("desk.checklist.endpoints"), save)])
}

fn needs(desk: Desk, target: Target) -> Vec<Need> {
    desk.config().map(|config| network::needs(target, &config.cloud, &desk.portal())).unwrap_or_default()
}

fn given(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}
