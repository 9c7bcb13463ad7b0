//! The portal's first screens, as the crates' own documentation writes such pages: a router, `oauth2` for the sign-in.
//! The tenant's origin is written in by the build (`LOGIN`).

mod invite;
mod sign_in;

use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::hooks::use_navigate;
use leptos_router::path;

use invite::Invite;

fn main() {
    mount_to_body(App);
}

#[component]
fn App() -> impl IntoView {
    provide_context(Invite::read());
    provide_context(RwSignal::new(None::<bool>));
    view! {
        <Router>
            <header class="header">
                <div class="header__inner">
                    <svg class="header__mark mark" viewBox="0 0 32 32" aria-hidden="true">
                        <rect class="mark__ground" width="32" height="32" rx="8" />
                        <path d="M8 26V14a8 8 0 0 1 16 0v12M18.6 15.5a2.6 2.6 0 1 1-5.2 0a2.6 2.6 0 1 1 5.2 0M11.6 26c0-3.2 1.8-5 4.4-5s4.4 1.8 4.4 5" />
                    </svg>
                    <span class="header__names">
                        <span class="header__name">"Guest portal"</span>
                        <span class="header__host">"for events of Contoso"</span>
                    </span>
                </div>
            </header>
            <main class="main" id="main">
                <div class="column">
                    <Routes fallback=Lost>
                        <Route path=path!("/") view=Start />
                        <Route path=path!("/sign-in") view=SignIn />
                        <Route path=path!("/license") view=License />
                        <Route path=path!("/launch") view=Launch />
                    </Routes>
                </div>
            </main>
            <footer class="footer">
                <div class="footer__inner">
                    <p class="footer__note">
                        "Your password is asked for only on the sign-in pages of Microsoft or of your own organization, never here."
                    </p>
                </div>
            </footer>
        </Router>
    }
}

#[component]
fn Page(
    #[prop(into)] heading: String,
    #[prop(into)] lead: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <article class="page">
            <div class="page__head"><h1 class="page__heading">{heading}</h1></div>
            <p class="page__lead">{lead}</p>
            {children.map(|children| children())}
        </article>
    }
}

#[component]
fn Press(words: &'static str, on_press: impl Fn() + 'static) -> impl IntoView {
    view! {
        <div class="actions page__actions">
            <button class="button button--primary" type="button" on:click=move |_| on_press()>{words}</button>
        </div>
    }
}

#[component]
fn Lost() -> impl IntoView {
    view! { <Page heading="This link does not name an event" lead="Open the whole link from your invitation, or ask the person who invited you." /> }
}

/// The first screen, and where the sign-in comes back to.
#[component]
fn Start() -> impl IntoView {
    let navigate = use_navigate();
    if let Some(answer) = sign_in::answer() {
        let licensed = expect_context::<RwSignal<Option<bool>>>();
        leptos::task::spawn_local(async move {
            // Not knowing holds nobody up.
            licensed.set(Some(sign_in::finish(answer).await.unwrap_or(true)));
            navigate("/license", Default::default());
        });
        return view! { <Page heading="Finishing your sign-in" lead="Just a moment…" /> }.into_any();
    }
    let Some(invite) = expect_context::<Option<Invite>>() else {
        return view! { <Lost /> }.into_any();
    };
    let account = match &invite.guest {
        Some(guest) => format!("The invited address: {guest}"),
        None => "The address that was invited: the one your invitation came to".to_owned(),
    };
    let by = match &invite.organizer {
        Some(name) => format!("{name} of Contoso (contoso.com)"),
        None => "Contoso (contoso.com)".to_owned(),
    };
    let when = format!("{}, {} hours", invite.starts(), invite.minutes / 60);
    view! {
        <Page
            heading=format!("Your way into {}", invite.title)
            lead="Contoso has invited you to an event in Microsoft Mesh. This page takes you there, one step at a time."
        >
            <div class="page__body">
                <dl class="facts">
                    <div class="facts__row"><dt class="facts__name">"When"</dt><dd class="facts__value">{when}</dd></div>
                    <div class="facts__row"><dt class="facts__name">"Invited by"</dt><dd class="facts__value">{by}</dd></div>
                </dl>
                <p class="aside">
                    "The next page is Microsoft's, at "{sign_in::HOST}". You type your password only there or at your own organization."
                </p>
            </div>
            <Press words="Sign in" on_press=move || navigate("/sign-in", Default::default()) />
            <div class="page__body">
                <section class="page__section">
                    <h2 class="page__subheading">"Have ready"</h2>
                    <ul class="list">
                        <li>{account}</li>
                        <li>"A Windows PC: guests cannot join from anything else"</li>
                        <li>"Your phone, in case a code is sent to it"</li>
                        <li>"About 15 minutes the first time"</li>
                    </ul>
                </section>
                <details class="details">
                    <summary class="details__summary">"What comes next"</summary>
                    <div class="details__body">
                        <ul class="list">
                            <li>"You sign in as a guest of Contoso. That is where the event is, and it accepts your invitation if it is still open."</li>
                            <li>"It is your own account. Nobody gives you a new password."</li>
                            <li>"Contoso and your own organization may ask for a code or an approval on your phone."</li>
                        </ul>
                    </div>
                </details>
            </div>
        </Page>
    }
    .into_any()
}

#[component]
fn SignIn() -> impl IntoView {
    let invite = expect_context::<Option<Invite>>();
    sign_in::leave(invite.as_ref().and_then(|invite| invite.guest.as_deref()));
    view! { <Page heading="On to Microsoft's sign-in page" lead="Opening the sign-in page…" /> }
}

#[component]
fn License() -> impl IntoView {
    let navigate = use_navigate();
    let go_on = move || navigate("/launch", Default::default());
    match expect_context::<RwSignal<Option<bool>>>().get_untracked() {
        Some(true) => view! {
            <Page heading="Your license is there" lead="">
                <Press words="Continue" on_press=go_on />
            </Page>
        }
        .into_any(),
        Some(false) => view! {
            <Page
                heading="A license seems to be missing"
                lead="Your guest account at Contoso seems to lack something. You did nothing wrong."
            >
                <Press words="Continue anyway" on_press=go_on />
            </Page>
        }
        .into_any(),
        None => view! { <Lost /> }.into_any(),
    }
}

#[component]
fn Launch() -> impl IntoView {
    let Some(invite) = expect_context::<Option<Invite>>() else {
        return view! { <Lost /> }.into_any();
    };
    let open = move || {
        let _ = window().location().assign(&invite.link);
    };
    view! {
        <Page
            heading="Open the event in the Mesh app"
            lead="Press the button below. Your browser may ask for permission: choose Open."
        >
            <Press words="Open the event" on_press=open />
        </Page>
    }
    .into_any()
}
