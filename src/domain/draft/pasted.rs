//! Invitations as text: what is copied out of Outlook or a forwarded mail, line by line with labels.
//!
//! Labels are those of Outlook, Teams and Gmail in English, German, French, Spanish, Italian, Dutch, Portuguese
//! and Polish.

use std::collections::BTreeSet;

use super::read::{Person, Said};
use super::when::{self, Ends, Period, Written};
use super::zone::Stated;

/// What a label says of its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    Subject,
    /// Its language writes days first.
    When {
        day_first: bool,
    },
    /// When it ends.
    End,
    /// Says when the event is, or when the mail was sent: counts only with an end.
    Date,
    Organizer,
    From,
    Guests,
    /// Something that matters not here, but ends what was before.
    Other,
}

/// Every label in lower case.
const LABELS: &[(Label, &[&str])] = &[
    (
        Label::Subject,
        &[
            "subject",
            "title",
            "betreff",
            "titel",
            "objet",
            "titre",
            "asunto",
            "título",
            "oggetto",
            "titolo",
            "onderwerp",
            "assunto",
            "temat",
            "tytuł",
        ],
    ),
    (Label::When { day_first: false }, &["when", "date and time", "start", "starts"]),
    (
        Label::When { day_first: true },
        &[
            "wann",
            "beginn",
            "quand",
            "début",
            "cuándo",
            "cuando",
            "comienzo",
            "quando",
            "inizio",
            "início",
            "wanneer",
            "kiedy",
            "początek",
        ],
    ),
    (Label::End, &["end", "ends", "ende", "fin", "fine", "fim", "einde", "koniec"]),
    (
        Label::Date,
        &[
            "date",
            "time",
            "zeit",
            "termin",
            "datum",
            "datum und uhrzeit",
            "date et heure",
            "fecha",
            "hora",
            "data",
            "ora",
            "tijd",
            "heure",
            "czas",
        ],
    ),
    (
        Label::Organizer,
        &[
            "organizer",
            "organiser",
            "organisator",
            "organisatorin",
            "organisateur",
            "organizador",
            "organizzatore",
            "organizator",
        ],
    ),
    (Label::From, &["from", "von", "de", "da", "van", "od"]),
    (
        Label::Guests,
        &[
            "to",
            "cc",
            "required",
            "optional",
            "attendees",
            "required attendees",
            "optional attendees",
            "guests",
            "an",
            "erforderlich",
            "teilnehmer",
            "erforderliche teilnehmer",
            "optionale teilnehmer",
            "à",
            "participants",
            "participants obligatoires",
            "obligatoire",
            "requis",
            "facultatif",
            "para",
            "asistentes",
            "obligatorio",
            "obligatorios",
            "opcional",
            "a",
            "partecipanti",
            "obbligatorio",
            "facoltativo",
            "aan",
            "vereist",
            "deelnemers",
            "optioneel",
            "participantes",
            "obrigatório",
            "do",
            "dw",
            "uczestnicy",
            "wymagane",
            "wymagani",
            "opcjonalne",
        ],
    ),
    (
        Label::Other,
        &[
            "sent",
            "where",
            "location",
            "gesendet",
            "wo",
            "ort",
            "envoyé",
            "où",
            "lieu",
            "emplacement",
            "enviado",
            "enviado el",
            "dónde",
            "ubicación",
            "inviato",
            "dove",
            "luogo",
            "verzonden",
            "waar",
            "locatie",
            "onde",
            "local",
            "wysłano",
            "gdzie",
            "lokalizacja",
            "importance",
        ],
    ),
];

/// Reads a text: all of it that can be found.
pub(super) fn read(text: &str) -> Said {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let fields = fields(&lines);
    let (when_at, when) = find_when(&lines, &fields);
    let block = Block::around(&fields, when_at);
    let title = block.value(|label| label == Label::Subject).or_else(|| first_line(&lines, &fields, when_at));
    let (title, cancelled) = without_prefixes(title.unwrap_or_default());
    let organizer = fields.iter().find(|field| field.label == Label::Organizer).map(|field| field.value);
    Said {
        title: Some(title.to_owned()),
        several: when.as_ref().is_some_and(|when| when.series),
        when,
        organizer: organizer.or_else(|| block.value(|label| label == Label::From)).map(person),
        attendees: block
            .values(Label::Guests)
            .flat_map(|value| value.split([';', ',', ' ']))
            .map(person)
            .collect(),
        links: text.to_owned(),
        cancelled,
    }
}

/// A line with a label.
struct Field<'a> {
    /// Its number among the lines.
    line: usize,
    label: Label,
    value: &'a str,
}

fn fields<'a>(lines: &[&'a str]) -> Vec<Field<'a>> {
    let labelled = |line: &'a str| {
        // Replies mark each line with `>`, and some programs a label with `*`.
        let line = line.trim_start_matches(['>', ' ', '*', '|']);
        let Some((label, value)) = line.split_once([':', '\u{ff1a}', '\t']) else {
            // New Outlook has some labels on lines of their own.
            let label = label_of(line).filter(|label| matches!(label, Label::Organizer | Label::When { .. }));
            return label.map(|label| (label, ""));
        };
        Some((label_of(label)?, value.trim_start_matches([':', '*', '|']).trim()))
    };
    let mut fields = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let Some((label, mut value)) = labelled(line) else { continue };
        // The value may be on the next line.
        if value.is_empty() {
            value =
                lines.get(number + 1).filter(|next| labelled(next).is_none()).copied().unwrap_or_default();
        }
        fields.push(Field { line: number, label, value });
    }
    fields
}

fn label_of(text: &str) -> Option<Label> {
    // The longest label is much shorter.
    let text =
        (text.len() <= 60).then(|| text.trim_matches(['*', ' ', '\u{a0}', '\u{202f}']).to_lowercase())?;
    LABELS.iter().find(|(_, texts)| texts.contains(&text.as_str())).map(|(label, _)| *label)
}

/// The line that says when the event is, and what it says.
fn find_when(lines: &[&str], fields: &[Field<'_>]) -> (Option<usize>, Option<Period>) {
    let read = |field: &Field<'_>| match field.label {
        Label::When { day_first } => {
            when::period(field.value, day_first).map(|period| with_end(period, fields, day_first))
        }
        Label::Date => when::period(field.value, is_day_first(fields)).filter(|period| period.ends.is_some()),
        _ => None,
    };
    let mut labelled = fields.iter().filter_map(|field| Some((field.line, read(field)?)));
    if let Some((line, period)) = labelled.next() {
        return (Some(line), Some(period));
    }
    if let Some(field) = fields.iter().find(|field| matches!(field.label, Label::When { .. })) {
        return (Some(field.line), None);
    }
    // New Outlook shows the time without a label; a line with a date, a start and an end is meant.
    let labelled: BTreeSet<usize> = fields.iter().map(|field| field.line).collect();
    let range = |number: usize| {
        let line = lines[number];
        let may_be = !labelled.contains(&number) && line.len() < 200 && line.contains("20");
        let period = may_be.then(|| when::period(line, is_day_first(fields))).flatten()?;
        (period.ends.is_some() && !period.starts.day_only).then_some((number, period))
    };
    (0..lines.len()).find_map(range).map_or((None, None), |(line, period)| (Some(line), Some(period)))
}

/// The period with the end that stands on a line of its own.
fn with_end(period: Period, fields: &[Field<'_>], day_first: bool) -> Period {
    let end = fields.iter().find(|field| field.label == Label::End);
    let end = end.and_then(|field| when::period(field.value, day_first)).map(|end| end.starts);
    match end.filter(|end| period.ends.is_none() && end.day_only == period.starts.day_only) {
        Some(end) => {
            let zone = if end.zone == Stated::Nothing { period.starts.zone.clone() } else { end.zone };
            Period { ends: Some(Ends::At(Written { zone, ..end })), ..period }
        }
        None => period,
    }
}

/// Whether a label is in a language that writes days first.
fn is_day_first(fields: &[Field<'_>]) -> bool {
    fields.iter().any(|field| field.label == Label::When { day_first: true })
}

/// The part of a text that speaks of the event: from the sender before its time on.
struct Block<'f, 'a> {
    before: &'f [Field<'a>],
    fields: &'f [Field<'a>],
}

impl<'f, 'a> Block<'f, 'a> {
    fn around(fields: &'f [Field<'a>], when_at: Option<usize>) -> Self {
        // A mail that was handed on has the sender of the invitation last.
        let is_sender =
            |field: &Field<'_>| field.label == Label::From && when_at.is_none_or(|when| field.line <= when);
        let (before, fields) = fields.split_at(fields.iter().rposition(is_sender).unwrap_or(0));
        Self { before, fields }
    }

    fn value(&self, is_it: impl Fn(Label) -> bool) -> Option<&'a str> {
        let fitting = |field: &&Field<'a>| is_it(field.label) && !field.value.is_empty();
        let inside = self.fields.iter().find(fitting);
        inside.or_else(|| self.before.iter().rev().find(fitting)).map(|field| field.value)
    }

    fn values(&self, label: Label) -> impl Iterator<Item = &'a str> {
        self.fields.iter().filter(move |field| field.label == label).map(|field| field.value)
    }
}

/// The first line, when it stands before the time and is neither a label nor a link.
fn first_line<'a>(lines: &[&'a str], fields: &[Field<'_>], when_at: Option<usize>) -> Option<&'a str> {
    let first = lines.first().filter(|_| when_at.is_some_and(|when| when > 0))?;
    let is_free = fields.first().is_none_or(|field| field.line > 0) && !first.contains("://");
    // A dashed line says only that a mail begins.
    (is_free && !first.starts_with("--") && first.len() <= 300).then_some(*first)
}

/// The subject without what mail programs put before it, and whether that says that the event was called off.
fn without_prefixes(subject: &str) -> (&str, bool) {
    const HANDED_ON: [&str; 15] =
        ["re", "fw", "fwd", "aw", "wg", "tr", "rv", "res", "enc", "rif", "i", "r", "odp", "pd", "doorst"];
    const CALLED_OFF: [&str; 10] = [
        "canceled",
        "cancelled",
        "canceled event",
        "abgesagt",
        "annulé",
        "cancelado",
        "annullato",
        "geannuleerd",
        "anulowane",
        "odwołane",
    ];
    let (mut subject, mut cancelled) = (subject, false);
    while let Some((prefix, rest)) = subject.split_once(':').filter(|(prefix, _)| prefix.len() <= 20) {
        let prefix = prefix.trim().to_lowercase();
        let calls_off = CALLED_OFF.contains(&prefix.as_str());
        if !calls_off && !HANDED_ON.contains(&prefix.as_str()) || rest.trim().is_empty() {
            break;
        }
        cancelled |= calls_off;
        subject = rest.trim();
    }
    (subject, cancelled)
}

/// `Ada Lovelace <ada@contoso.com>`, `ada@contoso.com`, `Ada Lovelace [mailto:ada@contoso.com]`, `Ada Lovelace`.
fn person(value: &str) -> Person {
    let is_bracket = |letter: char| "<>[]()".contains(letter);
    let mut words = value.split(|letter: char| is_bracket(letter) || letter.is_whitespace());
    let address = words.find(|word| word.contains('@')).map(|word| word.trim_start_matches("mailto:"));
    let name = value.split(is_bracket).next().unwrap_or_default().trim().trim_matches('"');
    Person::new(Some(name), address)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[test]
    fn a_label_says_one_thing() {
        let mut seen = BTreeSet::new();
        for text in LABELS.iter().flat_map(|(_, texts)| *texts) {
            assert!(seen.insert(*text) && label_of(text).is_some(), "{text}");
        }
    }

    #[rstest]
    #[case("RE: FW: Gala", ("Gala", false))]
    #[case("WG: Abgesagt: Gala: 2026", ("Gala: 2026", true))]
    #[case("TR\u{a0}: Annulé : Gala", ("Gala", true))]
    #[case("Gala: the evening", ("Gala: the evening", false))]
    #[case("Re:", ("Re:", false))]
    fn what_mail_programs_put_before_a_subject_goes(#[case] subject: &str, #[case] expected: (&str, bool)) {
        assert_eq!(without_prefixes(subject), expected);
    }

    #[rstest]
    #[case("Megan Bowen <megan@contoso.com>")]
    #[case("\"Megan Bowen\" [mailto:megan@contoso.com]")]
    #[case("Megan Bowen (megan@contoso.com)")]
    fn a_person_has_a_name_and_an_address(#[case] text: &str) {
        let expected = Person::new(Some("Megan Bowen"), Some("megan@contoso.com"));
        assert!(person(text) == expected);
    }
}
