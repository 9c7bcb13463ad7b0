//! Lists of things with a name: the name is the id that the word files and other tools know it by.

/// Makes an enum whose every variant has an id: `ALL`, `name()`, and serialization as that id.
macro_rules! named {
    (
        $(#[doc = $about:literal])+
        pub enum $list:ident { $($(#[doc = $doc:literal])+ $item:ident = $name:literal,)+ }
    ) => {
        $(#[doc = $about])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $list { $($(#[doc = $doc])+ $item,)+ }

        impl $list {
            /// Every one, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$item,)+];

            /// Its id.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$item => $name,)+ }
            }
        }

        impl serde::Serialize for $list {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.name())
            }
        }
    };
}

pub(in crate::domain) use named;
