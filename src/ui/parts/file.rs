//! A place to drop files on, or to choose them.

use leptos::ev::DragEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{File, FileList, HtmlInputElement};

use super::text::rich;
use crate::app::words::Words;
use crate::domain::words::Message;

/// A place for one file: of several the first is taken. `accepts` is what the browser's dialog offers.
pub fn file_field(id: &'static str, label: &Message, accepts: &'static str, take: Callback<File>) -> AnyView {
    let first = Callback::new(move |files: Vec<File>| {
        if let Some(file) = files.into_iter().next() {
            take.run(file);
        }
    });
    place(id, label, accepts, false, first)
}

/// A place for any number of files.
pub fn files_field(
    id: &'static str,
    label: &Message,
    accepts: &'static str,
    take: Callback<Vec<File>>,
) -> AnyView {
    place(id, label, accepts, true, take)
}

fn place(
    id: &'static str,
    label: &Message,
    accepts: &'static str,
    several: bool,
    take: Callback<Vec<File>>,
) -> AnyView {
    let words = Words::here();
    let over = RwSignal::new(false);
    let chosen = move |event: leptos::ev::Event| {
        let input: Option<HtmlInputElement> = event.target().and_then(|target| target.dyn_into().ok());
        if let Some(input) = input {
            take.run(all(input.files()));
            // Choosing the same file once more is a change, too.
            input.set_value("");
        }
    };
    let dropped = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        take.run(all(event.data_transfer().and_then(|data| data.files())));
    };
    let dragged = move |event: DragEvent| {
        event.prevent_default();
        over.set(true);
    };
    view! {
        <div class="file" class:file--over=move || over.get() on:drop=dropped on:dragover=dragged
            on:dragleave=move |_| over.set(false)>
            <label class="file__label" for=id>{rich::<AnyView>(label)}</label>
            <input class="file__input" id=id type="file" accept=accepts multiple=several on:change=chosen />
            <p class="aside">{words.say("desk.file.drop")}</p>
        </div>
    }
    .into_any()
}

fn all(files: Option<FileList>) -> Vec<File> {
    files.map(|files| (0..files.length()).filter_map(|at| files.get(at)).collect()).unwrap_or_default()
}
