//! A table of many rows, a page of it at a time: ten thousand rows are looked through as fast as ten.

use leptos::prelude::*;

use crate::app::words::Words;
use crate::domain::words::{Message, number};
use crate::ui::parts::button::{Look, actions, button};
use crate::ui::parts::element::{classed, element};
use crate::ui::parts::text::rich;

/// Rows on a page.
pub(super) const PAGE: usize = 25;

/// A table: `count` rows under `headings`, each drawn by `row` as one cell a heading. Both are asked anew when
/// something they read changes. `label` names it to screen readers.
pub(super) fn table(
    label: &Message,
    headings: &[Message],
    count: impl Fn() -> usize + Copy + Send + Sync + 'static,
    row: impl Fn(usize) -> Option<Vec<AnyView>> + Send + 'static,
) -> AnyView {
    let words = Words::here();
    let label = words.write(label);
    let at = RwSignal::new(0_usize);
    let last = move || count().saturating_sub(1) / PAGE;
    // A search may leave fewer pages than there were.
    let shown = Memo::new(move |_| at.get().min(last()));
    let head: Vec<AnyView> =
        headings.iter().map(|heading| element("th", &[("scope", "col")], vec![rich(heading)])).collect();
    let rows = move || {
        let first = shown.get() * PAGE;
        let rows: Vec<AnyView> = (first..count().min(first + PAGE)).filter_map(&row).map(cells).collect();
        rows
    };
    let pages = move || {
        (last() > 0).then(|| {
            let (first, count_all) = (shown.get() * PAGE, count());
            let place = Message::new("desk.table.place")
                .count("from", number(first + 1))
                .count("to", number(count_all.min(first + PAGE)))
                .count("of", number(count_all));
            let turn = |id: &'static str, to: usize| {
                button(Look::Quiet, &Message::new(id), Callback::new(move |()| at.set(to)))
            };
            let mut ways = Vec::new();
            if shown.get() > 0 {
                ways.push(turn("desk.table.previous", shown.get() - 1));
            }
            if shown.get() < last() {
                ways.push(turn("desk.table.next", shown.get() + 1));
            }
            view! { <p class="aside" role="status">{rich::<AnyView>(&place)}</p> {actions(ways)} }
        })
    };
    view! {
        // A wide table scrolls by itself, with the keyboard as well.
        <div class="table" role="region" aria-label=label.clone() tabindex="0">
            <table class="table__table">
                <thead>{element("tr", &[], head)}</thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {pages}
    }
    .into_any()
}

fn cells(cells: Vec<AnyView>) -> AnyView {
    let cells = cells.into_iter().map(|cell| classed("td", "table__cell", vec![cell])).collect();
    element("tr", &[], cells)
}
