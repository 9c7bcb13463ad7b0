//! Readers that go before what they read: a signal of Leptos goes on listing each of them for as long as it lives itself.

use leptos::prelude::on_cleanup;
use leptos::reactive::graph::{Observer, Source, ToAnySource};

/// Has whoever reads this signal now, a view or a memo, taken off its list together with its owner. For signals that live
/// as long as the page, before each tracked look at them.
pub fn leaves(signal: &impl ToAnySource) {
    let Some(reader) = Observer::get() else { return };
    let source = signal.to_any_source();
    on_cleanup(move || source.remove_subscriber(&reader));
}
