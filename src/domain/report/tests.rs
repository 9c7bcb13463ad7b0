//! What is written is read again; nothing that people do to the text makes the reader panic.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use rstest::rstest;
use url::Url;

use super::*;

/// Any report, with every page's fields or without them.
pub(crate) fn reports() -> impl Strategy<Value = Report> {
    (about_the_page(), about_the_machine(), about_the_guest()).prop_map(|(page, machine, guest)| Report {
        os: machine.os,
        device: machine.device,
        verdict: machine.verdict,
        hints: machine.hints,
        in_app: machine.in_app,
        browser: machine.browser,
        browser_version: machine.browser_version,
        online: machine.online,
        storage: machine.storage,
        sign_in: guest.sign_in,
        leg: guest.leg,
        license: guest.license,
        missing: guest.missing,
        app: guest.app,
        done: guest.done,
        events: guest.events,
        address: guest.address,
        ..page
    })
}

fn one_of<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = Option<T>> {
    of(select(all))
}

fn some_of<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = Vec<T>> {
    subsequence(all, 0..=all.len())
}

fn moments() -> impl Strategy<Value = Moment> {
    (0_i64..4_000_000_000).prop_map(|seconds| Moment(seconds * 1000))
}

fn about_the_page() -> impl Strategy<Value = Report> {
    let identity = (
        of((0..10_000_u16, 0..10_000_u16, 0..10_000_u16)),
        of(any::<u64>()),
        of(moments()),
        of(any::<u32>()),
        one_of(Language::ALL),
        one_of(&Target::ALL),
        of(any::<u32>()),
    );
    let trouble = (
        one_of(&Step::ALL),
        one_of(Kind::ALL),
        of(any::<u32>()),
        of(any::<u16>()),
        of("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"),
    );
    (identity, trouble).prop_map(|((release, config, time, open, language, target, host), trouble)| {
        let (step, problem, aadsts, status, correlation) = trouble;
        Report {
            portal: release.map(|(major, minor, patch)| Release(major, minor, patch)),
            config: config.map(|bits| Fingerprint::of(bits.to_be_bytes().into_iter())),
            time,
            open,
            language,
            target,
            host,
            step,
            problem,
            aadsts,
            status,
            correlation: correlation.and_then(|text| Guid::parse(&text).ok()),
            ..Report::default()
        }
    })
}

fn about_the_machine() -> impl Strategy<Value = Report> {
    let machine = (
        one_of(Os::ALL),
        one_of(Device::ALL),
        one_of(Verdict::ALL),
        some_of(Reason::ALL),
        one_of(InAppBrowser::ALL),
    );
    let browser = (one_of(Browser::ALL), of(any::<u32>()), of(any::<bool>()), of(any::<bool>()));
    (machine, browser).prop_map(|((os, device, verdict, hints, in_app), browser)| {
        let (browser, browser_version, online, storage) = browser;
        Report {
            os,
            device,
            verdict,
            hints,
            in_app,
            browser,
            browser_version,
            online,
            storage,
            ..Report::default()
        }
    })
}

fn about_the_guest() -> impl Strategy<Value = Report> {
    let mark = (any::<u32>(), select(EventName::ALL), one_of(Kind::ALL))
        .prop_map(|(seconds, name, problem)| Mark { seconds, name, problem });
    let standing = (
        one_of(&SignInStanding::ALL),
        one_of(&Leg::ALL),
        one_of(&LicenseStanding::ALL),
        some_of(Missing::ALL),
        of(any::<bool>()),
        some_of(Done::ALL),
    );
    (standing, vec(mark, 0..=log::MOST), of("[a-z0-9.+_&'#=-]{1,20}@[a-z]{1,10}\\.(com|example)")).prop_map(
        |((sign_in, leg, license, missing, app, done), events, address)| Report {
            sign_in,
            leg,
            license,
            missing,
            app,
            done,
            events,
            address: address.and_then(|address| GuestAddress::parse(&address)),
            ..Report::default()
        },
    )
}

/// A guest of Fabrikam whose account was never invited by Contoso.
pub(crate) const NEVER_INVITED: &str = "\
mesh-guest-report 1
portal: 0.1.0
config: 9f3c2a71d0b4e865
time: 2026-11-21T17:48:05Z
open: 61
language: de
target: mesh-pc
host: 1
step: sign-in
problem: SIGNIN-02
aadsts: 50020
status: 400
correlation: 3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811
os: windows
device: desktop
verdict: can-join
hints: few-cores little-memory
browser: edge
browser-version: 130
online: yes
storage: yes
sign-in: open
leg: host
license: unchecked
app: no
done: begun invitation-settled
event: 4 continue
event: 9 sign-in
event: 58 answer-host SIGNIN-02
end: 28
";

fn never_invited() -> Report {
    let reading = read(NEVER_INVITED).unwrap();
    assert_eq!((reading.absent, reading.unknown, reading.is_cut), (vec![], vec![], false));
    reading.report
}

#[test]
fn it_is_written_as_people_can_read_it() {
    let report = never_invited();
    assert_eq!(write(&report), NEVER_INVITED);
    assert_eq!(report.problem, Some(Kind::NotInvited));
    assert_eq!(report.events[2].problem, Some(Kind::NotInvited));
    assert_eq!(report.time, Moment::parse("2026-11-21T17:48:05Z"));
}

/// What mail programs, chats and people make of a text.
fn mangled() -> Vec<(&'static str, String)> {
    let text = NEVER_INVITED;
    let quoted = |mark: &str| text.lines().map(|line| [mark, line, "\n"].concat()).collect::<String>();
    let wrapped = |width: usize| {
        let mut lines = String::new();
        let mut length = 0;
        for word in text.split_whitespace() {
            if length + word.len() > width {
                lines.push_str("\n> ");
                length = 0;
            }
            lines.push_str(word);
            lines.push(' ');
            length += word.len() + 1;
        }
        lines
    };
    let link = link(&Url::parse("https://guests.contoso.com/").unwrap(), text).unwrap();
    let broken = |end: &str| {
        let (head, tail) = link.split_at(link.len() / 2);
        [head, end, tail].concat()
    };
    vec![
        ("CRLF", text.replace('\n', "\r\n")),
        ("quoted", quoted("> ")),
        ("quoted three times", quoted(">>> ")),
        ("quoted closely", quoted(">")),
        ("indented", quoted("    ")),
        ("with blank lines", text.replace('\n', "\n\n")),
        ("on one line", text.replace('\n', " ")),
        ("wrapped", wrapped(72)),
        ("wrapped narrowly", wrapped(20)),
        ("with other spaces", text.replace(' ', "\u{a0}")),
        ("with marks that nobody sees", text.replace('\n', "\u{200b}\n\u{feff}")),
        ("escaped", quoted("&gt; ").replace(": ", ":&nbsp;")),
        ("as markup", text.replace('\n', "<br/>\n").replace("portal", "</p><p class=\"x: y\">portal")),
        ("in bold", text.replace("portal:", "**portal:**").replace("os:", "*os*:").replace("*os*:", "*os:*")),
        ("with other dashes", text.replace('-', "\u{2011}")),
        ("in capitals at the beginning", text.replace("mesh-guest", "Mesh-Guest").replace("os:", "Os:")),
        ("without spaces behind colons", text.replace(": ", ":")),
        (
            "in a mail",
            [
                "From: Ada\nSubject: Re: help\n\nHello,\nhere it is: see below.\n\n",
                text,
                "-- \nAda: Fabrikam\nos: none\n",
            ]
            .concat(),
        ),
        ("twice", [text, text].concat()),
        ("link", link.clone()),
        ("link in a mail", ["Hello, please open ", &link, " . Thanks: Ada"].concat()),
        ("link in brackets", ["<", &link, ">"].concat()),
        ("link broken", broken("\r\n")),
        ("link broken and quoted", broken("\r\n> ")),
        ("link broken by quoted-printable", broken("=\r\n")),
        ("link before a word", [&link, "\nThanks, Ada"].concat()),
        (
            "link in a link",
            [
                "https://eur01.safelinks.protection.outlook.com/?url=",
                &link.replace(':', "%3A").replace('/', "%2F").replace('#', "%23"),
                "&data=05%7C01",
            ]
            .concat(),
        ),
    ]
}

#[test]
fn it_is_read_whatever_a_mail_program_makes_of_it() {
    for (how, text) in mangled() {
        let reading = read(&text).unwrap_or_else(|fault| panic!("{how}: {fault:?}\n{text}"));
        assert_eq!(reading.report, never_invited(), "{how}\n{text}");
        assert!(!reading.is_cut, "{how}");
        assert_eq!(reading.unknown, [], "{how}");
    }
}

#[rstest]
#[case("", Unreadable::Empty)]
#[case(" \r\n\u{a0}", Unreadable::Empty)]
#[case("It does not work, please help", Unreadable::NoReport)]
#[case("os: windows\ndevice: desktop", Unreadable::NoReport)]
#[case("mesh-guest-report", Unreadable::NothingLeft)]
#[case("mesh-guest-report 1\npor", Unreadable::NothingLeft)]
#[case("mesh-guest-report 1\nend: 0", Unreadable::NothingLeft)]
#[case("mesh-guest-report 2\nportal: 3.0.0", Unreadable::TooNew(2))]
#[case("mesh-guest-report 0\nportal: 3.0.0", Unreadable::NoReport)]
#[case("https://guests.contoso.com/desk.html#/support/report/", Unreadable::LinkDamaged)]
#[case("https://guests.contoso.com/desk.html#/support/report/AAAA", Unreadable::LinkDamaged)]
#[case(
    "https://guests.contoso.com/desk.html#/support/report/bWVzaC1ndWVzdC1yZXBvcnQgMw",
    Unreadable::TooNew(3)
)]
fn what_cannot_be_read_is_explained(#[case] text: &str, #[case] expected: Unreadable) {
    assert_eq!(read(text), Err(expected));
}

#[test]
fn far_too_long_a_text_is_not_looked_at() {
    let text = [NEVER_INVITED, &" ".repeat(read::LONGEST)].concat();
    assert_eq!(read(&text), Err(Unreadable::TooLong));
}

#[test]
fn what_a_newer_portal_adds_is_kept_and_named() {
    let text = NEVER_INVITED
        .replace("os: windows", "os: haiku\nwarp: 9 engaged")
        .replace("few-cores", "few-cores no-gravity")
        .replace("end: 28", "end: 29");
    let reading = read(&text).unwrap();
    let unknown = |key: &str, words: &str| read::Unknown { key: key.to_owned(), words: words.to_owned() };
    assert_eq!(
        reading.unknown,
        [unknown("os", "haiku"), unknown("warp", "9 engaged"), unknown("hints", "few-cores no-gravity")]
            .map(|unknown| read::Unknown { words: unknown.words.replace("few-cores ", ""), ..unknown })
    );
    assert!(!reading.is_cut);
    assert_eq!(reading.report, Report { os: None, ..never_invited() });
}

#[test]
fn what_is_missing_is_named() {
    let (beginning, _) = NEVER_INVITED.split_once("online").unwrap();
    let reading = read(beginning).unwrap();
    assert!(reading.is_cut);
    assert_eq!(reading.absent, [Key::Online, Key::Storage, Key::SignIn, Key::License, Key::App]);
    assert_eq!(reading.report.problem, Some(Kind::NotInvited));
    // A line that somebody took out is missed as well.
    let reading = read(&NEVER_INVITED.replace("browser: edge\n", "")).unwrap();
    assert!(reading.is_cut && reading.absent.is_empty());
}

#[rstest]
#[case("0.1.0", Some(Release(0, 1, 0)))]
#[case("12.9999.3", Some(Release(12, 9999, 3)))]
#[case("1.2", None)]
#[case("1.2.", None)]
#[case(".2.3", None)]
#[case("1.2.3.4", None)]
#[case("1.2.x", None)]
#[case("1.2.10000", None)]
#[case("", None)]
fn a_version_has_three_numbers(#[case] text: &str, #[case] expected: Option<Release>) {
    assert_eq!(Release::parse(text), expected);
}

#[test]
fn this_portal_has_a_version() {
    assert_eq!(Release::OWN.map(|own| own.to_string()).as_deref(), Some(env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_long_word_may_be_broken() {
    let text = NEVER_INVITED.replace("4c1e-9d57", "4c1e-\n9d57");
    assert_eq!(read(&text).unwrap().report, never_invited());
}

proptest! {
    #[test]
    fn what_is_written_is_read(report in reports()) {
        prop_assume!(report != Report::default());
        let text = write(&report);
        let reading = read(&text).unwrap();
        prop_assert_eq!(&reading.report, &report);
        prop_assert!(!reading.is_cut && reading.unknown.is_empty());
        let link = link(&Url::parse("https://guests.contoso.com/?x#i=1").unwrap(), &text).unwrap();
        prop_assert_eq!(&read(&link).unwrap().report, &report);
        prop_assert_eq!(read(&[&link, "\nThanks, Ada"].concat()).unwrap().report, report);
    }

    #[test]
    fn any_text_is_survived(text in any::<String>(), ascii in "[ -~\\n]{0,200}") {
        let _ = read(&text);
        let _ = read(&ascii);
        let _ = read(&[TITLE, " 1\n", &text].concat());
        let _ = read(&[PLACE, &ascii].concat());
    }

    /// Whatever is cut out, put in or put elsewhere: a report comes out or a fault, and a report holds only values
    /// that a report can hold, so that writing it gives what can be read again.
    #[test]
    fn any_mutilation_is_survived(
        report in reports(),
        cuts in vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), ".{0,5}"), 1..6),
        as_link in any::<bool>(),
    ) {
        let text = write(&report);
        let text = if as_link { link(&Url::parse("https://a.example/").unwrap(), &text).unwrap() } else { text };
        let mut signs: Vec<char> = text.chars().collect();
        for (from, to, instead) in cuts {
            let (from, to) = (from.index(signs.len() + 1), to.index(signs.len() + 1));
            let part = from.min(to)..from.max(to).min(from.min(to) + 40);
            signs.splice(part, instead.chars());
        }
        let text: String = signs.into_iter().collect();
        if let Ok(reading) = read(&text) {
            prop_assert_eq!(read(&write(&reading.report)).unwrap().report, reading.report);
        }
    }
}
