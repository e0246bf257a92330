//! From what was seen to what it means.

use super::{APIS, Check, Finding, Observed, Seen, Verdict};
use crate::json;
use crate::text::has;

/// What was seen, judged: the checks that need no sign-in, in their order.
#[must_use]
pub fn judge(seen: &Observed) -> Vec<Finding> {
    if !seen.online {
        return [Check::Instance, Check::Entity, Check::Token, Check::Rules]
            .map(|check| finding(check, Verdict::CannotTell, "check.offline"))
            .to_vec();
    }
    vec![instance(seen), entity(seen), token(seen), rules(seen)]
}

/// A finding that is about nothing in particular.
pub(super) fn finding(check: Check, verdict: Verdict, reason: &'static str) -> Finding {
    Finding {
        check,
        verdict,
        reason,
        names: String::new(),
    }
}

fn instance(seen: &Observed) -> Finding {
    let (verdict, reason) = if !seen.answers {
        (Verdict::NeedsAction, "check.instance.silent")
    } else if all(seen).any(is_hibernating) {
        (Verdict::NeedsAction, "check.instance.hibernating")
    } else if all(seen).any(|seen| matches!(seen, Seen::Read(..))) {
        (Verdict::Passed, "check.instance.answers")
    } else {
        // A page of anybody's would do the same.
        (Verdict::CannotTell, "check.instance.hidden")
    };
    finding(Check::Instance, verdict, reason)
}

fn all(seen: &Observed) -> impl Iterator<Item = &Seen> {
    std::iter::once(&seen.token).chain(&seen.rest)
}

fn is_hibernating(seen: &Seen) -> bool {
    matches!(seen, Seen::Read(_, body) if json::parse(body).is_err() && has(body, "nstance is hibernating"))
}

fn token(seen: &Observed) -> Finding {
    let (verdict, reason) = match &seen.token {
        _ if !seen.answers => (Verdict::CannotTell, "check.token.silent"),
        Seen::Read(..) => (Verdict::Passed, "check.token.read"),
        Seen::Hidden => (Verdict::NeedsAction, "check.token.hidden"),
        Seen::Late => (Verdict::CannotTell, "check.token.late"),
    };
    finding(Check::Token, verdict, reason)
}

/// The endpoint looks at the client before it looks at the code, as far as is known: a code that
/// it never gave is refused as such only to a client that it knows.
fn entity(seen: &Observed) -> Finding {
    let Seen::Read(_, body) = &seen.token else {
        return finding(Check::Entity, Verdict::CannotTell, "check.entity.hidden");
    };
    let answer = json::parse(body).ok();
    let error = answer.as_ref().and_then(|answer| answer.text("error"));
    let (verdict, reason) = match error {
        Some("invalid_client" | "unauthorized_client") => {
            (Verdict::NeedsAction, "check.entity.unknown")
        }
        Some(_) => (Verdict::Passed, "check.entity.known"),
        None => (Verdict::CannotTell, "check.entity.unclear"),
    };
    finding(Check::Entity, verdict, reason)
}

fn rules(seen: &Observed) -> Finding {
    let mut hidden: Vec<&str> = Vec::new();
    let mut late = false;
    for (api, seen) in APIS.iter().zip(&seen.rest) {
        late |= *seen == Seen::Late;
        if *seen == Seen::Hidden && !hidden.contains(&api.name) {
            hidden.push(api.name);
        }
    }
    let (verdict, reason) = if !seen.answers {
        (Verdict::CannotTell, "check.rules.silent")
    } else if !hidden.is_empty() {
        (Verdict::NeedsAction, "check.rules.hidden")
    } else if late {
        (Verdict::CannotTell, "check.rules.late")
    } else {
        (Verdict::Passed, "check.rules.read")
    };
    Finding {
        names: hidden.join(", "),
        ..finding(Check::Rules, verdict, reason)
    }
}
