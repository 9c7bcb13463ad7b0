//! Whether the licenses that the organization has bought go round (Microsoft Graph, subscribedSku resource).

use serde_json::Value;

use super::row::{Need, Row};
use crate::domain::directory::AnswerUnreadable;
use crate::domain::directory::license::Rule;
use crate::domain::tenant::Guid;
use crate::domain::words::number;

/// The question, relative to the version.
pub(super) const QUESTION: &str = "/subscribedSkus";

/// Products whose part number says little, by Microsoft's list "Product names and service plan identifiers for
/// licensing": those that bring Teams Premium, and those named as its prerequisite.
const NAMES: [(&str, &str); 22] = [
    ("Microsoft_Teams_Premium", "Microsoft Teams Premium Introductory Pricing"),
    ("Teams_Premium_(for_Departments)", "Teams Premium (for Departments)"),
    ("O365_BUSINESS_ESSENTIALS", "Microsoft 365 Business Basic"),
    ("SMB_BUSINESS_ESSENTIALS", "Microsoft 365 Business Basic"),
    ("O365_BUSINESS_PREMIUM", "Microsoft 365 Business Standard"),
    ("SMB_BUSINESS_PREMIUM", "Microsoft 365 Business Standard - Prepaid Legacy"),
    ("SPB", "Microsoft 365 Business Premium"),
    ("SPE_E3", "Microsoft 365 E3"),
    ("Microsoft_365_E3", "Microsoft 365 E3 (500 seats min)_HUB"),
    ("SPE_E5", "Microsoft 365 E5"),
    ("Microsoft_365_E5", "Microsoft 365 E5 (500 seats min)_HUB"),
    ("SPE_E5_NOPSTNCONF", "Microsoft 365 E5 without Audio Conferencing"),
    (
        "Microsoft_365_E5_without_Audio_Conferencing",
        "Microsoft 365 E5 without Audio Conferencing (500 seats min)_HUB",
    ),
    ("SPE_E5_CALLINGMINUTES", "Microsoft 365 E5 with Calling Minutes"),
    ("STANDARDPACK", "Office 365 E1"),
    ("ENTERPRISEPACK", "Office 365 E3"),
    ("ENTERPRISEPREMIUM", "Office 365 E5"),
    ("ENTERPRISEPREMIUM_NOPSTNCONF", "Office 365 E5 Without Audio Conferencing"),
    ("Microsoft_Teams_Enterprise_New", "Microsoft Teams Enterprise"),
    ("Microsoft_Teams_EEA_New", "Microsoft Teams EEA"),
    ("TEAMS_ESSENTIALS_AAD", "Microsoft Teams Essentials (AAD Identity)"),
    ("Teams_Ess", "Microsoft Teams Essentials"),
];

/// A product that the organization has bought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product {
    /// What is assigned.
    pub sku: Guid,
    /// Microsoft's part number, e.g. `SPE_E3`.
    pub part_number: String,
    /// Seats that can still be assigned.
    pub free: u32,
    plans: Vec<Guid>,
}

/// The seats of one kind of license.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seats {
    /// Which: [`Need::TeamsLicense`] or [`Need::PremiumLicense`].
    pub need: Need,
    /// How many guests lack it, those included who are not invited yet.
    pub needed: u32,
    /// Free seats of all products that bring it.
    pub free: u32,
    /// The products that bring it, those with most free seats first.
    pub products: Vec<Product>,
}

impl Product {
    /// Reads `value[]` of `subscribedSkus`; products that are not assigned to people are left out. A subscription
    /// that lapsed has no free seats.
    pub(super) fn list(body: &Value) -> Result<Vec<Self>, AnswerUnreadable> {
        let products = body.get("value").and_then(Value::as_array);
        let products = products.ok_or(AnswerUnreadable { expected: "value: array" })?;
        let people = |product: &&Value| product.get("appliesTo").and_then(Value::as_str) != Some("Company");
        products
            .iter()
            .filter(people)
            .map(|product| {
                Self::read(product).ok_or(AnswerUnreadable { expected: "skuId, consumedUnits, prepaidUnits" })
            })
            .collect()
    }

    fn read(product: &Value) -> Option<Self> {
        let units = |name: &str| product.get("prepaidUnits")?.get(name)?.as_i64();
        let usable = matches!(product.get("capabilityStatus")?.as_str()?, "Enabled" | "Warning");
        let free =
            units("enabled")? + units("warning").unwrap_or(0) - product.get("consumedUnits")?.as_i64()?;
        let plans = product.get("servicePlans").and_then(Value::as_array);
        Some(Self {
            sku: Guid::parse(product.get("skuId")?.as_str()?).ok()?,
            part_number: product.get("skuPartNumber").and_then(Value::as_str).unwrap_or_default().to_owned(),
            free: if usable { number(free.max(0)) } else { 0 },
            plans: plans
                .into_iter()
                .flatten()
                .filter_map(|plan| Guid::parse(plan.get("servicePlanId")?.as_str()?).ok())
                .collect(),
        })
    }

    /// Its name as Microsoft's list has it, else its part number.
    pub fn name(&self) -> &str {
        let known = NAMES.iter().find(|(part_number, _)| *part_number == self.part_number);
        known.map_or(&self.part_number, |(_, name)| name)
    }

    /// Whether assigning it answers that need.
    pub fn brings(&self, need: Need, rule: &Rule) -> bool {
        let has = |plan: &Guid| self.plans.contains(plan);
        match need {
            Need::TeamsLicense => rule.prerequisite_plans.iter().any(has),
            Need::PremiumLicense => {
                let premium = rule.premium_plans.iter().any(has) || rule.mesh_plan.iter().any(has);
                rule.premium_required && premium && !rule.excluded_licenses.contains(&self.sku)
            }
            Need::Invitation | Need::Acceptance | Need::MeshPlan => false,
        }
    }
}

impl Seats {
    /// Whether the free seats go round.
    pub const fn enough(&self) -> bool {
        self.free >= self.needed
    }
}

/// The seats for every kind of license that the rule asks for.
pub fn seats(products: &[Product], rule: &Rule, rows: &[Row]) -> Vec<Seats> {
    let asked = [
        (Need::TeamsLicense, !rule.prerequisite_plans.is_empty()),
        (Need::PremiumLicense, rule.premium_required),
    ];
    asked
        .into_iter()
        .filter(|(_, asked)| *asked)
        .map(|(need, _)| {
            let mut products: Vec<Product> =
                products.iter().filter(|product| product.brings(need, rule)).cloned().collect();
            products.sort_by_key(|product| std::cmp::Reverse(product.free));
            Seats {
                need,
                needed: number(rows.iter().filter(|row| row.needs_this(need)).count()),
                free: products.iter().fold(0, |free, product| free.saturating_add(product.free)),
                products,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::tenant::{E3, Kindred, MESH, PREMIUM, TEAMS1, read, rule};
    use super::*;
    use rstest::rstest;
    use serde_json::json;

    fn sku(id: &str, part_number: &str, plan: &str, units: (u32, u32, u32), status: &str) -> Value {
        json!({
            "skuId": id, "skuPartNumber": part_number, "capabilityStatus": status, "appliesTo": "User",
            "prepaidUnits": {"enabled": units.0, "warning": units.1, "suspended": 7, "lockedOut": 0},
            "consumedUnits": units.2, "servicePlans": [{"servicePlanId": plan, "servicePlanName": "x"}],
        })
    }

    #[rstest]
    #[case((10, 2, 9), "Enabled", 3)]
    #[case((10, 0, 12), "Enabled", 0)]
    #[case((0, 5, 1), "Warning", 4)]
    #[case((10, 0, 0), "Suspended", 0)]
    #[case((10, 0, 0), "LockedOut", 0)]
    fn free_is_what_can_still_be_assigned(
        #[case] units: (u32, u32, u32),
        #[case] status: &str,
        #[case] expected: u32,
    ) {
        let body = json!({"value": [sku(E3, "SPE_E3", TEAMS1, units, status)]});
        assert_eq!(Product::list(&body).unwrap()[0].free, expected);
    }

    #[test]
    fn seats_are_counted_for_every_license_the_rule_asks_for() {
        let faculty = "960a972f-d017-4a17-8f64-b42c8035bc7d";
        let body = json!({"value": [
            sku(E3, "SPE_E3", TEAMS1, (1, 0, 0), "Enabled"),
            sku("06ebc4ee-1bb5-47dd-8120-11324bc54e06", "SPE_E5", TEAMS1, (2, 0, 0), "Enabled"),
            sku(PREMIUM, "Teams_Premium_(for_Departments)", MESH, (1, 0, 0), "Enabled"),
            sku(faculty, "Teams_Premium_for_Faculty", MESH, (99, 0, 0), "Enabled"),
            sku("3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811", "MESH_TRIAL_OF_SOME_NAME", MESH, (0, 0, 0), "Enabled"),
        ]});
        let (board, _) = read(&[Kindred::Absent, Kindred::NoLicense, Kindred::Ready]);
        let seats = seats(&Product::list(&body).unwrap(), &rule(), board.rows());
        let told: Vec<(Need, u32, u32, bool, Vec<&str>)> = seats
            .iter()
            .map(|seats| {
                let names = seats.products.iter().map(Product::name).collect();
                (seats.need, seats.needed, seats.free, seats.enough(), names)
            })
            .collect();
        let premium = vec!["Teams Premium (for Departments)", "MESH_TRIAL_OF_SOME_NAME"];
        assert_eq!(
            told,
            [
                (Need::TeamsLicense, 2, 3, true, vec!["Microsoft 365 E5", "Microsoft 365 E3"]),
                (Need::PremiumLicense, 2, 1, false, premium),
            ]
        );
    }

    /// The names are those of the list that the license rule was taken from.
    #[test]
    fn every_product_of_the_rule_has_its_name() {
        let list = include_str!("../../../tests/fixtures/licenses.csv");
        let mut reader = csv::Reader::from_reader(list.as_bytes());
        let mut left: Vec<&str> = NAMES.iter().map(|(part_number, _)| *part_number).collect();
        for row in reader.records().map(Result::unwrap) {
            if matches!(&row[0], "premium" | "prerequisite") {
                let name =
                    NAMES.iter().find(|(part_number, _)| *part_number == &row[2]).map(|(_, name)| *name);
                assert_eq!(name, Some(&row[1]));
                left.retain(|part_number| *part_number != &row[2]);
            }
        }
        assert_eq!(left, [""; 0]);
    }

    #[test]
    fn what_is_no_list_is_refused() {
        for body in [json!({}), json!({"value": [{}]}), json!([])] {
            assert!(Product::list(&body).is_err());
        }
        assert_eq!(Product::list(&json!({"value": [{"appliesTo": "Company"}]})), Ok(Vec::new()));
    }
}
