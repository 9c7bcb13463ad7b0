//! The first state of a page: what the link, the device and the browser's history say together.

use std::rc::Rc;

use super::saved::{Known, Progress, Remembered, SignInStanding};
use super::state::{Journey, Phase, Resume, Setting, State, Step};
use super::transition::Turn;
use super::{Effect, Event};
use crate::domain::arrival;
use crate::domain::auth::Leg;
use crate::domain::auth::attempt::Hint;
use crate::domain::auth::callback::{Exchange, Failed};
use crate::domain::detour::Detour;
use crate::domain::device;
use crate::domain::invite::{GuestAddress, Invite, link::Unreadable};
use crate::domain::invite::{check, code, signature};
use crate::domain::problem::{Kind, Problem};
use crate::domain::target::Target;
use crate::domain::time::Moment;

/// What a page finds when it opens.
#[derive(Debug)]
pub struct Opening {
    /// What does not change while the page is open.
    pub setting: Rc<Setting>,
    /// The invite of the address bar, or of the attempt that a callback belongs to.
    pub invite: Option<Result<Invite, Unreadable>>,
    /// The place in the page that the address bar named, without `#/`; no matter where there is an invite.
    pub place: Option<String>,
    /// The callback that the address bar brought, taken up with its attempt.
    pub callback: Option<Result<Exchange, Failed>>,
    /// The events known on this device.
    pub known: Vec<Known>,
    /// What this device remembers across events.
    pub remembered: Remembered,
    /// The step in the browser's history entry: there after a reload, not on a fresh visit.
    pub step: Option<Step>,
    /// A sign-in for this event is under way, and the page was opened without its callback.
    pub waiting: Option<Waiting>,
}

impl Opening {
    /// A fresh visit that brings nothing, on a device that knows nothing.
    pub fn bare(setting: Rc<Setting>) -> Self {
        Self {
            setting,
            invite: None,
            place: None,
            callback: None,
            known: Vec::new(),
            remembered: Remembered::default(),
            step: None,
            waiting: None,
        }
    }
}

/// A sign-in that the guest has left for and not come back from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Which of the two.
    pub leg: Leg,
    /// The address that was invited, which only the attempt still knows.
    pub invited: Option<Hint>,
}

/// The journey a page opens with. It leaves the page in one case only: a sign-in that was to ask nothing was
/// refused, and goes on by asking, as the press that began it meant.
pub fn open(opening: Opening, now: Moment) -> (Journey, Vec<Effect>) {
    let Opening { setting, invite, place, callback, known, remembered, step, waiting } = opening;
    let refused = place.and_then(|place| code::typed(&place)).map(Detour::UnknownCode);
    let mut journey = Journey {
        device: device::judge(&setting.facts, Target::default()),
        setting,
        invite: None,
        notices: Vec::new(),
        progress: Progress::default(),
        remembered,
        known,
        visitor: None,
        last_leg: None,
        signed_out: false,
        state: State::NoInvite { refused: None },
    };
    let signed_out = journey.remembered.signed_out.clone();
    match invite {
        None if refused.is_some() => journey.state = State::NoInvite { refused },
        None if callback.is_none() => {
            let left = journey.known.iter().find(|known| Some(known.invite.key()) == signed_out);
            if let Some(invite) = left.map(|known| known.invite.clone()) {
                journey = enter(journey, invite, now);
            }
        }
        None => {}
        Some(Err(fault)) => journey.state = State::LinkUnusable(check::unreadable(&fault)),
        Some(Ok(invite)) => journey = enter(journey, invite, now),
    }
    journey.last_leg = match &callback {
        Some(Ok(exchange)) => Some(exchange.attempt.leg),
        Some(Err(failed)) => Some(failed.leg),
        None => waiting.as_ref().map(|waiting| waiting.leg),
    };
    let mut turn = Turn::new(journey, now);
    if callback.is_none() {
        turn.end_sign_out();
    }
    let usable = turn.journey.invite.is_some() && !matches!(turn.journey.state, State::LinkUnusable(_));
    let invited = match (&callback, &waiting) {
        (Some(Ok(exchange)), _) => exchange.attempt.invited.as_ref(),
        (Some(Err(failed)), _) => failed.invited.as_ref(),
        (None, waiting) => waiting.as_ref().and_then(|waiting| waiting.invited.as_ref()),
    };
    // The link in the address bar no longer has it, and nobody is asked twice.
    if let (Some(invite), Some(Hint(address))) = (&mut turn.journey.invite, invited)
        && invite.guest.is_none()
    {
        invite.guest = GuestAddress::parse(address);
    }
    match callback {
        Some(Ok(exchange)) if usable => {
            let leg = exchange.attempt.leg;
            turn.journey.progress.begun = true;
            turn.journey.state = State::SigningIn { leg, phase: Phase::Exchanging };
            turn.effects.push(Effect::Exchange(Box::new(exchange)));
        }
        Some(Err(failed)) if failed.silent && usable => turn.ask_after_silence(),
        Some(Err(failed)) => {
            let step = if usable { Step::SignIn } else { Step::Link };
            turn.journey.state = State::Stuck { problem: failed.problem, resume: Resume::Step(step) };
        }
        // A callback whose event this device cannot name: the sign-in is worth nothing without it.
        Some(Ok(_)) => {}
        None if !usable => {}
        None => match (step, waiting.filter(|_| turn.journey.progress.sign_in == SignInStanding::Open)) {
            (None | Some(Step::SignIn), Some(Waiting { leg, .. })) => {
                turn.journey.state = State::SigningIn { leg, phase: Phase::Away };
            }
            (Some(step), _) => turn.take(Event::Revisit(step)),
            (None, None) => {}
        },
    }
    if let Some(invite) = &turn.journey.invite {
        turn.effects.push(Effect::SetFragment(arrival::fragment_of(invite)));
    }
    turn.finish()
}

/// Takes up an invite: checks it, and finds what is known of its event on this device.
pub(super) fn enter(mut journey: Journey, invite: Invite, now: Moment) -> Journey {
    let config = &journey.setting.config;
    let checked = signature::judge(&invite, config)
        .and_then(|doubt| check::check(invite, config).map(|(invite, dropped)| (invite, doubt, dropped)));
    let (invite, notices) = match checked {
        Ok((invite, doubt, dropped)) => (invite, doubt.into_iter().chain(dropped).collect()),
        Err(problem) => {
            journey.invite = None;
            journey.state = State::LinkUnusable(problem);
            return journey;
        }
    };
    let key = invite.key();
    let known = journey.known.iter().find(|known| known.invite.key() == key);
    journey.progress = known.map(|known| known.progress.clone()).unwrap_or_default();
    if let Some(reached) = invite.reached {
        journey.progress.take_up(reached);
    }
    journey.device = device::judge(&journey.setting.facts, invite.target);
    journey.notices = notices;
    journey.visitor = None;
    let over = now > invite.ends && !journey.progress.over_accepted;
    journey.invite = Some(invite);
    journey.state = if over {
        State::LinkUnusable(Problem::new(Kind::LinkEventOver))
    } else {
        super::plan::next(&journey, now)
    };
    journey
}
