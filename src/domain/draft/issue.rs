//! What guests and hosts are given for an event: links, letters and calendar entries.

use url::Url;

use crate::domain::arrival::{fragment_of, whole_fragment_of};
use crate::domain::config::Host;
use crate::domain::invite::Invite;
use crate::domain::invite::calendar::Entry;
pub use crate::domain::invite::signature::portal;
use crate::domain::named::named;
use crate::domain::time::{MINUTE, Moment};
use crate::domain::words::Message;

/// The link that a guest opens, with all that the invite says.
pub fn guest_link(portal: &Url, invite: &Invite) -> Url {
    let mut address = portal.clone();
    address.set_fragment(Some(&whole_fragment_of(invite)));
    address
}

/// The same without anything personal and in the query: where Entra sends a guest on who has accepted an
/// invitation. Whether it keeps a fragment there is not known.
pub fn redirect_link(portal: &Url, invite: &Invite) -> Url {
    let mut address = portal.clone();
    address.set_query(Some(&fragment_of(invite)));
    address
}

named! {
    /// Something to send for an event. The name is part of message ids.
    pub enum Letter {
        /// A mail to guests.
        Mail = "mail",
        /// A message to guests in Teams, or in any other chat.
        Chat = "chat",
        /// A mail to the colleague who must be inside before guests can come in.
        Colleague = "colleague",
    }
}

/// A letter in words to be looked up: a subject, and paragraphs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Subject line.
    pub subject: Message,
    /// Paragraphs; the letter has a blank line between two of them.
    pub paragraphs: Vec<Message>,
}

/// Writes a letter for an event. `link` is the guests' link; the colleague is given the event's own.
pub fn letter(letter: Letter, invite: &Invite, host: &Host, link: &Url, doors: u32) -> Written {
    let about = |message: Message| about(message, invite, host, doors).text("link", link.as_str());
    let own = |part: &str| about(Message::new(["letter.", letter.name(), ".", part].concat()));
    let of_target = |part: &str| {
        about(Message::new(["letter.", letter.name(), ".", part, ".", invite.target.name()].concat()))
    };
    let contact = invite.organizer.contact.as_ref().map(|contact| {
        let message = Message::new("letter.contact").text("contact", contact);
        message.text("organizer", invite.organizer.name.as_ref().unwrap_or(contact))
    });
    let paragraphs = match letter {
        Letter::Mail => {
            let mut all = vec![own("greeting"), own("event"), own("link"), of_target("needs"), own("early")];
            all.extend(contact);
            all
        }
        Letter::Chat => vec![own("event"), own("link"), of_target("needs")],
        Letter::Colleague => vec![own("greeting"), own("event"), of_target("why"), own("link")],
    };
    Written { subject: own("subject"), paragraphs }
}

/// What a guest reads in Microsoft's own invitation mail.
pub fn invitation(invite: &Invite) -> Message {
    Message::new("letter.invitation").text("event", &invite.title).time("start", invite.starts)
}

/// The calendar entry of the colleague who must be inside first: it begins so many minutes before the event.
/// `write` looks words up.
pub fn colleague_entry(
    invite: &Invite,
    host: &Host,
    (minutes, edition): (u32, u32),
    write: impl Fn(&Message) -> String,
) -> Entry {
    let say = |id: &'static str| write(&about(Message::new(id), invite, host, minutes));
    Entry {
        uid: ["colleague-", invite.key().as_str(), "@", &host.domain].concat(),
        title: say("letter.colleague.entry"),
        starts: invite.starts.plus(-i64::from(minutes) * MINUTE),
        ends: invite.ends,
        description: say("letter.colleague.entry.description"),
        location: invite.event_link.to_string(),
        url: invite.event_link.to_string(),
        get_ready: None,
        sequence: edition,
    }
}

fn about(message: Message, invite: &Invite, host: &Host, doors: u32) -> Message {
    let doors_open: Moment = invite.starts.plus(-i64::from(doors) * MINUTE);
    message
        .text("event", &invite.title)
        .text("host", &host.name)
        .text("domain", &host.domain)
        .text("event-link", invite.event_link.as_str())
        .time("start", invite.starts)
        .time("inside", doors_open)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::arrival::{self, Arrival};
    use crate::domain::auth::attempt::tests::config;
    use crate::domain::invite::calendar;
    use crate::domain::invite::link::tests::full;
    use crate::domain::words::Argument;
    use rstest::rstest;

    fn invite() -> Invite {
        full().build().unwrap()
    }

    #[rstest]
    #[case("https://portal.example/desk.html#/events/new", "https://portal.example/")]
    #[case("https://contoso.com/mesh/desk.html?lang=de", "https://contoso.com/mesh/")]
    fn the_guests_page_is_beside_the_desks(#[case] desk: &str, #[case] expected: &str) {
        assert_eq!(portal(&Url::parse(desk).unwrap()).as_str(), expected);
    }

    #[test]
    fn a_guests_link_brings_everything_and_the_redirect_nothing_personal() {
        let page = Url::parse("https://portal.example/").unwrap();
        let read =
            |url: &Url| arrival::read(url.query().unwrap_or_default(), url.fragment().unwrap_or_default());
        assert_eq!(read(&guest_link(&page, &invite())), Arrival::Invite(Box::new(Ok(invite()))));
        let redirect = redirect_link(&page, &invite());
        assert_eq!(redirect.fragment(), None);
        assert_eq!(read(&redirect), Arrival::Invite(Box::new(Ok(invite().without_secrets()))));
    }

    #[test]
    fn every_letter_names_the_event_and_brings_a_link() {
        let (config, invite) = (config(), invite());
        let link = Url::parse("https://portal.example/#i=1.x").unwrap();
        for kind in Letter::ALL {
            let written = letter(*kind, &invite, &config.hosts[0], &link, 15);
            let text = format!("{:?}", written.paragraphs);
            let own = if *kind == Letter::Colleague { invite.event_link.as_str() } else { link.as_str() };
            assert!(text.contains(own) && text.contains(&invite.title), "{kind:?}");
        }
    }

    #[test]
    fn the_colleague_is_to_be_inside_before_the_guests() {
        let config = config();
        let write = |message: &Message| match message.arguments.iter().find(|(name, _)| *name == "event") {
            Some((_, Argument::Text(event))) => [&message.id, " ", event].concat(),
            _ => String::new(),
        };
        let entry = colleague_entry(&invite(), &config.hosts[0], (15, 3), write);
        assert_eq!(entry.starts, invite().starts.plus(-15 * MINUTE));
        let file = calendar::calendar(&entry, Moment(0));
        assert!(file.contains("SEQUENCE:3") && file.contains("DTSTART:20261121T174500Z"), "{file}");
    }
}
