//! Has the signatures of invites verified, where the portal looks at any.

use url::Url;

use crate::browser::signature::verify;
use crate::domain::config::Config;
use crate::domain::invite::Invite;
use crate::domain::invite::signature::{Question, Standing, question};

/// The invite with what came of verifying its signature. `page` is any page of this portal. Where there is nothing to
/// verify, nothing is waited for.
pub async fn verified(invite: Invite, config: &Config, page: &Url) -> Invite {
    let standing = match question(&invite, config, page) {
        Some(question) => answer(&question).await,
        None => return invite,
    };
    invite.verified(standing)
}

async fn answer(question: &Question<'_>) -> Standing {
    let mut otherwise = Standing::Wrong;
    for signer in question.signers {
        let message = question.message.as_bytes();
        match verify(signer.key.bytes(), message, question.signature.bytes()).await {
            Ok(true) => return Standing::By(signer.name.clone()),
            Ok(false) => {}
            Err(_) => otherwise = Standing::Unverifiable,
        }
    }
    otherwise
}
