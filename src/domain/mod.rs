//! Every decision the portal makes: plain values in, plain values out, the same answer anywhere.

pub mod arrival;
pub mod auth;
pub mod config;
pub mod device;
pub mod directory;
pub mod explain;
pub mod invite;
pub mod journey;
pub mod json;
pub mod launch;
pub mod links;
mod named;
pub mod problem;
pub mod readiness;
pub mod target;
pub mod tenant;
pub mod time;
pub mod words;
