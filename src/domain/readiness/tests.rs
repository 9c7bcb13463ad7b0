use std::collections::BTreeSet;

use proptest::prelude::*;
use rstest::rstest;
use url::Url;

use super::advice::{Sentence, it_message, remedies, said};
use super::clock::{ServerTime, Standing as ClockStanding, TOLERANCE, http_date};
use super::line::{Arrived, LIMIT, Level, Line, Measured, demand, in_words};
use super::network::{Purpose, Reach, graph_address, host_of, needs, sign_in_address};
use super::subject::Subject;
use super::*;
use crate::domain::arrival;
use crate::domain::config::{Cloud, Config};
use crate::domain::invite::Invite;
use crate::domain::invite::link::tests::full;
use crate::domain::problem::Fixer;
use crate::domain::time::DAY;
use crate::domain::words::{Argument, Message};

const WINDOWS: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";
const MAC: &str = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15";
const PHONE: &str = "Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36";
const NOON: Moment = Moment(1_795_262_400_000);

const FAST: Line = Line::Measured(Measured { bytes: 2_000_000, milliseconds: 800 });

fn server_time(here: Moment, date: &str) -> ServerTime {
    ServerTime { asked: here, answered: here.plus(40), date: Some(date.to_owned()), age: None }
}

/// A good PC on a good network.
fn good() -> Observed {
    Observed {
        facts: Facts {
            ua: Some(WINDOWS.into()),
            platform: Some("Win32".into()),
            cores: Some(8),
            memory_gb: Some(8.0),
            webgl_renderer: Some("ANGLE (NVIDIA, NVIDIA GeForce RTX 4070 Direct3D11)".into()),
            ..Facts::default()
        },
        can_store: true,
        clock: Some(server_time(NOON, "Sat, 21 Nov 2026 12:00:00 GMT")),
        sign_in: Some(Reach::Answers),
        graph: Some(Reach::Answers),
        line: Some(FAST),
    }
}

/// The same with one thing changed.
fn with(change: impl FnOnce(&mut Observed)) -> Observed {
    let mut observed = good();
    change(&mut observed);
    observed
}

fn outcomes(observed: &Observed, target: Target) -> Vec<Outcome> {
    findings(observed, target).into_iter().map(|finding| finding.outcome).collect()
}

/// What is not good on a computer for Mesh, and the verdict.
fn troubles(observed: &Observed) -> (Vec<Outcome>, Verdict) {
    let found = findings(observed, Target::MeshPc);
    let not_good = found.iter().map(|finding| finding.outcome);
    (not_good.filter(|outcome| outcome.standing() != Standing::Good).collect(), verdict(&found))
}

#[test]
fn a_good_pc_is_ready() {
    assert_eq!(troubles(&good()), (vec![], Verdict::Ready));
    assert_eq!(findings(&good(), Target::MeshPc).len(), Check::ALL.len());
}

#[rstest]
#[case::arm(|o: &mut Observed| o.facts.webgl_renderer = Some("Adreno X1-85".into()), Outcome::WindowsArm, Verdict::Probable)]
#[case::windows_7(|o: &mut Observed| o.facts.ua = Some(WINDOWS.replace("NT 10.0", "NT 6.1")), Outcome::WindowsOld, Verdict::Probable)]
#[case::in_app(|o: &mut Observed| o.facts.ua = Some(format!("{WINDOWS} Electron/31.0")), Outcome::BrowserInApp, Verdict::NotReady)]
#[case::two_cores(|o: &mut Observed| o.facts.cores = Some(2), Outcome::CoresFew, Verdict::Probable)]
#[case::cores_untold(|o: &mut Observed| o.facts.cores = None, Outcome::CoresUntold, Verdict::Probable)]
#[case::little_memory(|o: &mut Observed| o.facts.memory_gb = Some(4.0), Outcome::MemoryLittle, Verdict::Probable)]
#[case::memory_untold(|o: &mut Observed| o.facts.memory_gb = None, Outcome::MemoryUntold, Verdict::Probable)]
#[case::software(|o: &mut Observed| o.facts.webgl_renderer = Some("Google SwiftShader".into()), Outcome::GraphicsSoftware, Verdict::Probable)]
#[case::software_of_windows(|o: &mut Observed| o.facts.webgl_renderer = Some("Microsoft Basic Render Driver".into()), Outcome::GraphicsSoftware, Verdict::Probable)]
#[case::remote(|o: &mut Observed| o.facts.webgl_renderer = Some("VMware SVGA 3D".into()), Outcome::GraphicsRemote, Verdict::Probable)]
#[case::no_renderer(|o: &mut Observed| o.facts.webgl_renderer = None, Outcome::GraphicsUntold, Verdict::Probable)]
#[case::no_storage(|o: &mut Observed| o.can_store = false, Outcome::StorageRefused, Verdict::NotReady)]
#[case::a_day_off(|o: &mut Observed| o.clock = Some(server_time(NOON.plus(DAY), "Sat, 21 Nov 2026 12:00:00 GMT")), Outcome::ClockWrong, Verdict::NotReady)]
#[case::no_date(|o: &mut Observed| o.clock = Some(server_time(NOON, "yesterday")), Outcome::ClockUntold, Verdict::Probable)]
#[case::sign_in_blocked(|o: &mut Observed| o.sign_in = Some(Reach::Silent), Outcome::SignInSilent, Verdict::NotReady)]
#[case::sign_in_altered(|o: &mut Observed| o.sign_in = Some(Reach::Altered), Outcome::SignInAltered, Verdict::Probable)]
#[case::graph_blocked(|o: &mut Observed| o.graph = Some(Reach::Silent), Outcome::GraphSilent, Verdict::NotReady)]
#[case::graph_altered(|o: &mut Observed| o.graph = Some(Reach::Altered), Outcome::GraphAltered, Verdict::Probable)]
#[case::offline(|o: &mut Observed| o.graph = Some(Reach::Offline), Outcome::Offline, Verdict::NotReady)]
#[case::slow(|o: &mut Observed| o.line = Some(Line::Measured(Measured { bytes: 240_000, milliseconds: 8_000 })), Outcome::LineSlow, Verdict::NotReady)]
#[case::nothing_at_all(|o: &mut Observed| o.line = Some(Line::Measured(Measured { bytes: 0, milliseconds: 8_000 })), Outcome::LineSlow, Verdict::NotReady)]
#[case::plain(|o: &mut Observed| o.line = Some(Line::Measured(Measured { bytes: 500_000, milliseconds: 8_000 })), Outcome::LinePlain, Verdict::Probable)]
#[case::stopped(|o: &mut Observed| o.line = Some(Line::Stopped), Outcome::LineStopped, Verdict::Probable)]
#[case::not_measured(|o: &mut Observed| o.line = Some(Line::Untold), Outcome::LineUntold, Verdict::Probable)]
fn one_thing_is_found(
    #[case] change: fn(&mut Observed),
    #[case] outcome: Outcome,
    #[case] expected: Verdict,
) {
    assert_eq!(troubles(&with(change)), (vec![outcome], expected));
}

#[test]
fn a_machine_that_tells_nothing_is_probably_ready_at_best() {
    let observed = Observed { facts: Facts::default(), ..good() };
    let untold =
        [Outcome::ComputerUnknown, Outcome::CoresUntold, Outcome::MemoryUntold, Outcome::GraphicsUntold];
    assert_eq!(troubles(&observed), (untold.to_vec(), Verdict::Probable));
}

#[test]
fn of_another_machine_nothing_else_is_looked_at() {
    let phone = with(|observed| {
        observed.facts.ua = Some(PHONE.into());
        observed.facts.platform = Some("Linux armv81".into());
    });
    assert_eq!(outcomes(&phone, Target::MeshPc), [Outcome::ComputerWrong]);
    assert_eq!(verdict(&findings(&phone, Target::MeshPc)), Verdict::NotReady);
}

#[test]
fn a_mac_is_good_for_teams_alone() {
    let mac = with(|observed| {
        observed.facts.ua = Some(MAC.into());
        observed.facts.platform = Some("MacIntel".into());
    });
    assert_eq!(outcomes(&mac, Target::MeshPc), [Outcome::ComputerWrong]);
    assert_eq!(outcomes(&mac, Target::TeamsImmersive)[0], Outcome::ComputerFits);
}

#[test]
fn doubts_about_the_machine_stay_inside_another_app() {
    let observed = with(|observed| {
        observed.facts = Facts { ua: Some("Teams/1.0".into()), ..Facts::default() };
    });
    let found = outcomes(&observed, Target::MeshPc);
    assert_eq!(found[..2], [Outcome::ComputerUnknown, Outcome::BrowserInApp]);
}

#[test]
fn what_has_not_come_yet_is_no_finding() {
    let begun = Observed { clock: None, sign_in: None, graph: None, line: None, ..good() };
    let checks: Vec<Check> = findings(&begun, Target::MeshPc).iter().map(|finding| finding.check).collect();
    assert_eq!(checks, Check::ALL[..6]);
}

#[rstest]
#[case("Sat, 21 Nov 2026 12:00:00 GMT", Some(NOON))]
#[case(" Sun, 06 Nov 1994 08:49:37 GMT ", Moment::parse("1994-11-06T08:49:37Z"))]
#[case("Sat, 31 Dec 2016 23:59:60 GMT", Moment::parse("2016-12-31T23:59:59Z"))]
#[case("Sat, 30 Feb 2026 12:00:00 GMT", None)]
#[case("Sat, 21 Nov 2026 24:00:00 GMT", None)]
#[case("Sat, 21 Nov 2026 12:00:00 CET", None)]
#[case("Sat, 21 Nov 2026 12:00:00 GMT and more", None)]
#[case("Sat, 21 Nov 2026 12:00:00:00 GMT", None)]
#[case("Saturday, 21-Nov-26 12:00:00 GMT", None)]
#[case("Sat Nov 21 12:00:00 2026", None)]
#[case("", None)]
fn dates_of_servers(#[case] text: &str, #[case] expected: Option<Moment>) {
    assert_eq!(http_date(text), expected);
}

#[rstest]
#[case::right(0, 0, None, true)]
#[case::behind_within(-TOLERANCE, 0, None, true)]
#[case::behind(-TOLERANCE - 1, 0, None, false)]
#[case::ahead_within(TOLERANCE, 0, None, true)]
#[case::ahead(TOLERANCE + 1, 0, None, false)]
#[case::slow_answer(-TOLERANCE - 10_000, 20_000, None, true)]
#[case::from_a_cache(DAY, 0, Some("86400"), true)]
#[case::age_that_is_none(0, 0, Some("long"), true)]
fn clocks(#[case] off: i64, #[case] took: i64, #[case] age: Option<&str>, #[case] right: bool) {
    let time = ServerTime {
        asked: NOON.plus(off),
        answered: NOON.plus(off + took),
        date: Some("Sat, 21 Nov 2026 12:00:00 GMT".into()),
        age: age.map(str::to_owned),
    };
    assert_eq!(time.standing() == ClockStanding::Right, right);
}

#[rstest]
#[case(Target::MeshPc, 369, Level::Slow)]
#[case(Target::MeshPc, 370, Level::Plain)]
#[case(Target::MeshPc, 795, Level::Enough)]
#[case(Target::MeshPc, 3_425, Level::Ample)]
#[case(Target::TeamsImmersive, 829, Level::Plain)]
#[case(Target::TeamsImmersive, 830, Level::Enough)]
#[case(Target::TeamsImmersive, 8_926, Level::Ample)]
fn lines(#[case] target: Target, #[case] rate: u32, #[case] level: Level) {
    assert_eq!(demand(target).level(rate), level);
}

const WHOLE: Measured = Measured { bytes: 2_000_000, milliseconds: 90 };
const TOO_SHORT: Measured = Measured { bytes: 20_000, milliseconds: 90 };
const TIME_IS_UP: Measured = Measured { bytes: 20_000, milliseconds: 8_000 };
const BROKE_OFF: Measured = Measured { bytes: 1_900_000, milliseconds: 900 };

#[rstest]
#[case::to_the_end(WHOLE, true, Line::Measured(WHOLE))]
#[case::another_file(TOO_SHORT, true, Line::Untold)]
#[case::an_empty_one(Measured::default(), true, Line::Untold)]
#[case::time_is_up(TIME_IS_UP, false, Line::Measured(TIME_IS_UP))]
#[case::broke_off(BROKE_OFF, false, Line::Untold)]
fn arrivals(#[case] measured: Measured, #[case] whole: bool, #[case] expected: Line) {
    let arrived = Arrived { measured, total: Some(2_000_000), whole };
    assert_eq!(arrived.line(false), expected);
    assert_eq!(arrived.line(true), Line::Stopped);
}

#[rstest]
#[case(0, Some(2_000_000), Some(0))]
#[case(500_000, Some(2_000_000), Some(25))]
#[case(u64::MAX, Some(2_000_000), Some(100))]
#[case(7, Some(0), None)]
#[case(7, None, None)]
fn progress(#[case] bytes: u64, #[case] total: Option<u64>, #[case] percent: Option<u32>) {
    let measured = Measured { bytes, milliseconds: u64::from(LIMIT) };
    assert_eq!(Arrived { measured, total, whole: false }.percent(), percent);
}

/// Microsoft's own figures, the larger of each pair: avatars with sound, a shared screen, presenters, others.
#[test]
fn the_demands_of_mesh_are_sums_of_microsofts_figures() {
    assert_eq!(demand(Target::MeshPc).shared, 370 + 250 + 110 + 65);
    assert_eq!(demand(Target::MeshPc).ample, 700 + 2_500 + 160 + 65);
}

#[rstest]
#[case(0, "check.rate.kbit", 0)]
#[case(99, "check.rate.kbit", 99)]
#[case(457, "check.rate.kbit", 450)]
#[case(9_999, "check.rate.kbit", 9_900)]
#[case(10_000, "check.rate.mbit", 10)]
#[case(57_800, "check.rate.mbit", 57)]
#[case(99_999, "check.rate.mbit", 99)]
#[case(100_000, "check.rate.more", 100)]
#[case(u32::MAX, "check.rate.more", 100)]
fn rates_in_words(#[case] rate: u32, #[case] id: &'static str, #[case] number: u32) {
    assert_eq!(in_words(rate), Message::new(id).count("rate", number));
}

fn cloud(name: &str) -> Cloud {
    Cloud::named(name).unwrap()
}

#[test]
fn the_probed_addresses_are_those_of_the_configured_cloud() {
    let tenant = invite().host;
    assert_eq!(
        sign_in_address(&cloud("china"), Some(&tenant)),
        format!("https://login.partner.microsoftonline.cn/{tenant}/v2.0/.well-known/openid-configuration")
    );
    assert_eq!(
        sign_in_address(&cloud("public"), None),
        "https://login.microsoftonline.com/organizations/v2.0/.well-known/openid-configuration"
    );
    assert_eq!(graph_address(&cloud("us-gov")), "https://graph.microsoft.us/v1.0/me");
    assert_eq!(host_of("http://localhost:8090/graph"), "localhost");
}

#[rstest]
#[case(Target::MeshPc, true)]
#[case(Target::TeamsImmersive, false)]
fn what_a_network_has_to_let_through(#[case] target: Target, #[case] signaling: bool) {
    let portal = Url::parse("https://visitors.contoso.com/check.html").unwrap();
    let needs = needs(target, &cloud("public"), &portal);
    let of = |purpose| needs.iter().find(|need| need.purpose == purpose);
    assert_eq!(of(Purpose::Portal).unwrap().hosts, ["visitors.contoso.com"]);
    assert_eq!(of(Purpose::SignIn).unwrap().hosts, ["login.microsoftonline.com"]);
    let ports = |purpose| of(purpose).unwrap().line().arguments[1].clone();
    assert_eq!(ports(Purpose::Graph), ("ports", Argument::Text("TCP 443".into())));
    assert_eq!(ports(Purpose::Media), ("ports", Argument::Text("UDP 3478-3481, TCP 443".into())));
    assert_eq!(of(Purpose::Signaling).is_some(), signaling);
    let services = &of(Purpose::Services).unwrap().hosts;
    assert!(services.contains(&"*.substrate.office.com".to_owned()));
    let purposes: BTreeSet<Purpose> = needs.iter().map(|need| need.purpose).collect();
    assert_eq!(purposes.len(), needs.len());
}

#[rstest]
#[case(true, true, true, Reach::Answers)]
#[case(true, true, false, Reach::Answers)]
#[case(false, true, true, Reach::Altered)]
#[case(false, false, true, Reach::Silent)]
#[case(false, false, false, Reach::Offline)]
fn reaches(#[case] readably: bool, #[case] at_all: bool, #[case] online: bool, #[case] expected: Reach) {
    assert_eq!(Reach::of(readably, at_all, online), expected);
}

fn config(targets: &str) -> Config {
    Config::parse(&format!(
        r#"{{"clientId":"8c1f2d34-5b67-4e89-a0b1-c2d3e4f50617","hosts":[{{"tenantId":"{}","domain":"contoso.com","name":"Contoso"}}]{targets}}}"#,
        invite().host
    ))
    .unwrap()
}

fn invite() -> Invite {
    full().build().unwrap()
}

fn subject(fragment: &str, config: &Config) -> Subject {
    Subject::read(arrival::read("", fragment), config)
}

#[test]
fn an_invite_says_what_is_checked_for_and_leads_back() {
    let (invite, config) = (invite(), config(""));
    let page = Url::parse("https://visitors.contoso.com/portal/check.html").unwrap();
    let fragment = arrival::fragment_of(&invite);
    let subject = subject(&fragment, &config);
    let (event, host) = subject.event.as_ref().unwrap();
    assert_eq!((event, host.name.as_str()), (&invite.without_secrets(), "Contoso"));
    assert_eq!(subject.target, invite.target);
    let back = subject.invite_page(&page).unwrap();
    assert_eq!((back.path(), back.fragment()), ("/portal/", Some(&*fragment)));
    assert!(subject.others(&config).is_empty());
    assert_eq!(subject.fragment(), fragment);
}

#[rstest]
#[case("/teams-immersive", "", Target::TeamsImmersive)]
#[case("/mesh-pc", "", Target::MeshPc)]
#[case("", "", Target::MeshPc)]
#[case("/moon", "", Target::MeshPc)]
#[case("i=1.broken", "", Target::MeshPc)]
#[case("code=a&state=b", "", Target::MeshPc)]
#[case("/mesh-pc", r#","targets":{"teams-immersive":{}}"#, Target::TeamsImmersive)]
fn without_an_invite_the_address_names_the_target(
    #[case] fragment: &str,
    #[case] targets: &str,
    #[case] expected: Target,
) {
    let config = config(targets);
    let subject = subject(fragment, &config);
    assert_eq!((subject.target, &subject.event), (expected, &None));
    assert_eq!(subject.invite_page(&Url::parse("https://visitors.contoso.com/").unwrap()), None);
    assert_eq!(subject.others(&config).len(), config.targets.len() - 1);
    assert_eq!(subject.fragment(), format!("/{}", expected.name()));
}

#[test]
fn an_invite_of_a_host_that_is_not_served_brings_nothing() {
    let mut other = invite();
    other.host = crate::domain::tenant::Guid::parse("11111111-2222-4333-8444-555555555555").unwrap();
    let subject = subject(&arrival::fragment_of(&other), &config(""));
    assert_eq!(subject.event, None);
}

#[test]
fn a_clock_says_both_times_and_a_line_both_rates() {
    let times = Finding {
        check: Check::Clock,
        outcome: Outcome::ClockWrong,
        detail: Detail::Times { here: NOON, there: NOON.plus(DAY) },
    };
    let said_of = |finding: &Finding| said(finding, Target::MeshPc, &cloud("public"));
    let arguments = said_of(&times).message.arguments;
    assert!(arguments.contains(&("here", Argument::Time(NOON))));
    assert!(arguments.contains(&("there", Argument::Time(NOON.plus(DAY)))));
    let line = Finding { check: Check::Line, outcome: Outcome::LineSlow, detail: Detail::Rate(123) };
    let names: Vec<&str> = said_of(&line).inside.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["rate", "plain", "shared"]);
}

#[test]
fn the_host_that_is_named_is_the_one_that_was_asked() {
    for (check, host) in [(Check::SignIn, "login.microsoftonline.us"), (Check::Graph, "graph.microsoft.us")] {
        let finding = Finding { check, outcome: Outcome::SignInSilent, detail: Detail::None };
        let message = said(&finding, Target::MeshPc, &cloud("us-gov")).message;
        assert!(message.arguments.contains(&("host", Argument::Text(host.into()))), "{message:?}");
    }
}

#[test]
fn the_message_to_it_tells_what_was_found_or_asks_as_a_precaution() {
    let portal = Url::parse("https://visitors.contoso.com/check.html").unwrap();
    let subject = Subject { target: Target::MeshPc, event: None };
    let found = |observed: &Observed| -> Vec<(String, String)> {
        let findings = findings(observed, Target::MeshPc);
        let message = it_message(&findings, &subject, &cloud("public"), &portal);
        assert_eq!(message.needs, needs(Target::MeshPc, &cloud("public"), &portal));
        let ids = |(name, said): (Message, Sentence)| (name.id.into_owned(), said.message.id.into_owned());
        message.found.into_iter().map(ids).collect()
    };
    assert_eq!(found(&good()), []);
    let blocked = with(|observed| {
        observed.sign_in = Some(Reach::Silent);
        observed.can_store = false;
    });
    assert_eq!(found(&blocked), [("check.name.sign-in".into(), "check.said.sign-in-silent".into())]);
}

/// Whoever is told that something is wrong is told what to do and who can.
#[test]
fn every_fault_has_steps_and_somebody_who_can_fix_it() {
    for (outcome, target) in
        Outcome::ALL.iter().flat_map(|outcome| Target::ALL.map(|target| (outcome, target)))
    {
        assert_eq!(outcome.fixer().is_some(), outcome.standing() == Standing::Fault, "{outcome:?}");
        if outcome.standing() == Standing::Fault {
            assert!(!outcome.steps(target).is_empty(), "{outcome:?}");
        }
        if outcome.standing() == Standing::Good {
            assert!(outcome.steps(target).is_empty() && !outcome.is_network(), "{outcome:?}");
        }
        if outcome.fixer() == Some(Fixer::HomeAdmin) {
            assert!(outcome.is_network(), "{outcome:?}");
        }
        assert_eq!(
            outcome.is_network(),
            outcome.steps(target).contains(&"check.do.send-it"),
            "{outcome:?}: a message to send is there when the steps name it"
        );
    }
}

#[test]
fn what_the_same_steps_put_right_stands_together_and_each_outcome_once() {
    let faults = |observed: &Observed| -> Vec<Vec<Outcome>> {
        let found = findings(observed, Target::MeshPc);
        let remedies = remedies(&found, &[Standing::Fault], Target::MeshPc);
        let outcomes = |findings: Vec<Finding>| findings.iter().map(|finding| finding.outcome).collect();
        remedies.into_iter().map(|remedy| outcomes(remedy.findings)).collect()
    };
    let reach = |sign_in, graph| {
        with(|observed| {
            observed.can_store = false;
            observed.sign_in = Some(sign_in);
            observed.graph = Some(graph);
        })
    };
    assert_eq!(faults(&good()), Vec::<Vec<Outcome>>::new());
    assert_eq!(
        faults(&reach(Reach::Silent, Reach::Silent)),
        [vec![Outcome::StorageRefused], vec![Outcome::SignInSilent, Outcome::GraphSilent]]
    );
    assert_eq!(
        faults(&reach(Reach::Offline, Reach::Offline)),
        [vec![Outcome::StorageRefused], vec![Outcome::Offline]]
    );
}

fn any_reach() -> impl Strategy<Value = Reach> {
    prop_oneof![Just(Reach::Answers), Just(Reach::Altered), Just(Reach::Silent), Just(Reach::Offline)]
}

fn any_line() -> impl Strategy<Value = Line> {
    prop_oneof![
        Just(Line::Stopped),
        Just(Line::Untold),
        (any::<u64>(), any::<u64>())
            .prop_map(|(bytes, milliseconds)| Line::Measured(Measured { bytes, milliseconds })),
    ]
}

prop_compose! {
    fn any_facts()(
        ua in prop_oneof![
            Just(None),
            Just(Some(WINDOWS.to_owned())),
            Just(Some(MAC.to_owned())),
            Just(Some(PHONE.to_owned())),
            ".{0,60}".prop_map(Some),
        ],
        cores in any::<Option<u32>>(),
        memory_gb in any::<Option<f64>>(),
        webgl_renderer in prop::option::of(prop_oneof![Just("SwiftShader".to_owned()), ".{0,20}"]),
    ) -> Facts {
        Facts { ua, webgl_renderer, cores, memory_gb, ..Facts::default() }
    }
}

prop_compose! {
    fn any_observed()(
        facts in any_facts(),
        can_store in any::<bool>(),
        asked in any::<i64>(),
        took in 0..30_000_i64,
        date in prop::option::of(prop_oneof![Just("Sat, 21 Nov 2026 12:00:00 GMT".to_owned()), ".{0,40}"]),
        age in prop::option::of("[0-9]{0,12}|.{0,6}"),
        clock_known in any::<bool>(),
        sign_in in prop::option::of(any_reach()),
        graph in prop::option::of(any_reach()),
        line in prop::option::of(any_line()),
    ) -> Observed {
        let asked = Moment(asked);
        let clock = clock_known.then(|| ServerTime { asked, answered: asked.plus(took), date, age });
        Observed { facts, can_store, clock, sign_in, graph, line }
    }
}

fn any_target() -> impl Strategy<Value = Target> {
    prop::sample::select(&Target::ALL[..])
}

proptest! {
    #[test]
    fn each_planned_check_is_found_at_most_once_and_in_order(observed in any_observed(), target in any_target()) {
        let checks: Vec<Check> = findings(&observed, target).iter().map(|finding| finding.check).collect();
        let planned = planned(&observed.facts, target);
        let in_order: Vec<Check> = planned.iter().copied().filter(|check| checks.contains(check)).collect();
        prop_assert_eq!(checks, in_order);
    }

    #[test]
    fn when_everything_has_come_every_planned_check_is_found(
        observed in any_observed(),
        target in any_target(),
        reach in any_reach(),
        line in any_line(),
    ) {
        let clock = Some(server_time(NOON, ""));
        let observed = Observed { clock, sign_in: Some(reach), graph: Some(reach), line: Some(line), ..observed };
        prop_assert_eq!(findings(&observed, target).len(), planned(&observed.facts, target).len());
    }

    #[test]
    fn the_verdict_is_as_bad_as_the_worst_finding(observed in any_observed(), target in any_target()) {
        let found = findings(&observed, target);
        let any = |standing| found.iter().any(|finding| finding.outcome.standing() == standing);
        let expected = if any(Standing::Fault) {
            Verdict::NotReady
        } else if any(Standing::Hint) || any(Standing::Unseen) {
            Verdict::Probable
        } else {
            Verdict::Ready
        };
        prop_assert_eq!(verdict(&found), expected);
        // Without what decides it, it is better; and only the verdict that can be no better needs nothing.
        let decisive = decisive(&found);
        let rest: Vec<Finding> = found.iter().filter(|finding| !decisive.contains(finding)).cloned().collect();
        prop_assert_eq!(decisive.is_empty(), found.is_empty() || expected == Verdict::Ready);
        prop_assert!(decisive.is_empty() || rest.is_empty() || verdict(&rest) < expected);
    }

    #[test]
    fn every_outcome_that_is_not_good_has_its_place_in_what_to_do(
        observed in any_observed(),
        target in any_target(),
    ) {
        let found = findings(&observed, target);
        let of = |standings: &[Standing]| -> BTreeSet<Outcome> {
            let remedies = remedies(&found, standings, target);
            remedies.iter().flat_map(|remedy| &remedy.findings).map(|finding| finding.outcome).collect()
        };
        let (faults, others) = (of(&[Standing::Fault]), of(&[Standing::Hint, Standing::Unseen]));
        for finding in &found {
            let place = match finding.outcome.standing() {
                Standing::Good => continue,
                Standing::Fault => &faults,
                Standing::Hint | Standing::Unseen => &others,
            };
            prop_assert!(place.contains(&finding.outcome));
        }
    }

    #[test]
    fn no_hint_about_hardware_makes_a_computer_unready(
        cores in any::<Option<u32>>(),
        memory_gb in any::<Option<f64>>(),
        webgl_renderer in prop::option::of(".{0,30}"),
    ) {
        let observed = with(|observed| {
            observed.facts = Facts { webgl_renderer, cores, memory_gb, ..observed.facts.clone() };
        });
        prop_assert_ne!(verdict(&findings(&observed, Target::MeshPc)), Verdict::NotReady);
    }

    #[test]
    fn more_on_the_line_is_never_worse(target in any_target(), one in any::<u32>(), other in any::<u32>()) {
        let (less, more) = (one.min(other), one.max(other));
        prop_assert!(demand(target).level(less) <= demand(target).level(more));
    }

    #[test]
    fn a_rate_in_words_is_never_more_than_was_measured(rate in any::<u32>()) {
        let words = in_words(rate);
        let Some((_, Argument::Count(number))) = words.arguments.first() else {
            return Err(TestCaseError::fail("no number"));
        };
        let unit = if words.id == "check.rate.kbit" { 1 } else { 1000 };
        prop_assert!(number * unit <= rate);
    }

    #[test]
    fn dates_come_back_as_they_went_out(seconds in -62_135_596_800..253_402_300_799_i64) {
        let civil = Moment(seconds * 1000).civil();
        let month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
            [civil.month as usize - 1];
        let text = format!(
            "Day, {:02} {month} {:04} {:02}:{:02}:{:02} GMT",
            civil.day, civil.year, civil.hour, civil.minute, civil.second
        );
        prop_assert_eq!(http_date(&text), Some(Moment(seconds * 1000)));
    }

    #[test]
    fn any_date_is_survived(text in ".{0,40}") {
        let _ = http_date(&text);
    }

    #[test]
    fn a_clock_is_wrong_exactly_beyond_the_tolerance(off in -2 * DAY..2 * DAY) {
        let time = server_time(NOON.plus(off), "Sat, 21 Nov 2026 12:00:00 GMT");
        let right = (-TOLERANCE - 40..=TOLERANCE).contains(&off);
        prop_assert_eq!(time.standing() == ClockStanding::Right, right);
    }

    #[test]
    fn any_address_is_checked_for_something_that_is_offered(fragment in "(/|i=)?.{0,60}") {
        let config = config("");
        let subject = subject(&fragment, &config);
        prop_assert!(config.target(subject.target).is_some());
    }
}
