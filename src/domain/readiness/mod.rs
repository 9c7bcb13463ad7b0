//! Whether a computer is ready for an event, found out before the day.
//!
//! A page observes what a browser lets it observe ([`Observed`]); [`findings`] judges it, one [`Finding`] for
//! each [`Check`] that [`planned`] names, and [`verdict`] sums them up. What was not seen is never taken for
//! good, hints about the hardware never make a computer unready, and on a machine that guests cannot join from
//! nothing else is looked at, since it would say nothing about the computer that they will use.

pub mod advice;
pub mod clock;
pub mod line;
pub mod network;
pub mod subject;
#[cfg(test)]
mod tests;

use self::clock::{ServerTime, Standing as ClockStanding};
use self::line::{Level, Line};
use self::network::Reach;
use super::device::{self, Device, Facts, Judgement, Reason, Verdict as Suitability};
use super::named::named;
use super::target::Target;
use super::time::Moment;

/// What was observed so far. What has not come yet is `None`; what could not be observed says so itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Observed {
    /// What the browser tells about itself and its machine.
    pub facts: Facts,
    /// Whether this browser keeps anything.
    pub can_store: bool,
    /// What time the portal's server has.
    pub clock: Option<ServerTime>,
    /// Whether Microsoft's sign-in answers.
    pub sign_in: Option<Reach>,
    /// Whether Microsoft Graph answers.
    pub graph: Option<Reach>,
    /// How fast data arrives.
    pub line: Option<Line>,
}

named! {
    /// What is checked, in the order it is shown. Words: `check.name.<id>`.
    pub enum Check {
        /// Whether guests can join from this machine.
        Computer = "computer",
        /// Whether this is a browser of its own, not one inside another app.
        Browser = "browser",
        /// Processor cores.
        Processor = "processor",
        /// Working memory.
        Memory = "memory",
        /// The graphics processor.
        Graphics = "graphics",
        /// Whether the browser keeps what a sign-in needs.
        Storage = "storage",
        /// Whether the clock is right.
        Clock = "clock",
        /// Whether Microsoft's sign-in can be reached.
        SignIn = "sign-in",
        /// Whether Microsoft Graph can be reached.
        Graph = "graph",
        /// How fast data arrives.
        Line = "line",
    }
}

named! {
    /// What a check came to. Words: `check.said.<id>`, with the target's name behind it where it matters.
    pub enum Outcome {
        /// Guests can join from it.
        ComputerFits = "computer-fits",
        /// Guests cannot join from it.
        ComputerWrong = "computer-wrong",
        /// Nobody can tell what it is.
        ComputerUnknown = "computer-unknown",
        /// A Windows older than Windows 10.
        WindowsOld = "windows-old",
        /// Windows on Arm, where it is not known whether the app runs.
        WindowsArm = "windows-arm",
        /// A browser of its own.
        BrowserFits = "browser-fits",
        /// A browser inside another app, where sign-in often fails.
        BrowserInApp = "browser-in-app",
        /// As many cores as Microsoft asks for.
        CoresEnough = "cores-enough",
        /// Fewer.
        CoresFew = "cores-few",
        /// The browser does not tell.
        CoresUntold = "cores-untold",
        /// As much memory as Microsoft asks for, as far as a browser tells: it says 8 GB for more, too.
        MemoryEnough = "memory-enough",
        /// Less.
        MemoryLittle = "memory-little",
        /// The browser does not tell.
        MemoryUntold = "memory-untold",
        /// A graphics processor.
        GraphicsFit = "graphics-fit",
        /// Graphics are computed without one.
        GraphicsSoftware = "graphics-software",
        /// Probably a remote desktop or a virtual machine.
        GraphicsRemote = "graphics-remote",
        /// The browser does not tell.
        GraphicsUntold = "graphics-untold",
        /// What is written is there when read back.
        StorageWorks = "storage-works",
        /// It is not.
        StorageRefused = "storage-refused",
        /// Right within five minutes.
        ClockRight = "clock-right",
        /// Wrong by more, so that a sign-in fails.
        ClockWrong = "clock-wrong",
        /// The server did not tell its time.
        ClockUntold = "clock-untold",
        /// Microsoft's sign-in answers.
        SignInReached = "sign-in-reached",
        /// Something answers in an unusual way.
        SignInAltered = "sign-in-altered",
        /// Nothing answers.
        SignInSilent = "sign-in-silent",
        /// Microsoft Graph answers.
        GraphReached = "graph-reached",
        /// Something answers in an unusual way.
        GraphAltered = "graph-altered",
        /// Nothing answers.
        GraphSilent = "graph-silent",
        /// The device itself says that it has no network.
        Offline = "offline",
        /// Fast enough for everything.
        LineAmple = "line-ample",
        /// More than the minimum, shared screens included.
        LineEnough = "line-enough",
        /// More than the minimum for sound and movement alone.
        LinePlain = "line-plain",
        /// Less than any minimum.
        LineSlow = "line-slow",
        /// The person stopped the measurement.
        LineStopped = "line-stopped",
        /// It could not be measured.
        LineUntold = "line-untold",
    }
}

named! {
    /// How an outcome stands to readiness. Words: `check.standing.<id>`.
    pub enum Standing {
        /// Nothing stands in the way.
        Good = "good",
        /// It could not be seen.
        Unseen = "unseen",
        /// It may make the event slow or hard to join; nobody is kept out by it.
        Hint = "hint",
        /// Joining fails until it is put right.
        Fault = "fault",
    }
}

named! {
    /// The sum of all findings. Words: `check.verdict.<id>`.
    pub enum Verdict {
        /// Everything was seen and is good.
        Ready = "ready",
        /// Nothing is known to stand in the way, but not everything was seen to be good.
        Probable = "probable",
        /// Something stands in the way.
        NotReady = "not-ready",
    }
}

/// What a check came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which check.
    pub check: Check,
    /// What it came to.
    pub outcome: Outcome,
    /// What this occurrence brought with it.
    pub detail: Detail,
}

/// What one finding brought with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Nothing.
    None,
    /// What time it is by this device, and by the server.
    Times {
        /// By this device.
        here: Moment,
        /// By the server.
        there: Moment,
    },
    /// How fast data arrived, in kbit/s.
    Rate(u32),
}

/// The checks that are made on a machine that tells these facts.
pub fn planned(facts: &Facts, target: Target) -> &'static [Check] {
    match device::judge(facts, target).verdict {
        Suitability::WrongDevice => &[Check::Computer],
        Suitability::CanJoin | Suitability::InAppBrowser | Suitability::Unsure => Check::ALL,
    }
}

/// What is found of all that was observed so far, in the order of the checks.
pub fn findings(observed: &Observed, target: Target) -> Vec<Finding> {
    let judgement = device::judge(&observed.facts, target);
    planned(&observed.facts, target)
        .iter()
        .filter_map(|check| {
            let (outcome, detail) = outcome(*check, observed, &judgement, target)?;
            Some(Finding { check: *check, outcome, detail })
        })
        .collect()
}

/// The sum of findings: as good as the worst of them.
pub fn verdict(findings: &[Finding]) -> Verdict {
    match findings.iter().map(|finding| finding.outcome.standing()).max() {
        Some(Standing::Good) => Verdict::Ready,
        Some(Standing::Fault) => Verdict::NotReady,
        Some(Standing::Unseen | Standing::Hint) | None => Verdict::Probable,
    }
}

/// The findings that keep the verdict from being better.
pub fn decisive(findings: &[Finding]) -> Vec<&Finding> {
    let decides = |standing| match verdict(findings) {
        Verdict::Ready => false,
        Verdict::Probable => standing != Standing::Good,
        Verdict::NotReady => standing == Standing::Fault,
    };
    findings.iter().filter(|finding| decides(finding.outcome.standing())).collect()
}

impl Outcome {
    /// How it stands to readiness.
    pub const fn standing(self) -> Standing {
        match self {
            Self::ComputerFits
            | Self::BrowserFits
            | Self::CoresEnough
            | Self::MemoryEnough
            | Self::GraphicsFit
            | Self::StorageWorks
            | Self::ClockRight
            | Self::SignInReached
            | Self::GraphReached
            | Self::LineAmple
            | Self::LineEnough => Standing::Good,
            Self::ComputerUnknown
            | Self::WindowsArm
            | Self::CoresUntold
            | Self::MemoryUntold
            | Self::GraphicsUntold
            | Self::ClockUntold
            | Self::SignInAltered
            | Self::GraphAltered
            | Self::LineStopped
            | Self::LineUntold => Standing::Unseen,
            Self::WindowsOld
            | Self::CoresFew
            | Self::MemoryLittle
            | Self::GraphicsSoftware
            | Self::GraphicsRemote
            | Self::LinePlain => Standing::Hint,
            Self::ComputerWrong
            | Self::BrowserInApp
            | Self::StorageRefused
            | Self::ClockWrong
            | Self::SignInSilent
            | Self::GraphSilent
            | Self::Offline
            | Self::LineSlow => Standing::Fault,
        }
    }
}

fn outcome(
    check: Check,
    observed: &Observed,
    judgement: &Judgement,
    target: Target,
) -> Option<(Outcome, Detail)> {
    let facts = &observed.facts;
    let plain = |outcome| Some((outcome, Detail::None));
    match check {
        Check::Computer => plain(computer(judgement)),
        Check::Browser if judgement.in_app.is_some() => plain(Outcome::BrowserInApp),
        Check::Browser => plain(Outcome::BrowserFits),
        Check::Processor => plain(
            hardware(judgement, facts.cores.is_some(), &[(Reason::FewCores, Outcome::CoresFew)])
                .outcome(Outcome::CoresEnough, Outcome::CoresUntold),
        ),
        Check::Memory => plain(
            hardware(judgement, facts.memory_gb.is_some(), &[(Reason::LittleMemory, Outcome::MemoryLittle)])
                .outcome(Outcome::MemoryEnough, Outcome::MemoryUntold),
        ),
        Check::Graphics => plain(
            hardware(
                judgement,
                facts.webgl_renderer.is_some(),
                &[
                    (Reason::SoftwareGraphics, Outcome::GraphicsSoftware),
                    (Reason::RemoteDesktopLikely, Outcome::GraphicsRemote),
                ],
            )
            .outcome(Outcome::GraphicsFit, Outcome::GraphicsUntold),
        ),
        Check::Storage if observed.can_store => plain(Outcome::StorageWorks),
        Check::Storage => plain(Outcome::StorageRefused),
        Check::Clock => Some(match observed.clock.as_ref()?.standing() {
            ClockStanding::Right => (Outcome::ClockRight, Detail::None),
            ClockStanding::Wrong { here, there } => (Outcome::ClockWrong, Detail::Times { here, there }),
            ClockStanding::Untold => (Outcome::ClockUntold, Detail::None),
        }),
        Check::SignIn => plain(match observed.sign_in? {
            Reach::Answers => Outcome::SignInReached,
            Reach::Altered => Outcome::SignInAltered,
            Reach::Silent => Outcome::SignInSilent,
            Reach::Offline => Outcome::Offline,
        }),
        Check::Graph => plain(match observed.graph? {
            Reach::Answers => Outcome::GraphReached,
            Reach::Altered => Outcome::GraphAltered,
            Reach::Silent => Outcome::GraphSilent,
            Reach::Offline => Outcome::Offline,
        }),
        Check::Line => Some(match observed.line? {
            Line::Measured(measured) => {
                let rate = measured.kilobits_per_second();
                let outcome = match line::demand(target).level(rate) {
                    Level::Ample => Outcome::LineAmple,
                    Level::Enough => Outcome::LineEnough,
                    Level::Plain => Outcome::LinePlain,
                    Level::Slow => Outcome::LineSlow,
                };
                (outcome, Detail::Rate(rate))
            }
            Line::Stopped => (Outcome::LineStopped, Detail::None),
            Line::Untold => (Outcome::LineUntold, Detail::None),
        }),
    }
}

fn computer(judgement: &Judgement) -> Outcome {
    let told = |reasons: &[Reason]| reasons.iter().any(|reason| judgement.reasons.contains(reason));
    // Inside another app the verdict is the app, whatever could be told of the machine.
    let doubts = [Reason::Unrecognized, Reason::MixedSignals, Reason::Bot, Reason::QuestGuestUnverified];
    match judgement.verdict {
        Suitability::WrongDevice => Outcome::ComputerWrong,
        Suitability::Unsure => Outcome::ComputerUnknown,
        _ if told(&doubts) => Outcome::ComputerUnknown,
        _ if told(&[Reason::WindowsOld]) => Outcome::WindowsOld,
        _ if told(&[Reason::WindowsArm]) => Outcome::WindowsArm,
        Suitability::CanJoin | Suitability::InAppBrowser => Outcome::ComputerFits,
    }
}

/// What a piece of hardware turned out to be.
enum Hardware {
    Weak(Outcome),
    Fine,
    Untold,
}

/// Looks for the reasons that the device's judgement has against a piece of hardware; it has some for computers
/// alone.
fn hardware(judgement: &Judgement, told: bool, against: &[(Reason, Outcome)]) -> Hardware {
    let weak = against.iter().find(|(reason, _)| judgement.reasons.contains(reason));
    match weak {
        Some((_, outcome)) => Hardware::Weak(*outcome),
        None if told && judgement.device == Device::Desktop => Hardware::Fine,
        None => Hardware::Untold,
    }
}

impl Hardware {
    fn outcome(self, fine: Outcome, untold: Outcome) -> Outcome {
        match self {
            Self::Weak(outcome) => outcome,
            Self::Fine => fine,
            Self::Untold => untold,
        }
    }
}
