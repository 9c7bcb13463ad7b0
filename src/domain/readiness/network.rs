//! Which addresses a guest's network has to let through, and whether they answer.

use std::fmt;

use url::Url;

use crate::domain::config::Cloud;
use crate::domain::named::named;
use crate::domain::target::Target;
use crate::domain::tenant::TenantId;
use crate::domain::words::Message;

/// How many milliseconds to wait for one answer.
pub const PATIENCE: u32 = 10_000;

/// Whether an address answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// It answers, and as a page of another origin may read it.
    Answers,
    /// Something answers, but not in a way that this page may read. Microsoft's sign-in and Graph let any page
    /// read their answers, so something in between may have answered in their place.
    Altered,
    /// Nothing answers, or something in between forbids asking.
    Silent,
    /// This device says that it has no network.
    Offline,
}

impl Reach {
    /// Whether an address answers, from whether it did so readably or at all, and whether this device says that
    /// it has a network.
    pub const fn of(readably: bool, at_all: bool, online: bool) -> Self {
        match (readably, at_all, online) {
            (true, _, _) => Self::Answers,
            (false, true, _) => Self::Altered,
            (false, false, true) => Self::Silent,
            (false, false, false) => Self::Offline,
        }
    }
}

/// The sign-in service's public metadata of a tenant, or of any organization: answered to everybody, and
/// readable for any page. entra-docs, `v2-protocols-oidc.md`.
pub fn sign_in_address(cloud: &Cloud, tenant: Option<&TenantId>) -> String {
    let tenant = tenant.map_or("organizations", TenantId::as_str);
    [cloud.login.as_str(), "/", tenant, "/v2.0/.well-known/openid-configuration"].concat()
}

/// A question to Microsoft Graph that it refuses to strangers, with status 401: an answer all the same.
pub fn graph_address(cloud: &Cloud) -> String {
    [cloud.graph.as_str(), "/v1.0/me"].concat()
}

named! {
    /// What addresses are needed for. Words: `check.need.<id>`.
    pub enum Purpose {
        /// This portal itself.
        Portal = "portal",
        /// Microsoft's sign-in.
        SignIn = "sign-in",
        /// Microsoft Graph.
        Graph = "graph",
        /// The sets of addresses that Microsoft publishes for Teams and for all of Microsoft 365.
        Sets = "sets",
        /// The app's own services.
        Services = "services",
        /// Sound and pictures.
        Media = "media",
        /// Setting up sound and pictures.
        Signaling = "signaling",
        /// Scenes that do not lie on SharePoint.
        Content = "content",
    }
}

named! {
    /// How data travels, as firewalls name it.
    pub enum Protocol, name {
        /// In order and complete.
        Tcp = "TCP",
        /// As fast as can be.
        Udp = "UDP",
    }
}

/// What has to be open, as every firewall names it. Its text is like `TCP 443`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Port {
    /// How data travels.
    pub protocol: Protocol,
    /// One number, or the first and the last of a range: `443`, `3478-3481`.
    pub numbers: String,
}

impl fmt::Display for Port {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.protocol.name(), self.numbers)
    }
}

/// Addresses and ports that are needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// What for.
    pub purpose: Purpose,
    /// Host names, `*` standing for anything; empty where the words name the addresses.
    pub hosts: Vec<String>,
    /// What has to be open; empty where Microsoft publishes it.
    pub ports: Vec<Port>,
}

/// Everything that has to be let through for a target.
///
/// Mesh: mesh-docs, `mesh/Includes/custom-immersive-spaces-ports-firewall.md`, and for sound and pictures
/// azure-docs, `communication-services/.../network-requirements.md`. Its present revision writes
/// `*.cloud.microsoft.com` where earlier ones had `*.cloud.microsoft`, which is the domain in use: both are
/// listed. Immersive events: "Plan for immersive events".
pub fn needs(target: Target, cloud: &Cloud, portal: &Url) -> Vec<Need> {
    const WEB: &[(Protocol, &str)] = &[(Protocol::Tcp, "443"), (Protocol::Tcp, "80")];
    const MEDIA: &[(Protocol, &str)] = &[(Protocol::Udp, "3478-3481"), (Protocol::Tcp, "443")];
    const SECURE_WEB: &[(Protocol, &str)] = &[(Protocol::Tcp, "443")];
    let services = [
        "*.cloud.microsoft",
        "*.cloud.microsoft.com",
        "*.office.com",
        "*.graph.microsoft.com",
        "*.substrate.office.com",
        "*.microsoft.com",
    ];
    let need = |purpose, hosts: &[&str], ports: &[(Protocol, &str)]| Need {
        purpose,
        hosts: hosts.iter().map(|host| (*host).to_owned()).collect(),
        ports: ports
            .iter()
            .map(|&(protocol, numbers)| Port { protocol, numbers: numbers.to_owned() })
            .collect(),
    };
    let mut needs = vec![at(Purpose::Portal, portal)];
    needs.extend(address(cloud.login.as_str()).map(|login| at(Purpose::SignIn, &login)));
    needs.extend(address(cloud.graph.as_str()).map(|graph| at(Purpose::Graph, &graph)));
    needs.push(need(Purpose::Sets, &[], &[]));
    needs.push(need(Purpose::Services, &services, WEB));
    needs.push(need(Purpose::Media, &[], MEDIA));
    if target == Target::MeshPc {
        let signaling = ["*.skype.com", "*.microsoft.com", "*.azure.net", "*.azureedge.net"];
        needs.push(need(Purpose::Signaling, &signaling, WEB));
        needs.push(need(Purpose::Content, &[], SECURE_WEB));
    }
    needs
}

/// The host name of a service of the cloud, as people know it.
pub fn host_of(service: &str) -> String {
    address(service).and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_else(|| service.to_owned())
}

fn at(purpose: Purpose, address: &Url) -> Need {
    let port = address.port_or_known_default().unwrap_or(443);
    Need {
        purpose,
        hosts: address.host_str().map(str::to_owned).into_iter().collect(),
        ports: vec![Port { protocol: Protocol::Tcp, numbers: port.to_string() }],
    }
}

fn address(service: &str) -> Option<Url> {
    Url::parse(service).ok()
}

impl Need {
    /// The need as one line.
    pub fn line(&self) -> Message {
        let ports: Vec<String> = self.ports.iter().map(Port::to_string).collect();
        Message::new(["check.need.", self.purpose.name()].concat())
            .text("hosts", self.hosts.join(", "))
            .text("ports", ports.join(", "))
    }
}
