//! The guest's page: read the address, fetch what the first screen needs, mount.

#[cfg(target_arch = "wasm32")]
fn main() {
    use std::rc::Rc;

    use leptos::prelude::*;
    use mesh_guest_portal::app::guest::Guest;
    use mesh_guest_portal::app::portal::Portal;
    use mesh_guest_portal::app::start;
    use mesh_guest_portal::app::words::Words;
    use mesh_guest_portal::browser::page;
    use mesh_guest_portal::ui;

    std::panic::set_hook(Box::new(|panic| {
        // The message may hold what the person typed. Developers see it; in a release only the place in
        // our code is told.
        if cfg!(debug_assertions) {
            console_error_panic_hook::hook(panic);
        }
        page::log_crash(&panic.location().map_or(String::new(), ToString::to_string));
        page::trouble("crash");
    }));
    let brought = start::read_address();
    let owner = Owner::new();
    owner.set();
    let words = Words::new("en");
    provide_context(words);
    if let Some(first) = page::text_of("words-first") {
        words.learn(&first);
    }
    let portal = Portal::new(Rc::new(Guest::new(words)));
    let mount = move || {
        page::empty("app");
        let view = move || {
            provide_context(words);
            ui::page::page(portal, Callback::new(|title: String| page::set_title(&title)))
        };
        if let Some(place) = page::element("app") {
            leptos::mount::mount_to(place, view).forget();
        }
        page::mark("app-ready");
    };
    start::start(portal, words, brought, mount);
    std::mem::forget(owner);
}

/// The page runs in a browser; elsewhere there is nothing to run.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
