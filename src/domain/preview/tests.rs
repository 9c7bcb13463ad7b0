//! That no screen is missing, and that scenes are the same each time.

use std::collections::BTreeSet;

use rstest::rstest;

use super::instead::{self, Instead};
use super::place::{Look, Place, Wishes, neighbors};
use super::venue::Occasion;
use super::walk::Walk;
use super::*;
use crate::domain::auth::Leg;
use crate::domain::detour::{Detour, Turn};
use crate::domain::device::{Reason, Verdict};
use crate::domain::directory::license::Missing;
use crate::domain::invite::check::Notice;
use crate::domain::invite::link::Unreadable;
use crate::domain::journey::saved::{LicenseStanding, SignInStanding};
use crate::domain::journey::{Effect, Phase, Resume, State, Visit};
use crate::domain::launch::{Seen, WayIn};
use crate::domain::meeting::{self, Fit};
use crate::domain::problem::Remedy;

fn played() -> Vec<(Scene, Shown)> {
    scenes()
        .into_iter()
        .map(|scene| {
            let shown = scene.shown(Target::default());
            (scene, shown)
        })
        .collect()
}

fn journeys() -> Vec<(String, Journey)> {
    let journey = |(scene, shown): (Scene, Shown)| match shown.page {
        Page::Journey(journey) => Some((scene.id, *journey)),
        Page::Misconfigured { .. } => None,
    };
    played().into_iter().filter_map(journey).collect()
}

/// The form of a screen: every one that looks different has a name of its own.
fn form(state: &State) -> String {
    match state {
        State::NoInvite { refused: None } => "no-invite".to_owned(),
        State::NoInvite { refused: Some(Detour::UnknownCode(_)) } => "no-invite code".to_owned(),
        State::NoInvite { refused: Some(Detour::Pasted { turn, .. }) } => {
            format!("no-invite {}", turn.name())
        }
        State::LinkUnusable(_) => "link-unusable".to_owned(),
        State::Introducing => "introducing".to_owned(),
        State::WrongDevice => "wrong-device".to_owned(),
        State::AcceptingInvitation(visit) => format!("accepting {}", name_of_visit(*visit)),
        State::SigningIn { leg, phase } => name_of_phase(*leg, *phase),
        State::CheckingLicense { effort, .. } => format!("checking, busy {}", effort.until.is_some()),
        State::LicenseMissing { missing, session } => {
            let missing: Vec<_> = missing.iter().map(|missing| missing.id()).collect();
            format!("missing {missing:?}, at once {}", session.is_some())
        }
        State::InstallingApp => "installing".to_owned(),
        State::WaitingForStart => "waiting".to_owned(),
        State::Launching => "launching".to_owned(),
        State::AskingWhetherInside { seen } => format!("asking {}", seen.name()),
        State::Inside => "inside".to_owned(),
        State::JoiningMeeting { .. } => "meeting".to_owned(),
        State::Stuck { resume, .. } => format!("stuck {}", name_of_resume(resume)),
    }
}

const fn name_of_visit(visit: Visit) -> &'static str {
    match visit {
        Visit::NotYet => "not yet",
        Visit::Gone => "gone",
        Visit::Returned => "returned",
    }
}

fn name_of_phase(leg: Leg, phase: Phase) -> String {
    let depends_on_leg = matches!(phase, Phase::Ready | Phase::Away);
    let phase = match phase {
        Phase::Ready => "ready",
        Phase::Leaving => "leaving",
        Phase::Exchanging => "exchanging",
        Phase::Away => "away",
        Phase::Done => "done",
        Phase::NotPossible => "not possible",
    };
    if depends_on_leg { format!("sign-in {} {phase}", leg.name()) } else { format!("sign-in {phase}") }
}

const fn name_of_resume(resume: &Resume) -> &'static str {
    match resume {
        Resume::Step(_) => "at a step",
        Resume::License(_) => "at the license",
        Resume::Proof(_) => "at a proof",
        Resume::Meeting(_) => "at the meeting",
    }
}

#[test]
fn every_form_of_every_screen_has_a_scene() {
    let mut wanted: BTreeSet<String> = [
        "no-invite",
        "no-invite code",
        "link-unusable",
        "introducing",
        "wrong-device",
        "accepting not yet",
        "accepting gone",
        "accepting returned",
        "sign-in home ready",
        "sign-in host ready",
        "sign-in leaving",
        "sign-in exchanging",
        "sign-in home away",
        "sign-in host away",
        "sign-in done",
        "sign-in not possible",
        "checking, busy false",
        "checking, busy true",
        r#"missing ["prerequisite", "premium"], at once true"#,
        r#"missing ["prerequisite"], at once true"#,
        r#"missing ["premium"], at once true"#,
        r#"missing ["mesh-plan-off"], at once true"#,
        r#"missing ["premium"], at once false"#,
        "installing",
        "waiting",
        "launching",
        "inside",
        "meeting",
        "stuck at a step",
        "stuck at the license",
        "stuck at a proof",
    ]
    .map(str::to_owned)
    .into();
    wanted.extend(Turn::ALL.iter().map(|turn| format!("no-invite {}", turn.name())));
    let seen = [Seen::Waiting, Seen::Left, Seen::Returned, Seen::Nothing];
    wanted.extend(seen.map(|seen| format!("asking {}", seen.name())));
    let found: BTreeSet<String> = journeys().iter().map(|(_, journey)| form(&journey.state)).collect();
    assert_eq!(found, wanted);
}

#[test]
fn every_problem_has_a_scene_that_shows_it() {
    let mut shown = BTreeSet::new();
    for (scene, played) in played() {
        let kind = match &played.page {
            Page::Misconfigured { problem, .. } => Some(problem.kind),
            Page::Journey(journey) => match &journey.state {
                State::LinkUnusable(problem) | State::Stuck { problem, .. } => Some(problem.kind),
                _ => None,
            },
        };
        assert_eq!(kind, scene.problem, "{}", scene.id);
        shown.extend(kind);
    }
    assert_eq!(shown, Kind::ALL.iter().copied().collect());
}

/// Facts that a screen has besides its state, each shown by a scene.
#[test]
fn whatever_a_screen_may_say_besides_is_said_somewhere() {
    let journeys = journeys();
    let any = |what: &str, is: &dyn Fn(&Journey) -> bool| {
        assert!(journeys.iter().any(|(_, journey)| is(journey)), "no scene shows {what}");
    };
    for reason in Reason::ALL.iter().filter(|reason| **reason != Reason::WindowsVersionUnknown) {
        any(reason.name(), &|journey| journey.device.reasons.contains(reason));
    }
    for verdict in Verdict::ALL {
        any(verdict.name(), &|journey| journey.device.verdict == *verdict);
    }
    for missing in Missing::ALL {
        any(missing.id(), &|journey| journey.progress.missing.contains(missing));
    }
    for notice in [Notice::RedeemDropped, Notice::MeetingDropped] {
        any("a notice", &|journey| journey.notices.contains(&notice));
    }
    for remedy in Remedy::ALL {
        any(remedy.name(), &|journey| match &journey.state {
            State::LinkUnusable(problem) | State::Stuck { problem, .. } => {
                problem.kind.remedies().contains(remedy)
            }
            _ => false,
        });
    }
    for target in Target::ALL {
        let states = [State::Introducing, State::WrongDevice, State::InstallingApp, State::WaitingForStart];
        for state in states.into_iter().chain([State::Launching, State::Inside]) {
            any(target.name(), &|journey| {
                journey.state == state
                    && journey.invite.as_ref().is_some_and(|invite| invite.target == target)
            });
        }
    }
    let way = |journey: &Journey, paste: bool| {
        journey.state == State::Launching && (journey.way_in() == Some(WayIn::PasteLink)) == paste
    };
    any("a link to paste", &|journey| way(journey, true));
    any("a deep link", &|journey| way(journey, false));
    any("a member", &|journey| {
        journey.visitor.as_ref().is_some_and(|visitor| visitor.is_guest == Some(false))
    });
    any("another account", &|journey| {
        journey.visitor.as_ref().is_some_and(|visitor| visitor.instead_of.is_some())
    });
    any("nobody's name", &|journey| {
        journey.visitor.as_ref().is_some_and(|visitor| visitor.shown_as.is_none())
    });
    any("a license that could not be told", &|journey| {
        journey.progress.license == LicenseStanding::CouldNotTell
            && journey.progress.sign_in == SignInStanding::Done
    });
    any("a guest who has signed out", &|journey| journey.signed_out);
    any("known events", &|journey| journey.invite.is_none() && !journey.known.is_empty());
    let fits = |fit: fn(&Fit) -> bool| {
        move |journey: &Journey| {
            matches!(journey.state, State::JoiningMeeting { .. })
                && fit(&meeting::fit(&journey.setting.facts, &journey.device))
        }
    };
    any("a listed browser", &fits(|fit| *fit == Fit::Listed));
    any("an old browser", &fits(|fit| matches!(fit, Fit::TooOld(_))));
    any("another browser", &fits(|fit| matches!(fit, Fit::NotListed(listed) if !listed.is_empty())));
    any("no browser", &fits(|fit| matches!(fit, Fit::NotListed(listed) if listed.is_empty())));
}

/// Before the doors, at the doors, after the end.
#[test]
fn every_time_of_the_day_has_a_scene() {
    let played = played();
    let any = |is: &dyn Fn(&Journey, Moment) -> bool| {
        let shows = |shown: &Shown| matches!(&shown.page, Page::Journey(journey) if is(journey, shown.now));
        assert!(played.iter().any(|(_, shown)| shows(shown)));
    };
    let doors = |journey: &Journey| journey.doors_open().unwrap_or_default();
    any(&|journey, now| journey.state == State::WaitingForStart && now < doors(journey));
    any(&|journey, now| journey.state == State::WaitingForStart && now >= doors(journey));
    any(&|journey, now| journey.state == State::Introducing && journey.retired_since(now).is_some());
    any(&|_, now| now > world::start());
}

/// The browser tests compare the gallery with this list.
#[test]
fn ids_are_unique_and_fit_into_an_address() {
    let ids: Vec<String> = scenes().into_iter().map(|scene| scene.id).collect();
    let fits = |id: &str| {
        let part = |part: &str| {
            !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        };
        id.split('-').all(part)
    };
    for id in &ids {
        assert!(fits(id), "{id}");
    }
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    // `INSTA_UPDATE=always cargo test` writes it anew.
    insta::assert_snapshot!("ids", ids.join("\n"));
}

#[test]
fn scenes_are_the_same_each_time() {
    let all = || format!("{:#?}", played());
    assert_eq!(all(), all());
}

#[test]
fn scenes_stand_in_the_order_of_their_groups() {
    let groups: Vec<Group> = scenes().iter().map(|scene| scene.group).collect();
    assert!(groups.is_sorted());
    assert_eq!(groups.into_iter().collect::<BTreeSet<_>>(), Group::ALL.iter().copied().collect());
}

#[test]
fn every_target_can_be_asked_for() {
    for target in Target::ALL {
        for scene in scenes() {
            let _ = scene.shown(target);
        }
    }
    let [mesh, teams] = Target::ALL.map(|target| {
        let Page::Journey(journey) = scenes()
            .into_iter()
            .find(|scene| scene.id == "beginning")
            .expect("a beginning")
            .shown(target)
            .page
        else {
            panic!("a journey")
        };
        journey.invite.expect("an invite").target
    });
    assert_eq!((mesh, teams), (Target::MeshPc, Target::TeamsImmersive));
}

#[rstest]
#[case("gallery", Some(Place::Gallery))]
#[case("gallery/signin-03", Some(Place::Scene("signin-03".into())))]
#[case("gallery/no-such-scene", None)]
#[case("walk", Some(Place::Choice(Occasion::Invented)))]
#[case("walk/ready/windows/doors-open", Some(Place::Walk(Walk::usual(), Occasion::Invented)))]
#[case("walk/1.abc", Some(Place::Choice(Occasion::Unreadable(Unreadable::Truncated))))]
#[case(
    "walk/ready/windows/doors-open/1",
    Some(Place::Walk(Walk::usual(), Occasion::Unreadable(Unreadable::Malformed)))
)]
#[case("walk/ready/windows", None)]
#[case("walk/nobody/windows/over/1.abc", None)]
#[case("walk/ready/windows/over/1.abc/more", None)]
#[case("walk/nobody/windows/over", None)]
#[case("", None)]
fn addresses_lead_to_places(#[case] place: &str, #[case] expected: Option<Place>) {
    assert_eq!(Place::read(place), expected);
}

#[rstest]
#[case("", None, None, Target::MeshPc)]
#[case("lang=de&look=dark&target=teams-immersive", Some("de"), Some(Look::Dark), Target::TeamsImmersive)]
#[case("lang=zh-Hans&look=light", Some("zh-Hans"), Some(Look::Light), Target::MeshPc)]
#[case("lang=../secret&look=pink&target=web", None, None, Target::MeshPc)]
#[case("lang=e", None, None, Target::MeshPc)]
fn wishes_are_read_from_the_query(
    #[case] query: &str,
    #[case] language: Option<&str>,
    #[case] look: Option<Look>,
    #[case] target: Target,
) {
    let wishes = Wishes { language: language.map(str::to_owned), look, target };
    assert_eq!(Wishes::read(query), wishes);
    assert_eq!(wishes.query().strip_prefix('?').map(Wishes::read), Some(wishes));
}

#[test]
fn the_last_scene_and_the_first_are_neighbors() {
    let scenes = scenes();
    let last = scenes.len() - 1;
    let (before, after) = neighbors(&scenes, 0).expect("there are scenes");
    assert_eq!((&before.id, &after.id), (&scenes[last].id, &scenes[1].id));
    let (before, after) = neighbors(&scenes, last).expect("there are scenes");
    assert_eq!((&before.id, &after.id), (&scenes[last - 1].id, &scenes[0].id));
    assert!(neighbors(&[], 0).is_none());
}

#[test]
fn what_a_guest_would_notice_is_said() {
    assert_eq!(instead::of(&Effect::OpenApp("mesh:".into())), Some(Instead::App));
    assert_eq!(instead::of(&Effect::SaveCalendar), Some(Instead::Calendar));
    assert_eq!(instead::of(&Effect::SetFragment(String::new())), None);
}
