//! Where in the desk's page somebody is, read from its address, and what that address is.

use super::arrival::{self, Arrival};
use super::invite::EventKey;
use super::named::named;
use super::preview::place::Place as PreviewPlace;
use super::support::place::Place as SupportPlace;

/// A place in the desk's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The beginning: the events on this device.
    Home,
    /// Where a new event is begun.
    New,
    /// A part of an event on this device, or of one that no longer is.
    Event(EventKey, Part),
    /// The guest's pages.
    Preview(PreviewPlace),
    /// The support desk.
    Support(SupportPlace),
    /// Nothing that the desk has.
    Unknown,
}

named! {
    /// A part of an organizer's work on an event, in the order it is done. The name is part of addresses and of
    /// message ids.
    pub enum Part {
        /// What the event is.
        Details = "details",
        /// What guests are given: link, letters, calendar files.
        Share = "share",
        /// Who is to come.
        Guests = "guests",
        /// Inviting them to the directory.
        Invite = "invite",
        /// Who can come in, and what the others lack.
        Board = "board",
        /// What has to be done, by whom.
        Checklist = "checklist",
        /// One page to print.
        Sheet = "sheet",
    }
}

impl Part {
    /// The parts that lead from one to the next; the page to print is reached from what is shared.
    pub fn in_turn() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|part| *part != Self::Sheet)
    }
}

/// The address of a new event, within the page.
pub const NEW: &str = "#/events/new";

/// The address of the desk's beginning, within the page.
pub const HOME: &str = "#/";

impl Place {
    /// Reads a fragment, with or without its `#`.
    pub fn read(fragment: &str) -> Self {
        let Arrival::Place(place) = arrival::read("", fragment) else { return Self::Home };
        let place = place.trim_end_matches('/');
        let mut steps = place.split('/');
        match (steps.next(), steps.next(), steps.next(), steps.next()) {
            (Some(""), None, ..) => Self::Home,
            (Some("events"), Some("new"), None, _) => Self::New,
            (Some("events"), Some(id), part, None) => {
                let id = EventKey::parse(id);
                let part = match part {
                    None => Some(Part::Details),
                    Some(name) => Part::ALL.iter().copied().find(|part| part.name() == name),
                };
                id.zip(part).map_or(Self::Unknown, |(id, part)| Self::Event(id, part))
            }
            _ => (PreviewPlace::read(place).map(Self::Preview))
                .or_else(|| SupportPlace::read(place).map(Self::Support))
                .unwrap_or(Self::Unknown),
        }
    }
}

/// The address of a part of an event, within the page.
pub fn address(event: &EventKey, part: Part) -> String {
    ["#/events/", event.as_str(), "/", part.name()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::preview::venue::Occasion;
    use rstest::rstest;

    fn key() -> EventKey {
        EventKey::parse("0123456789abcdef").unwrap()
    }

    #[test]
    fn every_part_has_an_address_that_leads_to_it() {
        for part in Part::ALL {
            assert_eq!(Place::read(&address(&key(), *part)), Place::Event(key(), *part));
        }
    }

    #[rstest]
    #[case("", Place::Home)]
    #[case("#/", Place::Home)]
    #[case(NEW, Place::New)]
    #[case("#/events/0123456789abcdef", Place::Event(key(), Part::Details))]
    #[case("#/events/0123456789abcdef/", Place::Event(key(), Part::Details))]
    #[case("#/events/0123456789abcdef/nothing", Place::Unknown)]
    #[case("#/events/0123456789abcdef/share/more", Place::Unknown)]
    #[case("#/events/7", Place::Unknown)]
    #[case("#/gallery", Place::Preview(PreviewPlace::Gallery))]
    #[case("#/gallery/no-such-scene", Place::Unknown)]
    #[case("#/walk", Place::Preview(PreviewPlace::Choice(Occasion::Invented)))]
    #[case("#/support", Place::Support(SupportPlace::Find))]
    #[case("#/support/SIGNIN-03/", Place::Support(SupportPlace::Answer("SIGNIN-03".to_owned())))]
    #[case("#/nowhere", Place::Unknown)]
    fn addresses_lead_where_they_say(#[case] fragment: &str, #[case] expected: Place) {
        assert_eq!(Place::read(fragment), expected);
    }
}
