//! Demo incidents, some in every state.

use super::data::in_turn;
use super::desk::Work;
use super::ticket::{self, From, Ticket};
use super::users::{ABEL, ADMIN, INTEGRATION, user};
use crate::store::{Result, Row, Store};
use From::{Action, Desk, Person};

/// State, priority, age, category, title, text.
const LISTED: &str = include_str!("data/incidents.txt");

pub(super) fn seed(store: &Store, has_portal: bool) -> Result<()> {
    let listed = ticket::listed(LISTED, 5);
    let tickets = TICKETS.iter().copied().chain(listed).collect();
    ticket::seed(
        store, "incident", "INC", tickets, has_portal, portals, listed_one,
    )
}

fn graded(priority: u8) -> (&'static str, &'static str) {
    match priority {
        1 => ("1", "1"),
        2 => ("2", "1"),
        3 => ("2", "2"),
        4 => ("3", "2"),
        _ => ("3", "3"),
    }
}

fn portals(ticket: &Ticket, record: &mut Row) {
    let mut set = |column: &str, value: &str| {
        record.insert(column.to_owned(), value.to_owned());
    };
    let (impact, urgency) = graded(ticket.priority);
    set("impact", impact);
    set("urgency", urgency);
    set("incident_state", ticket.state);
    match ticket.from {
        Desk => set("caller_id", ABEL),
        _ => set("caller_id", INTEGRATION),
    }
    if ticket.state == "3" {
        set("hold_reason", "5");
    }
    if matches!(ticket.state, "6" | "7") {
        set("close_code", "Solution provided");
        set("close_notes", "Done and checked.");
    }
    if matches!(ticket.state, "7" | "8") {
        set("active", "false");
    }
}

const CODES: [&str; 5] = [
    "Solution provided",
    "Workaround provided",
    "User error",
    "Resolved by caller",
    "Resolved by change",
];
const HELD: [&str; 3] = ["1", "4", "3"];

fn listed_one(mut work: Work<'_>, category: &'static str, _: &'static str) -> Result<()> {
    let group = match category {
        "hardware" => "Hardware",
        "network" => "Network",
        "software" => "Software",
        "database" => "Database",
        _ => "Service Desk",
    };
    let (state, at) = (work.ticket.state, work.at);
    let is_taken = state != "1";
    let by = work.assign(group, is_taken);
    let (impact, urgency) = graded(work.ticket.priority);
    work.set("impact", impact);
    work.set("urgency", urgency);
    work.set("incident_state", state);
    work.set("category", category);
    let asked = user(work.asked_by());
    work.set("caller_id", &asked);
    if state == "3" {
        work.set("hold_reason", in_turn(&HELD, at));
    }
    let hours = 30 + 11 * i64::try_from(at % 7).unwrap_or_default();
    if matches!(state, "6" | "7") {
        work.set("close_code", in_turn(&CODES, at));
        work.set("close_notes", "Works again, and the caller agrees.");
        work.set_hours_later("resolved_at", hours);
        work.set("resolved_by", &user(by));
    }
    if matches!(state, "7" | "8") {
        work.set("active", "false");
        work.set_hours_later("closed_at", hours + 120);
        work.set("closed_by", ADMIN);
    }
    work.put("incident", by, is_taken)
}

const TICKETS: &[Ticket] = &[
    Ticket {
        state: "1",
        title: "Put the identity sensor on all domain controllers",
        text: "The controllers in Busan and Gothenburg are not seen by Defender for Identity.",
        from: Action("AATP_SensorCoverage", "Identity"),
        priority: 2,
        age: 1,
        due: Some(4),
    },
    Ticket {
        state: "1",
        title: "Block accounts that suddenly send masses of mail",
        text: "Set the outbound policy to restrict the account, not only to warn.",
        from: Action("mdo_thresholdreachedaction", "Apps"),
        priority: 3,
        age: 9,
        due: Some(-3),
    },
    Ticket {
        state: "1",
        title: "Printer on the third floor prints blank pages",
        text: "Since the toner was changed.",
        from: Desk,
        priority: 5,
        age: 1,
        due: None,
    },
    Ticket {
        state: "2",
        title: "Keep anonymous people from starting meetings",
        text: "One meeting policy still allows it.",
        from: Action("meeting_restrictanonymousjoin_v1", "Apps"),
        priority: 4,
        age: 5,
        due: Some(5),
    },
    Ticket {
        state: "2",
        title: "Install security updates within two weeks",
        text: "Eleven computers are more than a month behind.",
        from: Action("scid_2060", "Devices"),
        priority: 1,
        age: 6,
        due: Some(1),
    },
    Ticket {
        state: "2",
        title: "Lost laptop of the sales team",
        text: "Wipe it, and find out whether its drive was encrypted.",
        from: Person("b03f6c1e98d24a57bd0e7a9c52f1e864", "Devices"),
        priority: 1,
        age: 2,
        due: Some(0),
    },
    Ticket {
        state: "2",
        title: "VPN drops every hour",
        text: "Only from the hotel network.",
        from: Desk,
        priority: 3,
        age: 4,
        due: Some(3),
    },
    Ticket {
        state: "3",
        title: "Sign idle people out of SharePoint and OneDrive",
        text: "Waits for the change of the conditional access policies.",
        from: Action("spo_idle_session_timeout", "Apps"),
        priority: 4,
        age: 11,
        due: Some(15),
    },
    Ticket {
        state: "3",
        title: "Second screen stays dark",
        text: "A new cable is on its way.",
        from: Desk,
        priority: 5,
        age: 8,
        due: None,
    },
    Ticket {
        state: "6",
        title: "Record what happens in mailboxes",
        text: "Auditing had been off for shared mailboxes.",
        from: Action("exo_mailboxaudit", "Data"),
        priority: 2,
        age: 17,
        due: Some(-6),
    },
    Ticket {
        state: "6",
        title: "Cannot open the travel portal",
        text: "An old bookmark.",
        from: Desk,
        priority: 5,
        age: 12,
        due: None,
    },
    Ticket {
        state: "7",
        title: "Approve support access to your data yourself",
        text: "Customer Lockbox is on.",
        from: Action("CustomerLockBoxEnabled", "Data"),
        priority: 3,
        age: 33,
        due: Some(-20),
    },
    Ticket {
        state: "7",
        title: "Mail arrives late",
        text: "The queue has been empty since Tuesday.",
        from: Desk,
        priority: 2,
        age: 44,
        due: None,
    },
    Ticket {
        state: "8",
        title: "Publish sensitivity labels",
        text: "Becomes a project of its own.",
        from: Action("mip_sensitivitylabelspolicies", "Data"),
        priority: 4,
        age: 28,
        due: Some(-12),
    },
    Ticket {
        state: "8",
        title: "Keyboard with a Korean layout",
        text: "Bought in the shop around the corner.",
        from: Desk,
        priority: 5,
        age: 21,
        due: None,
    },
];
