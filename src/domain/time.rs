//! Moments in UTC. Zones and written-out dates are the browser's business.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A moment: milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(pub i64);

/// One minute in milliseconds.
pub const MINUTE: i64 = 60_000;
/// One hour in milliseconds.
pub const HOUR: i64 = 60 * MINUTE;
/// One day in milliseconds.
pub const DAY: i64 = 24 * HOUR;

/// Calendar fields of a moment, in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Civil {
    /// Year, 1 to 9999.
    pub year: i64,
    /// Month, 1 to 12.
    pub month: u32,
    /// Day of the month, 1 to 31.
    pub day: u32,
    /// Hour, 0 to 23.
    pub hour: u32,
    /// Minute, 0 to 59.
    pub minute: u32,
    /// Second, 0 to 59.
    pub second: u32,
}

impl Moment {
    /// The moment so many milliseconds later; stays at the end of time rather than wrap round.
    #[must_use]
    pub const fn plus(self, milliseconds: i64) -> Self {
        Self(self.0.saturating_add(milliseconds))
    }

    /// Milliseconds from `earlier` to this moment; negative when it is not earlier.
    pub const fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// Reads `2026-11-21T18:00:00Z`; seconds and their fraction may be left out, an offset such as
    /// `+01:00` may stand for `Z`. `None` for anything else, also for a date that does not exist.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.trim().as_bytes();
        let mut cursor = Cursor { bytes, at: 0 };
        let year = i64::from(cursor.number(4)?);
        cursor.expect(b"-")?;
        let month = cursor.number(2)?;
        cursor.expect(b"-")?;
        let day = cursor.number(2)?;
        cursor.expect(b"T t")?;
        let hour = cursor.number(2)?;
        cursor.expect(b":")?;
        let minute = cursor.number(2)?;
        let second = if cursor.expect(b":").is_some() { cursor.number(2)? } else { 0 };
        if cursor.expect(b".").is_some() {
            while cursor.digit().is_some() {}
        }
        let offset_minutes = cursor.offset()?;
        let exists = (1..=12).contains(&month)
            && day >= 1
            && day <= days_in_month(year, month)
            && year >= 1
            && hour < 24
            && minute < 60
            && second < 60;
        if !exists || cursor.at != bytes.len() {
            return None;
        }
        let civil = Civil { year, month, day, hour, minute, second };
        Some(civil.moment().plus(-offset_minutes * MINUTE))
    }

    /// Calendar fields in UTC. Years outside 1 to 9999 are shown as the nearest of them.
    pub fn civil(self) -> Civil {
        let seconds = self.0.div_euclid(1000).clamp(-62_135_596_800, 253_402_300_799);
        let days = seconds.div_euclid(86_400);
        let rest = u32::try_from(seconds.rem_euclid(86_400)).unwrap_or_default();
        // Days to civil date, after Howard Hinnant's "chrono-Compatible Low-Level Date Algorithms".
        let shifted = days + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Civil {
            year,
            month: u32::try_from(month).unwrap_or(1),
            day: u32::try_from(day).unwrap_or(1),
            hour: rest / 3600,
            minute: rest / 60 % 60,
            second: rest % 60,
        }
    }
}

impl Civil {
    /// The moment these fields name in UTC.
    pub fn moment(self) -> Moment {
        let year = if self.month <= 2 { self.year - 1 } else { self.year };
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let shifted_month = i64::from((self.month + 9) % 12);
        let day_of_year = (153 * shifted_month + 2) / 5 + i64::from(self.day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        let days = era * 146_097 + day_of_era - 719_468;
        let seconds = days * 86_400
            + i64::from(self.hour) * 3600
            + i64::from(self.minute) * 60
            + i64::from(self.second);
        Moment(seconds * 1000)
    }
}

impl fmt::Display for Moment {
    /// ISO 8601 in UTC, whole seconds: `2026-11-21T18:00:00Z`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Civil { year, month, day, hour, minute, second } = self.civil();
        write!(formatter, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
    }
}

fn days_in_month(year: i64, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Cursor<'_> {
    fn expect(&mut self, any_of: &[u8]) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        any_of.contains(&byte).then(|| {
            self.at += 1;
            byte
        })
    }

    fn digit(&mut self) -> Option<u32> {
        self.expect(b"0123456789").map(|byte| u32::from(byte - b'0'))
    }

    fn number(&mut self, digits: u32) -> Option<u32> {
        (0..digits).try_fold(0, |number, _| self.digit().map(|digit| number * 10 + digit))
    }

    /// Minutes east of UTC.
    fn offset(&mut self) -> Option<i64> {
        let sign = match self.expect(b"Zz+-")? {
            b'+' => 1,
            b'-' => -1,
            _ => return Some(0),
        };
        let hours = self.number(2)?;
        self.expect(b":");
        let minutes = self.number(2)?;
        (hours < 24 && minutes < 60).then(|| sign * i64::from(hours * 60 + minutes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("1970-01-01T00:00:00Z", Some(0))]
    #[case("2026-11-21T18:00:00Z", Some(1_795_284_000_000))]
    #[case("2026-11-21T18:00Z", Some(1_795_284_000_000))]
    #[case("2026-11-21T19:00:00.1234567+01:00", Some(1_795_284_000_000))]
    #[case("2026-11-21 18:00:00Z", Some(1_795_284_000_000))]
    #[case("2024-02-29T00:00:00Z", Some(1_709_164_800_000))]
    #[case("2026-02-29T00:00:00Z", None)]
    #[case("2026-13-01T00:00:00Z", None)]
    #[case("2026-11-21T24:00:00Z", None)]
    #[case("2026-11-21T18:00:00", None)]
    #[case("2026-11-21T18:00:00Zé", None)]
    #[case("tomorrow", None)]
    #[case("", None)]
    fn reads_iso_8601(#[case] text: &str, #[case] expected: Option<i64>) {
        assert_eq!(Moment::parse(text), expected.map(Moment));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(seconds in -62_135_596_800_i64..=253_402_300_799) {
            let moment = Moment(seconds * 1000);
            prop_assert_eq!(Moment::parse(&moment.to_string()), Some(moment));
        }

        #[test]
        fn any_text_and_any_moment_are_survived(text in ".{0,40}", milliseconds: i64) {
            let _ = Moment::parse(&text);
            let _ = Moment(milliseconds).to_string();
        }
    }
}
