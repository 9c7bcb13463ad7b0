//! The guest's page: read the address, fetch what the first screen needs, mount.

#[cfg(target_arch = "wasm32")]
fn main() {
    use std::rc::Rc;

    use mesh_guest_portal::app::guest::Guest;
    use mesh_guest_portal::app::portal::Portal;
    use mesh_guest_portal::app::{entry, start};
    use mesh_guest_portal::ui;

    entry::explain_crashes();
    let brought = start::read_address();
    let (owner, words) = entry::open();
    let portal = Portal::new(Rc::new(Guest::new(words)));
    let mount = move || entry::mount(words, move |title| ui::page::page(portal, title));
    start::start(portal, words, brought, mount);
    std::mem::forget(owner);
}

/// The page runs in a browser; elsewhere there is nothing to run.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
