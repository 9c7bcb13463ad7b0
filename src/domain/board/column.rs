//! What of the board can be shown, and what to ask for where it cannot.

use crate::domain::named::named;
use crate::domain::words::Message;

named! {
    /// The parts of the board that a permission of their own lets be read.
    pub enum Heading {
        /// Invited, accepted, member.
        Invitation = "invitation",
        /// Licensed or what is missing.
        License = "license",
        /// Free seats.
        Seats = "seats",
    }
}

named! {
    /// Graph's name of a permission.
    pub enum Scope {
        /// Read people in full.
        UserReadAll = "User.Read.All",
        /// Read licenses.
        LicenseAssignmentReadAll = "LicenseAssignment.Read.All",
        /// Read what the organization has bought.
        OrganizationReadAll = "Organization.Read.All",
        /// Give and take licenses.
        LicenseAssignmentReadWriteAll = "LicenseAssignment.ReadWrite.All",
        /// Change and delete people.
        UserReadWriteAll = "User.ReadWrite.All",
    }
}

named! {
    /// A directory role, as Microsoft Entra names it on its screens.
    pub enum Role {
        /// Reads people and licenses.
        DirectoryReaders = "Directory Readers",
        /// Gives licenses.
        LicenseAdministrator = "License Administrator",
        /// Does all of it, deleting guests too.
        UserAdministrator = "User Administrator",
    }
}

/// Whether a part of the board can be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// All of it was read.
    Ready,
    /// It is being read.
    Loading,
    /// It cannot be shown.
    Dim(Why),
}

/// Why a part of the board cannot be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Graph refuses the question.
    NotAllowed {
        /// The permission it takes.
        scope: Scope,
        /// The directory role to ask for, since a permission alone lets nobody see more than they may themselves.
        role: Role,
    },
    /// Graph answered something that cannot be read.
    Unreadable,
}

impl Heading {
    /// What stands above it.
    pub fn message(self) -> Message {
        Message::new(["board.column.", self.name()].concat())
    }
}

impl Why {
    /// The sentence that says so, `{scope}` and `{role}` being filled in.
    pub fn message(self) -> Message {
        match self {
            Self::NotAllowed { scope, role } => {
                Message::new("board.dim.not-allowed").text("scope", scope.name()).text("role", role.name())
            }
            Self::Unreadable => Message::new("board.dim.unreadable"),
        }
    }
}
