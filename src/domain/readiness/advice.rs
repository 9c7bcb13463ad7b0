//! What a finding says, what to do about it, who can, and what to send them.

use url::Url;

use super::network::{self, Need};
use super::subject::Subject;
use super::{Check, Detail, Finding, Outcome, Standing, line};
use crate::domain::config::Cloud;
use crate::domain::problem::Fixer;
use crate::domain::target::Target;
use crate::domain::words::Message;

/// A sentence that holds other sentences: figures with their units, written out when shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The sentence.
    pub message: Message,
    /// Placeholders of it that are sentences themselves.
    pub inside: Vec<(&'static str, Message)>,
}

impl From<Message> for Sentence {
    fn from(message: Message) -> Self {
        Self { message, inside: Vec::new() }
    }
}

/// What a check is called.
pub fn name(check: Check) -> Message {
    Message::new(["check.name.", check.name()].concat())
}

/// What a finding says.
pub fn said(finding: &Finding, target: Target, cloud: &Cloud) -> Sentence {
    let mut id = ["check.said.", finding.outcome.name()].concat();
    if finding.outcome.depends_on_target() {
        id.push('.');
        id.push_str(target.name());
    }
    let service = if finding.check == Check::Graph { &cloud.graph } else { &cloud.login };
    let message = Message::new(id).text("host", network::host_of(service.as_str()));
    match finding.detail {
        Detail::None => message.into(),
        Detail::Times { here, there } => message.time("here", here).time("there", there).into(),
        Detail::Rate(rate) => {
            let demand = line::demand(target);
            let inside = vec![
                ("rate", line::in_words(rate)),
                ("plain", line::figure(demand.plain)),
                ("shared", line::figure(demand.shared)),
            ];
            Sentence { message, inside }
        }
    }
}

impl Outcome {
    /// Whether its sentence differs from target to target.
    pub const fn depends_on_target(self) -> bool {
        matches!(self, Self::ComputerFits | Self::ComputerWrong | Self::ComputerUnknown)
    }

    /// What to do about it, step by step.
    pub const fn steps(self, target: Target) -> &'static [&'static str] {
        match self {
            Self::ComputerWrong => &["check.do.other-computer"],
            Self::WindowsOld => &["check.do.newer-windows"],
            Self::WindowsArm => &["check.do.try-app"],
            Self::BrowserInApp => &["check.do.other-browser"],
            Self::CoresFew | Self::MemoryLittle => &["check.do.less-load"],
            Self::CoresUntold => &["check.do.look-up-cores"],
            Self::MemoryUntold => &["check.do.look-up-memory"],
            Self::GraphicsSoftware => &["check.do.acceleration"],
            Self::GraphicsRemote => &["check.do.sit-there"],
            Self::StorageRefused => &["check.do.ordinary-window", "check.do.ask-about-storage"],
            Self::ClockWrong => match target {
                Target::MeshPc => &["check.do.clock-windows", "check.do.clock-managed"],
                Target::TeamsImmersive => {
                    &["check.do.clock-windows", "check.do.clock-mac", "check.do.clock-managed"]
                }
            },
            Self::ClockUntold => &["check.do.compare-clock"],
            Self::SignInAltered | Self::SignInSilent | Self::GraphAltered | Self::GraphSilent => {
                &["check.do.no-blocker", "check.do.other-network", "check.do.send-it"]
            }
            Self::Offline => &["check.do.connect"],
            Self::LinePlain | Self::LineSlow => {
                &["check.do.cable", "check.do.less-traffic", "check.do.send-it"]
            }
            Self::LineStopped | Self::LineUntold => &["check.do.measure-again"],
            Self::ComputerFits
            | Self::ComputerUnknown
            | Self::BrowserFits
            | Self::CoresEnough
            | Self::MemoryEnough
            | Self::GraphicsFit
            | Self::GraphicsUntold
            | Self::StorageWorks
            | Self::ClockRight
            | Self::SignInReached
            | Self::GraphReached
            | Self::LineAmple
            | Self::LineEnough => &[],
        }
    }

    /// Who can put it right, where that has to be done.
    pub const fn fixer(self) -> Option<Fixer> {
        match self.standing() {
            Standing::Fault if self.is_network() => Some(Fixer::HomeAdmin),
            Standing::Fault => Some(Fixer::Guest),
            Standing::Good | Standing::Unseen | Standing::Hint => None,
        }
    }

    /// Whether the network may be the reason, and the one who runs it should hear of it.
    pub const fn is_network(self) -> bool {
        matches!(
            self,
            Self::SignInAltered
                | Self::SignInSilent
                | Self::GraphAltered
                | Self::GraphSilent
                | Self::LinePlain
                | Self::LineSlow
        )
    }

    /// Whether it is put right by opening this page elsewhere.
    pub const fn needs_link(self) -> bool {
        matches!(self, Self::ComputerWrong | Self::BrowserInApp | Self::StorageRefused)
    }
}

/// Findings that the same steps put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remedy {
    /// What was found, each outcome once.
    pub findings: Vec<Finding>,
    /// What to do, step by step.
    pub steps: &'static [&'static str],
    /// Who can put it right, where that has to be done.
    pub fixer: Option<Fixer>,
}

/// What to do about findings of these standings, in the order of the checks.
pub fn remedies(findings: &[Finding], standings: &[Standing], target: Target) -> Vec<Remedy> {
    let mut remedies: Vec<Remedy> = Vec::new();
    for finding in findings.iter().filter(|finding| standings.contains(&finding.outcome.standing())) {
        let (steps, fixer) = (finding.outcome.steps(target), finding.outcome.fixer());
        match remedies.iter_mut().find(|remedy| remedy.steps == steps && remedy.fixer == fixer) {
            Some(same) if same.findings.iter().any(|other| other.outcome == finding.outcome) => {}
            Some(same) => same.findings.push(finding.clone()),
            None => remedies.push(Remedy { findings: vec![finding.clone()], steps, fixer }),
        }
    }
    remedies
}

/// A message to the guest's own IT, in the order of its paragraphs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItMessage {
    /// Subject line.
    pub subject: Message,
    /// What it is about.
    pub hello: Message,
    /// What was found of the network, with the name of each check; empty when it is a precaution.
    pub found: Vec<(Message, Sentence)>,
    /// What is asked for.
    pub please: Message,
    /// Addresses and ports.
    pub needs: Vec<Need>,
    /// Where the list comes from.
    pub source: Message,
}

/// The message to the guest's own IT: with what the network seems to have done, or as a precaution.
/// `portal` is any page of the portal.
pub fn it_message(findings: &[Finding], subject: &Subject, cloud: &Cloud, portal: &Url) -> ItMessage {
    let by_target = |id: &'static str| Message::new([id, ".", subject.target.name()].concat());
    let network = findings.iter().filter(|finding| finding.outcome.is_network());
    ItMessage {
        subject: by_target("check.letter.subject"),
        hello: by_target("check.letter.hello"),
        found: network.map(|finding| (name(finding.check), said(finding, subject.target, cloud))).collect(),
        please: Message::new("check.letter.please"),
        needs: network::needs(subject.target, cloud, portal),
        source: Message::new("check.letter.source"),
    }
}
