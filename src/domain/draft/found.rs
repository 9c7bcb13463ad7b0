//! What was read out of a pasted invitation, as the beginning of an event.

use super::read::{Found, TimeKnown};
use super::{Draft, link_problem};
use crate::domain::guests::Guest;
use crate::domain::invite::{EventKey, GuestAddress};
use crate::domain::links::{Classified, Kind};
use crate::domain::target::Target;
use crate::domain::time::Moment;
use crate::domain::words::Message;

impl Found {
    /// The event that this begins, or what to say where there is nothing to begin with.
    pub fn draft(&self, id: EventKey, now: Moment) -> Result<Draft, Message> {
        match &self.portal_link {
            Some(Ok(invite)) => return Ok(Draft::of(invite, id, now)),
            Some(Err(_)) => return Err(Message::new("desk.new.link-unreadable")),
            None => {}
        }
        if self.title.is_none() && self.starts.is_none() && self.address().is_none() {
            return Err(match self.link.as_ref().and_then(|link| link.problem) {
                Some(problem) => link_problem(problem),
                None => Message::new("desk.new.nothing"),
            });
        }
        let link = self.address().unwrap_or_default();
        let target = match self.link.as_ref().map(|link| link.kind) {
            Some(Kind::TeamsMeeting | Kind::TeamsShortMeeting | Kind::TeamsChannelMeeting) => {
                Target::TeamsImmersive
            }
            _ => Target::default(),
        };
        let meeting = self.meeting.as_ref().and_then(Classified::place).map(|place| place.to_string());
        Ok(Draft {
            title: self.title.clone().unwrap_or_default(),
            starts: self.starts,
            ends: self.ends,
            target: target.name().to_owned(),
            event_link: link,
            meeting_link: meeting.unwrap_or_default(),
            organizer: self.organizer_name.clone().unwrap_or_default(),
            contact: self.organizer_contact.clone().unwrap_or_default(),
            ..Draft::new(id, now)
        })
    }

    /// The link worth keeping: also one that guests cannot use, whose fault is said where it stands.
    fn address(&self) -> Option<String> {
        let Classified { url, .. } = self.link.as_ref()?;
        url.clone()
    }

    /// Those who were invited from outside, by their addresses. The organizer's own domain is the host's.
    pub fn guests(&self) -> Vec<Guest> {
        let own = self.organizer_contact.as_deref().and_then(domain);
        let from_outside = |address: &&GuestAddress| domain(address.secret()) != own;
        let guest = |address: &GuestAddress| Guest { address: address.clone(), name: None, language: None };
        self.attendees.iter().filter(from_outside).map(guest).collect()
    }

    /// What the organizer should look at twice.
    pub fn says(&self) -> Vec<Message> {
        let mut says = vec![Message::new("desk.found")];
        if self.cancelled {
            says.push(Message::new("desk.found.cancelled"));
        }
        if self.several {
            says.push(Message::new("desk.found.several"));
        }
        match self.time {
            Some(TimeKnown::Certain) => {}
            Some(_) => says.extend(self.time_note()),
            None => says.push(Message::new("desk.found.no-time")),
        }
        if self.portal_link.is_none() {
            says.extend(match self.link.as_ref() {
                Some(link) => link.problem.map(link_problem),
                None => Some(Message::new("desk.found.no-link")),
            });
        }
        if let Ok(count @ 1..) = u32::try_from(self.guests().len()) {
            says.push(Message::new("desk.found.guests").count("count", count));
        }
        says
    }
}

fn domain(address: &str) -> Option<String> {
    address.rsplit_once('@').map(|(_, domain)| domain.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::draft::read::read;
    use crate::domain::invite::link::tests::full;
    use rstest::rstest;

    const INVITATION: &str = "Subject: Spring gathering\nWhen: Saturday, November 21, 2026 6:00 PM-7:30 PM.\n\
        Organizer: Oscar Nyberg <oscar@contoso.com>\nRequired: ada@fabrikam.com; julia@contoso.com\n\
        https://mesh.cloud.microsoft/event/7b1c";

    fn begun(text: &str) -> Result<(Draft, Vec<String>, usize), String> {
        let found = read(text, &|_| 0);
        let draft =
            found.draft(EventKey::from_bytes([7; 8]), Moment(0)).map_err(|says| says.id.into_owned())?;
        let says = found.says().into_iter().map(|says| says.id.into_owned()).collect();
        Ok((draft, says, found.guests().len()))
    }

    #[test]
    fn an_outlook_invitation_begins_an_event_with_the_guests_from_outside() {
        let (draft, says, guests) = begun(INVITATION).unwrap();
        assert_eq!((draft.title.as_str(), draft.organizer.as_str()), ("Spring gathering", "Oscar Nyberg"));
        assert_eq!(draft.event_link, "https://mesh.cloud.microsoft/event/7b1c");
        assert_eq!(draft.starts, Moment::parse("2026-11-21T18:00:00Z"));
        assert_eq!(says, ["desk.found", "draft.time.readers-zone", "desk.found.guests"]);
        assert_eq!(guests, 1);
    }

    #[test]
    fn a_guests_link_begins_the_event_it_speaks_of() {
        let invite = full().build().unwrap();
        let link = ["https://portal.example/#i=", &crate::domain::invite::link::write(&invite)].concat();
        let (draft, says, _) = begun(&link).unwrap();
        assert_eq!(draft, Draft::of(&invite, EventKey::from_bytes([7; 8]), Moment(0)));
        assert_eq!(says, ["desk.found", "desk.found.guests"]);
    }

    #[rstest]
    #[case("", "desk.new.nothing")]
    #[case("see you there", "desk.new.nothing")]
    #[case("https://portal.example/#i=1.abc", "desk.new.link-unreadable")]
    fn where_there_is_nothing_to_begin_with_it_is_said(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(begun(text).err().as_deref(), Some(expected));
    }

    #[test]
    fn a_link_that_guests_cannot_use_is_told_at_once() {
        let (_, says, _) = begun("Subject: Chat\nhttps://zoom.us/j/123456789").unwrap();
        assert!(says.contains(&"link.problem.other-meeting-service".to_owned()), "{says:?}");
    }
}
