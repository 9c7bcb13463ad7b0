//! What the event is: every field, and what is wrong with them.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::{field, kept, named, not_set_up, nothing_kept};
use crate::app::desk::{Desk, offset_at};
use crate::domain::desk::{Part, address};
use crate::domain::draft::{Draft, Fault, Field as Wrong, local};
use crate::domain::language::Language;
use crate::domain::target::Target;
use crate::domain::time::Moment;
use crate::domain::words::Message;
use crate::ui::parts::button::{Look, submit};
use crate::ui::parts::details::details;
use crate::ui::parts::element::{group, maybe};
use crate::ui::parts::field::{Errors, Field, choice, choice_of, error_summary, text_input};
use crate::ui::parts::notice::{Tone, notice};
use crate::ui::parts::page::{Page, page};
use crate::ui::parts::text::{list, paragraph};

pub(super) fn screen(desk: Desk, draft: &Draft) -> AnyView {
    let errors: Errors = RwSignal::default();
    let id = draft.id.clone();
    let found = desk.found(&id).map(|says| notice(Tone::Info, list(false, &says)));
    let Some(config) = desk.config() else { return not_set_up() };
    let text =
        |name: &'static str, kind: &'static str, get: fn(&Draft) -> String, set: fn(&mut Draft, String)| {
            let value = kept(desk, &id, get(draft), set);
            text_input(&field(name, errors, value), kind)
        };
    let moment = |name: Wrong, get: fn(&Draft) -> String, set: fn(&mut Draft, String)| {
        text(name.name(), "datetime-local", get, set)
    };
    let host = (config.hosts.len() > 1).then(|| {
        let mut hosts = vec![(String::new(), Message::new("desk.host.choose"))];
        hosts.extend(
            config
                .hosts
                .iter()
                .map(|host| (host.tenant.to_string(), Message::new("desk.host").text("host", &host.name))),
        );
        let id = id.clone();
        let of_host =
            Field { errors, ..Field::of(Wrong::Host.name(), Message::new("desk.field.event-host")) };
        choice(&of_host, hosts, &draft.host, move |host| desk.change(&id, |draft| draft.host = host))
    });
    let targets = Target::ALL
        .into_iter()
        .filter(|target| config.target(*target).is_some())
        .map(|target| {
            (target.name().to_owned(), Message::new(["desk.field.event-target.", target.name()].concat()))
        })
        .collect();
    let target_of = id.clone();
    let target =
        choice_of("event-target", "desk.field.event-target", targets, draft.target().name(), move |name| {
            desk.change(&target_of, |draft| draft.target = name);
        });
    let mut languages = vec![(String::new(), Message::new("desk.field.event-language.own"))];
    languages.extend(desk.words.offered().into_iter().map(|(language, name)| {
        (language.tag().to_owned(), Message::new("desk.language").text("language", name))
    }));
    let language_of = id.clone();
    let chosen = draft.language().map_or("", Language::tag);
    let language = choice_of("event-language", "desk.field.event-language", languages, chosen, move |tag| {
        desk.change(&language_of, |draft| draft.language = tag);
    });
    let submitted = id.clone();
    let checked = config.clone();
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(draft) = desk.peek(&submitted) else { return };
        match draft.check(&checked) {
            Ok(invite) => {
                desk.change(&submitted, |draft| draft.issue(&invite));
                desk.go(&address(&submitted, Part::Share));
            }
            Err(faults) => {
                errors.set(faults.into_iter().map(|Fault { field, says }| (field.name(), says)).collect());
            }
        }
    };
    let hinted = id.clone();
    let hints = move || {
        let drawn = desk.draft(&hinted).zip(desk.config());
        let hints = drawn.map(|(draft, config)| draft.hints(&config, desk.now())).unwrap_or_default();
        (!hints.is_empty()).then(|| notice(Tone::Warning, list::<AnyView>(false, &hints)))
    };
    let form = view! {
        <form class="form" novalidate on:submit=on_submit>
            {error_summary(errors)}
            {text(Wrong::Title.name(), "text", |draft| draft.title.clone(), |draft, text| draft.title = text)}
            {target}
            {text(Wrong::EventLink.name(), "text", |draft| draft.event_link.clone(), |draft, text| draft.event_link = text)}
            <div class="choices">
                {moment(Wrong::Starts, |draft| shown(draft.starts), |draft, text| draft.starts = meant(&text))}
                {moment(Wrong::Ends, |draft| shown(draft.ends), |draft, text| draft.ends = meant(&text))}
            </div>
            {maybe(host)}
            <div class="choices">
                {text("event-organizer", "text", |draft| draft.organizer.clone(), |draft, text| draft.organizer = text)}
                {text("event-contact", "text", |draft| draft.contact.clone(), |draft, text| draft.contact = text)}
            </div>
            {language}
            {details(
                &Message::new("desk.event.more"),
                text(Wrong::MeetingLink.name(), "text", |draft| draft.meeting_link.clone(), |draft, text| draft.meeting_link = text),
            )}
            {hints}
            <div class="actions">{submit(Look::Primary, &Message::new("desk.details.go-on"))}</div>
        </form>
    };
    page(Page {
        heading: named("desk.details.heading", draft),
        lead: Some(Message::new("desk.details.lead")),
        body: group(vec![maybe(nothing_kept(desk)), maybe(found), form.into_any()]),
        actions: ().into_any(),
        more: paragraph(&Message::new("desk.details.kept")),
    })
}

fn shown(moment: Option<Moment>) -> String {
    moment.map(|moment| local::write(moment, offset_at)).unwrap_or_default()
}

fn meant(text: &str) -> Option<Moment> {
    local::read(text, offset_at)
}
