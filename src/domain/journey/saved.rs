//! What is kept on this device. Neither a token nor a code, verifier, state or redeem address has a
//! field here, and no name or address of the guest.

use serde::Serialize;
use serde_json::Value;

use crate::domain::directory::license::Missing;
use crate::domain::invite::link::{self, Unreadable};
use crate::domain::invite::reached::Reached;
use crate::domain::invite::{EventKey, Invite};
use crate::domain::json::{self, Fields, Unexpected};
use crate::domain::target::Target;
use crate::domain::time::{DAY, Moment};

/// How long after its end an event's progress is kept.
pub const KEPT_AFTER_END: i64 = 30 * DAY;

/// Progress of one event, as kept on this device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Saved {
    /// The invite in link form, without secrets.
    pub invite: String,
    /// What has been found out and done.
    pub progress: Progress,
}

/// What has been found out and done for one event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own; none excludes another")]
pub struct Progress {
    /// The guest has begun.
    pub begun: bool,
    /// The guest goes on with this device although it seems the wrong one.
    pub device_accepted: bool,
    /// The guest goes on although the event seems over.
    pub over_accepted: bool,
    /// The redeem address was opened from here, or the guest says it is done.
    pub invitation_settled: bool,
    /// The home sign-in is to be left out.
    pub skip_home: bool,
    /// How the host sign-in stands; its success is the only proof that the invitation was accepted.
    pub sign_in: SignInStanding,
    /// How the license check stands.
    pub license: LicenseStanding,
    /// What the license check found missing.
    pub missing: Vec<Missing>,
    /// The app was started from here.
    pub launched: bool,
    /// The guest said "I am in".
    pub inside: bool,
}

/// How the host sign-in stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SignInStanding {
    /// Not done.
    #[default]
    Open,
    /// Done once.
    Done,
    /// The guest goes on without.
    Waived,
}

/// How the license check stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LicenseStanding {
    /// Not checked.
    #[default]
    Unchecked,
    /// There.
    Licensed,
    /// Missing.
    Missing,
    /// Missing, and the guest goes on anyway.
    MissingAccepted,
    /// It could not be told; that never blocks.
    CouldNotTell,
}

/// What this device remembers across events.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Remembered {
    /// Targets whose app the guest has.
    pub has_app: Vec<Target>,
    /// The event from which the guest has left to sign out. Microsoft sends back to the bare portal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signed_out: Option<EventKey>,
}

/// An event known on this device, for the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The invite, without secrets.
    pub invite: Invite,
    /// What has been done for it.
    pub progress: Progress,
}

/// Why what was kept of an event cannot be taken up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// Damaged or expired: it may be deleted.
    Spent,
    /// A later portal wrote it, and will want it back: this page may be an old one that was left open.
    OfLaterPortal,
}

impl Saved {
    /// What the names of all kept events begin with.
    pub const STORAGE_PREFIX: &'static str = "mesh.event.";

    /// The name an event is kept under.
    pub fn storage_key(key: &EventKey) -> String {
        [Self::STORAGE_PREFIX, key.as_str()].concat()
    }

    /// What is to be kept of an event.
    pub fn new(invite: &Invite, progress: &Progress) -> Self {
        Self { invite: link::write(&invite.without_secrets()), progress: progress.clone() }
    }

    /// Reads what was kept.
    ///
    /// # Errors
    /// Why it cannot be taken up, which says whether it may be deleted.
    pub fn read(json: &str, now: Moment) -> Result<Known, Unusable> {
        let saved = json::object(json.as_bytes(), |fields| {
            let progress = fields.get("progress", |progress| Progress::read(Fields::of(progress)?).ok())?;
            Ok(Self {
                invite: fields.required_text("invite")?,
                progress: progress.ok_or(Unexpected("progress"))?,
            })
        })
        .map_err(|_| Unusable::Spent)?;
        let invite = link::read(&saved.invite).map_err(|unreadable| match unreadable {
            Unreadable::TooNew | Unreadable::UnknownTarget => Unusable::OfLaterPortal,
            _ => Unusable::Spent,
        })?;
        let fresh = now.since(invite.ends) <= KEPT_AFTER_END;
        let known = Known { invite: invite.without_secrets(), progress: saved.progress };
        if fresh { Ok(known) } else { Err(Unusable::Spent) }
    }
}

impl Progress {
    /// How far this is, for a link to another device.
    pub fn reached(&self) -> Option<Reached> {
        match self.sign_in {
            SignInStanding::Done if self.skip_home => Some(Reached::SignedInAtHostOnly),
            SignInStanding::Done => Some(Reached::SignedIn),
            SignInStanding::Open | SignInStanding::Waived => {
                self.invitation_settled.then_some(Reached::Invited)
            }
        }
    }

    /// Takes up how far a link says the guest has come elsewhere: it opens another page, and settles neither
    /// sign-in nor license nor app.
    pub fn take_up(&mut self, reached: Reached) {
        self.begun = true;
        self.invitation_settled = true;
        self.skip_home |= reached == Reached::SignedInAtHostOnly;
    }

    /// What an earlier portal did not know is as at the beginning, and so is what only a later one knows.
    fn read(fields: Fields<'_>) -> Result<Self, Unexpected> {
        let flag = |name| fields.flag(name).map(Option::unwrap_or_default);
        let missing = |item: &Value| {
            let id = item.as_str()?;
            Some(Missing::ALL.iter().copied().find(|missing| missing.id() == id))
        };
        let sign_in = fields.known_of("signIn", &SignInStanding::ALL, SignInStanding::name)?;
        let license = fields.known_of("license", &LicenseStanding::ALL, LicenseStanding::name)?;
        Ok(Self {
            begun: flag("begun")?,
            device_accepted: flag("deviceAccepted")?,
            over_accepted: flag("overAccepted")?,
            invitation_settled: flag("invitationSettled")?,
            skip_home: flag("skipHome")?,
            sign_in: sign_in.unwrap_or_default(),
            license: license.unwrap_or_default(),
            missing: fields.list("missing", missing)?.unwrap_or_default().into_iter().flatten().collect(),
            launched: flag("launched")?,
            inside: flag("inside")?,
        })
    }
}

impl Remembered {
    /// Reads what was stored; `None` for anything else. Targets that only a later portal knows are passed over.
    pub fn parse(json: &str) -> Option<Self> {
        json::object(json.as_bytes(), |fields| {
            let has_app = fields.list("hasApp", |name| name.as_str().map(Target::from_name))?;
            let signed_out = fields.text("signedOut")?.as_deref().and_then(EventKey::parse);
            Ok(Self { has_app: has_app.unwrap_or_default().into_iter().flatten().collect(), signed_out })
        })
        .ok()
    }

    /// The name it is kept under.
    pub const STORAGE_KEY: &'static str = "mesh.device";
}

impl SignInStanding {
    /// Every standing.
    pub const ALL: [Self; 3] = [Self::Open, Self::Done, Self::Waived];

    /// The name it is stored under, as `Serialize` writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Waived => "waived",
        }
    }
}

impl LicenseStanding {
    /// Every standing.
    pub const ALL: [Self; 5] =
        [Self::Unchecked, Self::Licensed, Self::Missing, Self::MissingAccepted, Self::CouldNotTell];

    /// The name it is stored under, as `Serialize` writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unchecked => "unchecked",
            Self::Licensed => "licensed",
            Self::Missing => "missing",
            Self::MissingAccepted => "missing-accepted",
            Self::CouldNotTell => "could-not-tell",
        }
    }

    /// Whether the journey can go on past the license check.
    pub const fn lets_on(self) -> bool {
        matches!(self, Self::Licensed | Self::MissingAccepted | Self::CouldNotTell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::invite::link::tests::full;
    use proptest::prelude::*;

    fn saved() -> (Invite, String) {
        let invite = full().build().unwrap();
        let json =
            serde_json::to_string(&Saved::new(&invite, &Progress { begun: true, ..Progress::default() }))
                .unwrap();
        (invite, json)
    }

    #[test]
    fn what_is_kept_is_read_back_without_secrets() {
        let (invite, json) = saved();
        let known = Saved::read(&json, invite.starts).unwrap();
        assert_eq!(known.invite, invite.without_secrets());
        assert!(known.progress.begun);
        assert!(!json.contains(&link::write(&invite)));
    }

    #[test]
    fn every_standing_is_read_as_it_was_written() {
        let (invite, _) = saved();
        for sign_in in SignInStanding::ALL {
            for license in LicenseStanding::ALL {
                let progress = Progress {
                    sign_in,
                    license,
                    device_accepted: true,
                    over_accepted: true,
                    invitation_settled: true,
                    skip_home: true,
                    missing: Missing::ALL.to_vec(),
                    launched: true,
                    inside: true,
                    begun: true,
                };
                let json = serde_json::to_string(&Saved::new(&invite, &progress)).unwrap();
                assert_eq!(Saved::read(&json, invite.starts).unwrap().progress, progress);
            }
        }
        let remembered =
            Remembered { has_app: Target::ALL.to_vec(), signed_out: EventKey::parse("0123456789abcdef") };
        let json = serde_json::to_string(&remembered).unwrap();
        assert_eq!(Remembered::parse(&json), Some(remembered));
    }

    #[test]
    fn progress_is_kept_thirty_days() {
        let (invite, json) = saved();
        assert!(Saved::read(&json, invite.ends.plus(KEPT_AFTER_END)).is_ok());
        assert_eq!(Saved::read(&json, invite.ends.plus(KEPT_AFTER_END + 1)), Err(Unusable::Spent));
    }

    #[test]
    fn progress_of_an_earlier_portal_is_still_read() {
        let (invite, _) = saved();
        let json =
            serde_json::json!({"invite": link::write(&invite), "progress": {"begun": true, "later": 1}});
        assert!(Saved::read(&json.to_string(), invite.starts).unwrap().progress.begun);
    }

    #[test]
    fn progress_of_a_later_portal_is_read_as_far_as_it_is_understood() {
        let (invite, _) = saved();
        let progress = serde_json::json!({
            "begun": true, "signIn": "by-passkey", "license": "on-loan", "missing": ["teams-seat", Missing::ALL[0].id()],
        });
        let json = serde_json::json!({"invite": link::write(&invite), "progress": progress}).to_string();
        let read = Progress { begun: true, missing: vec![Missing::ALL[0]], ..Progress::default() };
        assert_eq!(Saved::read(&json, invite.starts).unwrap().progress, read);

        let remembered = Remembered::parse(r#"{"hasApp":["holodeck","mesh-pc"]}"#).unwrap();
        assert_eq!(remembered.has_app, [Target::MeshPc]);
    }

    #[test]
    fn what_a_later_portal_keeps_is_not_taken_for_damaged() {
        let (invite, json) = saved();
        let later = json.replace("\"invite\":\"1.", "\"invite\":\"2.");
        assert_eq!(Saved::read(&later, invite.starts), Err(Unusable::OfLaterPortal));
        let damaged = json.replace("\"invite\":\"1.", "\"invite\":\"1.x");
        assert_eq!(Saved::read(&damaged, invite.starts), Err(Unusable::Spent));
    }

    proptest! {
        #[test]
        fn anything_in_storage_is_survived(text in ".{0,200}") {
            prop_assert_eq!(Saved::read(&text, Moment(0)), Err(Unusable::Spent));
        }
    }
}
