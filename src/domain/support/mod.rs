//! What the support desk knows for the people who help guests, the portal's keeper and the administrators.

pub mod diagnose;
pub mod network;
pub mod portal_check;

#[cfg(test)]
mod worded;
