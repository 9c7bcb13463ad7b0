//! Moments as a field for date and time has them: in the reader's own time, to the minute.
//! (HTML, "Local date and time state", `input type=datetime-local`.)

use super::zone::from_local;
use crate::domain::time::{Civil, Moment};

/// What the field shows, e.g. `2026-11-21T18:00`. `offset_at` says how far the reader's time is ahead of UTC.
pub fn write(moment: Moment, offset_at: impl Fn(Moment) -> i64) -> String {
    let Civil { year, month, day, hour, minute, .. } = moment.plus(offset_at(moment)).civil();
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}")
}

/// What the field says, or `None` when it is empty or half filled in.
pub fn read(text: &str, offset_at: impl Fn(Moment) -> i64) -> Option<Moment> {
    let as_utc = Moment::parse(&[text, "Z"].concat())?;
    Some(from_local(as_utc.civil(), offset_at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::{HOUR, MINUTE};
    use proptest::prelude::*;

    /// Berlin in 2026: summer time from 29 March to 25 October, 01:00 UTC each.
    fn berlin(moment: Moment) -> i64 {
        let at = |text: &str| Moment::parse(text).unwrap();
        let summer = at("2026-03-29T01:00:00Z")..at("2026-10-25T01:00:00Z");
        if summer.contains(&moment) { 2 * HOUR } else { HOUR }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_what_is_meant(minutes in 29_400_000_i64..29_950_000) {
            let moment = Moment(minutes * MINUTE);
            let shown = write(moment, berlin);
            let read = read(&shown, berlin).unwrap();
            // The hour that comes twice may be either of the two.
            prop_assert_eq!(write(read, berlin), shown);
            prop_assert!(read == moment || read.since(moment).abs() == HOUR);
        }
    }

    #[test]
    fn times_are_the_readers_own() {
        let moment = Moment::parse("2026-07-01T16:00:00Z").unwrap();
        assert_eq!(write(moment, berlin), "2026-07-01T18:00");
        assert_eq!(read("2026-07-01T18:00", berlin), Some(moment));
        assert_eq!(read("", berlin), None);
        assert_eq!(read("2026-07-01", berlin), None);
    }
}
