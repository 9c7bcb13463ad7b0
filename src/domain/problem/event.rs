//! What the Mesh app and Microsoft's sign-in pages say when they refuse somebody, recognized from what a
//! guest remembers of it.

use super::fuzzy::alike;
use super::{Kind, sign_in_page};

/// Words that tell one message from the others, in any order, near each other. Words in between (names,
/// little words) do not matter. A message stands here in the few words that people remember of it, the most
/// telling first, and in nearly all its words, as people copy it with mistakes.
///
/// Messages of the app: MicrosoftDocs/mesh-docs, `mesh/Resources/mesh-troubleshooting.md`,
/// `mesh/user-guide/join-an-event.md`, `mesh/Resources/mesh-release-notes.md` and
/// `mesh/Resources/mesh-known-issues.md`.
const MESSAGES: &[(Kind, &str)] = &[
    (Kind::EventHostNotInside, "schedule check event"),
    (Kind::EventHostNotInside, "schedule oops"),
    (Kind::EventHostNotInside, "oops check the event schedule"),
    (Kind::EventSetupIncomplete, "access right now"),
    (Kind::EventSetupIncomplete, "you cannot access this right now"),
    (Kind::EventWrongTenant, "tenant different"),
    (Kind::EventWrongTenant, "join space from different tenant than the meeting owner"),
    (Kind::EventWrongTenant, "different account to join this space"),
    (Kind::EventNoAccess, "you do not have access to this space"),
    (Kind::EventNoAccess, "dont have access this space"),
    (Kind::EventNoAccess, "access not have"),
    (Kind::EventNoAccess, "access dont have"),
    (Kind::EventNoAccess, "access no space"),
    (Kind::EventNoAccess, "invited must space"),
    (Kind::EventNoPermission, "permission enter"),
    (Kind::EventNoPermission, "permission dont have"),
    (Kind::EventNoPermission, "you dont have permission to enter this space"),
    (Kind::EventFull, "full space"),
    (Kind::EventFull, "full room"),
    (Kind::EventFull, "full event"),
    (Kind::EventFull, "this space is full please try back later"),
    (Kind::EventAlreadyJoined, "already joined location"),
    (Kind::EventAlreadyJoined, "already joined this space from another location"),
    (Kind::EventAlreadyJoined, "disconnect retry"),
    (Kind::EventDeviceUnsupported, "device try using another"),
    (Kind::EventDeviceUnsupported, "space does not currently support the endpoint"),
    (Kind::EventDeviceUnsupported, "space trying to reach isnt available on this device"),
    (Kind::EventVersionMismatch, "version newer"),
    (Kind::EventVersionMismatch, "space requires a newer version of the mesh app"),
    (Kind::EventVersionMismatch, "version unsupported"),
    (Kind::EventVersionMismatch, "cannot join space people are using an unsupported version"),
    (Kind::EventVersionMismatch, "version must match"),
    (Kind::EventVersionMismatch, "your app version must match the version used by others"),
    (Kind::EventVersionMismatch, "version client could not"),
    (Kind::EventVersionMismatch, "failed to connect client version could not be set or compared"),
    (Kind::EventNetworkBlocked, "connect failed"),
    (Kind::EventNetworkBlocked, "oops we failed to connect"),
    (Kind::EventNetworkBlocked, "failed to connect to mesh session please try again later"),
    (Kind::EventNetworkBlocked, "failed to connect to mesh service"),
    (Kind::EventNetworkBlocked, "connecting trouble services"),
    (Kind::EventNetworkBlocked, "oops were having trouble connecting to our services"),
    (Kind::EventNetworkBlocked, "relay server"),
    (Kind::EventNetworkBlocked, "load failed environment"),
    (Kind::EventNetworkBlocked, "oops we failed to load the environment"),
    (Kind::EventNetworkBlocked, "failed join teams meeting"),
    (Kind::EventNetworkBlocked, "failed get teams meeting info from service"),
    (Kind::EventNetworkBlocked, "failed find meeting"),
    (Kind::EventNetworkBlocked, "destination trying reach available"),
    (Kind::EventNetworkBlocked, "the destination you are trying to reach is not available"),
    (Kind::EventNotFound, "failed get meeting info from service"),
    (Kind::EventNotFound, "lookup failed event code"),
    (Kind::EventNotFound, "failed to lookup event code details"),
    (Kind::EventNotFound, "failed looking up space details"),
    (Kind::EventLoadFailed, "load unable environment"),
    (Kind::EventLoadFailed, "unable to load the environment"),
    (Kind::EventLoadFailed, "unexpected error loading environment"),
    (Kind::EventLoadFailed, "an unexpected error occurred when loading the environment for the space"),
    (Kind::EventLoadFailed, "something went wrong loading space"),
    (Kind::EventLoadFailed, "navigate failed destination"),
    (Kind::EventLoadFailed, "lost connection"),
    (Kind::EventLoadFailed, "we lost connection with the space"),
    (Kind::StoreBlank, "store blank"),
    (Kind::StoreBlank, "store empty"),
    (Kind::StoreBlank, "store white"),
];

/// More words than this are not looked at.
const MOST_WORDS: usize = 1000;

/// The problem behind a message of the Mesh app or of a sign-in page, from whatever a guest typed or pasted
/// of it. `None` when it resembles none of them.
pub fn event_message(text: &str) -> Option<Kind> {
    most_alike(text, MESSAGES.iter().chain(sign_in_page::MESSAGES))
}

/// The same for other messages, written like those here.
pub(in crate::domain) fn resembling(text: &str, messages: &[(Kind, &str)]) -> Option<Kind> {
    most_alike(text, messages.iter())
}

fn most_alike<'a>(text: &str, messages: impl Iterator<Item = &'a (Kind, &'a str)>) -> Option<Kind> {
    let words = words(text);
    let mut best = (0, None);
    for (kind, message) in messages {
        let score = resemblance(&words, message);
        if score > best.0 {
            best = (score, Some(*kind));
        }
    }
    best.1
}

/// Messages of fewer words than this have to be there with their first word.
const MANY_WORDS: usize = 5;

/// How surely the message is in the text; 0 when it is not. A message of four words or more may miss one in
/// four. A missing word weighs more than a matching one, so that a short message that fits beats a long one
/// that almost fits, and a long one that fits beats a short one inside it.
fn resemblance(words: &[Vec<u8>], message: &str) -> usize {
    let count = message.split(' ').count();
    // Where in the text each word of the message stands: each pair of words is compared only once, and none
    // any more when too many are nowhere.
    let mut places: Vec<Vec<bool>> = Vec::with_capacity(count);
    let mut nowhere = 0;
    for word in message.split(' ') {
        let place: Vec<bool> = words.iter().map(|typed| alike(typed, word.as_bytes())).collect();
        let is_nowhere = !place.contains(&true);
        let is_telling = places.is_empty() && count < MANY_WORDS;
        nowhere += usize::from(is_nowhere);
        if nowhere * 4 > count || (is_nowhere && is_telling) {
            return 0;
        }
        places.push(place);
    }
    (0..words.len())
        .filter(|&start| places.iter().any(|place| place[start]))
        .map(|start| {
            let near = start..words.len().min(start + 3 * count);
            let is_near = |place: &Vec<bool>| place[near.clone()].contains(&true);
            let missing = count - places.iter().filter(|place| is_near(place)).count();
            let is_telling = count >= MANY_WORDS || places.first().is_some_and(is_near);
            if is_telling && missing * 4 <= count {
                (2 * (count - missing)).saturating_sub(3 * missing)
            } else {
                0
            }
        })
        .max()
        .unwrap_or(0)
}

/// The words of a text in lower case; an apostrophe is no border ("don't" is "dont").
fn words(text: &str) -> Vec<Vec<u8>> {
    let mut words = Vec::new();
    let mut word = Vec::new();
    for letter in text.chars().chain([' ']) {
        match u8::try_from(letter) {
            Ok(letter) if letter.is_ascii_alphanumeric() => word.push(letter.to_ascii_lowercase()),
            Ok(b'\'' | b'`') => {}
            Err(_) if matches!(letter, '\u{2018}' | '\u{2019}') => {}
            _ if word.is_empty() => {}
            _ => words.push(std::mem::take(&mut word)),
        }
        if words.len() == MOST_WORDS {
            break;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    /// Every message the documents list, as they spell it.
    #[rstest]
    #[case("Oops, check the event's schedule", Kind::EventHostNotInside)]
    #[case("You cannot access this right now", Kind::EventSetupIncomplete)]
    #[case(
        "Join space from different tenant than the meeting owner is not allowed. Please use a different \
         account to join this space.",
        Kind::EventWrongTenant
    )]
    #[case(
        "You do not have access to this space. You must be invited into a space to join it.",
        Kind::EventNoAccess
    )]
    #[case("You don't have permission to enter this space.", Kind::EventNoPermission)]
    #[case("This space is full. Please try back later!", Kind::EventFull)]
    #[case(
        "You have already joined this space from another location. Please disconnect and retry.",
        Kind::EventAlreadyJoined
    )]
    #[case(
        "The space Summer Meadow by the Lake does not currently support the WebGL endpoint, try using \
         another device.",
        Kind::EventDeviceUnsupported
    )]
    #[case(
        "The space {0} does not currently support the {1} endpoint, try using another device.",
        Kind::EventDeviceUnsupported
    )]
    #[case(
        "The space you were trying to reach isn't available on this device.",
        Kind::EventDeviceUnsupported
    )]
    #[case("This space requires a newer version of the Mesh app...", Kind::EventVersionMismatch)]
    #[case(
        "Cannot join the space since one (or more) people are using an unsupported version...",
        Kind::EventVersionMismatch
    )]
    #[case(
        "Your app version 5.2 must match the version used by others in the space",
        Kind::EventVersionMismatch
    )]
    #[case("Failed to connect. Client version could not be set or compared...", Kind::EventVersionMismatch)]
    #[case("Falied to connect to Mesh session. Please try again later.", Kind::EventNetworkBlocked)]
    #[case("Failed to connect to Mesh service...", Kind::EventNetworkBlocked)]
    #[case(
        "Oops! We're having trouble connecting to our services... relay server",
        Kind::EventNetworkBlocked
    )]
    #[case("Oops! We failed to connect...", Kind::EventNetworkBlocked)]
    #[case("Oops! We failed to load the {0} environment...", Kind::EventNetworkBlocked)]
    #[case("Oops! We failed to load the Oasis environment...", Kind::EventNetworkBlocked)]
    #[case("Failed to join the Teams meeting...", Kind::EventNetworkBlocked)]
    #[case("Failed to get Teams meeting info from service", Kind::EventNetworkBlocked)]
    #[case("Failed to find meeting.", Kind::EventNetworkBlocked)]
    #[case("The destination you are trying to reach is not available.", Kind::EventNetworkBlocked)]
    #[case("Failed to get meeting info from service.", Kind::EventNotFound)]
    #[case("Failed to lookup event code details!", Kind::EventNotFound)]
    #[case("Failed looking up space details.", Kind::EventNotFound)]
    #[case("`code` Failed looking up space details.", Kind::EventNotFound)]
    #[case("Unable to load the environment.", Kind::EventLoadFailed)]
    #[case("An unexpected error occurred when loading the environment for the space.", Kind::EventLoadFailed)]
    #[case("Something went wrong loading the space.", Kind::EventLoadFailed)]
    #[case("Failed to navigate to the destination space.", Kind::EventLoadFailed)]
    #[case("We lost connection with the space.", Kind::EventLoadFailed)]
    fn documented_messages(#[case] text: &str, #[case] expected: Kind) {
        assert_eq!(event_message(text), Some(expected));
        assert_eq!(event_message(&text.to_uppercase()), Some(expected));
        assert_eq!(
            event_message(&format!("Hello, I tried it and it says: \u{201c}{text}\u{201d} What now?")),
            Some(expected)
        );
    }

    /// What people make of them.
    #[rstest]
    #[case("oops chek the event schedul", Kind::EventHostNotInside)]
    #[case("OOPS CHECK EVENTS SHEDULE", Kind::EventHostNotInside)]
    #[case("something about the event schedule, I should check", Kind::EventHostNotInside)]
    #[case("you can\u{2019}t acess this rigth now", Kind::EventSetupIncomplete)]
    #[case("join space from diffrent tennant then meeting owner not alowed", Kind::EventWrongTenant)]
    #[case("i dont have acces to this space", Kind::EventNoAccess)]
    #[case("you must be invited in to a space", Kind::EventNoAccess)]
    #[case("no permision to enter this space", Kind::EventNoPermission)]
    #[case("the room is full", Kind::EventFull)]
    #[case("space ful try later", Kind::EventFull)]
    #[case("alredy joined this space from an other location", Kind::EventAlreadyJoined)]
    #[case("space requires newer verson of mesh", Kind::EventVersionMismatch)]
    #[case("client version could not be compared", Kind::EventVersionMismatch)]
    #[case("faild to conect to mesh sesion", Kind::EventNetworkBlocked)]
    #[case("failed to get meeting info from servce", Kind::EventNotFound)]
    #[case("failed to lookup event code detals", Kind::EventNotFound)]
    #[case("unable to load enviroment", Kind::EventLoadFailed)]
    #[case("somthing went wrong loading space", Kind::EventLoadFailed)]
    #[case("the store page stays blank", Kind::StoreBlank)]
    fn messages_as_people_type_them(#[case] text: &str, #[case] expected: Kind) {
        assert_eq!(event_message(text), Some(expected));
    }

    #[rstest]
    #[case("")]
    #[case("...")]
    #[case("it does not work")]
    #[case("I cannot hear anybody in the event")]
    #[case("the event is great")]
    #[case("my password is wrong")]
    #[case("the space is nice, but my glass is nearly not, and the fridge is full of bugs")]
    #[case("meeting service info")]
    #[case("how do I join the Teams meeting?")]
    #[case("where can I find the meeting?")]
    #[case("I have the newest app, but there is no sound")]
    #[case("I am in the room now, thank you")]
    #[case("the environment looks nice, how do I connect my headphones to the PC?")]
    #[case("日本語のメッセージ")]
    fn other_texts_are_none_of_them(#[case] text: &str) {
        assert_eq!(event_message(text), None);
    }

    #[test]
    fn every_message_is_reachable_from_its_own_words() {
        for (kind, message) in MESSAGES.iter().chain(sign_in_page::MESSAGES) {
            assert_eq!(event_message(message), Some(*kind), "{message}");
        }
    }

    proptest! {
        #[test]
        fn any_text_can_be_compared(text in any::<String>()) {
            let _ = event_message(&text);
        }

        #[test]
        fn the_end_of_a_long_text_costs_nothing(count in MOST_WORDS..2 * MOST_WORDS) {
            prop_assert_eq!(words(&"a ".repeat(count)).len(), MOST_WORDS);
        }
    }
}
