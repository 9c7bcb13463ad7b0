//! The report that a guest hands to support: what the page knows about the trouble, and nothing about the guest.
//!
//! It is an allow-list by construction: a [`Report`] has room for names from fixed lists, numbers, GUIDs and times in
//! UTC, so no token, code, link, title or name of a person can get into one. The only thing about a person is the
//! guest's own address, and only where the guest asks for it.
//!
//! The text is the same wherever it goes: shown to the guest, copied, saved, shared, and inside the link. A line is a
//! key and its words; [`read()`] takes it back from whatever mail programs made of it. [`make`] fills a report from a
//! journey, [`log`] remembers what happened, [`glance`] says what support sees, [`tally`] counts many reports.

pub mod glance;
#[cfg(test)]
mod laws;
pub mod log;
pub mod make;
pub mod read;
pub mod tally;
#[cfg(test)]
pub(crate) mod tests;

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::auth::Leg;
use super::device::{Device, InAppBrowser, Os, Reason, Verdict};
use super::directory::license::Missing;
use super::fingerprint::Fingerprint;
use super::invite::GuestAddress;
use super::journey::saved::{LicenseStanding, SignInStanding};
use super::journey::{EventName, Step};
use super::language::Language;
use super::meeting::Browser;
use super::named::named;
use super::problem::Kind;
use super::target::Target;
use super::tenant::Guid;
use super::time::Moment;

pub use read::{Reading, Unreadable, read};

/// The word that a report begins with.
const TITLE: &str = "mesh-guest-report";

/// The version of the format. What is only added keeps it: readers pass over what they do not know.
const VERSION: u32 = 1;

/// Where the desk opens a report: what stands in its address before the report itself.
pub const PLACE: &str = "support/report/";

/// What a guest's page knows about the trouble. A field is `None` or empty where nothing is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Version of the portal.
    pub portal: Option<Release>,
    /// The configuration it ran with.
    pub config: Option<Fingerprint>,
    /// When it was made; whole seconds.
    pub time: Option<Moment>,
    /// For how many seconds the page had been open.
    pub open: Option<u32>,
    /// The language of the page.
    pub language: Option<Language>,
    /// What the guest is on the way to.
    pub target: Option<Target>,
    /// Which of the configuration's hosts invites, from 1.
    pub host: Option<u32>,
    /// Where the guest was.
    pub step: Option<Step>,
    /// The problem on the page.
    pub problem: Option<Kind>,
    /// The number of Microsoft's code for it.
    pub aadsts: Option<u32>,
    /// HTTP status of the answer that brought it.
    pub status: Option<u16>,
    /// Microsoft's correlation or request id.
    pub correlation: Option<Guid>,
    /// The operating system.
    pub os: Option<Os>,
    /// The kind of device.
    pub device: Option<Device>,
    /// Whether a guest can join from it.
    pub verdict: Option<Verdict>,
    /// Why, and what else is worth knowing of the machine.
    pub hints: Vec<Reason>,
    /// The app that the browser is inside of.
    pub in_app: Option<InAppBrowser>,
    /// The browser.
    pub browser: Option<Browser>,
    /// Its major version.
    pub browser_version: Option<u32>,
    /// Whether the device said that it has a network.
    pub online: Option<bool>,
    /// Whether the browser keeps anything for the page.
    pub storage: Option<bool>,
    /// How the sign-in stands.
    pub sign_in: Option<SignInStanding>,
    /// The sign-in that was under way last.
    pub leg: Option<Leg>,
    /// How the license check stands.
    pub license: Option<LicenseStanding>,
    /// What it found missing.
    pub missing: Vec<Missing>,
    /// Whether the guest has the app.
    pub app: Option<bool>,
    /// What the guest has done.
    pub done: Vec<Done>,
    /// What happened last on this page, in its order.
    pub events: Vec<Mark>,
    /// The guest's address, where the guest added it.
    pub address: Option<GuestAddress>,
}

/// Something that happened on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Seconds since the page was opened.
    pub seconds: u32,
    /// What.
    pub name: EventName,
    /// The problem that it led to.
    pub problem: Option<Kind>,
}

/// A version of the portal: major, minor, patch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Release(pub u16, pub u16, pub u16);

impl Release {
    /// The version of this portal.
    pub const OWN: Option<Self> = Self::parse(env!("CARGO_PKG_VERSION"));

    /// Reads `1.2.3`; a number has four digits at most.
    pub const fn parse(text: &str) -> Option<Self> {
        let (bytes, mut numbers) = (text.as_bytes(), [0_u16; 3]);
        let (mut at, mut number, mut digits) = (0, 0, 0);
        while at < bytes.len() {
            match bytes[at] {
                digit @ b'0'..=b'9' if digits < 4 => {
                    numbers[number] = numbers[number] * 10 + (digit - b'0') as u16;
                    digits += 1;
                }
                b'.' if digits > 0 && number < 2 => (number, digits) = (number + 1, 0),
                _ => return None,
            }
            at += 1;
        }
        if number == 2 && digits > 0 { Some(Self(numbers[0], numbers[1], numbers[2])) } else { None }
    }
}

impl fmt::Display for Release {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}.{}", self.0, self.1, self.2)
    }
}

named! {
    /// What a guest has done for an event.
    pub enum Done, name {
        /// Begun.
        Begun = "begun",
        /// Gone on with a device that seems the wrong one.
        DeviceAccepted = "device-accepted",
        /// Gone on although the event seems over.
        OverAccepted = "over-accepted",
        /// Dealt with the invitation.
        InvitationSettled = "invitation-settled",
        /// Left the sign-in at home out.
        HomeSkipped = "home-skipped",
        /// Started the app from the page.
        Launched = "launched",
        /// Said "I am in".
        Inside = "inside",
        /// Signed out.
        SignedOut = "signed-out",
    }
}

named! {
    /// What a line of a report is about, in the order of the lines.
    pub enum Key, name {
        /// See [`Report::portal`]
        Portal = "portal",
        /// See [`Report::config`]
        Config = "config",
        /// See [`Report::time`]
        Time = "time",
        /// See [`Report::open`]
        Open = "open",
        /// See [`Report::language`]
        Language = "language",
        /// See [`Report::target`]
        Target = "target",
        /// See [`Report::host`]
        Host = "host",
        /// See [`Report::step`]
        Step = "step",
        /// See [`Report::problem`]
        Problem = "problem",
        /// See [`Report::aadsts`]
        Aadsts = "aadsts",
        /// See [`Report::status`]
        Status = "status",
        /// See [`Report::correlation`]
        Correlation = "correlation",
        /// See [`Report::os`]
        Os = "os",
        /// See [`Report::device`]
        Device = "device",
        /// See [`Report::verdict`]
        Verdict = "verdict",
        /// See [`Report::hints`]
        Hints = "hints",
        /// See [`Report::in_app`]
        InApp = "in-app",
        /// See [`Report::browser`]
        Browser = "browser",
        /// See [`Report::browser_version`]
        BrowserVersion = "browser-version",
        /// See [`Report::online`]
        Online = "online",
        /// See [`Report::storage`]
        Storage = "storage",
        /// See [`Report::sign_in`]
        SignIn = "sign-in",
        /// See [`Report::leg`]
        Leg = "leg",
        /// See [`Report::license`]
        License = "license",
        /// See [`Report::missing`]
        Missing = "missing",
        /// See [`Report::app`]
        App = "app",
        /// See [`Report::done`]
        Done = "done",
        /// One of [`Report::events`]: a line for each.
        Event = "event",
        /// See [`Report::address`]
        Address = "address",
        /// The last line: how many stand between it and the first one.
        End = "end",
    }
}

/// Writes a report as text; lines end with `\n`.
pub fn write(report: &Report) -> String {
    let mut text = Text { text: [TITLE, " ", &VERSION.to_string(), "\n"].concat(), lines: 0 };
    text.shown(Key::Portal, report.portal);
    text.shown(Key::Config, report.config);
    text.shown(Key::Time, report.time);
    text.number(Key::Open, report.open);
    text.word(Key::Language, report.language.map(Language::tag));
    text.word(Key::Target, report.target.map(Target::name));
    text.number(Key::Host, report.host);
    text.word(Key::Step, report.step.map(Step::name));
    text.word(Key::Problem, report.problem.map(Kind::code));
    text.number(Key::Aadsts, report.aadsts);
    text.number(Key::Status, report.status.map(u32::from));
    text.word(Key::Correlation, report.correlation.as_ref().map(Guid::as_str));
    text.word(Key::Os, report.os.map(Os::name));
    text.word(Key::Device, report.device.map(Device::name));
    text.word(Key::Verdict, report.verdict.map(Verdict::name));
    text.words(Key::Hints, &report.hints.iter().map(|hint| hint.name()).collect::<Vec<_>>());
    text.word(Key::InApp, report.in_app.map(InAppBrowser::name));
    text.word(Key::Browser, report.browser.map(Browser::id));
    text.number(Key::BrowserVersion, report.browser_version);
    text.flag(Key::Online, report.online);
    text.flag(Key::Storage, report.storage);
    text.word(Key::SignIn, report.sign_in.map(SignInStanding::name));
    text.word(Key::Leg, report.leg.map(Leg::name));
    text.word(Key::License, report.license.map(LicenseStanding::name));
    text.words(Key::Missing, &report.missing.iter().map(|missing| missing.id()).collect::<Vec<_>>());
    text.flag(Key::App, report.app);
    text.words(Key::Done, &report.done.iter().map(|done| done.name()).collect::<Vec<_>>());
    for mark in &report.events {
        let seconds = mark.seconds.to_string();
        let words = [seconds.as_str(), mark.name.name(), mark.problem.map_or("", Kind::code)];
        text.words(Key::Event, if mark.problem.is_some() { &words } else { &words[..2] });
    }
    text.word(Key::Address, report.address.as_ref().map(GuestAddress::secret));
    text.number(Key::End, Some(text.lines));
    text.text
}

/// The link that opens a report at the desk. `page` is any page of the portal; the report stands in the fragment,
/// which no server sees.
pub fn link(page: &url::Url, text: &str) -> Option<String> {
    let mut address = page.join("desk.html").ok()?;
    address.set_fragment(Some(&["/", PLACE, &URL_SAFE_NO_PAD.encode(text)].concat()));
    Some(address.into())
}

/// A text that grows line by line. What is not known gets no line.
struct Text {
    text: String,
    lines: u32,
}

impl Text {
    fn words(&mut self, key: Key, words: &[&str]) {
        if words.is_empty() {
            return;
        }
        self.lines += 1;
        self.text.push_str(key.name());
        self.text.push(':');
        for word in words {
            self.text.push(' ');
            self.text.push_str(word);
        }
        self.text.push('\n');
    }

    fn word(&mut self, key: Key, word: Option<&str>) {
        self.words(key, word.as_slice());
    }

    fn number(&mut self, key: Key, number: Option<u32>) {
        self.shown(key, number);
    }

    fn flag(&mut self, key: Key, flag: Option<bool>) {
        self.word(key, flag.map(|flag| if flag { "yes" } else { "no" }));
    }

    fn shown<T: fmt::Display>(&mut self, key: Key, value: Option<T>) {
        self.word(key, value.map(|value| value.to_string()).as_deref());
    }
}
