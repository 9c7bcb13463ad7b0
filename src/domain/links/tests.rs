use proptest::prelude::*;
use rstest::rstest;

use super::*;

const LONG: &str = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_MjA4ZGY0%40thread.v2/0?context=%7b%22Tid%22%3a%2272f988bf-86f1-41af-91ab-2d7cd011db47%22%2c%22Oid%22%3a%22550fae72-d251-43ec-868c-373732c2704f%22%7d";
const CHANNEL: &str = "https://teams.microsoft.com/l/meetup-join/19%3af2d80a0c%40thread.tacv2/1700000000000?context=%7b%22Tid%22%3a%2272f988bf-86f1-41af-91ab-2d7cd011db47%22%2c%22Oid%22%3a%22550fae72-d251-43ec-868c-373732c2704f%22%7d";
const LIVE: &str = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_TGl2ZQ%40thread.v2/0?context=%7b%22Tid%22%3a%2272f988bf-86f1-41af-91ab-2d7cd011db47%22%2c%22Oid%22%3a%22550fae72-d251-43ec-868c-373732c2704f%22%2c%22IsBroadcastMeeting%22%3atrue%7d";
const SHORT: &str = "https://teams.microsoft.com/meet/21234567890123?p=aBcDeFgHiJkLmNoPqR";
const PERSONAL: &str = "https://teams.live.com/meet/9312345678901?p=AbCdEf0123";
const WEBINAR: &str = "https://events.teams.microsoft.com/event/0f8fad5b-d9cb-469f-a165-70867728950e@72f988bf-86f1-41af-91ab-2d7cd011db47";
const MESH: &str = "https://mesh.cloud.microsoft/event/join?id=5f2c7b1e";

/// Every kind of link in its cleaned form.
const CLEAN: [&str; 7] = [LONG, CHANNEL, LIVE, SHORT, PERSONAL, WEBINAR, MESH];

fn name(problem: Option<LinkProblem>) -> &'static str {
    problem.map_or("", LinkProblem::name)
}

fn escape(text: &str) -> String {
    let escape = |byte: u8| match char::from(byte) {
        plain if plain.is_ascii_alphanumeric() => plain.to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(escape).collect()
}

fn safe_links(link: &str) -> String {
    let tail = "&data=05%7C02%7Cguest%40fabrikam.com%7C08dc&sdata=abc%2Bdef%3D&reserved=0";
    format!("https://eur01.safelinks.protection.outlook.com/ap/t-59584e83/?url={}{tail}", escape(link))
}

fn encode_base64(text: &str) -> String {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut encoded = String::new();
    for three in text.as_bytes().chunks(3) {
        let held =
            three.iter().fold(0u32, |held, byte| held << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for at in 0..4 {
            let six = usize::try_from(held >> (18 - 6 * at) & 63).unwrap();
            encoded.push(if at > three.len() { '=' } else { char::from(ALPHABET[six]) });
        }
    }
    encoded
}

fn launcher(link: &str) -> String {
    let path = link.trim_start_matches("https://teams.microsoft.com");
    let inside = escape(&format!("/_#{path}&anon=true"));
    format!(
        "https://teams.microsoft.com/dl/launcher/launcher.html?url={inside}&type=meetup-join&deeplinkId=3&directDl=true"
    )
}

fn proofpoint_2(link: &str) -> String {
    let inside = escape(link).replace("%2F", "_").replace('%', "-");
    format!("https://urldefense.proofpoint.com/v2/url?u={inside}&d=DwMFAg&c=abc&r=def&m=ghi&s=jkl&e=")
}

fn proofpoint_3(link: &str) -> String {
    let replaced = ['%', '*'];
    let listed: String = link.chars().filter(|sign| replaced.contains(sign)).collect();
    format!(
        "https://urldefense.com/v3/__{}__;{}!!Abc!Def$",
        link.replace(replaced, "*"),
        encode_base64(&listed)
    )
}

/// A Teams link cut by a mail program at every 76th character, as in text-only mail.
#[rstest]
#[case::plain(LONG, "\n", "")]
#[case::windows(LONG, "\r\n", "")]
#[case::quoted_reply(LONG, "\n> ", "> ")]
#[case::calendar_file(LONG, "\r\n ", "DESCRIPTION:")]
#[case::broken_in_the_path(LONG, "\n", "Please join us here, in Microsoft Teams: ")]
fn a_link_broken_over_lines_is_put_together(#[case] link: &str, #[case] fold: &str, #[case] start: &str) {
    for wrapped in [link.to_owned(), safe_links(link), launcher(link)] {
        let lines: Vec<&str> =
            wrapped.as_bytes().chunks(76).map(|line| std::str::from_utf8(line).unwrap()).collect();
        let text =
            format!("{start}Join the meeting now\r\n{start}{}\r\nMeeting ID: 212\r\n", lines.join(fold));
        assert_eq!(classify(&text).url.as_deref(), Some(link), "{text}");
    }
}

#[rstest]
#[case("https://A\u{c0}/")]
#[case("https:///A\u{c0}")]
#[case("https:\\\\A\u{c0}")]
#[case("https:\t//x@A\u{c0}:443/")]
#[case("https://A%C3%80.example/")]
#[case("no address")]
fn a_host_that_is_not_ascii_is_no_address(#[case] text: &str) {
    assert_eq!(parse_url(text), None);
}

#[test]
fn serializes_as_other_tools_expect() {
    let json = serde_json::to_string(&classify(SHORT)).unwrap();
    assert_eq!(
        json,
        format!(
            r#"{{"kind":"teams-short-meeting","wrapped":false,"url":"{SHORT}","joinable_by":["teams-app","teams-web","teams-guest"],"problem":null}}"#
        )
    );
    let json = serde_json::to_string(&classify("nothing")).unwrap();
    assert_eq!(
        json,
        r#"{"kind":"not-a-meeting","wrapped":false,"url":null,"joinable_by":[],"problem":"no-link"}"#
    );
}

#[test]
fn the_passcode_is_not_printed() {
    let read = classify("Meeting ID: 212 345 678 901 23\nPasscode: aB3dE6");
    assert!(!format!("{read:?}").contains("aB3dE6"));
}

#[test]
fn finds_our_own_link_in_a_wrapped_mail() {
    let invite = format!("https://portal.contoso.com/mesh/#i=1.{}", "eyJ0aXRsZSI6Ik1l".repeat(30));
    let lines = |text: &str| {
        let lines: Vec<&str> =
            text.as_bytes().chunks(76).map(|line| std::str::from_utf8(line).unwrap()).collect();
        format!("Hello Ada,\n\nyour link:\n{}\n\nThanks\n", lines.join("\n"))
    };
    let texts = [
        invite.clone(),
        format!("Hello,\nopen <{invite}>.\nThanks"),
        format!(r#"<a href="{invite}">open</a>"#),
        safe_links(&invite),
        safe_links(&safe_links(&invite)),
        proofpoint_2(&invite),
        proofpoint_3(&invite),
        // A gateway that leaves the fragment outside.
        invite.replace(
            "https://portal.contoso.com/mesh/",
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fportal.contoso.com%2Fmesh%2F&data=1&reserved=0",
        ),
        lines(&invite),
        lines(&safe_links(&invite)),
    ];
    for text in texts {
        assert!(find_urls(&text).contains(&invite), "{text}");
    }
}

#[test]
fn finds_every_link_once_and_in_order() {
    let text = "https://b.example/1, https://a.example/2 and https://b.example/1";
    assert_eq!(find_urls(text), ["https://b.example/1", "https://a.example/2"]);
}

#[test]
fn a_huge_text_is_read_up_to_its_limit() {
    let text = format!("{}\n{SHORT}", "ä".repeat(MAX_TEXT / 2));
    assert_eq!(name(classify(&text).problem), "no-link");
    let many = format!("{} {SHORT}", "https://x.example/ ".repeat(100));
    assert_eq!(classify(&many), classify(SHORT));
    classify(&"https://teams.microsoft.com/l/meetup-join/19%25\n%25".repeat(5000));
    classify(&"%25".repeat(30_000));
    for piece in [
        ")",
        "https://x/)",
        "12345678901, ",
        "<https://",
        "https://teams.microsoft.com/meet/1\n1\n",
        "&amp;",
        "=\n",
        "1 ",
    ] {
        classify(&format!("https://x.example/{}", piece.repeat(MAX_TEXT / piece.len())));
    }
}

/// Pieces that links and invitations are made of, to hit more than random letters do.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(CLEAN.to_vec()).prop_map(String::from),
        prop::sample::select(vec![
            "https://",
            "http://",
            "msteams:",
            "msteams:/l/",
            "teams.microsoft.com",
            "teams.live.com/",
            "mesh.cloud.microsoft/",
            "evil.example/",
            "@",
            ".",
            "/l/meetup-join/",
            "/meet/",
            "19:meeting_x@thread.v2/0",
            "?context=",
            "?p=",
            "?url=",
            "{\"Tid\":\"a\"}",
            "%7b%22Tid%22%3a%22a%22%7d",
            "&amp;",
            "&#38;",
            "amp;",
            "&#61;",
            "%25",
            "%2525",
            "%",
            "=3D",
            "=\r\n",
            "\n",
            "\r\n> ",
            " ",
            "<",
            ">",
            "#",
            "#/l/",
            "urldefense.com/v3/__",
            "__;",
            "**A",
            "*",
            "JSUl!!",
            "eur.safelinks.protection.outlook.com/?url=",
            "www.google.com/url?q=",
            ".mcas.ms",
            "Meeting ID: 212 345 678 901 23",
            "Passcode: aB3dE6",
            "\u{a0}",
            "ä",
            "\u{43e}",
            "。",
            "(",
            ")",
            "]",
            "\"",
            "'",
            "\\",
            "|",
            ";",
            "..",
            "zoom.us/j/1",
            "/dl/launcher/launcher.html?url=",
            "/light-meetings/launch?coords=",
            "eyJ",
            "123",
            ":",
        ])
        .prop_map(String::from),
        ".{0,6}",
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// The hosts whose meetings and events somebody from outside can join, and those under them; but not
/// those of other clouds among them.
fn is_joinable_host(host: &str) -> bool {
    let hosts =
        ["teams.microsoft.com", "teams.cloud.microsoft", "mesh.cloud.microsoft", "portal.mesh.microsoft.com"];
    let is_or_under = |known: &str| host == known || host.ends_with(&format!(".{known}"));
    hosts.into_iter().any(is_or_under) && !is_or_under("gov.teams.microsoft.com")
}

fn host_of(url: &str) -> &str {
    url.strip_prefix("https://").unwrap().split(['/', '?', '#']).next().unwrap()
}

/// Hosts made of the parts that real ones are made of, and real ones with something before or behind.
fn hosts() -> impl Strategy<Value = String> {
    let parts = [
        "teams",
        "mesh",
        "portal",
        "gov",
        "events",
        "microsoft",
        "micros0ft",
        "cloud",
        "live",
        "com",
        "us",
        "cn",
        "evil",
        "xn--micrsoft-qbh",
    ];
    let made = prop::collection::vec(prop::sample::select(parts.to_vec()), 1..6)
        .prop_flat_map(|parts| prop::sample::select(vec![parts.join("."), parts.join("-"), parts.concat()]));
    let real = [
        "teams.microsoft.com",
        "teams.cloud.microsoft",
        "gov.teams.microsoft.com",
        "teams.live.com",
        "mesh.cloud.microsoft",
        "portal.mesh.microsoft.com",
    ];
    let before = [
        "",
        "contoso.",
        "evil-",
        "evil",
        "evil.example@",
        "evil.example/",
        "evil.example#",
        "evil.example\\",
    ];
    let behind = [
        "",
        ".",
        ".evil.example",
        "-evil.example",
        "evil.example",
        ":8443",
        "@evil.example",
        "%2eevil.example",
    ];
    let pick = |from: &[&'static str]| prop::sample::select(from.to_vec());
    let disguised = (pick(&before), pick(&real), pick(&behind))
        .prop_map(|(before, real, behind)| [before, real, behind].concat());
    prop_oneof![made, disguised]
}

fn wrap(link: &str, how: u8) -> String {
    match how {
        0 => safe_links(link),
        1 => format!("https://www.google.com/url?q={}&sa=D", escape(link)),
        2 => proofpoint_2(link),
        _ => proofpoint_3(link),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_text_has_an_answer(text in prop_oneof![".{0,200}", pieces()]) {
        let read = classify(&text);
        if let Some(url) = &read.url && !read.joinable_by.is_empty() {
            prop_assert!(is_joinable_host(host_of(url)), "{url}");
        }
        find_urls(&text);
    }

    #[test]
    fn no_other_host_is_joinable(host in hosts(), path in prop::sample::select(vec![
        "/meet/21234567890123?p=aBc",
        "/event/join?id=1",
        "/l/meetup-join/19:meeting_x@thread.v2/0?context=%7b%22Tid%22%3a%22a%22%7d",
    ]), before in prop::sample::select(vec!["https://", "http://", "", "msteams://"])) {
        let read = classify(&format!("{before}{host}{path}"));
        prop_assert!(read.joinable_by.is_empty() || is_joinable_host(host.trim_end_matches('.')), "{host}");
        if let Some(url) = read.url.filter(|_| !read.joinable_by.is_empty()) {
            prop_assert!(is_joinable_host(host_of(&url)), "{url}");
        }
    }

    #[test]
    fn a_cleaned_link_is_clean(text in pieces()) {
        let read = classify(&text);
        if let Some(url) = read.url.clone() {
            prop_assert_eq!(classify(&url), Classified { wrapped: false, numbers: None, ..read });
        }
    }

    #[test]
    fn a_wrapped_link_is_what_is_inside(link in prop::sample::select(CLEAN.to_vec()), how in prop::collection::vec(0u8..4, 1..4)) {
        let wrapped = how.iter().fold(link.to_owned(), |inside, how| wrap(&inside, *how));
        prop_assert_eq!(classify(&wrapped), Classified { wrapped: true, ..classify(link) });
        prop_assert_eq!(find_urls(&wrapped), vec![link.to_owned()]);
    }

    #[test]
    fn words_around_a_link_do_not_matter(before in "[a-z ]{0,40} ", link in prop::sample::select(CLEAN.to_vec()), after in "( [a-z ]{0,40})?") {
        prop_assert_eq!(classify(&format!("{before}{link}{after}")), classify(link));
    }
}
