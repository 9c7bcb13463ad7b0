//! How each problem of the catalogue comes about.

use super::machine::Machine;
use super::story::{Beat, Callback, Link, Refusal, Story, Token};
use super::world::{Deployment, Trait};
use super::{Group, Scene};
use crate::domain::journey::Answer;
use crate::domain::problem::Kind;
use crate::domain::target::Target;

/// A scene for each problem, and some problems met elsewhere.
pub(super) fn scenes() -> Vec<Scene> {
    let mut scenes: Vec<Scene> = Vec::new();
    for group in Group::ALL {
        scenes.extend(Kind::ALL.iter().filter(|kind| group_of(**kind) == *group).map(|kind| {
            let id = kind.code().to_ascii_lowercase();
            Scene { id, group: *group, problem: Some(*kind), story: story(*kind) }
        }));
        scenes.extend(elsewhere().into_iter().filter(|scene| scene.group == *group));
    }
    scenes
}

/// The same problem where the page looks different.
fn elsewhere() -> Vec<Scene> {
    let scene = |kind: Kind, what: &str, story| Scene {
        id: [&kind.code().to_ascii_lowercase(), "-", what].concat(),
        group: group_of(kind),
        problem: Some(kind),
        story,
    };
    vec![
        scene(Kind::SignInCanceled, "at-host", refused_at_host("access_denied", 65004)),
        scene(Kind::SignInUnknown, "at-home", refused_at_home("server_says_no", 59999)),
        scene(Kind::EventHostNotInside, "meeting", said(Kind::EventHostNotInside).with(&[Trait::Meeting])),
        scene(Kind::LinkLookAlike, "known", story(Kind::LinkLookAlike).known()),
    ]
}

const fn group_of(kind: Kind) -> Group {
    match kind.code().as_bytes() {
        [b'L', b'I', b'N', ..] | [b'C', b'O', b'N', ..] => Group::LinkTrouble,
        [b'N', ..] | [b'S', b'T', ..] => Group::NetworkTrouble,
        [b'S', ..] => Group::SignInTrouble,
        [b'G', ..] | [b'L', b'I', b'C', ..] => Group::LicenseTrouble,
        [b'D', ..] => Group::DeviceTrouble,
        _ => Group::EventTrouble,
    }
}

/// How a problem comes about. A problem that no guest meets on a way of today is told to the state machine as if one
/// did.
fn story(kind: Kind) -> Story {
    match kind {
        Kind::LinkMalformed => Story::usual().by(Link::Text("i=1.bm90IGFuIGludml0ZQ.0000")),
        Kind::LinkTruncated => Story::usual().by(Link::Cut),
        Kind::LinkTooNew => Story::usual().by(Link::Text("i=2.bm90IHlldA.0000")),
        Kind::LinkTooLong => Story::usual().by(Link::Endless),
        Kind::LinkUnknownHost => Story::usual().with(&[Trait::OtherHost]),
        Kind::LinkEventHostRefused => Story::usual().with(&[Trait::At("https://events.example.com/spring")]),
        Kind::LinkLookAlike => Story::usual().with(&[Trait::At("https://mesh.cloud.micros0ft/event/spring")]),
        Kind::LinkEventOver => Story::usual().opened(3 * 60),
        Kind::LinkNotAnInvite | Kind::LinkUnsigned | Kind::LinkSignatureWrong => {
            Story::usual().by(Link::None).then(&[Beat::Unusable(kind)])
        }
        Kind::LinkTargetNotOffered => {
            Story::usual().set_up(Deployment::MeshOnly).with(&[Trait::For(Target::TeamsImmersive)])
        }
        Kind::ConfigMissing => Story::usual().set_up(Deployment::Missing),
        Kind::ConfigInvalid => Story::usual().set_up(Deployment::Faulty),

        Kind::Offline => Story::usual().then(&[Beat::Go, Beat::NoNetwork]),
        Kind::AuthorityUnreachable => exchanged(Token::Unreachable),
        Kind::AnswerUnreadable => exchanged(Token::Unreadable),
        Kind::GraphUnreachable => {
            let again = [Beat::Refused(Refusal::Faulty), Beat::Woken].repeat(3);
            Story::asking_graph().then(&again).then(&[Beat::Refused(Refusal::Faulty)])
        }
        Kind::Throttled => Story::asking_graph().then(&[Beat::Refused(Refusal::Busy(300))]),

        Kind::SignInCanceled => refused_at_home("access_denied", 65004),
        Kind::HomeConsentForbidden => refused_at_home("access_denied", 90094),
        Kind::NotInvited => refused_at_host("interaction_required", 50020),
        Kind::InvitationPending => refused_at_host("interaction_required", 50014),
        Kind::HostConsentNeeded => refused_at_host("access_denied", 90094),
        Kind::ConditionalAccess => refused_at_host("access_denied", 53003),
        Kind::DeviceNotTrusted => refused_at_host("access_denied", 53000),
        Kind::FactorRegistrationBlocked => refused_at_host("access_denied", 53004),
        Kind::OutboundPolicy => refused_at_host("access_denied", 500_212),
        Kind::InboundPolicy => refused_at_host("access_denied", 500_213),
        Kind::NotAssigned => refused_at_host("access_denied", 50105),
        Kind::AppUnknown => refused_at_host("unauthorized_client", 700_016),
        Kind::PortalMisregistered => refused_at_host("invalid_request", 50011),
        Kind::SignInBusy => refused_at_host("temporarily_unavailable", 90033),
        Kind::HomeAccount => refused_at_home("access_denied", 50053),
        Kind::PersonalAccount => refused_at_home("access_denied", 500_208),
        Kind::SignInUnknown => refused_at_host("server_says_no", 59999),
        Kind::TenantUnknown => refused_at_host("invalid_request", 90002),
        Kind::FactorNeeded => refused_at_host("interaction_required", 50076),
        Kind::TenantRestricted => refused_at_host("access_denied", 500_021),
        Kind::ReturnLost => refused_at_host("access_denied", 500_141),
        Kind::AccountMixedUp => refused_at_home("interaction_required", 16001),
        Kind::PasswordRefused => refused_at_home("access_denied", 50126),
        Kind::HostTenantBlocked => refused_at_host("access_denied", 5_000_224),
        Kind::AttemptExpired => Story::at_host().then(&[Beat::Back(Callback::Late)]),
        Kind::AttemptUnknown => Story::at_host().then(&[Beat::Back(Callback::Stray)]),
        Kind::WrongPage => Story::at_host().then(&[Beat::Back(Callback::OtherPage)]),
        Kind::ClaimRefused => Story::at_host().then(&[Beat::Back(Callback::OtherIssuer)]),
        Kind::CodeUsed => exchanged(Token::Refused("invalid_grant", 54005)),
        Kind::ClockWrong => exchanged(Token::WrongClock),
        Kind::SessionExpired => {
            Story::asking_graph().then(&[Beat::Refused(Refusal::SessionEnded), Beat::NotRenewed])
        }
        Kind::ProofWanted => Story::asking_graph().then(&[Beat::Refused(Refusal::ProofWanted)]),
        Kind::ProofNotAccepted => Story::asking_graph().then(&[
            Beat::Refused(Refusal::ProofWanted),
            Beat::TryAgain,
            Beat::Back(Callback::Code),
            Beat::Token(Token::Guest),
            Beat::Refused(Refusal::ProofWanted),
        ]),
        Kind::StorageRefused => seen("cookies block browser"),
        Kind::SignInWindowBlocked => seen("popup blocked"),

        Kind::GraphRefused => Story::asking_graph().then(&[Beat::Refused(Refusal::Forbidden)]),
        Kind::GraphQuestionMalformed
        | Kind::LicenseAllMissing
        | Kind::LicensePrerequisiteMissing
        | Kind::LicensePremiumMissing
        | Kind::LicenseMeshPlanOff
        | Kind::LicenseUnreadable => Story::asking_graph().then(&[Beat::Amounts(kind)]),

        Kind::DeviceHeadset => seen("quest mesh blocked conditional access policies"),
        Kind::DevicePhone => met_on(Machine::AndroidPhone, kind),
        Kind::DeviceTablet => met_on(Machine::Ipad, kind),
        Kind::DeviceMac => met_on(Machine::Mac, kind),
        Kind::DeviceLinux => met_on(Machine::Linux, kind),
        Kind::DeviceChromebook => met_on(Machine::Chromebook, kind),
        Kind::DeviceConsole => met_on(Machine::Xbox, kind),

        Kind::AppDidNotOpen => Story::in_app().then(&[Beat::Answer(Answer::DidNotOpen)]),
        Kind::DeviceInAppBrowser
        | Kind::DeviceWebClient
        | Kind::EventHostNotInside
        | Kind::EventSetupIncomplete
        | Kind::EventWrongTenant
        | Kind::EventNoAccess
        | Kind::EventNoPermission
        | Kind::EventFull
        | Kind::EventAlreadyJoined
        | Kind::EventVersionMismatch
        | Kind::EventNetworkBlocked => said(kind),
        Kind::EventDeviceUnsupported => told("device try using another"),
        Kind::EventNotFound => told("lookup failed event code"),
        Kind::EventLoadFailed => told("load unable environment"),
        Kind::StoreBlank => told("store blank"),
        Kind::EventUnknown => told("xyzzy"),
    }
}

fn refused_at_home(error: &'static str, number: u32) -> Story {
    Story::usual().then(&[Beat::Go, Beat::Back(Callback::Error(error, number))])
}

fn refused_at_host(error: &'static str, number: u32) -> Story {
    Story::at_host().then(&[Beat::Back(Callback::Error(error, number))])
}

fn exchanged(token: Token) -> Story {
    Story::at_host().then(&[Beat::Back(Callback::Code), Beat::Token(token)])
}

/// Something stood on the sign-in page, and the guest came back by hand.
fn seen(text: &'static str) -> Story {
    Story::at_host().then(&[Beat::PageRestored, Beat::Saw(text)])
}

/// The app showed a message that the page offers to choose.
fn said(kind: Kind) -> Story {
    Story::in_app().then(&[Beat::Answer(Answer::Message(kind))])
}

/// The app showed something that the guest typed.
fn told(text: &'static str) -> Story {
    Story::in_app().then(&[Beat::Saw(text)])
}

/// The same on a machine that the portal advises against.
fn met_on(machine: Machine, kind: Kind) -> Story {
    Story::usual().on(machine).then(&[
        Beat::GoAnyway,
        Beat::Go,
        Beat::PageRestored,
        Beat::GoAnyway,
        Beat::HaveApp,
        Beat::OpenApp,
        Beat::Answer(Answer::Message(kind)),
    ])
}
