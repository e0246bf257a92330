//! The controls that there are, and how far the tenant is with each.
//!
//! A third of the scores belongs to no profile, and most profiles have no
//! score: so it is with real tenants.

/// One control.
#[derive(Debug, Clone)]
pub(super) struct Control {
    pub(super) id: String,
    pub(super) category: &'static str,
    pub(super) service: &'static str,
    pub(super) points: f64,
    pub(super) title: String,
    pub(super) threat: &'static str,
    pub(super) impact: Option<&'static str>,
    pub(super) steps: Option<String>,
}

/// How many scores belong to a profile.
pub(super) const WITH_PROFILE: usize = 41;
/// How many belong to none.
pub(super) const WITHOUT_PROFILE: usize = 27;

/// As they vary in real answers.
const IMPACTS: [&str; 12] = [
    "Unknown", "Unknown", "Unknown", "low", "Unknown", "High", "Unknown", "moderate", "Unknown",
    "Low", "Unknown", "medium",
];
const THREATS: [&str; 6] = [
    "Account breach",
    "Data exfiltration",
    "Account Breach",
    "Malicious insider",
    "Data spillage",
    "Elevation of privilege",
];

/// All that have a profile.
pub(super) fn controls() -> Vec<Control> {
    let mut all: Vec<_> = lines::<8>(include_str!("data/controls.txt"))
        .map(written)
        .collect();
    let settings: Vec<_> = lines::<2>(include_str!("data/settings.txt")).collect();
    for product in lines::<4>(include_str!("data/products.txt")) {
        for setting in &settings {
            all.push(combined(product, *setting, all.len()));
        }
    }
    all
}

/// The categories and names of scores that have no profile any more.
pub(super) fn without_profile() -> impl Iterator<Item = (String, &'static str)> {
    (0..WITHOUT_PROFILE).map(|at| {
        let category = ["Identity", "Apps", "Device", "Data"].get(at % 4);
        (
            format!("retired_{:04}", 7 * at + 3),
            *category.unwrap_or(&"Apps"),
        )
    })
}

fn written(line: [&'static str; 8]) -> Control {
    let [id, category, service, points, title, threat, impact, steps] = line;
    Control {
        id: id.to_owned(),
        category,
        service,
        points: points.parse().unwrap_or(1.0),
        title: title.to_owned(),
        threat,
        impact: Some(impact).filter(|impact| *impact != "null"),
        steps: Some(steps.to_owned()).filter(|steps| steps != "null"),
    }
}

fn combined(product: [&'static str; 4], setting: [&'static str; 2], at: usize) -> Control {
    let ([prefix, category, service, things], [number, what]) = (product, setting);
    let of = |list: &[&'static str]| list.get(at % list.len().max(1)).copied();
    Control {
        id: format!("{prefix}_{number}"),
        category,
        service,
        points: [1.0, 2.0, 3.0, 5.0, 8.0, 9.0]
            .get(at % 6)
            .copied()
            .unwrap_or(1.0),
        title: format!("{what} {things}"),
        threat: of(&THREATS).unwrap_or_default(),
        impact: of(&IMPACTS).filter(|_| !at.is_multiple_of(11)),
        steps: Some(format!(
            "<p>Open the admin center, find the {things}, and choose <strong>{what} …</strong>.</p>\
             <ul><li>Begin with a few.</li><li>Then take in the others.</li></ul>"
        )),
    }
}

/// The fields of every line; the first line names them.
fn lines<const N: usize>(text: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| {
        let fields: Vec<_> = line.split(" | ").map(str::trim).collect();
        fields.try_into().ok()
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn there_is_more_than_a_page_of_controls_each_with_an_id_of_its_own() {
        let all = controls();
        let ids: BTreeSet<_> = all.iter().map(|control| &control.id).collect();
        assert_eq!(ids.len(), all.len());
        assert_eq!(all.len(), 230);
        assert!(all.iter().any(|control| control.impact.is_none()));
        assert!(all.iter().any(|control| control.steps.is_none()));
    }
}
