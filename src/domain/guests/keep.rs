//! A list as it stays on this device: JSON, `[["ada@fabrikam.com","Ada Marsh","en"],["ben@fabrikam.com",null,null]]`.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Guest, MOST, same, tidy_name};
use crate::domain::invite::GuestAddress;
use crate::domain::language::Language;

/// Writes a list down.
pub fn write(guests: &[Guest]) -> String {
    let row = |guest: &Guest| {
        let language = guest.language.map(Language::tag);
        Value::from(vec![Value::from(guest.address.secret()), guest.name.clone().into(), language.into()])
    };
    Value::Array(guests.iter().map(row).collect()).to_string()
}

/// Reads a list back. `None` for anything but what [`write`] writes of a list of at most [`MOST`] guests, each there
/// once: half a list would look like the whole.
pub fn parse(json: &str) -> Option<Vec<Guest>> {
    let value: Value = serde_json::from_str(json).ok()?;
    let rows = value.as_array().filter(|rows| rows.len() <= MOST)?;
    let guests: Vec<Guest> = rows.iter().map(guest).collect::<Option<_>>()?;
    let mut seen = BTreeSet::new();
    guests.iter().all(|guest| seen.insert(same(&guest.address))).then_some(guests)
}

fn guest(row: &Value) -> Option<Guest> {
    let [address, name, language] = row.as_array()?.as_slice() else { return None };
    let is_tidy = |text: &str| tidy_name(text).filter(|tidy| tidy == text);
    let tagged = |tag: &str| Language::ALL.iter().copied().find(|language| language.tag() == tag);
    Some(Guest {
        address: address.as_str().and_then(GuestAddress::parse)?,
        name: nullable(name, is_tidy).ok()?,
        language: nullable(language, tagged).ok()?,
    })
}

/// Neither null nor what it must be.
struct Malformed;

fn nullable<T>(value: &Value, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Malformed> {
    if value.is_null() { Ok(None) } else { value.as_str().and_then(read).map(Some).ok_or(Malformed) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[test]
    fn a_list_is_written_compactly() {
        let json =
            r#"[["ada@fabrikam.com","Ada \"Countess\" Marsh","pt-BR"],["ben@fabrikam.com",null,null]]"#;
        assert_eq!(write(&parse(json).unwrap()), json);
        assert_eq!(parse("[]"), Some(Vec::new()));
    }

    #[rstest]
    #[case::nothing("")]
    #[case::cut(r#"[["ada@fabrikam.com",null,null]"#)]
    #[case::object("{}")]
    #[case::short(r#"[["ada@fabrikam.com",null]]"#)]
    #[case::long(r#"[["ada@fabrikam.com",null,null,null]]"#)]
    #[case::no_address(r#"[["ada",null,null]]"#)]
    #[case::null_address("[[null,null,null]]")]
    #[case::number(r#"[["ada@fabrikam.com",7,null]]"#)]
    #[case::untidy(r#"[["ada@fabrikam.com"," Ada\n",null]]"#)]
    #[case::language(r#"[["ada@fabrikam.com",null,"de-AT"]]"#)]
    #[case::one_of_two(r#"[["ada@fabrikam.com",null,null],["ben",null,null]]"#)]
    #[case::twice(r#"[["ada@fabrikam.com",null,null],["Ada@Fabrikam.com",null,null]]"#)]
    fn a_damaged_list_is_refused_as_a_whole(#[case] json: &str) {
        assert_eq!(parse(json), None);
    }

    #[test]
    fn a_list_too_long_is_refused() {
        let of = |count: usize| {
            let rows: Vec<_> =
                (0..count).map(|at| format!(r#"["guest{at}@fabrikam.com",null,null]"#)).collect();
            parse(&format!("[{}]", rows.join(",")))
        };
        assert_eq!(of(MOST).map(|guests| guests.len()), Some(MOST));
        assert_eq!(of(MOST + 1), None);
    }
}
