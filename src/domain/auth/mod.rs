//! Signing in: one attempt per round trip ([`attempt`]), what comes back in the address bar
//! ([`callback`]), what the token endpoint answers ([`answer`]) and whether it may be believed ([`token`]), what that leaves in memory ([`session`]),
//! what Graph may ask of the next sign-in ([`challenge`]), and signing out ([`sign_out`]).
//!
//! Authorization code flow with PKCE (RFC 6749, RFC 7636, RFC 9700), `response_mode=fragment`,
//! full-page redirects only. Every request goes through the types of the `oauth2` crate.

pub mod answer;
pub mod attempt;
pub mod callback;
pub mod challenge;
pub mod session;
pub mod sign_out;
pub mod token;

use serde::Serialize;

/// One of the two sign-ins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Leg {
    /// At the guest's own organization: who you are. Can be skipped.
    Home,
    /// At the host organization: you as a guest there. It also redeems a pending invitation.
    Host,
}

/// An entry page. Each is a redirect address of its own and takes only its own callbacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Page {
    /// The guest's page, the portal's root.
    Guest,
    /// The organizer's and support's page, `desk.html`.
    Desk,
}

impl Leg {
    /// Both, in the order they come.
    pub const ALL: [Self; 2] = [Self::Home, Self::Host];

    /// The name used in `state` and in message ids.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Host => "host",
        }
    }
}

impl Page {
    /// Every entry page.
    pub const ALL: [Self; 2] = [Self::Guest, Self::Desk];

    /// The name used in `state`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Guest => "guest",
            Self::Desk => "desk",
        }
    }
}
