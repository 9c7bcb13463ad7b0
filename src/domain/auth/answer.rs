//! What the token endpoint answers (RFC 6749, sections 5.1 and 5.2; OpenID Connect Core, section 3.1.3.3).
//!
//! `oauth2` brings types for it, whose derived parsers weigh a guest's download down by five kilobytes; these are
//! read field by field like all other JSON here.

use std::fmt;
use std::time::Duration;

use oauth2::basic::BasicTokenType;
use oauth2::{AccessToken, ErrorResponse, RefreshToken, Scope};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::token::IdToken;
use crate::domain::json::{Fields, Unexpected};

/// A successful answer. `Debug` shows no token.
#[derive(Debug, Serialize, Deserialize)]
#[serde(try_from = "Value")]
pub struct TokenResponse {
    access_token: AccessToken,
    token_type: BasicTokenType,
    expires_in: Option<u64>,
    refresh_token: Option<RefreshToken>,
    scopes: Option<Vec<Scope>>,
    /// What plain OAuth does not have.
    pub(super) id_token: Option<IdToken>,
}

/// A refusal.
#[derive(Debug, Serialize, Deserialize)]
#[serde(try_from = "Value")]
pub struct TokenRefusal {
    /// One word, for programs.
    pub error: String,
    /// Microsoft's code and sentences; empty where there are none.
    pub description: String,
}

impl TryFrom<Value> for TokenResponse {
    type Error = Unexpected;

    fn try_from(answer: Value) -> Result<Self, Unexpected> {
        let fields = Fields::of(&answer).ok_or(Unexpected(""))?;
        let token_type = fields.required_text("token_type")?;
        let scopes = |given: String| given.split(' ').map(|scope| Scope::new(scope.to_owned())).collect();
        Ok(Self {
            access_token: AccessToken::new(fields.required_text("access_token")?),
            // In whatever letters (RFC 6749, section 5.1).
            token_type: if token_type.eq_ignore_ascii_case("bearer") {
                BasicTokenType::Bearer
            } else {
                BasicTokenType::Extension(token_type)
            },
            expires_in: fields.get("expires_in", Value::as_u64)?,
            refresh_token: fields.text("refresh_token")?.map(RefreshToken::new),
            scopes: fields.text("scope")?.map(scopes),
            id_token: fields.text("id_token")?.map(IdToken::new),
        })
    }
}

impl TryFrom<Value> for TokenRefusal {
    type Error = Unexpected;

    fn try_from(answer: Value) -> Result<Self, Unexpected> {
        let fields = Fields::of(&answer).ok_or(Unexpected(""))?;
        Ok(Self {
            error: fields.required_text("error")?,
            description: fields.text("error_description")?.unwrap_or_default(),
        })
    }
}

impl oauth2::TokenResponse for TokenResponse {
    type TokenType = BasicTokenType;

    fn access_token(&self) -> &AccessToken {
        &self.access_token
    }

    fn token_type(&self) -> &BasicTokenType {
        &self.token_type
    }

    fn expires_in(&self) -> Option<Duration> {
        self.expires_in.map(Duration::from_secs)
    }

    fn refresh_token(&self) -> Option<&RefreshToken> {
        self.refresh_token.as_ref()
    }

    fn scopes(&self) -> Option<&Vec<Scope>> {
        self.scopes.as_ref()
    }
}

impl ErrorResponse for TokenRefusal {}

impl fmt::Display for TokenRefusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oauth2::TokenResponse as _;
    use rstest::rstest;
    use serde_json::json;

    #[test]
    fn an_answer_is_read_whole() {
        let answer = json!({
            "token_type": "BEARER", "access_token": "a", "expires_in": 3599, "refresh_token": "r",
            "scope": "openid User.Read", "id_token": "e30.e30.c2ln", "ext_expires_in": 3599,
        });
        let answer: TokenResponse = serde_json::from_value(answer).unwrap();
        assert_eq!(*answer.token_type(), BasicTokenType::Bearer);
        assert_eq!(answer.access_token().secret(), "a");
        assert_eq!(answer.expires_in(), Some(Duration::from_secs(3599)));
        assert_eq!(answer.refresh_token().unwrap().secret(), "r");
        assert_eq!(
            answer.scopes().unwrap().iter().map(|scope| &***scope).collect::<Vec<_>>(),
            ["openid", "User.Read"]
        );
        assert!(answer.id_token.is_some());
    }

    #[rstest]
    #[case(json!({"token_type": "Bearer"}))]
    #[case(json!({"access_token": "a"}))]
    #[case(json!({"access_token": null, "token_type": "Bearer"}))]
    #[case(json!({"access_token": "a", "token_type": "Bearer", "expires_in": "3599"}))]
    #[case(json!({"access_token": "a", "token_type": "Bearer", "expires_in": -1}))]
    #[case(json!({"access_token": "a", "token_type": "Bearer", "scope": ["openid"]}))]
    #[case(json!({"access_token": "a", "token_type": "Bearer", "id_token": {}}))]
    #[case(json!(["a", "Bearer"]))]
    fn what_is_no_answer_is_refused(#[case] answer: Value) {
        assert!(serde_json::from_value::<TokenResponse>(answer).is_err());
    }

    #[rstest]
    #[case(json!({"error": "invalid_grant", "error_description": "AADSTS70008: expired."}), Some("AADSTS70008: expired."))]
    #[case(json!({"error": "invalid_grant", "error_description": null}), Some(""))]
    #[case(json!({"error_description": "AADSTS70008: expired."}), None)]
    fn a_refusal_is_read(#[case] answer: Value, #[case] description: Option<&str>) {
        let refusal = serde_json::from_value::<TokenRefusal>(answer).ok();
        assert_eq!(refusal.as_ref().map(|refusal| refusal.description.as_str()), description);
        assert!(refusal.is_none_or(|refusal| refusal.error == "invalid_grant"));
    }
}
