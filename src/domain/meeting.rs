//! The Teams meeting that goes with an event: for guests who cannot reach the event itself. It is joined
//! as a guest of the meeting, without an account, in a browser or in the Teams app; it is not the event in 3D.
//!
//! Facts: MicrosoftDocs/azure-docs, `communication-services/concepts/interop/guest/meeting-capabilities.md` and
//! `concepts/join-teams-meeting.md`.

use serde::Serialize;
use url::Url;

use super::arrival;
use super::config::Config;
use super::device::{Facts, Judgement, Os};
use super::invite::{EventKey, Invite};
use super::language::Language;
use super::links::{self, JoinableBy, LinkProblem, MeetingPlace, Passcode};
use super::named::named;
use super::problem::{Fixer, Kind};
use super::tenant::TenantId;

/// A meeting that can be offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// Its link as the organizer gave it, where Teams asks how to join; or what is typed in Teams.
    pub place: MeetingPlace,
    /// Whether guests are known to get in without an account.
    pub open_to_guests: bool,
    /// The id of a sentence that says why they are not, where its link tells.
    pub why_not: Option<&'static str>,
    /// Whether guests can take part in its chat.
    pub has_chat: bool,
    /// What the portal's own page has to know to join it; nothing where this portal has none, or guests without an
    /// account are not known to get in.
    pub here: Option<HandOver>,
}

/// What the portal's own page is told of a meeting, to join it there. Nothing in it is secret, and none of it is the
/// guest's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandOver {
    kind: links::Kind,
    place: MeetingPlace,
    title: String,
    tenant: TenantId,
    event: EventKey,
    return_to: String,
}

impl HandOver {
    /// As that page reads it (meeting/src/handover.ts), to be shown in this language.
    pub fn json(&self, language: Language) -> String {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Told<'a> {
            version: u8,
            kind: links::Kind,
            #[serde(skip_serializing_if = "Option::is_none")]
            link: Option<&'a str>,
            #[serde(skip_serializing_if = "Option::is_none")]
            meeting_id: Option<&'a str>,
            #[serde(skip_serializing_if = "Option::is_none")]
            passcode: Option<&'a str>,
            title: &'a str,
            tenant: &'a str,
            event: &'a str,
            return_to: &'a str,
            language: &'a str,
        }
        let numbers = match &self.place {
            MeetingPlace::Link(_) => None,
            MeetingPlace::Numbers(numbers) => Some(numbers),
        };
        let told = Told {
            version: 1,
            kind: self.kind,
            link: self.place.link().map(Url::as_str),
            meeting_id: numbers.map(|numbers| &*numbers.id),
            passcode: numbers.and_then(|numbers| numbers.passcode.as_ref()).map(Passcode::reveal),
            title: &self.title,
            tenant: self.tenant.as_str(),
            event: self.event.as_str(),
            return_to: &self.return_to,
            language: language.tag(),
        };
        // Texts and a number can always be written.
        serde_json::to_string(&told).unwrap_or_default()
    }
}

/// The meeting that goes with an event, if one does.
pub fn of(invite: &Invite, config: &Config) -> Option<Meeting> {
    let place = invite.meeting.clone()?;
    let read = place.classified();
    let open_to_guests = read.joinable_by.contains(&JoinableBy::TeamsGuest);
    // The link that the SDK is given has only what it needs.
    let cleaned = read.place().filter(|_| open_to_guests && config.meeting_service.is_some());
    Some(Meeting {
        open_to_guests,
        why_not: read.problem.and_then(why_not),
        here: cleaned.map(|place| HandOver {
            kind: read.kind,
            place,
            title: invite.title.clone(),
            tenant: invite.host.clone(),
            event: invite.key(),
            return_to: ["#", &arrival::fragment_of(invite)].concat(),
        }),
        // Chat is the one thing that guests of a meeting in a channel do not get.
        has_chat: read.kind != links::Kind::TeamsChannelMeeting,
        place,
    })
}

/// What kind of link keeps guests out. That a meeting's passcode is missing does not: it may be known.
fn why_not(problem: LinkProblem) -> Option<&'static str> {
    Some(match problem {
        LinkProblem::LiveEventClosedToGuests => "join-meeting.why-not.live-event",
        LinkProblem::TownHall => "join-meeting.why-not.town-hall",
        LinkProblem::WebinarDisputed => "join-meeting.why-not.webinar",
        LinkProblem::PersonalMeeting => "join-meeting.why-not.personal",
        LinkProblem::UnsupportedCloud => "join-meeting.why-not.cloud",
        LinkProblem::OneToOneCall => "join-meeting.why-not.call",
        _ => return None,
    })
}

/// Whether the meeting helps with a problem: the guest cannot get over it here and now.
pub fn helps_with(problem: Kind) -> bool {
    match problem.fixer() {
        Fixer::Guest => matches!(
            problem,
            Kind::DevicePhone
                | Kind::DeviceTablet
                | Kind::DeviceHeadset
                | Kind::DeviceMac
                | Kind::DeviceLinux
                | Kind::DeviceChromebook
                | Kind::DeviceConsole
                | Kind::DeviceWebClient
                | Kind::EventDeviceUnsupported
                | Kind::EventLoadFailed
                | Kind::AppDidNotOpen
        ),
        _ => true,
    }
}

named! {
    /// Browsers that Microsoft's list of browsers for meeting guests tells apart.
    pub enum Browser, id {
        /// Google Chrome.
        Chrome = "chrome",
        /// Microsoft Edge.
        Edge = "edge",
        /// Another browser made from Chromium.
        OtherChromium = "other-chromium",
        /// Mozilla Firefox.
        Firefox = "firefox",
        /// Apple Safari.
        Safari = "safari",
        /// A browser inside another app.
        InApp = "in-app",
    }
}

impl Browser {
    /// The name it goes by; none for kinds of browsers.
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::Chrome => Some("Chrome"),
            Self::Edge => Some("Edge"),
            Self::Firefox => Some("Firefox"),
            Self::Safari => Some("Safari"),
            Self::OtherChromium | Self::InApp => None,
        }
    }
}

/// Major and minor.
pub type Version = (u32, u32);

const ANY: Version = (0, 0);

/// Where guests can join a meeting in a browser, from which version on: the tables inside
/// `@azure/communication-calling` 1.43.1 and 2.0.0. The service can change them, so a browser that is not
/// listed is never said to fail.
const LISTED: &[(Os, Browser, Version)] = &[
    (Os::Windows, Browser::Chrome, ANY),
    (Os::Windows, Browser::Edge, ANY),
    (Os::Windows, Browser::Firefox, (128, 0)),
    (Os::Windows, Browser::OtherChromium, (129, 0)),
    (Os::MacOs, Browser::Chrome, ANY),
    (Os::MacOs, Browser::Edge, ANY),
    (Os::MacOs, Browser::Firefox, (128, 0)),
    (Os::MacOs, Browser::Safari, (17, 4)),
    (Os::Linux, Browser::Chrome, ANY),
    (Os::Linux, Browser::Firefox, (128, 0)),
    (Os::Ios, Browser::Safari, (17, 4)),
    (Os::Ios, Browser::Chrome, ANY),
    (Os::Ios, Browser::Edge, ANY),
    (Os::Ios, Browser::InApp, (17, 4)),
    (Os::Android, Browser::Chrome, ANY),
    (Os::Android, Browser::Edge, ANY),
];

/// How this browser stands on the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fit {
    /// It is listed.
    Listed,
    /// Only a newer version is.
    TooOld(Version),
    /// It is not; these browsers are, on this system.
    NotListed(Vec<&'static str>),
}

/// How this browser stands on the list of browsers for meeting guests.
pub fn fit(facts: &Facts, judgement: &Judgement) -> Fit {
    let os = listed_as(judgement.os);
    let (browser, version) = browser(facts, judgement);
    let listed = LISTED.iter().filter(|(system, ..)| *system == os);
    match listed.clone().find(|(_, listed, _)| Some(*listed) == browser) {
        Some((.., from)) if version.is_some_and(|version| version < *from) => Fit::TooOld(*from),
        Some(_) => Fit::Listed,
        None => Fit::NotListed(listed.filter_map(|(_, browser, _)| browser.name()).collect()),
    }
}

/// What the user agent begins the versions of browsers with; most claim to be several, so the order matters.
const TOKENS: &[(&str, Option<Browser>)] = &[
    ("edg/", Some(Browser::Edge)),
    ("edga/", Some(Browser::Edge)),
    ("edgios/", Some(Browser::Edge)),
    ("fxios/", None),
    ("firefox/", Some(Browser::Firefox)),
    ("crios/", Some(Browser::Chrome)),
    ("samsungbrowser/", Some(Browser::OtherChromium)),
    ("oculusbrowser/", Some(Browser::OtherChromium)),
    ("opr/", Some(Browser::OtherChromium)),
    ("vivaldi/", Some(Browser::OtherChromium)),
    ("chrome/", Some(Browser::Chrome)),
    ("version/", Some(Browser::Safari)),
];

/// The list does not tell the two systems of Apple's phones and tablets apart.
fn listed_as(os: Os) -> Os {
    if os == Os::IpadOs { Os::Ios } else { os }
}

/// Which browser it is and of which version, as far as it can be told. A browser inside an app on Apple's phones and
/// tablets has the version of the system.
pub fn browser(facts: &Facts, judgement: &Judgement) -> (Option<Browser>, Option<Version>) {
    let ua = facts.ua.as_deref().unwrap_or_default().to_ascii_lowercase();
    if judgement.in_app.is_some() {
        // It is as old as the system, whose version is written `OS 17_5`.
        let version = if listed_as(judgement.os) == Os::Ios { version_after(&ua, " os ") } else { None };
        return (Some(Browser::InApp), version);
    }
    let Some((token, browser)) = TOKENS.iter().find(|(token, _)| ua.contains(token)) else {
        return (None, None);
    };
    let browser = match browser {
        Some(Browser::Chrome) if is_other_chromium(facts) => Some(Browser::OtherChromium),
        browser => *browser,
    };
    // Browsers made from Chromium count as what they are made from.
    let token = if browser == Some(Browser::OtherChromium) { "chrome/" } else { token };
    (browser, version_after(&ua, token))
}

/// Browsers made from Chromium may call themselves Chrome in the user agent, and by their names in the hints.
fn is_other_chromium(facts: &Facts) -> bool {
    let brands = facts.ua_data.as_ref().and_then(|hints| hints.brands.as_deref()).unwrap_or_default();
    let named = |name: &str| brands.iter().any(|brand| brand.brand.as_deref() == Some(name));
    named("Chromium") && !named("Google Chrome")
}

fn version_after(ua: &str, token: &str) -> Option<Version> {
    let (_, rest) = ua.split_once(token)?;
    let mut numbers = rest.split(|letter: char| !letter.is_ascii_digit());
    let major = numbers.next()?.parse().ok()?;
    Some((major, numbers.next().and_then(|minor| minor.parse().ok()).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::auth::attempt::tests::config;
    use crate::domain::device::{Brand, UaData, judge};
    use crate::domain::invite::link::{Described, tests::full};
    use crate::domain::target::Target;
    use proptest::prelude::*;
    use rstest::rstest;

    fn fit_of(ua: &str, brands: &[&str]) -> Fit {
        let brands = brands.iter().map(|name| Brand { brand: Some((*name).to_owned()), version: None });
        let hints = UaData { brands: Some(brands.collect()), ..UaData::default() };
        let facts = Facts { ua: Some(ua.to_owned()), ua_data: Some(hints), ..Facts::default() };
        fit(&facts, &judge(&facts, Target::MeshPc))
    }

    const CHROME: &str = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Safari/537.36";

    #[rstest]
    #[case("Windows NT 10.0; Win64; x64", "", &["Chromium", "Google Chrome"], Fit::Listed)]
    #[case("Windows NT 10.0; Win64; x64", "Edg/128.0.0.0", &[], Fit::Listed)]
    #[case("Windows NT 10.0; Win64; x64", "", &["Chromium", "Brave"], Fit::TooOld((129, 0)))]
    #[case("Windows NT 10.0; Win64; x64", "OPR/114.0.0.0", &[], Fit::TooOld((129, 0)))]
    #[case("X11; Linux x86_64", "", &[], Fit::Listed)]
    #[case("X11; Linux x86_64", "Edg/128.0.0.0", &[], Fit::NotListed(vec!["Chrome", "Firefox"]))]
    #[case("X11; CrOS x86_64 14541.0.0", "", &[], Fit::NotListed(vec![]))]
    #[case("Linux; Android 10; K", "", &[], Fit::Listed)]
    #[case("Linux; Android 10; K", "EdgA/128.0.0.0", &[], Fit::Listed)]
    #[case("Linux; Android 13; SAMSUNG SM-S918B", "SamsungBrowser/26.0", &[], Fit::NotListed(vec!["Chrome", "Edge"]))]
    #[case("X11; Linux x86_64; Quest 3", "OculusBrowser/35.2 VR", &[], Fit::NotListed(vec![]))]
    #[case("Windows NT 10.0; Win64; x64; Xbox; Xbox One", "Edg/44.18363.8131", &[], Fit::NotListed(vec![]))]
    fn browsers_made_from_chromium(
        #[case] system: &str,
        #[case] more: &str,
        #[case] brands: &[&str],
        #[case] expected: Fit,
    ) {
        assert_eq!(fit_of(&format!("Mozilla/5.0 ({system}) {CHROME} {more}"), brands), expected);
    }

    #[rstest]
    #[case("(Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0", Fit::Listed)]
    #[case("(Windows NT 10.0; Win64; x64; rv:115.0) Gecko/20100101 Firefox/115.0", Fit::TooOld((128, 0)))]
    #[case(
        "(Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15",
        Fit::Listed
    )]
    #[case("(Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.3.1 Safari/605.1.15", Fit::TooOld((17, 4)))]
    #[case(
        "(iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
        Fit::Listed
    )]
    #[case("(iPhone; CPU iPhone OS 16_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.1 Mobile/15E148 Safari/604.1", Fit::TooOld((17, 4)))]
    #[case(
        "(iPhone; CPU iPhone OS 16_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/128.0.0.0 Mobile/15E148 Safari/604.1",
        Fit::Listed
    )]
    #[case("(iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/128.0 Mobile/15E148 Safari/605.1.15", Fit::NotListed(vec!["Safari", "Chrome", "Edge"]))]
    #[case(
        "(iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
        Fit::Listed
    )]
    #[case("(iPhone; CPU iPhone OS 17_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148", Fit::TooOld((17, 4)))]
    #[case(
        "(iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
        Fit::Listed
    )]
    #[case("(Linux; Android 10; K; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/128.0.0.0 Mobile Safari/537.36", Fit::NotListed(vec!["Chrome", "Edge"]))]
    #[case("(Android 14; Mobile; rv:128.0) Gecko/128.0 Firefox/128.0", Fit::NotListed(vec!["Chrome", "Edge"]))]
    #[case("", Fit::NotListed(vec![]))]
    fn other_browsers(#[case] ua: &str, #[case] expected: Fit) {
        assert_eq!(fit_of(&format!("Mozilla/5.0 {ua}"), &[]), expected);
    }

    #[rstest]
    #[case("https://teams.microsoft.com/meet/1234567890123?p=abcDEF123456", true, true)]
    #[case(
        "https://teams.microsoft.com/l/meetup-join/19%3aabc%40thread.tacv2/1600000000000?context=%7b%22Tid%22%3a%223f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811%22%2c%22Oid%22%3a%223f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811%22%7d",
        true,
        false
    )]
    #[case("https://teams.live.com/meet/9312345678901?p=abc", false, true)]
    fn what_is_offered_depends_on_the_kind_of_meeting(
        #[case] link: &str,
        #[case] open_to_guests: bool,
        #[case] has_chat: bool,
    ) {
        let invite = Described { meeting_link: Some(link.into()), ..full() }.build().unwrap();
        let meeting = of(&invite, &config()).unwrap();
        assert_eq!((meeting.open_to_guests, meeting.has_chat), (open_to_guests, has_chat));
        assert_eq!(Some(meeting.place), invite.meeting);
    }

    #[rstest]
    #[case::live(&LONG.replace("%22%7d", "%22%2c%22IsBroadcastMeeting%22%3atrue%7d"), Some("live-event"))]
    #[case::town_hall("https://teams.microsoft.com/convene/townhall?eventId=abc", Some("town-hall"))]
    #[case::webinar("https://events.teams.microsoft.com/event/7b1c@3f6c1b52", Some("webinar"))]
    #[case::personal("https://teams.live.com/meet/9312345678901?p=abc", Some("personal"))]
    #[case::cloud("https://gov.teams.microsoft.us/meet/1234567890123?p=abcDEF123456", Some("cloud"))]
    #[case::call("https://teams.microsoft.com/l/call/0/0?users=ada@fabrikam.com", Some("call"))]
    #[case::meeting(LONG, None)]
    fn a_meeting_that_guests_cannot_join_says_why(#[case] link: &str, #[case] expected: Option<&str>) {
        let invite = Described { meeting_link: Some(link.into()), ..full() }.build().unwrap();
        let meeting = of(&invite, &with_service()).unwrap();
        assert_eq!(meeting.why_not.map(|id| id.trim_start_matches("join-meeting.why-not.")), expected);
        assert_eq!(
            (meeting.open_to_guests, meeting.here.is_some()),
            (expected.is_none(), expected.is_none())
        );
    }

    const LONG: &str = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_NjU0%40thread.v2/0?context=%7b%22Tid%22%3a%223f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811%22%2c%22Oid%22%3a%223f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811%22%7d";

    /// What the portal's own page is told besides the event, if anything.
    fn all_told(link: &str, config: &Config) -> Option<serde_json::Value> {
        let invite = Described { meeting_link: Some(link.into()), ..full() }.build().unwrap();
        let mut told: serde_json::Value =
            serde_json::from_str(&of(&invite, config)?.here?.json(Language::Chinese)).unwrap();
        let text = |name: &str| told[name].as_str().unwrap_or_default().to_owned();
        assert_eq!(
            (&told["version"], text("title"), text("language")),
            (&1.into(), invite.title.clone(), "zh-Hans".into())
        );
        assert_eq!(
            (text("tenant"), text("event")),
            (invite.host.to_string(), invite.key().as_str().to_owned())
        );
        assert_eq!(text("returnTo"), format!("#{}", arrival::fragment_of(&invite)));
        for name in ["version", "title", "language", "tenant", "event", "returnTo"] {
            told.as_object_mut().unwrap().remove(name);
        }
        Some(told)
    }

    /// The kind and the link that it is told, and nothing else.
    fn told(link: &str, config: &Config) -> Option<(String, String)> {
        let told = all_told(link, config)?;
        let text = |name: &str| told[name].as_str().unwrap_or_default().to_owned();
        assert_eq!(told.as_object().map(serde_json::Map::len), Some(2));
        Some((text("kind"), text("link")))
    }

    #[test]
    fn a_meeting_without_a_link_is_told_by_its_numbers() {
        let numbers = |text| all_told(text, &with_service()).unwrap();
        let kind = "teams-meeting-id";
        assert_eq!(
            numbers("212345678901 aB3dEf"),
            serde_json::json!({ "kind": kind, "meetingId": "212345678901", "passcode": "aB3dEf" })
        );
        assert_eq!(numbers("212345678901"), serde_json::json!({ "kind": kind, "meetingId": "212345678901" }));
        assert_eq!(all_told("212345678901 aB3dEf", &config()), None);
    }

    /// The deployment has a service for passes, at this address.
    fn with_service() -> Config {
        Config { meeting_service: Some("https://meetings.contoso.com/token".parse().unwrap()), ..config() }
    }

    #[rstest]
    #[case::short(
        "https://teams.microsoft.com/meet/1234567890123?p=abcDEF123456&utm_source=mail",
        "teams-short-meeting",
        "https://teams.microsoft.com/meet/1234567890123?p=abcDEF123456"
    )]
    #[case::long(&[LONG, "&anon=true"].concat(), "teams-meeting", LONG)]
    #[case::channel(&LONG.replace("19%3ameeting_NjU0%40thread.v2/0", "19%3aabc%40thread.tacv2/1600000000000"), "teams-channel-meeting", &LONG.replace("19%3ameeting_NjU0%40thread.v2/0", "19%3aabc%40thread.tacv2/1600000000000"))]
    fn the_portals_own_page_is_told_the_cleaned_link(
        #[case] link: &str,
        #[case] kind: &str,
        #[case] cleaned: &str,
    ) {
        let (told_kind, told_link) = told(link, &with_service()).unwrap();
        let spelled = |link: &str| link.to_ascii_lowercase();
        assert_eq!((told_kind.as_str(), spelled(&told_link)), (kind, spelled(cleaned)));
        assert_eq!(told(link, &config()), None, "without a service there is no such page");
    }

    #[rstest]
    #[case::personal("https://teams.live.com/meet/9312345678901?p=abc")]
    #[case::one_to_one("https://teams.microsoft.com/l/call/0/0?users=a@contoso.com")]
    #[case::webinar(
        "https://events.teams.microsoft.com/event/1b2c3d4e-0000-4000-8000-000000000000@3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811"
    )]
    #[case::government("https://gov.teams.microsoft.us/meet/1234567890123?p=abc")]
    fn what_guests_are_not_known_to_get_into_stays_with_teams(#[case] link: &str) {
        assert_eq!(told(link, &with_service()), None);
    }

    #[test]
    fn without_a_meeting_none_is_offered() {
        assert_eq!(of(&Described { meeting_link: None, ..full() }.build().unwrap(), &config()), None);
    }

    #[test]
    fn it_helps_where_the_guest_cannot_get_over_it_alone() {
        for (kind, expected) in [
            (Kind::ConditionalAccess, true),
            (Kind::NotInvited, true),
            (Kind::LicensePremiumMissing, true),
            (Kind::EventFull, true),
            (Kind::EventDeviceUnsupported, true),
            (Kind::PasswordRefused, false),
            (Kind::Offline, false),
            (Kind::SignInCanceled, false),
        ] {
            assert_eq!(helps_with(kind), expected, "{kind:?}");
        }
    }

    proptest! {
        #[test]
        fn any_user_agent_is_survived(ua in "(Mozilla/5.0 )?.{0,40}(Chrome/|Version/|Firefox/)?.{0,20}") {
            let _ = fit_of(&ua, &["Chromium"]);
        }
    }
}
