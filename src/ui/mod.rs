//! Views: a plain value and callbacks in, markup out.

pub mod arrival;
pub mod check;
pub mod desk;
pub mod frame;
mod gallery;
pub mod guest;
mod organizer;
pub mod page;
pub mod parts;
mod sketch;
mod support;
