//! Facts about this machine, as far as a browser tells. Nothing is concluded here.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::window;

/// The facts as JSON, in the form of `rules device`.
pub async fn facts() -> String {
    let navigator: JsValue = window().navigator().into();
    let facts = js_sys::Object::new();
    let copy = |from: &JsValue, name: &str, to: &str| {
        if let Some(value) = property(from, name) {
            // Setting a value on a fresh plain object cannot fail.
            let _ = Reflect::set(&facts, &to.into(), &value);
        }
    };
    copy(&navigator, "userAgent", "ua");
    copy(&navigator, "platform", "platform");
    copy(&navigator, "maxTouchPoints", "maxTouchPoints");
    copy(&navigator, "hardwareConcurrency", "cores");
    copy(&navigator, "deviceMemory", "memoryGb");
    if let Some(hints) = hints(&navigator).await {
        let _ = Reflect::set(&facts, &"uaData".into(), &hints);
    }
    if let Some(renderer) = renderer() {
        let _ = Reflect::set(&facts, &"webglRenderer".into(), &renderer);
    }
    js_sys::JSON::stringify(&facts).ok().and_then(|json| json.as_string()).unwrap_or_default()
}

/// The languages that the browser prefers, most wanted first: BCP 47 tags.
pub fn languages() -> Vec<String> {
    window().navigator().languages().iter().filter_map(|tag| tag.as_string()).collect()
}

/// User agent client hints, where the browser has them and is willing.
async fn hints(navigator: &JsValue) -> Option<JsValue> {
    let data = property(navigator, "userAgentData")?;
    let ask: Function = property(&data, "getHighEntropyValues")?.dyn_into().ok()?;
    let wanted: Array = ["platform", "platformVersion", "architecture", "model", "formFactors"]
        .into_iter()
        .map(JsValue::from_str)
        .collect();
    let promise: Promise = ask.call1(&data, &wanted).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}

/// The name of the graphics renderer, where the browser tells it.
fn renderer() -> Option<JsValue> {
    let document = window().document()?;
    // A context takes long to make; the guest's page has begun one before its modules came (`e2e/build/boot-guest.mjs`).
    let canvas = document.get_element_by_id("graphics").or_else(|| document.create_element("canvas").ok())?;
    let get_context: Function = property(&canvas, "getContext")?.dyn_into().ok()?;
    let context = get_context.call1(&canvas, &"webgl".into()).ok().filter(|context| !context.is_null())?;
    let get_extension: Function = property(&context, "getExtension")?.dyn_into().ok()?;
    let extension = get_extension.call1(&context, &"WEBGL_debug_renderer_info".into()).ok()?;
    let name = property(&extension, "UNMASKED_RENDERER_WEBGL")?;
    let get_parameter: Function = property(&context, "getParameter")?.dyn_into().ok()?;
    get_parameter.call1(&context, &name).ok().filter(JsValue::is_string)
}

fn property(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &name.into()).ok().filter(|value| !value.is_undefined() && !value.is_null())
}
