//! Reads the guests of a list, and how many seats are free, with the fewest requests ([`super::strategy`]).

use std::collections::{HashMap, VecDeque};

use serde_json::json;
use url::Url;

use super::account::{Account, Detail, Page};
use super::column::{Column, Heading, Role, Scope, Why};
use super::courier::{self, Courier, Fate, Landed, Next, Reply, Ticket, succeeded};
use super::row::{Row, asks_for_license};
use super::seats::{self, Product};
use super::strategy::{self, Clause, MOST_ADDRESSES, Way};
use crate::domain::config::ServiceAddress;
use crate::domain::directory::batch::{self, Part};
use crate::domain::directory::evidence::Evidence;
use crate::domain::directory::license::{Reason, Rule, Verdict, verdict};
use crate::domain::guests::Guest;
use crate::domain::problem::Problem;
use crate::domain::tenant::Guid;
use crate::domain::time::Moment;

/// The board of one list of guests for one event.
pub struct Board {
    rule: Rule,
    without_license: Verdict,
    rows: Vec<Row>,
    /// Rows by their address in lower case.
    places: HashMap<String, usize>,
    /// How far each row is in this pass.
    reach: Vec<Reach>,
    detail: Detail,
    /// Not even the least was answered.
    refused: bool,
    stage: Stage,
    /// Groups of rows to look up, each one question.
    queue: VecDeque<Vec<usize>>,
    seats: Seats,
    courier: Courier<Work>,
}

/// How far a row is in the present pass.
#[derive(Clone)]
enum Reach {
    /// Not found yet.
    Sought,
    /// Found as this person.
    Found(Rank),
    /// A question about it failed.
    Failed,
}

/// Of several people with one address, the least counts, whatever order they come in: the one whose own address it
/// is, then a guest before a member, then the lower id.
type Rank = (u8, bool, Guid);

/// Where a pass is.
enum Stage {
    Pages { next: String, read: usize },
    LookUp(Clause),
    Done,
}

/// What a request was about.
enum Work {
    Page,
    Batch { groups: Vec<Vec<usize>>, seats: bool },
}

/// The answer to `subscribedSkus`.
#[derive(Default)]
struct Seats {
    asked: bool,
    products: Option<Vec<Product>>,
    dim: Option<Why>,
}

impl Board {
    /// A board for these guests. Of several with one address the first counts. `rule` is the target's
    /// with what the configuration changes; `detail` is what the token lets be read, [`Detail::Full`] if that is not
    /// known.
    pub fn new(
        guests: impl IntoIterator<Item = Guest>,
        rule: Rule,
        graph: ServiceAddress,
        detail: Detail,
    ) -> Self {
        let mut places = HashMap::new();
        let mut rows: Vec<Row> = Vec::new();
        for row in guests.into_iter().map(Row::new) {
            places.entry(row.address_sought.clone()).or_insert_with(|| {
                rows.push(row);
                rows.len() - 1
            });
        }
        let mut board = Self {
            without_license: without_license(&rule),
            rule,
            reach: Vec::new(),
            rows,
            places,
            detail,
            refused: false,
            stage: Stage::Done,
            queue: VecDeque::new(),
            seats: Seats::default(),
            courier: Courier::new(graph),
        };
        board.refresh();
        board
    }

    /// One row for each address, in the order of the list.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// What the organization has bought, once it was read.
    pub fn products(&self) -> Option<&[Product]> {
        self.seats.products.as_deref()
    }

    /// What the target asks for.
    pub const fn rule(&self) -> &Rule {
        &self.rule
    }

    /// How many rows this pass has settled.
    pub fn settled(&self) -> usize {
        if matches!(self.stage, Stage::Done) {
            return self.rows.len();
        }
        self.reach.iter().filter(|reach| !matches!(reach, Reach::Sought)).count()
    }

    /// Whether a part of the board can be shown.
    pub fn column(&self, heading: Heading) -> Column {
        let reading = |why: Option<Why>, done: bool| match why {
            Some(why) => Column::Dim(why),
            None if done => Column::Ready,
            None => Column::Loading,
        };
        let done = matches!(self.stage, Stage::Done);
        let readers = |scope| Why::NotAllowed { scope, role: Role::DirectoryReaders };
        let nobody = self.refused || self.detail == Detail::Basic;
        match heading {
            Heading::Invitation => reading(nobody.then(|| readers(Scope::UserReadAll)), done),
            Heading::License if !asks_for_license(&self.rule) => Column::Ready,
            Heading::License if nobody => Column::Dim(readers(Scope::UserReadAll)),
            Heading::License => {
                let why = Why::NotAllowed {
                    scope: Scope::LicenseAssignmentReadAll,
                    role: Role::LicenseAdministrator,
                };
                reading((self.detail < Detail::Full).then_some(why), done)
            }
            Heading::Seats => reading(self.seats.dim, self.seats.products.is_some()),
        }
    }

    /// Reads everything once more; what is known stays until it is replaced. An answer under way is passed over.
    pub fn refresh(&mut self) {
        self.reach = vec![Reach::Sought; self.rows.len()];
        self.refused = false;
        self.seats.asked = false;
        self.courier = Courier::after(&self.courier);
        match strategy::way(self.rows.len(), self.detail) {
            Way::LookUp => self.look_up(Clause::Mail),
            Way::Pages => self.page_anew(),
        }
    }

    /// The same with another permission, after the organizer was granted one.
    pub fn refresh_with(&mut self, detail: Detail) {
        self.detail = detail;
        self.refresh();
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
        loop {
            match &self.stage {
                Stage::Pages { next, .. } => {
                    let url = next.clone();
                    return self.courier.get(url, Work::Page);
                }
                Stage::LookUp(clause) if !self.queue.is_empty() => {
                    let clause = *clause;
                    return self.ask_batch(clause);
                }
                Stage::LookUp(Clause::Mail) if self.detail > Detail::Basic => self.look_up(Clause::Other),
                Stage::LookUp(_) => self.conclude(now),
                Stage::Done if !self.seats.asked => return self.ask_batch(Clause::Mail),
                Stage::Done => return Next::Done,
            }
        }
    }

    /// Takes the answer to the request with that ticket; a failure of the network is a problem.
    pub fn answered(&mut self, ticket: Ticket, answer: Result<Reply, Problem>, now: Moment) {
        match self.courier.landed(ticket, answer, now) {
            Landed::Stale | Landed::Again(Work::Page) => {}
            Landed::Again(Work::Batch { groups, seats }) => self.put_back(groups, seats),
            Landed::Answered(Work::Page, reply) => self.page(&reply, now),
            Landed::Answered(Work::Batch { groups, seats }, reply) => self.batch(groups, seats, &reply, now),
        }
    }

    fn page_anew(&mut self) {
        let next = [self.courier.graph().as_str(), &strategy::first_page(self.detail)].concat();
        self.stage = Stage::Pages { next, read: 0 };
    }

    /// Queues everybody who was not found yet.
    fn look_up(&mut self, clause: Clause) {
        let sought: Vec<usize> = self.sought().collect();
        self.queue = sought.chunks(MOST_ADDRESSES).map(<[usize]>::to_vec).collect();
        self.stage = Stage::LookUp(clause);
    }

    fn sought(&self) -> impl Iterator<Item = usize> {
        let places = self.reach.iter().enumerate();
        places.filter(|(_, reach)| matches!(reach, Reach::Sought)).map(|(place, _)| place)
    }

    /// As many lookups as fit, and the seats with the first of them.
    fn ask_batch(&mut self, clause: Clause) -> Next {
        // The seats go where there is room, so that they cost no request of their own.
        let room = self.queue.is_empty() || !self.queue.len().is_multiple_of(batch::MOST);
        let seats = room && !self.seats.asked;
        let most = batch::MOST - usize::from(seats);
        let groups: Vec<Vec<usize>> = self.queue.drain(..self.queue.len().min(most)).collect();
        let lookups = groups.iter().enumerate().map(|(id, group)| {
            let addresses: Vec<&str> =
                group.iter().map(|place| self.rows[*place].guest.address.secret()).collect();
            Part::get(id.to_string(), strategy::lookup(clause, &addresses, self.detail))
        });
        let seats_part = seats.then(|| Part::get(groups.len().to_string(), seats::QUESTION));
        let parts: Vec<Part> = lookups.chain(seats_part).collect();
        self.seats.asked |= seats;
        self.courier.batch(&parts, Work::Batch { groups, seats })
    }

    fn put_back(&mut self, groups: Vec<Vec<usize>>, seats: bool) {
        for group in groups.into_iter().rev() {
            self.queue.push_front(group);
        }
        self.seats.asked &= !seats;
    }

    fn page(&mut self, reply: &Reply, now: Moment) {
        let Stage::Pages { read, .. } = self.stage else { return };
        self.courier.progress();
        if reply.status == 403 {
            self.ask_less();
            return if self.detail == Detail::Basic { self.look_up(Clause::Mail) } else { self.page_anew() };
        }
        let page = courier::json(&reply.body).and_then(|body| Page::parse(&body));
        let page = page.ok().filter(|_| succeeded(reply.status));
        let next = page.and_then(|page| {
            self.take(&page.people, now);
            page.next.filter(|next| self.is_graphs(next))
        });
        match next {
            Some(next) if strategy::read_on(self.rows.len(), self.sought().count(), read + 1) => {
                self.stage = Stage::Pages { next, read: read + 1 };
            }
            _ => self.look_up(Clause::Mail),
        }
    }

    /// The token goes nowhere else.
    fn is_graphs(&self, address: &str) -> bool {
        Url::parse(address).is_ok_and(|url| self.courier.graph().is_origin_of(&url))
    }

    fn batch(&mut self, groups: Vec<Vec<usize>>, seats: bool, reply: &Reply, now: Moment) {
        let mut fates = self.courier.open(reply, groups.len() + usize::from(seats), now);
        if let Some(fate) = fates.pop_if(|_| seats) {
            self.seats.answered(fate);
        }
        let mut refused = false;
        for (group, fate) in groups.into_iter().zip(fates) {
            match fate {
                Fate::Again => self.queue.push_back(group),
                Fate::Answered { status: 403, .. } => {
                    refused = true;
                    self.queue.push_back(group);
                }
                Fate::Answered { status, body } if succeeded(status) => self.looked_up(&group, &body, now),
                // One odd address does not hide the others of its question.
                Fate::Answered { status: 400, .. } if group.len() > 1 => {
                    self.queue.extend(group.into_iter().map(|place| vec![place]));
                }
                Fate::Answered { .. } | Fate::Lost => self.fail(&group),
            }
        }
        if refused {
            self.ask_less();
        }
    }

    fn looked_up(&mut self, group: &[usize], body: &str, now: Moment) {
        let Ok(page) = courier::json(body).and_then(|body| Page::parse(&body)) else {
            return self.fail(group);
        };
        self.take(&page.people, now);
        // An answer cut short proves nobody's absence.
        if page.next.is_some() {
            self.fail(group);
        }
    }

    /// Those of the group who were not found cannot be told.
    fn fail(&mut self, group: &[usize]) {
        for place in group {
            if let reach @ Reach::Sought = &mut self.reach[*place] {
                *reach = Reach::Failed;
            }
        }
    }

    /// A refusal dims as little as possible.
    fn ask_less(&mut self) {
        if let Some(less) = self.detail.less() {
            self.detail = less;
            // Other addresses are not among what the least lets be read.
            if less == Detail::Basic && matches!(self.stage, Stage::LookUp(Clause::Other)) {
                self.queue.clear();
            }
        } else {
            self.refused = true;
            self.queue.clear();
            let sought: Vec<usize> = self.sought().collect();
            self.fail(&sought);
        }
    }

    fn take(&mut self, people: &[Account], now: Moment) {
        for account in people {
            let is_member = account.invited == Some(super::row::Invitation::Member);
            for (sureness, address) in account.addresses() {
                let Some(place) = self.places.get(&address.to_lowercase()).copied() else { continue };
                let rank = (sureness, is_member, account.id.clone());
                if matches!(&self.reach[place], Reach::Found(found) if *found < rank) {
                    continue;
                }
                self.rows[place].found(account, self.detail, &self.rule, now);
                self.reach[place] = Reach::Found(rank);
            }
        }
    }

    /// Whoever was not found by now is not there, if the questions were such that it would have shown.
    fn conclude(&mut self, now: Moment) {
        for (row, reach) in self.rows.iter_mut().zip(&self.reach) {
            match reach {
                Reach::Found(_) => {}
                Reach::Sought if self.detail > Detail::Basic => row.absent(&self.without_license, now),
                Reach::Sought | Reach::Failed => row.untold(),
            }
        }
        self.stage = Stage::Done;
    }
}

impl Seats {
    fn answered(&mut self, fate: Fate) {
        self.dim = match fate {
            Fate::Again => {
                self.asked = false;
                return;
            }
            Fate::Answered { status, body } if succeeded(status) => {
                match courier::json(&body).and_then(|body| Product::list(&body)) {
                    Ok(products) => {
                        self.products = Some(products);
                        None
                    }
                    Err(_) => Some(Why::Unreadable),
                }
            }
            Fate::Answered { status: 403, .. } => {
                Some(Why::NotAllowed { scope: Scope::OrganizationReadAll, role: Role::DirectoryReaders })
            }
            Fate::Answered { .. } | Fate::Lost => Some(Why::Unreadable),
        };
    }
}

/// The verdict on somebody without an account.
fn without_license(rule: &Rule) -> Verdict {
    if !asks_for_license(rule) {
        return Verdict::Licensed { reasons: Vec::new() };
    }
    let nothing = json!({ "assignedLicenses": [], "assignedPlans": [] });
    match verdict(rule, &Evidence::default().with_plans_value(200, &nothing)) {
        // It was not read from anybody's plans.
        Verdict::Missing { missing, mut reasons } => {
            reasons.retain(|reason| *reason != Reason::ReadFromPlans);
            Verdict::Missing { missing, reasons }
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::super::row::{Answer, Invitation, Need, Standing};
    use super::super::tenant::{KINDS, Kindred, TROUBLES, Tenant, drive, graph, guest, person, rule};
    use super::super::view::Totals;
    use super::*;
    use crate::domain::directory::license::Missing;
    use proptest::prelude::*;
    use proptest::sample::select;
    use rstest::rstest;
    use serde_json::Value;

    fn read(board: &mut Board, tenant: &mut Tenant) {
        drive(board, tenant, Board::next, Board::answered, Board::resume);
    }

    fn board(guests: usize) -> Board {
        Board::new((0..guests).map(guest), rule(), graph(), Detail::Full)
    }

    fn expected(kind: Kindred) -> Standing {
        match kind {
            Kindred::Ready | Kindred::Alias => Standing::Ready,
            Kindred::Absent => Standing::NotInvited,
            Kindred::Pending => Standing::NotAccepted,
            Kindred::NoLicense => Standing::NoLicense,
            Kindred::PlanOff => Standing::PlanOff,
            Kindred::Member => Standing::Member,
            Kindred::Unstated => Standing::CouldNotTell,
        }
    }

    fn people(kinds: &[Kindred]) -> impl Iterator<Item = Value> {
        kinds.iter().enumerate().filter_map(|(number, kind)| person(number, *kind))
    }

    fn mixed(guests: usize) -> Vec<Kindred> {
        KINDS.into_iter().cycle().take(guests).collect()
    }

    #[rstest]
    // One in four is not found by its own address and costs the second round.
    #[case(15, 0, 2)]
    #[case(300, 0, 2)]
    #[case(600, 0, 3)]
    #[case(1_000, 0, 3)]
    #[case(3_000, 0, 8)]
    // Strangers come first here: pages are worth it where they are few, and are given up where they are many.
    #[case(3_000, 600, 8)]
    #[case(1_000, 9_000, 6)]
    fn takes_few_requests(#[case] guests: usize, #[case] strangers: usize, #[case] requests: usize) {
        let strangers = (0..strangers).map(|number| person(100_000 + number, Kindred::Ready).unwrap());
        let mut tenant = Tenant::new(strangers.chain(people(&mixed(guests))));
        let mut board = board(guests);
        read(&mut board, &mut tenant);
        assert_eq!(tenant.requests, requests);
        let totals = Totals::of(board.rows());
        assert_eq!(totals.get(Standing::Waiting), 0);
        assert_eq!(totals.all() as usize, guests);
    }

    #[test]
    fn a_list_with_one_address_twice_has_one_row_for_it() {
        let upper = Guest {
            address: crate::domain::invite::GuestAddress::parse("GUEST.1@FABRIKAM.COM").unwrap(),
            name: None,
            language: None,
        };
        let board = Board::new([guest(0), guest(1), upper], rule(), graph(), Detail::Full);
        assert_eq!(board.rows().len(), 2);
        assert!(board.rows()[1].name().is_some());
    }

    const READERS: Role = Role::DirectoryReaders;

    #[rstest]
    #[case(Detail::Full, Column::Ready, Column::Ready, Standing::Ready)]
    #[case(
        Detail::Guests,
        Column::Ready,
        Column::Dim(Why::NotAllowed {
            scope: Scope::LicenseAssignmentReadAll,
            role: Role::LicenseAdministrator
        }),
        Standing::CouldNotTell
    )]
    #[case(
        Detail::Basic,
        Column::Dim(Why::NotAllowed { scope: Scope::UserReadAll, role: READERS }),
        Column::Dim(Why::NotAllowed { scope: Scope::UserReadAll, role: READERS }),
        Standing::CouldNotTell
    )]
    fn a_refusal_dims_its_column_alone(
        #[case] allowed: Detail,
        #[case] invitation: Column,
        #[case] license: Column,
        #[case] standing: Standing,
        #[values(2, 650)] guests: usize,
    ) {
        let mut tenant = Tenant::new(people(&vec![Kindred::Ready; guests]));
        tenant.allowed = allowed;
        let mut board = board(guests);
        assert_eq!(board.column(Heading::Invitation), Column::Loading);
        read(&mut board, &mut tenant);
        assert_eq!(board.column(Heading::Invitation), invitation);
        assert_eq!(board.column(Heading::License), license);
        assert_eq!(board.column(Heading::Seats), Column::Ready);
        assert!(board.rows().iter().all(|row| row.standing() == standing && row.person.is_some()));
    }

    #[test]
    fn refused_seats_dim_nothing_else() {
        let mut tenant = Tenant::new(people(&[Kindred::Ready]));
        tenant.seats = 403;
        let mut board = board(1);
        read(&mut board, &mut tenant);
        let why = Why::NotAllowed { scope: Scope::OrganizationReadAll, role: READERS };
        assert_eq!(board.column(Heading::Seats), Column::Dim(why));
        assert_eq!(board.column(Heading::License), Column::Ready);
        assert_eq!(tenant.requests, 1);
    }

    #[test]
    fn a_next_page_elsewhere_is_not_asked_for() {
        let mut tenant = Tenant::new(people(&vec![Kindred::Ready; 700]));
        (tenant.page, tenant.next_host) = (50, "https://graph.microsoft.com.evil.example");
        let mut board = board(700);
        read(&mut board, &mut tenant);
        assert!(board.rows().iter().all(|row| row.standing() == Standing::Ready));
    }

    #[test]
    fn several_needs_hold_at_once() {
        let mut tenant = Tenant::new(people(&[Kindred::Absent]));
        let mut board = board(1);
        read(&mut board, &mut tenant);
        let row = &board.rows()[0];
        assert_eq!(
            row.needs(),
            [Need::Invitation, Need::Acceptance, Need::TeamsLicense, Need::PremiumLicense]
        );
        let Answer::Known(Verdict::Missing { missing, reasons }) = &row.license else { panic!() };
        assert_eq!(missing.as_slice(), [Missing::Prerequisite, Missing::Premium]);
        assert_eq!(reasons.as_slice(), [Reason::NoLicenses]);
    }

    #[test]
    fn reading_anew_keeps_what_is_known_until_it_is_replaced() {
        let mut tenant = Tenant::new(people(&[Kindred::Pending, Kindred::Ready]));
        let mut board = board(2);
        read(&mut board, &mut tenant);
        tenant.people[0]["externalUserState"] = json!("Accepted");
        tenant.people.pop();
        board.refresh();
        let standings = |board: &Board| board.rows().iter().map(Row::standing).collect::<Vec<_>>();
        assert_eq!(standings(&board), [Standing::NotAccepted, Standing::Ready]);
        read(&mut board, &mut tenant);
        assert_eq!(standings(&board), [Standing::Ready, Standing::NotInvited]);
    }

    #[test]
    fn an_answer_to_an_earlier_pass_is_passed_over() {
        let mut board = board(1);
        let Next::Ask(old) = board.next(Moment(0)) else { panic!() };
        board.refresh();
        let mut tenant = Tenant::new(people(&[Kindred::Ready]));
        board.answered(old.ticket, tenant.answer(&old), Moment(0));
        assert_eq!(board.rows()[0].standing(), Standing::Waiting);
        read(&mut board, &mut tenant);
        assert_eq!(board.rows()[0].standing(), Standing::Ready);
    }

    #[test]
    fn a_target_that_asks_for_no_license_needs_none() {
        let rule = Rule { prerequisite_plans: Vec::new(), premium_required: false, ..rule() };
        let mut board = Board::new([guest(0), guest(1)], rule, graph(), Detail::Full);
        let mut tenant = Tenant::new(people(&[Kindred::NoLicense, Kindred::Absent]));
        tenant.allowed = Detail::Guests;
        read(&mut board, &mut tenant);
        assert_eq!(board.rows()[0].standing(), Standing::Ready);
        assert_eq!(board.rows()[1].needs(), [Need::Invitation, Need::Acceptance]);
        assert_eq!(board.column(Heading::License), Column::Ready);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Whatever way people come in, and whatever goes wrong on the way, the board says what is so.
        #[test]
        fn every_guest_has_one_row_and_it_is_right(
            kinds in prop_oneof![
                7 => prop::collection::vec(select(KINDS.to_vec()), 1..40),
                1 => prop::collection::vec(select(KINDS.to_vec()), 601..640),
            ].prop_flat_map(|kinds| {
                let order: Vec<usize> = (0..kinds.len()).collect();
                (Just(kinds), Just(order).prop_shuffle())
            }),
            page in 2_usize..400,
            troubles in prop::collection::vec(select(TROUBLES.to_vec()), 0..12),
        ) {
            let (kinds, order) = kinds;
            let shuffled = order.iter().filter_map(|number| person(*number, kinds[*number]));
            let mut tenant = Tenant::new(shuffled.collect::<Vec<_>>());
            (tenant.page, tenant.troubles) = (page, troubles.into());
            let mut board = board(kinds.len());
            read(&mut board, &mut tenant);
            prop_assert_eq!(board.rows().len(), kinds.len());
            for (number, (row, kind)) in board.rows().iter().zip(&kinds).enumerate() {
                prop_assert_eq!(&row.guest.address, &guest(number).address);
                prop_assert_eq!(row.standing(), expected(*kind), "{} {:?}", number, kind);
            }
        }

        #[test]
        fn nobody_is_ready_on_a_guess(
            body in select(vec![
                json!({"userType": "Guest"}),
                json!({"userType": "Guest", "externalUserState": "Accepted"}),
                json!({"userType": "Guest", "externalUserState": "Accepted", "assignedPlans": null}),
                json!({"userType": "Guest", "externalUserState": "Accepted", "assignedPlans": [7]}),
                json!({"externalUserState": "Accepted"}),
                person(0, Kindred::Ready).unwrap(),
                person(0, Kindred::PlanOff).unwrap(),
                person(0, Kindred::Unstated).unwrap(),
            ]),
            drop in select(vec!["userType", "externalUserState", "assignedPlans", "assignedLicenses", "none"]),
        ) {
            let mut body = body;
            body.as_object_mut().unwrap().remove(drop);
            body["id"] = json!("3f6c1b52-8a0d-4c1e-9d57-000000000000");
            body["mail"] = json!("guest.0@fabrikam.com");
            let mut board = board(1);
            let account = Account::read(&body).unwrap();
            board.take(&[account], Moment(0));
            let row = &board.rows()[0];
            let proven = row.invited == Answer::Known(Invitation::Accepted)
                && matches!(row.license, Answer::Known(Verdict::Licensed { .. }));
            prop_assert_eq!(row.standing() == Standing::Ready, proven);
        }

        /// Of two people with one address the same one counts, whoever comes first.
        #[test]
        fn the_order_of_people_decides_nothing(
            kinds in prop::collection::vec(select(KINDS.to_vec()), 2..5),
        ) {
            let accounts: Vec<Account> = kinds
                .iter()
                .enumerate()
                .filter_map(|(number, kind)| {
                    let mut body = person(0, *kind)?;
                    body["id"] = json!(format!("3f6c1b52-8a0d-4c1e-9d57-{number:012x}"));
                    Account::read(&body)
                })
                .collect();
            let (mut forth, mut back) = (board(1), board(1));
            forth.take(&accounts, Moment(0));
            back.take(&accounts.iter().rev().cloned().collect::<Vec<_>>(), Moment(0));
            prop_assert_eq!(&forth.rows()[0].person, &back.rows()[0].person);
            prop_assert_eq!(forth.rows()[0].standing(), back.rows()[0].standing());
        }
    }

    #[test]
    fn the_board_of_nobody_is_done_after_the_seats() {
        let mut board = board(0);
        let mut tenant = Tenant::new([]);
        read(&mut board, &mut tenant);
        assert_eq!((tenant.requests, board.settled()), (1, 0));
    }
}
