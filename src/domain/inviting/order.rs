//! What every invitation of a run has in common, and how one is asked for
//! (Microsoft Graph, "Create invitation", "invitedUserMessageInfo resource type").

use std::fmt;

use serde_json::{Value, json};
use url::Url;

use crate::domain::draft::issue;
use crate::domain::guests::Guest;
use crate::domain::invite::{GuestAddress, Invite, link};
use crate::domain::json::{Fields, Unexpected};
use crate::domain::language::Language;
use crate::domain::tenant::Guid;

/// What every invitation of a run has in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// The organizer's own words in Microsoft's mail.
    pub text: Option<MailText>,
    /// The language of Microsoft's own mail for guests whose own is not known. Microsoft passes it over where
    /// [`text`](Self::text) is given.
    pub language: Language,
    /// Who gets a copy of every mail: of 10,000 mails, 10,000 copies. Graph takes one such address.
    pub cc: Option<GuestAddress>,
    /// Whether Microsoft sends a mail. Without, the organizer hands out the redeem addresses.
    pub send_mail: bool,
    /// Where guests go once they have accepted.
    pub way_back: WayBack,
}

/// The organizer's own words in Microsoft's mail: plain text, at most [`MailText::MOST`] characters. `Debug` does
/// not show them.
#[derive(Clone, PartialEq, Eq)]
pub struct MailText(String);

/// The text is empty or too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnusableMailText {
    /// How many characters it has.
    pub characters: usize,
}

/// Where guests go once they have accepted: the portal, with the event in the query. No form of it carries a redeem
/// address or a guest's address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WayBack {
    portal: Url,
    invite: Invite,
}

/// What a guest's invitation is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose<'a> {
    Invite,
    /// Let an accepted guest, known by this object id, accept anew.
    Reset(&'a Guid),
}

impl MailText {
    /// The portal's own limit in characters: Microsoft names none.
    pub const MOST: usize = 2_000;

    /// Takes 1 to [`Self::MOST`] characters, with space around them cut off.
    pub fn parse(text: &str) -> Result<Self, UnusableMailText> {
        let text = text.trim();
        let characters = text.chars().count();
        let usable = (1..=Self::MOST).contains(&characters);
        if usable { Ok(Self(text.to_owned())) } else { Err(UnusableMailText { characters }) }
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for MailText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("MailText(redacted)")
    }
}

impl fmt::Display for UnusableMailText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "expected 1 to {} characters, got {}", MailText::MOST, self.characters)
    }
}

impl WayBack {
    /// To the portal at `portal` (its query and fragment are dropped), for the event of `invite`.
    pub fn new(mut portal: Url, invite: &Invite) -> Self {
        portal.set_query(None);
        portal.set_fragment(None);
        Self { portal, invite: invite.without_secrets() }
    }

    /// The event's title.
    pub fn title(&self) -> &str {
        &self.invite.title
    }

    /// The address for guests who read `language`.
    pub fn address(&self, language: Language) -> Url {
        let invite = Invite { language: Some(language.tag().to_owned()), ..self.invite.clone() };
        issue::redirect_link(&self.portal, &invite)
    }
}

impl Order {
    /// The body that asks Graph to invite a guest.
    pub(super) fn invitation(&self, guest: &Guest, purpose: Purpose<'_>) -> Value {
        let language = guest.language.unwrap_or(self.language);
        let mut body = json!({
            "invitedUserEmailAddress": guest.address.secret(),
            "inviteRedirectUrl": self.way_back.address(language).as_str(),
            "sendInvitationMessage": self.send_mail,
        });
        if let Some(name) = &guest.name {
            body["invitedUserDisplayName"] = json!(name);
        }
        if self.send_mail {
            body["invitedUserMessageInfo"] = self.message(language);
        }
        if let Purpose::Reset(user) = purpose {
            body["invitedUser"] = json!({ "id": user.as_str() });
            body["resetRedemption"] = json!(true);
        }
        body
    }

    fn message(&self, language: Language) -> Value {
        let mut message = json!({ "messageLanguage": mail_language(language) });
        if let Some(text) = &self.text {
            message["customizedMessageBody"] = json!(text.as_str());
        }
        if let Some(cc) = &self.cc {
            message["ccRecipients"] = json!([{ "emailAddress": { "address": cc.secret() } }]);
        }
        message
    }

    pub(super) fn to_value(&self) -> Value {
        json!({
            "text": self.text.as_ref().map(MailText::as_str),
            "language": self.language.tag(),
            "cc": self.cc.as_ref().map(GuestAddress::secret),
            "sendMail": self.send_mail,
            "portal": self.way_back.portal.as_str(),
            "invite": link::write(&self.way_back.invite),
        })
    }

    pub(super) fn from_fields(fields: Fields<'_>) -> Result<Self, Unexpected> {
        let portal = Url::parse(&fields.required_text("portal")?).map_err(|_| Unexpected("portal"))?;
        let invite = link::read(&fields.required_text("invite")?).map_err(|_| Unexpected("invite"))?;
        Ok(Self {
            text: fields.get("text", |text| MailText::parse(text.as_str()?).ok())?,
            language: fields
                .one_of("language", Language::ALL, Language::tag)?
                .ok_or(Unexpected("language"))?,
            cc: fields.get("cc", |address| GuestAddress::parse(address.as_str()?))?,
            send_mail: fields.flag("sendMail")?.ok_or(Unexpected("sendMail"))?,
            way_back: WayBack::new(portal, &invite),
        })
    }
}

/// Graph asks for ISO 639 and takes `en-US` for granted; a script, as in `zh-Hans`, is not part of either.
fn mail_language(language: Language) -> &'static str {
    match language {
        Language::English => "en-US",
        Language::Chinese => "zh-CN",
        other => other.tag(),
    }
}
