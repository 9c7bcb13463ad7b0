//! Whether a deployment is set up right, for whoever runs it: its file, the addresses it leads to, each host's
//! tenant, and what a sign-in shows of the app registration.
//!
//! [`plan`] says what to try, [`judge`] says what is known from what was tried so far. A page sees nothing of a
//! registration but how Microsoft answers it; what that does not show is said to be not known, never taken for good.

#![allow(clippy::unreadable_literal, reason = "codes are written the way people search for them")]

use url::Url;

use crate::domain::auth::Page;
use crate::domain::auth::token::Identity;
use crate::domain::config::{Config, Fault, Host};
use crate::domain::json;
use crate::domain::named::named;
use crate::domain::problem::{Fixer, Kind, Problem, code_in, kind_of};
use crate::domain::readiness::network::{Reach, graph_address, sign_in_address};
use crate::domain::tenant::{Guid, TenantId};
use crate::domain::words::Message;

/// Something to try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Probe {
    /// Ask Microsoft Graph whether it answers: [`Reach::of`].
    Reach(Url),
    /// Read a tenant's discovery document, which any page may: [`Discovery::read`].
    Read(TenantId, Url),
    /// Sign in at a tenant from the desk: a press of a button, never done unasked.
    SignIn(TenantId),
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Whether Microsoft Graph answers.
    Reached(Reach),
    /// What a tenant's discovery document says.
    Discovered(TenantId, Discovery),
    /// How a sign-in at a tenant ended. One that ended on Microsoft's own page never comes back: what it said can be
    /// typed in, and [`problem::seen`](crate::domain::problem::seen) makes a problem of it.
    SignIn {
        /// The page that it was to come back to.
        page: Page,
        /// The tenant.
        host: TenantId,
        /// How it ended.
        ended: Result<Claims, Problem>,
    },
}

/// What a discovery document says, as far as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Discovery {
    /// There is one.
    Document {
        /// Who issues the tokens.
        issuer: String,
        /// The host name of the cloud's Microsoft Graph, where the document names it.
        graph: Option<String>,
    },
    /// The sign-in service says that there is no such tenant, or that it is in another cloud.
    NoTenant,
    /// Something else came.
    Unreadable,
    /// Nothing came.
    Silent,
    /// This device says that it has no network.
    Offline,
}

/// Which optional claims an ID token held. Nothing of their values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claims {
    /// `acct`; `None` where that cannot be told.
    pub acct: Option<bool>,
    /// `login_hint`.
    pub login_hint: bool,
}

named! {
    /// What is checked, in the order it is shown. Words: `portal-check.topic.<name>`.
    pub enum Topic {
        /// `config.json`.
        Settings = "settings",
        /// Addresses that the portal leads to.
        Addresses = "addresses",
        /// The hosts' tenants.
        Tenant = "tenant",
        /// The cloud they are in.
        Cloud = "cloud",
        /// The redirect addresses of the two pages, and their type.
        Redirect = "redirect",
        /// Who may sign in: the client id, and the accounts it is for.
        Audience = "audience",
        /// Whether the permissions are granted.
        Consent = "consent",
        /// The claim `acct`.
        ClaimAcct = "claim-acct",
        /// The claim `login_hint`.
        ClaimLoginHint = "claim-login-hint",
        /// Which tokens are issued, and for whom.
        Tokens = "tokens",
        /// Settings that no page can see.
        Unseen = "unseen",
    }
}

named! {
    /// How a finding stands. Words: `portal-check.standing.<name>`.
    pub enum Standing {
        /// It was seen to work.
        Ok = "ok",
        /// It cannot be told from here, or not yet.
        NotKnown = "not-known",
        /// It works for some, or less well than it could.
        Warning = "warning",
        /// Guests are stopped by it.
        Fault = "fault",
    }
}

named! {
    /// What was found. Words: `portal-check.said.<name>`, and where something is to be changed
    /// `portal-check.change.<name>`.
    pub enum Outcome {
        /// The file has no fault.
        SettingsSound = "settings-sound",
        /// A field of it has one.
        SettingsFault = "settings-fault",
        /// An address answers.
        AddressAnswers = "address-answers",
        /// Something answers in the place of a service of Microsoft's.
        AddressAltered = "address-altered",
        /// Guests are led to an address that a page like this may not try: its policy names Microsoft's services only.
        AddressUnseen = "address-unseen",
        /// Microsoft's services do not answer.
        ServiceSilent = "service-silent",
        /// The device that checks has no network.
        Offline = "offline",
        /// Not tried yet.
        AddressUntried = "address-untried",
        /// The tenant is there.
        TenantFound = "tenant-found",
        /// It is not.
        TenantMissing = "tenant-missing",
        /// The document speaks of another tenant.
        TenantOther = "tenant-other",
        /// Its document could not be read.
        TenantUnread = "tenant-unread",
        /// It is in the configured cloud.
        CloudFits = "cloud-fits",
        /// It is in another one.
        CloudOther = "cloud-other",
        /// The document does not say.
        CloudUntold = "cloud-untold",
        /// A sign-in came back to the page, and its code could be exchanged.
        RedirectWorks = "redirect-works",
        /// The page's address is not registered.
        RedirectMissing = "redirect-missing",
        /// It is registered, but not as a single-page application.
        RedirectNotSpa = "redirect-not-spa",
        /// The proof of PKCE did not arrive, or another type of address is registered.
        RedirectNoProof = "redirect-no-proof",
        /// Something took the header `Origin` from the request.
        RedirectNoOrigin = "redirect-no-origin",
        /// A sign-in came back to the other page.
        RedirectWrongPage = "redirect-wrong-page",
        /// Nobody has signed in from that page yet.
        RedirectUntried = "redirect-untried",
        /// The tenant knows the client id, and takes this account.
        AudienceFits = "audience-fits",
        /// The tenant does not know the client id, or it is switched off there.
        AudienceUnknown = "audience-unknown",
        /// The registration is for its own tenant alone.
        AudienceSingleTenant = "audience-single-tenant",
        /// The account is not in the tenant.
        AudienceAccount = "audience-account",
        /// Only people who are assigned may sign in.
        AudienceAssigned = "audience-assigned",
        /// Nobody has signed in at that tenant yet.
        AudienceUntried = "audience-untried",
        /// The permissions are granted to whoever signed in.
        ConsentGiven = "consent-given",
        /// They are not, and people may be able to grant them.
        ConsentMissing = "consent-missing",
        /// Only an administrator may grant them.
        ConsentAdmin = "consent-admin",
        /// A permission is asked for that the registration does not list.
        ConsentUnlisted = "consent-unlisted",
        /// Whoever signed in declined.
        ConsentDeclined = "consent-declined",
        /// Nobody has signed in at that tenant yet.
        ConsentUntried = "consent-untried",
        /// The ID token has `acct`.
        AcctThere = "acct-there",
        /// It has not.
        AcctMissing = "acct-missing",
        /// It was not seen, or cannot be told.
        AcctUntold = "acct-untold",
        /// The ID token has `login_hint`.
        LoginHintThere = "login-hint-there",
        /// It has not.
        LoginHintMissing = "login-hint-missing",
        /// Nobody has signed in yet.
        LoginHintUntold = "login-hint-untold",
        /// The tokens are as they must be.
        TokensFit = "tokens-fit",
        /// A claim of the ID token is not what it must be.
        TokensRefused = "tokens-refused",
        /// Nobody has signed in yet.
        TokensUntold = "tokens-untold",
        /// The access token version that the registration asks for cannot be seen.
        VersionUnseen = "version-unseen",
        /// Whether the implicit grant is switched off cannot be seen.
        ImplicitUnseen = "implicit-unseen",
        /// Which other redirect addresses are registered cannot be seen.
        OthersUnseen = "others-unseen",
        /// A sign-in failed for a reason that says nothing of the registration.
        SignInOther = "sign-in-other",
    }
}

/// One thing found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub outcome: Outcome,
    /// What was found, in words.
    pub said: Message,
    /// Who can fix it, or see to it; nobody where nothing is to be done.
    pub fixer: Option<Fixer>,
    /// What to change, where something is to be changed.
    pub change: Option<Message>,
}

/// What to try for a deployment.
pub fn plan(config: &Config) -> Vec<Probe> {
    let documents = config.hosts.iter().filter_map(|host| {
        let address = Url::parse(&sign_in_address(&config.cloud, Some(&host.tenant))).ok()?;
        Some(Probe::Read(host.tenant.clone(), address))
    });
    let sign_ins = config.hosts.iter().map(|host| Probe::SignIn(host.tenant.clone()));
    let reached = Url::parse(&graph_address(&config.cloud)).ok().map(Probe::Reach);
    documents.chain(reached).chain(sign_ins).collect()
}

/// What is known of a deployment, in the order of the topics. `desk` is the address of the desk's page, from which
/// the redirect addresses follow. `answers` come in the order they came; of several to the same question the last
/// counts.
pub fn judge(config: Result<&Config, &[Fault]>, desk: &Url, answers: &[Answer]) -> Vec<Finding> {
    let mut findings = match config {
        Err(faults) => faults.iter().map(settings_fault).collect(),
        Ok(config) => Judge { config, desk, answers }.findings(),
    };
    findings.sort_by_key(|finding| finding.outcome.topic());
    findings
}

/// The redirect address of a page, to be registered as a single-page application: the portal's root for guests, and
/// the desk's own for the desk.
pub fn redirect_address(page: Page, desk: &Url) -> String {
    let mut address = match page {
        Page::Guest => desk.join(".").unwrap_or_else(|_| desk.clone()),
        Page::Desk => desk.clone(),
    };
    address.set_query(None);
    address.set_fragment(None);
    address.into()
}

/// The worst of the findings; nothing known where there is none.
pub fn sum(findings: &[Finding]) -> Standing {
    findings.iter().map(|finding| finding.outcome.standing()).max().unwrap_or(Standing::NotKnown)
}

impl Discovery {
    /// Reads an answer of [`sign_in_address`]. Microsoft's own says "no such tenant" with an AADSTS code in its body.
    pub fn read(body: &str) -> Self {
        let document = json::object(body.as_bytes(), |fields| {
            let issuer = fields.required_text("issuer")?;
            Ok(Self::Document { issuer, graph: fields.text("msgraph_host")? })
        });
        let refused = || match code_in(body).and_then(|code| kind_of(code, false)) {
            Some(Kind::TenantUnknown) => Self::NoTenant,
            _ => Self::Unreadable,
        };
        document.unwrap_or_else(|_| refused())
    }
}

impl Claims {
    /// What an accepted sign-in shows. A guest is told from a member by `acct`, else by `idp`, which only those
    /// have who live elsewhere (entra-docs, optional-claims-reference.md, id-token-claims-reference.md): known to be
    /// a member means `acct` was there, not known at all means it was not.
    pub fn of(identity: &Identity) -> Self {
        let acct = match identity.is_guest {
            Some(false) => Some(true),
            Some(true) => None,
            None => Some(false),
        };
        Self { acct, login_hint: identity.logout_hint.is_some() }
    }
}

impl Outcome {
    /// What it is about.
    pub const fn topic(self) -> Topic {
        self.row().0
    }

    /// How it stands.
    pub const fn standing(self) -> Standing {
        self.row().1
    }

    /// Who can fix it, or see to it.
    pub const fn fixer(self) -> Option<Fixer> {
        self.row().2
    }

    /// Whether words say what to change.
    pub const fn changes(self) -> bool {
        matches!(self.standing(), Standing::Warning | Standing::Fault)
            || matches!(
                self,
                Self::AddressUnseen | Self::VersionUnseen | Self::ImplicitUnseen | Self::OthersUnseen
            )
    }

    const fn row(self) -> (Topic, Standing, Option<Fixer>) {
        use Fixer::{Guest, HomeAdmin, HostAdmin, Organizer, Portal, Unknown};
        use Standing::{Fault, NotKnown, Ok, Warning};
        use Topic::{
            Addresses, Audience, ClaimAcct, ClaimLoginHint, Cloud, Consent, Redirect, Settings, Tenant,
            Tokens, Unseen,
        };
        match self {
            Self::SettingsSound => (Settings, Ok, None),
            Self::SettingsFault => (Settings, Fault, Some(Portal)),
            Self::AddressAnswers => (Addresses, Ok, None),
            Self::AddressAltered => (Addresses, Warning, Some(HomeAdmin)),
            Self::AddressUnseen => (Addresses, NotKnown, Some(Portal)),
            Self::ServiceSilent => (Addresses, Fault, Some(HomeAdmin)),
            Self::Offline | Self::AddressUntried => (Addresses, NotKnown, None),
            Self::TenantFound => (Tenant, Ok, None),
            Self::TenantMissing | Self::TenantOther => (Tenant, Fault, Some(Portal)),
            Self::TenantUnread => (Tenant, NotKnown, None),
            Self::CloudFits => (Cloud, Ok, None),
            Self::CloudOther => (Cloud, Fault, Some(Portal)),
            Self::CloudUntold => (Cloud, NotKnown, None),
            Self::RedirectWorks => (Redirect, Ok, None),
            Self::RedirectMissing | Self::RedirectNotSpa | Self::RedirectNoProof => {
                (Redirect, Fault, Some(Portal))
            }
            Self::RedirectNoOrigin => (Redirect, Warning, Some(HomeAdmin)),
            Self::RedirectWrongPage => (Redirect, Warning, Some(Portal)),
            Self::RedirectUntried => (Redirect, NotKnown, Some(Portal)),
            Self::AudienceFits => (Audience, Ok, None),
            Self::AudienceUnknown | Self::AudienceAssigned => (Audience, Fault, Some(HostAdmin)),
            Self::AudienceSingleTenant => (Audience, Fault, Some(Portal)),
            Self::AudienceAccount => (Audience, Warning, Some(Organizer)),
            Self::AudienceUntried => (Audience, NotKnown, None),
            Self::ConsentGiven => (Consent, Ok, None),
            Self::ConsentMissing => (Consent, Warning, Some(HostAdmin)),
            Self::ConsentAdmin => (Consent, Fault, Some(HostAdmin)),
            Self::ConsentUnlisted => (Consent, Fault, Some(Portal)),
            Self::ConsentDeclined => (Consent, Warning, Some(Guest)),
            Self::ConsentUntried => (Consent, NotKnown, None),
            Self::AcctThere => (ClaimAcct, Ok, None),
            Self::AcctMissing => (ClaimAcct, Warning, Some(Portal)),
            Self::AcctUntold => (ClaimAcct, NotKnown, None),
            Self::LoginHintThere => (ClaimLoginHint, Ok, None),
            Self::LoginHintMissing => (ClaimLoginHint, Warning, Some(Portal)),
            Self::LoginHintUntold => (ClaimLoginHint, NotKnown, None),
            Self::TokensFit => (Tokens, Ok, None),
            Self::TokensRefused => (Tokens, Fault, Some(Portal)),
            Self::TokensUntold => (Tokens, NotKnown, None),
            Self::VersionUnseen | Self::ImplicitUnseen | Self::OthersUnseen => {
                (Unseen, NotKnown, Some(Portal))
            }
            Self::SignInOther => (Tokens, NotKnown, Some(Unknown)),
        }
    }

    fn said(self) -> Message {
        Message::new(["portal-check.said.", self.name()].concat())
    }

    fn change(self) -> Option<Message> {
        self.changes().then(|| Message::new(["portal-check.change.", self.name()].concat()))
    }

    fn finding(self) -> Finding {
        Finding { outcome: self, said: self.said(), fixer: self.fixer(), change: self.change() }
    }
}

impl Finding {
    /// The same with a name or an address in its words.
    #[must_use]
    fn about(mut self, name: &'static str, value: &str) -> Self {
        self.said = self.said.text(name, value);
        self.change = self.change.map(|change| change.text(name, value));
        self
    }
}

fn settings_fault(fault: &Fault) -> Finding {
    let field = if fault.field.is_empty() { "config.json" } else { &fault.field };
    let finding = Outcome::SettingsFault.finding().about("field", field);
    // The reader of the file says itself what should stand there.
    Finding { change: Some(Message::new(["config.expected.", fault.expected.name()].concat())), ..finding }
}

/// The addresses that a deployment leads people to, each once.
fn led_to(config: &Config) -> Vec<&Url> {
    let installs = config.targets.iter().filter_map(|target| target.install_url.as_ref());
    let mut addresses: Vec<&Url> = Vec::new();
    for address in config.privacy_url.iter().chain(installs) {
        if !addresses.contains(&address) {
            addresses.push(address);
        }
    }
    addresses
}

struct Judge<'a> {
    config: &'a Config,
    desk: &'a Url,
    answers: &'a [Answer],
}

/// What a sign-in that failed says of the registration.
fn sign(problem: &Problem) -> Outcome {
    let by_kind = match problem.kind {
        Kind::AppUnknown => Outcome::AudienceUnknown,
        Kind::NotAssigned => Outcome::AudienceAssigned,
        Kind::NotInvited | Kind::PersonalAccount => Outcome::AudienceAccount,
        Kind::HostConsentNeeded => Outcome::ConsentAdmin,
        Kind::SignInCanceled => Outcome::ConsentDeclined,
        Kind::ClaimRefused => Outcome::TokensRefused,
        Kind::WrongPage => Outcome::RedirectWrongPage,
        _ => Outcome::SignInOther,
    };
    match problem.trace.aadsts {
        Some(50011 | 900971) => Outcome::RedirectMissing,
        // Neither is on Microsoft's list. 9002326: microsoft-authentication-library-for-js#5196. 7000218 stands on it
        // as a missing credential, which is asked of what is no public client.
        Some(9002326 | 7000218) => Outcome::RedirectNotSpa,
        // Said of a single-page address without PKCE (azure-docs#93166, MMM-MicrosoftToDo#27); this portal always
        // sends one.
        Some(9002325) => Outcome::RedirectNoProof,
        Some(9002327) => Outcome::RedirectNoOrigin,
        Some(50194 | 9002332 | 90130) => Outcome::AudienceSingleTenant,
        Some(65001 | 90008 | 9002341) => Outcome::ConsentMissing,
        Some(65005 | 650054 | 650057) => Outcome::ConsentUnlisted,
        _ => by_kind,
    }
}

impl Judge<'_> {
    fn findings(&self) -> Vec<Finding> {
        let mut findings = vec![Outcome::SettingsSound.finding(), self.sign_in_service()];
        findings.push(self.graph());
        findings.extend(
            led_to(self.config)
                .into_iter()
                .map(|address| Outcome::AddressUnseen.finding().about("address", address.as_str())),
        );
        for host in &self.config.hosts {
            findings.extend(self.discovery(host));
            findings.extend(self.at_host(host));
        }
        findings.extend(Page::ALL.map(|page| self.redirect(page)));
        findings.extend(self.claims());
        findings.extend(
            [Outcome::VersionUnseen, Outcome::ImplicitUnseen, Outcome::OthersUnseen].map(Outcome::finding),
        );
        findings
    }

    fn graph(&self) -> Finding {
        let reach = self.answers.iter().rev().find_map(|answer| match answer {
            Answer::Reached(reach) => Some(*reach),
            _ => None,
        });
        let outcome = match reach {
            None => Outcome::AddressUntried,
            Some(Reach::Answers) => Outcome::AddressAnswers,
            Some(Reach::Altered) => Outcome::AddressAltered,
            Some(Reach::Silent) => Outcome::ServiceSilent,
            Some(Reach::Offline) => Outcome::Offline,
        };
        outcome.finding().about("address", self.config.cloud.graph.as_str())
    }

    /// Whether the sign-in service answers, from what came of asking it for any tenant.
    fn sign_in_service(&self) -> Finding {
        let discovery = self.answers.iter().rev().find_map(|answer| match answer {
            Answer::Discovered(_, discovery) => Some(discovery),
            _ => None,
        });
        let outcome = match discovery {
            None => Outcome::AddressUntried,
            Some(Discovery::Document { .. } | Discovery::NoTenant) => Outcome::AddressAnswers,
            Some(Discovery::Unreadable) => Outcome::AddressAltered,
            Some(Discovery::Silent) => Outcome::ServiceSilent,
            Some(Discovery::Offline) => Outcome::Offline,
        };
        outcome.finding().about("address", self.config.cloud.login.as_str())
    }

    fn discovery(&self, host: &Host) -> Vec<Finding> {
        let discovery = self.answers.iter().rev().find_map(|answer| match answer {
            Answer::Discovered(tenant, discovery) if *tenant == host.tenant => Some(discovery),
            _ => None,
        });
        let (tenant, cloud) = match discovery {
            Some(Discovery::Document { issuer, graph }) => {
                (issued_by(issuer, host), self.cloud(issuer, graph.as_deref()))
            }
            Some(Discovery::NoTenant) => (Outcome::TenantMissing, Outcome::CloudUntold),
            Some(Discovery::Unreadable | Discovery::Silent | Discovery::Offline) | None => {
                (Outcome::TenantUnread, Outcome::CloudUntold)
            }
        };
        let login = self.config.cloud.login.as_str();
        let about = |outcome: Outcome| outcome.finding().about("host", &host.name).about("login", login);
        vec![about(tenant).about("tenant", host.tenant.as_str()), about(cloud)]
    }

    /// Whether the document comes from the configured cloud: by its issuer, and by the Graph it names.
    fn cloud(&self, issuer: &str, graph: Option<&str>) -> Outcome {
        let cloud = &self.config.cloud;
        let Ok(issuer) = Url::parse(issuer) else { return Outcome::CloudUntold };
        let own_graph = Url::parse(cloud.graph.as_str()).ok();
        let own_graph = own_graph.as_ref().and_then(Url::host_str);
        if !cloud.login.is_origin_of(&issuer) || (graph.is_some() && graph != own_graph) {
            return Outcome::CloudOther;
        }
        Outcome::CloudFits
    }

    /// How the last sign-in at a host, from either page, ended.
    fn at_host(&self, host: &Host) -> Vec<Finding> {
        let ended = self.sign_ins().rev().find(|(_, tenant, _)| **tenant == host.tenant);
        let about = |outcome: Outcome| {
            outcome
                .finding()
                .about("host", &host.name)
                .about("tenant", host.tenant.as_str())
                .about("client", self.config.client_id.as_str())
        };
        let untried = |topic| match topic {
            Topic::Audience => Outcome::AudienceUntried,
            Topic::Consent => Outcome::ConsentUntried,
            _ => Outcome::TokensUntold,
        };
        let failed = match ended {
            Some((_, _, Ok(_))) => {
                let works = [Outcome::AudienceFits, Outcome::ConsentGiven, Outcome::TokensFit];
                return works.map(about).into();
            }
            Some((_, _, Err(problem))) => Some(problem),
            None => None,
        };
        let told = failed.map(sign).filter(|outcome| outcome.topic() != Topic::Redirect);
        let mut findings: Vec<Finding> = [Topic::Audience, Topic::Consent, Topic::Tokens]
            .into_iter()
            .filter(|topic| told.is_none_or(|outcome| outcome.topic() != *topic))
            .map(|topic| about(untried(topic)))
            .collect();
        if let (Some(outcome), Some(problem)) = (told, failed) {
            let mut finding = about(outcome).about("code", &code(problem));
            if outcome == Outcome::SignInOther {
                finding.fixer = Some(problem.kind.fixer());
            }
            findings.push(finding);
        }
        findings
    }

    /// What the last sign-in from a page says of its redirect address.
    fn redirect(&self, page: Page) -> Finding {
        let ended = self.sign_ins().rev().find_map(|(from, _, ended)| {
            let outcome = match ended {
                Ok(_) => Outcome::RedirectWorks,
                Err(problem) => sign(problem),
            };
            (from == page && outcome.topic() == Topic::Redirect).then_some(outcome)
        });
        let address = redirect_address(page, self.desk);
        ended.unwrap_or(Outcome::RedirectUntried).finding().about("address", &address)
    }

    /// What the last ID token shows.
    fn claims(&self) -> [Finding; 2] {
        let seen = self.sign_ins().rev().find_map(|(_, _, ended)| ended.as_ref().ok());
        let acct = match seen.and_then(|claims| claims.acct) {
            Some(true) => Outcome::AcctThere,
            Some(false) => Outcome::AcctMissing,
            None => Outcome::AcctUntold,
        };
        let login_hint = match seen.map(|claims| claims.login_hint) {
            Some(true) => Outcome::LoginHintThere,
            Some(false) => Outcome::LoginHintMissing,
            None => Outcome::LoginHintUntold,
        };
        [acct.finding(), login_hint.finding()]
    }

    fn sign_ins(&self) -> impl DoubleEndedIterator<Item = (Page, &TenantId, &Result<Claims, Problem>)> {
        self.answers.iter().filter_map(|answer| match answer {
            Answer::SignIn { page, host, ended } => Some((*page, host, ended)),
            _ => None,
        })
    }
}

/// Whose tokens the document speaks of: an issuer is the sign-in service, the tenant, and `/v2.0`
/// (entra-docs, v2-protocols-oidc.md).
fn issued_by(issuer: &str, host: &Host) -> Outcome {
    let tenant = issuer.split('/').find_map(|part| Guid::parse(part).ok());
    match tenant {
        Some(tenant) if tenant == host.tenant => Outcome::TenantFound,
        Some(_) => Outcome::TenantOther,
        None => Outcome::TenantUnread,
    }
}

/// What to call a problem by: Microsoft's code, else the claim it is about, else the portal's code.
fn code(problem: &Problem) -> String {
    let trace = &problem.trace;
    match (trace.aadsts, problem.kind) {
        (Some(number), _) => format!("AADSTS{number}"),
        (None, Kind::ClaimRefused) => trace.subject.clone().unwrap_or_default(),
        (None, kind) => kind.code().to_owned(),
    }
}

/// Every id of a sentence that is said here.
pub fn word_ids() -> Vec<String> {
    let outcomes = Outcome::ALL.iter().flat_map(|outcome| {
        // What should stand in a field, the reader of the file says.
        let change = outcome.change().filter(|_| *outcome != Outcome::SettingsFault);
        std::iter::once(outcome.said()).chain(change).map(|message| message.id.into_owned())
    });
    let topics = Topic::ALL.iter().map(|topic| ["portal-check.topic.", topic.name()].concat());
    let standings = Standing::ALL.iter().map(|standing| ["portal-check.standing.", standing.name()].concat());
    outcomes.chain(topics).chain(standings).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;
    use rstest::rstest;
    use serde_json::json;

    use super::*;
    use crate::domain::config::Expected;
    use crate::domain::problem::{Trace, seen};
    use crate::domain::words::Argument;

    const CONTOSO: &str = "3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811";
    const FABRIKAM: &str = "a7d0c4de-52f3-4b0c-8d6a-91be3e75f020";

    fn config() -> Config {
        Config::parse(
            &json!({
                "clientId": "8c1f2d34-5b67-4e89-a0b1-c2d3e4f50617",
                "hosts": [{ "tenantId": CONTOSO, "domain": "contoso.com", "name": "Contoso" }],
                "privacyUrl": "https://www.contoso.com/privacy",
            })
            .to_string(),
        )
        .unwrap()
    }

    fn desk() -> Url {
        Url::parse("https://guests.contoso.com/mesh/desk.html?lang=de#/support").unwrap()
    }

    fn contoso() -> TenantId {
        Guid::parse(CONTOSO).unwrap()
    }

    fn judged(answers: &[Answer]) -> Vec<Finding> {
        judge(Ok(&config()), &desk(), answers)
    }

    fn outcomes(answers: &[Answer]) -> Vec<Outcome> {
        judged(answers).into_iter().map(|finding| finding.outcome).collect()
    }

    fn about(answers: &[Answer], topic: Topic) -> Vec<Outcome> {
        outcomes(answers).into_iter().filter(|outcome| outcome.topic() == topic).collect()
    }

    fn from(page: Page, ended: Result<Claims, Problem>) -> Answer {
        Answer::SignIn { page, host: contoso(), ended }
    }

    fn failed(text: &str) -> Answer {
        from(Page::Desk, Err(seen(text, false).unwrap()))
    }

    fn succeeded() -> Answer {
        from(Page::Desk, Ok(Claims { acct: Some(true), login_hint: true }))
    }

    fn text(message: &Message, name: &str) -> Option<String> {
        message.arguments.iter().find_map(|(key, value)| match value {
            Argument::Text(text) if *key == name => Some(text.clone()),
            _ => None,
        })
    }

    fn document(issuer: &str, graph: &str) -> Discovery {
        Discovery::read(
            &json!({ "issuer": issuer, "msgraph_host": graph, "claims_supported": ["sub"] }).to_string(),
        )
    }

    fn discovered(discovery: Discovery) -> Answer {
        Answer::Discovered(contoso(), discovery)
    }

    #[test]
    fn everything_that_can_be_tried_is_planned_once() {
        let plan = plan(&config());
        let document =
            format!("https://login.microsoftonline.com/{CONTOSO}/v2.0/.well-known/openid-configuration");
        assert_eq!(plan.first(), Some(&Probe::Read(contoso(), Url::parse(&document).unwrap())));
        let graph = Url::parse("https://graph.microsoft.com/v1.0/me").unwrap();
        assert_eq!(plan.iter().filter(|probe| **probe == Probe::Reach(graph.clone())).count(), 1);
        assert_eq!(plan.last(), Some(&Probe::SignIn(contoso())));
    }

    #[test]
    fn a_faulty_file_is_all_that_is_spoken_of() {
        let faults = [
            Fault { field: "hosts[0].tenantId".to_owned(), expected: Expected::Guid },
            Fault { field: String::new(), expected: Expected::Object },
        ];
        let findings = judge(Err(&faults), &desk(), &[succeeded()]);
        assert_eq!(sum(&findings), Standing::Fault);
        let fields: Vec<_> = findings.iter().map(|finding| text(&finding.said, "field").unwrap()).collect();
        assert_eq!(fields, ["hosts[0].tenantId", "config.json"]);
        assert_eq!(findings[0].change.as_ref().unwrap().id, "config.expected.guid");
    }

    #[test]
    fn nothing_tried_is_nothing_known_but_the_file() {
        let findings = judged(&[]);
        for finding in &findings {
            let expected =
                if finding.outcome == Outcome::SettingsSound { Standing::Ok } else { Standing::NotKnown };
            assert_eq!(finding.outcome.standing(), expected, "{:?}", finding.outcome);
        }
        assert_eq!(sum(&findings), Standing::NotKnown);
    }

    #[test]
    fn a_sound_deployment_leaves_only_what_no_page_can_see() {
        let config = config();
        let issuer = format!("https://login.microsoftonline.com/{CONTOSO}/v2.0");
        let answers = [
            Answer::Reached(Reach::Answers),
            discovered(document(&issuer, "graph.microsoft.com")),
            succeeded(),
            from(Page::Guest, Ok(Claims { acct: Some(true), login_hint: true })),
        ];
        let left: Vec<Outcome> =
            outcomes(&answers).into_iter().filter(|outcome| outcome.standing() != Standing::Ok).collect();
        let (addresses, settings) = left.split_at(led_to(&config).len());
        assert!(addresses.iter().all(|outcome| *outcome == Outcome::AddressUnseen));
        assert_eq!(settings, [Outcome::VersionUnseen, Outcome::ImplicitUnseen, Outcome::OthersUnseen]);
    }

    #[rstest]
    #[case("AADSTS50011: The redirect URI does not match", Outcome::RedirectMissing)]
    #[case("AADSTS9002326: Cross-origin token redemption", Outcome::RedirectNotSpa)]
    #[case("AADSTS9002325: Proof Key for Code Exchange is required", Outcome::RedirectNoProof)]
    #[case("AADSTS9002327", Outcome::RedirectNoOrigin)]
    #[case("AADSTS50194: not configured as multi-tenant", Outcome::AudienceSingleTenant)]
    #[case("AADSTS700016: Application not found", Outcome::AudienceUnknown)]
    #[case("AADSTS50020: User account does not exist", Outcome::AudienceAccount)]
    #[case("AADSTS50105", Outcome::AudienceAssigned)]
    #[case("AADSTS65001", Outcome::ConsentMissing)]
    #[case("AADSTS90094", Outcome::ConsentAdmin)]
    #[case("AADSTS650057", Outcome::ConsentUnlisted)]
    #[case("AADSTS65004", Outcome::ConsentDeclined)]
    #[case("AADSTS53003", Outcome::SignInOther)]
    fn a_code_says_what_to_change(#[case] code: &str, #[case] expected: Outcome) {
        let findings = judged(&[failed(code)]);
        let found = findings.iter().find(|finding| finding.outcome == expected);
        let found = found.unwrap_or_else(|| panic!("{findings:?}"));
        assert_eq!(found.change.is_some(), expected != Outcome::SignInOther);
        assert_eq!(about(&[failed(code)], expected.topic()).iter().filter(|o| **o == expected).count(), 1);
    }

    #[test]
    fn a_missing_address_is_named_for_the_page_it_belongs_to() {
        let answer = from(Page::Guest, Err(seen("AADSTS50011", false).unwrap()));
        let findings = judged(&[answer]);
        let change = findings.iter().find(|finding| finding.outcome == Outcome::RedirectMissing).unwrap();
        let address = text(change.change.as_ref().unwrap(), "address");
        assert_eq!(address.as_deref(), Some("https://guests.contoso.com/mesh/"));
        assert_eq!(redirect_address(Page::Desk, &desk()), "https://guests.contoso.com/mesh/desk.html");
    }

    #[test]
    fn what_came_later_counts() {
        let mended = [failed("AADSTS9002326"), succeeded()];
        assert_eq!(about(&mended, Topic::Redirect), [Outcome::RedirectUntried, Outcome::RedirectWorks]);
        assert_eq!(about(&mended, Topic::Audience), [Outcome::AudienceFits]);
        let broken = [succeeded(), failed("AADSTS700016")];
        assert_eq!(about(&broken, Topic::Audience), [Outcome::AudienceUnknown]);
        assert_eq!(about(&broken, Topic::Consent), [Outcome::ConsentUntried]);
    }

    #[rstest]
    #[case(Some(true), true, [Outcome::AcctThere, Outcome::LoginHintThere])]
    #[case(Some(false), false, [Outcome::AcctMissing, Outcome::LoginHintMissing])]
    #[case(None, true, [Outcome::AcctUntold, Outcome::LoginHintThere])]
    fn the_token_shows_which_claims_it_has(
        #[case] acct: Option<bool>,
        #[case] login_hint: bool,
        #[case] expected: [Outcome; 2],
    ) {
        let found = outcomes(&[from(Page::Desk, Ok(Claims { acct, login_hint }))]);
        for outcome in expected {
            assert!(found.contains(&outcome), "{found:?}");
        }
    }

    #[rstest]
    #[case(Some(false), Some(true))]
    #[case(Some(true), None)]
    #[case(None, Some(false))]
    fn acct_is_told_only_where_idp_cannot_stand_in(
        #[case] is_guest: Option<bool>,
        #[case] acct: Option<bool>,
    ) {
        let identity =
            Identity { tenant: contoso(), user_name: None, name: None, is_guest, logout_hint: None };
        assert_eq!(Claims::of(&identity), Claims { acct, login_hint: false });
    }

    #[rstest]
    #[case::right(&format!("https://login.microsoftonline.com/{CONTOSO}/v2.0"), "graph.microsoft.com", Outcome::TenantFound, Outcome::CloudFits)]
    #[case::other_tenant(&format!("https://login.microsoftonline.com/{FABRIKAM}/v2.0"), "graph.microsoft.com", Outcome::TenantOther, Outcome::CloudFits)]
    #[case::other_cloud(&format!("https://login.microsoftonline.us/{CONTOSO}/v2.0"), "graph.microsoft.us", Outcome::TenantFound, Outcome::CloudOther)]
    #[case::other_graph(&format!("https://login.microsoftonline.com/{CONTOSO}/v2.0"), "dod-graph.microsoft.us", Outcome::TenantFound, Outcome::CloudOther)]
    #[case::template(
        "https://login.microsoftonline.com/{tenantid}/v2.0",
        "graph.microsoft.com",
        Outcome::TenantUnread,
        Outcome::CloudFits
    )]
    #[case::nonsense("contoso", "graph.microsoft.com", Outcome::TenantUnread, Outcome::CloudUntold)]
    fn the_document_is_compared(
        #[case] issuer: &str,
        #[case] graph: &str,
        #[case] tenant: Outcome,
        #[case] cloud: Outcome,
    ) {
        let answers = [discovered(document(issuer, graph))];
        assert_eq!(about(&answers, Topic::Tenant), [tenant]);
        assert_eq!(about(&answers, Topic::Cloud), [cloud]);
    }

    #[rstest]
    #[case(
        r#"{"error":"invalid_tenant","error_description":"AADSTS90002: Tenant not found."}"#,
        Discovery::NoTenant
    )]
    #[case("<html>proxy</html>", Discovery::Unreadable)]
    #[case(r#"{"issuer":7}"#, Discovery::Unreadable)]
    #[case(r#"{"issuer":"https://x.example/"}"#, Discovery::Document { issuer: "https://x.example/".to_owned(), graph: None })]
    fn an_answer_is_read(#[case] body: &str, #[case] expected: Discovery) {
        assert_eq!(Discovery::read(body), expected);
    }

    #[rstest]
    #[case(Reach::Answers, Outcome::AddressAnswers)]
    #[case(Reach::Altered, Outcome::AddressAltered)]
    #[case(Reach::Silent, Outcome::ServiceSilent)]
    #[case(Reach::Offline, Outcome::Offline)]
    fn graph_answers_or_it_does_not(#[case] reach: Reach, #[case] expected: Outcome) {
        assert!(outcomes(&[Answer::Reached(reach)]).contains(&expected));
    }

    #[test]
    fn where_guests_are_led_is_left_to_a_person() {
        let unseen = outcomes(&[]).into_iter().filter(|outcome| *outcome == Outcome::AddressUnseen);
        assert_eq!(unseen.count(), led_to(&config()).len());
    }

    #[rstest]
    #[case(Discovery::NoTenant, Outcome::AddressAnswers)]
    #[case(Discovery::Unreadable, Outcome::AddressAltered)]
    #[case(Discovery::Silent, Outcome::ServiceSilent)]
    #[case(Discovery::Offline, Outcome::Offline)]
    fn what_came_of_asking_for_a_tenant_says_whether_the_service_answers(
        #[case] discovery: Discovery,
        #[case] expected: Outcome,
    ) {
        let findings = judged(&[discovered(discovery)]);
        let login = Some("https://login.microsoftonline.com".to_owned());
        let service = findings.iter().find(|finding| text(&finding.said, "address") == login).unwrap();
        assert_eq!(service.outcome, expected);
    }

    #[test]
    fn a_refused_claim_is_named() {
        let problem = Problem::new(Kind::ClaimRefused).about("ver");
        let findings = judged(&[from(Page::Desk, Err(problem))]);
        let found = findings.iter().find(|finding| finding.outcome == Outcome::TokensRefused).unwrap();
        assert_eq!(text(&found.said, "code").as_deref(), Some("ver"));
    }

    #[test]
    fn somebody_sees_to_every_fault_and_nobody_to_what_works() {
        for outcome in Outcome::ALL {
            match outcome.standing() {
                Standing::Ok => assert!(outcome.fixer().is_none() && !outcome.changes(), "{outcome:?}"),
                Standing::Warning | Standing::Fault => {
                    assert!(outcome.fixer().is_some() && outcome.changes(), "{outcome:?}");
                }
                Standing::NotKnown => {}
            }
        }
        let topics: BTreeSet<Topic> = Outcome::ALL.iter().map(|outcome| outcome.topic()).collect();
        assert_eq!(topics.into_iter().collect::<Vec<_>>(), Topic::ALL);
    }

    fn any_answer() -> impl Strategy<Value = Answer> {
        let page = prop::sample::select(Page::ALL.to_vec());
        let tenant = prop::sample::select(vec![CONTOSO, FABRIKAM]).prop_map(|id| Guid::parse(id).unwrap());
        let problem = (prop::sample::select(Kind::ALL.to_vec()), prop::option::of(10000u32..9999999))
            .prop_map(|(kind, aadsts)| Problem { kind, trace: Trace { aadsts, ..Trace::default() } });
        let claims =
            (any::<Option<bool>>(), any::<bool>()).prop_map(|(acct, login_hint)| Claims { acct, login_hint });
        let ended = prop_oneof![claims.prop_map(Ok), problem.prop_map(Err)];
        prop_oneof![
            (page, tenant.clone(), ended).prop_map(|(page, host, ended)| Answer::SignIn {
                page,
                host,
                ended
            }),
            (tenant, ".{0,40}").prop_map(|(tenant, body)| Answer::Discovered(tenant, Discovery::read(&body))),
        ]
    }

    proptest! {
        #[test]
        fn every_topic_is_spoken_of_whatever_came(answers in prop::collection::vec(any_answer(), 0..8)) {
            let findings = judged(&answers);
            let topics: BTreeSet<Topic> = findings.iter().map(|finding| finding.outcome.topic()).collect();
            prop_assert_eq!(topics.len(), Topic::ALL.len());
            prop_assert!(findings.is_sorted_by_key(|finding| finding.outcome.topic()));
        }
    }
}
