//! Time zones, as far as an invitation names them: from the file itself, by a name of Windows or of IANA, or
//! by what Outlook writes behind a time.
//!
//! Names: Unicode CLDR, `common/supplemental/windowsZones.xml`. Rules: the IANA time zone database, for the
//! zones whose rules have long been the same; a zone with rules of its own that change is rather not known.

use crate::domain::time::{Civil, DAY, HOUR, MINUTE, Moment};

/// The moment at which clocks show `civil`, where `offset_at` tells milliseconds east of UTC at a moment.
///
/// When clocks show it twice, the first is meant; when they skip it, what they would have shown without the
/// skip (RFC 5545, section 3.3.5).
pub fn from_local(civil: Civil, offset_at: impl Fn(Moment) -> i64) -> Moment {
    let as_if_utc = civil.moment();
    // No clock is a day off UTC, and none changes twice within two days.
    let around = [offset_at(as_if_utc.plus(-DAY)), offset_at(as_if_utc.plus(DAY))];
    let fits = |offset: &&i64| offset_at(as_if_utc.plus(-**offset)) == **offset;
    as_if_utc.plus(-*around.iter().find(fits).unwrap_or(&around[0]))
}

/// What stands behind a written time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stated {
    /// Nothing: the time of whoever reads it.
    Nothing,
    /// A zone whose rules are known.
    Zone(Zone),
    /// An offset in milliseconds, of a zone whose summer time is not known: Outlook writes the offset of
    /// winter all year.
    Offset(i64),
    /// A name that is not known.
    Unknown(String),
}

impl Stated {
    /// UTC.
    pub fn utc() -> Self {
        Self::Zone(Zone::new(0, Summer::None))
    }

    /// Reads `W. Europe Standard Time`, `Europe/Berlin`, `(UTC+01:00) Amsterdam, Berlin`, `UTC`, `GMT+2`.
    pub fn read(text: &str) -> Self {
        let text = text.trim().trim_matches('"').trim_end_matches('.').replace("\\,", ",");
        if text.is_empty() {
            return Self::Nothing;
        }
        if let Some(zone) = by_windows_name(&text) {
            return Self::Zone(zone);
        }
        if let Some((offset, places)) = split_offset(&text) {
            let zone = places.split([',', ':', ';']).find_map(|place| by_place(place, Some(offset)));
            return zone.map_or(Self::Offset(offset * MINUTE), Self::Zone);
        }
        // `Europe/Berlin`, `/citadel.org/20250101_1/Europe/Berlin`, `tzone://Microsoft/Utc`,
        // `Central European Time - Berlin`.
        let place = text.rsplit('/').next().unwrap_or_default().rsplit(" - ").next().unwrap_or_default();
        by_place(&place.replace('_', " "), None).map_or(Self::Unknown(text), Self::Zone)
    }

    /// The moment at which clocks there show `civil`; `here` is the reader's own zone.
    pub fn moment(&self, civil: Civil, here: impl Fn(Moment) -> i64) -> Moment {
        match self {
            Self::Zone(zone) => from_local(civil, |moment| zone.offset_at(moment)),
            Self::Offset(offset) => civil.moment().plus(-offset),
            Self::Nothing | Self::Unknown(_) => from_local(civil, here),
        }
    }
}

/// A zone with its rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone(Vec<Change>);

/// Clocks being set to another offset, once or every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// What clocks show when it happens the first time, before they are set.
    pub first: Civil,
    /// Milliseconds east of UTC before.
    pub from: i64,
    /// Milliseconds east of UTC after.
    pub to: i64,
    /// The day of each year on which it happens again.
    pub yearly: Option<Yearly>,
    /// The last moment at which it may happen.
    pub until: Option<Moment>,
}

/// A day such as the last Sunday of March.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Yearly {
    /// Month, 1 to 12.
    pub month: u32,
    /// Which of the month, 1 to 5 from its beginning, -1 to -5 from its end.
    pub which: i64,
    /// Day of the week, 0 for Sunday.
    pub weekday: i64,
}

impl Zone {
    /// A zone out of the definition in a file; `None` without a single change.
    pub fn of(changes: Vec<Change>) -> Option<Self> {
        (!changes.is_empty()).then_some(Self(changes))
    }

    fn new(base: i64, summer: Summer) -> Self {
        let base = base * MINUTE;
        let first = |hour| Civil { year: 1970, month: 1, day: 1, hour, minute: 0, second: 0 };
        let Some((begins, ends)) = summer.days() else {
            return Self(vec![Change { first: first(0), from: base, to: base, yearly: None, until: None }]);
        };
        let (to_summer, to_winter) = summer.hours(base);
        let change = |at: i64, from, to, yearly| {
            let midnight = first(0).moment();
            Change { first: midnight.plus(at).civil(), from, to, yearly: Some(yearly), until: None }
        };
        Self(vec![change(to_summer, base, base + HOUR, begins), change(to_winter, base + HOUR, base, ends)])
    }

    /// Milliseconds east of UTC at a moment.
    pub fn offset_at(&self, moment: Moment) -> i64 {
        let year = moment.civil().year;
        let around = |change| (year - 1..=year + 1).filter_map(move |year| Change::onset(change, year));
        let onsets = self.0.iter().flat_map(|change| around(change).map(move |onset| (onset, change.to)));
        let latest = onsets.filter(|(onset, _)| *onset <= moment).max_by_key(|(onset, _)| *onset);
        let before_all =
            || self.0.iter().min_by_key(|change| change.first.moment()).map(|change| change.from);
        latest.map(|(_, to)| to).or_else(before_all).unwrap_or_default()
    }
}

impl Change {
    /// When it happens in a year; for a change that happens once, whatever the year.
    fn onset(&self, year: i64) -> Option<Moment> {
        let civil = match self.yearly {
            Some(yearly) if year >= self.first.year => {
                Civil { year, month: yearly.month, day: yearly.day_in(year)?, ..self.first }
            }
            Some(_) => return None,
            None => self.first,
        };
        let onset = civil.moment().plus(-self.from);
        self.until.is_none_or(|until| onset <= until).then_some(onset)
    }
}

impl Yearly {
    fn day_in(self, year: i64) -> Option<u32> {
        let day_one = |year, month| Civil { year, month, day: 1, hour: 0, minute: 0, second: 0 }.moment();
        let first = day_one(year, self.month);
        let next = if self.month == 12 { day_one(year + 1, 1) } else { day_one(year, self.month + 1) };
        let days = next.since(first) / DAY;
        // The first of 1970 was a Thursday.
        let first_is = (first.0.div_euclid(DAY) + 4).rem_euclid(7);
        let earliest = 1 + (self.weekday - first_is).rem_euclid(7);
        let latest = earliest + (days - earliest) / 7 * 7;
        let day =
            if self.which > 0 { earliest + (self.which - 1) * 7 } else { latest + (self.which + 1) * 7 };
        (1..=days).contains(&day).then(|| u32::try_from(day).ok()).flatten()
    }
}

/// Who sets clocks, and when.
#[derive(Clone, Copy)]
enum Summer {
    /// Nobody.
    None,
    /// Europe: last Sundays of March and October, 01:00 UTC (Directive 2000/84/EC).
    Europe,
    /// United States and Canada: second Sunday of March, first of November, 02:00 (15 U.S.C. 260a).
    America,
    /// South-east of Australia: first Sundays of October, 02:00, and April, 03:00.
    Australia,
    /// New Zealand: last Sunday of September, 02:00, first of April, 03:00.
    NewZealand,
}

impl Summer {
    /// The Sundays on which it begins and ends.
    fn days(self) -> Option<(Yearly, Yearly)> {
        let sunday = |month, which| Yearly { month, which, weekday: 0 };
        match self {
            Self::None => None,
            Self::Europe => Some((sunday(3, -1), sunday(10, -1))),
            Self::America => Some((sunday(3, 2), sunday(11, 1))),
            Self::Australia => Some((sunday(10, 1), sunday(4, 1))),
            Self::NewZealand => Some((sunday(9, -1), sunday(4, 1))),
        }
    }

    /// What clocks show when it begins and ends, in milliseconds after midnight; `base` is the offset of winter.
    fn hours(self, base: i64) -> (i64, i64) {
        match self {
            Self::Europe => (base + HOUR, base + 2 * HOUR),
            Self::None | Self::America => (2 * HOUR, 2 * HOUR),
            Self::Australia | Self::NewZealand => (2 * HOUR, 3 * HOUR),
        }
    }
}

/// Minutes east of UTC in winter; summer time; names that Windows has for it; places that name it, in lower
/// case: cities of IANA's names, and what stands behind the offset in Outlook.
type Row = (i64, Summer, &'static [&'static str], &'static [&'static str]);

/// Not here, because their summer time is their own or changes: Chile, Cuba, Egypt, Greenland, Israel, Lebanon,
/// Morocco, Paraguay, and the west of Canada.
#[rustfmt::skip]
const ZONES: &[Row] = &[
    (-600, Summer::None, &["Hawaiian Standard Time"], &["hawaii", "honolulu"]),
    (-540, Summer::America, &["Alaskan Standard Time"], &["alaska", "anchorage", "juneau"]),
    (-480, Summer::America, &["Pacific Standard Time"], &["pacific time (us & canada)", "pacific time (usa & kanada)", "los angeles"]),
    (-420, Summer::None, &["US Mountain Standard Time"], &["arizona", "phoenix"]),
    (-420, Summer::America, &["Mountain Standard Time"], &["mountain time (us & canada)", "mountain time (usa & kanada)", "denver", "boise"]),
    (-360, Summer::America, &["Central Standard Time"], &["central time (us & canada)", "central time (usa & kanada)", "chicago", "winnipeg"]),
    (-360, Summer::None, &["Canada Central Standard Time", "Central America Standard Time", "Central Standard Time (Mexico)"],
        &["saskatchewan", "regina", "central america", "guatemala", "costa rica", "guadalajara", "mexico city", "monterrey"]),
    (-300, Summer::America, &["Eastern Standard Time", "US Eastern Standard Time"],
        &["eastern time (us & canada)", "eastern time (usa & kanada)", "indiana (east)", "new york", "toronto", "detroit"]),
    (-300, Summer::None, &["SA Pacific Standard Time"], &["bogota", "bogotá", "lima", "quito", "panama"]),
    (-240, Summer::America, &["Atlantic Standard Time"], &["atlantic time (canada)", "halifax", "bermuda"]),
    (-210, Summer::America, &["Newfoundland Standard Time"], &["newfoundland", "st johns"]),
    (-180, Summer::None, &["E. South America Standard Time", "Argentina Standard Time"],
        &["brasilia", "brasília", "sao paulo", "city of buenos aires", "buenos aires"]),
    (0, Summer::None, &["UTC", "Greenwich Standard Time"],
        &["coordinated universal time", "koordinierte weltzeit", "temps universel coordonné", "utc", "gmt", "z", "monrovia", "reykjavik", "abidjan", "accra"]),
    (0, Summer::Europe, &["GMT Standard Time"],
        &["dublin", "dublín", "dublino", "edinburgh", "london", "londres", "londra", "londen", "londyn", "lisbon", "lisboa", "lissabon", "lisbonne"]),
    (60, Summer::Europe, &["W. Europe Standard Time", "Romance Standard Time", "Central Europe Standard Time", "Central European Standard Time"],
        &["amsterdam", "amsterdã", "berlin", "berlín", "berlino", "berlijn", "berlim", "bern", "berne", "rome", "rom", "roma", "stockholm", "vienna", "wien", "vienne", "viena",
          "zurich", "oslo", "luxembourg", "brussels", "brüssel", "bruxelles", "bruselas", "brussel", "bruxelas", "bruksela", "copenhagen", "kopenhagen", "copenhague",
          "madrid", "madryt", "paris", "parís", "parigi", "parijs", "paryż", "belgrade", "belgrad", "bratislava", "budapest", "budapeszt", "ljubljana", "prague", "prag", "praga",
          "sarajevo", "skopje", "warsaw", "warschau", "varsovie", "varsovia", "varsavia", "warszawa", "zagreb", "zagrzeb"]),
    (60, Summer::None, &["W. Central Africa Standard Time"], &["west central africa", "lagos", "algiers"]),
    (120, Summer::Europe, &["FLE Standard Time", "GTB Standard Time", "E. Europe Standard Time"],
        &["helsinki", "kyiv", "kiev", "riga", "sofia", "tallinn", "vilnius", "athens", "athen", "athènes", "atenas", "ateny", "bucharest", "bukarest", "bucarest", "chisinau"]),
    (120, Summer::None, &["South Africa Standard Time", "Kaliningrad Standard Time"], &["harare", "pretoria", "johannesburg", "kaliningrad"]),
    (180, Summer::None, &["Russian Standard Time", "Turkey Standard Time", "Arab Standard Time", "Arabic Standard Time", "E. Africa Standard Time", "Belarus Standard Time"],
        &["moscow", "moskau", "moscou", "st. petersburg", "istanbul", "kuwait", "riyadh", "baghdad", "nairobi", "minsk"]),
    (210, Summer::None, &["Iran Standard Time"], &["tehran"]),
    (240, Summer::None, &["Arabian Standard Time", "Georgian Standard Time", "Caucasus Standard Time", "Azerbaijan Standard Time"],
        &["abu dhabi", "dubai", "muscat", "tbilisi", "yerevan", "baku"]),
    (300, Summer::None, &["Pakistan Standard Time", "West Asia Standard Time"], &["islamabad", "karachi", "tashkent", "ashgabat"]),
    (330, Summer::None, &["India Standard Time", "Sri Lanka Standard Time"], &["chennai", "kolkata", "calcutta", "mumbai", "new delhi", "colombo"]),
    (345, Summer::None, &["Nepal Standard Time"], &["kathmandu"]),
    (360, Summer::None, &["Bangladesh Standard Time"], &["dhaka"]),
    (420, Summer::None, &["SE Asia Standard Time"], &["bangkok", "hanoi", "jakarta", "ho chi minh"]),
    (480, Summer::None, &["China Standard Time", "Singapore Standard Time", "Taipei Standard Time", "W. Australia Standard Time"],
        &["beijing", "chongqing", "hong kong", "urumqi", "shanghai", "kuala lumpur", "singapore", "manila", "taipei", "perth"]),
    (540, Summer::None, &["Tokyo Standard Time", "Korea Standard Time"], &["osaka", "sapporo", "tokyo", "seoul"]),
    (570, Summer::None, &["AUS Central Standard Time"], &["darwin"]),
    (570, Summer::Australia, &["Cen. Australia Standard Time"], &["adelaide"]),
    (600, Summer::None, &["E. Australia Standard Time"], &["brisbane"]),
    (600, Summer::Australia, &["AUS Eastern Standard Time", "Tasmania Standard Time"], &["canberra", "melbourne", "sydney", "hobart"]),
    (720, Summer::NewZealand, &["New Zealand Standard Time"], &["auckland", "wellington"]),
];

fn by_windows_name(text: &str) -> Option<Zone> {
    // Some programs name the zone after the season: the same zone.
    let text = text.replace(" Daylight Time", " Standard Time").replace(" Summer Time", " Standard Time");
    let row = ZONES.iter().find(|row| row.2.iter().any(|name| name.eq_ignore_ascii_case(&text)))?;
    Some(Zone::new(row.0, row.1))
}

fn by_place(place: &str, base: Option<i64>) -> Option<Zone> {
    let place = place.trim().to_lowercase();
    let fits = |row: &&Row| base.is_none_or(|base| row.0 == base) && row.3.contains(&place.as_str());
    ZONES.iter().find(fits).map(|row| Zone::new(row.0, row.1))
}

/// Minutes, and what follows them: `(UTC+01:00) Berlin`, `(UTC) Dublin`, `UTC-5`, `GMT+05:30`.
fn split_offset(text: &str) -> Option<(i64, &str)> {
    let text = text.trim_start_matches('(');
    let rest = ["UTC", "GMT"].into_iter().find_map(|name| {
        text.get(..3).filter(|start| start.eq_ignore_ascii_case(name)).and_then(|_| text.get(3..))
    })?;
    let (sign, rest) = match rest.chars().next() {
        Some('+') => (1, rest.get(1..)?),
        // Outlook writes a hyphen or a minus sign.
        Some(minus @ ('-' | '\u{2212}' | '\u{2013}')) => (-1, rest.get(minus.len_utf8()..)?),
        Some(')') => return Some((0, rest.get(1..)?)),
        _ => return None,
    };
    let end = rest.find(|letter: char| !letter.is_ascii_digit() && letter != ':').unwrap_or(rest.len());
    let (digits, places) = rest.split_at(end);
    let (hours, minutes) = match digits.split_once(':') {
        Some(parts) => parts,
        None if digits.len() == 4 => digits.split_at(2),
        None => (digits, "0"),
    };
    let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 14 && minutes < 60).then(|| (sign * (hours * 60 + minutes), places.trim_start_matches(')')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn zone(name: &str) -> Zone {
        match Stated::read(name) {
            Stated::Zone(zone) => zone,
            other => panic!("{name}: {other:?}"),
        }
    }

    #[rstest]
    #[case("W. Europe Standard Time", "2026-03-29T00:59:59Z", 60)]
    #[case("W. Europe Standard Time", "2026-03-29T01:00:00Z", 120)]
    #[case("Europe/Berlin", "2026-10-25T00:59:59Z", 120)]
    #[case("Europe/Berlin", "2026-10-25T01:00:00Z", 60)]
    #[case("(UTC+01:00) Brüssel, Kopenhagen, Madrid, Paris", "2026-07-01T12:00:00Z", 120)]
    #[case("(UTC+01:00) Amsterdam\\, Berlin\\, Bern\\, Rome", "2026-07-01T12:00:00Z", 120)]
    #[case("(UTC+00:00) Dublin, Edinburgh, Lisbon, London", "2026-07-01T12:00:00Z", 60)]
    #[case("(UTC) Coordinated Universal Time", "2026-07-01T12:00:00Z", 0)]
    #[case("(UTC+02:00) Helsinki, Kyiv, Riga", "2026-10-25T01:00:00Z", 120)]
    #[case("(UTC-05:00) Eastern Time (US & Canada)", "2026-03-08T06:59:59Z", -300)]
    #[case("Eastern Daylight Time", "2026-03-08T07:00:00Z", -240)]
    #[case("America/New_York", "2026-11-01T05:59:59Z", -240)]
    #[case("America/New_York", "2026-11-01T06:00:00Z", -300)]
    #[case("AUS Eastern Standard Time", "2026-10-03T15:59:59Z", 600)]
    #[case("AUS Eastern Standard Time", "2026-10-03T16:00:00Z", 660)]
    #[case("Australia/Sydney", "2026-04-04T16:00:00Z", 600)]
    #[case("New Zealand Standard Time", "2026-09-26T14:00:00Z", 780)]
    #[case("New Zealand Standard Time", "2026-04-04T14:00:00Z", 720)]
    #[case("India Standard Time", "2026-07-01T12:00:00Z", 330)]
    #[case("tzone://Microsoft/Utc", "2026-07-01T12:00:00Z", 0)]
    #[case("/freeassociation.sourceforge.net/Europe/Paris", "2026-07-01T12:00:00Z", 120)]
    #[case("Central European Time - Berlin", "2026-07-01T12:00:00Z", 120)]
    fn a_zone_has_its_offset(#[case] name: &str, #[case] at: &str, #[case] minutes: i64) {
        assert_eq!(zone(name).offset_at(Moment::parse(at).unwrap()), minutes * MINUTE);
    }

    #[rstest]
    #[case("", Stated::Nothing)]
    #[case("(UTC+02:00) Cairo", Stated::Offset(120 * MINUTE))]
    #[case("(UTC\u{2212}03:00) Punta Arenas", Stated::Offset(-180 * MINUTE))]
    #[case("GMT+5:30", Stated::Offset(330 * MINUTE))]
    #[case("(UTC+02:00) Berlin", Stated::Offset(120 * MINUTE))]
    #[case("UTC+99", Stated::Unknown("UTC+99".into()))]
    #[case("Customized Time Zone", Stated::Unknown("Customized Time Zone".into()))]
    #[case("America/Vancouver", Stated::Unknown("America/Vancouver".into()))]
    fn what_is_not_known_is_said_to_be(#[case] name: &str, #[case] expected: Stated) {
        assert_eq!(Stated::read(name), expected);
    }

    #[rstest]
    // Skipped: 02:30 is taken as 02:30 of winter.
    #[case("2026-03-29T02:30:00Z", "2026-03-29T01:30:00Z")]
    // Twice: the first.
    #[case("2026-10-25T02:30:00Z", "2026-10-25T00:30:00Z")]
    #[case("2026-11-21T18:00:00Z", "2026-11-21T17:00:00Z")]
    fn clocks_that_are_set(#[case] shown: &str, #[case] expected: &str) {
        let berlin = zone("Europe/Berlin");
        let moment = from_local(Moment::parse(shown).unwrap().civil(), |moment| berlin.offset_at(moment));
        assert_eq!(moment.to_string(), expected);
    }

    #[test]
    fn every_name_and_place_stands_once() {
        let mut seen = std::collections::BTreeSet::new();
        for name in ZONES.iter().flat_map(|row| row.2.iter().chain(row.3)) {
            // UTC is a name of Windows and a word.
            assert!(seen.insert(*name), "{name} twice");
        }
        for place in ZONES.iter().flat_map(|row| row.3) {
            assert_eq!(place.to_lowercase(), *place);
        }
    }

    proptest! {
        #[test]
        fn what_clocks_show_leads_back(seconds in 0_i64..4_102_444_800, row in 0..ZONES.len()) {
            let zone = Zone::new(ZONES[row].0, ZONES[row].1);
            let moment = Moment(seconds * 1000);
            let shown = moment.plus(zone.offset_at(moment));
            let back = from_local(shown.civil(), |moment| zone.offset_at(moment));
            // Or to the first of two times at which they show it.
            prop_assert!(back == moment || back == moment.plus(-HOUR) && back.plus(zone.offset_at(back)) == shown);
        }

        #[test]
        fn any_name_and_any_rule_are_survived(
            name in ".{0,60}", month in 1_u32..=12, which in -9_i64..=9, weekday in 0_i64..7, at: i64,
        ) {
            let _ = Stated::read(&name);
            let first = Moment(0).civil();
            let yearly = Some(Yearly { month, which, weekday });
            let zone = Zone::of(vec![Change { first, from: 0, to: HOUR, yearly, until: None }]);
            prop_assert!([0, HOUR].contains(&zone.unwrap().offset_at(Moment(at))));
        }
    }
}
