//! An invite at a glance: what the first page says, told without reading every part of the link and of the configuration.
//! A guest's first page is drawn from it while the module that reads all of it is still on its way, so it keeps to what
//! is light. It says nothing where it is not certain: what it says, the whole reading says as well (a law tests that).

use serde_json::{Map, Value};

use super::auth::Leg;
use super::brand::{Brand, Color, Logo};
use super::device::{self, Facts, Verdict};
use super::introduction::{Introduced, Names, Next, address_bar};
use super::invite::GuestAddress;
use super::invite::link::{self, Payload};
use super::json;
use super::language::Language;
use super::target::Target;
use super::tenant::TenantId;
use super::time::{MINUTE, Moment};

/// What an invite says at a glance. Not to be printed: it holds what is personal.
pub struct Glance {
    payload: Payload,
    starts: Moment,
    ends: Moment,
    host: TenantId,
    target: Target,
}

/// What the first page is drawn from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glimpse {
    /// What it says.
    pub introduced: Introduced,
    /// What the host brings to its look.
    pub brand: Brand,
}

impl Glance {
    /// Looks at the fragment of an address, without `#`.
    pub fn at(fragment: &str) -> Option<Self> {
        let mut payload = link::open(fragment.strip_prefix("i=")?).ok()?;
        // Somebody who has come far already does not begin with the first page; and a signature has to be one.
        if payload.has_come_far() || !payload.is_soundly_signed() {
            return None;
        }
        payload.title = link::line(&payload.title)?;
        payload.organizer = payload.organizer.as_deref().and_then(link::line);
        let (starts, ends) = payload.times()?;
        let host = TenantId::parse(&payload.host).ok()?;
        let target = payload.target.as_deref().map_or(Some(Target::default()), Target::from_name)?;
        Some(Self { payload, starts, ends, host, target })
    }

    /// The language the organizer wrote for.
    pub fn language(&self) -> Option<String> {
        self.payload.language.clone().filter(|tag| link::is_language_tag(tag))
    }

    /// What the first page of this event says on this machine. `config` is the object of `config.json`.
    pub fn in_portal(self, config: &Settings, facts: &Facts, now: Moment) -> Option<Glimpse> {
        // To verify a signature takes more than a glance.
        if given(config.0.get("signing")).is_some() {
            return None;
        }
        let (host, brand) = config.host(&self.host)?;
        let hosts = config.event_hosts(self.target)?;
        let device = device::judge(facts, self.target);
        let payload = self.payload;
        let leads_there = is_at(&payload.event_link, &hosts)
            && payload.meeting_link.is_none_or(|link| is_at(&link, &["teams.microsoft.com".to_owned()]))
            && payload.redeem.as_ref().is_none_or(|redeem| config.redeems(redeem, &self.host));
        let begins =
            !matches!(device.verdict, Verdict::WrongDevice | Verdict::InAppBrowser) && now <= self.ends;
        if !leads_there || !begins {
            return None;
        }
        let guest = match payload.guest.as_deref() {
            Some(address) => Some(GuestAddress::parse(address)?),
            None => None,
        };
        let doors = self.starts.plus(-config.doors_open_before()?);
        let introduced = Introduced {
            names: Names { login: config.login()?, event: Some(payload.title), host: Some(host) },
            target: self.target,
            starts: self.starts,
            ends: self.ends,
            early: now < doors,
            organizer: payload.organizer,
            signed_by: None,
            guest,
            device,
            leg: if config.home_leg()? { Leg::Home } else { Leg::Host },
            next: if payload.redeem.is_some() { Next::Invitation } else { Next::SignIn },
        };
        Some(Glimpse { introduced, brand })
    }
}

/// A configuration at a glance.
#[derive(Debug)]
pub struct Settings(Map<String, Value>);

impl Settings {
    /// Reads `config.json`.
    pub fn read(json: &str) -> Option<Self> {
        let Some(Value::Object(fields)) = json::parse(json) else { return None };
        Some(Self(fields))
    }

    /// The languages offered.
    pub fn languages(&self) -> Option<Vec<Language>> {
        match given(self.0.get("languages")) {
            None => Some(Language::ALL.to_vec()),
            Some(Value::Array(tags)) => tags.iter().map(|tag| Language::read(tag.as_str()?)).collect(),
            Some(_) => None,
        }
    }

    /// Name, domain and look of a host.
    fn host(&self, tenant: &TenantId) -> Option<((String, String), Brand)> {
        let is_it = |host: &&Value| {
            let id = host.get("tenantId").and_then(Value::as_str);
            id.and_then(|id| TenantId::parse(id).ok()).as_ref() == Some(tenant)
        };
        let host = self.0.get("hosts")?.as_array()?.iter().find(is_it)?;
        let text = |name| host.get(name)?.as_str().map(str::trim).filter(|text| !text.is_empty());
        let domain = text("domain")?.to_ascii_lowercase();
        let look = |name| host.get("brand")?.get(name)?.as_str();
        let brand =
            Brand { logo: look("logo").and_then(Logo::parse), accent: look("accent").and_then(Color::parse) };
        Some(((text("name")?.to_owned(), domain), brand))
    }

    /// Hosts that the links of a target's events may have; nothing where the target is not offered or its service has
    /// ended.
    fn event_hosts(&self, target: Target) -> Option<Vec<String>> {
        let usual = || target.usual_hosts().iter().map(|host| (*host).to_owned()).collect();
        let Some(targets) = self.0.get("targets") else { return Some(usual()) };
        let settings = targets.get(target.name())?.as_object()?;
        if given(settings.get("retiredOn")).is_some() {
            return None;
        }
        match given(settings.get("eventHosts")) {
            None => Some(usual()),
            Some(hosts) => hosts.as_array()?.iter().map(|host| host.as_str().map(str::to_owned)).collect(),
        }
    }

    /// Where a password is typed.
    fn login(&self) -> Option<String> {
        let address = match self.0.get("cloud") {
            None => super::config::login_of("public"),
            Some(Value::String(name)) => super::config::login_of(name),
            Some(cloud) => cloud.get("login").and_then(Value::as_str),
        }?;
        // As a browser writes it.
        let (scheme, name) = address.split_once("://")?;
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-".contains(&byte);
        let (host, port) = name.split_once(':').map_or((name, None), |(host, port)| (host, Some(port)));
        let sound = match (scheme, port) {
            ("https", None) => host.contains('.'),
            ("http", Some(port)) => {
                host == "localhost" && port.len() > 2 && port.bytes().all(|byte| byte.is_ascii_digit())
            }
            _ => false,
        };
        (sound && host.bytes().all(plain)).then(|| address_bar(address).to_owned())
    }

    /// Whether an address redeems an invitation of that tenant, in the very form that Microsoft sends.
    fn redeems(&self, redeem: &str, tenant: &TenantId) -> bool {
        let cloud = |name| self.0.get("cloud").and_then(|cloud| cloud.get(name)).and_then(Value::as_str);
        let named =
            self.0.get("cloud").map_or(Some("public"), Value::as_str).and_then(super::config::login_of);
        let Some(login) = named.or(cloud("login")) else { return false };
        let invitations = cloud("invitations").unwrap_or("https://invitations.microsoft.com");
        let inside = invitations.replace(':', "%3a").replace('/', "%2f");
        let begins = [login, "/redeem?rd=", &inside, "%2fredeem%2f%3ftenant%3d", tenant.as_str()].concat();
        let redeem = redeem.to_ascii_lowercase();
        let Some(rest) = redeem.strip_prefix(&begins) else { return false };
        let only = !["&", "#", "tenant", "rd="].iter().any(|more| rest.contains(more));
        is_graphic(rest) && only && (rest.is_empty() || rest.starts_with("%26"))
    }

    fn home_leg(&self) -> Option<bool> {
        let sign_in = given(self.0.get("signIn"));
        given(sign_in.and_then(|sign_in| sign_in.get("homeLeg"))).map_or(Some(true), Value::as_bool)
    }

    /// In milliseconds.
    fn doors_open_before(&self) -> Option<i64> {
        let minutes = given(self.0.get("doorsOpenMinutes")).map_or(Some(15), Value::as_i64)?;
        (0..=10_000).contains(&minutes).then(|| minutes * MINUTE)
    }
}

/// Null and absent are the same.
fn given(value: Option<&Value>) -> Option<&Value> {
    value.filter(|value| !value.is_null())
}

/// Whether a link is written plainly, and leads to one of these hosts or below one.
fn is_at(link: &str, hosts: &[String]) -> bool {
    let Some((name, _)) = link.strip_prefix("https://").and_then(|rest| rest.split_once('/')) else {
        return false;
    };
    let plain =
        name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-".contains(&byte));
    plain && is_graphic(link) && super::invite::check::on_list(name, hosts)
}

fn is_graphic(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::domain::arrival::{self, Arrival};
    use crate::domain::config::Config;
    use crate::domain::invite::link::tests::sealed;
    use crate::domain::journey::{Journey, Opening, Setting, State, open};
    use proptest::prelude::*;
    use rstest::rstest;
    use serde_json::json;
    use url::Url;

    const PC: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0";
    const PHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1";
    const TENANT: &str = "3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811";
    const REDEEM: &str = "https://login.microsoftonline.com/redeem?rd=https%3a%2f%2finvitations.microsoft.com%2fredeem%2f%3ftenant%3d3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811%26user%3d0b1c2d3e-0000-4000-8000-000000000001%26ticket%3dYVkGg%252ftd%252bG4%253d%26ver%3d2.0";
    /// 2026-11-21, 18:00 UTC.
    const STARTS: i64 = 29_654_520;

    fn event() -> Value {
        json!({
            "t": "Spring gathering", "s": STARTS, "d": 90, "h": TENANT, "l": "https://mesh.cloud.microsoft/event/7b1c?x=1",
            "m": "https://teams.microsoft.com/meet/1234567890123?p=abcDEF123456", "a": "ada@fabrikam.com", "n": "Oscar",
            "c": "oscar@contoso.com", "r": REDEEM, "u": "de",
        })
    }

    fn portal() -> Value {
        json!({
            "clientId": "8c1f2d34-5b67-4e89-a0b1-c2d3e4f50617",
            "hosts": [{ "tenantId": TENANT, "domain": "contoso.com", "name": "Contoso", "brand": { "accent": "#08545a", "logo": "contoso.svg" } }],
        })
    }

    fn with(mut object: Value, name: &str, value: Value) -> Value {
        object[name] = value;
        object
    }

    fn facts(ua: &str) -> Facts {
        Facts { ua: Some(ua.to_owned()), ..Facts::default() }
    }

    fn early() -> Moment {
        Moment(STARTS * MINUTE - 60 * MINUTE)
    }

    fn glimpse(event: &Value, portal: &Value, facts: &Facts, now: Moment) -> Option<Glimpse> {
        let glance = Glance::at(&["i=", &sealed(event)].concat())?;
        glance.in_portal(&Settings::read(&portal.to_string())?, facts, now)
    }

    /// The journey as the whole reading opens it; nothing where the configuration is not sound.
    fn whole(event: &Value, portal: &Value, facts: &Facts, now: Moment) -> Option<Journey> {
        let Arrival::Invite(invite) = arrival::read("", &["i=", &sealed(event)].concat()) else {
            return None;
        };
        let config = Config::parse(&portal.to_string()).ok()?;
        let address = Url::parse("https://portal.example/").unwrap();
        let setting = Setting { config, facts: facts.clone(), can_store: true, can_share: false, address };
        Some(open(Opening { invite: Some(*invite), ..Opening::bare(Rc::new(setting)) }, now).0)
    }

    /// What is said at a glance is what the whole reading says.
    fn is_right(event: &Value, portal: &Value, facts: &Facts, now: Moment) {
        let (Some(glimpse), Some(journey)) =
            (glimpse(event, portal, facts, now), whole(event, portal, facts, now))
        else {
            return;
        };
        assert_eq!(journey.state, State::Introducing);
        assert_eq!(journey.notices, []);
        assert_eq!(journey.retired_since(now), None);
        assert_eq!(Introduced::of(&journey, now).as_ref(), Some(&glimpse.introduced));
        assert_eq!(journey.host().map(|host| &host.brand), Some(&glimpse.brand));
    }

    #[rstest]
    #[case::everything(event(), portal(), PC)]
    #[case::no_invitation(with(event(), "r", Value::Null), portal(), PC)]
    #[case::another_target(
        with(with(event(), "g", json!("teams-immersive")), "l", json!("https://teams.microsoft.com/l/meetup-join/x")),
        portal(),
        PC
    )]
    #[case::one_sign_in(event(), with(portal(), "signIn", json!({ "homeLeg": false })), PC)]
    #[case::another_cloud(with(event(), "r", Value::Null), with(portal(), "cloud", json!("us-gov")), PC)]
    #[case::own_hosts(
        with(event(), "l", json!("https://mesh.example.org/x")),
        with(portal(), "targets", json!({ "mesh-pc": { "eventHosts": ["example.org"] } })),
        PC
    )]
    #[case::nothing_said(
        event(),
        with(
            with(portal(), "targets", json!({ "mesh-pc": { "eventHosts": null, "retiredOn": null } })),
            "signIn",
            json!({ "homeLeg": null })
        ),
        PC
    )]
    #[case::a_machine_that_says_nothing(event(), portal(), "")]
    fn most_invites_are_told_at_a_glance(#[case] event: Value, #[case] portal: Value, #[case] ua: &str) {
        assert!(glimpse(&event, &portal, &facts(ua), early()).is_some());
        assert!(whole(&event, &portal, &facts(ua), early()).is_some());
        is_right(&event, &portal, &facts(ua), early());
    }

    #[rstest]
    #[case::a_phone(event(), portal(), PHONE, 0)]
    #[case::over(event(), portal(), PC, 200)]
    #[case::another_event_host(with(event(), "l", json!("https://mesh.cloud.micros0ft/x")), portal(), PC, 0)]
    #[case::a_host_hidden_behind_a_name(with(event(), "l", json!("https://mesh.cloud.microsoft@evil.example/x")), portal(), PC, 0)]
    #[case::a_host_behind_a_backslash(with(event(), "l", json!("https://evil.example\\mesh.cloud.microsoft/x")), portal(), PC, 0)]
    #[case::another_tenant(with(event(), "h", json!("00000000-0000-4000-8000-000000000000")), portal(), PC, 0)]
    #[case::an_invitation_elsewhere(with(event(), "r", json!("https://login.microsoftonline.com/redeem?rd=https%3a%2f%2fevil.example")), portal(), PC, 0)]
    #[case::two_invitations(with(event(), "r", json!([REDEEM, "&rd=https%3a%2f%2fevil.example"].concat())), portal(), PC, 0)]
    #[case::a_meeting_elsewhere(with(event(), "m", json!("https://evil.example/meet/1")), portal(), PC, 0)]
    #[case::somebody_who_has_begun(with(event(), "p", json!(1)), portal(), PC, 0)]
    #[case::ended(event(), with(portal(), "targets", json!({ "mesh-pc": { "retiredOn": "2025-12-01" } })), PC, 0)]
    #[case::not_offered(event(), with(portal(), "targets", json!({ "teams-immersive": {} })), PC, 0)]
    #[case::signatures(event(), with(portal(), "signing", json!({ "keys": [] })), PC, 0)]
    #[case::a_signature_that_is_none(with(event(), "k", json!("abc")), portal(), PC, 0)]
    #[case::no_title(with(event(), "t", json!(" ")), portal(), PC, 0)]
    #[case::no_configuration(event(), Value::Null, PC, 0)]
    fn what_is_not_certain_is_not_told(
        #[case] event: Value,
        #[case] portal: Value,
        #[case] ua: &str,
        #[case] minutes: i64,
    ) {
        assert_eq!(glimpse(&event, &portal, &facts(ua), early().plus(minutes * MINUTE)), None);
    }

    #[test]
    fn the_language_of_the_organizer_is_read() {
        let glance = |event: &Value| Glance::at(&["i=", &sealed(event)].concat()).unwrap();
        assert_eq!(glance(&event()).language().as_deref(), Some("de"));
        assert_eq!(glance(&with(event(), "u", json!("<b>"))).language(), None);
    }

    /// Texts that are close to what stands in links and configurations.
    fn texts() -> impl Strategy<Value = Value> {
        prop_oneof![
            "https://(mesh\\.cloud\\.microsoft|[a-z.]{0,3}mesh\\.cloud\\.microsoft|teams\\.microsoft\\.com|evil\\.example)[/@:.\\\\%?#a-zA-Z0-9 ]{0,8}"
                .prop_map(Value::from),
            Just(Value::from(REDEEM)),
            "[&#%a-z0-9=]{0,12}".prop_map(|end| Value::from([REDEEM, &end].concat())),
            "[A-Z]{0,3}[ -~äß\u{202e}]{0,12}".prop_map(Value::from),
            Just(Value::from(TENANT)),
            Just(Value::from(TENANT.to_uppercase())),
            (-5_000_i64..5_000).prop_map(|minutes| Value::from(STARTS + minutes)),
            any::<i64>().prop_map(Value::from),
            Just(Value::Null),
            Just(json!("teams-immersive")),
            Just(json!("us-gov")),
            Just(json!({ "homeLeg": false })),
            Just(json!(["DE-at", "en"])),
            Just(json!({ "mesh-pc": { "eventHosts": [" Example.org", "mesh.cloud.microsoft"] } })),
            Just(json!({ "login": "http://localhost:8090", "graph": "http://localhost:8090", "invitations": "http://localhost:8090" })),
        ]
    }

    proptest! {
        /// Whatever is changed in an invite and in a configuration.
        #[test]
        fn what_is_told_at_a_glance_is_right(
            in_event in prop::collection::vec((prop::sample::select(&["t", "s", "d", "h", "g", "l", "m", "a", "n", "c", "r", "u", "p", "k"][..]), texts()), 0..3),
            in_portal in prop::collection::vec((prop::sample::select(&["cloud", "targets", "signIn", "doorsOpenMinutes", "languages"][..]), texts()), 0..2),
            phone: bool,
            minutes in -100_i64..200,
        ) {
            let event = in_event.into_iter().fold(event(), |event, (name, value)| with(event, name, value));
            let portal = in_portal.into_iter().fold(portal(), |portal, (name, value)| with(portal, name, value));
            is_right(&event, &portal, &facts(if phone { PHONE } else { PC }), early().plus(minutes * MINUTE));
        }

        #[test]
        fn any_address_is_survived(fragment in ".{0,80}") {
            let _ = Glance::at(&fragment);
        }
    }
}
