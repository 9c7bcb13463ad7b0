//! The Mesh guest portal: takes a person from outside an organization into that organization's
//! Microsoft Mesh event.
//!
//! A five-minute tour, in reading order:
//!
//! 1. [`domain::invite`]: what an invite link says, and whether it may be believed.
//! 2. [`domain::journey`]: the guest's progress as a pure state machine; start at `step`.
//! 3. [`domain::auth`] and [`domain::directory`]: signing in twice, and what Microsoft Graph says.
//! 4. [`domain::problem`]: everything that can go wrong, who can fix it, and what to tell them.
//! 5. [`domain::draft`], [`domain::guests`], [`domain::inviting`] and [`domain::board`]: the organizer's desk.
//! 6. [`domain::report`]: what a guest hands to support, and what support makes of it.
//! 7. `app`: performs the effects the journey asks for and feeds their results back.
//! 8. `ui`: a plain value and callbacks in, markup out. `browser`: one small file per ability.
//!
//! `domain` knows no browser: it builds and tests natively with `--no-default-features`.

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

#[cfg(feature = "app")]
pub mod app;
#[cfg(feature = "app")]
pub mod browser;
pub mod domain;
#[cfg(feature = "app")]
pub mod ui;
