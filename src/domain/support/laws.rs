//! Laws of the search, over everything it knows.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use proptest::prelude::*;
use rstest::rstest;

use super::catalogue::entries;
use super::*;
use crate::domain::explain::{Read, explain, find_code};
use crate::domain::problem::{AdviceContext, Kind, Problem, advice};
use crate::domain::words::{Message, Piece, pieces};

fn all_words() -> BTreeMap<String, String> {
    [
        include_str!("../../../public/words/en/problems.json"),
        include_str!("../../../public/words/en/codes.json"),
        include_str!("../../../public/words/en/support.json"),
    ]
    .into_iter()
    .flat_map(|text| serde_json::from_str::<BTreeMap<String, String>>(text).expect("texts"))
    .collect()
}

fn catalogue() -> Catalogue {
    let words = all_words();
    Catalogue::of(&[&|id: &str| words.get(id).cloned()])
}

/// Entries that share a text or nearly so: whoever reads one out may as well mean the other.
const EQUALS: &[&[&str]] = &[
    // Microsoft's name is the same.
    &["AADSTS16000", "AADSTS700020"],
    &["AADSTS90023", "AADSTS9002313", "graph:InvalidRequest"],
];

fn are_equal(asked: Entry, found: Entry) -> bool {
    let (one, other) = (asked.address(), found.address());
    one == other || EQUALS.iter().any(|group| group.contains(&&*one) && group.contains(&&*other))
}

/// A text and the entry it is the text of.
struct Asked {
    entry: Entry,
    text: String,
    /// Whether its words can be mistyped or left out, as they cannot in a code.
    is_sentence: bool,
}

/// Every text there is.
fn asked() -> Vec<Asked> {
    let words = all_words();
    let say = |id: &str| -> String {
        pieces(&words[id])
            .into_iter()
            .map(|piece| match piece {
                Piece::Plain(text) | Piece::Label(text) => text,
                Piece::Placeholder(_) => "Contoso",
            })
            .collect()
    };
    let mut all = Vec::new();
    let mut ask = |entry, text: String, is_sentence| all.push(Asked { entry, text, is_sentence });
    for entry in entries() {
        match entry {
            Entry::Problem(kind) => {
                ask(entry, kind.code().to_owned(), false);
                ask(entry, say(&kind.heading().id), true);
                ask(
                    entry,
                    say(&advice(&Problem::new(kind), &AdviceContext::default()).what_happened.id),
                    true,
                );
            }
            Entry::Said(said) => ask(
                entry,
                said.text.replace("{0}", "Contoso").replace("{1}", "PC").replace("{2}", "Fabrikam"),
                true,
            ),
            Entry::Aadsts(number) => {
                ask(entry, entry.address(), false);
                ask(entry, format!("Error code: {number}"), false);
                ask(entry, say(&entry.heading().id), true);
                let name = find_code(number).expect("an entry").name;
                if !name.is_empty() {
                    ask(entry, name.to_owned(), false);
                }
            }
            Entry::Graph(code) => ask(entry, format!(r#"{{"error":{{"code":"{code}"}}}}"#), false),
            Entry::OAuth(error) => ask(entry, format!("#error={error}&state=1"), false),
            Entry::Teams(code) => {
                ask(entry, format!("subCode: {}", code.digits()), false);
                ask(entry, say(&code.heading().id), true);
            }
        }
    }
    all
}

/// Numbers that look random and are the same every time.
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % end.max(1)
    }
}

/// One slip of the fingers in every fourth word, at least one.
fn mistyped(text: &str, seeded: &mut Seeded) -> String {
    let mut words: Vec<Vec<char>> = text.split(' ').map(|word| word.chars().collect()).collect();
    for _ in 0..words.len().div_ceil(4) {
        let at = seeded.below(words.len());
        let word = &mut words[at];
        let letter = seeded.below(word.len());
        let before_last = letter.min(word.len().saturating_sub(2));
        match seeded.below(3) {
            0 if word.len() > 1 => word.swap(before_last, before_last + 1),
            1 if word.len() > 1 => drop(word.remove(letter)),
            _ if !word.is_empty() => {
                word[letter] = char::from(b'a' + u8::try_from(seeded.below(26)).expect("a letter"));
            }
            _ => {}
        }
    }
    words.into_iter().map(String::from_iter).collect::<Vec<_>>().join(" ")
}

fn without_a_word(text: &str, seeded: &mut Seeded) -> String {
    let mut words: Vec<&str> = text.split(' ').collect();
    words.remove(seeded.below(words.len()));
    words.join(" ")
}

/// What becomes of a text on its way to the help desk.
fn told(asked: &Asked, seeded: &mut Seeded) -> Vec<(&'static str, String)> {
    let text = &asked.text;
    let mut told = vec![
        ("exact", text.clone()),
        ("upper", text.to_uppercase()),
        ("lower", text.to_lowercase()),
        ("breaks", text.replace(' ', "\r\n")),
        (
            "inside",
            format!(
                "Hi, a guest is on the phone, she pressed the button and got \u{201c}{text}\u{201d}. What now?"
            ),
        ),
    ];
    if asked.is_sentence {
        told.push(("typos", mistyped(text, seeded)));
        told.push(("typos", mistyped(text, seeded)));
        // Of a shorter text too little is left to tell it from others.
        if text.split(' ').count() >= 5 {
            told.push(("missing", without_a_word(text, seeded)));
        }
    } else if let Entry::OAuth(_) | Entry::Graph(_) = asked.entry {
        // An answer or an address is copied, its case does not change.
        told.retain(|(how, _)| *how == "exact" || *how == "inside");
    }
    told
}

#[test]
fn everything_is_found_by_what_people_make_of_it() {
    let catalogue = catalogue();
    let mut seeded = Seeded(2026);
    let mut missed = Vec::new();
    let mut counts: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for asked in asked() {
        for (how, text) in told(&asked, &mut seeded) {
            let found = find(&catalogue, &text);
            let first = found.entry.is_some_and(|entry| are_equal(asked.entry, entry));
            let three = first || found.others.iter().take(2).any(|other| are_equal(asked.entry, other.entry));
            let count = counts.entry(how).or_default();
            count[0] += 1;
            count[1] += usize::from(first);
            count[2] += usize::from(three);
            if !first {
                missed.push(format!(
                    "{how}: {} {text:?} found {:?} {:?}, others {:?}{}",
                    asked.entry.address(),
                    found.entry.map(Entry::address),
                    found.explanation.read,
                    found.others.iter().take(3).map(|other| other.entry.address()).collect::<Vec<_>>(),
                    if three { "" } else { " MISSED" }
                ));
            }
        }
    }
    println!("of queries, right first, right among three: {counts:?}");
    for (how, [all, first, three]) in counts {
        let missed =
            missed.iter().filter(|missed| missed.starts_with(how)).cloned().collect::<Vec<_>>().join("\n");
        assert!(
            100 * first >= 95 * all && 100 * three >= 99 * all,
            "{how}: {first} and {three} of {all}\n{missed}"
        );
    }
}

/// What people type that has nothing to do with any error.
const JUNK: &[&str] = &[
    "",
    "the",
    "event",
    "account",
    "password",
    "invitation",
    "Teams",
    "help",
    "microsoft",
    "it does not work",
    "hello, how are you today?",
    "milk, eggs, bread, butter, two kilos of potatoes and a bottle of wine",
    "bread butter cheese tomatoes coffee toilet paper",
    "I would like to have a table for two people at seven",
    "what time does the train to Berlin leave",
    "Thank you very much, that was a wonderful evening and the food was great",
    "please call me back when you have time",
    "my cat sat on the keyboard again",
    "The weather is nice and we are going to the lake this afternoon",
    "can you send me the slides of the talk",
    "how many people will be there and where can I park my car?",
    "I am looking forward to the event",
    "is there a recording of the event",
    "the guest has a question",
    "she is on the phone and I do not know what to tell her",
    "My name is Ada and I work at Fabrikam",
    "we need an invoice for the order of last week",
    "lorem ipsum dolor sit amet consectetur adipiscing elit",
    "https://www.contoso.com/products/shoes?color=red",
    "192.168.0.1",
    "0800 123 45 67",
    "asdf qwer yxcv",
    "no",
    "yes please",
    "the quick brown fox jumps over the lazy dog",
    "Who is the host of the event on Thursday, and does he know about the change of the room?",
    "The user group meets on the first Monday of the month in the library next to the station",
    "I have to buy a new phone and a new tablet for my son before his birthday",
    "there is no sound in the room",
    "my microphone is broken",
    "日本語のメッセージ",
];

#[test]
fn other_texts_stay_unknown() {
    let catalogue = catalogue();
    let found: Vec<_> = JUNK
        .iter()
        .map(|text| (text, find(&catalogue, text)))
        .filter(|(_, found)| found.explanation.read != Read::Nothing)
        .map(|(text, found)| {
            format!("{text:?} found {:?} by {:?}", found.entry.map(Entry::address), found.why)
        })
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn addresses_lead_back() {
    let mut addresses = BTreeSet::new();
    for entry in entries().chain([Entry::Aadsts(59_999)]) {
        assert_eq!(Entry::read(&entry.address()), Some(entry));
        assert!(addresses.insert(entry.address()), "{}", entry.address());
    }
    for other in
        ["", "signin-03", "AADSTS", "AADSTS050020", "AADSTS1", "graph:", "graph:Nothing", "teams:1", "x:y"]
    {
        assert_eq!(Entry::read(other), None, "{other}");
    }
}

/// Half an error, badly typed, or inside an answer.
#[rstest]
#[case("the scope was left empty while redeeming", "AADSTS28003")]
#[case("UserAccountNotFound", "AADSTS50034")]
#[case("desktopssolookupuserbysidfailed", "AADSTS81011")]
#[case("Meeting link: the link to the Teams meeting is not valid", "teams:40210")]
#[case("{\"code\":403,\"subCode\":40200,\"message\":\"\"}", "teams:40200")]
#[case("join space from diferent tenant", "mesh:different-tenant")]
#[case("faild to conect to mesh sesion", "mesh:session")]
#[case("need admin aproval", "page:admin-approval")]
#[case("AADSTS50020", "AADSTS50020")]
#[case("signin 3", "SIGNIN-03")]
#[case("it says the licence that includes Mesh seems missing", "LICENSE-03")]
fn the_best_answer(#[case] text: &str, #[case] address: &str) {
    assert_eq!(find(&catalogue(), text).entry.map(Entry::address).as_deref(), Some(address));
}

#[test]
fn ids_alone_say_where_to_look() {
    let found = find(
        &catalogue(),
        "Correlation ID: 3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811, Timestamp: 2026-11-21T06:30:00Z",
    );
    assert_eq!((found.why, found.entry), (Why::OnlyIds, None));
    assert_eq!(found.explanation.heading.id, "support.only-ids.heading");
    assert!(found.pasted.time.is_some() && found.pasted.correlation_id.is_some());
}

#[test]
fn of_several_codes_all_are_offered() {
    let found = find(&catalogue(), "AADSTS50076 and later AADSTS53003");
    assert_eq!(found.entry, Some(Entry::Aadsts(53003)));
    assert!(found.others.iter().any(|other| other.entry == Entry::Aadsts(50076)));
}

#[test]
fn a_code_is_found_while_it_is_typed() {
    let others: Vec<_> =
        find(&catalogue(), "AADSTS5002").others.iter().map(|other| other.entry.address()).collect();
    assert!(others.iter().any(|address| address == "AADSTS50020"), "{others:?}");
}

#[test]
fn two_languages_lead_to_the_same_entries() {
    let english = all_words();
    let german: BTreeMap<String, String> =
        serde_json::from_str(include_str!("../../../public/words/de/problems.json")).expect("texts");
    let catalogue =
        Catalogue::of(&[&|id: &str| german.get(id).cloned(), &|id: &str| english.get(id).cloned()]);
    let mut right = 0;
    for &kind in Kind::ALL {
        let heading = kind.heading().id;
        for words in [&german, &english] {
            right += usize::from(find(&catalogue, &words[&*heading]).entry == Some(Entry::Problem(kind)));
        }
    }
    assert!(right * 100 >= 2 * Kind::ALL.len() * 98, "only {right} of {}", 2 * Kind::ALL.len());
}

/// Every message that an answer may show.
fn messages(found: &Found) -> Vec<Message> {
    let explanation = &found.explanation;
    let mut all = vec![explanation.heading.clone(), found.why.message()];
    all.extend(explanation.steps.iter().chain(&explanation.message_to_send).cloned());
    all.extend(found.others.iter().flat_map(|other| [other.entry.heading(), other.why.message()]));
    all.extend(found.related.iter().map(|entry| entry.heading()));
    all
}

#[test]
fn everything_that_is_said_has_words() {
    let (catalogue, words) = (catalogue(), all_words());
    let texts = entries().map(Entry::address).chain(JUNK.iter().map(|text| (*text).to_owned()));
    let special =
        ["ERR_NAME_NOT_RESOLVED", "HTTP ERROR 503", "Correlation ID: 3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811"];
    for text in texts.chain(special.map(str::to_owned)) {
        for message in messages(&find(&catalogue, &text)) {
            let sentence = words.get(&*message.id).unwrap_or_else(|| panic!("no words for {}", message.id));
            assert_eq!(sentence.matches('{').count(), message.arguments.len(), "{}", message.id);
        }
    }
}

#[test]
fn a_huge_text_costs_no_more_than_its_beginning() {
    let catalogue = catalogue();
    for text in ["connection ", "AADSTS50020 ", "the ", "{", "é", "zxqvk%20", "日本"] {
        let found = find(&catalogue, &text.repeat(200_000 / text.len()));
        assert!(found.others.len() <= 6);
    }
    let endings = (b'a'..=b'z').cycle().take(20_000).map(char::from);
    let many: Vec<String> = endings.map(|ending| ["conection", &*String::from(ending)].concat()).collect();
    let many = many.join(" ");
    let _ = find(&catalogue, &many);
    let late = " ".repeat(64 * 1024) + "AADSTS50020";
    assert_eq!(find(&catalogue, &late).entry, None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_answered(text in any::<String>(), words in "([a-zA-Zäé{}]{1,9}[ \n:]){0,40}") {
        let catalogue = catalogue();
        for text in [&text, &words] {
            let found = find(&catalogue, text);
            prop_assert!(found.others.len() <= 6 && found.related.len() <= 5);
            prop_assert!(found.others.iter().all(|other| Some(other.entry) != found.entry));
            // What is read by a code stays what it is.
            let surely = explain(text);
            if surely.read == Read::Code {
                prop_assert_eq!(found.explanation, surely);
            }
        }
    }
}

/// How long an answer takes: `cargo test --release -- --ignored --nocapture how_long`.
#[test]
#[ignore = "a measurement"]
fn how_long_an_answer_takes() {
    let start = Instant::now();
    let catalogue = catalogue();
    println!("catalogue made in {:?}", start.elapsed());
    let text: String =
        asked().iter().filter(|asked| asked.is_sentence).map(|asked| asked.text.clone() + " ").collect();
    let mistyped = mistyped(&text, &mut Seeded(7));
    for (what, text) in [("as written", &text), ("mistyped", &mistyped)] {
        for count in [10, 200, 1000] {
            let words: Vec<&str> = text.split_whitespace().take(count).collect();
            let query = words.join(" ");
            let start = Instant::now();
            for _ in 0..20 {
                let _ = find(&catalogue, &query);
            }
            let whole = start.elapsed() / 20;
            let start = Instant::now();
            for _ in 0..20 {
                let _ = explain(&query);
            }
            println!("{count} words {what}: {whole:?}, of it to explain {:?}", start.elapsed() / 20);
        }
    }
}
