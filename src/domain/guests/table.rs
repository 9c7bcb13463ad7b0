//! A list that is a table: which character is between its cells, where its guests begin, which column holds what.

use std::io::Cursor;
use std::rc::Rc;

use csv::{ReaderBuilder, StringRecord};

use super::address::{address, is_bare, trim};
use super::export::unguard;
use super::headers::{Columns, columns, language};
use super::read::{Found, Why};
use super::{lines, tidy_name};
use crate::domain::invite::GuestAddress;

/// What may be between two cells.
const DELIMITERS: [u8; 4] = *b"\t;,|";
/// How many rows are looked at to tell what a text is.
const SAMPLE: usize = 50;
/// Above the headers there may be a line for the program that made the table, and a title.
const LAST_HEADER: usize = 3;
/// How many headers are looked at.
const MOST_COLUMNS: usize = 1_000;
/// What begins the row of examples in Entra's templates.
const EXAMPLE: &str = "Example:";

/// What a text is.
pub(super) enum Shape {
    /// A table.
    Table(Layout),
    /// Addresses with anything around them, from this byte on.
    Text(usize),
}

/// How a table is to be read.
pub(super) struct Layout {
    delimiter: u8,
    quoting: bool,
    columns: Columns,
    /// The first byte of the first row with a guest.
    from: usize,
}

/// The rows of a table.
pub(super) struct Table {
    layout: Layout,
    rows: Rows,
}

/// What a text is. Headers decide; without them, that most rows have one address, in a cell of its own.
pub(super) fn shape(text: &Rc<str>) -> Shape {
    let (start, declared) = declared_delimiter(text);
    let delimiters = declared.as_ref().map_or(&DELIMITERS[..], std::slice::from_ref);
    let samples: Vec<Sample> =
        delimiters.iter().map(|delimiter| Sample::take(text, *delimiter, start)).collect();
    let by_headers =
        samples.iter().filter_map(Sample::by_headers).max_by_key(|headed| (headed.known, headed.width));
    if let Some(headed) = by_headers {
        // Rows of one column may say anything.
        return if headed.width == 1 { Shape::Text(headed.layout.from) } else { Shape::Table(headed.layout) };
    }
    samples.iter().find_map(Sample::by_content).map_or(Shape::Text(start), Shape::Table)
}

/// What Excel understands as the first line of a file, `sep=;`: where the rest begins, and the delimiter.
fn declared_delimiter(text: &str) -> (usize, Option<u8>) {
    let line = text.split('\n').next().unwrap_or_default();
    let declared = line.trim_matches('"').strip_prefix("sep=").map(str::as_bytes);
    match declared {
        Some([delimiter]) if delimiter.is_ascii() && *delimiter != b'"' => {
            (text.len().min(line.len() + 1), Some(*delimiter))
        }
        _ => (0, None),
    }
}

/// Whether every cell that begins with a quotation mark also ends with one. Otherwise the marks are nothing but
/// characters: everything behind the open one would be one cell.
fn is_quoting(text: &str, delimiter: u8) -> bool {
    let (mut quoted, mut opens) = (false, true);
    for byte in text.bytes() {
        // Of a doubled mark inside a quoted cell the first one closes and the second one opens again.
        let opens_next = if quoted { byte == b'"' } else { byte == delimiter || byte == b'\n' };
        quoted = if quoted { byte != b'"' } else { opens && byte == b'"' };
        opens = opens_next;
    }
    !quoted
}

/// The first rows as they are with one delimiter.
struct Sample {
    delimiter: u8,
    quoting: bool,
    start: usize,
    rows: Vec<StringRecord>,
    /// Where the row behind each begins.
    ends: Vec<usize>,
}

/// A table with headers.
struct Headed {
    layout: Layout,
    /// How many headers are known.
    known: usize,
    /// How many columns there are.
    width: usize,
}

impl Sample {
    fn take(text: &Rc<str>, delimiter: u8, start: usize) -> Self {
        let quoting = is_quoting(&text[start..], delimiter);
        let mut rows = Rows::new(Rc::clone(text), delimiter, quoting, start);
        let mut sample = Self { delimiter, quoting, start, rows: Vec::new(), ends: Vec::new() };
        while sample.rows.len() < SAMPLE && rows.advance() {
            if !is_blank(&rows.record) {
                sample.rows.push(rows.record.clone());
                sample.ends.push(rows.end());
            }
        }
        sample
    }

    fn by_headers(&self) -> Option<Headed> {
        let without_address = |row: &&StringRecord| !row.iter().any(|cell| cell.contains('@'));
        let mut first = self.rows.iter().take(LAST_HEADER).take_while(without_address).zip(&self.ends);
        first.find_map(|(row, end)| {
            let (columns, known) = columns(row.iter().take(MOST_COLUMNS))?;
            Some(Headed { layout: self.layout(columns, *end), known, width: row.len() })
        })
    }

    fn by_content(&self) -> Option<Layout> {
        let is_most = |count: usize| count * 10 > self.rows.len() * 6;
        let places: Vec<usize> = self.rows.iter().filter_map(only_address).collect();
        let is_usual = |place: &&usize| is_most(places.iter().filter(|other| other == place).count());
        let address = *places.iter().find(is_usual)?;
        let width = self.rows.iter().map(StringRecord::len).max()?;
        let mut names = (0..width).filter(|column| {
            let is_name = |row: &&StringRecord| row.get(*column).is_some_and(looks_like_a_name);
            is_most(self.rows.iter().filter(is_name).count())
        });
        // Of two columns of words nobody knows which is the name.
        let name = names.next().filter(|_| names.next().is_none());
        let is_filled = |row: &StringRecord| row.iter().filter(|cell| !cell.trim().is_empty()).count() > 1;
        // A separator behind each address makes no table.
        self.rows.iter().any(is_filled).then(|| {
            let columns = Columns { addresses: vec![address], name, ..Columns::default() };
            self.layout(columns, self.start)
        })
    }

    fn layout(&self, columns: Columns, from: usize) -> Layout {
        Layout { delimiter: self.delimiter, quoting: self.quoting, columns, from }
    }
}

impl Table {
    pub(super) fn new(text: Rc<str>, layout: Layout) -> Self {
        let rows = Rows::new(text, layout.delimiter, layout.quoting, layout.from);
        Self { layout, rows }
    }

    /// Reads one row. Whether there was one.
    pub(super) fn read_row(&mut self, take: &mut impl FnMut(Found)) -> bool {
        let more = self.rows.advance();
        if more && !is_blank(&self.rows.record) {
            let line = self.rows.line();
            if let Some(found) = self.layout.columns.guest(&self.rows.record, line) {
                take(found);
            }
        }
        more
    }
}

impl Columns {
    /// What a row says; nothing for a row of examples.
    fn guest(&self, row: &StringRecord, line: u32) -> Option<Found> {
        let cell = |at: usize| row.get(at).map_or("", |cell| unguard(cell.trim()));
        let text =
            self.addresses.iter().map(|at| cell(*at)).find(|text| !text.is_empty()).unwrap_or_default();
        if text.starts_with(EXAMPLE) {
            return None;
        }
        let name = |at: Option<usize>| at.and_then(|at| tidy_name(cell(at)));
        let whole = || row.iter().filter(|cell| !cell.trim().is_empty()).collect::<Vec<_>>().join(", ");
        Some(Found {
            line,
            name: person(name(self.name), name(self.first), name(self.last)).or_else(|| mailbox_name(text)),
            language: self.language.and_then(|at| language(cell(at))),
            address: cell_address(text).map_err(|why| {
                let shown = if why == Why::NoAddress { whole() } else { text.to_owned() };
                (shown, why)
            }),
        })
    }
}

/// The address in a cell: alone, in angle brackets behind a name, or the first of several that Google Contacts puts
/// into one cell.
fn cell_address(cell: &str) -> Result<GuestAddress, Why> {
    let first = cell.split(" ::: ").next().unwrap_or_default();
    let inside = first.split_once('<').and_then(|(_, rest)| rest.split_once('>')).map(|(inside, _)| inside);
    address(inside.unwrap_or(first))
}

/// The name in front of an address in angle brackets.
fn mailbox_name(cell: &str) -> Option<String> {
    cell.split_once('<').and_then(|(name, _)| tidy_name(trim(name)))
}

/// What a guest is called, from a whole name and its parts. In some languages the same header stands for the whole
/// name and for the other part of one: "Nom" beside "Prénom", "Nombre" beside "Apellidos".
fn person(name: Option<String>, first: Option<String>, last: Option<String>) -> Option<String> {
    let Some(name) = name else { return joined(first, last) };
    if [&first, &last].into_iter().flatten().all(|part| name.contains(part.as_str())) {
        return Some(name);
    }
    match (first, last) {
        (None, last) => joined(Some(name), last),
        (first, None) => joined(first, Some(name)),
        both => joined(both.0, both.1),
    }
}

/// First and last name in the order of their script.
fn joined(first: Option<String>, last: Option<String>) -> Option<String> {
    match (first, last) {
        (Some(first), Some(last)) if is_east_asian(&first) && is_east_asian(&last) => {
            Some([last, first].concat())
        }
        (Some(first), Some(last)) => Some([first, last].join(" ")),
        (first, last) => first.or(last),
    }
}

/// Whether a name is in kana, Han characters or Hangul: the family name comes first, without a space.
fn is_east_asian(name: &str) -> bool {
    name.chars().all(|character| {
        matches!(character, '\u{3005}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
    })
}

/// The column of the only address in a row, when it stands alone in its cell.
fn only_address(row: &StringRecord) -> Option<usize> {
    let mut places = row.iter().enumerate().filter(|(_, cell)| cell.contains('@'));
    let (at, cell) = places.next()?;
    (places.next().is_none() && is_bare(unguard(cell))).then_some(at)
}

/// Words without digits: no number, date, telephone or link.
fn looks_like_a_name(cell: &str) -> bool {
    cell.contains(char::is_alphabetic)
        && !cell.contains(|character: char| character.is_numeric() || "@/:".contains(character))
}

fn is_blank(row: &StringRecord) -> bool {
    row.iter().all(|cell| cell.trim().is_empty())
}

/// Rows one after the other, with the lines on which they stand.
struct Rows {
    text: Rc<str>,
    reader: csv::Reader<Cursor<Rc<[u8]>>>,
    record: StringRecord,
    start: usize,
    /// The line of the byte up to which lines were counted.
    counted: (usize, u32),
}

impl Rows {
    fn new(text: Rc<str>, delimiter: u8, quoting: bool, start: usize) -> Self {
        let mut input = Cursor::new(Rc::clone(&text).into());
        input.set_position(start as u64);
        let reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .quoting(quoting)
            .has_headers(false)
            .flexible(true)
            .from_reader(input);
        Self { text, reader, record: StringRecord::new(), start, counted: (0, 1) }
    }

    /// Goes on to the next row. Whether there is one.
    fn advance(&mut self) -> bool {
        // The text is in memory, UTF-8, and may have rows of any length: no error is possible.
        self.reader.read_record(&mut self.record).unwrap_or(false)
    }

    /// The first byte behind the row.
    fn end(&self) -> usize {
        self.start + offset(self.reader.position())
    }

    /// The line on which the row begins, counted from 1.
    fn line(&mut self) -> u32 {
        let begins = self.start + self.record.position().map_or(0, offset);
        // Empty lines in front belong to the row as `csv` sees it.
        let rest = &self.text[begins..];
        let begins = begins + rest.len() - rest.trim_start_matches('\n').len();
        let (from, line) = self.counted;
        self.counted = (begins, line.saturating_add(lines(&self.text[from..begins])));
        self.counted.1
    }
}

fn offset(position: &csv::Position) -> usize {
    usize::try_from(position.byte()).unwrap_or(usize::MAX)
}
