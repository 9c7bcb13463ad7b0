//! Views: a plain value and callbacks in, markup out.

pub mod check;
pub mod frame;
pub mod gallery;
pub mod guest;
pub mod page;
pub mod parts;
