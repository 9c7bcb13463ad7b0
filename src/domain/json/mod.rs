//! JSON from outside, read field by field.
//!
//! One parser makes a [`Value`], and each type takes its fields out of it: a derived parser for every
//! type would weigh a guest's download down by several kilobytes each.

mod parse;

use std::fmt;

use serde_json::{Map, Value};

pub use self::parse::parse;

/// A field is missing or not what it must be; its name. Empty when the whole is no JSON object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unexpected(pub &'static str);

/// The fields of a JSON object. Null and absent are the same, except to [`Fields::given`]; unknown fields
/// are passed over.
#[derive(Clone, Copy)]
pub(super) struct Fields<'a>(&'a Map<String, Value>);

/// Reads a text as a JSON object.
pub(super) fn object<T>(
    json: &[u8],
    read: impl FnOnce(Fields<'_>) -> Result<T, Unexpected>,
) -> Result<T, Unexpected> {
    let value = str::from_utf8(json).ok().and_then(parse).ok_or(Unexpected(""))?;
    read(Fields::of(&value).ok_or(Unexpected(""))?)
}

impl fmt::Display for Unexpected {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            formatter.write_str("expected a JSON object")
        } else {
            write!(formatter, "field {}: missing, or not what it must be", self.0)
        }
    }
}

impl<'a> Fields<'a> {
    pub(super) fn of(value: &'a Value) -> Option<Self> {
        value.as_object().map(Self)
    }

    /// A field as `read` understands it.
    pub(super) fn get<T>(
        self,
        name: &'static str,
        read: impl FnOnce(&'a Value) -> Option<T>,
    ) -> Result<Option<T>, Unexpected> {
        if self.0.get(name).is_some_and(Value::is_null) { Ok(None) } else { self.given(name, read) }
    }

    /// A field that may be left out, but not be null.
    pub(super) fn given<T>(
        self,
        name: &'static str,
        read: impl FnOnce(&'a Value) -> Option<T>,
    ) -> Result<Option<T>, Unexpected> {
        match self.0.get(name) {
            None => Ok(None),
            Some(value) => read(value).map(Some).ok_or(Unexpected(name)),
        }
    }

    pub(super) fn text(self, name: &'static str) -> Result<Option<String>, Unexpected> {
        self.get(name, |value| value.as_str().map(str::to_owned))
    }

    pub(super) fn required_text(self, name: &'static str) -> Result<String, Unexpected> {
        self.text(name)?.ok_or(Unexpected(name))
    }

    /// A whole number.
    pub(super) fn number(self, name: &'static str) -> Result<Option<i64>, Unexpected> {
        self.get(name, Value::as_i64)
    }

    pub(super) fn flag(self, name: &'static str) -> Result<Option<bool>, Unexpected> {
        self.get(name, Value::as_bool)
    }

    /// A list, each item as `read` understands it.
    pub(super) fn list<T>(
        self,
        name: &'static str,
        read: impl Fn(&'a Value) -> Option<T>,
    ) -> Result<Option<Vec<T>>, Unexpected> {
        self.get(name, |value| value.as_array()?.iter().map(read).collect())
    }

    /// One of `all`, by its name; nothing where a later portal has written a name that is not among them.
    pub(super) fn known_of<T: Copy>(
        self,
        name: &'static str,
        all: &[T],
        name_of: impl Fn(T) -> &'static str,
    ) -> Result<Option<T>, Unexpected> {
        let find = |text: &str| all.iter().copied().find(|item| name_of(*item) == text);
        Ok(self.get(name, |value| value.as_str().map(find))?.flatten())
    }

    /// One of `all`, by its name.
    pub(super) fn one_of<T: Copy>(
        self,
        name: &'static str,
        all: &[T],
        name_of: impl Fn(T) -> &'static str,
    ) -> Result<Option<T>, Unexpected> {
        self.get(name, |value| {
            let text = value.as_str()?;
            all.iter().copied().find(|item| name_of(*item) == text)
        })
    }
}
