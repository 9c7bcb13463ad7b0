//! Questions to Microsoft Graph, and what the answers mean.
//!
//! [`questions`] names what is asked, [`person`] reads who is signed in, [`evidence`] reads what
//! Graph says about licenses, [`license`] judges it, [`fault`] reads Graph's error answers,
//! [`patience`] says when to ask again and [`batch`] asks several questions at once.

pub mod batch;
pub mod evidence;
pub mod fault;
pub mod judge;
pub mod license;
pub mod patience;
pub mod person;
pub mod questions;

use std::fmt;

use super::problem::{Kind, Problem};

/// An answer that does not have the promised shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnswerUnreadable {
    /// The field and the type it should have had, e.g. `userType: string`.
    pub expected: &'static str,
}

impl AnswerUnreadable {
    /// The problem a guest is shown.
    pub fn problem(self) -> Problem {
        Problem::new(Kind::AnswerUnreadable).about(self.expected)
    }
}

impl fmt::Display for AnswerUnreadable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "expected {}", self.expected)
    }
}

/// Whether the status says that the question was answered.
const fn is_success(status: u16) -> bool {
    matches!(status, 200..=299)
}
