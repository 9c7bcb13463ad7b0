//! Which tab works on a run, when it is open in several.
//!
//! The lease is kept beside the journal as an entry of its own, so that a sign of life does not write the whole
//! journal. A tab takes the lease before it reads the journal, beats every [`BEAT`] while it works, and looks before
//! each time it stores the journal whether the lease is still its own, in one transaction with the storing where the
//! storage has such. If it is not, the tab lets go of its run without sending: what it had in flight stands as
//! `Sending` in the journal, which the next holder reads as doubtful, so nothing of it is sent twice.

use serde::Serialize;

use crate::domain::json::{self, Unexpected};
use crate::domain::time::{MINUTE, Moment};

/// How often a working tab gives a sign of life, in milliseconds.
pub const BEAT: i64 = MINUTE / 4;

/// After how much silence another tab may take over, in milliseconds. Browsers let hidden tabs run only once a minute,
/// so a tab that finds its lease gone when it wakes is no rarity.
pub const SILENCE: i64 = MINUTE;

/// Who works on a run, and when that was last certain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lease {
    /// The tab, by a random name of its own.
    pub owner: String,
    /// Its last sign of life.
    pub beat: Moment,
}

/// Another tab works on the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// When this tab may take over unless the other gives a sign of life.
    pub until: Moment,
}

impl Lease {
    /// Takes the lease or renews it, given what is stored. A sign of life from the future, which a clock that was set
    /// back leaves behind, holds nobody up.
    pub fn take(stored: Option<&Self>, owner: &str, now: Moment) -> Result<Self, Held> {
        match stored {
            Some(other) if other.owner != owner && (0..=SILENCE).contains(&now.since(other.beat)) => {
                Err(Held { until: other.beat.plus(SILENCE + 1) })
            }
            _ => Ok(Self { owner: owner.to_owned(), beat: now }),
        }
    }

    /// Renews the lease; fails when another tab has it now, whether or not that one is silent.
    pub fn beat(stored: Option<&Self>, owner: &str, now: Moment) -> Result<Self, Held> {
        match stored {
            Some(other) if other.owner != owner => Err(Held { until: other.beat.plus(SILENCE + 1) }),
            _ => Ok(Self { owner: owner.to_owned(), beat: now }),
        }
    }

    /// What is stored.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads what was stored.
    pub fn from_json(json: &str) -> Result<Self, Unexpected> {
        json::object(json.as_bytes(), |fields| {
            Ok(Self {
                owner: fields.required_text("owner")?,
                beat: fields.number("beat")?.map(Moment).ok_or(Unexpected("beat"))?,
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    const NOW: Moment = Moment(1_795_284_000_000);

    #[rstest]
    #[case("this", 0, true)]
    #[case("other", 0, false)]
    #[case("other", 60_000, false)]
    #[case("other", 60_001, true)]
    #[case("other", -1, true)]
    fn a_run_is_taken_over_after_a_minute_of_silence(
        #[case] owner: &str,
        #[case] age: i64,
        #[case] ours: bool,
    ) {
        let stored = Lease { owner: owner.into(), beat: NOW.plus(-age) };
        assert_eq!(Lease::take(Some(&stored), "this", NOW).is_ok(), ours);
    }

    #[test]
    fn who_was_silent_too_long_does_not_get_back_in_by_a_sign_of_life() {
        let taken = Lease::take(None, "other", NOW).unwrap();
        assert!(Lease::beat(Some(&taken), "this", NOW.plus(2 * SILENCE)).is_err());
    }

    proptest! {
        #[test]
        fn two_tabs_never_both_hold(moves in prop::collection::vec((any::<bool>(), any::<bool>(), 0_i64..90_000), 1..60)) {
            let mut now = NOW;
            let mut stored: Option<Lease> = None;
            for (which, beats, pause) in moves {
                now = now.plus(pause);
                let owner = if which { "one" } else { "two" };
                let attempt = if beats { Lease::beat } else { Lease::take };
                let before = stored.clone();
                match attempt(stored.as_ref(), owner, now) {
                    Ok(lease) => stored = Some(lease),
                    Err(held) => {
                        let other = before.unwrap();
                        prop_assert!(other.owner != owner && held.until > other.beat);
                    }
                }
                let other = if which { "two" } else { "one" };
                let holds = stored.as_ref().is_some_and(|lease| lease.owner == owner);
                prop_assert!(!holds || Lease::beat(stored.as_ref(), other, now).is_err());
            }
        }

        #[test]
        fn what_is_written_is_read_back(owner in "[a-z0-9]{0,32}", beat: i64) {
            let lease = Lease { owner, beat: Moment(beat) };
            prop_assert_eq!(Lease::from_json(&lease.to_json()), Ok(lease));
        }
    }
}
