//! What comes back from the sign-in page in the address bar, and which attempt it belongs to.

use std::fmt;

use url::form_urlencoded;

use super::attempt::{Attempt, Hint, StateHint};
use super::{Leg, Page};
use crate::domain::config::Config;
use crate::domain::problem::{self, Kind, Problem};
use crate::domain::tenant::Guid;
use crate::domain::time::Moment;

/// An answer of the authorize endpoint, as it stands in the fragment (RFC 6749, section 4.1.2).
#[derive(Clone, PartialEq, Eq)]
pub struct Callback {
    /// The `state` it carries.
    pub state: String,
    /// The issuer that it says it is from (RFC 9207); Entra's pages do not document one.
    issuer: Option<String>,
    answer: Answer,
}

#[derive(Clone, PartialEq, Eq)]
enum Answer {
    Code(String),
    Error { error: String, description: String },
}

/// A code that may be exchanged, with the attempt it belongs to. There is no other way to make one,
/// and using it up consumes it.
#[derive(PartialEq, Eq)]
pub struct Exchange {
    /// The attempt, already forgotten by the device.
    pub attempt: Attempt,
    code: String,
}

/// A round trip that did not end in a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// What happened.
    pub problem: Problem,
    /// Which sign-in it was.
    pub leg: Leg,
    /// The address that was invited, as the attempt remembered it.
    pub invited: Option<Hint>,
    /// Microsoft was told to ask nothing, and refused: nothing is known yet, and asking goes on.
    pub silent: bool,
}

impl Callback {
    /// Reads a fragment without its `#`. `None` when it is no callback.
    pub fn read(fragment: &str) -> Option<Self> {
        let mut state = None;
        let mut issuer = None;
        let mut code = None;
        let mut error = None;
        let mut description = String::new();
        for (name, value) in form_urlencoded::parse(fragment.as_bytes()) {
            match &*name {
                "state" => state = Some(value.into_owned()),
                "iss" => issuer = Some(value.into_owned()),
                "code" => code = Some(value.into_owned()),
                "error" => error = Some(value.into_owned()),
                "error_description" => description = value.into_owned(),
                _ => {}
            }
        }
        let answer = match (code, error) {
            (_, Some(error)) => Answer::Error { error, description },
            (Some(code), None) => Answer::Code(code),
            (None, None) => return None,
        };
        Some(Self { state: state?, issuer, answer })
    }

    /// Takes the callback up with the attempt that was kept under its `state`, which must be gone from
    /// the device by now: a callback is never exchanged twice.
    ///
    /// A callback whose attempt is unknown shows our words only: what its error says may come from anyone.
    pub fn take_up(
        self,
        attempt: Option<Attempt>,
        page: Page,
        config: &Config,
        now: Moment,
    ) -> Result<Exchange, Failed> {
        let hint = StateHint::read(&self.state);
        let leg = hint.as_ref().map_or(Leg::Host, |hint| hint.leg);
        let unknown =
            || Failed { problem: Problem::new(Kind::AttemptUnknown), leg, invited: None, silent: false };
        let Some(attempt) = attempt.filter(|attempt| attempt.state == self.state) else {
            return Err(unknown());
        };
        let leg = attempt.leg;
        let because = |problem| {
            let invited = attempt.invited.clone();
            Err(Failed { problem, leg, invited, silent: false })
        };
        let failed = |kind| because(Problem::new(kind));
        if attempt.page != page {
            return failed(Kind::WrongPage);
        }
        if attempt.is_expired(now) {
            return failed(Kind::AttemptExpired);
        }
        if self.issuer.as_ref().is_some_and(|issuer| !is_issuer(issuer, &attempt, config)) {
            return because(Problem::new(Kind::ClaimRefused).about("iss"));
        }
        match self.answer {
            Answer::Code(code) => Ok(Exchange { attempt, code }),
            Answer::Error { error, description } => {
                let problem = problem::of_oauth_error(&error, &description, leg == Leg::Home);
                Err(Failed { problem, leg, invited: attempt.invited, silent: attempt.silent })
            }
        }
    }
}

/// Whether an issuer is the one this attempt was sent to: `{login}/{tenant}/v2.0`.
pub(super) fn is_issuer(issuer: &str, attempt: &Attempt, config: &Config) -> bool {
    let tenant = issuer
        .strip_prefix(config.cloud.login.as_str())
        .and_then(|rest| rest.strip_prefix('/'))
        .and_then(|rest| rest.strip_suffix("/v2.0"));
    match attempt.leg {
        Leg::Home => tenant.is_some_and(|tenant| Guid::parse(tenant).is_ok()),
        Leg::Host => tenant.is_some_and(|tenant| tenant == attempt.host.as_str()),
    }
}

impl Exchange {
    /// The code, given out once.
    pub fn into_parts(self) -> (Attempt, oauth2::AuthorizationCode) {
        (self.attempt, oauth2::AuthorizationCode::new(self.code))
    }
}

impl fmt::Debug for Callback {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self.answer {
            Answer::Code(_) => "Callback(code, redacted)",
            Answer::Error { .. } => "Callback(error, redacted)",
        })
    }
}

impl fmt::Debug for Exchange {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Exchange({:?}, code redacted)", self.attempt)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::super::attempt::tests::{config, request};
    use super::super::attempt::{Entropy, LIFETIME, begin};
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    pub(crate) fn attempt(leg: Leg) -> Attempt {
        begin(&config(), request(leg), &Entropy([7; 64]), Moment(0)).unwrap().0
    }

    fn callback(attempt: &Attempt, rest: &str) -> Callback {
        Callback::read(&format!("state={}&{rest}", attempt.state)).unwrap()
    }

    #[test]
    fn a_known_attempt_gives_its_code_out() {
        let kept = attempt(Leg::Host);
        let exchange = callback(&kept, "code=abc&session_state=x")
            .take_up(Some(kept.clone()), Page::Guest, &config(), Moment(1))
            .unwrap();
        let (taken, code) = exchange.into_parts();
        assert_eq!((taken, code.secret().as_str()), (kept, "abc"));
    }

    #[rstest]
    #[case::unknown(None, Page::Guest, 1, "code=abc", Kind::AttemptUnknown)]
    #[case::unknown_error(None, Page::Guest, 1, "error=x&error_description=Call+0800", Kind::AttemptUnknown)]
    #[case::another_attempt(Some(Leg::Home), Page::Guest, 1, "code=abc", Kind::AttemptUnknown)]
    #[case::another_page(Some(Leg::Host), Page::Desk, 1, "code=abc", Kind::WrongPage)]
    #[case::too_late(Some(Leg::Host), Page::Guest, LIFETIME + 1, "code=abc", Kind::AttemptExpired)]
    #[case::another_issuer(
        Some(Leg::Host),
        Page::Guest,
        1,
        "code=abc&iss=https%3A%2F%2Fevil.example",
        Kind::ClaimRefused
    )]
    #[case::refused(
        Some(Leg::Host),
        Page::Guest,
        1,
        "error=access_denied&error_description=AADSTS65004%3A+x",
        Kind::SignInCanceled
    )]
    fn everything_else_has_a_name(
        #[case] kept: Option<Leg>,
        #[case] page: Page,
        #[case] now: i64,
        #[case] rest: &str,
        #[case] expected: Kind,
    ) {
        let callback = callback(&attempt(Leg::Host), rest);
        let failed = callback.take_up(kept.map(attempt), page, &config(), Moment(now)).unwrap_err();
        assert_eq!(failed.problem.kind, expected);
    }

    #[test]
    fn the_right_issuer_is_accepted_when_it_is_given() {
        let kept = attempt(Leg::Host);
        let issuer = "iss=https%3A%2F%2Flogin.microsoftonline.com%2F3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811%2Fv2.0&code=a";
        assert!(callback(&kept, issuer).take_up(Some(kept), Page::Guest, &config(), Moment(1)).is_ok());
    }

    #[rstest]
    #[case("")]
    #[case("i=1.abc")]
    #[case("/support")]
    #[case("code=abc")]
    #[case("state=abc")]
    fn other_fragments_are_no_callback(#[case] fragment: &str) {
        assert!(Callback::read(fragment).is_none());
    }

    #[test]
    fn debug_shows_no_code() {
        assert!(!format!("{:?}", callback(&attempt(Leg::Host), "code=abcdef")).contains("abcdef"));
    }

    proptest! {
        #[test]
        fn any_fragment_is_survived(fragment in ".{0,200}") {
            if let Some(callback) = Callback::read(&fragment) {
                prop_assert!(callback.take_up(None, Page::Guest, &config(), Moment(0)).is_err());
            }
        }
    }
}
