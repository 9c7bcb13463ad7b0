//! Performs a guest's effects in a real browser.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen_futures::spawn_local;

use super::portal::{Perform, Portal, Shown};
use super::words::Words;
use super::{diary, graph, shelf, sign_in};
use crate::browser::{clipboard, clock, download, history, http, location, opener, outcome, page, share};
use crate::domain::arrival;
use crate::domain::auth::session::AccessToken;
use crate::domain::journey::{Effect, Event, Setting, Step};
use crate::domain::launch::{self, Signal};
use crate::domain::time::Moment;

/// Performs effects in a real browser.
pub struct Guest {
    words: Words,
    /// Counts launches, so that the timer of an earlier one says nothing about a later one.
    launches: Rc<Cell<u32>>,
}

impl Guest {
    /// A performer that takes its words from `words`.
    pub fn new(words: Words) -> Self {
        Self { words, launches: Rc::default() }
    }
}

impl Perform for Guest {
    fn perform(&self, portal: Portal, effect: Effect) {
        match effect {
            Effect::Leave(request) => {
                // Without a network the browser would show a page of its own, from which nothing leads on.
                if !http::is_online() {
                    return portal.send(Event::NoNetwork);
                }
                let kept = setting(portal).is_some_and(|setting| sign_in::leave(&setting.config, *request));
                if !kept {
                    portal.send(Event::StorageRefused);
                }
            }
            Effect::Exchange(exchange) => {
                let Some(setting) = setting(portal) else { return };
                spawn_local(async move {
                    let leg = exchange.attempt.leg;
                    let result = sign_in::exchange(&setting.config, *exchange).await;
                    portal.send(Event::SignedIn(leg, result));
                });
            }
            Effect::AskGraph(token) => ask_graph(portal, token),
            Effect::Renew(session) => {
                let Some(setting) = setting(portal) else { return };
                spawn_local(async move {
                    let renewed = sign_in::renew(&setting.config, *session).await;
                    portal.send(Event::Renewed(renewed));
                });
            }
            Effect::WakeAt(time) => {
                let pause = u32::try_from(time.since(clock::now())).unwrap_or_default();
                clock::after(pause, move || portal.send(Event::Woken));
            }
            Effect::SignOut(address) if http::is_online() => location::go(&address),
            Effect::SignOut(_) => portal.send(Event::NoNetwork),
            Effect::OpenRedeem(redeem) => {
                opener::tab(redeem.secret().as_str());
            }
            Effect::OpenApp(deep_link) => {
                self.launches.set(self.launches.get().wrapping_add(1));
                let (launches, this) = (Rc::clone(&self.launches), self.launches.get());
                opener::app(&deep_link);
                clock::after(launch::SETTLE, move || {
                    if launches.get() == this {
                        portal.send(Event::Noticed(Signal::Settled));
                    }
                });
            }
            Effect::CopyEventLink(link) => self.copy(link, Box::new(|_| {})),
            Effect::OpenMeeting(told) => {
                let Some(page) =
                    setting(portal).and_then(|setting| setting.address.join("meeting.html").ok())
                else {
                    return;
                };
                if !http::is_online() {
                    portal.send(Event::NoNetwork);
                } else if shelf::hand_over_meeting(&told.json(self.words.language())) {
                    location::go(&page);
                } else {
                    portal.send(Event::StorageRefused);
                }
            }
            Effect::SaveCalendar => {
                if let Shown::Journey(journey) = portal.peek()
                    && let (Some(invite), Some(host)) = (&journey.invite, journey.host())
                {
                    let mut address = journey.setting.address.clone();
                    address.set_fragment(Some(&arrival::fragment_of(invite)));
                    diary::save(&diary::of_guest(invite, host, &address, self.words));
                }
            }
            Effect::Arrive(invite) => {
                // The browser tells of a change only: the link may be the one that stands there.
                location::set_fragment("");
                location::follow(&arrival::whole_fragment_of(&invite));
            }
            Effect::SetFragment(fragment) => location::set_fragment(&fragment),
            Effect::Save(key, saved) => {
                shelf::keep_event(&key, &saved);
            }
            Effect::Remember(remembered) => shelf::remember(&remembered),
            Effect::ForgetAll => shelf::clear(),
        }
    }

    fn now(&self) -> Moment {
        clock::now()
    }

    fn copy(&self, text: String, done: Box<dyn FnOnce(bool)>) {
        let copied = clipboard::copy(&text);
        spawn_local(tell(copied, done));
    }

    fn share(&self, text: String, address: String, done: Box<dyn FnOnce(bool)>) {
        let shared = share::share(&text, &address);
        spawn_local(tell(shared, done));
    }

    fn save(&self, name: &str, text: &str) {
        download::save(name, "text/plain;charset=utf-8", text);
    }

    fn is_online(&self) -> bool {
        http::is_online()
    }

    fn show_step(&self, step: Step, replace: bool) {
        if replace {
            history::replace(step);
        } else {
            history::push(step);
        }
    }
}

/// Says how something went that was begun.
async fn tell(begun: Option<Promise>, done: Box<dyn FnOnce(bool)>) {
    done(outcome::worked(begun).await);
}

/// Listens to the browser for as long as the page is open.
pub fn listen(portal: Portal) {
    history::on_travel(move |step| portal.travel(step));
    page::on_restored(move || portal.send(Event::PageRestored));
    page::on_attention(move |attentive| {
        portal.send(Event::Noticed(if attentive { Signal::Returned } else { Signal::Left }));
        if attentive {
            portal.tick();
            portal.send(Event::TabSeen);
        }
    });
    clock::every(1_000, move || portal.tick());
}

fn setting(portal: Portal) -> Option<Rc<Setting>> {
    match portal.peek() {
        Shown::Journey(journey) => Some(Rc::clone(&journey.setting)),
        _ => None,
    }
}

/// Asks both questions at once; each answer is sent as it comes.
fn ask_graph(portal: Portal, token: AccessToken) {
    let Shown::Journey(journey) = portal.peek() else { return };
    let Some(target) = journey.target().cloned() else { return };
    let (asked, token_too) = (Rc::clone(&journey), token.clone());
    spawn_local(async move {
        let answer = graph::person(&asked.setting.config.cloud, &token_too).await;
        portal.send(Event::PersonRead(answer));
    });
    spawn_local(async move {
        let answer = graph::licenses(&journey.setting.config.cloud, &token, &target).await;
        portal.send(Event::LicenseRead(answer));
    });
}
