//! When a question that found Graph busy is asked again by itself.

use crate::domain::problem::{Kind, Problem};
use crate::domain::time::Moment;

/// How often a question is asked again before the guest is told.
const TRIES: u8 = 3;

/// The longest the guest is kept waiting without being asked, in seconds.
const LONGEST: u32 = 60;

/// How long to wait before asking for the `tries`-th time again, in milliseconds; `None` when asking again is for
/// the guest to decide. Microsoft's own figure counts; without one the wait doubles, with a part that differs
/// between guests, so that those turned away together do not all come back together
/// (Microsoft Graph, "throttling guidance").
pub fn pause(problem: &Problem, tries: u8, now: Moment) -> Option<i64> {
    let passing = matches!(problem.kind, Kind::Throttled | Kind::GraphUnreachable);
    if !passing || tries >= TRIES {
        return None;
    }
    let least = match problem.trace.wait_seconds {
        Some(asked) if asked > LONGEST => return None,
        Some(asked) => i64::from(asked) * 1000,
        None => 1000 << tries,
    };
    // The clock's milliseconds are as good as any die here: nobody gains by guessing them.
    Some(least + now.0.rem_euclid(1000) * least.min(4000) / 2000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::problem::Trace;
    use proptest::prelude::*;
    use rstest::rstest;

    fn problem(kind: Kind, wait_seconds: Option<u32>) -> Problem {
        Problem { kind, trace: Trace { wait_seconds, ..Trace::default() } }
    }

    #[rstest]
    #[case(Kind::Throttled, Some(7), 0, 0, Some(7_000))]
    #[case(Kind::Throttled, Some(7), 2, 999, Some(8_998))]
    #[case(Kind::Throttled, Some(60), 0, 0, Some(60_000))]
    #[case(Kind::Throttled, Some(61), 0, 0, None)]
    #[case(Kind::Throttled, None, 0, 0, Some(1_000))]
    #[case(Kind::GraphUnreachable, None, 1, 0, Some(2_000))]
    #[case(Kind::GraphUnreachable, None, 2, 500, Some(5_000))]
    #[case(Kind::GraphUnreachable, None, 3, 0, None)]
    #[case(Kind::GraphRefused, Some(7), 0, 0, None)]
    #[case(Kind::Offline, None, 0, 0, None)]
    fn waits_are_short_few_and_as_microsoft_says(
        #[case] kind: Kind,
        #[case] asked: Option<u32>,
        #[case] tries: u8,
        #[case] now: i64,
        #[case] expected: Option<i64>,
    ) {
        assert_eq!(pause(&problem(kind, asked), tries, Moment(now)), expected);
    }

    proptest! {
        #[test]
        fn nobody_comes_back_before_they_may(asked in 1..=LONGEST, tries in 0..TRIES, now: i64) {
            let pause = pause(&problem(Kind::Throttled, Some(asked)), tries, Moment(now)).unwrap();
            let asked = i64::from(asked) * 1000;
            prop_assert!((asked..asked * 3 / 2 + 1).contains(&pause));
        }
    }
}
