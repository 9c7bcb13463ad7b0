//! Opening other things: a new tab, an app.

use super::window;

/// Opens an address in a new tab that knows nothing of this page. `false` when a blocker refuses.
pub fn tab(address: &str) -> bool {
    // With `noopener` the browser never gives the new window back, so a refusal cannot be seen here.
    window().open_with_url_and_target_and_features(address, "_blank", "noopener,noreferrer").is_ok()
}

/// Starts an app by its deep link, in this tab and without a frame: the page stays where it is.
/// Only ever called from a press, since browsers ignore anything else.
pub fn app(deep_link: &str) {
    let _ = window().location().set_href(deep_link);
}
