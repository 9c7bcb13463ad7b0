//! What many reports say together: which problems, on which pages, devices and versions, on which days.

use std::collections::{BTreeMap, BTreeSet};

use super::glance::device_message;
use super::read::{Reading, Unreadable};
use super::{Release, Report, write};
use crate::domain::device::{Device, Os};
use crate::domain::guests::export::table_csv;
use crate::domain::journey::Step;
use crate::domain::named::named;
use crate::domain::problem::Kind;
use crate::domain::time::{Civil, Moment};
use crate::domain::words::Message;

named! {
    /// What reports are counted by, in the order it is shown. Words: `tally.by.<name>`.
    pub enum By, name {
        /// The problem.
        Problem = "problem",
        /// Where the guest was.
        Step = "step",
        /// The kind of device and its system.
        Device = "device",
        /// The version of the portal.
        Portal = "portal",
        /// The day, in UTC.
        Day = "day",
    }
}

/// Something that reports have in common. Ordered as it is shown where counts are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// A problem.
    Problem(Kind),
    /// A step.
    Step(Step),
    /// A device.
    Device(Device, Os),
    /// A version.
    Portal(Release),
    /// A day: its first moment.
    Day(Moment),
    /// The report does not say.
    Untold,
}

/// Counts reports, one after the other.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    counts: BTreeMap<(usize, Value), u32>,
    seen: BTreeSet<String>,
    again: u32,
    unreadable: BTreeMap<Unreadable, u32>,
    cut: u32,
}

/// How many reports have something in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// What.
    pub value: Value,
    /// How many.
    pub count: u32,
    /// The share of all reports in tenths of a percent, rounded.
    pub permille: u32,
}

impl Tally {
    /// Counts a report. `false` when it was counted already.
    pub fn add(&mut self, report: &Report) -> bool {
        let fresh = self.seen.insert(identity(report));
        if !fresh {
            self.again += 1;
            return false;
        }
        for (place, by) in By::ALL.iter().enumerate() {
            *self.counts.entry((place, value(report, *by))).or_default() += 1;
        }
        true
    }

    /// Counts what came of reading a file.
    pub fn add_reading(&mut self, reading: &Result<Reading, Unreadable>) {
        match reading {
            Ok(reading) => {
                let fresh = self.add(&reading.report);
                self.cut += u32::from(fresh && reading.is_cut);
            }
            Err(fault) => *self.unreadable.entry(*fault).or_default() += 1,
        }
    }

    /// How many reports were counted.
    pub fn all(&self) -> u32 {
        u32::try_from(self.seen.len()).unwrap_or(u32::MAX)
    }

    /// How many came again after they had been counted.
    pub const fn again(&self) -> u32 {
        self.again
    }

    /// How many of those counted are not whole.
    pub const fn cut(&self) -> u32 {
        self.cut
    }

    /// How many files could not be read, by the reason, most first.
    pub fn unreadable(&self) -> Vec<(Unreadable, u32)> {
        let mut faults: Vec<_> = self.unreadable.iter().map(|(fault, count)| (*fault, *count)).collect();
        faults.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        faults
    }

    /// The rows by something: most first, but days in their order; what reports do not say comes last.
    pub fn rows(&self, by: By) -> Vec<Row> {
        let all = u64::from(self.all().max(1));
        let counted = self.counts.iter().filter(|((place, _), _)| *place == by as usize);
        let mut rows: Vec<Row> = counted
            .map(|((_, value), count)| {
                let permille = u32::try_from((u64::from(*count) * 1000 + all / 2) / all).unwrap_or(1000);
                Row { value: *value, count: *count, permille }
            })
            .collect();
        rows.sort_by_key(|row| {
            let place = if by == By::Day { 0 } else { row.count };
            (row.value == Value::Untold, std::cmp::Reverse(place), row.value)
        });
        rows
    }

    /// Everything as a table for a spreadsheet, with headers and names that stay in English.
    pub fn to_csv(&self) -> String {
        let rows = By::ALL.iter().flat_map(|by| {
            self.rows(*by).into_iter().map(move |row| {
                let share = format!("{}.{}", row.permille / 10, row.permille % 10);
                vec![by.name().to_owned(), row.value.to_string(), row.count.to_string(), share]
            })
        });
        let faults = self.unreadable().into_iter().map(|(fault, count)| {
            vec!["unreadable".to_owned(), fault.name().to_owned(), count.to_string(), String::new()]
        });
        let again = vec!["again".to_owned(), String::new(), self.again.to_string(), String::new()];
        table_csv(&["By", "Value", "Reports", "Percent"], rows.chain(faults).chain([again]))
    }
}

impl std::fmt::Display for Value {
    /// The value as it stands in reports: the same in every language.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Problem(kind) => formatter.write_str(kind.code()),
            Self::Step(step) => formatter.write_str(step.name()),
            Self::Device(device, os) => write!(formatter, "{} {}", device.name(), os.name()),
            Self::Portal(release) => release.fmt(formatter),
            Self::Day(day) => formatter.write_str(day.to_string().get(..10).unwrap_or_default()),
            Self::Untold => Ok(()),
        }
    }
}

impl Value {
    /// What a row is called; a problem by its code, which the page may follow with its heading.
    pub fn message(self) -> Message {
        match self {
            Self::Problem(kind) => Message::new("tally.problem").text("code", kind.code()),
            Self::Step(step) => Message::new(["glance.step.", step.name()].concat()),
            Self::Device(device, os) => device_message(device, Some(os)),
            Self::Portal(_) => Message::new("glance.value").text("value", self.to_string()),
            Self::Day(day) => Message::new("tally.day").day("day", day),
            Self::Untold => Message::new("tally.untold"),
        }
    }
}

/// The same report handed in twice is the same text, with or without the address.
fn identity(report: &Report) -> String {
    write(&Report { address: None, ..report.clone() })
}

fn value(report: &Report, by: By) -> Value {
    let value = match by {
        By::Problem => report.problem.map(Value::Problem),
        By::Step => report.step.map(Value::Step),
        By::Device => report.device.zip(report.os).map(|(device, os)| Value::Device(device, os)),
        By::Portal => report.portal.map(Value::Portal),
        By::Day => report.time.map(|time| Value::Day(start_of_day(time))),
    };
    value.unwrap_or(Value::Untold)
}

fn start_of_day(time: Moment) -> Moment {
    Civil { hour: 0, minute: 0, second: 0, ..time.civil() }.moment()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::report::read;
    use crate::domain::report::tests::{NEVER_INVITED, reports};
    use proptest::collection::vec;
    use proptest::prelude::*;

    fn tally(texts: &[String]) -> Tally {
        texts.iter().fold(Tally::default(), |mut tally, text| {
            tally.add_reading(&read(text));
            tally
        })
    }

    fn changed(changes: &[(&str, &str)]) -> String {
        changes.iter().fold(NEVER_INVITED.to_owned(), |text, (from, to)| text.replace(from, to))
    }

    fn three_and_two_faults() -> Tally {
        tally(&[
            NEVER_INVITED.to_owned(),
            changed(&[("T17:48:05Z", "T18:48:05Z")]),
            changed(&[
                ("problem: SIGNIN-02", "problem: EVENT-01"),
                ("2026-11-21", "2026-11-20"),
                ("sign-in\n", "launch\n"),
            ]),
            NEVER_INVITED.replace("end:", "address: ada@fabrikam.com\nend:"),
            "nothing".to_owned(),
            "mesh-guest-report 7".to_owned(),
        ])
    }

    #[test]
    fn reports_are_counted_once_and_files_that_are_none_by_the_reason() {
        let tally = three_and_two_faults();
        assert_eq!((tally.all(), tally.again(), tally.cut()), (3, 1, 0));
        assert_eq!(tally.unreadable(), [(Unreadable::NoReport, 1), (Unreadable::TooNew(7), 1)]);
        let row = |value, count, permille| Row { value, count, permille };
        assert_eq!(
            tally.rows(By::Problem),
            [
                row(Value::Problem(Kind::NotInvited), 2, 667),
                row(Value::Problem(Kind::EventHostNotInside), 1, 333)
            ]
        );
        let days: Vec<String> = tally.rows(By::Day).iter().map(|row| row.value.to_string()).collect();
        assert_eq!(days, ["2026-11-20", "2026-11-21"]);
    }

    #[test]
    fn what_a_report_does_not_say_comes_last() {
        let mut tally = Tally::default();
        for minute in 0..3 {
            let time = Some(Moment(minute * 60_000));
            tally.add(&Report { time, ..Report::default() });
        }
        tally.add(&Report { problem: Some(Kind::Offline), ..Report::default() });
        let values: Vec<Value> = tally.rows(By::Problem).iter().map(|row| row.value).collect();
        assert_eq!(values, [Value::Problem(Kind::Offline), Value::Untold]);
    }

    #[test]
    fn the_table_is_for_spreadsheets() {
        let csv = three_and_two_faults().to_csv();
        for row in [
            "problem,SIGNIN-02,2,66.7",
            "device,desktop windows,3,100.0",
            "unreadable,too-new,1,",
            "again,,1,",
        ] {
            assert!(csv.contains(row), "{row}\n{csv}");
        }
        assert!(!csv.contains("ada@"));
    }

    proptest! {
        #[test]
        fn every_way_to_count_counts_every_report(reports in vec(reports(), 0..20)) {
            let mut tally = Tally::default();
            for report in reports.iter().chain(&reports) {
                tally.add(report);
            }
            prop_assert!(tally.again() as usize >= reports.len());
            for by in By::ALL {
                let rows = tally.rows(*by);
                prop_assert_eq!(rows.iter().map(|row| row.count).sum::<u32>(), tally.all());
                prop_assert!(rows.iter().all(|row| (1..=1000).contains(&row.permille)));
            }
        }
    }
}
