//! What every entry page does first: see that crashes are explained, learn the words that came with the page, and mount.

use leptos::prelude::*;

use super::words::Words;
use crate::browser::page;
use crate::domain::brand::{self, Color};

/// Has a crash tell developers why. The message may hold what the person typed, so a release says nothing but where. The
/// script around the app (`e2e/build/opening.mjs`) shows the page for it.
pub fn explain_crashes() {
    if cfg!(debug_assertions) {
        console_error_panic_hook::set_once();
    }
}

/// The owner of everything reactive on the page, in force from here on, and the words that came with the page.
pub fn open() -> (Owner, Words) {
    let owner = Owner::new();
    owner.set();
    let words = Words::of_page();
    provide_context(words);
    (owner, words)
}

/// Colors the page with a host's accent, as far as it can be read; without one, with the portal's own.
pub fn wear(accent: Option<Color>) {
    let (light, dark) = accent.map(brand::readable).unwrap_or_default();
    for (name, color) in [("--brand-light", light), ("--brand-dark", dark)] {
        page::set_style(name, &color.map(Color::css).unwrap_or_default());
    }
}

/// Puts a view in place of the entry page's own markup. The view is given what sets the document's title.
pub fn mount<V: IntoView + 'static>(words: Words, view: impl FnOnce(Callback<String>) -> V + 'static) {
    page::empty(page::APP);
    let view = move || {
        provide_context(words);
        view(Callback::new(|title: String| page::set_title(&title)))
    };
    if let Some(place) = page::element(page::APP) {
        leptos::mount::mount_to(place, view).forget();
    }
    page::ready();
}
