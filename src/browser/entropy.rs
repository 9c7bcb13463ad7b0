//! Randomness.

use super::window;
use crate::domain::auth::attempt::Entropy;
use crate::domain::invite::EventKey;

/// Fresh random bytes for one sign-in; `None` when the browser has none to give.
pub fn fresh() -> Option<Entropy> {
    let mut bytes = [0; 64];
    window().crypto().ok()?.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(Entropy(bytes))
}

/// A fresh name for something on this device; `None` when the browser has no randomness to give.
pub fn key() -> Option<EventKey> {
    let mut bytes = [0; 8];
    window().crypto().ok()?.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(EventKey::from_bytes(bytes))
}
