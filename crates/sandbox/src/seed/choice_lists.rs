//! The choice lists of a new instance.

/// Table, column, and the values with their labels.
type List = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
);

const HIGH_TO_LOW: &[(&str, &str)] = &[("1", "1 - High"), ("2", "2 - Medium"), ("3", "3 - Low")];

pub(super) const LISTS: &[List] = &[
    (
        "task",
        "priority",
        &[
            ("1", "1 - Critical"),
            ("2", "2 - High"),
            ("3", "3 - Moderate"),
            ("4", "4 - Low"),
            ("5", "5 - Planning"),
        ],
    ),
    ("task", "impact", HIGH_TO_LOW),
    ("task", "urgency", HIGH_TO_LOW),
    (
        "task",
        "escalation",
        &[
            ("0", "Normal"),
            ("1", "Moderate"),
            ("2", "High"),
            ("3", "Overdue"),
        ],
    ),
    (
        "task",
        "approval",
        &[
            ("not requested", "Not Yet Requested"),
            ("requested", "Requested"),
            ("approved", "Approved"),
            ("rejected", "Rejected"),
        ],
    ),
    (
        "task",
        "upon_approval",
        &[
            ("proceed", "Proceed to Next Task"),
            ("do_nothing", "Wait for a User to Close this task"),
        ],
    ),
    (
        "task",
        "upon_reject",
        &[
            ("cancel", "Cancel all future Tasks"),
            ("goto", "Go to a previous Task"),
        ],
    ),
    (
        "task",
        "contact_type",
        &[
            ("phone", "Phone"),
            ("email", "Email"),
            ("self-service", "Self-service"),
            ("virtual_agent", "Virtual Agent"),
            ("walk-in", "Walk-in"),
        ],
    ),
    ("incident", "state", INCIDENT_STATES),
    ("incident", "incident_state", INCIDENT_STATES),
    (
        "incident",
        "hold_reason",
        &[
            ("1", "Awaiting Caller"),
            ("5", "Awaiting Change"),
            ("3", "Awaiting Problem"),
            ("4", "Awaiting Vendor"),
        ],
    ),
    ("incident", "severity", HIGH_TO_LOW),
    (
        "incident",
        "notify",
        &[("1", "Do Not Notify"), ("2", "Send Email"), ("3", "Phone")],
    ),
    (
        "incident",
        "category",
        &[
            ("inquiry", "Inquiry / Help"),
            ("software", "Software"),
            ("hardware", "Hardware"),
            ("network", "Network"),
            ("database", "Database"),
        ],
    ),
    (
        "incident",
        "close_code",
        &[
            ("Solution provided", "Solution provided"),
            ("Resolved by caller", "Resolved by caller"),
            ("Workaround provided", "Workaround provided"),
            ("Duplicate", "Duplicate"),
            ("Resolved by change", "Resolved by change"),
            ("User error", "User error"),
            ("Known error", "Known error"),
            ("Resolved by problem", "Resolved by problem"),
            ("Resolved by request", "Resolved by request"),
            ("No resolution provided", "No resolution provided"),
        ],
    ),
    (
        "change_request",
        "state",
        &[
            ("-5", "New"),
            ("-4", "Assess"),
            ("-3", "Authorize"),
            ("-2", "Scheduled"),
            ("-1", "Implement"),
            ("0", "Review"),
            ("3", "Closed"),
            ("4", "Canceled"),
        ],
    ),
    (
        "change_request",
        "priority",
        &[
            ("1", "1 - Critical"),
            ("2", "2 - High"),
            ("3", "3 - Moderate"),
            ("4", "4 - Low"),
        ],
    ),
    (
        "change_request",
        "type",
        &[
            ("normal", "Normal"),
            ("standard", "Standard"),
            ("emergency", "Emergency"),
        ],
    ),
    (
        "change_request",
        "risk",
        &[
            ("1", "Very High"),
            ("2", "High"),
            ("3", "Moderate"),
            ("4", "Low"),
        ],
    ),
    (
        "change_request",
        "scope",
        &[
            ("1", "Massive"),
            ("2", "Large"),
            ("3", "Medium"),
            ("4", "Small"),
            ("5", "Tiny"),
        ],
    ),
    (
        "change_request",
        "category",
        &[
            ("Hardware", "Hardware"),
            ("Software", "Software"),
            ("Service", "Service"),
            ("Network", "Network"),
            ("Documentation", "Documentation"),
            ("Other", "Other"),
        ],
    ),
    (
        "change_request",
        "phase",
        &[
            ("requested", "Requested"),
            ("plan", "Plan"),
            ("build", "Build"),
            ("review", "Review"),
        ],
    ),
    (
        "change_request",
        "phase_state",
        &[
            ("open", "Open"),
            ("on hold", "On Hold"),
            ("complete", "Complete"),
        ],
    ),
    (
        "change_request",
        "close_code",
        &[
            ("successful", "Successful"),
            ("successful_issues", "Successful with issues"),
            ("unsuccessful", "Unsuccessful"),
        ],
    ),
    (
        "change_request",
        "conflict_status",
        &[
            ("Not Run", "Not Run"),
            ("No Conflict", "No Conflict"),
            ("Conflict", "Conflict"),
        ],
    ),
];

const INCIDENT_STATES: &[(&str, &str)] = &[
    ("1", "New"),
    ("2", "In Progress"),
    ("3", "On Hold"),
    ("6", "Resolved"),
    ("7", "Closed"),
    ("8", "Canceled"),
];
