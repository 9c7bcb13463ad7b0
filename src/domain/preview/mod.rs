//! Every screen a guest can come to, without a guest: for the gallery, and for tests.
//!
//! A [`Scene`] is a [`Story`]: on which machine, with which link, in which deployment, and what happens then. It is
//! played by the real state machine against a made-up Microsoft ([`microsoft`]), with a clock that stands still
//! between one [`Beat`] and the next, so a scene is what a guest would see, and the same each time.
//!
//! [`walk`] lets somebody go through the portal as one of these guests, in their own time.
//!
//! Only the desk and tests use this; nothing the guest's page reaches leads here.

pub mod instead;
pub mod machine;
mod microsoft;
pub mod place;
mod play;
mod scenes;
pub mod story;
#[cfg(test)]
mod tests;
mod troubles;
pub mod venue;
pub mod walk;
pub mod world;

use super::config::Fault;
use super::journey::Journey;
use super::named::named;
use super::problem::{Kind, Problem};
use super::target::Target;
use super::time::Moment;

pub use scenes::scenes;
pub use story::{Beat, Story};

/// One screen, with the way that leads to it.
#[derive(Clone, Debug)]
pub struct Scene {
    /// Its stable name in addresses and tests: lower case, with hyphens.
    pub id: String,
    /// Where it stands among the others.
    pub group: Group,
    /// The problem it is about; such a scene is named by the problem's heading, others by their id.
    pub problem: Option<Kind>,
    /// How it comes about.
    pub story: Story,
}

named! {
    /// What scenes have in common, in the order a guest meets them. The name is part of message ids.
    pub enum Group {
        /// The portal without an invite link, and other things pasted there.
        Link = "link",
        /// The first page, and what it may have to say.
        Beginning = "beginning",
        /// What the portal says of a machine.
        Device = "device",
        /// Accepting the invitation.
        Invitation = "invitation",
        /// Both sign-ins, and who signed in.
        SignIn = "sign-in",
        /// The license check.
        License = "license",
        /// Getting the app.
        App = "app",
        /// Before the doors open, opening the app, being inside.
        Event = "event",
        /// The Teams meeting that goes with an event.
        Meeting = "meeting",
        /// Problems with the link or the portal.
        LinkTrouble = "link-trouble",
        /// Problems with the network and Microsoft's services.
        NetworkTrouble = "network-trouble",
        /// Problems with signing in.
        SignInTrouble = "sign-in-trouble",
        /// Problems with the license.
        LicenseTrouble = "license-trouble",
        /// Problems with the device.
        DeviceTrouble = "device-trouble",
        /// Problems in the app.
        EventTrouble = "event-trouble",
    }
}

/// What a scene shows, and when.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The page.
    pub page: Page,
    /// What the guest's clock says.
    pub now: Moment,
}

/// A page of the portal.
#[derive(Clone, Debug)]
pub enum Page {
    /// A journey, wherever it stands.
    Journey(Box<Journey>),
    /// The deployment cannot work as it is configured.
    Misconfigured {
        /// What is wrong.
        problem: Problem,
        /// Which fields, where the file could be read.
        faults: Vec<Fault>,
    },
}

impl Scene {
    /// Plays it. A story that is about no target in particular is about this one.
    pub fn shown(&self, target: Target) -> Shown {
        play::play(&self.story, target)
    }
}
