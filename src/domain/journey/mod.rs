//! The guest's progress as a pure state machine: [`step`] takes a journey and an event and gives the
//! journey after it, with the effects to perform. It never looks at a clock and never touches anything.

pub mod effect;
pub mod event;
mod open;
pub mod plan;
pub mod saved;
pub mod state;
mod transition;

pub use effect::Effect;
pub use event::{Answer, Event, EventName};
pub use open::{Opening, Waiting, open};
pub use saved::{Known, Progress, Remembered, Saved, Unusable};
pub use state::{Effort, Journey, Phase, Resume, Setting, State, Step, Visit, Visitor};
pub use transition::step;

#[cfg(test)]
pub(crate) mod laws;
