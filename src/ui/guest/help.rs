//! Help that several screens offer, and what they all may have to mention.

use leptos::prelude::*;
use url::Url;

use super::scene::{Scene, sentence};
use crate::domain::auth::Leg;
use crate::domain::contact::{self, Contact};
use crate::domain::invite::check::Notice;
use crate::domain::journey::saved::{LicenseStanding, SignInStanding};
use crate::domain::journey::{Event, Journey};
use crate::domain::time::{MINUTE, Moment};
use crate::domain::words::{Message, number};
use crate::ui::parts::button::{Look, actions, text_link_away};
use crate::ui::parts::details::details;
use crate::ui::parts::draw::Draw;
use crate::ui::parts::element::{element, group, maybe};
use crate::ui::parts::notice::{Tone, notice};
use crate::ui::parts::scan::scan_when_opened;
use crate::ui::parts::text::{aside, list, paragraph, rich};

/// How to find the mail that brings the invitation.
pub(super) fn invitation_mail(journey: &Journey) -> AnyView {
    let sender = if journey.host().is_some() { "mail.sender" } else { "mail.sender.any" };
    invitation_mail_of(&|id| sentence(journey, id), sender)
}

/// The same, where `sender` says whom it is from.
pub(super) fn invitation_mail_of<V: Draw>(say: Say, sender: &'static str) -> V {
    let ids = [sender, "mail.subject", "mail.elsewhere", "mail.again"];
    details(&say("mail.summary"), list(false, &ids.map(say)))
}

/// When the first of the two sign-ins is better left out.
pub(super) fn skip_home(scene: &Scene) -> AnyView {
    skip_home_by(&|id| scene.say(id), scene.press(Look::Secondary, SKIP_HOME, || Event::SkipHome))
}

/// The words of the button that leaves it out.
pub(super) const SKIP_HOME: &str = "skip-home.button";

/// The same, with the button that does it.
pub(super) fn skip_home_by<V: Draw>(say: Say, button: V) -> V {
    let content = group(vec![
        paragraph(&say("skip-home.when")),
        list(false, &["skip-home.personal", "skip-home.approval"].map(say)),
        actions(vec![button]),
    ]);
    details(&say("skip-home.summary"), content)
}

/// Makes a sentence that may name the event and its host.
type Say<'a> = &'a dyn Fn(&'static str) -> Message;

/// Which sign-ins come next and why, with which account, and what may be asked.
pub(super) fn what_comes_next<V: Draw>(say: Say, leg: Leg) -> V {
    match leg {
        Leg::Home => {
            let ids = ["why-twice.home", "why-twice.host", "why-twice.account", "why-twice.codes"];
            details(&say("why-twice.summary"), list(false, &ids.map(say)))
        }
        Leg::Host => {
            let ids = ["sign-in-once.host", "sign-in-once.account", "sign-in-once.codes"];
            details(&say("sign-in-once.summary"), list(false, &ids.map(say)))
        }
    }
}

/// The account to sign in with: the invited address, where the link told it.
pub(super) fn which_account(scene: &Scene) -> Message {
    match &scene.invite.guest {
        Some(guest) => scene.say("account.known").text("address", guest.secret()),
        None => scene.say("account.unknown"),
    }
}

/// What was left out of the link, and whether the service still runs.
pub(super) fn notices(scene: &Scene) -> AnyView {
    let dropped = scene
        .journey
        .notices
        .iter()
        .map(|dropped| {
            let id = match dropped {
                Notice::RedeemDropped => "notice.redeem-dropped",
                Notice::MeetingDropped => "notice.meeting-dropped",
                Notice::SignatureUnverified => "notice.signature-unverified",
            };
            notice(Tone::Info, paragraph(&scene.say(id)))
        })
        .collect();
    group(vec![retired(scene), group(dropped)])
}

/// That the target's service has ended, what there may be instead, and whom to ask. It blocks nothing.
pub(super) fn retired(scene: &Scene) -> AnyView {
    let Some(since) = scene.journey.retired_since(scene.now()) else { return maybe(None) };
    // The configuration holds a day, not a moment.
    let content = group(vec![
        paragraph(&scene.by_target("retired.since").day("since", since)),
        paragraph(&scene.by_target("retired.instead")),
        whom_to_ask(scene),
    ]);
    notice(Tone::Warning, content)
}

/// Who can be asked, with the contact if one is known.
pub(super) fn whom_to_ask(scene: &Scene) -> AnyView {
    let (contact, name) = contact::whom_to_ask(scene.journey);
    let who = match name {
        Some(name) => scene.say("ask.named").text("name", name),
        None => scene.say("ask.inviter"),
    };
    let contact = contact.map(|contact| group(vec![" ".into_any(), contact_link(contact)]));
    element("p", &[], vec![rich(&who), maybe(contact)])
}

/// Whom to ask, and a code that opens the contact on the guest's phone.
pub(super) fn ask_by_phone(scene: &Scene) -> Option<AnyView> {
    let contact = contact::whom_to_ask(scene.journey).0.filter(|_| scene.phone_helps())?;
    let address = Contact::read(contact).address()?;
    scan_when_opened(
        &scene.say("scan.contact.summary"),
        whom_to_ask(scene),
        scene.say("scan.contact"),
        address,
    )
}

/// A mail address, telephone number or web address, as a link where it can be one.
fn contact_link(contact: &str) -> AnyView {
    let text = contact.to_owned();
    let read = Contact::read(contact);
    match (read.address(), read) {
        (Some(address), Contact::Page(_)) => {
            text_link_away(&Message::new("ask.page").text("address", text), &address)
        }
        (Some(address), _) => {
            element("a", &[("href", &address)], vec![element("bdi", &[], vec![text.into_any()])])
        }
        (None, _) => element("bdi", &[], vec![text.into_any()]),
    }
}

/// That the next page is Microsoft's, where it is, and where a password is typed.
pub(super) fn leaves(scene: &Scene) -> AnyView {
    aside(&scene.say(LEAVES))
}

/// What says so.
pub(super) const LEAVES: &str = "introduction.leaves";

/// Where a link leads out of the portal.
pub(super) fn opens(address: &Url) -> AnyView {
    aside(&Message::new("leaves.opens").text("address", address.host_str().unwrap_or_default()))
}

/// That the license could not be read, after a sign-in that would have allowed it.
pub(super) fn license_note(scene: &Scene) -> AnyView {
    let progress = &scene.journey.progress;
    let untold =
        progress.license == LicenseStanding::CouldNotTell && progress.sign_in == SignInStanding::Done;
    if untold { aside(&scene.say("license.could-not-tell")) } else { ().into_any() }
}

/// Whole minutes until a moment, the one under way included; 0 when it has come.
pub(super) fn minutes_until(moment: Moment, now: Moment) -> u32 {
    let minutes = moment.since(now).saturating_add(MINUTE - 1).div_euclid(MINUTE);
    number(minutes.max(0))
}

/// A span of time in its two largest units.
pub(super) fn span<V: Draw>(minutes: u32) -> V {
    let (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    let parts = if days > 0 {
        [("span.days", days), ("span.hours", hours)]
    } else {
        [("span.hours", hours), ("span.minutes", rest)]
    };
    let parts = parts
        .into_iter()
        .filter(|(_, number)| *number > 0)
        .map(|(id, number)| {
            group(vec![rich(&Message::new(id).count("number", number)), V::plain(" ".to_owned())])
        })
        .collect();
    group(parts)
}
