//! Words for what the score says.

use snowline_core::secure_score::{ImprovementAction, Rating, Status};
use snowline_core::task::Category;
use yew::AttrValue;

use crate::app::App;
use crate::i18n::Messages;
use crate::later::source::Source;

/// What the page is called.
#[must_use]
pub(super) fn page(app: &App) -> &'static str {
    match app.is_compliance() {
        true => "nav.complianceScore",
        false => "nav.secureScore",
    }
}

/// The way back to it.
#[must_use]
pub(super) fn back(app: &App) -> &'static str {
    match app.is_compliance() {
        true => "score.back.compliance",
        false => "score.back",
    }
}

/// Whether the host passes in what there is, so that nothing speaks of exports.
#[must_use]
pub(super) fn are_given(app: &App) -> bool {
    app.is_compliance() || Source::of(app).is_some_and(|source| source.is_list())
}

/// A status.
#[must_use]
pub(super) fn status(messages: &Messages, status: Status) -> AttrValue {
    messages.text(match status {
        Status::ToAddress => "status.toAddress",
        Status::Planned => "status.planned",
        Status::RiskAccepted => "status.riskAccepted",
        Status::ThirdParty => "status.thirdParty",
        Status::AlternateMitigation => "status.alternateMitigation",
        Status::Completed => "status.completed",
    })
}

/// A rating.
#[must_use]
pub(super) fn rating(messages: &Messages, rating: Rating) -> AttrValue {
    messages.text(match rating {
        Rating::NotRated => "rating.notRated",
        Rating::Low => "rating.low",
        Rating::Moderate => "rating.moderate",
        Rating::High => "rating.high",
    })
}

/// A category by its word in addresses: one of the five in the person's language, else as it is.
#[must_use]
pub(super) fn category_of_word(messages: &Messages, word: &str) -> AttrValue {
    match Category::from_key(word) {
        Some(category) => messages.text(&["category.", category.key()].concat()),
        None => word.to_owned().into(),
    }
}

/// An action's category: one of the five in the person's language, else as the file has it.
#[must_use]
pub(super) fn category(messages: &Messages, action: &ImprovementAction) -> AttrValue {
    category_of_word(messages, action.category_word())
}

/// `Account breach · Core`; what is not known is left out.
#[must_use]
pub(super) fn threats_and_tier(action: &ImprovementAction) -> String {
    let mut text = joined(&action.threats);
    if !text.is_empty() && !action.tier.is_empty() {
        text.push_str(" \u{b7} ");
    }
    text.push_str(&action.tier);
    text
}

/// `Account breach, Data spillage`
#[must_use]
pub(super) fn joined(words: &[String]) -> String {
    let mut text = String::new();
    for word in words {
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(word);
    }
    text
}
