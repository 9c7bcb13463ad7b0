//! The event of the invite link: `#i=1.<base64url of JSON>.<check>`. It is kept for the way to the sign-in and back.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use gloo_storage::{SessionStorage, Storage};
use leptos::prelude::window;
use leptos::web_sys::js_sys::{Date, Object, Reflect};
use leptos::web_sys::wasm_bindgen::JsValue;
use serde::Deserialize;

const KEY: &str = "invite";

#[derive(Clone, Deserialize)]
pub struct Invite {
    #[serde(rename = "t")]
    pub title: String,
    #[serde(rename = "s")]
    start: f64,
    #[serde(rename = "d")]
    pub minutes: u32,
    #[serde(rename = "l")]
    pub link: String,
    #[serde(rename = "a")]
    pub guest: Option<String>,
    #[serde(rename = "n")]
    pub organizer: Option<String>,
}

impl Invite {
    /// The invite that the address names, else the one that this tab came with.
    pub fn read() -> Option<Self> {
        let fragment = window().location().hash().ok()?;
        if let Some(written) = fragment.strip_prefix("#i=") {
            let _ = SessionStorage::set(KEY, written);
            return Self::decode(written);
        }
        Self::decode(&SessionStorage::get::<String>(KEY).ok()?)
    }

    fn decode(written: &str) -> Option<Self> {
        let payload = written.strip_prefix("1.")?.split('.').next()?;
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).ok()?).ok()
    }

    /// "Sunday, November 22, 2026 at 7:29 AM Central European Standard Time"
    pub fn starts(&self) -> String {
        let options = Object::new();
        for (name, value) in [
            ("weekday", "long"),
            ("year", "numeric"),
            ("month", "long"),
            ("day", "numeric"),
            ("hour", "numeric"),
            ("minute", "2-digit"),
            ("timeZoneName", "long"),
        ] {
            let _ = Reflect::set(&options, &name.into(), &value.into());
        }
        let language = window().navigator().language().unwrap_or_else(|| "en".to_owned());
        Date::new(&JsValue::from_f64(self.start * 60_000.0)).to_locale_string(&language, &options).into()
    }
}
