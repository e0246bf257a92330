//! Where things are in Graph's answers: `secureScores`, one a day, and
//! `secureScoreControlProfiles`.

use super::place::Place;

/// The list that a page of Graph wraps, or the list as it stands.
pub(super) fn entries<'a, 'p>(page: &'p Place<'a, 'p>) -> Place<'a, 'p> {
    if page.is_object() {
        page.field("value")
    } else {
        *page
    }
}

/// The score of the latest day; Graph sends it first, but a file may be put together otherwise.
/// The others are not looked at.
pub(super) fn newest<'a, 'p>(scores: &'p Place<'a, 'p>) -> Place<'a, 'p> {
    let mut newest = scores.element(0);
    let mut created = None;
    for score in scores.elements() {
        let day = score.time_if_any("createdDateTime");
        if !newest.is_present() || day > created {
            newest = score;
            created = day;
        }
    }
    newest.object();
    newest
}
