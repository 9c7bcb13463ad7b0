//! Randomness.

use super::window;
use crate::domain::auth::attempt::Entropy;
use crate::domain::invite::EventKey;

/// Fresh random bytes for one sign-in; `None` when the browser has none to give.
pub fn fresh() -> Option<Entropy> {
    random().map(Entropy)
}

/// A fresh name for something on this device; `None` when the browser has no randomness to give.
pub fn key() -> Option<EventKey> {
    random().map(EventKey::from_bytes)
}

fn random<const N: usize>() -> Option<[u8; N]> {
    let mut bytes = [0; N];
    window().crypto().ok()?.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(bytes)
}
