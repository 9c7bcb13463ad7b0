//! Every decision the portal makes: plain values in, plain values out, the same answer anywhere.

pub mod arrival;
pub mod auth;
pub mod config;
pub mod detour;
pub mod device;
pub mod directory;
pub mod explain;
pub mod handoff;
pub mod install;
pub mod invite;
pub mod journey;
pub mod json;
pub mod launch;
pub mod links;
pub mod mail;
pub mod meeting;
mod named;
pub mod preview;
pub mod problem;
pub mod readiness;
pub mod target;
pub mod tenant;
pub mod time;
pub mod words;
