//! The clock and its timers.

use std::time::Duration;

use crate::domain::time::{MINUTE, Moment};

/// The time, as this device has it.
pub fn now() -> Moment {
    // Milliseconds as a double are whole up to the year 287396.
    #[expect(clippy::cast_possible_truncation, reason = "see above")]
    let milliseconds = js_sys::Date::now() as i64;
    Moment(milliseconds)
}

/// Milliseconds until a moment; 0 when it has come.
pub fn left_until(moment: Moment) -> u32 {
    u32::try_from(moment.since(now()).max(0)).unwrap_or(u32::MAX)
}

/// How far this device's own time is ahead of UTC at a moment, in milliseconds; negative to the west.
pub fn offset_at(moment: Moment) -> i64 {
    // Whole minutes; not a number for a moment that is none.
    #[expect(clippy::cast_possible_truncation, reason = "see above")]
    let behind = date(moment).get_timezone_offset() as i64;
    -behind * MINUTE
}

/// A moment as the browser has it.
pub(super) fn date(moment: Moment) -> js_sys::Date {
    #[expect(
        clippy::cast_precision_loss,
        reason = "milliseconds of any year up to 9999 fit a double exactly"
    )]
    let milliseconds = moment.0 as f64;
    js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(milliseconds))
}

/// Does something once, so many milliseconds from now.
pub fn after(milliseconds: u32, action: impl FnOnce() + 'static) {
    leptos::prelude::set_timeout(action, Duration::from_millis(milliseconds.into()));
}

/// Waits so many milliseconds.
pub async fn pause(milliseconds: u32) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        after(milliseconds, move || {
            // Resolving a promise cannot fail.
            let _ = resolve.call0(&wasm_bindgen::JsValue::UNDEFINED);
        });
    });
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}

/// Does something again and again, so many milliseconds apart, for as long as the page is open.
pub fn every(milliseconds: u32, action: impl Fn() + 'static) {
    // Only a page without a window refuses an interval.
    let _ = leptos::prelude::set_interval_with_handle(action, Duration::from_millis(milliseconds.into()));
}
