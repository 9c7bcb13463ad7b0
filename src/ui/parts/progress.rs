//! How far the guest has come, in words first.

use leptos::prelude::*;

use super::element::{classed, element, maybe};
use super::icon::{Icon, icon};
use super::text::{rich, unseen};
use crate::app::words::Words;
use crate::domain::words::{Message, number};

/// Where one step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// Behind the guest.
    Done,
    /// Being done.
    Now,
    /// Ahead.
    Later,
}

impl StepState {
    /// The id of the word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Done => "part.progress.done",
            Self::Now => "part.progress.now",
            Self::Later => "part.progress.later",
        }
    }
}

/// One step of the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgressStep {
    /// The step's name.
    pub label: Message,
    /// Where it stands.
    pub state: StepState,
}

/// "Step 2 of 6: name" and the list of all steps, each with its state in words.
pub fn progress(steps: &[ProgressStep]) -> AnyView {
    let words = Words::here();
    let here = steps.iter().position(|step| step.state == StepState::Now).map(|at| {
        let sentence = Message::new("part.progress.here")
            .count("step", ordinal(at))
            .count("all", ordinal(steps.len().saturating_sub(1)))
            .text("name", words.write(&steps[at].label));
        classed("p", "progress__here", vec![rich::<AnyView>(&sentence)])
    });
    let items: Vec<AnyView> = steps.iter().map(|step| item(words, step)).collect();
    // The role is given: without its markers Safari takes a list for none.
    let items = element("ol", &[("class", "progress__steps"), ("role", "list")], items);
    let label = words.say("part.progress");
    element("section", &[("class", "progress"), ("aria-label", &label)], vec![here.into_any(), items])
}

fn item(words: Words, step: &ProgressStep) -> AnyView {
    let (class, mark) = match step.state {
        StepState::Done => ("progress__step progress__step--done", Some(Icon::Tick)),
        StepState::Now => ("progress__step progress__step--now", None),
        StepState::Later => ("progress__step", None),
    };
    let mark = classed("span", "progress__mark", vec![maybe(mark.map(icon))]);
    let name = classed("span", "progress__name", vec![rich(&step.label)]);
    let state = classed("span", "progress__state", vec![words.say(step.state.word()).into_any()]);
    let words = classed("span", "progress__words", vec![name, unseen(", ".to_owned()), state]);
    let mut attributes = vec![("class", class)];
    if step.state == StepState::Now {
        attributes.push(("aria-current", "step"));
    }
    element("li", &attributes, vec![mark, words])
}

/// The number people count with, from a position in a list.
fn ordinal(position: usize) -> u32 {
    number(position).saturating_add(1)
}
