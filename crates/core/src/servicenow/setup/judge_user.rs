//! What it means what the signed-in user sees.

use super::super::columns;
use super::super::labels::LabelSource;
use super::{AsUser, Finding, Reading, Step, Verdict};
use crate::task::TicketType;

/// What was found of the signed-in user alone: who it is, and what that user may do. `None` where
/// nobody is signed in.
#[must_use]
pub fn judge_user(signed_in: Option<&AsUser>, integration_user: Option<&str>) -> Vec<Finding> {
    let mut findings = user(signed_in, integration_user);
    findings.extend(rights(signed_in));
    findings
}

/// Whether it is the integration user who is signed in.
pub(super) fn user(signed_in: Option<&AsUser>, integration_user: Option<&str>) -> Vec<Finding> {
    let finding = |verdict, reason| Finding::new(Step::User, verdict, reason);
    let Some(seen) = signed_in else {
        return vec![finding(Verdict::CannotTell, "check.user.signIn")];
    };
    let user = seen.user.as_ref();
    let name = user.map(|user| user.user_name.as_str());
    let expected = integration_user.unwrap_or_default();
    let (verdict, reason) = match user {
        None => (Verdict::CannotTell, "check.user.unknown"),
        Some(user) if user.is_another_than(expected) => {
            (Verdict::NeedsAction, "check.user.another")
        }
        // What an administrator can read and the integration user need not.
        Some(_) if seen.release.is_some() => (Verdict::NeedsAction, "check.user.tooMany"),
        Some(_) => (Verdict::Passed, "check.user.is"),
    };
    let about = |finding: Finding| {
        finding
            .with("user", name.unwrap_or_default())
            .with("expected", expected)
    };
    let mut findings = vec![about(finding(verdict, reason))];
    // By which page somebody came in a browser cannot see.
    if reason == "check.user.another" {
        let another = finding(Verdict::CannotTell, "check.user.singleSignOn");
        findings.push(about(another));
    }
    findings
}

/// Whether somebody is signed in; if not, whether it is time for it, after what was found of the
/// other steps.
pub(super) fn authorized(signed_in: Option<&AsUser>, others: &[Finding]) -> Finding {
    let (verdict, reason) = if signed_in.is_some() {
        (Verdict::Passed, "check.authorize.done")
    } else if others.iter().any(Finding::is_in_the_way) {
        (Verdict::CannotTell, "check.authorize.waits")
    } else {
        (Verdict::NeedsAction, "check.authorize.todo")
    };
    Finding::new(Step::Authorize, verdict, reason)
}

/// What the user may read and make.
pub(super) fn rights(signed_in: Option<&AsUser>) -> Vec<Finding> {
    let finding = |verdict, reason| Finding::new(Step::Rights, verdict, reason);
    let Some(seen) = signed_in else {
        return vec![finding(Verdict::CannotTell, "check.rights.signIn")];
    };
    let user = seen.user.as_ref().map(|user| user.user_name.as_str());
    let mut findings = Vec::new();
    for (ticket_type, (reading, made)) in TicketType::ALL.into_iter().zip(&seen.tickets) {
        let (verdict, reason) = match reading {
            Reading::All => (Verdict::Passed, "check.rights.reads"),
            Reading::NotCounted => (Verdict::CannotTell, "check.rights.uncounted"),
            Reading::Hidden => (Verdict::NeedsAction, "check.rights.hidden"),
            Reading::Refused => (Verdict::NeedsAction, "check.rights.refused"),
            Reading::Limited => (Verdict::CannotTell, "check.rights.limited"),
            Reading::Failed => (Verdict::CannotTell, "check.rights.failed"),
        };
        let about = |finding: Finding| {
            finding
                .with("table", columns::table(ticket_type))
                .with("user", user.unwrap_or_default())
        };
        findings.push(about(finding(verdict, reason)));
        // That making works can be known only of what was made: it stands in nobody's way.
        let made = made.as_deref();
        let reason = made.map_or("check.rights.makesUnproven", |_| "check.rights.makes");
        let made = about(finding(Verdict::Passed, reason)).with("number", made.unwrap_or_default());
        findings.push(made);
    }
    findings.push(match seen.labels {
        Some(LabelSource::Nobody) => finding(Verdict::Passed, "check.labels.usual"),
        Some(LabelSource::Tickets) => finding(Verdict::Passed, "check.labels.tickets"),
        Some(LabelSource::Forms | LabelSource::Choices) => {
            finding(Verdict::Passed, "check.labels.read")
        }
        None => finding(Verdict::CannotTell, "check.labels.failed"),
    });
    findings
}
