//! The made-up world that scenes play in: one portal, one host, one event.

use serde_json::{Value, json};

use super::venue::redeem;
use crate::domain::arrival;
use crate::domain::config::Cloud;
use crate::domain::invite::Invite;
use crate::domain::invite::link::{Described, DescribedOrganizer};
use crate::domain::invite::reached::Reached;
use crate::domain::named::named;
use crate::domain::target::Target;
use crate::domain::time::{Civil, MINUTE, Moment};

/// The portal's address.
pub const PORTAL: &str = "https://guests.contoso.com/";
/// Its app registration.
pub(super) const CLIENT: &str = "8c1f2d34-5b67-4e89-a0b1-c2d3e4f50617";
/// The host's tenant.
pub(super) const HOST: &str = "3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811";
/// The guest's own tenant.
pub(super) const HOME: &str = "a7d0c4de-52f3-4b0c-8d6a-91be3e75f020";
/// The invited guest.
pub(super) const GUEST: &str = "ada@fabrikam.com";
/// The code that opens the event where the deployment lists it.
const CODE: &str = "K7MTRX";
/// How many minutes before the start its doors open.
pub(super) const DOORS: u32 = 15;
/// How many minutes the event lasts.
pub(super) const LENGTH: i64 = 90;

named! {
    /// How the portal is set up.
    pub enum Deployment {
        /// As most are: both sign-ins, a help desk, no scheme for the Mesh app.
        Usual = "usual",
        /// The same with a scheme for the Mesh app.
        DeepLink = "deep-link",
        /// The Mesh app's service has ended.
        Retired = "retired",
        /// Guests sign in at the host only.
        HostOnly = "host-only",
        /// The event has a short code.
        Listed = "listed",
        /// Meetings can be joined inside the portal.
        Meetings = "meetings",
        /// There is no help desk.
        NoSupport = "no-support",
        /// Only Mesh events are served.
        MeshOnly = "mesh-only",
        /// `config.json` is not there.
        Missing = "missing",
        /// `config.json` has faults.
        Faulty = "faulty",
    }
}

impl Deployment {
    /// Its `config.json`; `None` where there is none.
    pub(super) fn config(self) -> Option<String> {
        let mut config = json!({
            "clientId": CLIENT,
            "hosts": [{
                "tenantId": HOST, "domain": "contoso.com", "name": "Contoso",
                "support": {"name": "Contoso IT help desk", "contact": "help@contoso.com"},
            }],
            "targets": {"mesh-pc": {}, "teams-immersive": {"scheme": "msteams:"}},
            "privacyUrl": "https://contoso.com/privacy",
            "doorsOpenMinutes": DOORS,
        });
        match self {
            Self::Usual => {}
            Self::Meetings => config["acs"] = json!({"tokenUrl": "https://meetings.contoso.com/token"}),
            Self::DeepLink => config["targets"]["mesh-pc"] = json!({"scheme": "mesh-app:"}),
            Self::Retired => config["targets"]["mesh-pc"] = json!({"retiredOn": "2025-12-01"}),
            Self::HostOnly => config["signIn"] = json!({"homeLeg": false}),
            Self::Listed => config["events"] = listed(),
            Self::NoSupport => config["hosts"][0]["support"] = Value::Null,
            Self::MeshOnly => config["targets"] = json!({"mesh-pc": {}}),
            Self::Missing => return None,
            Self::Faulty => {
                config["clientId"] = json!("");
                config["hosts"][0]["domain"] = json!("https://contoso.com/");
                config["targets"]["mesh-pc"] = json!({"scheme": "https:", "retiredOn": "soon"});
                config["events"] = json!({"0": "#i=1.abc"});
            }
        }
        Some(config.to_string())
    }
}

fn listed() -> Value {
    let link = invite(Target::default(), &[]).map(|invite| ["#", &arrival::fragment_of(&invite)].concat());
    json!({ CODE: link.unwrap_or_default() })
}

/// When the event starts: 2027-03-20T17:00:00Z.
pub fn start() -> Moment {
    Civil { year: 2027, month: 3, day: 20, hour: 17, minute: 0, second: 0 }.moment()
}

/// So many minutes after the start.
pub(super) fn after_start(minutes: i64) -> Moment {
    start().plus(minutes * MINUTE)
}

/// What makes an invite different from the usual one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trait {
    /// It does not say who is invited.
    ForAnybody,
    /// It names nobody to ask.
    NobodyToAsk,
    /// It holds the invitation's own redeem address.
    Redeem,
    /// What it holds as a redeem address is none of Microsoft's.
    ForeignRedeem,
    /// A Teams meeting goes with the event.
    Meeting,
    /// A Teams meeting that has an ID and a passcode only.
    MeetingByNumbers,
    /// A Teams meeting in a channel goes with it.
    ChannelMeeting,
    /// A meeting of somebody else's goes with it.
    ForeignMeeting,
    /// It was handed on from another device.
    HandedOn(Reached),
    /// Another organization hosts the event.
    OtherHost,
    /// Its event link leads there.
    At(&'static str),
    /// Names nobody expected to be so long.
    Long,
    /// It is for that target, whichever target the story is about.
    For(Target),
}

/// The invite; `None` for traits that no invite can have.
pub(super) fn invite(target: Target, traits: &[Trait]) -> Option<Invite> {
    let target = traits
        .iter()
        .find_map(|each| if let Trait::For(target) = each { Some(*target) } else { None })
        .unwrap_or(target);
    let mut described = usual(target);
    let mut reached = None;
    for each in traits {
        match *each {
            Trait::ForAnybody => described.guest = None,
            Trait::NobodyToAsk => described.organizer = None,
            Trait::Redeem => {
                described.redeem_url = Cloud::named("public").map(|cloud| redeem(&cloud, HOST));
            }
            Trait::ForeignRedeem => described.redeem_url = Some("https://example.com/redeem".to_owned()),
            Trait::Meeting => {
                described.meeting_link =
                    Some("https://teams.microsoft.com/meet/1234567890123?p=abcDEF123456".to_owned());
            }
            Trait::ChannelMeeting => {
                described.meeting_link = Some(teams_link("19%3agathering%40thread.tacv2"));
            }
            Trait::MeetingByNumbers => described.meeting_link = Some("212345678901 aB3dEf".to_owned()),
            Trait::ForeignMeeting => described.meeting_link = Some("https://example.com/meet/1".to_owned()),
            Trait::HandedOn(far) => reached = Some(far),
            Trait::OtherHost => HOME.clone_into(&mut described.host),
            Trait::At(address) => address.clone_into(&mut described.event_link),
            Trait::Long => {
                "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft \
                    presents the annual immersive gathering of all divisions"
                    .clone_into(&mut described.title);
                described.organizer = Some(DescribedOrganizer {
                    name: Some(
                        "Wolfeschlegelsteinhausenbergerdorff Featherstonehaugh-Cholmondeley".to_owned(),
                    ),
                    contact: Some(["a-very-long-mailbox-name".repeat(2).as_str(), "@contoso.com"].concat()),
                });
            }
            Trait::For(_) => {}
        }
    }
    described.build().ok().map(|invite| Invite { reached, ..invite })
}

fn usual(target: Target) -> Described {
    let event_link = match target {
        Target::MeshPc => "https://mesh.cloud.microsoft/event/spring-gathering".to_owned(),
        Target::TeamsImmersive => teams_link("19%3ameeting_c3ByaW5n%40thread.v2"),
    };
    Described {
        title: "Contoso spring gathering".to_owned(),
        start: start().to_string(),
        end: after_start(LENGTH).to_string(),
        host: HOST.to_owned(),
        target: Some(target.name().to_owned()),
        event_link,
        guest: Some(GUEST.to_owned()),
        organizer: Some(DescribedOrganizer {
            name: Some("Oscar Nyberg".to_owned()),
            contact: Some("oscar@contoso.com".to_owned()),
        }),
        ..Described::default()
    }
}

fn teams_link(thread: &str) -> String {
    format!(
        "https://teams.microsoft.com/l/meetup-join/{thread}/0?context=%7b%22Tid%22%3a%22{HOST}%22%2c%22Oid%22%3a%22{HOME}%22%7d"
    )
}
