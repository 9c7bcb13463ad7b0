//! Every sentence that is said here is written, and every one that is written is said.

use std::collections::{BTreeMap, BTreeSet};

use super::{diagnose, network, portal_check};
use crate::domain::words::{Argument, Message, Piece, pieces};

const WORDS: &str = include_str!("../../../public/words/en/support.json");

/// What the reader of the configuration says itself.
const ELSEWHERE: &str = "config.expected.";

fn words() -> BTreeMap<String, String> {
    serde_json::from_str(WORDS).unwrap()
}

#[test]
fn every_sentence_is_written_and_every_one_is_said() {
    let said: Vec<String> =
        [diagnose::word_ids(), network::word_ids(), portal_check::word_ids()].into_iter().flatten().collect();
    let unique: BTreeSet<String> = said.iter().cloned().collect();
    assert_eq!(unique.len(), said.len());
    let here = ["diagnose.", "network.", "portal-check."];
    let written: BTreeSet<String> =
        words().into_keys().filter(|id| here.iter().any(|prefix| id.starts_with(prefix))).collect();
    assert_eq!(unique, written);
}

/// Every placeholder of the sentence has something to fill it.
fn assert_filled(words: &BTreeMap<String, String>, message: &Message) {
    let Some(template) = words.get(&*message.id) else {
        assert!(message.id.starts_with(ELSEWHERE), "{}", message.id);
        return;
    };
    for piece in pieces(template) {
        if let Piece::Placeholder(name) = piece {
            assert!(message.arguments.iter().any(|(given, _)| *given == name), "{}: {name}", message.id);
        }
    }
}

#[test]
fn every_placeholder_of_a_diagnosis_and_of_a_sign_in_log_is_filled() {
    use crate::domain::problem::Kind;
    use crate::domain::time::Moment;
    let words = words();
    for evidence in diagnose::Evidence::ALL {
        assert_filled(&words, &evidence.text());
    }
    let coded = diagnose::Outcome::Known { kind: Kind::ConditionalAccess, aadsts: Some(53003) };
    assert_filled(&words, &coded.likely_code().unwrap());
    let known = network::Known {
        correlation_id: Some("1"),
        request_id: Some("2"),
        user: Some("ada@fabrikam.com"),
        app: Some(network::SignedInTo::MeshApp),
        at: Some(Moment::default()),
    };
    let filters = known.filters();
    assert_eq!(filters.len(), network::Filter::ALL.len());
    for (_, message) in &filters {
        assert_filled(&words, message);
        for (name, value) in &message.arguments {
            assert!(words[&*message.id].contains(&format!("{{{name}}}")), "{}: {name}", message.id);
            assert!(!matches!(value, Argument::Count(_)));
        }
    }
}

#[test]
fn every_placeholder_of_a_finding_is_filled() {
    use crate::domain::auth::Page;
    use crate::domain::config::{Config, Fault};
    use crate::domain::problem::{Kind, Problem, Trace};
    use crate::domain::readiness::network::Reach;
    use portal_check::{Answer, Claims, Discovery, Finding, Outcome, judge};

    let config = Config::parse(
        r#"{"clientId":"8c1f2d34-5b67-4e89-a0b1-c2d3e4f50617","privacyUrl":"https://www.contoso.com/privacy",
            "hosts":[{"tenantId":"3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811","domain":"contoso.com","name":"Contoso"}]}"#,
    )
    .unwrap();
    let host = config.hosts[0].tenant.clone();
    let desk = url::Url::parse("https://guests.contoso.com/desk.html").unwrap();
    let faults: Vec<Fault> = Config::parse("{}").unwrap_err();
    let judged = |answer: Answer| judge(Ok(&config), &desk, &[answer]);

    let mut findings: Vec<Finding> = judge(Err(&faults), &desk, &[]);
    findings.extend(judge(Ok(&config), &desk, &[]));
    for reach in [Reach::Answers, Reach::Altered, Reach::Silent, Reach::Offline] {
        findings.extend(judged(Answer::Reached(reach)));
    }
    let issuers = [
        "https://login.microsoftonline.com/3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811/v2.0",
        "https://login.microsoftonline.us/a7d0c4de-52f3-4b0c-8d6a-91be3e75f020/v2.0",
    ];
    let documents = issuers.map(|issuer| Discovery::Document { issuer: issuer.to_owned(), graph: None });
    for discovery in documents.into_iter().chain([Discovery::NoTenant, Discovery::Silent]) {
        findings.extend(judged(Answer::Discovered(host.clone(), discovery)));
    }
    let codes = [
        50011, 9_002_326, 9_002_325, 9_002_327, 50194, 700_016, 50020, 50105, 65001, 90094, 65004, 650_057,
        53003,
    ];
    let problems = codes
        .map(|code| {
            let kind = crate::domain::problem::kind_of(code, false).unwrap_or(Kind::SignInUnknown);
            Problem { kind, trace: Trace { aadsts: Some(code), ..Trace::default() } }
        })
        .into_iter()
        .chain([Problem::new(Kind::WrongPage), Problem::new(Kind::ClaimRefused).about("aud")]);
    let claims = [Some(true), Some(false)].map(|acct| Claims { acct, login_hint: acct == Some(true) });
    for ended in problems.map(Err).chain(claims.map(Ok)) {
        findings.extend(judged(Answer::SignIn { page: Page::Desk, host: host.clone(), ended }));
    }

    let words = words();
    for finding in &findings {
        assert_filled(&words, &finding.said);
        finding.change.iter().for_each(|change| assert_filled(&words, change));
    }
    let seen: BTreeSet<Outcome> = findings.iter().map(|finding| finding.outcome).collect();
    let unseen: Vec<&Outcome> = Outcome::ALL.iter().filter(|outcome| !seen.contains(outcome)).collect();
    assert_eq!(unseen, Vec::<&Outcome>::new());
}
