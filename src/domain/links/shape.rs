//! One link without wrappers: what its host, path and parameters say.

use serde::Serialize;
use serde_json::Value;
use url::Url;

use super::unwrap::{param, percent_decode};
use super::{Classified, Kind, LinkProblem as P};
use crate::domain::json::{self, Unexpected};

/// Which Teams a host belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Work,
    Personal,
    OtherCloud,
}

/// Which Teams a host belongs to, if to any.
pub(super) fn place(host: &str) -> Option<Place> {
    let under = |domains: &[&str]| domains.iter().any(|domain| is_or_under(host, domain));
    if under(&["gov.teams.microsoft.com", "teams.microsoft.us", "teams.microsoftonline.cn"]) {
        Some(Place::OtherCloud)
    } else if under(&["teams.microsoft.com", "teams.cloud.microsoft"]) {
        Some(Place::Work)
    } else {
        (host == "teams.live.com").then_some(Place::Personal)
    }
}

/// The hosts of Mesh on the web. Event links are known by them alone.
fn is_mesh(host: &str) -> bool {
    is_or_under(host, "mesh.cloud.microsoft") || is_or_under(host, "portal.mesh.microsoft.com")
}

/// Meeting services that are not Teams.
const OTHER_VENDORS: &[&str] = &[
    "zoom.us",
    "zoom.com",
    "zoomgov.com",
    "zoom.com.cn",
    "webex.com",
    "meet.google.com",
    "hangouts.google.com",
    "goto.com",
    "gotomeeting.com",
    "gotomeet.me",
    "gotowebinar.com",
    "meet.jit.si",
    "8x8.vc",
    "whereby.com",
    "bluejeans.com",
    "chime.aws",
    "v.ringcentral.com",
    "meetings.ringcentral.com",
    "join.skype.com",
    "meet.lync.com",
    "meetings.dialpad.com",
    "lifesizecloud.com",
    "facetime.apple.com",
    "livestorm.co",
    "bigbluebutton.org",
    "discord.gg",
    "gather.town",
    "meet.starleaf.com",
    "workvivo.com",
    "voovmeeting.com",
    "meeting.tencent.com",
];

/// Whether a host is the domain or under it.
pub(super) fn is_or_under(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|before| before.is_empty() || before.ends_with('.'))
}

/// The host of a web address, without the dot that may end it; none for other schemes.
pub(super) fn host(url: &Url) -> Option<&str> {
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    url.host_str().map(|host| host.strip_suffix('.').unwrap_or(host))
}

/// What a link is.
pub(super) fn read(link: &str) -> Classified {
    let not = |problem| Classified::new(Kind::NotAMeeting, None, Some(problem));
    let url = parse_url(link);
    let Some((url, host)) = url.as_ref().and_then(|url| Some((url, host(url)?))) else {
        return not(if imitates(&written_host(link).to_ascii_lowercase()) {
            P::LookAlikeHost
        } else {
            P::UnknownLink
        });
    };
    // A name before `@` is there to be taken for the host.
    if !url.username().is_empty() || url.password().is_some() {
        return not(P::LookAlikeHost);
    }
    if url.port().is_none() {
        if let Some(place) = place(host) {
            return read_teams(url, host, place);
        }
        if is_mesh(host) {
            let link = whole(url, host);
            let home = link.trim_end_matches(['/', '?', '#']).len() == "https://".len() + host.len();
            return Classified::new(Kind::MeshEvent, Some(link), home.then_some(P::MeshHomePage));
        }
        if OTHER_VENDORS.iter().any(|vendor| is_or_under(host, vendor)) {
            return Classified::new(Kind::OtherVendor, Some(whole(url, host)), Some(P::OtherMeetingService));
        }
    }
    let path = url.path().to_ascii_lowercase();
    let known = PLACES.iter().find(|(place, part, _)| is_or_under(host, place) && path.contains(part));
    not(match known {
        Some((_, _, problem)) if url.port().is_none() => *problem,
        _ if imitates(host) => P::LookAlikeHost,
        _ => P::UnknownLink,
    })
}

/// Pages beside the event's link in an invitation to Mesh: host, a part of the path in lower case, what it
/// is. The numbers are Mesh's in the stores of Meta and Microsoft (Microsoft's pages "Mesh troubleshooting"
/// and "Customize your event").
const PLACES: &[(&str, &str, P)] = &[
    ("aka.ms", "/meshdownloadquest", P::MeshOnQuest),
    ("meta.com", "6750166401689690", P::MeshOnQuest),
    ("oculus.com", "6750166401689690", P::MeshOnQuest),
    ("aka.ms", "/joinmeshtap", P::MeshInTeams),
    ("aka.ms", "/meshdownloadpc", P::MeshAppPage),
    ("apps.microsoft.com", "9nlxzj1fdbd7", P::MeshAppPage),
];

/// Whether a link into Teams says that what it opens there is Mesh.
fn names_mesh(url: &Url) -> bool {
    let query = url.query().unwrap_or_default();
    let value = |name| param(query, name).map(percent_decode_fully).unwrap_or_default();
    let shown = parse_url(&value("webUrl"));
    shown.as_ref().and_then(host).is_some_and(is_mesh)
        || matches!(value("label").as_str(), "Mesh" | "Microsoft Mesh")
}

fn read_teams(url: &Url, host: &str, place: Place) -> Classified {
    let not = |problem| Classified::new(Kind::NotAMeeting, None, Some(problem));
    let mut path = url.path().split('/').skip(1).map(percent_decode_fully);
    let mut next = || path.next().unwrap_or_default();
    let first = next().to_ascii_lowercase();
    match first.as_str() {
        "l" => match next().to_ascii_lowercase().as_str() {
            "meetup-join" => read_long(url, host, place, &next(), &next()),
            "call" => not(P::OneToOneCall),
            "chat" | "channel" | "team" | "message" => not(P::ChatCallOrChannel),
            // An app inside Teams names the page it shows.
            _ if names_mesh(url) => not(P::MeshInTeams),
            _ => not(P::OtherTeamsPage),
        },
        "meet" => read_short(url, host, place, &next(), &next()),
        "event" | "registration" if !next().is_empty() => {
            let link = Some(whole(url, host));
            Classified::new(Kind::TeamsWebinarRegistration, link, Some(P::WebinarDisputed))
        }
        "convene" if next().eq_ignore_ascii_case("townhall") => {
            Classified::new(Kind::TeamsWebinarRegistration, Some(whole(url, host)), Some(P::TownHall))
        }
        "meetingoptions" => not(P::MeetingOptionsPage),
        // Wrappers that could not be opened.
        "light-meetings" | "dl" => not(P::BrokenLink),
        _ => not(P::OtherTeamsPage),
    }
}

/// The part of a long link that says whose meeting it is.
#[derive(Serialize)]
pub(super) struct Context {
    #[serde(rename = "Tid")]
    tenant: String,
    #[serde(rename = "Oid", skip_serializing_if = "Option::is_none")]
    organizer: Option<String>,
    #[serde(rename = "IsBroadcastMeeting", skip_serializing_if = "Value::is_null")]
    broadcast: Value,
}

impl Context {
    pub(super) fn new(tenant: String, organizer: Option<String>) -> Self {
        Self { tenant, organizer, broadcast: Value::Null }
    }

    /// Reads the value of the parameter, which is encoded once, twice or not at all.
    fn read(value: &str) -> Option<Self> {
        // Left over from quoted-printable mail, where `=` is written `=3D`.
        let mut text = value.strip_prefix("3D").unwrap_or(value).to_owned();
        for _ in 0..4 {
            if let Ok(context) = Self::parse(&text) {
                return (!context.tenant.is_empty()).then_some(context);
            }
            text = percent_decode(&text);
        }
        None
    }

    fn parse(json: &str) -> Result<Self, Unexpected> {
        json::object(json.as_bytes(), |fields| {
            Ok(Self {
                tenant: fields.required_text("Tid")?,
                organizer: fields.text("Oid")?,
                broadcast: fields.get("IsBroadcastMeeting", |is| Some(is.clone()))?.unwrap_or_default(),
            })
        })
    }

    fn is_broadcast(&self) -> bool {
        self.broadcast
            .as_bool()
            .unwrap_or_else(|| self.broadcast.as_str().is_some_and(|text| text.eq_ignore_ascii_case("true")))
    }
}

/// `/l/meetup-join/<thread>/<message>?context=...`.
fn read_long(url: &Url, host: &str, place: Place, thread: &str, message: &str) -> Classified {
    // A call between two has a thread of its own, named after both.
    if thread.ends_with("@unq.gbl.spaces") {
        return Classified::new(Kind::NotAMeeting, None, Some(P::OneToOneCall));
    }
    // The calling SDK of Azure Communication Services takes message 0 for a private meeting and any
    // other for a meeting in a channel.
    let private = message == "0" && (thread.ends_with("@thread.v2") || thread.contains("meeting_"));
    let kind = match place {
        Place::Personal => Kind::TeamsPersonal,
        _ if private => Kind::TeamsMeeting,
        _ => Kind::TeamsChannelMeeting,
    };
    let query = url.query().unwrap_or_default();
    let context = param(query, "context").and_then(Context::read);
    let whole_thread = thread.starts_with("19:") && thread.contains('@') && is_word(message);
    let Some(mut context) = context.filter(|_| whole_thread) else {
        return Classified::new(kind, None, Some(P::BrokenLink));
    };
    let live = context.is_broadcast() || param(query, "btype").is_some_and(|is| is.eq_ignore_ascii_case("a"));
    context.broadcast = if live { Value::Bool(true) } else { Value::Null };
    let link = long_link(host, thread, message, &context);
    if live && place != Place::Personal {
        return Classified::new(Kind::TeamsLiveEvent, link, Some(P::LiveEventClosedToGuests));
    }
    Classified::new(kind, link, place.problem())
}

/// Not empty, and nothing but letters and digits.
fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// `/meet/<digits>?p=<passcode>`.
fn read_short(url: &Url, host: &str, place: Place, id: &str, after: &str) -> Classified {
    let kind = if place == Place::Personal { Kind::TeamsPersonal } else { Kind::TeamsShortMeeting };
    let passcode = param(url.query().unwrap_or_default(), "p").map(percent_decode);
    let whole_id = (9..=20).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_digit());
    if !whole_id || !after.is_empty() || passcode.as_deref() == Some("") {
        return Classified::new(kind, None, Some(P::BrokenLink));
    }
    Classified::new(kind, Some(short_link(host, id, passcode.as_deref())), place.problem())
}

impl Place {
    fn problem(self) -> Option<P> {
        match self {
            Self::Work => None,
            Self::Personal => Some(P::PersonalMeeting),
            Self::OtherCloud => Some(P::UnsupportedCloud),
        }
    }
}

/// The long link in the form the calling SDK of Azure Communication Services reads: `context` and
/// nothing else, because it takes the whole query for the context.
pub(super) fn long_link(host: &str, thread: &str, message: &str, context: &Context) -> Option<String> {
    let context = serde_json::to_string(context).ok()?;
    let mut link = format!("https://{host}/l/meetup-join/");
    percent_encode(thread, ".", &mut link);
    link.push('/');
    percent_encode(message, "", &mut link);
    link.push_str("?context=");
    percent_encode(&context, "", &mut link);
    Some(link)
}

/// The short link with its passcode and nothing else.
pub(super) fn short_link(host: &str, id: &str, passcode: Option<&str>) -> String {
    let mut link = format!("https://{host}/meet/");
    percent_encode(id, "", &mut link);
    if let Some(passcode) = passcode {
        link.push_str("?p=");
        percent_encode(passcode, "", &mut link);
    }
    link
}

/// The whole link, over https. Which of its parameters are needed is not known, so all stay.
fn whole(url: &Url, host: &str) -> String {
    let mut link = format!("https://{host}");
    let rest = &url[url::Position::BeforePath..];
    percent_encode(rest, ".:/?#[]@!$&'()*+,;=%", &mut link);
    super::find::tidy(&link)
}

/// Appends a text, percent-encoded but for letters, digits, `-_~` and what else is allowed. A full stop
/// is not, because at the end of a link it is taken for the sentence's.
fn percent_encode(text: &str, allowed: &str, to: &mut String) {
    for byte in text.bytes() {
        let plain =
            byte.is_ascii_alphanumeric() || b"-_~".contains(&byte) || allowed.as_bytes().contains(&byte);
        if plain {
            to.push(char::from(byte));
        } else {
            to.push('%');
            for four in [byte >> 4, byte & 15] {
                to.push(char::from_digit(u32::from(four), 16).unwrap_or('0'));
            }
        }
    }
}

/// Undoes percent-encoding, also when it was done several times on the way. What was encoded more often
/// than any mailer does is given up.
fn percent_decode_fully(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..5 {
        let decoded = percent_decode(&text);
        if decoded == text {
            return text;
        }
        text = decoded;
    }
    String::new()
}

/// Reads a web address whoever wrote it. None for what is none, and for host names that are not ASCII.
///
/// To be used for everything from outside instead of [`Url::parse`]: with the Unicode tables left out,
/// the parser refuses such names too, but panics in a debug build when they hold a capital letter.
pub fn parse_url(text: &str) -> Option<Url> {
    percent_decode(written_host(text)).is_ascii().then(|| Url::parse(text).ok()).flatten()
}

/// The host as it is written, with its port.
fn written_host(link: &str) -> &str {
    let skipped = ['/', '\\', '\t', '\r', '\n'];
    let authority = link.split_once(':').map_or("", |(_, rest)| rest.trim_start_matches(skipped));
    let authority = authority.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    authority.rsplit('@').next().unwrap_or_default()
}

/// Whether the host, which is none of Teams or Mesh, looks like one.
fn imitates(host: &str) -> bool {
    let microsoft = [
        "microsoft.com",
        "microsoft",
        "live.com",
        "office.com",
        "office.net",
        "microsoft.us",
        "microsoftonline.cn",
    ];
    if host.is_ascii() && microsoft.iter().any(|domain| is_or_under(host, domain)) {
        return false;
    }
    let mut plain = String::with_capacity(host.len());
    for letter in host.chars() {
        match letter {
            '.' | '-' => {}
            '0' => plain.push('o'),
            '1' => plain.push('l'),
            '3' => plain.push('e'),
            '5' => plain.push('s'),
            _ => plain.push(letter),
        }
    }
    let plain = plain.replace("rn", "m").replace("vv", "w").replace("mlcrosoft", "microsoft");
    let names = [
        "teamsmicrosoft",
        "microsoftteams",
        "microsofteams",
        "teamscloudmicrosoft",
        "teamslivecom",
        "meshmicrosoft",
        "meshcloudmicrosoft",
        "microsoftmesh",
    ];
    names.iter().any(|name| plain.contains(name))
        || host.split(['.', '-']).any(is_disguised)
        || host.split('.').filter_map(|label| label.strip_prefix("xn--")).any(is_disguised_in_ascii)
}

const NAMES: [&str; 3] = ["microsoft", "teams", "mesh"];

/// A name in which letters of another script stand for Latin ones.
fn is_disguised(label: &str) -> bool {
    !label.is_ascii()
        && NAMES.iter().any(|name| {
            let fits = |(seen, real): (char, char)| seen == real || !seen.is_ascii();
            label.chars().count() == name.len()
                && label.chars().zip(name.chars()).all(fits)
                && label.chars().any(|seen| seen.is_ascii())
        })
}

/// The same in the ASCII form of such names (RFC 3492), where the Latin letters come first.
fn is_disguised_in_ascii(label: &str) -> bool {
    let latin = label.rsplit_once('-').map_or("", |(latin, _)| latin);
    NAMES.iter().any(|name| {
        let mut rest = name.chars();
        latin.len() * 2 >= name.len() && latin.chars().all(|seen| rest.any(|real| real == seen))
    })
}
