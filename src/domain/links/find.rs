//! Finds links in a pasted text: between other words, in angle brackets, broken over lines, escaped for
//! HTML, or in the source of a mail.

use std::borrow::Cow;

use super::unwrap;

/// How much of a text is read, in bytes.
pub const MAX_TEXT: usize = 64 * 1024;
/// The longest link, in bytes; one that is longer is passed over.
const MAX_LINK: usize = 16 * 1024;
/// How many links of one text are looked at.
const MAX_LINKS: usize = 200;
/// Over how many lines a link may be broken.
const MAX_LINES: usize = 100;
/// Mail programs break lines at 72 to 78 characters; a line shorter than this was not broken.
const BROKEN_LINE: usize = 60;

/// Every link in a text, in order, with the wrappers around it opened (Safe Links and its like), its
/// fragment kept, without repetition.
///
/// Where a link seems to be broken over lines, it comes several times: first with the lines put
/// together, then with fewer of them; whoever looks for a link of their own tries each.
/// At most [`MAX_TEXT`] bytes are read.
pub fn find_urls(text: &str) -> Vec<String> {
    let text = prepare(text);
    let mut found = Vec::new();
    for mut link in scan(&text) {
        let mut longer = vec![link.url.clone()];
        while link.is_hard_wrapped(&text, false) && link.extend(&text) {
            // The last line may have been a word after the link, so the one before it counts too.
            longer.truncate(2);
            longer.insert(0, link.url.clone());
        }
        for url in longer {
            let url = unwrap::open(&url).url;
            if !found.contains(&url) {
                found.push(url);
            }
        }
    }
    found
}

/// The part of a text that is read, with the encoding of a mail's source undone and without what nobody sees.
pub(super) fn prepare(text: &str) -> Cow<'_, str> {
    let mut end = text.len().min(MAX_TEXT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut text = Cow::from(text.get(..end).unwrap_or_default());
    if is_quoted_printable(&text) {
        let joined = text.replace("=\r\n", "").replace("=\n", "");
        text = unwrap::decode_escapes(joined.as_bytes(), b'=').into();
    }
    if text.contains(is_invisible) {
        text = text.replace(is_invisible, "").into();
    }
    text
}

/// Marks of the direction of writing, and signs without width: mail programs put them around and inside
/// what is copied.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The source of a mail in quoted-printable (RFC 2045, section 6.7): lines of at most 76 characters
/// that end in `=` go on in the next.
fn is_quoted_printable(text: &str) -> bool {
    let escaped = text.contains("=3D");
    let mut lines = text.lines();
    // Nothing goes on after the last line.
    lines.next_back();
    lines.any(|line| line.ends_with('=') && (escaped || (70..=76).contains(&line.len())))
}

/// A link in a text.
#[derive(Clone)]
pub(super) struct Link {
    /// The link.
    pub(super) url: String,
    /// Where it ends in the text.
    end: usize,
    /// How many lines it has been put together from.
    lines: usize,
}

/// Every link in a text.
pub(super) fn scan(text: &str) -> Vec<Link> {
    let mut found = Vec::new();
    let mut at = 0;
    while found.len() < MAX_LINKS
        && let Some((start, scheme)) = next_start(text, at)
    {
        let (token, end) = token(text, start);
        // A start without a link behind it must not be found again.
        at = end.max(start + 1);
        if token.len() <= MAX_LINK {
            found.push(Link { url: format!("{scheme}{token}"), end, lines: 1 });
        }
    }
    found
}

/// Where the next link begins, and what has to be put before it.
fn next_start(text: &str, from: usize) -> Option<(usize, &'static str)> {
    // Addresses that people type without their scheme.
    const HOSTS: [&str; 5] = [
        "teams.microsoft.com/",
        "teams.cloud.microsoft/",
        "teams.live.com/",
        "mesh.cloud.microsoft/",
        "portal.mesh.microsoft.com/",
    ];
    let bytes = text.as_bytes();
    (from..bytes.len()).find_map(|at| {
        if !matches!(bytes[at] | 32, b'h' | b'm' | b't' | b'p') {
            return None;
        }
        let rest = text.get(at..)?;
        let starts = |with: &str| unwrap::strip_prefix(rest, with).is_some();
        if starts("https://") || starts("http://") {
            return Some((at, ""));
        }
        let before = at.checked_sub(1).map_or(b' ', |before| bytes[before]);
        if before.is_ascii_alphanumeric() || b".-_@/:%=\\#?&".contains(&before) || !before.is_ascii() {
            return None;
        }
        if starts("msteams:/") {
            return Some((at, ""));
        }
        HOSTS.iter().any(|host| starts(host)).then_some((at, "https://"))
    })
}

/// The link that begins here, and where it ends in the text.
fn token(text: &str, start: usize) -> (Cow<'_, str>, usize) {
    let rest = text.get(start..).unwrap_or_default();
    let before = text.get(..start).and_then(|before| before.chars().next_back());
    if before == Some('<')
        && let Some(inside) = rest.split_once('>').map(|(inside, _)| inside)
        && inside.len() <= MAX_LINK
        && inside.contains(['\r', '\n'])
        && !inside.contains('<')
    {
        // In angle brackets a line break is no end (RFC 3986, appendix C).
        let joined: String = inside.split(['\r', '\n']).map(str::trim).collect();
        if !joined.contains(char::is_whitespace) {
            return (joined.into(), start + inside.len());
        }
    }
    let quote = before.filter(|quote| matches!(quote, '"' | '\''));
    let end = rest.len().min(token_len(rest, quote, true));
    (rest.get(..end).unwrap_or_default().into(), start + end)
}

/// How long the link at the start of a text is.
fn token_len(text: &str, quote: Option<char>, with_host: bool) -> usize {
    let host_starts = if with_host { text.find("://").map_or(0, |at| at + 3) } else { 0 };
    let mut in_host = with_host;
    let mut in_braces = false;
    for (at, letter) in text.char_indices() {
        let ends = match letter {
            _ if quote == Some(letter) => true,
            '<' | '>' | '|' | '\\' | '`' => true,
            // Quotes belong to a link only in a context that nobody encoded.
            '"' => !in_braces,
            '&' => ["&gt;", "&lt;", "&nbsp;", "&#160;"].iter().any(|end| text[at..].starts_with(end)),
            // Host names of other scripts are looked at, to be refused; elsewhere such a letter is text.
            _ if !letter.is_ascii() => !in_host || !letter.is_alphanumeric(),
            _ => letter.is_ascii_whitespace() || letter.is_ascii_control(),
        };
        if ends {
            return at;
        }
        in_braces |= letter == '{';
        in_host &= at < host_starts || !matches!(letter, '/' | '?' | '#');
    }
    text.len()
}

impl Link {
    /// Adds the next line's first word, if the link ended with its line. Says whether it did.
    pub(super) fn extend(&mut self, text: &str) -> bool {
        let Some((more, end)) = self.next_line(text) else { return false };
        if self.lines >= MAX_LINES || self.url.len() + more.len() > MAX_LINK {
            return false;
        }
        self.url.push_str(more);
        self.end = end;
        self.lines += 1;
        true
    }

    /// Whether the layout says that the link goes on in the next line: its line is as long as lines get
    /// before they are broken, and the next has one word only. With `strict` that word must have a
    /// character that plain words do not have.
    pub(super) fn is_hard_wrapped(&self, text: &str, strict: bool) -> bool {
        let Some((more, end)) = self.next_line(text) else { return false };
        let line = text.get(..self.end).and_then(|before| before.rsplit('\n').next()).unwrap_or_default();
        let alone = text.get(end..).is_none_or(|rest| {
            rest.trim_start_matches([' ', '\t', '>'])
                .chars()
                .next()
                .is_none_or(|next| matches!(next, '\r' | '\n'))
        });
        let fits = |letter: char| letter.is_ascii_digit() || "%=&?/_-".contains(letter);
        line.trim_start_matches(['>', ' ']).len() >= BROKEN_LINE
            && alone
            && more.contains(|letter: char| letter.is_ascii_alphanumeric())
            && (!strict || more.contains(fits))
    }

    /// The first word of the next line and where it ends, if the link ended with its line.
    fn next_line<'t>(&self, text: &'t str) -> Option<(&'t str, usize)> {
        let rest = text.get(self.end..)?;
        let after = rest.trim_start_matches([' ', '\t']);
        let next = after.strip_prefix("\r\n").or_else(|| after.strip_prefix(['\n', '\r']))?;
        // Replies mark each line with `>`.
        let next = next.trim_start_matches([' ', '\t', '>']);
        let more = next.get(..token_len(next, None, false)).filter(|more| !more.is_empty())?;
        let another = more.contains("://") || next_start(more, 0).is_some();
        (!another).then(|| (more, text.len() - next.len() + more.len()))
    }
}

/// A link without the escapes of HTML and without the punctuation that followed it in the text.
pub(super) fn tidy(link: &str) -> String {
    let mut link = decode_entities(link.trim());
    // A closing bracket is the sentence's when more are closed than were opened.
    let surplus = |opening: char, closing: char| {
        link.matches(closing).count().saturating_sub(link.matches(opening).count())
    };
    let mut surplus = [(')', surplus('(', ')')), (']', surplus('[', ']')), ('}', surplus('{', '}'))];
    let mut end = link.len();
    while let Some(last) = link[..end].chars().next_back() {
        if let Some((_, left)) = surplus.iter_mut().find(|(closing, left)| *closing == last && *left > 0) {
            *left -= 1;
        } else if !".,;:!?'\"*".contains(last) {
            break;
        }
        end -= last.len_utf8();
    }
    link.truncate(end);
    link
}

/// Undoes the escapes of HTML that occur in links, however often they were applied.
fn decode_entities(text: &str) -> String {
    const AMPERSANDS: [&str; 3] = ["amp;", "#38;", "#x26;"];
    const QUOTES: [(&str, char); 2] = [("quot;", '"'), ("apos;", '\'')];
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        decoded.push_str(before);
        rest = after;
        while let Some(inside) = AMPERSANDS.iter().find_map(|sign| rest.strip_prefix(sign)) {
            rest = inside;
        }
        let quote = QUOTES.iter().find_map(|(name, sign)| Some((*sign, rest.strip_prefix(name)?)));
        let (sign, after) = quote.or_else(|| numeric_entity(rest)).unwrap_or(('&', rest));
        decoded.push(sign);
        rest = after;
    }
    decoded.push_str(rest);
    decoded
}

/// `#61;` or `#x3d;`, for the signs that links are made of. None that could make up another escape.
fn numeric_entity(text: &str) -> Option<(char, &str)> {
    let (number, rest) = text.strip_prefix('#')?.split_once(';')?;
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    let sign = char::from_u32(code.ok()?).filter(|sign| "=+/:?@%_-.~!\"'".contains(*sign))?;
    Some((sign, rest))
}
