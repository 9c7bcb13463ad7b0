//! How fast data has to arrive, and how fast it does.
//!
//! Microsoft prints its figures as pairs, one for each direction, and does not make clear which is which: the
//! page on Mesh calls the first one downstream, Teams' own tables put upstream first. Of each pair the larger
//! counts here, so that nobody is told "enough" by the wrong one.

use crate::domain::target::Target;
use crate::domain::words::{Message, number};

/// The portal's own file that is measured with: bytes that cannot be compressed, made by the build.
pub const FILE: &str = "line.bin";

/// After how many milliseconds a measurement ends, whatever has arrived by then.
pub const LIMIT: u32 = 8_000;

/// What a line was found to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// Measured, to the end of the file or of the time.
    Measured(Measured),
    /// The person stopped the measurement.
    Stopped,
    /// The file could not be had.
    Untold,
}

/// What arrived, and in what time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measured {
    /// Bytes that arrived.
    pub bytes: u64,
    /// Milliseconds that they took, counted from the first sign of an answer.
    pub milliseconds: u64,
}

/// What has arrived of the file so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arrived {
    /// What, and in what time.
    pub measured: Measured,
    /// Bytes that there will be, where the server says so.
    pub total: Option<u64>,
    /// Whether the end of the file has come.
    pub whole: bool,
}

/// What Microsoft asks of a line, in kbit/s.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Demand {
    /// At least, for movement and sound.
    pub plain: u32,
    /// At least, with everything else that an event may have, a shared screen above all.
    pub shared: u32,
    /// For everything in good quality.
    pub ample: u32,
}

/// What a line is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// For nothing: less than the least that is asked for.
    Slow,
    /// For movement and sound.
    Plain,
    /// For everything, at least in modest quality.
    Enough,
    /// For everything in good quality.
    Ample,
}

/// What Microsoft asks of a line for a target.
///
/// Mesh: mesh-docs, `mesh/Includes/mesh-bandwidth-requirements.md`; with a shared screen, presenters and people
/// in other rooms added up, at least (370 + 250 + 110 + 65) and as recommended (700 + 2,500 + 160 + 65).
/// Immersive events: "Plan for immersive events"; it sums up one shared screen itself, at least and at most.
pub const fn demand(target: Target) -> Demand {
    match target {
        Target::MeshPc => Demand { plain: 370, shared: 795, ample: 3_425 },
        Target::TeamsImmersive => Demand { plain: 370, shared: 830, ample: 8_926 },
    }
}

impl Arrived {
    /// What the line is by what had arrived when the measurement ended. A file that is far too short is not the
    /// portal's own, and an answer that broke off early measures nothing.
    pub fn line(self, stopped: bool) -> Line {
        const SHORTEST: u64 = 500_000;
        let Measured { bytes, milliseconds } = self.measured;
        match self.whole {
            _ if stopped => Line::Stopped,
            true if bytes >= SHORTEST => Line::Measured(self.measured),
            false if milliseconds >= u64::from(LIMIT / 2) => Line::Measured(self.measured),
            _ => Line::Untold,
        }
    }

    /// How much of the file has come, in percent; `None` where the server does not say how long it is.
    pub fn percent(self) -> Option<u32> {
        let total = self.total.filter(|total| *total > 0)?;
        let percent = u128::from(self.measured.bytes) * 100 / u128::from(total);
        u32::try_from(percent.min(100)).ok()
    }
}

impl Demand {
    /// What a line of so many kbit/s is good for.
    pub fn level(self, rate: u32) -> Level {
        match rate {
            rate if rate >= self.ample => Level::Ample,
            rate if rate >= self.shared => Level::Enough,
            rate if rate >= self.plain => Level::Plain,
            _ => Level::Slow,
        }
    }
}

impl Measured {
    /// The rate in kbit/s, which are bits per millisecond. Less than a millisecond counts as one.
    pub fn kilobits_per_second(self) -> u32 {
        let rate = self.bytes.saturating_mul(8) / self.milliseconds.max(1);
        number(rate)
    }
}

/// A rate in words: two digits of it, since no measurement of a few seconds knows more.
pub fn in_words(rate: u32) -> Message {
    const MOST: u32 = 100_000;
    match rate {
        MOST.. => Message::new("check.rate.more").count("rate", MOST / 1000),
        10_000.. => Message::new("check.rate.mbit").count("rate", two_digits(rate / 1000)),
        _ => Message::new("check.rate.kbit").count("rate", two_digits(rate)),
    }
}

/// A figure of Microsoft's in words, digit by digit.
pub fn figure(rate: u32) -> Message {
    Message::new("check.rate.kbit").count("rate", rate)
}

/// Cuts off all but the first two digits: never more than was measured.
fn two_digits(number: u32) -> u32 {
    let mut unit = 1;
    while number / unit >= 100 {
        unit *= 10;
    }
    number / unit * unit
}
