//! Where among the guest's pages somebody is, and how the page is to look: read from its address.

use url::form_urlencoded;

use super::venue::Occasion;
use super::walk::Walk;
use super::{Scene, scenes};
use crate::domain::named::named;
use crate::domain::target::Target;

/// A place among the guest's pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// All scenes.
    Gallery,
    /// The scene of that id, which there is.
    Scene(String),
    /// Where somebody chooses whom to walk as, to which event.
    Choice(Occasion),
    /// A walk as a guest of that event.
    Walk(Walk, Occasion),
}

impl Place {
    /// Reads what follows `#/` in an address, without a slash at its end; `None` for anything that is no such place.
    pub fn read(place: &str) -> Option<Self> {
        match place.split_once('/') {
            Some(("gallery", id)) => {
                scenes().iter().any(|scene| scene.id == id).then(|| Self::Scene(id.to_owned()))
            }
            Some(("walk", path)) => Self::read_walk(path),
            None if place == "gallery" => Some(Self::Gallery),
            None if place == "walk" => Some(Self::Choice(Occasion::Invented)),
            _ => None,
        }
    }

    /// Reads a walk's three names and the invite behind them, either of which may be left out.
    fn read_walk(path: &str) -> Option<Self> {
        match *path.split('/').collect::<Vec<_>>() {
            [code] => Some(Self::Choice(Occasion::read(code))),
            [_, _, _] => Walk::read(path).map(|walk| Self::Walk(walk, Occasion::Invented)),
            [person, machine, when, code] => {
                let walk = Walk::read(&[person, machine, when].join("/"))?;
                Some(Self::Walk(walk, Occasion::read(code)))
            }
            _ => None,
        }
    }

    /// The address within the page that may stay in the address bar for an own event, whatever the one that was read
    /// gave away.
    pub fn address_of_own_event(&self) -> Option<String> {
        match self {
            Self::Choice(occasion @ Occasion::Own(_)) => Some(choice_address(occasion)),
            Self::Walk(walk, occasion @ Occasion::Own(_)) => Some(walk_address(*walk, occasion)),
            _ => None,
        }
    }
}

/// The address of all scenes, within the page.
pub const GALLERY: &str = "#/gallery";

/// The address of the choice of a walk to the invented event, within the page.
pub const WALK: &str = "#/walk";

/// The address of the choice of a walk, within the page.
pub fn choice_address(occasion: &Occasion) -> String {
    [WALK, &occasion.path()].concat()
}

/// The address of a walk, within the page.
pub fn walk_address(walk: Walk, occasion: &Occasion) -> String {
    [WALK, "/", &walk.path(), &occasion.path()].concat()
}

/// The address of a scene, within the page.
pub fn address(id: &str) -> String {
    [GALLERY, "/", id].concat()
}

/// The scenes before and after the one at that position, the last and the first being neighbors.
pub fn neighbors(scenes: &[Scene], at: usize) -> Option<(&Scene, &Scene)> {
    let count = scenes.len();
    Some((scenes.get((at + count).checked_sub(1)? % count)?, scenes.get((at + 1) % count)?))
}

named! {
    /// Colors asked for, whatever the machine prefers.
    pub enum Look {
        /// Dark on light.
        Light = "light",
        /// Light on dark.
        Dark = "dark",
    }
}

/// How the page is to look; what is not asked for, or cannot be read, is as usual.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// A language, as the tag that names its folder of words.
    pub language: Option<String>,
    /// Colors.
    pub look: Option<Look>,
    /// The target of scenes that are about none in particular.
    pub target: Target,
}

impl Wishes {
    /// The query that asks for all of this, with its `?`.
    pub fn query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new("?".to_owned());
        if let Some(language) = &self.language {
            query.append_pair("lang", language);
        }
        if let Some(look) = self.look {
            query.append_pair("look", look.name());
        }
        query.append_pair("target", self.target.name());
        query.finish()
    }

    /// Reads a query, without its `?`.
    pub fn read(query: &str) -> Self {
        let mut wishes = Self::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match &*name {
                "lang" => wishes.language = Some(value.into_owned()).filter(|tag| is_folder_of_words(tag)),
                "look" => wishes.look = Look::ALL.iter().copied().find(|look| look.name() == value),
                "target" => wishes.target = Target::from_name(&value).unwrap_or_default(),
                _ => {}
            }
        }
        wishes
    }
}

/// A tag goes into an address, so nothing else does.
fn is_folder_of_words(tag: &str) -> bool {
    let part = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (2..=12).contains(&tag.len()) && tag.split('-').all(part)
}
