//! What to say about each problem, who can fix it, and what the guest can do now.

use super::Fixer::{Guest, HomeAdmin, HostAdmin, Microsoft, Organizer, Portal, Unknown};
use super::Remedy::{
    AcceptInvitation, CheckAgain, ContinueAnyway, ContinueWithoutSignIn, CopyEventLink, CopyMessage,
    CopyPageLink, GetApp, OpenInvitationMailHelp, OpenOnPc, PasteLink, Reload, ShowAppSignIn, SkipHomeSignIn,
    StartOver, TryAgain, UseAnotherAccount, WhatDidYouSee,
};
use super::{Fixer, Kind, Problem, Trace, start_of};
use crate::domain::named::named;
use crate::domain::words::Message;

/// How Microsoft labels the id that finds one sign-in in a log. Written into messages for administrators, and
/// looked for in what people paste.
pub(super) const CORRELATION_LABEL: &str = "Correlation ID";

/// The most of a value from an invite or an answer that goes into a message, in bytes.
const MOST_OF_A_VALUE: usize = 120;

named! {
    /// Something the guest can do about a problem: one button each. Its name is part of message ids.
    pub enum Remedy, name {
        /// Do once more what failed.
        TryAgain = "try-again",
        /// Ask Microsoft again after somebody else changed something.
        CheckAgain = "check-again",
        /// Sign in with a choice of accounts.
        UseAnotherAccount = "use-another-account",
        /// Go on to the host sign-in. Has a meaning only while the home sign-in is under way.
        SkipHomeSignIn = "skip-home-sign-in",
        /// Accept the invitation: by its own link, or by the host sign-in.
        AcceptInvitation = "accept-invitation",
        /// Help with finding the invitation mail.
        OpenInvitationMailHelp = "open-invitation-mail-help",
        /// Go on: beside every refusal that is only our guess.
        ContinueAnyway = "continue-anyway",
        /// Go on by mail, app and event link alone.
        ContinueWithoutSignIn = "continue-without-sign-in",
        /// Copy the message to whoever can fix it. Offered exactly when there is one.
        CopyMessage = "copy-message",
        /// Copy the event link for the app.
        CopyEventLink = "copy-event-link",
        /// Copy the address of this page, to open it in another browser.
        CopyPageLink = "copy-page-link",
        /// Ways to carry on at a PC.
        OpenOnPc = "open-on-pc",
        /// Ways to install or update the app.
        GetApp = "get-app",
        /// The in-app sign-in with the host's domain, button by button.
        ShowAppSignIn = "show-app-sign-in",
        /// Type or paste another message that was seen.
        WhatDidYouSee = "what-did-you-see",
        /// Paste an invite link or mail.
        PasteLink = "paste-link",
        /// Load the page anew.
        Reload = "reload",
        /// Begin the journey of this event anew.
        StartOver = "start-over",
    }
}

impl Remedy {
    /// What its button says.
    pub fn label(self) -> Message {
        Message::new(["problem.remedy.", self.name()].concat())
    }
}

struct Entry {
    fixer: Fixer,
    steps: u8,
    remedies: &'static [Remedy],
}

const fn entry(fixer: Fixer, steps: u8, remedies: &'static [Remedy]) -> Entry {
    Entry { fixer, steps, remedies }
}

impl Kind {
    /// Who can fix it.
    pub const fn fixer(self) -> Fixer {
        self.entry().fixer
    }

    /// What the guest can do, the most useful first.
    pub const fn remedies(self) -> &'static [Remedy] {
        self.entry().remedies
    }

    /// How many steps of its own its advice has, at least one.
    pub const fn steps(self) -> u8 {
        self.entry().steps
    }

    /// The problem of that code, exactly as [`Kind::code`] writes it.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.code() == code)
    }

    /// The catalogue.
    const fn entry(self) -> Entry {
        match self {
            Self::LinkMalformed | Self::LinkTruncated | Self::LinkUnknownHost => {
                entry(Organizer, 1, &[PasteLink, CopyMessage])
            }
            Self::LinkTooNew => entry(Portal, 1, &[Reload, PasteLink, CopyMessage]),
            Self::LinkEventHostRefused => entry(Organizer, 1, &[CopyMessage, PasteLink]),
            Self::LinkLookAlike | Self::LinkSignatureWrong => entry(Organizer, 2, &[CopyMessage, PasteLink]),
            Self::LinkUnsigned => entry(Organizer, 2, &[PasteLink, CopyMessage]),
            Self::LinkEventOver => entry(Organizer, 1, &[ContinueAnyway, CopyMessage, PasteLink]),
            Self::LinkTooLong => entry(Guest, 1, &[PasteLink]),
            Self::LinkNotAnInvite => entry(Guest, 2, &[PasteLink, OpenInvitationMailHelp]),
            Self::LinkTargetNotOffered => entry(Portal, 1, &[PasteLink, CopyMessage]),
            Self::ConfigMissing | Self::ConfigInvalid => entry(Portal, 1, &[Reload, CopyMessage]),
            Self::StorageRefused => entry(Guest, 2, &[ContinueWithoutSignIn, CopyPageLink, Reload]),
            Self::Offline | Self::ClockWrong => entry(Guest, 2, &[TryAgain]),
            Self::AuthorityUnreachable | Self::AnswerUnreadable => {
                entry(Unknown, 2, &[TryAgain, CopyMessage])
            }
            Self::GraphUnreachable => entry(Unknown, 1, &[CheckAgain, ContinueAnyway, CopyMessage]),
            Self::Throttled => entry(Microsoft, 1, &[TryAgain, CopyMessage]),
            Self::SignInCanceled => entry(Guest, 2, &[TryAgain, UseAnotherAccount, SkipHomeSignIn]),
            Self::NotInvited => {
                entry(Organizer, 2, &[UseAnotherAccount, CopyMessage, OpenInvitationMailHelp, TryAgain])
            }
            Self::InvitationPending => entry(Guest, 3, &[AcceptInvitation, OpenInvitationMailHelp, TryAgain]),
            Self::HomeConsentForbidden => {
                entry(HomeAdmin, 2, &[SkipHomeSignIn, UseAnotherAccount, CopyMessage])
            }
            Self::HostConsentNeeded => entry(HostAdmin, 1, &[CopyMessage, TryAgain]),
            Self::ConditionalAccess => entry(HostAdmin, 1, &[CopyMessage, TryAgain, UseAnotherAccount]),
            Self::DeviceNotTrusted => entry(HostAdmin, 2, &[CopyMessage, OpenOnPc, TryAgain]),
            Self::FactorRegistrationBlocked => entry(HostAdmin, 1, &[TryAgain, CopyMessage]),
            Self::OutboundPolicy => entry(HomeAdmin, 2, &[CopyMessage, UseAnotherAccount, TryAgain]),
            Self::InboundPolicy => entry(HostAdmin, 2, &[CopyMessage, UseAnotherAccount, TryAgain]),
            Self::NotAssigned => entry(HostAdmin, 1, &[UseAnotherAccount, CopyMessage, TryAgain]),
            Self::AppUnknown => entry(HostAdmin, 1, &[CopyMessage, TryAgain, StartOver]),
            Self::PortalMisregistered => entry(Portal, 1, &[StartOver, CopyMessage]),
            Self::AttemptExpired | Self::CodeUsed | Self::SessionExpired | Self::ReturnLost => {
                entry(Guest, 1, &[TryAgain])
            }
            Self::AttemptUnknown => entry(Guest, 1, &[TryAgain, StartOver]),
            Self::WrongPage => entry(Guest, 1, &[StartOver]),
            Self::ClaimRefused => entry(Portal, 1, &[UseAnotherAccount, TryAgain, CopyMessage]),
            Self::SignInBusy => entry(Microsoft, 2, &[TryAgain, CopyMessage]),
            Self::HomeAccount => entry(HomeAdmin, 2, &[TryAgain, UseAnotherAccount, CopyMessage]),
            Self::PersonalAccount => entry(Guest, 2, &[UseAnotherAccount, SkipHomeSignIn]),
            Self::SignInUnknown => {
                entry(Unknown, 1, &[TryAgain, UseAnotherAccount, WhatDidYouSee, CopyMessage])
            }
            Self::HostTenantBlocked => entry(Microsoft, 1, &[CopyMessage, TryAgain]),
            Self::SignInWindowBlocked => entry(Guest, 2, &[TryAgain, CopyPageLink, UseAnotherAccount]),
            Self::TenantUnknown => entry(Portal, 1, &[PasteLink, StartOver, CopyMessage]),
            Self::ProofWanted => entry(Guest, 1, &[TryAgain, UseAnotherAccount, ContinueAnyway]),
            Self::ProofNotAccepted => entry(HostAdmin, 1, &[ContinueAnyway, CopyMessage, TryAgain]),
            Self::FactorNeeded | Self::PasswordRefused => entry(Guest, 2, &[TryAgain, UseAnotherAccount]),
            Self::TenantRestricted => entry(HomeAdmin, 1, &[TryAgain, OpenOnPc, CopyMessage]),
            Self::AccountMixedUp => entry(Guest, 2, &[UseAnotherAccount, StartOver]),
            Self::GraphRefused => entry(HostAdmin, 1, &[ContinueAnyway, CheckAgain, CopyMessage]),
            Self::GraphQuestionMalformed => entry(Portal, 1, &[ContinueAnyway, CopyMessage]),
            Self::LicenseAllMissing
            | Self::LicensePrerequisiteMissing
            | Self::LicensePremiumMissing
            | Self::LicenseMeshPlanOff => {
                entry(HostAdmin, 2, &[CopyMessage, CheckAgain, ContinueAnyway, UseAnotherAccount])
            }
            Self::LicenseUnreadable => entry(Organizer, 1, &[ContinueAnyway, CheckAgain, CopyMessage]),
            Self::DevicePhone
            | Self::DeviceTablet
            | Self::DeviceHeadset
            | Self::DeviceLinux
            | Self::DeviceChromebook
            | Self::DeviceConsole => entry(Guest, 2, &[OpenOnPc, ContinueAnyway]),
            Self::DeviceMac => entry(Guest, 3, &[OpenOnPc, ContinueAnyway]),
            Self::DeviceInAppBrowser => entry(Guest, 2, &[CopyPageLink, ContinueAnyway]),
            Self::DeviceWebClient => entry(Guest, 2, &[CopyEventLink, GetApp, ContinueAnyway]),
            Self::AppDidNotOpen => entry(Guest, 3, &[TryAgain, CopyEventLink, GetApp, WhatDidYouSee]),
            Self::EventHostNotInside => entry(Organizer, 1, &[TryAgain, CopyMessage, WhatDidYouSee]),
            Self::EventSetupIncomplete => {
                entry(Guest, 3, &[AcceptInvitation, OpenInvitationMailHelp, ShowAppSignIn, TryAgain])
            }
            Self::EventWrongTenant => entry(Guest, 3, &[ShowAppSignIn, CopyEventLink, TryAgain]),
            Self::EventNoAccess => {
                entry(HostAdmin, 2, &[ShowAppSignIn, CopyMessage, TryAgain, WhatDidYouSee])
            }
            Self::EventNoPermission | Self::EventFull => {
                entry(Organizer, 1, &[TryAgain, CopyMessage, WhatDidYouSee])
            }
            Self::EventAlreadyJoined => entry(Guest, 2, &[TryAgain, WhatDidYouSee]),
            Self::EventDeviceUnsupported => entry(Guest, 1, &[OpenOnPc, TryAgain, WhatDidYouSee]),
            Self::EventVersionMismatch => entry(Guest, 2, &[GetApp, TryAgain, WhatDidYouSee]),
            Self::EventNetworkBlocked => entry(HomeAdmin, 2, &[TryAgain, CopyMessage, WhatDidYouSee]),
            Self::EventNotFound => {
                entry(Organizer, 1, &[CopyEventLink, TryAgain, CopyMessage, WhatDidYouSee])
            }
            Self::EventLoadFailed => entry(Guest, 2, &[TryAgain, CopyEventLink, WhatDidYouSee]),
            Self::StoreBlank => entry(Guest, 2, &[GetApp, WhatDidYouSee]),
            Self::EventUnknown => entry(Unknown, 2, &[WhatDidYouSee, TryAgain, CopyMessage]),
        }
    }

    /// Whether its words can name what it is about.
    const fn names_subject(self) -> bool {
        matches!(
            self,
            Self::LinkUnknownHost | Self::LinkEventHostRefused | Self::LinkLookAlike | Self::ConfigInvalid
        )
    }

    /// The heading of its advice.
    pub fn heading(self) -> Message {
        self.message("heading")
    }

    /// The steps of its own, without whom to send the message to.
    pub fn own_steps(self) -> impl Iterator<Item = Message> {
        (1..=self.steps()).map(move |step| Message::new(format!("problem.{}.step.{step}", self.code())))
    }

    /// The message to whoever can fix it, when that is not the guest. `details` come from [`details`].
    pub fn message_to_send(self, details: String) -> Option<Message> {
        (self.fixer() != Guest).then(|| self.message("send").text("details", details))
    }

    fn message(self, part: &str) -> Message {
        Message::new(format!("problem.{}.{part}", self.code()))
    }
}

/// What the words may name. Nothing in it is about the guest; whatever is missing is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AdviceContext {
    /// Title of the event.
    pub event_title: Option<String>,
    /// Name of the host organization.
    pub host_name: Option<String>,
    /// Name of the person who invited the guest.
    pub organizer_name: Option<String>,
    /// Whom the host organization names for help.
    pub support_contact: Option<String>,
    /// Where this portal is published.
    pub portal_address: Option<String>,
}

/// What to tell the guest about a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// The code to say on the phone.
    pub code: &'static str,
    /// Who can fix it.
    pub fixer: Fixer,
    /// The problem in a few words.
    pub heading: Message,
    /// What happened.
    pub what_happened: Message,
    /// What to do now, in order.
    pub steps: Vec<Message>,
    /// The same as buttons, the most useful first.
    pub remedies: Vec<Remedy>,
    /// A message to whoever can fix it; none when that is the guest.
    pub message_to_send: Option<Message>,
}

/// What to tell the guest about this problem.
pub fn advice(problem: &Problem, context: &AdviceContext) -> Advice {
    let kind = problem.kind;
    let mut steps: Vec<_> = kind.own_steps().collect();
    steps.extend(send_to(kind.fixer(), context));
    Advice {
        code: kind.code(),
        fixer: kind.fixer(),
        heading: kind.heading(),
        what_happened: match known(problem.trace.subject.as_ref()) {
            Some(subject) if kind.names_subject() => kind.message("what.about").text("subject", subject),
            _ => kind.message("what"),
        },
        steps,
        remedies: kind.remedies().to_vec(),
        message_to_send: kind.message_to_send(details(Some(kind), &problem.trace, context)),
    }
}

/// Whom to send the message to. A guest knows the organizer and perhaps a support contact, never an
/// administrator of the host.
fn send_to(fixer: Fixer, context: &AdviceContext) -> Option<Message> {
    let organizer = known(context.organizer_name.as_ref());
    let support = known(context.support_contact.as_ref());
    let (id, named, name) = match fixer {
        Guest => return None,
        HomeAdmin => ("problem.send-to.home-admin", "", None),
        Organizer => ("problem.send-to.organizer", "problem.send-to.organizer.named", organizer),
        Unknown => ("problem.send-to.organizer", "problem.send-to.organizer.named", support.or(organizer)),
        HostAdmin => ("problem.send-to.host-admin", "problem.send-to.host-admin.named", support),
        Portal => ("problem.send-to.portal", "problem.send-to.portal.named", support),
        Microsoft => ("problem.send-to.microsoft", "problem.send-to.microsoft.named", organizer),
    };
    Some(match name {
        Some(name) => Message::new(named).text("name", name),
        None => Message::new(id),
    })
}

/// What an administrator or supporter needs to find this one occurrence: names, codes and ids only, in one
/// line that reads the same in every language and whatever of it is known.
pub fn details(kind: Option<Kind>, trace: &Trace, context: &AdviceContext) -> String {
    let mut parts: Vec<String> = [&context.event_title, &context.host_name, &context.portal_address]
        .into_iter()
        .filter_map(|value| known(value.as_ref()))
        .collect();
    parts.extend(kind.map(|kind| kind.code().to_owned()));
    parts.extend(trace.aadsts.map(|code| format!("AADSTS{code}")));
    parts.extend(trace.status.map(|status| format!("HTTP {status}")));
    parts.extend(known(trace.subject.as_ref()));
    parts.extend(known(trace.correlation_id.as_ref()).map(|id| format!("{CORRELATION_LABEL}: {id}")));
    parts.join(" · ")
}

/// A value from outside, fit for a sentence: on one line, not endless, not empty.
fn known(value: Option<&String>) -> Option<String> {
    let line = value?.split(|letter: char| letter.is_control() || letter == ' ');
    let line: Vec<_> = line.filter(|word| !word.is_empty()).collect();
    let line = line.join(" ");
    let line = start_of(&line, MOST_OF_A_VALUE);
    (!line.is_empty()).then(|| line.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::words::Argument;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    const WORDS: &str = include_str!("../../../public/words/en/problems.json");

    /// Words of the trade that no guest should have to know.
    const JARGON: &[&str] = &[
        "aadsts",
        "authority",
        "callback",
        "claim",
        "conditional access",
        "consent",
        "cookie",
        "endpoint",
        "fragment",
        "http",
        "json",
        "mfa",
        "oauth",
        "pkce",
        "principal",
        "redeem",
        "redemption",
        "scope",
        "service plan",
        "tenant",
        "token",
        "url",
    ];

    fn words() -> BTreeMap<String, String> {
        serde_json::from_str(WORDS).expect("a flat JSON object of texts")
    }

    fn full_context() -> AdviceContext {
        AdviceContext {
            event_title: Some("Spring Show".into()),
            host_name: Some("Contoso".into()),
            organizer_name: Some("Ada".into()),
            support_contact: Some("help@contoso.com".into()),
            portal_address: Some("https://guests.contoso.com/".into()),
        }
    }

    fn full_problem(kind: Kind) -> Problem {
        let trace = Trace {
            aadsts: Some(50020),
            correlation_id: Some("3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811".into()),
            status: Some(403),
            subject: Some("events.example".into()),
            wait_seconds: Some(90),
        };
        Problem { kind, trace }
    }

    /// Everything the catalogue can say, with all and with nothing known.
    fn everything() -> Vec<(Kind, Advice)> {
        let mut all = Vec::new();
        for &kind in Kind::ALL {
            all.push((kind, advice(&Problem::new(kind), &AdviceContext::default())));
            all.push((kind, advice(&full_problem(kind), &full_context())));
        }
        all
    }

    fn messages(advice: &Advice) -> Vec<&Message> {
        let fixed = [&advice.heading, &advice.what_happened];
        fixed.into_iter().chain(&advice.steps).chain(&advice.message_to_send).collect()
    }

    fn placeholders(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
    }

    #[test]
    fn the_catalogue_and_its_words_are_the_same_set() {
        let advised = everything();
        let mut wanted: BTreeSet<String> = advised
            .iter()
            .flat_map(|(_, advice)| messages(advice))
            .map(|message| message.id.to_string())
            .collect();
        wanted.extend(Remedy::ALL.iter().map(|remedy| remedy.label().id.to_string()));
        let written: BTreeSet<String> = words().into_keys().collect();
        let missing: Vec<_> = wanted.difference(&written).collect();
        let unused: Vec<_> = written.difference(&wanted).collect();
        assert!(missing.is_empty() && unused.is_empty(), "missing {missing:?}, unused {unused:?}");
    }

    #[test]
    fn every_text_has_exactly_the_placeholders_it_is_given() {
        let words = words();
        for (kind, advice) in everything() {
            for message in messages(&advice) {
                let given: BTreeSet<&str> = message.arguments.iter().map(|(name, _)| *name).collect();
                assert_eq!(placeholders(&words[&*message.id]), given, "{} of {kind:?}", message.id);
            }
        }
    }

    #[test]
    fn sentences_are_short_and_headings_shorter() {
        for (id, text) in words() {
            let sentence_ends = |letter: char| matches!(letter, '.' | '?' | '!' | ':' | '\n');
            for sentence in text.split_inclusive(sentence_ends).map(str::trim) {
                assert!(sentence.chars().count() <= 200, "{id}: {sentence}");
            }
            if id.ends_with(".heading") {
                assert!(text.chars().count() <= 60 && !text.ends_with('.'), "{id}: {text}");
            }
            assert_eq!(text.trim(), text, "{id}");
            assert_eq!(text.matches("**").count() % 2, 0, "{id}: bold markup is not closed");
        }
    }

    #[test]
    fn guests_are_spared_the_jargon() {
        for (id, text) in words().into_iter().filter(|(id, _)| id.rsplit('.').next() != Some("send")) {
            let text = text.to_lowercase();
            for word in JARGON {
                let standing_alone = text
                    .match_indices(word)
                    .any(|(at, _)| !text[..at].ends_with(|letter: char| letter.is_alphabetic()));
                assert!(!standing_alone, "{id} says {word}");
            }
        }
    }

    #[test]
    fn every_problem_has_a_way_on() {
        for (kind, advice) in everything() {
            assert!(kind.steps() > 0, "{kind:?} has no step");
            assert!(!advice.remedies.is_empty(), "{kind:?} has no remedy");
            let distinct: BTreeSet<_> = advice.remedies.iter().collect();
            assert_eq!(distinct.len(), advice.remedies.len(), "{kind:?} offers a remedy twice");
        }
    }

    #[test]
    fn every_remedy_helps_with_something() {
        for remedy in Remedy::ALL {
            assert!(Kind::ALL.iter().any(|kind| kind.remedies().contains(remedy)), "{remedy:?}");
        }
    }

    #[test]
    fn a_message_goes_to_everybody_but_the_guest_and_can_be_copied() {
        for (kind, advice) in everything() {
            let expected = advice.fixer != Fixer::Guest;
            assert_eq!(advice.message_to_send.is_some(), expected, "{kind:?}");
            assert_eq!(advice.remedies.contains(&Remedy::CopyMessage), expected, "{kind:?}");
            assert_eq!(advice.steps.len() > usize::from(kind.steps()), expected, "{kind:?}");
        }
    }

    #[test]
    fn what_is_only_our_guess_can_be_passed() {
        let guesses = Kind::ALL.iter().filter(|kind| {
            let code = kind.code();
            code.starts_with("DEVICE-") || code.starts_with("LICENSE-") || **kind == Kind::LinkEventOver
        });
        for kind in guesses {
            assert!(kind.remedies().contains(&Remedy::ContinueAnyway), "{kind:?}");
        }
    }

    #[test]
    fn a_dangerous_link_cannot_be_passed() {
        let dangerous = [
            Kind::LinkEventHostRefused,
            Kind::LinkLookAlike,
            Kind::LinkMalformed,
            Kind::LinkUnsigned,
            Kind::LinkSignatureWrong,
        ];
        for kind in dangerous {
            assert!(!kind.remedies().contains(&Remedy::ContinueAnyway), "{kind:?}");
        }
    }

    #[test]
    fn details_hold_what_is_known_and_nothing_else() {
        assert_eq!(
            details(Some(Kind::NotInvited), &full_problem(Kind::NotInvited).trace, &full_context()),
            "Spring Show · Contoso · https://guests.contoso.com/ · SIGNIN-02 · AADSTS50020 · HTTP 403 · \
             events.example · Correlation ID: 3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811"
        );
        assert_eq!(
            details(Some(Kind::NotInvited), &Trace::default(), &AdviceContext::default()),
            "SIGNIN-02"
        );
    }

    #[test]
    fn details_can_be_read_back() {
        let line = details(Some(Kind::NotInvited), &full_problem(Kind::NotInvited).trace, &full_context());
        assert_eq!(crate::domain::problem::code_in(&line), Some(50020));
        assert_eq!(
            crate::domain::problem::correlation_id(&line).as_deref(),
            Some("3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811")
        );
    }

    #[test]
    fn blank_names_are_as_good_as_none() {
        let context = AdviceContext { organizer_name: Some(" \n\t ".into()), ..AdviceContext::default() };
        let advice = advice(&Problem::new(Kind::NotInvited), &context);
        assert_eq!(advice.steps.last().map(|step| &*step.id), Some("problem.send-to.organizer"));
    }

    #[test]
    fn codes_lead_back_to_their_problem() {
        for &kind in Kind::ALL {
            assert_eq!(Kind::from_code(kind.code()), Some(kind));
        }
        assert_eq!(Kind::from_code("signin-02"), None);
    }

    proptest! {
        #[test]
        fn values_from_outside_stay_on_one_short_line(text in any::<String>(), index in 0..Kind::ALL.len()) {
            let problem = Problem::new(Kind::ALL[index]).about(text.clone());
            let context = AdviceContext {
                event_title: Some(text.clone()),
                organizer_name: Some(text.clone()),
                ..AdviceContext::default()
            };
            let advice = advice(&problem, &context);
            for (_, argument) in messages(&advice).into_iter().flat_map(|message| &message.arguments) {
                let Argument::Text(value) = argument else { panic!("only texts are given") };
                prop_assert!(!value.contains(char::is_control));
                prop_assert!(value.len() <= 4 * MOST_OF_A_VALUE);
            }
        }
    }
}
