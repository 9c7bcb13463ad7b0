//! Lists of things with a name: the name is what word files, people and other tools know them by.

/// Makes an enum whose every variant has a fixed text: `ALL`, and a method of the given name.
///
/// `pub enum Remedy, name { ... }` gets `Remedy::name`. Attributes go through, so a list that is also read back
/// brings serde's derives with it. `pub enum Verdict { ... }` gets `Verdict::name` and is serialized as that.
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
    (
        $(#[$about:meta])+
        pub enum $list:ident { $($items:tt)+ }
    ) => {
        $crate::domain::named::named! { $(#[$about])+ pub enum $list, name { $($items)+ } }

        impl serde::Serialize for $list {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.name())
            }
        }
    };
}

pub(in crate::domain) use named;
