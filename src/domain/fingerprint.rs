//! A short name for a text: the same text has the same one, on every machine and in every build.

use std::fmt;

/// FNV-1a, 64 bits. It tells texts apart and hides nothing: no secret may depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fingerprint(u64);

impl Fingerprint {
    /// The fingerprint of some bytes.
    pub fn of(bytes: impl Iterator<Item = u8>) -> Self {
        Self(bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        }))
    }

    /// Reads one back; `None` for anything but 16 lower-case hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let fits = text.len() == 16 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if fits { u64::from_str_radix(text, 16).ok().map(Self) } else { None }
    }
}

impl fmt::Display for Fingerprint {
    /// Sixteen hexadecimal digits.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:016x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    /// The test vectors of FNV's own page, for 64 bits (isthe.com/chongo/tech/comp/fnv).
    #[rstest]
    #[case("", "cbf29ce484222325")]
    #[case("a", "af63dc4c8601ec8c")]
    #[case("foobar", "85944171f73967e8")]
    fn it_is_the_well_known_one(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(Fingerprint::of(text.bytes()).to_string(), expected);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(text in ".{0,40}") {
            let fingerprint = Fingerprint::of(text.bytes());
            prop_assert_eq!(Fingerprint::parse(&fingerprint.to_string()), Some(fingerprint));
            prop_assert!(Fingerprint::parse(&text).is_none() || text.len() == 16);
        }
    }
}
