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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::journey::Resume;
    use crate::domain::journey::Step;
    use crate::domain::problem::Problem;

    const OPENED: Moment = Moment(1_000_000);

    fn stuck() -> State {
        State::Stuck { problem: Problem::new(Kind::Offline), resume: Resume::Step(Step::SignIn) }
    }

    #[test]
    fn the_last_events_are_kept_with_the_problem_they_led_to() {
        let mut log = Log::new(OPENED);
        for second in 0..30 {
            log.note(
                EventName::Continue,
                &State::Introducing,
                &State::Introducing,
                OPENED.plus(second * 1000),
            );
        }
        log.note(EventName::NoNetwork, &State::Introducing, &stuck(), OPENED.plus(31_999));
        log.note(EventName::CheckAgain, &stuck(), &stuck(), OPENED.plus(33_000));
        assert_eq!(log.marks().len(), MOST);
        let [.., before, led, stayed] = log.marks() else { panic!("expected three") };
        assert_eq!((before.seconds, before.problem), (29, None));
        assert_eq!((led.seconds, led.name, led.problem), (31, EventName::NoNetwork, Some(Kind::Offline)));
        assert_eq!(stayed.problem, None);
    }

    #[test]
    fn what_the_browser_notices_counts_where_it_changes_something() {
        let mut log = Log::new(OPENED);
        log.note(EventName::TabSeen, &State::Launching, &State::Launching, OPENED);
        log.note(EventName::Noticed, &State::Launching, &State::Launching, OPENED);
        assert_eq!(log.marks(), []);
        log.note(EventName::TabSeen, &State::WaitingForStart, &State::Launching, OPENED);
        assert_eq!(log.marks().len(), 1);
    }

    #[test]
    fn a_clock_that_was_put_back_counts_as_no_time() {
        assert_eq!(Log::new(OPENED).seconds(OPENED.plus(-5_000)), 0);
    }
}
