//! Where on the support desk somebody is, read from its address, and what that address is.

/// A place on the support desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The box that takes anything.
    Find,
    /// One answer of the catalogue, by its address.
    Answer(String),
    /// The questions for when nobody knows the text, by the answers given so far.
    Diagnose(String),
    /// A guest's report: the one in the address, or one still to come.
    Report(Option<String>),
    /// Many reports.
    Numbers,
    /// The check of this deployment.
    Portal,
    /// What the guest's and the host's IT have to open and look at.
    Network,
}

/// What the support desk's addresses begin with, behind `#/`.
const SUPPORT: &str = "support";

/// The names of places in addresses; everything else names an answer.
const DIAGNOSE: &str = "diagnose";
const REPORT: &str = "report";
const NUMBERS: &str = "numbers";
const PORTAL: &str = "portal";
const NETWORK: &str = "network";

impl Place {
    /// Reads what follows `#/` in an address, without a slash at its end; `None` for anything elsewhere.
    pub fn read(place: &str) -> Option<Self> {
        let rest = place.strip_prefix(SUPPORT)?;
        if rest.is_empty() {
            return Some(Self::Find);
        }
        let rest = rest.strip_prefix('/')?;
        let (name, more) = rest.split_once('/').unwrap_or((rest, ""));
        Some(match name {
            DIAGNOSE => Self::Diagnose(more.to_owned()),
            REPORT => Self::Report((!more.is_empty()).then(|| more.to_owned())),
            NUMBERS => Self::Numbers,
            PORTAL => Self::Portal,
            NETWORK => Self::Network,
            _ => Self::Answer(rest.to_owned()),
        })
    }

    /// The address within the page.
    pub fn address(&self) -> String {
        let (name, more) = match self {
            Self::Find => ("", ""),
            Self::Answer(answer) => (answer.as_str(), ""),
            Self::Diagnose(answers) => (DIAGNOSE, answers.as_str()),
            Self::Report(report) => (REPORT, report.as_deref().unwrap_or_default()),
            Self::Numbers => (NUMBERS, ""),
            Self::Portal => (PORTAL, ""),
            Self::Network => (NETWORK, ""),
        };
        let steps = ["#", SUPPORT, name, more].into_iter().filter(|step| !step.is_empty());
        steps.collect::<Vec<_>>().join("/")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(Place::Find, "#/support")]
    #[case(Place::Answer("SIGNIN-03".to_owned()), "#/support/SIGNIN-03")]
    #[case(Place::Answer("graph:TooManyRequests".to_owned()), "#/support/graph:TooManyRequests")]
    #[case(Place::Diagnose(String::new()), "#/support/diagnose")]
    #[case(Place::Diagnose("app/message".to_owned()), "#/support/diagnose/app/message")]
    #[case(Place::Report(None), "#/support/report")]
    #[case(Place::Report(Some("bWVzaA".to_owned())), "#/support/report/bWVzaA")]
    #[case(Place::Numbers, "#/support/numbers")]
    #[case(Place::Portal, "#/support/portal")]
    #[case(Place::Network, "#/support/network")]
    fn addresses_lead_where_they_say(#[case] place: Place, #[case] address: &str) {
        assert_eq!(place.address(), address);
        assert_eq!(Place::read(address.trim_start_matches("#/")), Some(place));
    }

    #[test]
    fn other_places_are_elsewhere() {
        for place in ["", "supporters", "events/new", "gallery"] {
            assert_eq!(Place::read(place), None, "{place}");
        }
    }
}
