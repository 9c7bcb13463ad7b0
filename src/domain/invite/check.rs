//! Whether an invite may be believed here: the host is served, the event link leads where it should,
//! the redeem address is Microsoft's.

use url::Url;

use super::link::Unreadable;
use super::{Invite, RedeemUrl};
use crate::domain::config::{Cloud, Config};
use crate::domain::links::{MeetingPlace, parse_url};
use crate::domain::problem::{Kind, Problem};
use crate::domain::tenant::TenantId;

/// Something the guest should know about the link, which does not stop the journey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The redeem address was not usable and was left out.
    RedeemDropped,
    /// The Teams meeting link leads elsewhere and was left out.
    MeetingDropped,
    /// Links must be signed here, and this browser cannot verify signatures.
    SignatureUnverified,
}

/// Checks an invite against a deployment. What is merely unusable is dropped with a notice; what would
/// lead the guest astray is a problem.
pub fn check(mut invite: Invite, config: &Config) -> Result<(Invite, Vec<Notice>), Problem> {
    let mut notices = Vec::new();
    if config.host(&invite.host).is_none() {
        return Err(Problem::new(Kind::LinkUnknownHost).about(invite.host.as_str()));
    }
    let Some(settings) = config.target(invite.target) else {
        return Err(Problem::new(Kind::LinkTargetNotOffered).about(invite.target.name()));
    };
    let name = invite.event_link.host_str().unwrap_or_default();
    if !on_list(name, &settings.event_hosts) {
        let kind = if imitates(name, &settings.event_hosts) {
            Kind::LinkLookAlike
        } else {
            Kind::LinkEventHostRefused
        };
        return Err(Problem::new(kind).about(name));
    }
    if invite.redeem.as_ref().is_some_and(|redeem| !is_redeem_address(redeem, &config.cloud, &invite.host)) {
        invite.redeem = None;
        notices.push(Notice::RedeemDropped);
    }
    // Teams' own hosts: teams-for-linux, app/config/defaults.js; government: MeetingBar.
    let teams = ["teams.microsoft.com", "teams.cloud.microsoft", "teams.live.com", "gov.teams.microsoft.us"];
    let is_foreign = |url: &Url| !on_list(url.host_str().unwrap_or_default(), &teams);
    if invite.meeting.as_ref().and_then(MeetingPlace::link).is_some_and(is_foreign) {
        invite.meeting = None;
        // It was over the meeting, too.
        invite.signed = None;
        notices.push(Notice::MeetingDropped);
    }
    Ok((invite, notices))
}

/// The problem an unreadable link is shown as.
pub fn unreadable(fault: &Unreadable) -> Problem {
    match fault {
        Unreadable::Malformed => Problem::new(Kind::LinkMalformed),
        Unreadable::Truncated => Problem::new(Kind::LinkTruncated),
        Unreadable::TooNew => Problem::new(Kind::LinkTooNew),
        Unreadable::TooLong => Problem::new(Kind::LinkTooLong),
        Unreadable::Field(field) => Problem::new(Kind::LinkMalformed).about(*field),
        Unreadable::UnknownTarget => Problem::new(Kind::LinkTargetNotOffered),
    }
}

pub(in crate::domain) fn on_list(name: &str, list: &[impl AsRef<str>]) -> bool {
    list.iter().any(|allowed| {
        let allowed = allowed.as_ref();
        name == allowed || name.strip_suffix(allowed).is_some_and(|subdomain| subdomain.ends_with('.'))
    })
}

/// Whether a host name looks like one on the list without being it: an encoded non-ASCII name, a listed
/// name as a mere part, or at most two letters' difference.
fn imitates(name: &str, list: &[String]) -> bool {
    let encoded = name.split('.').any(|label| label.starts_with("xn--"));
    encoded
        || list.iter().any(|allowed| {
            let dashed = allowed.replace('.', "-");
            name.contains(allowed.as_str()) || name.contains(&dashed) || distance(name, allowed) <= 2
        })
}

/// Letters to insert, drop or change to turn one name into the other (Levenshtein). Host names are at
/// most 253 letters long.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<u8> = other.bytes().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, byte) in one.bytes().enumerate() {
        let mut corner = row[0];
        row[0] = index + 1;
        for (column, against) in other.iter().enumerate() {
            let changed = corner + usize::from(byte != *against);
            corner = row[column + 1];
            row[column + 1] = changed.min(row[column] + 1).min(corner + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}

/// Whether a redeem address is what Microsoft Graph documents ("invitation resource type"): the cloud's
/// login host, path `/redeem`, and in `rd` an address on the invitations host with this tenant.
fn is_redeem_address(redeem: &RedeemUrl, cloud: &Cloud, tenant: &TenantId) -> bool {
    let only = |url: &Url, name: &str| {
        let mut values = url
            .query_pairs()
            .filter(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.into_owned());
        let first = values.next();
        if values.next().is_some() { None } else { first }
    };
    let outer = redeem.secret();
    let sound_outside = cloud.login.is_origin_of(outer) && outer.path().trim_end_matches('/') == "/redeem";
    let inner = only(outer, "rd").and_then(|inner| parse_url(&inner));
    let inner = inner.filter(|inner| {
        cloud.invitations.is_origin_of(inner)
            && inner.path().trim_end_matches('/') == "/redeem"
            && inner.username().is_empty()
            && inner.password().is_none()
    });
    sound_outside
        && inner.is_some_and(|inner| {
            only(&inner, "tenant").and_then(|id| TenantId::parse(&id).ok()).as_ref() == Some(tenant)
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::invite::link::Described;
    use crate::domain::invite::link::tests::full;
    use rstest::rstest;

    fn config() -> Config {
        Config::parse(
            r#"{"clientId":"8c1f2d34-5b67-4e89-a0b1-c2d3e4f50617","hosts":[{"tenantId":"3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811","domain":"contoso.com","name":"Contoso"}]}"#,
        )
        .unwrap()
    }

    fn verdict(described: Described) -> Result<Vec<Notice>, Kind> {
        check(described.build().unwrap(), &config())
            .map(|(_, notices)| notices)
            .map_err(|problem| problem.kind)
    }

    #[test]
    fn a_sound_invite_keeps_everything() {
        let (invite, notices) = check(full().build().unwrap(), &config()).unwrap();
        assert_eq!((Described::from(&invite), notices), (full(), vec![]));
    }

    #[rstest]
    #[case("https://mesh.cloud.microsoft/x", None)]
    #[case("https://eur.mesh.cloud.microsoft/x", None)]
    #[case("https://portal.mesh.microsoft.com/x", None)]
    #[case("https://example.com/x", Some(Kind::LinkEventHostRefused))]
    #[case("https://evilmesh.cloud.microsoft.example.com/x", Some(Kind::LinkLookAlike))]
    #[case("https://mesh.cloud.microsoft.example.com/x", Some(Kind::LinkLookAlike))]
    #[case("https://mesh-cloud-microsoft.example/x", Some(Kind::LinkLookAlike))]
    #[case("https://mesh.cloud.micros0ft/x", Some(Kind::LinkLookAlike))]
    #[case("https://xn--msh-bma.cloud.microsoft/x", Some(Kind::LinkLookAlike))]
    fn event_links_lead_where_they_should(#[case] link: &str, #[case] expected: Option<Kind>) {
        assert_eq!(verdict(Described { event_link: link.into(), ..full() }).err(), expected);
    }

    #[test]
    fn a_host_that_is_not_served_is_named() {
        let invite = Described { host: "00000000-0000-4000-8000-000000000000".into(), ..full() };
        assert_eq!(verdict(invite), Err(Kind::LinkUnknownHost));
    }

    #[rstest]
    #[case::another_login_host(
        "https://login.example.com/redeem?rd=https%3a%2f%2finvitations.microsoft.com%2fredeem%2f%3ftenant%3d3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811"
    )]
    #[case::another_path(
        "https://login.microsoftonline.com/logout?rd=https%3a%2f%2finvitations.microsoft.com%2fredeem%2f%3ftenant%3d3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811"
    )]
    #[case::another_inner_host(
        "https://login.microsoftonline.com/redeem?rd=https%3a%2f%2fevil.example%2fredeem%2f%3ftenant%3d3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811"
    )]
    #[case::another_tenant(
        "https://login.microsoftonline.com/redeem?rd=https%3a%2f%2finvitations.microsoft.com%2fredeem%2f%3ftenant%3d00000000-0000-4000-8000-000000000000"
    )]
    #[case::two_tenants(
        "https://login.microsoftonline.com/redeem?rd=https%3a%2f%2finvitations.microsoft.com%2fredeem%2f%3ftenant%3d3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811%26tenant%3d00000000-0000-4000-8000-000000000000"
    )]
    #[case::two_targets(
        "https://login.microsoftonline.com/redeem?rd=https%3a%2f%2finvitations.microsoft.com%2fredeem%2f%3ftenant%3d3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811&rd=https%3a%2f%2fevil.example"
    )]
    #[case::nothing_inside("https://login.microsoftonline.com/redeem")]
    #[case::plain_http("http://localhost/redeem")]
    fn a_redeem_address_that_is_not_microsofts_is_dropped(#[case] redeem: &str) {
        let invite = Described { redeem_url: Some(redeem.into()), ..full() };
        let (invite, notices) = check(invite.build().unwrap(), &config()).unwrap();
        assert_eq!((invite.redeem, notices), (None, vec![Notice::RedeemDropped]));
    }

    #[test]
    fn a_foreign_meeting_link_is_dropped() {
        let invite = Described { meeting_link: Some("https://zoom.us/j/1".into()), ..full() };
        assert_eq!(verdict(invite), Ok(vec![Notice::MeetingDropped]));
    }
}
