//! The guests of an event: the people on an organizer's list. How a list is read from whatever an organizer has
//! ([`read`]), what is written of it for other programs ([`export`]), and how it stays on this device ([`keep`]).

pub mod export;
pub mod keep;
pub mod read;

mod address;
mod encoding;
mod free;
mod headers;
mod table;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::invite::{GuestAddress, Invite};
use super::language::Language;
use super::words::number;

/// The most guests that a list may have.
pub const MOST: usize = 10_000;
/// The most characters of a name: what Microsoft Graph takes as a user's `displayName`.
const LONGEST_NAME: usize = 256;

/// One guest on an organizer's list. Personal: `Debug` shows neither address nor name.
#[derive(Clone, PartialEq, Eq)]
pub struct Guest {
    /// Where the invitation goes; what tells guests apart, letters of either case being alike.
    pub address: GuestAddress,
    /// What the guest is called.
    pub name: Option<String>,
    /// The language the guest reads.
    pub language: Option<Language>,
}

/// Adds guests to a list, up to [`MOST`], and says how many were not on it before. Of those who were, what was not
/// known of them is.
pub fn add(list: &mut Vec<Guest>, more: &[Guest]) -> usize {
    let before = list.len();
    let mut places: BTreeMap<String, usize> =
        list.iter().enumerate().map(|(at, guest)| (same(&guest.address), at)).collect();
    for guest in more {
        if let Some(known) = places.get(&same(&guest.address)).and_then(|at| list.get_mut(*at)) {
            known.name = known.name.take().or_else(|| guest.name.clone());
            known.language = known.language.or(guest.language);
        } else if list.len() < MOST {
            places.insert(same(&guest.address), list.len());
            list.push(guest.clone());
        }
    }
    list.len() - before
}

/// The event's invite as this guest gets it: with the guest's address as a hint, and in the guest's language
/// where it is known.
pub fn personal(invite: &Invite, guest: &Guest) -> Invite {
    let language = guest.language.map(|language| language.tag().to_owned());
    Invite {
        guest: Some(guest.address.clone()),
        language: language.or_else(|| invite.language.clone()),
        // A redeem address belongs to one guest, and nobody knows here to which.
        redeem: None,
        reached: None,
        ..invite.clone()
    }
}

impl std::fmt::Debug for Guest {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Guest(redacted)")
    }
}

/// What tells one guest from another.
fn same(address: &GuestAddress) -> String {
    address.secret().to_ascii_lowercase()
}

/// A name as it is kept: on one line, single spaces, nothing invisible. `None` for nothing, and for an address,
/// which many programs put where a name is missing.
fn tidy_name(text: &str) -> Option<String> {
    let visible: String = text
        .chars()
        .filter(|character| !is_invisible(*character))
        .map(|character| if character.is_control() { ' ' } else { character })
        .collect();
    let name = visible.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = name.chars().take(LONGEST_NAME).collect::<String>().trim_end().to_owned();
    (!name.is_empty() && GuestAddress::parse(&name).is_none()).then_some(name)
}

/// Characters that come along when text is copied and that nobody sees: zero width, soft hyphen, and what turns
/// the direction of text. The joiners of Persian and Indian scripts are letters here.
fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'
        | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// How many lines end in a text.
fn lines(text: &str) -> u32 {
    number(text.matches('\n').count())
}
