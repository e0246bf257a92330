use std::rc::Rc;

use proptest::prelude::*;
use serde_json::json;

use super::{ACTION_TEXT_LIMIT, ActionFilter, ActionOrder, ActionSort, Arranged, Choices, GroupBy};
use crate::order::SortKey;
use crate::secure_score::{ImprovementAction, Report, Status, load};

fn filters() -> impl Strategy<Value = ActionFilter> {
    let text = prop::collection::vec(any::<char>(), 0..ACTION_TEXT_LIMIT)
        .prop_map(|text| text.into_iter().collect::<String>());
    let status = prop::option::of(prop::sample::select(Status::ALL.to_vec()));
    let order = (
        prop::sample::select(ActionSort::ALL.to_vec()),
        any::<bool>(),
    )
        .prop_map(|(by, descending)| ActionOrder { by, descending });
    let report = prop::option::of(prop::sample::select(Report::ALL.to_vec()));
    let group = prop::option::of(prop::sample::select(GroupBy::ALL.to_vec()));
    (
        (text, ".*", status, ".*", ".*"),
        (any::<Option<bool>>(), any::<bool>(), report, order, group),
        0_u64..u64::MAX - 1,
    )
        .prop_map(
            |(
                (text, category, status, service, threat),
                (ticket, fixable, report, order, group),
                page,
            )| {
                ActionFilter {
                    text,
                    category,
                    status,
                    service,
                    threat,
                    ticket,
                    fixable,
                    report,
                    order,
                    group,
                    page,
                }
            },
        )
}

proptest! {
    #[test]
    fn a_filter_comes_back_from_its_address(filter in filters()) {
        prop_assert_eq!(ActionFilter::read(&filter.write()), filter);
    }

    #[test]
    fn whatever_is_in_an_address_is_read(query in any::<String>()) {
        let filter = ActionFilter::read(&query);
        prop_assert_eq!(ActionFilter::read(&filter.write()), filter);
    }

    #[test]
    fn pages_hold_every_action_once(filter in filters(), size in 1_usize..9) {
        let filter = ActionFilter { group: filter.group, order: filter.order, ..ActionFilter::default() };
        let found = arrange(&filter);
        let all: Vec<_> = found.groups.iter().flat_map(|group| ids(&group.actions)).collect();
        let mut paged = Vec::new();
        for offset in (0..found.total).step_by(size) {
            for (_, actions) in found.page(offset, size) {
                paged.extend(ids(actions));
            }
        }
        prop_assert_eq!(paged, all);
    }
}

/// A few actions: `(ID, title, category, service, threats, points of 10, deprecated)`.
fn actions() -> Vec<Rc<ImprovementAction>> {
    let (mut controls, mut profiles) = (Vec::new(), Vec::new());
    for (id, title, category, service, threats, score, deprecated) in [
        (
            "mfa",
            "Require MFA for administrators",
            "Identity",
            "AAD",
            vec!["Account Breach"],
            Some(0),
            false,
        ),
        (
            "legacy",
            "Block legacy authentication",
            "Identity",
            "aad",
            vec!["Account breach"],
            Some(10),
            false,
        ),
        (
            "dlp",
            "Find cards in mail",
            "Data",
            "MIP",
            vec!["Data Exfiltration"],
            Some(4),
            false,
        ),
        ("old", "An old one", "Apps", "EXO", vec![], Some(0), true),
        ("new", "Äldre kort", "apps", "EXO", vec![], None, false),
        (
            "else",
            "Something else",
            "Other",
            "",
            vec![],
            Some(9),
            false,
        ),
    ] {
        if let Some(score) = score {
            controls.push(json!({ "controlName": id, "score": score }));
        }
        profiles.push(json!({
            "id": id, "title": title, "controlCategory": category, "service": service,
            "threats": threats, "maxScore": 10, "deprecated": deprecated,
        }));
    }
    let score = json!({
        "azureTenantId": "tenant", "createdDateTime": "2026-11-20T00:00:00Z",
        "currentScore": 1, "maxScore": 10, "controlScores": controls,
    });
    let file = json!({ "secureScores": [score], "secureScoreControlProfiles": profiles });
    load(&file.to_string())
        .expect("a file that can be read")
        .actions
}

fn ids(actions: &[Rc<ImprovementAction>]) -> Vec<String> {
    actions.iter().map(|action| action.id.clone()).collect()
}

fn arrange(filter: &ActionFilter) -> Arranged {
    filter.arrange(&actions(), &|id| Some(id == "mfa"), |text| {
        text.to_lowercase()
    })
}

#[test]
fn a_query_narrows_sorts_and_groups() {
    for (query, expect) in [
        ("", "old mfa dlp else legacy new"),
        ("text=AUTH%20block", "legacy"),
        ("text=%C3%84LDRE", "new"),
        ("text=block%20mail", ""),
        ("category=identity", "mfa legacy"),
        ("category=Other", "else"),
        ("status=completed", "legacy"),
        ("status=toAddress&category=apps", "old new"),
        ("service=microsoft%20entra%20id", "mfa legacy"),
        ("threat=account%20breach", "mfa legacy"),
        ("ticket=yes", "mfa"),
        ("ticket=no&category=identity", "legacy"),
        ("fixable=1", "mfa dlp else"),
        ("sort=title", "old legacy dlp mfa else new"),
        ("sort=-title", "new else mfa dlp legacy old"),
        ("sort=points", "legacy else dlp old mfa new"),
        ("sort=category", "old new dlp mfa legacy else"),
        ("group=category", "old new | mfa legacy | dlp | else"),
        ("group=service&fixable=1", "mfa | dlp | else"),
    ] {
        let found = arrange(&ActionFilter::read(query));
        let groups = found.groups.iter();
        let groups: Vec<_> = groups.map(|group| ids(&group.actions).join(" ")).collect();
        assert_eq!(groups.join(" | "), expect, "{query}");
    }
}

#[test]
fn a_ticket_that_is_not_known_of_leaves_nothing_out() {
    let filter = ActionFilter::read("ticket=yes");
    let found = filter.arrange(&actions(), &|_| None, str::to_lowercase);
    assert_eq!(found.total, 6);
}

#[test]
fn a_choice_is_there_once_in_whatever_case_it_comes() {
    let choices = Choices::of(&actions());
    assert_eq!(choices.categories, ["apps", "data", "identity", "Other"]);
    assert_eq!(choices.statuses, [Status::ToAddress, Status::Completed]);
    assert_eq!(choices.threats, ["Account breach", "Data exfiltration"]);
    assert_eq!(
        choices.services,
        [
            "Exchange Online",
            "Microsoft Entra ID",
            "Microsoft Purview Information Protection"
        ]
    );
}

#[test]
fn what_an_address_says_wrongly_counts_as_not_said() {
    for query in [
        "status=done",
        "ticket=maybe",
        "fixable=yes",
        "sort=-colour",
        "group=",
        "page=0",
        "page=first",
        "unknown=1",
        "&&=&",
    ] {
        assert_eq!(
            ActionFilter::read(query),
            ActionFilter::default(),
            "{query}"
        );
    }
}

#[test]
fn what_narrows_the_list_is_told_from_how_it_is_shown() {
    let shown = ActionFilter::read("sort=title&group=service&page=3");
    assert!(!shown.narrows());
    let narrowed = ActionFilter {
        fixable: true,
        ..shown.clone()
    };
    assert!(narrowed.narrows());
    assert_eq!(narrowed.widened(), ActionFilter { page: 0, ..shown });
}
