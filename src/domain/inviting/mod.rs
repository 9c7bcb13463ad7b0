//! Inviting guests through Microsoft Graph: a run that can be paused, resumed and trusted.
//!
//! The law of it: **nobody is invited twice by the machine's own accord**, whatever fails when. Graph has no key that
//! would make sending twice harmless: a second invitation to the same address is a second mail. So
//!
//! - before a batch leaves, the journal with its guests as [`State::Sending`] is stored ([`Outgoing::journal`]);
//! - a guest is sent again by itself only where it is certain that nothing was processed (not sent at all, throttled,
//!   not signed in);
//! - wherever that is not certain, the guest is [`State::Unknown`], is looked up if the directory may be read, and is
//!   otherwise the organizer's to decide about.
//!
//! The app asks [`Run::next`], does it, and tells [`Run::answered`] or [`Run::not_sent`]. At most one batch is under
//! way: the tenant's limit bounds the pace and not the waiting, and with one batch a failure puts at most
//! [`batch::MOST`] guests in doubt.
//!
//! [`order`] says what every invitation has in common, [`row`] how far each guest is, `verdict` what an answer proves,
//! `lookup` how guests are found in the directory, `journal` what is stored, and [`lease`] which tab works on it.

mod journal;
pub mod lease;
mod lookup;
pub mod order;
pub mod row;
mod verdict;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap, HashSet};

use self::lookup::Found;
use self::order::{Order, Purpose};
use self::row::{Doubt, Errand, Row, State, StateName};
use self::verdict::{Outer, Throttling, Verdict};
use super::directory::batch::{self, Part, PartAnswer};
use super::guests::Guest;
use super::named::named;
use super::time::{MINUTE, Moment};
use super::words::Message;

/// The most guests of one run.
pub const MOST_GUESTS: usize = 10_000;

/// An invitation run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    order: Order,
    begun: Moment,
    /// Grows with every change that has to be stored.
    revision: u64,
    may_read: bool,
    paused: Option<Pause>,
    /// Nothing is asked of Microsoft before.
    not_before: Moment,
    /// Batches in a row that were throttled.
    throttled: u32,
    /// Batches in a row without any certain answer.
    silent: u32,
    rows: Vec<Row>,
    under_way: Option<UnderWay>,
}

/// What the app does next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Store the journal; once it is stored, POST the body to [`batch::ADDRESS`].
    Send(Outgoing),
    /// POST the body to [`batch::ADDRESS`]; nothing needs to be stored, it only reads.
    LookUp(Outgoing),
    /// Ask again then.
    Wait {
        /// Not before.
        until: Moment,
    },
    /// The batch under way has no answer yet.
    Answer(BatchId),
    /// Only decisions by the organizer remain: see [`Row::asks`].
    Asks,
    /// Nothing is done until [`Run::resume`].
    Paused(Pause),
    /// Nothing remains.
    Done,
}

/// A batch that is to leave.
#[derive(Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// Names it to [`Run::answered`].
    pub batch: BatchId,
    /// What is stored before it leaves; empty for one that only reads.
    pub journal: String,
    /// JSON for Graph.
    pub body: String,
}

/// Names a batch within the life of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BatchId(u64);

/// Graph's answer to a batch.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    /// HTTP status of the whole.
    pub status: u16,
    /// `Retry-After` of the whole.
    pub retry_after: Option<&'a str>,
    /// Its body.
    pub body: &'a str,
}

/// No answer came, for whatever reason; the batch may have arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoAnswer;

named! {
    /// Why a run is paused.
    pub enum Pause, name {
        /// The organizer wants it.
        Asked = "asked",
        /// The page was loaded anew. Mails never start to leave by the mere opening of a page.
        Reloaded = "reloaded",
        /// The organizer has to sign in again.
        SignIn = "sign-in",
        /// The organizer may not invite guests.
        NotAllowed = "not-allowed",
        /// The directory may not be read after all. Resuming goes on as the caller then says.
        MayNotRead = "may-not-read",
        /// Microsoft did not take a whole batch.
        BatchRefused = "batch-refused",
        /// Microsoft did not answer twice in a row: going on would only put more guests in doubt.
        Unreachable = "unreachable",
        /// The journal could not be stored, and without it nothing is sent.
        NotStored = "not-stored",
    }
}

/// What the organizer decides about a guest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Send the invitation, although there was one or may have been.
    SendAgain,
    /// Leave it at that; a guest who waits is taken out.
    Leave,
    /// Let a guest who has accepted accept anew, e.g. with another account. Microsoft asks for the scope
    /// `User.ReadWrite.All` and the role Helpdesk Administrator or above ("Reset redemption status").
    Reset,
}

/// The decision does not fit how far the guest is, or there is no such guest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DoesNotApply;

/// There are more guests than [`MOST_GUESTS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooManyGuests {
    /// So many, each counted once.
    pub guests: usize,
}

impl std::fmt::Display for TooManyGuests {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "expected at most {MOST_GUESTS} guests, got {}", self.guests)
    }
}

impl std::fmt::Display for DoesNotApply {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("expected a guest in a state that this can be decided about, got none")
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct UnderWay {
    batch: BatchId,
    what: Sent,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Sent {
    /// The row of each part.
    Invitations(Vec<usize>),
    /// The rows of each part.
    Questions(Vec<Vec<usize>>),
}

/// How many batches in a row may stay without any certain answer before the run pauses.
const SILENT: u32 = 2;

/// The wait where Microsoft names none, in milliseconds: it doubles with each batch in a row, up to five minutes.
const WAIT: i64 = 5_000;

impl Run {
    /// A run that has sent nothing yet. A guest who stands on the list twice is invited once. `may_read`: the directory
    /// may be read (`User.ReadBasic.All` or `User.Read.All`), so that guests who are there already are recognized.
    pub fn begin(
        order: Order,
        guests: impl IntoIterator<Item = Guest>,
        may_read: bool,
        now: Moment,
    ) -> Result<Self, TooManyGuests> {
        let mut seen = HashSet::new();
        let alone = guests.into_iter().filter(|guest| seen.insert(key(guest.address.secret())));
        let rows: Vec<Row> = alone.map(Row::new).collect();
        if rows.len() > MOST_GUESTS {
            return Err(TooManyGuests { guests: rows.len() });
        }
        Ok(Self {
            order,
            begun: now,
            revision: 0,
            may_read,
            paused: None,
            not_before: now,
            throttled: 0,
            silent: 0,
            rows,
            under_way: None,
        })
    }

    /// What to do next. Marks the guests of a batch that is to leave: ask once, and do what it says.
    pub fn next(&mut self, now: Moment) -> Next {
        if let Some(rest) = self.rest(now) {
            rest
        } else if self.may_read && self.rows.iter().any(Row::is_unchecked) {
            self.look_up(Row::is_unchecked)
        } else if self.rows.iter().any(Row::is_to_send) {
            self.send()
        } else {
            self.look_up(|row| row.look().is_some_and(|look| look <= now))
        }
    }

    /// What [`Run::next`] says where it changes nothing; `None` where a batch is to leave.
    pub fn rest(&self, now: Moment) -> Option<Next> {
        if let Some(under_way) = &self.under_way {
            return Some(Next::Answer(under_way.batch));
        }
        let to_send = self.rows.iter().any(Row::is_to_send);
        let Some(due) = (if to_send { Some(self.not_before) } else { self.next_look() }) else {
            return Some(if self.rows.iter().any(Row::asks) { Next::Asks } else { Next::Done });
        };
        let paused = self.paused.map(Next::Paused);
        paused.or((now < due).then_some(Next::Wait { until: due }))
    }

    /// Takes the answer to a batch. An answer to any other than the one under way is passed over.
    pub fn answered(&mut self, batch: BatchId, answer: Result<Answer<'_>, NoAnswer>, now: Moment) {
        let Some(under_way) = self.under_way.take_if(|under_way| under_way.batch == batch) else { return };
        self.revision += 1;
        let outer =
            answer.map_or(Outer::Doubtful, |answer| Outer::of(answer.status, answer.retry_after, now));
        let parts = match (outer, answer) {
            (Outer::Answered, Ok(answer)) => batch::read(answer.body).ok(),
            _ => None,
        };
        match (under_way.what, parts) {
            (Sent::Invitations(rows), Some(parts)) => self.take_verdicts(&rows, &parts, now),
            (Sent::Questions(rows), Some(parts)) => self.take_findings(&rows, &parts, now),
            (Sent::Invitations(rows), None) => self.take_outer(&rows, outer, now),
            (Sent::Questions(_), None) => self.take_outer(&[], outer, now),
        }
    }

    /// The batch has certainly not left: the journal could not be stored ([`Pause::NotStored`]), or there is no token
    /// to send it with ([`Pause::SignIn`]). The run pauses.
    pub fn not_sent(&mut self, batch: BatchId, why: Pause) {
        let Some(under_way) = self.under_way.take_if(|under_way| under_way.batch == batch) else { return };
        if let Sent::Invitations(rows) = under_way.what {
            self.take_back(&rows, &State::Waiting);
        }
        self.stop(why);
    }

    /// Stops after the batch under way.
    pub fn pause(&mut self) {
        self.stop(Pause::Asked);
    }

    /// Goes on. `may_read`: whether the directory may be read now, which may have changed with a new sign-in.
    pub fn resume(&mut self, may_read: bool) {
        self.revision += 1;
        self.paused = None;
        self.silent = 0;
        self.may_read = may_read;
        for row in &mut self.rows {
            if !may_read && row.look().is_some() {
                row.state = State::Unknown(Doubt::Open);
            }
        }
    }

    /// Does as the organizer decides about one guest.
    pub fn decide(&mut self, address: &str, decision: Decision) -> Result<(), DoesNotApply> {
        let wanted = key(address);
        let row = self.rows.iter_mut().find(|row| key(row.guest.address.secret()) == wanted);
        row.ok_or(DoesNotApply)?.decide(decision)?;
        self.revision += 1;
        Ok(())
    }

    /// Does as the organizer decides about all guests in a state who wait for it; returns to how many it applied. Guests
    /// who are still looked up, or have been decided about, are not among them.
    pub fn decide_all(&mut self, state: StateName, decision: Decision) -> usize {
        let concerned = |row: &&mut Row| row.state.name() == state && row.decisions().contains(&decision);
        let concerned = self.rows.iter_mut().filter(concerned);
        let decided = concerned.filter_map(|row| row.decide(decision).ok()).count();
        self.revision += 1;
        decided
    }

    /// Every guest in the order of the list.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// What all invitations have in common.
    pub const fn order(&self) -> &Order {
        &self.order
    }

    /// When the run began.
    pub const fn begun(&self) -> Moment {
        self.begun
    }

    /// Whether guests are looked up in the directory.
    pub const fn may_read(&self) -> bool {
        self.may_read
    }

    /// Grows with every change worth storing.
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// How many guests are in each state; states without any are left out.
    pub fn totals(&self) -> BTreeMap<StateName, usize> {
        let mut totals = BTreeMap::new();
        for row in &self.rows {
            *totals.entry(row.state.name()).or_default() += 1;
        }
        totals
    }

    /// How many guests have an answer, of how many; doubt is none.
    pub fn progress(&self) -> (usize, usize) {
        let has_answer = |row: &&Row| row.is_settled() && row.state.name() != StateName::Unknown;
        (self.rows.iter().filter(has_answer).count(), self.rows.len())
    }

    fn send(&mut self) -> Next {
        let rows: Vec<usize> = numbered(&self.rows, Row::is_to_send).take(batch::MOST).collect();
        let parts: Vec<Part> = rows.iter().enumerate().map(|(at, row)| self.part(at, *row)).collect();
        for row in &rows {
            self.rows[*row].state = State::Sending;
        }
        let batch = self.under_way(Sent::Invitations(rows));
        Next::Send(Outgoing { batch, journal: self.to_json(), body: batch::write(&parts) })
    }

    fn part(&self, at: usize, row: usize) -> Part {
        let row = &self.rows[row];
        let purpose = match (row.errand, &row.user) {
            (Errand::Reset, Some(user)) => Purpose::Reset(user),
            _ => Purpose::Invite,
        };
        Part::send(at.to_string(), "POST", "/invitations", self.order.invitation(&row.guest, purpose))
    }

    fn look_up(&mut self, wanted: impl Fn(&Row) -> bool) -> Next {
        let addresses = numbered(&self.rows, &wanted).map(|row| (row, self.rows[row].guest.address.secret()));
        let questions = lookup::questions(addresses);
        let body = lookup::write(&questions);
        let batch = self.under_way(Sent::Questions(questions.into_iter().map(|(_, rows)| rows).collect()));
        Next::LookUp(Outgoing { batch, journal: String::new(), body })
    }

    fn under_way(&mut self, what: Sent) -> BatchId {
        self.revision += 1;
        let batch = BatchId(self.revision);
        self.under_way = Some(UnderWay { batch, what });
        batch
    }

    /// When a guest in doubt is looked up next.
    fn next_look(&self) -> Option<Moment> {
        self.rows.iter().filter_map(Row::look).min().map(|next| next.max(self.not_before))
    }

    fn take_verdicts(&mut self, rows: &[usize], parts: &[PartAnswer], now: Moment) {
        let verdicts: Vec<Verdict> = (0..rows.len())
            .map(|at| only(parts, at).map_or(Verdict::Doubtful, |part| Verdict::of(part, now)))
            .collect();
        if verdicts.iter().all(Verdict::is_denied) {
            return self.take_outer(rows, Outer::Denied, now);
        }
        if verdicts.iter().all(|verdict| *verdict == Verdict::Doubtful) {
            return self.take_outer(rows, Outer::Doubtful, now);
        }
        self.silent = 0;
        let mut slow_down = None;
        for (row, verdict) in rows.iter().zip(verdicts) {
            match verdict {
                Verdict::Invited { user, redeem } => self.rows[*row].invited(user, redeem),
                Verdict::Refused(refusal) => self.rows[*row].state = State::Refused(refusal),
                Verdict::Doubtful => self.rows[*row].doubt(self.may_read, now),
                Verdict::SignIn => {
                    self.rows[*row].state = State::Waiting;
                    self.stop(Pause::SignIn);
                }
                Verdict::Throttled(throttling) => {
                    self.rows[*row].state = State::Throttled;
                    slow_down = slow_down.max(Some(throttling));
                }
            }
        }
        self.keep_pace(slow_down, now);
    }

    fn take_findings(&mut self, rows: &[Vec<usize>], parts: &[PartAnswer], now: Moment) {
        let mut slow_down = None;
        let mut answered = false;
        for (at, rows) in rows.iter().enumerate() {
            let Some(part) = only(parts, at) else { continue };
            match Outer::of(part.status, part.retry_after.as_deref(), now) {
                Outer::Answered => {
                    let Ok(found) = lookup::read(&part.body) else { continue };
                    answered = true;
                    self.take_found(rows, &found, now);
                }
                // A question that Graph does not understand would not be understood a second time.
                Outer::Refused => {
                    answered = true;
                    self.take_found(rows, &HashMap::new(), now);
                }
                Outer::Throttled(throttling) => slow_down = slow_down.max(Some(throttling)),
                Outer::SignIn => self.stop(Pause::SignIn),
                Outer::Denied => self.stop(Pause::MayNotRead),
                Outer::Doubtful => {}
            }
        }
        if answered || slow_down.is_some() || self.paused.is_some() {
            self.silent = 0;
            self.keep_pace(slow_down, now);
        } else {
            self.take_outer(&[], Outer::Doubtful, now);
        }
    }

    fn take_found(&mut self, rows: &[usize], found: &HashMap<String, Found>, now: Moment) {
        for row in rows {
            let row = &mut self.rows[*row];
            match found.get(&key(row.guest.address.secret())) {
                Some(found) => row.found(found, self.begun),
                None => row.not_found(now),
            }
        }
    }

    /// Takes what is known about a whole batch of invitations, or of questions when `rows` is empty.
    fn take_outer(&mut self, rows: &[usize], outer: Outer, now: Moment) {
        let untouched = if matches!(outer, Outer::Throttled(_)) { State::Throttled } else { State::Waiting };
        match outer {
            Outer::Throttled(throttling) => self.keep_pace(Some(throttling), now),
            Outer::SignIn => self.stop(Pause::SignIn),
            Outer::Denied => self.stop(if rows.is_empty() { Pause::MayNotRead } else { Pause::NotAllowed }),
            Outer::Refused => self.stop(Pause::BatchRefused),
            Outer::Doubtful | Outer::Answered => {
                for row in rows {
                    self.rows[*row].doubt(self.may_read, now);
                }
                self.silent += 1;
                self.not_before = self.not_before.max(now.plus(WAIT));
                if self.silent >= SILENT {
                    self.stop(Pause::Unreachable);
                }
                return;
            }
        }
        self.take_back(rows, &untouched);
    }

    fn take_back(&mut self, rows: &[usize], state: &State) {
        for row in rows {
            self.rows[*row].state.clone_from(state);
        }
    }

    /// `slow_down`: the longest wait of what was throttled.
    fn keep_pace(&mut self, slow_down: Option<Throttling>, now: Moment) {
        let Some(Throttling { seconds }) = slow_down else {
            self.throttled = 0;
            return;
        };
        let own = (WAIT << self.throttled.min(6)).min(5 * MINUTE);
        let wait = seconds.map_or(own, |seconds| i64::from(seconds) * 1000);
        self.throttled += 1;
        self.not_before = self.not_before.max(now.plus(wait));
    }

    fn stop(&mut self, why: Pause) {
        self.revision += 1;
        self.paused = Some(why);
    }
}

impl Pause {
    /// The words for it, with who can help.
    pub fn message(self) -> Message {
        Message::new(["inviting.paused.", self.name()].concat())
    }
}

impl std::fmt::Debug for Outgoing {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Outgoing").field("batch", &self.batch).finish_non_exhaustive()
    }
}

/// The answer to the part at a place. None is no answer, and neither are two.
fn only(parts: &[PartAnswer], at: usize) -> Option<&PartAnswer> {
    let place = at.to_string();
    let mut answers = parts.iter().filter(|part| part.id == place);
    answers.next().filter(|_| answers.next().is_none())
}

/// What tells guests apart.
fn key(address: &str) -> String {
    address.trim().to_lowercase()
}

fn numbered<'a>(rows: &'a [Row], wanted: impl Fn(&Row) -> bool + 'a) -> impl Iterator<Item = usize> + 'a {
    rows.iter().enumerate().filter(move |(_, row)| wanted(row)).map(|(number, _)| number)
}
