//! Plays a story: opens the page as a browser would, and feeds what happens to the state machine.

use std::rc::Rc;

use url::Url;

use super::story::{Beat, Callback, Link, Story};
use super::{Page, Shown, microsoft, world};
use crate::domain::arrival::{self, Arrival};
use crate::domain::auth::attempt::{Attempt, Entropy, LIFETIME, begin};
use crate::domain::auth::{Page as EntryPage, callback};
use crate::domain::config::Config;
use crate::domain::directory::fault::Refused;
use crate::domain::directory::person::Person;
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
    let now = world::after_start(story.opens);
    let misconfigured =
        |kind, faults| Shown { page: Page::Misconfigured { problem: Problem::new(kind), faults }, now };
    let Some(config) = story.deployment.config() else {
        return misconfigured(Kind::ConfigMissing, Vec::new());
    };
    let config = match Config::parse(&config) {
        Ok(config) => config,
        Err(faults) => return misconfigured(Kind::ConfigInvalid, faults),
    };
    let mut stage = Stage::open(story, config, target, now);
    for beat in &story.beats {
        stage.take(*beat);
    }
    Shown { page: Page::Journey(Box::new(stage.journey)), now: stage.now }
}

/// A browser with the portal in it.
struct Stage {
    journey: Journey,
    now: Moment,
    /// The sign-in that the guest has left for.
    attempt: Option<Attempt>,
}

impl Stage {
    fn open(story: &Story, config: Config, target: Target, now: Moment) -> Self {
        let invite = world::invite(target, &story.traits);
        let known = invite.as_ref().filter(|_| story.is_known).map(|invite| Known {
            invite: invite.without_secrets(),
            progress: Progress { begun: true, ..Progress::default() },
        });
        let fragment = invite.as_ref().map(world::fragment).unwrap_or_default();
        let fragment = match story.link {
            Link::None => String::new(),
            Link::Whole => fragment,
            Link::Cut => fragment[..fragment.len() / 2].to_owned(),
            Link::Endless => [fragment.as_str(), &"a".repeat(link::LONGEST)].concat(),
            Link::Text(text) => text.to_owned(),
        };
        let setting = Rc::new(Setting {
            config,
            facts: story.machine.facts(),
            can_store: story.can_store,
            can_share: story.machine.can_share(),
            address: portal(),
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
        Self { journey, now, attempt: None }.noting(effects)
    }

    /// Notes what later beats come back to.
    fn noting(mut self, effects: Vec<Effect>) -> Self {
        self.note(effects);
        self
    }

    fn note(&mut self, effects: Vec<Effect>) {
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
                self.reopen();
            }
            Beat::CheckAgain => self.send(Event::CheckAgain),
            Beat::HaveApp => self.send(Event::HaveApp),
            Beat::OpenApp => self.send(Event::OpenApp),
            Beat::Answer(answer) => self.send(Event::Answered(answer)),
            Beat::Saw(text) => self.send(Event::Saw(text.to_owned())),
            Beat::Paste(text) => self.send(Event::Pasted(text.to_owned())),
            Beat::TryAgain => self.send(Event::TryAgain),
            Beat::JoinMeeting => self.send(Event::JoinMeeting),
            Beat::Revisit(step) => self.send(Event::Revisit(step)),
            Beat::Wait(minutes) => self.now = self.now.plus(minutes * MINUTE),
            Beat::Reopen => self.reopen(),
            Beat::NoNetwork => self.send(Event::NoNetwork),
            Beat::PageRestored => self.send(Event::PageRestored),
            Beat::TabSeen => self.send(Event::TabSeen),
            Beat::Noticed(signal) => self.send(Event::Noticed(signal)),
            Beat::Back(how) => self.come_back(how),
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

    fn reopen(&mut self) {
        let invite = self.journey.invite.as_ref().map(|invite| Ok(invite.without_secrets()));
        self.begin(Opening { invite, ..self.reopened() });
    }

    fn begin(&mut self, opening: Opening) {
        let (journey, effects) = open(opening, self.now);
        self.journey = journey;
        self.note(effects);
    }

    /// The page is opened anew with the answer of the sign-in page.
    fn come_back(&mut self, how: Callback) {
        let Some(attempt) = self.attempt.clone() else { return };
        let Some(callback) = callback::Callback::read(&microsoft::callback(&attempt, how)) else { return };
        if how == Callback::Late {
            self.now = self.now.plus(LIFETIME + MINUTE);
        }
        let page = if how == Callback::OtherPage { EntryPage::Desk } else { EntryPage::Guest };
        let invite = attempt.invite.as_deref().map(link::read);
        let taken_up = callback.take_up(Some(attempt), page, &self.journey.setting.config, self.now);
        self.begin(Opening { invite, callback: Some(taken_up), step: Some(Step::SignIn), ..self.reopened() });
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
