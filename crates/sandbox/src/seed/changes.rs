//! Demo change requests, some in every state.

use super::change_models;
use super::data::{in_turn, lines};
use super::desk::Work;
use super::ticket::{self, From, Ticket};
use super::users::{ADMIN, INTEGRATION, user};
use crate::dates;
use crate::store::{Result, Row, Store};
use From::{Action, Desk, Person};

/// State, type, priority, age, category, title, text.
const LISTED: &str = include_str!("data/changes.txt");

pub(super) fn seed(store: &Store, has_portal: bool) -> Result<()> {
    let listed = lines(LISTED).map(
        |[state, kind, priority, age, category, title, text]| Ticket {
            state,
            title,
            text,
            from: From::Listed(category, kind),
            priority: priority.parse().unwrap_or(4),
            age: age.parse().unwrap_or(1),
            due: None,
        },
    );
    let tickets = TICKETS.iter().copied().chain(listed).collect();
    ticket::seed(
        store,
        "change_request",
        "CHG",
        tickets,
        has_portal,
        portals,
        listed_one,
    )
}

fn portals(ticket: &Ticket, record: &mut Row) {
    let mut set = |column: &str, value: &str| {
        record.insert(column.to_owned(), value.to_owned());
    };
    match ticket.from {
        Desk => set("requested_by", ADMIN),
        _ => set("requested_by", INTEGRATION),
    }
    set("chg_model", change_models::of_type("normal"));
    set("approval", approval(ticket.state));
    if matches!(ticket.state, "3" | "4") {
        set("active", "false");
    }
    if ticket.state == "3" {
        set("close_code", "successful");
        set("close_notes", "Carried out as planned.");
    }
}

fn approval(state: &str) -> &'static str {
    match state {
        "-5" => "not requested",
        "-4" | "-3" => "requested",
        _ => "approved",
    }
}

fn listed_one(mut work: Work<'_>, category: &'static str, kind: &'static str) -> Result<()> {
    let group = match category {
        "Hardware" => "Hardware",
        "Network" => "Network",
        "Software" => "Software",
        _ => "Change Management",
    };
    let (state, at) = (work.ticket.state, work.at);
    let is_taken = state != "-5";
    let by = work.assign(group, is_taken);
    let asked = user(work.asked_by());
    let days = |days: i64| 24 * days;
    for (column, value) in [
        ("type", kind),
        ("chg_model", change_models::of_type(kind)),
        ("category", category),
        ("approval", approval(state)),
        ("requested_by", &*asked),
        ("risk", if work.ticket.priority < 3 { "2" } else { "4" }),
        ("impact", if work.ticket.priority < 3 { "2" } else { "3" }),
        ("justification", "It saves more time than it takes."),
        (
            "implementation_plan",
            "1. Tell those concerned.\n2. Carry it out.\n3. Look at it together.",
        ),
        ("backout_plan", "Put back what was there before."),
        ("test_plan", "Two people try what they do every day."),
        (
            "cab_required",
            if kind == "normal" { "true" } else { "false" },
        ),
    ] {
        work.set(column, value);
    }
    let begin = work.made + time::Duration::hours(days(9));
    let end = begin + time::Duration::hours(3);
    work.set("start_date", &dates::format(begin));
    work.set("end_date", &dates::format(end));
    if matches!(state, "-1" | "0" | "3") {
        work.set_hours_later("work_start", days(9));
    }
    if matches!(state, "0" | "3") {
        work.set_hours_later("work_end", days(9) + 2);
    }
    if matches!(state, "3" | "4") {
        work.set("active", "false");
        work.set_hours_later("closed_at", days(11));
        work.set("closed_by", ADMIN);
    }
    if state == "3" {
        let codes = [
            "successful",
            "successful",
            "successful_issues",
            "successful",
            "unsuccessful",
        ];
        work.set("close_code", in_turn(&codes, at));
        work.set("close_notes", "Carried out in the time that was planned.");
    }
    work.put("change_request", by, is_taken)
}

const TICKETS: &[Ticket] = &[
    Ticket {
        state: "-5",
        title: "Encrypt the drives of all computers",
        text: "34 laptops are without BitLocker. Turn it on by policy and keep the recovery keys in the directory.",
        from: Action("scid_2021", "Devices"),
        priority: 2,
        age: 1,
        due: Some(6),
    },
    Ticket {
        state: "-5",
        title: "Open attachments in a sandbox before delivery",
        text: "Give the Safe Attachments policy to everybody, with dynamic delivery so that no mail waits.",
        from: Action("mdo_safeattachments", "Apps"),
        priority: 3,
        age: 2,
        due: Some(13),
    },
    Ticket {
        state: "-5",
        title: "Second link to the data centre in Umeå",
        text: "The provider can connect it from the first of the month.",
        from: Desk,
        priority: 4,
        age: 3,
        due: Some(40),
    },
    Ticket {
        state: "-4",
        title: "Require multifactor authentication for administrators",
        text: "Two of fourteen administrators still sign in with a password alone.",
        from: Action("AdminMFAV2", "Identity"),
        priority: 1,
        age: 3,
        due: Some(3),
    },
    Ticket {
        state: "-4",
        title: "New certificate for the intranet",
        text: "The old one runs out at the end of the quarter.",
        from: Desk,
        priority: 3,
        age: 6,
        due: Some(20),
    },
    Ticket {
        state: "-3",
        title: "Share files only with guests who are already known",
        text: "Set sharing of SharePoint and OneDrive to existing guests. Tell the project sites first.",
        from: Action("spo_external_sharing", "Data"),
        priority: 3,
        age: 8,
        due: Some(9),
    },
    Ticket {
        state: "-2",
        title: "Turn on tamper protection",
        text: "From the Defender portal for the whole tenant, outside office hours.",
        from: Action("scid_2010", "Devices"),
        priority: 2,
        age: 9,
        due: Some(2),
    },
    Ticket {
        state: "-2",
        title: "Move the print servers to the new hosts",
        text: "Two at a time, in the maintenance window.",
        from: Desk,
        priority: 4,
        age: 15,
        due: Some(11),
    },
    Ticket {
        state: "-1",
        title: "Sign outgoing mail with DKIM",
        text: "Publish both selectors in DNS, then switch signing on for every domain.",
        from: Action("exo_dkim_signing", "Apps"),
        priority: 3,
        age: 12,
        due: Some(-2),
    },
    Ticket {
        state: "-1",
        title: "Separate accounts for the network team",
        text: "Nobody should administer switches with the account that reads mail.",
        from: Person("4be2d7a90c5f4e6fa1c3b8d2e7f09a15", "Infrastructure"),
        priority: 2,
        age: 10,
        due: Some(5),
    },
    Ticket {
        state: "0",
        title: "Switch on real-time protection",
        text: "A handful of servers had it off for a migration that is long over.",
        from: Action("scid_2012", "Devices"),
        priority: 1,
        age: 16,
        due: Some(-1),
    },
    Ticket {
        state: "0",
        title: "Update of the telephone exchange",
        text: "Minor version, one hour without outside lines.",
        from: Desk,
        priority: 3,
        age: 18,
        due: None,
    },
    Ticket {
        state: "3",
        title: "Block sign-ins that cannot do multifactor authentication",
        text: "Legacy protocols are blocked for all users; two scanners got a relay of their own.",
        from: Action("BlockLegacyAuthentication", "Identity"),
        priority: 1,
        age: 30,
        due: Some(-14),
    },
    Ticket {
        state: "3",
        title: "Give people a way to ask for an application",
        text: "Switch the admin consent workflow on and name three reviewers.",
        from: Action("aad_admin_consent_workflow", "Identity"),
        priority: 4,
        age: 26,
        due: Some(-10),
    },
    Ticket {
        state: "3",
        title: "Stop automatic forwarding to the outside",
        text: "Off in the outbound policy, with an exception for the ticket mailbox.",
        from: Action("mdo_autoforwardingmode", "Data"),
        priority: 2,
        age: 41,
        due: Some(-25),
    },
    Ticket {
        state: "3",
        title: "Firmware of the storage shelves",
        text: "Done shelf by shelf.",
        from: Desk,
        priority: 3,
        age: 50,
        due: None,
    },
    Ticket {
        state: "4",
        title: "Use a password manager instead of saved browser passwords",
        text: "Waits for the choice of a product.",
        from: Action("scid_5001", "Devices"),
        priority: 4,
        age: 22,
        due: Some(8),
    },
    Ticket {
        state: "4",
        title: "Replace the badge readers",
        text: "Not this year.",
        from: Desk,
        priority: 4,
        age: 35,
        due: None,
    },
];
