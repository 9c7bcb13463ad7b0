//! Under every page: help, what this device keeps, how to have it forgotten, and how to begin again.

use leptos::prelude::*;

use super::report;
use crate::app::portal::Portal;
use crate::domain::journey::saved::{KEPT_AFTER_END, SignInStanding};
use crate::domain::journey::{Event, Journey, Phase, State};
use crate::domain::time::DAY;
use crate::domain::words::Message;
use crate::ui::parts::button::{Look, actions, button};
use crate::ui::parts::details::details;
use crate::ui::parts::element::{classed, group, maybe};
use crate::ui::parts::text::list;

/// Lines under the page that open. What this device keeps is left out on the page that is being left, where a press
/// would be lost.
pub(super) fn housekeeping(journey: &Journey, portal: Portal) -> AnyView {
    let report = report::get_help(portal);
    if matches!(journey.state, State::SigningIn { phase: Phase::Leaving, .. }) {
        return classed("div", "kept", vec![report]);
    }
    let stays = if journey.setting.can_store { "kept.how-long" } else { "kept.nothing" };
    let days = u32::try_from(KEPT_AFTER_END / DAY).unwrap_or_default();
    let facts =
        [Message::new("kept.what"), Message::new("kept.never"), Message::new(stays).count("days", days)];
    let start_over = (journey.invite.is_some() && journey.progress.begun)
        .then(|| button(Look::Quiet, &Message::new("kept.start-over"), portal.press(|| Event::StartOver)));
    let signed_in = journey.progress.sign_in == SignInStanding::Done && journey.invite.is_some();
    let sign_out = signed_in
        .then(|| button(Look::Secondary, &Message::new("kept.sign-out"), portal.press(|| Event::SignOut)));
    let content = group(vec![
        list(false, &facts),
        actions(vec![
            button(Look::Secondary, &Message::new("kept.forget"), portal.press(|| Event::Forget)),
            maybe(sign_out),
            maybe(start_over),
        ]),
    ]);
    classed("div", "kept", vec![report, details(&Message::new("kept.summary"), content)])
}
