//! A walk as a guest: the choice of one, and the guest's own pages under a banner that brings what would come from
//! outside.

use leptos::prelude::*;

use super::stage::{over_a_page, stay};
use crate::app::preview::{Preview, Walking};
use crate::domain::desk::HOME;
use crate::domain::preview::machine::Machine;
use crate::domain::preview::place::{self, Place, WALK, Wishes, choice_address, walk_address};
use crate::domain::preview::venue::Occasion;
use crate::domain::preview::walk::{Person, Walk, When};
use crate::domain::problem::{AdviceContext, Problem, advice};
use crate::domain::target::Target;
use crate::domain::words::Message;
use crate::ui::page;
use crate::ui::parts::button::{Look, link, link_to};
use crate::ui::parts::element::{classed, group, maybe};
use crate::ui::parts::field::choice_of;
use crate::ui::parts::notice::{Tone, notice};
use crate::ui::parts::page::{Page, page as one_page};
use crate::ui::parts::text::{paragraph, rich};

/// Who walks, on what, when, to which event, and how it is to look: all of that is in the link that begins the walk.
pub(in crate::ui) fn choice(preview: Preview, occasion: Occasion) -> AnyView {
    if let Err(problem) = preview.venue(&occasion) {
        return unusable(&problem);
    }
    let words = preview.words();
    let walk = RwSignal::new(Walk::usual());
    let wishes = RwSignal::new(preview.wishes());
    let title = occasion.title().map(str::to_owned);
    let address = move || {
        let language = Some(words.language().tag().to_owned());
        let query = wishes.with(|wishes| Wishes { language, ..wishes.clone() }.query());
        [query, walk_address(walk.get(), &occasion)].concat()
    };
    let set_out = move |name: String| walk.update(|walk| *walk = walk.with(&name));
    let chosen = untrack(|| (walk.get(), wishes.get()));
    let people = options(Person::ALL, Person::name, &["walk.person."]);
    let machines = options(Machine::ALL, Machine::name, &MACHINE);
    let times = options(When::ALL, When::name, &["walk.when."]);
    let targets = options(&Target::ALL, Target::name, &["gallery.target."]);
    let mut looks = options(place::Look::ALL, place::Look::name, &["gallery.look."]);
    looks.insert(0, (AS_USUAL.to_owned(), Message::new("walk.look.usual")));
    // An own event says what it is for.
    let target = title.is_none().then(|| {
        choice_of("target", "walk.target", targets, chosen.1.target.name(), move |name| {
            wishes.update(|wishes| wishes.target = Target::from_name(&name).unwrap_or_default());
        })
    });
    let invented =
        title.as_ref().map(|_| link(Look::Quiet, &Message::new("walk.own.invented"), WALK.to_owned(), None));
    let lead = match title {
        Some(title) => Message::new("walk.own.lead").text("event", title),
        None => Message::new("walk.lead"),
    };
    let as_it_looks = chosen.1.look.map_or(AS_USUAL, place::Look::name);
    one_page(Page {
        heading: Message::new("walk.heading"),
        lead: Some(lead),
        body: classed(
            "div",
            "choices",
            vec![
                choice_of("person", "walk.person", people, chosen.0.person.name(), set_out),
                choice_of("machine", "walk.machine", machines, chosen.0.machine.name(), set_out),
                choice_of("when", "walk.when", times, chosen.0.when.name(), set_out),
                maybe(target),
                choice_of("look", "walk.look", looks, as_it_looks, move |name| {
                    let look = place::Look::ALL.iter().copied().find(|look| look.name() == name);
                    wishes.update(|wishes| wishes.look = look);
                }),
            ],
        ),
        actions: group(vec![link_to(Look::Primary, &Message::new("walk.begin"), address), maybe(invented)]),
        more: ().into_any(),
    })
}

/// The title of the page that the walk is chosen on, or that stands in place of one.
pub(in crate::ui) fn title(preview: Preview, occasion: &Occasion) -> Message {
    Message::new(if preview.venue(occasion).is_ok() { "walk.title" } else { "walk.own.unusable.title" })
}

/// In place of a walk to an event that cannot be walked through; nothing where one can.
pub(in crate::ui) fn no_way(preview: Preview, occasion: &Occasion) -> AnyView {
    maybe(preview.venue(occasion).err().map(|problem| unusable(&problem)))
}

/// Why there is no walk to an event, and the one to the invented event instead.
fn unusable(problem: &Problem) -> AnyView {
    one_page(Page {
        heading: Message::new("walk.own.unusable.heading"),
        lead: Some(Message::new("walk.own.unusable")),
        body: notice(
            Tone::Warning,
            group(vec![
                paragraph(&problem.kind.heading()),
                paragraph(&advice(problem, &AdviceContext::default()).what_happened),
            ]),
        ),
        actions: group(vec![
            link(Look::Primary, &Message::new("walk.own.invented"), WALK.to_owned(), None),
            link(Look::Secondary, &Message::new("desk.home"), HOME.to_owned(), None),
        ]),
        more: ().into_any(),
    })
}

/// Machines are called what the scenes on them are called.
const MACHINE: [&str; 2] = ["gallery.scene.", "on-"];

/// No colors in particular.
const AS_USUAL: &str = "usual";

/// Each of a list with its name, and the words under it.
fn options<T: Copy>(all: &[T], name: fn(T) -> &'static str, beginning: &[&str]) -> Vec<(String, Message)> {
    all.iter()
        .map(|each| (name(*each).to_owned(), Message::new([&beginning.concat(), name(*each)].concat())))
        .collect()
}

/// The guest's pages under the banner.
pub(in crate::ui) fn walk(preview: Preview, set_title: Callback<String>) -> AnyView {
    // Goes up when the walk is to begin anew.
    let edition = RwSignal::new(0_u32);
    let walk = Memo::new(move |before: Option<&(Walk, Occasion)>| match preview.place() {
        Some(Place::Walk(walk, occasion)) => (walk, occasion),
        _ => before.cloned().unwrap_or_else(|| (Walk::usual(), Occasion::default())),
    });
    let walking = RwSignal::new_local(None);
    let begin = move |(walk, occasion): (Walk, Occasion)| {
        let begun = preview.venue(&occasion).ok().and_then(|venue| preview.walk(walk, &venue));
        walking.set(begun);
        begun.map(|walking| page::page(walking.portal, set_title))
    };
    view! {
        {banner(preview, walk, walking, edition)}
        <div class="stage" on:click=move |event| stay(preview, &event) on:auxclick=move |event| stay(preview, &event)>
            <For
                each=move || [(walk.get(), edition.get())]
                key=|((walk, occasion), edition)| (walk_address(*walk, occasion), *edition)
                let:begun
            >
                {begin(begun.0)}
            </For>
        </div>
    }
    .into_any()
}

/// Says who walks, what would be happening outside, and lets it happen.
fn banner(
    preview: Preview,
    walk: Memo<(Walk, Occasion)>,
    walking: RwSignal<Option<Walking>, LocalStorage>,
    edition: RwSignal<u32>,
) -> AnyView {
    let words = preview.words();
    let who = move || {
        let (Walk { person, machine, when }, occasion) = walk.get();
        let person = words.say(&["walk.person.", person.name()].concat());
        let machine = words.say(&[&MACHINE.concat(), machine.name()].concat());
        let when = words.say(&["walk.when.", when.name()].concat());
        let who = match occasion.title() {
            Some(title) => Message::new("walk.own.who").text("event", title),
            None => Message::new("walk.who"),
        };
        rich::<AnyView>(&who.text("person", person).text("machine", machine).text("when", when))
    };
    let go_on = move || {
        let awaited = walking.get()?.awaits()?;
        let press = move |_| {
            if let Some(walking) = walking.get_untracked() {
                preview.hush();
                walking.go_on();
            }
        };
        Some(view! {
            <button type="button" class="banner__go-on" on:click=press>
                {words.say(&["walk.go-on.", awaited.name()].concat())}
            </button>
        })
    };
    let ways = view! {
        {go_on}
        <a href=move || walk.with(|(_, occasion)| choice_address(occasion))>{words.say("walk.anew")}</a>
    };
    over_a_page(preview, who.into_any(), "walk.banner.lead", ways.into_any(), ("walk.again", edition))
}
