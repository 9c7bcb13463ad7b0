//! The preview of every screen: all of them small, one as a guest sees it, or a walk through them.
//!
//! Ids of words are literals, except where a name is put behind one of these:
//!
//! | beginning | followed by |
//! |---|---|
//! | `gallery.group.` | `Group::name` |
//! | `gallery.instead.` | `Instead::name` |
//! | `gallery.look.` | `Look::name` |
//! | `gallery.scene.` | the id of a scene that is about no problem; on a machine it is `on-` and `Machine::name` |
//! | `gallery.target.` | `Target::name` |
//! | `walk.go-on.` | `Awaited::name` |
//! | `walk.person.` | `Person::name` |
//! | `walk.when.` | `When::name` |

pub(super) mod sheet;
pub(super) mod stage;
pub(super) mod walk;

use crate::app::words::Words;
use crate::domain::preview::Scene;
use crate::domain::words::Message;

/// What a scene is called.
fn name(scene: &Scene) -> Message {
    match scene.problem {
        Some(problem) => {
            let heading = Words::here().write(&problem.heading());
            Message::new("gallery.problem").text("code", problem.code()).text("heading", heading)
        }
        None => Message::new(["gallery.scene.", &scene.id].concat()),
    }
}
