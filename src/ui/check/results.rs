//! What was found, row by row, and what is going on meanwhile.

use leptos::prelude::*;

use super::sentence;
use crate::app::check::{Checkup, Stage};
use crate::app::words::Words;
use crate::domain::readiness::subject::Subject;
use crate::domain::readiness::{Check, Finding, Standing, advice};
use crate::domain::target::Target;
use crate::domain::words::Message;
use crate::ui::parts::button::{Look, button};
use crate::ui::parts::element::classed;
use crate::ui::parts::icon::{Icon, icon};
use crate::ui::parts::text::{rich, unseen};
use crate::ui::parts::waiting::waiting;

/// The list that fills as results come. A row never changes once it is there, so each is read out once.
pub(super) fn results(checkup: Checkup, subject: &Subject) -> AnyView {
    let target = subject.target;
    let rows: Vec<AnyView> = Check::ALL
        .iter()
        .map(|check| {
            let finding = checkup.finding(*check);
            (move || finding.get().map(|finding| row(checkup, &finding, target))).into_any()
        })
        .collect();
    let begun = Memo::new(move |_| checkup.stage() != Stage::Before);
    let heading = move || {
        begun
            .get()
            .then(|| classed("h2", "page__subheading", vec![rich::<AnyView>(&Message::new("check.results"))]))
    };
    view! {
        <section class="page__section" hidden=move || !begun.get()>
            {heading}
            <ul class="results" role="list" aria-live="polite">{rows}</ul>
        </section>
    }
    .into_any()
}

fn row(checkup: Checkup, finding: &Finding, target: Target) -> AnyView {
    let standing = finding.outcome.standing();
    let (class, mark) = match standing {
        Standing::Good => ("result result--good", Icon::Tick),
        Standing::Unseen => ("result result--unseen", Icon::Info),
        Standing::Hint => ("result result--hint", Icon::Warning),
        Standing::Fault => ("result result--fault", Icon::Cross),
    };
    let said = advice::said(finding, target, &checkup.config().cloud);
    let name = rich(&advice::name(finding.check));
    let standing = Words::here().say(&["check.standing.", standing.name()].concat());
    let words = vec![
        classed("span", "result__name", vec![name]),
        unseen([" – ", &standing, " "].concat()),
        classed("span", "result__said", vec![sentence(said)]),
    ];
    let mark = classed("span", "result__mark", vec![icon(mark)]);
    classed("li", class, vec![mark, classed("span", "result__words", words)])
}

/// What there is to wait for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Under {
    Nothing,
    Asking,
    Measuring,
}

/// What is going on, with the way to stop the part that takes longest.
pub(super) fn under_way(checkup: Checkup) -> AnyView {
    let under = Memo::new(move |_| match checkup.stage() {
        Stage::Before | Stage::Done => Under::Nothing,
        Stage::Asking => Under::Asking,
        Stage::Measuring(_) => Under::Measuring,
    });
    let shown = move || match under.get() {
        Under::Nothing => ().into_any(),
        Under::Asking => waiting(&Message::new("check.asking")),
        Under::Measuring => measuring(checkup),
    };
    shown.into_any()
}

fn measuring(checkup: Checkup) -> AnyView {
    let label = Words::here().say("check.measuring.progress");
    let percent = move || match checkup.stage() {
        Stage::Measuring(arrived) => arrived.percent().unwrap_or_default(),
        Stage::Before | Stage::Asking | Stage::Done => 0,
    };
    view! {
        <div class="measuring">
            {waiting::<AnyView>(&Message::new("check.measuring"))}
            <progress class="measuring__bar" max="100" prop:value=percent aria-label=label></progress>
            {button(Look::Secondary, &Message::new("check.stop"), Callback::new(move |()| checkup.stop()))}
        </div>
    }
    .into_any()
}
