//! Dates and times as people and Outlook write them, in the languages that [`MONTHS`] has.

use super::zone::Stated;
use crate::domain::time::{Civil, DAY, Moment};

/// When something is, as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Period {
    /// Start.
    pub(super) starts: Written,
    /// End, when it is written.
    pub(super) ends: Option<Ends>,
    /// Whether it says that it happens again and again.
    pub(super) series: bool,
}

/// An end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ends {
    /// At a time.
    At(Written),
    /// So many milliseconds after the start.
    After(i64),
}

/// A time as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Written {
    /// What clocks show.
    pub(super) civil: Civil,
    /// Whether only the day is written.
    pub(super) day_only: bool,
    /// Which clocks.
    pub(super) zone: Stated,
}

/// How much of a line is looked at, in bytes.
const LONGEST: usize = 400;

/// Reads a line such as `Saturday, November 21, 2026 6:00 PM-7:00 PM (UTC+01:00) Amsterdam, Berlin`.
///
/// `day_first` says that the line's language writes days before months. Without it, a date such as
/// `4/5/2026` is read only when its day of the week tells which is which.
pub(super) fn period(line: &str, day_first: bool) -> Option<Period> {
    let line = line.get(..line.floor_char_boundary(LONGEST)).unwrap_or(line);
    iso(line).or_else(|| {
        let (line, zone) = split_zone(line);
        Scan::of(line, day_first).period(&zone)
    })
}

/// Moments as computers write them, with `Z` or an offset.
fn iso(line: &str) -> Option<Period> {
    let trim = |word: &'_ str| word.trim_matches(['(', ')', ',', ';']).to_owned();
    let mut moments = line.split(|letter: char| letter.is_whitespace() || letter == '/').map(trim);
    let mut next = || moments.find_map(|word| Moment::parse(&word));
    let written = |moment: Moment| Written { civil: moment.civil(), day_only: false, zone: Stated::utc() };
    let starts = next()?;
    let ends = next().filter(|ends| *ends > starts).map(|ends| Ends::At(written(ends)));
    Some(Period { starts: written(starts), ends, series: false })
}

/// The line before its zone, and the zone.
fn split_zone(line: &str) -> (&str, Stated) {
    // Lower case of ASCII keeps every place in the text.
    let lower = line.to_ascii_lowercase();
    let bracket = ["(utc", "(gmt"].iter().filter_map(|start| lower.find(start)).min();
    if let Some(at) = bracket {
        return (line.split_at(at).0, Stated::read(line.split_at(at).1));
    }
    // `(CET)`, `(Central European Standard Time)`, `(Europe/Berlin)`
    if let Some((before, inside)) = line.trim_end().strip_suffix(')').and_then(|line| line.rsplit_once('('))
        && (is_abbreviation(inside) || inside.contains('/') || inside.to_lowercase().contains("time"))
    {
        return (before, Stated::read(inside));
    }
    let trimmed = line.trim_end();
    match trimmed.rsplit_once(char::is_whitespace) {
        Some((before, last)) if is_abbreviation(last) || last.contains('/') && !has_digit(last) => {
            (before, Stated::read(last))
        }
        Some((before, last)) if has_digit(last) && matches!(Stated::read(last), Stated::Offset(_)) => {
            (before, Stated::read(last))
        }
        _ => (trimmed, Stated::Nothing),
    }
}

fn has_digit(text: &str) -> bool {
    text.contains(|letter: char| letter.is_ascii_digit())
}

/// `CET`, `MEZ`, `PDT`, but not `PM`.
fn is_abbreviation(word: &str) -> bool {
    (3..=5).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase()) && word != "UHR"
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    /// Its value and how many digits it has.
    Number(u32, usize),
    /// In lower case.
    Word(String),
    Sign(char),
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Day {
    year: i64,
    month: u32,
    of_month: u32,
}

#[derive(Clone, Copy)]
struct Time {
    hour: u32,
    minute: u32,
    half: Option<Half>,
}

/// Hour and minute, of 24 hours.
type Clock = (u32, u32);

/// Half of the day on a clock of twelve hours.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Am,
    Pm,
}

/// What was found in a line, in its order.
enum Item {
    Day(Day),
    Time(Time),
}

struct Scan {
    tokens: Vec<Token>,
    day_first: bool,
    /// The first day of the week that is named, 0 for Sunday.
    weekday: Option<i64>,
}

impl Scan {
    fn of(line: &str, day_first: bool) -> Self {
        let tokens = tokens(line);
        let weekday = tokens.iter().find_map(|token| match token {
            Token::Word(word) => weekday(word),
            _ => None,
        });
        Self { tokens, day_first, weekday }
    }

    fn period(&self, zone: &Stated) -> Option<Period> {
        let items = self.items();
        let mut days = items.iter().filter_map(|item| match item {
            Item::Day(day) => Some(*day),
            Item::Time(_) => None,
        });
        let times: Vec<Time> = items
            .iter()
            .filter_map(|item| match item {
                Item::Time(time) => Some(*time),
                Item::Day(_) => None,
            })
            .collect();
        let (first, second) = (days.next()?, days.next().filter(|_| !self.is_series()));
        let (from, to) = clock(times.first().copied(), times.get(1).copied());
        let written = |day: Day, time: Option<Clock>| Written {
            civil: day.at(time.unwrap_or_default()),
            day_only: time.is_none(),
            zone: zone.clone(),
        };
        let starts = written(first, from);
        let ends = match (second, to) {
            (Some(last), to) if last >= first && to.is_some() == from.is_some() => Some(written(last, to)),
            (None, Some(to)) if Some(to) > from => Some(written(first, Some(to))),
            // Past midnight.
            (None, Some(to)) if Some(to) < from => Some(written(first.next(), Some(to))),
            _ => None,
        };
        Some(Period { starts, ends: ends.map(Ends::At), series: self.is_series() })
    }

    /// Whether a series is spoken of; a second date is then the series' end.
    fn is_series(&self) -> bool {
        const WORDS: [&str; 8] = ["occurs", "every", "jeden", "jede", "chaque", "cada", "ogni", "elke"];
        self.tokens.iter().any(|token| matches!(token, Token::Word(word) if WORDS.contains(&word.as_str())))
    }

    fn items(&self) -> Vec<Item> {
        let (mut items, mut at) = (Vec::new(), 0);
        while at < self.tokens.len() {
            let rest = &self.tokens[at..];
            if let Some((day, used)) = self.day(rest) {
                items.push(Item::Day(day));
                at += used;
            } else if let Some((time, used)) = time(rest) {
                items.push(Item::Time(time));
                at += used;
            } else {
                at += 1;
            }
        }
        items
    }

    /// A date at the beginning of these tokens, and how many of them it takes.
    fn day(&self, rest: &[Token]) -> Option<(Day, usize)> {
        use Token::{Number, Sign};
        match rest {
            [
                Number(year, 4),
                Sign('-' | '/' | '.'),
                Number(month, _),
                Sign('-' | '/' | '.'),
                Number(day, _),
                ..,
            ] => Some((existing(*year, *month, *day)?, 5)),
            [
                Number(a, 1..=2),
                Sign(sign @ ('/' | '.' | '-')),
                Number(b, 1..=2),
                Sign(_),
                Number(year, 4),
                ..,
            ] => Some((self.either_order(*a, *b, *year, *sign == '.')?, 5)),
            _ => named_day(rest),
        }
    }

    /// A date of two numbers and a year, when it is sure which number is the day.
    fn either_order(&self, a: u32, b: u32, year: u32, points: bool) -> Option<Day> {
        let (day_month, month_day) = (existing(year, b, a), existing(year, a, b));
        if self.day_first || points {
            return day_month;
        }
        let is_named = |day: &Day| self.weekday.is_some_and(|weekday| weekday == day.weekday());
        match (day_month, month_day) {
            (Some(day), Some(other)) if day == other => Some(day),
            (Some(day), Some(other)) => match (is_named(&day), is_named(&other)) {
                (true, false) => Some(day),
                (false, true) => Some(other),
                _ => None,
            },
            (one, other) => one.or(other),
        }
    }
}

impl Day {
    fn at(self, (hour, minute): Clock) -> Civil {
        Civil { year: self.year, month: self.month, day: self.of_month, hour, minute, second: 0 }
    }

    fn next(self) -> Self {
        let Civil { year, month, day, .. } = self.at((0, 0)).moment().plus(DAY).civil();
        Self { year, month, of_month: day }
    }

    /// 0 for Sunday; the first of 1970 was a Thursday.
    fn weekday(self) -> i64 {
        (self.at((0, 0)).moment().0.div_euclid(DAY) + 4).rem_euclid(7)
    }
}

/// `November 21st, 2026`, `21. November 2026`, `21 de noviembre de 2026`, `Nov 21, 2026`.
fn named_day(rest: &[Token]) -> Option<(Day, usize)> {
    // What may stand between the parts.
    let between = |token: &Token| match token {
        Token::Sign(sign) => matches!(sign, '.' | ',' | 'º' | '-'),
        Token::Word(word) => ["de", "del", "of", "st", "nd", "rd", "th", "er", "r"].contains(&word.as_str()),
        Token::Number(..) => false,
    };
    let mut parts = rest.iter().enumerate().take(9).filter(|(_, token)| !between(token));
    if between(rest.first()?) {
        return None;
    }
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    let (Token::Number(year, 4), used) = (third.1, third.0 + 1) else { return None };
    let (month, day) = match (first.1, second.1) {
        (Token::Word(word), Token::Number(day, 1..=2)) | (Token::Number(day, 1..=2), Token::Word(word)) => {
            (month(word)?, day)
        }
        _ => return None,
    };
    Some((existing(*year, month, *day)?, used))
}

fn existing(year: u32, month: u32, day: u32) -> Option<Day> {
    let named = Day { year: i64::from(year), month, of_month: day };
    let civil = named.at((0, 0));
    let sound = (1..=12).contains(&month) && (1..=31).contains(&day) && (1970..=9999).contains(&year);
    (sound && civil.moment().civil() == civil).then_some(named)
}

/// A time at the beginning of these tokens, and how many of them it takes; also the `6` of `6 - 7 PM`.
fn time(rest: &[Token]) -> Option<(Time, usize)> {
    full_time(rest).or_else(|| match rest {
        [Token::Number(hour @ 1..=12, 1..=2), Token::Sign('-' | '\u{2013}'), after @ ..] => {
            let (end, _) = full_time(after)?;
            end.half.map(|_| (Time { hour: *hour, minute: 0, half: None }, 1))
        }
        _ => None,
    })
}

/// `18:00`, `6 PM`, `18h`, `18 Uhr`.
fn full_time(rest: &[Token]) -> Option<(Time, usize)> {
    use Token::{Number, Sign, Word};
    let Some(Number(hour, 1..=2)) = rest.first() else { return None };
    let (minute, mut used) = match rest.get(1..) {
        Some([Sign(':' | '.'), Number(minute, 2), Sign(':'), Number(_, 2), ..]) => (*minute, 5),
        Some([Sign(':' | '.'), Number(minute, 2), ..]) => (*minute, 3),
        Some([Word(h), Number(minute, 2), ..]) if h == "h" => (*minute, 3),
        Some([Word(word), ..]) if word == "h" || word == "uhr" => (0, 2),
        _ => (0, 1),
    };
    let (half, more) = half(rest.get(used..).unwrap_or_default());
    // A number alone is no time.
    if used == 1 && half.is_none() {
        return None;
    }
    used += more;
    let sound = *hour < 24 && minute < 60 && (half.is_none() || (1..=12).contains(hour));
    sound.then_some((Time { hour: *hour, minute, half }, used))
}

/// `PM`, `p.m.`, `p. m.`
fn half(rest: &[Token]) -> (Option<Half>, usize) {
    let of = |letter: &str| match letter {
        "a" => Some(Half::Am),
        "p" => Some(Half::Pm),
        _ => None,
    };
    match rest {
        [Token::Word(word), ..] if word == "am" => (Some(Half::Am), 1),
        [Token::Word(word), ..] if word == "pm" => (Some(Half::Pm), 1),
        [Token::Word(letter), Token::Sign('.'), Token::Word(m), ..] if m == "m" && of(letter).is_some() => {
            (of(letter), 3)
        }
        _ => (None, 0),
    }
}

/// Hours and minutes of two times on a clock of 24 hours. In `6:00-7:00 PM` both are in the afternoon, in
/// `11:00-1:00 PM` the first is not.
fn clock(from: Option<Time>, to: Option<Time>) -> (Option<Clock>, Option<Clock>) {
    let at = |time: Time, half: Option<Half>| match half {
        None => (time.hour, time.minute),
        Some(Half::Am) => (time.hour % 12, time.minute),
        Some(Half::Pm) => (time.hour % 12 + 12, time.minute),
    };
    let to_clock = to.map(|to| at(to, to.half));
    let from_clock = from.map(|from| match (from.half, to.and_then(|to| to.half)) {
        (None, Some(half)) if (1..=12).contains(&from.hour) => {
            let same_half = at(from, Some(half));
            if Some(same_half) < to_clock { same_half } else { at(from, Some(Half::Am)) }
        }
        (half, _) => at(from, half),
    });
    (from_clock, to_clock)
}

fn tokens(line: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        let mut run = String::from(letter);
        let is_digit = |letter: &char| letter.is_ascii_digit();
        let is_word = |letter: &char| letter.is_alphabetic();
        if is_digit(&letter) {
            while let Some(digit) = letters.next_if(is_digit) {
                run.push(digit);
            }
            tokens.push(Token::Number(run.parse().unwrap_or(u32::MAX), run.len()));
        } else if is_word(&letter) {
            while let Some(letter) = letters.next_if(is_word) {
                run.push(letter);
            }
            tokens.push(Token::Word(run.to_lowercase()));
        } else if !letter.is_whitespace() {
            tokens.push(Token::Sign(letter));
        }
    }
    tokens
}

/// The months in English, German, French, Spanish, Italian, Dutch, Portuguese and Polish, as they stand in a date.
const MONTHS: [&[&str]; 12] = [
    &["january", "januar", "jänner", "janvier", "enero", "gennaio", "januari", "janeiro", "stycznia"],
    &["february", "februar", "février", "febrero", "febbraio", "februari", "fevereiro", "lutego"],
    &["march", "märz", "mars", "marzo", "maart", "mrt", "março", "marca"],
    &["april", "avril", "abril", "aprile", "kwietnia"],
    &["may", "mai", "mayo", "maggio", "mei", "maio", "maja"],
    &["june", "juni", "juin", "junio", "giugno", "junho", "czerwca"],
    &["july", "juli", "juillet", "julio", "luglio", "julho", "lipca"],
    &["august", "août", "agosto", "augustus", "sierpnia"],
    &["september", "sept", "septembre", "septiembre", "settembre", "setembro", "września"],
    &["october", "oktober", "octobre", "octubre", "ottobre", "outubro", "października"],
    &["november", "novembre", "noviembre", "novembro", "listopada"],
    &["december", "dezember", "décembre", "diciembre", "dicembre", "dezembro", "grudnia"],
];

/// 1 to 12 for a month's name or the beginning of it, at least three letters, that no other month shares.
fn month(word: &str) -> Option<u32> {
    let is_it = |names: &[&str]| names.iter().any(|name| name.starts_with(word));
    let mut fitting = (1..).zip(MONTHS).filter(|(_, names)| is_it(names)).map(|(number, _)| number);
    let month = fitting.next().filter(|_| word.chars().count() >= 3)?;
    fitting.next().is_none().then_some(month)
}

/// Days of the week in English, the one language here that writes months first; 0 for Sunday.
fn weekday(word: &str) -> Option<i64> {
    const DAYS: [&str; 7] = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
    let index = DAYS.iter().position(|day| word.len() >= 3 && day.starts_with(word))?;
    i64::try_from(index).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn shown(civil: Civil) -> String {
        civil.moment().to_string().replace(":00Z", "")
    }

    /// Start and end as clocks show them, for a line of a language that writes days first or not.
    fn read(line: &str, day_first: bool) -> Option<(String, String)> {
        let period = period(line, day_first)?;
        let ends = match period.ends {
            Some(Ends::At(ends)) => shown(ends.civil),
            Some(Ends::After(_)) | None => String::new(),
        };
        Some((shown(period.starts.civil), ends))
    }

    const EVENING: (&str, &str) = ("2026-11-21T18:00", "2026-11-21T19:00");

    #[rstest]
    #[case("Saturday, November 21, 2026 6:00 PM-7:00 PM", EVENING)]
    #[case("Saturday, November 21, 2026 6:00 PM to 7:00 PM (UTC+01:00) Amsterdam, Berlin, Bern", EVENING)]
    #[case("Sat Nov 21st, 2026, 6 – 7pm (CET)", EVENING)]
    #[case("Saturday, November 21, 2026 6:00\u{202f}PM\u{2013}7:00\u{202f}PM", EVENING)]
    #[case("21 November 2026 18:00-19:00 UTC", EVENING)]
    #[case("Samstag, 21. November 2026 18:00-19:00", EVENING)]
    #[case("Samstag, 21. Nov. 2026, 18 Uhr bis 19 Uhr", EVENING)]
    #[case("samedi 21 novembre 2026 18h00 - 19h00", EVENING)]
    #[case("samedi 21 novembre 2026 18 h 00 à 19 h 00", EVENING)]
    #[case("sábado, 21 de noviembre de 2026 18:00-19:00", EVENING)]
    #[case("sábado, 21 de noviembre de 2026 6:00 p. m.-7:00 p. m.", EVENING)]
    #[case("sabato 21 novembre 2026 18.00-19.00", EVENING)]
    #[case("zaterdag 21 november 2026 18:00-19:00", EVENING)]
    #[case("sábado, 21 de novembro de 2026 18:00-19:00", EVENING)]
    #[case("sobota, 21 listopada 2026 18:00-19:00", EVENING)]
    #[case("21/11/2026 18:00 - 21/11/2026 19:00", EVENING)]
    #[case("11/21/2026 6:00 PM - 7:00 PM", EVENING)]
    #[case("2026-11-21 18:00 - 19:00", EVENING)]
    #[case("2026-11-21T18:00:00Z/2026-11-21T19:00:00Z", EVENING)]
    #[case("6:00 PM to 7:00 PM, Nov 21, 2026", EVENING)]
    #[case("Occurs every Saturday effective 11/21/2026 until 12/19/2026 from 6:00 PM to 7:00 PM", EVENING)]
    #[case("Nov 21, 2026 11:00-1:00 PM", ("2026-11-21T11:00", "2026-11-21T13:00"))]
    #[case("Nov 21, 2026 12:00 AM-12:30 AM", ("2026-11-21T00:00", "2026-11-21T00:30"))]
    #[case("Nov 30, 2026 11:00 PM-1:00 AM", ("2026-11-30T23:00", "2026-12-01T01:00"))]
    #[case("Mon, Nov 30, 2026 9:00 AM - Wed, Dec 2, 2026 5:00 PM", ("2026-11-30T09:00", "2026-12-02T17:00"))]
    #[case("Nov 21, 2026", ("2026-11-21T00:00", ""))]
    #[case("7.11.2026 18:00", ("2026-11-07T18:00", ""))]
    #[case("Sat 12/5/2026 6:00 PM", ("2026-12-05T18:00", ""))]
    #[case("Sat 5/12/2026 6:00 PM", ("2026-12-05T18:00", ""))]
    fn written_in_many_ways(#[case] line: &str, #[case] expected: (&str, &str)) {
        assert_eq!(read(line, false), Some((expected.0.to_owned(), expected.1.to_owned())));
    }

    #[rstest]
    #[case("11/7/2026 6:00 PM", false, None)]
    // Both are Saturdays.
    #[case("Sat 11/7/2026 6:00 PM", false, None)]
    #[case("11/7/2026 6:00 PM", true, Some("2026-07-11T18:00"))]
    #[case("31/2/2026 18:00", true, None)]
    #[case("November 2026", false, None)]
    #[case("Saturday 6:00 PM", false, None)]
    #[case("21 xyz 2026 18:00", false, None)]
    #[case("21. jui 2026", true, None)]
    #[case("", false, None)]
    fn what_is_not_sure_is_left_out(
        #[case] line: &str,
        #[case] day_first: bool,
        #[case] expected: Option<&str>,
    ) {
        assert_eq!(read(line, day_first).map(|(starts, _)| starts).as_deref(), expected);
    }

    #[rstest]
    #[case("Nov 21, 2026 6:00 PM", Stated::Nothing)]
    #[case("Nov 21, 2026 18:00 UTC", Stated::utc())]
    #[case("Nov 21, 2026 18:00 GMT+5:30", Stated::Offset(19_800_000))]
    #[case("Nov 21, 2026 6:00 PM (PST)", Stated::Unknown("PST".into()))]
    #[case("21. November 2026 18:00 MEZ", Stated::Unknown("MEZ".into()))]
    #[case("Nov 21, 2026 18:00 Europe/Berlin", Stated::read("Europe/Berlin"))]
    #[case("Nov 21, 2026 18:00 (Central European Standard Time)", Stated::read("Europe/Warsaw"))]
    fn the_zone_stands_behind(#[case] line: &str, #[case] expected: Stated) {
        assert_eq!(period(line, false).unwrap().starts.zone, expected);
    }

    #[test]
    fn every_month_is_known_by_name_and_abbreviation() {
        for (number, names) in (1..).zip(MONTHS) {
            for name in names {
                assert_eq!(month(name), Some(number), "{name}");
            }
        }
        assert_eq!(["mar", "mai", "jun", "okt", "paź"].map(month), [3, 5, 6, 10, 10].map(Some));
    }

    proptest! {
        #[test]
        fn any_line_is_survived(line in "([0-9]{1,5}|[-/.:,() ]|am|pm|h|UTC|nov|2026|\\PC){0,40}", day_first: bool) {
            if let Some(period) = period(&line, day_first) {
                prop_assert_eq!(period.starts.civil.moment().civil(), period.starts.civil);
            }
        }
    }
}
