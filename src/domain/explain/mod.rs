//! One pasted text explained to whoever helps a guest: an error page, a code, a redirect address, a JSON
//! answer, a header, or a message as somebody remembers it, in any language as far as a code can be read.
//!
//! Knows all AADSTS codes, so it belongs to the organizer's and support's page and to the command line,
//! never to the guest's page.

mod answer;
mod codes;
mod names;
mod numbers;
mod oauth;
mod plain;
mod portal;

use super::auth::Leg;
use super::auth::attempt::StateHint;
use super::problem::{
    AdviceContext, Fixer, Kind, Trace, codes_in, correlation_id, decisive, details, event_message, kind_of,
    kind_of_family, start_of,
};
use super::words::Message;
use answer::Answer;

pub use codes::{ALL as ALL_CODES, AadstsCode, find as find_code};
pub use portal::portal_code;

pub(super) use plain::plain;

/// How much of a text is looked at, in bytes.
pub(super) const MOST_READ: usize = 64 * 1024;

/// What a text was read by, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Read {
    /// A code of Microsoft.
    Code,
    /// The name of an error of a sign-in library or a browser.
    Name,
    /// A code of this portal.
    PortalCode,
    /// An HTTP status.
    Status,
    /// Words that resemble those of a message.
    Words,
    /// Nothing: the text is not understood.
    Nothing,
}

/// A code found in a text, what it means, and who does what about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What it was read by.
    pub read: Read,
    /// The message that was seen, in Microsoft's own words, when the text resembles one.
    pub quoted: Option<&'static str>,
    /// The code: `AADSTS50020`, `graph:Authorization_RequestDenied`, `oauth:access_denied`, or none.
    pub code: Option<String>,
    /// The portal's own problem, when there is one.
    pub problem: Option<Kind>,
    /// Who can fix it.
    pub fixer: Fixer,
    /// What it means.
    pub heading: Message,
    /// What to do, in order.
    pub steps: Vec<Message>,
    /// A message to whoever can fix it; none when that is the guest or nobody knows.
    pub message_to_send: Option<Message>,
}

/// Explains the surest thing found in a text. In this order: an AADSTS code, named or called a code (of
/// several the one that [decides](super::problem::code_in)); an error of Microsoft Graph; an OAuth error; an
/// error of Microsoft's sign-in library or of a browser, by name; a message of the Mesh app or of a sign-in
/// page; a code of this portal; an HTTP status; a page of a browser; a lone number that is an AADSTS code.
///
/// Looks at the first 64 KiB. Nothing of the text is repeated but the code and the correlation id.
pub fn explain(text: &str) -> Explanation {
    let pasted = start_of(text, MOST_READ);
    let plain = plain(pasted);
    let answer = Answer::in_text(pasted).or_else(|| Answer::in_text(&plain));
    let trace = Trace { correlation_id: correlation_id(&plain), ..Trace::default() };
    let at_home = is_about_home(&plain);
    let oauth = answer.oauth.or_else(|| oauth::error_in(&plain));
    let suberror = answer.suberror.or_else(|| oauth::suberror_in(&plain));
    let kind_of_oauth =
        oauth.as_deref().and_then(|error| oauth::kind_of(error, suberror.as_deref(), pasted, at_home));

    let is_entras = trace.correlation_id.is_some();
    let codes = codes_in(&plain).chain(answer.codes).chain(numbers::labeled(&plain, is_entras));
    if let Some(number) = decisive(codes) {
        return of_aadsts(number, kind_of_oauth, at_home, trace, &plain);
    }
    if let Some(code) = answer.graph.or_else(|| graph_code(&plain)) {
        return about_graph(&code, &trace);
    }
    if let Some(error) = oauth {
        let kind = kind_of_oauth.unwrap_or(Kind::SignInUnknown);
        return of_kind(Some(format!("oauth:{error}")), kind, &trace);
    }
    if let Some((read, kind)) = without_a_code(&plain) {
        return Explanation { read, ..about_kind(kind, &trace) };
    }
    match numbers::lone(&plain) {
        Some(number) => of_aadsts(number, None, at_home, trace, &plain),
        None => unknown(),
    }
}

/// The problem behind a text without a code of Microsoft, and what it was read by.
fn without_a_code(plain: &str) -> Option<(Read, Kind)> {
    let by = |read: Read| move |kind: Kind| (read, kind);
    names::kind_of_name(plain)
        .map(by(Read::Name))
        .or_else(|| event_message(plain).map(by(Read::Words)))
        .or_else(|| portal_code(plain).map(by(Read::PortalCode)))
        .or_else(|| names::kind_of_status(plain).map(by(Read::Status)))
        .or_else(|| names::kind_of_browser_page(plain).map(by(Read::Words)))
}

/// What is known about a problem of this portal.
pub(in crate::domain) fn about_kind(kind: Kind, trace: &Trace) -> Explanation {
    Explanation { read: Read::PortalCode, ..of_kind(None, kind, trace) }
}

/// What is known about an AADSTS code, also about one without an entry.
pub(in crate::domain) fn about_aadsts(number: u32, trace: &Trace) -> Explanation {
    of_aadsts(number, None, false, trace.clone(), "")
}

/// What is known about a code of Microsoft Graph.
pub(in crate::domain) fn about_graph(code: &str, trace: &Trace) -> Explanation {
    of_kind(Some(format!("graph:{code}")), kind_of_graph(code), trace)
}

/// What is known about an OAuth error.
pub(in crate::domain) fn about_oauth(error: &str, trace: &Trace) -> Explanation {
    let kind = oauth::kind_of(error, None, "", false).unwrap_or(Kind::SignInUnknown);
    of_kind(Some(format!("oauth:{error}")), kind, trace)
}

/// Whether an address in the text came back from the sign-in at the guest's own organization: this portal
/// writes that into `state`.
fn is_about_home(text: &str) -> bool {
    text.match_indices("state=").any(|(at, name)| {
        let state = text.get(at + name.len()..).unwrap_or_default();
        let end = state.find(['&', ' ', '"']).unwrap_or(state.len());
        state.get(..end).and_then(StateHint::read).is_some_and(|hint| hint.leg == Leg::Home)
    })
}

fn of_kind(code: Option<String>, kind: Kind, trace: &Trace) -> Explanation {
    Explanation {
        read: Read::Code,
        quoted: None,
        code,
        problem: Some(kind),
        fixer: kind.fixer(),
        heading: kind.heading(),
        steps: kind.own_steps().collect(),
        message_to_send: kind.message_to_send(details(Some(kind), trace, &AdviceContext::default())),
    }
}

/// `otherwise` is what the OAuth error beside the number says, for numbers without an entry.
fn of_aadsts(number: u32, otherwise: Option<Kind>, at_home: bool, trace: Trace, text: &str) -> Explanation {
    let trace = Trace { aadsts: Some(number), ..trace };
    let code = Some(format!("AADSTS{number}"));
    let (here, home) = (kind_of(number, false), kind_of(number, true));
    // A message that this portal wrote names its own problem, too: the one at home, if that is another one.
    let at_home = at_home || (here != home && portal_code(text).is_some_and(|kind| Some(kind) == home));
    let kind = if at_home { home } else { here };
    let Some(known) = find_code(number) else {
        let kind = kind.or(otherwise).or_else(|| kind_of_family(number, at_home));
        let mut explanation = of_kind(code, kind.unwrap_or(Kind::SignInUnknown), &trace);
        explanation.heading = Message::new("aadsts.unknown.heading");
        explanation.steps.insert(0, Message::new("aadsts.unknown.step.1"));
        return explanation;
    };
    if let Some(kind) = kind.filter(|_| here != home && at_home) {
        return Explanation { heading: known.meaning(), ..of_kind(code, kind, &trace) };
    }
    let fixer = known.fixer;
    let by_fixer = match fixer {
        Fixer::Portal => Some(Kind::PortalMisregistered),
        Fixer::HomeAdmin => Some(Kind::HomeAccount),
        _ => otherwise,
    };
    let kind = kind.or(by_fixer).unwrap_or(Kind::SignInUnknown);
    // The portal's words say what its own entry in the catalogue means; where the reference sees another
    // fixer, they would send people to the wrong one.
    let agreeing = Some(kind).filter(|kind| kind.fixer() == fixer);
    let details = details(Some(kind), &trace, &AdviceContext::default());
    Explanation {
        read: Read::Code,
        quoted: None,
        code,
        problem: Some(kind),
        fixer,
        heading: known.meaning(),
        steps: std::iter::once(known.remedy())
            .chain(agreeing.into_iter().flat_map(Kind::own_steps))
            .collect(),
        message_to_send: match agreeing {
            Some(kind) => kind.message_to_send(details),
            None => (fixer != Fixer::Guest)
                .then(|| Message::new(format!("aadsts.send.{}", fixer.name())).text("details", details)),
        },
    }
}

fn unknown() -> Explanation {
    Explanation {
        read: Read::Nothing,
        quoted: None,
        code: None,
        problem: None,
        fixer: Fixer::Unknown,
        heading: Message::new("explain.unknown.heading"),
        steps: vec![Message::new("explain.unknown.step.1"), Message::new("explain.unknown.step.2")],
        message_to_send: None,
    }
}

/// Codes of Graph that are recognized in any text, because no sentence holds them by chance
/// (microsoftgraph/microsoft-graph-docs-contrib, `concepts/errors.md`, and the error bodies in its pages).
const GRAPH_CODES: &[&str] = &[
    "Authorization_RequestDenied",
    "Authorization_IdentityNotFound",
    "Authentication_MissingOrMalformed",
    "InvalidAuthenticationToken",
    "Request_BadRequest",
    "Request_ResourceNotFound",
    "Request_UnsupportedQuery",
    "TooManyRequests",
];

fn graph_code(text: &str) -> Option<String> {
    let code = |word: &str| GRAPH_CODES.iter().find(|code| code.eq_ignore_ascii_case(word)).copied();
    tokens(text).find_map(code).map(str::to_owned)
}

fn kind_of_graph(code: &str) -> Kind {
    match code.to_ascii_lowercase().as_str() {
        "invalidauthenticationtoken"
        | "authentication_missingormalformed"
        | "unauthorized"
        | "unauthenticated" => Kind::SessionExpired,
        "insufficient_claims" => Kind::ProofWanted,
        "toomanyrequests" | "activitylimitreached" | "429" => Kind::Throttled,
        "serviceunavailable"
        | "servicenotavailable"
        | "internalservererror"
        | "generalexception"
        | "gatewaytimeout"
        | "timeout" => Kind::GraphUnreachable,
        "badrequest" | "request_badrequest" | "request_unsupportedquery" | "invalidrequest" => {
            Kind::GraphQuestionMalformed
        }
        _ => Kind::GraphRefused,
    }
}

/// The words of a text, as codes and names are made of them.
fn tokens(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_')
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::words::Argument;
    use proptest::prelude::*;
    use rstest::rstest;
    use std::collections::{BTreeMap, BTreeSet};

    const GUID: &str = "3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811";

    fn words() -> BTreeMap<String, String> {
        let mut words: BTreeMap<String, String> =
            serde_json::from_str(include_str!("../../../public/words/en/problems.json")).expect("texts");
        words.append(&mut code_words());
        words
    }

    fn code_words() -> BTreeMap<String, String> {
        serde_json::from_str(include_str!("../../../public/words/en/codes.json")).expect("texts")
    }

    fn messages(explanation: &Explanation) -> Vec<&Message> {
        [&explanation.heading]
            .into_iter()
            .chain(&explanation.steps)
            .chain(&explanation.message_to_send)
            .collect()
    }

    fn redirect(fragment: &str) -> String {
        format!("https://guests.contoso.com/#{fragment}&state=1.eyJwIjoiZyJ9")
    }

    #[rstest]
    #[case("AADSTS50020: User account does not exist in tenant", "AADSTS50020", Some(Kind::NotInvited))]
    #[case("aadsts 50020", "AADSTS50020", Some(Kind::NotInvited))]
    #[case("Error Code: 53003", "AADSTS53003", Some(Kind::ConditionalAccess))]
    #[case("https://login.microsoftonline.com/error?code=50058", "AADSTS50058", Some(Kind::SessionExpired))]
    #[case("50020", "AADSTS50020", Some(Kind::NotInvited))]
    #[case("it says 700016 what now", "AADSTS700016", Some(Kind::AppUnknown))]
    #[case("AADSTS7000215: Invalid client secret", "AADSTS7000215", Some(Kind::PortalMisregistered))]
    #[case("AADSTS81001: too large", "AADSTS81001", Some(Kind::HomeAccount))]
    #[case("AADSTS50001: no such resource", "AADSTS50001", Some(Kind::PortalMisregistered))]
    #[case("AADSTS59999: brand new", "AADSTS59999", Some(Kind::SignInUnknown))]
    #[case(
        r#"{"error":"interaction_required","error_description":"AADSTS50079: Due to","error_codes":[50079]}"#,
        "AADSTS50079",
        Some(Kind::FactorNeeded)
    )]
    #[case(r#"{"error":"invalid_grant","error_codes":[70008]}"#, "AADSTS70008", Some(Kind::SessionExpired))]
    #[case(
        r#"{"error":"invalid_grant","suberror":"bad_token"}"#,
        "oauth:invalid_grant",
        Some(Kind::SessionExpired)
    )]
    #[case(
        r#"{"suberror":"consent_required","error":"invalid_grant"}"#,
        "oauth:invalid_grant",
        Some(Kind::HostConsentNeeded)
    )]
    #[case(r#"{"error":"invalid_grant","suberror":""}"#, "oauth:invalid_grant", Some(Kind::CodeUsed))]
    #[case(
        r#"{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges",
            "innerError":{"date":"2026-11-21T06:30:00","request-id":"1"}}}"#,
        "graph:Authorization_RequestDenied",
        Some(Kind::GraphRefused)
    )]
    #[case(
        r#"{"error":{"code":"","innererror":{"code":"","innerError":{"code":"TooManyRequests"}}}}"#,
        "graph:TooManyRequests",
        Some(Kind::Throttled)
    )]
    #[case(
        r#"{"responses":[{"id":"1","status":403,"body":{"error":{"code":"Forbidden"}}}]}"#,
        "graph:Forbidden",
        Some(Kind::GraphRefused)
    )]
    #[case(
        r#"Answer: "{\"error\":{\"code\":\"Request_BadRequest\"}}" from Graph"#,
        "graph:Request_BadRequest",
        Some(Kind::GraphQuestionMalformed)
    )]
    #[case(
        "403 authorization_requestdenied: Insufficient privileges",
        "graph:Authorization_RequestDenied",
        Some(Kind::GraphRefused)
    )]
    #[case("access_denied", "oauth:access_denied", Some(Kind::SignInCanceled))]
    #[case("Access denied", "oauth:access_denied", Some(Kind::SignInCanceled))]
    #[case(
        "got unauthorized_client from the page",
        "oauth:unauthorized_client",
        Some(Kind::PortalMisregistered)
    )]
    #[case("error=brand_new_word&state=1", "oauth:brand_new_word", Some(Kind::SignInUnknown))]
    fn codes_are_found(#[case] text: &str, #[case] code: &str, #[case] problem: Option<Kind>) {
        let explanation = explain(text);
        assert_eq!(explanation.code.as_deref(), Some(code));
        assert_eq!(explanation.problem, problem);
    }

    #[rstest]
    #[case("error=access_denied&error_description=AADSTS65004%3a+User+declined", "AADSTS65004")]
    #[case("error=login_required&error_description=AADSTS50058%253A%2520A%2520silent", "AADSTS50058")]
    #[case("error=access_denied&error_subcode=cancel", "oauth:access_denied")]
    #[case("error=consent_required&error_description=The+user+must+consent.", "oauth:consent_required")]
    #[case(
        "error_description=AADSTS90094%3A%20admin&error=access_denied&error_uri=\
         https%3A%2F%2Flogin.microsoftonline.com%2Ferror%3Fcode%3D90094",
        "AADSTS90094"
    )]
    fn redirect_addresses_are_read(#[case] fragment: &str, #[case] code: &str) {
        assert_eq!(explain(&redirect(fragment)).code.as_deref(), Some(code));
        assert_eq!(explain(&redirect(fragment).replace('#', "?")).code.as_deref(), Some(code));
    }

    #[rstest]
    #[case("Oops, check the event's schedule", Kind::EventHostNotInside, Fixer::Organizer)]
    #[case(
        "Falied to connect to Mesh session. Please try again later.",
        Kind::EventNetworkBlocked,
        Fixer::HomeAdmin
    )]
    #[case("join space from diferent tenant then the meeting owner", Kind::EventWrongTenant, Fixer::Guest)]
    #[case("SIGNIN-03", Kind::InvitationPending, Fixer::Guest)]
    #[case("signin 3", Kind::InvitationPending, Fixer::Guest)]
    #[case("Sign-in 03", Kind::InvitationPending, Fixer::Guest)]
    #[case("sign in 3", Kind::InvitationPending, Fixer::Guest)]
    #[case("it says signin03 on my screen, and nothing else happens", Kind::InvitationPending, Fixer::Guest)]
    #[case("licence-1", Kind::LicenseAllMissing, Fixer::HostAdmin)]
    #[case("event 11", Kind::EventNotFound, Fixer::Organizer)]
    fn texts_without_a_code_of_microsoft(#[case] text: &str, #[case] kind: Kind, #[case] fixer: Fixer) {
        let explanation = explain(text);
        assert_eq!((explanation.code, explanation.problem), (None, Some(kind)));
        assert_eq!(explanation.fixer, fixer);
    }

    #[rstest]
    #[case("")]
    #[case("   ")]
    #[case("it does not work")]
    #[case("12345")]
    #[case("event 110")]
    #[case("SIGNIN-99")]
    #[case("we ordered event 5 tickets and link 2 more of them to the list")]
    #[case("the 50020 people of our town would like to take part in it")]
    #[case("00050020-0000-4000-8000-000000050020")]
    #[case("{\"error\":null}")]
    #[case("{{{{")]
    #[case("%%%zz%")]
    fn nothing_known_is_said_plainly(#[case] text: &str) {
        assert_eq!(explain(text), unknown());
    }

    #[rstest]
    #[case("Forbidden graph: Authorization_RequestDenied AADSTS53003", "AADSTS53003")]
    #[case("error=access_denied Authorization_RequestDenied", "graph:Authorization_RequestDenied")]
    #[case("oops check the event schedule error=access_denied", "oauth:access_denied")]
    fn the_surest_thing_wins(#[case] text: &str, #[case] code: &str) {
        assert_eq!(explain(text).code.as_deref(), Some(code));
    }

    #[test]
    fn a_message_of_the_app_wins_over_a_code_of_the_portal() {
        let explanation = explain("SIGNIN-03 and then: This space is full. Please try back later!");
        assert_eq!(explanation.problem, Some(Kind::EventFull));
    }

    #[test]
    fn a_message_that_the_portal_wrote_is_understood() {
        for &kind in Kind::ALL {
            let line = details(Some(kind), &Trace::default(), &AdviceContext::default());
            assert_eq!(explain(&line).problem, Some(kind), "{line}");
        }
    }

    #[test]
    fn a_message_carries_code_and_correlation_id() {
        let explanation = explain(&format!("AADSTS500213: no\r\nCorrelation ID: {GUID}"));
        let message = explanation.message_to_send.expect("not for the guest to fix");
        let expected = format!("SIGNIN-10 · AADSTS500213 · Correlation ID: {GUID}");
        assert_eq!(message.arguments, [("details", Argument::Text(expected))]);
    }

    #[test]
    fn an_unknown_code_takes_what_the_error_says() {
        assert_eq!(explain("AADSTS59999").fixer, Fixer::Unknown);
        assert_eq!(explain("error=invalid_client&error_description=AADSTS59999").fixer, Fixer::Portal);
    }

    #[test]
    fn every_word_of_the_codes_is_used_and_exists() {
        let words = words();
        let mut explanations = vec![unknown(), explain("AADSTS59999")];
        explanations.extend(ALL_CODES.iter().map(|code| explain(&format!("AADSTS{}", code.number))));
        let mut used: BTreeSet<String> = BTreeSet::new();
        for message in explanations.iter().flat_map(messages) {
            let text = words.get(&*message.id).unwrap_or_else(|| panic!("no text {}", message.id));
            let filled = message.arguments.iter().map(|(name, _)| format!("{{{name}}}"));
            assert_eq!(filled.clone().filter(|name| text.contains(name)).count(), filled.count());
            assert_eq!(text.matches('{').count(), message.arguments.len(), "{}", message.id);
            used.insert(message.id.to_string());
        }
        let unused: Vec<_> = code_words().into_keys().filter(|id| !used.contains(id)).collect();
        assert!(unused.is_empty(), "{unused:?}");
    }

    #[test]
    fn the_message_goes_to_the_fixer() {
        for code in ALL_CODES {
            let explanation = explain(&format!("AADSTS{}", code.number));
            assert_eq!(explanation.fixer, code.fixer, "{}", code.number);
            assert_eq!(explanation.message_to_send.is_some(), code.fixer != Fixer::Guest, "{}", code.number);
        }
    }

    #[test]
    fn a_huge_text_is_read_only_at_its_start() {
        let text = "é".repeat(MOST_READ) + "AADSTS50020";
        assert_eq!(explain(&text), unknown());
        let text = "[".repeat(MOST_READ);
        assert_eq!(explain(&text), unknown());
        let nested = "{\"error\":".repeat(1000) + "1" + &"}".repeat(1000);
        assert_eq!(explain(&nested), unknown());
    }

    proptest! {
        #[test]
        fn any_text_is_explained_without_repeating_it(text in any::<String>()) {
            let explanation = explain(&text);
            for message in messages(&explanation) {
                prop_assert!(!message.id.is_empty());
            }
            prop_assert!(explanation.heading.arguments.is_empty());
        }

        #[test]
        fn pieces_of_answers_are_explained(
            pieces in proptest::collection::vec(
                proptest::sample::select(vec![
                    "{", "}", "\"", "error", "=", ":", "code", "AADSTS", "50020", "%3A", "%", "+", " ", "&", "#",
                    "Correlation ID", GUID, "access_denied", "[", "]", "\\", "signin", "-", "03", "é", "full", "space",
                ]),
                0..40,
            ),
        ) {
            let explanation = explain(&pieces.concat());
            for message in messages(&explanation) {
                for (_, argument) in &message.arguments {
                    let Argument::Text(value) = argument else { panic!("only texts are given") };
                    prop_assert!(value.len() < 200);
                }
            }
        }
    }
}
