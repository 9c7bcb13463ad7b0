//! The verdict, and what to do next.

use leptos::prelude::*;

use super::{it, page_link, sentence};
use crate::app::check::{Checkup, Stage};
use crate::domain::readiness::advice::{self, Remedy};
use crate::domain::readiness::subject::Subject;
use crate::domain::readiness::{self, Finding, Standing, Verdict};
use crate::domain::words::Message;
use crate::ui::parts::element::{classed, element};
use crate::ui::parts::notice::{Tone, notice};
use crate::ui::parts::page::section;
use crate::ui::parts::text::{list, paragraph, rich};

/// The verdict once everything is done; its place is there before, so that it is read out when it comes.
pub(super) fn verdict(checkup: Checkup, subject: &Subject) -> AnyView {
    let subject = subject.clone();
    let done = Memo::new(move |_| checkup.stage() == Stage::Done);
    let found = Memo::new(move |_| if done.get() { checkup.findings() } else { Vec::new() });
    let summary = move || found.with(|found| (!found.is_empty()).then(|| notice_of(found)));
    let next = move || found.with(|found| (!found.is_empty()).then(|| to_do(checkup, &subject, found)));
    view! {
        <div class="verdict" role="status">{summary}</div>
        {next}
    }
    .into_any()
}

fn notice_of(found: &[Finding]) -> AnyView {
    let verdict = readiness::verdict(found);
    let tone = match verdict {
        Verdict::Ready => Tone::Success,
        Verdict::Probable => Tone::Warning,
        Verdict::NotReady => Tone::Error,
    };
    let id = ["check.verdict.", verdict.name()].concat();
    let heading = classed::<AnyView>("h2", "notice__heading", vec![rich(&Message::new(id.clone()))]);
    let lead = paragraph::<AnyView>(&Message::new([&id, ".lead"].concat()));
    let decisive: Vec<Message> =
        readiness::decisive(found).into_iter().map(|finding| advice::name(finding.check)).collect();
    let decisive = (!decisive.is_empty()).then(|| list::<AnyView>(false, &decisive));
    notice(tone, view! { {heading} {lead} {decisive} }.into_any())
}

/// What to do about all that is not good, what stands in the way first; and the message to IT where it is the
/// network.
fn to_do(checkup: Checkup, subject: &Subject, found: &[Finding]) -> AnyView {
    let part = |heading: &'static str, standings: &[Standing]| {
        let items: Vec<AnyView> = advice::remedies(found, standings, subject.target)
            .iter()
            .map(|remedy| item(checkup, subject, remedy))
            .collect();
        (!items.is_empty()).then(|| section(&Message::new(heading), items.into_any()))
    };
    let link = found.iter().any(|finding| finding.outcome.needs_link()).then(|| page_link(checkup, subject));
    // The message stands below the steps that name it.
    let letter = |urgent: bool| {
        let network = |finding: &Finding| finding.outcome.is_network();
        let fault = |finding: &Finding| finding.outcome.standing() == Standing::Fault;
        let urgently = found.iter().any(|finding| network(finding) && fault(finding));
        (found.iter().any(network) && urgently == urgent).then(|| it::letter(checkup, subject, found))
    };
    view! {
        {part("check.because", &[Standing::Fault])}
        {link}
        {letter(true)}
        {part("check.mind", &[Standing::Hint, Standing::Unseen])}
        {letter(false)}
    }
    .into_any()
}

fn item(checkup: Checkup, subject: &Subject, remedy: &Remedy) -> AnyView {
    let cloud = &checkup.config().cloud;
    let mut lines: Vec<AnyView> = Vec::new();
    for finding in &remedy.findings {
        lines.push(classed("h3", "remedy__name", vec![rich(&advice::name(finding.check))]));
        lines.push(element("p", &[], vec![sentence(advice::said(finding, subject.target, cloud))]));
    }
    let steps: Vec<Message> = remedy.steps.iter().map(|id| Message::new(*id)).collect();
    match &steps[..] {
        [] => {}
        [step] => lines.push(paragraph(step)),
        steps => lines.push(list(true, steps)),
    }
    if let Some(fixer) = remedy.fixer {
        let who = Message::new(["check.fixer.", fixer.name()].concat());
        lines.push(classed("p", "remedy__fixer", vec![rich(&who)]));
    }
    classed("div", "remedy", lines)
}
