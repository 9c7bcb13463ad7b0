//! What of the board is looked at: counts, filter, order and search.

use std::cmp::Ordering;

use super::row::{Row, Standing};

/// How many guests stand where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Totals([u32; Standing::ALL.len()]);

/// What is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Only those who stand there.
    pub standing: Option<Standing>,
    /// Only those whose name or address has this in it, whatever the case of the letters.
    pub search: String,
    /// By what they are ordered.
    pub order: Order,
    /// The other way round. Those without a name or a date are last either way.
    pub descending: bool,
}

/// By what guests are ordered; those alike stay as they are on the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As on the list.
    #[default]
    List,
    /// By name.
    Name,
    /// By address.
    Address,
    /// By standing, in the order of [`Standing::ALL`].
    Standing,
    /// By when the invitation was accepted.
    Accepted,
}

impl Totals {
    /// Counts.
    pub fn of(rows: &[Row]) -> Self {
        let mut totals = [0; Standing::ALL.len()];
        for row in rows {
            totals[row.standing() as usize] += 1;
        }
        Self(totals)
    }

    /// How many stand there.
    pub const fn get(&self, standing: Standing) -> u32 {
        self.0[standing as usize]
    }

    /// How many there are.
    pub fn all(&self) -> u32 {
        self.0.iter().sum()
    }
}

impl View {
    /// The places of the rows to show, in order. Nothing but that list is allocated, besides the lower-case search.
    pub fn of(&self, rows: &[Row]) -> Vec<usize> {
        let search = self.search.trim().to_lowercase();
        let shown = |row: &Row| {
            self.standing.is_none_or(|standing| row.standing() == standing)
                && (row.name_sought.contains(&search) || row.address_sought.contains(&search))
        };
        let mut places: Vec<usize> = (0..rows.len()).filter(|place| shown(&rows[*place])).collect();
        match self.order {
            Order::List if self.descending => places.reverse(),
            Order::List => {}
            Order::Name => self.sort(&mut places, |place| {
                Some(rows[place].name_sought.as_str()).filter(|name| !name.is_empty())
            }),
            Order::Address => self.sort(&mut places, |place| Some(rows[place].address_sought.as_str())),
            Order::Standing => self.sort(&mut places, |place| Some(rows[place].standing())),
            Order::Accepted => self.sort(&mut places, |place| rows[place].accepted_at()),
        }
        places
    }

    fn sort<K: Ord>(&self, places: &mut [usize], key: impl Fn(usize) -> Option<K>) {
        places.sort_by(|one, other| match (key(*one), key(*other)) {
            (Some(one), Some(other)) if self.descending => other.cmp(&one),
            (Some(one), Some(other)) => one.cmp(&other),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::tenant::{KINDS, read};
    use super::*;
    use proptest::prelude::*;
    use proptest::sample::select;
    use rstest::rstest;

    const ORDERS: [Order; 5] = [Order::List, Order::Name, Order::Address, Order::Standing, Order::Accepted];

    #[rstest]
    #[case("", &[0, 1, 2, 3, 4, 5, 6, 7])]
    #[case("GUEST.4@", &[4])]
    #[case(" fabrikam ", &[0, 1, 2, 3, 4, 5, 6, 7])]
    #[case("ada guest 6", &[6])]
    #[case("contoso", &[])]
    fn searches_names_and_addresses(#[case] search: &str, #[case] expected: &[usize]) {
        let view = View { search: search.to_owned(), ..View::default() };
        assert_eq!(view.of(read(&KINDS).0.rows()), expected);
    }

    #[rstest]
    #[case(Order::Accepted, false, &[0, 3, 4, 6, 1, 2, 5, 7])]
    #[case(Order::Accepted, true, &[6, 4, 3, 0, 1, 2, 5, 7])]
    #[case(Order::Standing, false, &[0, 6, 1, 2, 3, 4, 5, 7])]
    #[case(Order::Address, true, &[7, 6, 5, 4, 3, 2, 1, 0])]
    #[case(Order::List, true, &[7, 6, 5, 4, 3, 2, 1, 0])]
    fn orders_and_leaves_those_alike_as_they_are(
        #[case] order: Order,
        #[case] descending: bool,
        #[case] expected: &[usize],
    ) {
        let view = View { order, descending, ..View::default() };
        assert_eq!(view.of(read(&KINDS).0.rows()), expected);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn looking_at_it_changes_nobody(
            kinds in prop::collection::vec(select(KINDS.to_vec()), 0..40),
            order in select(ORDERS.to_vec()),
            descending: bool,
            search in "[a-d 0-9@.]{0,3}",
        ) {
            let (board, _) = read(&kinds);
            let rows = board.rows();
            let totals = Totals::of(rows);
            prop_assert_eq!(totals.all() as usize, rows.len());
            let view = View { standing: None, search, order, descending };
            let mut shown = Vec::new();
            for standing in Standing::ALL {
                let places = View { standing: Some(*standing), ..view.clone() }.of(rows);
                if view.search.trim().is_empty() {
                    prop_assert_eq!(places.len(), totals.get(*standing) as usize);
                }
                shown.extend(places);
            }
            shown.sort_unstable();
            let mut all = view.of(rows);
            all.sort_unstable();
            prop_assert_eq!(&shown, &all);
            let found = |row: &Row| {
                row.name().unwrap_or_default().to_lowercase().contains(&view.search.trim().to_lowercase())
                    || row.guest.address.secret().to_lowercase().contains(view.search.trim())
            };
            let expected: Vec<usize> = (0..rows.len()).filter(|place| found(&rows[*place])).collect();
            prop_assert_eq!(all, expected);
        }
    }
}
