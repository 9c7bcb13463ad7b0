//! What is written of a list for other programs: tables as CSV (RFC 4180, in UTF-8).
//!
//! A cell that a spreadsheet would take for a formula is written with an apostrophe in front (OWASP, "CSV
//! Injection"), and read back without it.

use super::Guest;

/// Tells Excel that a file is UTF-8.
const MARK: &str = "\u{feff}";
/// What may begin a formula. OWASP, "CSV Injection".
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];
/// The first two lines of the file that Entra's page "Bulk invite users" takes; they must stand exactly so.
/// Microsoft Learn, "Tutorial: Bulk invite Microsoft Entra B2B collaboration users".
const ENTRA: [[&str; 4]; 2] = [
    ["version:v1.0", "", "", ""],
    [
        "Email address to invite [inviteeEmail] Required",
        "Redirection url [inviteRedirectURL] Required",
        "Send invitation message (true or false) [sendEmail]",
        "Customized invitation message [customizedMessageBody]",
    ],
];

/// A table of one's own, for a spreadsheet.
pub fn table_csv(headers: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut file = MARK.to_owned();
    write_row(&mut file, headers);
    rows.for_each(|row| write_row(&mut file, &row));
    file
}

/// The list itself; reading it gives the same guests.
pub fn guests_csv(guests: &[Guest]) -> String {
    table_csv(
        &["Email", "Name", "Language"],
        guests.iter().map(|guest| {
            let language = guest.language.map_or("", |language| language.tag());
            vec![
                guest.address.secret().to_owned(),
                guest.name.clone().unwrap_or_default(),
                language.to_owned(),
            ]
        }),
    )
}

/// Each guest with a link of the guest's own: for a mail merge, so the headers stay in English.
pub fn links_csv(rows: &[(Guest, String)]) -> String {
    table_csv(
        &["Email", "Name", "Link"],
        rows.iter().map(|(guest, link)| {
            vec![guest.address.secret().to_owned(), guest.name.clone().unwrap_or_default(), link.clone()]
        }),
    )
}

/// The file for Entra's page "Bulk invite users". `redirect` is where a guest comes to after accepting. Commas go
/// out of the message: Microsoft's page says that they keep it from being read.
pub fn entra_bulk_csv(guests: &[Guest], redirect: &str, send_mail: bool, message: &str) -> String {
    let message = without_commas(message);
    let send_mail = if send_mail { "true" } else { "false" };
    let mut file = String::new();
    for row in &ENTRA {
        write_row(&mut file, row);
    }
    for guest in guests {
        write_row(&mut file, &[guest.address.secret(), redirect, send_mail, &message]);
    }
    file
}

/// A message on one line, with dashes for commas between words.
fn without_commas(message: &str) -> String {
    let line = message.split_whitespace().collect::<Vec<_>>().join(" ");
    line.replace(", ", " – ").replace(',', " ").trim().to_owned()
}

fn write_row(file: &mut String, cells: &[impl AsRef<str>]) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            file.push(',');
        }
        write_cell(file, cell.as_ref());
    }
    file.push_str("\r\n");
}

fn write_cell(file: &mut String, cell: &str) {
    let apostrophe = if is_formula(cell) { "'" } else { "" };
    if cell.contains(['"', ',', ';', '\t', '\r', '\n']) || cell.trim() != cell {
        file.extend(["\"", apostrophe, &cell.replace('"', "\"\""), "\""]);
    } else {
        file.extend([apostrophe, cell]);
    }
}

/// A cell as it was before an apostrophe kept it from being a formula.
pub(super) fn unguard(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|cell| is_formula(cell)).unwrap_or(cell)
}

/// Whether a cell begins like a formula. Apostrophes in front do not count, so that taking away the one that was put
/// there always gives back what was.
fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(FORMULA)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::invite::GuestAddress;
    use crate::domain::language::Language;
    use proptest::prelude::*;

    fn guest(address: &str, name: Option<&str>) -> Guest {
        let address = GuestAddress::parse(address).unwrap();
        Guest { address, name: name.map(str::to_owned), language: Some(Language::German) }
    }

    #[test]
    fn links_are_for_a_mail_merge() {
        let rows = [
            (
                guest("ada@fabrikam.com", Some("Marsh, Ada")),
                "https://mesh.contoso.com/#i=1.e30.abcd".to_owned(),
            ),
            (guest("ben@fabrikam.com", None), "https://mesh.contoso.com/#i=1.e31.abcd".to_owned()),
        ];
        assert_eq!(
            links_csv(&rows),
            "\u{feff}Email,Name,Link\r\n\
             ada@fabrikam.com,\"Marsh, Ada\",https://mesh.contoso.com/#i=1.e30.abcd\r\n\
             ben@fabrikam.com,,https://mesh.contoso.com/#i=1.e31.abcd\r\n"
        );
    }

    #[test]
    fn entra_gets_its_own_template() {
        let file = entra_bulk_csv(
            &[guest("ada@fabrikam.com", None)],
            "https://mesh.contoso.com/",
            false,
            "Welcome, Ada:\nsee \"you\" there, 10,000 of us",
        );
        assert_eq!(
            file,
            "version:v1.0,,,\r\n\
             Email address to invite [inviteeEmail] Required,Redirection url [inviteRedirectURL] Required,\
             Send invitation message (true or false) [sendEmail],Customized invitation message [customizedMessageBody]\r\n\
             ada@fabrikam.com,https://mesh.contoso.com/,false,\
             \"Welcome – Ada: see \"\"you\"\" there – 10 000 of us\"\r\n"
        );
    }

    #[test]
    fn no_cell_becomes_a_formula() {
        let row = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "Ada", "''=x", "it's"].map(str::to_owned).to_vec();
        assert_eq!(
            table_csv(&["=A"], std::iter::once(row)),
            "\u{feff}'=A\r\n'=1+1,'+1,'-1,'@SUM(A1),\"'\t=1\",Ada,'''=x,it's\r\n"
        );
    }

    proptest! {
        #[test]
        fn what_was_guarded_comes_back(cell in "['=+\\-@a \\t\\r]{0,6}") {
            let mut written = String::new();
            let guarded = if is_formula(&cell) { format!("'{cell}") } else { cell.clone() };
            write_cell(&mut written, &cell);
            prop_assert!(!written.trim_start_matches('"').starts_with(FORMULA));
            prop_assert_eq!(unguard(&guarded), cell);
        }
    }
}
