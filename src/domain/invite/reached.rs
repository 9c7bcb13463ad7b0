//! How far a guest has come on another device, as a link that was handed on says it.
//!
//! Anyone can write such a link: it chooses the page that opens here, proves nothing and skips no check.

/// How far a guest says to have come on another device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reached {
    /// The invitation is dealt with.
    Invited,
    /// Signed in once, so that the invitation is dealt with too.
    SignedIn,
    /// The same, with the sign-in at home left out: it would be refused here as well.
    SignedInAtHostOnly,
}

impl Reached {
    /// Every way to have come far, in the order of their numbers.
    pub const ALL: [Self; 3] = [Self::Invited, Self::SignedIn, Self::SignedInAtHostOnly];

    /// The number it has in a link: every character travels in a mail.
    pub const fn number(self) -> i64 {
        match self {
            Self::Invited => 1,
            Self::SignedIn => 2,
            Self::SignedInAtHostOnly => 3,
        }
    }

    /// What that number says; a later portal may know more of them.
    pub fn from_number(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|reached| reached.number() == number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_were_written() {
        for reached in Reached::ALL {
            assert_eq!(Reached::from_number(reached.number()), Some(reached));
        }
        assert_eq!((Reached::from_number(0), Reached::from_number(4)), (None, None));
    }
}
