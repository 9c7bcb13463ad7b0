//! Claims challenges: a 401 of Graph that says what the next sign-in has to bring along.
//!
//! The `WWW-Authenticate` header says `error="insufficient_claims"` and carries a JSON object in base64; it goes
//! to the authorize endpoint as `claims`, together with the portal's own wish
//! (entra-docs, claims-challenge.md and app-resilience-continuous-access-evaluation.md).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value};

/// Far longer than any challenge; longer ones are not read.
const MOST_READ: usize = 16 * 1024;

/// Declares that the portal understands claims challenges: without it Graph never poses one.
pub const CAPABILITIES: &str = r#"{"access_token":{"xms_cc":{"values":["cp1"]}}}"#;

/// What a challenge asks for: a JSON object for the `claims` parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claims(Map<String, Value>);

impl Claims {
    /// The `claims` parameter that answers the challenge, with the portal's own capabilities in it.
    pub fn parameter(&self) -> String {
        let mut all = serde_json::from_str::<Map<String, Value>>(CAPABILITIES).unwrap_or_default();
        merge(&mut all, self.0.clone());
        Value::Object(all).to_string()
    }
}

/// Reads `WWW-Authenticate`, in which a browser joins several headers into one (RFC 9110, section 11.6.1).
/// Several challenges for claims are answered together. `None` when none asks for claims.
pub fn parse(header: &str) -> Option<Claims> {
    if header.len() > MOST_READ {
        return None;
    }
    let mut all = Map::new();
    let (mut wanted, mut claims) = (false, None);
    let mut take = |wanted: &mut bool, claims: &mut Option<Map<String, Value>>| {
        let claims = claims.take();
        if std::mem::take(wanted)
            && let Some(claims) = claims
        {
            merge(&mut all, claims);
        }
    };
    for part in Parts(header) {
        match part {
            Part::Scheme => take(&mut wanted, &mut claims),
            Part::Parameter("error", value) => wanted = value.eq_ignore_ascii_case("insufficient_claims"),
            Part::Parameter("claims", value) => claims = decoded(value),
            Part::Parameter(..) => {}
        }
    }
    take(&mut wanted, &mut claims);
    (!all.is_empty()).then_some(Claims(all))
}

/// Base64 of either alphabet, padded or not: Microsoft's samples pad, others do not.
fn decoded(text: &str) -> Option<Map<String, Value>> {
    let text = text.trim_end_matches('=').replace('+', "-").replace('/', "_");
    let json = URL_SAFE_NO_PAD.decode(text).ok()?;
    match serde_json::from_slice(&json).ok()? {
        // Only requests for claims (OpenID Connect Core, section 5.5), nothing that could stand beside them.
        Value::Object(fields) => {
            // Collecting them would bring a sort along into every guest's download.
            let mut claims = Map::new();
            for (name, value) in fields {
                if value.is_object() && matches!(name.as_str(), "access_token" | "id_token" | "userinfo") {
                    claims.insert(name, value);
                }
            }
            Some(claims)
        }
        _ => None,
    }
}

/// Adds what is new, level by level; where both say something, the challenge's word counts.
fn merge(into: &mut Map<String, Value>, from: Map<String, Value>) {
    for (name, value) in from {
        match (into.get_mut(&name), value) {
            (Some(Value::Object(into)), Value::Object(from)) => merge(into, from),
            (_, value) => {
                into.insert(name, value);
            }
        }
    }
}

enum Part<'a> {
    /// A word of its own: `Bearer`. What follows belongs to it.
    Scheme,
    /// `name=value` or `name="value"`; escapes inside the quotes stay, since base64 has none.
    Parameter(&'a str, &'a str),
}

/// Goes through a header part by part.
struct Parts<'a>(&'a str);

impl<'a> Iterator for Parts<'a> {
    type Item = Part<'a>;

    fn next(&mut self) -> Option<Part<'a>> {
        let text = self.0.trim_start_matches(|letter: char| letter == ',' || letter.is_ascii_whitespace());
        let end = text
            .find(|letter: char| matches!(letter, '=' | ',') || letter.is_ascii_whitespace())
            .unwrap_or(text.len());
        let (name, rest) = text.split_at_checked(end)?;
        if text.is_empty() {
            return None;
        }
        // `name = "value"` may have spaces around the sign.
        let Some(rest) = rest.trim_ascii_start().strip_prefix('=') else {
            self.0 = rest;
            return Some(Part::Scheme);
        };
        let rest = rest.trim_ascii_start();
        let (value, rest) = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => rest.split_at_checked(rest.find(',').unwrap_or(rest.len()))?,
        };
        self.0 = rest;
        Some(Part::Parameter(name, value.trim_ascii_end()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
    use proptest::prelude::*;
    use rstest::rstest;
    use serde_json::json;

    const NBF: &str = r#"{"access_token":{"nbf":{"essential":true,"value":"1604106651"}}}"#;
    const ACRS: &str = r#"{"access_token":{"acrs":{"essential":true,"value":"c1"}}}"#;

    fn header(claims: &str) -> String {
        format!(
            r#"Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", error="insufficient_claims", claims="{}""#,
            STANDARD.encode(claims)
        )
    }

    fn asked(header: &str) -> Option<Value> {
        parse(header).map(|claims| serde_json::from_str(&claims.parameter()).unwrap())
    }

    #[test]
    fn what_is_asked_goes_together_with_our_own() {
        let expected = json!({"access_token": {
            "xms_cc": {"values": ["cp1"]},
            "nbf": {"essential": true, "value": "1604106651"},
        }});
        assert_eq!(asked(&header(NBF)), Some(expected));
    }

    #[rstest]
    #[case::order(format!(r#"Bearer claims="{}", error="insufficient_claims""#, STANDARD.encode(NBF)))]
    #[case::spaces(format!(r#"  Bearer   claims = "{}" ,error = "insufficient_claims" "#, STANDARD.encode(NBF)))]
    #[case::tokens(format!("Bearer error=insufficient_claims, claims={}", URL_SAFE_NO_PAD.encode(NBF)))]
    #[case::unpadded(format!(r#"Bearer error="insufficient_claims", claims="{}""#, STANDARD_NO_PAD.encode(NBF)))]
    #[case::after_another(format!(r#"PoP nonce="x", Bearer realm="", {}"#, header(NBF).split_once(' ').unwrap().1))]
    #[case::before_another(format!(r#"{}, PoP nonce="x", error="invalid_token""#, header(NBF)))]
    fn it_is_found_however_it_is_written(#[case] header: String) {
        assert_eq!(asked(&header).unwrap()["access_token"]["nbf"]["essential"], true);
    }

    #[test]
    fn several_headers_are_answered_together() {
        let both = asked(&format!("{}, {}", header(NBF), header(ACRS))).unwrap();
        assert_eq!(both["access_token"]["acrs"]["value"], "c1");
        assert_eq!(both["access_token"]["nbf"]["value"], "1604106651");
        assert_eq!(both["access_token"]["xms_cc"]["values"][0], "cp1");
    }

    #[rstest]
    #[case::empty("")]
    #[case::another_error(header(NBF).replace("insufficient_claims", "invalid_token"))]
    #[case::another_scheme_has_the_error(format!(r#"Bearer claims="{}", PoP error="insufficient_claims""#, STANDARD.encode(NBF)))]
    #[case::no_claims(r#"Bearer error="insufficient_claims""#)]
    #[case::no_base64(r#"Bearer error="insufficient_claims", claims="ä!""#)]
    #[case::no_object(header("[1]"))]
    #[case::nothing_that_is_asked_for(header(r#"{"redirect_uri":"https://evil.example","access_token":1}"#))]
    #[case::far_too_long(format!("{}{}", header(NBF), " ".repeat(MOST_READ)))]
    #[case::a_bomb(header(&"{\"access_token\":".repeat(5_000)))]
    fn anything_else_asks_for_nothing(#[case] header: impl Into<String>) {
        assert_eq!(parse(&header.into()), None);
    }

    proptest! {
        #[test]
        fn any_header_is_survived(header in "(Bearer|PoP|[a-z]{0,9})?[ ,]?((error|claims|[a-z]{0,5})[ =]{0,3}\"?(insufficient_claims|[A-Za-z0-9+/=_-]{0,40}|.{0,9})\"?[, ]{0,3}){0,6}") {
            if let Some(claims) = parse(&header) {
                prop_assert!(claims.parameter().contains("cp1"));
            }
        }
    }
}
