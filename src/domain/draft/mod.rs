//! An event as its organizer is putting it together: half filled in as it may be ([`Draft`]), checked as one
//! ([`Draft::check`]), kept on this device, and issued as links, letters and calendar files ([`issue`]). It may begin
//! with a pasted invitation ([`read`]).

mod found;
mod ics;
pub mod issue;
pub mod local;
mod pasted;
pub mod read;
mod when;
pub mod zone;

#[cfg(test)]
mod paste_tests;

use serde::{Deserialize, Serialize};

use super::config::Config;
use super::invite::link::{self, Described, DescribedOrganizer, Unreadable};
use super::invite::{EventKey, Invite, check};
use super::language::Language;
use super::links::{self, Classified, Kind, LinkProblem, MeetingPlace};
use super::named::named;
use super::problem;
use super::target::Target;
use super::tenant::TenantId;
use super::time::{DAY, Moment};
use super::words::Message;

/// An event being put together. Texts are kept as they were typed, right or wrong: nothing typed is lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Draft {
    /// Tells it from the other events on this device.
    #[serde(skip, default = "no_key")]
    pub id: EventKey,
    /// The event's title.
    #[serde(default)]
    pub title: String,
    /// When it starts.
    #[serde(default)]
    pub starts: Option<Moment>,
    /// When it ends.
    #[serde(default)]
    pub ends: Option<Moment>,
    /// The host organization's tenant id; empty until chosen.
    #[serde(default)]
    pub host: String,
    /// What guests join with, by its name.
    #[serde(default)]
    pub target: String,
    /// The event's own link.
    #[serde(default)]
    pub event_link: String,
    /// A Teams meeting that goes with it.
    #[serde(default)]
    pub meeting_link: String,
    /// Name of whom guests may ask.
    #[serde(default)]
    pub organizer: String,
    /// How to reach them.
    #[serde(default)]
    pub contact: String,
    /// The language that guests are written to in, by its tag.
    #[serde(default)]
    pub language: String,
    /// The organizer's own words in Microsoft's invitation mail; nothing as long as they are the usual ones.
    #[serde(default)]
    pub mail: Option<String>,
    /// Who gets a copy of every such mail.
    #[serde(default)]
    pub copy_to: String,
    /// Microsoft sends no mail: the organizer hands the links out.
    #[serde(default)]
    pub no_mail: bool,
    /// How often what guests were given has been changed; calendars replace an entry by one with a greater number.
    #[serde(default)]
    pub edition: u32,
    /// What guests were given last, as the text of an invite; empty as long as nothing was.
    #[serde(default)]
    pub issued: String,
    /// What of the host's checklist is done, by name.
    #[serde(default)]
    pub done: Vec<String>,
    /// When it was changed last.
    #[serde(default)]
    pub changed: Moment,
}

named! {
    /// A field of an event that can be wrong. The name is the field's id on its page.
    pub enum Field, name {
        /// [`Draft::title`]
        Title = "event-title",
        /// [`Draft::event_link`]
        EventLink = "event-link",
        /// [`Draft::starts`]
        Starts = "event-starts",
        /// [`Draft::ends`]
        Ends = "event-ends",
        /// [`Draft::host`]
        Host = "event-host",
        /// [`Draft::meeting_link`]
        MeetingLink = "event-meeting",
    }
}

/// What is wrong with a field, and how to put it right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which field.
    pub field: Field,
    /// What to say.
    pub says: Message,
}

impl Draft {
    /// What the names of all kept events begin with.
    pub const STORAGE_PREFIX: &'static str = "mesh.desk.event.";

    /// An event of which nothing is known yet.
    pub fn new(id: EventKey, now: Moment) -> Self {
        Self {
            id,
            title: String::new(),
            starts: None,
            ends: None,
            host: String::new(),
            target: Target::default().name().to_owned(),
            event_link: String::new(),
            meeting_link: String::new(),
            organizer: String::new(),
            contact: String::new(),
            language: String::new(),
            mail: None,
            copy_to: String::new(),
            no_mail: false,
            edition: 0,
            issued: String::new(),
            done: Vec::new(),
            changed: now,
        }
    }

    /// The event that an invite speaks of, to be changed and issued again. Its guest and redeem address stay out:
    /// they were meant for one person.
    pub fn of(invite: &Invite, id: EventKey, now: Moment) -> Self {
        Self {
            title: invite.title.clone(),
            starts: Some(invite.starts),
            ends: Some(invite.ends),
            host: invite.host.to_string(),
            target: invite.target.name().to_owned(),
            event_link: invite.event_link.to_string(),
            meeting_link: invite.meeting.as_ref().map(MeetingPlace::to_string).unwrap_or_default(),
            organizer: invite.organizer.name.clone().unwrap_or_default(),
            contact: invite.organizer.contact.clone().unwrap_or_default(),
            language: invite.language.clone().unwrap_or_default(),
            issued: link_text(invite),
            ..Self::new(id, now)
        }
    }

    /// The name it is kept under.
    pub fn storage_key(id: &EventKey) -> String {
        [Self::STORAGE_PREFIX, id.as_str()].concat()
    }

    /// Reads what was kept under a name; `None` for anything else.
    pub fn read(name: &str, json: &str) -> Option<Self> {
        let id = EventKey::parse(name.strip_prefix(Self::STORAGE_PREFIX)?)?;
        // Serde would take a list for a struct as well.
        let draft: Option<Self> = json.starts_with('{').then(|| serde_json::from_str(json).ok())?;
        Some(Self { id, ..draft? })
    }

    /// What guests join with.
    pub fn target(&self) -> Target {
        Target::from_name(&self.target).unwrap_or_default()
    }

    /// The language that guests are written to in.
    pub fn language(&self) -> Option<Language> {
        Language::ALL.iter().copied().find(|language| language.tag() == self.language)
    }

    /// The host that is chosen; where a deployment has only one, there is nothing to choose.
    pub fn host(&self, config: &Config) -> Option<TenantId> {
        match &*config.hosts {
            [only] => Some(only.tenant.clone()),
            _ => TenantId::parse(&self.host).ok().filter(|host| config.host(host).is_some()),
        }
    }

    /// The invite that all of this makes, or everything that is wrong with it, in the order of the fields.
    pub fn check(&self, config: &Config) -> Result<Invite, Vec<Fault>> {
        let mut faults = Vec::new();
        let mut fault = |field, says| faults.push(Fault { field, says });
        if self.title.trim().is_empty() {
            fault(Field::Title, Message::new("draft.fault.title"));
        }
        let event = self.event_link(config).map_err(|says| fault(Field::EventLink, says)).ok();
        match (self.starts, self.ends) {
            (None, _) => fault(Field::Starts, Message::new("draft.fault.starts")),
            (Some(_), None) => fault(Field::Ends, Message::new("draft.fault.ends")),
            (Some(starts), Some(ends)) if ends <= starts => {
                fault(Field::Ends, Message::new("draft.fault.ends-before"));
            }
            (Some(starts), Some(ends)) if ends.since(starts) > LONGEST => {
                fault(Field::Ends, Message::new("draft.fault.too-long"));
            }
            _ => {}
        }
        let host = self.host(config);
        if host.is_none() {
            fault(Field::Host, Message::new("draft.fault.host"));
        }
        let meeting = self.meeting_link().map_err(|says| fault(Field::MeetingLink, says)).ok();
        let (Some(host), Some(event_link), Some(meeting_link), true) =
            (host, event, meeting, faults.is_empty())
        else {
            return Err(faults);
        };
        let text = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let described = Described {
            title: self.title.clone(),
            start: self.starts.map(|starts| starts.to_string()).unwrap_or_default(),
            end: self.ends.map(|ends| ends.to_string()).unwrap_or_default(),
            host: host.to_string(),
            target: Some(self.target().name().to_owned()),
            event_link,
            meeting_link,
            organizer: Some(DescribedOrganizer { name: text(&self.organizer), contact: text(&self.contact) }),
            language: self.language().map(|language| language.tag().to_owned()),
            ..Described::default()
        };
        let invite = described.build().map_err(|fault| vec![unreadable(&fault)])?;
        // As a guest's page would judge it.
        check::check(invite, config).map(|(invite, _)| invite).map_err(|problem| vec![refused(&problem)])
    }

    /// Notes that guests are given this from now on. Where they were given something else before, it is the next
    /// edition.
    pub fn issue(&mut self, invite: &Invite) {
        let text = link_text(invite);
        if !self.issued.is_empty() && self.issued != text {
            self.edition = self.edition.saturating_add(1);
        }
        self.issued = text;
    }

    /// The event's link, cleaned, or what is wrong with it.
    fn event_link(&self, config: &Config) -> Result<String, Message> {
        if self.event_link.trim().is_empty() {
            return Err(Message::new("draft.fault.event-link.empty"));
        }
        let target = self.target();
        let read = links::classify(&self.event_link);
        match (&read, read.url.clone()) {
            (Classified { problem: None, kind, .. }, Some(url)) if fits(*kind, target) => Ok(url),
            (Classified { problem: None, .. }, Some(_)) => {
                Err(Message::new(["draft.fault.event-link.", target.name()].concat()))
            }
            // A deployment may know event hosts that nobody else does.
            (Classified { problem: Some(LinkProblem::UnknownLink), .. }, _) => {
                links::parse_url(self.event_link.trim())
                    .filter(|url| {
                        let hosts = config.target(target).map(|settings| &*settings.event_hosts);
                        hosts.unwrap_or_default().iter().any(|host| url.host_str() == Some(host))
                    })
                    .map(|url| url.to_string())
                    .ok_or_else(|| link_problem(LinkProblem::UnknownLink))
            }
            (Classified { problem: Some(problem), .. }, _) => Err(link_problem(*problem)),
            (Classified { problem: None, .. }, None) => Err(link_problem(LinkProblem::NoLink)),
        }
    }

    /// The Teams meeting's link, cleaned, if there is one.
    fn meeting_link(&self) -> Result<Option<String>, Message> {
        if self.meeting_link.trim().is_empty() {
            return Ok(None);
        }
        let read = match MeetingPlace::parse(&self.meeting_link) {
            // As it stands in an invite.
            Some(numbers @ MeetingPlace::Numbers(_)) => numbers.classified(),
            _ => links::classify(&self.meeting_link),
        };
        match (read.problem, &read.url) {
            (Some(problem), _) => Err(link_problem(problem)),
            (None, Some(url)) if fits(read.kind, Target::TeamsImmersive) => Ok(Some(url.clone())),
            (None, None) if read.kind == Kind::TeamsMeetingId => {
                Ok(read.place().map(|place| place.to_string()))
            }
            (None, _) => Err(Message::new("draft.fault.meeting")),
        }
    }

    /// What the organizer should know about an event that is nothing wrong in itself.
    pub fn hints(&self, config: &Config, now: Moment) -> Vec<Message> {
        let mut hints = Vec::new();
        if self.ends.is_some_and(|ends| ends < now) {
            hints.push(Message::new("draft.hint.over"));
        }
        if let Some(retired) = config.target(self.target()).and_then(|settings| settings.retired_on)
            && self.starts.is_some_and(|starts| starts >= retired)
        {
            hints.push(Message::new("draft.hint.retired").day("date", retired));
        }
        if self.contact.trim().is_empty() {
            hints.push(Message::new("draft.hint.contact"));
        }
        hints
    }
}

/// What a link is said to be wrong for. The words are for organizers, who can do something about it.
pub fn link_problem(problem: LinkProblem) -> Message {
    Message::new(["link.problem.", problem.name()].concat())
}

/// The longest an invite takes an event to be.
const LONGEST: i64 = 31 * DAY;

fn fits(kind: Kind, target: Target) -> bool {
    match target {
        Target::MeshPc => kind == Kind::MeshEvent,
        Target::TeamsImmersive => {
            matches!(kind, Kind::TeamsMeeting | Kind::TeamsShortMeeting | Kind::TeamsChannelMeeting)
        }
    }
}

fn unreadable(fault: &Unreadable) -> Fault {
    let field = match fault {
        Unreadable::Field("title") => Field::Title,
        Unreadable::Field("start") => Field::Starts,
        Unreadable::Field("end") => Field::Ends,
        Unreadable::Field("host") => Field::Host,
        Unreadable::Field("meetingLink") => Field::MeetingLink,
        _ => Field::EventLink,
    };
    Fault { field, says: Message::new("draft.fault.unreadable") }
}

fn refused(problem: &problem::Problem) -> Fault {
    let field = match problem.kind {
        problem::Kind::LinkUnknownHost => Field::Host,
        _ => Field::EventLink,
    };
    let subject = problem.trace.subject.clone().unwrap_or_default();
    Fault { field, says: Message::new("draft.fault.refused").text("name", subject) }
}

/// Stands where the id is not part of what is kept: the name it is kept under is.
fn no_key() -> EventKey {
    EventKey::from_bytes([0; 8])
}

/// What all guests are given, signed or not.
fn link_text(invite: &Invite) -> String {
    link::write(&Invite { signed: None, ..invite.without_secrets() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::auth::attempt::tests::config;
    use crate::domain::invite::link::tests::full;
    use crate::domain::invite::signature::{Signature, Signed};
    use proptest::prelude::*;
    use rstest::rstest;

    const ID: &str = "0123456789abcdef";

    fn whole() -> Draft {
        Draft::of(&full().build().unwrap(), EventKey::parse(ID).unwrap(), Moment(0))
    }

    fn faults(draft: &Draft) -> Vec<(Field, String)> {
        let faults = draft.check(&config()).err().unwrap_or_default();
        faults.into_iter().map(|fault| (fault.field, fault.says.id.into_owned())).collect()
    }

    #[test]
    fn a_sound_event_makes_the_invite_it_came_from_but_for_the_guest() {
        let invite = full().build().unwrap();
        assert_eq!(whole().check(&config()), Ok(invite.without_secrets()));
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once_in_the_order_of_the_fields() {
        let two_hosts = Config { hosts: [config().hosts, config().hosts].concat(), ..config() };
        let empty = Draft::new(EventKey::parse(ID).unwrap(), Moment(0));
        let said = empty.check(&two_hosts).unwrap_err();
        let fields: Vec<Field> = said.iter().map(|fault| fault.field).collect();
        assert_eq!(fields, [Field::Title, Field::EventLink, Field::Starts, Field::Host]);
    }

    #[rstest]
    #[case("", "draft.fault.event-link.empty")]
    #[case("see you there", "link.problem.no-link")]
    #[case("https://mesh.cloud.microsoft/", "link.problem.mesh-home-page")]
    #[case("https://zoom.us/j/1", "link.problem.other-meeting-service")]
    #[case("https://example.com/event", "link.problem.unknown-link")]
    #[case("https://teams.microsoft.com/meet/1234567890123?p=abcDEF123456", "draft.fault.event-link.mesh-pc")]
    fn an_event_link_that_guests_cannot_join_by_is_explained(#[case] link: &str, #[case] expected: &str) {
        let draft = Draft { event_link: link.into(), ..whole() };
        assert_eq!(faults(&draft), [(Field::EventLink, expected.to_owned())]);
    }

    #[test]
    fn a_deployment_may_have_event_hosts_of_its_own() {
        let mut config = config();
        for settings in &mut config.targets {
            settings.event_hosts.push("events.contoso.com".into());
        }
        let draft = Draft { event_link: "https://events.contoso.com/7".into(), ..whole() };
        assert_eq!(draft.check(&config).unwrap().event_link.as_str(), "https://events.contoso.com/7");
    }

    #[test]
    fn a_teams_meeting_fits_teams_and_a_foreign_meeting_fits_nothing() {
        let meeting = "https://teams.microsoft.com/meet/1234567890123?p=abcDEF123456";
        let teams = Draft {
            event_link: meeting.into(),
            target: Target::TeamsImmersive.name().into(),
            meeting_link: String::new(),
            ..whole()
        };
        assert_eq!(faults(&teams), []);
        let foreign = Draft { meeting_link: "https://zoom.us/j/1".into(), ..whole() };
        assert_eq!(faults(&foreign), [(Field::MeetingLink, "link.problem.other-meeting-service".into())]);
        let mesh = Draft { meeting_link: whole().event_link, ..whole() };
        assert_eq!(faults(&mesh), [(Field::MeetingLink, "draft.fault.meeting".into())]);
    }

    #[test]
    fn a_meeting_may_have_numbers_in_place_of_a_link() {
        let pasted = Draft { meeting_link: "Meeting ID: 212 345 678 901 Passcode: aB3dEf".into(), ..whole() };
        let invite = pasted.check(&config()).unwrap();
        assert_eq!(invite.meeting.as_ref().unwrap().to_string(), "212345678901 aB3dEf");
        let again = Draft { meeting_link: invite.meeting.unwrap().to_string(), ..whole() };
        assert_eq!(faults(&again), []);
        for half in ["Meeting ID: 212 345 678 901", "212345678901"] {
            let half = Draft { meeting_link: half.into(), ..whole() };
            assert_eq!(faults(&half), [(Field::MeetingLink, "link.problem.passcode-missing".into())]);
        }
    }

    #[rstest]
    #[case(0, "draft.fault.ends-before")]
    #[case(32 * DAY, "draft.fault.too-long")]
    fn an_end_makes_sense(#[case] lasts: i64, #[case] expected: &str) {
        let draft = Draft { ends: whole().starts.map(|starts| starts.plus(lasts)), ..whole() };
        assert_eq!(faults(&draft), [(Field::Ends, expected.to_owned())]);
    }

    #[test]
    fn what_is_kept_is_read_back_and_what_is_not_ours_is_not_read() {
        let json = serde_json::to_string(&whole()).unwrap();
        let name = Draft::storage_key(&whole().id);
        assert_eq!(Draft::read(&name, &json), Some(whole()));
        assert_eq!(Draft::read("mesh.desk.event.x", &json), None);
        assert_eq!(Draft::read(&name, "[]"), None);
        assert_eq!(Draft::read(&name, "{}").map(|draft| draft.title), Some(String::new()));
    }

    #[test]
    fn what_guests_were_given_is_replaced_by_a_greater_number() {
        let mut draft = whole();
        let issue = |draft: &mut Draft| {
            let invite = draft.check(&config()).unwrap();
            draft.issue(&invite);
            draft.edition
        };
        assert_eq!(issue(&mut draft), 0);
        draft.title = "Spring gathering, moved".into();
        assert_eq!(issue(&mut draft), 1);
        assert_eq!(issue(&mut draft), 1);
        let mut fresh = Draft { issued: String::new(), ..draft };
        fresh.edition = 0;
        assert_eq!(issue(&mut fresh), 0);
    }

    #[test]
    fn a_link_that_was_only_signed_since_is_no_other_edition() {
        let invite = whole().check(&config()).unwrap();
        let signed = Invite { signed: Some(Signed::unread(Signature::new([7; 64]))), ..invite.clone() };
        let mut draft = Draft::of(&signed, whole().id, Moment(0));
        draft.issue(&invite);
        assert_eq!(draft.edition, 0);
    }

    #[test]
    fn hints_stop_nobody() {
        let mut config = config();
        for settings in &mut config.targets {
            settings.retired_on = Moment::parse("2025-12-01T00:00:00Z");
        }
        let hints = |draft: &Draft, now| {
            let hints = draft.hints(&config, now);
            hints.into_iter().map(|hint| hint.id.into_owned()).collect::<Vec<_>>()
        };
        let early = Moment::parse("2025-01-01T00:00:00Z").unwrap();
        let late = Moment::parse("2027-01-01T00:00:00Z").unwrap();
        assert_eq!(hints(&whole(), early), ["draft.hint.retired"]);
        assert_eq!(hints(&whole(), late), ["draft.hint.over", "draft.hint.retired"]);
        let nobody = Draft { contact: " ".into(), ..whole() };
        assert_eq!(hints(&nobody, early), ["draft.hint.retired", "draft.hint.contact"]);
    }

    proptest! {
        #[test]
        fn anything_typed_is_kept_and_has_an_answer(
            title in ".{0,40}", link in ".{0,80}", meeting in ".{0,80}", contact in ".{0,40}"
        ) {
            let draft = Draft { title, event_link: link, meeting_link: meeting, contact, ..whole() };
            let json = serde_json::to_string(&draft).unwrap();
            prop_assert_eq!(Draft::read(&Draft::storage_key(&draft.id), &json), Some(draft.clone()));
            let answer = draft.check(&config());
            prop_assert!(answer.map_or_else(|faults| !faults.is_empty(), |_| true));
        }
    }
}
