//! Signing out: of this page, and of Microsoft in this browser.

use url::Url;

use super::attempt::{Hint, endpoint};
use crate::domain::config::Config;
use crate::domain::tenant::TenantId;

/// The address that signs out of Microsoft and comes back to `back`, which must be registered (OpenID Connect
/// RP-Initiated Logout 1.0; entra-docs, v2-protocols-oidc.md). `hint` is the ID token's `login_hint` claim, never a
/// user name; with it Microsoft need not ask which account is meant.
pub fn address(config: &Config, host: &TenantId, hint: Option<&Hint>, back: &Url) -> Option<Url> {
    let mut address = endpoint(config, host.as_str(), "logout")?;
    address.query_pairs_mut().append_pair("post_logout_redirect_uri", back.as_str());
    if let Some(Hint(hint)) = hint {
        address.query_pairs_mut().append_pair("logout_hint", hint);
    }
    Some(address)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::auth::attempt::tests::config;

    #[test]
    fn it_names_the_hosts_authority_the_way_back_and_the_account() {
        let host = TenantId::parse("3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811").unwrap();
        let back = Url::parse("https://portal.example/").unwrap();
        let logout =
            "https://login.microsoftonline.com/3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811/oauth2/v2.0/logout";
        let back_to = "post_logout_redirect_uri=https%3A%2F%2Fportal.example%2F";
        let unnamed = address(&config(), &host, None, &back).unwrap();
        assert_eq!(unnamed.as_str(), format!("{logout}?{back_to}"));
        let named = address(&config(), &host, Some(&Hint("O.CiQ a".into())), &back).unwrap();
        assert_eq!(named.as_str(), format!("{logout}?{back_to}&logout_hint=O.CiQ+a"));
    }
}
