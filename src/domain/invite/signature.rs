//! Who made an invite link: what a signature is over ([`message`]), whether one has to be verified ([`question`]), and
//! what follows from the answer ([`judge`]).
//!
//! Signatures are Ed25519 (RFC 8032). They are over what the link says of the event, at one portal. What differs from
//! guest to guest, and what a guest's own device changes, is not in it: address, redeem address, language, and how far
//! the guest has come. So one signature serves every guest of an event, and stays good where those are left out.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use url::Url;

use super::Invite;
use super::check::Notice;
use super::link;
use crate::domain::config::Config;
use crate::domain::problem::{Kind, Problem};

/// What tells this message from all others that the same key may sign.
const PURPOSE: &str = "mesh-guest-portal invite v1\n";

/// So many bytes, written in base64url without padding (RFC 4648, section 5).
#[derive(Clone, PartialEq, Eq)]
pub struct Encoded<const N: usize>([u8; N]);

/// A public key: its 32 bytes (RFC 8032, section 5.1.5).
pub type PublicKey = Encoded<32>;

/// A signature: its 64 bytes (RFC 8032, section 5.1.6).
pub type Signature = Encoded<64>;

/// Whose links a portal knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signing {
    /// Their keys; none where signatures are not looked at.
    pub keys: Vec<Signer>,
    /// Whether links that none of them has signed are refused.
    pub required: bool,
}

/// Somebody who signs links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer {
    /// Their name, as guests are told it.
    pub name: String,
    /// What verifies their signatures.
    pub key: PublicKey,
}

/// The signature of an invite, and what is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// As it stands in the link.
    pub signature: Signature,
    /// What came of verifying it.
    pub standing: Standing,
}

/// What is known of a signature. A link that was only read is never [`Standing::By`] anybody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nobody has verified it.
    Unread,
    /// This browser cannot verify any.
    Unverifiable,
    /// None of the portal's keys has made it for this event and this portal.
    Wrong,
    /// Whose it is: the name of the key.
    By(String),
}

/// What has to be verified of an invite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question<'a> {
    /// What was to be signed.
    pub message: String,
    /// With what outcome.
    pub signature: &'a Signature,
    /// By one of whom.
    pub signers: &'a [Signer],
}

/// The guest's page of the portal that `page`, the address of any of its pages, belongs to.
pub fn portal(page: &Url) -> Url {
    // An https address with a path, as any page's is, can always be joined with a relative one.
    let mut portal = page.join(".").unwrap_or_else(|_| page.clone());
    portal.set_query(None);
    portal.set_fragment(None);
    portal
}

/// The text that a signature is over: a purpose, the portal's address, and what the invite says of the event, each on a
/// line. An address and a line of JSON have no line break, so no two of them make the same text.
pub fn message(invite: &Invite, page: &Url) -> String {
    [PURPOSE, portal(page).as_str(), "\n", &link::statement(invite)].concat()
}

/// What has to be verified before the invite is believed at the portal whose page is at `page`; nothing where the
/// portal looks at no signatures, the link has none, or it is known already.
pub fn question<'a>(invite: &'a Invite, config: &'a Config, page: &Url) -> Option<Question<'a>> {
    let signed = invite.signed.as_ref().filter(|_| is_open(invite, config))?;
    Some(Question {
        message: message(invite, page),
        signature: &signed.signature,
        signers: &config.signing.keys,
    })
}

/// Whether [`question`] asks something.
pub fn is_open(invite: &Invite, config: &Config) -> bool {
    let unread = invite.signed.as_ref().is_some_and(|signed| signed.standing == Standing::Unread);
    unread && !config.signing.keys.is_empty() && !is_listed(invite, config)
}

/// What follows for the guest from what is known of the signature. An event that the portal's own settings list needs
/// none: they are the host's word. A browser that cannot verify is no fault of the link, so it never refuses one.
pub fn judge(invite: &Invite, config: &Config) -> Result<Option<Notice>, Problem> {
    let Signing { keys, required } = &config.signing;
    if keys.is_empty() || is_listed(invite, config) {
        return Ok(None);
    }
    match invite.signed.as_ref().map(|signed| &signed.standing) {
        Some(Standing::Wrong) => Err(Problem::new(Kind::LinkSignatureWrong)),
        None if *required => Err(Problem::new(Kind::LinkUnsigned)),
        Some(Standing::Unread | Standing::Unverifiable) if *required => Ok(Some(Notice::SignatureUnverified)),
        _ => Ok(None),
    }
}

fn is_listed(invite: &Invite, config: &Config) -> bool {
    let said = link::statement(invite);
    config.events.iter().any(|(_, listed)| link::statement(listed) == said)
}

impl Invite {
    /// Whose signature it bears, by the name that this portal knows them by.
    pub fn signed_by(&self) -> Option<&str> {
        match &self.signed.as_ref()?.standing {
            Standing::By(name) => Some(name),
            Standing::Unread | Standing::Unverifiable | Standing::Wrong => None,
        }
    }

    /// The same with what came of verifying its signature, if it has one.
    #[must_use]
    pub fn verified(mut self, standing: Standing) -> Self {
        if let Some(signed) = &mut self.signed {
            signed.standing = standing;
        }
        self
    }
}

impl Signed {
    /// A signature that nobody has verified.
    pub const fn unread(signature: Signature) -> Self {
        Self { signature, standing: Standing::Unread }
    }
}

impl<const N: usize> Encoded<N> {
    /// Takes the bytes themselves.
    pub const fn new(bytes: [u8; N]) -> Self {
        Self(bytes)
    }

    /// Reads what [`fmt::Display`] writes; `None` for any other length, alphabet or padding.
    pub fn parse(text: &str) -> Option<Self> {
        Some(Self(URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()?))
    }

    /// The bytes.
    pub const fn bytes(&self) -> &[u8; N] {
        &self.0
    }
}

impl<const N: usize> fmt::Display for Encoded<N> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&URL_SAFE_NO_PAD.encode(self.0))
    }
}

impl<const N: usize> fmt::Debug for Encoded<N> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Encoded({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::invite::link::tests::full;
    use crate::domain::invite::link::{Described, DescribedOrganizer};
    use crate::domain::invite::reached::Reached;
    use crate::domain::tenant::TenantId;
    use crate::domain::time::MINUTE;
    use proptest::prelude::*;
    use rstest::rstest;
    use serde_json::json;

    const PORTAL: &str = "https://guests.contoso.com/";

    fn page() -> Url {
        Url::parse(PORTAL).unwrap()
    }

    fn config(required: bool, listed: Option<&Invite>) -> Config {
        let mut config = json!({
            "clientId": "8c1f2d34-5b67-4e89-a0b1-c2d3e4f50617",
            "hosts": [{"tenantId": "3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811", "domain": "contoso.com", "name": "Contoso"}],
            "signing": {
                "keys": [{"name": "Contoso's organizers", "key": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}],
                "required": required,
            },
        });
        if let Some(invite) = listed {
            let link = ["#i=", &link::write(invite)].concat();
            config["events"] = json!({ "K7MT": link });
        }
        Config::parse(&config.to_string()).unwrap()
    }

    fn unsigned() -> Invite {
        full().build().unwrap()
    }

    fn signed() -> Invite {
        Invite { signed: Some(Signed::unread(Signature::new([7; 64]))), ..unsigned() }
    }

    /// Whoever signs by a script signs this very text: it must stay as it is for as long as version 1 does.
    #[test]
    fn the_message_is_what_it_was_when_the_first_link_was_signed() {
        let described = Described { target: Some("teams-immersive".into()), ..full() };
        assert_eq!(
            message(&described.build().unwrap(), &page()),
            "mesh-guest-portal invite v1\nhttps://guests.contoso.com/\n{\"t\":\"Spring gathering — Frühling\",\
             \"s\":29921400,\"d\":90,\"h\":\"3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811\",\"g\":\"teams-immersive\",\
             \"l\":\"https://mesh.cloud.microsoft/event/7b1c?x=1\",\
             \"m\":\"https://teams.microsoft.com/meet/1234567890123?p=abcDEF123456\",\"n\":\"Oscar\",\
             \"c\":\"oscar@contoso.com\"}"
        );
    }

    #[rstest]
    #[case("https://guests.contoso.com/", true)]
    #[case("https://guests.contoso.com/index.html?x#i=1", true)]
    #[case("https://GUESTS.contoso.com:443/desk.html", true)]
    #[case("https://guests.contoso.com/events/", false)]
    #[case("https://guests.contoso.com:8443/", false)]
    #[case("https://guests.fabrikam.com/", false)]
    #[case("http://guests.contoso.com/", false)]
    fn a_message_is_for_one_portal(#[case] other: &str, #[case] same: bool) {
        let other = message(&unsigned(), &Url::parse(other).unwrap());
        assert_eq!(other == message(&unsigned(), &page()), same, "{other}");
    }

    #[test]
    fn what_differs_from_guest_to_guest_is_not_signed_and_what_is_said_of_the_event_is() {
        let whole = message(&unsigned(), &page());
        let handed_on = Invite { reached: Some(Reached::SignedIn), ..signed().without_secrets() };
        let elsewhere = Invite { language: Some("fr".into()), ..handed_on };
        assert_eq!(message(&elsewhere, &page()), whole);
        let changed: [fn(&mut Invite); 9] = [
            |invite| invite.title.push('!'),
            |invite| invite.starts = invite.starts.plus(MINUTE),
            |invite| invite.ends = invite.ends.plus(MINUTE),
            |invite| invite.host = TenantId::parse("00000000-0000-4000-8000-000000000001").unwrap(),
            |invite| invite.target = crate::domain::target::Target::TeamsImmersive,
            |invite| invite.event_link.set_path("/event/7b1d"),
            |invite| invite.meeting = None,
            |invite| invite.organizer.name = None,
            |invite| invite.organizer.contact = Some("mallory@contoso.com".into()),
        ];
        for (index, change) in changed.iter().enumerate() {
            let mut invite = unsigned();
            change(&mut invite);
            assert_ne!(message(&invite, &page()), whole, "{index}");
        }
    }

    #[test]
    fn a_signature_travels_with_every_copy_of_the_link() {
        for copy in [signed(), signed().without_secrets()] {
            let read = link::read(&link::write(&copy)).unwrap();
            assert_eq!(read, copy);
            assert_eq!(message(&read, &page()), message(&signed(), &page()));
        }
        // What was verified here is not believed elsewhere.
        let verified = signed().verified(Standing::By("Contoso's organizers".into()));
        assert_eq!(verified.signed_by(), Some("Contoso's organizers"));
        assert_eq!(link::read(&link::write(&verified)).unwrap().signed_by(), None);
    }

    #[test]
    fn only_what_is_signed_and_not_known_is_verified() {
        let config = |listed| config(false, listed);
        let invite = signed();
        let asked = config(None);
        let question = question(&invite, &asked, &page()).unwrap();
        assert_eq!(question.message, message(&invite, &page()));
        assert_eq!((question.signature, question.signers), (&Signature::new([7; 64]), &*asked.signing.keys));
        assert!(!is_open(&unsigned(), &config(None)));
        assert!(!is_open(&signed().verified(Standing::Wrong), &config(None)));
        let listed = unsigned().without_secrets();
        assert!(!is_open(&signed(), &config(Some(&listed))));
        let nobody = Config { signing: Signing::default(), ..config(None) };
        assert!(!is_open(&signed(), &nobody));
    }

    fn by() -> Standing {
        Standing::By("Contoso's organizers".into())
    }

    #[rstest]
    #[case::unsigned(None, Ok(None), Err(Kind::LinkUnsigned))]
    #[case::signed(Some(by()), Ok(None), Ok(None))]
    #[case::wrong(Some(Standing::Wrong), Err(Kind::LinkSignatureWrong), Err(Kind::LinkSignatureWrong))]
    #[case::old_browser(Some(Standing::Unverifiable), Ok(None), Ok(Some(Notice::SignatureUnverified)))]
    #[case::never_asked(Some(Standing::Unread), Ok(None), Ok(Some(Notice::SignatureUnverified)))]
    fn what_follows(
        #[case] standing: Option<Standing>,
        #[case] lenient: Result<Option<Notice>, Kind>,
        #[case] strict: Result<Option<Notice>, Kind>,
    ) {
        let invite = standing.map_or_else(unsigned, |standing| signed().verified(standing));
        let judged = |config: &Config| judge(&invite, config).map_err(|problem| problem.kind);
        assert_eq!(judged(&config(false, None)), lenient);
        assert_eq!(judged(&config(true, None)), strict);
        let host_says_so = config(true, Some(&unsigned().without_secrets()));
        assert_eq!(judged(&host_says_so), Ok(None));
        let nobody = Config { signing: Signing { keys: Vec::new(), required: true }, ..host_says_so };
        assert_eq!(judged(&nobody), Ok(None));
    }

    #[rstest]
    #[case("")]
    #[case("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHUR")]
    #[case("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo=")]
    #[case("11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo")]
    // The last letter has two bits that say nothing: one way to write a key is enough.
    #[case("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURp")]
    fn a_key_is_written_in_one_way(#[case] text: &str) {
        assert_eq!(PublicKey::parse(text), None);
    }

    #[test]
    fn a_link_with_half_a_signature_is_damaged() {
        let described = Described { signature: Some("AAAA".into()), ..full() };
        assert_eq!(described.build(), Err(link::Unreadable::Field("signature")));
        let described = Described { signature: Some(Signature::new([7; 64]).to_string()), ..full() };
        assert_eq!(described.clone().build(), Ok(signed()));
        assert_eq!(Described::from(&signed()), described);
    }

    fn events() -> impl Strategy<Value = Invite> {
        let text = "[a-zA-Z\n\"\\\\{}:,é ]{1,12}";
        (text, 0..3_i64, 0..3_i64, "[a-z/?=&%]{0,8}", proptest::option::of(text), proptest::option::of(text))
            .prop_filter_map("no event", |(title, starts, length, path, name, contact)| {
                let invite = unsigned();
                let described = Described {
                    title,
                    start: invite.starts.plus(starts * MINUTE).to_string(),
                    end: invite.starts.plus((starts + length) * MINUTE).to_string(),
                    event_link: ["https://mesh.cloud.microsoft/event/", &path].concat(),
                    organizer: Some(DescribedOrganizer { name, contact }),
                    ..full()
                };
                described.build().ok()
            })
    }

    proptest! {
        #[test]
        fn two_events_or_portals_never_share_a_message(one in events(), other in events(), path in "[a-z]{0,3}") {
            let elsewhere = page().join(&[&path, "/"].concat()).unwrap();
            let same_portal = portal(&elsewhere) == page();
            let same_event = Invite { language: None, ..one.without_secrets() } == Invite { language: None, ..other.without_secrets() };
            prop_assert_eq!(message(&one, &page()) == message(&other, &elsewhere), same_event && same_portal);
        }

        #[test]
        fn a_message_outlives_any_number_of_copies(invite in events()) {
            let copy = link::read(&link::write(&invite)).unwrap();
            let again = link::read(&link::write(&copy.without_secrets())).unwrap();
            prop_assert_eq!(message(&again, &page()), message(&invite, &page()));
        }

        #[test]
        fn bytes_are_read_as_they_were_written(bytes in any::<[u8; 32]>()) {
            let key = PublicKey::new(bytes);
            prop_assert_eq!(PublicKey::parse(&key.to_string()), Some(key));
        }
    }
}
