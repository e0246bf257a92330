//! Where things are in Graph's answers: `secureScores`, one a day, and
//! `secureScoreControlProfiles`.

use super::history::{self, DayScore};
use super::place::Place;

/// The lists that pages of Graph wrap, or the lists as they stand.
pub(super) fn entries<'a, 'p>(pages: &'p [Place<'a, 'p>]) -> Vec<Place<'a, 'p>> {
    let mut lists = Vec::new();
    for page in pages {
        lists.push(if page.is_object() {
            page.field("value")
        } else {
            *page
        });
    }
    lists
}

/// What the files hold.
#[derive(Default)]
pub(super) struct Pages<'a, 'p> {
    pub(super) scores: Vec<Place<'a, 'p>>,
    pub(super) profiles: Vec<Place<'a, 'p>>,
}

impl<'a, 'p> Pages<'a, 'p> {
    /// Finds the pages in a file that has both under their names, or is one of them. Which of
    /// them, its first entry tells: only scores have `controlScores`.
    pub(super) fn find(&mut self, file: &'p Place<'a, 'p>) {
        let scores = file.field("secureScores");
        let profiles = file.field("secureScoreControlProfiles");
        if scores.is_present() {
            self.scores.push(scores);
        }
        if profiles.is_present() {
            self.profiles.push(profiles);
        } else if !scores.is_present() && file.is_page() {
            if file.first_entry_has("controlScores") {
                self.scores.push(*file);
            } else {
                self.profiles.push(*file);
            }
        } else if !file.is_object() {
            file.object();
        }
    }

    /// Whether a page of the profiles is not there: every page but the last names the next one.
    pub(super) fn profiles_cut_off(&self) -> bool {
        let mut open = true;
        for page in &self.profiles {
            open &= page.field("@odata.nextLink").is_present();
        }
        open
    }
}

/// The score of the latest day; Graph sends it first, but a file may be put together otherwise.
/// Of the others only [`history`] is read.
pub(super) fn newest<'a, 'p>(lists: &'p [Place<'a, 'p>], nothing: Place<'a, 'p>) -> Place<'a, 'p> {
    let mut newest = nothing;
    let mut created = None;
    for scores in lists {
        if !newest.is_present() {
            newest = scores.element(0);
        }
        for score in scores.elements() {
            let day = score.time_if_any("createdDateTime");
            if !newest.is_present() || day > created {
                newest = score;
                created = day;
            }
        }
    }
    newest.object();
    newest
}

/// All days that there are.
pub(super) fn history(lists: &[Place<'_, '_>]) -> Vec<DayScore> {
    let mut days = Vec::new();
    for scores in lists {
        for score in scores.elements() {
            if let Some(day) = history::day(&score) {
                history::put(&mut days, day);
            }
        }
    }
    days
}
