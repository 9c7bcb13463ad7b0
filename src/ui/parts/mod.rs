//! The pieces that every page is made of.
//!
//! Each part is a plain function: values and callbacks in, a view out. Words are read while a part is
//! built, so a page is built inside a reactive closure (`move || page(...)`): a change of language then
//! builds it anew. Classes are those of `style/4-parts`.

pub mod button;
pub mod copy_field;
pub mod details;
pub mod draw;
pub mod drawing;
pub mod element;
pub mod facts;
pub mod field;
pub mod file;
pub mod icon;
pub mod illustration;
pub mod message;
pub mod notice;
pub mod page;
pub mod progress;
pub mod scan;
pub mod text;
pub mod waiting;
