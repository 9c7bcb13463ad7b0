//! Signs the links that the desk makes. The private key is in memory only, and gone with the page.

use leptos::prelude::*;
use leptos::web_sys::File;
use wasm_bindgen_futures::spawn_local;

use super::desk::Desk;
use crate::browser::signature::{self, SigningKey, Unsupported};
use crate::browser::{download, file};
use crate::domain::invite::Invite;
use crate::domain::invite::key_file::{FILE_NAME, PrivateKey, Unusable};
use crate::domain::invite::signature::{PublicKey, Signature, Signed, message};
use crate::domain::words::Message;

/// A handle on the signing; cheap to copy. There is one, for as long as the page is open.
#[derive(Clone, Copy)]
pub struct Signing {
    stage: RwSignal<Stage, LocalStorage>,
    key: StoredValue<Option<SigningKey>, LocalStorage>,
    /// What was signed with the key.
    made: RwSignal<Vec<(String, Signature)>>,
}

/// Which key is at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// None.
    None,
    /// A new one, saved as a file; the portal does not know it yet.
    Made(PublicKey),
    /// One that the portal does not know.
    Unknown(PublicKey),
    /// One that the portal knows, by this name: links are signed with it.
    Known(String),
    /// What was chosen cannot sign, or this browser cannot.
    Faulty(Message),
}

impl Signing {
    /// No key yet.
    pub fn new() -> Self {
        Self {
            stage: RwSignal::new_local(Stage::None),
            key: StoredValue::new_local(None),
            made: RwSignal::default(),
        }
    }

    /// Which key is at hand; tracked.
    pub fn stage(self) -> Stage {
        self.stage.get()
    }

    /// Makes a key pair and saves it as a file.
    pub fn make(self) {
        spawn_local(async move {
            let made = signature::generate().await;
            self.stage.set(match made.map(|jwk| PrivateKey::parse(&jwk)) {
                Ok(Ok(key)) => {
                    download::save(FILE_NAME, "application/json", &key.secret());
                    Stage::Made(key.public().clone())
                }
                Ok(Err(_)) | Err(Unsupported) => old_browser(),
            });
        });
    }

    /// Takes the private key out of a file.
    pub fn load(self, desk: Desk, chosen: File) {
        spawn_local(async move {
            let text = file::bytes(&chosen).await.and_then(|bytes| String::from_utf8(bytes).ok());
            self.forget();
            let stage = match PrivateKey::parse(&text.unwrap_or_default()) {
                Ok(key) => self.take(desk, &key).await,
                Err(fault) => faulty(fault),
            };
            self.stage.set(stage);
            desk.sign_ahead();
        });
    }

    /// Tries a key, and keeps it where the portal knows it.
    async fn take(self, desk: Desk, key: &PrivateKey) -> Stage {
        const TRIAL: &[u8] = b"mesh-guest-portal trial";
        let Ok(private) = signature::signing_key(&key.secret()).await else {
            // A browser that can sign takes every whole key.
            let can_sign = signature::generate().await.is_ok();
            return if can_sign { faulty(Unusable::Damaged) } else { old_browser() };
        };
        let Ok(signed) = signature::sign(&private, TRIAL).await else { return old_browser() };
        if signature::verify(key.public().bytes(), TRIAL, &signed).await != Ok(true) {
            return faulty(Unusable::Damaged);
        }
        let config = desk.config();
        let known = config
            .as_ref()
            .and_then(|config| config.signing.keys.iter().find(|known| known.key == *key.public()));
        match known {
            Some(known) => {
                self.key.set_value(Some(private));
                Stage::Known(known.name.clone())
            }
            None => Stage::Unknown(key.public().clone()),
        }
    }

    /// Forgets the key, and what was signed with it.
    pub fn forget(self) {
        self.key.set_value(None);
        self.made.set(Vec::new());
        self.stage.set(Stage::None);
    }

    /// Signs a message, unless that was done before.
    fn sign(self, message: String) {
        let Some(key) = self.key.get_value() else { return };
        spawn_local(async move {
            let Ok(signed) = signature::sign(&key, message.as_bytes()).await else { return };
            // The key may have been given up meanwhile.
            if self.key.with_value(Option::is_some) {
                self.made.update(|made| made.push((message, Signature::new(signed))));
            }
        });
    }
}

impl Default for Signing {
    fn default() -> Self {
        Self::new()
    }
}

impl Desk {
    /// The invite as it goes out: signed where there is a key. Tracked: a signature comes a moment after it is asked for.
    pub fn signed(self, invite: Invite) -> Invite {
        let signing = self.signing();
        let message = message(&invite, &self.portal());
        let there = signing.made.with(|made| {
            made.iter().find(|(known, _)| *known == message).map(|(_, signature)| signature.clone())
        });
        if there.is_none() {
            signing.sign(message);
        }
        Invite { signed: there.map(Signed::unread), ..invite }
    }

    /// Whether the portal will refuse the links that are made now; tracked.
    pub fn makes_refused_links(self) -> bool {
        let required = self.config().is_some_and(|config| config.signing.required);
        required && !matches!(self.signing().stage(), Stage::Known(_))
    }
}

fn faulty(fault: Unusable) -> Stage {
    Stage::Faulty(Message::new(["desk.signing.fault.", fault.name()].concat()))
}

fn old_browser() -> Stage {
    Stage::Faulty(Message::new("desk.signing.fault.old-browser"))
}
