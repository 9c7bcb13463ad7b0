//! Plays a story: opens the page as a browser would, and feeds what happens to the state machine.

use std::rc::Rc;

use url::Url;

use super::story::{Beat, Callback, Link, Story};
use super::venue::Site;
use super::{Page, Shown, microsoft, world};
use crate::domain::arrival::{self, Arrival};
use crate::domain::auth::attempt::{Attempt, Entropy, LIFETIME, begin};
use crate::domain::auth::{Leg, Page as EntryPage, callback};
use crate::domain::config::Config;
use crate::domain::directory::fault::Refused;
use crate::domain::directory::person::Person;
use crate::domain::invite::Invite;
use crate::domain::invite::code::EventCode;
use crate::domain::invite::link;
use crate::domain::journey::{
    Effect, Event, Journey, Known, Opening, Progress, Setting, State, Step, open, step,
};
use crate::domain::problem::{Kind, Problem};
use crate::domain::target::Target;
use crate::domain::time::{MINUTE, Moment};

/// The page a story ends with.
pub(super) fn play(story: &Story, target: Target) -> Shown {
    match Stage::open(story, target) {
        Ok((mut stage, effects)) => {
            stage.note(effects);
            for beat in &story.beats {
                stage.take(*beat);
            }
            Shown { page: Page::Journey(Box::new(stage.journey)), now: stage.now }
        }
        Err(page) => Shown { page, now: world::after_start(story.opens) },
    }
}

/// A browser with the portal in it.
#[derive(Debug)]
pub(super) struct Stage {
    pub(super) journey: Journey,
    pub(super) now: Moment,
    /// The sign-in that the guest has left for.
    attempt: Option<Attempt>,
}

impl Stage {
    /// Opens the page as the story begins, and tells what the page does then; the page of a deployment that
    /// cannot work.
    pub(super) fn open(story: &Story, target: Target) -> Result<(Self, Vec<Effect>), Page> {
        let now = world::after_start(story.opens);
        let misconfigured = |kind, faults| Page::Misconfigured { problem: Problem::new(kind), faults };
        let Some(config) = story.deployment.config() else {
            return Err(misconfigured(Kind::ConfigMissing, Vec::new()));
        };
        let config = Config::parse(&config).map_err(|faults| misconfigured(Kind::ConfigInvalid, faults))?;
        let site = Site { config, address: portal() };
        Ok(Self::set_up(story, site, world::invite(target, &story.traits).as_ref(), now))
    }

    /// Opens the page as the story begins at that portal, with that invite and at that time, and tells what the page
    /// does then.
    pub(super) fn set_up(
        story: &Story,
        site: Site,
        invite: Option<&Invite>,
        now: Moment,
    ) -> (Self, Vec<Effect>) {
        let known = invite.filter(|_| story.is_known).map(|invite| Known {
            invite: invite.without_secrets(),
            progress: Progress { begun: true, ..Progress::default() },
        });
        let fragment = invite.map(arrival::whole_fragment_of).unwrap_or_default();
        let fragment = match story.link {
            Link::None => String::new(),
            Link::Whole => fragment,
            Link::Cut => fragment[..fragment.len() / 2].to_owned(),
            Link::Endless => [fragment.as_str(), &"a".repeat(link::LONGEST)].concat(),
            Link::Text(text) => text.to_owned(),
        };
        let setting = Rc::new(Setting {
            config: site.config,
            facts: story.machine.facts(),
            can_store: story.can_store,
            can_share: story.machine.can_share(),
            address: site.address,
        });
        let mut opening = Opening::bare(setting);
        opening.known.extend(known);
        match arrival::read("", &fragment) {
            Arrival::Invite(invite) => opening.invite = Some(*invite),
            Arrival::Place(place) => {
                let code = EventCode::parse(&place);
                let listed = code.and_then(|code| opening.setting.config.event(&code)).cloned();
                (opening.invite, opening.place) = (listed.map(Ok), Some(place));
            }
            Arrival::Nothing | Arrival::Callback(_) => {}
        }
        let (journey, effects) = open(opening, now);
        (Self { journey, now, attempt: None }, effects)
    }

    /// Which sign-in the guest has left for.
    pub(super) fn leg(&self) -> Option<Leg> {
        self.attempt.as_ref().map(|attempt| attempt.leg)
    }

    /// Notes what the guest comes back to later.
    pub(super) fn note(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            if let Effect::Leave(request) = effect {
                let begun = begin(&self.journey.setting.config, *request, &Entropy([7; 64]), self.now);
                self.attempt = begun.map(|(attempt, _)| attempt);
            }
        }
    }

    fn send(&mut self, event: Event) {
        let (journey, effects) = step(self.journey.clone(), event, self.now);
        self.journey = journey;
        self.note(effects);
    }

    fn take(&mut self, beat: Beat) {
        match beat {
            Beat::Go => self.send(Event::Continue),
            Beat::GoAnyway => self.send(Event::ContinueAnyway),
            Beat::Accept => self.send(Event::AcceptInvitation),
            Beat::SignIn => self.send(Event::SignIn),
            Beat::SkipHome => self.send(Event::SkipHome),
            Beat::SignOut => {
                self.send(Event::SignOut);
                let effects = self.reopen();
                self.note(effects);
            }
            Beat::CheckAgain => self.send(Event::CheckAgain),
            Beat::HaveApp => self.send(Event::HaveApp),
            Beat::OpenApp => self.send(Event::OpenApp),
            Beat::Answer(answer) => self.send(Event::Answered(answer)),
            Beat::Saw(text) => self.send(Event::Saw(text.to_owned())),
            Beat::Paste(text) => self.send(Event::Pasted(text.to_owned())),
            Beat::TryAgain => self.send(Event::TryAgain),
            Beat::JoinMeeting => self.send(Event::JoinMeeting),
            Beat::JoinHere => self.send(Event::JoinHere),
            Beat::Revisit(step) => self.send(Event::Revisit(step)),
            Beat::Wait(minutes) => self.now = self.now.plus(minutes * MINUTE),
            Beat::Reopen => {
                let effects = self.reopen();
                self.note(effects);
            }
            Beat::NoNetwork => self.send(Event::NoNetwork),
            Beat::NothingKept => self.send(Event::StorageRefused),
            Beat::PageRestored => self.send(Event::PageRestored),
            Beat::TabSeen => self.send(Event::TabSeen),
            Beat::Noticed(signal) => self.send(Event::Noticed(signal)),
            Beat::Back(how) => {
                let effects = self.come_back(how).unwrap_or_default();
                self.note(effects);
            }
            Beat::Token(how) => self.exchange(how),
            Beat::Person(user_type) => {
                self.send(Event::PersonRead(Ok(Person { user_type: Some(user_type), ..Person::default() })));
            }
            Beat::Licenses(which) => {
                let target = self.journey.invite.as_ref().map(|invite| invite.target).unwrap_or_default();
                self.send(Event::LicenseRead(Ok(microsoft::licenses(which, target))));
            }
            Beat::Refused(how) => self.send(Event::LicenseRead(Err(microsoft::refusal(how, self.now)))),
            Beat::Woken => self.wake(),
            Beat::NotRenewed => self.send(Event::Renewed(Err(Problem::new(Kind::SessionExpired)))),
            Beat::Amounts(kind) => self.send(Event::LicenseRead(Err(Refused::from(Problem::new(kind))))),
            Beat::Unusable(kind) => self.journey.state = State::LinkUnusable(Problem::new(kind)),
        }
    }

    /// Lets the pause that Graph asked for go by.
    fn wake(&mut self) {
        if let State::CheckingLicense { effort, .. } = &self.journey.state {
            self.now = effort.until.unwrap_or(self.now);
        }
        self.send(Event::Woken);
    }

    /// Opens the page anew, with what this device keeps.
    fn reopened(&self) -> Opening {
        let journey = &self.journey;
        let known = journey
            .invite
            .as_ref()
            .map(|invite| Known { invite: invite.without_secrets(), progress: journey.progress.clone() });
        Opening {
            known: known.into_iter().collect(),
            remembered: journey.remembered.clone(),
            ..Opening::bare(Rc::clone(&journey.setting))
        }
    }

    /// Opens the page anew, and tells what it does then.
    pub(super) fn reopen(&mut self) -> Vec<Effect> {
        let invite = self.journey.invite.as_ref().map(|invite| Ok(invite.without_secrets()));
        self.begin(Opening { invite, ..self.reopened() })
    }

    fn begin(&mut self, opening: Opening) -> Vec<Effect> {
        let (journey, effects) = open(opening, self.now);
        self.journey = journey;
        effects
    }

    /// The page is opened anew with the answer of the sign-in page, and does this then; `None` where nobody has left
    /// for it.
    pub(super) fn come_back(&mut self, how: Callback) -> Option<Vec<Effect>> {
        let attempt = self.attempt.clone()?;
        let callback = callback::Callback::read(&microsoft::callback(&attempt, how))?;
        if how == Callback::Late {
            self.now = self.now.plus(LIFETIME + MINUTE);
        }
        let page = if how == Callback::OtherPage { EntryPage::Desk } else { EntryPage::Guest };
        let invite = attempt.invite.as_deref().map(link::read);
        let taken_up = callback.take_up(Some(attempt), page, &self.journey.setting.config, self.now);
        let opening =
            Opening { invite, callback: Some(taken_up), step: Some(Step::SignIn), ..self.reopened() };
        Some(self.begin(opening))
    }

    fn exchange(&mut self, how: super::story::Token) {
        let Some(attempt) = self.attempt.take() else { return };
        let leg = attempt.leg;
        let result = microsoft::token(how, attempt, &self.journey.setting.config, self.now);
        self.send(Event::SignedIn(leg, result));
    }
}

/// The portal's address.
#[expect(clippy::expect_used, reason = "the constant is an address, as every test that plays a scene sees")]
fn portal() -> Url {
    Url::parse(world::PORTAL).expect("the constant is an address")
}
