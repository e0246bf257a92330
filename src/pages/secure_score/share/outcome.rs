//! How a row got its ticket, in a word or two.

use snowline_core::servicenow::Outcome;
use yew::AttrValue;

use crate::i18n::Messages;

/// How a row got its ticket.
pub(super) fn outcome(messages: &Messages, outcome: Outcome) -> AttrValue {
    messages.text(match outcome {
        Outcome::Created | Outcome::Reopened => "share.bulk.created",
        Outcome::FoundAfterDoubt => "share.bulk.found",
        Outcome::AlreadyThere => "share.bulk.wasThere",
    })
}
