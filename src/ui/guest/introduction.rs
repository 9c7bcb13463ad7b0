//! The first page: which event, what is needed, how long it takes, what comes next.

use leptos::prelude::AnyView;

use super::scene::{Scene, page_link_field};
use super::{device, help};
use crate::domain::auth::Leg;
use crate::domain::device::Verdict;
use crate::domain::introduction::{Introduced, Next, Press};
use crate::ui::parts::button::Look;
use crate::ui::parts::draw::Draw;
use crate::ui::parts::element::{classed, element, group, maybe};
use crate::ui::parts::facts::facts;
use crate::ui::parts::illustration::{Illustration, illustration};
use crate::ui::parts::page::{Page, pictured, section};
use crate::ui::parts::text::{aside, list, rich};

pub(super) fn screen(scene: &Scene) -> AnyView {
    let Some(introduced) = scene.introduced() else { return maybe(None) };
    let inside_an_app = introduced.device.verdict == Verdict::InAppBrowser;
    let whole = Whole {
        link: inside_an_app.then(|| page_link_field(scene.journey, scene.portal)),
        notices: help::notices(scene),
        readiness: scene.readiness(),
    };
    sheet(&introduced, whole, &|look, id, press| scene.press(look, id, move || press.event()))
}

/// What only the whole module can tell.
pub(super) struct Whole<V> {
    /// This page's own address, for a browser inside of another app.
    pub(super) link: Option<V>,
    /// What was left out of the link, and whether the service still runs.
    pub(super) notices: V,
    /// The way to the readiness check.
    pub(super) readiness: V,
}

/// The page, drawn by whatever draws it. `button` makes a button of a look, with the words of an id.
pub(super) fn sheet<V: Draw>(
    introduced: &Introduced,
    whole: Whole<V>,
    button: &dyn Fn(Look, &'static str, Press) -> V,
) -> V {
    let leaves = (introduced.next == Next::SignIn).then(|| aside(&introduced.say(help::LEAVES)));
    let once = (introduced.next == Next::SignIn && introduced.leg == Leg::Home).then(|| {
        help::skip_home_by(
            &|id| introduced.say(id),
            button(Look::Secondary, help::SKIP_HOME, Press::SkipHome),
        )
    });
    let go = match introduced.next {
        Next::Invitation => "introduction.go.invitation",
        Next::SignIn => "introduction.go.sign-in",
        Next::Other => "go.continue",
    };
    let (before, after) = device::line(introduced, whole.link);
    let say = |id| introduced.say(id);
    pictured(
        illustration(Illustration::Invitation),
        Page {
            heading: introduced.say(HEADING),
            lead: Some(introduced.by_target("introduction.lead")),
            body: group(vec![event_facts(introduced), maybe(before), whole.notices, maybe(leaves)]),
            actions: button(Look::Primary, go, Press::Begin),
            more: group(vec![
                maybe(after),
                section(&introduced.say("introduction.needs"), needs(introduced)),
                help::what_comes_next(&say, introduced.leg),
                maybe(once),
                help::invitation_mail_of(&say, "mail.sender"),
                whole.readiness,
            ]),
        },
    )
}

/// What the page is about.
pub(super) const HEADING: &str = "introduction.heading";

/// Which event: when, and by whom.
pub(super) fn event_facts<V: Draw>(introduced: &Introduced) -> V {
    let minutes = help::minutes_until(introduced.ends, introduced.starts);
    let length = (minutes > 0).then(|| {
        group(vec![element("br", &[], vec![]), classed("span", "aside", vec![help::span(minutes)])])
    });
    let start = rich(&introduced.say("event.when.value").time("start", introduced.starts));
    let by = match &introduced.organizer {
        Some(name) => introduced.say("event.by.organizer").text("name", name.as_str()),
        None => introduced.say("event.by.host"),
    };
    let signed = introduced.signed_by.as_deref().map(|name| {
        let says = rich(&introduced.say("event.by.signed").text("name", name));
        group(vec![element("br", &[], vec![]), classed("span", "aside", vec![says])])
    });
    facts(vec![
        (introduced.say("event.when"), group(vec![start, maybe(length)])),
        (introduced.say("event.by"), group(vec![rich(&by), maybe(signed)])),
    ])
}

fn needs<V: Draw>(introduced: &Introduced) -> V {
    let account = match &introduced.guest {
        Some(guest) => introduced.say("introduction.need.account").text("address", guest.secret()),
        None => introduced.say("introduction.need.account.unknown"),
    };
    let time = if introduced.early { "introduction.need.time.early" } else { "introduction.need.time" };
    let phone = introduced.say("introduction.need.phone");
    list(false, &[account, device::needed(introduced), phone, introduced.say(time)])
}
