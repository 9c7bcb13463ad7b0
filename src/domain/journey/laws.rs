//! The laws of the journey, each a property over random walks.

use std::rc::Rc;

use proptest::prelude::*;
use url::Url;

use super::state::Setting;
use super::*;
use crate::domain::auth::attempt::tests::config;
use crate::domain::auth::attempt::{Entropy, Hint, Prompt, begin};
use crate::domain::auth::callback::{Callback, Failed};
use crate::domain::auth::challenge;
use crate::domain::auth::session::Session;
use crate::domain::auth::token::{Identity, SignedIn};
use crate::domain::auth::{Leg, Page};
use crate::domain::config::Config;
use crate::domain::detour::Detour;
use crate::domain::device;
use crate::domain::directory::fault::Refused;
use crate::domain::directory::license::{Missing, Verdict};
use crate::domain::directory::person::{Person, UserType};
use crate::domain::invite::check::Notice;
use crate::domain::invite::code::EventCode;
use crate::domain::invite::link::{self, tests::full};
use crate::domain::invite::reached::Reached;
use crate::domain::invite::signature::{PublicKey, Signature, Signed, Signer, Signing, Standing};
use crate::domain::invite::{EventKey, Invite};
use crate::domain::launch::Signal;
use crate::domain::problem::{Kind, Problem};
use crate::domain::time::{DAY, HOUR, Moment};

const SECRETS: [&str; 6] =
    ["secret-token", "secret-refresh", "secret-code", "ticket", "ada@fabrikam.com", "secret-verifier"];

fn setting(can_store: bool, home_leg: bool, facts: &str) -> Rc<Setting> {
    let mut config = config();
    config.sign_in.home_leg = home_leg;
    let facts = device::Facts { ua: Some(facts.to_owned()), ..device::Facts::default() };
    Rc::new(Setting {
        config,
        facts,
        can_store,
        can_share: false,
        address: Url::parse("https://portal.example/").unwrap(),
    })
}

const WINDOWS: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0";
const PHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1";

fn invite(redeem: bool) -> Invite {
    let invite = full().build().unwrap();
    Invite { redeem: invite.redeem.clone().filter(|_| redeem), ..invite }
}

fn opening(setting: Rc<Setting>, invite: Option<Invite>) -> Opening {
    Opening { invite: invite.map(Ok), ..Opening::bare(setting) }
}

/// A journey as it opens on a Windows PC, in time.
pub(crate) fn opened(invite: Invite) -> Journey {
    open(opening(setting(true, true, WINDOWS), Some(invite)), in_time()).0
}

/// An hour before the doors open.
fn early() -> Moment {
    invite(false).starts.plus(-2 * HOUR)
}

/// A minute before the start.
fn in_time() -> Moment {
    invite(false).starts.plus(-60_000)
}

fn fresh(now: Moment) -> Journey {
    open(opening(setting(true, true, WINDOWS), Some(invite(false))), now).0
}

fn signed_in(leg: Leg) -> SignedIn {
    let tenant =
        if leg == Leg::Host { full().host } else { "a7d0c4de-52f3-4b0c-8d6a-91be3e75f020".to_owned() };
    SignedIn {
        identity: Identity {
            tenant: crate::domain::tenant::Guid::parse(&tenant).unwrap(),
            user_name: Some(Hint("ada@fabrikam.com".into())),
            name: Some("Ada".into()),
            is_guest: Some(true),
            logout_hint: Some(Hint("O.secret-hint".into())),
        },
        session: Session::for_test("secret-token", Some("secret-refresh"), in_time()),
        invited: Some(Hint("ada@fabrikam.com".into())),
        challenged: false,
    }
}

/// What the world does once a journey has left: the page is opened anew with the callback.
fn come_back(journey: &Journey, effects: &[Effect], now: Moment) -> Option<(Journey, Vec<Effect>)> {
    let request = effects.iter().find_map(|effect| match effect {
        Effect::Leave(request) => Some((**request).clone()),
        _ => None,
    })?;
    let (attempt, _) = begin(&journey.setting.config, request, &Entropy([3; 64]), now)?;
    let callback = Callback::read(&format!("state={}&code=secret-code", attempt.state))?;
    let invite = attempt.invite.as_deref().map(link::read);
    let callback = Some(callback.take_up(Some(attempt), Page::Guest, &journey.setting.config, now));
    let saved = journey
        .invite
        .as_ref()
        .map(|invite| serde_json::to_string(&Saved::new(invite, &journey.progress)).unwrap());
    let known = saved.and_then(|json| Saved::read(&json, now).ok()).into_iter().collect();
    let opening = Opening {
        setting: Rc::clone(&journey.setting),
        invite,
        place: None,
        callback,
        known,
        remembered: journey.remembered.clone(),
        step: Some(Step::SignIn),
        waiting: None,
    };
    Some(open(opening, now))
}

/// What a claims challenge asks for.
fn asked_for() -> challenge::Claims {
    let claims = "eyJhY2Nlc3NfdG9rZW4iOnsiYWNycyI6eyJlc3NlbnRpYWwiOnRydWUsInZhbHVlIjoiYzEifX19";
    challenge::parse(&format!(r#"Bearer error="insufficient_claims", claims="{claims}""#)).unwrap()
}

fn licensed() -> Verdict {
    Verdict::Licensed { reasons: Vec::new() }
}

/// Plays a guest's sign-in to its end: both legs, both answers of Graph.
fn finish_sign_in(journey: &Journey, effects: &[Effect], now: Moment, verdict: Verdict) -> Journey {
    let (mut journey, _) = come_back(journey, effects, now).expect("the press has left for the sign-in page");
    if let State::SigningIn { leg: Leg::Home, .. } = journey.state {
        let (left, effects) = step(journey, Event::SignedIn(Leg::Home, Ok(signed_in(Leg::Home))), now);
        journey = come_back(&left, &effects, now).expect("the home leg leads to the host leg").0;
    }
    let (journey, _) = step(journey, Event::SignedIn(Leg::Host, Ok(signed_in(Leg::Host))), now);
    let (journey, _) = step(
        journey,
        Event::PersonRead(Ok(Person { user_type: Some(UserType::Guest), ..Person::default() })),
        now,
    );
    step(journey, Event::LicenseRead(Ok(verdict)), now).0
}

#[test]
fn the_shortest_way_is_three_presses_and_one_when_coming_back() {
    let now = in_time();
    let journey = fresh(now);
    assert_eq!(journey.state, State::Introducing);
    let (journey, effects) = step(journey, Event::Continue, now);
    let journey = finish_sign_in(&journey, &effects, now, licensed());
    assert_eq!(journey.state, State::InstallingApp);
    let (journey, _) = step(journey, Event::HaveApp, now);
    assert_eq!(journey.state, State::Launching);
    let (journey, effects) = step(journey, Event::OpenApp, now);
    assert!(matches!(effects[0], Effect::CopyEventLink(_)), "{effects:?}");

    let known = Known {
        invite: journey.invite.clone().unwrap().without_secrets(),
        progress: journey.progress.clone(),
    };
    let again = Opening {
        known: vec![known],
        remembered: journey.remembered.clone(),
        ..opening(Rc::clone(&journey.setting), Some(invite(false)))
    };
    assert_eq!(open(again, now).0.state, State::Launching);
}

#[test]
fn the_invited_address_survives_the_redirects_and_another_account_is_noticed() {
    let now = in_time();
    let (journey, effects) = step(fresh(now), Event::Continue, now);
    let journey = finish_sign_in(&journey, &effects, now, licensed());
    assert_eq!(journey.visitor.as_ref().unwrap().instead_of, None);

    let (journey, effects) = step(fresh(now), Event::SkipHome, now);
    let (journey, _) = come_back(&journey, &effects, now).unwrap();
    let mut other = signed_in(Leg::Host);
    other.identity.user_name = Some(Hint("someone@else.example".into()));
    let (journey, _) = step(journey, Event::SignedIn(Leg::Host, Ok(other)), now);
    assert_eq!(journey.visitor.unwrap().instead_of, Some(Hint("ada@fabrikam.com".into())));
}

#[test]
fn the_home_legs_user_name_goes_on_as_a_hint_and_nowhere_else() {
    let now = in_time();
    let without_address = Invite { guest: None, ..invite(false) };
    let (journey, _) = open(opening(setting(true, true, WINDOWS), Some(without_address)), now);
    let (journey, effects) = step(journey, Event::Continue, now);
    let (journey, _) = come_back(&journey, &effects, now).unwrap();
    let home = SignedIn { invited: None, ..signed_in(Leg::Home) };
    let (journey, effects) = step(journey, Event::SignedIn(Leg::Home, Ok(home)), now);
    let Some(Effect::Leave(request)) = effects.first() else { panic!("{effects:?}") };
    assert_eq!((request.leg, &request.login_hint), (Leg::Host, &Some(Hint("ada@fabrikam.com".into()))));
    assert!(journey.visitor.is_none() && journey.invite.unwrap().guest.is_none());
}

#[test]
fn a_missing_license_waits_and_can_be_passed() {
    let now = in_time();
    let (journey, effects) = step(fresh(now), Event::Continue, now);
    let missing = Verdict::Missing { missing: vec![Missing::Premium], reasons: Vec::new() };
    let journey = finish_sign_in(&journey, &effects, now, missing);
    let State::LicenseMissing { missing, session: Some(_) } = &journey.state else {
        panic!("{:?}", journey.state)
    };
    assert_eq!(missing, &[Missing::Premium]);
    let (again, effects) = step(journey.clone(), Event::CheckAgain, now);
    assert!(matches!((&again.state, &effects[0]), (State::CheckingLicense { .. }, Effect::AskGraph(_))));
    assert_eq!(step(journey, Event::ContinueAnyway, now).0.state, State::InstallingApp);
}

#[test]
fn a_license_that_cannot_be_told_never_blocks() {
    let now = in_time();
    let (journey, effects) = step(fresh(now), Event::Continue, now);
    let journey = finish_sign_in(&journey, &effects, now, Verdict::Unknown { reasons: Vec::new() });
    assert_eq!(
        (journey.state, journey.progress.license),
        (State::InstallingApp, saved::LicenseStanding::CouldNotTell)
    );
}

#[test]
fn without_storage_the_way_leads_on_without_a_sign_in() {
    let now = in_time();
    let (journey, _) = open(opening(setting(false, true, WINDOWS), Some(invite(false))), now);
    let (journey, effects) = step(journey, Event::Continue, now);
    assert!(matches!(journey.state, State::SigningIn { phase: Phase::NotPossible, .. }), "{effects:?}");
    assert_eq!(step(journey, Event::Continue, now).0.state, State::InstallingApp);
}

#[test]
fn without_a_network_the_page_stays_and_the_sign_in_is_tried_again() {
    let now = in_time();
    let (journey, _) = step(fresh(now), Event::Continue, now);
    let (journey, _) = step(journey, Event::NoNetwork, now);
    assert_eq!(
        journey.state,
        State::Stuck { problem: Problem::new(Kind::Offline), resume: Resume::Step(Step::SignIn) }
    );
    let (_, effects) = step(journey, Event::TryAgain, now);
    assert!(matches!(effects[0], Effect::Leave(_)), "{effects:?}");
}

#[test]
fn a_sign_in_left_open_is_asked_about_unless_it_was_done_meanwhile() {
    let now = in_time();
    let bare = invite(false).without_secrets();
    let known = |progress| Known { invite: bare.clone(), progress };
    let begun = Progress { begun: true, ..Progress::default() };
    let done = Progress {
        sign_in: saved::SignInStanding::Done,
        license: saved::LicenseStanding::Licensed,
        ..begun.clone()
    };
    for (progress, expected) in [(begun, Step::SignIn), (done, Step::App)] {
        let page = Opening {
            known: vec![known(progress)],
            waiting: Some(Waiting { leg: Leg::Host, invited: Some(Hint("ada@fabrikam.com".into())) }),
            ..opening(setting(true, true, WINDOWS), Some(invite(false)))
        };
        let journey = open(page, now).0;
        assert_eq!(journey.state.step(), expected, "{:?}", journey.state);
    }
}

#[test]
fn a_refused_sign_in_is_tried_again_with_the_invited_address() {
    let now = in_time();
    let refused = Failed {
        problem: Problem::new(Kind::SignInCanceled),
        leg: Leg::Home,
        invited: Some(Hint("ada@fabrikam.com".into())),
        silent: false,
    };
    let page = Opening {
        callback: Some(Err(refused)),
        ..opening(setting(true, true, WINDOWS), Some(invite(false).without_secrets()))
    };
    let (_, effects) = step(open(page, now).0, Event::TryAgain, now);
    let Some(Effect::Leave(request)) = effects.first() else { panic!("{effects:?}") };
    assert_eq!(request.login_hint, Some(Hint("ada@fabrikam.com".into())));
}

#[test]
fn the_invited_address_is_remembered_by_the_sign_in_that_was_left_open() {
    let now = in_time();
    let known = Known {
        invite: invite(false).without_secrets(),
        progress: Progress { begun: true, ..Progress::default() },
    };
    let page = Opening {
        known: vec![known],
        waiting: Some(Waiting { leg: Leg::Home, invited: Some(Hint("ada@fabrikam.com".into())) }),
        ..opening(setting(true, true, WINDOWS), Some(invite(false).without_secrets()))
    };
    let (_, effects) = step(open(page, now).0, Event::SkipHome, now);
    let Some(Effect::Leave(request)) = effects.first() else { panic!("{effects:?}") };
    assert_eq!(request.login_hint, Some(Hint("ada@fabrikam.com".into())));
}

#[test]
fn the_redeem_address_is_offered_first_and_proves_nothing() {
    let now = in_time();
    let (journey, _) = open(opening(setting(true, true, WINDOWS), Some(invite(true))), now);
    let (journey, effects) = step(journey, Event::Continue, now);
    assert_eq!((&journey.state, effects.len()), (&State::AcceptingInvitation(Visit::NotYet), 1));
    let (journey, effects) = step(journey, Event::AcceptInvitation, now);
    assert!(matches!(effects[0], Effect::OpenRedeem(_)));
    let (journey, _) = step(journey, Event::TabSeen, now);
    assert_eq!(journey.state, State::AcceptingInvitation(Visit::Returned));
    assert_eq!(journey.progress.sign_in, saved::SignInStanding::Open);
    let (_, effects) = step(journey, Event::Continue, now);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Leave(_))));
}

#[test]
fn before_the_doors_open_the_guest_waits_and_may_go_anyway() {
    let now = early();
    let (journey, effects) = step(fresh(now), Event::Continue, now);
    let journey = finish_sign_in(&journey, &effects, now, licensed());
    let (journey, _) = step(journey, Event::HaveApp, now);
    assert_eq!(journey.state, State::WaitingForStart);
    assert_eq!(step(journey.clone(), Event::Continue, now).0.state, State::Launching);
    assert_eq!(step(journey.clone(), Event::Revisit(Step::Launch), now).0.state, State::Launching);
    assert!(matches!(step(journey, Event::OpenApp, now).0.state, State::AskingWhetherInside { .. }));
}

#[test]
fn a_wrong_device_and_an_event_that_is_over_can_be_passed() {
    let now = in_time();
    let (journey, _) = open(opening(setting(true, true, PHONE), Some(invite(false))), now);
    assert_eq!(journey.state, State::WrongDevice);
    assert_eq!(step(journey, Event::ContinueAnyway, now).0.state, State::Introducing);

    let now = invite(false).ends.plus(1);
    let journey = fresh(now);
    assert_eq!(journey.state, State::LinkUnusable(Problem::new(Kind::LinkEventOver)));
    assert_eq!(step(journey, Event::ContinueAnyway, now).0.state, State::Introducing);
}

#[test]
fn a_pasted_mail_opens_its_invite() {
    let now = in_time();
    let (journey, _) = open(opening(setting(true, true, WINDOWS), None), now);
    assert_eq!(journey.state, State::NoInvite { refused: None });
    let mail = format!(
        "Dear Ada,\nplease join: <https://portal.example/#i={}>.\nOscar",
        link::write(&invite(false))
    );
    assert_eq!(step(journey.clone(), Event::Pasted(mail), now).0.state, State::Introducing);
    let (journey, _) = step(journey, Event::Pasted("hello".into()), now);
    assert!(matches!(journey.state, State::NoInvite { refused: Some(_) }));
}

/// A portal that knows one key.
fn signing_setting(required: bool) -> Rc<Setting> {
    let mut setting = Setting::clone(&setting(true, true, WINDOWS));
    let signer = Signer { name: "Contoso's organizers".into(), key: PublicKey::new([1; 32]) };
    setting.config.signing = Signing { keys: vec![signer], required };
    Rc::new(setting)
}

fn signed(standing: Standing) -> Invite {
    Invite { signed: Some(Signed { signature: Signature::new([2; 64]), standing }), ..invite(true) }
}

#[test]
fn a_link_that_is_wrongly_signed_is_refused_with_nothing_of_it_shown() {
    let (journey, effects) = open(opening(signing_setting(false), Some(signed(Standing::Wrong))), in_time());
    assert_eq!(journey.state, State::LinkUnusable(Problem::new(Kind::LinkSignatureWrong)));
    assert_eq!((journey.invite, effects), (None, vec![]));
    let (journey, _) = open(opening(signing_setting(true), Some(invite(true))), in_time());
    assert_eq!(journey.state, State::LinkUnusable(Problem::new(Kind::LinkUnsigned)));
}

#[test]
fn a_signature_stays_with_what_is_kept() {
    let by = Standing::By("Contoso's organizers".into());
    let (journey, effects) = open(opening(signing_setting(true), Some(signed(by))), in_time());
    assert_eq!(journey.state, State::Introducing);
    let bare = signed(Standing::Unread).without_secrets();
    let fragment = crate::domain::arrival::fragment_of(&bare);
    assert!(effects.contains(&Effect::SetFragment(fragment)), "{effects:?}");
    let (_, effects) = step(journey, Event::Continue, in_time());
    let kept = effects.iter().find_map(|effect| match effect {
        Effect::Save(_, saved) => Some(saved.invite.clone()),
        _ => None,
    });
    assert_eq!(kept, Some(link::write(&bare)));
}

#[test]
fn a_browser_that_cannot_verify_locks_nobody_out() {
    let opened = |required| {
        open(opening(signing_setting(required), Some(signed(Standing::Unverifiable))), in_time()).0
    };
    assert_eq!(
        (opened(true).state, opened(true).notices),
        (State::Introducing, vec![Notice::SignatureUnverified])
    );
    assert_eq!((opened(false).state, opened(false).notices), (State::Introducing, vec![]));
}

#[test]
fn a_pasted_link_with_a_signature_is_opened_as_if_it_had_been_followed() {
    let pasted = format!("https://portal.example/#i={}", link::write(&signed(Standing::Unread)));
    let (journey, _) = open(opening(signing_setting(true), None), in_time());
    let (journey, effects) = step(journey, Event::Pasted(pasted.clone()), in_time());
    assert_eq!(effects, [Effect::Arrive(Box::new(signed(Standing::Unread)))]);
    assert_eq!(journey.state, State::NoInvite { refused: None });
    // Where nobody looks at signatures there is nothing to wait for.
    let (journey, _) = open(opening(setting(true, true, WINDOWS), None), in_time());
    assert_eq!(step(journey, Event::Pasted(pasted), in_time()).0.state, State::Introducing);
}

#[test]
fn back_then_continue_returns() {
    let now = in_time();
    let (journey, effects) = step(fresh(now), Event::Continue, now);
    let journey = finish_sign_in(&journey, &effects, now, licensed());
    let (journey, _) = step(journey, Event::HaveApp, now);
    let primary = |place: Step| match place {
        Step::App => Event::HaveApp,
        Step::Launch => Event::OpenApp,
        _ => Event::Continue,
    };
    for place in [Step::Introduction, Step::SignIn, Step::App] {
        let (back, effects) = step(journey.clone(), Event::Revisit(place), now);
        assert_eq!((back.state.step(), effects.len()), (place, 0));
        let (forth, effects) = step(back, primary(place), now);
        assert_eq!(forth.state, journey.state, "after {place:?}: {effects:?}");
    }
}

#[test]
fn what_lies_ahead_cannot_be_reached_through_history() {
    let now = in_time();
    let (journey, effects) = step(fresh(now), Event::Revisit(Step::Launch), now);
    assert_eq!((journey.state, effects.len()), (State::Introducing, 0));
}

/// A journey whose host sign-in has just come back.
fn checking(now: Moment) -> Journey {
    let (journey, effects) = step(fresh(now), Event::SkipHome, now);
    let (journey, _) = come_back(&journey, &effects, now).unwrap();
    step(journey, Event::SignedIn(Leg::Host, Ok(signed_in(Leg::Host))), now).0
}

fn refused(kind: Kind) -> Event {
    Event::LicenseRead(Err(Problem::new(kind).into()))
}

#[test]
fn a_busy_graph_is_asked_again_three_times_and_then_the_guest_is_told() {
    let mut now = in_time();
    let mut journey = checking(now);
    for _ in 0..3 {
        let effects;
        (journey, effects) = step(journey, refused(Kind::Throttled), now);
        let [Effect::WakeAt(until)] = effects[..] else { panic!("{effects:?}") };
        // Timers come early at times, and late after a sleep.
        assert_eq!(step(journey.clone(), Event::Woken, now).1, [Effect::WakeAt(until)]);
        now = until;
        let effects;
        (journey, effects) = step(journey, Event::Woken, now);
        assert!(matches!(effects[..], [Effect::AskGraph(_)]), "{effects:?}");
        assert!(step(journey.clone(), Event::Woken, now).1.is_empty(), "asked twice");
    }
    let (journey, effects) = step(journey, refused(Kind::Throttled), now);
    assert!(effects.is_empty());
    let State::Stuck { problem, resume: Resume::License(_) } = &journey.state else { panic!("{journey:?}") };
    assert_eq!(problem.kind, Kind::Throttled);
    assert!(matches!(step(journey, Event::TryAgain, now).1[..], [Effect::AskGraph(_)]));
}

#[test]
fn a_session_that_ended_is_renewed_once_without_leaving_the_page() {
    let now = in_time();
    let (journey, effects) = step(checking(now), refused(Kind::SessionExpired), now);
    assert!(matches!(effects[..], [Effect::Renew(_)]), "{effects:?}");
    let renewed = || Event::Renewed(Ok(Session::for_test("secret-token", Some("secret-refresh"), now)));
    let (journey, effects) = step(journey, renewed(), now);
    assert!(matches!(effects[..], [Effect::AskGraph(_)]), "{effects:?}");
    let (journey, effects) = step(journey, refused(Kind::SessionExpired), now);
    assert!(effects.is_empty());
    let State::Stuck { problem, resume: Resume::Step(Step::SignIn) } = &journey.state else {
        panic!("{journey:?}")
    };
    assert_eq!(problem.kind, Kind::SessionExpired);
}

#[test]
fn an_old_session_is_renewed_before_it_is_used_again() {
    let now = in_time();
    let missing = Verdict::Missing { missing: vec![Missing::Premium], reasons: Vec::new() };
    let (journey, _) = step(checking(now), Event::PersonRead(Ok(Person::default())), now);
    let (journey, _) = step(journey, Event::LicenseRead(Ok(missing)), now);
    let later = now.plus(HOUR);
    let (journey, effects) = step(journey, Event::CheckAgain, later);
    assert!(matches!(effects[..], [Effect::Renew(_)]), "{effects:?}");

    // A passing fault keeps the session, a refusal ends it: the next press signs in.
    let (offline, _) = step(journey.clone(), Event::Renewed(Err(Problem::new(Kind::Offline))), later);
    assert!(matches!(step(offline, Event::TryAgain, later).1[..], [Effect::Renew(_)]));
    let (over, effects) = step(journey, Event::Renewed(Err(Problem::new(Kind::CodeUsed))), later);
    assert!(effects.is_empty());
    assert!(matches!(&over.state, State::Stuck { problem, .. } if problem.kind == Kind::SessionExpired));
    assert!(matches!(step(over, Event::TryAgain, later).1[..], [Effect::Leave(_)]));
}

#[test]
fn a_claims_challenge_is_answered_by_one_press_and_one_round() {
    let now = in_time();
    let challenge = || {
        Event::LicenseRead(Err(Refused {
            problem: Problem::new(Kind::SessionExpired),
            claims: Some(asked_for()),
        }))
    };
    let (journey, effects) = step(checking(now), challenge(), now);
    assert!(effects.is_empty(), "{effects:?}");
    assert!(matches!(&journey.state, State::Stuck { problem, .. } if problem.kind == Kind::ProofWanted));
    let (journey, effects) = step(journey, Event::TryAgain, now);
    let request = effects.iter().find_map(|effect| match effect {
        Effect::Leave(request) => Some(request),
        _ => None,
    });
    let request = request.expect("the press leaves");
    assert_eq!((request.leg, &request.claims), (Leg::Host, &Some(asked_for())));
    let (journey, _) = come_back(&journey, &effects, now).unwrap();
    let answer = SignedIn { challenged: true, ..signed_in(Leg::Host) };
    let (journey, _) = step(journey, Event::SignedIn(Leg::Host, Ok(answer)), now);
    let (journey, effects) = step(journey, challenge(), now);
    assert!(effects.is_empty(), "{effects:?}");
    assert!(matches!(&journey.state, State::Stuck { problem, .. } if problem.kind == Kind::ProofNotAccepted));
    assert_eq!(step(journey, Event::ContinueAnyway, now).0.state, State::InstallingApp);
}

#[test]
fn who_has_signed_in_before_is_asked_nothing_unless_it_has_to_be() {
    let now = in_time();
    let progress = Progress {
        begun: true,
        sign_in: saved::SignInStanding::Done,
        license: saved::LicenseStanding::Missing,
        missing: vec![Missing::Premium],
        ..Progress::default()
    };
    let known = Known { invite: invite(false).without_secrets(), progress };
    let again = || Opening {
        known: vec![known.clone()],
        ..opening(setting(true, true, WINDOWS), Some(invite(false)))
    };
    let (journey, _) = open(again(), now);
    let (_, effects) = step(journey, Event::CheckAgain, now);
    let Some(Effect::Leave(request)) = effects.first() else { panic!("{effects:?}") };
    assert_eq!((request.leg, request.prompt), (Leg::Host, Prompt::None));

    let problem = Problem::new(Kind::SessionExpired);
    let failed = Failed { problem, leg: Leg::Host, invited: None, silent: true };
    let (_, effects) = open(Opening { callback: Some(Err(failed)), ..again() }, now);
    let Some(Effect::Leave(request)) = effects.first() else { panic!("{effects:?}") };
    assert_eq!((request.leg, request.prompt), (Leg::Home, Prompt::AsNeeded));
}

#[test]
fn signing_out_ends_at_the_same_event_with_the_sign_in_open() {
    let now = in_time();
    let (journey, _) = step(checking(now), Event::PersonRead(Ok(Person::default())), now);
    let (journey, _) = step(journey, Event::LicenseRead(Ok(licensed())), now);
    let (journey, effects) = step(journey, Event::SignOut, now);
    let [Effect::SignOut(address), Effect::Remember(remembered)] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert!(address.as_str().contains("logout_hint=O.secret-hint"));

    let known = Known { invite: invite(false).without_secrets(), progress: journey.progress.clone() };
    let bare = Opening {
        known: vec![known],
        remembered: remembered.clone(),
        ..opening(Rc::clone(&journey.setting), None)
    };
    let (back, effects) = open(bare, now);
    assert_eq!(back.state, State::SigningIn { leg: Leg::Host, phase: Phase::Ready });
    assert!(back.signed_out && back.visitor.is_none());
    let forgotten =
        |effect: &Effect| matches!(effect, Effect::Remember(remembered) if remembered.signed_out.is_none());
    assert!(effects.iter().any(forgotten), "{effects:?}");

    // Out of the browser's cache, the page must not go on as if nothing had happened; nor without a network.
    let (restored, _) = step(journey.clone(), Event::PageRestored, now);
    assert!(restored.visitor.is_none() && restored.signed_out);
    let (offline, _) = step(journey, Event::NoNetwork, now);
    assert!(matches!(&offline.state, State::Stuck { problem, .. } if problem.kind == Kind::Offline));
    assert!(offline.remembered.signed_out.is_none() && offline.visitor.is_some());
}

#[test]
fn a_link_from_another_device_opens_at_the_sign_in_and_settles_nothing() {
    for (reached, leg) in [
        (Reached::Invited, Leg::Home),
        (Reached::SignedIn, Leg::Home),
        (Reached::SignedInAtHostOnly, Leg::Host),
    ] {
        let handed_on = Invite { reached: Some(reached), ..invite(false).without_secrets() };
        let (journey, effects) =
            open(opening(setting(true, true, WINDOWS), Some(handed_on.clone())), in_time());
        assert_eq!(journey.state, State::SigningIn { leg, phase: Phase::Ready });
        // Nothing is kept, and nothing left for, until something is pressed.
        assert!(matches!(&effects[..], [Effect::SetFragment(_)]), "{effects:?}");
        let Progress { sign_in, license, inside, launched, .. } = journey.progress.clone();
        assert_eq!((sign_in, license), (saved::SignInStanding::Open, saved::LicenseStanding::Unchecked));
        assert!(!inside && !launched && !journey.has_app());

        // It comes along through the redirects, and the license is looked up here as anywhere.
        let (left, effects) = step(journey, Event::SignIn, in_time());
        let done = finish_sign_in(&left, &effects, in_time(), licensed());
        assert_eq!((done.state, done.invite.unwrap().reached), (State::InstallingApp, Some(reached)));

        let on_a_phone = open(opening(setting(true, true, PHONE), Some(handed_on)), in_time()).0;
        assert_eq!(on_a_phone.state, State::WrongDevice);
    }
}

#[test]
fn starting_over_or_forgetting_drops_what_another_device_said() {
    for event in [Event::StartOver, Event::Forget] {
        let handed_on = Invite { reached: Some(Reached::SignedIn), ..invite(false) };
        let (journey, effects) = step(opened(handed_on), event, in_time());
        assert_eq!((&journey.state, journey.progress), (&State::Introducing, Progress::default()));
        let fragment = effects.iter().find_map(|effect| match effect {
            Effect::SetFragment(fragment) => Some(fragment.clone()),
            _ => None,
        });
        let bare = Invite { reached: None, ..invite(false) };
        assert_eq!(fragment, Some(crate::domain::arrival::fragment_of(&bare)));
    }
}

#[test]
fn a_code_opens_its_event_and_an_unknown_one_says_so() {
    let listed = invite(false).without_secrets();
    let mut setting = setting(true, true, WINDOWS);
    Rc::make_mut(&mut setting).config.events = vec![(EventCode::parse("K7MT").unwrap(), listed.clone())];
    let page = |place: &str| Opening { place: Some(place.to_owned()), ..opening(Rc::clone(&setting), None) };
    for (place, repeated) in [("SPRING", Some("SPRING")), ("k7m", Some("k7m")), ("support/SIGNIN-03", None)] {
        let refused = repeated.map(|code| Detour::UnknownCode(code.to_owned()));
        assert_eq!(open(page(place), in_time()).0.state, State::NoInvite { refused });
    }
    let (nothing, _) = open(opening(Rc::clone(&setting), None), in_time());
    for pasted in ["k7-mt", listed.event_link.as_str()] {
        let (journey, effects) = step(nothing.clone(), Event::Pasted(pasted.to_owned()), in_time());
        assert_eq!((journey.state, journey.invite.as_ref()), (State::Introducing, Some(&listed)), "{pasted}");
        assert!(matches!(&effects[..], [Effect::SetFragment(_)]), "{effects:?}");
    }
    let (journey, _) = step(nothing, Event::Pasted("K7MX".into()), in_time());
    assert_eq!(journey.state, State::NoInvite { refused: Some(Detour::UnknownCode("K7MX".into())) });
}

#[test]
fn the_meeting_instead_leads_back_to_where_it_was_asked_for() {
    let now = in_time();
    let problem =
        State::Stuck { problem: Problem::new(Kind::ConditionalAccess), resume: Resume::Step(Step::SignIn) };
    for state in [State::WrongDevice, problem, State::Launching] {
        let journey = Journey { state: state.clone(), ..fresh(now) };
        let (meeting, effects) = step(journey, Event::JoinMeeting, now);
        assert_eq!(
            meeting.state,
            State::JoiningMeeting { back: Box::new(state.clone()), only_in_teams: false }
        );
        assert_eq!((meeting.state.step(), effects.len()), (state.step(), 0));
        let (again, _) = step(meeting.clone(), Event::JoinMeeting, now);
        assert_eq!(again.state, meeting.state, "it is not its own way back");
        assert_eq!(step(meeting, Event::Continue, now).0.state, state);
    }
    let none = Invite { meeting: None, ..invite(false) };
    assert_eq!(step(opened(none), Event::JoinMeeting, now).0.state, State::Introducing);
}

#[test]
fn the_meeting_is_joined_here_where_there_is_a_page_for_it() {
    let now = in_time();
    let at_meeting = |journey: Journey| step(journey, Event::JoinMeeting, now).0;
    let (here, effects) =
        step(at_meeting(with_meetings(Some("https://meetings.contoso.com/token"))), Event::JoinHere, now);
    assert!(matches!(&effects[..], [Effect::OpenMeeting(_)]), "{effects:?}");
    assert!(matches!(here.state, State::JoiningMeeting { only_in_teams: false, .. }));
    // The browser keeps nothing: Teams is the way in that remains.
    let (refused, effects) = step(here, Event::StorageRefused, now);
    assert!(matches!(refused.state, State::JoiningMeeting { only_in_teams: true, .. }));
    assert!(effects.is_empty());
    assert!(step(refused, Event::JoinHere, now).1.is_empty());
    assert!(
        step(at_meeting(with_meetings(None)), Event::JoinHere, now).1.is_empty(),
        "there is no such page"
    );
    assert!(
        step(with_meetings(Some("https://meetings.contoso.com/token")), Event::JoinHere, now).1.is_empty()
    );
}

#[test]
fn without_a_network_the_meeting_is_tried_again_or_left_alone() {
    let now = in_time();
    let problem = Problem::new(Kind::ConditionalAccess);
    let refused = State::Stuck { problem, resume: Resume::Step(Step::SignIn) };
    let begun = Progress { begun: true, ..Progress::default() };
    let journey = Journey {
        state: refused.clone(),
        progress: begun,
        ..with_meetings(Some("https://meetings.contoso.com/token"))
    };
    let (here, _) = step(step(journey, Event::JoinMeeting, now).0, Event::JoinHere, now);
    let (offline, effects) = step(here.clone(), Event::NoNetwork, now);
    assert!(matches!(&offline.state, State::Stuck { problem, .. } if problem.kind == Kind::Offline));
    assert_eq!((offline.state.step(), effects.len()), (refused.step(), 0));
    let (again, effects) = step(offline.clone(), Event::TryAgain, now);
    assert!(matches!(&effects[..], [Effect::OpenMeeting(_)]), "{effects:?}");
    assert_eq!(again.state, here.state);
    assert_eq!(step(offline.clone(), Event::Continue, now).0.state, refused);
    // "Go on without signing in" is offered here, too: it is the step that the guest was at.
    assert_eq!(step(offline, Event::ContinueAnyway, now).0.state, State::InstallingApp);
}

/// A journey in a portal with that service for its meetings, if with any.
fn with_meetings(service: Option<&str>) -> Journey {
    let mut journey = fresh(in_time());
    let config = Config {
        meeting_service: service.map(|address| address.parse().unwrap()),
        ..journey.setting.config.clone()
    };
    journey.setting = Rc::new(Setting { config, ..(*journey.setting).clone() });
    journey
}

/// Every event a guest or the world can bring about, with harmless and hostile contents.
fn events() -> impl Strategy<Value = Event> {
    let texts = prop::sample::select(vec![
        "",
        "AADSTS50020: not here",
        "Oops, check the event's schedule",
        "#i=1.x",
        "é\u{202e}",
    ]);
    let kind = prop::sample::select(Kind::ALL.to_vec());
    prop_oneof![
        texts.clone().prop_map(|text| Event::Pasted(text.to_owned())),
        any::<bool>().prop_map(|redeem| Event::Pasted(format!("x#i={}", link::write(&invite(redeem))))),
        Just(()).prop_map(|()| Event::Chose(EventKey::parse("0123456789abcdef").unwrap())),
        Just(()).prop_map(|()| Event::Chose(invite(false).key())),
        prop::sample::select(vec![
            0_u8, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21
        ])
        .prop_map(|press| match press {
            0 => Event::Continue,
            1 => Event::ContinueAnyway,
            2 => Event::AcceptInvitation,
            3 => Event::SignIn,
            4 => Event::SkipHome,
            5 => Event::UseAnotherAccount,
            6 => Event::CheckAgain,
            7 => Event::HaveApp,
            8 => Event::LackApp,
            9 => Event::OpenApp,
            10 => Event::TryAgain,
            11 => Event::StartOver,
            12 => Event::SaveCalendar,
            13 => Event::Forget,
            14 => Event::StorageRefused,
            15 => Event::PageRestored,
            16 => Event::NoNetwork,
            17 => Event::SignOut,
            18 => Event::Woken,
            19 => Event::JoinMeeting,
            20 => Event::JoinHere,
            _ => Event::TabSeen,
        }),
        prop_oneof![Just(Answer::Inside), Just(Answer::DidNotOpen), kind.clone().prop_map(Answer::Message)]
            .prop_map(Event::Answered),
        texts.prop_map(|text| Event::Saw(text.to_owned())),
        prop::sample::select(Step::ALL.to_vec()).prop_map(Event::Revisit),
        (prop::sample::select(vec![Leg::Home, Leg::Host]), prop::option::of(kind.clone())).prop_map(
            |(leg, kind)| {
                Event::SignedIn(leg, kind.map_or_else(|| Ok(signed_in(leg)), |kind| Err(Problem::new(kind))))
            }
        ),
        prop::option::of(kind.clone()).prop_map(|kind| {
            Event::PersonRead(kind.map_or_else(|| Ok(Person::default()), |kind| Err(Problem::new(kind))))
        }),
        (0..4_u8, kind, any::<bool>()).prop_map(|(which, kind, claims)| Event::LicenseRead(match which {
            0 => Ok(licensed()),
            1 => Ok(Verdict::Missing { missing: Missing::ALL.to_vec(), reasons: Vec::new() }),
            2 => Ok(Verdict::Unknown { reasons: Vec::new() }),
            _ => Err(Refused { problem: Problem::new(kind), claims: claims.then(asked_for) }),
        })),
        prop::option::of(prop::sample::select(Kind::ALL.to_vec())).prop_map(|kind| {
            let renewed = || Session::for_test("secret-token", None, in_time());
            Event::Renewed(kind.map_or_else(|| Ok(renewed()), |kind| Err(Problem::new(kind))))
        }),
        prop::sample::select(vec![Signal::Left, Signal::Returned, Signal::Settled]).prop_map(Event::Noticed),
    ]
}

/// A page in any circumstances.
fn pages() -> impl Strategy<Value = (Opening, Moment)> {
    let failure = prop::option::of((prop::sample::select(Kind::ALL.to_vec()), any::<bool>(), any::<bool>()));
    let facts = prop::sample::select(vec![WINDOWS, PHONE, ""]);
    let moments = prop::sample::select(vec![early(), in_time(), invite(false).ends.plus(DAY)]);
    let circumstances = (any::<bool>(), any::<bool>(), facts, prop::option::of(any::<bool>()));
    let history = (
        prop::option::of(prop::sample::select(Step::ALL.to_vec())),
        prop::option::of(Just(Waiting { leg: Leg::Home, invited: None })),
        prop::option::of(prop::sample::select(Reached::ALL.to_vec())),
    );
    (circumstances, history, failure, moments, any::<bool>()).prop_map(
        |((can_store, home_leg, facts, redeem), (step, waiting, reached), failure, now, begun)| {
            let invite = redeem.map(|redeem| Invite { reached, ..invite(redeem) });
            let progress = Progress { begun, ..Progress::default() };
            let known = invite
                .iter()
                .map(|invite| Known { invite: invite.without_secrets(), progress: progress.clone() });
            let opening = Opening {
                known: known.collect(),
                callback: failure.map(|(kind, home, silent)| {
                    let leg = if home { Leg::Home } else { Leg::Host };
                    Err(Failed { problem: Problem::new(kind), leg, invited: None, silent })
                }),
                step,
                waiting,
                ..opening(setting(can_store, home_leg, facts), invite)
            };
            (opening, now)
        },
    )
}

fn is_press(event: &Event) -> bool {
    matches!(
        event,
        Event::Continue
            | Event::SignIn
            | Event::SkipHome
            | Event::UseAnotherAccount
            | Event::CheckAgain
            | Event::TryAgain
    )
}

/// Everything the guest can press and every answer that can come, as the way out of a dead end.
fn ways_out() -> Vec<Event> {
    vec![
        Event::Answered(Answer::Inside),
        Event::OpenApp,
        Event::HaveApp,
        Event::ContinueAnyway,
        Event::Continue,
        Event::Pasted(format!("x#i={}", link::write(&invite(false)))),
        Event::PageRestored,
        Event::SignedIn(Leg::Home, Err(Problem::new(Kind::SignInUnknown))),
        Event::SignedIn(Leg::Host, Err(Problem::new(Kind::SignInUnknown))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases * 2, ..ProptestConfig::default() })]

    /// Any page, any events, in any order: no panic, no secret kept, no redirect without a press, and
    /// at most two for one press.
    #[test]
    fn a_random_walk_keeps_the_laws((page, now) in pages(), walk in prop::collection::vec(events(), 0..24)) {
        let after_silence = matches!(&page.callback, Some(Err(failed)) if failed.silent);
        let (mut journey, mut effects) = open(page, now);
        let left = effects.iter().any(|effect| matches!(effect, Effect::Leave(request) if request.prompt == Prompt::None));
        prop_assert!(!left, "silence after silence");
        let left = effects.iter().any(|effect| matches!(effect, Effect::Leave(_)));
        prop_assert!(!left || after_silence, "left on opening");
        for event in walk {
            let pressed = is_press(&event);
            let after_home = matches!(event, Event::SignedIn(Leg::Home, Ok(_)));
            let said = format!("{event:?}");
            (journey, effects) = step(journey, event, now);
            let legs: Vec<Leg> = effects.iter().filter_map(|effect| match effect {
                Effect::Leave(request) => Some(request.leg),
                _ => None,
            }).collect();
            prop_assert!(legs.is_empty() || pressed || after_home, "{} left without a press", said);
            // A press leaves once; what the home leg's answer leaves for is the host leg, which ends it.
            prop_assert!(legs.len() <= 1 && (!after_home || legs.iter().all(|leg| *leg == Leg::Host)));
            for effect in &effects {
                if let Effect::Save(_, saved) = effect {
                    let json = serde_json::to_string(saved).unwrap();
                    let inside = link::read(&saved.invite).unwrap();
                    prop_assert!(inside.redeem.is_none() && inside.guest.is_none());
                    for secret in SECRETS {
                        prop_assert!(!json.contains(secret), "{} in {}", secret, json);
                    }
                }
                if let Effect::SetFragment(fragment) = effect {
                    let inside = link::read(fragment.trim_start_matches("i=")).unwrap();
                    prop_assert!(inside.redeem.is_none() && inside.guest.is_none());
                }
            }
            let shown = format!("{journey:?}");
            prop_assert!(!shown.contains("secret-"), "{}", shown);
        }
    }

    /// From wherever a walk ends, a way leads inside.
    #[test]
    fn there_is_no_dead_end((page, now) in pages(), walk in prop::collection::vec(events(), 0..16)) {
        let mut journey = open(page, now).0;
        for event in walk {
            journey = step(journey, event, now).0;
        }
        let start = format!("{:?}", journey.state);
        for _ in 0..12 {
            if journey.state == State::Inside {
                break;
            }
            let next = ways_out().into_iter().find_map(|event| {
                let after = step(journey.clone(), event, now).0;
                (after.state != journey.state).then_some(after)
            });
            let Some(next) = next else { break };
            journey = next;
        }
        prop_assert_eq!(journey.state, State::Inside, "from {}", start);
    }

    /// Back shows an earlier step and loses nothing.
    #[test]
    fn back_loses_nothing((page, now) in pages(), walk in prop::collection::vec(events(), 0..12), place in prop::sample::select(Step::ALL.to_vec())) {
        let mut journey = open(page, now).0;
        for event in walk {
            journey = step(journey, event, now).0;
        }
        let (back, effects) = step(journey.clone(), Event::Revisit(place), now);
        prop_assert_eq!(back.progress, journey.progress);
        prop_assert!(effects.is_empty(), "{:?}", effects);
    }
}
