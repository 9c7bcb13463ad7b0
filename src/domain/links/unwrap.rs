//! Opens what is wrapped around a link: Safe Links and other mail gateways, launcher pages, the web
//! client.

use url::Url;

use super::shape::{self, Context};
use crate::domain::json;

/// How many wrappers inside each other are opened.
const MAX_DEPTH: usize = 6;

/// What was inside.
pub(super) struct Opened {
    /// The innermost link.
    pub(super) url: String,
    /// Whether there was a wrapper at all.
    pub(super) wrapped: bool,
    /// Whether the innermost is a wrapper of which nothing readable is inside.
    pub(super) stuck: bool,
}

/// Opens every wrapper around a link, down to a bounded depth.
pub(super) fn open(link: &str) -> Opened {
    let mut opened = Opened { url: super::find::tidy(link), wrapped: false, stuck: false };
    for _ in 0..MAX_DEPTH {
        match step(&opened.url) {
            Step::Inside(url) => {
                opened.url = super::find::tidy(&url);
                opened.wrapped = true;
            }
            Step::Stuck => {
                opened.stuck = true;
                break;
            }
            Step::NotAWrapper => break,
        }
    }
    opened
}

enum Step {
    Inside(String),
    Stuck,
    NotAWrapper,
}

impl From<Option<String>> for Step {
    fn from(inside: Option<String>) -> Self {
        inside.map_or(Self::Stuck, Self::Inside)
    }
}

fn step(link: &str) -> Step {
    if let Some(rest) = strip_prefix(link, "msteams:") {
        return Step::Inside(from_app_link(rest));
    }
    let Some(url) = shape::parse_url(link) else { return Step::NotAWrapper };
    let Some(host) = shape::host(&url) else { return Step::NotAWrapper };
    let path = url.path();
    if is_safe_links(host, path) {
        return gateway(&url, "url").into();
    }
    if matches!(host, "google.com" | "www.google.com") && path == "/url" {
        return gateway(&url, "q").or_else(|| gateway(&url, "url")).into();
    }
    if matches!(host, "urldefense.com" | "urldefense.proofpoint.com" | "urldefense.us") {
        return from_url_defense(&url, link).into();
    }
    // Defender for Cloud Apps appends its own suffix to the host
    // (learn.microsoft.com/defender-cloud-apps/troubleshooting-proxy-url).
    if let Some(real) = host.strip_suffix(".mcas.ms") {
        let mut url = url.clone();
        if url.set_host(Some(real)).is_ok() {
            return Step::Inside(url.into());
        }
    }
    if shape::place(host).is_some() {
        return from_teams_page(&url, host);
    }
    Step::NotAWrapper
}

/// Safe Links in mail (each region has its own host, and so have government clouds and China), in Outlook
/// on the web and in Teams itself.
fn is_safe_links(host: &str, path: &str) -> bool {
    let hosts = [
        "safelinks.protection.outlook.com",
        "safelinks.protection.office365.us",
        "safelinks.protection.outlook.cn",
    ];
    hosts.iter().any(|known| shape::is_or_under(host, known))
        || (host == "outlook.office.com" && path == "/mail/safelink.html")
        || (host == "statics.teams.cdn.office.net" && path.contains("/safelinks/"))
}

/// The link inside a parameter. Its fragment may have been left outside.
fn gateway(url: &Url, name: &str) -> Option<String> {
    let mut inside = link_in(percent_decode(param(url.query()?, name)?))?;
    if let Some(fragment) = url.fragment()
        && !inside.contains('#')
    {
        inside.push('#');
        inside.push_str(fragment);
    }
    Some(inside)
}

/// The text, if it is a link.
fn link_in(text: String) -> Option<String> {
    let known = ["https://", "http://", "msteams:"];
    known.iter().any(|scheme| strip_prefix(&text, scheme).is_some()).then_some(text)
}

/// Proofpoint URL Defense, by Proofpoint's published decoder: version 1 is percent-encoded, version 2
/// writes `-` for `%` and `_` for `/`, version 3 replaces characters by `*` and lists them, in Base64,
/// after the link.
fn from_url_defense(url: &Url, link: &str) -> Option<String> {
    const LENGTHS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    if url.path().starts_with("/v1/") {
        return gateway(url, "u");
    }
    if url.path().starts_with("/v2/") {
        let inside = param(url.query()?, "u")?.replace('-', "%").replace('_', "/");
        return link_in(percent_decode(&inside));
    }
    // Not from the parsed address: `?` and `#` of the link inside stand there unchanged.
    let (inside, listed) = link.split_once("/v3/__")?.1.rsplit_once("__;")?;
    let listed = base64(listed.split('!').next()?)?;
    let mut listed = listed.as_slice();
    let mut decoded = Vec::with_capacity(inside.len() + listed.len());
    let mut bytes = inside.as_bytes().iter();
    while let Some(&byte) = bytes.next() {
        if byte != b'*' {
            decoded.push(byte);
            continue;
        }
        let mut count = 1;
        if bytes.as_slice().first() == Some(&b'*') {
            bytes.next();
            let length = bytes.next()?;
            count = LENGTHS.iter().position(|known| known == length)? + 2;
        }
        let (now, later) = listed.split_at_checked(count)?;
        decoded.extend_from_slice(now);
        listed = later;
    }
    link_in(String::from_utf8(decoded).ok()?)
}

/// `msteams:/l/...` or `msteams://teams.microsoft.com/l/...`: the link that the Teams app is started
/// with.
fn from_app_link(rest: &str) -> String {
    let rest = rest.trim_start_matches('/');
    let has_host = rest.split(['/', '?', '#']).next().is_some_and(|first| first.contains('.'));
    let host = if has_host { "" } else { "teams.microsoft.com/" };
    format!("https://{host}{rest}")
}

/// Pages of Teams that only lead to a meeting.
fn from_teams_page(url: &Url, host: &str) -> Step {
    // The web client: `/_#/l/...` and `/v2/?meetingjoin=true#/l/...`.
    if let Some(fragment) = url.fragment()
        && (fragment.starts_with("/l/") || fragment.starts_with("/meet/"))
    {
        return Step::Inside(format!("https://{host}{fragment}"));
    }
    let query = url.query().unwrap_or_default();
    if url.path().starts_with("/dl/launcher/") {
        let inside = param(query, "url").map(percent_decode);
        return inside.and_then(|at| if at.starts_with('/') { on(host, &at) } else { link_in(at) }).into();
    }
    if url.path().starts_with("/light-meetings/launch") {
        return param(query, "coords").and_then(|coords| from_coordinates(host, coords)).into();
    }
    Step::NotAWrapper
}

fn on(host: &str, path: &str) -> Option<String> {
    // `//evil.example` would name another host.
    (!path.starts_with("//")).then(|| format!("https://{host}{path}"))
}

/// What the light-meetings page carries, in Base64.
struct Coordinates {
    conversation_id: Option<String>,
    tenant_id: Option<String>,
    message_id: Option<String>,
    organizer_id: Option<String>,
    meeting_code: Option<String>,
    passcode: Option<String>,
}

fn from_coordinates(host: &str, coords: &str) -> Option<String> {
    let json = base64(&percent_decode(coords))?;
    let at = json::object(&json, |fields| {
        Ok(Coordinates {
            conversation_id: fields.text("conversationId")?,
            tenant_id: fields.text("tenantId")?,
            message_id: fields.text("messageId")?,
            organizer_id: fields.text("organizerId")?,
            meeting_code: fields.text("meetingCode")?,
            passcode: fields.text("passcode")?,
        })
    })
    .ok()?;
    if let (Some(thread), Some(tenant)) = (at.conversation_id, at.tenant_id) {
        let context = Context::new(tenant, at.organizer_id);
        let message = at.message_id.unwrap_or_else(|| "0".into());
        return shape::long_link(host, &thread, &message, &context);
    }
    Some(shape::short_link(host, &at.meeting_code?, at.passcode.as_deref()))
}

/// The raw value of a parameter.
pub(super) fn param<'q>(query: &'q str, name: &str) -> Option<&'q str> {
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(key, _)| key.eq_ignore_ascii_case(name))
        .map(|(_, value)| value)
}

/// The text after a prefix of ASCII letters, whatever their case.
pub(super) fn strip_prefix<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let (start, rest) = text.split_at_checked(prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then_some(rest)
}

/// Undoes percent-encoding; what is no valid escape stays.
pub(super) fn percent_decode(text: &str) -> String {
    decode_escapes(text.as_bytes(), b'%')
}

/// Undoes escapes of a sign and two hexadecimal digits; what is no valid escape stays.
pub(super) fn decode_escapes(bytes: &[u8], sign: u8) -> String {
    let digit = |at: usize| bytes.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let escaped = if byte == sign { digit(at + 1).zip(digit(at + 2)) } else { None };
        if let Some((high, low)) = escaped {
            // Two hexadecimal digits always fit.
            decoded.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
            at += 3;
        } else {
            decoded.push(byte);
            at += 1;
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|bad| String::from_utf8_lossy(bad.as_bytes()).into_owned())
}

/// Base64, both alphabets, padded or not.
fn base64(text: &str) -> Option<Vec<u8>> {
    let mut decoded = Vec::with_capacity(text.len() / 4 * 3 + 3);
    let mut held = 0u32;
    let mut bits = 0;
    for byte in text.trim_end_matches('=').bytes() {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        held = (held << 6 | u32::from(six)) & 0xffff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            decoded.push(u8::try_from(held >> bits & 0xff).unwrap_or_default());
        }
    }
    Some(decoded)
}
