//! What happened last on a page, by name.

use super::Mark;
use crate::domain::journey::{EventName, State};
use crate::domain::problem::Kind;
use crate::domain::time::Moment;

/// How many events are remembered.
pub const MOST: usize = 24;

/// What happened last on a page: names and seconds, nothing of what an event held.
#[derive(Clone, Debug)]
pub struct Log {
    opened: Moment,
    marks: Vec<Mark>,
}

impl Log {
    /// The log of a page that was opened then.
    pub const fn new(opened: Moment) -> Self {
        Self { opened, marks: Vec::new() }
    }

    /// Notes an event, and the problem that it led to. What the browser notices by itself is noted only where it
    /// changes something: looking at another tab and back would fill the log.
    pub fn note(&mut self, name: EventName, before: &State, after: &State, now: Moment) {
        let by_itself = matches!(name, EventName::TabSeen | EventName::Noticed);
        if by_itself && before == after {
            return;
        }
        if self.marks.len() == MOST {
            self.marks.remove(0);
        }
        let problem = problem_of(after).filter(|_| before != after);
        self.marks.push(Mark { seconds: self.seconds(now), name, problem });
    }

    /// What happened, in its order.
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// For how long the page has been open. A clock that was put back counts as no time.
    pub fn seconds(&self, now: Moment) -> u32 {
        u32::try_from(now.since(self.opened) / 1000).unwrap_or_default()
    }
}

fn problem_of(state: &State) -> Option<Kind> {
    state.problem().map(|problem| problem.kind)
}
