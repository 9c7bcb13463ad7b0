//! Looking guests up in the directory: which addresses go into which question, and who was found
//! (Microsoft Graph, "List users", "Use the $filter query parameter").

use std::collections::HashMap;

use serde_json::Value;

use super::row::Standing;
use crate::domain::directory::AnswerUnreadable;
use crate::domain::directory::batch::{self, Part};
use crate::domain::tenant::Guid;
use crate::domain::time::Moment;

/// The most expressions that a filter may have, those of an `in` included, unless it is an advanced query.
const CLAUSES: usize = 15;

/// The longest address of a question, in bytes: the limit that Graph states for advanced queries, kept here too.
const LONGEST: usize = 2_048;

/// A guest can have been invited under another of their addresses; only the first is looked for, since each further
/// property would cost a clause per guest. Such a guest is sent an invitation, for which Graph answers with the guest
/// that is there.
const BEFORE: &str = "/users?$select=id,mail,userType,externalUserState,externalUserStateChangeDateTime,createdDateTime&$filter=mail%20in%20(";

/// Somebody in the directory who has one of the addresses asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) user: Guid,
    pub(super) what: What,
    /// The last that is known to have happened to the invitation.
    pub(super) since: Option<Moment>,
}

/// Who it is; the later outweighs the earlier where several have one address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    Guest(Standing),
    Member,
}

/// Questions about as many of `wanted` as fit into one batch, each with the row numbers it asks about.
pub(super) fn questions<'a>(wanted: impl Iterator<Item = (usize, &'a str)>) -> Vec<(String, Vec<usize>)> {
    let mut questions: Vec<(String, Vec<usize>)> = Vec::new();
    for (row, address) in wanted {
        let quoted = quoted(address);
        let full = questions.len() == batch::MOST;
        match questions.last_mut() {
            Some((url, rows)) if rows.len() < CLAUSES && url.len() + quoted.len() + 2 <= LONGEST => {
                url.push(',');
                url.push_str(&quoted);
                rows.push(row);
            }
            _ if full => break,
            _ => questions.push(([BEFORE, &quoted].concat(), vec![row])),
        }
    }
    for (url, _) in &mut questions {
        url.push(')');
    }
    questions
}

/// The body of the batch that asks them, each by its place.
pub(super) fn write(questions: &[(String, Vec<usize>)]) -> String {
    let parts: Vec<Part> =
        questions.iter().enumerate().map(|(at, (url, _))| Part::get(at.to_string(), url)).collect();
    batch::write(&parts)
}

/// Who was found, by lower-case address.
pub(super) fn read(body: &str) -> Result<HashMap<String, Found>, AnswerUnreadable> {
    let unreadable = AnswerUnreadable { expected: "value: array of users" };
    let body: Value = serde_json::from_str(body).map_err(|_| unreadable)?;
    let users = body.get("value").and_then(Value::as_array).ok_or(unreadable)?;
    let mut found: HashMap<String, Found> = HashMap::new();
    for user in users {
        let (address, one) = read_user(user).ok_or(unreadable)?;
        let stronger = found.get(&address).is_none_or(|known| known.what < one.what);
        if stronger {
            found.insert(address, one);
        }
    }
    Ok(found)
}

fn read_user(user: &Value) -> Option<(String, Found)> {
    let time = |field: &str| user.get(field).and_then(Value::as_str).and_then(Moment::parse);
    let what = match (user["userType"].as_str(), user["externalUserState"].as_str()) {
        (_, Some("PendingAcceptance")) => What::Guest(Standing::Pending),
        (_, Some("Accepted")) => What::Guest(Standing::Accepted),
        (Some("Member"), _) => What::Member,
        _ => What::Guest(Standing::Unread),
    };
    let found = Found {
        user: Guid::parse(user["id"].as_str()?).ok()?,
        what,
        since: time("externalUserStateChangeDateTime").max(time("createdDateTime")),
    };
    Some((user["mail"].as_str()?.to_lowercase(), found))
}

/// An address as a string of a filter, ready to stand in a URL.
fn quoted(address: &str) -> String {
    let doubled = address.replace('\'', "''");
    let encoded = url::form_urlencoded::byte_serialize(doubled.as_bytes()).collect::<String>();
    // Spaces, which that encoding writes as `+`, do not stand in addresses; a plus sign becomes %2B.
    ["'", &encoded, "'"].concat()
}
