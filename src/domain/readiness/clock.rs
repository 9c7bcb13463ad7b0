//! Whether this device's clock is right, by the time that the portal's server has.

use crate::domain::time::{Civil, MINUTE, Moment};

/// How wrong a clock may be, in milliseconds: what Microsoft's services, and the portal's own look at an ID
/// token, commonly put up with.
pub const TOLERANCE: i64 = 5 * MINUTE;

/// What the server said of its time, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerTime {
    /// When it was asked, by this device.
    pub asked: Moment,
    /// When its answer was there, by this device.
    pub answered: Moment,
    /// `Date` of the answer (RFC 9110, section 6.6.1), as it stood there.
    pub date: Option<String>,
    /// `Age` of the answer (RFC 9111, section 5.1): seconds since then, where a cache gave it.
    pub age: Option<String>,
}

/// How the clock stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Right within [`TOLERANCE`].
    Right,
    /// Wrong.
    Wrong {
        /// The time by this device.
        here: Moment,
        /// The time by the server.
        there: Moment,
    },
    /// The server did not tell its time.
    Untold,
}

impl ServerTime {
    /// How the clock stands. The server looked at its own clock somewhere between the question and the answer,
    /// so a slow answer is never held against the clock here.
    pub fn standing(&self) -> Standing {
        let Some(date) = self.date.as_deref().and_then(http_date) else { return Standing::Untold };
        let age = self.age.as_deref().and_then(|age| age.trim().parse::<u32>().ok()).unwrap_or_default();
        let there = date.plus(i64::from(age) * 1000);
        let ahead = self.asked.since(there);
        let behind = there.since(self.answered);
        if ahead > TOLERANCE || behind > TOLERANCE {
            Standing::Wrong { here: self.answered, there }
        } else {
            Standing::Right
        }
    }
}

/// Reads `Sun, 06 Nov 1994 08:49:37 GMT`, the one form that servers may write (RFC 9110, section 5.6.7).
pub fn http_date(text: &str) -> Option<Moment> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (_, date) = text.trim().split_once(", ")?;
    let mut parts = date.split(' ');
    let mut part = || parts.next();
    let (day, month, year, time, zone) = (part()?, part()?, part()?, part()?, part()?);
    let mut clock = time.split(':');
    let mut number = || digits(clock.next()?, 2);
    let civil = Civil {
        year: digits(year, 4)?.into(),
        month: MONTHS.iter().zip(1..).find(|(name, _)| **name == month).map(|(_, number)| number)?,
        day: digits(day, 2)?,
        hour: number()?,
        minute: number()?,
        // A leap second; the moment after it is the same one here.
        second: number()?.min(59),
    };
    let moment = civil.moment();
    // What does not come back as it went in is no date, e.g. February 30.
    (zone == "GMT" && clock.next().is_none() && parts.next().is_none() && moment.civil() == civil)
        .then_some(moment)
}

fn digits(text: &str, length: usize) -> Option<u32> {
    let sound = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    if sound { text.parse().ok() } else { None }
}
