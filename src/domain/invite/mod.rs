//! The invite link: what it says ([`Invite`]), how it is written ([`link`]), whether it may be believed
//! ([`check`]), who signed it ([`signature`], [`key_file`]), how far a link that was handed on says the guest has come
//! ([`reached`]), the short code that may stand for one ([`code`]), and the calendar file made from it ([`calendar`]).

pub mod calendar;
pub mod check;
pub mod code;
pub mod key_file;
pub mod link;
pub mod reached;
pub mod signature;

use std::fmt;

use url::Url;

use self::reached::Reached;
use self::signature::Signed;
use super::fingerprint::Fingerprint;
use super::links::MeetingPlace;
use super::target::Target;
use super::tenant::TenantId;
use super::time::Moment;

/// What an invite link says. Nothing in it is proof of anything: anyone can write such a link. Who wrote it is known
/// only where a signature was verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invite {
    /// The event's title.
    pub title: String,
    /// When it starts.
    pub starts: Moment,
    /// When it ends; never before it starts.
    pub ends: Moment,
    /// The organization that hosts it.
    pub host: TenantId,
    /// What the guest is on the way to.
    pub target: Target,
    /// The event's own link.
    pub event_link: Url,
    /// A Teams meeting that goes with it.
    pub meeting: Option<MeetingPlace>,
    /// The address that was invited: a hint, never proof of who opened the link.
    pub guest: Option<GuestAddress>,
    /// Whom the guest may ask.
    pub organizer: Organizer,
    /// The invitation's own redeem address.
    pub redeem: Option<RedeemUrl>,
    /// The language the organizer wrote for, a BCP 47 tag.
    pub language: Option<String>,
    /// How far the guest says to have come on another device: a hint, never proof of anything.
    pub reached: Option<Reached>,
    /// The signature of whoever made the link, over what it says of the event.
    pub signed: Option<Signed>,
}

/// Whom the guest may ask; both parts are what the link says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Organizer {
    /// Name.
    pub name: Option<String>,
    /// Mail address, telephone number or web address.
    pub contact: Option<String>,
}

/// A guest's mail address. Personal: `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct GuestAddress(String);

/// The address that redeems an invitation; its ticket works like a password.
/// Microsoft Graph, "invitation resource type", `inviteRedeemUrl`.
#[derive(Clone, PartialEq, Eq)]
pub struct RedeemUrl(Url);

/// Names an event on this device without saying anything about it: 16 hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(transparent)]
pub struct EventKey(String);

impl Invite {
    /// The event's name on this device. A link that was issued again, with another time, title or guest,
    /// keeps it.
    pub fn key(&self) -> EventKey {
        let text = [self.host.as_str(), " ", self.event_link.as_str()];
        EventKey(Fingerprint::of(text.iter().flat_map(|part| part.bytes())).to_string())
    }

    /// The same invite without the redeem address and the guest's address: what may stay in the address
    /// bar and on this device.
    #[must_use]
    pub fn without_secrets(&self) -> Self {
        Self { guest: None, redeem: None, ..self.clone() }
    }
}

impl EventKey {
    /// A name from eight bytes: random ones for an event that has no invite yet.
    pub fn from_bytes(bytes: [u8; 8]) -> Self {
        Self(format!("{:016x}", u64::from_be_bytes(bytes)))
    }

    /// Reads a key back; `None` for anything but 16 lower-case hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.len() == 16 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        digits.then(|| Self(text.to_owned()))
    }

    /// The 16 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl GuestAddress {
    /// Reads a mail address: something on both sides of one `@`, no spaces, at most 254 characters
    /// (RFC 5321, section 4.5.3.1.3).
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (local, domain) = text.split_once('@')?;
        let sound = text.len() <= 254
            && !local.is_empty()
            && !domain.contains('@')
            && domain.split('.').count() >= 2
            && domain.split('.').all(|label| !label.is_empty())
            && !text.chars().any(|character| {
                character.is_whitespace() || character.is_control() || "<>\"',;()".contains(character)
            });
        sound.then(|| Self(text.to_owned()))
    }

    /// The address, to be shown to the guest or sent to Microsoft's sign-in page as a hint.
    pub fn secret(&self) -> &str {
        &self.0
    }

    /// Whether two addresses are the same to a mail system: letters of either case are alike.
    pub fn is_same_as(&self, other: &str) -> bool {
        self.0.eq_ignore_ascii_case(other.trim())
    }
}

impl RedeemUrl {
    /// Takes an address as it stands. Whether it may be used is [`check`]'s decision.
    pub fn new(url: Url) -> Self {
        Self(url)
    }

    /// The address itself: only ever handed to the browser to open, or put into a new invite link.
    pub fn secret(&self) -> &Url {
        &self.0
    }
}

impl fmt::Debug for GuestAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("GuestAddress(redacted)")
    }
}

impl fmt::Debug for RedeemUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("RedeemUrl(redacted)")
    }
}
