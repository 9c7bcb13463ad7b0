//! The organizer's and support's page: the preview of every screen.

#[cfg(target_arch = "wasm32")]
fn main() {
    use mesh_guest_portal::app::{entry, preview};
    use mesh_guest_portal::ui;

    entry::watch_for_crashes();
    let (owner, words) = entry::open();
    let place = owner.clone();
    preview::start(words, move |preview| {
        place.set();
        entry::mount(preview.words(), move |title| ui::gallery::page(preview, title));
    });
    std::mem::forget(owner);
}

/// The page runs in a browser; elsewhere there is nothing to run.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
