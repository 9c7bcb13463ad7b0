//! Everything the help desk can look up, each thing under an address that stays.

use super::said::{Said, Source};
use super::teams::TeamsCode;
use crate::domain::explain::{
    Explanation, Read, about_aadsts, about_graph, about_kind, about_oauth, find_code,
};
use crate::domain::problem::{Kind, Trace};
use crate::domain::words::Message;

/// One thing to look up. [`address`](Self::address) is its stable name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A problem of this portal: `SIGNIN-03`.
    Problem(Kind),
    /// A message of Microsoft: `mesh:full`, `page:admin-approval`.
    Said(&'static Said),
    /// A sign-in code of Microsoft, known or not: `AADSTS50020`.
    Aadsts(u32),
    /// A code of Microsoft Graph: `graph:TooManyRequests`.
    Graph(&'static str),
    /// An OAuth error: `oauth:access_denied`.
    OAuth(&'static str),
    /// A sub-code of a Teams meeting that could not be joined: `teams:40210`.
    Teams(TeamsCode),
}

/// Codes of Microsoft Graph (microsoftgraph/microsoft-graph-docs-contrib, `concepts/errors.md`, and the error
/// bodies in its pages).
pub(super) const GRAPH: &[&str] = &[
    "Authorization_RequestDenied",
    "Authorization_IdentityNotFound",
    "Authentication_MissingOrMalformed",
    "InvalidAuthenticationToken",
    "Request_BadRequest",
    "Request_ResourceNotFound",
    "Request_UnsupportedQuery",
    "TooManyRequests",
    "ActivityLimitReached",
    "BadRequest",
    "Forbidden",
    "GatewayTimeout",
    "GeneralException",
    "InternalServerError",
    "InvalidRequest",
    "NoLicense",
    "ServiceNotAvailable",
    "ServiceUnavailable",
    "Unauthenticated",
    "Unauthorized",
];

/// OAuth errors (RFC 6749, sections 4.1.2.1 and 5.2; RFC 6750, section 3.1; OpenID Connect Core, section
/// 3.1.2.6), and what Entra adds (MicrosoftDocs/entra-docs, `docs/identity-platform/v2-oauth2-auth-code-flow.md`;
/// AzureAD/microsoft-authentication-library-for-js, `InteractionRequiredAuthError.ts`).
pub(super) const OAUTH: &[&str] = &[
    "access_denied",
    "account_selection_required",
    "bad_token",
    "basic_action",
    "additional_action",
    "consent_required",
    "insufficient_claims",
    "insufficient_scope",
    "interaction_required",
    "interrupted_user",
    "invalid_client",
    "invalid_grant",
    "invalid_request",
    "invalid_resource",
    "invalid_scope",
    "invalid_token",
    "login_required",
    "message_only",
    "server_error",
    "temporarily_unavailable",
    "ui_not_allowed",
    "unauthorized_client",
    "unsupported_grant_type",
    "unsupported_response_type",
    "user_password_expired",
];

// Addresses that were seen at Microsoft. Where none was, none is given.
const ERROR_REFERENCE: &str = "https://learn.microsoft.com/entra/identity-platform/reference-error-codes";
const GRAPH_ERRORS: &str = "https://learn.microsoft.com/graph/errors";
const JOIN_EVENT: &str = "https://learn.microsoft.com/mesh/user-guide/join-an-event";
const GUEST_ACCESS: &str = "https://learn.microsoft.com/mesh/setup/content/guest-access";
const SERVICE_PLAN: &str = "https://learn.microsoft.com/mesh/setup/content/setup-m365-mesh";
const PREPARING: &str = "https://learn.microsoft.com/mesh/setup/content/preparing-your-organization";
const REDEMPTION: &str = "https://learn.microsoft.com/entra/external-id/redemption-experience";
const CROSS_TENANT: &str =
    "https://learn.microsoft.com/entra/external-id/cross-tenant-access-settings-b2b-collaboration";
const CONDITIONAL_ACCESS: &str =
    "https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-policies";

impl Entry {
    /// Its name, the same forever: for links to it.
    pub fn address(self) -> String {
        match self {
            Self::Problem(kind) => kind.code().to_owned(),
            Self::Said(said) => said.address.to_owned(),
            Self::Aadsts(number) => format!("AADSTS{number}"),
            Self::Graph(code) => ["graph:", code].concat(),
            Self::OAuth(error) => ["oauth:", error].concat(),
            Self::Teams(code) => ["teams:", code.digits()].concat(),
        }
    }

    /// The entry of an address, exactly as [`address`](Self::address) writes it.
    pub fn read(address: &str) -> Option<Self> {
        let named = |names: &[&'static str], name: &str| names.iter().copied().find(|known| *known == name);
        if let Some(number) = address.strip_prefix("AADSTS") {
            let is_plain = number.len() <= 8 && number.bytes().all(|byte| byte.is_ascii_digit());
            let number = number.parse().ok().filter(|number| is_plain && *number >= 10_000)?;
            return Some(Self::Aadsts(number)).filter(|entry| entry.address() == address);
        }
        match address.split_once(':') {
            None => Kind::from_code(address).map(Self::Problem),
            Some(("graph", code)) => named(GRAPH, code).map(Self::Graph),
            Some(("oauth", error)) => named(OAUTH, error).map(Self::OAuth),
            Some(("teams", digits)) => {
                TeamsCode::ALL.iter().copied().find(|code| code.digits() == digits).map(Self::Teams)
            }
            Some(_) => Said::ALL.iter().find(|said| said.address == address).map(Self::Said),
        }
    }

    /// What an explanation is about, when that has an address.
    pub(super) fn of(explanation: &Explanation) -> Option<Self> {
        explanation.code.as_deref().and_then(Self::read).or(explanation.problem.map(Self::Problem))
    }

    /// What a problem with Microsoft's number for it is looked up by: the number, unless that means another problem
    /// where the guest was, as some do at the guest's own organization, or sends people to somebody else than the
    /// guest's page did.
    pub fn of_problem(problem: Option<Kind>, aadsts: Option<u32>) -> Option<Self> {
        let agrees = |number: &Self| {
            let known = number.explained(&Trace::default());
            problem.is_none_or(|kind| known.problem == problem && known.fixer == kind.fixer())
        };
        aadsts.map(Self::Aadsts).filter(agrees).or(problem.map(Self::Problem))
    }

    /// The portal's problem behind it, when there is one.
    pub fn problem(self) -> Option<Kind> {
        match self {
            Self::Problem(kind) => Some(kind),
            Self::Said(said) => Some(said.kind),
            _ => self.explained(&Trace::default()).problem,
        }
    }

    /// What it means, in one line.
    pub fn heading(self) -> Message {
        self.explained(&Trace::default()).heading
    }

    /// What it means, and who does what about it. `trace` goes into the message to whoever can fix it.
    pub fn explained(self, trace: &Trace) -> Explanation {
        match self {
            Self::Problem(kind) => about_kind(kind, trace),
            Self::Said(said) => {
                Explanation { read: Read::Words, quoted: Some(said.text), ..about_kind(said.kind, trace) }
            }
            Self::Aadsts(number) => about_aadsts(number, trace),
            Self::Graph(code) => about_graph(code, trace),
            Self::OAuth(error) => about_oauth(error, trace),
            Self::Teams(code) => code.explained(trace),
        }
    }

    /// Microsoft's own page about it, in English or the reader's language.
    pub fn page(self) -> Option<&'static str> {
        match self {
            Self::Aadsts(number) => find_code(number).map(|_| ERROR_REFERENCE),
            Self::Graph(_) => Some(GRAPH_ERRORS),
            Self::OAuth(_) | Self::Teams(_) => None,
            Self::Said(said) if said.source == Source::JoinAnEvent => Some(JOIN_EVENT),
            Self::Said(said) => page_of(said.kind),
            Self::Problem(kind) => page_of(kind),
        }
    }
}

fn page_of(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::InvitationPending | Kind::ReturnLost => Some(REDEMPTION),
        Kind::InboundPolicy | Kind::OutboundPolicy => Some(CROSS_TENANT),
        Kind::ConditionalAccess | Kind::DeviceNotTrusted => Some(CONDITIONAL_ACCESS),
        Kind::LicenseAllMissing | Kind::LicensePrerequisiteMissing | Kind::LicensePremiumMissing => {
            Some(GUEST_ACCESS)
        }
        Kind::LicenseMeshPlanOff => Some(SERVICE_PLAN),
        Kind::EventNetworkBlocked => Some(PREPARING),
        Kind::EventHostNotInside
        | Kind::EventSetupIncomplete
        | Kind::EventWrongTenant
        | Kind::DeviceWebClient
        | Kind::DeviceHeadset => Some(JOIN_EVENT),
        Kind::GraphRefused | Kind::GraphQuestionMalformed => Some(GRAPH_ERRORS),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(Some(Kind::ConditionalAccess), Some(53003), Some(Entry::Aadsts(53003)))]
    #[case::at_home(
        Some(Kind::HomeConsentForbidden),
        Some(65001),
        Some(Entry::Problem(Kind::HomeConsentForbidden))
    )]
    #[case::another_fixer(
        Some(Kind::HostConsentNeeded),
        Some(65001),
        Some(Entry::Problem(Kind::HostConsentNeeded))
    )]
    #[case(Some(Kind::Offline), None, Some(Entry::Problem(Kind::Offline)))]
    #[case(None, Some(53003), Some(Entry::Aadsts(53003)))]
    #[case(None, None, None)]
    fn a_number_is_looked_up_where_it_means_the_problem(
        #[case] problem: Option<Kind>,
        #[case] aadsts: Option<u32>,
        #[case] expected: Option<Entry>,
    ) {
        assert_eq!(Entry::of_problem(problem, aadsts), expected);
    }
}
