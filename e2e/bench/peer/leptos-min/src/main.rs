//! A bare counter: the floor under everything built with Leptos.

use leptos::prelude::*;

fn main() {
    mount_to_body(|| {
        let (count, set_count) = signal(0);
        view! {
            <main class="main">
                <h1>{count}</h1>
                <button class="button" on:click=move |_| *set_count.write() += 1>"Count"</button>
            </main>
        }
    });
}
