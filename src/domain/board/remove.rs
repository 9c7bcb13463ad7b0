//! Takes guests out of the tenant after the event. Nobody is deleted who was not read again as a guest with the
//! address of the list just before: the reading is a batch of its own, and only its answer makes the next one.

use std::collections::{HashSet, VecDeque};

use super::account::Account;
use super::column::{Role, Scope, Why};
use super::courier::{self, Courier, Fate, Landed, Next, Reply, Ticket, succeeded};
use super::row::{Invitation, Row};
use crate::domain::config::ServiceAddress;
use crate::domain::directory::batch::{self, Part};
use crate::domain::invite::GuestAddress;
use crate::domain::named::named;
use crate::domain::problem::Problem;
use crate::domain::tenant::Guid;
use crate::domain::time::Moment;
use crate::domain::words::Message;

/// What removing takes.
pub const NEEDS: Why = Why::NotAllowed { scope: Scope::UserReadWriteAll, role: Role::UserAdministrator };

named! {
    /// How it went for one guest.
    pub enum Outcome {
        /// Not tried yet.
        Waiting = "waiting",
        /// Deleted.
        Removed = "removed",
        /// Was not there any more.
        Gone = "gone",
        /// Is a member, or not said to be a guest: kept.
        NoGuest = "no-guest",
        /// The account belongs to another address by now: kept.
        AnotherAddress = "another-address",
        /// The permission or the role for it is missing.
        NotAllowed = "not-allowed",
        /// It did not work, or could not be found out.
        Failed = "failed",
    }
}

/// A guest to be removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaving {
    /// The account.
    pub person: Guid,
    /// As on the list.
    pub address: GuestAddress,
}

/// Removes guests.
pub struct Removing {
    guests: Vec<(Leaving, Outcome)>,
    /// To be read again.
    queue: VecDeque<usize>,
    /// Read as guests by the last answer.
    confirmed: Vec<usize>,
    /// Whether a deletion was sent whose answer never came.
    sent: HashSet<usize>,
    courier: Courier<Work>,
}

enum Work {
    Read(Vec<usize>),
    Delete(Vec<usize>),
}

impl Outcome {
    /// What the board says.
    pub fn message(self) -> Message {
        Message::new(["board.remove.", self.name()].concat())
    }
}

/// Whom removing would concern, each once.
pub fn leaving<'a>(rows: impl IntoIterator<Item = &'a Row>) -> impl Iterator<Item = Leaving> {
    let mut seen = HashSet::new();
    rows.into_iter()
        .filter(|row| row.invited.known() != Some(&Invitation::Member))
        .filter_map(|row| Some(Leaving { person: row.person.clone()?, address: row.guest.address.clone() }))
        .filter(move |leaving| seen.insert(leaving.person.clone()))
}

impl Removing {
    /// The guests of these rows who have an account, each once; members of the board are left out at once.
    pub fn new<'a>(rows: impl IntoIterator<Item = &'a Row>, graph: ServiceAddress) -> Self {
        let guests: Vec<_> = leaving(rows).map(|leaving| (leaving, Outcome::Waiting)).collect();
        let queue = (0..guests.len()).collect();
        Self { guests, queue, confirmed: Vec::new(), sent: HashSet::new(), courier: Courier::new(graph) }
    }

    /// Everybody, and how it went.
    pub fn results(&self) -> &[(Leaving, Outcome)] {
        &self.guests
    }

    /// Goes on after a pause.
    pub fn resume(&mut self) {
        self.courier.resume();
    }

    /// What is to be done now.
    pub fn next(&mut self, now: Moment) -> Next {
        if let Some(held) = self.courier.held(now) {
            // Whoever was read before a wait is read again after it.
            self.queue.extend(self.confirmed.drain(..));
            return held;
        }
        if !self.confirmed.is_empty() {
            let confirmed = std::mem::take(&mut self.confirmed);
            let parts = self.parts(&confirmed, |id, person| Part::delete(id, format!("/users/{person}")));
            return self.courier.batch(&parts, Work::Delete(confirmed));
        }
        let asked: Vec<usize> = self.queue.drain(..self.queue.len().min(batch::MOST)).collect();
        if asked.is_empty() {
            return Next::Done;
        }
        let select = "$select=id,userType,mail,otherMails,userPrincipalName";
        let parts = self.parts(&asked, |id, person| Part::get(id, format!("/users/{person}?{select}")));
        self.courier.batch(&parts, Work::Read(asked))
    }

    /// Takes the answer to the request with that ticket.
    pub fn answered(&mut self, ticket: Ticket, answer: Result<Reply, Problem>, now: Moment) {
        match self.courier.landed(ticket, answer, now) {
            Landed::Stale => {}
            Landed::Again(Work::Read(places)) => self.queue.extend(places),
            Landed::Again(Work::Delete(places)) => {
                self.sent.extend(&places);
                self.queue.extend(places);
            }
            Landed::Answered(Work::Read(places), reply) => {
                let fates = self.courier.open(&reply, places.len(), now);
                places.into_iter().zip(fates).for_each(|(place, fate)| self.was_read(place, fate));
            }
            Landed::Answered(Work::Delete(places), reply) => {
                let fates = self.courier.open(&reply, places.len(), now);
                places.into_iter().zip(fates).for_each(|(place, fate)| self.was_deleted(place, &fate));
            }
        }
    }

    fn parts(&self, places: &[usize], part: impl Fn(String, &Guid) -> Part) -> Vec<Part> {
        let people = places.iter().map(|place| &self.guests[*place].0.person);
        people.enumerate().map(|(id, person)| part(id.to_string(), person)).collect()
    }

    fn was_read(&mut self, place: usize, fate: Fate) {
        let outcome = match fate {
            Fate::Again => return self.queue.push_back(place),
            Fate::Answered { status: 404, .. } if self.sent.contains(&place) => Outcome::Removed,
            Fate::Answered { status: 404, .. } => Outcome::Gone,
            Fate::Answered { status: 403, .. } => Outcome::NotAllowed,
            Fate::Answered { status, body } if succeeded(status) => match self.judge(place, &body) {
                None => return self.confirmed.push(place),
                Some(outcome) => outcome,
            },
            Fate::Answered { .. } | Fate::Lost => Outcome::Failed,
        };
        self.guests[place].1 = outcome;
    }

    /// Why this answer does not let the guest be deleted, if so.
    fn judge(&self, place: usize, body: &str) -> Option<Outcome> {
        let leaving = &self.guests[place].0;
        let Ok(body) = courier::json(body) else { return Some(Outcome::Failed) };
        let account = Account::read(&body).filter(|account| account.id == leaving.person);
        let Some(account) = account else { return Some(Outcome::Failed) };
        if body.get("userType").and_then(serde_json::Value::as_str) != Some("Guest") {
            return Some(Outcome::NoGuest);
        }
        let same = account.addresses().any(|(_, address)| leaving.address.is_same_as(address));
        (!same).then_some(Outcome::AnotherAddress)
    }

    fn was_deleted(&mut self, place: usize, fate: &Fate) {
        self.guests[place].1 = match fate {
            Fate::Again => return self.queue.push_back(place),
            Fate::Answered { status, .. } if succeeded(*status) => Outcome::Removed,
            Fate::Answered { status: 404, .. } => Outcome::Gone,
            Fate::Answered { status: 403, .. } => Outcome::NotAllowed,
            Fate::Answered { .. } | Fate::Lost => Outcome::Failed,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::super::tenant::{KINDS, Kindred, TROUBLES, Tenant, drive, graph, read};
    use super::*;
    use proptest::prelude::*;
    use proptest::sample::select;
    use rstest::rstest;
    use serde_json::{Value, json};

    fn removing(kinds: &[Kindred]) -> (Removing, Tenant) {
        let (board, tenant) = read(kinds);
        (Removing::new(board.rows(), graph()), tenant)
    }

    fn carry_out(removing: &mut Removing, tenant: &mut Tenant) {
        drive(removing, tenant, Removing::next, Removing::answered, Removing::resume);
    }

    #[rstest]
    #[case("/userType", json!("Member"), Outcome::NoGuest)]
    #[case("/userType", Value::Null, Outcome::NoGuest)]
    #[case("/userType", json!("guest"), Outcome::NoGuest)]
    #[case("/mail", json!("eve@fabrikam.com"), Outcome::AnotherAddress)]
    #[case("/displayName", json!("Ada"), Outcome::Removed)]
    fn what_changed_since_the_board_was_read_counts(
        #[case] field: &str,
        #[case] now: Value,
        #[case] expected: Outcome,
    ) {
        let (mut removing, mut tenant) = removing(&[Kindred::Ready]);
        *tenant.people[0].pointer_mut(field).unwrap() = now;
        carry_out(&mut removing, &mut tenant);
        assert_eq!(removing.results()[0].1, expected);
        assert_eq!(tenant.people.is_empty(), expected == Outcome::Removed);
    }

    #[test]
    fn who_is_gone_already_is_told_so() {
        let (mut removing, mut tenant) = removing(&[Kindred::Ready, Kindred::Absent, Kindred::Member]);
        tenant.people.remove(0);
        carry_out(&mut removing, &mut tenant);
        let outcomes: Vec<Outcome> = removing.results().iter().map(|(_, outcome)| *outcome).collect();
        assert_eq!(outcomes, [Outcome::Gone]);
    }

    /// Any answer to the reading but a guest with that id and address ends in nothing being deleted.
    #[rstest]
    #[case(json!({"userType": "Guest", "mail": "guest.0@fabrikam.com"}))]
    #[case(json!({"id": "00000000-8a0d-4c1e-9d57-000000000000", "userType": "Guest", "mail": "guest.0@fabrikam.com"}))]
    #[case(json!([]))]
    fn an_odd_answer_deletes_nobody(#[case] body: Value) {
        let (mut removing, _) = removing(&[Kindred::Ready]);
        let Next::Ask(request) = removing.next(Moment(0)) else { panic!() };
        let body = json!({"responses": [{"id": "0", "status": 200, "body": body}]});
        let reply = Reply { status: 200, body: body.to_string(), ..Reply::default() };
        removing.answered(request.ticket, Ok(reply), Moment(0));
        assert_eq!(removing.next(Moment(0)), Next::Done);
        assert_eq!(removing.results()[0].1, Outcome::Failed);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn no_member_is_ever_deleted(
            kinds in prop::collection::vec(select(KINDS.to_vec()), 1..60),
            promoted in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
            troubles in prop::collection::vec(select(TROUBLES.to_vec()), 0..8),
        ) {
            let (mut removing, mut tenant) = removing(&kinds);
            for index in promoted {
                if !tenant.people.is_empty() {
                    let place = index.index(tenant.people.len());
                    tenant.people[place]["userType"] = json!("Member");
                }
            }
            let guests = tenant.people.iter().filter(|person| person["userType"] == "Guest").count();
            tenant.troubles = troubles.into();
            carry_out(&mut removing, &mut tenant);
            prop_assert!(tenant.deleted.iter().all(|person| person["userType"] == "Guest"));
            prop_assert_eq!(tenant.deleted.len(), guests);
            let removed = removing.results().iter().filter(|(_, one)| *one == Outcome::Removed).count();
            prop_assert_eq!(removed, guests);
        }
    }
}
