//! The event that a walk is through: the invented one, or an organizer's own in the portal that serves it.
//!
//! Of an own event everything is real that its guests are shown: the invite, the host, the portal's settings and
//! address. The guest is made up, and so is whatever Microsoft answers.

use url::Url;
use url::form_urlencoded::byte_serialize;

use super::story::Story;
use super::world::{GUEST, HOME, Trait};
use crate::domain::config::{Cloud, Config};
use crate::domain::invite::check::{check, unreadable};
use crate::domain::invite::link::{self, Unreadable};
use crate::domain::invite::signature::Signing;
use crate::domain::invite::{GuestAddress, Invite, RedeemUrl};
use crate::domain::problem::{Kind, Problem};
use crate::domain::target::Target;
use crate::domain::time::{MINUTE, Moment};

/// The event that an address names. It says nothing of who was invited, nor of how an invitation is redeemed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Occasion {
    /// None, so the invented one.
    #[default]
    Invented,
    /// That of an invite.
    Own(Box<Invite>),
    /// What stands in place of an invite is none.
    Unreadable(Unreadable),
}

/// A portal as it is set up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// Its settings.
    pub config: Config,
    /// The address of the guest's page, without query and fragment.
    pub address: Url,
}

/// Where a walk can take place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Venue {
    /// At the invented event, with that target.
    Invented(Target),
    /// At an event that its portal serves.
    Own(Box<Own>),
}

/// An event that its portal serves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    pub(super) site: Site,
    invite: Invite,
}

impl Occasion {
    /// The event of an invite.
    pub fn of(invite: &Invite) -> Self {
        Self::Own(Box::new(Invite { reached: None, ..invite.without_secrets() }))
    }

    /// Reads an invite as it stands in guests' links, from `1.` on.
    pub fn read(code: &str) -> Self {
        link::read(code).map_or_else(Self::Unreadable, |invite| Self::of(&invite))
    }

    /// Its part of an address, with the `/` before it: empty but for an own event.
    pub fn path(&self) -> String {
        match self {
            Self::Own(invite) => ["/", &link::write(invite)].concat(),
            Self::Invented | Self::Unreadable(_) => String::new(),
        }
    }

    /// The title of an own event.
    pub fn title(&self) -> Option<&str> {
        match self {
            Self::Own(invite) => Some(&invite.title),
            Self::Invented | Self::Unreadable(_) => None,
        }
    }

    /// Where a walk to it takes place, or why there can be none. `site` is this portal, where it is set up; the
    /// invented event is for `target`.
    pub fn venue(&self, site: Option<&Site>, target: Target) -> Result<Venue, Problem> {
        let invite = match self {
            Self::Invented => return Ok(Venue::Invented(target)),
            Self::Unreadable(fault) => return Err(unreadable(fault)),
            Self::Own(invite) => invite,
        };
        let site = site.ok_or_else(|| Problem::new(Kind::ConfigInvalid))?;
        // What is dropped with a notice is dropped for guests in the same way, before their eyes.
        check(Invite::clone(invite), &site.config)?;
        let mut site = site.clone();
        // A preview verifies nothing, and the organizer's own event needs no proof.
        site.config.signing = Signing::default();
        Ok(Venue::Own(Box::new(Own { site, invite: Invite::clone(invite) })))
    }
}

impl Own {
    /// The invite that all guests have in common.
    #[cfg(test)]
    pub(super) const fn invite(&self) -> &Invite {
        &self.invite
    }

    /// How long the event lasts, in minutes.
    pub(super) fn length(&self) -> i64 {
        self.invite.ends.since(self.invite.starts).div_euclid(MINUTE)
    }

    /// What the clock says when a story about it begins.
    pub(super) fn opens(&self, story: &Story) -> Moment {
        self.invite.starts.plus(story.opens * MINUTE)
    }

    /// The invite as the guest of a story has it.
    pub(super) fn invite_of(&self, story: &Story) -> Invite {
        let redeem = story.traits.contains(&Trait::Redeem).then(|| {
            Url::parse(&redeem(&self.site.config.cloud, self.invite.host.as_str())).ok().map(RedeemUrl::new)
        });
        Invite { guest: GuestAddress::parse(GUEST), redeem: redeem.flatten(), ..self.invite.clone() }
    }
}

/// A redeem address as Microsoft Graph documents it ("invitation resource type"); the ticket opens nothing.
pub(super) fn redeem(cloud: &Cloud, host: &str) -> String {
    let inner =
        format!("{}/redeem/?tenant={host}&user={HOME}&ticket=preview&ver=2.0", cloud.invitations.as_str());
    let inner: String = byte_serialize(inner.as_bytes()).collect();
    [cloud.login.as_str(), "/redeem?rd=", &inner].concat()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::domain::invite::link::{Described, DescribedOrganizer};
    use crate::domain::invite::reached::Reached;
    use crate::domain::preview::place::{Place, choice_address, walk_address};
    use crate::domain::preview::walk::Walk;
    use crate::domain::tenant::TenantId;
    use crate::domain::time::DAY;
    use proptest::prelude::*;
    use rstest::rstest;
    use serde_json::json;

    const TENANT: &str = "8b1d5c7e-2f64-4a0b-9c3d-6e7f80912a3b";

    /// Own events that differ in what the pages make of them.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(in crate::domain::preview) enum Fair {
        /// In the Mesh app, with all that an invite can say.
        Mesh,
        /// In Teams, with a meeting.
        Teams,
        /// With only what it must say, in a portal without a home sign-in, to which the doors open at the start.
        Bare,
        /// For days, in a portal whose doors open almost a week before.
        Long,
    }

    fn site(kind: Fair) -> Site {
        let mut config = json!({
            "clientId": "2c9e4f60-1b7a-4d35-8e29-5f6a7b8c9d0e",
            "cloud": "us-gov",
            "hosts": [{"tenantId": TENANT, "domain": "wingtiptoys.com", "name": "Wingtip Toys",
                       "brand": {"accent": "#0b57d0"}}],
            "targets": {"mesh-pc": {"scheme": "mesh-app:"}, "teams-immersive": {}},
        });
        match kind {
            Fair::Mesh | Fair::Teams => {}
            Fair::Bare => {
                config["signIn"] = json!({"homeLeg": false});
                config["doorsOpenMinutes"] = json!(0);
            }
            Fair::Long => config["doorsOpenMinutes"] = json!(10_000),
        }
        let config = Config::parse(&config.to_string()).expect("a sound configuration");
        Site { config, address: Url::parse("https://guests.wingtiptoys.com/events/").expect("an address") }
    }

    fn invite(kind: Fair) -> Invite {
        let starts = Moment::parse("2026-12-01T08:30:00Z").expect("a time");
        let teams =
            "https://teams.microsoft.com/l/meetup-join/19%3ameeting_d2luZ3RpcA%40thread.v2/0".to_owned();
        let organizer = DescribedOrganizer {
            name: Some("Megan Bowen".to_owned()),
            contact: Some("megan@wingtiptoys.com".to_owned()),
        };
        let minutes = if kind == Fair::Long { 3 * DAY / MINUTE } else { 45 };
        let described = Described {
            title: "Wingtip Toys winter fair".to_owned(),
            start: starts.to_string(),
            end: starts.plus(minutes * MINUTE).to_string(),
            host: TENANT.to_owned(),
            target: Some(
                if kind == Fair::Teams { Target::TeamsImmersive } else { Target::MeshPc }.name().to_owned(),
            ),
            event_link: match kind {
                Fair::Teams => teams.clone(),
                _ => "https://mesh.cloud.microsoft/event/winter-fair".to_owned(),
            },
            meeting_link: (kind != Fair::Bare).then_some(teams),
            organizer: (kind != Fair::Bare).then_some(organizer),
            language: (kind == Fair::Mesh).then(|| "de".to_owned()),
            ..Described::default()
        };
        described.build().expect("a sound invite")
    }

    /// Where a walk through that event takes place.
    pub(in crate::domain::preview) fn own(kind: Fair) -> Venue {
        Occasion::of(&invite(kind)).venue(Some(&site(kind)), Target::MeshPc).expect("an event that is served")
    }

    /// An invite that says whom it is for, how it is redeemed and how far the guest has come.
    fn personal() -> Invite {
        let redeem = Url::parse(&redeem(&site(Fair::Mesh).config.cloud, TENANT)).expect("an address");
        Invite {
            guest: GuestAddress::parse(GUEST),
            redeem: Some(RedeemUrl::new(redeem)),
            reached: Some(Reached::SignedIn),
            ..invite(Fair::Mesh)
        }
    }

    #[test]
    fn an_address_holds_the_event_and_nothing_about_a_guest() {
        let occasion = Occasion::of(&invite(Fair::Mesh));
        assert_eq!(Occasion::of(&personal()), occasion);
        assert_eq!(Occasion::read(&link::write(&personal())), occasion);
        assert_eq!(occasion.path(), ["/", &link::write(&invite(Fair::Mesh))].concat());
    }

    #[test]
    fn an_own_event_is_found_by_its_address() {
        let occasion = Occasion::of(&invite(Fair::Teams));
        let read = |address: &str| Place::read(address.strip_prefix("#/").unwrap_or_default());
        let choice = Place::Choice(occasion.clone());
        assert_eq!(read(&choice_address(&occasion)), Some(choice));
        let walk = Place::Walk(Walk::usual(), occasion.clone());
        assert_eq!(read(&walk_address(Walk::usual(), &occasion)), Some(walk));
    }

    #[test]
    fn an_address_that_gives_a_guest_away_is_replaced() {
        let occasion = Occasion::of(&invite(Fair::Mesh));
        let code = link::write(&personal());
        let tidy = |address: &str| Place::read(address).and_then(|place| place.address_of_own_event());
        assert_eq!(tidy(&["walk/", &code].concat()), Some(choice_address(&occasion)));
        let walk = ["walk/", &Walk::usual().path(), "/", &code].concat();
        assert_eq!(tidy(&walk), Some(walk_address(Walk::usual(), &occasion)));
        assert_eq!(tidy("walk"), None);
        assert_eq!(tidy("walk/1.cut"), None);
    }

    /// The same event, hosted by an organization that the portal does not serve.
    fn elsewhere() -> Invite {
        Invite { host: TenantId::parse(HOME).expect("a tenant"), ..invite(Fair::Mesh) }
    }

    #[rstest]
    #[case::cut(&link::write(&invite(Fair::Mesh))[..80], "LINK-02")]
    #[case::none("spring-gathering", "LINK-01")]
    #[case::newer("2.abc.defg", "LINK-03")]
    #[case::of_another_host(&link::write(&elsewhere()), "LINK-04")]
    fn what_cannot_be_walked_through_says_why(#[case] code: &str, #[case] expected: &str) {
        let occasion = Occasion::read(code);
        let problem = occasion.venue(Some(&site(Fair::Mesh)), Target::MeshPc).expect_err("no such event");
        assert_eq!(problem.kind.code(), expected);
    }

    #[test]
    fn a_portal_that_is_not_set_up_has_no_event_but_the_invented_one() {
        let problem = Occasion::of(&invite(Fair::Mesh)).venue(None, Target::MeshPc).expect_err("no settings");
        assert_eq!(problem.kind.code(), "CONFIG-02");
        for target in Target::ALL {
            assert_eq!(Occasion::Invented.venue(None, target), Ok(Venue::Invented(target)));
        }
    }

    proptest! {
        #[test]
        fn any_code_is_survived(code in ".{0,80}") {
            prop_assert!(matches!(Occasion::read(&code), Occasion::Unreadable(_)));
        }
    }
}
