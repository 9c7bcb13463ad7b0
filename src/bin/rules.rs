//! The domain on the command line: lines in, one JSON object a line out.
//!
//! `rules COMMAND` with one of `config`, `device`, `link`, `license`, `explain`, `invite-build`, `invite-read`.
//! A line that cannot be read gives `{"error": ...}` and the run goes on. Exit code 2 only when the
//! command itself is wrong.

use std::collections::BTreeMap;
use std::io::{self, BufRead, Write};
use std::process::ExitCode;
use std::sync::LazyLock;

use mesh_guest_portal::domain::arrival::{self, Arrival};
use mesh_guest_portal::domain::config::{Config, Fault, ServiceAddress};
use mesh_guest_portal::domain::device;
use mesh_guest_portal::domain::directory::judge;
use mesh_guest_portal::domain::invite::link::{self, Described};
use mesh_guest_portal::domain::invite::{check, signature};
use mesh_guest_portal::domain::links;
use mesh_guest_portal::domain::problem::Kind;
use mesh_guest_portal::domain::support::{Catalogue, find};
use mesh_guest_portal::domain::target::Target;
use mesh_guest_portal::domain::words::{Argument, Message, fill};
use serde::Deserialize;
use serde_json::{Value, json};

/// Answers one line, or says what is wrong with it.
type Answer = fn(&str) -> Result<Value, String>;

const COMMANDS: &[(&str, Answer)] = &[
    ("config", config),
    ("device", device),
    ("link", pasted_link),
    ("license", license),
    ("explain", explain),
    ("invite-build", invite_build),
    ("invite-message", invite_message),
    ("invite-read", invite_read),
];

/// The English words, as the portal ships them.
const WORDS: &[&str] = &[
    include_str!("../../public/words/en/problems.json"),
    include_str!("../../public/words/en/codes.json"),
    include_str!("../../public/words/en/support.json"),
    include_str!("../../public/words/en/guest.json"),
];

/// The same by id. A file that cannot be read has no words.
static SENTENCES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    WORDS
        .iter()
        .filter_map(|words| serde_json::from_str::<BTreeMap<String, String>>(words).ok())
        .flatten()
        .collect()
});

static CATALOGUE: LazyLock<Catalogue> =
    LazyLock::new(|| Catalogue::of(&[&|id: &str| SENTENCES.get(id).cloned()]));

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().and_then(|name| COMMANDS.iter().find(|(known, _)| *known == name));
    let (Some((_, run)), None) = (command, arguments.next()) else {
        let names: Vec<&str> = COMMANDS.iter().map(|(name, _)| *name).collect();
        eprintln!("usage: rules {}", names.join("|"));
        return ExitCode::from(2);
    };
    match answer_lines(*run) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads has gone, as `head` does.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("rules: {error}");
            ExitCode::FAILURE
        }
    }
}

fn answer_lines(run: Answer) -> io::Result<()> {
    let mut input = io::stdin().lock();
    let mut output = io::stdout().lock();
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        let text = String::from_utf8_lossy(&line);
        if !text.trim().is_empty() {
            let answer = run(text.trim()).unwrap_or_else(|error| json!({ "error": error }));
            writeln!(output, "{answer}")?;
        }
        line.clear();
    }
    output.flush()
}

/// A configuration: where the portal's pages connect to with it, or what is wrong with it.
fn config(line: &str) -> Result<Value, String> {
    let origin = |address: &ServiceAddress| {
        address
            .origin()
            .ok_or_else(|| ["expected an address with an origin, got ", address.as_str()].concat())
    };
    match Config::parse(line) {
        Ok(Config { cloud, meeting_service, .. }) => {
            let mut connections =
                json!({ "cloud.login": origin(&cloud.login)?, "cloud.graph": origin(&cloud.graph)? });
            if let Some(service) = meeting_service {
                connections["acs.tokenUrl"] = service.origin().ascii_serialization().into();
            }
            Ok(json!({ "connections": connections }))
        }
        Err(faults) => Ok(json!({ "faults": faults.iter().map(fault_of_field).collect::<Vec<_>>() })),
    }
}

fn fault_of_field(fault: &Fault) -> Value {
    let expected = Message::new(["config.expected.", fault.expected.name()].concat());
    json!({ "field": fault.field, "expected": sentence(&expected) })
}

fn device(line: &str) -> Result<Value, String> {
    #[derive(Deserialize)]
    struct Asked {
        #[serde(default)]
        target: Target,
    }
    let Asked { target } = read(line)?;
    let facts: device::Facts = read(line)?;
    serde_json::to_value(device::judge(&facts, target)).map_err(|error| error.to_string())
}

fn pasted_link(line: &str) -> Result<Value, String> {
    let text: String = read(line)?;
    serde_json::to_value(links::classify(&text)).map_err(|error| error.to_string())
}

fn license(line: &str) -> Result<Value, String> {
    judge::license(&read(line)?).map_err(|fault| fault.to_string())
}

fn explain(line: &str) -> Result<Value, String> {
    let text: String = read(line)?;
    let explained = find(&CATALOGUE, &text).explanation;
    let steps: Vec<String> = explained.steps.iter().map(sentence).collect();
    Ok(json!({
        "code": explained.code,
        "problem": explained.problem.map(Kind::code),
        "fixer": explained.fixer,
        "heading": sentence(&explained.heading),
        "steps": steps,
        "message_to_send": explained.message_to_send.as_ref().map(sentence),
    }))
}

/// One event: the fields of an invite, and the address of the portal it is for.
fn invite_build(line: &str) -> Result<Value, String> {
    #[derive(Deserialize)]
    struct Place {
        #[serde(default)]
        portal: String,
    }
    let Place { portal } = read(line)?;
    let described: Described = read(line)?;
    let invite = described.build().map_err(|fault| fault_text(&fault))?;
    let address = [&portal, "#", &arrival::whole_fragment_of(&invite)].concat();
    Ok(json!({ "link": address }))
}

/// The text to sign for one event, told as to `invite-build`, which takes the result as `signature` in base64url.
fn invite_message(line: &str) -> Result<Value, String> {
    #[derive(Deserialize)]
    struct Place {
        portal: String,
    }
    let Place { portal } = read(line)?;
    let described: Described = read(line)?;
    let page = links::parse_url(&portal).ok_or("portal: expected the address of the guest's page")?;
    let invite = described.build().map_err(|fault| fault_text(&fault))?;
    Ok(json!({ "message": signature::message(&invite, &page) }))
}

fn invite_read(line: &str) -> Result<Value, String> {
    // A link may come as a JSON string or as it stands.
    let text = read::<String>(line).unwrap_or_else(|_| line.to_owned());
    let (before, fragment) = text.split_once('#').unwrap_or((&text, ""));
    let query = before.split_once('?').map_or("", |(_, query)| query);
    match arrival::read(query, fragment) {
        Arrival::Invite(invite) => match *invite {
            Ok(invite) => serde_json::to_value(Described::from(&invite)).map_err(|error| error.to_string()),
            Err(fault) => {
                Ok(json!({ "fault": check::unreadable(&fault).kind.code(), "error": fault_text(&fault) }))
            }
        },
        _ => Err("expected an invite link with #i=".to_owned()),
    }
}

fn read<T: for<'a> Deserialize<'a>>(line: &str) -> Result<T, String> {
    serde_json::from_str(line).map_err(|error| error.to_string())
}

fn fault_text(fault: &link::Unreadable) -> String {
    use link::Unreadable::{Field, Malformed, TooLong, TooNew, Truncated, UnknownTarget};
    match fault {
        Field(name) => format!("field {name}: missing, or not what it must be"),
        UnknownTarget => {
            format!("field target: expected one of {}", Target::ALL.map(Target::name).join(", "))
        }
        Malformed => "not an invite link, or damaged".to_owned(),
        Truncated => "the end of the link is missing".to_owned(),
        TooNew => "a version of invite links that this portal does not know".to_owned(),
        TooLong => format!("longer than {} characters", link::LONGEST),
    }
}

/// A sentence in English. Where nothing fills a placeholder the name of what belongs there stays.
fn sentence(message: &Message) -> String {
    let template = SENTENCES.get(&*message.id).map_or(&*message.id, String::as_str);
    fill(template, |name| {
        let (_, argument) = message.arguments.iter().find(|(known, _)| *known == name)?;
        Some(match argument {
            Argument::Text(text) => text.clone(),
            Argument::Time(moment) | Argument::Day(moment) => moment.to_string(),
            Argument::Count(count) => count.to_string(),
        })
    })
}
