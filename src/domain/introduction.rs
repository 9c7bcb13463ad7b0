//! What the first page says: which event, who hosts it, what it takes, what comes next.

use super::auth::Leg;
use super::device::Judgement;
use super::invite::GuestAddress;
use super::journey::{Event, Journey, Phase, State, plan};
use super::target::Target;
use super::time::Moment;
use super::words::Message;

/// What the first page says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Introduced {
    /// What sentences may name.
    pub names: Names,
    /// What the guest is on the way to.
    pub target: Target,
    /// When the event starts.
    pub starts: Moment,
    /// When it ends.
    pub ends: Moment,
    /// Whether its doors are still closed.
    pub early: bool,
    /// The organizer's name.
    pub organizer: Option<String>,
    /// Whose signature the link has, where it is right.
    pub signed_by: Option<String>,
    /// The address that was invited.
    pub guest: Option<GuestAddress>,
    /// What this machine is, for the target.
    pub device: Judgement,
    /// The sign-in that is due first.
    pub leg: Leg,
    /// What comes once the guest has begun.
    pub next: Next,
}

/// What comes once the guest has begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Accepting the invitation.
    Invitation,
    /// The sign-in that is due.
    SignIn,
    /// Another step.
    Other,
}

/// What can be pressed on the first page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    /// To begin.
    Begin,
    /// To leave the first of the two sign-ins out.
    SkipHome,
}

impl Press {
    /// Both.
    const ALL: [Self; 2] = [Self::Begin, Self::SkipHome];

    /// What it is called in markup.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Begin => "begin",
            Self::SkipHome => "skip-home",
        }
    }

    /// The one of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|press| press.name() == name)
    }

    /// What it does to the journey.
    pub const fn event(self) -> Event {
        match self {
            Self::Begin => Event::Continue,
            Self::SkipHome => Event::SkipHome,
        }
    }
}

/// What most sentences may name, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// `{login}`: where a password is typed, as the browser's address bar shows it.
    pub login: String,
    /// `{event}`.
    pub event: Option<String>,
    /// `{host}` and `{domain}`.
    pub host: Option<(String, String)>,
}

impl Introduced {
    /// What the first page of a journey says; nothing without an invite.
    pub fn of(journey: &Journey, now: Moment) -> Option<Self> {
        let invite = journey.invite.as_ref()?;
        let mut begun = journey.clone();
        begun.progress.begun = true;
        let next = match plan::next(&begun, now) {
            State::AcceptingInvitation(_) => Next::Invitation,
            State::SigningIn { phase: Phase::Ready, .. } => Next::SignIn,
            _ => Next::Other,
        };
        Some(Self {
            names: Names::of(journey),
            target: invite.target,
            starts: invite.starts,
            ends: invite.ends,
            early: journey.doors_open().is_some_and(|doors| now < doors),
            organizer: invite.organizer.name.clone(),
            signed_by: invite.signed_by().map(str::to_owned),
            guest: invite.guest.clone(),
            device: journey.device.clone(),
            leg: journey.due_leg(),
            next,
        })
    }

    /// A sentence that may name the event, its host, and where a password is typed.
    pub fn say(&self, id: &'static str) -> Message {
        self.names.fill(Message::new(id))
    }

    /// The sentence that the target has under this id.
    pub fn by_target(&self, id: &'static str) -> Message {
        self.names.fill(Message::new([id, ".", self.target.name()].concat()))
    }
}

impl Names {
    /// What a journey knows.
    pub fn of(journey: &Journey) -> Self {
        Self {
            login: address_bar(journey.setting.config.cloud.login.as_str()).to_owned(),
            event: journey.invite.as_ref().map(|invite| invite.title.clone()),
            host: journey.host().map(|host| (host.name.clone(), host.domain.clone())),
        }
    }

    /// The message with all names that it may hold.
    pub fn fill(&self, message: Message) -> Message {
        let message = message.text("login", self.login.as_str());
        let message = match &self.event {
            Some(event) => message.text("event", event.as_str()),
            None => message,
        };
        match &self.host {
            Some((name, domain)) => message.text("host", name.as_str()).text("domain", domain.as_str()),
            None => message,
        }
    }
}

/// What follows the scheme of a root address.
pub(super) fn address_bar(address: &str) -> &str {
    address.rsplit('/').next().unwrap_or(address)
}
