//! What the address bar brought. Its fragment has three forms: an invite, a callback, a place in the page.

use url::form_urlencoded;

use super::auth::callback::Callback;
use super::invite::Invite;
use super::invite::link::{self, Unreadable};

/// What the address bar brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// The bare page.
    Nothing,
    /// An invite, or why it is not a readable one.
    Invite(Box<Result<Invite, Unreadable>>),
    /// An answer from the sign-in page.
    Callback(Callback),
    /// A place in the page: what follows `#/`.
    Place(String),
}

/// Reads an address: its query (with or without `?`) and its fragment (with or without `#`).
///
/// An invite may stand in the query, since some mailers drop fragments; there it never carries the redeem
/// address or the guest's address, which a server would have seen.
pub fn read(query: &str, fragment: &str) -> Arrival {
    let query = query.strip_prefix('?').unwrap_or(query);
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    if let Some(place) = fragment.strip_prefix('/') {
        return Arrival::Place(place.to_owned());
    }
    if let Some(invite) = invite_in(fragment) {
        return Arrival::Invite(Box::new(link::read(&invite)));
    }
    if let Some(callback) = Callback::read(fragment).or_else(|| Callback::read(query)) {
        return Arrival::Callback(callback);
    }
    match invite_in(query) {
        Some(invite) => Arrival::Invite(Box::new(link::read(&invite).map(|invite| invite.without_secrets()))),
        None => Arrival::Nothing,
    }
}

/// The fragment that may stay in the address bar for an invite: readable by reload, bookmark and copy.
pub fn fragment_of(invite: &Invite) -> String {
    whole_fragment_of(&invite.without_secrets())
}

/// The fragment that a guest is sent, with all that the invite says.
pub fn whole_fragment_of(invite: &Invite) -> String {
    ["i=", &link::write(invite)].concat()
}

fn invite_in(text: &str) -> Option<String> {
    form_urlencoded::parse(text.as_bytes()).find(|(name, _)| name == "i").map(|(_, value)| value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::invite::link::tests::full;
    use proptest::prelude::*;

    fn invite() -> Invite {
        full().build().unwrap()
    }

    fn fragment() -> String {
        format!("#i={}", link::write(&invite()))
    }

    #[test]
    fn an_invite_in_the_fragment_is_read_whole() {
        assert_eq!(read("", &fragment()), Arrival::Invite(Box::new(Ok(invite()))));
    }

    #[test]
    fn an_invite_in_the_query_loses_what_a_server_must_not_see() {
        let query = fragment().replace('#', "?");
        assert_eq!(read(&query, ""), Arrival::Invite(Box::new(Ok(invite().without_secrets()))));
    }

    #[test]
    fn what_stays_in_the_address_bar_has_no_secrets() {
        assert_eq!(
            read("", &fragment_of(&invite())),
            Arrival::Invite(Box::new(Ok(invite().without_secrets())))
        );
    }

    #[test]
    fn the_other_forms() {
        assert_eq!(read("", ""), Arrival::Nothing);
        assert_eq!(read("?utm_source=mail", "#"), Arrival::Nothing);
        assert_eq!(read("", "#/support/SIGNIN-03"), Arrival::Place("support/SIGNIN-03".into()));
        assert!(matches!(read("", "#code=a&state=b"), Arrival::Callback(_)));
        assert!(matches!(read("?error=x&state=b", ""), Arrival::Callback(_)));
        assert_eq!(read("", "#i=1.abc"), Arrival::Invite(Box::new(Err(Unreadable::Truncated))));
    }

    proptest! {
        #[test]
        fn any_address_is_survived(query in ".{0,80}", fragment in ".{0,80}") {
            let _ = read(&query, &fragment);
        }
    }
}
