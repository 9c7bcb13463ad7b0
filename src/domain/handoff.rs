//! Taking the journey to another device: by which ways, with which link, and what to type by hand.

use url::Url;

use super::arrival;
use super::device::Device;
use super::invite::Invite;
use super::journey::Journey;

/// A way to get a link from this device to another one. The link itself can be copied besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The system's share sheet.
    Share,
    /// A mail to oneself.
    Mail,
    /// Reading an address here and typing it there.
    Type,
}

/// The ways that fit a kind of device, the best first. `can_share`: the browser has a share sheet.
pub fn ways(device: Device, can_share: bool) -> Vec<Way> {
    let ways = match device {
        Device::Phone | Device::Tablet | Device::Headset => [Way::Share, Way::Mail, Way::Type],
        Device::Desktop | Device::Unknown => [Way::Mail, Way::Share, Way::Type],
        // Neither mail nor other apps to share with.
        Device::Console | Device::Tv => [Way::Type, Way::Share, Way::Mail],
    };
    ways.into_iter().filter(|way| can_share || *way != Way::Share).collect()
}

/// Whether a phone beside this device may help, by reading a code off its screen.
pub fn phone_helps(device: Device) -> bool {
    !matches!(device, Device::Phone | Device::Tablet | Device::Headset)
}

/// The link for another device: this page with the event in it and how far the guest has come. No redeem
/// address, no address of the guest.
pub fn link(journey: &Journey) -> Url {
    let mut address = journey.setting.address.clone();
    let fragment = journey.invite.as_ref().map(|invite| {
        let reached = journey.progress.reached().max(invite.reached);
        arrival::fragment_of(&Invite { reached, ..invite.clone() })
    });
    address.set_fragment(fragment.as_deref());
    address
}

/// An address to type by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// As short as a browser takes it.
    pub address: String,
    /// Whether it opens this event; otherwise the portal asks for the invite there.
    pub opens_event: bool,
}

/// What to type on another device: this portal's address, and the event's code where it has one.
pub fn typed(journey: &Journey) -> Typed {
    let whole = journey.setting.address.as_str();
    let address = whole.strip_prefix("https://").unwrap_or(whole);
    let address = address.strip_suffix("index.html").unwrap_or(address);
    let code = journey.invite.as_ref().and_then(|invite| journey.setting.config.code_of(&invite.key()));
    match code {
        Some(code) => Typed { address: [address, "#/", code.as_str()].concat(), opens_event: true },
        None => Typed { address: address.trim_end_matches('/').to_owned(), opens_event: false },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::arrival::Arrival;
    use crate::domain::config::Config;
    use crate::domain::device;
    use crate::domain::invite::code::EventCode;
    use crate::domain::invite::link::tests::full;
    use crate::domain::invite::reached::Reached;
    use crate::domain::journey::laws::opened;
    use crate::domain::journey::saved::SignInStanding;
    use rstest::rstest;

    #[rstest]
    #[case(Device::Phone, true, &[Way::Share, Way::Mail, Way::Type])]
    #[case(Device::Phone, false, &[Way::Mail, Way::Type])]
    #[case(Device::Headset, true, &[Way::Share, Way::Mail, Way::Type])]
    #[case(Device::Desktop, true, &[Way::Mail, Way::Share, Way::Type])]
    #[case(Device::Console, false, &[Way::Type, Way::Mail])]
    fn the_best_way_stands_first(#[case] device: Device, #[case] can_share: bool, #[case] expected: &[Way]) {
        assert_eq!(ways(device, can_share), expected);
    }

    #[test]
    fn every_device_has_a_way_without_a_share_sheet() {
        for device in device::Device::ALL {
            assert_eq!(ways(*device, false).len(), 2, "{device:?}");
            assert_eq!(ways(*device, true).len(), 3, "{device:?}");
        }
    }

    #[rstest]
    #[case(false, SignInStanding::Open, false, None)]
    #[case(true, SignInStanding::Open, false, Some(Reached::Invited))]
    #[case(false, SignInStanding::Waived, false, None)]
    #[case(false, SignInStanding::Open, true, None)]
    #[case(true, SignInStanding::Done, false, Some(Reached::SignedIn))]
    #[case(false, SignInStanding::Done, true, Some(Reached::SignedInAtHostOnly))]
    fn the_link_says_how_far_the_guest_has_come_and_nothing_personal(
        #[case] invitation_settled: bool,
        #[case] sign_in: SignInStanding,
        #[case] skip_home: bool,
        #[case] expected: Option<Reached>,
    ) {
        let mut journey = opened(full().build().unwrap());
        journey.progress.invitation_settled = invitation_settled;
        journey.progress.sign_in = sign_in;
        journey.progress.skip_home = skip_home;
        let link = link(&journey);
        let Arrival::Invite(handed_on) = arrival::read("", link.fragment().unwrap()) else {
            panic!("{link}")
        };
        let handed_on = handed_on.unwrap();
        assert_eq!(handed_on.reached, expected);
        assert_eq!((&handed_on.guest, &handed_on.redeem), (&None, &None));
    }

    #[test]
    fn a_hint_from_a_third_device_is_handed_on() {
        let invite = Invite { reached: Some(Reached::SignedIn), ..full().build().unwrap() };
        assert!(link(&opened(invite.clone())).as_str().ends_with(&arrival::fragment_of(&invite)));
    }

    #[rstest]
    #[case("https://guests.contoso.com/", false, "guests.contoso.com")]
    #[case("https://guests.contoso.com/", true, "guests.contoso.com/#/K7MT")]
    #[case("https://contoso.com/guests/index.html", true, "contoso.com/guests/#/K7MT")]
    #[case("http://localhost:8080/", false, "http://localhost:8080")]
    fn what_is_typed_is_short(#[case] portal: &str, #[case] listed: bool, #[case] expected: &str) {
        let mut journey = opened(full().build().unwrap());
        let setting = std::rc::Rc::make_mut(&mut journey.setting);
        setting.address = Url::parse(portal).unwrap();
        if listed {
            let invite = full().build().unwrap().without_secrets();
            let events = vec![(EventCode::parse("K7MT").unwrap(), invite)];
            setting.config = Config { events, ..setting.config.clone() };
        }
        assert_eq!(typed(&journey), Typed { address: expected.to_owned(), opens_event: listed });
    }
}
