//! What a computer is checked for: a target, and where the link tells it the event and its host.

use url::Url;

use crate::domain::arrival::{self, Arrival};
use crate::domain::config::{Config, Host};
use crate::domain::invite::{Invite, check};
use crate::domain::target::Target;

/// The readiness check's own page, beside the guest's.
pub const PAGE: &str = "check.html";

/// What is checked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The app.
    pub target: Target,
    /// The event, with the host that invites to it.
    pub event: Option<(Invite, Host)>,
}

impl Subject {
    /// Reads it from what the address brought: an invite, or `#/` with a target's name. An invite that would be
    /// refused on the guest's page brings nothing here; what is not offered is not checked for.
    pub fn read(arrival: Arrival, config: &Config) -> Self {
        match arrival {
            Arrival::Invite(invite) => {
                let invite = (*invite).ok().map(|invite| invite.without_secrets());
                let checked = invite.and_then(|invite| check::check(invite, config).ok());
                checked
                    .and_then(|(invite, _)| {
                        let host = config.host(&invite.host)?.clone();
                        Some(Self { target: invite.target, event: Some((invite, host)) })
                    })
                    .unwrap_or_else(|| Self::of(usual(config)))
            }
            Arrival::Place(place) => {
                let named = Target::from_name(&place).filter(|target| config.target(*target).is_some());
                Self::of(named.unwrap_or_else(|| usual(config)))
            }
            Arrival::Nothing | Arrival::Callback(_) => Self::of(usual(config)),
        }
    }

    const fn of(target: Target) -> Self {
        Self { target, event: None }
    }

    /// The other targets that may be checked for: none where the event decides.
    pub fn others(&self, config: &Config) -> Vec<Target> {
        let offered = config.targets.iter().map(|settings| settings.target);
        if self.event.is_some() {
            Vec::new()
        } else {
            offered.filter(|target| *target != self.target).collect()
        }
    }

    /// The fragment that names it again, without anything personal of the guest.
    pub fn fragment(&self) -> String {
        match &self.event {
            Some((invite, _)) => arrival::fragment_of(invite),
            None => ["/", self.target.name()].concat(),
        }
    }

    /// The guest's page with the invite in it, where there is one. `page` is any page of the portal.
    pub fn invite_page(&self, page: &Url) -> Option<Url> {
        let (invite, _) = self.event.as_ref()?;
        let mut address = page.join(".").ok()?;
        address.set_fragment(Some(&arrival::fragment_of(invite)));
        Some(address)
    }
}

/// The default target where it is offered, else the first one that is.
fn usual(config: &Config) -> Target {
    let first = config.targets.first().map(|settings| settings.target).unwrap_or_default();
    config.target(Target::default()).map_or(first, |settings| settings.target)
}
