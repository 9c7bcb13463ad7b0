//! Ed25519 signatures, by the browser's own cryptography (W3C Web Cryptography Level 2; Chrome and Edge 137, Firefox 129,
//! Safari 17).

use js_sys::{Array, JSON, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};

use super::window;

const ALGORITHM: &str = "Ed25519";

/// The browser cannot do it: it is too old, or takes none of what it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unsupported;

/// A private key in the browser's keeping; scripts cannot read it back.
#[derive(Clone)]
pub struct SigningKey(CryptoKey);

/// Whether a public key's owner has signed a message.
pub async fn verify(public: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> Result<bool, Unsupported> {
    let key = import("raw", &Uint8Array::from(public.as_slice()), "verify").await?;
    let message = Uint8Array::from(message);
    let verified = crypto()?.verify_with_str_and_u8_slice_and_u8_array(ALGORITHM, &key, signature, &message);
    Ok(done(verified).await?.is_truthy())
}

/// Signs a message.
pub async fn sign(key: &SigningKey, message: &[u8]) -> Result<[u8; 64], Unsupported> {
    let signed = crypto()?.sign_with_str_and_u8_array(ALGORITHM, &key.0, message);
    Uint8Array::new(&done(signed).await?).to_vec().try_into().map_err(|_| Unsupported)
}

/// A new key pair, as the text of a JSON Web Key.
pub async fn generate() -> Result<String, Unsupported> {
    let pair = crypto()?.generate_key_with_str(ALGORITHM, true, &uses(&["sign", "verify"]));
    let private = Reflect::get(&done(pair).await?, &"privateKey".into()).map_err(|_| Unsupported)?;
    let exported = done(crypto()?.export_key("jwk", private.unchecked_ref())).await?;
    JSON::stringify(&exported).map(String::from).map_err(|_| Unsupported)
}

/// Takes a private key out of the text of a JSON Web Key.
pub async fn signing_key(jwk: &str) -> Result<SigningKey, Unsupported> {
    let data = JSON::parse(jwk).map_err(|_| Unsupported)?;
    import("jwk", data.unchecked_ref(), "sign").await.map(SigningKey)
}

async fn import(format: &str, data: &Object, usage: &str) -> Result<CryptoKey, Unsupported> {
    let imported = crypto()?.import_key_with_str(format, data, ALGORITHM, false, &uses(&[usage]));
    done(imported).await.map(JsCast::unchecked_into)
}

/// What only pages over https have, and this very machine's.
fn crypto() -> Result<SubtleCrypto, Unsupported> {
    let subtle = window().crypto().map_err(|_| Unsupported)?.subtle();
    if subtle.is_undefined() { Err(Unsupported) } else { Ok(subtle) }
}

fn uses(names: &[&str]) -> JsValue {
    names.iter().map(|name| JsValue::from_str(name)).collect::<Array>().into()
}

async fn done(begun: Result<Promise, JsValue>) -> Result<JsValue, Unsupported> {
    JsFuture::from(begun.map_err(|_| Unsupported)?).await.map_err(|_| Unsupported)
}
