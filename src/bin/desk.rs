//! The organizer's and support's page: events, and the preview of every screen.

#[cfg(target_arch = "wasm32")]
fn main() {
    use mesh_guest_portal::app::{desk, entry};
    use mesh_guest_portal::ui;

    entry::explain_crashes();
    let (owner, words) = entry::open();
    let place = owner.clone();
    desk::start(words, move |desk| {
        place.set();
        entry::mount(words, move |title| ui::desk::page(desk, title));
    });
    std::mem::forget(owner);
}

/// The page runs in a browser; elsewhere there is nothing to run.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
