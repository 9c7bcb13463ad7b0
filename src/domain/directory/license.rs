//! Does this person hold what the event asks for, in the tenant that hosts it?
//!
//! For a Mesh event: a license that includes Teams AND (Teams Premium OR the Mesh Trial), assigned
//! in the host tenant (Microsoft Mesh documentation, "Guest access in Mesh", step 3). For an
//! immersive event in Teams an attendee needs the license with Teams only; whether a guest needs
//! even that is not settled by Microsoft's page ("Plan for immersive events").

use serde::{Deserialize, Serialize};

use super::evidence::{Answer, Evidence, Holdings, PlanState};
use crate::domain::named::named;
use crate::domain::problem::Kind;
use crate::domain::target::Target;
use crate::domain::tenant::Guid;

// Service plans and the product, by the names of Microsoft's list "Product names and service plan
// identifiers for licensing".
const TEAMS1: &str = "57ff2da0-773e-42df-b2af-ffb7a2317929";
const TEAMS_ESSENTIALS: &str = "f4f2f6de-6830-442b-a433-e92249faebe2";
const MESH_IMMERSIVE: &str = "acbca54f-c771-423b-a476-6d7a98cbbcec";
const TEAMSPRO: [&str; 5] = [
    "0504111f-feb8-4a3c-992a-70280f9a2869", // TEAMSPRO_MGMT
    "cc8c0802-a325-43df-8cba-995d0c6cb373", // TEAMSPRO_CUST
    "f8b44f54-18bb-46a3-9658-44ab58712968", // TEAMSPRO_PROTECTION
    "9104f592-f2a7-4f77-904c-ca5a5715883f", // TEAMSPRO_VIRTUALAPPT
    "78b58230-ec7e-4309-913c-93a45cc4735b", // TEAMSPRO_WEBINAR
];
const TEAMS_PREMIUM_FOR_FACULTY: &str = "960a972f-d017-4a17-8f64-b42c8035bc7d";

/// What a target asks for. A plan counts when it works for the person, whatever product it is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// One of these service plans is needed: they come with every license that includes Teams.
    pub prerequisite_plans: Vec<Guid>,
    /// Whether a premium plan or the Mesh plan is needed too.
    pub premium_required: bool,
    /// Service plans that only Teams Premium brings.
    pub premium_plans: Vec<Guid>,
    /// The plan an admin can switch off for one person: it stands for premium when on, and access
    /// is blocked when off, whatever else is on.
    pub mesh_plan: Option<Guid>,
    /// Products (SKUs) whose plans never count as premium: those for tenants where Mesh is not.
    pub excluded_licenses: Vec<Guid>,
    /// Whether Microsoft's page settles that guests need it.
    pub settled_for_guests: bool,
}

/// What a deployment's configuration sets differently from [`Rule::of`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct RuleChange {
    /// See [`Rule::prerequisite_plans`]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prerequisite_plans: Option<Vec<Guid>>,
    /// See [`Rule::premium_required`]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub premium_required: Option<bool>,
    /// See [`Rule::premium_plans`]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub premium_plans: Option<Vec<Guid>>,
    /// See [`Rule::mesh_plan`]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mesh_plan: Option<Guid>,
    /// See [`Rule::excluded_licenses`]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub excluded_licenses: Option<Vec<Guid>>,
}

/// What can be said about the person's licenses. Only `Missing` is a reason to stop them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Everything needed is there.
    Licensed {
        /// What else is worth knowing.
        reasons: Vec<Reason>,
    },
    /// Something needed is certainly not there.
    Missing {
        /// What; never empty.
        missing: Vec<Missing>,
        /// Why it is thought to be missing.
        reasons: Vec<Reason>,
    },
    /// Nobody can tell from the answers.
    Unknown {
        /// Why not.
        reasons: Vec<Reason>,
    },
}

named! {
    /// What a person lacks.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Missing, id {
        /// A license that includes Teams.
        Prerequisite = "prerequisite",
        /// Teams Premium or the Mesh Trial.
        Premium = "premium",
        /// The premium license is there, but its Microsoft Mesh plan is switched off.
        MeshPlanOff = "mesh-plan-off",
    }
}

named! {
    /// Why a verdict is what it is.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Reason, id {
        /// No answer was given to judge by.
        NothingRead = "nothing-read",
        /// Graph refuses `licenseDetails` to this person (403).
        LicenseDetailsRefused = "license-details-refused",
        /// Graph answered `licenseDetails` with some other error.
        LicenseDetailsUnavailable = "license-details-unavailable",
        /// The answer to `licenseDetails` does not have the promised shape.
        LicenseDetailsUnreadable = "license-details-unreadable",
        /// The plans of `/me` were refused, or their answer cannot be read.
        PlansUnreadable = "plans-unreadable",
        /// Judged by the plans of `/me`, which do not say which license a plan comes with.
        ReadFromPlans = "read-from-plans",
        /// No license at all is assigned in this tenant.
        NoLicenses = "no-licenses",
        /// A needed plan was assigned just now and is about to work.
        PendingProvisioning = "pending-provisioning",
        /// A needed plan works only for the grace period after its subscription ended.
        InGrace = "in-grace",
        /// A needed plan is assigned, but its state does not say that it works.
        ProvisioningUnclear = "provisioning-unclear",
        /// A needed plan is part of an assigned license, but an admin switched it off.
        SwitchedOff = "switched-off",
        /// A needed plan was there but is suspended, locked out or taken away.
        Lapsed = "lapsed",
        /// A Mesh plan that lapsed was left out of account: no assigned license has it switched
        /// off, so it is what an earlier license left behind.
        LapsedIgnored = "lapsed-ignored",
        /// An assigned premium license is of a kind that does not count for Mesh.
        LicenseExcluded = "license-excluded",
        /// Microsoft's page does not say whether guests need it for this target.
        GuestsNotSettled = "guests-not-settled",
    }
}

impl Rule {
    /// What Microsoft asks for, as far as it is known.
    pub fn of(target: Target) -> Self {
        let prerequisite_plans = guids(&[TEAMS1, TEAMS_ESSENTIALS]);
        match target {
            Target::MeshPc => Self {
                prerequisite_plans,
                premium_required: true,
                // Both: the list names MESH_IMMERSIVE under one of the two Teams Premium products
                // only, and the Mesh Trial brings MESH_IMMERSIVE without Teams Premium.
                premium_plans: guids(&TEAMSPRO),
                mesh_plan: Guid::parse(MESH_IMMERSIVE).ok(),
                excluded_licenses: guids(&[TEAMS_PREMIUM_FOR_FACULTY]),
                settled_for_guests: true,
            },
            Target::TeamsImmersive => Self {
                prerequisite_plans,
                premium_required: false,
                premium_plans: Vec::new(),
                mesh_plan: None,
                excluded_licenses: Vec::new(),
                settled_for_guests: false,
            },
        }
    }

    /// The same rule with what a deployment sets differently.
    #[must_use]
    pub fn changed(self, change: RuleChange) -> Self {
        Self {
            prerequisite_plans: change.prerequisite_plans.unwrap_or(self.prerequisite_plans),
            premium_required: change.premium_required.unwrap_or(self.premium_required),
            premium_plans: change.premium_plans.unwrap_or(self.premium_plans),
            mesh_plan: change.mesh_plan.or(self.mesh_plan),
            excluded_licenses: change.excluded_licenses.unwrap_or(self.excluded_licenses),
            ..self
        }
    }
}

/// Judges by `licenseDetails` if it was read, else by the plans of `/me`, else not at all.
pub fn verdict(rule: &Rule, evidence: &Evidence) -> Verdict {
    let mut reasons = Vec::new();
    match evidence.license_details {
        Answer::NotAsked | Answer::Read(_) => {}
        Answer::Refused => reasons.push(Reason::LicenseDetailsRefused),
        Answer::Unavailable => reasons.push(Reason::LicenseDetailsUnavailable),
        Answer::Unreadable(_) => reasons.push(Reason::LicenseDetailsUnreadable),
    }
    let holdings = match (&evidence.license_details, &evidence.plans) {
        (Answer::Read(holdings), _) => holdings,
        (_, Answer::Read(holdings)) => {
            reasons.push(Reason::ReadFromPlans);
            holdings
        }
        (Answer::NotAsked, Answer::NotAsked) => {
            return Verdict::Unknown { reasons: vec![Reason::NothingRead] };
        }
        (_, Answer::NotAsked) => return Verdict::Unknown { reasons },
        _ => {
            reasons.push(Reason::PlansUnreadable);
            return Verdict::Unknown { reasons };
        }
    };
    if *holdings == Holdings::default() {
        reasons.push(Reason::NoLicenses);
    }

    let prerequisite = prerequisite(rule, holdings, &mut reasons);
    let premium = if rule.premium_required { premium(rule, holdings, &mut reasons) } else { Finding::Held };
    let findings = [prerequisite, premium];
    let missing: Vec<Missing> = findings
        .into_iter()
        .filter_map(|finding| if let Finding::Lacking(what) = finding { Some(what) } else { None })
        .collect();
    if !rule.settled_for_guests && !missing.is_empty() {
        reasons.push(Reason::GuestsNotSettled);
    }
    let reasons = Reason::ALL.iter().copied().filter(|reason| reasons.contains(reason)).collect();
    if !missing.is_empty() {
        Verdict::Missing { missing, reasons }
    } else if findings.contains(&Finding::Unclear) {
        Verdict::Unknown { reasons }
    } else {
        Verdict::Licensed { reasons }
    }
}

impl Verdict {
    /// The problem to show, if there is one. Switched-off plans are named only when nothing else
    /// is missing; who writes to the organizer names all that is.
    pub fn problem(&self) -> Option<Kind> {
        match self {
            Self::Licensed { .. } => None,
            Self::Unknown { .. } => Some(Kind::LicenseUnreadable),
            Self::Missing { missing, .. } => Some(match missing.as_slice() {
                [Missing::Premium] => Kind::LicensePremiumMissing,
                [Missing::MeshPlanOff] => Kind::LicenseMeshPlanOff,
                [Missing::Prerequisite, Missing::Premium] => Kind::LicenseAllMissing,
                _ => Kind::LicensePrerequisiteMissing,
            }),
        }
    }

    /// What is missing; empty unless something certainly is.
    pub fn missing(&self) -> &[Missing] {
        if let Self::Missing { missing, .. } = self { missing } else { &[] }
    }

    /// Why the verdict is what it is, in the order of [`Reason::ALL`].
    pub fn reasons(&self) -> &[Reason] {
        match self {
            Self::Licensed { reasons } | Self::Missing { reasons, .. } | Self::Unknown { reasons } => reasons,
        }
    }

    /// `licensed`, `missing` or `unknown`.
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Licensed { .. } => "licensed",
            Self::Missing { .. } => "missing",
            Self::Unknown { .. } => "unknown",
        }
    }
}

/// One half of the rule, answered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Finding {
    Held,
    Unclear,
    Lacking(Missing),
}

fn prerequisite(rule: &Rule, holdings: &Holdings, reasons: &mut Vec<Reason>) -> Finding {
    let best = holdings
        .plans
        .iter()
        .filter(|plan| rule.prerequisite_plans.contains(&plan.id))
        .map(|plan| plan.state)
        .max();
    explained(best, Missing::Prerequisite, reasons)
}

fn premium(rule: &Rule, holdings: &Holdings, reasons: &mut Vec<Reason>) -> Finding {
    let excluded = |license: &Guid| rule.excluded_licenses.contains(license);
    let counting = || holdings.plans.iter().filter(|plan| !plan.license.as_ref().is_some_and(excluded));
    let mesh =
        counting().filter(|plan| rule.mesh_plan.as_ref() == Some(&plan.id)).map(|plan| plan.state).max();
    let others = || counting().filter(|plan| rule.premium_plans.contains(&plan.id));
    let best = others().map(|plan| plan.state).max();
    let works = best >= Some(PlanState::Pending);
    let has_excluded = holdings.licenses.iter().any(excluded);

    match mesh {
        // Even when other premium plans are on: the license is there, access is blocked
        // (Microsoft Mesh documentation, "Set up Microsoft Mesh").
        Some(PlanState::Off) => return explained(mesh, Missing::MeshPlanOff, reasons),
        // Whether it was switched off or is what an earlier license left behind, only the assigned
        // licenses tell: they would list it as disabled.
        Some(PlanState::Lapsed) if works && holdings.licenses.is_empty() => {
            return explained(mesh, Missing::MeshPlanOff, reasons);
        }
        Some(PlanState::Lapsed) if works => reasons.push(Reason::LapsedIgnored),
        None | Some(PlanState::Lapsed) => {}
        Some(_) => return explained(mesh, Missing::Premium, reasons),
    }
    // Plans of `/me` do not say which license they come with, so with an excluded license among
    // the assigned ones a plan that works may be the excluded one's.
    let attributed = others().any(|plan| plan.license.is_some() && plan.state >= PlanState::Pending);
    if works && has_excluded && !attributed {
        reasons.push(Reason::LicenseExcluded);
        return Finding::Unclear;
    }
    let finding = explained(best.max(mesh), Missing::Premium, reasons);
    if has_excluded && finding != Finding::Held {
        reasons.push(Reason::LicenseExcluded);
    }
    finding
}

/// What the best state of a needed plan amounts to.
fn explained(best: Option<PlanState>, missing: Missing, reasons: &mut Vec<Reason>) -> Finding {
    let (reason, finding) = match best {
        None => return Finding::Lacking(missing),
        Some(PlanState::On) => return Finding::Held,
        Some(PlanState::Lapsed) => (Reason::Lapsed, Finding::Lacking(missing)),
        Some(PlanState::Off) => (Reason::SwitchedOff, Finding::Lacking(missing)),
        Some(PlanState::Unclear) => (Reason::ProvisioningUnclear, Finding::Unclear),
        Some(PlanState::Pending) => (Reason::PendingProvisioning, Finding::Held),
        Some(PlanState::Grace) => (Reason::InGrace, Finding::Held),
    };
    reasons.push(reason);
    finding
}

/// The ids above are GUIDs; a test holds them to it.
fn guids(ids: &[&str]) -> Vec<Guid> {
    ids.iter().filter_map(|id| Guid::parse(id).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::sample::select;
    use rstest::rstest;
    use serde_json::{Value, json};

    /// Rows of Microsoft's list, with the copies they were read from in the last column.
    const LIST: &str = include_str!("../../../tests/fixtures/licenses.csv");
    const IMMERSIVE_SPACES: &str = "f0ff6ac6-297d-49cd-be34-6dfef97f0c28";
    const E3: &str = "SPE_E3";
    const INTRODUCTORY: &str = "Microsoft_Teams_Premium";
    const DEPARTMENTS: &str = "Teams_Premium_(for_Departments)";

    struct Row {
        role: &'static str,
        part_number: &'static str,
        sku: &'static str,
        plan_name: &'static str,
        plan: &'static str,
    }

    fn rows() -> impl Iterator<Item = Row> {
        LIST.lines().skip(1).map(|line| {
            let columns: Vec<&str> = line.split(',').collect();
            let [role, _, part_number, sku, plan_name, plan, _source] = columns[..] else {
                panic!("expected seven columns: {line}")
            };
            Row { role, part_number, sku, plan_name, plan }
        })
    }

    fn sku_of(part_number: &str) -> &'static str {
        rows().find(|row| row.part_number == part_number).expect("a product of the list").sku
    }

    fn plans_of(part_number: &str) -> Vec<&'static str> {
        let mut plans: Vec<_> =
            rows().filter(|row| row.part_number == part_number).map(|row| row.plan).collect();
        plans.sort_unstable();
        plans.dedup();
        plans
    }

    /// One entry of `licenseDetails` for a product of the list; `states` overrides single plans.
    fn license(part_number: &str, states: &[(&str, &str)]) -> Value {
        let plan = |plan: &str| {
            let state = states.iter().find(|(id, _)| *id == plan).map_or("Success", |(_, state)| state);
            json!({"servicePlanId": plan, "servicePlanName": "x", "provisioningStatus": state, "appliesTo": "User"})
        };
        let plans: Vec<Value> = plans_of(part_number).into_iter().map(plan).collect();
        json!({"id": "x", "skuId": sku_of(part_number), "skuPartNumber": part_number, "servicePlans": plans})
    }

    fn license_details(licenses: &[Value]) -> Evidence {
        let body = json!({"@odata.context": "x", "value": licenses}).to_string();
        Evidence::default().with_license_details(200, &body)
    }

    fn plans(entries: &[(&str, &str)], licenses: &Value) -> Evidence {
        let entry =
            |(plan, status): &(&str, &str)| json!({"servicePlanId": plan, "capabilityStatus": status});
        let plans: Vec<Value> = entries.iter().map(entry).collect();
        let body = json!({"assignedPlans": plans, "assignedLicenses": licenses}).to_string();
        Evidence::default().with_license_details(403, "").with_plans(200, &body)
    }

    fn judged(target: Target, evidence: &Evidence) -> String {
        let verdict = verdict(&Rule::of(target), evidence);
        let missing: Vec<&str> = verdict.missing().iter().map(|missing| missing.id()).collect();
        let reasons: Vec<&str> = verdict.reasons().iter().map(|reason| reason.id()).collect();
        format!("{} [{}] {}", verdict.id(), missing.join(" "), reasons.join(" ")).trim_end().to_owned()
    }

    #[test]
    fn every_plan_of_the_rules_is_in_the_list_under_its_name() {
        let named =
            |plan: &Guid| rows().find(|row| row.plan == plan.as_str()).map(|row| (row.role, row.plan_name));
        for target in Target::ALL {
            let rule = Rule::of(target);
            let prerequisite: Vec<_> = rule.prerequisite_plans.iter().map(named).collect();
            assert_eq!(prerequisite, [Some(("prerequisite", "TEAMS1")), Some(("prerequisite", "TeamsEss"))]);
        }
        let rule = Rule::of(Target::MeshPc);
        let premium: Vec<_> = rule.premium_plans.iter().map(named).collect();
        let expected = [
            "TEAMSPRO_MGMT",
            "TEAMSPRO_CUST",
            "TEAMSPRO_PROTECTION",
            "TEAMSPRO_VIRTUALAPPT",
            "TEAMSPRO_WEBINAR",
        ];
        assert_eq!(premium, expected.map(|name| Some(("premium", name))));
        assert_eq!(rule.mesh_plan.as_ref().and_then(named), Some(("premium", "MESH_IMMERSIVE")));
        assert_eq!(rule.excluded_licenses, guids(&[TEAMS_PREMIUM_FOR_FACULTY]));
        assert_eq!(rule.excluded_licenses.len(), 1);
    }

    #[test]
    fn every_prerequisite_product_of_the_list_is_one() {
        let mut products: Vec<_> =
            rows().filter(|row| row.role == "prerequisite").map(|row| row.part_number).collect();
        products.dedup();
        assert_eq!(products.len(), 20);
        for product in products {
            let alone = license_details(&[license(product, &[])]);
            assert_eq!(judged(Target::MeshPc, &alone), "missing [premium]", "{product}");
            assert_eq!(judged(Target::TeamsImmersive, &alone), "licensed []", "{product}");
            let both = license_details(&[license(product, &[]), license(INTRODUCTORY, &[])]);
            assert_eq!(judged(Target::MeshPc, &both), "licensed []", "{product}");
        }
    }

    #[rstest]
    #[case::both(&[E3, DEPARTMENTS], "licensed []", "licensed []")]
    #[case::both_premium_products(&[E3, DEPARTMENTS, INTRODUCTORY], "licensed []", "licensed []")]
    #[case::premium_alone(&[INTRODUCTORY], "missing [prerequisite]", "missing [prerequisite] guests-not-settled")]
    #[case::suite_without_teams(
        &["Microsoft_365_E3_(no_Teams)"],
        "missing [prerequisite premium]",
        "missing [prerequisite] guests-not-settled"
    )]
    #[case::suite_without_teams_and_teams(
        &["Microsoft_365_E3_(no_Teams)", "Microsoft_Teams_Enterprise_New", DEPARTMENTS],
        "licensed []",
        "licensed []"
    )]
    #[case::nothing(
        &[],
        "missing [prerequisite premium] no-licenses",
        "missing [prerequisite] no-licenses guests-not-settled"
    )]
    fn products_of_the_list(#[case] products: &[&str], #[case] mesh: &str, #[case] teams: &str) {
        let licenses: Vec<Value> = products.iter().map(|product| license(product, &[])).collect();
        let evidence = license_details(&licenses);
        assert_eq!(judged(Target::MeshPc, &evidence), mesh);
        assert_eq!(judged(Target::TeamsImmersive, &evidence), teams);
    }

    #[rstest]
    #[case::mesh_off("Success", "Disabled", "missing [mesh-plan-off] switched-off")]
    #[case::teams_off("Disabled", "Success", "missing [prerequisite] switched-off")]
    #[case::both_off("Disabled", "Disabled", "missing [prerequisite mesh-plan-off] switched-off")]
    #[case::just_assigned("PendingProvisioning", "Success", "licensed [] pending-provisioning")]
    #[case::mesh_just_assigned("Success", "PendingProvisioning", "licensed [] pending-provisioning")]
    #[case::teams_unfinished("PendingActivation", "Success", "unknown [] provisioning-unclear")]
    #[case::mesh_unfinished("Success", "PendingInput", "unknown [] provisioning-unclear")]
    #[case::mesh_error("Success", "Error", "unknown [] provisioning-unclear")]
    #[case::certain_before_unclear(
        "Disabled",
        "Error",
        "missing [prerequisite] provisioning-unclear switched-off"
    )]
    fn states_of_plans(#[case] teams: &str, #[case] mesh: &str, #[case] expected: &str) {
        let evidence = license_details(&[
            license(E3, &[(TEAMS1, teams)]),
            license(DEPARTMENTS, &[(MESH_IMMERSIVE, mesh)]),
        ]);
        assert_eq!(judged(Target::MeshPc, &evidence), expected);
    }

    #[test]
    fn a_trial_is_known_by_its_mesh_plan() {
        let trial = |state| {
            let unknown_product = "00000000-0000-4000-8000-000000000001";
            let plan = json!({"servicePlanId": MESH_IMMERSIVE, "provisioningStatus": state});
            license_details(&[license(E3, &[]), json!({"skuId": unknown_product, "servicePlans": [plan]})])
        };
        assert_eq!(judged(Target::MeshPc, &trial("Success")), "licensed []");
        assert_eq!(judged(Target::MeshPc, &trial("Disabled")), "missing [mesh-plan-off] switched-off");
    }

    #[test]
    fn immersive_spaces_of_ordinary_suites_are_not_the_mesh_plan() {
        assert!(plans_of(E3).contains(&IMMERSIVE_SPACES));
        assert_eq!(judged(Target::MeshPc, &license_details(&[license(E3, &[])])), "missing [premium]");
    }

    #[test]
    fn a_mesh_plan_on_in_one_license_outweighs_off_in_another() {
        let mut trial = license(DEPARTMENTS, &[]);
        trial["skuId"] = json!("00000000-0000-4000-8000-000000000001");
        let evidence = license_details(&[
            license(E3, &[]),
            trial,
            license(DEPARTMENTS, &[(MESH_IMMERSIVE, "Disabled")]),
        ]);
        assert_eq!(judged(Target::MeshPc, &evidence), "licensed []");
    }

    #[test]
    fn teams_premium_for_faculty_does_not_count() {
        let mut faculty = license(INTRODUCTORY, &[]);
        faculty["skuId"] = json!(TEAMS_PREMIUM_FOR_FACULTY);
        let alone = license_details(&[license(E3, &[]), faculty.clone()]);
        assert_eq!(judged(Target::MeshPc, &alone), "missing [premium] license-excluded");
        let beside = license_details(&[license(E3, &[]), faculty, license(INTRODUCTORY, &[])]);
        assert_eq!(judged(Target::MeshPc, &beside), "licensed []");
    }

    fn assigned(sku: &str, disabled: &[&str]) -> Value {
        json!([{"skuId": sku_of(E3), "disabledPlans": []}, {"skuId": sku, "disabledPlans": disabled}])
    }

    #[rstest]
    #[case::enabled(&[(TEAMS1, "Enabled"), (TEAMSPRO[0], "Enabled")], Value::Null, "licensed []")]
    #[case::trial(&[(TEAMS1, "Enabled"), (MESH_IMMERSIVE, "Enabled")], Value::Null, "licensed []")]
    #[case::grace(&[(TEAMS1, "Warning"), (MESH_IMMERSIVE, "Enabled")], Value::Null, "licensed [] in-grace")]
    #[case::suspended(&[(TEAMS1, "Suspended"), (MESH_IMMERSIVE, "Enabled")], Value::Null, "missing [prerequisite] lapsed")]
    #[case::locked_out(&[(TEAMS1, "LockedOut"), (MESH_IMMERSIVE, "Enabled")], Value::Null, "missing [prerequisite] lapsed")]
    #[case::history(
        &[(TEAMS1, "Deleted"), (TEAMS1, "Enabled"), (MESH_IMMERSIVE, "Enabled"), (MESH_IMMERSIVE, "Deleted")],
        Value::Null,
        "licensed []"
    )]
    #[case::mesh_deleted(
        &[(TEAMS1, "Enabled"), (TEAMSPRO[0], "Enabled"), (MESH_IMMERSIVE, "Deleted")],
        Value::Null,
        "missing [mesh-plan-off] lapsed"
    )]
    #[case::mesh_deleted_and_disabled(
        &[(TEAMS1, "Enabled"), (TEAMSPRO[0], "Enabled"), (MESH_IMMERSIVE, "Deleted")],
        assigned(sku_of(DEPARTMENTS), &[MESH_IMMERSIVE]),
        "missing [mesh-plan-off] switched-off"
    )]
    #[case::mesh_disabled(
        &[(TEAMS1, "Enabled"), (TEAMSPRO[0], "Enabled")],
        assigned(sku_of(DEPARTMENTS), &[MESH_IMMERSIVE]),
        "missing [mesh-plan-off] switched-off"
    )]
    #[case::trial_gone_premium_bought(
        &[(TEAMS1, "Enabled"), (TEAMSPRO[0], "Enabled"), (MESH_IMMERSIVE, "Deleted")],
        assigned(sku_of(INTRODUCTORY), &[]),
        "licensed [] lapsed-ignored"
    )]
    #[case::trial_gone(&[(TEAMS1, "Enabled"), (MESH_IMMERSIVE, "Deleted")], Value::Null, "missing [premium] lapsed")]
    #[case::faculty(
        &[(TEAMS1, "Enabled"), (TEAMSPRO[0], "Enabled")],
        assigned(TEAMS_PREMIUM_FOR_FACULTY, &[]),
        "unknown [] license-excluded"
    )]
    #[case::faculty_beside_a_license_with_a_premium_plan_off(
        &[(TEAMS1, "Enabled"), (TEAMSPRO[0], "Enabled")],
        json!([
            {"skuId": TEAMS_PREMIUM_FOR_FACULTY, "disabledPlans": []},
            {"skuId": sku_of(INTRODUCTORY), "disabledPlans": [TEAMSPRO[1]]},
        ]),
        "unknown [] license-excluded"
    )]
    #[case::nothing(&[], Value::Null, "missing [prerequisite premium] no-licenses")]
    fn plans_of_me(#[case] entries: &[(&str, &str)], #[case] licenses: Value, #[case] expected: &str) {
        let (verdict, reasons) = expected.split_once(']').expect("a bracket");
        let reasons = match reasons.trim() {
            "" => String::new(),
            reasons => format!(" {reasons}"),
        };
        let expected = format!("{verdict}] license-details-refused read-from-plans{reasons}");
        assert_eq!(judged(Target::MeshPc, &plans(entries, &licenses)), expected);
    }

    #[test]
    fn no_answer_is_no_verdict() {
        let judged = |evidence: &Evidence| judged(Target::MeshPc, evidence);
        let none = Evidence::default();
        assert_eq!(judged(&none), "unknown [] nothing-read");
        let refused = none.clone().with_license_details(403, "");
        assert_eq!(judged(&refused), "unknown [] license-details-refused");
        assert_eq!(
            judged(&refused.with_plans(403, "")),
            "unknown [] license-details-refused plans-unreadable"
        );
        let broken = none.clone().with_license_details(502, "<html>");
        assert_eq!(judged(&broken), "unknown [] license-details-unavailable");
        assert_eq!(
            judged(&broken.with_plans(200, "<html>")),
            "unknown [] license-details-unavailable plans-unreadable"
        );
        let odd = none.clone().with_license_details(200, r#"{"value":null}"#);
        assert_eq!(judged(&odd), "unknown [] license-details-unreadable");
        assert_eq!(judged(&none.with_plans(200, "{}")), "unknown [] plans-unreadable");
    }

    #[test]
    fn license_details_outweigh_the_plans() {
        let mesh_off =
            license_details(&[license(E3, &[]), license(DEPARTMENTS, &[(MESH_IMMERSIVE, "Disabled")])]);
        let lagging =
            json!({"assignedPlans": [{"servicePlanId": MESH_IMMERSIVE, "capabilityStatus": "Enabled"}]});
        assert_eq!(
            judged(Target::MeshPc, &mesh_off.with_plans(200, &lagging.to_string())),
            "missing [mesh-plan-off] switched-off"
        );
    }

    #[test]
    fn a_deployment_can_change_the_rule() {
        let change: RuleChange =
            serde_json::from_value(json!({"premiumPlans": [IMMERSIVE_SPACES.to_uppercase()]})).unwrap();
        let rule = Rule::of(Target::MeshPc).changed(change);
        assert_eq!(rule.premium_plans, guids(&[IMMERSIVE_SPACES]));
        assert_eq!(rule.prerequisite_plans, Rule::of(Target::MeshPc).prerequisite_plans);
        let evidence = license_details(&[license(E3, &[])]);
        assert_eq!(verdict(&rule, &evidence), Verdict::Licensed { reasons: vec![] });
        for wrong in [json!({"premiumPlans": ["TEAMS1"]}), json!({"premium": true})] {
            assert!(serde_json::from_value::<RuleChange>(wrong).is_err());
        }
    }

    #[rstest]
    #[case(&[Missing::Prerequisite, Missing::Premium], Kind::LicenseAllMissing)]
    #[case(&[Missing::Prerequisite, Missing::MeshPlanOff], Kind::LicensePrerequisiteMissing)]
    #[case(&[Missing::Prerequisite], Kind::LicensePrerequisiteMissing)]
    #[case(&[Missing::Premium], Kind::LicensePremiumMissing)]
    #[case(&[Missing::MeshPlanOff], Kind::LicenseMeshPlanOff)]
    fn what_is_missing_names_the_problem(#[case] missing: &[Missing], #[case] kind: Kind) {
        let verdict = Verdict::Missing { missing: missing.to_vec(), reasons: vec![] };
        assert_eq!(verdict.problem(), Some(kind));
    }

    #[test]
    fn ids_are_kebab_case_and_unique() {
        let mut ids: Vec<&str> = Missing::ALL.iter().map(|missing| missing.id()).collect();
        ids.extend(Reason::ALL.iter().map(|reason| reason.id()));
        assert!(ids.iter().all(|id| id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')));
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count);
    }

    /// Plans that matter, in every state, from licenses that matter; now and then other things.
    fn any_license() -> impl Strategy<Value = Value> {
        let sku = select(vec![
            sku_of(E3),
            sku_of(DEPARTMENTS),
            TEAMS_PREMIUM_FOR_FACULTY,
            "00000000-0000-4000-8000-000000000001",
        ]);
        let plan = select(vec![
            TEAMS1,
            TEAMS_ESSENTIALS,
            MESH_IMMERSIVE,
            TEAMSPRO[0],
            TEAMSPRO[4],
            IMMERSIVE_SPACES,
        ]);
        let state = select(vec!["Success", "PendingProvisioning", "Disabled", "PendingInput", "Error", "?"]);
        (sku, prop::collection::vec((plan, state), 0..4)).prop_map(|(sku, plans)| {
            let plan = |(plan, state)| json!({"servicePlanId": plan, "provisioningStatus": state});
            let plans: Vec<Value> = plans.into_iter().map(plan).collect();
            json!({"skuId": sku, "servicePlans": plans})
        })
    }

    fn any_entries() -> impl Strategy<Value = Vec<(&'static str, &'static str)>> {
        let plan = select(vec![TEAMS1, MESH_IMMERSIVE, TEAMSPRO[0], TEAMSPRO[4], IMMERSIVE_SPACES]);
        let state = select(vec!["Enabled", "Warning", "Suspended", "Deleted", "LockedOut", "?"]);
        prop::collection::vec((plan, state), 0..6)
    }

    fn any_assigned() -> impl Strategy<Value = Value> {
        select(vec![
            Value::Null,
            json!([]),
            json!([{"skuId": sku_of(INTRODUCTORY), "disabledPlans": []}]),
            json!([{"skuId": sku_of(DEPARTMENTS), "disabledPlans": [MESH_IMMERSIVE]}]),
            json!([{"skuId": TEAMS_PREMIUM_FOR_FACULTY, "disabledPlans": [TEAMSPRO[0]]}]),
        ])
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            ".{0,12}".prop_map(Value::from),
            Just(json!(MESH_IMMERSIVE)),
        ];
        let name = select(vec![
            "value",
            "skuId",
            "servicePlans",
            "servicePlanId",
            "provisioningStatus",
            "assignedPlans",
            "assignedLicenses",
            "disabledPlans",
            "capabilityStatus",
            "error",
            "",
        ]);
        leaf.prop_recursive(5, 48, 4, move |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::vec((name.clone(), inner), 0..5).prop_map(|fields| {
                    Value::Object(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
                }),
            ]
        })
    }

    proptest! {
        #[test]
        fn any_answer_has_a_verdict(
            details in any_json(),
            me in any_json(),
            details_status in select(vec![200_u16, 403, 500]),
            me_status in select(vec![200_u16, 403]),
        ) {
            let evidence = Evidence::default()
                .with_license_details_value(details_status, &details)
                .with_plans_value(me_status, &me);
            for target in Target::ALL {
                let verdict = verdict(&Rule::of(target), &evidence);
                prop_assert_eq!(verdict.id() == "missing", !verdict.missing().is_empty());
                prop_assert!(verdict.reasons().is_sorted());
                if evidence.needs_plans() && me_status != 200 {
                    prop_assert_eq!(verdict.id(), "unknown");
                }
            }
        }

        #[test]
        fn order_does_not_matter(
            licenses in prop::collection::vec(any_license(), 0..5).prop_flat_map(|licenses| {
                (Just(licenses.clone()), Just(licenses).prop_shuffle())
            }),
            entries in any_entries().prop_flat_map(|entries| {
                (Just(entries.clone()), Just(entries).prop_shuffle())
            }),
            assigned in any_assigned(),
        ) {
            for target in Target::ALL {
                prop_assert_eq!(
                    judged(target, &license_details(&licenses.0)),
                    judged(target, &license_details(&licenses.1))
                );
                prop_assert_eq!(
                    judged(target, &plans(&entries.0, &assigned)),
                    judged(target, &plans(&entries.1, &assigned))
                );
            }
        }

        #[test]
        fn one_more_license_takes_nothing_away(licenses in prop::collection::vec(any_license(), 0..4)) {
            let off = |evidence: &Evidence| {
                verdict(&Rule::of(Target::MeshPc), evidence).missing().contains(&Missing::MeshPlanOff)
            };
            for target in Target::ALL {
                let before = license_details(&licenses);
                let mut more = licenses.clone();
                more.extend([license(E3, &[]), license(INTRODUCTORY, &[])]);
                let after = license_details(&more);
                // Without a Mesh plan the two licenses suffice; with one, its state decides.
                if verdict(&Rule::of(target), &before).missing().is_empty() {
                    prop_assert!(verdict(&Rule::of(target), &after).missing().is_empty());
                } else {
                    prop_assert!(target == Target::MeshPc || judged(target, &after).starts_with("licensed"));
                }
                prop_assert_eq!(off(&before), off(&after));
                more.push(license(DEPARTMENTS, &[]));
                prop_assert!(judged(target, &license_details(&more)).starts_with("licensed"));
            }
        }

        #[test]
        fn one_more_plan_takes_nothing_away(entries in any_entries(), assigned in any_assigned()) {
            let rule = Rule::of(Target::MeshPc);
            let before = verdict(&rule, &plans(&entries, &assigned));
            let mut more = entries;
            more.extend([(TEAMS1, "Enabled"), (TEAMSPRO[4], "Enabled")]);
            let after = verdict(&rule, &plans(&more, &assigned));
            if before.id() == "licensed" {
                prop_assert!(after.missing().is_empty(), "{:?}", after);
            }
            prop_assert!(after.missing().iter().all(|missing| *missing == Missing::MeshPlanOff));
            more.push((MESH_IMMERSIVE, "Enabled"));
            prop_assert_eq!(verdict(&rule, &plans(&more, &assigned)).id(), "licensed");
        }
    }
}
