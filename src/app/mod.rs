//! Performs the journey's effects, feeds their results back, and owns the reactive state.

pub mod arrive;
pub mod board;
pub mod check;
pub mod desk;
pub mod diary;
pub mod dictionary;
pub mod entry;
pub mod graph;
pub mod guest;
pub mod guests;
pub mod inviting;
pub mod portal;
pub mod portal_check;
pub mod preview;
pub mod reader;
pub mod shelf;
pub mod sign_in;
pub mod signing;
pub mod start;
pub mod support;
pub mod vouch;
pub mod words;
