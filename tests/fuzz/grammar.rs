//! Inputs with the shape of real ones.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE, URL_SAFE_NO_PAD};
use serde_json::{Map, Value, json};

use crate::choices::Choices;
use crate::mutate::mutated;
use crate::{CLIENT, HOME, HOST, PERSON, TOKEN};

const ERRORS: &[&str] = &[
    "access_denied",
    "interaction_required",
    "login_required",
    "consent_required",
    "invalid_grant",
    "invalid_request",
    "server_error",
    "temporarily_unavailable",
    "unauthorized_client",
    "insufficient_claims",
    "brand_new",
    "",
];

const CODES: &[&str] = &[
    "AADSTS50020",
    "AADSTS65001",
    "AADSTS53003",
    "AADSTS50076",
    "AADSTS50058",
    "AADSTS500212",
    "AADSTS9002326",
    "AADSTS59999",
    "aadsts 5OO2O",
    "AADSTS 50 020",
    "AADSTS",
    "AADSTS٥٠٠٢٠",
    "ＡＡＤＳＴＳ５３００３",
    "AADSTS99999999",
    "AADSTS999999999999",
    "Error Code: 53003",
    "Fehlercode: 50105",
    "エラー コード: 53003",
    "50020",
];

const NUMBERS: &[i64] =
    &[0, 1, -1, 1_000, 4_600, 50_020, 53_003, i64::MAX, i64::MIN, 4_294_967_296, 1_795_284_000];

/// Random text, hardly ever long.
pub(crate) fn noise(choices: &mut Choices<'_>) -> String {
    let length = choices.below(20);
    let letters: String = (0..length)
        .map(|_| match choices.below(4) {
            0 => char::from(b' ' + choices.byte() % 95),
            1 => char::from(choices.byte()),
            2 => char::from_u32(u32::from(choices.byte()) << 8 | u32::from(choices.byte()))
                .unwrap_or('\u{fffd}'),
            _ => char::from_u32(u32::from(choices.byte()) * 4096).unwrap_or('\u{fffd}'),
        })
        .collect();
    letters
}

/// Nothing but bytes.
pub(crate) fn rubbish(choices: &mut Choices<'_>) -> String {
    String::from_utf8_lossy(choices.rest()).into_owned()
}

fn description(choices: &mut Choices<'_>) -> String {
    let end = choices.of(&["\r\n", "\n", " ", ""]);
    let mut text = choices.of(CODES).to_owned();
    for _ in 0..choices.below(4) {
        text += end;
        text += choices.of(&[
            ": User account does not exist in tenant",
            ": blocked by policy",
            "Trace ID: 0b6d3c8e-5a0f-4b52-a5ab-6b1a9b6b3b11",
            "Correlation ID: 3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811",
            "Correlation ID: 3f6c1b52",
            "Timestamp: 2026-11-21 06:30:00Z",
            PERSON,
            TOKEN,
            "AADSTS53003",
        ]);
    }
    text
}

/// A fragment as the sign-in page sends people back with. `state` is the one that is kept.
pub(crate) fn fragment(choices: &mut Choices<'_>, state: &str) -> String {
    let mut pairs: Vec<String> = Vec::new();
    if choices.once_in(2) {
        pairs = vec![["code=", TOKEN].concat(), ["state=", state].concat()];
    }
    for _ in 0..=choices.below(5) {
        let (name, value) = match choices.below(12) {
            0 | 1 => ("state", state.to_owned()),
            2 | 3 => ("code", TOKEN.to_owned()),
            4 => ("error", choices.of(ERRORS).to_owned()),
            5 => ("error_description", description(choices)),
            6 => ("iss", issuer(choices)),
            7 => (
                "state",
                choices
                    .of(&["guest.home.0123456789abcdef.x", "guest.host.-.", "a.b.c.d", "", "."])
                    .to_owned(),
            ),
            8 => ("error_uri", "https://login.microsoftonline.com/error?code=50020".to_owned()),
            9 => ("session_state", noise(choices)),
            10 => ("i", "1.abc.defg".to_owned()),
            _ => (choices.of(&["", "code", "state", "error", "client_info"]), noise(choices)),
        };
        let value = match choices.below(8) {
            0..=4 => url::form_urlencoded::byte_serialize(value.as_bytes()).collect(),
            5 => {
                url::form_urlencoded::byte_serialize(value.as_bytes()).collect::<String>().replace('%', "%25")
            }
            _ => value,
        };
        pairs.push(if choices.once_in(16) { name.to_owned() } else { [name, "=", &value].concat() });
    }
    let joint = if choices.once_in(16) { choices.of(&[";", "#", "?", "&&", "\n"]) } else { "&" };
    let text = pairs.join(joint);
    if choices.once_in(3) { mutated(choices, text) } else { text }
}

fn issuer(choices: &mut Choices<'_>) -> String {
    let base = choices.of(&["https://login.microsoftonline.com", "https://evil.example", ""]);
    let tenant = choices.of(&[HOST, HOME, "common", ""]);
    [base, "/", tenant, choices.of(&["/v2.0", "", "/v1.0", "/v2.0/"])].concat()
}

/// Any JSON value, at most eight levels deep.
pub(crate) fn json(choices: &mut Choices<'_>, depth: u8) -> Value {
    match choices.below(if depth < 8 { 11 } else { 8 }) {
        0 => Value::Null,
        1 => json!(choices.of(NUMBERS)),
        2 => json!(noise(choices)),
        3 => json!(choices.once_in(2)),
        4 => json!(choices.of(CODES)),
        5 => json!(choices.of(ERRORS)),
        6 => json!(choices.of(&[1e300, -0.0, 0.5, 1e-300])),
        7 => json!(TOKEN),
        8 => (0..choices.below(4)).map(|_| json(choices, depth + 1)).collect(),
        _ => {
            let mut fields = Map::new();
            for _ in 0..choices.below(4) {
                let name = choices.of(&[
                    "error",
                    "code",
                    "innerError",
                    "innererror",
                    "error_codes",
                    "suberror",
                    "status",
                    "body",
                    "responses",
                    "claims",
                    "request-id",
                    "message",
                    "value",
                    "",
                ]);
                fields.insert(name.to_owned(), json(choices, depth + 1));
            }
            Value::Object(fields)
        }
    }
}

/// Fields, some of them left out, of another type, or beside others that nobody asked for.
fn damaged(choices: &mut Choices<'_>, mut fields: Map<String, Value>) -> Map<String, Value> {
    let names: Vec<String> = fields.keys().cloned().collect();
    for _ in 0..choices.below(3) {
        let name = &names[choices.below(names.len())];
        match choices.below(3) {
            0 => drop(fields.remove(name)),
            1 => drop(fields.insert(name.clone(), json(choices, 0))),
            _ => drop(
                fields.insert(choices.of(&["extra", "scope", "error", "idp"]).to_owned(), json(choices, 0)),
            ),
        }
    }
    fields
}

/// The claims of a sound ID token for the host sign-in with that nonce.
pub(crate) fn sound_claims(nonce: &str) -> Map<String, Value> {
    let claims = json!({
        "iss": format!("https://login.microsoftonline.com/{HOST}/v2.0"),
        "aud": CLIENT, "tid": HOST, "nonce": nonce, "nbf": 1_000, "exp": 4_600, "ver": "2.0",
        "preferred_username": PERSON, "name": PERSON, "acct": 1, "oid": HOME,
    });
    claims.as_object().cloned().unwrap_or_default()
}

/// An ID token: sound, with other claims, or damaged on its way.
pub(crate) fn id_token(choices: &mut Choices<'_>, nonce: &str) -> String {
    let mut claims = sound_claims(nonce);
    if choices.once_in(2) {
        claims = damaged(choices, claims);
    }
    if choices.once_in(4) {
        let (name, value) = match choices.below(6) {
            0 => ("tid", json!(choices.of(&[HOST, HOME, "common", "", PERSON]))),
            1 => ("iss", json!(issuer(choices))),
            2 => ("aud", json!([CLIENT])),
            3 => ("exp", json!(choices.of(NUMBERS))),
            4 => ("nbf", json!(choices.of(NUMBERS))),
            _ => ("nonce", json!([nonce, "x"].concat())),
        };
        claims.insert(name.to_owned(), value);
    }
    let text = Value::Object(claims).to_string();
    let text = if choices.once_in(8) { mutated(choices, text) } else { text };
    let payload = match choices.below(8) {
        0..=4 => URL_SAFE_NO_PAD.encode(&text),
        5 => URL_SAFE.encode(&text),
        6 => STANDARD.encode(&text),
        _ => {
            let whole = URL_SAFE_NO_PAD.encode(&text);
            whole[..choices.below(whole.len() + 1)].to_owned()
        }
    };
    let token = ["e30", &payload, "c2ln"].join(choices.of(&[".", ".", ".", ".", "..", "", " . "]));
    if choices.once_in(8) { mutated(choices, token) } else { token }
}

/// The body of a token answer: success, refusal, or something else.
pub(crate) fn token_body(choices: &mut Choices<'_>, nonce: &str) -> String {
    let fields = if choices.once_in(3) {
        json!({
            "error": choices.of(ERRORS), "error_description": description(choices),
            "error_codes": [choices.of(NUMBERS)], "suberror": choices.of(&["bad_token", "consent_required", ""]),
            "trace_id": HOME, "correlation_id": HOST, "claims": "{}",
        })
    } else {
        json!({
            "token_type": choices.of(&["Bearer", "bearer", "pop", ""]), "expires_in": choices.of(NUMBERS),
            "access_token": TOKEN, "refresh_token": TOKEN, "id_token": id_token(choices, nonce),
            "scope": "openid profile User.Read",
        })
    };
    let mut fields = fields.as_object().cloned().unwrap_or_default();
    if choices.once_in(3) {
        fields = damaged(choices, fields);
    }
    let text = Value::Object(fields).to_string();
    if choices.once_in(3) { mutated(choices, text) } else { text }
}

/// A `WWW-Authenticate` header, or several in one.
pub(crate) fn challenge(choices: &mut Choices<'_>) -> String {
    let mut parts = Vec::new();
    for _ in 0..=choices.below(3) {
        let mut parameters = Vec::new();
        if choices.once_in(2) {
            parameters.push(r#"error="insufficient_claims""#.to_owned());
            parameters.push(["claims=\"", &claims(choices), "\""].concat());
        }
        for _ in 0..=choices.below(4) {
            let (name, value) = match choices.below(7) {
                0 => ("error", "insufficient_claims".to_owned()),
                1 => ("claims", claims(choices)),
                2 => ("realm", String::new()),
                3 => (
                    "authorization_uri",
                    "https://login.microsoftonline.com/common/oauth2/authorize".to_owned(),
                ),
                4 => ("error", choices.of(ERRORS).to_owned()),
                5 => ("error_description", description(choices)),
                _ => (choices.of(&["", "scope", "claims", "=", "\""]), noise(choices)),
            };
            let quote = choices.of(&["\"", "\"", "\"", "", "'"]);
            let sign = choices.of(&["=", "=", "=", " = ", "==", ""]);
            parameters.push([name, sign, quote, &value, quote].concat());
        }
        let scheme = choices.of(&["Bearer ", "Bearer ", "PoP ", "bearer\t", "", ", ", "Negotiate, "]);
        parts.push([scheme, &parameters.join(choices.of(&[", ", ",", " ", ",,"]))].concat());
    }
    let text = parts.join(choices.of(&[", ", ",", "\r\n", " "]));
    if choices.once_in(3) { mutated(choices, text) } else { text }
}

fn claims(choices: &mut Choices<'_>) -> String {
    let wish = match choices.below(4) {
        0 => json!({"access_token": {"nbf": {"essential": true, "value": "1604106651"}}}),
        1 => {
            json!({"access_token": {"acrs": {"essential": true, "value": "c1"}}, "id_token": json(choices, 4)})
        }
        2 => json!({"access_token": json(choices, 0), "login_hint": PERSON}),
        _ => json(choices, 0),
    };
    let text = wish.to_string();
    let text = if choices.once_in(6) { mutated(choices, text) } else { text };
    match choices.below(5) {
        0 | 1 => STANDARD.encode(text),
        2 => URL_SAFE_NO_PAD.encode(text),
        3 => URL_SAFE.encode(text),
        _ => {
            let whole = STANDARD.encode(text);
            whole[..choices.below(whole.len() + 1)].to_owned()
        }
    }
}

/// The body of an error answer of Graph, or of a batch.
pub(crate) fn graph_body(choices: &mut Choices<'_>) -> String {
    let code = choices.of(&[
        "Authorization_RequestDenied",
        "InvalidAuthenticationToken",
        "TooManyRequests",
        "",
        "Forbidden",
        PERSON,
        TOKEN,
        "call us: 0800",
        "a.b-c_d",
    ]);
    let inner = if choices.once_in(3) {
        json(choices, 2)
    } else {
        json!({"request-id": HOST, "client-request-id": HOME})
    };
    let error = json!({"error": {"code": code, "message": description(choices), "innerError": inner}});
    let body = match choices.below(6) {
        0..=2 => error,
        3 => {
            json!({"responses": [{"id": "1", "status": 200, "body": {}}, {"id": "2", "status": 424, "body": error}]})
        }
        4 => {
            json!({"displayName": PERSON, "userType": json(choices, 6), "externalUserState": json(choices, 6)})
        }
        _ => json(choices, 0),
    };
    let text = body.to_string();
    if choices.once_in(3) { mutated(choices, text) } else { text }
}

/// A header value of Graph.
pub(crate) fn graph_header(choices: &mut Choices<'_>) -> String {
    let value = match choices.below(6) {
        0 => choices.of(NUMBERS).to_string(),
        1 => "Sat, 21 Nov 2026 18:02:00 GMT".to_owned(),
        2 => HOST.to_owned(),
        3 => noise(choices),
        4 => "99999999999999999999999999999".to_owned(),
        _ => challenge(choices),
    };
    if choices.once_in(3) { mutated(choices, value) } else { value }
}

/// Words that messages are made of, as people type them.
const WORDS: &[&str] = &[
    "oops",
    "check",
    "the",
    "event",
    "schedule",
    "you",
    "cannot",
    "access",
    "this",
    "right",
    "now",
    "space",
    "is",
    "full",
    "need",
    "admin",
    "approval",
    "account",
    "not",
    "exist",
    "tenant",
    "dont",
    "have",
    "signin",
    "sign-in",
    "03",
    "SIGNIN-03",
    "LICENSE-1",
    "failed",
    "connect",
    "mesh",
    "ERR_NAME_NOT_RESOLVED",
    "interaction_in_progress",
    "DNS_PROBE_FINISHED_NXDOMAIN",
    "popup",
    "blocked",
    "HTTP",
    "503",
    "Forbidden",
    "日本語",
    "Ada",
    "日",
    "isn\u{2019}t",
];

/// What somebody pastes or types.
pub(crate) fn pasted(choices: &mut Choices<'_>, state: &str) -> String {
    let mut parts = Vec::new();
    for _ in 0..=choices.below(3) {
        parts.push(match choices.below(10) {
            0 => (0..choices.below(12)).map(|_| choices.of(WORDS)).collect::<Vec<_>>().join(" "),
            1 => description(choices),
            2 => ["https://guests.contoso.com/#", &fragment(choices, state)].concat(),
            3 => token_body(choices, "nonce"),
            4 => graph_body(choices),
            5 => ["WWW-Authenticate: ", &challenge(choices)].concat(),
            6 => choices.of(CODES).to_owned(),
            7 => noise(choices),
            8 => ["https://login.microsoftonline.com/error?code=", &choices.of(NUMBERS).to_string()].concat(),
            _ => json(choices, 0).to_string(),
        });
    }
    let text = parts.join(choices.of(&["\n", " ", "", "\r\n\r\n", " · "]));
    if choices.once_in(3) { mutated(choices, text) } else { text }
}
