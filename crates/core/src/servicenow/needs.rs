//! What has to be set on an instance for this product to work: the one place that says so. The
//! checklist shows it, the checks look for it, the provisioning makes it.

/// The system property that lets the token endpoint answer a browser: one origin, or `*`
/// (ServiceNow's hardening settings, documented for Australia and Brazil).
pub const TOKEN_PROPERTY: &str = "glide.oauth.cors.allowed.origin";

/// A rule in `sys_cors_rule`, which lets one REST API answer a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CorsRule {
    /// The API's name in ServiceNow's list.
    pub api: &'static str,
    /// The name that this product gives the rule.
    pub name: &'static str,
    /// The methods that it allows, separated by commas.
    pub methods: &'static str,
}

/// One rule for each API that is called.
pub const CORS_RULES: [CorsRule; 3] = [
    CorsRule {
        api: "Table API",
        name: "Snowline: tables",
        methods: "GET, POST, PATCH",
    },
    CorsRule {
        api: "Aggregate API",
        name: "Snowline: counts",
        methods: "GET",
    },
    CorsRule {
        api: "Batch API",
        name: "Snowline: batch",
        methods: "POST",
    },
];

/// Rules for what is done with one ticket, without which everything else works: adding files;
/// and, where the Batch API is closed, listing them and asking where a change request can go.
pub const OPTIONAL_CORS_RULES: [CorsRule; 2] = [
    CorsRule {
        api: "Attachment API",
        name: "Snowline: files",
        methods: "GET, POST",
    },
    CorsRule {
        api: "Change Management API",
        name: "Snowline: change states",
        methods: "GET",
    },
];

/// All rules that the provisioning makes.
pub fn made_rules() -> impl Iterator<Item = CorsRule> {
    CORS_RULES.into_iter().chain(OPTIONAL_CORS_RULES)
}

/// The request headers that the rules allow.
pub const ALLOWED_HEADERS: &str = "Authorization, Content-Type, Accept";

/// The answer's headers that are read.
pub const EXPOSED_HEADERS: &str = "X-Total-Count, Link, Location, Retry-After, X-RateLimit-Limit, \
     X-RateLimit-Reset, X-RateLimit-Rule";

/// How long a browser may rely on a rule before it asks again, in seconds. With 0, ServiceNow's
/// default, it asks before every call.
pub const MAX_AGE: u32 = 3600;

/// The roles that the integration user needs to read and make tickets of both types.
pub const ROLES: [&str; 4] = [
    "sn_incident_read",
    "sn_incident_write",
    "sn_change_read",
    "sn_change_write",
];

/// The name that this product gives the OAuth entity.
pub const ENTITY_NAME: &str = "Snowline";

/// The name that is proposed for the integration user.
pub const USER_NAME: &str = "snowline.integration";

/// The first and the last name that go with it.
pub const USER_FULL_NAME: [&str; 2] = ["Snowline", "Integration"];
