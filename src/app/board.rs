//! Drives the readiness board and what is done from it: takes requests to Graph and hands the answers back.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::desk::Desk;
use super::graph::unanswered;
use crate::browser::{clock, http};
use crate::domain::board::account::{Detail, UsageLocation};
use crate::domain::board::assign::{Assigning, Plan};
use crate::domain::board::column::Scope;
use crate::domain::board::courier::{Next, Reply, Request, Ticket};
use crate::domain::board::reading::Board;
use crate::domain::board::remove::Removing;
use crate::domain::board::row::Row;
use crate::domain::board::seats::Product;
use crate::domain::board::view::View;
use crate::domain::config::ServiceAddress;
use crate::domain::directory::license::Rule;
use crate::domain::guests::export;
use crate::domain::invite::EventKey;
use crate::domain::problem::{Kind, Problem};
use crate::domain::tenant::TenantId;
use crate::domain::time::Moment;

/// How a machine stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing was begun.
    Idle,
    /// It asks Graph.
    Working,
    /// Microsoft asked to wait until then.
    Waiting(Moment),
    /// It goes on when the organizer says so.
    Paused(Problem),
    /// Nothing is left to do.
    Done,
}

/// What the board, assigning and removing have in common.
pub trait Machine: 'static {
    /// What is to be done now.
    fn next(&mut self, now: Moment) -> Next;
    /// What came of a request.
    fn answered(&mut self, ticket: Ticket, answer: Result<Reply, Problem>, now: Moment);
    /// Goes on after a pause.
    fn resume(&mut self);
}

macro_rules! machine {
    ($kind:ty) => {
        impl Machine for $kind {
            fn next(&mut self, now: Moment) -> Next {
                Self::next(self, now)
            }
            fn answered(&mut self, ticket: Ticket, answer: Result<Reply, Problem>, now: Moment) {
                Self::answered(self, ticket, answer, now);
            }
            fn resume(&mut self) {
                Self::resume(self);
            }
        }
    };
}

machine!(Board);
machine!(Assigning);
machine!(Removing);

/// A machine on the page, and how it stands; cheap to copy.
pub struct Works<M: 'static> {
    machine: RwSignal<Option<M>, LocalStorage>,
    standing: RwSignal<Standing>,
    /// Counts what was put here, so that the loop of one machine never feeds another.
    round: StoredValue<u32>,
}

impl<M> Clone for Works<M> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<M> Copy for Works<M> {}

impl<M: Machine> Works<M> {
    fn new() -> Self {
        Self {
            machine: RwSignal::new_local(None),
            standing: RwSignal::new(Standing::Idle),
            round: StoredValue::new(0),
        }
    }

    /// How it stands; tracked.
    pub fn standing(self) -> Standing {
        self.standing.get()
    }

    /// Looks at the machine; tracked.
    pub fn with<T>(self, look: impl FnOnce(&M) -> T) -> Option<T> {
        self.machine.with(|machine| machine.as_ref().map(look))
    }

    /// Goes on after a pause.
    pub fn resume(self, desk: Desk) {
        self.change(Machine::resume);
        self.drive(desk);
    }

    /// Takes the machine away.
    pub fn clear(self) {
        self.round.update_value(|round| *round += 1);
        self.machine.set(None);
        self.standing.set(Standing::Idle);
    }

    fn begin(self, desk: Desk, machine: M) {
        self.machine.set(Some(machine));
        self.drive(desk);
    }

    fn change(self, change: impl FnOnce(&mut M)) {
        self.machine.update(|machine| {
            if let Some(machine) = machine {
                change(machine);
            }
        });
    }

    /// Works until the machine has nothing to do by itself. What another loop still brings is passed over.
    fn drive(self, desk: Desk) {
        self.round.update_value(|round| *round += 1);
        let round = self.round.get_value();
        spawn_local(async move {
            loop {
                let now = clock::now();
                // Being asked changes nothing that is shown.
                let next = self
                    .machine
                    .try_update_untracked(|machine| machine.as_mut().map(|machine| machine.next(now)));
                match next.flatten() {
                    Some(Next::Ask(request)) => {
                        self.standing.set(Standing::Working);
                        let ticket = request.ticket;
                        let answer = send(desk, request).await;
                        if self.round.get_value() != round {
                            return;
                        }
                        self.change(|machine| machine.answered(ticket, answer, clock::now()));
                    }
                    Some(Next::Wait { until }) => {
                        self.standing.set(Standing::Waiting(until));
                        clock::pause(clock::left_until(until).max(50)).await;
                    }
                    Some(Next::Busy) | None => return,
                    Some(Next::Paused(refused)) => {
                        return self.standing.set(Standing::Paused(refused.problem));
                    }
                    Some(Next::Done) => return self.standing.set(Standing::Done),
                }
                if self.round.get_value() != round {
                    return;
                }
            }
        });
    }
}

/// Sends one request with the token of whoever is signed in.
async fn send(desk: Desk, request: Request) -> Result<Reply, Problem> {
    let Some(token) = desk.token().await else { return Err(Problem::new(Kind::SessionExpired)) };
    let answer = match request.body {
        Some(body) => http::post(&request.url, token.secret(), body).await,
        None => http::get(&request.url, token.secret()).await,
    };
    let answer = answer.map_err(unanswered)?;
    if answer.status == 401 {
        desk.forget_session();
    }
    Ok(Reply {
        status: answer.status,
        body: answer.body,
        retry_after: answer.retry_after,
        request_id: answer.request_id,
        authenticate: answer.authenticate,
    })
}

/// A handle on the board of the event that is open, and what is done from it; cheap to copy.
#[derive(Clone, Copy)]
pub struct Boards {
    /// The board.
    pub board: Works<Board>,
    /// Licenses being given or taken back.
    pub assigning: Works<Assigning>,
    /// Guests being removed.
    pub removing: Works<Removing>,
    /// What of the board is looked at.
    pub view: RwSignal<View>,
    event: StoredValue<Option<EventKey>>,
}

impl Boards {
    /// No board yet.
    pub fn new() -> Self {
        Self {
            board: Works::new(),
            assigning: Works::new(),
            removing: Works::new(),
            view: RwSignal::default(),
            event: StoredValue::new(None),
        }
    }

    /// Reads the board of an event, unless it is there already.
    pub fn open(self, desk: Desk, event: &EventKey, host: &TenantId) {
        let there = self.event.with_value(|open| open.as_ref() == Some(event));
        let Some(config) = desk.config() else { return };
        let Some(target) = desk.peek(event).and_then(|draft| config.target(draft.target()).cloned()) else {
            return;
        };
        if there || untrack(|| !desk.is_signed_in(host)) {
            return;
        }
        self.assigning.clear();
        self.removing.clear();
        self.view.set(View::default());
        self.event.set_value(Some(event.clone()));
        let rule = Rule::of(target.target).changed(target.license.clone());
        let guests = untrack(|| desk.guests(event)).to_vec();
        self.board.begin(desk, Board::new(guests, rule, config.cloud.graph.clone(), detail(desk, host)));
    }

    /// Lets go of the board, because its guests have changed.
    pub fn close(self) {
        self.event.set_value(None);
        self.board.clear();
    }

    /// Reads everything once more.
    pub fn refresh(self, desk: Desk, host: &TenantId) {
        let detail = detail(desk, host);
        self.board.change(|board| board.refresh_with(detail));
        self.board.drive(desk);
    }

    /// What would be done if a product were given to everybody in view who needs it.
    pub fn plan(self, product: &Product, location: Option<UsageLocation>) -> Option<Plan> {
        self.board.with(|board| {
            let lacking = self
                .seen(board)
                .filter(|row| row.needs().iter().any(|need| product.brings(*need, board.rule())));
            Plan::new(lacking, product, location)
        })
    }

    /// Gives the licenses of a plan.
    pub fn assign(self, desk: Desk, plan: Plan) {
        if let Some(graph) = graph(desk) {
            self.assigning.begin(desk, Assigning::new(plan, graph));
        }
    }

    /// Takes back what was given.
    pub fn undo(self, desk: Desk) {
        if let Some(undo) = untrack(|| self.assigning.with(Assigning::undo)) {
            self.assigning.begin(desk, undo);
        }
    }

    /// Removes the guests in view from the directory, each only if it is read again as a guest.
    pub fn remove(self, desk: Desk) {
        let Some(graph) = graph(desk) else { return };
        let removing = untrack(|| self.board.with(|board| Removing::new(self.seen(board), graph)));
        if let Some(removing) = removing {
            self.removing.begin(desk, removing);
        }
    }

    /// The board in view, for a spreadsheet.
    pub fn table(self, desk: Desk) -> String {
        let words = desk.words;
        let headers = ["desk.guests.address", "desk.guests.name", "desk.board.standing", "desk.board.needs"]
            .map(|id| words.say(id));
        let rows: Vec<Vec<String>> = untrack(|| {
            self.board.with(|board| {
                let row = |row: &Row| {
                    let needs: Vec<String> =
                        row.needs().iter().map(|need| words.write(&need.message())).collect();
                    vec![
                        row.guest.address.secret().to_owned(),
                        row.name().unwrap_or_default().to_owned(),
                        words.write(&row.standing().message()),
                        needs.join(" ").replace("**", ""),
                    ]
                };
                self.seen(board).map(row).collect()
            })
        })
        .unwrap_or_default();
        export::table_csv(&headers.each_ref().map(String::as_str), rows.into_iter())
    }

    /// The rows in view, in its order.
    fn seen(self, board: &Board) -> impl Iterator<Item = &Row> {
        let places = self.view.with(|view| view.of(board.rows()));
        places.into_iter().filter_map(|place| board.rows().get(place))
    }
}

impl Default for Boards {
    fn default() -> Self {
        Self::new()
    }
}

/// How much of a person may be read by whoever is signed in.
fn detail(desk: Desk, host: &TenantId) -> Detail {
    let known = [Scope::UserReadAll.name(), Scope::UserReadWriteAll.name(), "User.ReadBasic.All"];
    let granted: Vec<&str> = untrack(|| known.into_iter().filter(|scope| desk.may(host, scope)).collect());
    if granted.is_empty() { Detail::Full } else { Detail::of_scopes(&granted) }
}

fn graph(desk: Desk) -> Option<ServiceAddress> {
    desk.config().map(|config| config.cloud.graph.clone())
}
