//! The file that an organizer's private key is kept in, and what the portal's settings need to know of the key.

use std::fmt;

use serde::Serialize;

use super::signature::{Encoded, PublicKey, Signing};
use crate::domain::json;
use crate::domain::named::named;

/// What a new file is called.
pub const FILE_NAME: &str = "PRIVATE-key-for-invite-links.json";

/// What a private key may weigh as a file, in bytes.
const LONGEST: usize = 10_000;

/// A private key as a JSON Web Key (RFC 8037, section 2). Whoever has it signs links: `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct PrivateKey {
    public: PublicKey,
    secret: Encoded<32>,
}

named! {
    /// Why a file is no key to sign with. Words: `desk.signing.fault.<name>`.
    pub enum Unusable, name {
        /// It is no JSON Web Key.
        NoKey = "no-key",
        /// A key for something else than Ed25519.
        OtherKind = "other-kind",
        /// The public half alone.
        PublicOnly = "public-only",
        /// Damaged: a part is not 32 bytes, or the two do not belong together.
        Damaged = "damaged",
    }
}

#[derive(Serialize)]
struct Jwk {
    kty: &'static str,
    crv: &'static str,
    x: String,
    d: String,
}

impl PrivateKey {
    /// Reads a file: a JSON Web Key with both halves, as browsers export it. What else it says is passed over.
    pub fn parse(text: &str) -> Result<Self, Unusable> {
        if text.len() > LONGEST {
            return Err(Unusable::NoKey);
        }
        let part = |name: &'static str| json::object(text.as_bytes(), |fields| fields.text(name));
        let kind = part("kty").ok().flatten().ok_or(Unusable::NoKey)?;
        let curve = part("crv").ok().flatten();
        if (kind.as_str(), curve.as_deref()) != (KIND, Some(CURVE)) {
            return Err(Unusable::OtherKind);
        }
        let bytes = |text: Option<String>| text.as_deref().and_then(Encoded::parse).ok_or(Unusable::Damaged);
        let public = bytes(part("x").map_err(|_| Unusable::Damaged)?)?;
        let secret = part("d").map_err(|_| Unusable::Damaged)?.ok_or(Unusable::PublicOnly)?;
        Ok(Self { public, secret: bytes(Some(secret))? })
    }

    /// The public half.
    pub const fn public(&self) -> &PublicKey {
        &self.public
    }

    /// The JSON Web Key itself: only ever handed to the browser, or saved where the organizer wants it.
    pub fn secret(&self) -> String {
        let jwk = Jwk { kty: KIND, crv: CURVE, x: self.public.to_string(), d: self.secret.to_string() };
        // Texts always have a JSON form.
        serde_json::to_string_pretty(&jwk).unwrap_or_default()
    }
}

/// RFC 8037, section 2.
const KIND: &str = "OKP";
const CURVE: &str = "Ed25519";

impl fmt::Debug for PrivateKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("PrivateKey(redacted)")
    }
}

#[derive(Serialize)]
struct Settings<'a> {
    keys: Vec<Key<'a>>,
    required: bool,
}

#[derive(Serialize)]
struct Key<'a> {
    name: &'a str,
    key: String,
}

/// What `config.json` needs so that a portal knows a key besides those that it knows already, on one line.
pub fn settings(known: &Signing, name: &str, key: &PublicKey) -> String {
    let before = known.keys.iter().map(|signer| Key { name: &signer.name, key: signer.key.to_string() });
    let keys = before.chain([Key { name, key: key.to_string() }]).collect();
    let lines = serde_json::to_string(&Settings { keys, required: known.required });
    // Texts always have a JSON form.
    ["\"signing\": ", &lines.unwrap_or_default()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::invite::signature::Signer;
    use proptest::prelude::*;
    use rstest::rstest;

    /// RFC 8037, appendix A.1.
    const FILE: &str = r#"{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;

    #[test]
    fn a_key_is_read_as_it_was_saved_and_shown_to_nobody() {
        let key = PrivateKey::parse(FILE).unwrap();
        assert_eq!(key.public().to_string(), "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
        assert_eq!(PrivateKey::parse(&key.secret()), Ok(key.clone()));
        assert_eq!(format!("{key:?}"), "PrivateKey(redacted)");
        let exported = FILE.replace('{', r#"{"key_ops":["sign"],"ext":true,"#);
        assert_eq!(PrivateKey::parse(&exported), Ok(key));
    }

    #[rstest]
    #[case::nothing("", Unusable::NoKey)]
    #[case::of_openssl("-----BEGIN PRIVATE KEY-----\nMC4CAQAw\n-----END PRIVATE KEY-----", Unusable::NoKey)]
    #[case::settings(r#"{"signing":{"keys":[]}}"#, Unusable::NoKey)]
    #[case::rsa(r#"{"kty":"RSA","n":"AQAB"}"#, Unusable::OtherKind)]
    #[case::agreement(
        r#"{"kty":"OKP","crv":"X25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#,
        Unusable::OtherKind
    )]
    #[case::public(
        r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#,
        Unusable::PublicOnly
    )]
    #[case::cut(&FILE.replace("yuf2A", ""), Unusable::Damaged)]
    #[case::number(&FILE.replace("\"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A\"", "7"), Unusable::Damaged)]
    #[case::huge(&" ".repeat(20_000), Unusable::NoKey)]
    fn another_file_is_told_from_a_key(#[case] file: &str, #[case] fault: Unusable) {
        assert_eq!(PrivateKey::parse(file), Err(fault));
    }

    #[test]
    fn the_settings_keep_the_keys_that_are_there() {
        let key = PrivateKey::parse(FILE).unwrap().public().clone();
        let known = Signing {
            keys: vec![Signer { name: "Contoso \"events\"".into(), key: PublicKey::new([7; 32]) }],
            required: true,
        };
        let lines: serde_json::Value =
            serde_json::from_str(&["{", &settings(&known, "Contoso's organizers", &key), "}"].concat())
                .unwrap();
        assert_eq!(lines["signing"]["keys"][0]["name"], "Contoso \"events\"");
        assert_eq!(lines["signing"]["keys"][1]["key"], key.to_string());
        assert_eq!(lines["signing"]["required"], true);
    }

    proptest! {
        #[test]
        fn any_file_is_survived(text in ".{0,120}") {
            let _ = PrivateKey::parse(&text);
        }
    }
}
