//! Gives a license to guests, and takes exactly those back.
//!
//! A license is assigned for a country, so a person without one is given it first, in the same batch
//! (`dependsOn`). Taking back leaves the country: it is a fact about the person and harms nothing, while others may
//! have begun to rely on it.

use std::collections::{HashSet, VecDeque};

use serde_json::json;

use super::account::UsageLocation;
use super::column::{Role, Scope, Why};
use super::courier::{Courier, Fate, Landed, Next, Reply, Ticket, succeeded};
use super::row::{Answer, Row};
use super::seats::Product;
use crate::domain::config::ServiceAddress;
use crate::domain::directory::batch::{self, Part};
use crate::domain::invite::GuestAddress;
use crate::domain::named::named;
use crate::domain::problem::Problem;
use crate::domain::tenant::Guid;
use crate::domain::time::Moment;
use crate::domain::words::{Message, number};

/// What assigning takes; setting a country takes [`Scope::UserReadWriteAll`] as well.
pub const NEEDS: Why =
    Why::NotAllowed { scope: Scope::LicenseAssignmentReadWriteAll, role: Role::LicenseAdministrator };

/// Which license goes to whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    sku: Guid,
    free: u32,
    people: Vec<Recipient>,
    already: u32,
    left_out: u32,
}

/// The numbers to be confirmed before anything is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbers {
    /// People who would be given the license.
    pub people: u32,
    /// Those of them whose country would be set.
    pub locations: u32,
    /// People left out since they have the license already.
    pub already: u32,
    /// People left out since they are not in the tenant, their licenses are not known, or they have no country and
    /// none was chosen.
    pub left_out: u32,
    /// Free seats before.
    pub free: u32,
    /// Requests it takes.
    pub requests: u32,
}

/// Somebody who is given a license.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// The person in the tenant.
    pub person: Guid,
    /// As on the list.
    pub address: GuestAddress,
    /// The country to set first.
    pub location: Option<UsageLocation>,
}

named! {
    /// How it went for one person.
    pub enum Outcome {
        /// Not tried yet.
        Waiting = "waiting",
        /// The license was assigned.
        Assigned = "assigned",
        /// The license was taken back.
        TakenBack = "taken-back",
        /// All seats that were free are used.
        NoSeats = "no-seats",
        /// The country was not accepted.
        NoUsageLocation = "no-usage-location",
        /// The permission or the role for it is missing.
        NotAllowed = "not-allowed",
        /// The person is no longer in the tenant.
        NotFound = "not-found",
        /// Microsoft refuses, and does not say in its code why.
        Refused = "refused",
        /// It could not be found out whether it went through.
        Unclear = "unclear",
    }
}

/// Gives licenses, or takes them back.
pub struct Assigning {
    sku: Guid,
    free: u32,
    direction: Direction,
    people: Vec<(Recipient, Outcome)>,
    queue: VecDeque<usize>,
    /// Whose answer was lost once: what is refused after that may have been done before.
    lost: HashSet<usize>,
    courier: Courier<Vec<Step>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Give,
    TakeBack,
}

/// One person's questions in a batch.
struct Step {
    place: usize,
    location: Option<usize>,
    license: usize,
}

impl Outcome {
    /// What the board says.
    pub fn message(self) -> Message {
        Message::new(["board.assign.", self.name()].concat())
    }
}

impl Plan {
    /// `product` to everybody of `rows` who can be given it. `location` is for those who have no country.
    pub fn new<'a>(
        rows: impl IntoIterator<Item = &'a Row>,
        product: &Product,
        location: Option<UsageLocation>,
    ) -> Self {
        let (sku, free) = (product.sku.clone(), product.free);
        let mut plan = Self { sku, free, people: Vec::new(), already: 0, left_out: 0 };
        let mut seen = HashSet::new();
        for row in rows {
            // Only where the licenses are known is it certain that taking back restores what was.
            let known = matches!(row.license, Answer::Known(_));
            let Some(person) = row.person.as_ref().filter(|_| known) else {
                plan.left_out += 1;
                continue;
            };
            if !seen.insert(person) {
                continue;
            }
            if row.licenses.contains(&plan.sku) {
                plan.already += 1;
            } else if row.usage_location.or(location).is_none() {
                plan.left_out += 1;
            } else {
                let location = location.filter(|_| row.usage_location.is_none());
                let (person, address) = (person.clone(), row.guest.address.clone());
                plan.people.push(Recipient { person, address, location });
            }
        }
        plan
    }

    /// What to confirm.
    pub fn numbers(&self) -> Numbers {
        let parts = self.people.iter().map(|person| 1 + usize::from(person.location.is_some()));
        let (mut requests, mut room) = (0, 0);
        for parts in parts {
            if room < parts {
                (requests, room) = (requests + 1, batch::MOST);
            }
            room -= parts;
        }
        Numbers {
            people: number(self.people.len()),
            locations: number(self.people.iter().filter(|person| person.location.is_some()).count()),
            already: self.already,
            left_out: self.left_out,
            free: self.free,
            requests,
        }
    }
}

impl Numbers {
    /// Whether the free seats go round.
    pub const fn enough(&self) -> bool {
        self.free >= self.people
    }
}

impl Assigning {
    /// Carries a plan out, after it was confirmed.
    pub fn new(plan: Plan, graph: ServiceAddress) -> Self {
        Self::toward(Direction::Give, plan.sku, plan.free, plan.people, graph)
    }

    /// Takes back exactly what was assigned, or may have been: nobody of the plan had it before. Countries stay.
    #[must_use]
    pub fn undo(&self) -> Self {
        let assigned =
            self.people.iter().filter(|(_, outcome)| matches!(outcome, Outcome::Assigned | Outcome::Unclear));
        let people = assigned.map(|(person, _)| Recipient { location: None, ..person.clone() }).collect();
        let graph = self.courier.graph().clone();
        Self::toward(Direction::TakeBack, self.sku.clone(), self.free, people, graph)
    }

    fn toward(
        direction: Direction,
        sku: Guid,
        free: u32,
        people: Vec<Recipient>,
        graph: ServiceAddress,
    ) -> Self {
        let people: Vec<_> = people.into_iter().map(|person| (person, Outcome::Waiting)).collect();
        let queue = (0..people.len()).collect();
        Self { sku, free, direction, people, queue, lost: HashSet::new(), courier: Courier::new(graph) }
    }

    /// Everybody, and how it went.
    pub fn results(&self) -> &[(Recipient, Outcome)] {
        &self.people
    }

    /// Goes on after a pause.
    pub fn resume(&mut self) {
        self.courier.resume();
    }

    /// What is to be done now.
    pub fn next(&mut self, now: Moment) -> Next {
        if let Some(held) = self.courier.held(now) {
            return held;
        }
        let mut parts = Vec::new();
        let mut steps = Vec::new();
        while let Some(place) = self.queue.front().copied() {
            if parts.len() + 1 + usize::from(self.people[place].0.location.is_some()) > batch::MOST {
                break;
            }
            self.queue.pop_front();
            steps.push(self.ask_for(place, &mut parts));
        }
        if steps.is_empty() { Next::Done } else { self.courier.batch(&parts, steps) }
    }

    fn ask_for(&self, place: usize, parts: &mut Vec<Part>) -> Step {
        let Recipient { person, location, .. } = &self.people[place].0;
        let location = location.map(|location| {
            let body = json!({ "usageLocation": location.as_str() });
            parts.push(Part::send(parts.len().to_string(), "PATCH", format!("/users/{person}"), body));
            parts.len() - 1
        });
        let sku = self.sku.as_str();
        let body = match self.direction {
            Direction::Give => {
                json!({ "addLicenses": [{ "skuId": sku, "disabledPlans": [] }], "removeLicenses": [] })
            }
            Direction::TakeBack => json!({ "addLicenses": [], "removeLicenses": [sku] }),
        };
        let license = parts.len();
        let url = format!("/users/{person}/assignLicense");
        let part = Part::send(license.to_string(), "POST", url, body);
        parts.push(match location {
            Some(location) => part.after(location.to_string()),
            None => part,
        });
        Step { place, location, license }
    }

    /// Takes the answer to the request with that ticket. What was under way when the network failed is asked again:
    /// assigning what is assigned changes nothing.
    pub fn answered(&mut self, ticket: Ticket, answer: Result<Reply, Problem>, now: Moment) {
        match self.courier.landed(ticket, answer, now) {
            Landed::Stale => {}
            Landed::Again(steps) => {
                for step in steps.into_iter().rev() {
                    self.lost.insert(step.place);
                    self.queue.push_front(step.place);
                }
            }
            Landed::Answered(steps, reply) => {
                let parts = steps.iter().map(|step| step.license + 1).max().unwrap_or_default();
                let fates = self.courier.open(&reply, parts, now);
                for step in steps {
                    self.settle(&step, &fates);
                }
            }
        }
    }

    fn settle(&mut self, step: &Step, fates: &[Fate]) {
        let located = step.location.map(|location| &fates[location]);
        let licensed = &fates[step.license];
        if let Some(Fate::Answered { status, .. }) = located
            && succeeded(*status)
        {
            self.people[step.place].0.location = None;
        }
        let outcome = match (located, licensed) {
            (Some(Fate::Again), _) | (None, Fate::Again) => None,
            (Some(Fate::Lost), _) | (_, Fate::Lost) => Some(Outcome::Unclear),
            (Some(Fate::Answered { status, .. }), _) if !succeeded(*status) => {
                Some(refusal(*status).unwrap_or(Outcome::NoUsageLocation))
            }
            (_, Fate::Again) => None,
            (_, Fate::Answered { status, .. }) => Some(self.outcome(*status)),
        };
        match outcome {
            Some(outcome) => {
                let done = matches!(outcome, Outcome::Assigned | Outcome::TakenBack);
                let open = !done && self.lost.contains(&step.place);
                self.people[step.place].1 = if open { Outcome::Unclear } else { outcome };
            }
            None => self.queue.push_back(step.place),
        }
    }

    fn outcome(&self, status: u16) -> Outcome {
        match (self.direction, status) {
            (Direction::Give, 200..=299) => Outcome::Assigned,
            (Direction::TakeBack, 200..=299) => Outcome::TakenBack,
            // Graph has one code for all reasons, and its text is not for programs; the seats can be counted.
            (Direction::Give, 400) if self.assigned() >= self.free => Outcome::NoSeats,
            (_, status) => refusal(status).unwrap_or(Outcome::Refused),
        }
    }

    fn assigned(&self) -> u32 {
        number(self.people.iter().filter(|(_, outcome)| *outcome == Outcome::Assigned).count())
    }
}

/// What a status says whatever was asked.
const fn refusal(status: u16) -> Option<Outcome> {
    match status {
        403 => Some(Outcome::NotAllowed),
        404 => Some(Outcome::NotFound),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::seats::Product;
    use super::super::tenant::{E3, KINDS, Kindred, TROUBLES, Tenant, drive, graph, read};
    use super::*;
    use proptest::prelude::*;
    use proptest::sample::select;
    use rstest::rstest;
    use serde_json::Value;

    fn product(free: u32) -> Product {
        let body = json!({"value": [{
            "skuId": E3, "skuPartNumber": "SPE_E3", "capabilityStatus": "Enabled", "appliesTo": "User",
            "consumedUnits": 5, "prepaidUnits": {"enabled": free + 5, "warning": 0}, "servicePlans": [],
        }]});
        Product::list(&body).unwrap().remove(0)
    }

    fn carry_out(assigning: &mut Assigning, tenant: &mut Tenant) {
        drive(assigning, tenant, Assigning::next, Assigning::answered, Assigning::resume);
    }

    fn outcomes(assigning: &Assigning) -> Vec<Outcome> {
        assigning.results().iter().map(|(_, outcome)| *outcome).collect()
    }

    #[test]
    fn the_numbers_to_confirm_are_what_then_happens() {
        let kinds: Vec<Kindred> = KINDS.into_iter().chain([Kindred::NoLicense; 25]).collect();
        let (board, mut tenant) = read(&kinds);
        let plan = Plan::new(board.rows(), &product(40), UsageLocation::parse("DE"));
        let numbers = plan.numbers();
        let expected = Numbers { people: 26, locations: 13, already: 6, left_out: 1, free: 40, requests: 2 };
        assert_eq!(numbers, expected);
        assert!(numbers.enough());
        let mut assigning = Assigning::new(plan, graph());
        carry_out(&mut assigning, &mut tenant);
        assert!(outcomes(&assigning).iter().all(|outcome| *outcome == Outcome::Assigned));
        assert_eq!(tenant.requests, 2);
    }

    #[test]
    fn who_has_no_country_is_left_out_unless_one_is_chosen() {
        let (board, _) = read(&[Kindred::NoLicense, Kindred::NoLicense]);
        let numbers = Plan::new(board.rows(), &product(40), None).numbers();
        assert_eq!((numbers.people, numbers.left_out), (1, 1));
    }

    #[test]
    fn who_comes_after_the_last_seat_is_told_so() {
        let (board, mut tenant) = read(&[Kindred::NoLicense; 3]);
        tenant.free = 2;
        let plan = Plan::new(board.rows(), &product(2), UsageLocation::parse("DE"));
        assert!(!plan.numbers().enough());
        let mut assigning = Assigning::new(plan, graph());
        carry_out(&mut assigning, &mut tenant);
        assert_eq!(outcomes(&assigning), [Outcome::Assigned, Outcome::Assigned, Outcome::NoSeats]);
    }

    #[rstest]
    #[case(204, 200, Outcome::Assigned)]
    #[case(204, 202, Outcome::Assigned)]
    #[case(204, 400, Outcome::Refused)]
    #[case(204, 403, Outcome::NotAllowed)]
    #[case(204, 404, Outcome::NotFound)]
    #[case(400, 424, Outcome::NoUsageLocation)]
    #[case(403, 424, Outcome::NotAllowed)]
    fn a_refusal_is_told_by_its_status(
        #[case] location: u16,
        #[case] license: u16,
        #[case] expected: Outcome,
    ) {
        let (board, _) = read(&[Kindred::Absent, Kindred::NoLicense]);
        let plan = Plan::new(board.rows(), &product(9), UsageLocation::parse("DE"));
        let mut assigning = Assigning::new(plan, graph());
        let Next::Ask(request) = assigning.next(Moment(0)) else { panic!() };
        let body = json!({"responses": [{"id": "1", "status": license}, {"id": "0", "status": location}]});
        let reply = Reply { status: 200, body: body.to_string(), ..Reply::default() };
        assigning.answered(request.ticket, Ok(reply), Moment(0));
        assert_eq!(outcomes(&assigning), [expected]);
        assert_eq!(assigning.next(Moment(0)), Next::Done);
    }

    fn licenses(tenant: &Tenant) -> Vec<Value> {
        tenant.people.iter().map(|person| person["assignedLicenses"].clone()).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn what_was_assigned_can_be_taken_back(
            kinds in prop::collection::vec(select(KINDS.to_vec()), 1..60),
            troubles in prop::collection::vec(select(TROUBLES.to_vec()), 0..6),
            free in 0_u32..40,
        ) {
            let (board, mut tenant) = read(&kinds);
            tenant.free = free as usize;
            let before = licenses(&tenant);
            let plan = Plan::new(board.rows(), &product(free), UsageLocation::parse("DE"));
            let mut assigning = Assigning::new(plan, graph());
            tenant.troubles = troubles.clone().into();
            carry_out(&mut assigning, &mut tenant);
            let assigned = outcomes(&assigning).iter().filter(|one| **one == Outcome::Assigned).count();
            prop_assert!(assigned <= free as usize);
            tenant.troubles = troubles.into();
            carry_out(&mut assigning.undo(), &mut tenant);
            prop_assert_eq!(licenses(&tenant), before);
        }
    }
}
