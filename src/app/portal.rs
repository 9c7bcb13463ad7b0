//! The reactive heart: one journey in a signal, events in, effects out to whoever performs them.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;

use super::reader;
use crate::browser::location;
use crate::domain::config::Fault;
use crate::domain::journey::{self, Effect, Event, Journey, State, Step};
use crate::domain::language::Language;
use crate::domain::launch::Seen;
use crate::domain::problem::Problem;
use crate::domain::report::make::{self, Around};
use crate::domain::report::{self, log::Log};
use crate::domain::time::Moment;

/// What the page shows.
#[derive(Clone, Debug)]
pub enum Shown {
    /// The words that came with the page, while the rest is fetched.
    Opening,
    /// The deployment cannot work as it is configured.
    Misconfigured {
        /// What is wrong.
        problem: Problem,
        /// Which fields, where the file could be read.
        faults: Vec<Fault>,
    },
    /// A guest's journey.
    Journey(Rc<Journey>),
}

/// Performs effects. The guest's page has one that touches the browser; a preview has one that does not.
pub trait Perform {
    /// Performs one effect; what comes of it is sent to `portal` as an event.
    fn perform(&self, portal: Portal, effect: Effect);
    /// The time.
    fn now(&self) -> Moment;
    /// Copies a text, and says whether that worked.
    fn copy(&self, text: String, done: Box<dyn FnOnce(bool)>);
    /// Opens the share sheet with a text and an address, and says whether that worked.
    fn share(&self, text: String, address: String, done: Box<dyn FnOnce(bool)>);
    /// Offers a text as a file.
    fn save(&self, name: &str, text: &str);
    /// Whether the device says that it has a network.
    fn is_online(&self) -> bool;
    /// Gives the step shown a place in the browser's history: a new one, or the present one's.
    fn show_step(&self, step: Step, replace: bool);
}

/// What a page is driven with: who performs, and what happened last.
struct Engine {
    performer: Rc<dyn Perform>,
    log: RefCell<Log>,
}

/// A handle on the page's state; cheap to copy.
#[derive(Clone, Copy)]
pub struct Portal {
    shown: RwSignal<Shown, LocalStorage>,
    /// Goes up whenever a screen has to be drawn anew.
    edition: RwSignal<u32>,
    now: RwSignal<Moment>,
    /// The report that the guest had made on this screen; empty before that.
    report: RwSignal<String>,
    engine: StoredValue<Rc<Engine>, LocalStorage>,
}

impl Portal {
    /// A page that is still opening.
    pub fn new(performer: Rc<dyn Perform>) -> Self {
        Self {
            shown: RwSignal::new_local(Shown::Opening),
            edition: RwSignal::new(0),
            now: RwSignal::new(performer.now()),
            report: RwSignal::default(),
            engine: StoredValue::new_local(Rc::new(Engine {
                log: RefCell::new(Log::new(performer.now())),
                performer,
            })),
        }
    }

    /// What the page shows, as it is now.
    pub fn peek(self) -> Shown {
        self.shown.get_untracked()
    }

    /// Goes up whenever a screen has to be drawn anew; tracked. Countdown and evidence change without it.
    pub fn edition(self) -> u32 {
        reader::leaves(&self.edition);
        self.edition.get()
    }

    /// Shows that the deployment cannot work.
    pub fn misconfigured(self, problem: Problem, faults: Vec<Fault>) {
        self.draw(Shown::Misconfigured { problem, faults });
    }

    /// Begins with a journey and the effects of its opening.
    pub fn begin(self, (journey, effects): (Journey, Vec<Effect>)) {
        let step = journey.state.step();
        self.report.set(String::new());
        self.draw(Shown::Journey(Rc::new(journey)));
        self.performer().show_step(step, true);
        self.perform(effects);
    }

    /// Feeds an event to the journey and has its effects performed.
    pub fn send(self, event: Event) {
        let passing = matches!(self.peek(), Shown::Journey(journey) if journey.state.is_passing());
        if let Some((before, after)) = self.turn(event)
            && before != after
        {
            self.performer().show_step(after, passing);
        }
    }

    /// Goes to a step that the browser's history has gone to already.
    pub fn travel(self, step: Step) {
        if let Some((_, after)) = self.turn(Event::Revisit(step))
            && after != step
        {
            self.performer().show_step(after, true);
        }
    }

    /// One turn of the journey: the steps before and after it.
    fn turn(self, event: Event) -> Option<(Step, Step)> {
        let Shown::Journey(before) = self.peek() else { return None };
        let engine = self.engine.get_value();
        let (name, now) = (event.name(), engine.performer.now());
        let (journey, effects) = journey::step((*before).clone(), event, now);
        engine.log.borrow_mut().note(name, &before.state, &journey.state, now);
        if before.state.screen() != journey.state.screen() {
            self.report.set(String::new());
        }
        let steps = (before.state.step(), journey.state.step());
        let same = looks_the_same(&before, &journey);
        let shown = Shown::Journey(Rc::new(journey));
        if same {
            // Evidence may have changed: its own view follows it.
            self.shown.set(shown);
        } else {
            self.draw(shown);
        }
        self.perform(effects);
        Some(steps)
    }

    /// Draws the screen anew, because words have arrived.
    pub fn redraw(self) {
        self.edition.update(|edition| *edition = edition.wrapping_add(1));
    }

    fn draw(self, shown: Shown) {
        self.shown.set(shown);
        self.redraw();
    }

    /// A callback that sends an event, for buttons.
    pub fn press(self, event: impl Fn() -> Event + Send + Sync + 'static) -> Callback<()> {
        Callback::new(move |()| self.send(event()))
    }

    /// The time, in steps of a second while a countdown needs it; tracked.
    pub fn now(self) -> Moment {
        reader::leaves(&self.now);
        self.now.get()
    }

    /// Moves the shown time on.
    pub fn tick(self) {
        self.now.set(self.performer().now());
    }

    /// What the evidence about the app amounts to; changes without changing the screen. It stays as it was while the
    /// screen goes, since whatever changes there is read out.
    pub fn seen(self) -> Memo<Option<Seen>> {
        Memo::new(move |before: Option<&Option<Seen>>| {
            reader::leaves(&self.shown);
            self.shown.with(|shown| match shown {
                Shown::Journey(journey) => match journey.state {
                    State::AskingWhetherInside { seen } => Some(seen),
                    _ => before.copied().flatten(),
                },
                _ => None,
            })
        })
    }

    /// Copies a text, and says whether that worked.
    pub fn copy(self, text: String, done: impl FnOnce(bool) + 'static) {
        self.performer().copy(text, Box::new(done));
    }

    /// Opens the share sheet with a text and an address, and says whether that worked.
    pub fn share(self, text: String, address: String, done: impl FnOnce(bool) + 'static) {
        self.performer().share(text, address, Box::new(done));
    }

    /// Offers a text as a file.
    pub fn save(self, name: &str, text: &str) {
        self.performer().save(name, text);
    }

    /// The report that the guest had made on this screen; empty before that; tracked.
    pub fn report(self) -> String {
        reader::leaves(&self.report);
        self.report.get()
    }

    /// Makes a report of what the page knows. `language` is that of the page.
    pub fn make_report(self, language: Language, with_address: bool) {
        let engine = self.engine.get_value();
        let (now, online) = (engine.performer.now(), engine.performer.is_online());
        let around = Around { now, log: &engine.log.borrow(), language, online };
        let made = match self.peek() {
            Shown::Journey(journey) => make::of(&journey, around, with_address),
            Shown::Misconfigured { problem, .. } => make::of_problem(Some(&problem), around),
            Shown::Opening => make::of_problem(None, around),
        };
        self.report.set(report::write(&made));
    }

    fn perform(self, effects: Vec<Effect>) {
        let performer = self.performer();
        for effect in effects {
            performer.perform(self, effect);
        }
    }

    fn performer(self) -> Rc<dyn Perform> {
        Rc::clone(&self.engine.get_value().performer)
    }
}

/// Loads the page again.
pub fn reload() {
    location::reload();
}

/// Whether two journeys are shown by the same screen with nothing on it changed but the evidence.
fn looks_the_same(one: &Journey, other: &Journey) -> bool {
    let same_state = match (&one.state, &other.state) {
        (State::AskingWhetherInside { .. }, State::AskingWhetherInside { .. }) => true,
        (one, other) => one == other,
    };
    same_state
        && one.progress == other.progress
        && one.remembered == other.remembered
        && one.visitor == other.visitor
        && one.known.len() == other.known.len()
        && one.invite == other.invite
}
