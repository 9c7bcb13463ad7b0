//! The transition function.

use super::open::enter;
use super::plan::{is_wrong_device, next};
use super::saved::{LicenseStanding, Progress, Remembered, Saved, SignInStanding};
use super::state::{Effort, Journey, Phase, Resume, State, Step, Visit, Visitor};
use super::{Answer, Effect, Event};
use crate::domain::arrival::{self, Arrival};
use crate::domain::auth::attempt::{Hint, Prompt, Request};
use crate::domain::auth::challenge::Claims;
use crate::domain::auth::session::Session;
use crate::domain::auth::token::SignedIn;
use crate::domain::auth::{Leg, Page, sign_out};
use crate::domain::detour;
use crate::domain::directory::fault::Refused;
use crate::domain::directory::license::Verdict;
use crate::domain::directory::patience;
use crate::domain::directory::person::UserType;
use crate::domain::invite::code::EventCode;
use crate::domain::invite::{GuestAddress, Invite, link, signature};
use crate::domain::launch::{Seen, WayIn};
use crate::domain::links;
use crate::domain::meeting;
use crate::domain::problem::{self, Kind, Problem};
use crate::domain::time::Moment;

/// The journey after an event, and what to do about it. An event that does not fit the state (a late
/// answer, a second press) changes nothing.
pub fn step(journey: Journey, event: Event, now: Moment) -> (Journey, Vec<Effect>) {
    let mut turn = Turn::new(journey, now);
    turn.take(event);
    turn.finish()
}

/// What a sign-in is left for with.
struct Departure {
    leg: Leg,
    prompt: Prompt,
    /// The account, where one is known better than from the invite.
    hint: Option<Hint>,
    /// What Graph asks for.
    claims: Option<Claims>,
}

impl Departure {
    fn to(leg: Leg) -> Self {
        Self { leg, prompt: Prompt::AsNeeded, hint: None, claims: None }
    }
}

/// One turn of the machine.
pub(super) struct Turn {
    pub(super) journey: Journey,
    pub(super) effects: Vec<Effect>,
    now: Moment,
    before: (Progress, Remembered),
}

impl Turn {
    pub(super) fn new(journey: Journey, now: Moment) -> Self {
        let before = (journey.progress.clone(), journey.remembered.clone());
        Self { journey, effects: Vec::new(), now, before }
    }

    /// Keeps what changed.
    pub(super) fn finish(mut self) -> (Journey, Vec<Effect>) {
        let Journey { invite, progress, remembered, .. } = &self.journey;
        if let Some(invite) = invite.as_ref().filter(|_| *progress != self.before.0) {
            self.effects.push(Effect::Save(invite.key(), Box::new(Saved::new(invite, progress))));
        }
        if *remembered != self.before.1 {
            self.effects.push(Effect::Remember(remembered.clone()));
        }
        (self.journey, self.effects)
    }

    pub(super) fn take(&mut self, event: Event) {
        match event {
            Event::Pasted(text) => self.paste(&text),
            Event::Chose(key) => {
                let chosen = self.journey.known.iter().find(|known| known.invite.key() == key);
                if let Some(invite) = chosen.map(|known| known.invite.clone()) {
                    self.enter(invite);
                }
            }
            Event::Continue => self.go_on(),
            Event::ContinueAnyway => self.go_on_anyway(),
            Event::AcceptInvitation => self.accept_invitation(),
            Event::SignIn => self.sign_in_again(),
            Event::SkipHome => {
                self.journey.progress.skip_home = true;
                self.leave(Departure::to(Leg::Host));
            }
            Event::UseAnotherAccount => {
                let to = Departure::to(self.journey.due_leg());
                self.leave(Departure { prompt: Prompt::SelectAccount, ..to });
            }
            Event::SignOut => self.sign_out(),
            Event::CheckAgain => self.check_again(),
            Event::HaveApp => self.set_app(true),
            Event::LackApp => self.set_app(false),
            Event::OpenApp => self.open_app(),
            Event::Answered(answer) => self.answered(answer),
            Event::Saw(text) => self.saw(&text),
            Event::TryAgain => self.try_again(),
            Event::StartOver => self.start_over(),
            Event::JoinMeeting => self.join_meeting(),
            Event::JoinHere => self.join_here(),
            Event::SaveCalendar => {
                if self.journey.invite.is_some() {
                    self.effects.push(Effect::SaveCalendar);
                }
            }
            Event::Forget => self.forget(),
            Event::Revisit(step) => self.revisit(step),
            Event::StorageRefused => match &mut self.journey.state {
                State::SigningIn { phase, .. } => *phase = Phase::NotPossible,
                State::JoiningMeeting { only_in_teams, .. } => *only_in_teams = true,
                _ => {}
            },
            Event::NoNetwork => {
                let signing_out = self.journey.remembered.signed_out.take().is_some();
                let resume = match &self.journey.state {
                    State::JoiningMeeting { back, .. } => Resume::Meeting(back.clone()),
                    state
                        if signing_out || matches!(state, State::SigningIn { phase: Phase::Leaving, .. }) =>
                    {
                        Resume::Step(state.step())
                    }
                    _ => return,
                };
                self.journey.state = State::Stuck { problem: Problem::new(Kind::Offline), resume };
            }
            Event::SignedIn(leg, result) => self.signed_in(leg, result),
            Event::PersonRead(result) => {
                if let State::CheckingLicense { person_known, .. } = &mut self.journey.state {
                    *person_known = true;
                    let told = result.ok().and_then(|person| person.user_type);
                    if let (Some(visitor), Some(told)) = (&mut self.journey.visitor, told) {
                        visitor.is_guest = Some(told == UserType::Guest);
                    }
                    self.settle_license();
                }
            }
            Event::LicenseRead(result) => self.license_read(result),
            Event::Renewed(result) => self.renewed(result),
            Event::Woken => self.woken(),
            Event::PageRestored => {
                self.end_sign_out();
                if let State::SigningIn { leg, phase: Phase::Leaving } = self.journey.state {
                    self.journey.state = State::SigningIn { leg, phase: Phase::Away };
                }
            }
            Event::TabSeen => {
                if self.journey.state == State::AcceptingInvitation(Visit::Gone) {
                    self.journey.state = State::AcceptingInvitation(Visit::Returned);
                }
            }
            Event::Noticed(signal) => {
                if let State::AskingWhetherInside { seen } = &mut self.journey.state {
                    *seen = seen.with(signal);
                }
            }
        }
    }

    /// Finds an invite in what was pasted: a link of ours, a mail that holds one, an event's code, or the event
    /// link of an event that is known here.
    fn paste(&mut self, text: &str) {
        if !matches!(self.journey.state, State::NoInvite { .. } | State::LinkUnusable(_)) {
            return;
        }
        let mut candidates = links::find_urls(text);
        candidates.push(text.trim().to_owned());
        let invites = candidates.iter().filter_map(|candidate| {
            let (before, fragment) = candidate.split_once('#').unwrap_or((candidate, ""));
            let query = before.split_once('?').map_or("", |(_, query)| query);
            match arrival::read(query, fragment) {
                Arrival::Invite(invite) => Some(*invite),
                _ => None,
            }
        });
        // A readable invite beats an unreadable one that stands before it.
        let found = invites.reduce(|first, other| if first.is_ok() { first } else { other });
        match found {
            Some(Ok(invite)) if signature::is_open(&invite, &self.journey.setting.config) => {
                self.effects.push(Effect::Arrive(Box::new(invite)));
            }
            Some(Ok(invite)) => {
                self.enter(invite);
                if let Some(invite) = &self.journey.invite {
                    self.effects.push(Effect::SetFragment(arrival::fragment_of(invite)));
                }
            }
            Some(Err(fault)) => {
                self.journey.state = State::LinkUnusable(crate::domain::invite::check::unreadable(&fault));
            }
            None => {
                let config = &self.journey.setting.config;
                let detour = detour::of(text, config);
                let listed = config.events.iter().map(|(_, invite)| invite);
                let known = self.journey.known.iter().map(|known| &known.invite).chain(listed);
                let by_code = EventCode::parse(text).and_then(|code| config.event(&code));
                match by_code.or_else(|| detour::event_among(&detour, known)).cloned() {
                    Some(invite) => self.enter(invite),
                    None => self.journey.state = State::NoInvite { refused: Some(detour) },
                }
            }
        }
    }

    fn enter(&mut self, invite: Invite) {
        self.journey = enter(self.journey.clone(), invite, self.now);
        // What is known of this event is not a change to it.
        self.before.0 = self.journey.progress.clone();
        if let Some(invite) = &self.journey.invite {
            self.effects.push(Effect::SetFragment(arrival::fragment_of(invite)));
        }
    }

    /// On to the first thing that is still needed.
    fn advance(&mut self) {
        self.journey.state = next(&self.journey, self.now);
    }

    /// As [`Self::advance`], but a sign-in that comes next begins at once: it has just been asked for.
    fn advance_and_sign_in(&mut self) {
        self.advance();
        if let State::SigningIn { leg, phase: Phase::Ready } = self.journey.state {
            self.leave(Departure::to(leg));
        }
    }

    fn go_on(&mut self) {
        match self.journey.state {
            State::LinkUnusable(_) => self.journey.state = State::NoInvite { refused: None },
            State::Introducing => {
                self.journey.progress.begun = true;
                self.advance_and_sign_in();
            }
            State::AcceptingInvitation(_) => {
                self.journey.progress.invitation_settled = true;
                self.advance_and_sign_in();
            }
            State::SigningIn { phase: Phase::Done, .. } => self.advance(),
            State::SigningIn { phase: Phase::NotPossible, .. } => self.waive_sign_in(),
            State::WaitingForStart | State::Inside => self.journey.state = State::Launching,
            State::JoiningMeeting { ref back, .. }
            | State::Stuck { resume: Resume::Meeting(ref back), .. } => {
                self.journey.state = (**back).clone();
            }
            State::Stuck { resume: Resume::Step(step), .. } => self.revisit(step),
            _ => {}
        }
    }

    fn go_on_anyway(&mut self) {
        match &self.journey.state {
            State::LinkUnusable(problem) if problem.kind == Kind::LinkEventOver => {
                self.journey.progress.over_accepted = true;
                self.advance();
            }
            State::WrongDevice => {
                self.journey.progress.device_accepted = true;
                self.advance();
            }
            State::SigningIn { phase: Phase::Ready | Phase::Away | Phase::NotPossible, .. }
            | State::Stuck { resume: Resume::Step(Step::SignIn), .. } => self.waive_sign_in(),
            State::LicenseMissing { .. } => {
                self.journey.progress.license = LicenseStanding::MissingAccepted;
                self.advance();
            }
            State::CheckingLicense { .. }
            | State::Stuck {
                resume: Resume::License(_) | Resume::Proof(_) | Resume::Step(Step::License),
                ..
            } => {
                self.journey.progress.license = LicenseStanding::CouldNotTell;
                self.advance();
            }
            State::Stuck { resume: Resume::Step(Step::Launch), .. } => self.journey.state = State::Launching,
            State::Stuck { resume: Resume::Meeting(back), .. } => {
                self.journey.state = (**back).clone();
                self.go_on_anyway();
            }
            State::Stuck { .. } => self.advance(),
            _ => {}
        }
    }

    /// Goes on without a sign-in here. Nothing is claimed by it: the app asks for its own.
    fn waive_sign_in(&mut self) {
        if self.journey.progress.sign_in == SignInStanding::Open {
            self.journey.progress.sign_in = SignInStanding::Waived;
        }
        if !self.journey.progress.license.lets_on() {
            self.journey.progress.license = LicenseStanding::CouldNotTell;
        }
        self.advance();
    }

    fn accept_invitation(&mut self) {
        let redeem = self.journey.invite.as_ref().and_then(|invite| invite.redeem.clone());
        if let (State::AcceptingInvitation(_), Some(redeem)) = (&self.journey.state, redeem) {
            self.effects.push(Effect::OpenRedeem(redeem));
            self.journey.state = State::AcceptingInvitation(Visit::Gone);
        }
    }

    /// Signs in. A guest who has signed in here before may need no question asked: the host is tried alone first.
    fn sign_in_again(&mut self) {
        let again = self.journey.progress.sign_in == SignInStanding::Done;
        if again {
            self.leave(Departure { prompt: Prompt::None, ..Departure::to(Leg::Host) });
        } else {
            self.leave(Departure::to(self.journey.due_leg()));
        }
    }

    /// Goes on with the sign-in that was refused without a question.
    pub(super) fn ask_after_silence(&mut self) {
        self.leave(Departure::to(self.journey.due_leg()));
    }

    /// Leaves for a sign-in; only ever called for a press, or for what the same press goes on to: the host leg after
    /// the home leg, and asking after silence.
    fn leave(&mut self, departure: Departure) {
        let Departure { leg, prompt, hint, claims } = departure;
        let Journey { invite: Some(invite), setting, state, .. } = &self.journey else { return };
        let busy = matches!(state, State::SigningIn { phase: Phase::Leaving | Phase::Exchanging, .. });
        if busy && hint.is_none() {
            return;
        }
        if !setting.can_store {
            self.journey.state = State::SigningIn { leg, phase: Phase::NotPossible };
            return;
        }
        let invited = invite.guest.as_ref().map(|guest| Hint(guest.secret().to_owned()));
        let request = Request {
            page: Page::Guest,
            leg,
            host: invite.host.clone(),
            event: Some(invite.key()),
            invite: Some(link::write(&invite.without_secrets())),
            login_hint: hint.or_else(|| invited.clone()),
            invited,
            prompt,
            claims,
            scopes: Vec::new(),
            redirect: setting.address.clone(),
        };
        self.journey.progress.begun = true;
        self.journey.last_leg = Some(leg);
        self.journey.state = State::SigningIn { leg, phase: Phase::Leaving };
        self.effects.push(Effect::Leave(Box::new(request)));
    }

    fn signed_in(&mut self, leg: Leg, result: Result<SignedIn, Problem>) {
        if self.journey.state != (State::SigningIn { leg, phase: Phase::Exchanging }) {
            return;
        }
        let SignedIn { identity, session, invited, challenged } = match result {
            Ok(signed_in) => signed_in,
            Err(problem) => {
                self.journey.state = State::Stuck { problem, resume: Resume::Step(Step::SignIn) };
                return;
            }
        };
        let invited = invited.and_then(|Hint(address)| GuestAddress::parse(&address));
        match leg {
            Leg::Home => {
                let hint = identity.user_name.unwrap_or_else(|| Hint(String::new()));
                self.leave(Departure { hint: Some(hint), ..Departure::to(Leg::Host) });
            }
            Leg::Host => {
                let used = identity.user_name.as_ref().map(|Hint(used)| used.as_str());
                let another = invited.filter(|address| used.is_some_and(|used| !address.is_same_as(used)));
                self.journey.visitor = Some(Visitor {
                    instead_of: another.map(|address| Hint(address.secret().to_owned())),
                    shown_as: identity.user_name.or(identity.name.map(Hint)),
                    is_guest: identity.is_guest,
                    logout_hint: identity.logout_hint,
                });
                self.journey.progress.sign_in = SignInStanding::Done;
                self.journey.signed_out = false;
                self.ask_graph(session, Effort { challenged, ..Effort::default() });
            }
        }
    }

    /// Asks Graph, with a session that is renewed first where it is about to end.
    fn ask_graph(&mut self, session: Session, effort: Effort) {
        let renew = session.is_stale(self.now) && session.can_renew() && !effort.renewed;
        self.effects.push(if renew {
            Effect::Renew(Box::new(session.clone()))
        } else {
            Effect::AskGraph(session.token.clone())
        });
        let effort = Effort { until: None, renewed: effort.renewed || renew, ..effort };
        self.journey.state = State::CheckingLicense { session, effort, person_known: false, verdict: None };
    }

    fn renewed(&mut self, result: Result<Session, Problem>) {
        let State::CheckingLicense { session, effort, .. } = &self.journey.state else { return };
        let (before, effort) = (session.clone(), *effort);
        match result {
            Ok(session) => self.ask_graph(session, effort),
            Err(problem) => {
                let passing = matches!(
                    problem.kind,
                    Kind::Offline | Kind::AuthorityUnreachable | Kind::SignInBusy | Kind::AnswerUnreadable
                );
                let (kind, resume) = if passing {
                    (problem.kind, Resume::License(before))
                } else {
                    // The host may have ended the session: whatever else is wrong, the next sign-in will say.
                    (Kind::SessionExpired, Resume::Step(Step::SignIn))
                };
                self.journey.state = State::Stuck { problem: Problem { kind, ..problem }, resume };
            }
        }
    }

    fn woken(&mut self) {
        let State::CheckingLicense { session, effort: effort @ Effort { until: Some(until), .. }, .. } =
            &self.journey.state
        else {
            return;
        };
        if self.now < *until {
            self.effects.push(Effect::WakeAt(*until));
        } else {
            self.ask_graph(session.clone(), *effort);
        }
    }

    fn license_read(&mut self, result: Result<Verdict, Refused>) {
        let State::CheckingLicense { session, effort, verdict, .. } = &mut self.journey.state else { return };
        let Refused { problem, claims } = match result {
            Ok(read) => {
                *verdict = Some(read);
                return self.settle_license();
            }
            Err(refused) => refused,
        };
        if let Some(pause) = patience::pause(&problem, effort.waits, self.now) {
            let until = self.now.plus(pause);
            (effort.waits, effort.until) = (effort.waits + 1, Some(until));
            return self.effects.push(Effect::WakeAt(until));
        }
        let (kind, resume) = match claims {
            // One round answers a challenge; a second one would be a loop.
            Some(claims) if !effort.challenged => (Kind::ProofWanted, Resume::Proof(claims)),
            Some(_) => (Kind::ProofNotAccepted, Resume::Step(Step::SignIn)),
            None if problem.kind != Kind::SessionExpired => (problem.kind, Resume::License(session.clone())),
            None if session.can_renew() && !effort.renewed => {
                effort.renewed = true;
                return self.effects.push(Effect::Renew(Box::new(session.clone())));
            }
            None => (Kind::SessionExpired, Resume::Step(Step::SignIn)),
        };
        self.journey.state = State::Stuck { problem: Problem { kind, ..problem }, resume };
    }

    /// Leaves for Microsoft's sign-out page. What the portal itself knows ends when the guest is seen again, however
    /// they come back.
    fn sign_out(&mut self) {
        let Journey { invite: Some(invite), setting, visitor, .. } = &self.journey else { return };
        let hint = visitor.as_ref().and_then(|visitor| visitor.logout_hint.as_ref());
        let address = sign_out::address(&setting.config, &invite.host, hint, &setting.address);
        if let Some(address) = address {
            self.journey.remembered.signed_out = Some(invite.key());
            self.effects.push(Effect::SignOut(address));
        }
    }

    /// Ends what a sign-in has left, once the guest is back from signing out.
    pub(super) fn end_sign_out(&mut self) {
        let Some(event) = self.journey.remembered.signed_out.take() else { return };
        if self.journey.invite.as_ref().is_some_and(|invite| invite.key() == event) {
            let progress = &mut self.journey.progress;
            progress.sign_in = SignInStanding::Open;
            progress.license = LicenseStanding::Unchecked;
            progress.missing.clear();
            self.journey.visitor = None;
            self.journey.signed_out = true;
            self.advance();
        }
    }

    /// Once both answers are there, the token is needed no longer, except to check again.
    fn settle_license(&mut self) {
        let State::CheckingLicense { session, person_known: true, verdict: Some(verdict), .. } =
            &self.journey.state
        else {
            return;
        };
        let session = session.clone();
        let (standing, missing) = match verdict {
            Verdict::Licensed { .. } => (LicenseStanding::Licensed, Vec::new()),
            Verdict::Unknown { .. } => (LicenseStanding::CouldNotTell, Vec::new()),
            Verdict::Missing { missing, .. } => (LicenseStanding::Missing, missing.clone()),
        };
        self.journey.progress.license = standing;
        self.journey.progress.missing.clone_from(&missing);
        if standing == LicenseStanding::Missing {
            self.journey.state = State::LicenseMissing { missing, session: Some(session) };
        } else {
            self.advance();
        }
    }

    fn check_again(&mut self) {
        if let State::LicenseMissing { session, .. } = &self.journey.state {
            match session.clone() {
                Some(session) => self.ask_again(session),
                None => self.sign_in_again(),
            }
        }
    }

    /// Asks Graph for a press; where only another sign-in can, that is what the press begins.
    fn ask_again(&mut self, session: Session) {
        if session.is_stale(self.now) && !session.can_renew() {
            self.sign_in_again();
        } else {
            self.ask_graph(session, Effort::default());
        }
    }

    fn set_app(&mut self, there: bool) {
        let Some(target) = self.journey.invite.as_ref().map(|invite| invite.target) else { return };
        self.journey.remembered.has_app.retain(|known| *known != target);
        if there {
            self.journey.remembered.has_app.push(target);
            if self.journey.state == State::InstallingApp {
                self.advance();
            }
        } else if self.journey.progress.begun {
            self.journey.state = State::InstallingApp;
        }
    }

    fn open_app(&mut self) {
        let here = matches!(self.journey.state.step(), Step::Wait | Step::Launch | Step::Inside);
        let (true, Some(invite), Some(way_in)) = (here, &self.journey.invite, self.journey.way_in()) else {
            return;
        };
        self.effects.push(match way_in {
            WayIn::DeepLink(link) => Effect::OpenApp(link),
            WayIn::PasteLink => Effect::CopyEventLink(invite.event_link.to_string()),
        });
        self.journey.progress.launched = true;
        self.journey.state = State::AskingWhetherInside { seen: Seen::Waiting };
    }

    fn answered(&mut self, answer: Answer) {
        if self.journey.state.step() != Step::Launch {
            return;
        }
        let kind = match answer {
            Answer::Inside => {
                self.journey.progress.inside = true;
                self.journey.state = State::Inside;
                return;
            }
            Answer::DidNotOpen => Kind::AppDidNotOpen,
            Answer::Message(kind) => kind,
        };
        self.journey.state = State::Stuck { problem: Problem::new(kind), resume: Resume::Step(Step::Launch) };
    }

    fn saw(&mut self, text: &str) {
        let (step, otherwise) = match self.journey.state.step() {
            Step::SignIn => (Step::SignIn, Kind::SignInUnknown),
            Step::Launch => (Step::Launch, Kind::EventUnknown),
            _ => return,
        };
        let at_home = step == Step::SignIn && self.journey.last_leg == Some(Leg::Home);
        let problem = problem::seen(text, at_home).unwrap_or_else(|| Problem::new(otherwise));
        self.journey.state = State::Stuck { problem, resume: Resume::Step(step) };
    }

    fn try_again(&mut self) {
        let State::Stuck { resume, .. } = &self.journey.state else { return };
        match resume.clone() {
            Resume::License(session) => self.ask_again(session),
            Resume::Proof(claims) => {
                let visitor = self.journey.visitor.as_ref();
                let hint = visitor.and_then(|visitor| visitor.logout_hint.clone());
                self.leave(Departure { claims: Some(claims), hint, ..Departure::to(Leg::Host) });
            }
            Resume::Meeting(back) => {
                self.journey.state = State::JoiningMeeting { back, only_in_teams: false };
                self.join_here();
            }
            Resume::Step(Step::SignIn | Step::License) => self.leave(Departure::to(self.journey.due_leg())),
            Resume::Step(step) => self.revisit(step),
        }
    }

    /// Shows what there is instead of the event. A press while the page is busy with something else is none.
    fn join_meeting(&mut self) {
        let busy = matches!(
            self.journey.state,
            State::NoInvite { .. }
                | State::LinkUnusable(_)
                | State::SigningIn { phase: Phase::Leaving | Phase::Exchanging, .. }
                | State::CheckingLicense { .. }
                | State::JoiningMeeting { .. }
        );
        if !busy && self.journey.invite.as_ref().is_some_and(|invite| invite.meeting.is_some()) {
            let back = match &self.journey.state {
                State::Stuck { resume: Resume::Meeting(back), .. } => back.clone(),
                state => Box::new(state.clone()),
            };
            self.journey.state = State::JoiningMeeting { back, only_in_teams: false };
        }
    }

    /// Opens the portal's own page for the meeting, where there is one.
    fn join_here(&mut self) {
        if let State::JoiningMeeting { only_in_teams: false, .. } = self.journey.state
            && let Some(invite) = &self.journey.invite
            && let Some(told) =
                meeting::of(invite, &self.journey.setting.config).and_then(|meeting| meeting.here)
        {
            self.effects.push(Effect::OpenMeeting(Box::new(told)));
        }
    }

    fn start_over(&mut self) {
        if self.journey.invite.is_some() {
            self.journey.progress = Progress::default();
            self.journey.visitor = None;
        }
        self.drop_hint();
        self.advance();
    }

    /// Drops what another device said: it would lead past the beginning again.
    fn drop_hint(&mut self) {
        if let Some(invite) = &mut self.journey.invite
            && invite.reached.take().is_some()
        {
            self.effects.push(Effect::SetFragment(arrival::fragment_of(invite)));
        }
    }

    fn forget(&mut self) {
        self.journey.known.clear();
        self.journey.progress = Progress::default();
        self.journey.remembered = Remembered::default();
        self.before = (Progress::default(), Remembered::default());
        self.journey.visitor = None;
        self.effects.push(Effect::ForgetAll);
        self.drop_hint();
        self.advance();
    }

    /// Shows a step again. What lies further ahead than the journey has come is not shown.
    fn revisit(&mut self, step: Step) {
        let due = next(&self.journey, self.now);
        // The doors keep nobody from going to the event.
        let reached = if due == State::WaitingForStart { Step::Launch } else { due.step() };
        if step > reached || self.journey.invite.is_none() {
            self.journey.state = due;
            return;
        }
        let leg = self.journey.due_leg();
        let progress = &self.journey.progress;
        self.journey.state = match step {
            Step::Introduction => State::Introducing,
            Step::Device if is_wrong_device(&self.journey) => State::WrongDevice,
            Step::Invitation
                if self.journey.invite.as_ref().is_some_and(|invite| invite.redeem.is_some()) =>
            {
                State::AcceptingInvitation(Visit::NotYet)
            }
            Step::SignIn if !self.journey.setting.can_store => {
                State::SigningIn { leg, phase: Phase::NotPossible }
            }
            Step::SignIn
                if progress.sign_in == SignInStanding::Done
                    && progress.license != LicenseStanding::Unchecked =>
            {
                State::SigningIn { leg, phase: Phase::Done }
            }
            Step::SignIn => State::SigningIn { leg, phase: Phase::Ready },
            Step::License if !progress.missing.is_empty() => {
                State::LicenseMissing { missing: progress.missing.clone(), session: None }
            }
            Step::App => State::InstallingApp,
            Step::Wait if self.journey.doors_open().is_some_and(|doors| self.now < doors) => {
                State::WaitingForStart
            }
            Step::Wait | Step::Launch => State::Launching,
            _ => due,
        };
    }
}
