//! Errors by name, from other screens than this portal's: Microsoft's sign-in library in other apps, and the
//! browser itself. What is wrong there has the same names as here.

use super::tokens;
use crate::domain::directory::fault::{self, GraphFault};
use crate::domain::problem::{Kind, resembling};

/// Errors of Microsoft's sign-in library for browsers (AzureAD/microsoft-authentication-library-for-js,
/// `lib/msal-browser/src/error`, `lib/msal-common/src/error`). Those that are also OAuth errors are not here.
const LIBRARY: &[(Kind, &[&str])] = &[
    // Another sign-in is open, or the answer came to another tab or twice.
    (
        Kind::AttemptUnknown,
        &[
            "interaction_in_progress",
            "interaction_in_progress_cancelled",
            "state_mismatch",
            "state_not_found",
            "invalid_state",
            "nonce_mismatch",
            "no_state_in_hash",
            "unable_to_parse_state",
            "state_interaction_type_mismatch",
            "no_token_request_cache_error",
            "unable_to_parse_token_request_cache_error",
            "no_cached_authority_error",
            "auth_request_not_set_error",
            "hash_empty_error",
            "hash_not_deserialized",
            "hash_does_not_contain_known_properties",
            "authorization_code_missing_from_server_response",
        ],
    ),
    (
        Kind::SignInWindowBlocked,
        &[
            "monitor_window_timeout",
            "monitor_popup_timeout",
            "popup_window_error",
            "empty_window_error",
            "block_nested_popups",
            "block_iframe_reload",
            "redirect_in_iframe",
            "iframe_closed_prematurely",
            "popup_relay_unsupported_flow",
            "redirect_bridge_empty_response",
            "redirect_bridge_timeout",
            "timed_out",
            "native_handshake_timeout",
            "native_connection_not_established",
            "native_extension_not_installed",
            "unable_to_acquire_token_from_native_platform",
        ],
    ),
    (Kind::SignInCanceled, &["user_cancelled", "user_canceled", "user_cancel"]),
    (
        Kind::SessionExpired,
        &[
            "no_tokens_found",
            "refresh_token_expired",
            "token_refresh_required",
            "no_account_error",
            "no_account_found",
            "no_account_in_silent_request",
            "native_account_unavailable",
            "max_age_transpired",
            "ux_not_allowed",
            "silent_sso_error",
        ],
    ),
    (Kind::Offline, &["no_network_connectivity"]),
    (
        Kind::AuthorityUnreachable,
        &[
            "network_error",
            "post_request_failed",
            "get_request_failed",
            "endpoints_resolution_error",
            "endpoint_resolution_error",
            "openid_config_error",
        ],
    ),
    (
        Kind::AnswerUnreadable,
        &["failed_to_parse_response", "empty_response", "client_info_decoding_error", "token_parsing_error"],
    ),
    (Kind::Throttled, &["request_cannot_be_made"]),
    (
        Kind::StorageRefused,
        &["database_unavailable", "database_not_open", "cache_quota_exceeded", "storage_not_supported"],
    ),
    (
        Kind::PortalMisregistered,
        &[
            "uninitialized_public_client_application",
            "stubbed_public_client_application_called",
            "crypto_nonexistent",
            "redirect_uri_empty",
            "pkce_not_created",
        ],
    ),
];

/// How the errors of browsers begin, the more exact ones first: Chrome, Edge and Opera (`net_error_list.h` of
/// Chromium), Firefox (`mozilla-central`, NSS), Safari and the old Edge.
const BROWSER: &[(&str, Kind)] = &[
    ("err_internet_disconnected", Kind::Offline),
    ("err_network_changed", Kind::Offline),
    ("dns_probe_finished_no_internet", Kind::Offline),
    ("ns_error_offline", Kind::Offline),
    // Nearly always the clock of the device, since Microsoft's certificates do not run out.
    ("err_cert_date_invalid", Kind::ClockWrong),
    ("sec_error_expired", Kind::ClockWrong),
    ("sec_error_ocsp_future_response", Kind::ClockWrong),
    ("sec_error_ocsp_old_response", Kind::ClockWrong),
    ("mozilla_pkix_error_not_yet_valid", Kind::ClockWrong),
    // Somebody answers in Microsoft's place: a proxy, a hotel, a virus scanner.
    ("err_cert_", Kind::AnswerUnreadable),
    ("err_ssl_", Kind::AnswerUnreadable),
    ("err_bad_ssl_", Kind::AnswerUnreadable),
    ("err_empty_response", Kind::AnswerUnreadable),
    ("err_invalid_response", Kind::AnswerUnreadable),
    ("err_http2_", Kind::AnswerUnreadable),
    ("err_content_", Kind::AnswerUnreadable),
    ("ssl_error_", Kind::AnswerUnreadable),
    ("sec_error_", Kind::AnswerUnreadable),
    ("mozilla_pkix_error_", Kind::AnswerUnreadable),
    // Cookies that do not stay make the sign-in pages run in a circle.
    ("err_too_many_redirects", Kind::StorageRefused),
    // No app on this device takes the link.
    ("err_unknown_url_scheme", Kind::AppDidNotOpen),
    ("err_", Kind::AuthorityUnreachable),
    ("dns_probe_", Kind::AuthorityUnreachable),
    ("ns_error_net_", Kind::AuthorityUnreachable),
    ("ns_error_unknown_host", Kind::AuthorityUnreachable),
    ("ns_error_connection_refused", Kind::AuthorityUnreachable),
    ("pr_connect_reset_error", Kind::AuthorityUnreachable),
    ("pr_end_of_file_error", Kind::AuthorityUnreachable),
    ("inet_e_", Kind::AuthorityUnreachable),
    ("nsurlerrordomain", Kind::AuthorityUnreachable),
];

/// Browser errors that people also type with spaces.
const SPOKEN: &[&str] = &[
    "err_name_not_resolved",
    "err_internet_disconnected",
    "err_connection_timed_out",
    "err_connection_refused",
    "err_connection_reset",
    "err_connection_closed",
    "err_timed_out",
    "err_network_changed",
    "err_cert_date_invalid",
    "err_too_many_redirects",
    "dns_probe_finished_nxdomain",
    "dns_probe_finished_no_internet",
];

/// The problem behind the first error of the sign-in library or of a browser that a text names.
pub(super) fn kind_of_name(text: &str) -> Option<Kind> {
    let kind = tokens(text).find_map(|word| {
        let word = word.to_ascii_lowercase();
        of_library(&word).or_else(|| of_browser(&word))
    });
    let kind = kind.or_else(|| {
        let joined = tokens(text).collect::<Vec<_>>().join("_").to_ascii_lowercase();
        SPOKEN.iter().find(|name| joined.contains(*name)).and_then(|name| of_browser(name))
    })?;
    let is_about_graph = kind == Kind::AuthorityUnreachable && text.contains("graph.microsoft");
    Some(if is_about_graph { Kind::GraphUnreachable } else { kind })
}

fn of_library(word: &str) -> Option<Kind> {
    LIBRARY.iter().find(|(_, names)| names.contains(&word)).map(|(kind, _)| *kind)
}

fn of_browser(word: &str) -> Option<Kind> {
    BROWSER.iter().find(|(beginning, _)| word.starts_with(beginning)).map(|(_, kind)| *kind)
}

/// What browsers say on their own pages, in the few words that tell one from another. Unverified: as people
/// quote them.
const PAGES: &[(Kind, &str)] = &[
    (Kind::Offline, "internet connected not"),
    (Kind::Offline, "internet offline"),
    (Kind::Offline, "internet no"),
    (Kind::AuthorityUnreachable, "finding trouble site"),
    (Kind::AuthorityUnreachable, "server cant find"),
    (Kind::AuthorityUnreachable, "server not found"),
    (Kind::AuthorityUnreachable, "address could not be found"),
    (Kind::AuthorityUnreachable, "respond took too long"),
    (Kind::AuthorityUnreachable, "refused connect"),
    (Kind::AuthorityUnreachable, "unable connect"),
    (Kind::AuthorityUnreachable, "unexpectedly closed connection"),
    (Kind::AnswerUnreadable, "potential security risk"),
    (Kind::AnswerUnreadable, "certificate not trusted"),
];

/// The problem behind a browser's own page, from whatever somebody remembers of it.
pub(super) fn kind_of_browser_page(text: &str) -> Option<Kind> {
    resembling(text, PAGES)
}

/// Reason phrases in lower case (RFC 9110, section 15; RFC 6585, section 4).
const REASONS: &[(u16, &str)] = &[
    (401, "unauthorized"),
    (403, "forbidden"),
    (404, "not found"),
    (429, "too many requests"),
    (500, "internal server error"),
    (502, "bad gateway"),
    (503, "service unavailable"),
    (504, "gateway timeout"),
];

/// The problem behind an HTTP status: `HTTP ERROR 503`, `HTTP/1.1 429`, `status code 403`, `429 Too Many
/// Requests`, or nothing but `Forbidden`.
pub(super) fn kind_of_status(text: &str) -> Option<Kind> {
    let words: Vec<String> = tokens(text).take(200).map(str::to_ascii_lowercase).collect();
    let numbered = words.iter().enumerate().find_map(|(at, word)| {
        let status = word.parse().ok().filter(|status| word.len() == 3 && (400..600).contains(status))?;
        let before = words.get(at.saturating_sub(3)..at).unwrap_or_default();
        let after = words.get(at + 1..).unwrap_or_default().join(" ");
        let is_called_so = before.iter().any(|word| matches!(&**word, "http" | "https" | "status"));
        let is_reason = |(known, reason): &(u16, &str)| *known == status && after.starts_with(reason);
        (is_called_so || REASONS.iter().any(is_reason)).then_some(status)
    });
    let status = numbered.or_else(|| {
        let all = words.join(" ");
        REASONS.iter().find(|(_, reason)| *reason == all).map(|(status, _)| *status)
    })?;
    Some(fault::problem(&GraphFault { status, ..GraphFault::default() }).kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("BrowserAuthError: interaction_in_progress: Interaction is", Some(Kind::AttemptUnknown))]
    #[case("https://aka.ms/msal.js.errors#block_nested_popups", Some(Kind::SignInWindowBlocked))]
    #[case("monitor_window_timeout", Some(Kind::SignInWindowBlocked))]
    #[case("ClientAuthError: STATE_MISMATCH", Some(Kind::AttemptUnknown))]
    #[case("net::ERR_INTERNET_DISCONNECTED", Some(Kind::Offline))]
    #[case("err name not resolved", Some(Kind::AuthorityUnreachable))]
    #[case("DNS_PROBE_STARTED", Some(Kind::AuthorityUnreachable))]
    #[case("graph.microsoft.com ERR_CONNECTION_RESET", Some(Kind::GraphUnreachable))]
    #[case("NET::ERR_CERT_DATE_INVALID", Some(Kind::ClockWrong))]
    #[case("SSL_ERROR_RX_RECORD_TOO_LONG", Some(Kind::AnswerUnreadable))]
    #[case("there is no interaction in progress", None)]
    #[case("a state mismatch", None)]
    #[case("my name is err", None)]
    #[case("", None)]
    fn names_are_known(#[case] text: &str, #[case] expected: Option<Kind>) {
        assert_eq!(kind_of_name(text), expected);
    }

    #[rstest]
    #[case("You are not connected to the Internet", Some(Kind::Offline))]
    #[case("Hmm. We\u{2019}re having trouble finding that site.", Some(Kind::AuthorityUnreachable))]
    #[case("Safari can't find the server", Some(Kind::AuthorityUnreachable))]
    #[case("login.microsoftonline.com took too long to respond", Some(Kind::AuthorityUnreachable))]
    #[case("Warning: Potential Security Risk Ahead", Some(Kind::AnswerUnreadable))]
    #[case("I found the server room", None)]
    fn pages_are_recognized(#[case] text: &str, #[case] expected: Option<Kind>) {
        assert_eq!(kind_of_browser_page(text), expected);
    }

    #[test]
    fn no_name_hides_another() {
        for (at, (beginning, _)) in BROWSER.iter().enumerate() {
            let hiding = BROWSER.iter().take(at).find(|(earlier, _)| beginning.starts_with(earlier));
            assert_eq!(hiding, None, "{beginning}");
        }
        assert!(SPOKEN.iter().all(|name| of_browser(name).is_some()));
    }

    #[rstest]
    #[case("HTTP ERROR 503", Some(Kind::Throttled))]
    #[case("HTTP/1.1 429", Some(Kind::Throttled))]
    #[case("Request failed with status code 403", Some(Kind::GraphRefused))]
    #[case("502 Bad Gateway", Some(Kind::GraphUnreachable))]
    #[case("401 (Unauthorized)", Some(Kind::SessionExpired))]
    #[case("Forbidden", Some(Kind::GraphRefused))]
    #[case("Too many requests", Some(Kind::Throttled))]
    #[case("404 Not Found", Some(Kind::AnswerUnreadable))]
    #[case("it is forbidden", None)]
    #[case("HTTP 200", None)]
    #[case("room 403 is bad", None)]
    #[case("https://example.com/4031", None)]
    fn statuses_are_known(#[case] text: &str, #[case] expected: Option<Kind>) {
        assert_eq!(kind_of_status(text), expected);
    }
}
