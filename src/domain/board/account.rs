//! People as Graph's `/users` describes them (Microsoft Graph, user resource).

use serde_json::Value;

use super::row::Invitation;
use crate::domain::directory::AnswerUnreadable;
use crate::domain::directory::evidence::Evidence;
use crate::domain::tenant::Guid;
use crate::domain::time::Moment;

/// How much is asked about each person: what a permission does not let be read is not asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// Who it is: all that `User.ReadBasic.All` lets be read.
    Basic,
    /// Guest or member and the invitation too.
    Guests,
    /// Licenses too.
    #[default]
    Full,
}

impl Detail {
    /// What to begin with, by the scopes of the token. A name nobody knows lets nothing be read.
    pub fn of_scopes(granted: &[&str]) -> Self {
        let all = ["User.Read.All", "User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"];
        let has = |scope: &&str| all.iter().any(|one| one.eq_ignore_ascii_case(scope));
        if granted.iter().any(has) { Self::Full } else { Self::Basic }
    }

    /// What is asked when this is refused; nothing below the least.
    pub const fn less(self) -> Option<Self> {
        match self {
            Self::Full => Some(Self::Guests),
            Self::Guests => Some(Self::Basic),
            Self::Basic => None,
        }
    }

    /// For `$select`.
    pub const fn properties(self) -> &'static str {
        match self {
            Self::Basic => "id,displayName,mail,userPrincipalName",
            Self::Guests => {
                "id,displayName,mail,otherMails,userPrincipalName,userType,externalUserState,\
                 externalUserStateChangeDateTime,usageLocation"
            }
            Self::Full => {
                "id,displayName,mail,otherMails,userPrincipalName,userType,externalUserState,\
                 externalUserStateChangeDateTime,usageLocation,assignedLicenses,assignedPlans"
            }
        }
    }
}

/// A country or region as licenses want it: two letters (ISO 3166-1 alpha-2), upper case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UsageLocation([u8; 2]);

impl UsageLocation {
    /// Reads two ASCII letters of either case. Whether there is such a country, Microsoft decides.
    pub fn parse(text: &str) -> Option<Self> {
        match *text.trim().as_bytes() {
            [first, second] if first.is_ascii_alphabetic() && second.is_ascii_alphabetic() => {
                Some(Self([first.to_ascii_uppercase(), second.to_ascii_uppercase()]))
            }
            _ => None,
        }
    }

    /// The two letters.
    pub fn as_str(&self) -> &str {
        // Both are ASCII letters.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// One person of the tenant. Personal: `Debug` shows nothing of it.
#[derive(Clone)]
pub(super) struct Account {
    pub(super) id: Guid,
    pub(super) name: Option<String>,
    pub(super) mail: Option<String>,
    pub(super) sign_in_name: Option<String>,
    pub(super) other_mails: Vec<String>,
    /// `None` when it was not told.
    pub(super) invited: Option<Invitation>,
    pub(super) changed: Option<Moment>,
    pub(super) usage_location: Option<UsageLocation>,
    pub(super) licenses: Vec<Guid>,
    pub(super) evidence: Evidence,
}

/// The people of a page, and where the next one is, if there is one.
pub(super) struct Page {
    pub(super) people: Vec<Account>,
    pub(super) next: Option<String>,
}

impl Page {
    /// Reads `value[]` and `@odata.nextLink`. One unreadable person does not hide the others.
    pub(super) fn parse(body: &Value) -> Result<Self, AnswerUnreadable> {
        let people = body.get("value").and_then(Value::as_array);
        let people = people.ok_or(AnswerUnreadable { expected: "value: array" })?;
        Ok(Self {
            people: people.iter().filter_map(Account::read).collect(),
            next: text(body, "@odata.nextLink"),
        })
    }
}

impl Account {
    pub(super) fn read(body: &Value) -> Option<Self> {
        let other_mails = body.get("otherMails").and_then(Value::as_array);
        let licenses = body.get("assignedLicenses").and_then(Value::as_array);
        let user_type = text(body, "userType");
        Some(Self {
            id: Guid::parse(&text(body, "id")?).ok()?,
            name: text(body, "displayName"),
            mail: text(body, "mail"),
            sign_in_name: text(body, "userPrincipalName"),
            other_mails: other_mails
                .into_iter()
                .flatten()
                .filter_map(|mail| mail.as_str().map(str::to_owned))
                .collect(),
            invited: match (user_type.as_deref(), text(body, "externalUserState").as_deref()) {
                (Some("Member"), _) => Some(Invitation::Member),
                (Some("Guest"), Some("Accepted")) => Some(Invitation::Accepted),
                (Some("Guest"), Some("PendingAcceptance")) => Some(Invitation::Pending),
                _ => None,
            },
            changed: text(body, "externalUserStateChangeDateTime").and_then(|text| Moment::parse(&text)),
            usage_location: text(body, "usageLocation").and_then(|text| UsageLocation::parse(&text)),
            licenses: licenses
                .into_iter()
                .flatten()
                .filter_map(|license| Guid::parse(license.get("skuId")?.as_str()?).ok())
                .collect(),
            evidence: Evidence::default().with_plans_value(200, body),
        })
    }

    /// Every address the person is known by, the surest first, with how sure it is.
    pub(super) fn addresses(&self) -> impl Iterator<Item = (u8, &str)> {
        let mail = self.mail.iter().map(|mail| (0, mail.as_str()));
        let sign_in = self.sign_in_name.iter().map(|name| (1, name.as_str()));
        mail.chain(sign_in).chain(self.other_mails.iter().map(|mail| (2, mail.as_str())))
    }
}

/// A field's text, blanks counting as none.
fn text(body: &Value, field: &str) -> Option<String> {
    let text = body.get(field)?.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use serde_json::json;

    #[rstest]
    #[case("de", Some("DE"))]
    #[case(" US ", Some("US"))]
    #[case("DEU", None)]
    #[case("D1", None)]
    #[case("é", None)]
    #[case("", None)]
    fn reads_countries(#[case] text: &str, #[case] expected: Option<&str>) {
        assert_eq!(UsageLocation::parse(text).as_ref().map(UsageLocation::as_str), expected);
    }

    #[rstest]
    #[case(json!({"userType": "Guest", "externalUserState": "Accepted"}), Some(Invitation::Accepted))]
    #[case(json!({"userType": "Guest", "externalUserState": "PendingAcceptance"}), Some(Invitation::Pending))]
    #[case(json!({"userType": "Guest", "externalUserState": null}), None)]
    #[case(json!({"userType": "Guest", "externalUserState": "Later"}), None)]
    #[case(json!({"userType": "Member", "externalUserState": "PendingAcceptance"}), Some(Invitation::Member))]
    #[case(json!({"externalUserState": "Accepted"}), None)]
    fn what_is_not_told_stays_open(#[case] mut body: Value, #[case] expected: Option<Invitation>) {
        body["id"] = json!("3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811");
        assert_eq!(Account::read(&body).unwrap().invited, expected);
    }

    #[test]
    fn one_odd_person_does_not_hide_the_others() {
        let body = json!({"value": [{"id": 7}, {"id": "3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811"}]});
        assert_eq!(Page::parse(&body).unwrap().people.len(), 1);
        assert!(Page::parse(&json!({})).is_err());
    }

    #[rstest]
    #[case(&["User.Read", "user.read.all"], Detail::Full)]
    #[case(&["User.ReadBasic.All"], Detail::Basic)]
    #[case(&[], Detail::Basic)]
    fn asks_for_what_the_permission_lets_be_read(#[case] granted: &[&str], #[case] expected: Detail) {
        assert_eq!(Detail::of_scopes(granted), expected);
    }
}
