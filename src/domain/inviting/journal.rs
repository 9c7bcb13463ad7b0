//! What is stored of a run: everything but redeem addresses, which are as good as passwords, and tokens, which the run
//! never sees. Names and addresses of guests are in it; the app deletes it when the organizer is done.
//!
//! Each guest is a list rather than an object, and an object id is written as 22 characters rather than 36, so that
//! 10,000 guests stay well under a megabyte.

use std::collections::HashSet;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::order::Order;
use super::row::{Doubt, Errand, Reason, Refusal, Row, Standing, State};
use super::{MOST_GUESTS, Pause, Run, key};
use crate::domain::guests::Guest;
use crate::domain::invite::GuestAddress;
use crate::domain::json::{self, Fields, Unexpected};
use crate::domain::language::Language;
use crate::domain::tenant::Guid;
use crate::domain::time::{HOUR, Moment};

const VERSION: i64 = 1;

impl Run {
    /// What is stored: before each batch of invitations leaves, and after each answer.
    pub fn to_json(&self) -> String {
        json!({
            "version": VERSION,
            "revision": self.revision,
            "begun": self.begun,
            "mayRead": self.may_read,
            "paused": self.paused.map(Pause::name),
            "notBefore": self.not_before,
            "order": self.order.to_value(),
            "rows": self.rows.iter().map(write_row).collect::<Vec<_>>(),
        })
        .to_string()
    }

    /// Reads what was stored. Guests who were being sent are in doubt now, and the run is paused.
    pub fn from_json(json: &str, now: Moment) -> Result<Self, Unexpected> {
        let mut run = json::object(json.as_bytes(), read_run)?;
        let mut seen = HashSet::new();
        let alone = run.rows.iter().all(|row| seen.insert(key(row.guest.address.secret())));
        if !alone || run.rows.len() > MOST_GUESTS {
            return Err(Unexpected("rows"));
        }
        // No wait is longer than an hour, so a later end of it comes from a clock that was set back.
        run.not_before = run.not_before.min(now.plus(HOUR));
        let may_read = run.may_read;
        for row in run.rows.iter_mut().filter(|row| row.state == State::Sending) {
            row.doubt(may_read, now);
        }
        Ok(run)
    }
}

fn read_run(fields: Fields<'_>) -> Result<Run, Unexpected> {
    if fields.number("version")? != Some(VERSION) {
        return Err(Unexpected("version"));
    }
    let moment = |name| fields.number(name)?.map(Moment).ok_or(Unexpected(name));
    let order = fields.get("order", |order| Some(Order::from_fields(Fields::of(order)?)))?;
    Ok(Run {
        order: order.ok_or(Unexpected("order"))??,
        begun: moment("begun")?,
        revision: fields.get("revision", Value::as_u64)?.ok_or(Unexpected("revision"))?,
        may_read: fields.flag("mayRead")?.ok_or(Unexpected("mayRead"))?,
        paused: Some(fields.one_of("paused", Pause::ALL, Pause::name)?.unwrap_or(Pause::Reloaded)),
        not_before: moment("notBefore")?,
        throttled: 0,
        silent: 0,
        rows: fields.list("rows", read_row)?.ok_or(Unexpected("rows"))?,
        under_way: None,
    })
}

/// `[address, name, language, errand and check, object id, state, ...]`; what is not there is an empty text.
fn write_row(row: &Row) -> Value {
    let mut fields = vec![
        json!(row.guest.address.secret()),
        json!(row.guest.name.as_deref().unwrap_or_default()),
        json!(row.guest.language.map_or("", Language::tag)),
        json!(errand_number(row.errand) * 2 + u64::from(row.checked)),
        json!(row.user.as_ref().map(pack).unwrap_or_default()),
    ];
    fields.extend(write_state(&row.state));
    Value::Array(fields)
}

fn read_row(value: &Value) -> Option<Row> {
    let fields = value.as_array()?;
    let [address, name, language, flags, user, state @ ..] = fields.as_slice() else { return None };
    let (name, language, user) = (name.as_str()?, language.as_str()?, user.as_str()?);
    let flags = flags.as_u64()?;
    Some(Row {
        guest: Guest {
            address: GuestAddress::parse(address.as_str()?)?,
            name: (!name.is_empty()).then(|| name.to_owned()),
            language: either(language, |tag| Language::ALL.iter().copied().find(|known| known.tag() == tag))?,
        },
        state: read_state(state)?,
        user: either(user, unpack)?,
        redeem: None,
        errand: errand(flags / 2)?,
        checked: flags % 2 == 1,
    })
}

/// Nothing for an empty text; for any other, what it means.
#[expect(clippy::option_option, reason = "nothing there, and nothing sound there, are two things")]
fn either<T>(text: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<Option<T>> {
    if text.is_empty() { Some(None) } else { read(text).map(Some) }
}

fn write_state(state: &State) -> Vec<Value> {
    match state {
        State::Waiting => vec![json!("w")],
        State::Throttled => vec![json!("t")],
        State::Sending => vec![json!("s")],
        State::Invited => vec![json!("i")],
        State::Already(Standing::Unread) => vec![json!("g")],
        State::Already(Standing::Pending) => vec![json!("p")],
        State::Already(Standing::Accepted) => vec![json!("a")],
        State::Member => vec![json!("m")],
        State::LeftOut => vec![json!("o")],
        State::Unknown(Doubt::Open) => vec![json!("u")],
        State::Unknown(Doubt::Left) => vec![json!("l")],
        State::Unknown(Doubt::Looking { looks, next }) => vec![json!("d"), json!(looks), json!(next)],
        State::Refused(Refusal { reason, status, code, request_id }) => {
            vec![json!("r"), json!(reason.name()), json!(status), json!(code), json!(request_id)]
        }
    }
}

fn read_state(fields: &[Value]) -> Option<State> {
    let (name, rest) = fields.split_first()?;
    Some(match (name.as_str()?, rest) {
        ("w", []) => State::Waiting,
        ("t", []) => State::Throttled,
        ("s", []) => State::Sending,
        ("i", []) => State::Invited,
        ("g", []) => State::Already(Standing::Unread),
        ("p", []) => State::Already(Standing::Pending),
        ("a", []) => State::Already(Standing::Accepted),
        ("m", []) => State::Member,
        ("o", []) => State::LeftOut,
        ("u", []) => State::Unknown(Doubt::Open),
        ("l", []) => State::Unknown(Doubt::Left),
        ("d", [looks, next]) => State::Unknown(Doubt::Looking {
            looks: looks.as_u64().filter(|looks| *looks < u64::from(super::row::LOOKS))?.try_into().ok()?,
            next: Moment(next.as_i64()?),
        }),
        ("r", [reason, status, code, request_id]) => State::Refused(Refusal {
            reason: Reason::ALL.iter().copied().find(|known| reason.as_str() == Some(known.name()))?,
            status: status.as_u64()?.try_into().ok()?,
            code: code.as_str().map(str::to_owned),
            request_id: request_id.as_str().and_then(|id| Guid::parse(id).ok()),
        }),
        _ => return None,
    })
}

const fn errand_number(errand: Errand) -> u64 {
    match errand {
        Errand::First => 0,
        Errand::Again => 1,
        Errand::Reset => 2,
    }
}

fn errand(number: u64) -> Option<Errand> {
    [Errand::First, Errand::Again, Errand::Reset].into_iter().find(|errand| errand_number(*errand) == number)
}

/// The 16 bytes of a GUID in 22 characters.
fn pack(id: &Guid) -> String {
    let digits = id.as_str().replace('-', "");
    URL_SAFE_NO_PAD.encode(u128::from_str_radix(&digits, 16).unwrap_or_default().to_be_bytes())
}

fn unpack(text: &str) -> Option<Guid> {
    let bytes: [u8; 16] = URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()?;
    let digits = format!("{:032x}", u128::from_be_bytes(bytes));
    let groups = [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]];
    Guid::parse(&groups.join("-")).ok()
}
