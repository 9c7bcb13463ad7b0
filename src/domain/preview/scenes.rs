//! The list of all scenes.

use super::machine::Machine;
use super::story::{Beat, Callback, Licenses, Link, Refusal, Story, Token};
use super::troubles;
use super::world::{Deployment, Trait};
use super::{Group, Scene};
use crate::domain::detour::Turn;
use crate::domain::directory::person::UserType;
use crate::domain::invite::reached::Reached;
use crate::domain::journey::{Answer, Step};
use crate::domain::launch::Signal;
use crate::domain::target::Target;

const DAY: i64 = 24 * 60;
const TEAMS: &[Trait] = &[Trait::For(Target::TeamsImmersive)];

/// Every scene, in the order of the gallery.
pub fn scenes() -> Vec<Scene> {
    let groups = [
        links(),
        beginnings(),
        devices(),
        invitations(),
        sign_ins(),
        licenses(),
        apps(),
        events(),
        meetings(),
    ];
    groups.into_iter().flatten().chain(troubles::scenes()).collect()
}

fn named(group: Group, stories: Vec<(&str, Story)>) -> Vec<Scene> {
    let scene = |(id, story): (&str, Story)| Scene { id: id.to_owned(), group, problem: None, story };
    stories.into_iter().map(scene).collect()
}

fn links() -> Vec<Scene> {
    let bare = || Story::usual().by(Link::None);
    let mut scenes = named(
        Group::Link,
        vec![
            ("no-invite", bare()),
            ("no-invite-known", bare().known()),
            ("code-unknown", Story::usual().set_up(Deployment::Listed).by(Link::Text("/K7QQ"))),
        ],
    );
    scenes.extend(Turn::ALL.iter().map(|turn| Scene {
        id: ["pasted-", turn.name()].concat(),
        group: Group::Link,
        problem: None,
        story: bare().then(&[Beat::Paste(pasted(*turn))]),
    }));
    scenes
}

/// Something to paste that leads to that way on.
const fn pasted(turn: Turn) -> &'static str {
    match turn {
        Turn::IntoApp => "https://mesh.cloud.microsoft/event/7b1c?x=1",
        Turn::MeshWeb => "https://mesh.cloud.microsoft/",
        Turn::MeshQuest => "https://www.meta.com/experiences/6750166401689690/",
        Turn::MeshStore => "https://apps.microsoft.com/detail/9NLXZJ1FDBD7?hl=en",
        Turn::TeamsPage => "https://teams.microsoft.com/l/app/0b1c2d3e",
        Turn::Meeting => "https://teams.microsoft.com/meet/1234567890123?p=abcDEF123456",
        Turn::MeetingNumbers => "Meeting ID: 212 345 678 901 Passcode: aB3dEf",
        Turn::Register => {
            "https://events.teams.microsoft.com/event/3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811@3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811"
        }
        Turn::Elsewhere => "https://us02web.zoom.us/j/1234567890",
        Turn::LookAlike => "https://mesh.cloud.micros0ft/event/1",
        Turn::Ask => "https://example.com/",
    }
}

fn beginnings() -> Vec<Scene> {
    let usual = Story::usual;
    let alone = || usual().set_up(Deployment::NoSupport).with(&[Trait::ForAnybody, Trait::NobodyToAsk]);
    named(
        Group::Beginning,
        vec![
            ("beginning", usual()),
            ("beginning-teams", usual().with(TEAMS)),
            ("beginning-early", usual().opened(-3 * DAY)),
            ("beginning-anybody", alone()),
            ("beginning-invitation", usual().with(&[Trait::Redeem])),
            ("beginning-host-only", usual().set_up(Deployment::HostOnly)),
            ("beginning-no-storage", usual().without_storage()),
            ("beginning-retired", usual().set_up(Deployment::Retired)),
            ("beginning-redeem-dropped", usual().with(&[Trait::ForeignRedeem])),
            ("beginning-meeting-dropped", usual().with(&[Trait::ForeignMeeting])),
            ("beginning-long-words", usual().with(&[Trait::Long])),
        ],
    )
}

fn devices() -> Vec<Scene> {
    let mut scenes: Vec<Scene> = Machine::ALL
        .iter()
        .map(|machine| Scene {
            id: ["on-", machine.name()].concat(),
            group: Group::Device,
            problem: None,
            story: Story::usual().on(*machine),
        })
        .collect();
    let on = |machine| Story::usual().on(machine);
    scenes.extend(named(
        Group::Device,
        vec![
            ("on-iphone-teams", on(Machine::Iphone).with(TEAMS)),
            ("on-quest-teams", on(Machine::Quest).with(TEAMS)),
            ("on-mac-teams", on(Machine::Mac).with(TEAMS)),
            ("on-linux-meeting", on(Machine::Linux).with(&[Trait::Meeting])),
            ("on-xbox-listed", on(Machine::Xbox).set_up(Deployment::Listed)),
            ("on-iphone-listed", on(Machine::Iphone).set_up(Deployment::Listed)),
            ("on-iphone-anyway", on(Machine::Iphone).then(&[Beat::GoAnyway])),
        ],
    ));
    scenes
}

fn invitations() -> Vec<Scene> {
    let invited = || Story::usual().with(&[Trait::Redeem]).then(&[Beat::Go]);
    named(
        Group::Invitation,
        vec![
            ("invitation", invited()),
            ("invitation-gone", invited().then(&[Beat::Accept])),
            ("invitation-returned", invited().then(&[Beat::Accept, Beat::TabSeen])),
        ],
    )
}

fn sign_ins() -> Vec<Scene> {
    let begun = || Story::usual().then(&[Beat::Go]);
    let as_whom = |token, user_type| {
        Story::at_host().then(&[
            Beat::Back(Callback::Code),
            Beat::Token(token),
            Beat::Person(user_type),
            Beat::Licenses(Licenses::All),
        ])
    };
    named(
        Group::SignIn,
        vec![
            ("sign-in-home", begun().then(&[Beat::Reopen])),
            ("sign-in-host", begun().set_up(Deployment::HostOnly).then(&[Beat::Reopen])),
            ("sign-in-leaving", begun()),
            ("sign-in-exchanging", begun().then(&[Beat::Back(Callback::Code)])),
            ("sign-in-away-home", begun().then(&[Beat::PageRestored])),
            ("sign-in-away-host", Story::at_host().then(&[Beat::PageRestored])),
            ("sign-in-again", Story::asking_graph().then(&[Beat::Reopen])),
            ("sign-in-done", Story::licensed().then(&[Beat::Revisit(Step::SignIn)])),
            ("sign-in-signed-out", Story::licensed().then(&[Beat::SignOut])),
            ("sign-in-handed-on", Story::usual().with(&[Trait::HandedOn(Reached::SignedIn)])),
            ("sign-in-not-possible", begun().without_storage()),
            ("signed-in-member", as_whom(Token::Member, UserType::Member)),
            ("signed-in-other-account", as_whom(Token::SomebodyElse, UserType::Guest)),
            ("signed-in-nameless", as_whom(Token::Nameless, UserType::Guest)),
        ],
    )
}

fn licenses() -> Vec<Scene> {
    let held =
        |licenses| Story::asking_graph().then(&[Beat::Person(UserType::Guest), Beat::Licenses(licenses)]);
    named(
        Group::License,
        vec![
            ("license-checking", Story::asking_graph()),
            ("license-busy", Story::asking_graph().then(&[Beat::Refused(Refusal::Busy(20))])),
            ("license-missing-all", held(Licenses::None)),
            ("license-missing-teams", held(Licenses::NoTeams)),
            ("license-missing-premium", held(Licenses::NoPremium)),
            ("license-mesh-off", held(Licenses::MeshOff)),
            ("license-missing-not-settled", held(Licenses::None).with(TEAMS)),
            ("license-missing-reopened", held(Licenses::NoPremium).then(&[Beat::Reopen])),
            ("license-untold", held(Licenses::Untold)),
        ],
    )
}

fn apps() -> Vec<Scene> {
    let unsigned = [Beat::Go, Beat::PageRestored, Beat::GoAnyway];
    let elsewhere = |machine| Story::usual().on(machine).then(&[Beat::GoAnyway]).then(&unsigned);
    named(
        Group::App,
        vec![
            ("app-mesh", Story::licensed()),
            ("app-teams", Story::licensed().with(TEAMS)),
            ("app-retired", Story::licensed().set_up(Deployment::Retired)),
            ("app-without-sign-in", Story::usual().then(&unsigned)),
            ("app-on-mac", elsewhere(Machine::Mac)),
            ("app-on-iphone", elsewhere(Machine::Iphone).with(&[Trait::Meeting])),
            ("app-meeting", Story::licensed().with(&[Trait::Meeting])),
        ],
    )
}

fn events() -> Vec<Scene> {
    let by_link = || Story::in_app().set_up(Deployment::DeepLink);
    let noticed = |signals: &[Beat]| by_link().then(signals);
    let inside = [Beat::Answer(Answer::Inside)];
    named(
        Group::Event,
        vec![
            ("waiting-days", Story::with_app().opened(-3 * DAY)),
            ("waiting-minutes", Story::with_app().opened(-19)),
            ("waiting-open", Story::with_app().opened(-19).then(&[Beat::Wait(10)])),
            ("waiting-teams", Story::with_app().opened(-2 * 60).with(TEAMS)),
            ("waiting-retired", Story::with_app().opened(-2 * 60).set_up(Deployment::Retired)),
            ("launch-paste", Story::with_app()),
            ("launch-link", Story::with_app().set_up(Deployment::DeepLink)),
            ("launch-teams", Story::with_app().with(TEAMS)),
            ("launch-meeting", Story::with_app().with(&[Trait::Meeting])),
            ("launch-late", Story::with_app().opened(30)),
            ("asking-pasted", Story::in_app()),
            ("asking-waiting", by_link()),
            ("asking-left", noticed(&[Beat::Noticed(Signal::Left)])),
            ("asking-returned", noticed(&[Beat::Noticed(Signal::Left), Beat::Noticed(Signal::Returned)])),
            ("asking-nothing", noticed(&[Beat::Noticed(Signal::Settled)])),
            ("asking-teams", Story::in_app().with(TEAMS)),
            ("inside-mesh", Story::in_app().then(&inside)),
            ("inside-teams", Story::in_app().with(TEAMS).then(&inside)),
        ],
    )
}

fn meetings() -> Vec<Scene> {
    let joining = |meeting, machine| Story::usual().on(machine).with(&[meeting]).then(&[Beat::JoinMeeting]);
    let here = |machine| joining(Trait::Meeting, machine).set_up(Deployment::Meetings);
    named(
        Group::Meeting,
        vec![
            ("meeting", joining(Trait::Meeting, Machine::Windows)),
            ("meeting-in-channel", joining(Trait::ChannelMeeting, Machine::Windows)),
            ("meeting-old-browser", joining(Trait::Meeting, Machine::OldFirefox)),
            ("meeting-other-browser", joining(Trait::Meeting, Machine::TeamsOnWindows)),
            ("meeting-no-browser", joining(Trait::Meeting, Machine::Chromebook)),
            ("meeting-on-iphone", joining(Trait::Meeting, Machine::Iphone)),
            ("meeting-by-numbers", joining(Trait::MeetingByNumbers, Machine::Windows)),
            ("meeting-here", here(Machine::Iphone)),
            ("meeting-here-old-browser", here(Machine::OldFirefox)),
            ("meeting-here-nothing-kept", here(Machine::Iphone).then(&[Beat::JoinHere, Beat::NothingKept])),
        ],
    )
}
