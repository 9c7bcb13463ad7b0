//! Words as people mistype them.

/// Longer words are compared exactly.
const LONGEST: usize = 24;

/// Whether `typed` is `word`, or a slip of the fingers away from it: one slip in a word of four to seven
/// letters, two in a longer one, none in a shorter one. Both in lower case.
pub(in crate::domain) fn alike(typed: &[u8], word: &[u8]) -> bool {
    let slips = match word.len() {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    };
    typed == word
        || (word.len() <= LONGEST
            && typed.len().abs_diff(word.len()) <= usize::from(slips)
            && may_be_within(slips.into(), letters(typed), letters(word))
            && is_within(slips, typed, word))
}

/// Which letters a word has, one bit for each: to see quickly that two words are not alike.
pub(in crate::domain) fn letters(word: &[u8]) -> u64 {
    word.iter().fold(0, |letters, letter| letters | 1 << (letter % 64))
}

/// Whether words of these [`letters`] can be so few slips apart: a slip takes one letter away at most, and
/// brings one at most.
pub(in crate::domain) const fn may_be_within(slips: u32, letters: u64, others: u64) -> bool {
    (letters ^ others).count_ones() <= 2 * slips
}

/// Whether the optimal string alignment, of letters missing, added, changed, or swapped with their neighbor,
/// has at most so many slips. `to` holds at most `LONGEST` letters and `from` two more, which keeps every index
/// inside the rows and every number inside a byte.
fn is_within(slips: u8, from: &[u8], to: &[u8]) -> bool {
    let mut earlier = [0; LONGEST + 1];
    let mut above = [0; LONGEST + 1];
    for (column, cell) in (0..).zip(&mut above) {
        *cell = column;
    }
    let mut least_above = 0;
    for (row, &letter) in from.iter().enumerate() {
        let mut current = [above[0] + 1; LONGEST + 1];
        let mut least = current[0];
        for (column, &wanted) in to.iter().enumerate() {
            let changed = above[column] + u8::from(letter != wanted);
            let mut best = changed.min(above[column + 1] + 1).min(current[column] + 1);
            if row > 0 && column > 0 && letter == to[column - 1] && from[row - 1] == wanted {
                best = best.min(earlier[column - 1] + 1);
            }
            current[column + 1] = best;
            least = least.min(best);
        }
        // Every further cell builds on these two rows.
        if least.min(least_above) > slips {
            return false;
        }
        least_above = least;
        earlier = above;
        above = current;
    }
    above[to.len()] <= slips
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("failed", "failed", true)]
    #[case("falied", "failed", true)]
    #[case("faild", "failed", true)]
    #[case("failled", "failed", true)]
    #[case("fallen", "failed", false)]
    #[case("permision", "permission", true)]
    #[case("premision", "permission", true)]
    #[case("submission", "permission", false)]
    #[case("ful", "full", true)]
    #[case("fun", "full", false)]
    #[case("now", "not", false)]
    #[case("", "", true)]
    #[case("", "full", false)]
    fn slips_are_forgiven(#[case] typed: &str, #[case] word: &str, #[case] expected: bool) {
        assert_eq!(alike(typed.as_bytes(), word.as_bytes()), expected);
    }

    proptest! {
        #[test]
        fn any_two_words_can_be_compared(typed in ".{0,60}", word in ".{0,60}") {
            prop_assert!(alike(word.as_bytes(), word.as_bytes()));
            let _ = alike(typed.as_bytes(), word.as_bytes());
        }

        #[test]
        fn one_slip_is_always_forgiven(word in "[a-z]{5,23}", at in 0usize..5, letter in b'a'..=b'z') {
            let mut typed = word.clone().into_bytes();
            typed[at] = letter;
            prop_assert!(alike(&typed, word.as_bytes()));
            typed.remove(at);
            prop_assert!(alike(&typed, word.as_bytes()));
        }
    }
}
