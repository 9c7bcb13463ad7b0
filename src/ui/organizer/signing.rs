//! Signing links: making a key, telling the portal of it, and signing with it.

use leptos::prelude::*;
use leptos::web_sys::File;

use super::copier;
use crate::app::desk::Desk;
use crate::app::signing::Stage;
use crate::domain::config::Host;
use crate::domain::invite::key_file;
use crate::domain::invite::signature::PublicKey;
use crate::domain::words::Message;
use crate::ui::parts::button::{Look, actions, button};
use crate::ui::parts::copy_field::copy_field;
use crate::ui::parts::details::details;
use crate::ui::parts::element::{classed, group};
use crate::ui::parts::file::file_field;
use crate::ui::parts::notice::{Tone, notice, notice_live};
use crate::ui::parts::text::paragraph;

/// The panel, folded away: most portals look at no signatures.
pub(super) fn panel(desk: Desk, host: &Host) -> AnyView {
    let signing = desk.signing();
    let take = Callback::new(move |file: File| signing.load(desk, file));
    let make = Callback::new(move |()| signing.make());
    let name = desk.words.write(&Message::new("desk.signing.signer").text("host", &host.name));
    let standing = move || standing(desk, signing.stage(), &name);
    let content = group(vec![
        paragraph(&Message::new("desk.signing.why")),
        file_field("signing-key", &Message::new("desk.signing.file"), ".json,application/json", take),
        actions(vec![button(Look::Secondary, &Message::new("desk.signing.make"), make)]),
        standing.into_any(),
    ]);
    details(&Message::new("desk.signing"), content)
}

/// That links made now are refused by this portal; nothing where they are not.
pub(super) fn warning(desk: Desk) -> AnyView {
    let refused = Memo::new(move |_| desk.makes_refused_links());
    let shown = move || {
        refused
            .get()
            .then(|| notice(Tone::Warning, paragraph::<AnyView>(&Message::new("desk.signing.needed"))))
    };
    shown.into_any()
}

fn standing(desk: Desk, stage: Stage, name: &str) -> AnyView {
    match stage {
        Stage::None => ().into_any(),
        Stage::Faulty(says) => notice_live(Tone::Error, paragraph(&says)),
        Stage::Known(name) => {
            let forget = Callback::new(move |()| desk.signing().forget());
            let says = paragraph(&Message::new("desk.signing.known").text("name", name));
            let stop = actions(vec![button(Look::Quiet, &Message::new("desk.signing.forget"), forget)]);
            group(vec![notice_live(Tone::Success, says), stop])
        }
        Stage::Made(key) => to_be_known(desk, "desk.signing.made", name, &key),
        Stage::Unknown(key) => to_be_known(desk, "desk.signing.unknown", name, &key),
    }
}

/// What to do so that the portal knows a key.
fn to_be_known(desk: Desk, says: &'static str, name: &str, key: &PublicKey) -> AnyView {
    let known = desk.config().map(|config| config.signing.clone()).unwrap_or_default();
    let lines = key_file::settings(&known, name, key);
    let says = vec![paragraph(&Message::new(says)), paragraph(&Message::new("desk.signing.send"))];
    classed(
        "div",
        "signing",
        vec![
            notice_live(Tone::Info, group(says)),
            copy_field("signing-line", &Message::new("desk.signing.line"), lines, copier(desk)),
        ],
    )
}
