//! What a guest is on the way to. A target is data: a third would be one more row and its words.

use serde::{Deserialize, Serialize};

/// The thing the journey ends in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    /// A Mesh event in the Mesh app on a Windows PC: the default.
    #[default]
    MeshPc,
    /// An immersive event in the Teams desktop app, the successor of Mesh events.
    TeamsImmersive,
}

impl Target {
    /// Every target, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::MeshPc, Self::TeamsImmersive];

    /// The name used in links, configuration and message ids.
    pub const fn name(self) -> &'static str {
        match self {
            Self::MeshPc => "mesh-pc",
            Self::TeamsImmersive => "teams-immersive",
        }
    }

    /// Hosts that the links of its events have where a deployment says nothing about it (mesh-docs,
    /// manage-mesh-on-web.md).
    pub const fn usual_hosts(self) -> &'static [&'static str] {
        match self {
            Self::MeshPc => &["mesh.cloud.microsoft", "portal.mesh.microsoft.com"],
            Self::TeamsImmersive => &["teams.microsoft.com", "teams.cloud.microsoft"],
        }
    }

    /// The target of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|target| target.name() == name)
    }
}
