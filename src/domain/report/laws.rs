//! The law of the report: whatever secrets a page holds, none gets into a report, in whatever writing.

use std::rc::Rc;

use base64::engine::general_purpose::STANDARD_NO_PAD;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use url::{Url, form_urlencoded};

use super::log::Log;
use super::make::{self, Around};
use super::*;
use crate::domain::auth::Page;
use crate::domain::auth::attempt::{Entropy, Hint, Prompt, Request, begin};
use crate::domain::auth::callback::{Callback, Failed};
use crate::domain::auth::challenge;
use crate::domain::auth::session::Session;
use crate::domain::auth::token::{Identity, SignedIn};
use crate::domain::detour::{Detour, Turn};
use crate::domain::device::{Brand, Facts, UaData};
use crate::domain::directory::fault::Refused;
use crate::domain::directory::license;
use crate::domain::directory::person::Person;
use crate::domain::invite::link::tests::full;
use crate::domain::invite::{Invite, Organizer, RedeemUrl};
use crate::domain::journey::laws::opened;
use crate::domain::journey::{
    Answer, Effort, Event, Journey, Known, Opening, Phase, Resume, Setting, State, Visitor, open, step,
};
use crate::domain::launch::Signal;
use crate::domain::links::{self, MeetingPlace};
use crate::domain::problem::{Problem, Trace};

/// Something that must not get out: long enough not to stand in a report by chance, with signs that are written
/// otherwise in addresses.
fn secrets() -> impl Strategy<Value = String> {
    "[A-Za-z]{6}[A-Za-z0-9/+ &=%é-]{2,12}[A-Za-z]{6}"
}

fn guest_of(secret: &str) -> GuestAddress {
    let name: String = secret.chars().filter(char::is_ascii_alphanumeric).collect();
    GuestAddress::parse(&format!("{name}@fabrikam.com")).unwrap()
}

fn address_of(secret: &str) -> Url {
    let mut url = Url::parse("https://mesh.cloud.microsoft/event/").unwrap();
    url.query_pairs_mut().append_pair("ticket", secret);
    url.set_fragment(Some(secret));
    url
}

/// A problem whose every part that is a text holds the secret.
fn problem_of(kind: Kind, secret: &str) -> Problem {
    let trace = Trace {
        correlation_id: Some(secret.to_owned()),
        subject: Some(secret.to_owned()),
        status: Some(403),
        ..Trace::default()
    };
    Problem { kind, trace }
}

/// A journey with the secret wherever there is room for a text.
fn planted(secret: &str) -> Journey {
    let invite = Invite {
        title: secret.to_owned(),
        event_link: address_of(secret),
        meeting: Some(MeetingPlace::Link(address_of(secret))),
        guest: Some(guest_of(secret)),
        organizer: Organizer { name: Some(secret.to_owned()), contact: Some(secret.to_owned()) },
        redeem: Some(RedeemUrl::new(address_of(secret))),
        language: Some(secret.to_owned()),
        ..full().build().unwrap()
    };
    let mut journey = opened(full().build().unwrap());
    let setting = Rc::make_mut(&mut journey.setting);
    for host in &mut setting.config.hosts {
        (host.name, host.domain) = (secret.to_owned(), secret.to_owned());
    }
    setting.config.privacy_url = Some(address_of(secret));
    setting.config.sign_in.extra_scopes = vec![secret.to_owned()];
    setting.address = address_of(secret);
    let text = || Some(secret.to_owned());
    setting.facts = Facts {
        ua: Some(format!("{secret} Edg/130.0 {secret}")),
        platform: text(),
        webgl_renderer: text(),
        ua_data: Some(UaData {
            brands: Some(vec![Brand { brand: text(), version: text() }]),
            platform: text(),
            platform_version: text(),
            architecture: text(),
            model: text(),
            form_factors: Some(vec![secret.to_owned()]),
            ..UaData::default()
        }),
        ..Facts::default()
    };
    journey.known = vec![Known { invite: invite.clone(), progress: journey.progress.clone() }];
    journey.remembered.signed_out = Some(invite.key());
    journey.visitor = Some(Visitor {
        shown_as: Some(Hint(secret.to_owned())),
        is_guest: Some(true),
        instead_of: Some(Hint(secret.to_owned())),
        logout_hint: Some(Hint(secret.to_owned())),
    });
    journey.invite = Some(invite);
    journey
}

fn session_of(secret: &str) -> Session {
    Session::for_test(secret, Some(secret), NOW)
}

fn claims_of(secret: &str) -> challenge::Claims {
    let asked =
        serde_json::json!({"access_token": {"acrs": {"essential": true, "value": secret}}}).to_string();
    let claims = STANDARD_NO_PAD.encode(asked);
    challenge::parse(&format!(r#"Bearer error="insufficient_claims", claims="{claims}""#)).unwrap()
}

const NOW: Moment = Moment(1_795_284_000_000);

/// A state that holds the secret.
fn states(secret: &str, kind: Kind) -> Vec<State> {
    let problem = || problem_of(kind, secret);
    let stuck = |resume| State::Stuck { problem: problem(), resume };
    let pasted = Detour::Pasted {
        kind: links::Kind::NotAMeeting,
        turn: Turn::IntoApp,
        link: Some(address_of(secret).into()),
    };
    vec![
        State::NoInvite { refused: Some(Detour::UnknownCode(secret.to_owned())) },
        State::NoInvite { refused: Some(pasted) },
        State::LinkUnusable(problem()),
        State::SigningIn { leg: Leg::Host, phase: Phase::Exchanging },
        State::CheckingLicense {
            session: session_of(secret),
            effort: Effort::default(),
            person_known: false,
            verdict: None,
        },
        State::LicenseMissing { missing: vec![Missing::Premium], session: Some(session_of(secret)) },
        State::JoiningMeeting {
            back: Box::new(stuck(Resume::License(session_of(secret)))),
            only_in_teams: false,
        },
        stuck(Resume::Step(Step::SignIn)),
        stuck(Resume::License(session_of(secret))),
        stuck(Resume::Proof(claims_of(secret))),
    ]
}

/// Things that happen, each with the secret in whatever it holds.
fn events(secret: &str, kind: Kind) -> Vec<Event> {
    let problem = || problem_of(kind, secret);
    let text = || Some(secret.to_owned());
    let signed_in = SignedIn {
        identity: Identity {
            tenant: Guid::parse("a7d0c4de-52f3-4b0c-8d6a-91be3e75f020").unwrap(),
            user_name: text().map(Hint),
            name: text(),
            is_guest: Some(true),
            logout_hint: text().map(Hint),
        },
        session: session_of(secret),
        invited: text().map(Hint),
        challenged: false,
    };
    let person = Person { user_type: None, invitation: None, display_name: text() };
    vec![
        Event::Pasted(secret.to_owned()),
        Event::Pasted(address_of(secret).into()),
        Event::Saw(secret.to_owned()),
        Event::Saw(format!("AADSTS50020: User account '{secret}' does not exist. Correlation ID: {secret}")),
        Event::SignedIn(Leg::Host, Ok(signed_in)),
        Event::SignedIn(Leg::Home, Err(problem())),
        Event::SignedIn(Leg::Host, Err(problem())),
        Event::PersonRead(Ok(person)),
        Event::LicenseRead(Ok(license::Verdict::Licensed { reasons: Vec::new() })),
        Event::LicenseRead(Err(Refused { problem: problem(), claims: Some(claims_of(secret)) })),
        Event::Renewed(Ok(session_of(secret))),
        Event::Renewed(Err(problem())),
        Event::Continue,
        Event::ContinueAnyway,
        Event::SignIn,
        Event::TryAgain,
        Event::CheckAgain,
        Event::OpenApp,
        Event::Answered(Answer::Message(kind)),
        Event::Noticed(Signal::Left),
        Event::StartOver,
        Event::Forget,
    ]
}

/// A journey that opens with an answer from the sign-in page, in which everything is the secret.
fn called_back(secret: &str) -> Journey {
    let planted = planted(secret);
    let journey = opened(full().build().unwrap());
    let config = &journey.setting.config;
    let request = Request {
        page: Page::Guest,
        leg: Leg::Host,
        host: full().build().unwrap().host,
        event: None,
        invite: None,
        login_hint: Some(Hint(secret.to_owned())),
        invited: Some(Hint(secret.to_owned())),
        prompt: Prompt::AsNeeded,
        claims: Some(claims_of(secret)),
        scopes: vec![],
        redirect: journey.setting.address.clone(),
    };
    let (attempt, _) = begin(config, request, &Entropy([7; 64]), NOW).unwrap();
    let described = form_urlencoded::byte_serialize(secret.as_bytes()).collect::<String>();
    let fragment = format!("error=access_denied&error_description={described}&state={}", attempt.state);
    let callback = Callback::read(&fragment).unwrap();
    let failed: Failed = callback.take_up(Some(attempt), Page::Guest, config, NOW).unwrap_err();
    let setting: Rc<Setting> = Rc::clone(&planted.setting);
    open(
        Opening { invite: planted.invite.map(Ok), callback: Some(Err(failed)), ..Opening::bare(setting) },
        NOW,
    )
    .0
}

/// The secret in every writing that could carry it.
fn writings(secret: &str) -> Vec<String> {
    let percent = form_urlencoded::byte_serialize(secret.as_bytes()).collect::<String>();
    let mut writings = vec![
        secret.to_owned(),
        percent.clone(),
        percent.replace('+', "%20"),
        guest_of(secret).secret().to_owned(),
        // A part of it is as bad.
        secret[..6].to_owned(),
        secret[secret.len() - 6..].to_owned(),
    ];
    // At each of the three places that a text can have in a base64 group, without the signs that its neighbors share.
    for before in ["", "x", "xx"] {
        for encoded in [
            STANDARD_NO_PAD.encode([before, secret].concat()),
            URL_SAFE_NO_PAD.encode([before, secret].concat()),
        ] {
            writings.push(encoded[if before.is_empty() { 0 } else { 4 }..encoded.len() - 4].to_owned());
        }
    }
    writings
}

const fn around(log: &Log) -> Around<'_> {
    Around { now: NOW, log, language: Language::German, online: true }
}

fn assert_silent(journey: &Journey, log: &Log, secret: &str) -> Result<(), TestCaseError> {
    let text = write(&make::of(journey, around(log), false));
    let link = link(&Url::parse("https://guests.contoso.com/").unwrap(), &text).unwrap();
    for writing in writings(secret) {
        for out in [&text, &link] {
            prop_assert!(!out.contains(&writing), "{writing} in {out}");
        }
    }
    let with_address = write(&make::of(journey, around(log), true));
    let only_more: Vec<&str> =
        with_address.lines().filter(|line| !text.contains(line) && !line.starts_with("end: ")).collect();
    let added = make::address(journey).map(|address| format!("address: {}", address.secret()));
    prop_assert_eq!(only_more, added.as_slice());
    Ok(())
}

proptest! {
    /// The law would notice: a secret in the text is found in the text and in its link.
    #[test]
    fn a_secret_in_a_report_is_found(secret in secrets(), at in any::<prop::sample::Index>()) {
        let text = write(&make::of(&planted(&secret), around(&Log::new(NOW)), false));
        let at = at.index(text.len());
        let told = [&text[..at], &secret, &text[at..]].concat();
        let link = link(&Url::parse("https://guests.contoso.com/").unwrap(), &told).unwrap();
        prop_assert!(writings(&secret).iter().any(|writing| told.contains(writing)));
        prop_assert!(writings(&secret).iter().any(|writing| link.contains(writing)));
    }

    #[test]
    fn no_state_tells_a_secret(secret in secrets(), kind in select(Kind::ALL)) {
        let log = Log::new(NOW);
        for state in states(&secret, kind) {
            assert_silent(&Journey { state, ..planted(&secret) }, &log, &secret)?;
        }
        assert_silent(&called_back(&secret), &log, &secret)?;
    }

    #[test]
    fn no_event_tells_a_secret(
        secret in secrets(),
        kind in select(Kind::ALL),
        begun in any::<prop::sample::Index>(),
        walk in vec(any::<prop::sample::Index>(), 1..40),
    ) {
        let (mut log, mut states) = (Log::new(NOW), states(&secret, kind));
        let state = states.swap_remove(begun.index(states.len()));
        let mut journey = Journey { state, ..planted(&secret) };
        for (second, index) in walk.into_iter().enumerate() {
            let mut events = events(&secret, kind);
            let event = events.swap_remove(index.index(events.len()));
            let (name, before) = (event.name(), journey.state.clone());
            let now = NOW.plus(i64::try_from(second).unwrap() * 1000);
            (journey, _) = step(journey, event, now);
            log.note(name, &before, &journey.state, now);
        }
        assert_silent(&journey, &log, &secret)?;
        prop_assert!(log.marks().len() <= log::MOST);
    }
}
