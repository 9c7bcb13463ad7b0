use std::collections::BTreeSet;

use proptest::prelude::*;
use rstest::rstest;
use url::Url;

use super::endpoints::{as_csv, as_text, endpoints};
use super::*;
use crate::domain::config::Cloud;
use crate::domain::readiness::network::{Need, Purpose, needs};
use crate::domain::words::{Argument, fill};

fn let_through(target: Target) -> Vec<Need> {
    let portal = Url::parse("https://guests.contoso.com/desk.html").unwrap();
    needs(target, &Cloud::named("public").unwrap(), &portal)
}

fn any_target() -> impl Strategy<Value = Target> {
    prop::sample::select(Target::ALL.to_vec())
}

fn any_item() -> impl Strategy<Value = Item> {
    prop::sample::select(Item::ALL.to_vec())
}

#[test]
fn every_item_has_to_be_done_for_some_target() {
    for item in Item::ALL {
        assert!(Target::ALL.iter().any(|target| item.applies_to(*target)), "{item:?}");
    }
}

#[test]
fn no_phase_is_empty_and_nobody_has_nothing_to_do() {
    for target in Target::ALL {
        for phase in Phase::ALL {
            assert!(Item::in_phase(target, *phase).next().is_some(), "{target:?} {phase:?}");
        }
        let doers: BTreeSet<Doer> = Item::of(target).map(Item::who).collect();
        assert_eq!(doers.len(), Doer::ALL.len(), "{target:?}");
    }
}

#[test]
fn the_list_is_in_the_order_of_its_phases_and_a_name_is_used_once() {
    assert!(Item::ALL.is_sorted_by_key(|item| item.phase()));
    let names: BTreeSet<&str> = Item::ALL.iter().map(|item| item.name()).collect();
    assert_eq!(names.len(), Item::ALL.len());
}

#[test]
fn pages_are_microsofts_own_and_belong_to_what_applies() {
    for (item, target) in Item::ALL.iter().flat_map(|item| Target::ALL.map(|target| (*item, target))) {
        assert_eq!(item.certainty(target).is_some(), item.applies_to(target));
        let Some(page) = item.page(target) else { continue };
        assert!(item.applies_to(target));
        let page = Url::parse(page).unwrap();
        assert_eq!(page.scheme(), "https");
        let host = page.host_str().unwrap();
        assert!(host == "microsoft.com" || host.ends_with(".microsoft.com"), "{page}");
    }
}

#[rstest]
#[case(Item::ColleagueFirst, Some(Certainty::Verified), Some(Certainty::NotSettled))]
#[case(Item::GuestLicense, Some(Certainty::Verified), None)]
#[case(Item::GuestLicenseTeams, None, Some(Certainty::NotSettled))]
#[case(Item::OrganizerLicense, None, Some(Certainty::NotSettled))]
#[case(Item::OutlookOnly, Some(Certainty::Verified), None)]
#[case(Item::MfaTrust, Some(Certainty::Verified), Some(Certainty::Verified))]
fn what_is_not_settled_is_not_said_as_certain(
    #[case] item: Item,
    #[case] mesh: Option<Certainty>,
    #[case] teams: Option<Certainty>,
) {
    assert_eq!([Target::MeshPc, Target::TeamsImmersive].map(|target| item.certainty(target)), [mesh, teams]);
}

#[test]
fn who_has_to_be_asked_gets_a_letter_and_the_organizer_none() {
    for item in Item::ALL {
        let letter = item.letter(&Occasion::default());
        assert_eq!(letter.is_none(), item.who() == Doer::Organizer, "{item:?}");
    }
}

#[test]
fn a_letter_names_the_event_and_its_debug_nobody() {
    let occasion = Occasion {
        title: Some("Product launch"),
        start: Some(Moment(1_796_000_000_000)),
        organizer: Some("Megan Bowen"),
        guests: Some("ada@fabrikam.com"),
        ..Occasion::default()
    };
    let letter = Item::Inviting.letter(&occasion).unwrap();
    assert_eq!(letter.subject.id, "checklist.inviting.subject");
    let template = "{organizer}: {title}, {domain}\n{guests}";
    let written = fill(template, |name| {
        letter.body.arguments.iter().find_map(|(key, value)| match value {
            Argument::Text(text) if *key == name => Some(text.clone()),
            _ => None,
        })
    });
    assert_eq!(written, "Megan Bowen: Product launch, {domain}\nada@fabrikam.com");
    assert!(letter.body.arguments.contains(&("start", Argument::Time(Moment(1_796_000_000_000)))));
    let debug = format!("{letter:?}");
    assert!(!debug.contains("Megan") && !debug.contains("ada@"), "{debug}");
}

#[test]
fn every_id_is_listed_once() {
    let ids = word_ids();
    let unique: BTreeSet<&String> = ids.iter().collect();
    assert_eq!(unique.len(), ids.len());
    assert!(ids.contains(&"checklist.endpoints.message".to_owned()));
    assert!(!ids.contains(&"checklist.media.message".to_owned()));
}

#[test]
fn an_endpoint_is_one_address_and_one_port() {
    let rules = endpoints(&let_through(Target::MeshPc));
    let of = |purpose| -> Vec<(Option<&str>, Option<String>)> {
        let of_purpose = rules.iter().filter(|rule| rule.purpose == purpose);
        of_purpose.map(|rule| (rule.host.as_deref(), rule.port.as_ref().map(ToString::to_string))).collect()
    };
    assert_eq!(of(Purpose::Portal), [(Some("guests.contoso.com"), Some("TCP 443".to_owned()))]);
    assert_eq!(of(Purpose::Sets), [(None, None)]);
    let media = ["UDP 3478-3481", "TCP 443"].map(|port| (None, Some(port.to_owned())));
    assert_eq!(of(Purpose::Media), media);
    let signaling = of(Purpose::Signaling);
    assert_eq!(signaling.len(), 4 * 2);
    assert!(signaling.contains(&(Some("*.skype.com"), Some("TCP 80".to_owned()))));
}

#[test]
fn the_list_is_written_as_text_and_as_a_table() {
    let needs = let_through(Target::TeamsImmersive);
    let text = as_text(&needs, |message| message.id.to_string());
    assert_eq!(text.lines().count(), needs.len());
    assert!(text.starts_with("check.need.portal\n"));

    let table = as_csv(&needs, |message| format!("\"{}\", says it", message.id));
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(reader.headers().unwrap(), vec!["purpose", "host", "protocol", "port"]);
    assert_eq!(rows.len(), endpoints(&needs).len());
    assert!(rows.contains(&vec!["services", "*.cloud.microsoft", "TCP", "443"].into()));
    assert!(rows.contains(&vec!["sets", "\"checklist.hosts.sets\", says it", "", ""].into()));
}

#[test]
fn only_a_need_without_host_names_is_named_by_words() {
    let nameless: BTreeSet<Purpose> = Target::ALL
        .into_iter()
        .flat_map(let_through)
        .filter(|need| need.hosts.is_empty())
        .map(|need| need.purpose)
        .collect();
    assert_eq!(nameless, endpoints::NAMED_BY_WORDS.into());
}

#[test]
fn names_of_no_item_are_passed_over() {
    let names = ["media", "hovercraft", "", "mfa-trust"].map(str::to_owned);
    assert_eq!(Checked::parse(&names).names(), ["mfa-trust", "media"]);
}

#[test]
fn what_is_next_is_the_first_that_is_not_done() {
    let mut checked = Checked::default();
    assert_eq!(checked.next(Target::MeshPc), Some(Item::MeshRuns));
    checked.toggle(Item::MeshRuns);
    assert_eq!(checked.next(Target::MeshPc), Some(Item::TenantKind));
    assert_eq!(checked.progress(Target::MeshPc).0, 1);
    assert_eq!(checked.progress(Target::TeamsImmersive).0, 0);
    for item in Item::of(Target::MeshPc).skip(1) {
        checked.toggle(item);
    }
    assert_eq!(checked.next(Target::MeshPc), None);
}

proptest! {
    #[test]
    fn what_is_kept_is_read_back(items in prop::collection::vec(any_item(), 0..60)) {
        let mut checked = Checked::default();
        for item in &items {
            checked.toggle(*item);
        }
        prop_assert_eq!(Checked::parse(&checked.names()), checked.clone());
        for item in Item::ALL {
            let times = items.iter().filter(|toggled| *toggled == item).count();
            prop_assert_eq!(checked.contains(*item), times % 2 == 1);
        }
    }

    #[test]
    fn any_names_can_be_read(names in prop::collection::vec("[a-z-]{0,16}", 0..20)) {
        let checked = Checked::parse(&names);
        prop_assert!(checked.names().iter().all(|name| names.contains(name)));
    }

    #[test]
    fn progress_ends_where_nothing_is_next(items in prop::collection::vec(any_item(), 0..120), target in any_target()) {
        let names: Vec<String> = items.iter().map(|item| item.name().to_owned()).collect();
        let checked = Checked::parse(&names);
        let (done, of) = checked.progress(target);
        prop_assert!(done <= of);
        prop_assert_eq!(done == of, checked.next(target).is_none());
    }
}
