//! What most screens need: the event, its host, its target, and sentences that may name them.

use leptos::prelude::*;

use crate::app::portal::Portal;
use crate::domain::arrival;
use crate::domain::config::{Host, TargetSettings};
use crate::domain::handoff;
use crate::domain::introduction::{Introduced, Names};
use crate::domain::invite::Invite;
use crate::domain::journey::{Event, Journey};
use crate::domain::readiness::subject::PAGE;
use crate::domain::time::Moment;
use crate::domain::words::Message;
use crate::ui::parts::button::{Look, button, text_link_away};
use crate::ui::parts::copy_field::{CopyRequest, copy_field};
use crate::ui::parts::element::element;

/// A journey that has an invite, looked at for one screen.
pub(super) struct Scene<'a> {
    pub(super) journey: &'a Journey,
    pub(super) portal: Portal,
    pub(super) invite: &'a Invite,
    pub(super) host: &'a Host,
    pub(super) target: &'a TargetSettings,
}

impl<'a> Scene<'a> {
    pub(super) fn of(journey: &'a Journey, portal: Portal) -> Option<Self> {
        Some(Self {
            journey,
            portal,
            invite: journey.invite.as_ref()?,
            host: journey.host()?,
            target: journey.target()?,
        })
    }

    /// Whether the guest's phone may help, with a code to scan.
    pub(super) fn phone_helps(&self) -> bool {
        handoff::phone_helps(self.journey.device.device)
    }

    /// A sentence that may name `{event}`, `{host}`, `{domain}` and `{login}`.
    pub(super) fn say(&self, id: &'static str) -> Message {
        sentence(self.journey, id)
    }

    /// The same for each of several ids.
    pub(super) fn say_all(&self, ids: &[&'static str]) -> Vec<Message> {
        ids.iter().map(|id| self.say(id)).collect()
    }

    /// The sentence that the target has under this id.
    pub(super) fn by_target(&self, id: &'static str) -> Message {
        by_target(self.journey, id)
    }

    /// A button that sends an event.
    pub(super) fn press(
        &self,
        look: Look,
        id: &'static str,
        event: impl Fn() -> Event + Send + Sync + 'static,
    ) -> AnyView {
        button(look, &self.say(id), self.portal.press(event))
    }

    /// The time when the screen is built; it does not build it anew.
    pub(super) fn now(&self) -> Moment {
        untrack(|| self.portal.now())
    }

    /// The event link, to take to the app.
    pub(super) fn event_link(&self) -> AnyView {
        let link = self.invite.event_link.to_string();
        copy_field("event-link", &self.say("event.link"), link, copier(self.portal))
    }

    /// The way to the readiness check, which knows the event but nothing personal of the guest.
    pub(super) fn readiness(&self) -> AnyView {
        let address = [PAGE, "#", &arrival::fragment_of(self.invite)].concat();
        element("p", &[], vec![text_link_away(&self.say("readiness.link"), &address)])
    }

    /// What the first page says.
    pub(super) fn introduced(&self) -> Option<Introduced> {
        Introduced::of(self.journey, self.now())
    }

    /// The host's domain, to type in the app.
    pub(super) fn host_domain(&self) -> AnyView {
        copy_field("host-domain", &self.say("host.domain"), self.host.domain.clone(), copier(self.portal))
    }
}

/// A sentence that may name `{event}`, `{host}`, `{domain}` and `{login}`, as far as they are known.
pub(super) fn sentence(journey: &Journey, id: &'static str) -> Message {
    Names::of(journey).fill(Message::new(id))
}

/// The sentence that the invite's target has under this id.
pub(super) fn by_target(journey: &Journey, id: &'static str) -> Message {
    let target = journey.invite.as_ref().map(|invite| invite.target).unwrap_or_default();
    Names::of(journey).fill(Message::new([id, ".", target.name()].concat()))
}

/// The address of this page with the invite in it, to copy into another browser or onto another device.
pub(super) fn page_link_field(journey: &Journey, portal: Portal) -> AnyView {
    copy_field("page-link", &Message::new("page-link.label"), handoff::link(journey).into(), copier(portal))
}

/// Does the copying for the parts.
pub(super) fn copier(portal: Portal) -> Callback<CopyRequest> {
    Callback::new(move |request: CopyRequest| {
        portal.copy(request.text.clone(), move |copied| request.finish(copied));
    })
}
