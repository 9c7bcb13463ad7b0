//! Lists as programs and people write them.

use rstest::rstest;

use super::read::{Reader, Reading, Unusable, Why, read};
use super::{MOST, add, personal};
use crate::domain::invite::{GuestAddress, Invite, Organizer};
use crate::domain::language::Language;
use crate::domain::links::parse_url;
use crate::domain::target::Target;
use crate::domain::tenant::TenantId;
use crate::domain::time::Moment;

fn reading(input: &[u8]) -> Reading {
    read(input).unwrap()
}

/// Every guest as `address`, or `address = name`, with the language behind a slash.
fn guests(reading: &Reading) -> Vec<String> {
    let guest = |guest: &super::Guest| {
        let name = guest.name.iter().map(|name| format!(" = {name}"));
        let language = guest.language.iter().map(|language| format!(" / {}", language.tag()));
        std::iter::once(guest.address.secret().to_owned()).chain(name).chain(language).collect()
    };
    reading.guests.iter().map(guest).collect()
}

fn refused(reading: &Reading) -> Vec<(u32, &str, Why)> {
    reading.refused.rows.iter().map(|row| (row.line, row.text.as_str(), row.why)).collect()
}

fn lines(range: std::ops::Range<usize>, line: impl Fn(usize) -> String) -> String {
    range.map(line).collect::<Vec<_>>().concat()
}

#[rstest]
#[case::excel_german(
    include_bytes!("fixtures/excel-german.csv").as_slice(),
    &["joerg@fabrikam.com = Jörg Größe", "ben@fabrikam.com = Ben Okafor; Dr."]
)]
#[case::excel_unicode(
    include_bytes!("fixtures/excel-unicode.txt").as_slice(),
    &["zoe@fabrikam.com = Zoë Marsh / fr", "ben@fabrikam.com = Okafor, Ben", "taro@fabrikam.com = 山田太郎 / ja"]
)]
#[case::excel_utf8(
    include_bytes!("fixtures/excel-utf8.csv").as_slice(),
    &["zofia@fabrikam.com = Zofia Łęcka", "jan@fabrikam.com = Jan Żak"]
)]
#[case::google_sheets(
    include_bytes!("fixtures/google-sheets.csv").as_slice(),
    &["ada@fabrikam.com = Marsh, Ada", "ben@fabrikam.com = Ben \"BJ\" Okafor"]
)]
#[case::outlook_contacts(
    include_bytes!("fixtures/outlook-contacts.csv").as_slice(),
    &["ada@fabrikam.com = Ada Marsh / en", "zoe@fabrikam.com = Zoë Okafor"]
)]
#[case::entra(
    include_bytes!("fixtures/entra-bulk-invite.csv").as_slice(),
    &["ada@fabrikam.com", "ben@fabrikam.com"]
)]
fn what_programs_export_is_read_whole(#[case] file: &[u8], #[case] expected: &[&str]) {
    let reading = reading(file);
    assert_eq!(guests(&reading), expected);
    assert_eq!(refused(&reading), []);
}

#[test]
fn a_contact_without_an_address_is_told_by_its_line() {
    let reading = reading(include_bytes!("fixtures/google-contacts.csv"));
    assert_eq!(guests(&reading), ["ada@fabrikam.com = Ada Marsh", "ben@fabrikam.com = Ben Okafor"]);
    // The note of the first contact goes over two lines.
    assert_eq!(refused(&reading), [(5, "Front desk, * myContacts, Work, +1 425 555 0100", Why::NoAddress)]);
}

#[rstest]
#[case::commas("ada@fabrikam.com, ben@fabrikam.com,zoe@fabrikam.com", &["ada@fabrikam.com", "ben@fabrikam.com", "zoe@fabrikam.com"])]
#[case::semicolons("ada@fabrikam.com;ben@fabrikam.com;", &["ada@fabrikam.com", "ben@fabrikam.com"])]
#[case::lines("ada@fabrikam.com\r\n\r\nben@fabrikam.com\r\n", &["ada@fabrikam.com", "ben@fabrikam.com"])]
#[case::old_lines("ada@fabrikam.com\rben@fabrikam.com", &["ada@fabrikam.com", "ben@fabrikam.com"])]
#[case::spaces("ada@fabrikam.com ben@fabrikam.com\tzoe@fabrikam.com", &["ada@fabrikam.com", "ben@fabrikam.com", "zoe@fabrikam.com"])]
#[case::lines_with_commas("ada@fabrikam.com,\nben@fabrikam.com,\n", &["ada@fabrikam.com", "ben@fabrikam.com"])]
#[case::full_width("ada@fabrikam.com、ben@fabrikam.com；zoe@fabrikam.com", &["ada@fabrikam.com", "ben@fabrikam.com", "zoe@fabrikam.com"])]
#[case::outlook(
    "Ada Marsh <ada@fabrikam.com>; \"Okafor, Ben\" <ben@fabrikam.com>",
    &["ada@fabrikam.com = Ada Marsh", "ben@fabrikam.com = Okafor, Ben"]
)]
#[case::outlook_lines(
    "Ada Marsh <ada@fabrikam.com>\n'Ben Okafor' <ben@fabrikam.com>\n",
    &["ada@fabrikam.com = Ada Marsh", "ben@fabrikam.com = Ben Okafor"]
)]
#[case::family_first(
    "Marsh, Ada <ada@fabrikam.com>; Okafor, Ben <ben@fabrikam.com>",
    &["ada@fabrikam.com = Marsh, Ada", "ben@fabrikam.com = Okafor, Ben"]
)]
#[case::address_as_name(
    "ada@fabrikam.com <ada@fabrikam.com>; <ben@fabrikam.com>",
    &["ada@fabrikam.com", "ben@fabrikam.com"]
)]
#[case::copied_from_mail("Ada Marsh [mailto:ada@fabrikam.com]", &["ada@fabrikam.com"])]
#[case::sentence(
    "Please invite ada@fabrikam.com and (in Spanish) ben@fabrikam.com.",
    &["ada@fabrikam.com", "ben@fabrikam.com"]
)]
#[case::open_quote("\"Ada <ada@fabrikam.com>\nben@fabrikam.com", &["ada@fabrikam.com = Ada", "ben@fabrikam.com"])]
#[case::invisible("\u{202a}ada@fabrikam.com\u{202c}; ben@fabrikam.com\u{200b}", &["ada@fabrikam.com", "ben@fabrikam.com"])]
#[case::one_column("E-Mail\nada@fabrikam.com\nBen Okafor <ben@fabrikam.com>", &["ada@fabrikam.com", "ben@fabrikam.com = Ben Okafor"])]
#[case::no_headers("Ada Marsh,ada@fabrikam.com\nBen Okafor,ben@fabrikam.com", &["ada@fabrikam.com = Ada Marsh", "ben@fabrikam.com = Ben Okafor"])]
#[case::no_headers_many(
    "1;ada@fabrikam.com;Ada Marsh;2026-05-01\n2;ben@fabrikam.com;Ben Okafor;2026-05-02",
    &["ada@fabrikam.com = Ada Marsh", "ben@fabrikam.com = Ben Okafor"]
)]
#[case::no_telling_which_name("Ada\tMarsh\tada@fabrikam.com\nBen\tOkafor\tben@fabrikam.com", &["ada@fabrikam.com", "ben@fabrikam.com"])]
#[case::two_addresses_a_row(
    "ada@fabrikam.com,ada@example.com\nben@fabrikam.com,ben@example.com",
    &["ada@fabrikam.com", "ada@example.com", "ben@fabrikam.com", "ben@example.com"]
)]
#[case::declared("sep=|\nName|Email\nAda Marsh|ada@fabrikam.com", &["ada@fabrikam.com = Ada Marsh"])]
#[case::title_above("Guests of the launch\n\nName,Email\nAda Marsh,ada@fabrikam.com", &["ada@fabrikam.com = Ada Marsh"])]
#[case::open_quote_in_table(
    "Name,Email\n\"Ada Marsh,ada@fabrikam.com\nBen Okafor,ben@fabrikam.com",
    &["ada@fabrikam.com = \"Ada Marsh", "ben@fabrikam.com = Ben Okafor"]
)]
#[case::mark_inside(
    "Name,Email\nAda \"\" Marsh,ada@fabrikam.com\n\"Okafor, Ben\",ben@fabrikam.com",
    &["ada@fabrikam.com = Ada \"\" Marsh", "ben@fabrikam.com = Okafor, Ben"]
)]
#[case::hebrew_mark("שם\tדוא\"ל\n\"Ada \"\"A\"\" Marsh\"\tada@fabrikam.com", &["ada@fabrikam.com = Ada \"A\" Marsh"])]
#[case::french("Nom;Prénom;Courriel\nMarsh;Ada;ada@fabrikam.com", &["ada@fabrikam.com = Ada Marsh"])]
#[case::spanish("Nombre;Apellidos;Correo electrónico\nAda;Marsh;ada@fabrikam.com", &["ada@fabrikam.com = Ada Marsh"])]
#[case::whole_and_parts("Name,Given Name,Family Name,Email\nAda K. Marsh,Ada,Marsh,ada@fabrikam.com", &["ada@fabrikam.com = Ada K. Marsh"])]
#[case::japanese("姓,名,メールアドレス\n山田,太郎,taro@fabrikam.com", &["taro@fabrikam.com = 山田太郎"])]
#[case::alone_before_a_mailbox("ben@fabrikam.com Ada <ada@fabrikam.com>", &["ben@fabrikam.com", "ada@fabrikam.com"])]
#[case::mailboxes_in_cells("Who,Email\nx,Ada Marsh <ada@fabrikam.com>", &["ada@fabrikam.com = Ada Marsh"])]
fn what_people_paste_is_read(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(guests(&reading(text.as_bytes())), expected);
}

#[rstest]
#[case::free(
    "ada@fabrikam.com\n\nBen Okafor\nben@fabrikam\n@fabrikam.com; zoe@@fabrikam.com\nZoë <zoe @fabrikam.com>",
    &[
        (3, "Ben Okafor", Why::NoAddress),
        (4, "ben@fabrikam", Why::NoDomain),
        (5, "@fabrikam.com", Why::NothingBefore),
        (5, "zoe@@fabrikam.com", Why::SeveralAts),
        (6, "zoe @fabrikam.com", Why::Spaces),
    ]
)]
#[case::table(
    "Name,Email\n\nAda,ada fabrikam.com\n\"B\nen\",\n,\nZoë,zoe@f\u{430}brikam.com",
    &[
        (3, "Ada, ada fabrikam.com", Why::NoAddress),
        (4, "B en", Why::NoAddress),
        (7, "zoe@f\u{430}brikam.com", Why::Characters),
    ]
)]
#[case::after_a_header("Email\nada@fabrikam.com\nnobody", &[(3, "nobody", Why::NoAddress)])]
fn what_brings_no_guest_is_told(#[case] text: &str, #[case] expected: &[(u32, &str, Why)]) {
    assert_eq!(refused(&reading(text.as_bytes())), expected);
}

#[test]
fn a_repeated_address_is_told_with_the_line_of_the_first() {
    let reading =
        reading(b"Email,Name\nada@fabrikam.com,Ada\nben@fabrikam.com,Ben\nADA@Fabrikam.com,Ada Marsh\n");
    assert_eq!(guests(&reading), ["ada@fabrikam.com = Ada", "ben@fabrikam.com = Ben"]);
    let repeated: Vec<_> =
        reading.repeated.rows.iter().map(|row| (row.line, row.first, row.address.secret())).collect();
    assert_eq!(repeated, [(4, 2, "ADA@Fabrikam.com")]);
}

#[test]
fn a_doubtful_address_is_a_guest_all_the_same() {
    let reading = reading(b"ada@fabrikam.com\nben@gmial.com");
    assert_eq!(guests(&reading), ["ada@fabrikam.com", "ben@gmial.com"]);
    let doubtful: Vec<_> =
        reading.doubtful.iter().map(|guest| (guest.line, guest.did_you_mean.secret())).collect();
    assert_eq!(doubtful, [(2, "ben@gmail.com")]);
}

#[test]
fn a_list_is_full_one_day() {
    let text = lines(0..MOST + 2, |at| format!("guest{at}@fabrikam.com\n"));
    let reading = reading(text.as_bytes());
    assert_eq!(reading.guests.len(), MOST);
    let beyond = [
        (10_001, "guest10000@fabrikam.com", Why::BeyondLimit),
        (10_002, "guest10001@fabrikam.com", Why::BeyondLimit),
    ];
    assert_eq!(refused(&reading), beyond);
}

#[test]
fn of_many_refused_rows_some_are_listed_and_all_are_counted() {
    let reading = reading("nobody\n".repeat(1_200).as_bytes());
    assert_eq!((reading.refused.rows.len(), reading.refused.count), (1_000, 1_200));
    assert_eq!(reading.refused.rows[999].line, 1_000);
}

#[test]
fn a_refused_row_is_shown_in_part() {
    let reading = reading("é".repeat(500).as_bytes());
    assert_eq!(reading.refused.rows[0].text, "é".repeat(120));
}

#[rstest]
#[case::xlsx(b"PK\x03\x04\x14\x00".to_vec(), Unusable::Workbook)]
#[case::xls(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), Unusable::Workbook)]
#[case::large(vec![b'\n'; 5_000_001], Unusable::TooLarge)]
fn some_files_are_not_read_at_all(#[case] file: Vec<u8>, #[case] expected: Unusable) {
    assert_eq!(read(&file), Err(expected));
}

#[test]
fn nothing_personal_is_printed() {
    let reading = reading(b"Ada Marsh <ada@fabrikam.com>\nada@fabrikam.com\nben@gmial.com\nAda Ben");
    let printed = format!("{reading:?}");
    for personal in ["Ada", "ada", "ben", "fabrikam"] {
        assert!(!printed.contains(personal), "{printed}");
    }
}

#[test]
fn a_personal_invite_is_for_one_guest() {
    let invite = Invite {
        title: "Contoso Spring Launch".into(),
        starts: Moment(1_780_000_000),
        ends: Moment(1_780_003_600),
        host: TenantId::parse("0f3b2a1c-9d8e-4c7b-8a6f-5e4d3c2b1a00").unwrap(),
        target: Target::ALL[0],
        event_link: parse_url("https://mesh.cloud.microsoft/event/1").unwrap(),
        meeting: None,
        guest: None,
        organizer: Organizer::default(),
        redeem: None,
        language: Some("en".into()),
        reached: None,
        signed: None,
    };
    let list = reading(b"Email,Language\nada@fabrikam.com,de\nben@fabrikam.com,");
    let ada = personal(&invite, &list.guests[0]);
    assert_eq!(ada.guest, GuestAddress::parse("ada@fabrikam.com"));
    assert_eq!(ada.language.as_deref(), Some(Language::German.tag()));
    assert_eq!(ada.key(), invite.key());
    assert_eq!(personal(&invite, &list.guests[1]).language.as_deref(), Some("en"));
}

#[test]
fn who_is_on_the_list_already_is_only_completed() {
    let mut list = reading(b"ada@fabrikam.com\nben@fabrikam.com\n").guests;
    let more =
        reading(b"Name,Email,Language\nAda Marsh,ADA@fabrikam.com,de\nChloe,chloe@fabrikam.com,\n").guests;
    assert_eq!(add(&mut list, &more), 1);
    let again = Reading { guests: list.clone(), ..Reading::default() };
    assert_eq!(
        guests(&again),
        ["ada@fabrikam.com = Ada Marsh / de", "ben@fabrikam.com", "chloe@fabrikam.com = Chloe"]
    );
    assert_eq!(add(&mut list, &again.guests), 0);
}

/// `cargo test --release ... -- --ignored --nocapture`
#[test]
#[ignore = "measures, and asserts nothing"]
fn how_long_a_full_list_takes() {
    let row = |at| format!("\"Guest, {at}\",guest{at}@fabrikam.com,de\r\n");
    let table = ["Name,Email,Language\r\n", &lines(0..MOST, row)].concat();
    let mails = lines(0..MOST, |at| format!("Guest {at} <guest{at}@fabrikam.com>; "));
    let one_line = lines(0..MOST, |at| format!("guest{at}@fabrikam.com,"));
    for (what, text) in [("table", table), ("mail", mails), ("one line", one_line)] {
        let begun = std::time::Instant::now();
        let mut reader = Reader::new(text.as_bytes()).unwrap();
        let looked = begun.elapsed();
        while reader.step(500) {}
        println!(
            "{what}: {looked:?} to look at, {:?} in all, {} guests",
            begun.elapsed(),
            reader.finish().guests.len()
        );
    }
}
