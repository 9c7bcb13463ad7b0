//! A walk as a guest: somebody goes through the portal on a machine and at a time of their choice, and meets what
//! that guest would meet. What would come from outside is made up, and comes when the one who walks says so.

use super::play::Stage;
use super::story::{Callback, Licenses, Refusal, Story, Token};
use super::venue::Venue;
use super::world::{self, Trait};
use super::{machine::Machine, microsoft};
use crate::domain::auth::Leg;
use crate::domain::directory::person::{self, UserType};
use crate::domain::journey::{Effect, Event, Journey, Phase, State};
use crate::domain::named::named;
use crate::domain::problem::{Kind, Problem};
use crate::domain::time::{DAY, MINUTE, Moment};

named! {
    /// A guest, by what is special about them. The name is part of addresses and of message ids.
    pub enum Person {
        /// Everything is as it should be.
        Ready = "ready",
        /// The invitation has to be accepted first; its own link is in the invite.
        NotAccepted = "not-accepted",
        /// Nobody invited this account.
        NotInvited = "not-invited",
        /// Signs in with another account than the invited one.
        OtherAccount = "other-account",
        /// Works for the host.
        Member = "member",
        /// The guest's own organization does not let people sign in to the portal by themselves.
        HomeForbids = "home-forbids",
        /// The host's policy keeps this device out.
        Blocked = "blocked",
        /// Presses Cancel on Microsoft's page.
        Cancels = "cancels",
        /// Has no license.
        NoLicense = "no-license",
        /// Has a license without Teams.
        NoTeams = "no-teams",
        /// Has Teams, and neither Teams Premium nor the Mesh trial.
        NoPremium = "no-premium",
        /// Microsoft Mesh is switched off in the license.
        MeshOff = "mesh-off",
        /// Whether there is a license cannot be read.
        LicenseUntold = "license-untold",
        /// Microsoft Graph is busy at the first question.
        Busy = "busy",
        /// Has no network when it matters.
        Offline = "offline",
        /// Has a browser that keeps nothing.
        KeepsNothing = "keeps-nothing",
    }
}

named! {
    /// When the guest opens the link. The name is part of addresses and of message ids.
    pub enum When {
        /// A week before the event.
        WeekBefore = "week-before",
        /// Ten minutes before it, or later where the doors open later: they are open.
        DoorsOpen = "doors-open",
        /// The day after.
        Over = "over",
    }
}

named! {
    /// What a walk waits for until the one who walks says that it has come. The name is part of message ids.
    pub enum Awaited {
        /// The guest is at Microsoft's sign-in page.
        SignIn = "sign-in",
        /// The guest is at Microsoft's sign-out page.
        SignOut = "sign-out",
        /// Time has to go by.
        Time = "time",
    }
}

/// Who walks, on what, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Walk {
    /// The guest.
    pub person: Person,
    /// The machine.
    pub machine: Machine,
    /// When the link is opened.
    pub when: When,
}

/// A walk under way, without its journey: that is the page's.
#[derive(Debug)]
pub struct Walker {
    walk: Walk,
    stage: Stage,
    /// Where the guest has left for.
    away: Option<Awaited>,
    /// The next time at which something happens by itself.
    wakes: Option<Moment>,
    /// How often Graph was asked.
    asked: u32,
}

/// What comes of going on.
#[derive(Debug)]
pub enum Turn {
    /// The page is opened anew.
    Opened(Box<Journey>, Vec<Effect>),
    /// Something happens on the page.
    Event(Box<Event>),
}

impl Walk {
    /// Of a guest who has everything, on a Windows PC, when the doors are open.
    pub const fn usual() -> Self {
        Self { person: Person::Ready, machine: Machine::Windows, when: When::DoorsOpen }
    }

    /// The same with the guest, machine or time of that name.
    #[must_use]
    pub fn with(mut self, name: &str) -> Self {
        let (person, machine, when) = (
            Person::ALL.iter().find(|person| person.name() == name),
            Machine::ALL.iter().find(|machine| machine.name() == name),
            When::ALL.iter().find(|when| when.name() == name),
        );
        self.person = person.copied().unwrap_or(self.person);
        self.machine = machine.copied().unwrap_or(self.machine);
        self.when = when.copied().unwrap_or(self.when);
        self
    }

    /// The walk's name in addresses: three names with `/` between them.
    pub fn path(self) -> String {
        [self.person.name(), "/", self.machine.name(), "/", self.when.name()].concat()
    }

    /// Reads such a name back.
    pub fn read(path: &str) -> Option<Self> {
        let walk = path.split('/').fold(Self::usual(), Walk::with);
        (walk.path() == path).then_some(walk)
    }

    /// Its story at an event of so many minutes, to which the doors open so many minutes before the start.
    fn story(self, length: i64, doors: u32) -> Story {
        let minutes = match self.when {
            When::WeekBefore => -7 * DAY / MINUTE,
            When::DoorsOpen => -i64::from(doors.min(10)),
            When::Over => length + DAY / MINUTE,
        };
        let story = Story::usual().on(self.machine).opened(minutes);
        match self.person {
            Person::NotAccepted => story.with(&[Trait::Redeem]),
            Person::KeepsNothing => story.without_storage(),
            _ => story,
        }
    }
}

impl Person {
    /// How this guest comes back from the sign-in page of a leg, and what the exchange brings.
    fn signs_in(self, leg: Leg) -> (Callback, Token) {
        let with_code = |token| (Callback::Code, token);
        match (self, leg) {
            (Self::HomeForbids, Leg::Home) => (Callback::Error("access_denied", 90094), Token::Guest),
            (Self::Cancels, _) => (Callback::Error("access_denied", 65004), Token::Guest),
            (Self::NotInvited, Leg::Host) => (Callback::Error("access_denied", 50020), Token::Guest),
            (Self::Blocked, Leg::Host) => (Callback::Error("access_denied", 53003), Token::Guest),
            (Self::OtherAccount, _) => with_code(Token::SomebodyElse),
            (Self::Member, Leg::Host) => with_code(Token::Member),
            _ => with_code(Token::Guest),
        }
    }

    /// What Graph answers when it is asked for the licenses, after having been asked so often before.
    fn licenses(self, asked: u32) -> Result<Licenses, Refusal> {
        match self {
            Self::NoLicense => Ok(Licenses::None),
            Self::NoTeams => Ok(Licenses::NoTeams),
            Self::NoPremium => Ok(Licenses::NoPremium),
            Self::MeshOff => Ok(Licenses::MeshOff),
            Self::LicenseUntold => Ok(Licenses::Untold),
            Self::Busy if asked == 0 => Err(Refusal::Busy(20)),
            _ => Ok(Licenses::All),
        }
    }
}

impl Walker {
    /// Opens the link, and tells what the page shows and does then; `None` in a deployment that cannot work.
    pub fn open(walk: Walk, venue: &Venue) -> Option<(Self, Journey, Vec<Effect>)> {
        let (stage, effects) = match venue {
            Venue::Invented(target) => Stage::open(&walk.story(world::LENGTH, world::DOORS), *target).ok()?,
            Venue::Own(own) => {
                let story = walk.story(own.length(), own.site.config.doors_open_minutes);
                Stage::set_up(&story, own.site.clone(), Some(&own.invite_of(&story)), own.opens(&story))
            }
        };
        let journey = stage.journey.clone();
        Some((Self { walk, stage, away: None, wakes: None, asked: 0 }, journey, effects))
    }

    /// What the guest's clock says.
    pub fn now(&self) -> Moment {
        self.stage.now
    }

    /// What comes of an effect at once.
    pub fn answer(&mut self, effect: Effect, journey: &Journey) -> Vec<Event> {
        self.stage.journey = journey.clone();
        match effect {
            Effect::Leave(_) | Effect::SignOut(_) if self.walk.person == Person::Offline => {
                vec![Event::NoNetwork]
            }
            Effect::Leave(_) if !journey.setting.can_store => vec![Event::StorageRefused],
            Effect::Leave(_) => {
                self.stage.note(vec![effect]);
                self.away = Some(Awaited::SignIn);
                Vec::new()
            }
            Effect::SignOut(_) => {
                self.away = Some(Awaited::SignOut);
                Vec::new()
            }
            Effect::Exchange(exchange) => {
                let leg = exchange.attempt.leg;
                let (_, token) = self.walk.person.signs_in(leg);
                let config = &journey.setting.config;
                let result = microsoft::token(token, exchange.attempt, config, self.stage.now);
                vec![Event::SignedIn(leg, result)]
            }
            Effect::AskGraph(_) => self.graph(journey),
            Effect::Renew(_) => vec![Event::Renewed(Err(Problem::new(Kind::SessionExpired)))],
            Effect::WakeAt(time) => {
                self.wakes = Some(time);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn graph(&mut self, journey: &Journey) -> Vec<Event> {
        let member = self.walk.person == Person::Member;
        let user_type = Some(if member { UserType::Member } else { UserType::Guest });
        let target = journey.invite.as_ref().map(|invite| invite.target).unwrap_or_default();
        let licenses = match self.walk.person.licenses(self.asked) {
            Ok(which) => Ok(microsoft::licenses(which, target)),
            Err(how) => Err(microsoft::refusal(how, self.stage.now)),
        };
        self.asked += 1;
        let person = person::Person { user_type, ..person::Person::default() };
        vec![Event::PersonRead(Ok(person)), Event::LicenseRead(licenses)]
    }

    /// What has to come before the page goes on, if anything.
    pub fn awaits(&self, journey: &Journey) -> Option<Awaited> {
        match journey.state {
            State::SigningIn { phase: Phase::Leaving, .. } => self.away,
            State::WaitingForStart | State::CheckingLicense { .. } => {
                self.until(journey).map(|_| Awaited::Time)
            }
            _ => self.away.filter(|away| *away == Awaited::SignOut),
        }
    }

    /// When something happens by itself on this page.
    fn until(&self, journey: &Journey) -> Option<Moment> {
        let time = match journey.state {
            State::WaitingForStart => journey.doors_open(),
            _ => self.wakes,
        };
        time.filter(|time| *time > self.stage.now)
    }

    /// What was awaited has come.
    pub fn go_on(&mut self, journey: &Journey) -> Option<Turn> {
        let awaited = self.awaits(journey)?;
        self.stage.journey = journey.clone();
        self.away = None;
        let effects = match awaited {
            Awaited::Time => {
                self.stage.now = self.until(journey)?;
                // The waiting page follows the clock; the others are woken.
                let waiting = journey.state == State::WaitingForStart;
                return Some(Turn::Event(Box::new(if waiting { Event::TabSeen } else { Event::Woken })));
            }
            Awaited::SignOut => self.stage.reopen(),
            Awaited::SignIn => {
                let leg = self.stage.leg()?;
                self.stage.come_back(self.walk.person.signs_in(leg).0)?
            }
        };
        Some(Turn::Opened(Box::new(self.stage.journey.clone()), effects))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::journey::{Answer, step};
    use crate::domain::preview::venue::tests::{Fair, own};
    use crate::domain::target::Target;
    use rstest::rstest;

    /// A page that is walked on by whoever knows no better than to press the button that leads on.
    struct Page {
        walker: Walker,
        journey: Journey,
    }

    impl Page {
        fn open(walk: Walk) -> Self {
            Self::at(walk, &Venue::Invented(Target::MeshPc))
        }

        fn at(walk: Walk, venue: &Venue) -> Self {
            let (walker, journey, effects) = Walker::open(walk, venue).unwrap();
            let mut page = Self { walker, journey };
            page.perform(effects);
            page
        }

        fn perform(&mut self, effects: Vec<Effect>) {
            for effect in effects {
                for event in self.walker.answer(effect, &self.journey.clone()) {
                    self.send(event);
                }
            }
        }

        fn send(&mut self, event: Event) {
            let (journey, effects) = step(self.journey.clone(), event, self.walker.now());
            self.journey = journey;
            self.perform(effects);
        }

        /// Goes on: what is awaited comes, else the button is pressed. `false` where nothing leads on.
        fn go_on(&mut self) -> bool {
            let before = self.journey.clone();
            match self.walker.go_on(&before) {
                Some(Turn::Opened(journey, effects)) => {
                    self.journey = *journey;
                    self.perform(effects);
                }
                Some(Turn::Event(event)) => self.send(*event),
                None => self.send(match before.state {
                    State::InstallingApp => Event::HaveApp,
                    State::Launching => Event::OpenApp,
                    State::AskingWhetherInside { .. } => Event::Answered(Answer::Inside),
                    State::AcceptingInvitation(_) => Event::SignIn,
                    State::WrongDevice | State::LicenseMissing { .. } => Event::ContinueAnyway,
                    _ => Event::Continue,
                }),
            }
            before.state != self.journey.state
        }

        /// The names of the pages on the way, until nothing leads on.
        fn way(mut self) -> Vec<String> {
            let name = |page: &Self| {
                let text = format!("{:?}", page.journey.state);
                match &page.journey.state {
                    State::Stuck { problem, .. } => problem.kind.code().to_owned(),
                    _ => text.split([' ', '(', '{']).next().unwrap_or_default().to_owned(),
                }
            };
            let mut way = vec![name(&self)];
            while way.len() < 30 && self.go_on() {
                let here = name(&self);
                if way.last() != Some(&here) {
                    way.push(here);
                }
                if matches!(self.journey.state, State::Stuck { .. } | State::Inside) {
                    break;
                }
            }
            way
        }
    }

    fn way(person: Person, machine: Machine, when: When) -> String {
        Page::open(Walk { person, machine, when }).way().join(" ")
    }

    #[test]
    fn everybody_meets_what_they_would() {
        let ways: Vec<String> = Person::ALL
            .iter()
            .map(|person| format!("{}: {}", person.name(), way(*person, Machine::Windows, When::DoorsOpen)))
            .collect();
        insta::assert_snapshot!(ways.join("\n"));
    }

    fn every_walk() -> impl Iterator<Item = Walk> {
        Person::ALL.iter().flat_map(|person| {
            Machine::ALL.iter().flat_map(|machine| {
                When::ALL.iter().map(|when| Walk { person: *person, machine: *machine, when: *when })
            })
        })
    }

    #[test]
    fn every_walk_has_an_address_of_its_own() {
        assert_eq!(every_walk().count(), 1_104);
        for walk in every_walk() {
            assert_eq!(Walk::read(&walk.path()), Some(walk));
            assert!(Page::open(walk).way().len() > 1, "{walk:?} leads nowhere");
        }
        for path in ["", "ready", "ready/windows", "ready/windows/now", "ready/windows/over/more"] {
            assert_eq!(Walk::read(path), None, "{path}");
        }
    }

    #[rstest]
    fn every_walk_leads_through_an_own_event(
        #[values(Fair::Mesh, Fair::Teams, Fair::Bare, Fair::Long)] kind: Fair,
    ) {
        let venue = own(kind);
        let Venue::Own(event) = &venue else { panic!("{kind:?} is not served") };
        for walk in every_walk() {
            let page = Page::at(walk, &venue);
            let (journey, now) = (&page.journey, page.walker.now());
            let invite = journey.invite.as_ref().unwrap();
            let without_guest = invite.without_secrets();
            let shown = (&without_guest, &journey.setting.config, &journey.setting.address);
            assert_eq!(shown, (event.invite(), &event.site.config, &event.site.address), "{walk:?}");
            assert_eq!(journey.notices, [], "{walk:?}");
            assert_eq!(invite.redeem.is_some(), walk.person == Person::NotAccepted, "{walk:?}");
            match walk.when {
                When::WeekBefore => assert_eq!(invite.starts.since(now), 7 * DAY),
                When::DoorsOpen => assert!((journey.doors_open().unwrap()..=invite.starts).contains(&now)),
                When::Over => assert_eq!(now.since(invite.ends), DAY),
            }
            assert!(page.way().len() > 1, "{walk:?} leads nowhere");
        }
    }

    /// What belongs to a guest does not depend on the event, as long as the portal asks guests the same.
    #[test]
    fn everybody_meets_the_same_at_an_own_event() {
        let venue = own(Fair::Mesh);
        for person in Person::ALL {
            let walk = Walk { person: *person, ..Walk::usual() };
            assert_eq!(Page::at(walk, &venue).way(), Page::open(walk).way(), "{}", person.name());
        }
    }

    #[test]
    fn where_the_portal_asks_for_no_home_sign_in_nobody_meets_its_troubles() {
        let walk = Walk { person: Person::HomeForbids, ..Walk::usual() };
        assert_eq!(Page::at(walk, &own(Fair::Mesh)).way().last().unwrap(), "SIGNIN-04");
        assert_eq!(Page::at(walk, &own(Fair::Bare)).way().last().unwrap(), "Inside");
    }

    #[test]
    fn the_doors_open_when_time_goes_by() {
        let mut page =
            Page::open(Walk { person: Person::Ready, machine: Machine::Windows, when: When::WeekBefore });
        while page.journey.state != State::WaitingForStart {
            assert!(page.go_on(), "stays at {:?}", page.journey.state);
        }
        assert_eq!(page.walker.awaits(&page.journey), Some(Awaited::Time));
        page.go_on();
        assert_eq!(Some(page.walker.now()), page.journey.doors_open());
        assert_eq!(page.walker.awaits(&page.journey), None);
        page.send(Event::OpenApp);
        assert!(matches!(page.journey.state, State::AskingWhetherInside { .. }));
    }
}
