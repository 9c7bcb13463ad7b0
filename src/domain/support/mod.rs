//! The support desk: whatever somebody reads out over the phone, types or pastes, the problem it most probably is,
//! who can fix it, and what to send them; and what the portal's keeper and the administrators look at.
//!
//! [`find`] reads codes as surely as [`explain`](super::explain::explain) does, and everything else by how
//! much it resembles what the [`Catalogue`] holds.

mod catalogue;
pub mod diagnose;
mod entry;
mod find;
mod letter;
pub mod network;
mod pasted;
pub mod place;
pub mod portal_check;
mod related;
mod said;
mod teams;
mod terms;

pub use catalogue::{Catalogue, Words};
pub use entry::Entry;
pub use find::{Candidate, Found, Why, find};
pub use letter::{Letter, Recipient, letter};
pub use pasted::Pasted;
pub use related::related;
pub use said::{Said, Source};
pub use teams::TeamsCode;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod worded;
