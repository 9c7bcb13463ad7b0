//! What happens to a guest, as plain data.

use super::machine::Machine;
use super::world::{Deployment, Trait};
use crate::domain::directory::person::UserType;
use crate::domain::journey::{Answer, Step};
use crate::domain::launch::Signal;
use crate::domain::problem::Kind;

/// Where a guest begins, and what happens then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// The machine.
    pub machine: Machine,
    /// How the portal is set up.
    pub deployment: Deployment,
    /// What the address brings.
    pub link: Link,
    /// What is special about the invite.
    pub traits: Vec<Trait>,
    /// When the page is opened, in minutes after the event's start; before it they are negative.
    pub opens: i64,
    /// Whether the browser keeps anything for the page.
    pub can_store: bool,
    /// Whether this device knows the event already.
    pub is_known: bool,
    /// Then, in this order.
    pub beats: Vec<Beat>,
}

/// What the address brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// Nothing.
    None,
    /// The invite.
    Whole,
    /// The invite without its end.
    Cut,
    /// More than any invite can be.
    Endless,
    /// This, behind the `#`.
    Text(&'static str),
}

/// One thing that happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beat {
    // What the guest does.
    /// Presses the button that goes on.
    Go,
    /// Goes on although the portal advises against it.
    GoAnyway,
    /// Opens the invitation's own page.
    Accept,
    /// Signs in.
    SignIn,
    /// Leaves the home sign-in out.
    SkipHome,
    /// Signs out of Microsoft, and comes back.
    SignOut,
    /// Has Graph asked again.
    CheckAgain,
    /// Has the app.
    HaveApp,
    /// Opens the app.
    OpenApp,
    /// Says whether that worked.
    Answer(Answer),
    /// Says what stood there.
    Saw(&'static str),
    /// Pastes something.
    Paste(&'static str),
    /// Tries again.
    TryAgain,
    /// Sees about the Teams meeting.
    JoinMeeting,
    /// Joins it here.
    JoinHere,
    /// Goes Back or Forward to a step.
    Revisit(Step),
    /// Lets time go by, in minutes.
    Wait(i64),
    /// Comes back later, with what this device remembers.
    Reopen,

    // What the browser says.
    /// There is no network.
    NoNetwork,
    /// It keeps nothing.
    NothingKept,
    /// The page came back without an answer.
    PageRestored,
    /// The tab is looked at again.
    TabSeen,
    /// Something happened after the deep link.
    Noticed(Signal),

    // What Microsoft says.
    /// The sign-in page sends the guest back.
    Back(Callback),
    /// The code is exchanged.
    Token(Token),
    /// Graph says who it is.
    Person(UserType),
    /// Graph says which licenses there are.
    Licenses(Licenses),
    /// Graph does not answer the question about licenses.
    Refused(Refusal),
    /// The pause that Graph asked for is over.
    Woken,
    /// The session is not renewed.
    NotRenewed,

    // What no guest can bring about today.
    /// The answers of Graph come to this problem.
    Amounts(Kind),
    /// The link has this problem.
    Unusable(Kind),
}

/// How the guest comes back from the sign-in page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Callback {
    /// With a code.
    Code,
    /// With an error: its name, and the number of its AADSTS code.
    Error(&'static str, u32),
    /// After longer than an attempt is kept.
    Late,
    /// With an answer that this browser has not asked for.
    Stray,
    /// To another page than the guest has left.
    OtherPage,
    /// From somebody who is not Microsoft.
    OtherIssuer,
}

/// How the exchange of the code ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    /// The invited guest is signed in.
    Guest,
    /// The same, as a member of the host organization.
    Member,
    /// Somebody else is signed in.
    SomebodyElse,
    /// Somebody without a name is signed in.
    Nameless,
    /// The clock of this device is years off.
    WrongClock,
    /// It is refused: the error, and the number of its AADSTS code.
    Refused(&'static str, u32),
    /// The answer is none.
    Unreadable,
    /// There is no answer.
    Unreachable,
}

/// Which licenses Graph tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Licenses {
    /// Everything that is needed.
    All,
    /// None at all.
    None,
    /// One without Teams.
    NoTeams,
    /// Teams, but neither Teams Premium nor the Mesh trial.
    NoPremium,
    /// All, with Microsoft Mesh switched off.
    MeshOff,
    /// Graph tells this person nothing.
    Untold,
}

/// How Graph refuses to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is busy, and says for how many seconds.
    Busy(u32),
    /// It has a fault.
    Faulty,
    /// The session has ended.
    SessionEnded,
    /// It asks for one more proof.
    ProofWanted,
    /// It forbids the question.
    Forbidden,
}

impl Story {
    /// A guest opens the link ten minutes before the start, on a Windows PC.
    pub fn usual() -> Self {
        Self {
            machine: Machine::Windows,
            deployment: Deployment::Usual,
            link: Link::Whole,
            traits: Vec::new(),
            opens: -10,
            can_store: true,
            is_known: false,
            beats: Vec::new(),
        }
    }

    /// The guest has gone through both sign-ins, and Graph is being asked.
    pub fn asking_graph() -> Self {
        Self::at_host().then(&[Beat::Back(Callback::Code), Beat::Token(Token::Guest)])
    }

    /// The guest has left for the host sign-in.
    pub fn at_host() -> Self {
        Self::usual().then(&[Beat::Go, Beat::Back(Callback::Code), Beat::Token(Token::Guest)])
    }

    /// The guest is licensed, and asked for the app.
    pub fn licensed() -> Self {
        Self::asking_graph().then(&[Beat::Person(UserType::Guest), Beat::Licenses(Licenses::All)])
    }

    /// The guest has the app, and the doors are open.
    pub fn with_app() -> Self {
        Self::licensed().then(&[Beat::HaveApp])
    }

    /// The guest has opened the app.
    pub fn in_app() -> Self {
        Self::with_app().then(&[Beat::OpenApp])
    }

    /// The same on another machine.
    #[must_use]
    pub fn on(self, machine: Machine) -> Self {
        Self { machine, ..self }
    }

    /// The same in a portal set up otherwise.
    #[must_use]
    pub fn set_up(self, deployment: Deployment) -> Self {
        Self { deployment, ..self }
    }

    /// The same with another link.
    #[must_use]
    pub fn by(self, link: Link) -> Self {
        Self { link, ..self }
    }

    /// The same with another invite.
    #[must_use]
    pub fn with(mut self, traits: &[Trait]) -> Self {
        self.traits.extend_from_slice(traits);
        self
    }

    /// The same at another time, in minutes after the start.
    #[must_use]
    pub fn opened(self, opens: i64) -> Self {
        Self { opens, ..self }
    }

    /// The same in a browser that keeps nothing.
    #[must_use]
    pub fn without_storage(self) -> Self {
        Self { can_store: false, ..self }
    }

    /// The same on a device that knows the event.
    #[must_use]
    pub fn known(self) -> Self {
        Self { is_known: true, ..self }
    }

    /// And then.
    #[must_use]
    pub fn then(mut self, beats: &[Beat]) -> Self {
        self.beats.extend_from_slice(beats);
        self
    }
}
