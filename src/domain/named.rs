//! Lists of things with a name: the name is what word files, people and other tools know them by.

/// Makes an enum whose every variant has a fixed text: `ALL`, and a method of the given name.
///
/// `pub enum Remedy, name { ... }` gets `Remedy::name`. Attributes go through, so a list that is serialized
/// brings `#[derive(Serialize)]` and `#[serde(rename_all = "kebab-case")]` with it.
macro_rules! named {
    (
        $(#[$about:meta])+
        pub enum $list:ident, $name:ident { $($(#[doc = $doc:literal])+ $item:ident = $text:literal,)+ }
    ) => {
        $(#[$about])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $list { $($(#[doc = $doc])+ $item,)+ }

        impl $list {
            /// Every one, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$item,)+];

            /// Its short, stable text, another one for each.
            pub const fn $name(self) -> &'static str {
                match self { $(Self::$item => $text,)+ }
            }
        }
    };
}

pub(in crate::domain) use named;
