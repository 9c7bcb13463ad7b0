//! What guests and the host's colleague are given: the link, letters, calendar files, a page to print.

use leptos::prelude::*;
use url::Url;

use super::letter::{as_it_looks, letter};
use super::{copier, named, not_ready, not_set_up, signing};
use crate::app::desk::Desk;
use crate::app::diary;
use crate::app::words::Words;
use crate::domain::config::Host;
use crate::domain::desk::{Part, address};
use crate::domain::draft::Draft;
use crate::domain::draft::issue::{self, Letter};
use crate::domain::invite::Invite;
use crate::domain::invite::calendar::Entry;
use crate::domain::preview::place::walk_address;
use crate::domain::preview::venue::Occasion;
use crate::domain::preview::walk::Walk;
use crate::domain::words::Message;
use crate::ui::parts::button::{Look, actions, button, link};
use crate::ui::parts::copy_field::copy_field;
use crate::ui::parts::details::details;
use crate::ui::parts::element::{group, maybe};
use crate::ui::parts::page::{Page, page, section};
use crate::ui::parts::scan::scan;
use crate::ui::parts::text::{list, paragraph};

pub(super) fn screen(desk: Desk, draft: &Draft) -> AnyView {
    let Some(config) = desk.config() else { return not_set_up() };
    let checked =
        draft.check(&config).ok().and_then(|invite| Some((config.host(&invite.host).cloned()?, invite)));
    let Some((host, invite)) = checked else { return not_ready(&draft.id, Part::Share) };
    let walk = walk_address(Walk::usual(), &Occasion::of(&invite));
    let signing = signing::panel(desk, &host);
    let doors = config.doors_open_minutes;
    // Drawn anew when it is signed.
    let issued = Memo::new(move |_| {
        let invite = desk.signed(invite.clone());
        Issued { link: issue::guest_link(&desk.portal(), &invite), invite, host: host.clone(), doors }
    });
    let links = move || links(desk, &issued.get().link);
    let (language, edition) = (draft.language(), draft.edition);
    // Drawn when the words that guests read have come.
    let letters = move || {
        desk.words_for(language).map(|words| issued.with(|issued| issued.letters(desk, edition, words)))
    };
    page(Page {
        heading: named("desk.share.heading", draft),
        lead: Some(Message::new("desk.share.lead")),
        body: group(vec![
            signing::warning(desk),
            links.into_any(),
            list(false, &[Message::new("desk.share.mind.send"), Message::new("desk.share.mind.edit")]),
            letters.into_any(),
        ]),
        actions: group(vec![
            link(Look::Primary, &Message::new("desk.share.go-on"), address(&draft.id, Part::Guests), None),
            link(Look::Secondary, &Message::new("desk.share.print"), address(&draft.id, Part::Sheet), None),
            link(Look::Quiet, &Message::new("desk.share.walk"), walk, None),
        ]),
        more: signing,
    })
}

/// The link that all guests can use, to copy and to scan.
fn links(desk: Desk, link: &Url) -> AnyView {
    let code = scan(&Message::new("desk.share.scan"), link.as_str())
        .map(|code| details(&Message::new("desk.share.scan.summary"), code));
    let field = copy_field("guest-link", &Message::new("desk.share.link"), link.to_string(), copier(desk));
    group(vec![field, maybe(code)])
}

/// An event without faults, and what belongs to it.
#[derive(Clone, PartialEq)]
struct Issued {
    invite: Invite,
    host: Host,
    link: Url,
    /// Minutes that the doors open before the start.
    doors: u32,
}

impl Issued {
    fn letters(&self, desk: Desk, edition: u32, words: Words) -> AnyView {
        let Self { invite, host, link, doors } = self;
        let written = |kind| issue::letter(kind, invite, host, link, *doors);
        let mail = written(Letter::Mail);
        let guests = Entry { sequence: edition, ..diary::of_guest(invite, host, link, words) };
        let colleague =
            issue::colleague_entry(invite, host, (*doors, edition), |message| words.write(message));
        let save = |id: &'static str, entry: Entry| {
            let save = Callback::new(move |()| desk.save_entry(&entry));
            actions(vec![button(Look::Secondary, &Message::new(id), save)])
        };
        let say = |id: &'static str| Message::new(id);
        group(vec![
            section(
                &say("desk.share.mail"),
                group(vec![
                    letter(desk, "letter-mail", &say("desk.share.mail.label"), &mail, words),
                    as_it_looks(desk, "mail-as-it-looks", &mail, words),
                ]),
            ),
            section(
                &say("desk.share.chat"),
                letter(desk, "letter-chat", &say("desk.share.chat.label"), &written(Letter::Chat), words),
            ),
            section(
                &say("desk.share.calendar"),
                group(vec![
                    paragraph(&say("desk.share.calendar.why")),
                    save("desk.share.calendar.save", guests),
                ]),
            ),
            section(
                &say("desk.share.colleague"),
                group(vec![
                    paragraph(&say("desk.share.colleague.why")),
                    letter(
                        desk,
                        "letter-colleague",
                        &say("desk.share.colleague.label"),
                        &written(Letter::Colleague),
                        words,
                    ),
                    save("desk.share.colleague.save", colleague),
                ]),
            ),
        ])
    }
}
