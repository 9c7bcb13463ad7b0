//! Damage as it happens, and as somebody does it on purpose.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

use crate::choices::Choices;

/// Longer inputs add nothing but time.
const LONGEST: usize = 8 * 1024;

/// Signs and words that parsers stumble over.
const STUMBLING: &[&str] = &[
    "",
    "\0",
    "\u{1b}[31m",
    "\r\n",
    "\n\n",
    "\t",
    "\\",
    "\"",
    "'",
    "%",
    "%2",
    "%zz",
    "%00",
    "%ff",
    "%C3",
    "+",
    "&",
    "&&",
    "=",
    "==",
    "#",
    "?",
    ";",
    ",",
    ".",
    "..",
    "/",
    "://",
    "{",
    "}",
    "[",
    "]",
    "{}",
    "[]",
    "null",
    "true",
    "-0",
    "1e999",
    "-1",
    "18446744073709551616",
    "99999999999999999999999999",
    "0.1",
    "NaN",
    "é",
    "ß",
    "İ",
    "ﬀ",
    "日本",
    "\u{0301}",
    "\u{200b}",
    "\u{202e}",
    "\u{2066}",
    "\u{feff}",
    "\u{fffd}",
    "\u{ad}",
    "\u{d7ff}",
    "\u{10ffff}",
    "😀",
    "👩\u{200d}👩\u{200d}👧",
    "٥٠٠٢٠",
    "５００２０",
    "\\u0000",
    "\\ud800",
    "\\\"",
    "<script>",
    "&quot;",
    "&#58;",
    "AADSTS",
    "AADSTS50020",
    "aadsts 5 0 0 2 0",
    "error=",
    "code=",
    "state=",
    "claims=\"",
    "Bearer ",
    "eyJ",
    "e30=",
    "e30",
    "=====",
    "Correlation ID: ",
];

/// A text with some damage, from none to much.
pub(crate) fn mutated(choices: &mut Choices<'_>, text: String) -> String {
    let mut text = text;
    for _ in 0..choices.below(5) {
        text = once(choices, &text);
        if text.len() > LONGEST {
            text.truncate(text.floor_char_boundary(LONGEST));
        }
    }
    text
}

fn once(choices: &mut Choices<'_>, text: &str) -> String {
    let (from, to) = range(choices, text);
    let (before, inside, after) = (&text[..from], &text[from..to], &text[to..]);
    match choices.below(14) {
        0 => [before, choices.of(STUMBLING), after].concat(),
        1 => [before, choices.of(STUMBLING), inside, after].concat(),
        2 => [before, after].concat(),
        3 => [before, inside, inside, after].concat(),
        4 => [before, inside].concat(),
        5 => [inside, after].concat(),
        6 => [after, inside, before].concat(),
        7 => [before, &percent_encoded(inside), after].concat(),
        8 => [before, &inside.to_uppercase(), after].concat(),
        9 => [before, &STANDARD.encode(inside), after].concat(),
        10 => [before, &URL_SAFE_NO_PAD.encode(inside), after].concat(),
        11 => [before, &choices.of(STUMBLING).repeat(choices.below(300)), inside, after].concat(),
        12 => nested(choices, text),
        _ => bytes_flipped(choices, text),
    }
}

/// Where some of the text begins and ends, between characters.
fn range(choices: &mut Choices<'_>, text: &str) -> (usize, usize) {
    let from = text.floor_char_boundary(choices.below(text.len() + 1));
    let length = if choices.once_in(4) { text.len() } else { choices.below(24) };
    (from, text.floor_char_boundary((from + length).min(text.len())).max(from))
}

fn percent_encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |encoded, byte| format!("{encoded}%{byte:02X}"))
}

/// The text deep inside of something else.
fn nested(choices: &mut Choices<'_>, text: &str) -> String {
    const AROUND: &[(&str, &str)] = &[
        ("{\"error\":", "}"),
        ("[", "]"),
        ("{\"error\":{\"innerError\":", "}}"),
        ("(", ")"),
        ("\"", "\""),
        ("{", ""),
    ];
    let (open, close) = choices.of(AROUND);
    let depth = if choices.once_in(4) { choices.below(400) } else { choices.below(8) };
    [&open.repeat(depth), text, &close.repeat(depth)].concat()
}

/// Some bytes changed, and the rest read as well as can be: what a wrong encoding leaves.
fn bytes_flipped(choices: &mut Choices<'_>, text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=choices.below(4) {
        if !bytes.is_empty() {
            let at = choices.below(bytes.len());
            bytes[at] ^= choices.byte() | 1;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
