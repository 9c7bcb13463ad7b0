//! The readiness check's page: fetch the configuration, mount, and wait for the one button.

#[cfg(target_arch = "wasm32")]
fn main() {
    use leptos::prelude::*;
    use mesh_guest_portal::app::check;
    use mesh_guest_portal::app::words::Words;
    use mesh_guest_portal::browser::page;
    use mesh_guest_portal::ui;

    std::panic::set_hook(Box::new(|panic| {
        // As on the guest's page: a release tells the place in our code and nothing else.
        if cfg!(debug_assertions) {
            console_error_panic_hook::hook(panic);
        }
        page::log_crash(&panic.location().map_or(String::new(), ToString::to_string));
        page::trouble("crash");
    }));
    let owner = Owner::new();
    owner.set();
    let words = Words::new("en");
    provide_context(words);
    if let Some(first) = page::text_of("words-first") {
        words.learn(&first);
    }
    let place = owner.clone();
    check::start(move |checkup| {
        place.set();
        page::empty("app");
        let view = move || {
            provide_context(words);
            ui::check::page(checkup, Callback::new(|title: String| page::set_title(&title)))
        };
        if let Some(place) = page::element("app") {
            leptos::mount::mount_to(place, view).forget();
        }
        page::mark("app-ready");
    });
    std::mem::forget(owner);
}

/// The page runs in a browser; elsewhere there is nothing to run.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
