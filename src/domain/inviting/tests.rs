use rstest::rstest;
use serde_json::Value;
use url::Url;

use super::order::{MailText, WayBack};
use super::row::{LOOKS, Reason};
use super::*;
use crate::domain::invite::{GuestAddress, Invite, Organizer, RedeemUrl};
use crate::domain::language::Language;
use crate::domain::target::Target;
use crate::domain::tenant::Guid;
use crate::domain::time::{DAY, HOUR};

/// 2026-11-21T18:00:00Z
pub(super) const NOW: Moment = Moment(1_795_284_000_000);

const USER: &str = "7d9f2c64-1b38-4a57-8e0c-5f6a3b2d1e90";
const REQUEST: &str = "0b6d3c8e-5a0f-4b52-a5ab-6b1a9b6b3b11";
const REDEEM: &str =
    "https://login.microsoftonline.com/redeem?rd=https%3A%2F%2Finvitations.microsoft.com%2Fredeem%2F";

pub(super) fn order() -> Order {
    let invite = Invite {
        title: "Contoso Product Launch".into(),
        starts: NOW.plus(7 * DAY),
        ends: NOW.plus(7 * DAY + HOUR),
        host: Guid::parse("3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811").unwrap(),
        target: Target::default(),
        event_link: Url::parse("https://teams.microsoft.com/l/meetup-join/launch").unwrap(),
        meeting: None,
        guest: GuestAddress::parse("adele.vance@fabrikam.com"),
        organizer: Organizer { name: Some("Megan Bowen".into()), contact: None },
        redeem: Some(RedeemUrl::new(Url::parse(REDEEM).unwrap())),
        language: None,
        reached: None,
        signed: None,
    };
    Order {
        text: MailText::parse("See you at the launch!").ok(),
        language: Language::English,
        cc: GuestAddress::parse("megan.bowen@contoso.com"),
        send_mail: true,
        way_back: WayBack::new(Url::parse("https://portal.contoso.com/?x#y").unwrap(), &invite),
    }
}

pub(super) fn guests(count: usize) -> Vec<Guest> {
    (0..count)
        .map(|number| Guest {
            address: GuestAddress::parse(&format!("Adele.Vance+{number}@fabrikam.com")).unwrap(),
            name: (number % 3 > 0).then(|| format!("Adele Vance {number}")),
            language: [None, Some(Language::German), Some(Language::Chinese)][number % 3],
        })
        .collect()
}

fn run(count: usize, may_read: bool) -> Run {
    Run::begin(order(), guests(count), may_read, NOW).unwrap()
}

fn sent(run: &mut Run, now: Moment) -> Outgoing {
    match run.next(now) {
        Next::Send(out) => out,
        other => panic!("expected a batch of invitations, got {other:?}"),
    }
}

fn looked_up(run: &mut Run, now: Moment) -> Outgoing {
    match run.next(now) {
        Next::LookUp(out) => out,
        other => panic!("expected questions, got {other:?}"),
    }
}

fn answer(run: &mut Run, batch: BatchId, status: u16, body: &str, now: Moment) {
    run.answered(batch, Ok(Answer { status, retry_after: Some("30"), body }), now);
}

fn parts(out: &Outgoing) -> Vec<Value> {
    let body: Value = serde_json::from_str(&out.body).unwrap();
    body["requests"].as_array().unwrap().clone()
}

fn part(id: usize, status: u16, body: &str) -> String {
    format!(r#"{{"id":"{id}","status":{status},"headers":{{"Retry-After":"30"}},"body":{body}}}"#)
}

fn batch_of(parts: &[String]) -> String {
    format!(r#"{{"responses":[{}]}}"#, parts.join(","))
}

fn invited() -> String {
    format!(
        r#"{{"status":"PendingAcceptance","inviteRedeemUrl":"{REDEEM}","invitedUser":{{"id":"{USER}"}}}}"#
    )
}

fn error(code: &str, message: &str) -> String {
    format!(
        r#"{{"error":{{"code":"{code}","message":"{message}","innerError":{{"request-id":"{REQUEST}"}}}}}}"#
    )
}

/// One guest beside another who is invited, so that nothing is concluded about the whole.
#[rstest]
#[case(201, &invited(), StateName::Invited, None)]
#[case(200, "{}", StateName::Invited, None)]
#[case(201, r#"{"status":"Error"}"#, StateName::Unknown, None)]
#[case(302, "{}", StateName::Unknown, None)]
#[case(400, &error("BadRequest", ""), StateName::Refused, None)]
#[case(401, &error("InvalidAuthenticationToken", ""), StateName::Waiting, Some(Pause::SignIn))]
#[case(403, &error("Authorization_RequestDenied", ""), StateName::Refused, None)]
#[case(404, "{}", StateName::Refused, None)]
#[case(408, "{}", StateName::Unknown, None)]
#[case(409, "{}", StateName::Refused, None)]
#[case(424, "{}", StateName::Refused, None)]
#[case(429, &error("TooManyRequests", ""), StateName::Throttled, None)]
#[case(500, "{}", StateName::Unknown, None)]
#[case(503, "{}", StateName::Unknown, None)]
#[case(504, "{}", StateName::Unknown, None)]
fn each_answer_to_one_guest_means_what_it_proves(
    #[case] status: u16,
    #[case] body: &str,
    #[case] state: StateName,
    #[case] paused: Option<Pause>,
) {
    let mut run = run(2, false);
    let out = sent(&mut run, NOW);
    answer(&mut run, out.batch, 200, &batch_of(&[part(0, 201, &invited()), part(1, status, body)]), NOW);
    assert_eq!(run.rows()[1].state.name(), state);
    assert_eq!(run.paused, paused);
}

#[rstest]
#[case(200, "<html>", StateName::Unknown, None)]
#[case(200, r#"{"responses":[]}"#, StateName::Unknown, None)]
#[case(302, "", StateName::Unknown, None)]
#[case(400, "", StateName::Waiting, Some(Pause::BatchRefused))]
#[case(401, "", StateName::Waiting, Some(Pause::SignIn))]
#[case(403, "", StateName::Waiting, Some(Pause::NotAllowed))]
#[case(408, "", StateName::Unknown, None)]
#[case(429, "", StateName::Throttled, None)]
#[case(500, "", StateName::Unknown, None)]
#[case(503, "", StateName::Unknown, None)]
#[case(504, "", StateName::Unknown, None)]
fn each_answer_to_a_whole_batch_means_what_it_proves(
    #[case] status: u16,
    #[case] body: &str,
    #[case] state: StateName,
    #[case] paused: Option<Pause>,
) {
    let mut run = run(3, false);
    let out = sent(&mut run, NOW);
    answer(&mut run, out.batch, status, body, NOW);
    assert_eq!(run.totals(), BTreeMap::from([(state, 3)]));
    assert_eq!(run.paused, paused);
}

#[rstest]
#[case(403, "Guest invitations not allowed for your company.", Reason::NotAllowed)]
#[case(403, "", Reason::NotAllowed)]
#[case(400, "This invitation is blocked by cross-tenant access settings.", Reason::Blocked)]
#[case(400, "The domain is not on the allow list.", Reason::Blocked)]
#[case(400, "The invited user already exists in the directory as object ID: x.", Reason::Taken)]
#[case(400, "The invited user is in a verified domain of this directory.", Reason::Taken)]
#[case(400, "Invalid.", Reason::Address)]
#[case(413, "", Reason::Other)]
fn a_refusal_is_told_with_its_traces(#[case] status: u16, #[case] message: &str, #[case] reason: Reason) {
    let mut run = run(2, false);
    let out = sent(&mut run, NOW);
    let refused = part(1, status, &error("SomeCode", message));
    answer(&mut run, out.batch, 200, &batch_of(&[part(0, 201, &invited()), refused]), NOW);
    let State::Refused(refusal) = &run.rows()[1].state else { panic!("expected a refusal") };
    assert_eq!((refusal.reason, refusal.code.as_deref()), (reason, Some("SomeCode")));
    assert_eq!(refusal.request_id.as_ref().map(Guid::as_str), Some(REQUEST));
    assert_eq!(run.rows()[1].message().id, ["inviting.why.", reason.name()].concat());
}

#[test]
fn when_all_are_denied_the_run_pauses_and_nobody_is_refused() {
    let mut run = run(2, false);
    let out = sent(&mut run, NOW);
    let denied = |id| part(id, 403, &error("Authorization_RequestDenied", ""));
    answer(&mut run, out.batch, 200, &batch_of(&[denied(0), denied(1)]), NOW);
    assert_eq!(run.next(NOW), Next::Paused(Pause::NotAllowed));
    assert_eq!(run.totals(), BTreeMap::from([(StateName::Waiting, 2)]));
}

#[test]
fn an_invitation_says_what_the_order_says_and_carries_no_secret() {
    let mut run = run(3, false);
    let out = sent(&mut run, NOW);
    let body = &parts(&out)[1]["body"];
    assert_eq!(body["invitedUserEmailAddress"], "Adele.Vance+1@fabrikam.com");
    assert_eq!(body["invitedUserDisplayName"], "Adele Vance 1");
    assert_eq!(body["sendInvitationMessage"], true);
    assert_eq!(body["invitedUserMessageInfo"]["messageLanguage"], "de");
    assert_eq!(body["invitedUserMessageInfo"]["customizedMessageBody"], "See you at the launch!");
    assert_eq!(
        body["invitedUserMessageInfo"]["ccRecipients"],
        serde_json::json!([{ "emailAddress": { "address": "megan.bowen@contoso.com" } }])
    );
    let back = body["inviteRedirectUrl"].as_str().unwrap();
    let read =
        crate::domain::invite::link::read(back.strip_prefix("https://portal.contoso.com/?i=").unwrap())
            .unwrap();
    assert_eq!((read.guest, read.redeem, read.language.as_deref()), (None, None, Some("de")));
}

#[test]
fn what_is_stored_before_a_batch_leaves_holds_its_guests_in_doubt() {
    let mut run = run(25, true);
    let questions = looked_up(&mut run, NOW);
    let nobody = [part(0, 200, r#"{"value":[]}"#), part(1, 200, r#"{"value":[]}"#)];
    answer(&mut run, questions.batch, 200, &batch_of(&nobody), NOW);
    let out = sent(&mut run, NOW);
    let mut restored = Run::from_json(&out.journal, NOW).unwrap();
    assert_eq!(restored.next(NOW), Next::Paused(Pause::Reloaded));
    assert_eq!(restored.totals(), BTreeMap::from([(StateName::Unknown, 20), (StateName::Waiting, 5)]));
    restored.resume(true);
    assert_eq!(parts(&sent(&mut restored, NOW)).len(), 5);
}

#[test]
fn guests_who_are_there_are_recognized_before_anything_is_sent() {
    let mut run = run(4, true);
    let out = looked_up(&mut run, NOW);
    let user = |number: usize, kind: &str, state: &str| {
        format!(
            r#"{{"id":"{USER}","mail":"adele.vance+{number}@FABRIKAM.com","userType":"{kind}","externalUserState":{state}}}"#
        )
    };
    let users = [
        user(0, "Guest", r#""Accepted""#),
        user(1, "Guest", r#""PendingAcceptance""#),
        user(2, "Member", "null"),
    ];
    let found = format!(r#"{{"value":[{}]}}"#, users.join(","));
    answer(&mut run, out.batch, 200, &batch_of(&[part(0, 200, &found)]), NOW);
    let names: Vec<StateName> = run.rows().iter().map(|row| row.state.name()).collect();
    let expected =
        [StateName::AlreadyAccepted, StateName::AlreadyPending, StateName::Member, StateName::Waiting];
    assert_eq!(names, expected);
    assert_eq!(parts(&sent(&mut run, NOW)).len(), 1);
}

#[test]
fn absence_is_no_proof_however_often_it_is_seen() {
    let mut run = run(1, true);
    let none = batch_of(&[part(0, 200, r#"{"value":[]}"#)]);
    let out = looked_up(&mut run, NOW);
    answer(&mut run, out.batch, 200, &none, NOW);
    let out = sent(&mut run, NOW);
    run.answered(out.batch, Err(NoAnswer), NOW);
    let mut now = NOW;
    for _ in 0..LOOKS {
        let Next::Wait { until } = run.next(now) else { panic!("expected a pause for the directory") };
        now = until;
        let out = looked_up(&mut run, now);
        answer(&mut run, out.batch, 200, &none, now);
    }
    assert_eq!(now.since(NOW), 15 * MINUTE / 2);
    assert_eq!(run.next(now), Next::Asks);
    run.decide("adele.vance+0@fabrikam.com", Decision::Leave).unwrap();
    assert_eq!(run.next(now), Next::Done);
    assert_eq!(run.totals(), BTreeMap::from([(StateName::Unknown, 1)]));
}

#[test]
fn two_batches_without_an_answer_pause_the_run() {
    let mut run = run(100, false);
    for _ in 0..2 {
        let out = sent(&mut run, NOW.plus(DAY));
        run.answered(out.batch, Err(NoAnswer), NOW);
    }
    assert_eq!(run.next(NOW.plus(DAY)), Next::Paused(Pause::Unreachable));
    assert_eq!(run.totals(), BTreeMap::from([(StateName::Unknown, 40), (StateName::Waiting, 60)]));
}

#[test]
fn throttled_guests_wait_as_long_as_microsoft_says() {
    let mut run = run(2, false);
    let out = sent(&mut run, NOW);
    answer(&mut run, out.batch, 200, &batch_of(&[part(0, 201, &invited()), part(1, 429, "{}")]), NOW);
    assert_eq!(run.next(NOW), Next::Wait { until: NOW.plus(30_000) });
    assert_eq!(parts(&sent(&mut run, NOW.plus(30_000))).len(), 1);
}

#[rstest]
#[case(Decision::SendAgain, Ok(()), StateName::Waiting)]
#[case(Decision::Reset, Ok(()), StateName::Waiting)]
#[case(Decision::Leave, Err(DoesNotApply), StateName::Invited)]
fn an_invited_guest_is_sent_again_only_as_the_organizer_says(
    #[case] decision: Decision,
    #[case] result: Result<(), DoesNotApply>,
    #[case] state: StateName,
) {
    let mut run = run(1, false);
    let out = sent(&mut run, NOW);
    answer(&mut run, out.batch, 200, &batch_of(&[part(0, 201, &invited())]), NOW);
    assert_eq!(run.rows()[0].redeem.as_ref().map(|url| url.secret().as_str()), Some(REDEEM));
    assert_eq!(run.next(NOW), Next::Done);
    assert_eq!(run.decide("ADELE.VANCE+0@fabrikam.com", decision), result);
    assert_eq!(run.rows()[0].state.name(), state);
    if decision == Decision::Reset {
        let body = &parts(&sent(&mut run, NOW))[0]["body"];
        assert_eq!((&body["resetRedemption"], &body["invitedUser"]["id"]), (&true.into(), &USER.into()));
    }
}

#[test]
fn deciding_about_all_leaves_those_alone_who_are_still_looked_up() {
    let mut run = run(2, true);
    run.rows[0].state = State::Unknown(Doubt::Open);
    run.rows[1].doubt(true, NOW);
    assert_eq!(run.decide_all(StateName::Unknown, Decision::SendAgain), 1);
    assert_eq!(run.rows[0].state, State::Waiting);
    assert_eq!(run.decide("nobody@fabrikam.com", Decision::Leave), Err(DoesNotApply));
}

#[test]
fn a_guest_who_stands_twice_on_the_list_is_invited_once() {
    let mut twice = guests(1);
    twice.push(Guest {
        address: GuestAddress::parse("adele.vance+0@FABRIKAM.COM").unwrap(),
        ..twice[0].clone()
    });
    assert_eq!(Run::begin(order(), twice, false, NOW).unwrap().rows().len(), 1);
}

#[test]
fn guests_beyond_the_limit_are_not_silently_left_out() {
    let begun = Run::begin(order(), guests(MOST_GUESTS + 1), false, NOW);
    assert_eq!(begun.err(), Some(TooManyGuests { guests: MOST_GUESTS + 1 }));
}

#[test]
fn an_answer_to_another_batch_is_passed_over() {
    let mut run = run(1, false);
    let out = sent(&mut run, NOW);
    run.answered(BatchId(99), Err(NoAnswer), NOW);
    assert_eq!(run.next(NOW), Next::Answer(out.batch));
}

#[test]
fn ten_thousand_guests_are_stored_in_less_than_a_megabyte_without_redeem_addresses() {
    let people = (0..MOST_GUESTS).map(|number| Guest {
        address: GuestAddress::parse(&format!("adele.vance{number:05}@fabrikam.com")).unwrap(),
        name: Some("Adele Vance".into()),
        language: Some(Language::Chinese),
    });
    let mut run = Run::begin(order(), people, true, NOW).unwrap();
    for row in &mut run.rows {
        row.invited(Guid::parse(USER).ok(), Url::parse(REDEEM).ok().map(RedeemUrl::new));
    }
    let json = run.to_json();
    assert!(json.len() < 1_000_000, "{} bytes", json.len());
    assert!(!json.contains("redeem"));
    let restored = Run::from_json(&json, NOW).unwrap();
    assert_eq!(restored.rows()[9_999].user, Guid::parse(USER).ok());
}

#[rstest]
#[case(r#""version":1"#, r#""version":2"#, "version")]
#[case(r#""revision":0"#, r#""revision":-1"#, "revision")]
#[case(r#""w"]"#, r#""x"]"#, "rows")]
#[case("+1@", "+0@", "rows")]
#[case(r#""sendMail":true"#, r#""sendMail":1"#, "sendMail")]
fn a_journal_that_was_tampered_with_is_refused(
    #[case] from: &str,
    #[case] to: &str,
    #[case] field: &'static str,
) {
    let json = run(2, true).to_json();
    let tampered = json.replace(from, to);
    assert_ne!(tampered, json);
    assert_eq!(Run::from_json(&tampered, NOW), Err(crate::domain::json::Unexpected(field)));
}

#[rstest]
#[case("", 0)]
#[case(" \n", 0)]
#[case(&"é".repeat(2_001), 2_001)]
fn a_text_for_the_mail_is_neither_empty_nor_endless(#[case] text: &str, #[case] characters: usize) {
    assert_eq!(MailText::parse(text), Err(order::UnusableMailText { characters }));
}

#[rstest]
#[case([201, 429])]
#[case([429, 201])]
fn two_answers_about_one_guest_are_no_answer(#[case] statuses: [u16; 2]) {
    let mut run = run(2, false);
    let out = sent(&mut run, NOW);
    let [one, other] = statuses.map(|status| part(0, status, "{}"));
    answer(&mut run, out.batch, 200, &batch_of(&[one, part(1, 201, &invited()), other]), NOW);
    assert_eq!(run.rows()[0].state, State::Unknown(Doubt::Open));
}

#[test]
fn an_invitation_sent_again_is_not_looked_for_since_the_one_before_would_be_found() {
    let mut run = run(1, true);
    run.rows[0].invited(None, None);
    run.decide("adele.vance+0@fabrikam.com", Decision::SendAgain).unwrap();
    let out = sent(&mut run, NOW);
    run.answered(out.batch, Err(NoAnswer), NOW);
    assert_eq!(run.next(NOW), Next::Asks);
}

/// What the module costs in requests, and the least that 20 to a batch allow.
#[rstest]
#[case(false, 50)]
#[case(true, 54)]
fn a_thousand_guests_take_few_requests(#[case] may_read: bool, #[case] expected: usize) {
    let mut run = run(1_000, may_read);
    let mut requests = 0;
    while run.next(NOW) != Next::Done {
        requests += 1;
        let under_way = run.under_way.clone().unwrap();
        let body = match &under_way.what {
            Sent::Invitations(rows) => {
                batch_of(&(0..rows.len()).map(|id| part(id, 201, &invited())).collect::<Vec<_>>())
            }
            Sent::Questions(rows) => {
                batch_of(&(0..rows.len()).map(|id| part(id, 200, r#"{"value":[]}"#)).collect::<Vec<_>>())
            }
        };
        answer(&mut run, under_way.batch, 200, &body, NOW);
    }
    assert_eq!(requests, expected);
}
