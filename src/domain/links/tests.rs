use proptest::prelude::*;
use rstest::rstest;

use super::*;

const TENANT: &str = "72f988bf-86f1-41af-91ab-2d7cd011db47";
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

#[rstest]
#[case::long(LONG, Kind::TeamsMeeting, "")]
#[case::channel(CHANNEL, Kind::TeamsChannelMeeting, "")]
#[case::live(LIVE, Kind::TeamsLiveEvent, "live-event-closed-to-guests")]
#[case::short(SHORT, Kind::TeamsShortMeeting, "")]
#[case::personal(PERSONAL, Kind::TeamsPersonal, "personal-meeting")]
#[case::webinar(WEBINAR, Kind::TeamsWebinarRegistration, "registration-first")]
#[case::mesh(MESH, Kind::MeshEvent, "")]
#[case::mesh_portal("https://portal.mesh.microsoft.com/e/1#a", Kind::MeshEvent, "")]
#[case::mesh_region("https://eur.worlds.mesh.cloud.microsoft/x?y=z", Kind::MeshEvent, "")]
#[case::mesh_home("https://mesh.cloud.microsoft/", Kind::MeshEvent, "mesh-home-page")]
#[case::new_host("https://teams.cloud.microsoft/meet/21234567890123?p=aBc", Kind::TeamsShortMeeting, "")]
#[case::company_host(
    "https://contoso.teams.microsoft.com/meet/21234567890123?p=aBc",
    Kind::TeamsShortMeeting,
    ""
)]
#[case::no_passcode("https://teams.microsoft.com/meet/21234567890123", Kind::TeamsShortMeeting, "")]
#[case::personal_old("https://teams.live.com/meet/9312345678901", Kind::TeamsPersonal, "personal-meeting")]
#[case::government(
    "https://gov.teams.microsoft.us/meet/21234567890123?p=aBc",
    Kind::TeamsShortMeeting,
    "unsupported-cloud"
)]
#[case::defense(
    "https://dod.teams.microsoft.us/meet/21234567890123?p=aBc",
    Kind::TeamsShortMeeting,
    "unsupported-cloud"
)]
#[case::government_too(
    "https://gov.teams.microsoft.com/meet/21234567890123?p=aBc",
    Kind::TeamsShortMeeting,
    "unsupported-cloud"
)]
#[case::china(
    "https://teams.microsoftonline.cn/meet/21234567890123?p=aBc",
    Kind::TeamsShortMeeting,
    "unsupported-cloud"
)]
#[case::webinar_older(
    "https://teams.microsoft.com/registration/KtIy2vgLW0SOgZbwvQuRaQ,QOLjRXl28USAJnSCHIUPeQ?mode=read&tenantId=da32d22a-0bf8-445b-8e81-96f0bd0b9169",
    Kind::TeamsWebinarRegistration,
    "registration-first"
)]
#[case::town_hall(
    "https://teams.microsoft.com/convene/townhall?eventId=f16439c7@6e8992ec&sessionId=49ebf142",
    Kind::TeamsWebinarRegistration,
    "town-hall"
)]
#[case::zoom("https://us02web.zoom.us/j/85312345678?pwd=YWJj", Kind::OtherVendor, "other-meeting-service")]
#[case::webex("https://contoso.webex.com/meet/ada", Kind::OtherVendor, "other-meeting-service")]
#[case::meet("https://meet.google.com/abc-defg-hij", Kind::OtherVendor, "other-meeting-service")]
#[case::goto("https://meet.goto.com/123456789", Kind::OtherVendor, "other-meeting-service")]
#[case::jitsi("https://meet.jit.si/SomeRoom", Kind::OtherVendor, "other-meeting-service")]
#[case::skype_for_business(
    "https://meet.lync.com/contoso/ada/ABCD1234",
    Kind::OtherVendor,
    "other-meeting-service"
)]
fn a_clean_link_stays_as_it_is(#[case] link: &str, #[case] kind: Kind, #[case] problem: &str) {
    let read = classify(link);
    assert_eq!((read.kind, read.url.as_deref(), read.wrapped), (kind, Some(link), false));
    assert_eq!(name(read.problem), problem);
}

/// What is around or beside the link goes away; the link inside is the same.
#[rstest]
#[case::upper_case_host("HTTPS://Teams.Microsoft.COM/meet/21234567890123?p=aBcDeFgHiJkLmNoPqR", SHORT)]
#[case::http("http://teams.microsoft.com/meet/21234567890123?p=aBcDeFgHiJkLmNoPqR", SHORT)]
#[case::no_scheme("teams.microsoft.com/meet/21234567890123?p=aBcDeFgHiJkLmNoPqR", SHORT)]
#[case::mesh_no_scheme("Join: mesh.cloud.microsoft/event/join?id=5f2c7b1e.", MESH)]
#[case::dot_after_host("https://teams.microsoft.com./meet/21234567890123?p=aBcDeFgHiJkLmNoPqR", SHORT)]
#[case::short_extras(
    "https://teams.microsoft.com/meet/21234567890123?anon=true&p=aBcDeFgHiJkLmNoPqR&suppressPrompt=true",
    SHORT
)]
#[case::short_slash("https://teams.microsoft.com/meet/21234567890123/?p=aBcDeFgHiJkLmNoPqR", SHORT)]
#[case::full_stop("Come to https://teams.microsoft.com/meet/21234567890123?p=aBcDeFgHiJkLmNoPqR.", SHORT)]
#[case::parentheses("(https://teams.microsoft.com/meet/21234567890123?p=aBcDeFgHiJkLmNoPqR).", SHORT)]
#[case::markdown(
    "[Join](https://teams.microsoft.com/meet/21234567890123?p=aBcDeFgHiJkLmNoPqR), please",
    SHORT
)]
#[case::chat("<https://teams.microsoft.com/meet/21234567890123?p=aBcDeFgHiJkLmNoPqR|Join>", SHORT)]
#[case::chinese("请点击https://teams.microsoft.com/meet/21234567890123?p=aBcDeFgHiJkLmNoPqR，谢谢", SHORT)]
#[case::html_source(r#"<a href="https://teams.microsoft.com/meet/21234567890123?p=aBcDeFgHiJkLmNoPqR&amp;anon=true">Join</a>"#, SHORT)]
#[case::html_shown("&lt;https://teams.microsoft.com/meet/21234567890123?p=aBcDeFgHiJkLmNoPqR&gt;", SHORT)]
#[case::html_equals("https://teams.microsoft.com/meet/21234567890123?p&#61;aBcDeFgHiJkLmNoPqR", SHORT)]
#[case::mail_source(
    "Content-Transfer-Encoding: quoted-printable\r\n\r\nhttps://teams.microsoft.com/meet/21234567890123?p=3DaBcDeFg=\r\nHiJkLmNoPqR and so on=2E",
    SHORT
)]
#[case::soft_break(
    "You are invited to the event, here is the link for you: https://mesh.cloud.=\r\nmicrosoft/event/join?id=3D5f2c7b1e",
    MESH
)]
#[case::link_wrapped_by_brackets(
    "Click here to join in Mesh\r\n<https://mesh.cloud.microsoft/event/\r\n  join?id=5f2c7b1e>\r\n",
    MESH
)]
#[case::hard_wrapped(
    "Here is the link that will take you to the event: https://mesh.cloud.microsoft/\nevent/join?id=5f2c7b1e\n\nRegards\n",
    MESH
)]
#[case::word_after_long_line(
    "Here is the link that will take you to the event in Mesh: https://mesh.cloud.microsoft/event/join?id=5f2c7b1e\nRegards\n",
    MESH
)]
fn what_is_around_a_link_goes_away(#[case] text: &str, #[case] link: &str) {
    let read = classify(text);
    assert_eq!((read.url.as_deref(), read.wrapped), (Some(link), false));
    assert_eq!(read, classify(link));
}

#[rstest]
#[case::tracking("&btype=b&anon=true&utm_source=mail&deeplinkId=1")]
#[case::html("&amp;anon=true")]
#[case::fragment("#top")]
#[case::bracket(">")]
#[case::comma(", then")]
fn a_long_link_keeps_its_context_alone(#[case] tail: &str) {
    assert_eq!(classify(&format!("{LONG}{tail}")).url.as_deref(), Some(LONG));
}

#[rstest]
#[case::not_encoded(
    "19:meeting_MjA4ZGY0@thread.v2",
    r#"{"Tid":"72f988bf-86f1-41af-91ab-2d7cd011db47","Oid":"550fae72-d251-43ec-868c-373732c2704f"}"#
)]
#[case::upper_case(
    "19%3Ameeting_MjA4ZGY0%40thread.v2",
    "%7B%22Tid%22%3A%2272f988bf-86f1-41af-91ab-2d7cd011db47%22%2C%22Oid%22%3A%22550fae72-d251-43ec-868c-373732c2704f%22%7D"
)]
#[case::twice(
    "19%253ameeting_MjA4ZGY0%2540thread.v2",
    "%257b%2522Tid%2522%253a%252272f988bf-86f1-41af-91ab-2d7cd011db47%2522%252c%2522Oid%2522%253a%2522550fae72-d251-43ec-868c-373732c2704f%2522%257d"
)]
#[case::reordered(
    "19:meeting_MjA4ZGY0@thread.v2",
    "%7b%22Oid%22%3a%22550fae72-d251-43ec-868c-373732c2704f%22%2c%22Tid%22%3a%2272f988bf-86f1-41af-91ab-2d7cd011db47%22%2c%22MessageId%22%3a%220%22%7d"
)]
fn a_long_link_gets_one_spelling(#[case] thread: &str, #[case] context: &str) {
    let link = format!("https://teams.microsoft.com/l/meetup-join/{thread}/0?context={context}");
    assert_eq!(classify(&link).url.as_deref(), Some(LONG));
    let later = format!("https://teams.microsoft.com/l/meetup-join/{thread}/0?x=1&context={context}&y=2");
    assert_eq!(classify(&format!("Join: {later} today")).url.as_deref(), Some(LONG));
}

#[rstest]
#[case("19%3ameeting_x%40thread.v2/0", Kind::TeamsMeeting)]
#[case("19%3ameeting_x%40thread.skype/0", Kind::TeamsMeeting)]
#[case("19%3ameeting_x%40thread.v2/1700000000000", Kind::TeamsChannelMeeting)]
#[case("19%3aabc%40thread.tacv2/1700000000000", Kind::TeamsChannelMeeting)]
#[case("19%3aabc%40thread.tacv2/0", Kind::TeamsChannelMeeting)]
#[case("19%3aabc%40thread.skype/1500000000000", Kind::TeamsChannelMeeting)]
#[case("19%3aa_b%40unq.gbl.spaces/0", Kind::NotAMeeting)]
fn thread_and_message_tell_the_kind(#[case] path: &str, #[case] kind: Kind) {
    let link =
        format!("https://teams.microsoft.com/l/meetup-join/{path}?context=%7b%22Tid%22%3a%22{TENANT}%22%7d");
    assert_eq!(classify(&link).kind, kind);
}

#[rstest]
#[case("%7b%22Tid%22%3a%22t%22%2c%22IsBroadcastMeeting%22%3atrue%7d&btype=a&role=a")]
#[case("%7b%22Tid%22%3a%22t%22%2c%22IsBroadcastMeeting%22%3atrue%2c%22role%22%3a%22a%22%7d")]
#[case("%7b%22Tid%22%3a%22t%22%2c%22IsBroadcastMeeting%22%3a%22true%22%7d")]
#[case("%7b%22Tid%22%3a%22t%22%7d&btype=a&role=a")]
fn a_live_event_admits_nobody(#[case] context: &str) {
    let link =
        format!("https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0?context={context}");
    let read = classify(&link);
    assert_eq!((read.kind, read.joinable_by.len()), (Kind::TeamsLiveEvent, 0));
    assert_eq!(classify(&read.url.clone().unwrap()), read);
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

#[rstest]
#[case::safe_links(&safe_links(LONG))]
#[case::safe_links_twice(&safe_links(&safe_links(LONG)))]
#[case::safe_links_government(&format!("https://gcc02.safelinks.protection.office365.us/?url={}&data=x", escape(LONG)))]
#[case::safe_links_escaped_for_html(&safe_links(LONG).replace('&', "&amp;"))]
#[case::safe_links_in_teams(&format!("https://statics.teams.cdn.office.net/evergreen-assets/safelinks/2/atp-safelinks.html?url={}&locale=de-de", escape(LONG)))]
#[case::safe_links_in_outlook(&format!("https://outlook.office.com/mail/safelink.html?url={}&corid=1", escape(LONG)))]
#[case::google(&format!("https://www.google.com/url?q={}&sa=D&source=calendar", escape(LONG)))]
#[case::cloud_apps(&LONG.replace(".com", ".com.mcas.ms"))]
#[case::proofpoint_2(&proofpoint_2(LONG))]
#[case::proofpoint_3(&proofpoint_3(LONG))]
#[case::proofpoint_around_safe_links(&proofpoint_2(&safe_links(LONG)))]
#[case::launcher(&launcher(LONG))]
#[case::safe_links_around_launcher(&safe_links(&launcher(LONG)))]
#[case::web_client(&LONG.replace("/l/", "/v2/?meetingjoin=true#/l/"))]
#[case::web_client_anonymous(&format!("{}&anon=true", LONG.replace("/l/", "/v2/?meetingjoin=true#/l/")))]
#[case::older_web_client(&LONG.replace("/l/", "/_#/l/"))]
#[case::app(&LONG.replace("https://teams.microsoft.com", "msteams:"))]
#[case::app_with_host(&LONG.replace("https:", "msteams:"))]
fn wrappers_are_opened(#[case] text: &str) {
    let inside = classify(LONG);
    assert_eq!(classify(text), Classified { wrapped: true, ..inside.clone() });
    let within = format!("Dear Ada,\njoin here <{text}>.\nBest\n");
    assert_eq!(classify(&within), Classified { wrapped: true, ..inside });
}

#[rstest]
#[case::meeting(
    "teams.microsoft.com",
    r#"{"conversationId":"19:meeting_MjA4ZGY0@thread.v2","tenantId":"72f988bf-86f1-41af-91ab-2d7cd011db47","messageId":"0","organizerId":"550fae72-d251-43ec-868c-373732c2704f"}"#,
    LONG
)]
#[case::personal("teams.live.com", r#"{"meetingCode":"9312345678901","passcode":"AbCdEf0123"}"#, PERSONAL)]
fn light_meetings_are_opened(#[case] host: &str, #[case] coordinates: &str, #[case] link: &str) {
    let coordinates = encode_base64(coordinates);
    let text = format!(
        "https://{host}/light-meetings/launch?agent=web&coords={}&deeplinkId=1",
        escape(&coordinates)
    );
    assert_eq!(classify(&text), Classified { wrapped: true, ..classify(link) });
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
#[case::suffix("https://teams.microsoft.com.evil.example/meet/21234567890123?p=a")]
#[case::dash("https://teams-microsoft.com/l/meetup-join/x")]
#[case::other_order("https://microsoft-teams.example/meet/21234567890123")]
#[case::zero("https://teams.micros0ft.com/meet/21234567890123?p=a")]
#[case::r_n("https://teams.rnicrosoft.com/meet/21234567890123?p=a")]
#[case::digit_one("https://teams.m1crosoft.com/meet/21234567890123?p=a")]
#[case::name_before_at("https://teams.microsoft.com@evil.example/meet/21234567890123?p=a")]
#[case::name_and_password("https://teams.microsoft.com:443@evil.example/l/meetup-join/")]
#[case::name_before_real_host("https://evil@teams.microsoft.com/meet/21234567890123?p=a")]
#[case::cyrillic_o("https://teams.micr\u{43e}soft.com/meet/21234567890123?p=a")]
#[case::cyrillic_e("https://t\u{435}ams.microsoft.com/meet/21234567890123?p=a")]
#[case::accent("https://m\u{e9}sh.cloud.microsoft/event")]
#[case::punycode("https://teams.xn--micrsoft-qbh.com/meet/21234567890123?p=a")]
#[case::encoded_dot("https://teams.microsoft.com%2eevil.example/meet/21234567890123?p=a")]
#[case::mesh("https://mesh.cloud.microsoft.evil.example/event")]
#[case::mesh_dash("https://mesh-microsoft.example/event")]
#[case::safe_links_around(&safe_links("https://teams.microsoft.com.evil.example/meet/21234567890123?p=a"))]
fn look_alikes_are_refused(#[case] text: &str) {
    let read = classify(text);
    assert_eq!((read.kind, name(read.problem), read.url), (Kind::NotAMeeting, "look-alike-host", None));
    assert!(read.joinable_by.is_empty());
}

#[rstest]
#[case("", "no-link")]
#[case("See you tomorrow!", "no-link")]
#[case("https://", "unknown-link")]
#[case("https://contoso.com/", "unknown-link")]
#[case("https://m\u{fc}nchen.example/teams", "unknown-link")]
#[case("https://evil.example/?u=https://teams.microsoft.com/meet/21234567890123?p=a", "unknown-link")]
#[case("https://evil.example/#/l/meetup-join/x", "unknown-link")]
#[case("https://evil.example/teams.microsoft.com/meet/21234567890123", "unknown-link")]
#[case("https://evil.example\\@teams.microsoft.com/meet/21234567890123?p=a", "unknown-link")]
#[case("https://teams.microsoft.com:8443/meet/21234567890123?p=a", "unknown-link")]
#[case(
    "https://safelinks.protection.outlook.com.evil.example/?url=https%3A%2F%2Fteams.microsoft.com%2Fmeet%2F21234567890123",
    "unknown-link"
)]
#[case("https://aka.ms/JoinTeamsMeeting", "unknown-link")]
#[case("javascript:https://teams.live.example/", "unknown-link")]
#[case("https://www.microsoft.com/microsoft-teams/join-a-meeting", "unknown-link")]
#[case("https://teams.microsoft.com/", "other-teams-page")]
#[case("https://teams.microsoft.com/v2/", "other-teams-page")]
#[case("https://teams.microsoft.com/l/entity/abc/def", "other-teams-page")]
#[case("https://teams.microsoft.com/l/meeting/new?subject=a", "other-teams-page")]
#[case("https://teams.microsoft.com/l/chat/0/0?users=ada@contoso.com", "chat-call-or-channel")]
#[case("https://teams.microsoft.com/l/call/0/0?users=ada@contoso.com", "chat-call-or-channel")]
#[case(
    "https://teams.microsoft.com/l/channel/19%3aabc%40thread.tacv2/General?groupId=1",
    "chat-call-or-channel"
)]
#[case("https://teams.microsoft.com/l/team/19%3aabc%40thread.tacv2/conversations", "chat-call-or-channel")]
#[case("https://teams.microsoft.com/l/message/19%3aabc%40thread.v2/1?context=x", "chat-call-or-channel")]
#[case(
    "https://teams.microsoft.com/meetingOptions/?organizerId=1&tenantId=2&threadId=3&messageId=0",
    "meeting-options-page"
)]
#[case("https://teams.microsoft.com/light-meetings/launch?coords=%%%", "broken-link")]
#[case("https://teams.microsoft.com/dl/launcher/launcher.html?url=%2F%2Fevil.example%2Fx", "broken-link")]
fn what_is_no_meeting_says_why(#[case] text: &str, #[case] problem: &str) {
    let read = classify(text);
    assert_eq!((read.kind, name(read.problem), read.url), (Kind::NotAMeeting, problem, None));
    assert!(read.joinable_by.is_empty());
}

#[rstest]
#[case("https://teams.microsoft.com/l/meetup-join/19%3ameeting_MjA4ZGY0", Kind::TeamsChannelMeeting)]
#[case("https://teams.microsoft.com/l/meetup-join/19%3ameeting_MjA4ZGY0%40thread.v2/0", Kind::TeamsMeeting)]
#[case(
    "https://teams.microsoft.com/l/meetup-join/19%3ameeting_MjA4ZGY0%40thread.v2/0?context=%7b%22Tid%22%3a%2272f9",
    Kind::TeamsMeeting
)]
#[case("https://teams.microsoft.com/meet/2123", Kind::TeamsShortMeeting)]
#[case("https://teams.microsoft.com/meet/21234567890123?p=", Kind::TeamsShortMeeting)]
#[case("https://teams.microsoft.com/meet/21234567890123/extra?p=abc", Kind::TeamsShortMeeting)]
fn a_cut_off_link_is_never_given_out(#[case] text: &str, #[case] kind: Kind) {
    let read = classify(text);
    assert_eq!((read.kind, name(read.problem), read.url), (kind, "broken-link", None));
    assert!(read.joinable_by.is_empty());
}

const INVITATION: &str = "\
________________________________________________________________________________\r
Microsoft Teams Need help?<https://aka.ms/JoinTeamsMeeting?omkt=en-US>\r
Join the meeting now<{link}>\r
Meeting ID: 212 345 678 901 23\r
Passcode: aB3dE6\r
________________________________\r
Dial in by phone\r
+1 323-849-4874,,123456789#<tel:+13238494874,,123456789#> United States, Los Angeles\r
Find a local number<https://dialin.teams.microsoft.com/8551f4c1-bea3?id=123456789>\r
Phone conference ID: 123 456 789#\r
For organizers: Meeting options<https://teams.microsoft.com/meetingOptions/?organizerId=1&tenantId=2&threadId=19_meeting_x@thread.v2&messageId=0&language=en-US> | Reset dial-in PIN<https://dialin.teams.microsoft.com/usp/pstnconferencing>\r
________________________________________________________________________________\r
";

#[test]
fn an_invitation_gives_its_link_to_join() {
    for link in CLEAN {
        let plain = INVITATION.replace("{link}", link);
        assert_eq!(classify(&plain), classify(link));
        let wrapped = INVITATION.replace("{link}", &safe_links(link));
        assert_eq!(classify(&wrapped), Classified { wrapped: true, ..classify(link) });
    }
}

#[test]
fn the_mesh_event_beats_the_meeting_beside_it() {
    let text = format!(
        "{}\r\nJoin on your computer\r\nClick here to join in Mesh<{MESH}>\r\nGet Mesh on PC<https://aka.ms/MeshDownloadPC>",
        INVITATION.replace("{link}", LONG)
    );
    assert_eq!(classify(&text), classify(MESH));
    let home = format!("{}\r\nhttps://mesh.cloud.microsoft/", INVITATION.replace("{link}", LONG));
    assert_eq!(classify(&home), classify(LONG));
}

#[test]
fn the_meeting_beats_another_service_and_the_rest() {
    let text = format!("https://contoso.com https://zoom.us/j/85312345678 {PERSONAL} {LIVE} {SHORT} {LONG}");
    assert_eq!(classify(&text), classify(SHORT));
}

#[rstest]
#[case::english("Meeting ID: 212 345 678 901 23\r\nPasscode: aB3dE6", Some("aB3dE6"))]
#[case::one_line("Teams, Meeting ID: 212 345 678 901 23, Passcode: aB3dE6.", None)]
#[case::one_line_plain("Meeting ID: 212 345 678 901 23 Passcode: aB3dE6", Some("aB3dE6"))]
#[case::whole_invitation(INVITATION, Some("aB3dE6"))]
#[case::german("Besprechungs-ID: 212 345 678 901 23\nPasscode: aB3dE6", Some("aB3dE6"))]
#[case::french("ID de réunion\u{a0}: 212 345 678 901 23\nCode secret\u{a0}: aB3dE6", Some("aB3dE6"))]
#[case::spanish("Id. de reunión: 212 345 678 901 23\nCódigo de acceso: aB3dE6", Some("aB3dE6"))]
#[case::russian("Идентификатор собрания: 212 345 678 901 23\nСекретный код: aB3dE6", Some("aB3dE6"))]
#[case::japanese("会議 ID: 212 345 678 901 23\nパスコード: aB3dE6", Some("aB3dE6"))]
#[case::chinese("會議識別碼： 212 345 678 901 23\n密碼： aB3dE6", Some("aB3dE6"))]
#[case::no_blanks("Meeting ID: 21234567890123\nPasscode: aB3dE6", Some("aB3dE6"))]
#[case::hard_blanks("Meeting ID: 212\u{a0}345\u{a0}678\u{a0}901\u{a0}23\nPasscode: aB3dE6", Some("aB3dE6"))]
#[case::bare("212 345 678 901 23 aB3dE6", Some("aB3dE6"))]
#[case::id_alone(" 212 345 678 901 23\n", None)]
#[case::label_alone("Meeting ID: 212 345 678 901 23\n", None)]
#[case::beside_help(
    "https://aka.ms/JoinTeamsMeeting Meeting ID: 212 345 678 901 23\nPasscode: aB3dE6",
    Some("aB3dE6")
)]
#[case::beside_broken_link(
    "https://teams.microsoft.com/meet/2123\nMeeting ID: 212 345 678 901 23\nPasscode: aB3dE6",
    Some("aB3dE6")
)]
fn meeting_numbers_are_read_in_any_language(#[case] text: &str, #[case] passcode: Option<&str>) {
    let read = classify(text);
    assert_eq!((read.kind, read.url.as_deref(), read.wrapped), (Kind::TeamsMeetingId, None, false));
    let numbers = read.numbers.unwrap();
    assert_eq!(numbers.id, "21234567890123");
    assert_eq!(numbers.passcode.as_ref().map(Passcode::reveal), passcode);
    assert_eq!(name(read.problem), if passcode.is_some() { "" } else { "passcode-missing" });
    assert!(read.joinable_by.contains(&JoinableBy::TeamsGuest));
}

#[rstest]
#[case::dial_in("Phone conference ID: 123 456 789 012#")]
#[case::phone("+49 301 234 567 890")]
#[case::phone_label("Phone: +1 323 849 4874")]
#[case::order_number("Order 20260101123456 was shipped")]
#[case::date("2026 11 21 09 30 00")]
#[case::short_number("Meeting ID: 123 456")]
#[case::zoom("Zoom\nMeeting ID: 853 123 456 789\nPasscode: 123456")]
fn other_numbers_are_no_meeting(#[case] text: &str) {
    assert_eq!(classify(text).kind, Kind::NotAMeeting);
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
fn a_zoom_invitation_is_no_teams_meeting() {
    let text = "Join Zoom Meeting\nhttps://zoom.us/j/85312345678?pwd=abc\n\nMeeting ID: 853 123 456 78\nPasscode: 123456\nhttps://zoom.us/u/kabc";
    assert_eq!(classify(text).kind, Kind::OtherVendor);
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
        let hosts = ["teams.microsoft.com", "teams.cloud.microsoft", "mesh.cloud.microsoft", "portal.mesh.microsoft.com"];
        if let Some(url) = &read.url && !read.joinable_by.is_empty() {
            let host = url.strip_prefix("https://").unwrap().split('/').next().unwrap();
            prop_assert!(hosts.iter().any(|known| host == *known || host.ends_with(&format!(".{known}"))), "{url}");
        }
        find_urls(&text);
    }

    #[test]
    fn a_cleaned_link_is_clean(text in pieces()) {
        let read = classify(&text);
        if let Some(url) = read.url.clone() {
            prop_assert_eq!(classify(&url), Classified { wrapped: false, ..read });
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
