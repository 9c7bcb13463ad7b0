//! Reading a report from whatever people paste: the text as it was copied, a mail that quotes and wraps it, a file, or
//! the link.
//!
//! A report is read word by word, not line by line: a word that is a key with its colon begins a field, so that it
//! does not matter where mail programs break lines, or whether they left any break at all.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::{Done, Key, Mark, PLACE, Release, Report, TITLE, VERSION};
use crate::domain::auth::Leg;
use crate::domain::device::{Device, InAppBrowser, Os, Reason, Verdict};
use crate::domain::directory::license::Missing;
use crate::domain::fingerprint::Fingerprint;
use crate::domain::invite::GuestAddress;
use crate::domain::journey::saved::{LicenseStanding, SignInStanding};
use crate::domain::journey::{EventName, Step};
use crate::domain::language::Language;
use crate::domain::meeting::Browser;
use crate::domain::problem::{Kind, in_plain_signs, start_of};
use crate::domain::target::Target;
use crate::domain::tenant::Guid;
use crate::domain::time::Moment;
use crate::domain::words::Message;

/// The longest text that is looked at, in bytes: a report has about 1,500, a thread of mails around it far more.
pub const LONGEST: usize = 256 * 1024;

/// How many events are taken from one report, and how much of it may be unknown: no page writes more.
const MOST: usize = 64;

/// How much of a word that is not known is kept, in bytes.
const MOST_OF_A_WORD: usize = 60;

/// What every page knows, also one of a portal that is set up wrongly.
const ALWAYS: [Key; 4] = [Key::Portal, Key::Time, Key::Language, Key::Online];

/// What every page of a portal knows that is set up.
const WHEN_SET_UP: [Key; 9] = [
    Key::Config,
    Key::Step,
    Key::Os,
    Key::Device,
    Key::Verdict,
    Key::Storage,
    Key::SignIn,
    Key::License,
    Key::App,
];

/// A report that was read, and what was wrong with its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// What could be read.
    pub report: Report,
    /// What every guest's page writes, and this text does not have.
    pub absent: Vec<Key>,
    /// What this portal does not know, or cannot understand: perhaps a newer portal's. Text from outside.
    pub unknown: Vec<Unknown>,
    /// Lines are missing, or the end is.
    pub is_cut: bool,
}

/// A field that means nothing here. Text from outside, cut short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// The word before the colon.
    pub key: String,
    /// The words behind it.
    pub words: String,
}

/// Why a text is not a readable report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unreadable {
    /// There is no text.
    Empty,
    /// No report is in it.
    NoReport,
    /// A report's link is in it, damaged beyond reading.
    LinkDamaged,
    /// Only the beginning of a report is in it.
    NothingLeft,
    /// The report is of that version, which this portal does not know.
    TooNew(u32),
    /// Longer than anything a report comes in.
    TooLong,
}

impl Unreadable {
    /// Its name in message ids: `report.fault.<name>`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NoReport => "no-report",
            Self::LinkDamaged => "link-damaged",
            Self::NothingLeft => "nothing-left",
            Self::TooNew(_) => "too-new",
            Self::TooLong => "too-long",
        }
    }

    /// What to say about it.
    pub fn message(self) -> Message {
        let message = Message::new(["report.fault.", self.name()].concat());
        match self {
            Self::TooNew(version) => message.count("version", version).count("known", VERSION),
            Self::TooLong => message.count("most", u32::try_from(LONGEST / 1024).unwrap_or_default()),
            _ => message,
        }
    }
}

/// Reads the first report in a text, or the one that a link in it holds.
pub fn read(text: &str) -> Result<Reading, Unreadable> {
    if text.len() > LONGEST {
        return Err(Unreadable::TooLong);
    }
    if text.trim().is_empty() {
        return Err(Unreadable::Empty);
    }
    match (read_words(text), linked(text)) {
        (Err(Unreadable::NoReport), Some(report)) => {
            let damaged = |fault| if fault == Unreadable::NoReport { Unreadable::LinkDamaged } else { fault };
            read_words(&report).map_err(damaged)
        }
        (read, _) => read,
    }
}

/// What the first link to a report in a text holds: an empty text, when that cannot be read.
fn linked(text: &str) -> Option<String> {
    // Mail filters put links into links of their own.
    let places = [PLACE.to_owned(), PLACE.replace('/', "%2F"), PLACE.replace('/', "%2f")];
    let rest = places.iter().find_map(|place| Some(text.split_once(place.as_str())?.1))?;
    let signs: String = rest
        .chars()
        // What mail programs break and quote lines with.
        .filter(|sign| !sign.is_whitespace() && !"=>|".contains(*sign))
        .take_while(|sign| sign.is_ascii_alphanumeric() || "-_".contains(*sign))
        .collect();
    // A report ends where it says so: what follows it, even words taken for a part of the link, does not matter.
    let whole = if signs.len() % 4 == 1 { &signs[..signs.len() - 1] } else { &signs };
    let bytes = URL_SAFE_NO_PAD.decode(whole).or_else(|_| {
        // Bits beyond the last byte are zero, unless such words have come behind them.
        URL_SAFE_NO_PAD.decode(&whole[..whole.len() - whole.len() % 4])
    });
    Some(String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned())
}

fn read_words(text: &str) -> Result<Reading, Unreadable> {
    let plain = in_plain_signs(&without_markup(text));
    let mut words = plain.split_whitespace().map(undecorated).filter(|word| !word.is_empty());
    words.find(|word| word.eq_ignore_ascii_case(TITLE)).ok_or(Unreadable::NoReport)?;
    let version = words.clone().next().and_then(|word| word.parse::<u32>().ok());
    match version {
        Some(version) if version > VERSION => return Err(Unreadable::TooNew(version)),
        Some(0) => return Err(Unreadable::NoReport),
        Some(_) => _ = words.next(),
        None => {}
    }
    let fields = fields(words);
    let mut reading = Reading::default();
    let (mut lines, mut end, mut seen) = (0, None, Vec::new());
    for Field { key, words } in fields {
        let known = Key::ALL.iter().copied().find(|known| known.name() == key);
        if known == Some(Key::End) {
            end = words.first().and_then(|word| word.parse::<usize>().ok());
            break;
        }
        lines += 1;
        let rest = match known {
            Some(key) => {
                seen.push(key);
                take(&mut reading.report, key, &words)
            }
            None => Some(words.join(" ")),
        };
        if let Some(words) = rest
            && reading.unknown.len() < MOST
        {
            reading.unknown.push(Unknown { key: short(&key), words: short(&words) });
        }
    }
    if reading.report == Report::default() {
        return Err(Unreadable::NothingLeft);
    }
    reading.is_cut = end.is_none_or(|end| end > lines);
    let is_set_up = !matches!(reading.report.problem, Some(Kind::ConfigMissing | Kind::ConfigInvalid));
    let known = ALWAYS.into_iter().chain(WHEN_SET_UP.into_iter().filter(|_| is_set_up));
    reading.absent = known.filter(|key| !seen.contains(key)).collect();
    Ok(reading)
}

fn short(text: &str) -> String {
    start_of(text, MOST_OF_A_WORD).to_owned()
}

/// A key, and the words up to the next one.
struct Field<'a> {
    key: String,
    words: Vec<&'a str>,
}

fn fields<'a>(words: impl Iterator<Item = &'a str>) -> Vec<Field<'a>> {
    let mut fields: Vec<Field> = Vec::new();
    for word in words {
        // The address is the one value that may look like a key.
        let in_address = fields.last().is_some_and(|field| field.key == "address" && field.words.is_empty());
        match key(word).filter(|(_, value)| !in_address || value.is_empty()) {
            Some((key, value)) => {
                let words = if value.is_empty() { Vec::new() } else { vec![value] };
                fields.push(Field { key, words });
            }
            None => {
                if let Some(field) = fields.last_mut() {
                    field.words.push(word);
                }
            }
        }
    }
    fields
}

/// A word that is a key with its colon, and what stuck to it; of keys that are not known only those to which nothing
/// did.
fn key(word: &str) -> Option<(String, &str)> {
    let (key, value) = word.split_once(':')?;
    let key = key.to_ascii_lowercase();
    let looks_like_one = key.starts_with(|sign: char| sign.is_ascii_lowercase())
        && key.bytes().all(|sign| sign.is_ascii_lowercase() || sign == b'-');
    let known = Key::ALL.iter().any(|known| known.name() == key);
    let value = undecorated(value);
    (known || (looks_like_one && value.is_empty())).then_some((key, value))
}

/// A word without what quotes it or makes it bold.
fn undecorated(word: &str) -> &str {
    word.trim_start_matches(['>', '|']).trim_matches(['*', '`'])
}

/// The text with a space for each tag, and signs for the entities that mail programs write.
fn without_markup(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, tag)) = rest.split_once('<') {
        plain.push_str(before);
        plain.push(' ');
        let is_tag = tag.starts_with(|sign: char| sign.is_ascii_alphabetic() || sign == '/');
        rest = match tag.split_once('>') {
            Some((name, after)) if is_tag && !name.contains('<') => after,
            _ => tag,
        };
    }
    plain.push_str(rest);
    [("&nbsp;", " "), ("&#160;", " "), ("&gt;", ">"), ("&lt;", "<"), ("&#58;", ":"), ("&colon;", ":")]
        .into_iter()
        .fold(plain, |plain, (entity, sign)| plain.replace(entity, sign))
        .replace("&amp;", "&")
}

/// Takes a field up; gives back the words that it cannot understand. What stood there before stays, so that the first
/// of two lines counts.
fn take(report: &mut Report, key: Key, words: &[&str]) -> Option<String> {
    let fits = match key {
        Key::Portal => set(&mut report.portal, words, Release::parse),
        Key::Config => set(&mut report.config, words, Fingerprint::parse),
        Key::Time => set(&mut report.time, words, Moment::parse),
        Key::Open => set(&mut report.open, words, number),
        Key::Language => set(&mut report.language, words, |word| named(Language::ALL, Language::tag, word)),
        Key::Target => set(&mut report.target, words, Target::from_name),
        Key::Host => set(&mut report.host, words, number),
        Key::Step => set(&mut report.step, words, Step::from_name),
        Key::Problem => set(&mut report.problem, words, kind),
        Key::Aadsts => set(&mut report.aadsts, words, number),
        Key::Status => set(&mut report.status, words, |word| word.parse().ok()),
        Key::Correlation => set(&mut report.correlation, words, |word| Guid::parse(word).ok()),
        Key::Os => set(&mut report.os, words, |word| named(Os::ALL, Os::name, word)),
        Key::Device => set(&mut report.device, words, |word| named(Device::ALL, Device::name, word)),
        Key::Verdict => set(&mut report.verdict, words, |word| named(Verdict::ALL, Verdict::name, word)),
        Key::Hints => return all(&mut report.hints, words, |word| named(Reason::ALL, Reason::name, word)),
        Key::InApp => {
            set(&mut report.in_app, words, |word| named(InAppBrowser::ALL, InAppBrowser::name, word))
        }
        Key::Browser => set(&mut report.browser, words, |word| named(Browser::ALL, Browser::id, word)),
        Key::BrowserVersion => set(&mut report.browser_version, words, number),
        Key::Online => set(&mut report.online, words, flag),
        Key::Storage => set(&mut report.storage, words, flag),
        Key::SignIn => {
            set(&mut report.sign_in, words, |word| named(&SignInStanding::ALL, SignInStanding::name, word))
        }
        Key::Leg => set(&mut report.leg, words, |word| named(&Leg::ALL, Leg::name, word)),
        Key::License => {
            set(&mut report.license, words, |word| named(&LicenseStanding::ALL, LicenseStanding::name, word))
        }
        Key::Missing => {
            return all(&mut report.missing, words, |word| named(Missing::ALL, Missing::id, word));
        }
        Key::App => set(&mut report.app, words, flag),
        Key::Done => return all(&mut report.done, words, |word| named(Done::ALL, Done::name, word)),
        Key::Event => match mark(words) {
            Some(mark) if report.events.len() < MOST => {
                report.events.push(mark);
                true
            }
            _ => false,
        },
        Key::Address => set(&mut report.address, words, GuestAddress::parse),
        Key::End => true,
    };
    (!fits).then(|| words.join(" "))
}

/// Reads a value from the first word, or from all of them, since a long word may have been broken.
fn set<T>(field: &mut Option<T>, words: &[&str], read: impl Fn(&str) -> Option<T>) -> bool {
    let value = words.first().and_then(|word| read(word)).or_else(|| read(&words.concat()));
    let fits = value.is_some();
    if field.is_none() {
        *field = value;
    }
    fits
}

/// Reads a value from each word; gives back those that are not known.
fn all<T: PartialEq>(field: &mut Vec<T>, words: &[&str], read: impl Fn(&str) -> Option<T>) -> Option<String> {
    let mut unknown = Vec::new();
    for word in words {
        match read(word) {
            Some(value) if field.contains(&value) => {}
            Some(value) => field.push(value),
            None => unknown.push(*word),
        }
    }
    (!unknown.is_empty()).then(|| unknown.join(" "))
}

fn named<T: Copy>(all: &[T], name: fn(T) -> &'static str, word: &str) -> Option<T> {
    all.iter().copied().find(|item| name(*item).eq_ignore_ascii_case(word))
}

fn number(word: &str) -> Option<u32> {
    word.parse().ok()
}

fn flag(word: &str) -> Option<bool> {
    match word {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

fn kind(word: &str) -> Option<Kind> {
    named(Kind::ALL, Kind::code, word)
}

fn mark(words: &[&str]) -> Option<Mark> {
    let (seconds, name) = (number(words.first()?)?, words.get(1)?);
    let name = named(EventName::ALL, EventName::name, name)?;
    Some(Mark { seconds, name, problem: words.get(2).and_then(|word| kind(word)) })
}
