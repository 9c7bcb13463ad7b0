//! A notice: something to know before going on.

use super::draw::Draw;
use super::element::{classed, element};
use super::icon::{Icon, icon};
use super::text::unseen;

/// What kind of thing a notice says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    Info,
    /// Mind this.
    Warning,
    /// Something failed.
    Error,
    /// Something went well.
    Success,
}

/// A notice with any content; its kind is said in words to screen readers and drawn for the others.
pub fn notice<V: Draw>(tone: Tone, content: V) -> V {
    framed(tone, content, None)
}

/// A notice that appears after the page did: read out when the reader pauses (an error at once).
pub fn notice_live<V: Draw>(tone: Tone, content: V) -> V {
    framed(tone, content, Some(if tone == Tone::Error { "alert" } else { "status" }))
}

fn framed<V: Draw>(tone: Tone, content: V, role: Option<&'static str>) -> V {
    let (class, mark, kind) = match tone {
        Tone::Info => ("notice", Icon::Info, "part.notice.info"),
        Tone::Warning => ("notice notice--warning", Icon::Warning, "part.notice.warning"),
        Tone::Error => ("notice notice--error", Icon::Cross, "part.notice.error"),
        Tone::Success => ("notice notice--success", Icon::Tick, "part.notice.success"),
    };
    let mark = classed("span", "notice__mark", vec![icon(mark)]);
    let body = classed("div", "notice__body", vec![unseen(V::say(kind)), content]);
    let mut attributes = vec![("class", class)];
    attributes.extend(role.map(|role| ("role", role)));
    element("div", &attributes, vec![mark, body])
}
