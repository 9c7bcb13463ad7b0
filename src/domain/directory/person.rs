//! Who is signed in, according to Graph's `/me`.

use serde_json::Value;

use super::AnswerUnreadable;

/// The signed-in person, as the host tenant sees them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// Guest or member; `None` when not told or a word this portal does not know.
    pub user_type: Option<UserType>,
    /// How far the invitation is; `None` for people who were not invited through Graph.
    pub invitation: Option<InvitationState>,
    /// The name to greet them by.
    pub display_name: Option<String>,
}

/// What kind of account it is in that tenant; says nothing about how the person signs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserType {
    /// A guest of the tenant.
    Guest,
    /// A member of the tenant.
    Member,
}

/// How far an invitation is (Graph's `externalUserState`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvitationState {
    /// Sent, not accepted yet.
    PendingAcceptance,
    /// Accepted.
    Accepted,
}

impl Person {
    /// Reads the answer to [`me`](super::questions::me). Unknown fields are ignored; null and
    /// absent are the same.
    pub fn parse(body: &str) -> Result<Self, AnswerUnreadable> {
        let body: Value = serde_json::from_slice(body.as_bytes())
            .map_err(|_| AnswerUnreadable { expected: "user: object" })?;
        if !body.is_object() {
            return Err(AnswerUnreadable { expected: "user: object" });
        }
        Ok(Self {
            user_type: match text(&body, "userType", "userType: string")? {
                Some("Guest") => Some(UserType::Guest),
                Some("Member") => Some(UserType::Member),
                _ => None,
            },
            invitation: match text(&body, "externalUserState", "externalUserState: string")? {
                Some("PendingAcceptance") => Some(InvitationState::PendingAcceptance),
                Some("Accepted") => Some(InvitationState::Accepted),
                _ => None,
            },
            display_name: text(&body, "displayName", "displayName: string")?
                .map(str::trim)
                .filter(|name| !name.is_empty())
                .map(str::to_owned),
        })
    }
}

fn text<'a>(
    body: &'a Value,
    field: &str,
    expected: &'static str,
) -> Result<Option<&'a str>, AnswerUnreadable> {
    match body.get(field) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(AnswerUnreadable { expected }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[test]
    fn reads_a_guest() {
        let body = r#"{
            "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#users/$entity",
            "id": "3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811",
            "displayName": " Ada Guest ",
            "userType": "Guest",
            "externalUserState": "Accepted"
        }"#;
        let expected = Person {
            user_type: Some(UserType::Guest),
            invitation: Some(InvitationState::Accepted),
            display_name: Some("Ada Guest".into()),
        };
        assert_eq!(Person::parse(body), Ok(expected));
    }

    #[rstest]
    #[case(r#"{"userType":"Member","externalUserState":null}"#, Some(UserType::Member), None)]
    #[case(r#"{"externalUserState":"PendingAcceptance"}"#, None, Some(InvitationState::PendingAcceptance))]
    #[case(r#"{"userType":"Visitor","externalUserState":"Later","displayName":" "}"#, None, None)]
    #[case("{}", None, None)]
    fn what_is_not_told_stays_open(
        #[case] body: &str,
        #[case] user_type: Option<UserType>,
        #[case] invitation: Option<InvitationState>,
    ) {
        assert_eq!(Person::parse(body), Ok(Person { user_type, invitation, display_name: None }));
    }

    #[rstest]
    #[case("", "user: object")]
    #[case("<html>", "user: object")]
    #[case("[]", "user: object")]
    #[case(r#"{"userType":1}"#, "userType: string")]
    #[case(r#"{"externalUserState":{}}"#, "externalUserState: string")]
    #[case(r#"{"displayName":["Ada"]}"#, "displayName: string")]
    fn a_wrong_shape_says_what_was_expected(#[case] body: &str, #[case] expected: &'static str) {
        assert_eq!(Person::parse(body), Err(AnswerUnreadable { expected }));
    }
}
