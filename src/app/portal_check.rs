//! Tries what a deployment names, one thing after the other, and owns what came of it. What it amounts to is decided
//! in [`portal_check`].

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::check::reached;
use crate::browser::http::{self, NoAnswer};
use crate::domain::config::Config;
use crate::domain::support::portal_check::{self, Answer, Discovery, Probe};

/// A handle on the check; cheap to copy.
#[derive(Clone, Copy)]
pub struct PortalCheck {
    answers: RwSignal<Vec<Answer>>,
    /// How many are still being tried.
    left: RwSignal<usize>,
}

impl PortalCheck {
    pub(super) fn new() -> Self {
        Self { answers: RwSignal::default(), left: RwSignal::new(0) }
    }

    /// What came so far; tracked.
    pub fn answers(self) -> Vec<Answer> {
        self.answers.get()
    }

    /// Whether something is still being tried; tracked.
    pub fn is_running(self) -> bool {
        self.left.get() > 0
    }

    /// Tries everything that needs no sign-in, all at the same time.
    pub fn run(self, config: &Config) {
        if self.left.get_untracked() > 0 {
            return;
        }
        let probes = portal_check::plan(config);
        let probes: Vec<Probe> =
            probes.into_iter().filter(|probe| !matches!(probe, Probe::SignIn(_))).collect();
        self.left.set(probes.len());
        for probe in probes {
            spawn_local(async move {
                if let Some(answer) = tried(probe).await {
                    self.note(answer);
                }
                self.left.update(|left| *left -= 1);
            });
        }
    }

    /// Takes note of what came of something.
    pub(super) fn note(self, answer: Answer) {
        self.answers.update(|answers| answers.push(answer));
    }
}

/// What comes of it; nothing for a sign-in, which only a press begins.
async fn tried(probe: Probe) -> Option<Answer> {
    match probe {
        Probe::Reach(address) => Some(Answer::Reached(reached(address.as_str()).await)),
        Probe::Read(tenant, address) => {
            let answer = http::file(address.as_str()).await;
            let read = match answer {
                Ok(answer) => Discovery::read(&answer.body),
                Err(NoAnswer::Offline) => Discovery::Offline,
                Err(NoAnswer::Unreachable) => Discovery::Silent,
            };
            Some(Answer::Discovered(tenant, read))
        }
        Probe::SignIn(_) => None,
    }
}
