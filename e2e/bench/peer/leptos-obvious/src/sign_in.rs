//! Signing in at the host's tenant with `oauth2`: code with PKCE, by redirect.

use gloo_net::http::Request;
use gloo_storage::{SessionStorage, Storage};
use leptos::prelude::window;
use oauth2::basic::BasicClient;
use oauth2::http::{HeaderMap, Response, StatusCode};
use oauth2::{
    AuthUrl, AuthorizationCode, ClientId, CsrfToken, EndpointNotSet, EndpointSet, HttpRequest, HttpResponse,
    PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope, TokenResponse, TokenUrl,
};
use serde::Deserialize;

const LOGIN: &str = env!("LOGIN");
/// The same without `http://`.
pub const HOST: &str = env!("LOGIN_HOST");
const CLIENT: &str = "8c1f2d34-5b67-4e89-a0b1-c2d3e4f50617";
const TENANT: &str = "3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811";
const ATTEMPT: &str = "attempt";

type Client = BasicClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointSet>;

fn client() -> Option<Client> {
    let endpoint = |name| format!("{LOGIN}/{TENANT}/oauth2/v2.0/{name}");
    let home = format!("{}/", window().location().origin().ok()?);
    let client = BasicClient::new(ClientId::new(CLIENT.to_owned()))
        .set_auth_uri(AuthUrl::new(endpoint("authorize")).ok()?)
        .set_token_uri(TokenUrl::new(endpoint("token")).ok()?)
        .set_redirect_uri(RedirectUrl::new(home).ok()?);
    Some(client)
}

/// Leaves for the sign-in page, which is told who is expected.
pub fn leave(guest: Option<&str>) {
    let Some(client) = client() else { return };
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let mut request = client
        .authorize_url(CsrfToken::new_random)
        .add_scopes(["openid", "profile", "offline_access", "User.Read"].map(|scope| Scope::new(scope.to_owned())))
        .set_pkce_challenge(challenge)
        .add_extra_param("response_mode", "fragment");
    if let Some(guest) = guest {
        request = request.add_extra_param("login_hint", guest);
    }
    let (address, state) = request.url();
    let _ = SessionStorage::set(ATTEMPT, (state.secret(), verifier.secret()));
    let _ = window().location().assign(address.as_str());
}

/// What a sign-in has come back with.
pub struct Answer {
    code: String,
    state: String,
}

/// The answer in the address, if it has one.
pub fn answer() -> Option<Answer> {
    let fragment = window().location().hash().ok()?;
    let field = |name: &str| {
        let pairs = oauth2::url::form_urlencoded::parse(fragment.trim_start_matches('#').as_bytes());
        pairs.into_owned().find(|(key, _)| key == name).map(|(_, value)| value)
    };
    Some(Answer { code: field("code")?, state: field("state")? })
}

/// Takes the code for a token, and says whether the guest has what the event needs.
pub async fn finish(answer: Answer) -> Option<bool> {
    let (state, verifier) = SessionStorage::get::<(String, String)>(ATTEMPT).ok()?;
    SessionStorage::delete(ATTEMPT);
    if state != answer.state {
        return None;
    }
    let token = client()?
        .exchange_code(AuthorizationCode::new(answer.code))
        .set_pkce_verifier(PkceCodeVerifier::new(verifier))
        .request_async(&send)
        .await
        .ok()?;
    let details: LicenseDetails = Request::get(&format!("{LOGIN}/graph/v1.0/me/licenseDetails"))
        .header("authorization", &format!("Bearer {}", token.access_token().secret()))
        .send()
        .await
        .ok()?
        .json()
        .await
        .ok()?;
    let mut plans = details.value.into_iter().flat_map(|license| license.service_plans);
    Some(plans.any(|plan| plan.provisioning_status == "Success" && plan.service_plan_name.starts_with("MESH_")))
}

async fn send(request: HttpRequest) -> Result<HttpResponse, gloo_net::Error> {
    let (parts, body) = request.into_parts();
    let mut builder = Request::post(&parts.uri.to_string());
    for (name, value) in &parts.headers {
        builder = builder.header(name.as_str(), value.to_str().unwrap_or_default());
    }
    let answer = builder.body(String::from_utf8_lossy(&body).into_owned())?.send().await?;
    let mut response = Response::new(answer.binary().await?);
    *response.status_mut() = StatusCode::from_u16(answer.status()).unwrap_or_default();
    *response.headers_mut() = HeaderMap::new();
    Ok(response)
}

#[derive(Deserialize)]
struct LicenseDetails {
    value: Vec<License>,
}

#[derive(Deserialize)]
struct License {
    #[serde(rename = "servicePlans")]
    service_plans: Vec<Plan>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Plan {
    service_plan_name: String,
    provisioning_status: String,
}
