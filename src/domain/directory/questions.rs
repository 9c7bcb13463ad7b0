//! What is asked of Microsoft Graph, as addresses relative to its host (which the cloud decides).
//!
//! Three questions rather than one: a tenant that refuses one of them must not keep the others
//! from being answered, so a guest whose licenses cannot be read still learns who they are.
//! All three are asked with `User.Read`, the only Graph scope a guest can grant without an admin.

/// Who is signed in: name, guest or member, invitation accepted or not. Read by
/// [`Person::parse`](super::person::Person::parse).
///
/// `externalUserState` is answered only when selected (Microsoft Graph, user resource).
pub const fn me() -> &'static str {
    "/v1.0/me?$select=displayName,userType,externalUserState"
}

/// The licenses with the state of each service plan. An ordinary guest may be refused: newer
/// revisions of the page "List licenseDetails" ask for a directory role. Then [`plans`] is next.
pub const fn license_details() -> &'static str {
    "/v1.0/me/licenseDetails"
}

/// The service plans and licenses as properties of the person, which guests may read about
/// themselves even in the most restricted mode (Entra, "Default user permissions"). Both are
/// answered only when selected.
pub const fn plans() -> &'static str {
    "/v1.0/me?$select=assignedLicenses,assignedPlans"
}
