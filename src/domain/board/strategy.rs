//! How guests are read with the fewest requests.
//!
//! N guests are on the list, T are in the tenant. Two ways:
//! - by address: a filter takes 15 addresses ("query parameter limitations": 15 expressions), a batch takes 20
//!   questions, so `ceil(N / 300)` requests, and up to as many again by other addresses for those not found;
//! - page by page: 999 guests at most on a page, so `ceil(T / 999)` requests, each page's address coming with the one
//!   before, and then those not found by address.
//!
//! The least possible is the smaller of the two, and T is not known beforehand. So a list of up to 600 is looked up
//! by address (at most 2 requests). A longer one is paged as long as the pages read so far promise that the rest of
//! them is cheaper than looking up who is left: [`read_on`]. That never takes more than twice what looking everybody up
//! takes, and an eighth more than it when strangers fill the first pages. Whoever is not found by then costs
//! the round by other addresses, in any strategy.

use super::account::Detail;
use crate::domain::directory::batch;

/// The most expressions in one filter.
pub const MOST_ADDRESSES: usize = 15;

/// The most people on a page of `/users` (`$top`).
pub const MOST_ON_A_PAGE: usize = 999;

/// How to begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Look everybody up by address.
    LookUp,
    /// Read all guests of the tenant, page by page.
    Pages,
}

/// Requests it takes to look so many guests up by address.
pub const fn lookups(guests: usize) -> usize {
    guests.div_ceil(MOST_ADDRESSES * batch::MOST)
}

/// How to begin with so many guests. Without their type (see [`Detail`]) there is no telling guests from members, so
/// nothing is paged.
pub fn way(guests: usize, detail: Detail) -> Way {
    let pages = guests.div_ceil(MOST_ON_A_PAGE);
    if detail == Detail::Basic || lookups(guests) <= pages + 1 { Way::LookUp } else { Way::Pages }
}

/// Whether the next page is worth it, `read` pages having left `missing` of `guests` unfound: finding the rest at the
/// rate so far takes `missing / (found / read)` pages. That is no measure before some pages were read, since people come
/// in no promised order; an eighth of what looking everybody up takes is spent on it.
pub const fn read_on(guests: usize, missing: usize, read: usize) -> bool {
    let found = guests.saturating_sub(missing);
    let (all, rest) = (lookups(guests), lookups(missing));
    let promising = read < all.div_ceil(8) || missing * read <= rest * found;
    rest > 1 && read < all && promising
}

/// The question that begins paging, relative to Graph's host. Guests only: members on the list are looked up.
pub fn first_page(detail: Detail) -> String {
    format!(
        "/v1.0/users?$filter=userType%20eq%20'Guest'&$select={}&$top={MOST_ON_A_PAGE}",
        detail.properties()
    )
}

/// Where an address is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clause {
    /// The person's own address.
    Mail,
    /// Any other address of the person.
    Other,
}

/// The question for these addresses (at most [`MOST_ADDRESSES`]), relative to the version.
pub(super) fn lookup(clause: Clause, addresses: &[&str], detail: Detail) -> String {
    let literals: Vec<String> = addresses.iter().map(|address| literal(address)).collect();
    let filter = match clause {
        Clause::Mail => format!("mail%20in%20({})", literals.join(",")),
        Clause::Other => {
            let each: Vec<String> = literals.iter().map(|literal| format!("o%20eq%20{literal}")).collect();
            format!("otherMails/any(o:{})", each.join("%20or%20"))
        }
    };
    format!("/users?$filter={filter}&$select={}&$top={MOST_ON_A_PAGE}", detail.properties())
}

/// An OData text: quotes doubled, percent-encoded.
fn literal(text: &str) -> String {
    let encoded: String = url::form_urlencoded::byte_serialize(text.as_bytes()).collect();
    // An encoded plus stands for itself; the encoder's own plus stands for a space.
    format!("'{}'", encoded.replace('+', "%20").replace("%27", "%27%27"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(0, 0, Way::LookUp)]
    #[case(1, 1, Way::LookUp)]
    #[case(300, 1, Way::LookUp)]
    #[case(301, 2, Way::LookUp)]
    #[case(600, 2, Way::LookUp)]
    #[case(601, 3, Way::Pages)]
    #[case(1_000, 4, Way::Pages)]
    #[case(10_000, 34, Way::Pages)]
    fn few_are_looked_up_and_many_paged(
        #[case] guests: usize,
        #[case] requests: usize,
        #[case] expected: Way,
    ) {
        assert_eq!(lookups(guests), requests);
        assert_eq!(way(guests, Detail::Full), expected);
        assert_eq!(way(guests, Detail::Basic), Way::LookUp);
    }

    #[rstest]
    #[case(10_000, 9_001, 1, true)]
    #[case(10_000, 300, 10, false)]
    #[case(10_000, 10_000, 4, true)]
    #[case(10_000, 10_000, 5, false)]
    #[case(10_000, 9_500, 5, false)]
    #[case(1_000, 900, 1, false)]
    #[case(10_000, 2_500, 10, true)]
    #[case(10_000, 9_000, 34, false)]
    fn paging_ends_when_looking_up_is_cheaper(
        #[case] guests: usize,
        #[case] missing: usize,
        #[case] read: usize,
        #[case] expected: bool,
    ) {
        assert_eq!(read_on(guests, missing, read), expected);
    }

    #[test]
    fn addresses_cannot_end_their_quotes() {
        let asked = lookup(Clause::Mail, &["o'neill+x&y@fabrikam.com", "ada@fabrikam.com"], Detail::Basic);
        assert_eq!(
            asked,
            "/users?$filter=mail%20in%20('o%27%27neill%2Bx%26y%40fabrikam.com','ada%40fabrikam.com')\
             &$select=id,displayName,mail,userPrincipalName&$top=999"
        );
        let other = lookup(Clause::Other, &["a@b.example", "c@d.example"], Detail::Basic);
        assert!(other.contains("otherMails/any(o:o%20eq%20'a%40b.example'%20or%20o%20eq%20'c%40d.example')"));
    }
}
