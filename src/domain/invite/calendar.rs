//! A calendar file for one event (iCalendar, RFC 5545): guests see no Mesh event in any calendar.
//!
//! Times are UTC throughout: times without a zone shift in Outlook, and a zone by name would have
//! to bring its whole definition along.

use crate::domain::time::{Civil, DAY, MINUTE, Moment};

/// One event, in words already chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The same for the same event at any time, so that a second file replaces the first.
    pub uid: String,
    /// What the calendar shows.
    pub title: String,
    /// Start.
    pub starts: Moment,
    /// End; left out of the file unless it is after the start.
    pub ends: Moment,
    /// Several lines of plain text, the link and the local time among them.
    pub description: String,
    /// Where it is: for an online event, the link or the app's name.
    pub location: String,
    /// The link to come back to.
    pub url: String,
    /// A second appointment the day before, to sign in and install while there is time.
    pub get_ready: Option<GetReady>,
    /// Counts the changes of the event; a greater one replaces a smaller one.
    pub sequence: u32,
}

/// An appointment to get ready, one day before the event at the same time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetReady {
    /// What the calendar shows.
    pub title: String,
    /// Several lines of plain text.
    pub description: String,
    /// How long it takes.
    pub minutes: u32,
}

/// The text of the file, `text/calendar` in UTF-8. `now` is when it was made; getting ready is
/// left out when its time has passed.
pub fn calendar(entry: &Entry, now: Moment) -> String {
    let mut file = File(String::with_capacity(2048));
    file.line("BEGIN", "VCALENDAR");
    file.line("VERSION", "2.0");
    file.line("PRODID", "-//Mesh guest portal//Calendar//EN");
    file.line("CALSCALE", "GREGORIAN");

    file.line("BEGIN", "VEVENT");
    file.text("UID", &entry.uid);
    file.period(entry.starts, entry.ends, now);
    file.line("SEQUENCE", &entry.sequence.to_string());
    file.text("SUMMARY", &entry.title);
    file.text("DESCRIPTION", &entry.description);
    file.text("LOCATION", &entry.location);
    file.url(&entry.url);
    file.alarm("-PT30M", &entry.title);
    file.line("END", "VEVENT");

    let day_before = entry.starts.plus(-DAY);
    if let Some(get_ready) = entry.get_ready.as_ref().filter(|_| day_before > now) {
        file.line("BEGIN", "VEVENT");
        file.text("UID", &format!("get-ready-{}", entry.uid));
        file.period(day_before, day_before.plus(i64::from(get_ready.minutes) * MINUTE), now);
        file.line("SEQUENCE", &entry.sequence.to_string());
        file.text("SUMMARY", &get_ready.title);
        file.text("DESCRIPTION", &get_ready.description);
        file.url(&entry.url);
        file.alarm("PT0M", &get_ready.title);
        file.line("END", "VEVENT");
    }

    file.line("END", "VCALENDAR");
    file.0
}

struct File(String);

impl File {
    /// When it was made, starts and ends.
    fn period(&mut self, starts: Moment, ends: Moment, now: Moment) {
        self.line("DTSTAMP", &stamp(now));
        let (from, to) = (stamp(starts), stamp(ends));
        self.line("DTSTART", &from);
        // Compared as written: an end in the same second would not be after the start.
        if to > from {
            self.line("DTEND", &to);
        }
    }

    fn alarm(&mut self, trigger: &str, title: &str) {
        self.line("BEGIN", "VALARM");
        self.line("ACTION", "DISPLAY");
        self.line("TRIGGER", trigger);
        self.text("DESCRIPTION", title);
        self.line("END", "VALARM");
    }

    /// A property of type TEXT (RFC 5545, section 3.3.11).
    fn text(&mut self, name: &str, value: &str) {
        self.line(name, &escaped(value));
    }

    /// A property of type URI, which knows no escapes.
    fn url(&mut self, value: &str) {
        let url: String = value.chars().filter(|char| !char.is_control()).collect();
        if !url.is_empty() {
            self.line("URL", &url);
        }
    }

    /// One content line, folded to at most 75 octets each (RFC 5545, section 3.1), between whole
    /// characters. `value` holds no control characters.
    fn line(&mut self, name: &str, value: &str) {
        const LIMIT: usize = 75;
        self.0.push_str(name);
        self.0.push(':');
        let mut octets = name.len() + 1;
        for char in value.chars() {
            if octets + char.len_utf8() > LIMIT {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            self.0.push(char);
            octets += char.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

fn escaped(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len() + 16);
    for char in value.replace("\r\n", "\n").chars() {
        match char {
            '\n' | '\r' => escaped.push_str("\\n"),
            '\t' => escaped.push(' '),
            '\\' | ',' | ';' => escaped.extend(['\\', char]),
            _ if char.is_control() => {}
            _ => escaped.push(char),
        }
    }
    escaped
}

/// `20261121T180000Z`
fn stamp(moment: Moment) -> String {
    let Civil { year, month, day, hour, minute, second } = moment.civil();
    format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}Z")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::HOUR;
    use proptest::prelude::*;

    /// 2026-11-21T18:00:00Z
    const START: Moment = Moment(1_795_284_000_000);

    fn entry() -> Entry {
        Entry {
            uid: "3f6c1b52-2026@contoso.com".into(),
            title: "Contoso, Mesh; the \\ event".into(),
            starts: START,
            ends: START.plus(HOUR),
            description: "Come back here:\nhttps://portal.example/#i=1.abc\n\nStarts at 19:00 in Köln 🎉".into(),
            location: "Mesh app".into(),
            url: "https://portal.example/#i=1.eyJ0IjoiTWVzaCBldmVudCIsInMiOjE3OTUyODQwMDAwMDAsImgiOiJjb250b3NvIn0".into(),
            get_ready: Some(GetReady { title: "Get ready".into(), description: "Sign in, install.".into(), minutes: 15 }),
            sequence: 2,
        }
    }

    #[test]
    fn one_file() {
        let file = calendar(&entry(), START.plus(-3 * DAY)).replace('\r', "");
        insta::assert_snapshot!(file, @r"
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Mesh guest portal//Calendar//EN
        CALSCALE:GREGORIAN
        BEGIN:VEVENT
        UID:3f6c1b52-2026@contoso.com
        DTSTAMP:20261118T180000Z
        DTSTART:20261121T180000Z
        DTEND:20261121T190000Z
        SEQUENCE:2
        SUMMARY:Contoso\, Mesh\; the \\ event
        DESCRIPTION:Come back here:\nhttps://portal.example/#i=1.abc\n\nStarts at 1
         9:00 in Köln 🎉
        LOCATION:Mesh app
        URL:https://portal.example/#i=1.eyJ0IjoiTWVzaCBldmVudCIsInMiOjE3OTUyODQwMDA
         wMDAsImgiOiJjb250b3NvIn0
        BEGIN:VALARM
        ACTION:DISPLAY
        TRIGGER:-PT30M
        DESCRIPTION:Contoso\, Mesh\; the \\ event
        END:VALARM
        END:VEVENT
        BEGIN:VEVENT
        UID:get-ready-3f6c1b52-2026@contoso.com
        DTSTAMP:20261118T180000Z
        DTSTART:20261120T180000Z
        DTEND:20261120T181500Z
        SEQUENCE:2
        SUMMARY:Get ready
        DESCRIPTION:Sign in\, install.
        URL:https://portal.example/#i=1.eyJ0IjoiTWVzaCBldmVudCIsInMiOjE3OTUyODQwMDA
         wMDAsImgiOiJjb250b3NvIn0
        BEGIN:VALARM
        ACTION:DISPLAY
        TRIGGER:PT0M
        DESCRIPTION:Get ready
        END:VALARM
        END:VEVENT
        END:VCALENDAR
        ");
    }

    #[test]
    fn yesterday_is_too_late_to_get_ready() {
        let at = |now| calendar(&entry(), now).contains("get-ready-");
        assert!(at(START.plus(-DAY - 1)));
        assert!(!at(START.plus(-DAY)));
        assert!(!at(START.plus(-12 * MINUTE)));
    }

    #[test]
    fn an_end_not_after_the_start_is_left_out() {
        let file = calendar(&Entry { ends: START.plus(999), get_ready: None, ..entry() }, START);
        assert!(!file.contains("DTEND"), "{file}");
    }

    #[test]
    fn a_value_cannot_add_a_property() {
        let hostile = "https://a.example/\r\nATTENDEE:x\u{85}\u{0}".to_owned();
        let file = calendar(&Entry { url: hostile.clone(), title: hostile, ..entry() }, START);
        let lines = unfolded(&file);
        assert!(lines.contains(&"URL:https://a.example/ATTENDEE:x".to_owned()), "{lines:?}");
        assert!(lines.contains(&"SUMMARY:https://a.example/\\nATTENDEE:x".to_owned()), "{lines:?}");
    }

    /// Takes the folds out, and checks what RFC 5545 asks of every line on the way.
    fn unfolded(file: &str) -> Vec<String> {
        assert!(file.ends_with("\r\n"));
        for line in file.strip_suffix("\r\n").unwrap_or_default().split("\r\n") {
            assert!(line.len() <= 75, "{} octets: {line}", line.len());
            assert!(!line.is_empty() && !line.chars().any(char::is_control), "{line:?}");
        }
        let lines: Vec<String> = file.replace("\r\n ", "").lines().map(str::to_owned).collect();
        check_structure(&lines);
        lines
    }

    /// Components close in the order they opened, and each has the properties it must have, and
    /// none twice (RFC 5545, sections 3.6.1 and 3.6.6).
    fn check_structure(lines: &[String]) {
        let mut open: Vec<(&str, Vec<&str>)> = Vec::new();
        for line in lines {
            let (name, value) = line.split_once(':').expect("name and value");
            match name {
                "BEGIN" => open.push((value, Vec::new())),
                "END" => {
                    let (component, names) = open.pop().expect("an open component");
                    assert_eq!(component, value);
                    let required: &[&str] = match component {
                        "VCALENDAR" => &["PRODID", "VERSION"],
                        "VEVENT" => &["UID", "DTSTAMP", "DTSTART"],
                        "VALARM" => &["ACTION", "DESCRIPTION", "TRIGGER"],
                        other => panic!("unexpected component {other}"),
                    };
                    assert!(required.iter().all(|name| names.contains(name)), "{component}: {names:?}");
                }
                _ => {
                    let known = [
                        "VERSION",
                        "PRODID",
                        "CALSCALE",
                        "UID",
                        "DTSTAMP",
                        "DTSTART",
                        "DTEND",
                        "SEQUENCE",
                        "SUMMARY",
                        "DESCRIPTION",
                        "LOCATION",
                        "URL",
                        "ACTION",
                        "TRIGGER",
                    ];
                    assert!(known.contains(&name), "{line}");
                    let names = &mut open.last_mut().expect("a component around it").1;
                    assert!(!names.contains(&name), "twice: {line}");
                    names.push(name);
                }
            }
        }
        assert!(open.is_empty());
    }

    fn unescaped(text: &str) -> String {
        let mut plain = String::new();
        let mut chars = text.chars();
        while let Some(char) = chars.next() {
            match char {
                '\\' => match chars.next() {
                    Some('n') => plain.push('\n'),
                    Some(escaped @ ('\\' | ',' | ';')) => plain.push(escaped),
                    other => panic!("not an escape: {other:?}"),
                },
                ',' | ';' => panic!("not escaped: {char}"),
                _ => plain.push(char),
            }
        }
        plain
    }

    fn value<'a>(lines: &'a [String], name: &str) -> &'a str {
        lines.iter().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).expect("the property")
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(
            title in "[ -~äß€🎉日\\\\,;]{0,200}",
            description in "[ -~äß€🎉日\\\\,;\n]{0,400}",
            url in "https://[!-~]{0,200}",
        ) {
            let entry =
                Entry { title: title.clone(), description: description.clone(), url: url.clone(), ..entry() };
            let lines = unfolded(&calendar(&entry, START));
            prop_assert_eq!(unescaped(value(&lines, "SUMMARY")), title);
            prop_assert_eq!(unescaped(value(&lines, "DESCRIPTION")), description);
            prop_assert_eq!(value(&lines, "URL"), url);
        }

        #[test]
        fn any_entry_makes_a_well_formed_file(
            texts in prop::array::uniform5(any::<String>()),
            starts: i64, ends: i64, now: i64, minutes: u32, sequence: u32,
        ) {
            let [uid, title, description, location, url] = texts;
            let get_ready = Some(GetReady { title: title.clone(), description: description.clone(), minutes });
            let entry = Entry {
                uid, title, description, location, url, get_ready, sequence,
                starts: Moment(starts), ends: Moment(ends),
            };
            unfolded(&calendar(&entry, Moment(now)));
        }
    }
}
