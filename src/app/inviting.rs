//! Drives a run of invitations: stores its journal before anything leaves, sends, and tells it what was answered.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::desk::Desk;
use super::shelf;
use crate::browser::{clock, entropy, http, page};
use crate::domain::directory::batch;
use crate::domain::guests::export;
use crate::domain::invite::EventKey;
use crate::domain::inviting::lease::{BEAT, Held};
use crate::domain::inviting::order::Order;
use crate::domain::inviting::row::{Row, StateName};
use crate::domain::inviting::{Answer, BatchId, Decision, Next, NoAnswer, Outgoing, Pause, Run};
use crate::domain::tenant::TenantId;
use crate::domain::time::Moment;
use crate::domain::words::{Message, number};

/// What it takes to invite.
pub const INVITE: &str = "User.Invite.All";

/// What is asked for to recognize who is a guest already.
pub const READ: &str = "User.Read.All";

/// What lets guests be recognized.
pub const RECOGNIZE: [&str; 3] = [READ, "User.ReadBasic.All", "User.ReadWrite.All"];

/// How a run stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing was begun.
    None,
    /// Another tab works on it, at least until then.
    Elsewhere(Moment),
    /// Something is being sent or looked up.
    Working,
    /// Microsoft asked to wait, or the directory needs a while.
    Waiting(Moment),
    /// It goes on when the organizer says so.
    Paused(Pause),
    /// Only the organizer's decisions are missing.
    Asks,
    /// Everybody has an answer.
    Done,
}

/// A handle on the run of the event that is open; cheap to copy.
#[derive(Clone, Copy)]
pub struct Inviting {
    run: RwSignal<Option<(EventKey, Run)>, LocalStorage>,
    standing: RwSignal<Standing>,
    /// Whether the loop runs.
    driving: StoredValue<bool>,
    /// Names this page among the tabs.
    owner: StoredValue<String>,
    /// The event whose run is to be open.
    wanted: StoredValue<Option<EventKey>>,
    /// The page is going away: whatever still comes back is no longer its business.
    gone: StoredValue<bool>,
}

impl Inviting {
    /// No run yet.
    pub fn new() -> Self {
        let owner = entropy::key().map_or(String::new(), |key| key.as_str().to_owned());
        let inviting = Self {
            run: RwSignal::new_local(None),
            standing: RwSignal::new(Standing::None),
            driving: StoredValue::new(false),
            owner: StoredValue::new(owner),
            wanted: StoredValue::new(None),
            gone: StoredValue::new(false),
        };
        // Whoever comes back, from a reload or the sign-in page, need not wait for the silence of a page that is gone.
        page::on_leaving(move || {
            inviting.let_go();
            inviting.gone.set_value(true);
        });
        page::on_restored(move || inviting.come_back());
        clock::every(u32::try_from(BEAT).unwrap_or(15_000), move || {
            if inviting.driving.get_value() {
                inviting.beat();
            }
        });
        inviting
    }

    /// Opens what is stored of an event's run, if that is not open already.
    pub fn open(self, event: &EventKey) {
        self.wanted.set_value(Some(event.clone()));
        if self.is_open(event) {
            return;
        }
        self.let_go();
        self.run.set(None);
        let now = clock::now();
        let read = shelf::journal(event).and_then(|json| Run::from_json(&json, now).ok());
        self.stand(Standing::None);
        if let Some(run) = read {
            match self.take(event) {
                Ok(()) => {
                    self.run.set(Some((event.clone(), run)));
                    self.look();
                }
                Err(held) => self.wait_for(held),
            }
        }
    }

    /// Another tab has the run: looks again when that one has been silent long enough.
    fn wait_for(self, held: Held) {
        self.stand(Standing::Elsewhere(held.until));
        clock::after(clock::left_until(held.until).saturating_add(50), move || {
            let still = matches!(self.standing.get_untracked(), Standing::Elsewhere(_));
            if let Some(event) = self.wanted.get_value().filter(|_| still) {
                self.open(&event);
            }
        });
    }

    /// The page is back out of the browser's cache: another tab may have gone on meanwhile.
    fn come_back(self) {
        self.gone.set_value(false);
        self.run.set(None);
        if let Some(event) = self.wanted.get_value() {
            self.open(&event);
        }
    }

    /// Begins a run for an event.
    pub fn begin(self, desk: Desk, event: &EventKey, host: &TenantId, order: Order) {
        if let Err(held) = self.take(event) {
            return self.wait_for(held);
        }
        // Another tab may have begun since this page was drawn: what it did stands.
        if shelf::journal(event).is_some() {
            return self.open(event);
        }
        let guests = untrack(|| desk.guests(event)).to_vec();
        // A list never has more guests than a run.
        let Ok(run) = Run::begin(order, guests, may_read(desk, host), clock::now()) else { return };
        self.run.set(Some((event.clone(), run)));
        self.store();
        self.drive(desk);
    }

    /// Forgets a run whose guests all have an answer, so that another can begin.
    pub fn finish(self, event: &EventKey) {
        shelf::drop_journal(event);
        self.run.set(None);
        self.stand(Standing::None);
    }

    /// Stops sending after what is under way.
    pub fn pause(self) {
        self.change(Run::pause);
        self.look();
    }

    /// Goes on.
    pub fn resume(self, desk: Desk, host: &TenantId) {
        let may_read = may_read(desk, host);
        self.change(|run| run.resume(may_read));
        self.drive(desk);
    }

    /// Goes on without looking anybody up.
    pub fn resume_blind(self, desk: Desk) {
        self.change(|run| run.resume(false));
        self.drive(desk);
    }

    /// Decides about one guest.
    pub fn decide(self, desk: Desk, address: &str, decision: Decision) {
        self.change(|run| {
            // A decision that no longer fits, because an answer came meanwhile, decides nothing.
            let _ = run.decide(address, decision);
        });
        self.drive(desk);
    }

    /// Decides about all guests in a state.
    pub fn decide_all(self, desk: Desk, state: StateName, decision: Decision) {
        self.change(|run| {
            run.decide_all(state, decision);
        });
        self.drive(desk);
    }

    /// How it stands; tracked.
    pub fn standing(self) -> Standing {
        self.standing.get()
    }

    /// Looks at the run; tracked.
    pub fn with<T>(self, look: impl FnOnce(&Run) -> T) -> Option<T> {
        self.run.with(|run| run.as_ref().map(|(_, run)| look(run)))
    }

    /// What has to be asked for to go on with the run as it was begun; empty when nothing is missing. Tracked.
    pub fn lacks(self, desk: Desk, host: &TenantId) -> Vec<&'static str> {
        let reads = self.with(Run::may_read).unwrap_or_default();
        let can_read = !reads || RECOGNIZE.iter().any(|scope| desk.may(host, scope));
        match (desk.may(host, INVITE), can_read) {
            (true, true) => Vec::new(),
            (false, true) if !reads => vec![INVITE],
            _ => vec![INVITE, READ],
        }
    }

    /// Every guest with what became of them, for a spreadsheet. The addresses to redeem are in it as long as the page
    /// stays open.
    pub fn table(self, desk: Desk) -> String {
        let words = desk.words;
        let headers = [
            "inviting.column.address",
            "inviting.column.name",
            "inviting.column.state",
            "inviting.column.redeem",
        ]
        .map(|id| words.say(id));
        let rows: Vec<Vec<String>> = untrack(|| {
            self.with(|run| {
                let row = |row: &Row| {
                    vec![
                        row.guest.address.secret().to_owned(),
                        row.guest.name.clone().unwrap_or_default(),
                        words.write(&row.message()),
                        row.redeem.as_ref().map(|redeem| redeem.secret().to_string()).unwrap_or_default(),
                    ]
                };
                run.rows().iter().map(row).collect()
            })
        })
        .unwrap_or_default();
        export::table_csv(&headers.each_ref().map(String::as_str), rows.into_iter())
    }

    fn is_open(self, event: &EventKey) -> bool {
        self.run.with_untracked(|run| run.as_ref().is_some_and(|(of, _)| of == event))
    }

    /// Works on the run until it has nothing to do by itself. One such loop runs at a time.
    fn drive(self, desk: Desk) {
        self.look();
        if self.driving.get_value() {
            return;
        }
        self.driving.set_value(true);
        spawn_local(async move {
            while let Some(next) = self.next().filter(|_| !self.gone.get_value()) {
                match next {
                    Next::Send(out) => self.ask(desk, out, true).await,
                    Next::LookUp(out) => self.ask(desk, out, false).await,
                    Next::Wait { until } => {
                        self.stand(Standing::Waiting(until));
                        // Short, so that a pause or a decision is heard meanwhile.
                        clock::pause(clock::left_until(until).clamp(50, 1_000)).await;
                    }
                    Next::Answer(_) | Next::Asks | Next::Paused(_) | Next::Done => break,
                }
            }
            self.driving.set_value(false);
            self.look();
        });
    }

    /// Sends one batch and tells the run what came of it. Nothing that invites leaves before its journal is stored.
    async fn ask(self, desk: Desk, out: Outgoing, invites: bool) {
        self.stand(Standing::Working);
        let Outgoing { batch, journal, body } = out;
        if !self.beat() {
            return;
        }
        let stored = self.event().is_some_and(|event| shelf::keep_journal(&event, &journal));
        if invites && !stored {
            return self.not_sent(batch, Pause::NotStored);
        }
        let (Some(token), Some(config)) = (desk.token().await, desk.config()) else {
            return self.not_sent(batch, Pause::SignIn);
        };
        let address = [config.cloud.graph.as_str(), batch::ADDRESS].concat();
        let answer = http::post(&address, token.secret(), body).await;
        if answer.as_ref().is_ok_and(|answer| answer.status == 401) {
            desk.forget_session();
        }
        self.change(|run| {
            let answer = answer.as_ref().map_err(|_| NoAnswer).map(|answer| Answer {
                status: answer.status,
                retry_after: answer.retry_after.as_deref(),
                body: &answer.body,
            });
            run.answered(batch, answer, clock::now());
        });
    }

    fn not_sent(self, batch: BatchId, why: Pause) {
        self.change(|run| run.not_sent(batch, why));
    }

    /// What the run wants next; it is changed by being asked only where a batch is to leave.
    fn next(self) -> Option<Next> {
        let mut next = None;
        self.run.maybe_update(|run| {
            next = run.as_mut().map(|(_, run)| run.next(clock::now()));
            matches!(next, Some(Next::Send(_) | Next::LookUp(_)))
        });
        next
    }

    /// Says how the run stands now that nothing is under way.
    fn look(self) {
        if self.driving.get_value() {
            return;
        }
        let Some(rest) = untrack(|| self.with(|run| run.rest(clock::now()))) else { return };
        self.stand(match rest {
            Some(Next::Paused(pause)) => Standing::Paused(pause),
            Some(Next::Asks) => Standing::Asks,
            Some(Next::Done) => Standing::Done,
            Some(Next::Wait { until }) => Standing::Waiting(until),
            Some(Next::Send(_) | Next::LookUp(_) | Next::Answer(_)) | None => Standing::Working,
        });
    }

    /// Says how the run stands where that is news: what is shown of it stays what it is otherwise.
    fn stand(self, standing: Standing) {
        self.standing.maybe_update(|before| {
            let news = *before != standing;
            *before = standing;
            news
        });
    }

    fn change(self, change: impl FnOnce(&mut Run)) {
        self.run.update(|run| {
            if let Some((_, run)) = run {
                change(run);
            }
        });
        self.store();
    }

    /// Stores the journal, as long as no other tab has taken the run over.
    fn store(self) {
        if !self.beat() {
            return;
        }
        self.run.with_untracked(|run| {
            if let Some((event, run)) = run {
                // A journal that cannot be stored stops the next batch, which says so.
                shelf::keep_journal(event, &run.to_json());
            }
        });
    }

    fn event(self) -> Option<EventKey> {
        self.run.with_untracked(|run| run.as_ref().map(|(event, _)| event.clone()))
    }

    fn take(self, event: &EventKey) -> Result<(), Held> {
        self.owner.with_value(|owner| shelf::take_lease(event, owner, clock::now()))
    }

    /// Gives a sign of life. `false`: another tab has the run, and this one lets go of it.
    fn beat(self) -> bool {
        let Some(event) = self.event().filter(|_| !self.gone.get_value()) else { return false };
        match self.owner.with_value(|owner| shelf::beat_lease(&event, owner, clock::now())) {
            Ok(()) => true,
            Err(held) => {
                self.run.set(None);
                self.wait_for(held);
                false
            }
        }
    }

    fn let_go(self) {
        if let Some(event) = self.event() {
            self.owner.with_value(|owner| shelf::drop_lease(&event, owner));
        }
    }
}

impl Default for Inviting {
    fn default() -> Self {
        Self::new()
    }
}

/// Whether the directory may be read by whoever is signed in.
fn may_read(desk: Desk, host: &TenantId) -> bool {
    untrack(|| RECOGNIZE.iter().any(|scope| desk.may(host, scope)))
}

/// A state's words, with how many are in it.
pub fn total(state: StateName, count: usize) -> Message {
    Message::new(["inviting.total.", state.name()].concat()).count("count", number(count))
}
