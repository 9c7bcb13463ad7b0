//! What of the checklist is done.

use std::collections::BTreeSet;

use super::Item;
use crate::domain::target::Target;

/// The items that are done. Kept with an event's draft by their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked(BTreeSet<Item>);

impl Checked {
    /// From names as [`Checked::names`] gives them. Names of no item are passed over: an item that a later
    /// version drops leaves the rest of a draft as it was.
    pub fn parse(names: &[String]) -> Self {
        Self(names.iter().filter_map(|name| Item::from_name(name)).collect())
    }

    /// The names of what is done, in the order of the checklist.
    pub fn names(&self) -> Vec<String> {
        self.0.iter().map(|item| item.name().to_owned()).collect()
    }

    /// Whether an item is done.
    pub fn contains(&self, item: Item) -> bool {
        self.0.contains(&item)
    }

    /// Takes an item for done, or no longer for done.
    pub fn toggle(&mut self, item: Item) {
        if !self.0.remove(&item) {
            self.0.insert(item);
        }
    }

    /// How many items of a target's are done, and how many there are.
    pub fn progress(&self, target: Target) -> (u32, u32) {
        Item::of(target).fold((0, 0), |(done, all), item| (done + u32::from(self.contains(item)), all + 1))
    }

    /// The first item of a target's that is not done.
    pub fn next(&self, target: Target) -> Option<Item> {
        Item::of(target).find(|item| !self.contains(*item))
    }
}
