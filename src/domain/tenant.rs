//! Identifiers of an Entra tenant and of an app registered in one.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A GUID in its usual form, lower case: 8-4-4-4-12 hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Guid(String);

/// The directory of an organization, as it stands in an authority's path and in the `tid` claim.
pub type TenantId = Guid;

/// An app registration's id (`client_id`, `aud`).
pub type ClientId = Guid;

/// The text is not a GUID.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAGuid;

impl Guid {
    /// Reads a GUID, with or without surrounding space, in either case.
    pub fn parse(text: &str) -> Result<Self, NotAGuid> {
        let text = text.trim();
        let well_formed = text.len() == 36
            && text.bytes().enumerate().all(|(index, byte)| match index {
                8 | 13 | 18 | 23 => byte == b'-',
                _ => byte.is_ascii_hexdigit(),
            });
        if well_formed { Ok(Self(text.to_ascii_lowercase())) } else { Err(NotAGuid) }
    }

    /// The 36 characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Guid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Display for NotAGuid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("expected a GUID like 3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811")
    }
}

impl TryFrom<String> for Guid {
    type Error = NotAGuid;

    fn try_from(text: String) -> Result<Self, NotAGuid> {
        Self::parse(&text)
    }
}

impl From<Guid> for String {
    fn from(guid: Guid) -> Self {
        guid.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(" 3F6C1B52-8A0D-4C1E-9D57-2B7E4A90C811 ", Some("3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811"))]
    #[case("3f6c1b528a0d4c1e9d572b7e4a90c811", None)]
    #[case("3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c81g", None)]
    #[case("3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c81é", None)]
    #[case("", None)]
    fn reads_guids(#[case] text: &str, #[case] expected: Option<&str>) {
        assert_eq!(Guid::parse(text).ok().as_ref().map(Guid::as_str), expected);
    }
}
