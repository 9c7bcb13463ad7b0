//! What a deployment may set, and what is wrong with it. One build serves many deployments: this is
//! `config.json`, read at run time; its JSON schema is `public/config.schema.json`.
//!
//! A fault names the field, what was expected there and what stood there; nothing is silently replaced.

use serde_json::{Map, Value};
use url::Url;

use super::arrival::{self, Arrival};
use super::brand::{Brand, Color, Logo};
use super::directory::license::RuleChange;
use super::fingerprint::Fingerprint;
use super::invite::code::EventCode;
use super::invite::signature::{PublicKey, Signer, Signing};
use super::invite::{EventKey, Invite};
use super::language::Language;
use super::links::parse_url;
use super::target::Target;
use super::tenant::{ClientId, Guid, TenantId};
use super::time::Moment;

/// A deployment's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The portal's app registration (`client_id`).
    pub client_id: ClientId,
    /// Where Microsoft's services are.
    pub cloud: Cloud,
    /// The organizations whose events this portal serves; at least one.
    pub hosts: Vec<Host>,
    /// How guests sign in.
    pub sign_in: SignIn,
    /// The targets offered, with their settings; at least one.
    pub targets: Vec<TargetSettings>,
    /// How many minutes before the start the doors open.
    pub doors_open_minutes: u32,
    /// Languages offered; the first is the fallback. At least one.
    pub languages: Vec<Language>,
    /// The host's privacy statement.
    pub privacy_url: Option<Url>,
    /// Events that a short code opens, each with an invite that holds nobody's address.
    pub events: Vec<(EventCode, Invite)>,
    /// Who signs invite links.
    pub signing: Signing,
    /// Who gives guests a pass into Teams meetings (`acs.tokenUrl`), so that they can join one inside the portal.
    pub meeting_service: Option<Url>,
    /// Tells this configuration from others.
    pub fingerprint: Fingerprint,
}

/// Where Microsoft's services are. National clouds: entra-docs, authentication-national-cloud;
/// Microsoft Graph, "National cloud deployments".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cloud {
    /// Origin of the sign-in service, e.g. `https://login.microsoftonline.com`.
    pub login: ServiceAddress,
    /// Root of Microsoft Graph, e.g. `https://graph.microsoft.com`.
    pub graph: ServiceAddress,
    /// Where invitations are redeemed. Only the global cloud's is documented
    /// (Microsoft Graph, "invitation resource type").
    pub invitations: ServiceAddress,
}

/// Root address of a service, without a slash at its end: https, or http on this very machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceAddress(String);

/// An organization that hosts events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host {
    /// Its tenant.
    pub tenant: TenantId,
    /// Its verified domain: what guests type under "Find your organization".
    pub domain: String,
    /// Its name as guests know it.
    pub name: String,
    /// Whom guests may ask.
    pub support: Option<Support>,
    /// What it brings to the look of the pages.
    pub brand: Brand,
}

/// A help desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Support {
    /// Its name.
    pub name: String,
    /// Mail address, telephone number or web address.
    pub contact: String,
}

/// How guests sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// Whether the guest signs in at home first.
    pub home_leg: bool,
    /// Scopes beyond `openid profile offline_access User.Read` that an administrator has consented to.
    pub extra_scopes: Vec<String>,
}

/// Settings of one target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetSettings {
    /// Which target.
    pub target: Target,
    /// The app's URI scheme with its colon, e.g. `msteams:`. None is documented for Mesh.
    pub scheme: Option<String>,
    /// Hosts an event link may have; their subdomains too.
    pub event_hosts: Vec<String>,
    /// Microsoft Store product id.
    pub store_id: Option<String>,
    /// A web page to get the app from.
    pub install_url: Option<Url>,
    /// When the service behind it ended or will end.
    pub retired_on: Option<Moment>,
    /// What replaces parts of the target's license rule.
    pub license: RuleChange,
}

/// One thing wrong with a configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Path of the field, e.g. `hosts[0].tenantId`; empty for the file as a whole.
    pub field: String,
    /// What should stand there.
    pub expected: Expected,
}

/// What should stand in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Expected {
    /// A JSON object.
    Object,
    /// A list with at least one entry.
    List,
    /// A text that is not empty.
    Text,
    /// A GUID.
    Guid,
    /// An https address (http only on this machine).
    Address,
    /// A bare host name in ASCII.
    HostName,
    /// `true` or `false`.
    YesOrNo,
    /// A whole number from 0 to 10,000.
    Number,
    /// One of `public`, `us-gov`, `us-dod`, `china`, or an object with addresses.
    Cloud,
    /// One of the known targets.
    Target,
    /// A URI scheme with its colon that is not one of the web's own.
    Scheme,
    /// A date like `2025-12-01`.
    Date,
    /// A short code for an event, there once.
    EventCode,
    /// An invite link, or what begins with `#i=` in it, without anyone's address or invitation.
    Invite,
    /// A list of languages that there are words for.
    Languages,
    /// A picture among the portal's own files.
    Picture,
    /// A color like `#08545a`.
    Color,
    /// An Ed25519 public key: 43 characters of base64url.
    PublicKey,
}

impl Expected {
    /// Every kind of expectation.
    pub const ALL: [Self; 18] = [
        Self::Object,
        Self::List,
        Self::Text,
        Self::Guid,
        Self::Address,
        Self::HostName,
        Self::YesOrNo,
        Self::Number,
        Self::Cloud,
        Self::Target,
        Self::Scheme,
        Self::Date,
        Self::EventCode,
        Self::Invite,
        Self::Languages,
        Self::Picture,
        Self::Color,
        Self::PublicKey,
    ];

    /// Name in message ids: `config.expected.<name>`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Object => "object",
            Self::List => "list",
            Self::Text => "text",
            Self::Guid => "guid",
            Self::Address => "address",
            Self::HostName => "host-name",
            Self::YesOrNo => "yes-or-no",
            Self::Number => "number",
            Self::Cloud => "cloud",
            Self::Target => "target",
            Self::Scheme => "scheme",
            Self::Date => "date",
            Self::EventCode => "event-code",
            Self::Invite => "invite",
            Self::Languages => "languages",
            Self::Picture => "picture",
            Self::Color => "color",
            Self::PublicKey => "public-key",
        }
    }
}

impl Config {
    /// Reads `config.json`. Every fault is reported, not only the first.
    pub fn parse(json: &str) -> Result<Self, Vec<Fault>> {
        let value = serde_json::from_slice(json.as_bytes()).unwrap_or(Value::Null);
        let mut reader = Reader { faults: Vec::new() };
        let config = reader.config(&value, Fingerprint::of(json.bytes()));
        match config {
            Some(config) if reader.faults.is_empty() => Ok(config),
            _ => Err(reader.faults),
        }
    }

    /// The host organization of that tenant, if this portal serves it.
    pub fn host(&self, tenant: &TenantId) -> Option<&Host> {
        self.hosts.iter().find(|host| host.tenant == *tenant)
    }

    /// The invite of the event that a code opens.
    pub fn event(&self, code: &EventCode) -> Option<&Invite> {
        self.events.iter().find_map(|(known, invite)| (known == code).then_some(invite))
    }

    /// The code that opens an event, if there is one.
    pub fn code_of(&self, event: &EventKey) -> Option<&EventCode> {
        self.events.iter().find_map(|(code, invite)| (invite.key() == *event).then_some(code))
    }

    /// The settings of a target, if this portal offers it.
    pub fn target(&self, target: Target) -> Option<&TargetSettings> {
        self.targets.iter().find(|settings| settings.target == target)
    }
}

impl Cloud {
    /// The cloud of that name.
    pub fn named(name: &str) -> Option<Self> {
        let graph = match name {
            "public" => "https://graph.microsoft.com",
            "us-gov" => "https://graph.microsoft.us",
            "us-dod" => "https://dod-graph.microsoft.us",
            "china" => "https://microsoftgraph.chinacloudapi.cn",
            _ => return None,
        };
        Some(Self {
            login: ServiceAddress(login_of(name)?.to_owned()),
            graph: ServiceAddress(graph.to_owned()),
            invitations: ServiceAddress("https://invitations.microsoft.com".to_owned()),
        })
    }
}

/// Origin of the sign-in service of the cloud of that name.
pub(super) fn login_of(cloud: &str) -> Option<&'static str> {
    Some(match cloud {
        "public" => "https://login.microsoftonline.com",
        "us-gov" | "us-dod" => "https://login.microsoftonline.us",
        "china" => "https://login.partner.microsoftonline.cn",
        _ => return None,
    })
}

impl ServiceAddress {
    /// Reads a root address: https, or http for `localhost`, `127.0.0.1` and `[::1]`; no query, no fragment.
    pub fn parse(text: &str) -> Option<Self> {
        let url = safe_address(text)?;
        let plain = url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
        plain.then(|| Self(url.as_str().trim_end_matches('/').to_owned()))
    }

    /// The address, without a slash at its end.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Scheme, host and port as browsers write them, without the scheme's own port (WHATWG URL, "origin").
    pub fn origin(&self) -> Option<String> {
        Some(Url::parse(&self.0).ok()?.origin().ascii_serialization())
    }

    /// Whether `url` is at this service's scheme, host and port.
    pub fn is_origin_of(&self, url: &Url) -> bool {
        Url::parse(&self.0).is_ok_and(|own| own.origin() == url.origin())
    }
}

/// An address a person may be sent to: https anywhere, http on this very machine only, without credentials.
pub fn safe_address(text: &str) -> Option<Url> {
    let url = parse_url(text.trim())?;
    let local = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    let safe = url.scheme() == "https" || (url.scheme() == "http" && local);
    (safe && url.username().is_empty() && url.password().is_none()).then_some(url)
}

/// A bare host name: lower-case ASCII letters, digits, hyphens, at least one dot.
fn host_name(text: &str) -> Option<String> {
    let text = text.trim().to_ascii_lowercase();
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    (text.len() <= 253 && text.contains('.') && text.split('.').all(label)).then_some(text)
}

/// A URI scheme with its colon (RFC 3986, section 3.1), except those that a browser handles itself.
fn scheme(text: &str) -> Option<String> {
    let name = text.trim().strip_suffix(':')?.to_ascii_lowercase();
    let own =
        ["http", "https", "javascript", "data", "blob", "file", "about", "vbscript", "ws", "wss", "ftp"];
    let letter = name.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase());
    let rest = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    (letter && rest && !own.contains(&name.as_str())).then(|| name + ":")
}

struct Reader {
    faults: Vec<Fault>,
}

type Fields = Map<String, Value>;

impl Reader {
    fn config(&mut self, value: &Value, fingerprint: Fingerprint) -> Option<Config> {
        let Some(fields) = value.as_object() else { return self.fault("", Expected::Object) };
        let client_id = self.guid(fields, "", "clientId");
        let cloud = self.cloud(fields);
        let hosts = self.hosts(fields);
        let sign_in = self.sign_in(fields);
        let targets = self.targets(fields);
        let doors_open_minutes = self.optional(fields, "", "doorsOpenMinutes", Expected::Number, |value| {
            value
                .as_u64()
                .filter(|minutes| *minutes <= 10_000)
                .and_then(|minutes| u32::try_from(minutes).ok())
        });
        let languages = self.optional(fields, "", "languages", Expected::Languages, |value| {
            let languages: Option<Vec<Language>> =
                texts(value)?.iter().map(|tag| Language::read(tag)).collect();
            languages.filter(|languages| !languages.is_empty())
        });
        let privacy_url = self.optional(fields, "", "privacyUrl", Expected::Address, address);
        let events = self.events(fields.get("events"));
        let signing = self.signing(fields.get("signing"));
        let meeting_service = self.meeting_service(fields.get("acs"));
        Some(Config {
            client_id: client_id?,
            cloud: cloud?,
            hosts: hosts?,
            sign_in,
            targets,
            doors_open_minutes: doors_open_minutes.unwrap_or(15),
            languages: languages.unwrap_or_else(|| Language::ALL.to_vec()),
            privacy_url,
            events,
            signing,
            meeting_service,
            fingerprint,
        })
    }

    fn cloud(&mut self, fields: &Fields) -> Option<Cloud> {
        match fields.get("cloud") {
            None => Cloud::named("public"),
            Some(Value::String(name)) => Cloud::named(name).or_else(|| self.fault("cloud", Expected::Cloud)),
            Some(Value::Object(addresses)) => {
                let login = self.service(addresses, "cloud.", "login");
                let graph = self.service(addresses, "cloud.", "graph");
                let invitations = self.service(addresses, "cloud.", "invitations");
                Some(Cloud { login: login?, graph: graph?, invitations: invitations? })
            }
            Some(_) => self.fault("cloud", Expected::Cloud),
        }
    }

    fn hosts(&mut self, fields: &Fields) -> Option<Vec<Host>> {
        let hosts = match fields.get("hosts").and_then(Value::as_array) {
            Some(hosts) if !hosts.is_empty() => hosts,
            _ => return self.fault("hosts", Expected::List),
        };
        hosts.iter().enumerate().map(|(index, host)| self.host(host, &format!("hosts[{index}]"))).collect()
    }

    fn host(&mut self, value: &Value, path: &str) -> Option<Host> {
        let Some(fields) = value.as_object() else { return self.fault(path, Expected::Object) };
        let prefix = format!("{path}.");
        let tenant = self.guid(fields, &prefix, "tenantId");
        let domain =
            self.required(fields, &prefix, "domain", Expected::HostName, |value| host_name(value.as_str()?));
        let name = self.required(fields, &prefix, "name", Expected::Text, text);
        let support = match fields.get("support") {
            None | Some(Value::Null) => None,
            Some(Value::Object(support)) => {
                let prefix = format!("{prefix}support.");
                let name = self.required(support, &prefix, "name", Expected::Text, text);
                let contact = self.required(support, &prefix, "contact", Expected::Text, text);
                name.zip(contact).map(|(name, contact)| Support { name, contact })
            }
            Some(_) => self.fault(&format!("{prefix}support"), Expected::Object),
        };
        let brand = self.brand(fields.get("brand"), &[&prefix, "brand"].concat());
        Some(Host { tenant: tenant?, domain: domain?, name: name?, support, brand })
    }

    fn brand(&mut self, value: Option<&Value>, path: &str) -> Brand {
        let Some(fields) = self.object(value, path) else { return Brand::default() };
        let prefix = [path, "."].concat();
        Brand {
            logo: self
                .optional(fields, &prefix, "logo", Expected::Picture, |value| Logo::parse(value.as_str()?)),
            accent: self
                .optional(fields, &prefix, "accent", Expected::Color, |value| Color::parse(value.as_str()?)),
        }
    }

    fn sign_in(&mut self, fields: &Fields) -> SignIn {
        let nothing = Fields::new();
        let fields = self.object(fields.get("signIn"), "signIn").unwrap_or(&nothing);
        let home_leg = self.optional(fields, "signIn.", "homeLeg", Expected::YesOrNo, Value::as_bool);
        let extra_scopes = self.optional(fields, "signIn.", "extraScopes", Expected::List, texts);
        SignIn { home_leg: home_leg.unwrap_or(true), extra_scopes: extra_scopes.unwrap_or_default() }
    }

    fn targets(&mut self, fields: &Fields) -> Vec<TargetSettings> {
        let targets = match fields.get("targets") {
            None => return Target::ALL.into_iter().map(TargetSettings::usual).collect(),
            Some(Value::Object(targets)) if !targets.is_empty() => targets,
            Some(_) => {
                let _: Option<()> = self.fault("targets", Expected::Object);
                return Vec::new();
            }
        };
        let mut settings = Vec::new();
        for (name, value) in targets {
            let path = format!("targets.{name}");
            match (Target::from_name(name), value.as_object()) {
                (None, _) => _ = self.fault::<()>(&path, Expected::Target),
                (_, None) => _ = self.fault::<()>(&path, Expected::Object),
                (Some(target), Some(fields)) => {
                    settings.push(self.target(target, fields, &format!("{path}.")));
                }
            }
        }
        settings
    }

    fn target(&mut self, target: Target, fields: &Fields, prefix: &str) -> TargetSettings {
        let usual = TargetSettings::usual(target);
        let event_hosts = self.optional(fields, prefix, "eventHosts", Expected::HostName, |value| {
            let hosts: Vec<String> =
                texts(value)?.iter().map(|text| host_name(text)).collect::<Option<_>>()?;
            (!hosts.is_empty()).then_some(hosts)
        });
        let store_id = self.optional(fields, prefix, "storeId", Expected::Text, |value| {
            text(value).filter(|id| id.bytes().all(|byte| byte.is_ascii_alphanumeric()))
        });
        let retired_on = self.optional(fields, prefix, "retiredOn", Expected::Date, |value| {
            let date = value.as_str()?;
            Moment::parse(date).or_else(|| Moment::parse(&[date, "T00:00:00Z"].concat()))
        });
        let license = self.license(fields.get("license"), &[prefix, "license"].concat());
        let own_scheme = fields.get("scheme").is_some_and(|value| value.as_str() == Some(""));
        TargetSettings {
            target,
            scheme: if own_scheme {
                None
            } else {
                self.optional(fields, prefix, "scheme", Expected::Scheme, |value| scheme(value.as_str()?))
            },
            event_hosts: event_hosts.unwrap_or(usual.event_hosts),
            store_id: store_id.or(usual.store_id),
            install_url: self
                .optional(fields, prefix, "installUrl", Expected::Address, address)
                .or(usual.install_url),
            retired_on,
            license,
        }
    }

    fn license(&mut self, value: Option<&Value>, path: &str) -> RuleChange {
        let Some(fields) = self.object(value, path) else { return RuleChange::default() };
        let prefix = [path, "."].concat();
        let mut plans = |name| self.optional(fields, &prefix, name, Expected::Guid, guids);
        RuleChange {
            prerequisite_plans: plans("prerequisitePlans"),
            premium_plans: plans("premiumPlans"),
            excluded_licenses: plans("excludedLicenses"),
            premium_required: self.optional(
                fields,
                &prefix,
                "premiumRequired",
                Expected::YesOrNo,
                Value::as_bool,
            ),
            mesh_plan: self.optional(fields, &prefix, "meshPlan", Expected::Guid, |value| {
                Guid::parse(value.as_str()?).ok()
            }),
        }
    }

    fn events(&mut self, value: Option<&Value>) -> Vec<(EventCode, Invite)> {
        let mut events: Vec<(EventCode, Invite)> = Vec::new();
        for (name, value) in self.object(value, "events").into_iter().flatten() {
            let code = EventCode::parse(name).filter(|code| events.iter().all(|(known, _)| known != code));
            match (code, value.as_str().and_then(public_invite)) {
                (Some(code), Some(invite)) => events.push((code, invite)),
                (code, _) => {
                    let expected = if code.is_none() { Expected::EventCode } else { Expected::Invite };
                    let _: Option<()> = self.fault(&["events.", name].concat(), expected);
                }
            }
        }
        events
    }

    fn signing(&mut self, value: Option<&Value>) -> Signing {
        let Some(fields) = self.object(value, "signing") else { return Signing::default() };
        let required = self.optional(fields, "signing.", "required", Expected::YesOrNo, Value::as_bool);
        let keys = match fields.get("keys").and_then(Value::as_array) {
            Some(keys) if !keys.is_empty() => keys.as_slice(),
            // Without a key nobody's links could be told from others.
            _ => self.fault("signing.keys", Expected::List).unwrap_or_default(),
        };
        let keys = keys
            .iter()
            .enumerate()
            .filter_map(|(index, key)| self.signer(key, &format!("signing.keys[{index}]")))
            .collect();
        Signing { keys, required: required.unwrap_or_default() }
    }

    fn signer(&mut self, value: &Value, path: &str) -> Option<Signer> {
        let Some(fields) = value.as_object() else { return self.fault(path, Expected::Object) };
        let prefix = [path, "."].concat();
        let name = self.required(fields, &prefix, "name", Expected::Text, text);
        let key = self
            .required(fields, &prefix, "key", Expected::PublicKey, |value| PublicKey::parse(value.as_str()?));
        Some(Signer { name: name?, key: key? })
    }

    fn meeting_service(&mut self, value: Option<&Value>) -> Option<Url> {
        let fields = self.object(value, "acs")?;
        self.required(fields, "acs.", "tokenUrl", Expected::Address, address)
    }

    /// The fields of an object that may be left out.
    fn object<'a>(&mut self, value: Option<&'a Value>, path: &str) -> Option<&'a Fields> {
        match value {
            None | Some(Value::Null) => None,
            Some(value) => value.as_object().or_else(|| self.fault(path, Expected::Object)),
        }
    }

    fn guid(&mut self, fields: &Fields, prefix: &str, name: &str) -> Option<Guid> {
        self.required(fields, prefix, name, Expected::Guid, |value| Guid::parse(value.as_str()?).ok())
    }

    fn service(&mut self, fields: &Fields, prefix: &str, name: &str) -> Option<ServiceAddress> {
        self.required(fields, prefix, name, Expected::Address, |value| ServiceAddress::parse(value.as_str()?))
    }

    fn required<T>(
        &mut self,
        fields: &Fields,
        prefix: &str,
        name: &str,
        expected: Expected,
        read: impl Fn(&Value) -> Option<T>,
    ) -> Option<T> {
        fields.get(name).and_then(read).or_else(|| self.fault(&[prefix, name].concat(), expected))
    }

    fn optional<T>(
        &mut self,
        fields: &Fields,
        prefix: &str,
        name: &str,
        expected: Expected,
        read: impl Fn(&Value) -> Option<T>,
    ) -> Option<T> {
        match fields.get(name) {
            None | Some(Value::Null) => None,
            Some(value) => read(value).or_else(|| self.fault(&[prefix, name].concat(), expected)),
        }
    }

    fn fault<T>(&mut self, field: &str, expected: Expected) -> Option<T> {
        self.faults.push(Fault { field: field.to_owned(), expected });
        None
    }
}

impl TargetSettings {
    /// What holds for a target when a deployment says nothing about it.
    pub fn usual(target: Target) -> Self {
        let (store_id, install_url) = match target {
            // mesh-docs, customize-event.md.
            Target::MeshPc => (Some("9NLXZJ1FDBD7"), "https://apps.microsoft.com/detail/9NLXZJ1FDBD7"),
            Target::TeamsImmersive => (None, "https://www.microsoft.com/microsoft-teams/download-app"),
        };
        Self {
            target,
            scheme: None,
            event_hosts: target.usual_hosts().iter().map(|host| (*host).to_owned()).collect(),
            store_id: store_id.map(str::to_owned),
            install_url: Url::parse(install_url).ok(),
            retired_on: None,
            license: RuleChange::default(),
        }
    }
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

fn texts(value: &Value) -> Option<Vec<String>> {
    value.as_array()?.iter().map(text).collect()
}

fn guids(value: &Value) -> Option<Vec<Guid>> {
    let guids: Vec<Guid> = texts(value)?.iter().map(|text| Guid::parse(text).ok()).collect::<Option<_>>()?;
    (!guids.is_empty()).then_some(guids)
}

/// An invite that anyone may read: the configuration is public.
fn public_invite(text: &str) -> Option<Invite> {
    let fragment = text.rsplit('#').next().unwrap_or(text);
    let Arrival::Invite(invite) = arrival::read("", fragment) else { return None };
    invite.ok().filter(|invite| *invite == invite.without_secrets())
}

fn address(value: &Value) -> Option<Url> {
    safe_address(value.as_str()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::invite::link::{self, tests::full};
    use proptest::prelude::*;
    use rstest::rstest;
    use serde_json::json;

    /// A small configuration with nothing wrong.
    fn sound() -> Value {
        json!({
            "clientId": "8c1f2d34-5b67-4e89-a0b1-c2d3e4f50617",
            "hosts": [{ "tenantId": "3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811", "domain": "contoso.com", "name": "Contoso" }],
        })
    }

    fn with(pointer: &str, name: &str, value: Value) -> Value {
        let mut config = sound();
        config.pointer_mut(pointer).unwrap().as_object_mut().unwrap().insert(name.to_owned(), value);
        config
    }

    fn faults(config: &Value) -> Vec<(String, Expected)> {
        match Config::parse(&config.to_string()) {
            Ok(_) => Vec::new(),
            Err(faults) => faults.into_iter().map(|fault| (fault.field, fault.expected)).collect(),
        }
    }

    #[test]
    fn what_is_left_out_takes_its_usual_value() {
        let config = Config::parse(&sound().to_string()).unwrap();
        assert_eq!(config.cloud, Cloud::named("public").unwrap());
        assert!(config.sign_in.home_leg);
        assert_eq!(config.doors_open_minutes, 15);
        assert_eq!(config.targets.len(), Target::ALL.len());
        assert_eq!(config.target(Target::MeshPc).unwrap().scheme, None);
        assert_eq!(config.languages, Language::ALL);
    }

    #[rstest]
    #[case("", "clientId", json!("x"), "clientId", Expected::Guid)]
    #[case("", "cloud", json!("moon"), "cloud", Expected::Cloud)]
    #[case("", "cloud", json!({"login": "http://evil.example", "graph": "https://g", "invitations": "https://i"}), "cloud.login", Expected::Address)]
    #[case("", "hosts", json!([]), "hosts", Expected::List)]
    #[case("/hosts/0", "tenantId", json!(7), "hosts[0].tenantId", Expected::Guid)]
    #[case("/hosts/0", "domain", json!("https://contoso.com"), "hosts[0].domain", Expected::HostName)]
    #[case("/hosts/0", "domain", json!("cöntoso.com"), "hosts[0].domain", Expected::HostName)]
    #[case("/hosts/0", "name", json!(" "), "hosts[0].name", Expected::Text)]
    #[case("/hosts/0", "support", json!({"name": "Help"}), "hosts[0].support.contact", Expected::Text)]
    #[case("/hosts/0", "brand", json!("#08545a"), "hosts[0].brand", Expected::Object)]
    #[case("/hosts/0", "brand", json!({"logo": "https://evil.example/logo.svg"}), "hosts[0].brand.logo", Expected::Picture)]
    #[case("/hosts/0", "brand", json!({"accent": "teal"}), "hosts[0].brand.accent", Expected::Color)]
    #[case("", "signIn", json!({"homeLeg": "yes"}), "signIn.homeLeg", Expected::YesOrNo)]
    #[case("", "targets", json!({"moon": {}}), "targets.moon", Expected::Target)]
    #[case("", "targets", json!({}), "targets", Expected::Object)]
    #[case("", "targets", json!({"mesh-pc": {"scheme": "javascript:"}}), "targets.mesh-pc.scheme", Expected::Scheme)]
    #[case("", "targets", json!({"mesh-pc": {"scheme": "mesh"}}), "targets.mesh-pc.scheme", Expected::Scheme)]
    #[case("", "targets", json!({"mesh-pc": {"installUrl": "ftp://x"}}), "targets.mesh-pc.installUrl", Expected::Address)]
    #[case("", "targets", json!({"mesh-pc": {"retiredOn": "soon"}}), "targets.mesh-pc.retiredOn", Expected::Date)]
    #[case("", "targets", json!({"mesh-pc": {"license": {"premiumPlans": ["x"]}}}), "targets.mesh-pc.license.premiumPlans", Expected::Guid)]
    #[case("", "doorsOpenMinutes", json!(-1), "doorsOpenMinutes", Expected::Number)]
    #[case("", "privacyUrl", json!("javascript:alert(1)"), "privacyUrl", Expected::Address)]
    #[case("", "events", json!([]), "events", Expected::Object)]
    #[case("", "events", json!({"SPRING": listed()}), "events.SPRING", Expected::EventCode)]
    #[case("", "events", json!({"K7MT": listed(), "k7-mt": listed()}), "events.k7-mt", Expected::EventCode)]
    #[case("", "events", json!({"K7MT": "https://mesh.cloud.microsoft/event/1"}), "events.K7MT", Expected::Invite)]
    #[case("", "events", json!({"K7MT": "#i=1.cut"}), "events.K7MT", Expected::Invite)]
    #[case("", "events", json!({"K7MT": 7}), "events.K7MT", Expected::Invite)]
    #[case("", "events", json!({"K7MT": personal()}), "events.K7MT", Expected::Invite)]
    #[case("", "signing", json!([]), "signing", Expected::Object)]
    #[case("", "signing", json!({"keys": []}), "signing.keys", Expected::List)]
    #[case("", "signing", json!({"required": true}), "signing.keys", Expected::List)]
    #[case("", "signing", json!({"keys": ["x"]}), "signing.keys[0]", Expected::Object)]
    #[case("", "signing", json!({"keys": [{"key": KEY}]}), "signing.keys[0].name", Expected::Text)]
    #[case("", "signing", json!({"keys": [{"name": "Contoso"}]}), "signing.keys[0].key", Expected::PublicKey)]
    #[case("", "signing", json!({"keys": [signer(KEY), signer(&KEY[1..])]}), "signing.keys[1].key", Expected::PublicKey)]
    #[case("", "signing", json!({"keys": [signer(KEY)], "required": "yes"}), "signing.required", Expected::YesOrNo)]
    #[case("", "acs", json!("https://meetings.contoso.com/token"), "acs", Expected::Object)]
    #[case("", "acs", json!({}), "acs.tokenUrl", Expected::Address)]
    #[case("", "acs", json!({"tokenUrl": "http://meetings.contoso.com/token"}), "acs.tokenUrl", Expected::Address)]
    fn one_fault_is_named(
        #[case] pointer: &str,
        #[case] name: &str,
        #[case] value: Value,
        #[case] field: &str,
        #[case] expected: Expected,
    ) {
        assert_eq!(faults(&with(pointer, name, value)), [(field.to_owned(), expected)]);
    }

    /// RFC 8032, section 7.1, TEST 1.
    const KEY: &str = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";

    fn signer(key: &str) -> Value {
        json!({"name": "Contoso's organizers", "key": key})
    }

    #[test]
    fn keys_are_read_and_signatures_are_not_required_unless_it_says_so() {
        let config =
            |signing: Value| Config::parse(&with("", "signing", signing).to_string()).unwrap().signing;
        let signing = config(json!({"keys": [signer(KEY)]}));
        assert_eq!(signing.keys[0].key.to_string(), KEY);
        assert_eq!((signing.keys[0].name.as_str(), signing.required), ("Contoso's organizers", false));
        assert!(config(json!({"keys": [signer(KEY)], "required": true})).required);
        assert_eq!(config(Value::Null), Signing::default());
    }

    #[test]
    fn meetings_are_joined_here_only_where_a_service_is_named() {
        let service = |acs: Value| Config::parse(&with("", "acs", acs).to_string()).unwrap().meeting_service;
        let address = "https://meetings.contoso.com/api/token?world=1";
        assert_eq!(service(json!({"tokenUrl": address})).unwrap().as_str(), address);
        assert_eq!(service(Value::Null), None);
    }

    /// What a deployment writes for an event.
    fn listed() -> String {
        ["#i=", &link::write(&full().build().unwrap().without_secrets())].concat()
    }

    /// An invite with a guest's address and invitation in it.
    fn personal() -> String {
        ["#i=", &link::write(&full().build().unwrap())].concat()
    }

    #[test]
    fn an_event_is_found_by_its_code_and_a_code_by_its_event() {
        let whole = ["https://guests.contoso.com/", &listed()].concat();
        for link in [listed(), listed()[1..].to_owned(), whole] {
            let config = Config::parse(&with("", "events", json!({"k7-mt": link})).to_string()).unwrap();
            let invite = full().build().unwrap().without_secrets();
            let code = EventCode::parse("K7MT").unwrap();
            assert_eq!(config.event(&code), Some(&invite));
            assert_eq!(config.code_of(&invite.key()), Some(&code));
            assert_eq!(config.event(&EventCode::parse("K7MX").unwrap()), None);
        }
    }

    #[rstest]
    #[case("https://LOGIN.contoso.com:443/", "https://login.contoso.com")]
    #[case("https://graph.contoso.com:8443/v1.0/", "https://graph.contoso.com:8443")]
    #[case("http://localhost:8090/graph", "http://localhost:8090")]
    fn an_origin_is_what_browsers_compare(#[case] address: &str, #[case] expected: &str) {
        let address = ServiceAddress::parse(address).unwrap();
        assert_eq!(address.origin().as_deref(), Some(expected));
        assert!(address.is_origin_of(&Url::parse(expected).unwrap()));
    }

    #[test]
    fn all_faults_are_named_at_once() {
        assert_eq!(
            faults(&json!({})),
            [("clientId".to_owned(), Expected::Guid), ("hosts".to_owned(), Expected::List)]
        );
        assert_eq!(faults(&json!([])), [(String::new(), Expected::Object)]);
    }

    #[test]
    fn a_host_may_bring_a_look() {
        let brand = json!({"logo": "brand/logo.svg", "accent": "#0B57D0"});
        let config = Config::parse(&with("/hosts/0", "brand", brand).to_string()).unwrap();
        let brand = &config.hosts[0].brand;
        assert_eq!(brand.logo.as_ref().map(Logo::as_str), Some("brand/logo.svg"));
        assert_eq!(brand.accent.map(Color::css).as_deref(), Some("#0b57d0"));
    }

    #[test]
    fn an_empty_scheme_means_none_and_a_date_alone_is_enough() {
        let targets = json!({"mesh-pc": {"scheme": "", "retiredOn": "2025-12-01"}});
        let config = Config::parse(&with("", "targets", targets).to_string()).unwrap();
        let mesh = config.target(Target::MeshPc).unwrap();
        assert_eq!(mesh.scheme, None);
        assert_eq!(mesh.retired_on, Moment::parse("2025-12-01T00:00:00Z"));
        assert_eq!(config.target(Target::TeamsImmersive), None);
    }

    /// The shipped file is right but for the two things that only a deployment knows.
    #[test]
    fn the_shipped_file_asks_for_what_only_a_deployment_knows() {
        let shipped: Value = serde_json::from_str(include_str!("../../public/config.json")).unwrap();
        assert_eq!(
            faults(&shipped),
            [("clientId".to_owned(), Expected::Guid), ("hosts".to_owned(), Expected::List)]
        );
        assert!(shipped["targets"]["mesh-pc"]["scheme"].as_str().unwrap().is_empty());
    }

    /// Every field the reader knows is in the schema, and the other way round.
    #[test]
    fn the_schema_names_the_same_fields() {
        fn names(schema: &Value, found: &mut Vec<String>) {
            if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
                found.extend(properties.keys().cloned());
            }
            match schema {
                Value::Object(fields) => fields.values().for_each(|value| names(value, found)),
                Value::Array(items) => items.iter().for_each(|value| names(value, found)),
                _ => {}
            }
        }
        let schema: Value = serde_json::from_str(include_str!("../../public/config.schema.json")).unwrap();
        let mut found = Vec::new();
        names(&schema, &mut found);
        let source = include_str!("config.rs").split("#[cfg(test)]").next().unwrap();
        for name in found.iter().filter(|name| *name != "$schema" && Target::from_name(name).is_none()) {
            assert!(source.contains(&format!("\"{name}\"")), "the reader does not know {name}");
        }
        for quoted in
            source.split('"').skip(1).step_by(2).filter(|text| text.chars().any(|c| c.is_ascii_uppercase()))
        {
            let is_field =
                quoted.chars().all(|character| character.is_ascii_alphanumeric()) && quoted != "9NLXZJ1FDBD7";
            assert!(
                !is_field || found.iter().any(|name| name == quoted),
                "the schema does not name {quoted}"
            );
        }
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in ".{0,80}") {
            let _ = Config::parse(&text);
        }
    }
}
