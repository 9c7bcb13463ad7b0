//! The readiness check's page: fetch the configuration, mount, and wait for the one button.

#[cfg(target_arch = "wasm32")]
fn main() {
    use mesh_guest_portal::app::{check, entry};
    use mesh_guest_portal::ui;

    entry::explain_crashes();
    let (owner, words) = entry::open();
    let place = owner.clone();
    check::start(words, move |checkup| {
        place.set();
        entry::mount(words, move |title| ui::check::page(checkup, title));
    });
    std::mem::forget(owner);
}

/// The page runs in a browser; elsewhere there is nothing to run.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
