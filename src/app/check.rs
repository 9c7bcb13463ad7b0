//! Performs the readiness check: asks the browser and the network, one thing after the other, and owns what was
//! observed so far. What it amounts to is decided in [`readiness`].

use std::rc::Rc;

use futures_util::future::{join, join3};
use leptos::prelude::*;
use url::Url;
use wasm_bindgen_futures::spawn_local;

use super::words::{Words, wishes};
use crate::browser::stop::Stop;
use crate::browser::{clipboard, clock, http, location, outcome, page, probe, reach, storage, stream};
use crate::domain::arrival::{self, Arrival};
use crate::domain::config::Config;
use crate::domain::device::Facts;
use crate::domain::readiness::clock::ServerTime;
use crate::domain::readiness::line::{self, Arrived, Line};
use crate::domain::readiness::network::{self, PATIENCE, Reach};
use crate::domain::readiness::subject::Subject;
use crate::domain::readiness::{self, Check, Finding, Observed};

/// How far the check has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Nobody has pressed yet.
    Before,
    /// The browser and Microsoft's services are being asked.
    Asking,
    /// The line is being measured.
    Measuring(Arrived),
    /// Everything has been observed that could be.
    Done,
}

/// A handle on the page's state; cheap to copy.
#[derive(Clone, Copy)]
pub struct Checkup {
    config: StoredValue<Rc<Config>, LocalStorage>,
    address: StoredValue<Url>,
    subject: RwSignal<Subject>,
    observed: RwSignal<Observed>,
    stage: RwSignal<Stage>,
    /// Counts the runs, so that what an earlier one still brings is not taken for a later one's.
    run: StoredValue<u32>,
    /// Ends the measurement under way, or the last one that there was.
    stop: StoredValue<Option<Stop>, LocalStorage>,
    stopped: StoredValue<bool>,
}

/// Reads the address, fetches the configuration and mounts the page; without a configuration that works, `mount`
/// gets nothing. Without a network the entry page's own markup says so.
pub fn start(words: Words, mount: impl FnOnce(Option<Checkup>) + 'static) {
    spawn_local(async move {
        let Some(address) = location::address() else { return page::trouble("unreached") };
        let written_in = written_in(&address);
        let (config, begun) = join(http::file("config.json"), words.begin(wishes(written_in), &[])).await;
        let (Ok(config), true) = (config, begun) else { return page::trouble("unreached") };
        let config = if config.status == 200 { Config::parse(&config.body).ok() } else { None };
        if let Some(config) = &config
            && !words.offer(&config.languages).await
        {
            return page::trouble("unreached");
        }
        let checkup = config.map(|config| Checkup::new(Rc::new(config), address));
        if let Some(checkup) = checkup {
            location::on_fragment_change(move || checkup.read_address());
        }
        mount(checkup);
    });
}

impl Checkup {
    fn new(config: Rc<Config>, address: Url) -> Self {
        let subject = subject_of(&address, &config);
        Self {
            config: StoredValue::new_local(config),
            address: StoredValue::new(address),
            subject: RwSignal::new(subject),
            observed: RwSignal::default(),
            stage: RwSignal::new(Stage::Before),
            run: StoredValue::new(0),
            stop: StoredValue::new_local(None),
            stopped: StoredValue::new(false),
        }
    }

    /// The deployment's settings.
    pub fn config(self) -> Rc<Config> {
        self.config.get_value()
    }

    /// This page's address, with whatever stands in it.
    pub fn address(self) -> Url {
        self.address.get_value()
    }

    /// What is checked for; tracked.
    pub fn subject(self) -> Subject {
        self.subject.get()
    }

    /// How far the check has come; tracked.
    pub fn stage(self) -> Stage {
        self.stage.get()
    }

    /// What was found so far; tracked. Nothing before the first run.
    pub fn findings(self) -> Vec<Finding> {
        if self.stage.get() == Stage::Before {
            return Vec::new();
        }
        let target = self.subject.with(|subject| subject.target);
        self.observed.with(|observed| readiness::findings(observed, target))
    }

    /// What one check came to; changes only when that does.
    pub fn finding(self, check: Check) -> Memo<Option<Finding>> {
        Memo::new(move |_| self.findings().into_iter().find(|finding| finding.check == check))
    }

    /// Begins, or begins again. A press while it runs does nothing.
    pub fn begin(self) {
        if matches!(self.stage.get_untracked(), Stage::Before | Stage::Done) {
            let run = self.next_run();
            self.observed.set(Observed::default());
            self.stage.set(Stage::Asking);
            self.stopped.set_value(false);
            spawn_local(self.observe(run));
        }
    }

    /// Stops the measurement under way.
    pub fn stop(self) {
        self.stopped.set_value(true);
        self.stop.with_value(|stop| {
            if let Some(stop) = stop {
                stop.now();
            }
        });
    }

    /// Copies a text, and says whether that worked.
    pub fn copy(self, text: &str, done: impl FnOnce(bool) + 'static) {
        let begun = clipboard::copy(text);
        spawn_local(async move { done(outcome::worked(begun).await) });
    }

    /// Takes the address as it is now; what was found for something else is dropped.
    fn read_address(self) {
        let Some(address) = location::address() else { return };
        let subject = self.config.with_value(|config| subject_of(&address, config));
        self.address.set_value(address);
        self.next_run();
        self.stop();
        self.stage.set(Stage::Before);
        self.subject.set(subject);
    }

    fn next_run(self) -> u32 {
        self.run.update_value(|run| *run = run.wrapping_add(1));
        self.run.get_value()
    }

    /// Takes something down, unless another run has begun since.
    fn note(self, run: u32, change: impl FnOnce(&mut Observed)) {
        if self.run.get_value() == run {
            self.observed.update(change);
        }
    }

    fn show(self, run: u32, stage: Stage) {
        if self.run.get_value() == run {
            self.stage.set(stage);
        }
    }

    async fn observe(self, run: u32) {
        let facts = Facts::read(&probe::facts().await);
        let can_store = storage::works();
        let subject = self.subject.get_untracked();
        let planned = readiness::planned(&facts, subject.target);
        self.note(run, |observed| *observed = Observed { facts, can_store, ..Observed::default() });
        if planned.contains(&Check::Line) {
            let config = self.config();
            let tenant = subject.event.as_ref().map(|(_, host)| &host.tenant);
            let sign_in = network::sign_in_address(&config.cloud, tenant);
            let graph = network::graph_address(&config.cloud);
            join3(
                async { self.note_clock(run).await },
                async {
                    let reach = reached(&sign_in).await;
                    self.note(run, |observed| observed.sign_in = Some(reach));
                },
                async {
                    let reach = reached(&graph).await;
                    self.note(run, |observed| observed.graph = Some(reach));
                },
            )
            .await;
            // By itself, so that nothing else takes its share of the line.
            let line = self.measure(run).await;
            self.note(run, |observed| observed.line = Some(line));
        }
        self.show(run, Stage::Done);
    }

    async fn note_clock(self, run: u32) {
        let asked = clock::now();
        let stamp = reach::time("config.json", PATIENCE).await.unwrap_or_default();
        let time = ServerTime { asked, answered: clock::now(), date: stamp.date, age: stamp.age };
        self.note(run, |observed| observed.clock = Some(time));
    }

    async fn measure(self, run: u32) -> Line {
        let Some(stop) = Stop::new() else { return Line::Untold };
        self.show(run, Stage::Measuring(Arrived::default()));
        self.stop.set_value(Some(stop.clone()));
        let stop = stop.after(line::LIMIT);
        let heard = move |arrived| self.show(run, Stage::Measuring(arrived));
        let arrived = stream::arrive(line::FILE, &stop, heard).await;
        arrived.unwrap_or_default().line(self.stopped.get_value())
    }
}

fn subject_of(address: &Url, config: &Config) -> Subject {
    Subject::read(arrival_at(address), config)
}

/// The language of the invite that the address brings.
fn written_in(address: &Url) -> Option<String> {
    match arrival_at(address) {
        Arrival::Invite(invite) => invite.ok()?.language,
        _ => None,
    }
}

fn arrival_at(address: &Url) -> Arrival {
    arrival::read(address.query().unwrap_or_default(), address.fragment().unwrap_or_default())
}

/// Whether an address answers: first as this page may read it, and when that fails, at all.
pub(super) async fn reached(address: &str) -> Reach {
    let readably = reach::answers(address, PATIENCE).await;
    let at_all = readably || reach::answers_unreadably(address, PATIENCE / 2).await;
    Reach::of(readably, at_all, http::is_online())
}
