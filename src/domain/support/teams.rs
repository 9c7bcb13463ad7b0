//! Why a Teams meeting could not be joined from outside: the sub-codes of Azure Communication Services.
//!
//! Read in the npm package `@azure/communication-calling` on 2026-11-21. Who can fix one is our own judgement.

#![allow(clippy::unreadable_literal, reason = "codes are written the way people search for them")]

use crate::domain::explain::{Explanation, Read};
use crate::domain::named::named;
use crate::domain::problem::{AdviceContext, Fixer, Trace, details, numbers, start_of};
use crate::domain::words::Message;

named! {
    /// A sub-code of a failed join, by its number.
    pub enum TeamsCode, digits {
        /// Status 403: joining through a proxy or relay of one's own is switched off for Teams calls.
        ProxyRefused = "40200",
        /// Status 400: the meeting link cannot be read.
        LinkInvalid = "40210",
        /// Status 400: the link is of a personal meeting (teams.live.com).
        PersonalMeeting = "40238",
    }
}

/// Words beside a number that tell that it is one of these, in lower case.
const LABELS: &[&str] =
    &["teams", "subcode", "sub-code", "sub code", "acs", "callendreason", "communication"];

/// How far from the number such a word may stand, in bytes.
const BESIDE: usize = 80;

impl TeamsCode {
    /// The code of that number.
    pub fn of_number(number: u32) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.digits().parse() == Ok(number))
    }

    /// The code in a text: a number that stands alone, beside a word of Teams or in a text that hardly says
    /// anything else.
    pub(super) fn in_text(plain: &str) -> Option<Self> {
        let (number, code) = numbers(plain).find_map(|number| {
            let is_joined = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
            let stands_alone = !number.before.ends_with(is_joined) && !number.after.starts_with(is_joined);
            let code = Self::of_number(number.value).filter(|_| stands_alone)?;
            Some((number, code))
        })?;
        let is_short = plain.split_whitespace().nth(6).is_none() && plain.chars().nth(80).is_none();
        let before =
            number.before.get(number.before.ceil_char_boundary(number.before.len().saturating_sub(BESIDE))..);
        let after = start_of(number.after, BESIDE);
        let beside = [before.unwrap_or_default(), after].concat().to_ascii_lowercase();
        (is_short || LABELS.iter().any(|label| beside.contains(label))).then_some(code)
    }

    /// Who can probably fix it.
    pub const fn fixer(self) -> Fixer {
        match self {
            Self::ProxyRefused => Fixer::Portal,
            Self::LinkInvalid | Self::PersonalMeeting => Fixer::Organizer,
        }
    }

    /// What it means.
    pub fn heading(self) -> Message {
        self.message("heading")
    }

    /// What it means, and who does what about it.
    pub(super) fn explained(self, trace: &Trace) -> Explanation {
        let code = ["teams:", self.digits()].concat();
        let known = details(None, trace, &AdviceContext::default());
        let details = if known.is_empty() { code.clone() } else { [&*code, &*known].join(" · ") };
        Explanation {
            read: Read::Code,
            quoted: None,
            code: Some(code),
            problem: None,
            fixer: self.fixer(),
            heading: self.heading(),
            steps: ["step-1", "step-2"].map(|step| self.message(step)).into(),
            message_to_send: Some(self.message("send").text("details", details)),
        }
    }

    fn message(self, part: &str) -> Message {
        Message::new(["teams-join.", self.digits(), ".", part].concat())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("40210", Some(TeamsCode::LinkInvalid))]
    #[case("teams 40238", Some(TeamsCode::PersonalMeeting))]
    #[case("code: 403, subCode: 40200", Some(TeamsCode::ProxyRefused))]
    #[case(r#"{"callEndReason":{"code":400,"subCode":40210},"message":"The meeting link is not one of ours and more"}"#,
        Some(TeamsCode::LinkInvalid))]
    #[case("the 40210 people of our town would like to take part in it", None)]
    #[case("CAA40210", None)]
    #[case("40211", None)]
    fn numbers_are_found(#[case] text: &str, #[case] expected: Option<TeamsCode>) {
        assert_eq!(TeamsCode::in_text(text), expected);
    }
}
