//! A report from a journey: the one place where it is decided what goes in.

use super::log::Log;
use super::{Done, Release, Report};
use crate::domain::invite::GuestAddress;
use crate::domain::journey::Journey;
use crate::domain::language::Language;
use crate::domain::meeting;
use crate::domain::problem::Problem;
use crate::domain::tenant::Guid;
use crate::domain::time::Moment;

/// What a report says besides the journey.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// The time.
    pub now: Moment,
    /// What happened on the page.
    pub log: &'a Log,
    /// The language of the page.
    pub language: Language,
    /// Whether the device says that it has a network.
    pub online: bool,
}

/// The report of a page that has a problem, or none, and no journey.
pub fn of_problem(problem: Option<&Problem>, around: Around<'_>) -> Report {
    let Around { now, log, language, online } = around;
    let trace = problem.map(|problem| &problem.trace);
    Report {
        portal: Release::OWN,
        time: Some(Moment(now.0.div_euclid(1000) * 1000)),
        open: Some(log.seconds(now)),
        language: Some(language),
        problem: problem.map(|problem| problem.kind),
        aadsts: trace.and_then(|trace| trace.aadsts),
        status: trace.and_then(|trace| trace.status),
        // From an answer, so it is only believed where it is a GUID.
        correlation: trace.and_then(|trace| Guid::parse(trace.correlation_id.as_ref()?).ok()),
        online: Some(online),
        events: log.marks().to_vec(),
        ..Report::default()
    }
}

/// The report of a journey, with the guest's address where the guest adds it.
pub fn of(journey: &Journey, around: Around<'_>, with_address: bool) -> Report {
    let Journey { setting, invite, progress, device, state, .. } = journey;
    let tenant = invite.as_ref().map(|invite| &invite.host);
    let host = setting.config.hosts.iter().position(|host| Some(&host.tenant) == tenant);
    let (browser, version) = meeting::browser(&setting.facts, device);
    let done = [
        (progress.begun, Done::Begun),
        (progress.device_accepted, Done::DeviceAccepted),
        (progress.over_accepted, Done::OverAccepted),
        (progress.invitation_settled, Done::InvitationSettled),
        (progress.skip_home, Done::HomeSkipped),
        (progress.launched, Done::Launched),
        (progress.inside, Done::Inside),
        (journey.signed_out, Done::SignedOut),
    ];
    Report {
        config: Some(setting.config.fingerprint),
        target: invite.as_ref().map(|invite| invite.target),
        host: host.and_then(|place| u32::try_from(place + 1).ok()),
        step: Some(state.step()),
        os: Some(device.os),
        device: Some(device.device),
        verdict: Some(device.verdict),
        hints: device.reasons.clone(),
        in_app: device.in_app,
        browser,
        browser_version: version.map(|(major, _)| major),
        storage: Some(setting.can_store),
        sign_in: Some(progress.sign_in),
        leg: journey.last_leg,
        license: Some(progress.license),
        missing: progress.missing.clone(),
        app: Some(journey.has_app()),
        done: done.into_iter().filter_map(|(is_done, done)| is_done.then_some(done)).collect(),
        address: address(journey).filter(|_| with_address).cloned(),
        ..of_problem(state.problem(), around)
    }
}

/// The guest's address that could be added, where the page knows one.
pub fn address(journey: &Journey) -> Option<&GuestAddress> {
    journey.invite.as_ref()?.guest.as_ref()
}
