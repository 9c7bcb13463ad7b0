//! What a network team and an administrator check: the addresses as a script, notes on Conditional Access and on
//! headsets, what to filter a sign-in log by, and where the admin centers are.
//!
//! Each note says how sure it is ([`Sure`]). Its source stands beside it.

#![allow(clippy::unreadable_literal, reason = "codes are written the way people search for them")]

use std::fmt;

use crate::domain::checklist::endpoints::{Endpoint, endpoints, hosts};
use crate::domain::config::Cloud;
use crate::domain::named::named;
use crate::domain::problem::{Fixer, Trace};
use crate::domain::readiness::network::{Need, Protocol};
use crate::domain::tenant::{ClientId, TenantId};
use crate::domain::time::{MINUTE, Moment};
use crate::domain::words::Message;

/// The needs as a PowerShell script that tries each address of which the whole name and a single TCP port are known,
/// and names the others in comments. It asks whether a port answers, and changes nothing.
///
/// `Test-NetConnection` tries TCP alone (Windows, module NetTCPIP).
pub fn as_powershell(needs: &[Need], say: impl Fn(&Message) -> String) -> String {
    let header =
        ["network.script.what", "network.script.comments"].map(|id| comment(&say(&Message::new(id))));
    let mut lines: Vec<String> = header.into();
    for need in needs {
        lines.push(String::new());
        lines.push(comment(&say(&need.line())));
        lines.extend(endpoints(std::slice::from_ref(need)).iter().map(|endpoint| {
            attempt(endpoint).unwrap_or_else(|| {
                let host = endpoint.host.clone().unwrap_or_else(|| say(&hosts(endpoint.purpose)));
                let port = endpoint.port.as_ref().map(ToString::to_string).unwrap_or_default();
                comment(&[&host, " ", &port].concat())
            })
        }));
    }
    // The way Windows ends its lines.
    lines.join("\r\n") + "\r\n"
}

/// The line that tries an endpoint, where there is one to try.
fn attempt(endpoint: &Endpoint) -> Option<String> {
    // Windows PowerShell takes a file without a mark of its encoding for one of the system's own, where a letter beyond
    // ASCII can turn into a quote.
    let host =
        endpoint.host.as_deref().filter(|host| host.is_ascii() && !host.is_empty() && !host.contains('*'))?;
    let port = endpoint.port.as_ref().filter(|port| port.protocol == Protocol::Tcp)?;
    let number: u16 = port.numbers.parse().ok()?;
    Some(format!("Test-NetConnection -ComputerName {} -Port {number}", quoted(host)))
}

/// A text that PowerShell takes as it is: between single quotes, each quote in it doubled. The curved ones and the
/// low one end such a text as well (PowerShell, `about_Quoting_Rules`; PowerShell/PowerShell, `CharTraits.cs`).
fn quoted(text: &str) -> String {
    let mut quoted = String::from("'");
    for letter in one_line(text).chars() {
        quoted.push(letter);
        if matches!(letter, '\'' | '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}') {
            quoted.push(letter);
        }
    }
    quoted + "'"
}

fn comment(text: &str) -> String {
    ["# ", one_line(text).trim_end()].concat()
}

/// The text without anything that could end its line.
fn one_line(text: &str) -> String {
    let breaks = |letter: char| letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}');
    text.replace(breaks, " ")
}

named! {
    /// How sure a note is. Words: `network.sure.<name>`.
    pub enum Sure, name {
        /// It stands on a page of Microsoft's.
        Verified = "verified",
        /// It follows from what stands there.
        Inferred = "inferred",
        /// Nobody has confirmed it.
        Unverified = "unverified",
    }
}

named! {
    /// What a note is about. Words: `network.about.<name>`.
    pub enum About, name {
        /// Rules for signing in.
        ConditionalAccess = "conditional-access",
        /// Headsets.
        Quest = "quest",
        /// Addresses and ports.
        Network = "network",
        /// The app and its service plan.
        App = "app",
    }
}

/// Something to know, and to change. Words: `network.note.<id>.title` and `network.note.<id>.text`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its name in message ids.
    pub id: &'static str,
    /// What it is about.
    pub about: About,
    /// Who changes something.
    pub who: Fixer,
    /// How sure it is.
    pub sure: Sure,
    /// The AADSTS codes that it explains.
    pub codes: &'static [u32],
    /// Microsoft's page on it.
    pub page: Option<&'static str>,
}

const PREPARING: Option<&str> =
    Some("https://learn.microsoft.com/mesh/setup/content/preparing-your-organization");
const GUEST_ACCESS: Option<&str> = Some("https://learn.microsoft.com/mesh/setup/content/guest-access");
const JOIN_EVENT: Option<&str> = Some("https://learn.microsoft.com/mesh/user-guide/join-an-event");
const SERVICE_PLAN: Option<&str> = Some("https://learn.microsoft.com/mesh/setup/content/setup-m365-mesh");
const CROSS_TENANT: Option<&str> =
    Some("https://learn.microsoft.com/entra/external-id/cross-tenant-access-settings-b2b-collaboration");
const CONDITIONAL_ACCESS: Option<&str> =
    Some("https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-policies");
const GUESTS_AND_POLICIES: Option<&str> =
    Some("https://learn.microsoft.com/entra/external-id/authentication-conditional-access");
const CODES: Option<&str> = Some("https://learn.microsoft.com/entra/identity-platform/reference-error-codes");

/// How to filter a sign-in log.
pub const FILTER_PAGE: &str =
    "https://learn.microsoft.com/entra/identity/monitoring-health/howto-customize-filter-logs";

const fn note(id: &'static str, about: About, who: Fixer, sure: Sure) -> Note {
    Note { id, about, who, sure, codes: &[], page: None }
}

impl Note {
    const fn on(self, page: Option<&'static str>) -> Self {
        Self { page, ..self }
    }

    const fn explains(self, codes: &'static [u32]) -> Self {
        Self { codes, ..self }
    }

    /// What it is about, in a few words.
    pub fn title(self) -> Message {
        self.word("title")
    }

    /// What is so, and what to change.
    pub fn text(self) -> Message {
        self.word("text")
    }

    fn word(self, part: &str) -> Message {
        Message::new(["network.note.", self.id, ".", part].concat())
    }
}

impl Sure {
    /// How sure it is, in words to stand before or behind the note.
    pub fn text(self) -> Message {
        Message::new(["network.sure.", self.name()].concat())
    }
}

/// Every note, by what it is about.
pub const NOTES: &[Note] = &[
    // entra-docs, `docs/identity-platform/reference-error-codes.md`; what to change is this portal's own judgment.
    note("blocked", About::ConditionalAccess, Fixer::HostAdmin, Sure::Inferred)
        .explains(&[53003])
        .on(CONDITIONAL_ACCESS),
    note("confirm", About::ConditionalAccess, Fixer::Guest, Sure::Verified).explains(&[50199]).on(CODES),
    // entra-docs, `docs/external-id/authentication-conditional-access.md`, `cross-tenant-access-overview.md`.
    note("factor-trust", About::ConditionalAccess, Fixer::HostAdmin, Sure::Verified)
        .explains(&[50072, 50074, 50076, 50079])
        .on(CROSS_TENANT),
    note("device-trust", About::ConditionalAccess, Fixer::HostAdmin, Sure::Verified)
        .explains(&[53000, 53001])
        .on(GUESTS_AND_POLICIES),
    note("not-for-guests", About::ConditionalAccess, Fixer::HostAdmin, Sure::Verified)
        .explains(&[53002])
        .on(GUESTS_AND_POLICIES),
    // SupportArticles-docs, `error-code-AADSTS50020-user-account-identity-provider-does-not-exist.md`.
    note("home-log", About::ConditionalAccess, Fixer::HomeAdmin, Sure::Verified).explains(&[50020, 90072]),
    // mesh-docs, `mesh/user-guide/join-an-event.md`, has the unfinished set-up as the cause.
    note("not-right-now", About::ConditionalAccess, Fixer::HostAdmin, Sure::Inferred).on(JOIN_EVENT),
    // mesh-docs, `mesh/Setup/Content/guest-access.md`.
    note("quest-guests", About::Quest, Fixer::Guest, Sure::Verified).on(GUEST_ACCESS),
    // mesh-docs, `preparing-your-organization.md`, `mesh-troubleshooting.md`, `mesh-release-notes.md` 5.2418, 5.2505.
    note("quest-codes", About::Quest, Fixer::HostAdmin, Sure::Verified)
        .explains(&[50199, 53003])
        .on(PREPARING),
    note("quest-factor", About::Quest, Fixer::HostAdmin, Sure::Verified).on(PREPARING),
    note("quest-policies", About::Quest, Fixer::HostAdmin, Sure::Verified).on(PREPARING),
    note("quest-filter", About::Quest, Fixer::HostAdmin, Sure::Verified).on(PREPARING),
    // mesh-docs, `mesh-known-issues.md`.
    note("quest-older", About::Quest, Fixer::HostAdmin, Sure::Verified),
    // mesh-docs, `custom-immersive-spaces-ports-firewall.md`: two revisions, two spellings.
    note("two-domains", About::Network, Fixer::HomeAdmin, Sure::Inferred),
    // azure-docs, `communication-services/.../network-requirements.md`, of 2021.
    note("media-ports", About::Network, Fixer::HomeAdmin, Sure::Verified),
    // The history of mesh-docs.
    note("old-ports", About::Network, Fixer::HomeAdmin, Sure::Unverified),
    note("service-plan", About::App, Fixer::HostAdmin, Sure::Verified).on(SERVICE_PLAN),
    // Guests with such an account may be invited; whether they get through this screen stands nowhere.
    note("personal-accounts", About::App, Fixer::Organizer, Sure::Unverified).on(JOIN_EVENT),
];

/// The notes that explain a code.
pub fn notes_on(aadsts: u32) -> impl Iterator<Item = Note> {
    NOTES.iter().copied().filter(move |note| note.codes.contains(&aadsts))
}

named! {
    /// A filter of a sign-in log, by the label it has there. Words: `network.filter.<name>`.
    ///
    /// entra-docs, `howto-customize-filter-logs.md`; its table does not list the one for the time.
    pub enum Filter, name {
        /// All requests of one attempt.
        CorrelationId = "correlation-id",
        /// One request.
        RequestId = "request-id",
        /// The user principal name.
        User = "user",
        /// The app that was signed in to.
        Application = "application",
        /// The service behind the app.
        Resource = "resource",
        /// From when to when.
        Date = "date",
        /// Success, Failure, Interrupted.
        Status = "status",
        /// Whether a rule was applied, and how it ended.
        ConditionalAccess = "conditional-access",
    }
}

/// What was signed in to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignedInTo<'a> {
    /// This portal, by its app registration.
    Portal(&'a ClientId),
    /// The Mesh app.
    MeshApp,
}

/// The name of the Mesh app in a sign-in log, and of the service behind it. mesh-docs, `mesh-troubleshooting.md`.
const MESH_IN_LOG: (&str, &str) = ("Microsoft Mesh", "Microsoft Mesh Services");

/// What is known of one sign-in. Personal: the user name, which `Debug` does not show.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Known<'a> {
    /// Microsoft's correlation id.
    pub correlation_id: Option<&'a str>,
    /// Microsoft's request id, also called trace id.
    pub request_id: Option<&'a str>,
    /// The user name.
    pub user: Option<&'a str>,
    /// What was signed in to.
    pub app: Option<SignedInTo<'a>>,
    /// When it happened, as far as somebody remembers.
    pub at: Option<Moment>,
}

/// How far what somebody remembers of a time may be off.
const AROUND: i64 = 15 * MINUTE;

impl<'a> Known<'a> {
    /// What the trace of a problem tells.
    pub fn of(trace: &'a Trace) -> Self {
        Self { correlation_id: trace.correlation_id.as_deref(), ..Self::default() }
    }

    /// The filters to set, with their values, the surest first. Failures and rules can be filtered by always.
    pub fn filters(&self) -> Vec<(Filter, Message)> {
        let (application, resource) = match self.app {
            Some(SignedInTo::Portal(id)) => (Some(id.as_str()), None),
            Some(SignedInTo::MeshApp) => (Some(MESH_IN_LOG.0), Some(MESH_IN_LOG.1)),
            None => (None, None),
        };
        let values = [
            (Filter::CorrelationId, self.correlation_id),
            (Filter::RequestId, self.request_id),
            (Filter::User, self.user),
            (Filter::Application, application),
            (Filter::Resource, resource),
        ];
        let with_values = values
            .into_iter()
            .filter_map(|(filter, value)| Some((filter, filter.text().text("value", value?))));
        let date = self.at.map(|at| {
            let text = Filter::Date.text().time("from", at.plus(-AROUND)).time("to", at.plus(AROUND));
            (Filter::Date, text)
        });
        let always = [Filter::Status, Filter::ConditionalAccess].map(|filter| (filter, filter.text()));
        with_values.chain(date).chain(always).collect()
    }
}

impl fmt::Debug for Known<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Known")
            .field("correlation_id", &self.correlation_id)
            .field("request_id", &self.request_id)
            .field("user", &self.user.map(|_| "redacted"))
            .field("app", &self.app)
            .field("at", &self.at)
            .finish()
    }
}

impl Filter {
    fn text(self) -> Message {
        Message::new(["network.filter.", self.name()].concat())
    }
}

/// The way to the sign-in log from the beginning of the Entra admin center, and to its filters.
pub fn way_to_log() -> Message {
    Message::new("network.log.way")
}

named! {
    /// An admin center. Words: `network.center.<name>`.
    pub enum Center, name {
        /// Users, sign-in log, Conditional Access, app registrations.
        Entra = "entra",
        /// Licenses, and cases with Microsoft's support.
        Microsoft365 = "microsoft-365",
        /// The Azure portal, which has the same pages as the Entra admin center.
        Azure = "azure",
    }
}

/// The centers of a cloud with their addresses; of each only the beginning, since no address of a page inside is
/// documented. A tenant goes into that of the Entra admin center, which opens in it (entra-docs,
/// `redemption-experience.md`). Other clouds than the global one: entra-docs, `authentication-national-cloud.md`, which
/// names the Azure portals alone.
pub fn centers(cloud: &Cloud, tenant: Option<&TenantId>) -> Vec<(Center, String)> {
    let azure = |address: &str| vec![(Center::Azure, address.to_owned())];
    match cloud.login.as_str() {
        "https://login.microsoftonline.com" => {
            let tenant = tenant.map_or("", TenantId::as_str);
            vec![
                (Center::Entra, ["https://entra.microsoft.com/", tenant].concat()),
                (Center::Microsoft365, "https://admin.microsoft.com/".to_owned()),
                (Center::Azure, "https://portal.azure.com/".to_owned()),
            ]
        }
        "https://login.microsoftonline.us" => azure("https://portal.azure.us/"),
        "https://login.partner.microsoftonline.cn" => azure("https://portal.azure.cn/"),
        _ => Vec::new(),
    }
}

/// Every id of a sentence that is said here.
pub fn word_ids() -> Vec<String> {
    let notes = NOTES.iter().flat_map(|note| [note.title(), note.text()]);
    let filters = Filter::ALL.iter().map(|filter| filter.text());
    let sure = Sure::ALL.iter().map(|sure| sure.text());
    let said = notes.chain(filters).chain(sure).chain([way_to_log()]).map(|message| message.id.into_owned());
    let abouts = About::ALL.iter().map(|about| ["network.about.", about.name()].concat());
    let centers = Center::ALL.iter().map(|center| ["network.center.", center.name()].concat());
    let script = ["network.script.what", "network.script.comments"].map(str::to_owned);
    said.chain(abouts).chain(centers).chain(script).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;
    use rstest::rstest;
    use url::Url;

    use super::*;
    use crate::domain::readiness::network::{Port, Purpose, needs};
    use crate::domain::target::Target;
    use crate::domain::tenant::Guid;
    use crate::domain::words::Argument;

    const CONTOSO: &str = "3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811";

    fn say(message: &Message) -> String {
        message.id.to_string()
    }

    fn script() -> String {
        let portal = Url::parse("https://guests.contoso.com/desk.html").unwrap();
        as_powershell(&needs(Target::MeshPc, &Cloud::named("public").unwrap(), &portal), say)
    }

    fn commands(script: &str) -> Vec<&str> {
        script.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
    }

    /// What follows a text between single quotes, read as PowerShell reads it.
    fn behind_quoted(text: &str) -> Option<&str> {
        let quote = |letter: char| matches!(letter, '\'' | '\u{2018}'..='\u{201b}');
        let mut rest = text.strip_prefix(quote)?;
        loop {
            let (_, behind) = rest.split_once(quote)?;
            match behind.strip_prefix(quote) {
                Some(doubled) => rest = doubled,
                None => return Some(behind),
            }
        }
    }

    #[test]
    fn addresses_with_a_whole_name_are_tried() {
        assert_eq!(
            commands(&script()),
            [
                "Test-NetConnection -ComputerName 'guests.contoso.com' -Port 443",
                "Test-NetConnection -ComputerName 'login.microsoftonline.com' -Port 443",
                "Test-NetConnection -ComputerName 'graph.microsoft.com' -Port 443",
            ]
        );
    }

    #[test]
    fn the_others_are_named_in_comments() {
        let script = script();
        for line in
            ["# network.script.what", "# *.cloud.microsoft TCP 443", "# checklist.hosts.media UDP 3478-3481"]
        {
            assert!(script.lines().any(|known| known == line), "{line}: {script}");
        }
        assert!(script.split("\r\n").all(|line| !line.contains(['\r', '\n'])));
    }

    #[test]
    fn a_quote_is_doubled() {
        assert_eq!(quoted("it's"), "'it''s'");
        assert_eq!(quoted("a\u{2019};b"), "'a\u{2019}\u{2019};b'");
    }

    #[rstest]
    #[case(53003, &["blocked", "quest-codes"])]
    #[case(50199, &["confirm", "quest-codes"])]
    #[case(50011, &[])]
    fn a_code_has_its_notes(#[case] code: u32, #[case] expected: &[&str]) {
        assert_eq!(notes_on(code).map(|note| note.id).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn notes_have_names_of_their_own_and_pages_of_microsofts() {
        let ids: BTreeSet<&str> = NOTES.iter().map(|note| note.id).collect();
        assert_eq!(ids.len(), NOTES.len());
        assert!(NOTES.is_sorted_by_key(|note| note.about));
        for page in NOTES.iter().filter_map(|note| note.page).chain([FILTER_PAGE]) {
            assert!(page.starts_with("https://learn.microsoft.com/"), "{page}");
            assert!(Url::parse(page).is_ok());
        }
        for about in About::ALL {
            assert!(NOTES.iter().any(|note| note.about == *about), "{about:?}");
        }
    }

    #[test]
    fn a_trace_fills_the_filters() {
        let trace = Trace { correlation_id: Some(CONTOSO.to_owned()), ..Trace::default() };
        let at = Moment::parse("2026-11-22T10:00:00Z").unwrap();
        let known = Known {
            user: Some("ada@fabrikam.com"),
            app: Some(SignedInTo::MeshApp),
            at: Some(at),
            ..Known::of(&trace)
        };
        let filters = known.filters();
        let names: Vec<Filter> = filters.iter().map(|(filter, _)| *filter).collect();
        assert_eq!(
            names,
            [
                Filter::CorrelationId,
                Filter::User,
                Filter::Application,
                Filter::Resource,
                Filter::Date,
                Filter::Status,
                Filter::ConditionalAccess
            ]
        );
        assert_eq!(filters[0].1.arguments, [("value", Argument::Text(CONTOSO.to_owned()))]);
        assert_eq!(filters[2].1.arguments, [("value", Argument::Text("Microsoft Mesh".to_owned()))]);
        assert_eq!(filters[4].1.arguments[0], ("from", Argument::Time(at.plus(-15 * MINUTE))));
        assert!(!format!("{known:?}").contains("ada@"));
    }

    #[test]
    fn this_portal_is_found_by_its_id() {
        let client = Guid::parse("8c1f2d34-5b67-4e89-a0b1-c2d3e4f50617").unwrap();
        let known = Known { app: Some(SignedInTo::Portal(&client)), ..Known::default() };
        let (filter, text) = known.filters().remove(0);
        assert_eq!(filter, Filter::Application);
        assert_eq!(text.arguments, [("value", Argument::Text(client.to_string()))]);
    }

    #[rstest]
    #[case("public", 3)]
    #[case("us-gov", 1)]
    #[case("us-dod", 1)]
    #[case("china", 1)]
    fn a_cloud_has_its_centers(#[case] cloud: &str, #[case] count: usize) {
        let tenant = Guid::parse(CONTOSO).unwrap();
        let centers = centers(&Cloud::named(cloud).unwrap(), Some(&tenant));
        assert_eq!(centers.len(), count);
        assert!(centers.iter().all(|(_, address)| Url::parse(address).is_ok()));
        let entra = centers.iter().find(|(center, _)| *center == Center::Entra);
        let expected = format!("https://entra.microsoft.com/{CONTOSO}");
        assert_eq!(entra.map(|(_, address)| address), (cloud == "public").then_some(&expected));
    }

    proptest! {
        #[test]
        fn no_value_breaks_out_of_its_quotes(text in any::<String>()) {
            let quoted = quoted(&text);
            prop_assert_eq!(behind_quoted(&quoted), Some(""));
        }

        #[test]
        fn whatever_is_in_it_the_script_tries_addresses_alone(
            host in "[a-z'\"`$;|&#\\(){}\u{2018}-\u{201b}\r\n.*]{0,12}",
            port in "[0-9-]{0,6}",
            words in any::<String>(),
        ) {
            let need = Need {
                purpose: Purpose::Portal,
                hosts: vec![host],
                ports: vec![Port { protocol: Protocol::Tcp, numbers: port }],
            };
            let script = as_powershell(&[need], |_| words.clone());
            for line in commands(&script) {
                let host = line.strip_prefix("Test-NetConnection -ComputerName ").unwrap();
                let port = behind_quoted(host).and_then(|rest| rest.strip_prefix(" -Port ")).unwrap();
                prop_assert!(port.parse::<u16>().is_ok());
            }
        }
    }
}
