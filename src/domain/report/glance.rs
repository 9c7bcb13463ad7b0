//! What support sees of a report: what is wrong, as far as the report tells, what happened, and which facts are other
//! than on a good run.

use super::read::Reading;
use super::{Done, Key, Mark, Release, Report};
use crate::domain::auth::Leg;
use crate::domain::config::Config;
use crate::domain::device::{Device, InAppBrowser, Os, Verdict};
use crate::domain::directory::license;
use crate::domain::fingerprint::Fingerprint;
use crate::domain::journey::saved::{LicenseStanding, SignInStanding};
use crate::domain::journey::{EventName, Step};
use crate::domain::language::Language;
use crate::domain::meeting::Browser;
use crate::domain::named::named;
use crate::domain::problem::Kind;
use crate::domain::target::Target;
use crate::domain::words::Message;

/// What support sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glance {
    /// What is wrong.
    pub diagnosis: Diagnosis,
    /// What there is to say about the report itself: cut, from another portal, with parts that mean nothing here.
    pub doubts: Vec<Message>,
    /// What is known, in the order of the report.
    pub facts: Vec<Fact>,
    /// What happened last, in its order.
    pub timeline: Vec<Row>,
}

/// What is wrong, and how sure that is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    /// The problem to explain; none where the report does not let one guess.
    pub problem: Option<Kind>,
    /// The number of Microsoft's code for it.
    pub aadsts: Option<u32>,
    /// How sure it is.
    pub certainty: Certainty,
    /// Why this one; where there is none, what to ask the guest.
    pub why: Message,
}

named! {
    /// How sure a diagnosis is. Words: `glance.why.<name>`, with the step's name behind the last one.
    pub enum Certainty, name {
        /// It stood on the page when the report was made.
        Told = "told",
        /// It stood there before; the guest has gone on since.
        Earlier = "earlier",
        /// No problem was shown: it follows from the facts.
        Guessed = "guessed",
        /// It is not known.
        NotKnown = "not-known",
    }
}

/// One thing that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is about: `glance.fact.<key>`.
    pub name: Message,
    /// What it is.
    pub value: Message,
    /// Whether that is other than on a good run.
    pub is_different: bool,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Seconds since the page was opened.
    pub seconds: u32,
    /// What: `glance.event.<name>`.
    pub what: Message,
    /// The problem that it led to.
    pub problem: Option<Kind>,
}

/// The portal that the report is looked at with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Here {
    /// Its version.
    pub portal: Option<Release>,
    /// Its configuration.
    pub config: Option<Fingerprint>,
}

impl Here {
    /// This portal, with the configuration that it has read.
    pub fn with(config: &Config) -> Self {
        Self { portal: Release::OWN, config: Some(config.fingerprint) }
    }
}

/// Looks at a report.
pub fn glance(reading: &Reading, here: Here) -> Glance {
    let report = &reading.report;
    Glance {
        diagnosis: diagnose(report),
        doubts: doubts(reading, here),
        facts: facts(report, here),
        timeline: report.events.iter().copied().map(row).collect(),
    }
}

fn row(Mark { seconds, name, problem }: Mark) -> Row {
    Row { seconds, what: Message::new(["glance.event.", name.name()].concat()), problem }
}

fn diagnose(report: &Report) -> Diagnosis {
    let earlier = report.events.iter().rev().find_map(|mark| mark.problem);
    let (certainty, problem) = match (report.problem, earlier, guess(report)) {
        (Some(told), ..) => (Certainty::Told, Some(told)),
        (None, Some(earlier), _) if !got_over_it(report) => (Certainty::Earlier, Some(earlier)),
        (None, _, Some(guessed)) => (Certainty::Guessed, Some(guessed)),
        (None, ..) => (Certainty::NotKnown, None),
    };
    let why = ["glance.why.", certainty.name()].concat();
    let why = match (certainty, report.step) {
        (Certainty::NotKnown, Some(step)) => [&why, ".", step.name()].concat(),
        (Certainty::NotKnown, None) => [&why, ".nowhere"].concat(),
        _ => why,
    };
    Diagnosis {
        problem,
        aadsts: report.aadsts.filter(|_| certainty == Certainty::Told),
        certainty,
        why: Message::new(why),
    }
}

/// Whether the guest has come in since the last problem.
fn got_over_it(report: &Report) -> bool {
    let last =
        report.events.iter().rev().find(|mark| mark.problem.is_some() || mark.name == EventName::SaidInside);
    last.is_some_and(|mark| mark.name == EventName::SaidInside) || report.step == Some(Step::Inside)
}

/// What the facts alone point to, the surest first.
fn guess(report: &Report) -> Option<Kind> {
    let step = report.step?;
    if step == Step::Inside {
        return None;
    }
    if report.online == Some(false) {
        return Some(Kind::Offline);
    }
    let before_license = step <= Step::SignIn;
    if report.verdict == Some(Verdict::WrongDevice) {
        return wrong_device(report);
    }
    if report.verdict == Some(Verdict::InAppBrowser) && before_license {
        return Some(Kind::DeviceInAppBrowser);
    }
    if report.storage == Some(false) && before_license {
        return Some(Kind::StorageRefused);
    }
    if report.license == Some(LicenseStanding::Missing) {
        let missing = report.missing.clone();
        return license::Verdict::Missing { missing, reasons: Vec::new() }.problem();
    }
    (step == Step::Launch && report.done.contains(&Done::Launched)).then_some(Kind::AppDidNotOpen)
}

fn wrong_device(report: &Report) -> Option<Kind> {
    Some(match (report.device?, report.os) {
        (Device::Phone, _) => Kind::DevicePhone,
        (Device::Tablet, _) => Kind::DeviceTablet,
        (Device::Headset, _) => Kind::DeviceHeadset,
        (Device::Console | Device::Tv, _) => Kind::DeviceConsole,
        (_, Some(Os::MacOs)) => Kind::DeviceMac,
        (_, Some(Os::Linux)) => Kind::DeviceLinux,
        (_, Some(Os::ChromeOs)) => Kind::DeviceChromebook,
        _ => return None,
    })
}

fn doubts(reading: &Reading, here: Here) -> Vec<Message> {
    let mut doubts = Vec::new();
    if reading.is_cut {
        doubts.push(Message::new("glance.doubt.cut"));
    }
    if !reading.absent.is_empty() {
        let keys: Vec<&str> = reading.absent.iter().map(|key| key.name()).collect();
        doubts.push(Message::new("glance.doubt.absent").text("keys", keys.join(", ")));
    }
    if !reading.unknown.is_empty() {
        let unknown: Vec<String> =
            reading.unknown.iter().map(|unknown| [&unknown.key, ": ", &unknown.words].concat()).collect();
        doubts.push(Message::new("glance.doubt.unknown").text("lines", unknown.join("; ")));
    }
    if let (Some(there), Some(own)) = (reading.report.portal, here.portal)
        && there != own
    {
        let id = if there < own { "glance.doubt.older" } else { "glance.doubt.newer" };
        doubts.push(Message::new(id).text("there", there.to_string()).text("here", own.to_string()));
    }
    if is_other(reading.report.config, here.config) {
        doubts.push(Message::new("glance.doubt.config"));
    }
    doubts
}

/// Whether both are known and not the same.
fn is_other<T: PartialEq>(one: Option<T>, other: Option<T>) -> bool {
    one.zip(other).is_some_and(|(one, other)| one != other)
}

fn facts(report: &Report, here: Here) -> Vec<Fact> {
    let mut facts = Facts(Vec::new());
    about_the_page(report, here, &mut facts);
    about_the_machine(report, &mut facts);
    about_the_guest(report, &mut facts);
    facts.0
}

fn about_the_page(report: &Report, here: Here, facts: &mut Facts) {
    facts.shown(Key::Portal, report.portal, is_other(report.portal, here.portal));
    facts.shown(Key::Config, report.config, is_other(report.config, here.config));
    facts.add(Key::Time, report.time.map(|time| Message::new("glance.time").time("time", time)), false);
    facts.add(Key::Open, report.open.map(seconds), false);
    facts.shown(Key::Language, report.language.map(Language::tag), false);
    facts.named(Key::Target, report.target.map(Target::name), false);
    facts.shown(Key::Host, report.host, false);
    facts.named(Key::Step, report.step.map(Step::name), false);
    facts.shown(Key::Aadsts, report.aadsts.map(|code| format!("AADSTS{code}")), true);
    facts.shown(Key::Status, report.status, report.status.is_some_and(|status| status >= 400));
    facts.shown(Key::Correlation, report.correlation.as_ref(), false);
}

fn about_the_machine(report: &Report, facts: &mut Facts) {
    let device = report.device.map(|device| device_message(device, report.os));
    facts.add(Key::Device, device, false);
    facts.named(Key::Verdict, report.verdict.map(Verdict::name), report.verdict != Some(Verdict::CanJoin));
    for hint in &report.hints {
        facts.add(Key::Hints, Some(Message::new(["device.reason.", hint.name()].concat())), true);
    }
    facts.named(Key::InApp, report.in_app.map(InAppBrowser::name), true);
    let version = report.browser_version.map_or(String::new(), |version| version.to_string());
    let browser = report.browser.map(|browser| {
        let id = if version.is_empty() { "glance.browser.untold." } else { "glance.browser." };
        Message::new([id, browser.id()].concat()).text("version", version)
    });
    facts.add(Key::Browser, browser, false);
    facts.flag(Key::Online, report.online, report.online == Some(false));
    facts.flag(Key::Storage, report.storage, report.storage == Some(false));
}

fn about_the_guest(report: &Report, facts: &mut Facts) {
    let is_past = |step| report.step > Some(step);
    let sign_in = report.sign_in;
    facts.named(
        Key::SignIn,
        sign_in.map(SignInStanding::name),
        is_past(Step::SignIn) && sign_in != Some(SignInStanding::Done),
    );
    facts.named(Key::Leg, report.leg.map(Leg::name), false);
    let license = report.license;
    let unusual = match license {
        Some(LicenseStanding::Licensed) | None => false,
        Some(LicenseStanding::Unchecked) => is_past(Step::License),
        Some(_) => true,
    };
    facts.named(Key::License, license.map(LicenseStanding::name), unusual);
    for missing in &report.missing {
        facts.named(Key::Missing, Some(missing.id()), true);
    }
    facts.flag(Key::App, report.app, is_past(Step::App) && report.app == Some(false));
    for done in &report.done {
        let unusual =
            matches!(done, Done::DeviceAccepted | Done::OverAccepted | Done::HomeSkipped | Done::SignedOut);
        facts.named(Key::Done, Some(done.name()), unusual);
    }
}

/// Facts in the order of their report.
struct Facts(Vec<Fact>);

impl Facts {
    fn add(&mut self, key: Key, value: Option<Message>, is_different: bool) {
        let name = || Message::new(["glance.fact.", key.name()].concat());
        self.0.extend(value.map(|value| Fact { name: name(), value, is_different }));
    }

    /// A value of a list: its words are under `glance.<key>.<name>`.
    fn named(&mut self, key: Key, name: Option<&str>, is_different: bool) {
        let value = name.map(|name| Message::new(["glance.", key.name(), ".", name].concat()));
        self.add(key, value, is_different);
    }

    /// A value that reads the same in every language.
    fn shown<T: ToString>(&mut self, key: Key, value: Option<T>, is_different: bool) {
        let value = value.map(|value| Message::new("glance.value").text("value", value.to_string()));
        self.add(key, value, is_different);
    }

    fn flag(&mut self, key: Key, flag: Option<bool>, is_different: bool) {
        let value = flag.map(|flag| Message::new(if flag { "glance.yes" } else { "glance.no" }));
        self.add(key, value, is_different);
    }
}

/// For how long, in words of the reader's language.
fn seconds(seconds: u32) -> Message {
    if seconds < 60 {
        Message::new("glance.seconds").count("n", seconds)
    } else {
        Message::new("glance.minutes").count("n", seconds / 60)
    }
}

/// What a machine is called: `glance.device.<name>`, and the name of its system.
pub(super) fn device_message(device: Device, os: Option<Os>) -> Message {
    match os.and_then(product) {
        Some(system) => Message::new(["glance.device.", device.name()].concat()).text("system", system),
        None => Message::new(["glance.device.untold.", device.name()].concat()),
    }
}

/// The name that a system goes by; none where it is not known.
const fn product(os: Os) -> Option<&'static str> {
    Some(match os {
        Os::Windows => "Windows",
        Os::MacOs => "macOS",
        Os::Linux => "Linux",
        Os::ChromeOs => "ChromeOS",
        Os::Android => "Android",
        Os::Ios => "iOS",
        Os::IpadOs => "iPadOS",
        Os::HorizonOs => "Horizon OS",
        Os::Xbox => "Xbox",
        Os::Unknown => return None,
    })
}

/// The id of every sentence that a glance or a tally may say, but for those of problems and devices' reasons: what
/// word files are held to.
pub fn word_ids() -> Vec<String> {
    let put = |beginning: &str, names: Vec<&str>| -> Vec<String> {
        names.into_iter().map(|name| [beginning, name].concat()).collect()
    };
    let with_fact = |key: &&Key| {
        !matches!(key, Key::Os | Key::BrowserVersion | Key::Event | Key::Problem | Key::Address | Key::End)
    };
    let mut ids = put("glance.fact.", Key::ALL.iter().filter(with_fact).map(|key| key.name()).collect());
    ids.extend(put("glance.event.", EventName::ALL.iter().map(|event| event.name()).collect()));
    ids.extend(put("glance.target.", Target::ALL.map(Target::name).to_vec()));
    ids.extend(put("glance.step.", Step::ALL.map(Step::name).to_vec()));
    ids.extend(put("glance.verdict.", Verdict::ALL.iter().map(|verdict| verdict.name()).collect()));
    ids.extend(put("glance.in-app.", InAppBrowser::ALL.iter().map(|app| app.name()).collect()));
    ids.extend(put("glance.sign-in.", SignInStanding::ALL.map(SignInStanding::name).to_vec()));
    ids.extend(put("glance.leg.", Leg::ALL.map(Leg::name).to_vec()));
    ids.extend(put("glance.license.", LicenseStanding::ALL.map(LicenseStanding::name).to_vec()));
    ids.extend(put("glance.missing.", license::Missing::ALL.iter().map(|missing| missing.id()).collect()));
    ids.extend(put("glance.done.", Done::ALL.iter().map(|done| done.name()).collect()));
    for beginning in ["glance.device.", "glance.device.untold."] {
        ids.extend(put(beginning, Device::ALL.iter().map(|device| device.name()).collect()));
    }
    for beginning in ["glance.browser.", "glance.browser.untold."] {
        ids.extend(put(beginning, Browser::ALL.iter().map(|browser| browser.id()).collect()));
    }
    ids.extend(put("glance.why.", vec!["told", "earlier", "guessed", "not-known.nowhere"]));
    ids.extend(put("glance.why.not-known.", Step::ALL.map(Step::name).to_vec()));
    ids.extend(put("glance.doubt.", vec!["cut", "absent", "unknown", "older", "newer", "config"]));
    ids.extend(put("glance.", vec!["value", "yes", "no", "time"]));
    ids.extend(put("glance.", vec!["seconds.one", "seconds.other", "minutes.one", "minutes.other"]));
    ids.extend(put("tally.by.", super::tally::By::ALL.iter().map(|by| by.name()).collect()));
    ids.extend(put("tally.", vec!["problem", "day", "untold"]));
    ids.extend(put(
        "report.fault.",
        vec!["empty", "no-report", "link-damaged", "nothing-left", "too-new", "too-long"],
    ));
    ids
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::report::read;
    use crate::domain::report::tests::{NEVER_INVITED, reports};
    use crate::domain::words::Argument;
    use proptest::prelude::*;
    use rstest::rstest;

    fn here() -> Here {
        Here { portal: Release::parse("0.1.0"), config: Fingerprint::parse("9f3c2a71d0b4e865") }
    }

    /// The never invited guest's report with lines in place of others.
    fn looked_at(changes: &[(&str, &str)]) -> Glance {
        let text = changes.iter().fold(NEVER_INVITED.to_owned(), |text, (line, instead)| {
            assert!(text.contains(line), "{line}");
            text.replace(line, instead)
        });
        glance(&read(&text).unwrap(), here())
    }

    fn different(glance: &Glance) -> Vec<&str> {
        glance.facts.iter().filter(|fact| fact.is_different).map(|fact| &*fact.value.id).collect()
    }

    #[test]
    fn the_problem_on_the_page_is_the_diagnosis() {
        let glance = looked_at(&[]);
        let Diagnosis { problem, aadsts, certainty, .. } = glance.diagnosis.clone();
        assert_eq!((problem, aadsts, certainty), (Some(Kind::NotInvited), Some(50020), Certainty::Told));
        assert_eq!(glance.doubts, []);
        assert_eq!(
            different(&glance),
            ["glance.value", "glance.value", "device.reason.few-cores", "device.reason.little-memory"]
        );
        let happened: Vec<_> =
            glance.timeline.iter().map(|row| (row.seconds, &*row.what.id, row.problem)).collect();
        let refused = Some(Kind::NotInvited);
        assert_eq!(
            happened,
            [
                (4, "glance.event.continue", None),
                (9, "glance.event.sign-in", None),
                (58, "glance.event.answer-host", refused)
            ]
        );
    }

    const GONE: (&str, &str) = ("problem: SIGNIN-02\naadsts: 50020\n", "");
    const QUIET: (&str, &str) = (" answer-host SIGNIN-02", " answer-host");

    #[rstest]
    #[case::before(&[GONE], Certainty::Earlier, Some(Kind::NotInvited))]
    #[case::nothing(&[GONE, QUIET], Certainty::NotKnown, None)]
    #[case::inside(&[GONE, ("step: sign-in", "step: inside")], Certainty::NotKnown, None)]
    #[case::offline(&[GONE, QUIET, ("online: yes", "online: no")], Certainty::Guessed, Some(Kind::Offline))]
    #[case::storage(&[GONE, QUIET, ("storage: yes", "storage: no")], Certainty::Guessed, Some(Kind::StorageRefused))]
    #[case::phone(
        &[GONE, QUIET, ("device: desktop", "device: phone"), ("can-join", "wrong-device")],
        Certainty::Guessed,
        Some(Kind::DevicePhone)
    )]
    #[case::mac(
        &[GONE, QUIET, ("os: windows", "os: macos"), ("can-join", "wrong-device")],
        Certainty::Guessed,
        Some(Kind::DeviceMac)
    )]
    #[case::in_app(&[GONE, QUIET, ("can-join", "in-app-browser")], Certainty::Guessed, Some(Kind::DeviceInAppBrowser))]
    #[case::license(
        &[GONE, QUIET, ("step: sign-in", "step: license"), ("license: unchecked", "license: missing\nmissing: premium")],
        Certainty::Guessed,
        Some(Kind::LicensePremiumMissing)
    )]
    #[case::launched(
        &[GONE, QUIET, ("step: sign-in", "step: launch"), ("done: begun", "done: begun launched")],
        Certainty::Guessed,
        Some(Kind::AppDidNotOpen)
    )]
    fn what_is_not_told_is_guessed_or_said_to_be_unknown(
        #[case] changes: &[(&str, &str)],
        #[case] certainty: Certainty,
        #[case] problem: Option<Kind>,
    ) {
        let Diagnosis { problem: found, certainty: how, aadsts, .. } = looked_at(changes).diagnosis;
        assert_eq!((how, found, aadsts), (certainty, problem, None));
    }

    #[test]
    fn what_differs_from_a_good_run_is_marked() {
        let glance =
            looked_at(&[("step: sign-in", "step: launch"), ("done: begun", "done: begun home-skipped")]);
        let marked = different(&glance);
        for id in ["glance.sign-in.open", "glance.license.unchecked", "glance.no", "glance.done.home-skipped"]
        {
            assert!(marked.contains(&id), "{id}");
        }
        assert!(!marked.contains(&"glance.done.begun"));
    }

    #[rstest]
    #[case(("portal: 0.1.0", "portal: 0.0.9"), "glance.doubt.older")]
    #[case(("portal: 0.1.0", "portal: 0.2.0"), "glance.doubt.newer")]
    #[case(("config: 9f", "config: 8f"), "glance.doubt.config")]
    #[case(("os: windows", "os: haiku"), "glance.doubt.unknown")]
    #[case(("browser: edge\n", ""), "glance.doubt.cut")]
    fn doubts_about_the_report_are_said(#[case] change: (&str, &str), #[case] expected: &str) {
        let doubts = looked_at(&[change]).doubts;
        assert!(doubts.iter().any(|doubt| doubt.id == expected), "{doubts:?}");
    }

    fn messages(glance: &Glance) -> Vec<&Message> {
        let facts = glance.facts.iter().flat_map(|fact| [&fact.name, &fact.value]);
        let rows = glance.timeline.iter().map(|row| &row.what);
        facts.chain(rows).chain([&glance.diagnosis.why]).chain(&glance.doubts).collect()
    }

    proptest! {
        #[test]
        fn everything_said_is_listed_and_tells_nobodys_address(report in reports()) {
            let listed = word_ids();
            let address = report.address.as_ref().map(|address| address.secret().to_owned());
            let reading = Reading { report, ..Reading::default() };
            let glance = glance(&reading, here());
            for message in messages(&glance) {
                let is_counted = message.arguments.iter().any(|(name, _)| *name == "n");
                let id = if is_counted { [&*message.id, ".other"].concat() } else { message.id.clone().into_owned() };
                prop_assert!(id.starts_with("device.reason.") || listed.contains(&id), "{id}");
                let texts = message.arguments.iter().filter_map(|(_, argument)| match argument {
                    Argument::Text(text) => Some(text),
                    _ => None,
                });
                prop_assert!(address.is_none() || texts.clone().all(|text| Some(text) != address.as_ref()));
            }
        }
    }

    #[test]
    fn every_id_is_of_its_own() {
        let mut ids = word_ids();
        let all = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), all);
    }
}
