//! How the people named in an invite or a configuration can be reached, and which of them can fix a problem.

use url::Url;

use super::config::safe_address;
use super::invite::GuestAddress;
use super::journey::Journey;
use super::mail;
use super::problem::Fixer;

/// What a contact turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Contact {
    /// A mail address.
    Mail(GuestAddress),
    /// A telephone number: digits and what may stand between them.
    Phone(String),
    /// A page on the web, by https.
    Page(Url),
    /// Words, such as a name or an office.
    Words,
}

impl Contact {
    /// Reads a contact as somebody wrote it.
    pub fn read(text: &str) -> Self {
        if let Some(address) = GuestAddress::parse(text) {
            return Self::Mail(address);
        }
        if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || b"+-() ".contains(&byte)) {
            return Self::Phone(text.to_owned());
        }
        let page = safe_address(text).filter(|address| address.scheme() == "https");
        page.map_or(Self::Words, Self::Page)
    }

    /// The address that a link or a camera opens: `mailto:`, `tel:` (RFC 3966) or https.
    pub fn address(&self) -> Option<String> {
        match self {
            Self::Mail(address) => Some(mail::address(address.secret(), "", "")),
            Self::Phone(number) => Some(["tel:", &number.replace([' ', '(', ')'], "")].concat()),
            Self::Page(page) => Some(page.to_string()),
            Self::Words => None,
        }
    }
}

/// Who can be asked about an event: the contact, and the name that goes with it.
pub fn whom_to_ask(journey: &Journey) -> (Option<&str>, Option<&str>) {
    let organizer = journey.invite.as_ref().map(|invite| &invite.organizer);
    let support = journey.host().and_then(|host| host.support.as_ref());
    let name = organizer.and_then(|organizer| organizer.name.as_deref());
    match organizer.and_then(|organizer| organizer.contact.as_deref()) {
        Some(contact) => (Some(contact), name),
        None => support.map_or((None, name), |support| (Some(&support.contact), Some(&support.name))),
    }
}

/// Whom a message about a problem goes to; nothing where only the guest knows the address.
pub fn recipient(journey: &Journey, fixer: Fixer) -> Option<&str> {
    let organizer = journey.invite.as_ref().and_then(|invite| invite.organizer.contact.as_deref());
    let support =
        journey.host().and_then(|host| host.support.as_ref()).map(|support| support.contact.as_str());
    match fixer {
        Fixer::HomeAdmin => None,
        Fixer::HostAdmin | Fixer::Portal => support.or(organizer),
        Fixer::Guest | Fixer::Organizer | Fixer::Microsoft | Fixer::Unknown => organizer.or(support),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::config::Support;
    use crate::domain::invite::link::tests::full;
    use crate::domain::journey::laws::opened;
    use rstest::rstest;

    #[rstest]
    #[case("ada@contoso.com", Some("mailto:ada@contoso.com"))]
    #[case("+49 (89) 123-456", Some("tel:+4989123-456"))]
    #[case("https://contoso.com/help", Some("https://contoso.com/help"))]
    #[case("http://contoso.com/help", None)]
    #[case("javascript:alert(1)", None)]
    #[case("room 4.12", None)]
    #[case("", None)]
    fn a_contact_becomes_what_a_camera_or_a_link_opens(#[case] text: &str, #[case] expected: Option<&str>) {
        assert_eq!(Contact::read(text).address().as_deref(), expected);
    }

    #[rstest]
    #[case(true, true, Some("organizer"), Some("support"))]
    #[case(true, false, Some("organizer"), Some("organizer"))]
    #[case(false, true, Some("support"), Some("support"))]
    #[case(false, false, None, None)]
    fn the_nearest_person_is_written_to(
        #[case] organizer: bool,
        #[case] support: bool,
        #[case] to_organizer: Option<&str>,
        #[case] to_admin: Option<&str>,
    ) {
        let mut invite = full().build().unwrap();
        invite.organizer.contact = organizer.then(|| "organizer".to_owned());
        let mut journey = opened(invite);
        let setting = std::rc::Rc::make_mut(&mut journey.setting);
        for host in &mut setting.config.hosts {
            let contact = || Support { name: "Help desk".to_owned(), contact: "support".to_owned() };
            host.support = support.then(contact);
        }
        assert_eq!(recipient(&journey, Fixer::Organizer), to_organizer);
        assert_eq!(recipient(&journey, Fixer::HostAdmin), to_admin);
        assert_eq!(recipient(&journey, Fixer::HomeAdmin), None);
        assert_eq!(whom_to_ask(&journey).0, to_organizer);
    }
}
