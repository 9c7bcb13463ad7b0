//! A handle that ends a request under way.

use web_sys::{AbortController, AbortSignal};

use super::clock;

/// Ends the requests that were given its signal. Ending what has ended already does nothing.
#[derive(Clone)]
pub struct Stop(AbortController);

impl Stop {
    /// A handle that has ended nothing yet; `None` in a browser that cannot end requests.
    pub fn new() -> Option<Self> {
        AbortController::new().ok().map(Self)
    }

    /// Ends the requests so many milliseconds from now.
    #[must_use]
    pub fn after(self, milliseconds: u32) -> Self {
        let stop = self.clone();
        clock::after(milliseconds, move || stop.now());
        self
    }

    /// Ends the requests.
    pub fn now(&self) {
        self.0.abort();
    }

    /// What a request is given to be ended by this.
    pub(super) fn signal(&self) -> AbortSignal {
        self.0.signal()
    }
}
