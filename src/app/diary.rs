//! Calendar files, in somebody's words.

use super::words::Words;
use crate::browser::{clock, download};
use crate::domain::config::Host;
use crate::domain::invite::Invite;
use crate::domain::invite::calendar::{self, Entry, GetReady};
use crate::domain::words::Message;
use url::Url;

/// Offers a calendar entry as a file.
pub fn save(entry: &Entry) {
    let file = calendar::calendar(entry, clock::now());
    download::save("event.ics", "text/calendar;charset=utf-8", &file);
}

/// A guest's calendar entry for an event. Its link is the portal's own: it leads back to the step that is due.
pub fn of_guest(invite: &Invite, host: &Host, link: &Url, words: Words) -> Entry {
    let say = |id: &str| {
        let message = Message::new(id.to_owned())
            .text("event", &invite.title)
            .text("host", &host.name)
            .text("link", link.as_str())
            .time("time", invite.starts);
        words.write(&message)
    };
    Entry {
        uid: [invite.key().as_str(), "@", host.domain.as_str()].concat(),
        title: invite.title.clone(),
        starts: invite.starts,
        ends: invite.ends,
        description: say("calendar.description"),
        location: say(&["calendar.location.", invite.target.name()].concat()),
        url: link.to_string(),
        get_ready: Some(GetReady {
            title: say("calendar.ready.title"),
            description: say("calendar.ready.description"),
            minutes: 15,
        }),
        sequence: 0,
    }
}
