//! The readiness board: who of the guests can come in, and what the others lack.
//!
//! Everything here is driven the same way. A machine is asked what is [`Next`](courier::Next); the app layer sends the
//! request that it gives to Microsoft Graph, hands the answer back with the request's ticket, and asks again.
//! [`reading`] fills the [`row`]s, [`assign`] gives licenses and takes them back, [`remove`] takes guests away after
//! the event; [`courier`] is what they share: patience, pauses and batches. [`view`] counts, filters, sorts and
//! searches, [`seats`] says whether the licenses go round, [`letters`] writes to those who can help.

pub mod account;
pub mod assign;
pub mod column;
pub mod courier;
pub mod letters;
pub mod reading;
pub mod remove;
pub mod row;
pub mod seats;
pub mod strategy;
#[cfg(test)]
mod tenant;
pub mod view;
