//! A tenant that answers as Graph does, for the tests of the machines.

use std::collections::VecDeque;

use serde_json::{Value, json};

use super::account::Detail;
use super::courier::{Next, Reply, Request, Ticket};
use super::reading::Board;
use crate::domain::config::ServiceAddress;
use crate::domain::directory::license::Rule;
use crate::domain::guests::Guest;
use crate::domain::invite::GuestAddress;
use crate::domain::problem::{Kind, Problem};
use crate::domain::target::Target;
use crate::domain::time::Moment;

pub(super) const E3: &str = "05e9a617-0261-4cee-bb44-138d3ef5d965";
pub(super) const PREMIUM: &str = "52ea0e27-ae73-4983-a08f-13561ebdb823";
pub(super) const TEAMS1: &str = "57ff2da0-773e-42df-b2af-ffb7a2317929";
pub(super) const MESH: &str = "acbca54f-c771-423b-a476-6d7a98cbbcec";
const GRAPH: &str = "https://graph.microsoft.com";

/// What somebody may be in the tenant.
pub(super) const KINDS: [Kindred; 8] = [
    Kindred::Ready,
    Kindred::Absent,
    Kindred::Pending,
    Kindred::NoLicense,
    Kindred::PlanOff,
    Kindred::Member,
    Kindred::Alias,
    Kindred::Unstated,
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kindred {
    Ready,
    Absent,
    Pending,
    NoLicense,
    PlanOff,
    Member,
    Alias,
    Unstated,
}

/// What goes wrong with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    None,
    Throttled,
    Unreachable,
    /// It was done, and the answer was lost.
    AnswerLost,
    PartThrottled(usize),
    /// Answers come the other way round, each twice.
    Twisted,
}

pub(super) const TROUBLES: [Trouble; 7] = [
    Trouble::None,
    Trouble::Throttled,
    Trouble::Unreachable,
    Trouble::AnswerLost,
    Trouble::PartThrottled(0),
    Trouble::PartThrottled(3),
    Trouble::Twisted,
];

pub(super) struct Tenant {
    pub(super) people: Vec<Value>,
    pub(super) page: usize,
    /// The most that may be read.
    pub(super) allowed: Detail,
    pub(super) seats: u16,
    pub(super) free: usize,
    pub(super) troubles: VecDeque<Trouble>,
    pub(super) requests: usize,
    pub(super) deleted: Vec<Value>,
    /// Where pages lead to.
    pub(super) next_host: &'static str,
}

pub(super) fn graph() -> ServiceAddress {
    ServiceAddress::parse(GRAPH).unwrap()
}

pub(super) fn rule() -> Rule {
    Rule::of(Target::MeshPc)
}

pub(super) fn guest(number: usize) -> Guest {
    let address = GuestAddress::parse(&format!("Guest.{number}@fabrikam.com")).unwrap();
    Guest {
        address,
        name: (!number.is_multiple_of(3)).then(|| format!("Ada {}", number * 7919 % 1000)),
        language: None,
    }
}

/// The board of guests of these kinds, read from the tenant that they are in.
pub(super) fn read(kinds: &[Kindred]) -> (Board, Tenant) {
    let mut tenant = Tenant::new(kinds.iter().enumerate().filter_map(|(n, kind)| person(n, *kind)));
    let mut board = Board::new((0..kinds.len()).map(guest), rule(), graph(), Detail::Full);
    drive(&mut board, &mut tenant, Board::next, Board::answered, Board::resume);
    tenant.requests = 0;
    (board, tenant)
}

pub(super) fn person(number: usize, kind: Kindred) -> Option<Value> {
    let mail = format!("guest.{number}@fabrikam.com");
    let (user_type, state) = match kind {
        Kindred::Absent => return None,
        Kindred::Pending => ("Guest", json!("PendingAcceptance")),
        Kindred::Member => ("Member", Value::Null),
        Kindred::Unstated => ("Guest", Value::Null),
        _ => ("Guest", json!("Accepted")),
    };
    let off = if kind == Kindred::PlanOff { vec![MESH] } else { vec![] };
    let licensed = json!([{"skuId": E3, "disabledPlans": []}, {"skuId": PREMIUM, "disabledPlans": off}]);
    let plan = |id: &str| json!({"servicePlanId": id, "capabilityStatus": "Enabled", "service": "Teams"});
    let plans = if kind == Kindred::PlanOff { vec![plan(TEAMS1)] } else { vec![plan(TEAMS1), plan(MESH)] };
    let bare = kind == Kindred::NoLicense;
    Some(json!({
        "id": format!("3f6c1b52-8a0d-4c1e-9d57-{number:012x}"),
        "displayName": format!("Ada Guest {number}"),
        "mail": if kind == Kindred::Alias { json!(format!("ada{number}@contoso.com")) } else { json!(mail) },
        "otherMails": if kind == Kindred::Alias { json!([mail]) } else { json!([]) },
        "userPrincipalName": format!("guest.{number}_fabrikam.com#EXT#@contoso.onmicrosoft.com"),
        "userType": user_type,
        "externalUserState": state,
        "externalUserStateChangeDateTime": format!("2026-11-{:02}T09:00:00Z", 1 + number % 28),
        "usageLocation": if number.is_multiple_of(2) { json!("US") } else { Value::Null },
        "assignedLicenses": if bare { json!([]) } else { licensed },
        "assignedPlans": if bare { json!([]) } else { json!(plans) },
    }))
}

/// Drives a machine until it is done; pauses are ended at once, waits waited for.
pub(super) fn drive<M>(
    machine: &mut M,
    tenant: &mut Tenant,
    next: impl Fn(&mut M, Moment) -> Next,
    answered: impl Fn(&mut M, Ticket, Result<Reply, Problem>, Moment),
    resume: impl Fn(&mut M),
) {
    let mut now = Moment(1_795_284_000_000);
    for _ in 0..2_000 {
        match next(machine, now) {
            Next::Ask(request) => {
                let answer = tenant.answer(&request);
                answered(machine, request.ticket, answer.clone(), now);
                answered(machine, request.ticket, answer, now);
            }
            Next::Wait { until } => now = until,
            Next::Paused(_) => resume(machine),
            Next::Done => return,
            Next::Busy => panic!("the answer was handed over"),
        }
    }
    panic!("it does not come to an end");
}

impl Tenant {
    pub(super) fn new(people: impl IntoIterator<Item = Value>) -> Self {
        Self {
            people: people.into_iter().collect(),
            page: 999,
            allowed: Detail::Full,
            seats: 200,
            free: 1_000_000,
            troubles: VecDeque::new(),
            requests: 0,
            deleted: Vec::new(),
            next_host: GRAPH,
        }
    }

    pub(super) fn answer(&mut self, request: &Request) -> Result<Reply, Problem> {
        assert!(request.url.starts_with(GRAPH), "the token went to {}", request.url);
        self.requests += 1;
        let trouble = self.troubles.pop_front().unwrap_or(Trouble::None);
        match trouble {
            Trouble::Throttled => {
                return Ok(Reply { status: 429, retry_after: Some("3".into()), ..Reply::default() });
            }
            Trouble::Unreachable => return Err(Problem::new(Kind::GraphUnreachable)),
            _ => {}
        }
        let (status, body) = match &request.body {
            None => self.list(&request.url),
            Some(body) => (200, self.batch(&serde_json::from_str(body).unwrap(), trouble)),
        };
        if trouble == Trouble::AnswerLost {
            return Err(Problem::new(Kind::Offline));
        }
        Ok(Reply { status, body: body.to_string(), ..Reply::default() })
    }

    fn batch(&mut self, body: &Value, trouble: Trouble) -> Value {
        let parts = body["requests"].as_array().unwrap();
        assert!((1..=20).contains(&parts.len()), "{} questions in one batch", parts.len());
        let mut failed = Vec::new();
        let mut answers = Vec::new();
        for (place, part) in parts.iter().enumerate() {
            let id = part["id"].clone();
            let after = part.get("dependsOn").and_then(|ids| ids.get(0)).cloned();
            let (status, body) = if after.is_some_and(|id| failed.contains(&id)) {
                (424, Value::Null)
            } else if trouble == Trouble::PartThrottled(place) {
                (429, Value::Null)
            } else {
                self.part(part)
            };
            if status >= 400 {
                failed.push(id.clone());
            }
            answers.push(json!({"id": id, "status": status, "headers": {"Retry-After": "2"}, "body": body}));
        }
        if trouble == Trouble::Twisted {
            answers.reverse();
            answers.extend(answers.clone());
        }
        json!({ "responses": answers })
    }

    fn part(&mut self, part: &Value) -> (u16, Value) {
        let url = part["url"].as_str().unwrap();
        let id = url.split(['/', '?']).nth(2).unwrap_or_default().to_owned();
        let place = self.people.iter().position(|person| person["id"] == json!(id));
        match (part["method"].as_str().unwrap(), place) {
            ("GET", _) if url == "/subscribedSkus" => (self.seats, json!({"value": []})),
            ("GET", _) if url.starts_with("/users?") => self.list(url),
            (_, None) => (404, Value::Null),
            ("GET", Some(place)) => (200, self.people[place].clone()),
            ("DELETE", Some(place)) => {
                self.deleted.push(self.people.remove(place));
                (204, Value::Null)
            }
            ("PATCH", Some(place)) => {
                self.people[place]["usageLocation"] = part["body"]["usageLocation"].clone();
                (204, Value::Null)
            }
            ("POST", Some(place)) => self.assign(place, &part["body"]),
            other => panic!("{other:?}"),
        }
    }

    fn assign(&mut self, place: usize, body: &Value) -> (u16, Value) {
        let refused = (400, json!({"error": {"code": "Request_BadRequest", "message": "..."}}));
        let person = &mut self.people[place];
        let held = person["assignedLicenses"].as_array_mut().unwrap();
        for sku in body["removeLicenses"].as_array().unwrap() {
            let Some(found) = held.iter().position(|license| license["skuId"] == *sku) else {
                return refused;
            };
            held.remove(found);
        }
        for license in body["addLicenses"].as_array().unwrap() {
            if held.iter().any(|held| held["skuId"] == license["skuId"]) {
                continue;
            }
            if self.free == 0 || person["usageLocation"].is_null() {
                return refused;
            }
            self.free -= 1;
            person["assignedLicenses"].as_array_mut().unwrap().push(license.clone());
            return (200, Value::Null);
        }
        (200, Value::Null)
    }

    fn list(&self, url: &str) -> (u16, Value) {
        let query = url.split_once('?').unwrap().1;
        let fields: Vec<(String, String)> =
            url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let field =
            |name: &str| fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str());
        let select: Vec<&str> = field("$select").unwrap().split(',').collect();
        let asked = if select.contains(&"assignedPlans") {
            Detail::Full
        } else if select.contains(&"userType") {
            Detail::Guests
        } else {
            Detail::Basic
        };
        if asked > self.allowed {
            return (403, json!({"error": {"code": "Authorization_RequestDenied"}}));
        }
        let filter = field("$filter").unwrap();
        let wanted: Vec<&str> = filter.split('\'').skip(1).step_by(2).collect();
        assert!(wanted.len() <= 15, "{} expressions in one filter", wanted.len());
        let wants = |text: &str| wanted.iter().any(|wanted| wanted.eq_ignore_ascii_case(text));
        let is = |value: &Value| value.as_str().is_some_and(wants);
        let fits = |person: &&Value| match filter.split([' ', '/']).next().unwrap() {
            "userType" => person["userType"] == "Guest",
            "mail" => is(&person["mail"]),
            "otherMails" => person["otherMails"].as_array().unwrap().iter().any(is),
            other => panic!("{other}"),
        };
        let from: usize = field("$skiptoken").map_or(0, |token| token.parse().unwrap());
        let all: Vec<&Value> = self.people.iter().filter(fits).collect();
        let size = if filter.starts_with("userType") { self.page } else { 999 };
        let page: Vec<Value> = all
            .iter()
            .skip(from)
            .take(size)
            .map(|person| {
                let fields = person.as_object().unwrap().clone();
                Value::Object(
                    fields.into_iter().filter(|(name, _)| select.contains(&name.as_str())).collect(),
                )
            })
            .collect();
        let mut body = json!({ "value": page });
        if from + size < all.len() {
            let base = url.split("&$skiptoken").next().unwrap().replace(GRAPH, self.next_host);
            // Pages overlap by one: nothing says that they may not.
            body["@odata.nextLink"] = json!(format!("{base}&$skiptoken={}", from + size - 1));
        }
        (200, body)
    }
}
