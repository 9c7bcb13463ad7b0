//! The adapters do in a real browser what their names say.

#![cfg(target_arch = "wasm32")]
#![expect(clippy::expect_used, reason = "a test without what it needs fails")]

use std::cell::Cell;
use std::rc::Rc;

use mesh_guest_portal::app::shelf;
use mesh_guest_portal::browser::intl::{self, Detail};
use mesh_guest_portal::browser::stop::Stop;
use mesh_guest_portal::browser::{clock, entropy, file, history, location, probe, reach, storage, stream};
use mesh_guest_portal::domain::auth::attempt::{Attempt, Hint, LIFETIME, Prompt, Request, begin};
use mesh_guest_portal::domain::auth::{Leg, Page};
use mesh_guest_portal::domain::config::Config;
use mesh_guest_portal::domain::device::Facts;
use mesh_guest_portal::domain::invite::EventKey;
use mesh_guest_portal::domain::journey::Step;
use mesh_guest_portal::domain::tenant::Guid;
use mesh_guest_portal::domain::time::{MINUTE, Moment};
use url::Url;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const HOST: &str = "3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811";

fn attempt(event: &str, started: Moment) -> Attempt {
    let config = Config::parse(&format!(
        r#"{{"clientId":"8c1f2d34-5b67-4e89-a0b1-c2d3e4f50617","hosts":[{{"tenantId":"{HOST}","domain":"contoso.com","name":"Contoso"}}]}}"#
    ))
    .expect("the configuration is sound");
    let request = Request {
        page: Page::Guest,
        leg: Leg::Host,
        host: Guid::parse(HOST).expect("a GUID"),
        event: EventKey::parse(event),
        invite: None,
        login_hint: Some(Hint("ada@fabrikam.com".into())),
        invited: None,
        prompt: Prompt::AsNeeded,
        claims: None,
        scopes: Vec::new(),
        redirect: Url::parse("https://portal.example/").expect("an address"),
    };
    let entropy = entropy::fresh().expect("a browser has randomness");
    begin(&config, request, &entropy, started).expect("the sign-in address is one").0
}

#[wasm_bindgen_test]
fn storage_keeps_names_and_forgets() {
    assert!(storage::works());
    assert!(storage::set("mesh.test.a", "1") && storage::set("mesh.test.b", "2"));
    let mut names = storage::names("mesh.test.");
    names.sort();
    assert_eq!(names, ["mesh.test.a", "mesh.test.b"]);
    storage::remove("mesh.test.a");
    assert_eq!((storage::get("mesh.test.a"), storage::get("mesh.test.b").as_deref()), (None, Some("2")));
    shelf::clear();
    assert!(storage::names("mesh.").is_empty());
}

#[wasm_bindgen_test]
fn an_attempt_is_taken_once_and_two_never_clobber_each_other() {
    let now = clock::now();
    let (one, other) = (attempt("0123456789abcdef", now), attempt("0123456789abcdef", now));
    assert!(shelf::keep_attempt(&one) && shelf::keep_attempt(&other));
    assert_eq!(shelf::take_attempt(&one.state), Some(one.clone()));
    assert_eq!(shelf::take_attempt(&one.state), None);
    assert_eq!(shelf::take_attempt(&other.state), Some(other));
}

#[wasm_bindgen_test]
fn attempts_that_expired_or_broke_are_swept() {
    let now = clock::now();
    let (fresh, old) =
        (attempt("00000000000000aa", now), attempt("00000000000000bb", now.plus(-LIFETIME - 1)));
    assert!(shelf::keep_attempt(&fresh) && shelf::keep_attempt(&old));
    storage::set("mesh.attempt.broken", "{");
    let waiting = shelf::sweep_attempts(now);
    assert_eq!(waiting, [fresh]);
    assert_eq!(storage::names("mesh.attempt.").len(), 1);
    shelf::clear();
}

#[wasm_bindgen_test]
fn entropy_is_fresh() {
    let (one, other) = (entropy::fresh().expect("bytes"), entropy::fresh().expect("bytes"));
    assert!(one.0 != other.0 && one.0 != [0; 64]);
}

#[wasm_bindgen_test]
fn a_history_entry_knows_its_step_and_the_fragment_keeps_it() {
    history::replace(Step::App);
    assert_eq!(history::step(), Some(Step::App));
    location::set_fragment("i=1.abc");
    let address = location::address().expect("a page has an address");
    assert_eq!((address.fragment(), address.query()), (Some("i=1.abc"), None));
    assert_eq!(history::step(), Some(Step::App));
    location::set_fragment("");
}

#[wasm_bindgen_test]
fn moments_and_numbers_are_written_in_the_readers_language() {
    let moment = Moment(1_795_284_000_000);
    assert!(intl::moment(moment, "de", Detail::Full).contains("November 2026"));
    assert_ne!(intl::moment(moment, "en", Detail::Full), intl::moment(moment, "ja", Detail::Full));
    assert_eq!(intl::moment(moment, "en-GB", Detail::Day), "21 November 2026");
    assert_eq!(intl::count(1234, "de"), "1.234");
    assert_eq!((intl::plural(1, "en"), intl::plural(3, "pl")), ("one".to_owned(), "few".to_owned()));
}

#[wasm_bindgen_test]
async fn the_probe_tells_facts_that_the_domain_can_read() {
    let facts: Facts =
        serde_json::from_str(&probe::facts().await).expect("the facts are of the domain's form");
    assert!(facts.ua.is_some_and(|agent| agent.contains("Mozilla")));
    assert!(facts.cores.is_some());
}

/// A port that nothing listens on; browsers refuse some by themselves, this one they ask.
const NOBODY: &str = "http://127.0.0.1:59/";

fn this_page() -> String {
    location::address()
        .expect("a page has an address")
        .as_str()
        .split('#')
        .next()
        .unwrap_or_default()
        .to_owned()
}

#[wasm_bindgen_test]
async fn an_address_answers_or_does_not() {
    assert!(reach::answers(&this_page(), 5_000).await);
    assert!(reach::answers_unreadably(&this_page(), 5_000).await);
    assert!(reach::time(&this_page(), 5_000).await.is_some());
    assert!(!reach::answers(NOBODY, 5_000).await);
    assert!(!reach::answers_unreadably(NOBODY, 5_000).await);
}

#[wasm_bindgen_test]
async fn a_file_is_counted_as_it_arrives_to_its_end() {
    let stop = Stop::new().expect("a browser can end requests");
    let heard = Rc::new(Cell::new(0_u32));
    let count = Rc::clone(&heard);
    let arrived = stream::arrive(&this_page(), &stop, move |_| count.set(count.get() + 1)).await;
    let arrived = arrived.expect("the page is there");
    assert!(arrived.whole && arrived.measured.bytes > 0 && heard.get() > 1);
}

#[wasm_bindgen_test]
async fn what_is_ended_or_not_there_brings_nothing() {
    let stop = Stop::new().expect("a browser can end requests");
    let missing = [this_page(), "no-such-file".to_owned()].concat();
    assert_eq!(stream::arrive(&missing, &stop, |_| {}).await, None);
    stop.now();
    assert_eq!(stream::arrive(&this_page(), &stop, |_| {}).await, None);
}

#[wasm_bindgen_test]
async fn a_file_is_read_byte_by_byte() {
    let parts = js_sys::Array::of1(&"Müller;müller@fabrikam.com".into());
    let chosen = web_sys::File::new_with_str_sequence(&parts, "guests.csv").expect("a file");
    assert_eq!(file::bytes(&chosen).await.as_deref(), Some("Müller;müller@fabrikam.com".as_bytes()));
}

#[wasm_bindgen_test]
fn this_devices_time_is_whole_minutes_from_utc() {
    let offset = clock::offset_at(clock::now());
    assert!(offset % MINUTE == 0 && offset.abs() <= 14 * 60 * MINUTE, "{offset}");
}

#[wasm_bindgen_test]
fn names_for_events_are_fresh() {
    let (one, other) = (entropy::key().expect("randomness"), entropy::key().expect("randomness"));
    assert!(one != other && EventKey::parse(one.as_str()).is_some());
}
