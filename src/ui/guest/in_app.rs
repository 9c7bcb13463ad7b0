//! What happens in the app: how to sign in there, where the link goes, and what it may say.
//!
//! Labels and messages of the Mesh app: mesh-docs, `mesh/user-guide/join-an-event.md` with its screenshots,
//! and `mesh/Resources/mesh-troubleshooting.md`. Of Teams: "Join an immersive event" (support.microsoft.com).

use leptos::prelude::*;

use super::scene::Scene;
use crate::domain::problem::Kind;
use crate::domain::target::Target;
use crate::ui::parts::element::group;
use crate::ui::parts::text::list;

/// How to sign in to the app as a guest of the host, button by button.
pub(super) fn sign_in(scene: &Scene) -> AnyView {
    let steps: &[&'static str] = match scene.invite.target {
        Target::MeshPc => &[
            "in-app.mesh.start",
            "in-app.mesh.account",
            "in-app.mesh.options",
            "in-app.mesh.organization",
            "in-app.mesh.domain",
            "in-app.mesh.password",
            "in-app.mesh.accept",
        ],
        Target::TeamsImmersive => &["in-app.teams.start", "in-app.teams.switch", "in-app.teams.host"],
    };
    group(vec![list(true, &scene.say_all(steps)), scene.host_domain()])
}

/// Where the event link goes.
pub(super) fn paste(scene: &Scene) -> AnyView {
    let steps: &[&'static str] = match scene.invite.target {
        Target::MeshPc => &["paste.mesh.signed-in", "paste.mesh.link", "paste.mesh.join"],
        Target::TeamsImmersive => &["paste.teams.signed-in", "paste.teams.link", "paste.teams.join"],
    };
    list(true, &scene.say_all(steps))
}

/// The messages that guests meet most, each with the problem it stands for. None is documented for Teams.
pub(super) const fn messages(target: Target) -> &'static [(Kind, &'static str)] {
    match target {
        Target::MeshPc => &[
            (Kind::EventHostNotInside, "message.schedule"),
            (Kind::EventSetupIncomplete, "message.right-now"),
            (Kind::EventWrongTenant, "message.different-tenant"),
            (Kind::EventNoAccess, "message.no-access"),
            (Kind::EventNoPermission, "message.no-permission"),
            (Kind::EventFull, "message.full"),
            (Kind::EventAlreadyJoined, "message.already-joined"),
            (Kind::EventVersionMismatch, "message.newer-version"),
            (Kind::EventNetworkBlocked, "message.failed-to-connect"),
        ],
        Target::TeamsImmersive => &[],
    }
}
