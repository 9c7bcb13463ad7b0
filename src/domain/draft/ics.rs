//! Calendar files (iCalendar, RFC 5545), as Outlook, Exchange, Google and Apple write them.

use std::collections::BTreeMap;

use super::read::{Person, Said};
use super::when::{Ends, Period, Written};
use super::zone::{Change, Stated, Yearly, Zone};
use crate::domain::time::{Civil, DAY, HOUR, MINUTE};

/// Reads the first event of a file; `None` when the text is no calendar file with an event in it.
pub(super) fn read(text: &str) -> Option<Said> {
    let start = text.find("BEGIN:VCALENDAR").or_else(|| text.find("BEGIN:VEVENT"))?;
    let lines = unfolded(text.get(start..)?);
    let file = File::of(&lines);
    file.event.is_some().then(|| file.said())
}

/// Content lines put together again: a line that begins with white space goes on with the one before it
/// (section 3.1).
fn unfolded(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some(last)) => last.push_str(rest),
            _ => lines.push(line.to_owned()),
        }
    }
    lines
}

/// `DTSTART;TZID="W. Europe Standard Time":20261121T180000`
struct Property<'a> {
    name: &'a str,
    parameters: &'a str,
    value: &'a str,
}

impl<'a> Property<'a> {
    fn of(line: &'a str) -> Option<Self> {
        let mut quoted = false;
        // Between quotes a colon belongs to a parameter.
        let colon = line.find(|letter| {
            quoted ^= letter == '"';
            letter == ':' && !quoted
        })?;
        let (head, value) = (line.get(..colon)?, line.get(colon + 1..)?);
        let (name, parameters) = head.split_once(';').unwrap_or((head, ""));
        Some(Self { name: name.trim(), parameters, value: value.trim_end() })
    }

    fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    fn parameter(&self, name: &str) -> Option<&'a str> {
        let mut quoted = false;
        let parts = self.parameters.split(move |letter| {
            quoted ^= letter == '"';
            letter == ';' && !quoted
        });
        let mut pairs = parts.filter_map(|part| part.split_once('='));
        let (_, value) = pairs.find(|(key, _)| key.trim().eq_ignore_ascii_case(name))?;
        Some(value.trim_matches('"'))
    }

    /// A value of type TEXT (section 3.3.11).
    fn text(&self) -> String {
        let mut text = String::with_capacity(self.value.len());
        let mut letters = self.value.chars();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' => text.extend(
                    letters.next().map(|letter| if matches!(letter, 'n' | 'N') { '\n' } else { letter }),
                ),
                _ => text.push(letter),
            }
        }
        text
    }

    /// `CN="Ada Lovelace":mailto:ada@contoso.com`
    fn person(&self) -> Person {
        let address = self.value.get(..7).filter(|scheme| scheme.eq_ignore_ascii_case("mailto:"));
        Person::new(self.parameter("CN"), address.and_then(|_| self.value.get(7..)))
    }
}

/// What of a file matters.
#[derive(Default)]
struct File<'a> {
    cancelled: bool,
    several: bool,
    /// Zones by name; a change that is not understood is none.
    zones: BTreeMap<&'a str, Vec<Option<Change>>>,
    /// The first event.
    event: Option<Vec<Property<'a>>>,
    /// Of the event or the part of a zone that is open.
    properties: Vec<Property<'a>>,
    /// Of the zone that is open.
    changes: Vec<Option<Change>>,
    /// The name of the zone that is open.
    zone: &'a str,
}

impl<'a> File<'a> {
    fn of(lines: &'a [String]) -> Self {
        let mut file = Self::default();
        let mut open: Vec<&str> = Vec::new();
        for property in lines.iter().filter_map(|line| Property::of(line)) {
            if property.is("BEGIN") {
                open.push(property.value);
            } else if property.is("END") {
                if open.pop_if(|name| *name == property.value).is_some() {
                    file.close(property.value);
                }
            } else {
                // Of what is inside an event, such as an alarm, nothing is asked.
                match open.last() {
                    Some(&"VCALENDAR") if property.is("METHOD") => {
                        file.cancelled = property.value == "CANCEL";
                    }
                    Some(&"VTIMEZONE") if property.is("TZID") => file.zone = property.value,
                    Some(&("VEVENT" | "STANDARD" | "DAYLIGHT")) => file.properties.push(property),
                    _ => {}
                }
            }
        }
        // The end of a long file was cut off.
        if file.event.is_none() && open.contains(&"VEVENT") {
            file.close("VEVENT");
        }
        file
    }

    /// Takes in a part that has ended.
    fn close(&mut self, part: &str) {
        match part {
            "VEVENT" => {
                let event = std::mem::take(&mut self.properties);
                self.add(event);
            }
            "STANDARD" | "DAYLIGHT" => self.changes.push(change(&std::mem::take(&mut self.properties))),
            "VTIMEZONE" => {
                self.zones.insert(self.zone, std::mem::take(&mut self.changes));
            }
            _ => {}
        }
    }

    fn add(&mut self, event: Vec<Property<'a>>) {
        let value = |event: &[Property<'a>], name: &str| {
            event.iter().find(|property| property.is(name)).map(|property| property.value)
        };
        if let Some(first) = &self.event {
            // Changes to single days of a series have its UID.
            self.several |= value(first, "UID") != value(&event, "UID");
            return;
        }
        self.several = value(&event, "RRULE").is_some();
        self.cancelled |= value(&event, "STATUS") == Some("CANCELLED");
        self.event = Some(event);
    }

    fn said(&self) -> Said {
        let event = self.event.as_deref().unwrap_or_default();
        let first = |name: &str| event.iter().find(|property| property.is(name));
        let all = |name: &'static str| event.iter().filter(move |property| property.is(name));
        // Rooms and projectors are invited too.
        let is_person = |property: &&Property<'_>| {
            !property.parameter("CUTYPE").is_some_and(|kind| matches!(kind, "ROOM" | "RESOURCE"))
        };
        Said {
            title: first("SUMMARY").map(Property::text),
            when: self.period(first("DTSTART"), first("DTEND"), first("DURATION")),
            organizer: first("ORGANIZER").map(Property::person),
            attendees: all("ATTENDEE").filter(is_person).map(Property::person).collect(),
            links: LINKS.iter().flat_map(|name| all(name)).map(|property| property.text() + "\n").collect(),
            several: self.several,
            cancelled: self.cancelled,
        }
    }

    fn period(
        &self,
        starts: Option<&Property<'_>>,
        ends: Option<&Property<'_>>,
        lasts: Option<&Property<'_>>,
    ) -> Option<Period> {
        let at = ends.and_then(|ends| self.time(ends)).map(Ends::At);
        let after = || lasts.and_then(|lasts| duration(lasts.value)).map(Ends::After);
        Some(Period { starts: self.time(starts?)?, ends: at.or_else(after), series: self.several })
    }

    fn time(&self, property: &Property<'_>) -> Option<Written> {
        let (civil, day_only, utc) = date_time(property.value)?;
        let zone = match property.parameter("TZID") {
            _ if utc => Stated::utc(),
            Some(name) if !day_only => self.defined(name).map_or_else(|| Stated::read(name), Stated::Zone),
            _ => Stated::Nothing,
        };
        Some(Written { civil, day_only, zone })
    }

    /// A zone that the file itself defines, when all of its definition is understood.
    fn defined(&self, name: &str) -> Option<Zone> {
        Zone::of(self.zones.get(name)?.iter().copied().collect::<Option<_>>()?)
    }
}

/// Where links are.
const LINKS: [&str; 6] = [
    "X-MICROSOFT-SKYPETEAMSMEETINGURL",
    "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
    "X-GOOGLE-CONFERENCE",
    "URL",
    "LOCATION",
    "DESCRIPTION",
];

/// One part of a zone's definition (section 3.6.5); `None` when its rule is another than all programs write.
fn change(properties: &[Property<'_>]) -> Option<Change> {
    let value =
        |name: &str| properties.iter().find(|property| property.is(name)).map(|property| property.value);
    let (first, _, _) = date_time(value("DTSTART")?)?;
    let rule = value("RRULE");
    let yearly = match rule {
        Some(rule) => Some(yearly(rule, first)?),
        None => None,
    };
    let until =
        rule.and_then(|rule| part(rule, "UNTIL")).and_then(date_time).map(|(civil, ..)| civil.moment());
    Some(Change {
        first,
        from: offset(value("TZOFFSETFROM")?)?,
        to: offset(value("TZOFFSETTO")?)?,
        yearly,
        until,
    })
}

/// `FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10`; without a day or a month, those of the first time.
fn yearly(rule: &str, first: Civil) -> Option<Yearly> {
    const DAYS: [&str; 7] = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
    let known = ["FREQ", "INTERVAL", "BYDAY", "BYMONTH", "UNTIL", "WKST"];
    let is_known = |part: &str| part.split_once('=').is_some_and(|(name, _)| known.contains(&name));
    if !rule.split(';').all(is_known) || part(rule, "FREQ")? != "YEARLY" {
        return None;
    }
    if part(rule, "INTERVAL").is_some_and(|interval| interval != "1") {
        return None;
    }
    let day = part(rule, "BYDAY")?;
    let (which, name) = day.split_at_checked(day.len().checked_sub(2)?)?;
    let weekday = DAYS.iter().position(|day| *day == name)?;
    let month = part(rule, "BYMONTH").map_or(Some(first.month), |month| month.parse().ok())?;
    let which: i64 = which.parse().ok()?;
    let sound = (1..=12).contains(&month) && (1..=5).contains(&which.abs());
    sound.then_some(Yearly { month, which, weekday: i64::try_from(weekday).ok()? })
}

fn part<'a>(rule: &'a str, name: &str) -> Option<&'a str> {
    rule.split(';')
        .filter_map(|part| part.split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

/// `+0100`, `-033000`, in milliseconds.
fn offset(text: &str) -> Option<i64> {
    let (sign, digits) = match text.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let two = |at: usize| digits.get(at..at + 2)?.parse::<u32>().ok().map(i64::from);
    let (hours, minutes) = (two(0)?, two(2)?);
    (hours < 24 && minutes < 60).then_some(sign * (hours * HOUR + minutes * MINUTE))
}

/// `20261121`, `20261121T180000`, `20261121T180000Z`: the fields, whether it is only a day, whether it is UTC.
fn date_time(text: &str) -> Option<(Civil, bool, bool)> {
    let (date, time) =
        text.trim().split_once('T').map_or((text.trim(), None), |(date, time)| (date, Some(time)));
    let utc = time.is_some_and(|time| time.ends_with('Z'));
    let clock = time.unwrap_or("000000").trim_end_matches('Z');
    let sound = date.len() == 8
        && clock.len() == 6
        && [date, clock].concat().bytes().all(|byte| byte.is_ascii_digit());
    let number = |text: &str, from: usize, to: usize| text.get(from..to)?.parse::<u32>().ok();
    let civil = Civil {
        year: i64::from(number(date, 0, 4)?),
        month: number(date, 4, 6)?,
        day: number(date, 6, 8)?,
        hour: number(clock, 0, 2)?,
        minute: number(clock, 2, 4)?,
        // A leap second is taken as the one before it.
        second: number(clock, 4, 6)?.min(59),
    };
    let exists = (1..=12).contains(&civil.month) && civil.moment().civil() == civil;
    (sound && exists).then_some((civil, time.is_none(), utc))
}

/// `PT1H30M`, `P1D`, `P2W`, in milliseconds (section 3.3.6).
fn duration(text: &str) -> Option<i64> {
    let mut sum = 0_i64;
    let mut digits = String::new();
    for letter in text.trim().trim_start_matches('+').strip_prefix('P')?.chars() {
        let unit = match letter {
            '0'..='9' => {
                digits.push(letter);
                continue;
            }
            'T' => continue,
            'W' => 7 * DAY,
            'D' => DAY,
            'H' => HOUR,
            'M' => MINUTE,
            'S' => 1000,
            _ => return None,
        };
        let count: u32 = std::mem::take(&mut digits).parse().ok()?;
        sum = sum.saturating_add(i64::from(count).saturating_mul(unit));
    }
    (digits.is_empty() && sum > 0).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Moment;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("PT1H30M", Some(90 * MINUTE))]
    #[case("P1DT2H", Some(26 * HOUR))]
    #[case("P2W", Some(14 * DAY))]
    #[case("-PT1H", None)]
    #[case("PT", None)]
    #[case("PT5", None)]
    #[case("PT99999999999H", None)]
    fn durations(#[case] text: &str, #[case] expected: Option<i64>) {
        assert_eq!(duration(text), expected);
    }

    #[rstest]
    #[case("20261121T180000Z", Some(("2026-11-21T18:00:00Z", false, true)))]
    #[case("20261121T180000", Some(("2026-11-21T18:00:00Z", false, false)))]
    #[case("20261121", Some(("2026-11-21T00:00:00Z", true, false)))]
    #[case("20260229", None)]
    #[case("20261121T1800", None)]
    #[case("+0261121T180000", None)]
    #[case("2026112é", None)]
    fn times(#[case] text: &str, #[case] expected: Option<(&str, bool, bool)>) {
        let read = date_time(text).map(|(civil, day, utc)| (civil.moment().to_string(), day, utc));
        assert_eq!(read, expected.map(|(text, day, utc)| (text.to_owned(), day, utc)));
    }

    #[rstest]
    #[case("FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", Some((10, -1, 0)))]
    #[case("FREQ=YEARLY;INTERVAL=1;BYDAY=2SU;BYMONTH=3", Some((3, 2, 0)))]
    #[case("FREQ=YEARLY;BYDAY=1FR", Some((1, 1, 5)))]
    #[case("FREQ=YEARLY;BYDAY=FR;BYMONTHDAY=23,24,25,26,27,28,29;BYMONTH=3", None)]
    #[case("FREQ=MONTHLY;BYDAY=1SU", None)]
    #[case("FREQ=YEARLY;BYDAY=6SU;BYMONTH=3", None)]
    #[case("FREQ=YEARLY;BYDAY=é", None)]
    fn rules(#[case] rule: &str, #[case] expected: Option<(u32, i64, i64)>) {
        let read = yearly(rule, Moment(0).civil());
        assert_eq!(read.map(|day| (day.month, day.which, day.weekday)), expected);
    }

    proptest! {
        #[test]
        fn any_line_is_survived(lines in proptest::collection::vec(
            "(BEGIN|END|DTSTART|TZID|RRULE|DURATION|TZOFFSETTO|ORGANIZER)(;[A-Z]{2,4}=\"?.{0,6}\"?)?:(VEVENT|VTIMEZONE|DAYLIGHT|.{0,12})", 0..30,
        )) {
            let _ = read(&format!("BEGIN:VCALENDAR\n{}", lines.join("\n")));
        }
    }
}
