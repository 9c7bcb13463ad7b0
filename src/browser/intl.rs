//! Dates, times and durations in the reader's language and zone, by the browser's Intl.

use js_sys::{Array, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::clock;
use crate::domain::time::Moment;

/// How much of a moment is written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Weekday, day, month, year, hour, minute and the name of the zone.
    Full,
    /// Day, month and year, in UTC.
    Day,
}

/// Writes a moment out in `language` (a BCP 47 tag) and in the zone of this device.
pub fn moment(moment: Moment, language: &str, detail: Detail) -> String {
    let options: &[(&str, &str)] = match detail {
        Detail::Full => &[
            ("weekday", "long"),
            ("day", "numeric"),
            ("month", "long"),
            ("year", "numeric"),
            ("hour", "numeric"),
            ("minute", "2-digit"),
            ("timeZoneName", "long"),
        ],
        Detail::Day => &[("day", "numeric"), ("month", "long"), ("year", "numeric"), ("timeZone", "UTC")],
    };
    let format = Intl::DateTimeFormat::new(&languages(language), &object(options));
    format
        .format()
        .call1(&JsValue::UNDEFINED, &clock::date(moment))
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_else(|| moment.to_string())
}

/// Writes a whole number out in `language`.
pub fn count(number: u32, language: &str) -> String {
    let format = Intl::NumberFormat::new(&languages(language), &Object::new());
    format
        .format()
        .call1(&JsValue::UNDEFINED, &JsValue::from(number))
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_else(|| number.to_string())
}

/// The plural category of a number in `language`: `one`, `few`, `many`, `other` ...
pub fn plural(number: u32, language: &str) -> String {
    let rules = Intl::PluralRules::new(&languages(language), &Object::new());
    rules.select(f64::from(number)).as_string().unwrap_or_else(|| "other".to_owned())
}

/// The name of a language in itself, e.g. `Deutsch`; its tag where the browser does not know it.
pub fn name(tag: &str) -> String {
    let written = || {
        let kind =
            Reflect::get(&Reflect::get(&js_sys::global(), &"Intl".into()).ok()?, &"DisplayNames".into())
                .ok()?;
        let arguments = Array::of2(&languages(tag), &object(&[("type", "language")]));
        let names = Reflect::construct(kind.dyn_ref::<Function>()?, &arguments).ok()?;
        let of: Function = Reflect::get(&names, &"of".into()).ok()?.dyn_into().ok()?;
        of.call1(&names, &tag.into()).ok()?.as_string()
    };
    written().unwrap_or_else(|| tag.to_owned())
}

fn languages(language: &str) -> Array {
    Array::of1(&JsValue::from_str(language))
}

fn object(entries: &[(&str, &str)]) -> Object {
    let object = Object::new();
    for (key, value) in entries {
        // Setting a string on a fresh plain object cannot fail.
        let _ = Reflect::set(&object, &JsValue::from_str(key), &JsValue::from_str(value));
    }
    object
}
