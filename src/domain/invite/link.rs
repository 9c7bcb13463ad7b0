//! How an invite is written into a link and read back.
//!
//! The form is `#i=1.<payload>.<check>`: version, base64url of a small JSON object, and four characters
//! that tell a link that was cut off from one that was not. Unknown fields are passed over, so links
//! made by a later portal of the same version still work in an earlier one.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use url::Url;

use super::reached::Reached;
use super::signature::{Signature, Signed};
use super::{GuestAddress, Invite, Organizer, RedeemUrl};
use crate::domain::config::safe_address;
use crate::domain::json::{self, Unexpected};
use crate::domain::links::MeetingPlace;
use crate::domain::target::Target;
use crate::domain::tenant::TenantId;
use crate::domain::time::{DAY, MINUTE, Moment};

/// What an invite may weigh as text; ordinary ones stay under 2,000 characters.
pub const LONGEST: usize = 8_000;
/// The only version there is.
const VERSION: &str = "1";
const LONGEST_TEXT: usize = 300;
/// From 1970 on.
const MINUTES_UNTIL_2100: i64 = 68_374_080;

/// Why a text is not a readable invite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Not an invite at all, or damaged beyond telling.
    Malformed,
    /// The end is missing.
    Truncated,
    /// Of a version that this portal does not know.
    TooNew,
    /// Longer than any invite.
    TooLong,
    /// A field is missing or not what it must be; its long name as in [`Described`].
    Field(&'static str),
    /// It names a target that does not exist.
    UnknownTarget,
}

/// The fields of an invite as people write them: the JSON of `rules invite-build` and `invite-read`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[expect(missing_docs, reason = "each field is the one of the same name in `Invite`, as text")]
pub struct Described {
    pub title: String,
    pub start: String,
    pub end: String,
    pub host: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    pub event_link: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meeting_link: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guest: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organizer: Option<DescribedOrganizer>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redeem_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signature: Option<String>,
}

/// An organizer as people write one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "each field is the one of the same name in `Organizer`")]
pub struct DescribedOrganizer {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
}

/// The JSON inside a link. Short names: every character travels in a mail.
#[derive(Serialize)]
struct Wire {
    t: String,
    /// Minutes since 1970.
    s: i64,
    /// Minutes the event lasts.
    d: i64,
    h: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    g: Option<String>,
    l: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    m: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    a: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    n: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    c: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    r: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    u: Option<String>,
    /// How far the guest has come, see [`Reached`].
    #[serde(skip_serializing_if = "Option::is_none")]
    p: Option<i64>,
    /// The signature, in base64url.
    #[serde(skip_serializing_if = "Option::is_none")]
    k: Option<String>,
}

/// Writes an invite as the text that follows `#i=`.
pub fn write(invite: &Invite) -> String {
    let payload = URL_SAFE_NO_PAD.encode(Wire::of(invite).json());
    let check = check_characters(&payload);
    [VERSION, ".", &payload, ".", &check].concat()
}

/// What the link says of the event, as JSON on one line: what a signature is over. It is the same for every guest, and
/// for every copy of the link that a guest's device makes; written differently, it would make every signature wrong.
pub(super) fn statement(invite: &Invite) -> String {
    Wire { a: None, r: None, u: None, p: None, k: None, ..Wire::of(invite) }.json()
}

/// Reads the text that follows `#i=`.
pub fn read(text: &str) -> Result<Invite, Unreadable> {
    let payload = open(text)?;
    let reached = payload.reached.and_then(Reached::from_number);
    Ok(Invite { reached, ..describe(payload).build()? })
}

/// What stands in a link, unread. Not to be printed: it holds what is personal.
pub(in crate::domain) struct Payload {
    pub(in crate::domain) title: String,
    /// Minutes since 1970.
    starts: i64,
    /// Minutes the event lasts.
    lasts: i64,
    pub(in crate::domain) host: String,
    pub(in crate::domain) target: Option<String>,
    pub(in crate::domain) event_link: String,
    pub(in crate::domain) meeting_link: Option<String>,
    pub(in crate::domain) guest: Option<String>,
    pub(in crate::domain) organizer: Option<String>,
    contact: Option<String>,
    pub(in crate::domain) redeem: Option<String>,
    pub(in crate::domain) language: Option<String>,
    signature: Option<String>,
    reached: Option<i64>,
}

/// Opens the text that follows `#i=`.
pub(in crate::domain) fn open(text: &str) -> Result<Payload, Unreadable> {
    let text = text.trim();
    if text.len() > LONGEST {
        return Err(Unreadable::TooLong);
    }
    let (version, rest) = text.split_once('.').ok_or(Unreadable::Malformed)?;
    if version != VERSION {
        let newer =
            !version.is_empty() && version.len() <= 3 && version.bytes().all(|byte| byte.is_ascii_digit());
        return Err(if newer { Unreadable::TooNew } else { Unreadable::Malformed });
    }
    let characters = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    if !rest.bytes().all(characters) {
        return Err(Unreadable::Malformed);
    }
    // The check is written last: where it is short or missing, the end was lost on the way.
    let (payload, check) = rest.split_once('.').ok_or(Unreadable::Truncated)?;
    if check.len() < 4 {
        return Err(Unreadable::Truncated);
    }
    if check != check_characters(payload) {
        return Err(Unreadable::Malformed);
    }
    let json = URL_SAFE_NO_PAD.decode(payload).map_err(|_| Unreadable::Malformed)?;
    Payload::parse(&json).map_err(|_| Unreadable::Malformed)
}

impl Wire {
    fn of(invite: &Invite) -> Self {
        Self {
            t: invite.title.clone(),
            s: invite.starts.0.div_euclid(MINUTE),
            d: invite.ends.since(invite.starts).div_euclid(MINUTE),
            h: invite.host.to_string(),
            g: (invite.target != Target::default()).then(|| invite.target.name().to_owned()),
            l: invite.event_link.to_string(),
            m: invite.meeting.as_ref().map(MeetingPlace::to_string),
            a: invite.guest.as_ref().map(|guest| guest.secret().to_owned()),
            n: invite.organizer.name.clone(),
            c: invite.organizer.contact.clone(),
            r: invite.redeem.as_ref().map(|redeem| redeem.secret().to_string()),
            u: invite.language.clone(),
            p: invite.reached.map(Reached::number),
            k: invite.signed.as_ref().map(|signed| signed.signature.to_string()),
        }
    }

    fn json(&self) -> String {
        // Strings and numbers always have a JSON form.
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl Payload {
    fn parse(json: &[u8]) -> Result<Self, Unexpected> {
        json::object(json, |fields| {
            let number = |name| fields.number(name)?.ok_or(Unexpected(name));
            Ok(Self {
                title: fields.required_text("t")?,
                starts: number("s")?,
                lasts: number("d")?,
                host: fields.required_text("h")?,
                target: fields.text("g")?,
                event_link: fields.required_text("l")?,
                meeting_link: fields.text("m")?,
                guest: fields.text("a")?,
                organizer: fields.text("n")?,
                contact: fields.text("c")?,
                redeem: fields.text("r")?,
                language: fields.text("u")?,
                // A hint that cannot be read is no reason to refuse a link.
                reached: fields.number("p").unwrap_or_default(),
                signature: fields.text("k")?,
            })
        })
    }

    /// When the event starts and ends, where that is in this century.
    pub(in crate::domain) fn times(&self) -> Option<(Moment, Moment)> {
        let plausible =
            (0..=MINUTES_UNTIL_2100).contains(&self.starts) && (0..=31 * DAY / MINUTE).contains(&self.lasts);
        let starts = Moment(self.starts.saturating_mul(MINUTE));
        plausible.then(|| (starts, starts.plus(self.lasts.saturating_mul(MINUTE))))
    }

    /// Whether the signature can be one, if there is any.
    pub(in crate::domain) fn is_soundly_signed(&self) -> bool {
        self.signature.as_deref().is_none_or(|signature| Signature::parse(signature).is_some())
    }

    /// Whether the link says that the guest has begun on another device.
    pub(in crate::domain) fn has_come_far(&self) -> bool {
        self.reached.is_some()
    }
}

fn describe(payload: Payload) -> Described {
    let starts = Moment(payload.starts.saturating_mul(MINUTE));
    Described {
        title: payload.title,
        start: starts.to_string(),
        end: starts.plus(payload.lasts.saturating_mul(MINUTE)).to_string(),
        host: payload.host,
        target: payload.target,
        event_link: payload.event_link,
        meeting_link: payload.meeting_link,
        guest: payload.guest,
        organizer: Some(DescribedOrganizer { name: payload.organizer, contact: payload.contact }),
        redeem_url: payload.redeem,
        language: payload.language,
        signature: payload.signature,
    }
}

impl Described {
    /// Turns written fields into an invite, or names the first field that is not what it must be.
    pub fn build(self) -> Result<Invite, Unreadable> {
        let title = line(&self.title).ok_or(Unreadable::Field("title"))?;
        let starts = Moment::parse(&self.start).ok_or(Unreadable::Field("start"))?;
        let ends = Moment::parse(&self.end)
            .filter(|ends| (0..=31 * DAY).contains(&ends.since(starts)))
            .ok_or(Unreadable::Field("end"))?;
        let host = TenantId::parse(&self.host).map_err(|_| Unreadable::Field("host"))?;
        let target = match &self.target {
            None => Target::default(),
            Some(name) => Target::from_name(name).ok_or(Unreadable::UnknownTarget)?,
        };
        let event_link = https(&self.event_link).ok_or(Unreadable::Field("eventLink"))?;
        let meeting = match self.meeting_link.as_deref() {
            None => None,
            Some(text) => Some(MeetingPlace::parse(text).ok_or(Unreadable::Field("meetingLink"))?),
        };
        let redeem = match self.redeem_url.as_deref() {
            None => None,
            Some(text) => Some(safe_address(text).map(RedeemUrl::new).ok_or(Unreadable::Field("redeemUrl"))?),
        };
        let guest = match self.guest.as_deref() {
            None => None,
            Some(text) => Some(GuestAddress::parse(text).ok_or(Unreadable::Field("guest"))?),
        };
        let signed = match self.signature.as_deref() {
            None => None,
            Some(text) => Some(Signature::parse(text).ok_or(Unreadable::Field("signature"))?),
        };
        let organizer = self.organizer.unwrap_or_default();
        Ok(Invite {
            title,
            starts,
            ends,
            host,
            target,
            event_link,
            meeting,
            guest,
            organizer: Organizer {
                name: organizer.name.as_deref().and_then(line),
                contact: organizer.contact.as_deref().and_then(line),
            },
            redeem,
            language: self.language.filter(|tag| is_language_tag(tag)),
            reached: None,
            signed: signed.map(Signed::unread),
        })
    }
}

impl From<&Invite> for Described {
    fn from(invite: &Invite) -> Self {
        let Organizer { name, contact } = invite.organizer.clone();
        Self {
            title: invite.title.clone(),
            start: invite.starts.to_string(),
            end: invite.ends.to_string(),
            host: invite.host.to_string(),
            target: Some(invite.target.name().to_owned()),
            event_link: invite.event_link.to_string(),
            meeting_link: invite.meeting.as_ref().map(MeetingPlace::to_string),
            guest: invite.guest.as_ref().map(|guest| guest.secret().to_owned()),
            organizer: (name.is_some() || contact.is_some()).then_some(DescribedOrganizer { name, contact }),
            redeem_url: invite.redeem.as_ref().map(|redeem| redeem.secret().to_string()),
            language: invite.language.clone(),
            signature: invite.signed.as_ref().map(|signed| signed.signature.to_string()),
        }
    }
}

/// One line of text: no control characters, not empty, not endless. Characters that turn the direction
/// of text are dropped, since they can make a title pretend to be something else.
pub(in crate::domain) fn line(text: &str) -> Option<String> {
    let turning = |character| matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}');
    let kept: String = text
        .chars()
        .map(|character| if character.is_control() { ' ' } else { character })
        .filter(|character| !turning(*character))
        .take(LONGEST_TEXT)
        .collect();
    let kept = kept.trim();
    (!kept.is_empty()).then(|| kept.to_owned())
}

/// An event or meeting address: https only, since it ends in an app or a new tab.
fn https(text: &str) -> Option<Url> {
    safe_address(text).filter(|url| url.scheme() == "https")
}

pub(in crate::domain) fn is_language_tag(tag: &str) -> bool {
    (2..=35).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// Four characters over the payload: 24 bits of FNV-1a. They find accidents, not forgeries.
fn check_characters(payload: &str) -> String {
    let hash = payload
        .bytes()
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    let [_, bytes @ ..] = (hash ^ (hash >> 24)).to_be_bytes();
    URL_SAFE_NO_PAD.encode(bytes)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    /// An invite with every field set.
    pub(crate) fn full() -> Described {
        Described {
            title: "Spring gathering — Frühling".into(),
            start: "2026-11-21T18:00:00Z".into(),
            end: "2026-11-21T19:30:00Z".into(),
            host: "3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811".into(),
            target: Some("mesh-pc".into()),
            event_link: "https://mesh.cloud.microsoft/event/7b1c?x=1".into(),
            meeting_link: Some("https://teams.microsoft.com/meet/1234567890123?p=abcDEF123456".into()),
            guest: Some("ada@fabrikam.com".into()),
            organizer: Some(DescribedOrganizer { name: Some("Oscar".into()), contact: Some("oscar@contoso.com".into()) }),
            redeem_url: Some("https://login.microsoftonline.com/redeem?rd=https%3a%2f%2finvitations.microsoft.com%2fredeem%2f%3ftenant%3d3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811%26user%3d0b1c2d3e-0000-4000-8000-000000000001%26ticket%3dYVkGg%252ftd%252bG4%253d%26ver%3d2.0".into()),
            language: Some("de".into()),
            signature: None,
        }
    }

    /// The text of a link with anything in it.
    pub(crate) fn sealed(json: &serde_json::Value) -> String {
        let payload = URL_SAFE_NO_PAD.encode(json.to_string());
        ["1.", &payload, ".", &check_characters(&payload)].concat()
    }

    fn full_invite() -> Invite {
        full().build().unwrap()
    }

    #[test]
    fn what_is_written_is_read_back_and_stays_short() {
        let text = write(&full_invite());
        assert_eq!(read(&text), Ok(full_invite()));
        assert_eq!(Described::from(&full_invite()), full());
        assert!(text.len() < 1_900, "{} characters", text.len());
    }

    #[test]
    fn a_link_without_secrets_holds_neither_ticket_nor_address() {
        let text = write(&full_invite().without_secrets());
        let json = URL_SAFE_NO_PAD.decode(text.split('.').nth(1).unwrap()).unwrap();
        let json = String::from_utf8(json).unwrap();
        assert!(!json.contains("ticket") && !json.contains("ada@"), "{json}");
        assert_eq!(read(&text).unwrap().key(), full_invite().key());
    }

    #[test]
    fn a_link_of_an_earlier_portal_still_works() {
        // Written when the format was fixed. It must be readable for as long as version 1 is.
        let text = "1.eyJ0IjoiU3ByaW5nIGdhdGhlcmluZyIsInMiOjI5OTIxNDAwLCJkIjo5MCwiaCI6IjNmNmMxYjUyLThhMGQtNGMxZS05ZDU3LTJiN2U0YTkwYzgxMSIsImwiOiJodHRwczovL21lc2guY2xvdWQubWljcm9zb2Z0L2V2ZW50LzdiMWMifQ";
        let payload = text.split('.').nth(1).unwrap();
        let invite = read(&[text, ".", &check_characters(payload)].concat()).unwrap();
        assert_eq!((invite.title.as_str(), invite.target), ("Spring gathering", Target::MeshPc));
    }

    #[test]
    fn how_far_the_guest_has_come_travels_along_and_an_unknown_hint_does_not_matter() {
        for reached in Reached::ALL {
            let invite = Invite { reached: Some(reached), ..full_invite().without_secrets() };
            assert_eq!(read(&write(&invite)), Ok(invite.clone()));
            // The same event: what is kept of it is found.
            assert_eq!(invite.key(), full_invite().key());
        }
        for hint in ["0", "99", "\"signed in\"", "null", "[1]"] {
            let json = format!(
                r#"{{"t":"T","s":1,"d":1,"h":"3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811","l":"https://mesh.cloud.microsoft/x","p":{hint}}}"#
            );
            let payload = URL_SAFE_NO_PAD.encode(json);
            let invite = read(&["1.", &payload, ".", &check_characters(&payload)].concat());
            assert_eq!(invite.map(|invite| invite.reached), Ok(None), "{hint}");
        }
    }

    #[test]
    fn unknown_fields_are_passed_over() {
        let json = r#"{"t":"T","s":1,"d":1,"h":"3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811","l":"https://mesh.cloud.microsoft/x","zz":[1]}"#;
        let payload = URL_SAFE_NO_PAD.encode(json);
        assert!(read(&["1.", &payload, ".", &check_characters(&payload)].concat()).is_ok());
    }

    #[rstest]
    #[case("", Unreadable::Malformed)]
    #[case("hello", Unreadable::Malformed)]
    #[case("2.abc.def", Unreadable::TooNew)]
    #[case("x.abc.def", Unreadable::Malformed)]
    #[case("1.abc", Unreadable::Truncated)]
    #[case("1.abc.abcd", Unreadable::Malformed)]
    #[case("1.<script>.abcd", Unreadable::Malformed)]
    fn what_is_no_invite_says_why(#[case] text: &str, #[case] expected: Unreadable) {
        assert_eq!(read(text), Err(expected));
    }

    #[test]
    fn an_endless_text_is_refused_unread() {
        assert_eq!(read(&"1.".repeat(LONGEST)), Err(Unreadable::TooLong));
    }

    #[rstest]
    #[case(Described { title: " ".into(), ..full() }, "title")]
    #[case(Described { start: "tomorrow".into(), ..full() }, "start")]
    #[case(Described { end: "2026-11-21T17:00:00Z".into(), ..full() }, "end")]
    #[case(Described { host: "contoso".into(), ..full() }, "host")]
    #[case(Described { event_link: "http://mesh.cloud.microsoft/".into(), ..full() }, "eventLink")]
    #[case(Described { event_link: "javascript:alert(1)".into(), ..full() }, "eventLink")]
    #[case(Described { event_link: "https://user@mesh.cloud.microsoft/".into(), ..full() }, "eventLink")]
    #[case(Described { event_link: "https://mésh.cloud.microsoft/".into(), ..full() }, "eventLink")]
    #[case(Described { meeting_link: Some("nope".into()), ..full() }, "meetingLink")]
    #[case(Described { guest: Some("ada at fabrikam".into()), ..full() }, "guest")]
    #[case(Described { redeem_url: Some("nope".into()), ..full() }, "redeemUrl")]
    fn a_wrong_field_is_named(#[case] described: Described, #[case] field: &'static str) {
        assert_eq!(described.build(), Err(Unreadable::Field(field)));
    }

    #[test]
    fn a_title_cannot_turn_the_text_around() {
        let invite = Described { title: "\u{202e}gninrom dooG\u{0}".into(), ..full() }.build().unwrap();
        assert_eq!(invite.title, "gninrom dooG");
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in ".{0,200}") {
            let _ = read(&text);
            let _ = read(&["1.", &text].concat());
        }

        #[test]
        fn any_fields_are_survived(title in ".{0,400}", minutes: i64, length: i64) {
            let wire = Wire {
                t: title, s: minutes, d: length, h: full().host, g: None, l: full().event_link,
                m: None, a: None, n: None, c: None, r: None, u: None, p: Some(length), k: None,
            };
            let _ = read(&sealed(&serde_json::to_value(&wire).unwrap()));
        }

        /// Mailers cut long links: wherever it happens, the reader is told so or the text is refused.
        #[test]
        fn a_cut_link_is_never_taken_for_whole(cut in 1_usize..400) {
            let text = write(&full_invite());
            let shorter = &text[..text.len() - cut];
            prop_assert!(matches!(read(shorter), Err(Unreadable::Truncated)), "{:?}", read(shorter));
        }

        #[test]
        fn a_changed_character_is_noticed(at in 2_usize..300, byte in prop::sample::select(b"Ab9-_".to_vec())) {
            let text = write(&full_invite());
            let mut changed = text.clone().into_bytes();
            prop_assume!(at < changed.len() && changed[at] != byte && changed[at] != b'.');
            changed[at] = byte;
            prop_assert!(read(&String::from_utf8(changed).unwrap()).is_err());
        }
    }
}
