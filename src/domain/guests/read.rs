//! Reading a list of guests from whatever an organizer has: pasted text, or the bytes of a file.
//!
//! A [`Reader`] works in steps, so that a page that reads a long list stays alive. What it cannot take it tells
//! with the line and the reason. Only these are left out in silence: empty rows, Entra's row of examples, words around
//! addresses, columns that say nothing about a guest, and a guest's further addresses in the same row of a table.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;
use std::rc::Rc;

use super::address::did_you_mean;
use super::free::FreeText;
use super::table::{Shape, Table, shape};
use super::{Guest, MOST, encoding, same};
use crate::domain::invite::GuestAddress;
use crate::domain::language::Language;
use crate::domain::named::named;
use crate::domain::words::Message;

/// The most bytes that a list may have.
pub const MOST_BYTES: usize = 5_000_000;
/// The most refused or repeated rows that are listed; beyond that they are only counted.
pub const MOST_LISTED: usize = 1_000;
/// How much of a refused row is shown, in characters.
const SHOWN: usize = 120;

named! {
    /// Why a row brought no guest. Words: `guests.why.<name>`.
    pub enum Why {
        /// No address in it.
        NoAddress = "no-address",
        /// Nothing in front of the `@`.
        NothingBefore = "nothing-before",
        /// No whole domain behind the `@`.
        NoDomain = "no-domain",
        /// A space inside the address.
        Spaces = "spaces",
        /// More than one `@`: two addresses run together, or a slip.
        SeveralAts = "several-ats",
        /// Characters that an address does not have, or letters of another alphabet in the domain.
        Characters = "characters",
        /// Longer than 254 characters.
        TooLong = "too-long",
        /// The list is full: [`MOST`] guests.
        BeyondLimit = "beyond-limit",
    }
}

named! {
    /// Why nothing of a file can be read. Words: `guests.unusable.<name>`.
    pub enum Unusable {
        /// More than [`MOST_BYTES`].
        TooLarge = "too-large",
        /// A workbook as Excel and others save it, not a table in text.
        Workbook = "workbook",
    }
}

/// What was made of a list.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The guests, each once, in the order of the list.
    pub guests: Vec<Guest>,
    /// Rows that brought no guest.
    pub refused: Listed<Refused>,
    /// Rows whose address had stood before; the first of them counts.
    pub repeated: Listed<Repeated>,
    /// Guests whose address looks like a slip. They are among the guests all the same.
    pub doubtful: Vec<Doubtful>,
}

/// Rows to be told about: the first of them, and how many there are.
#[derive(Debug, PartialEq, Eq)]
pub struct Listed<T> {
    /// At most [`MOST_LISTED`].
    pub rows: Vec<T>,
    /// All of them, those that are not listed included.
    pub count: u32,
}

/// A row that brought no guest. Personal: `Debug` does not show its text.
#[derive(Clone, PartialEq, Eq)]
pub struct Refused {
    /// Where it stands in the source, counted from 1.
    pub line: u32,
    /// What stands there, at most 120 characters.
    pub text: String,
    /// Why it brought none.
    pub why: Why,
}

/// A row whose address had stood before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeated {
    /// Where it stands in the source, counted from 1.
    pub line: u32,
    /// Where the address stood first.
    pub first: u32,
    /// The address as it stands here.
    pub address: GuestAddress,
}

/// A guest whose address looks like a slip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubtful {
    /// Where it stands in the source, counted from 1.
    pub line: u32,
    /// The address as it was taken.
    pub address: GuestAddress,
    /// What was probably meant.
    pub did_you_mean: GuestAddress,
}

/// Reads a list in steps.
pub struct Reader {
    source: Source,
    reading: Reading,
    /// Where each address stood first.
    lines: BTreeMap<String, u32>,
}

/// Where rows come from.
enum Source {
    Table(Box<Table>),
    Text(FreeText),
}

/// What was found in one place of the source.
pub(super) struct Found {
    pub(super) line: u32,
    pub(super) name: Option<String>,
    pub(super) language: Option<Language>,
    /// The address; or what stands there, and why that is none.
    pub(super) address: Result<GuestAddress, (String, Why)>,
}

/// Reads a whole list at once.
pub fn read(input: &[u8]) -> Result<Reading, Unusable> {
    let mut reader = Reader::new(input)?;
    while reader.step(MOST) {}
    Ok(reader.finish())
}

impl Reader {
    /// Looks at what the input is, and reads nothing yet. Pasted text is given as its bytes.
    pub fn new(input: &[u8]) -> Result<Self, Unusable> {
        if is_workbook(input) {
            return Err(Unusable::Workbook);
        }
        if input.len() > MOST_BYTES {
            return Err(Unusable::TooLarge);
        }
        let text: Rc<str> = encoding::decode(input).into();
        let source = match shape(&text) {
            Shape::Table(layout) => Source::Table(Box::new(Table::new(text, layout))),
            Shape::Text(from) => Source::Text(FreeText::new(text, from)),
        };
        Ok(Self { source, reading: Reading::default(), lines: BTreeMap::new() })
    }

    /// Reads so many rows more, or, of free text, pieces between separators. Whether there may be more.
    pub fn step(&mut self, rows: usize) -> bool {
        let Self { source, reading, lines } = self;
        let mut take = |found| reading.take(found, lines);
        (0..rows).all(|_| match source {
            Source::Table(table) => table.read_row(&mut take),
            Source::Text(text) => text.read_piece(&mut take),
        })
    }

    /// How many guests there are so far, to show that something goes on.
    pub fn guests_so_far(&self) -> usize {
        self.reading.guests.len()
    }

    /// What was read up to here.
    pub fn finish(self) -> Reading {
        self.reading
    }
}

impl Reading {
    fn take(&mut self, found: Found, lines: &mut BTreeMap<String, u32>) {
        let Found { line, name, language, address } = found;
        let address = match address {
            Ok(address) => address,
            Err((text, why)) => return self.refused.add(Refused::new(line, &text, why)),
        };
        let full = self.guests.len() >= MOST;
        match lines.entry(same(&address)) {
            Entry::Occupied(first) => self.repeated.add(Repeated { line, first: *first.get(), address }),
            Entry::Vacant(_) if full => {
                self.refused.add(Refused::new(line, address.secret(), Why::BeyondLimit));
            }
            Entry::Vacant(place) => {
                place.insert(line);
                if let Some(did_you_mean) = did_you_mean(&address) {
                    self.doubtful.push(Doubtful { line, address: address.clone(), did_you_mean });
                }
                self.guests.push(Guest { address, name, language });
            }
        }
    }
}

impl<T> Listed<T> {
    fn add(&mut self, row: T) {
        self.count = self.count.saturating_add(1);
        if self.rows.len() < MOST_LISTED {
            self.rows.push(row);
        }
    }
}

impl<T> Default for Listed<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), count: 0 }
    }
}

impl Refused {
    fn new(line: u32, text: &str, why: Why) -> Self {
        let text = text.split_whitespace().flat_map(|word| [" ", word]).skip(1).flat_map(str::chars);
        Self { line, text: text.take(SHOWN).collect(), why }
    }
}

impl Why {
    /// The reason in words.
    pub fn message(self) -> Message {
        Message::new(["guests.why.", self.name()].concat())
    }
}

impl Unusable {
    /// The reason in words, with what to do instead.
    pub fn message(self) -> Message {
        Message::new(["guests.unusable.", self.name()].concat())
    }
}

impl Repeated {
    /// Where the address stood first, in words.
    pub fn message(&self) -> Message {
        Message::new("guests.repeated").count("first", self.first)
    }
}

impl Doubtful {
    /// The question whether something else was meant, in words.
    pub fn message(&self) -> Message {
        Message::new("guests.doubtful").text("address", self.did_you_mean.secret())
    }
}

impl fmt::Debug for Refused {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Refused(line {}, redacted, {})", self.line, self.why.name())
    }
}

impl fmt::Debug for Reader {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Reader({} guests so far)", self.guests_so_far())
    }
}

/// Whether a file is a workbook by its first bytes: a ZIP archive (.xlsx, .ods), or a compound file (.xls; MS-CFB,
/// section 2.2).
fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
}
