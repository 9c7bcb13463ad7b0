//! Laws of reading and writing lists.

use proptest::prelude::*;

use super::export::{guests_csv, links_csv};
use super::read::{Reader, Reading, read};
use super::{Guest, keep, same, tidy_name};
use crate::domain::invite::GuestAddress;
use crate::domain::language::Language;

fn some_language() -> impl Strategy<Value = Option<Language>> {
    proptest::option::of(proptest::sample::select(Language::ALL))
}

/// Names with what makes tables difficult: quotation marks, separators, line ends, formulas, letters of all scripts.
fn some_name() -> impl Strategy<Value = Option<String>> {
    proptest::option::of("[-=+@'\",;|\t\n<a-zéßאבعر山 ]{0,12}")
        .prop_map(|name| name.and_then(|name| tidy_name(&name)))
}

fn some_guests() -> impl Strategy<Value = Vec<Guest>> {
    let guest = ("[-=+'a-z0-9]?[a-z0-9.]{1,6}", "[a-z]{1,5}", some_name(), some_language());
    proptest::collection::vec(guest, 0..12).prop_map(|rows| {
        let mut seen = Vec::new();
        let of = |(local, domain, name, language): (String, String, _, _)| {
            let address = GuestAddress::parse(&format!("{local}@{domain}.com"))?;
            Some(Guest { address, name, language })
        };
        let mut guests: Vec<Guest> = rows.into_iter().filter_map(of).collect();
        guests.retain(|guest| {
            let is_new = !seen.contains(&same(&guest.address));
            seen.push(same(&guest.address));
            is_new
        });
        guests
    })
}

fn guests(text: &str) -> Vec<Guest> {
    read(text.as_bytes()).unwrap().guests
}

/// A table as some program writes it: every cell in quotation marks where needed.
fn table(guests: &[Guest], delimiter: char, order: &[usize]) -> String {
    let headers = ["Email".to_owned(), "Name".to_owned(), "Language".to_owned(), "Company".to_owned()];
    let rows = guests.iter().map(|guest| {
        let language = guest.language.map_or("", Language::tag);
        let name = guest.name.clone().unwrap_or_default();
        [guest.address.secret().to_owned(), name, language.to_owned(), "Fabrikam, Inc.; \"X\"".to_owned()]
    });
    let quote = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    let row = |cells: [String; 4]| {
        order.iter().map(|at| quote(&cells[*at])).collect::<Vec<_>>().join(&delimiter.to_string()) + "\n"
    };
    std::iter::once(headers).chain(rows).map(row).collect()
}

fn in_steps(input: &[u8], rows: usize) -> Reading {
    let mut reader = Reader::new(input).unwrap();
    while reader.step(rows) {}
    reader.finish()
}

proptest! {
    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        // Both answers are fine; a panic is not.
        let _ = read(&bytes);
    }

    #[test]
    fn every_address_was_in_the_input(text in "([a-z@.,;\"'<>\n\t |=-]|@a\\.de|Email|Name|é|\u{200b}){0,60}") {
        let reading = read(text.as_bytes()).unwrap();
        for guest in &reading.guests {
            prop_assert!(text.contains(guest.address.secret()), "{}", guest.address.secret());
        }
        let lines = u32::try_from(text.lines().count()).unwrap();
        prop_assert!(reading.refused.rows.iter().all(|row| (1..=lines).contains(&row.line)));
    }

    #[test]
    fn what_was_written_is_read_back(list in some_guests()) {
        prop_assert_eq!(&guests(&guests_csv(&list)), &list);
        let links: Vec<(Guest, String)> = list.iter()
            .map(|guest| (Guest { language: None, ..guest.clone() }, "https://mesh.contoso.com/#i=1".to_owned()))
            .collect();
        let without_links: Vec<Guest> = links.iter().map(|(guest, _)| guest.clone()).collect();
        prop_assert_eq!(guests(&links_csv(&links)), without_links);
    }

    #[test]
    fn what_was_kept_is_read_back(list in some_guests()) {
        prop_assert_eq!(keep::parse(&keep::write(&list)), Some(list));
    }

    #[test]
    fn neither_order_nor_delimiter_matters(
        list in some_guests(),
        delimiter in proptest::sample::select(vec![',', ';', '\t', '|']),
        order in Just(vec![0, 1, 2, 3]).prop_shuffle(),
    ) {
        let plain = guests(&table(&list, ',', &[0, 1, 2, 3]));
        prop_assert_eq!(plain.len(), list.len());
        prop_assert_eq!(guests(&table(&list, delimiter, &order)), plain);
    }

    #[test]
    fn an_address_in_another_case_is_the_same_guest(list in some_guests()) {
        let csv = guests_csv(&list);
        let again: String = list.iter().map(|guest| guest.address.secret().to_uppercase() + ",,\r\n").collect();
        let reading = read((csv + &again).as_bytes()).unwrap();
        prop_assert_eq!(reading.repeated.count as usize, list.len());
        prop_assert_eq!(reading.guests, list);
    }

    #[test]
    fn steps_of_any_size_come_to_the_same(list in some_guests(), rows in 1_usize..5) {
        let csv = guests_csv(&list);
        let mails: String = list.iter().map(|guest| ["<", guest.address.secret(), ">; "].concat()).collect();
        for text in [csv, mails] {
            prop_assert_eq!(in_steps(text.as_bytes(), rows), read(text.as_bytes()).unwrap());
        }
    }
}
