//! What can be known about an event from whatever its organizer pastes or drops: a guest's link of this portal,
//! a calendar file, an invitation as text, or a link alone.

use std::collections::BTreeSet;
use std::fmt;

use url::Url;

use super::when::{Ends, Period};
use super::zone::Stated;
use super::{ics, pasted};
use crate::domain::arrival::{self, Arrival};
use crate::domain::invite::link::Unreadable;
use crate::domain::invite::{GuestAddress, Invite};
use crate::domain::links::{self, Classified, Kind, LinkProblem, MAX_TEXT, MeetingPlace};
use crate::domain::named::named;
use crate::domain::time::Moment;
use crate::domain::words::Message;

/// All that was found. Personal: `Debug` shows nothing of it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The event's title.
    pub title: Option<String>,
    /// When it starts; midnight in the reader's zone when only the day is known.
    pub starts: Option<Moment>,
    /// When it ends; always after the start.
    pub ends: Option<Moment>,
    /// How sure the time is; nothing without a time.
    pub time: Option<TimeKnown>,
    /// The zone's name as it stood there, with [`TimeKnown::ZoneNotKnown`].
    pub zone: Option<String>,
    /// The event's link, or whatever link is nearest to one.
    pub link: Option<Classified>,
    /// A Teams meeting beside a Mesh event.
    pub meeting: Option<Classified>,
    /// The organizer's name.
    pub organizer_name: Option<String>,
    /// The organizer's mail address; in a guest's link, whatever contact it has.
    pub organizer_contact: Option<String>,
    /// Those who are invited, each once, without the organizer.
    pub attendees: Vec<GuestAddress>,
    /// The text has more events, or a series: this is the first.
    pub several: bool,
    /// The event was called off.
    pub cancelled: bool,
    /// There was a guest's link of this portal: what it says, which is then above, or why it cannot be read.
    pub portal_link: Option<Result<Invite, Unreadable>>,
}

named! {
    /// How sure a time is. Its words are under `draft.time.<name>`.
    pub enum TimeKnown, name {
        /// UTC, an offset, or a zone whose rules are known.
        Certain = "certain",
        /// Only an offset stood there, which in summer may be an hour off.
        OffsetOnly = "offset-only",
        /// No zone stood there: taken as the reader's own.
        ReadersZone = "readers-zone",
        /// A zone stood there that is not known: taken as the reader's own.
        ZoneNotKnown = "zone-not-known",
        /// Only the day stood there.
        DayOnly = "day-only",
    }
}

impl Found {
    /// What to say about the time.
    pub fn time_note(&self) -> Option<Message> {
        let note = Message::new(["draft.time.", self.time?.name()].concat());
        Some(match &self.zone {
            Some(zone) => note.text("zone", zone.as_str()),
            None => note,
        })
    }
}

impl fmt::Debug for Found {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Found(redacted)")
    }
}

/// Reads a text, at most [`MAX_TEXT`] bytes of it. `here` tells the reader's own offset at a moment, in
/// milliseconds east of UTC. Total: whatever is not found is left out.
pub fn read(text: &str, here: &impl Fn(Moment) -> i64) -> Found {
    let text = text.get(..text.floor_char_boundary(MAX_TEXT)).unwrap_or_default();
    let said = ics::read(text).unwrap_or_else(|| pasted::read(text));
    let portal_link = portal_link(&said.links);
    match portal_link {
        Some(Ok(invite)) => of_invite(invite),
        portal_link => Found { portal_link, ..of_said(&said, here) },
    }
}

/// What a calendar file or an invitation says, before times and links are made of it.
pub(super) struct Said {
    pub(super) title: Option<String>,
    pub(super) when: Option<Period>,
    pub(super) organizer: Option<Person>,
    pub(super) attendees: Vec<Person>,
    /// Everything with links in it.
    pub(super) links: String,
    pub(super) several: bool,
    pub(super) cancelled: bool,
}

/// Somebody who is named.
#[derive(PartialEq, Eq)]
pub(super) struct Person {
    name: Option<String>,
    address: Option<GuestAddress>,
}

impl Person {
    /// A name that is an address is none.
    pub(super) fn new(name: Option<&str>, address: Option<&str>) -> Self {
        let name = name.map(str::trim).filter(|name| !name.is_empty() && !name.contains('@'));
        Self { name: name.map(str::to_owned), address: address.and_then(GuestAddress::parse) }
    }
}

fn of_invite(invite: Invite) -> Found {
    Found {
        title: Some(invite.title.clone()),
        starts: Some(invite.starts),
        ends: Some(invite.ends).filter(|ends| *ends > invite.starts),
        time: Some(TimeKnown::Certain),
        link: Some(links::classify(invite.event_link.as_str())),
        meeting: invite.meeting.as_ref().map(MeetingPlace::classified),
        organizer_name: invite.organizer.name.clone(),
        organizer_contact: invite.organizer.contact.clone(),
        attendees: invite.guest.iter().cloned().collect(),
        portal_link: Some(Ok(invite)),
        ..Found::default()
    }
}

fn of_said(said: &Said, here: &impl Fn(Moment) -> i64) -> Found {
    let link = Some(links::classify(&said.links)).filter(|link| link.problem != Some(LinkProblem::NoLink));
    let is_mesh = link.as_ref().is_some_and(|link| link.kind == Kind::MeshEvent);
    let organizer = said.organizer.as_ref();
    let contact = organizer.and_then(|organizer| organizer.address.as_ref());
    let found = Found {
        title: said.title.as_deref().map(str::trim).filter(|title| !title.is_empty()).map(str::to_owned),
        meeting: is_mesh.then(|| meeting_in(&said.links)).flatten(),
        link,
        organizer_name: organizer.and_then(|organizer| organizer.name.clone()),
        organizer_contact: contact.map(|address| address.secret().to_owned()),
        attendees: guests(&said.attendees, contact),
        several: said.several,
        cancelled: said.cancelled,
        ..Found::default()
    };
    said.when.as_ref().map_or(found.clone(), |when| with_time(found, when, here))
}

fn with_time(found: Found, when: &Period, here: &impl Fn(Moment) -> i64) -> Found {
    let starts = when.starts.zone.moment(when.starts.civil, here);
    let ends = when.ends.as_ref().map(|ends| match ends {
        Ends::At(written) => written.zone.moment(written.civil, here),
        Ends::After(lasts) => starts.plus(*lasts),
    });
    let (time, zone) = match &when.starts.zone {
        _ if when.starts.day_only => (TimeKnown::DayOnly, None),
        Stated::Zone(_) => (TimeKnown::Certain, None),
        Stated::Offset(_) => (TimeKnown::OffsetOnly, None),
        Stated::Nothing => (TimeKnown::ReadersZone, None),
        Stated::Unknown(name) => (TimeKnown::ZoneNotKnown, Some(name.clone())),
    };
    let ends = ends.filter(|ends| *ends > starts);
    Found { starts: Some(starts), ends, time: Some(time), zone, ..found }
}

/// The best Teams meeting that can be joined.
fn meeting_in(text: &str) -> Option<Classified> {
    let is_meeting = |link: &Classified| link.problem.is_none() && link.kind != Kind::MeshEvent;
    let by_link = links::find_urls(text).iter().map(|url| links::classify(url)).find(is_meeting);
    by_link.or_else(|| links::meeting_by_numbers(text).filter(is_meeting))
}

fn guests(people: &[Person], organizer: Option<&GuestAddress>) -> Vec<GuestAddress> {
    let key = |address: &GuestAddress| address.secret().to_ascii_lowercase();
    let mut seen: BTreeSet<String> = organizer.map(key).into_iter().collect();
    let addresses = people.iter().filter_map(|person| person.address.as_ref());
    addresses.filter(|address| seen.insert(key(address))).cloned().collect()
}

/// The first guest's link of this portal. Where it leads matters not: a portal may have moved.
fn portal_link(text: &str) -> Option<Result<Invite, Unreadable>> {
    let read = |url: &String| {
        let url = Url::parse(url).ok()?;
        match arrival::read(url.query().unwrap_or_default(), url.fragment().unwrap_or_default()) {
            // Other pages have an `i` in their address as well.
            Arrival::Invite(invite) if *invite != Err(Unreadable::Malformed) => Some(*invite),
            _ => None,
        }
    };
    let read: Vec<_> = links::find_urls(text).iter().filter_map(read).collect();
    let whole = read.iter().find(|invite| invite.is_ok()).or(read.first());
    whole.cloned()
}
