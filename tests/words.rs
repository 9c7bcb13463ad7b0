//! Every word that is said has a sentence, and every sentence is said somewhere.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its files fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use mesh_guest_portal::domain::board::column::Heading;
use mesh_guest_portal::domain::board::row::Need;
use mesh_guest_portal::domain::checklist::{Certainty, Doer, Item, Phase};
use mesh_guest_portal::domain::config::Expected;
use mesh_guest_portal::domain::desk::Part;
use mesh_guest_portal::domain::detour::Turn;
use mesh_guest_portal::domain::device::Reason;
use mesh_guest_portal::domain::directory::license::Missing;
use mesh_guest_portal::domain::draft::Field;
use mesh_guest_portal::domain::draft::issue::Letter;
use mesh_guest_portal::domain::draft::read::TimeKnown;
use mesh_guest_portal::domain::guests::read::{Unusable, Why};
use mesh_guest_portal::domain::invite::key_file;
use mesh_guest_portal::domain::inviting::Pause;
use mesh_guest_portal::domain::inviting::row::StateName;
use mesh_guest_portal::domain::journey::Step;
use mesh_guest_portal::domain::language::Language;
use mesh_guest_portal::domain::launch::Seen;
use mesh_guest_portal::domain::links::{self, LinkProblem};
use mesh_guest_portal::domain::preview::instead::Instead;
use mesh_guest_portal::domain::preview::machine::Machine;
use mesh_guest_portal::domain::preview::place::Look;
use mesh_guest_portal::domain::preview::walk::{Awaited, Person, When};
use mesh_guest_portal::domain::preview::{Group, scenes};
use mesh_guest_portal::domain::problem::{Fixer, Kind, Remedy};
use mesh_guest_portal::domain::readiness::network::Purpose;
use mesh_guest_portal::domain::readiness::{Check, Outcome, Standing, Verdict};
use mesh_guest_portal::domain::support::{Recipient, TeamsCode, diagnose, network, portal_check};
use mesh_guest_portal::domain::target::Target;
use mesh_guest_portal::domain::words::{Piece, pieces};
use mesh_guest_portal::domain::{board, checklist, inviting, report};

fn words(file: &str) -> BTreeMap<String, String> {
    words_in(Language::English, file)
}

fn words_in(language: Language, file: &str) -> BTreeMap<String, String> {
    let text = fs::read_to_string(Path::new("public/words").join(language.tag()).join(file)).unwrap();
    let words: BTreeMap<String, String> = serde_json::from_str(&text).unwrap();
    // A key that stands twice would hide a sentence.
    let lines = text.lines().filter(|line| line.trim_start().starts_with('"')).count();
    assert_eq!(lines, words.len(), "{language:?}: {file} has a key twice, or two on a line");
    words
}

/// Every word file that a language has.
const FILES: [&str; 10] = [
    "first.json",
    "arrival.json",
    "guest.json",
    "meeting.json",
    "problems.json",
    "check.json",
    "desk.json",
    "organizer.json",
    "support.json",
    "codes.json",
];

/// What the guest's page, the catalogue, the readiness check and the desk say. `codes.json` has a test beside its table,
/// and what the meeting's page says has one in `e2e/build/meeting.test.mjs`.
fn all_words() -> BTreeMap<String, String> {
    FILES
        .iter()
        .filter(|file| !["codes.json", "meeting.json"].contains(file))
        .flat_map(|file| words(file))
        .collect()
}

/// The sources without their tests.
fn sources() -> Vec<String> {
    fn collect(folder: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") && !is_a_test(&path) {
                let text = fs::read_to_string(&path).unwrap();
                // Tests stand in a module at the end; one in a file of its own is only named here.
                let tests = ["#[cfg(test)]\nmod tests {", "#[cfg(test)]\npub(crate) mod tests {"];
                let end = tests.iter().filter_map(|tests| text.find(tests)).min().unwrap_or(text.len());
                found.push(text[..end].to_owned());
            }
        }
    }
    /// Whether a file holds nothing but tests, and what they are made of.
    fn is_a_test(path: &Path) -> bool {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        ["tests", "paste_tests", "laws", "worded"].contains(&&*name) || path.ends_with("board/tenant.rs")
    }
    let mut found = Vec::new();
    collect(Path::new("src"), &mut found);
    found
}

/// Every text between quotes in the sources that looks like an id, and those named by an entry page.
fn said() -> BTreeSet<String> {
    let texts = sources();
    let looks_like_an_id = |text: &&str| {
        text.contains('.')
            && text.starts_with(|character: char| character.is_ascii_lowercase())
            && text.chars().all(|character| character.is_ascii_alphanumeric() || ".-".contains(character))
    };
    let quoted = texts.iter().flat_map(|text| text.split('"')).filter(looks_like_an_id).map(str::to_owned);
    let parts = ["trouble", "renewed", "licenses", "header", "footer", "no-script"]
        .map(|name| format!("e2e/build/parts/{name}.html"));
    let pages = ["index.html", "check.html", "desk.html"].map(str::to_owned);
    let pages: String = pages.iter().chain(&parts).map(|page| fs::read_to_string(page).unwrap()).collect();
    let named =
        pages.split("{{word:").skip(1).filter_map(|rest| rest.split_once("}}")).map(|(id, _)| id.to_owned());
    // Those that are put together of many names are listed where they are made.
    let listed =
        [diagnose::word_ids(), network::word_ids(), portal_check::word_ids(), report::glance::word_ids()];
    quoted.chain(named).chain(listed.concat()).collect()
}

/// What follows `say("` and `Message::new("`: certainly the id of a sentence, or the beginning of one.
fn certainly_said() -> BTreeSet<String> {
    let text: String = sources().concat();
    let mut ids = BTreeSet::new();
    for opening in ["say(\"", "Message::new(\"", "by_target(\""] {
        ids.extend(
            text.split(opening).skip(1).filter_map(|rest| rest.split_once('"')).map(|(id, _)| id.to_owned()),
        );
    }
    ids
}

/// Names that the sources put behind the beginning of an id.
fn names() -> BTreeSet<String> {
    let mut names: BTreeSet<&str> =
        ["one", "few", "many", "two", "zero", "other", "what", "who", "ask"].into();
    names.extend(Target::ALL.map(Target::name));
    names.extend(Step::ALL.map(Step::name));
    names.extend(Expected::ALL.map(Expected::name));
    names.extend([Seen::Waiting, Seen::Left, Seen::Returned, Seen::Nothing].map(Seen::name));
    names.extend(Missing::ALL.iter().map(|missing| missing.id()));
    names.extend(Turn::ALL.iter().map(|turn| turn.name()));
    names.extend(Reason::ALL.iter().map(|reason| reason.name()));
    names.extend(Check::ALL.iter().map(|check| check.name()));
    names.extend(Outcome::ALL.iter().map(|outcome| outcome.name()));
    names.extend(Standing::ALL.iter().map(|standing| standing.name()));
    names.extend(Verdict::ALL.iter().flat_map(|verdict| [verdict.name(), "lead"]));
    names.extend(Purpose::ALL.iter().map(|purpose| purpose.name()));
    names.extend(links::Kind::ALL.iter().map(|kind| kind.name()));
    names.extend(LinkProblem::ALL.iter().map(|problem| problem.name()));
    names.extend(Remedy::ALL.iter().map(|remedy| remedy.name()));
    names.extend(Kind::ALL.iter().map(|kind| kind.code()));
    let fixers = [
        Fixer::Guest,
        Fixer::Organizer,
        Fixer::HostAdmin,
        Fixer::HomeAdmin,
        Fixer::Microsoft,
        Fixer::Portal,
        Fixer::Unknown,
    ];
    names.extend(fixers.map(Fixer::name));
    names.extend(Group::ALL.iter().map(|group| group.name()));
    names.extend(Look::ALL.iter().map(|look| look.name()));
    names.extend(Instead::ALL.iter().map(|instead| instead.name()));
    names.extend(Person::ALL.iter().map(|person| person.name()));
    names.extend(When::ALL.iter().map(|when| when.name()));
    names.extend(Awaited::ALL.iter().map(|awaited| awaited.name()));
    names.extend(organizers_names());
    names.extend(supports_names());
    let scenes = scenes().into_iter().map(|scene| scene.id);
    names.into_iter().map(str::to_owned).chain(scenes).collect()
}

/// Those of the organizer's desk.
fn organizers_names() -> impl Iterator<Item = &'static str> {
    let fields = Field::ALL.iter().map(|field| field.name());
    let fields = fields.chain(["event-organizer", "event-contact", "invite-mail", "invite-copy", "hint"]);
    let letters = Letter::ALL.iter().map(|letter| letter.name());
    let parts_of_letters = ["subject", "greeting", "event", "link", "needs", "early", "why"];
    let checklist = Item::ALL.iter().map(|item| item.name());
    let checklist = checklist
        .chain(Phase::ALL.iter().map(|phase| phase.name()))
        .chain(Doer::ALL.iter().map(|doer| doer.name()))
        .chain(Certainty::ALL.iter().map(|certainty| certainty.name()))
        .chain(["title", "text", "message"]);
    let guests = Why::ALL.iter().map(|why| why.name()).chain(Unusable::ALL.iter().map(|why| why.name()));
    let keys = key_file::Unusable::ALL.iter().map(|why| why.name());
    let inviting = StateName::ALL
        .iter()
        .map(|state| state.name())
        .chain(inviting::row::Reason::ALL.iter().map(|reason| reason.name()))
        .chain(Pause::ALL.iter().map(|pause| pause.name()));
    let board = board::row::Standing::ALL
        .iter()
        .map(|standing| standing.name())
        .chain(Need::ALL.iter().map(|need| need.name()))
        .chain(Heading::ALL.iter().map(|heading| heading.name()))
        .chain(board::assign::Outcome::ALL.iter().map(|outcome| outcome.name()))
        .chain(board::remove::Outcome::ALL.iter().map(|outcome| outcome.name()));
    let times = TimeKnown::ALL.iter().map(|time| time.name());
    let rooms = Part::ALL.iter().map(|part| part.name());
    let written = letters.chain(parts_of_letters).chain(times).chain(rooms);
    fields.chain(written).chain(checklist).chain(guests).chain(keys).chain(inviting).chain(board)
}

/// Those of the support desk.
fn supports_names() -> impl Iterator<Item = &'static str> {
    let recipients = Recipient::ALL.iter().map(|recipient| recipient.name());
    let teams =
        TeamsCode::ALL.iter().map(|code| code.digits()).chain(["heading", "send", "step-1", "step-2"]);
    let portal = portal_check::Standing::ALL.iter().map(|standing| standing.name());
    recipients.chain(teams).chain(portal)
}

/// Whether `key` is `beginning` with names from the sources behind it.
fn is_completed(key: &str, beginning: &str, names: &BTreeSet<String>) -> bool {
    let Some(rest) = key.strip_prefix(beginning.trim_end_matches('.')) else { return false };
    let Some(rest) = rest.strip_prefix('.') else { return false };
    rest.split('.').all(|part| names.contains(part) || part == "named")
}

#[test]
fn every_sentence_is_said_somewhere() {
    let (said, names) = (said(), names());
    let unused: Vec<String> = all_words()
        .into_keys()
        // What the catalogue says is tested beside it, code by code.
        .filter(|key| !key.starts_with("problem."))
        .filter(|key| {
            !said.contains(key) && !said.iter().any(|beginning| is_completed(key, beginning, &names))
        })
        .collect();
    assert_eq!(unused, Vec::<String>::new());
}

fn is_a_file(text: &str) -> bool {
    [".json", ".ics", ".csv", ".html"].iter().any(|ending| text.ends_with(ending))
}

#[test]
fn everything_that_is_said_has_a_sentence() {
    let mut words = all_words();
    let topics: BTreeSet<&str> = words.keys().filter_map(|key| key.split('.').next()).collect();
    let topics: BTreeSet<String> = topics.into_iter().map(str::to_owned).collect();
    words.extend(self::words("codes.json"));
    let missing: Vec<String> = said()
        .into_iter()
        .filter(|id| topics.contains(id.split('.').next().unwrap_or_default()))
        .chain(certainly_said())
        .filter(|id| {
            let beginning = [id.trim_end_matches('.'), "."].concat();
            !is_a_file(id) && !words.contains_key(id) && !words.keys().any(|key| key.starts_with(&beginning))
        })
        .collect();
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn everything_with_a_name_has_its_words() {
    let words = all_words();
    let mut missing = Vec::new();
    let mut need = |id: String| {
        if !words.contains_key(&id) {
            missing.push(id);
        }
    };
    for reason in Reason::ALL {
        need(format!("device.reason.{}", reason.name()));
    }
    for kind in links::Kind::ALL {
        need(format!("link.kind.{}", kind.name()));
    }
    for check in Check::ALL {
        need(format!("check.name.{}", check.name()));
    }
    for outcome in Outcome::ALL {
        let said = format!("check.said.{}", outcome.name());
        if outcome.depends_on_target() {
            for target in Target::ALL {
                need(format!("{said}.{}", target.name()));
            }
        } else {
            need(said);
        }
        if let Some(fixer) = outcome.fixer() {
            need(format!("check.fixer.{}", fixer.name()));
        }
    }
    for standing in Standing::ALL {
        need(format!("check.standing.{}", standing.name()));
    }
    for verdict in Verdict::ALL {
        need(format!("check.verdict.{}", verdict.name()));
        need(format!("check.verdict.{}.lead", verdict.name()));
    }
    for purpose in Purpose::ALL {
        need(format!("check.need.{}", purpose.name()));
    }
    for turn in Turn::ALL {
        need(format!("detour.{}", turn.name()));
    }
    for group in Group::ALL {
        need(format!("gallery.group.{}", group.name()));
    }
    for look in Look::ALL {
        need(format!("gallery.look.{}", look.name()));
    }
    for target in Target::ALL {
        need(format!("gallery.target.{}", target.name()));
    }
    for machine in Machine::ALL {
        need(format!("gallery.scene.on-{}", machine.name()));
    }
    for person in Person::ALL {
        need(format!("walk.person.{}", person.name()));
    }
    for when in When::ALL {
        need(format!("walk.when.{}", when.name()));
    }
    for awaited in Awaited::ALL {
        need(format!("walk.go-on.{}", awaited.name()));
    }
    for instead in Instead::ALL {
        need(format!("gallery.instead.{}", instead.name()));
    }
    for scene in scenes().into_iter().filter(|scene| scene.problem.is_none()) {
        need(format!("gallery.scene.{}", scene.id));
    }
    for expected in Expected::ALL {
        need(format!("config.expected.{}", expected.name()));
    }
    for missing in Missing::ALL {
        for part in ["what", "who", "ask"] {
            need(format!("license.missing.{}.{part}", missing.id()));
        }
    }
    for seen in [Seen::Waiting, Seen::Left, Seen::Returned, Seen::Nothing] {
        need(format!("asking.seen.{}", seen.name()));
    }
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn everything_with_a_name_at_the_desk_has_its_words() {
    let words = all_words();
    let mut missing = Vec::new();
    let mut need = |id: String| {
        if !words.contains_key(&id) {
            missing.push(id);
        }
    };
    for id in checklist::word_ids() {
        need(id);
    }
    for problem in LinkProblem::ALL {
        need(format!("link.problem.{}", problem.name()));
    }
    for part in Part::ALL {
        need(format!("desk.part.{}", part.name()));
    }
    for state in StateName::ALL {
        need(format!("inviting.state.{}", state.name()));
        need(format!("inviting.total.{}.other", state.name()));
    }
    for reason in inviting::row::Reason::ALL {
        need(format!("inviting.why.{}", reason.name()));
    }
    for pause in Pause::ALL {
        need(format!("inviting.paused.{}", pause.name()));
    }
    for standing in board::row::Standing::ALL {
        need(format!("board.standing.{}", standing.name()));
    }
    for heading in Heading::ALL {
        need(format!("board.column.{}", heading.name()));
    }
    for outcome in board::assign::Outcome::ALL {
        need(format!("board.assign.{}", outcome.name()));
    }
    for outcome in board::remove::Outcome::ALL {
        need(format!("board.remove.{}", outcome.name()));
    }
    for lacking in Need::ALL {
        need(format!("board.need.{}", lacking.name()));
    }
    for why in Why::ALL {
        need(format!("guests.why.{}", why.name()));
    }
    for why in Unusable::ALL {
        need(format!("guests.unusable.{}", why.name()));
    }
    for time in TimeKnown::ALL {
        need(format!("draft.time.{}", time.name()));
    }
    assert_eq!(missing, Vec::<String>::new());
}

/// The plural categories of a language for whole numbers and parts of them
/// (unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html).
fn plural_categories(language: Language) -> &'static [&'static str] {
    match language {
        Language::English | Language::German | Language::Dutch | Language::Turkish => &["one", "other"],
        Language::French | Language::Spanish | Language::Portuguese | Language::Italian => {
            &["one", "many", "other"]
        }
        Language::Polish => &["one", "few", "many", "other"],
        Language::Japanese | Language::Korean | Language::Chinese => &["other"],
        Language::Arabic => &["zero", "one", "two", "few", "many", "other"],
        Language::Hebrew => &["one", "two", "other"],
    }
}

/// What a file has to say in another language: each id with the English it stands for.
fn expected(english: &BTreeMap<String, String>, language: Language) -> BTreeMap<String, String> {
    let counted = |id: &str| {
        let (beginning, category) = id.rsplit_once('.')?;
        let both = ["one", "other"].map(|category| english.contains_key(&format!("{beginning}.{category}")));
        (both == [true, true] && ["one", "other"].contains(&category)).then(|| beginning.to_owned())
    };
    english
        .iter()
        .flat_map(|(id, sentence)| match counted(id) {
            None => vec![(id.clone(), sentence.clone())],
            Some(beginning) => plural_categories(language)
                .iter()
                .map(|category| {
                    let id = format!("{beginning}.{category}");
                    let sentence =
                        english.get(&id).unwrap_or(&english[&format!("{beginning}.other")]).clone();
                    (id, sentence)
                })
                .collect(),
        })
        .collect()
}

/// Placeholders in the order of their names, and how many labels from somebody's screen there are.
fn parts(sentence: &str) -> (Vec<&str>, usize) {
    let pieces = pieces(sentence);
    let mut names: Vec<&str> = pieces
        .iter()
        .filter_map(|piece| if let Piece::Placeholder(name) = piece { Some(*name) } else { None })
        .collect();
    names.sort_unstable();
    (names, pieces.iter().filter(|piece| matches!(piece, Piece::Label(_))).count())
}

/// Sentences that are names and nothing else are the same in every language.
fn has_words(sentence: &str) -> bool {
    const NAMES: [&str; 7] = ["Microsoft", "Mesh", "Teams", "Graph", "Windows", "Entra", "Wi-Fi"];
    let plain: String = pieces(sentence)
        .into_iter()
        .map(|piece| if let Piece::Plain(text) = piece { text } else { "" })
        .collect();
    plain.split(|letter: char| !letter.is_alphanumeric()).any(|word| word.len() > 2 && !NAMES.contains(&word))
}

#[test]
fn every_language_says_everything_that_english_says() {
    let mut faults = Vec::new();
    for language in Language::ALL {
        let (mut all, mut same) = (0, Vec::new());
        for file in FILES {
            let (words, expected) = (words_in(*language, file), expected(&words(file), *language));
            let place = |id: &str| format!("{} {file} {id}", language.tag());
            faults.extend(
                words
                    .keys()
                    .filter(|id| !expected.contains_key(*id))
                    .map(|id| place(id) + ": nobody says it"),
            );
            for (id, english) in &expected {
                let Some(sentence) = words.get(id) else {
                    faults.push(place(id) + ": missing");
                    continue;
                };
                all += 1;
                let ((names, labels), (english_names, english_labels)) = (parts(sentence), parts(english));
                // A plural may leave out the number that it is said for.
                let counted =
                    plural_categories(*language).iter().any(|category| id.ends_with(&format!(".{category}")));
                let but_the_number = english_names.iter().filter(|name| **name != "count" && **name != "n");
                if names != english_names && !(counted && (names.is_empty() || but_the_number.eq(&names))) {
                    faults.push(format!("{}: {english_names:?} became {names:?}", place(id)));
                }
                if labels < english_labels || sentence.matches("**").count() % 2 == 1 {
                    faults.push(place(id) + ": lost a label");
                }
                if sentence.lines().count() != english.lines().count() {
                    faults.push(place(id) + ": has other lines");
                }
                if sentence == english && has_words(english) {
                    same.push(place(id));
                }
            }
        }
        if *language != Language::English {
            println!("{}: {all} sentences, {} as in English: {same:#?}", language.tag(), same.len());
            assert!(same.len() * 20 <= all, "{}: {} of {all} are English", language.tag(), same.len());
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn sentences_are_clean() {
    for (key, sentence) in all_words() {
        assert!(!sentence.trim().is_empty(), "{key} is empty");
        assert_eq!(sentence.trim(), sentence, "{key} has space around it");
        assert_eq!(sentence.matches("**").count() % 2, 0, "{key} opens a label and does not close it");
        assert_eq!(
            sentence.matches('{').count(),
            sentence.matches('}').count(),
            "{key} has a brace without its partner"
        );
        assert!(!sentence.contains('<') && !sentence.contains("&amp;"), "{key} holds markup");
    }
}
