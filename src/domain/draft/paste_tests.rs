//! Whole invitations, as they come out of Outlook, Exchange, Google and this portal.

use proptest::prelude::*;
use rstest::rstest;

use super::read::{Found, TimeKnown, read};
use super::zone::Stated;
use crate::domain::invite::link::tests::full;
use crate::domain::invite::{GuestAddress, calendar, link};
use crate::domain::links::{Kind, MAX_TEXT};
use crate::domain::time::{HOUR, Moment};

const MESH: &str = "https://mesh.cloud.microsoft/event/join?id=5f2c7b1e";
const TEAMS: &str = "https://teams.microsoft.com/meet/21234567890123?p=aBcDeFgHiJkLmNoPqR";

/// Somebody in Kolkata reads.
fn here(_: Moment) -> i64 {
    5 * HOUR + HOUR / 2
}

fn paste(text: &str) -> Found {
    read(text, &here)
}

/// What a fixture should give; empty for nothing.
struct Expected {
    title: &'static str,
    starts: &'static str,
    ends: &'static str,
    time: Option<TimeKnown>,
    link: Option<Kind>,
    organizer: (&'static str, &'static str),
    attendees: &'static [&'static str],
}

/// The event of most fixtures: 18:00 to 19:00 in Berlin, by Ada Lovelace for two guests.
const GALA: Expected = Expected {
    title: "Contoso Gala in Mesh",
    starts: "2026-11-21T17:00:00Z",
    ends: "2026-11-21T18:00:00Z",
    time: Some(TimeKnown::Certain),
    link: Some(Kind::MeshEvent),
    organizer: ("Megan Bowen", "megan@contoso.com"),
    attendees: &["ada@fabrikam.com", "grady@fabrikam.com"],
};

fn safe_links(link: &str) -> String {
    let inside = link.replace(':', "%3A").replace('/', "%2F").replace('?', "%3F").replace('=', "%3D");
    format!(
        "https://eur01.safelinks.protection.outlook.com/?url={inside}&data=05%7C02%7Cada%40fabrikam.com&reserved=0"
    )
}

/// Outlook on Windows, saved as a file: quoted zone, folded by tabs.
const OUTLOOK_ICS: &str = r#"BEGIN:VCALENDAR
PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN
VERSION:2.0
METHOD:REQUEST
X-MS-OLK-FORCEINSPECTOROPEN:TRUE
BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16011028T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
ATTENDEE;CN="Ada Lovelace; guest";RSVP=TRUE:mailto:ada@fabrikam.com
ATTENDEE;CN="grady@fabrikam.com";RSVP=TRUE:mailto:grady@fab
	rikam.com
ATTENDEE;CN="Room 4";CUTYPE=RESOURCE;ROLE=NON-PARTICIPANT:mailto:room4@contoso.com
CLASS:PUBLIC
DESCRIPTION:Join us\, dear guests\; here:\n<https://mesh.cloud.microsoft/event
	/join?id=5f2c7b1e>\n
DTEND;TZID="Customized Time Zone":20260721T190000
DTSTART;TZID="Customized Time Zone":20260721T180000
LOCATION:Microsoft Mesh
ORGANIZER;CN="Megan Bowen":mailto:megan@contoso.com
SUMMARY;LANGUAGE=en-us:Contoso Gala in Mesh
BEGIN:VALARM
TRIGGER:-PT15M
ACTION:DISPLAY
DESCRIPTION:Reminder
END:VALARM
END:VEVENT
END:VCALENDAR
"#;

/// Exchange: a name of Windows without its definition.
const EXCHANGE_ICS: &str = "BEGIN:VCALENDAR
METHOD:REQUEST
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
BEGIN:VEVENT
ORGANIZER;CN=Megan Bowen:MAILTO:megan@contoso.com
ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=Ada Lovela
 ce:MAILTO:ada@fabrikam.com
ATTENDEE;ROLE=OPT-PARTICIPANT;CN=Grady:MAILTO:grady@fabrikam.com
ATTENDEE;ROLE=OPT-PARTICIPANT;CN=Grady:MAILTO:Grady@Fabrikam.com
SUMMARY;LANGUAGE=de-DE:Contoso Gala in Mesh
DESCRIPTION;LANGUAGE=de-DE:Teilnehmen: https://mesh.cloud.microsoft/event/join?id=5f2c7b1e\\n
DTSTART;TZID=W. Europe Standard Time:20261121T180000
DURATION:PT1H
X-MICROSOFT-SKYPETEAMSMEETINGURL:https://teams.microsoft.com/meet/21234567890123?p=aBcDeFgHiJkLmNoPqR
END:VEVENT
END:VCALENDAR";

const GOOGLE_ICS: &str = "BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
BEGIN:VEVENT
DTSTART:20261121T170000Z
DTEND:20261121T180000Z
ORGANIZER;CN=Megan Bowen:mailto:megan@contoso.com
ATTENDEE;CUTYPE=INDIVIDUAL;CN=ada@fabrikam.com;X-NUM-GUESTS=0:mailto:ada@fabrikam.com
ATTENDEE;CUTYPE=INDIVIDUAL;CN=grady@fabrikam.com:mailto:grady@fabrikam.com
LOCATION:https://mesh.cloud.microsoft/event/join?id=5f2c7b1e
SUMMARY:Contoso Gala in Mesh
END:VEVENT
END:VCALENDAR";

const FLOATING_ICS: &str = "BEGIN:VCALENDAR
BEGIN:VEVENT
SUMMARY:Contoso Gala in Mesh
DTSTART:20261121T223000
DTEND:20261121T233000
URL:https://mesh.cloud.microsoft/event/join?id=5f2c7b1e
END:VEVENT
END:VCALENDAR";

const UNKNOWN_ZONE_ICS: &str = "BEGIN:VCALENDAR
BEGIN:VEVENT
SUMMARY:Contoso Gala in Mesh
DTSTART;TZID=Customized Time Zone:20261121T223000
END:VEVENT
END:VCALENDAR";

const ALL_DAY_ICS: &str = "BEGIN:VCALENDAR
BEGIN:VEVENT
SUMMARY:Contoso Gala in Mesh
DTSTART;VALUE=DATE:20261121
DTEND;VALUE=DATE:20261122
END:VEVENT
END:VCALENDAR";

const FORWARDED_EN: &str = "Hi, can you set this up for our guests?

From: Alex Wilber <alex@contoso.com>
Sent: Friday, November 6, 2026 9:12 AM
To: Lee Gu <lee@contoso.com>
Subject: FW: Contoso Gala in Mesh

-----Original Appointment-----
From: Megan Bowen <megan@contoso.com>
Sent: Thursday, November 5, 2026 4:01 PM
To: Ada Lovelace <ada@fabrikam.com>; Grady <grady@fabrikam.com>
Subject: Contoso Gala in Mesh
When: Saturday, November 21, 2026 6:00 PM-7:00 PM (UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna.
Where: Microsoft Mesh

Join: <https://mesh.cloud.microsoft/event/join?id=5f2c7b1e>
";

const CLASSIC_DE: &str = "Betreff:\tWG: Contoso Gala in Mesh
Ort:\tMicrosoft Mesh

Beginn:\tSa 21.11.2026 18:00
Ende:\tSa 21.11.2026 19:00

Organisator:\tMegan Bowen <megan@contoso.com>
Erforderliche Teilnehmer:\tada@fabrikam.com; grady@fabrikam.com

https://mesh.cloud.microsoft/event/join?id=5f2c7b1e
";

const FORWARDED_DE: &str = "-----Ursprünglicher Termin-----
Von: Megan Bowen <megan@contoso.com>
Gesendet: Donnerstag, 5. November 2026 16:01
An: Ada Lovelace <ada@fabrikam.com>; Grady <grady@fabrikam.com>
Betreff: Contoso Gala in Mesh
Zeit: Samstag, 21. November 2026 18:00-19:00 (UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien.
Ort: Microsoft Mesh

https://mesh.cloud.microsoft/event/join?id=5f2c7b1e
";

const FORWARDED_FR: &str = "-----Rendez-vous d'origine-----
De\u{a0}: Megan Bowen <megan@contoso.com>
Envoyé\u{a0}: jeudi 5 novembre 2026 16:01
À\u{a0}: Ada Lovelace <ada@fabrikam.com>; Grady <grady@fabrikam.com>
Objet\u{a0}: TR\u{a0}: Contoso Gala in Mesh
Date\u{a0}: samedi 21 novembre 2026 18:00-19:00 (UTC+01:00) Bruxelles, Copenhague, Madrid, Paris.
Où\u{a0}: Microsoft Mesh

https://mesh.cloud.microsoft/event/join?id=5f2c7b1e
";

const ES: &str = "De: Megan Bowen <megan@contoso.com>
Para: ada@fabrikam.com; grady@fabrikam.com
Asunto: Contoso Gala in Mesh
Cuándo: sábado, 21 de noviembre de 2026 18:00-19:00 (UTC+01:00) Bruselas, Copenhague, Madrid, París.
Dónde: https://mesh.cloud.microsoft/event/join?id=5f2c7b1e";

const IT: &str = "Da: Megan Bowen <megan@contoso.com>
A: ada@fabrikam.com, grady@fabrikam.com
Oggetto: Contoso Gala in Mesh
Quando: sabato 21 novembre 2026 18.00-19.00 (UTC+01:00) Amsterdam, Berlino, Berna, Roma, Stoccolma, Vienna.
Dove: https://mesh.cloud.microsoft/event/join?id=5f2c7b1e";

const NL: &str = "Van: Megan Bowen <megan@contoso.com>
Aan: ada@fabrikam.com; grady@fabrikam.com
Onderwerp: Contoso Gala in Mesh
Wanneer: zaterdag 21 november 2026 18:00-19:00 (UTC+01:00) Amsterdam, Berlijn, Bern, Rome, Stockholm, Wenen.
Waar: https://mesh.cloud.microsoft/event/join?id=5f2c7b1e";

const PT: &str = "De: Megan Bowen <megan@contoso.com>
Para: ada@fabrikam.com; grady@fabrikam.com
Assunto: Contoso Gala in Mesh
Quando: sábado, 21 de novembro de 2026 14:00-15:00 (UTC-03:00) Brasília.
Onde: https://mesh.cloud.microsoft/event/join?id=5f2c7b1e";

const PL: &str = "Od: Megan Bowen <megan@contoso.com>
Do: ada@fabrikam.com; grady@fabrikam.com
Temat: Contoso Gala in Mesh
Kiedy: sobota, 21 listopada 2026 18:00-19:00 (UTC+01:00) Sarajewo, Skopie, Warszawa, Zagrzeb.
Gdzie: https://mesh.cloud.microsoft/event/join?id=5f2c7b1e";

/// Copied from new Outlook: no labels but those of people.
const NEW_OUTLOOK: &str = "Contoso Gala in Mesh
Sat 11/21/2026 10:30 PM - 11:30 PM
Microsoft Mesh
Organizer
Megan Bowen
https://mesh.cloud.microsoft/event/join?id=5f2c7b1e";

/// A summer date with the offset of winter, of a city that is not in the table.
const CAIRO: &str = "Subject: Contoso Gala in Mesh
When: Saturday, November 21, 2026 7:00 PM to 8:00 PM (UTC+02:00) Cairo
https://mesh.cloud.microsoft/event/join?id=5f2c7b1e";

const NOBODY: Expected = Expected { organizer: ("", ""), attendees: &[], ..GALA };

#[rstest]
#[case::outlook_ics(OUTLOOK_ICS, Expected { starts: "2026-07-21T16:00:00Z", ends: "2026-07-21T17:00:00Z", ..GALA })]
#[case::exchange_ics(EXCHANGE_ICS, GALA)]
#[case::google_ics(GOOGLE_ICS, GALA)]
#[case::floating_ics(FLOATING_ICS, Expected { time: Some(TimeKnown::ReadersZone), ..NOBODY })]
#[case::unknown_zone_ics(UNKNOWN_ZONE_ICS, Expected { ends: "", time: Some(TimeKnown::ZoneNotKnown), link: None, ..NOBODY })]
#[case::all_day_ics(ALL_DAY_ICS, Expected {
    starts: "2026-11-20T18:30:00Z", ends: "2026-11-21T18:30:00Z", time: Some(TimeKnown::DayOnly), link: None, ..NOBODY
})]
#[case::forwarded_en(FORWARDED_EN, GALA)]
#[case::classic_de(CLASSIC_DE, Expected {
    starts: "2026-11-21T12:30:00Z", ends: "2026-11-21T13:30:00Z", time: Some(TimeKnown::ReadersZone), ..GALA
})]
#[case::forwarded_de(FORWARDED_DE, GALA)]
#[case::forwarded_fr(FORWARDED_FR, GALA)]
#[case::spanish(ES, GALA)]
#[case::italian(IT, GALA)]
#[case::dutch(NL, GALA)]
#[case::portuguese(PT, GALA)]
#[case::polish(PL, GALA)]
#[case::new_outlook(NEW_OUTLOOK, Expected { time: Some(TimeKnown::ReadersZone), organizer: ("Megan Bowen", ""), ..NOBODY })]
#[case::offset_only(CAIRO, Expected { time: Some(TimeKnown::OffsetOnly), ..NOBODY })]
#[case::bare_link(MESH, Expected { title: "", starts: "", ends: "", time: None, ..NOBODY })]
#[case::nothing("Hello there", Expected { title: "", starts: "", ends: "", time: None, link: None, ..NOBODY })]
fn an_invitation_is_read(#[case] text: &str, #[case] expected: Expected) {
    // As typed, as mail has it, and through a guest's mail protection.
    for text in [text.to_owned(), text.replace('\n', "\r\n"), text.replace(MESH, &safe_links(MESH))] {
        let found = paste(&text);
        let time = |moment: Option<Moment>| moment.map(|moment| moment.to_string()).unwrap_or_default();
        assert_eq!(found.title.as_deref().unwrap_or_default(), expected.title, "{text}");
        assert_eq!(
            (time(found.starts), time(found.ends)),
            (expected.starts.into(), expected.ends.into()),
            "{text}"
        );
        assert_eq!(found.time, expected.time, "{text}");
        assert_eq!(found.link.as_ref().map(|link| link.kind), expected.link, "{text}");
        let organizer =
            (found.organizer_name.unwrap_or_default(), found.organizer_contact.unwrap_or_default());
        assert_eq!(organizer, (expected.organizer.0.to_owned(), expected.organizer.1.to_owned()), "{text}");
        let attendees: Vec<_> = found.attendees.iter().map(GuestAddress::secret).collect();
        assert_eq!(attendees, expected.attendees, "{text}");
        assert_eq!((found.several, found.cancelled, found.portal_link.is_some()), (false, false, false));
    }
}

#[test]
fn a_teams_meeting_beside_a_mesh_event_is_found() {
    let found = paste(EXCHANGE_ICS);
    assert_eq!(found.link.unwrap().url.as_deref(), Some(MESH));
    assert_eq!(found.meeting.unwrap().url.as_deref(), Some(TEAMS));
    // Alone it is the event's own link.
    let alone = paste(TEAMS);
    assert_eq!((alone.link.unwrap().kind, alone.meeting), (Kind::TeamsShortMeeting, None));
}

#[rstest]
#[case(GOOGLE_ICS.replace("VERSION:2.0", "METHOD:CANCEL"), true, false)]
#[case(GOOGLE_ICS.replace("SUMMARY", "STATUS:CANCELLED\nSUMMARY"), true, false)]
#[case(FORWARDED_EN.replace("Subject: Contoso", "Subject: Canceled: Contoso"), true, false)]
#[case(FORWARDED_DE.replace("Betreff: ", "Betreff: AW: Abgesagt: "), true, false)]
#[case(FORWARDED_EN.replace("When: ", "When: Occurs every Saturday effective "), false, true)]
#[case(GOOGLE_ICS.replace("SUMMARY", "RRULE:FREQ=WEEKLY\nSUMMARY"), false, true)]
#[case(GOOGLE_ICS.replace("END:VCALENDAR", "BEGIN:VEVENT\nUID:2\nEND:VEVENT\nEND:VCALENDAR"), false, true)]
#[case(GOOGLE_ICS.replace("END:VCALENDAR", "BEGIN:VEVENT\nSUMMARY:moved\nEND:VEVENT\nEND:VCALENDAR"), false, false)]
fn called_off_or_several(#[case] text: String, #[case] cancelled: bool, #[case] several: bool) {
    let found = paste(&text);
    assert_eq!((found.cancelled, found.several), (cancelled, several));
    assert_eq!(found.title.as_deref(), Some(GALA.title));
}

#[test]
fn a_zone_that_is_not_known_is_named() {
    let note = paste(UNKNOWN_ZONE_ICS).time_note().unwrap();
    let message =
        crate::domain::words::Message::new("draft.time.zone-not-known").text("zone", "Customized Time Zone");
    assert_eq!(note, message);
    assert_eq!(paste(MESH).time_note(), None);
}

#[test]
fn a_definition_in_the_file_wins_over_its_name() {
    let text = OUTLOOK_ICS.replace("Customized Time Zone", "Tokyo Standard Time");
    assert_eq!(paste(&text).starts.unwrap().to_string(), "2026-07-21T16:00:00Z");
    // One that is not understood does not.
    let text = text.replace("FREQ=YEARLY", "FREQ=MONTHLY");
    assert_eq!(paste(&text).starts.unwrap().to_string(), "2026-07-21T09:00:00Z");
    assert!(matches!(Stated::read("Tokyo Standard Time"), Stated::Zone(_)));
}

#[test]
fn a_link_of_this_portal_says_all_there_is() {
    let invite = full().build().unwrap();
    let url = format!("https://portal.example/#i={}", link::write(&invite));
    for text in [url.clone(), format!("Hello Ada,\r\n\r\nyour link:\r\n<{url}>\r\n"), file_with(&url)] {
        let found = paste(&text);
        assert_eq!(found.portal_link, Some(Ok(invite.clone())), "{text}");
        assert_eq!(found.title.as_ref(), Some(&invite.title));
        assert_eq!((found.starts, found.time), (Some(invite.starts), Some(TimeKnown::Certain)));
        assert_eq!(found.organizer_contact, invite.organizer.contact);
    }
    let in_query = paste(&url.replace('#', "?"));
    assert_eq!(in_query.portal_link, Some(Ok(invite.without_secrets())));
    assert!(matches!(paste(&url[..url.len() - 9]).portal_link, Some(Err(_))));
    assert_eq!(paste("https://contoso.com/?i=5").portal_link, None);
}

/// A calendar file of this portal.
fn file_with(url: &str) -> String {
    let starts = Moment(0);
    let entry = calendar::Entry {
        uid: "1@contoso.com".into(),
        title: "Other".into(),
        starts,
        ends: starts.plus(HOUR),
        description: String::new(),
        location: String::new(),
        url: url.to_owned(),
        get_ready: None,
        sequence: 0,
    };
    calendar::calendar(&entry, starts)
}

#[test]
fn nothing_personal_is_shown_by_debug() {
    let shown = format!("{:?}", paste(FORWARDED_EN));
    assert_eq!(shown, "Found(redacted)");
}

#[test]
fn what_is_too_long_is_cut_off() {
    let padding = "é ".repeat(MAX_TEXT);
    assert_eq!(paste(&format!("{padding}{MESH}")).link, None);
    assert!(paste(&format!("{MESH}\n{padding}")).link.is_some());
}

#[test]
fn a_file_may_end_within_its_event() {
    let attached = format!("DTEND:20261121T180000Z\nATTACH:{}", "QUJD\n ".repeat(MAX_TEXT));
    let found = paste(&GOOGLE_ICS.replace("DTEND:20261121T180000Z", &attached));
    assert_eq!(found.ends.unwrap().to_string(), GALA.ends);
}

proptest! {
    #[test]
    fn any_text_is_survived(text in "\\PC{0,400}") {
        let _ = paste(&text);
    }

    #[test]
    fn any_mixture_is_survived(
        parts in proptest::collection::vec(
            prop_oneof![
                Just(OUTLOOK_ICS), Just(FORWARDED_FR), Just(IT), Just(MESH), Just(TEAMS), Just("When: "),
                Just("\r\n"), Just("BEGIN:VEVENT\n"), Just("(UTC+"), Just("2026"), Just("é"), Just("\t"),
            ],
            0..60,
        ),
        cut in 0_usize..4000,
    ) {
        let text = parts.concat();
        let found = paste(text.get(text.floor_char_boundary(cut)..).unwrap_or_default());
        prop_assert!(found.ends.is_none() || found.ends > found.starts);
        prop_assert_eq!(found.time.is_some(), found.starts.is_some());
    }
}
