//! A message ready to be sent to whoever is concerned by a problem.

use super::pasted::Pasted;
use crate::domain::explain::Explanation;
use crate::domain::named::named;
use crate::domain::problem::{AdviceContext, Fixer, Problem, advice};
use crate::domain::words::Message;

named! {
    /// Whom the help desk writes to. The name is part of message ids.
    pub enum Recipient, name {
        /// The guest.
        Guest = "guest",
        /// Whoever invited the guest.
        Organizer = "organizer",
        /// IT of the organization that hosts the event.
        HostAdmin = "host-admin",
        /// IT of the guest's own organization.
        HomeAdmin = "home-admin",
    }
}

impl Recipient {
    /// Who of them can fix what that one can.
    pub const fn of(fixer: Fixer) -> Option<Self> {
        match fixer {
            Fixer::Guest => Some(Self::Guest),
            Fixer::Organizer => Some(Self::Organizer),
            Fixer::HostAdmin => Some(Self::HostAdmin),
            Fixer::HomeAdmin => Some(Self::HomeAdmin),
            Fixer::Microsoft | Fixer::Portal | Fixer::Unknown => None,
        }
    }
}

/// A letter: a subject, and paragraphs with an empty line between them. What nobody knows yet stands in the
/// words between square brackets, to be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Its subject.
    pub subject: Message,
    /// Its paragraphs, in order.
    pub parts: Vec<Message>,
}

/// A letter about what was found. To whoever can fix it: what to do. To the guest: what happened, what to do
/// now, and who is asked. To everybody else: what it is about, and who takes care of it.
pub fn letter(explanation: &Explanation, pasted: &Pasted, recipient: Recipient) -> Letter {
    let about = match &explanation.code {
        Some(code) => code.clone(),
        None => explanation.problem.map_or_else(String::new, |kind| kind.code().to_owned()),
    };
    let subject = if about.is_empty() {
        Message::new("support.letter.subject")
    } else {
        Message::new("support.letter.subject.about").text("code", about)
    };
    let mut parts = vec![Message::new(["support.letter.opening.", recipient.name()].concat())];
    match recipient {
        Recipient::Guest => parts.extend(to_guest(explanation)),
        _ => parts.extend(to_helper(explanation, recipient)),
    }
    let ids = pasted.line();
    if recipient != Recipient::Guest && !ids.is_empty() {
        parts.push(Message::new("support.letter.ids").text("ids", ids));
    }
    parts.push(Message::new("support.letter.closing"));
    Letter { subject, parts }
}

fn to_guest(explanation: &Explanation) -> Vec<Message> {
    // The portal's words say what its own problem means; a code that somebody else has to fix has its own.
    let problem = explanation.problem.filter(|kind| kind.fixer() == explanation.fixer);
    let (happened, steps) = match problem {
        Some(kind) => {
            let advice = advice(&Problem::new(kind), &AdviceContext::default());
            (advice.what_happened, kind.own_steps().collect())
        }
        None if explanation.fixer == Fixer::Guest => (explanation.heading.clone(), explanation.steps.clone()),
        None => (explanation.heading.clone(), vec![Message::new("support.letter.guest.wait")]),
    };
    let asked = Message::new(["support.letter.guest.asked.", explanation.fixer.name()].concat());
    let mut parts = vec![happened, Message::new("support.letter.guest.now")];
    parts.extend(steps);
    parts.push(asked);
    parts
}

fn to_helper(explanation: &Explanation, recipient: Recipient) -> Vec<Message> {
    let fixer = explanation.fixer;
    let heading = explanation.heading.clone();
    let sent = explanation.message_to_send.clone();
    if Recipient::of(fixer) == Some(recipient) {
        let asks = Message::new("support.letter.asks");
        return match sent {
            Some(sent) => vec![asks, sent],
            None => [vec![heading], explanation.steps.clone()].concat(),
        };
    }
    let cares = Message::new(["support.letter.cares.", fixer.name()].concat());
    match sent {
        // Passed on with it, so that nobody has to ask back.
        Some(sent) => vec![heading, cares, Message::new("support.letter.text"), sent],
        None => vec![heading, cares],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::support::Entry;
    use crate::domain::support::catalogue::entries;
    use crate::domain::words::Argument;
    use std::collections::{BTreeMap, BTreeSet};

    const GUID: &str = "3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811";

    fn words(text: &str) -> BTreeMap<String, String> {
        serde_json::from_str(text).expect("texts")
    }

    fn pasted() -> Pasted {
        Pasted::read(&format!("Correlation ID: {GUID} Timestamp: 2026-11-21 06:30:00Z"))
    }

    fn ids(letter: &Letter) -> Vec<&str> {
        letter.parts.iter().map(|part| &*part.id).collect()
    }

    #[test]
    fn every_letter_about_everything_can_be_written_out() {
        let mut all = words(include_str!("../../../public/words/en/support.json"));
        all.append(&mut words(include_str!("../../../public/words/en/codes.json")));
        all.append(&mut words(include_str!("../../../public/words/en/problems.json")));
        let mut used = BTreeSet::new();
        for entry in entries() {
            let pasted = pasted();
            let explanation = entry.explained(&pasted.trace());
            for &recipient in Recipient::ALL {
                let letter = letter(&explanation, &pasted, recipient);
                for message in letter.parts.iter().chain([&letter.subject]) {
                    let text = all.get(&*message.id).unwrap_or_else(|| panic!("no words for {}", message.id));
                    assert_eq!(text.matches('{').count(), message.arguments.len(), "{}", message.id);
                    used.insert(message.id.to_string());
                }
            }
        }
        let unused: Vec<_> = words(include_str!("../../../public/words/en/support.json"))
            .into_keys()
            .filter(|id| {
                id.starts_with("support.letter.") && id != "support.letter.subject" && !used.contains(id)
            })
            .collect();
        assert!(unused.is_empty(), "{unused:?}");
    }

    #[test]
    fn whoever_can_fix_it_gets_the_message_with_its_ids() {
        let explanation = Entry::Aadsts(53003).explained(&pasted().trace());
        let letter = letter(&explanation, &pasted(), Recipient::HostAdmin);
        assert_eq!(
            ids(&letter),
            [
                "support.letter.opening.host-admin",
                "support.letter.asks",
                "problem.SIGNIN-06.send",
                "support.letter.ids",
                "support.letter.closing"
            ]
        );
        let given: Vec<&Argument> =
            letter.parts.iter().flat_map(|part| &part.arguments).map(|(_, value)| value).collect();
        let Argument::Text(details) = given[0] else { panic!("a text") };
        assert!(details.contains("AADSTS53003") && details.contains(GUID), "{details}");
        let Argument::Text(ids) = given[1] else { panic!("a text") };
        assert!(ids.ends_with("Timestamp: 2026-11-21T06:30:00Z"), "{ids}");
    }

    #[test]
    fn the_guest_hears_what_happened_what_to_do_and_who_is_asked() {
        let explanation = Entry::Aadsts(50020).explained(&pasted().trace());
        assert_eq!(
            ids(&letter(&explanation, &pasted(), Recipient::Guest)),
            [
                "support.letter.opening.guest",
                "problem.SIGNIN-02.what",
                "support.letter.guest.now",
                "problem.SIGNIN-02.step.1",
                "problem.SIGNIN-02.step.2",
                "support.letter.guest.asked.organizer",
                "support.letter.closing"
            ]
        );
    }

    #[test]
    fn others_hear_who_takes_care_of_it() {
        let explanation = Entry::Aadsts(50014).explained(&pasted().trace());
        let letter = letter(&explanation, &Pasted::default(), Recipient::Organizer);
        assert_eq!(
            ids(&letter),
            [
                "support.letter.opening.organizer",
                "aadsts.50014.meaning",
                "support.letter.cares.guest",
                "support.letter.closing"
            ]
        );
    }
}
