//! Where a Teams meeting is, as an invite says it.

use std::fmt;

use url::Url;

use super::numbers::{self, MeetingNumbers, Passcode};
use super::{Classified, Kind, LinkProblem, classify, parse_url};

/// Where a Teams meeting is: its link, or what is typed to join it without one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MeetingPlace {
    /// Its link, over https.
    Link(Url),
    /// Its ID and passcode.
    Numbers(MeetingNumbers),
}

impl MeetingPlace {
    /// Reads what stands in an invite: an https address without credentials; or a meeting ID, with its passcode after
    /// a blank where it has one.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (id, passcode) = text.split_once(' ').map_or((text, None), |(id, passcode)| (id, Some(passcode)));
        if numbers::is_id(id) {
            let passcode = match passcode {
                Some(passcode) => Some(Passcode::parse(passcode.trim_start())?),
                None => None,
            };
            return Some(Self::Numbers(MeetingNumbers { id: id.to_owned(), passcode }));
        }
        let is_safe =
            |url: &Url| url.scheme() == "https" && url.username().is_empty() && url.password().is_none();
        parse_url(text).filter(is_safe).map(Self::Link)
    }

    /// Its link, where it has one.
    pub fn link(&self) -> Option<&Url> {
        match self {
            Self::Link(link) => Some(link),
            Self::Numbers(_) => None,
        }
    }

    /// What it is, and who can join it.
    pub fn classified(&self) -> Classified {
        match self {
            Self::Link(link) => classify(link.as_str()),
            Self::Numbers(numbers) => Classified::by_numbers(numbers.clone()),
        }
    }
}

impl Classified {
    /// A meeting by its numbers.
    pub(super) fn by_numbers(numbers: MeetingNumbers) -> Self {
        let problem = numbers.passcode.is_none().then_some(LinkProblem::PasscodeMissing);
        Self { numbers: Some(numbers), ..Self::new(Kind::TeamsMeetingId, None, problem) }
    }

    /// Where that is, as an invite says it.
    pub fn place(&self) -> Option<MeetingPlace> {
        match &self.url {
            Some(url) => MeetingPlace::parse(url),
            None => self.numbers.clone().map(MeetingPlace::Numbers),
        }
    }
}

/// The meeting ID and passcode in a text, whatever links are in it.
pub fn meeting_by_numbers(text: &str) -> Option<Classified> {
    numbers::find(text).map(Classified::by_numbers)
}

/// As [`MeetingPlace::parse`] reads it.
impl fmt::Display for MeetingPlace {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Link(link) => formatter.write_str(link.as_str()),
            Self::Numbers(MeetingNumbers { id, passcode }) => {
                formatter.write_str(id)?;
                passcode.as_ref().map_or(Ok(()), |passcode| {
                    formatter.write_str(" ")?;
                    formatter.write_str(passcode.reveal())
                })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case::link("https://teams.microsoft.com/meet/1234567890123?p=abcDEF123456", Kind::TeamsShortMeeting)]
    #[case::numbers("212345678901 aB3dEf", Kind::TeamsMeetingId)]
    #[case::id("212345678901", Kind::TeamsMeetingId)]
    #[case::elsewhere("https://example.com/meet/1", Kind::NotAMeeting)]
    fn what_stands_in_an_invite_is_written_as_it_was_read(#[case] text: &str, #[case] kind: Kind) {
        let place = MeetingPlace::parse(text).unwrap();
        assert_eq!((place.to_string().as_str(), place.classified().kind), (text, kind));
        assert_eq!(place.link().is_some(), kind != Kind::TeamsMeetingId);
    }

    #[rstest]
    #[case("")]
    #[case("http://teams.microsoft.com/meet/1234567890123")]
    #[case("https://ada:secret@teams.microsoft.com/meet/1234567890123")]
    #[case("2123456789")]
    #[case("2123456789012345")]
    #[case("212345678901 ab")]
    #[case("212345678901 aB3dEf and more")]
    #[case("212345678901 aB3-Ef")]
    #[case("２１２３４５６７８９０１ aB3dEf")]
    fn what_is_no_place_of_a_meeting_is_none(#[case] text: &str) {
        assert_eq!(MeetingPlace::parse(text), None);
    }

    #[test]
    fn a_meeting_pasted_by_its_numbers_is_at_them() {
        let place = classify("Meeting ID: 212 345 678 901\nPasscode: aB3dEf").place().unwrap();
        assert_eq!(place.to_string(), "212345678901 aB3dEf");
        assert!(!format!("{place:?}").contains("aB3dEf"), "a passcode is not for logs");
        let beside = "https://mesh.cloud.microsoft/event/7b1c Meeting ID: 212 345 678 901 Passcode: aB3dEf";
        assert_eq!(meeting_by_numbers(beside).unwrap().place(), Some(place));
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in ".{0,60}") {
            if let Some(place) = MeetingPlace::parse(&text) {
                prop_assert_eq!(MeetingPlace::parse(&place.to_string()), Some(place));
            }
        }
    }
}
