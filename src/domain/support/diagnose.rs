//! A diagnosis by questions, for when nobody knows what the error said: a few answers lead to a named problem, or
//! to the plain word that it is not known and what to collect then.
//!
//! Every place in the tree has an address, the names of the answers given ([`Path`]), so it can be sent to
//! somebody, taken back by one answer, and changed at any of them.

#![allow(clippy::unreadable_literal, reason = "codes are written the way people search for them")]

use std::collections::BTreeSet;

use crate::domain::named::named;
use crate::domain::problem::{Kind, Problem, Trace};
use crate::domain::words::Message;

/// No way through the questions is longer.
pub const MOST_QUESTIONS: usize = 5;

/// Where the Mesh app keeps its logs, as Windows resolves it. mesh-docs, `mesh/Resources/mesh-troubleshooting.md`.
pub const LOG_FOLDER: &str = r"%USERPROFILE%\AppData\LocalLow\Microsoft\Microsoft Mesh\";

/// The two files of it that matter: of this run of the app, and of the one before. Same page.
pub const LOG_FILES: [&str; 2] = ["Player.log", "Player-prev.log"];

named! {
    /// What is asked. Words: `diagnose.<name>`, and `diagnose.<name>.<answer>` for each answer.
    pub enum Question, name {
        /// How far did the guest come? The first question.
        Where = "where",
        /// What about the invitation mail or the link?
        Mail = "mail",
        /// Was this very address invited?
        Invited = "invited",
        /// Where did accepting the invitation stop?
        Accepting = "accepting",
        /// What does the portal say of the link?
        Link = "link",
        /// What does the portal's page show?
        Portal = "portal",
        /// Does anything else load?
        Loading = "loading",
        /// Which device is it?
        Device = "device",
        /// Which small device?
        Handheld = "handheld",
        /// Which computer?
        Computer = "computer",
        /// What does the portal say of the license?
        License = "license",
        /// Why is the guest asked to sign in again and again?
        Again = "again",
        /// What did Microsoft's page look like?
        SignIn = "sign-in",
        /// Whose approval is missing?
        Approval = "approval",
        /// What is said about the account?
        Account = "account",
        /// What about the password?
        Password = "password",
        /// What about the second proof?
        Proof = "proof",
        /// Why was access refused?
        Refused = "refused",
        /// Which of two organizations refused?
        Organizations = "organizations",
        /// How is Microsoft's page broken?
        Broken = "broken",
        /// What does it find wrong with the request?
        Request = "request",
        /// What happens with the app?
        App = "app",
        /// Why can it not be installed?
        Install = "install",
        /// Where does signing in to the app stop?
        AppSignIn = "app-sign-in",
        /// What does the app say when the event is to be entered?
        Event = "event",
        /// How does it refuse the guest?
        Entry = "entry",
        /// What is in the way in the room?
        Room = "room",
        /// What happens to the connection?
        Connection = "connection",
    }
}

/// One answer to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Its name: part of addresses and of message ids.
    pub name: &'static str,
    leads: Next,
}

/// Where an answer leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    Ask(Question),
    End(Outcome),
}

/// What a diagnosis ends in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A problem with a name.
    Known {
        /// Which one.
        kind: Kind,
        /// The AADSTS code that most often goes with it, to look for; it was not seen.
        aadsts: Option<u32>,
    },
    /// Nobody can tell from this; what to collect, so that somebody can.
    NotKnown(Stage),
}

/// How far somebody came, as far as it matters for what to collect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Up to the portal's page.
    Portal,
    /// Microsoft's sign-in.
    SignIn,
    /// The app.
    App,
    /// Not even that is known.
    Anywhere,
}

named! {
    /// What to collect. Words: `diagnose.collect.<name>`.
    pub enum Evidence, name {
        /// When it happened, with the time zone.
        Time = "time",
        /// A picture of the screen.
        Screen = "screen",
        /// The address that was invited, and the one signed in with.
        Address = "address",
        /// The device, its system and its browser.
        Device = "device",
        /// The correlation id and the code at the bottom of Microsoft's page.
        Correlation = "correlation",
        /// The entry in the host tenant's sign-in log.
        SignInLog = "sign-in-log",
        /// The two log files of the app.
        AppLog = "app-log",
        /// Whether it works in another network.
        Network = "network",
    }
}

/// An answer that was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What was asked.
    pub question: Question,
    /// What was answered.
    pub answer: Answer,
}

/// The answers given so far, from the first question on: a place in the tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Path(Vec<Choice>);

/// What a place in the tree has to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// A question to answer.
    Asks(Question),
    /// The end.
    Ends(Outcome),
}

const fn ask(name: &'static str, question: Question) -> Answer {
    Answer { name, leads: Next::Ask(question) }
}

const fn known(name: &'static str, kind: Kind) -> Answer {
    Answer { name, leads: Next::End(Outcome::Known { kind, aadsts: None }) }
}

/// A problem with the code that most often goes with it.
const fn coded(name: &'static str, kind: Kind, aadsts: u32) -> Answer {
    Answer { name, leads: Next::End(Outcome::Known { kind, aadsts: Some(aadsts) }) }
}

/// None of the answers fits.
const fn other(stage: Stage) -> Answer {
    Answer { name: UNSURE, leads: Next::End(Outcome::NotKnown(stage)) }
}

/// The name of that answer, which is the same in words whatever was asked.
const UNSURE: &str = "unsure";

// The tree, question by question.

const WHERE: &[Answer] = &[
    ask("mail", Question::Mail),
    ask("portal", Question::Portal),
    ask("sign-in", Question::SignIn),
    ask("app", Question::App),
    ask("event", Question::Event),
    other(Stage::Anywhere),
];

const MAIL: &[Answer] = &[
    ask("no-mail", Question::Invited),
    ask("accepting", Question::Accepting),
    ask("microsoft-page", Question::SignIn),
    ask("link", Question::Link),
    known("mesh-on-the-web", Kind::DeviceWebClient),
    other(Stage::Portal),
];

const INVITED: &[Answer] = &[
    coded("not-yet", Kind::NotInvited, 50020),
    coded("invited", Kind::InvitationPending, 50014),
    coded("another-address", Kind::NotInvited, 50020),
    other(Stage::Portal),
];

const ACCEPTING: &[Answer] = &[
    coded("not-pressed", Kind::InvitationPending, 50014),
    coded("declined", Kind::SignInCanceled, 65004),
    known("no-apps", Kind::ReturnLost),
    other(Stage::SignIn),
];

const LINK: &[Answer] = &[
    known("cut-off", Kind::LinkTruncated),
    known("changed", Kind::LinkMalformed),
    known("another-kind", Kind::LinkNotAnInvite),
    known("over", Kind::LinkEventOver),
    known("another-host", Kind::LinkUnknownHost),
    other(Stage::Portal),
];

const PORTAL: &[Answer] = &[
    ask("nothing", Question::Loading),
    ask("link", Question::Link),
    ask("device", Question::Device),
    ask("license", Question::License),
    ask("again", Question::Again),
    other(Stage::Portal),
];

const LOADING: &[Answer] = &[
    known("nothing-loads", Kind::Offline),
    known("settings", Kind::ConfigInvalid),
    known("in-another-app", Kind::DeviceInAppBrowser),
    other(Stage::Portal),
];

const DEVICE: &[Answer] = &[
    ask("handheld", Question::Handheld),
    ask("computer", Question::Computer),
    known("headset", Kind::DeviceHeadset),
    known("console", Kind::DeviceConsole),
    other(Stage::Portal),
];

const HANDHELD: &[Answer] =
    &[known("phone", Kind::DevicePhone), known("tablet", Kind::DeviceTablet), other(Stage::Portal)];

const COMPUTER: &[Answer] = &[
    known("mac", Kind::DeviceMac),
    known("linux", Kind::DeviceLinux),
    known("chromebook", Kind::DeviceChromebook),
    known("in-another-app", Kind::DeviceInAppBrowser),
    other(Stage::Portal),
];

const LICENSE: &[Answer] = &[
    known("none", Kind::LicenseAllMissing),
    known("no-teams", Kind::LicensePrerequisiteMissing),
    known("no-premium", Kind::LicensePremiumMissing),
    known("mesh-off", Kind::LicenseMeshPlanOff),
    known("cannot-tell", Kind::LicenseUnreadable),
    other(Stage::Portal),
];

const AGAIN: &[Answer] = &[
    known("private-window", Kind::StorageRefused),
    known("long-wait", Kind::AttemptExpired),
    known("another-browser", Kind::AttemptUnknown),
    known("wrong-clock", Kind::ClockWrong),
    other(Stage::SignIn),
];

const SIGN_IN: &[Answer] = &[
    ask("approval", Question::Approval),
    ask("account", Question::Account),
    ask("proof", Question::Proof),
    ask("refused", Question::Refused),
    ask("broken", Question::Broken),
    other(Stage::SignIn),
];

const APPROVAL: &[Answer] = &[
    coded("host", Kind::HostConsentNeeded, 90094),
    coded("own", Kind::HomeConsentForbidden, 90094),
    coded("canceled", Kind::SignInCanceled, 65004),
    other(Stage::SignIn),
];

const ACCOUNT: &[Answer] = &[
    coded("not-in-tenant", Kind::NotInvited, 50020),
    coded("mixed-up", Kind::AccountMixedUp, 16001),
    coded("personal", Kind::PersonalAccount, 500208),
    ask("password", Question::Password),
    coded("no-such-organization", Kind::TenantUnknown, 90002),
    other(Stage::SignIn),
];

const PASSWORD: &[Answer] = &[
    coded("wrong", Kind::PasswordRefused, 50126),
    coded("expired", Kind::PasswordRefused, 50055),
    coded("locked", Kind::HomeAccount, 50053),
    coded("disabled", Kind::HomeAccount, 50057),
    other(Stage::SignIn),
];

const PROOF: &[Answer] = &[
    coded("set-up", Kind::FactorNeeded, 50079),
    coded("show", Kind::FactorNeeded, 50076),
    coded("not-here", Kind::FactorRegistrationBlocked, 53010),
    coded("too-many-calls", Kind::SignInBusy, 50088),
    other(Stage::SignIn),
];

const REFUSED: &[Answer] = &[
    coded("rule", Kind::ConditionalAccess, 53003),
    coded("device", Kind::DeviceNotTrusted, 53000),
    ask("organization", Question::Organizations),
    coded("not-assigned", Kind::NotAssigned, 50105),
    other(Stage::SignIn),
];

const ORGANIZATIONS: &[Answer] = &[
    coded("own", Kind::OutboundPolicy, 500212),
    coded("host", Kind::InboundPolicy, 500213),
    coded("network", Kind::TenantRestricted, 500021),
    coded("microsoft", Kind::HostTenantBlocked, 5000224),
    other(Stage::SignIn),
];

const BROKEN: &[Answer] = &[
    known("not-reached", Kind::AuthorityUnreachable),
    known("not-private", Kind::AnswerUnreadable),
    coded("busy", Kind::SignInBusy, 90033),
    coded("timed-out", Kind::SessionExpired, 70008),
    ask("request", Question::Request),
    other(Stage::SignIn),
];

const REQUEST: &[Answer] = &[
    coded("address", Kind::PortalMisregistered, 50011),
    coded("app", Kind::AppUnknown, 700016),
    coded("tenant", Kind::TenantUnknown, 90002),
    other(Stage::SignIn),
];

const APP: &[Answer] = &[
    ask("install", Question::Install),
    known("not-open", Kind::AppDidNotOpen),
    known("update", Kind::EventVersionMismatch),
    ask("sign-in", Question::AppSignIn),
    ask("microsoft-page", Question::SignIn),
    other(Stage::App),
];

const INSTALL: &[Answer] =
    &[known("blank", Kind::StoreBlank), ask("another-device", Question::Device), other(Stage::App)];

const APP_SIGN_IN: &[Answer] = &[
    known("own-organization", Kind::EventWrongTenant),
    coded("no-such-domain", Kind::TenantUnknown, 90002),
    known("not-right-now", Kind::EventSetupIncomplete),
    known("window", Kind::SignInWindowBlocked),
    other(Stage::App),
];

const EVENT: &[Answer] = &[
    known("schedule", Kind::EventHostNotInside),
    ask("refused", Question::Entry),
    ask("room", Question::Room),
    known("not-found", Kind::EventNotFound),
    ask("connection", Question::Connection),
    other(Stage::App),
];

const ENTRY: &[Answer] = &[
    known("another-tenant", Kind::EventWrongTenant),
    known("no-access", Kind::EventNoAccess),
    known("no-permission", Kind::EventNoPermission),
    known("not-right-now", Kind::EventSetupIncomplete),
    other(Stage::App),
];

const ROOM: &[Answer] = &[
    known("full", Kind::EventFull),
    known("already-inside", Kind::EventAlreadyJoined),
    known("device", Kind::EventDeviceUnsupported),
    other(Stage::App),
];

const CONNECTION: &[Answer] = &[
    known("never", Kind::EventNetworkBlocked),
    known("room-missing", Kind::EventLoadFailed),
    known("lost", Kind::EventLoadFailed),
    known("version", Kind::EventVersionMismatch),
    other(Stage::App),
];

impl Question {
    /// The question that begins.
    pub const FIRST: Self = Self::Where;

    /// What can be answered, the most frequent first, and at last that nothing of it fits.
    pub const fn answers(self) -> &'static [Answer] {
        match self {
            Self::Where => WHERE,
            Self::Mail => MAIL,
            Self::Invited => INVITED,
            Self::Accepting => ACCEPTING,
            Self::Link => LINK,
            Self::Portal => PORTAL,
            Self::Loading => LOADING,
            Self::Device => DEVICE,
            Self::Handheld => HANDHELD,
            Self::Computer => COMPUTER,
            Self::License => LICENSE,
            Self::Again => AGAIN,
            Self::SignIn => SIGN_IN,
            Self::Approval => APPROVAL,
            Self::Account => ACCOUNT,
            Self::Password => PASSWORD,
            Self::Proof => PROOF,
            Self::Refused => REFUSED,
            Self::Organizations => ORGANIZATIONS,
            Self::Broken => BROKEN,
            Self::Request => REQUEST,
            Self::App => APP,
            Self::Install => INSTALL,
            Self::AppSignIn => APP_SIGN_IN,
            Self::Event => EVENT,
            Self::Entry => ENTRY,
            Self::Room => ROOM,
            Self::Connection => CONNECTION,
        }
    }

    /// The question itself.
    pub fn text(self) -> Message {
        Message::new(["diagnose.", self.name()].concat())
    }
}

impl Choice {
    /// The answer in words.
    pub fn text(self) -> Message {
        match self.answer.name {
            UNSURE => Message::new("diagnose.unsure"),
            name => Message::new(["diagnose.", self.question.name(), ".", name].concat()),
        }
    }
}

impl Path {
    /// Reads the names of answers, joined by slashes; the empty text is the first question. `None` for anything
    /// that is no place in the tree.
    pub fn read(path: &str) -> Option<Self> {
        let names = path.split('/').filter(|_| !path.is_empty());
        names.take(MOST_QUESTIONS + 1).try_fold(Self::default(), Self::answered)
    }

    /// The names of the answers, as [`Path::read`] reads them: `mail/no-mail/invited`.
    pub fn write(&self) -> String {
        let names: Vec<&str> = self.0.iter().map(|choice| choice.answer.name).collect();
        names.join("/")
    }

    /// What there is to show here.
    pub fn stand(&self) -> Stand {
        match self.0.last().map(|choice| choice.answer.leads) {
            None => Stand::Asks(Question::FIRST),
            Some(Next::Ask(question)) => Stand::Asks(question),
            Some(Next::End(outcome)) => Stand::Ends(outcome),
        }
    }

    /// The answers given, in order.
    pub fn choices(&self) -> &[Choice] {
        &self.0
    }

    /// What can be answered here; nothing at an end.
    pub fn offers(&self) -> impl Iterator<Item = Choice> {
        let question = match self.stand() {
            Stand::Asks(question) => Some(question),
            Stand::Ends(_) => None,
        };
        let choices = |question: Question| {
            question.answers().iter().map(move |answer| Choice { question, answer: *answer })
        };
        question.into_iter().flat_map(choices)
    }

    /// The place that the answer of that name leads to. `None` when it cannot be answered here.
    #[must_use]
    pub fn answered(mut self, name: &str) -> Option<Self> {
        let choice = self.offers().find(|choice| choice.answer.name == name)?;
        self.0.push(choice);
        Some(self)
    }

    /// The place where the question after so many answers is asked anew: `0` is the first question. With more than
    /// were given, this very place.
    #[must_use]
    pub fn back_to(&self, answers: usize) -> Self {
        Self(self.0.iter().take(answers).copied().collect())
    }
}

impl Outcome {
    /// The problem, to be advised on and explained like any other. Its trace is empty: the code that most often goes
    /// with it was not seen.
    pub fn problem(self) -> Option<Problem> {
        match self {
            Self::Known { kind, .. } => Some(Problem { kind, trace: Trace::default() }),
            Self::NotKnown(_) => None,
        }
    }

    /// The code to look for, in words that do not say it was seen.
    pub fn likely_code(self) -> Option<Message> {
        let Self::Known { aadsts: Some(number), .. } = self else { return None };
        Some(Message::new("diagnose.likely-code").text("code", format!("AADSTS{number}")))
    }

    /// What to collect: nothing where the problem has a name.
    pub const fn to_collect(self) -> &'static [Evidence] {
        match self {
            Self::Known { .. } => &[],
            Self::NotKnown(stage) => stage.evidence(),
        }
    }
}

impl Stage {
    const fn evidence(self) -> &'static [Evidence] {
        use Evidence::{Address, AppLog, Correlation, Device, Network, Screen, SignInLog, Time};
        match self {
            Self::Portal => &[Screen, Time, Device, Network],
            Self::SignIn => &[Screen, Time, Address, Correlation, SignInLog],
            Self::App => &[Screen, Time, Address, AppLog, SignInLog, Network],
            Self::Anywhere => Evidence::ALL,
        }
    }
}

impl Evidence {
    /// What to collect, and where it is.
    pub fn text(self) -> Message {
        let message = Message::new(["diagnose.collect.", self.name()].concat());
        match self {
            Self::AppLog => {
                let [now, before] = LOG_FILES;
                message.text("folder", LOG_FOLDER).text("now", now).text("before", before)
            }
            _ => message,
        }
    }
}

/// Every id of a sentence that is said here.
pub fn word_ids() -> Vec<String> {
    let asked = Question::ALL.iter().flat_map(|question| {
        let answers =
            question.answers().iter().map(|answer| Choice { question: *question, answer: *answer }.text());
        std::iter::once(question.text()).chain(answers)
    });
    let collected = Evidence::ALL.iter().map(|evidence| evidence.text());
    let ids = asked.chain(collected).map(|message| message.id.into_owned());
    // The answer that nothing fits is the same everywhere.
    let unique: BTreeSet<String> = ids.chain(["diagnose.likely-code".to_owned()]).collect();
    unique.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;
    use crate::domain::problem::kind_of;

    /// What the portal itself finds, and says with its code on the page: nobody who has it lacks the text.
    const SAID_WITH_ITS_CODE: &[Kind] = &[
        Kind::LinkTooNew,
        Kind::LinkEventHostRefused,
        Kind::LinkLookAlike,
        Kind::LinkTooLong,
        Kind::LinkTargetNotOffered,
        Kind::LinkUnsigned,
        Kind::LinkSignatureWrong,
        Kind::ConfigMissing,
        Kind::GraphUnreachable,
        Kind::GraphRefused,
        Kind::GraphQuestionMalformed,
        Kind::Throttled,
        Kind::WrongPage,
        Kind::ClaimRefused,
        Kind::CodeUsed,
        Kind::ProofWanted,
        Kind::ProofNotAccepted,
    ];

    /// Names for what is not known; here that is an end of its own.
    const NAMES_FOR_NOT_KNOWN: &[Kind] = &[Kind::SignInUnknown, Kind::EventUnknown];

    /// Every place in the tree, from the first question on.
    fn places() -> Vec<Path> {
        let mut places = vec![Path::default()];
        let mut at = 0;
        while let Some(place) = places.get(at).cloned() {
            places.extend(place.offers().filter_map(|choice| place.clone().answered(choice.answer.name)));
            at += 1;
        }
        places
    }

    fn ends() -> impl Iterator<Item = (Path, Outcome)> {
        places().into_iter().filter_map(|place| match place.stand() {
            Stand::Ends(outcome) => Some((place, outcome)),
            Stand::Asks(_) => None,
        })
    }

    #[test]
    fn every_way_ends_after_a_few_answers() {
        assert!(ends().count() > 100);
        for place in places() {
            let is_end = matches!(place.stand(), Stand::Ends(_));
            assert_eq!(place.offers().next().is_none(), is_end, "{}", place.write());
            assert!(place.choices().len() <= MOST_QUESTIONS, "{}", place.write());
        }
    }

    #[test]
    fn every_question_is_asked_somewhere_and_never_twice_on_one_way() {
        let mut asked = BTreeSet::new();
        for place in places() {
            let on_the_way: BTreeSet<Question> =
                place.choices().iter().map(|choice| choice.question).collect();
            assert_eq!(on_the_way.len(), place.choices().len(), "{}", place.write());
            asked.extend(on_the_way);
        }
        assert_eq!(asked.into_iter().collect::<Vec<_>>(), Question::ALL);
    }

    #[test]
    fn a_question_has_two_to_six_answers_and_a_way_out() {
        for question in Question::ALL {
            let names: BTreeSet<&str> = question.answers().iter().map(|answer| answer.name).collect();
            assert_eq!(names.len(), question.answers().len(), "{question:?}");
            assert!((2..=6).contains(&names.len()), "{question:?}");
            let last = question.answers().last().map(|answer| answer.leads);
            assert!(matches!(last, Some(Next::End(Outcome::NotKnown(_)))), "{question:?}");
        }
    }

    #[test]
    fn every_problem_is_reached_or_has_a_reason_not_to_be() {
        let reached: BTreeSet<Kind> =
            ends().filter_map(|(_, outcome)| Some(outcome.problem()?.kind)).collect();
        let left_out: BTreeSet<Kind> =
            SAID_WITH_ITS_CODE.iter().chain(NAMES_FOR_NOT_KNOWN).copied().collect();
        assert_eq!(reached.intersection(&left_out).collect::<Vec<_>>(), Vec::<&Kind>::new());
        let missing: Vec<_> =
            Kind::ALL.iter().filter(|kind| !reached.contains(kind) && !left_out.contains(kind)).collect();
        assert_eq!(missing, Vec::<&Kind>::new());
    }

    #[test]
    fn a_code_that_is_named_means_the_problem_it_is_named_with() {
        for (place, outcome) in ends() {
            let Outcome::Known { kind, aadsts: Some(number) } = outcome else { continue };
            let means = [false, true].map(|at_home| kind_of(number, at_home));
            assert!(means.contains(&Some(kind)), "{}: {number}", place.write());
        }
    }

    #[test]
    fn what_is_not_known_says_what_to_collect() {
        for (place, outcome) in ends() {
            let evidence: BTreeSet<Evidence> = outcome.to_collect().iter().copied().collect();
            assert_eq!(evidence.len(), outcome.to_collect().len());
            assert_eq!(outcome.problem().is_some(), evidence.is_empty(), "{}", place.write());
            if !evidence.is_empty() {
                assert!(evidence.contains(&Evidence::Time) && evidence.contains(&Evidence::Screen));
            }
        }
        let in_the_app = Path::read("event/unsure").unwrap().stand();
        let Stand::Ends(outcome) = in_the_app else { panic!("{in_the_app:?}") };
        assert!(outcome.to_collect().contains(&Evidence::AppLog));
    }

    #[test]
    fn a_place_is_written_as_it_is_read() {
        for place in places() {
            assert_eq!(Path::read(&place.write()), Some(place));
        }
    }

    #[rstest]
    #[case("mail/no-mail/invited", Kind::InvitationPending)]
    #[case("sign-in/refused/organization/own", Kind::OutboundPolicy)]
    #[case("app/microsoft-page/refused/organization/host", Kind::InboundPolicy)]
    #[case("app/install/another-device/computer/mac", Kind::DeviceMac)]
    #[case("event/schedule", Kind::EventHostNotInside)]
    fn an_address_leads_to_its_problem(#[case] path: &str, #[case] kind: Kind) {
        let Stand::Ends(outcome) = Path::read(path).unwrap().stand() else { panic!("{path} asks on") };
        assert_eq!(outcome.problem(), Some(Problem::new(kind)));
    }

    #[rstest]
    #[case("/")]
    #[case("mail/")]
    #[case("/mail")]
    #[case("mail//no-mail")]
    #[case("no-mail")]
    #[case("Mail")]
    #[case("event/schedule/unsure")]
    #[case("mail/no-mail/invited/unsure/unsure/unsure/unsure")]
    fn other_texts_are_no_place(#[case] path: &str) {
        assert_eq!(Path::read(path), None);
    }

    #[test]
    fn an_answer_can_be_changed() {
        let path = Path::read("sign-in/refused/rule").unwrap();
        assert_eq!(path.back_to(2).stand(), Stand::Asks(Question::Refused));
        assert_eq!(path.back_to(1).answered("account").unwrap().write(), "sign-in/account");
        assert_eq!(path.back_to(0), Path::default());
        assert_eq!(path.back_to(9), path);
    }

    #[test]
    fn the_code_to_look_for_is_no_code_that_was_seen() {
        let Stand::Ends(outcome) = Path::read("sign-in/refused/rule").unwrap().stand() else { panic!() };
        assert_eq!(outcome.problem().unwrap().trace, Trace::default());
        let expected = Message::new("diagnose.likely-code").text("code", "AADSTS53003");
        assert_eq!(outcome.likely_code(), Some(expected));
    }

    proptest! {
        #[test]
        fn any_text_is_a_place_or_none(path in "([a-z-]{0,9}/?){0,8}") {
            if let Some(place) = Path::read(&path) {
                prop_assert_eq!(place.write(), path);
            }
        }
    }
}
