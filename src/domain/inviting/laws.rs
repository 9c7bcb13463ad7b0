//! The law of a run, held against a tenant that fails in every way a tenant can.

use std::collections::HashMap;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::lease::Lease;
use super::row::{Doubt, Reason, Refusal, State};
use super::tests::{NOW, guests, order};
use super::*;

/// What happens to one batch, or to the page around it.
#[derive(Clone, Copy, Debug)]
enum Weather {
    Fair,
    /// The connection breaks before Microsoft has the batch.
    LostOnTheWay,
    /// The connection breaks after Microsoft has done it.
    AnswerLost,
    /// Microsoft does it and says 504.
    DoneAnd504,
    /// Microsoft does not do it and says 503.
    NotDoneAnd503,
    /// Microsoft does it, and the answer is no JSON.
    Garbled,
    Throttled,
    SignedOut,
    /// Each part for itself, by these lots.
    Mixed([u8; 5]),
    /// The page is loaded anew before the batch leaves, from the last stored journal.
    ReloadBefore,
    /// The page is loaded anew after Microsoft has done it.
    ReloadAfter,
    /// The journal cannot be stored.
    NotStored,
    /// The organizer pauses while it is under way.
    Paused,
    /// The organizer has one guest's invitation sent again.
    Impatient(u8),
}

fn weather() -> impl Strategy<Value = Weather> {
    prop_oneof![
        6 => Just(Weather::Fair),
        1 => Just(Weather::LostOnTheWay),
        1 => Just(Weather::AnswerLost),
        1 => Just(Weather::DoneAnd504),
        1 => Just(Weather::NotDoneAnd503),
        1 => Just(Weather::Garbled),
        2 => Just(Weather::Throttled),
        1 => Just(Weather::SignedOut),
        5 => any::<[u8; 5]>().prop_map(Weather::Mixed),
        1 => Just(Weather::ReloadBefore),
        1 => Just(Weather::ReloadAfter),
        1 => Just(Weather::NotStored),
        1 => Just(Weather::Paused),
        1 => any::<u8>().prop_map(Weather::Impatient),
    ]
}

/// What one guest is to the tenant.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Before {
    Stranger,
    Pending,
    Accepted,
    Member,
    Blocked,
}

struct Tenant {
    before: HashMap<String, Before>,
    /// When each address was invited by the run.
    invited: HashMap<String, Vec<Moment>>,
    /// How long the directory does not show a new guest.
    lag: i64,
    may_read: bool,
}

impl Tenant {
    fn invite(&mut self, part: &Value, now: Moment) -> Value {
        let address = part["body"]["invitedUserEmailAddress"].as_str().unwrap().to_lowercase();
        match self.before[&address] {
            Before::Member => return failed(part, 400, "BadRequest"),
            Before::Blocked => return failed(part, 403, "Forbidden"),
            Before::Stranger | Before::Pending | Before::Accepted => {}
        }
        self.invited.entry(address.clone()).or_default().push(now);
        json!({ "id": part["id"], "status": 201, "body": {
            "status": "PendingAcceptance",
            "inviteRedeemUrl": "https://login.microsoftonline.com/redeem?rd=x",
            "invitedUser": { "id": user_id(&address) },
        }})
    }

    fn users(&self, part: &Value, now: Moment) -> Value {
        if !self.may_read {
            return failed(part, 403, "Authorization_RequestDenied");
        }
        let url = part["url"].as_str().unwrap();
        assert!(url.len() <= 2_048, "{url}");
        let (_, list) = url.split_once("mail%20in%20(").unwrap();
        let asked: Vec<String> = list
            .trim_end_matches(')')
            .split(',')
            .map(|quoted| quoted.trim_matches('\'').replace("%40", "@").replace("%2B", "+").to_lowercase())
            .collect();
        assert!(asked.len() <= 15);
        let found: Vec<Value> = asked.iter().filter_map(|address| self.user(address, now)).collect();
        json!({ "id": part["id"], "status": 200, "body": { "value": found } })
    }

    fn user(&self, address: &str, now: Moment) -> Option<Value> {
        let user = |kind: &str, state: Option<&str>, created: Moment| {
            json!({ "id": user_id(address), "mail": address.to_uppercase(), "userType": kind,
                "externalUserState": state, "createdDateTime": created.to_string() })
        };
        let long_ago = NOW.plus(-1_000_000_000);
        match self.before[address] {
            Before::Member => Some(user("Member", None, long_ago)),
            Before::Pending => Some(user("Guest", Some("PendingAcceptance"), long_ago)),
            Before::Accepted => Some(user("Guest", Some("Accepted"), long_ago)),
            Before::Stranger | Before::Blocked => {
                let first = *self.invited.get(address)?.first()?;
                (now.since(first) >= self.lag).then(|| user("Guest", Some("PendingAcceptance"), first))
            }
        }
    }

    fn answer(&mut self, part: &Value, now: Moment) -> Value {
        if part["method"] == "POST" { self.invite(part, now) } else { self.users(part, now) }
    }

    /// Does every part, or what its lot says.
    fn batch(&mut self, body: &str, lots: Option<[u8; 5]>, now: Moment) -> String {
        let batch: Value = serde_json::from_str(body).unwrap();
        let mut answers = Vec::new();
        for (at, part) in batch["requests"].as_array().unwrap().iter().enumerate() {
            match lots.map_or(0, |lots| lots[at % 5] / 16 + u8::try_from(at / 5).unwrap()) % 16 {
                9 => answers.push(failed(part, 429, "TooManyRequests")),
                10 => answers.push(failed(part, 503, "ServiceUnavailable")),
                11 => {
                    self.answer(part, now);
                    answers.push(failed(part, 504, "GatewayTimeout"));
                }
                12 => drop(self.answer(part, now)),
                13 => {
                    let answer = self.answer(part, now);
                    answers.extend([answer, failed(part, 429, "TooManyRequests")]);
                }
                14 => answers.push(failed(part, 401, "InvalidAuthenticationToken")),
                _ => answers.push(self.answer(part, now)),
            }
        }
        answers.reverse();
        json!({ "responses": answers }).to_string()
    }
}

fn failed(part: &Value, status: u16, code: &str) -> Value {
    json!({ "id": part["id"], "status": status, "headers": { "Retry-After": "3" }, "body": { "error": { "code": code } } })
}

fn user_id(address: &str) -> String {
    let number = address.bytes().fold(7_u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte)));
    format!("{:08x}-0000-4000-8000-0000{:08x}", number >> 32, number & 0xffff_ffff)
}

/// The organizer's page: what it holds, and what of it would outlive a reload.
struct Page {
    run: Run,
    stored: String,
    allowed: HashMap<String, usize>,
    now: Moment,
    may_read: bool,
}

impl Page {
    fn store(&mut self) {
        self.stored = self.run.to_json();
    }

    fn reload(&mut self) {
        self.run = Run::from_json(&self.stored, self.now).unwrap();
    }

    fn exchange(&mut self, tenant: &mut Tenant, out: &Outgoing, weather: Weather) {
        let batch = out.batch;
        let answer = |status, body| Ok(Answer { status, retry_after: None, body });
        let now = self.now;
        let done = match weather {
            Weather::AnswerLost | Weather::DoneAnd504 | Weather::Garbled | Weather::ReloadAfter => {
                tenant.batch(&out.body, None, now)
            }
            Weather::Mixed(lots) => tenant.batch(&out.body, Some(lots), now),
            Weather::Fair | Weather::Paused | Weather::Impatient(_) => tenant.batch(&out.body, None, now),
            _ => String::new(),
        };
        self.now = now.plus(1_200);
        match weather {
            Weather::LostOnTheWay | Weather::AnswerLost => self.run.answered(batch, Err(NoAnswer), self.now),
            Weather::DoneAnd504 => self.run.answered(batch, answer(504, ""), self.now),
            Weather::NotDoneAnd503 => self.run.answered(batch, answer(503, ""), self.now),
            Weather::Garbled => self.run.answered(batch, answer(200, "<html>"), self.now),
            Weather::Throttled => self.run.answered(batch, answer(429, ""), self.now),
            Weather::SignedOut => self.run.answered(batch, answer(401, ""), self.now),
            Weather::NotStored => self.run.not_sent(batch, Pause::NotStored),
            Weather::ReloadBefore | Weather::ReloadAfter => self.reload(),
            Weather::Paused => {
                self.run.pause();
                self.run.answered(batch, answer(200, &done), self.now);
            }
            Weather::Fair | Weather::Mixed(_) | Weather::Impatient(_) => {
                self.run.answered(batch, answer(200, &done), self.now);
            }
        }
    }

    /// The organizer presses "send again", on whomever.
    fn press_again(&mut self, lot: u8) {
        let row = &self.run.rows()[usize::from(lot) % self.run.rows().len()];
        let address = row.guest.address.secret().to_lowercase();
        if self.run.decide(&address.to_uppercase(), Decision::SendAgain).is_ok() {
            *self.allowed.entry(address).or_default() += 1;
        }
        self.store();
    }

    /// Goes on until nothing remains but what the organizer has to decide.
    fn walk(&mut self, tenant: &mut Tenant, mut weathers: impl Iterator<Item = Weather>) -> Next {
        for _ in 0..4_000 {
            match self.run.next(self.now) {
                Next::Send(out) => {
                    let weather = weathers.next().unwrap_or(Weather::Fair);
                    if !matches!(weather, Weather::NotStored) {
                        self.stored.clone_from(&out.journal);
                    }
                    self.exchange(tenant, &out, weather);
                    if let Weather::Impatient(lot) = weather {
                        self.press_again(lot);
                    }
                }
                Next::LookUp(out) => {
                    let weather = weathers.next().unwrap_or(Weather::Fair);
                    self.exchange(tenant, &out, weather);
                }
                Next::Wait { until } => {
                    assert!(until > self.now, "waits for the past");
                    self.now = until;
                }
                Next::Paused(Pause::MayNotRead) => {
                    self.may_read = false;
                    self.run.resume(false);
                }
                Next::Paused(_) => self.run.resume(self.may_read),
                Next::Answer(batch) => panic!("{batch:?} was answered"),
                end @ (Next::Asks | Next::Done) => return end,
            }
            self.store_now_and_then();
        }
        panic!("the run does not end");
    }

    /// Answers are stored as they come, but a page may close before that.
    fn store_now_and_then(&mut self) {
        if self.run.revision().is_multiple_of(3) && self.run.under_way.is_none() {
            self.store();
        }
    }
}

/// One tab of several, as the app drives it.
#[derive(Default)]
struct Tab {
    run: Option<Run>,
    /// What it has stored and not sent yet: a tab may fall asleep just here.
    to_leave: Option<Outgoing>,
}

/// What all tabs see.
struct Shared {
    lease: Option<Lease>,
    journal: String,
    tenant: Tenant,
    now: Moment,
}

impl Tab {
    fn step(&mut self, owner: &str, shared: &mut Shared) {
        if let Some(out) = self.to_leave.take() {
            return self.let_leave(&out, owner, shared);
        }
        let attempt = if self.run.is_some() { Lease::beat } else { Lease::take };
        let Ok(lease) = attempt(shared.lease.as_ref(), owner, shared.now) else {
            self.run = None;
            return;
        };
        shared.lease = Some(lease);
        let run = self.run.get_or_insert_with(|| {
            let mut run = Run::from_json(&shared.journal, shared.now).unwrap();
            run.resume(shared.tenant.may_read);
            run
        });
        match run.next(shared.now) {
            Next::Send(out) => {
                shared.journal.clone_from(&out.journal);
                self.to_leave = Some(out);
            }
            Next::LookUp(out) => self.to_leave = Some(out),
            Next::Wait { until } => shared.now = until,
            Next::Paused(_) => run.resume(shared.tenant.may_read),
            Next::Answer(batch) => panic!("{batch:?} was answered"),
            Next::Asks | Next::Done => {}
        }
    }

    fn let_leave(&mut self, out: &Outgoing, owner: &str, shared: &mut Shared) {
        let body = shared.tenant.batch(&out.body, None, shared.now);
        let Some(run) = &mut self.run else { return };
        run.answered(out.batch, Ok(Answer { status: 200, retry_after: None, body: &body }), shared.now);
        if Lease::beat(shared.lease.as_ref(), owner, shared.now).is_ok() {
            shared.journal = run.to_json();
        }
    }
}

fn befores() -> impl Strategy<Value = Vec<Before>> {
    let before = prop_oneof![
        8 => Just(Before::Stranger),
        1 => Just(Before::Pending),
        1 => Just(Before::Accepted),
        1 => Just(Before::Member),
        1 => Just(Before::Blocked),
    ];
    prop::collection::vec(before, 1..=120)
}

fn is_true(state: &State, before: Before, invited: usize) -> bool {
    match state {
        State::Invited => invited > 0,
        State::Already(_) => invited > 0 || matches!(before, Before::Pending | Before::Accepted),
        State::Member => before == Before::Member,
        State::Refused(_) => matches!(before, Before::Member | Before::Blocked) && invited == 0,
        State::LeftOut => invited == 0,
        State::Unknown(doubt) => !matches!(doubt, Doubt::Looking { .. }),
        State::Waiting | State::Throttled | State::Sending => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn nobody_is_invited_twice_by_the_machines_own_accord(
        befores in befores(),
        weathers in prop::collection::vec(weather(), 0..60),
        lag in prop_oneof![Just(0_i64), 0..60_000_i64, 0..3_000_000_i64],
        says_may_read: bool,
        may_read: bool,
    ) {
        let guests = guests(befores.len());
        let addresses = guests.iter().map(|guest| guest.address.secret().to_lowercase());
        let mut tenant = Tenant {
            before: addresses.zip(befores).collect(),
            invited: HashMap::new(),
            lag,
            may_read,
        };
        let run = Run::begin(order(), guests, says_may_read, NOW).unwrap();
        let stored = run.to_json();
        let mut page = Page { run, stored, allowed: HashMap::new(), now: NOW, may_read: says_may_read };
        let end = page.walk(&mut tenant, weathers.into_iter());

        let asks = page.run.rows().iter().any(Row::asks);
        prop_assert_eq!(end, if asks { Next::Asks } else { Next::Done });
        for row in page.run.rows() {
            let address = row.guest.address.secret().to_lowercase();
            let invited = tenant.invited.get(&address).map_or(0, Vec::len);
            let allowed = page.allowed.get(&address).copied().unwrap_or_default();
            prop_assert!(invited <= 1 + allowed, "{address}: {invited} times, {allowed} allowed");
            let before = tenant.before[&address];
            prop_assert!(is_true(&row.state, before, invited), "{address}: {:?} {before:?} {invited}", row.state);
            let known = matches!(before, Before::Pending | Before::Accepted | Before::Member);
            prop_assert!(!(known && page.may_read && may_read && invited > allowed), "{address} was there before");
        }
        let restored = Run::from_json(&page.run.to_json(), page.now).unwrap();
        let states = |run: &Run| run.rows().iter().map(|row| row.state.clone()).collect::<Vec<_>>();
        prop_assert_eq!(states(&restored), states(&page.run));
    }

    #[test]
    fn tabs_that_fall_asleep_anywhere_invite_nobody_twice(
        befores in befores(),
        steps in prop::collection::vec((0..3_usize, prop_oneof![4 => 0..5_000_i64, 1 => 30_000..90_000_i64]), 0..120),
        may_read: bool,
        lag in 0..90_000_i64,
    ) {
        let guests = guests(befores.len());
        let addresses = guests.iter().map(|guest| guest.address.secret().to_lowercase());
        let tenant = Tenant { before: addresses.zip(befores).collect(), invited: HashMap::new(), lag, may_read };
        let journal = Run::begin(order(), guests, may_read, NOW).unwrap().to_json();
        let mut shared = Shared { lease: None, journal, tenant, now: NOW };
        let mut tabs: [Tab; 3] = Default::default();
        let owners = ["one", "two", "three"];
        for (tab, pause) in steps {
            shared.now = shared.now.plus(pause);
            tabs[tab].step(owners[tab], &mut shared);
        }
        for invited in shared.tenant.invited.values() {
            prop_assert_eq!(invited.len(), 1);
        }
    }

    #[test]
    fn in_fair_weather_everybody_is_invited_once_and_nothing_is_left_to_decide(befores in befores(), may_read: bool) {
        let guests = guests(befores.len());
        let addresses = guests.iter().map(|guest| guest.address.secret().to_lowercase());
        let mut tenant = Tenant { before: addresses.zip(befores).collect(), invited: HashMap::new(), lag: 0, may_read };
        let run = Run::begin(order(), guests, may_read, NOW).unwrap();
        let stored = run.to_json();
        let mut page = Page { run, stored, allowed: HashMap::new(), now: NOW, may_read };
        prop_assert_eq!(page.walk(&mut tenant, std::iter::empty()), Next::Done);
        for row in page.run.rows() {
            let address = row.guest.address.secret().to_lowercase();
            let is_new = match tenant.before[&address] {
                Before::Stranger => true,
                Before::Pending | Before::Accepted => !may_read,
                Before::Member | Before::Blocked => false,
            };
            prop_assert_eq!(tenant.invited.get(&address).map_or(0, Vec::len), usize::from(is_new));
        }
    }

    #[test]
    fn a_damaged_journal_is_refused_or_read_and_never_a_panic(
        at: prop::sample::Index,
        cut in 0..12_usize,
        put in "[\"\\[\\]{},a-z0-9]{0,6}",
    ) {
        let mut run = Run::begin(order(), guests(5), true, NOW).unwrap();
        run.rows[1].doubt(true, NOW);
        run.rows[2].state = State::Refused(Refusal {
            reason: Reason::Address, status: 400, code: Some("BadRequest".into()), request_id: None,
        });
        let json = run.to_json();
        let at = at.index(json.len());
        let damaged = [&json[..at], &put, json.get(at + cut..).unwrap_or_default()].concat();
        if let Ok(read) = Run::from_json(&damaged, NOW) {
            let again = Run::from_json(&read.to_json(), NOW);
            prop_assert_eq!(again, Ok(read));
        }
    }
}
