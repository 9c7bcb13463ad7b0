//! The preview: shows the guest's own pages and performs nothing. It is given neither opener nor storage, clipboard
//! or Graph; all it asks for are the portal's own files of words.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;

use super::portal::{self, Perform, Portal};
use super::words::Words;
use crate::domain::desk;
use crate::domain::journey::{Effect, Step};
use crate::domain::preview::instead::{self, Instead};
use crate::domain::preview::place::{Place, Wishes};
use crate::domain::preview::venue::{Occasion, Site, Venue};
use crate::domain::preview::walk::{Awaited, Turn, Walk, Walker};
use crate::domain::preview::{Page, Scene, Shown, scenes};
use crate::domain::problem::Problem;
use crate::domain::time::Moment;

/// A handle on the preview; cheap to copy.
#[derive(Clone, Copy)]
pub struct Preview {
    place: RwSignal<desk::Place>,
    wishes: StoredValue<Wishes>,
    /// This very portal, for events of its own.
    site: StoredValue<Option<Site>>,
    scenes: StoredValue<Vec<Scene>>,
    /// What the last press on a scene would have done.
    instead: RwSignal<Option<Instead>>,
    words: Words,
}

impl Preview {
    /// The preview of a desk that is at `place`, in a portal that may not be set up.
    pub fn new(words: Words, place: RwSignal<desk::Place>, wishes: Wishes, site: Option<Site>) -> Self {
        Self {
            place,
            wishes: StoredValue::new(wishes),
            site: StoredValue::new(site),
            scenes: StoredValue::new(scenes()),
            instead: RwSignal::new(None),
            words,
        }
    }

    /// The words in force.
    pub fn words(self) -> Words {
        self.words
    }

    /// Where among the guest's pages it is; tracked.
    pub fn place(self) -> Option<Place> {
        match self.place.get() {
            desk::Place::Preview(place) => Some(place),
            _ => None,
        }
    }

    /// How the page is to look.
    pub fn wishes(self) -> Wishes {
        self.wishes.get_value()
    }

    /// Every scene.
    pub fn scenes(self) -> Vec<Scene> {
        self.scenes.get_value()
    }

    /// What the last press would have done; tracked.
    pub fn instead(self) -> Option<Instead> {
        self.instead.get()
    }

    /// Says what a press would have done.
    pub fn say_instead(self, instead: Instead) {
        // Emptied first, so that the same words are announced again.
        self.hush();
        self.instead.set(Some(instead));
    }

    /// Says nothing of what a press would have done any more.
    pub fn hush(self) {
        self.instead.set(None);
    }

    /// The scene of that id as the guest sees it; `None` when there is none.
    pub fn portal(self, id: &str) -> Option<Portal> {
        self.hush();
        self.scenes
            .with_value(|scenes| scenes.iter().find(|scene| scene.id == id).map(|scene| self.stage(scene)))
    }

    /// A scene as the guest sees it.
    pub fn stage(self, scene: &Scene) -> Portal {
        let Shown { page, now } = scene.shown(self.wishes.with_value(|wishes| wishes.target));
        let portal = Portal::new(Rc::new(Performer { preview: self, now, walker: None }));
        match page {
            // What a page does when it opens has been seen to: the scene is what comes of it.
            Page::Journey(journey) => portal.begin((*journey, Vec::new())),
            Page::Misconfigured { problem, faults } => portal.misconfigured(problem, faults),
        }
        portal
    }

    /// Where a walk to that event takes place, or why there can be none.
    pub fn venue(self, occasion: &Occasion) -> Result<Venue, Problem> {
        let target = self.wishes.with_value(|wishes| wishes.target);
        self.site.with_value(|site| occasion.venue(site.as_ref(), target))
    }

    /// A walk from its beginning.
    pub fn walk(self, walk: Walk, venue: &Venue) -> Option<Walking> {
        self.hush();
        let (walker, journey, effects) = Walker::open(walk, venue)?;
        let now = walker.now();
        let walker = Rc::new(RefCell::new(walker));
        let performer = Performer { preview: self, now, walker: Some(Rc::clone(&walker)) };
        let portal = Portal::new(Rc::new(performer));
        portal.begin((journey, effects));
        Some(Walking { portal, walker: StoredValue::new_local(walker) })
    }
}

/// A handle on a walk under way; cheap to copy.
#[derive(Clone, Copy)]
pub struct Walking {
    /// The guest's page.
    pub portal: Portal,
    walker: StoredValue<Rc<RefCell<Walker>>, LocalStorage>,
}

impl Walking {
    /// What has to come before the page goes on; tracked.
    pub fn awaits(self) -> Option<Awaited> {
        self.portal.edition();
        let portal::Shown::Journey(journey) = self.portal.peek() else { return None };
        self.walker.with_value(|walker| walker.borrow().awaits(&journey))
    }

    /// What was awaited has come.
    pub fn go_on(self) {
        let portal::Shown::Journey(journey) = self.portal.peek() else { return };
        let turn = self.walker.with_value(|walker| walker.borrow_mut().go_on(&journey));
        self.portal.tick();
        match turn {
            Some(Turn::Opened(journey, effects)) => self.portal.begin((*journey, effects)),
            Some(Turn::Event(event)) => self.portal.send(*event),
            None => {}
        }
    }
}

/// Performs nothing, and says what it does not do. On a walk it brings the answers that are made up.
struct Performer {
    preview: Preview,
    /// Stands still: a picture taken tomorrow is the same.
    now: Moment,
    walker: Option<Rc<RefCell<Walker>>>,
}

impl Perform for Performer {
    fn perform(&self, portal: Portal, effect: Effect) {
        let instead = instead::of(&effect);
        let answers = match (&self.walker, portal.peek()) {
            (Some(walker), portal::Shown::Journey(journey)) => walker.borrow_mut().answer(effect, &journey),
            _ => Vec::new(),
        };
        match instead {
            Some(instead) if answers.is_empty() => self.preview.say_instead(instead),
            _ => {}
        }
        for event in answers {
            portal.send(event);
        }
    }

    fn now(&self) -> Moment {
        self.walker.as_ref().map_or(self.now, |walker| walker.borrow().now())
    }

    fn copy(&self, _: String, done: Box<dyn FnOnce(bool)>) {
        self.preview.say_instead(Instead::Copy);
        done(true);
    }

    fn share(&self, _: String, _: String, done: Box<dyn FnOnce(bool)>) {
        self.preview.say_instead(Instead::Share);
        done(true);
    }

    fn save(&self, _: &str, _: &str) {
        self.preview.say_instead(Instead::Calendar);
    }

    fn is_online(&self) -> bool {
        true
    }

    fn show_step(&self, _: Step, _: bool) {}
}
