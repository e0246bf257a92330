//! The actions that a filter lets through, in their order and groups.

use std::cmp::Ordering;
use std::rc::Rc;

use super::{ActionFilter, ActionSort, GroupBy};
use crate::secure_score::ImprovementAction;

/// Actions under one heading; never none.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The actions, in their order.
    pub actions: Vec<Rc<ImprovementAction>>,
}

/// What a list shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arranged {
    /// The groups, the one with the most points left first; one alone where there are no groups.
    pub groups: Vec<Group>,
    /// How many actions there are in all of them.
    pub total: usize,
}

impl Arranged {
    /// A page of it: the groups that have a place on it, each with what of it is on the page.
    #[must_use]
    pub fn page(&self, offset: usize, size: usize) -> Vec<(&Group, &[Rc<ImprovementAction>])> {
        let (mut skip, mut room) = (offset, size);
        let mut shown = Vec::new();
        for group in &self.groups {
            let from = skip.min(group.actions.len());
            skip = skip.saturating_sub(from);
            let rest = group.actions.get(from..).unwrap_or_default();
            let part = rest.get(..room).unwrap_or(rest);
            room = room.saturating_sub(part.len());
            if !part.is_empty() {
                shown.push((group, part));
            }
        }
        shown
    }
}

impl ActionFilter {
    /// The actions that it lets through, in their order and groups. `has_ticket` says whether the
    /// action of an ID has a ticket, `None` where that is not known, which leaves nothing out. The
    /// `lower_case` is the browser's: the standard library's tables weigh 4 KiB.
    #[must_use]
    pub fn arrange(
        &self,
        actions: &[Rc<ImprovementAction>],
        has_ticket: &dyn Fn(&str) -> Option<bool>,
        lower_case: fn(&str) -> String,
    ) -> Arranged {
        let words = lower_case(&self.text);
        // The browser is asked for a thousand titles only where they matter.
        let by_title = !words.is_empty() || self.order.by == ActionSort::Title;
        let mut found = Vec::new();
        for action in actions {
            let ticket = |wanted| has_ticket(&action.id).is_none_or(|has| has == wanted);
            if self.lets_through(action) && self.ticket.is_none_or(ticket) {
                let title = match by_title {
                    true => lower_case(&action.title),
                    false => String::new(),
                };
                if has_words(&title, &words) {
                    found.push((title, action));
                }
            }
        }
        found.sort_by(|(title, action), (other_title, other)| {
            let ordering = match self.order.by {
                ActionSort::Points => return self.by_points(action, other),
                ActionSort::Title => title.cmp(other_title),
                ActionSort::Category => folded(action.category_word(), other.category_word()),
            };
            self.turned(ordering)
        });
        let total = found.len();
        let mut groups: Vec<Group> = Vec::new();
        for (_, action) in found {
            let is_its = |group: &&mut Group| {
                let first = group.actions.first();
                first.is_some_and(|first| self.are_together(first, action))
            };
            match groups.iter_mut().find(is_its) {
                Some(group) => group.actions.push(action.clone()),
                None => groups.push(Group {
                    actions: vec![action.clone()],
                }),
            }
        }
        groups.sort_by(|a, b| b.points_left().total_cmp(&a.points_left()));
        Arranged { groups, total }
    }

    fn lets_through(&self, action: &ImprovementAction) -> bool {
        let is = |wanted: &str, word: &str| wanted.is_empty() || wanted.eq_ignore_ascii_case(word);
        let mut threats = action.threats.iter();
        let can_gain = || action.points_left().is_some_and(|left| left > 0.0);
        is(&self.category, action.category_word())
            && self.status.is_none_or(|status| status == action.status)
            && is(&self.service, &action.service)
            && (self.threat.is_empty() || threats.any(|threat| is(&self.threat, threat)))
            && (!self.fixable || !action.deprecated && can_gain())
    }

    /// Those of unknown points come last either way.
    fn by_points(&self, action: &ImprovementAction, other: &ImprovementAction) -> Ordering {
        match (action.points_left(), other.points_left()) {
            (Some(left), Some(others)) => self.turned(left.total_cmp(&others)),
            (left, others) => left.is_none().cmp(&others.is_none()),
        }
    }

    fn turned(&self, ordering: Ordering) -> Ordering {
        match self.order.descending {
            true => ordering.reverse(),
            false => ordering,
        }
    }

    fn are_together(&self, action: &ImprovementAction, other: &ImprovementAction) -> bool {
        let ordering = match self.group {
            None => return true,
            Some(GroupBy::Category) => folded(action.category_word(), other.category_word()),
            Some(GroupBy::Service) => folded(&action.service, &other.service),
        };
        ordering == Ordering::Equal
    }
}

impl Group {
    /// The points that can still be gained with its actions, as far as they are known.
    #[must_use]
    pub fn points_left(&self) -> f64 {
        let left = self
            .actions
            .iter()
            .filter_map(|action| action.points_left());
        left.sum()
    }
}

/// The order of two words that case tells not apart.
pub(super) fn folded(one: &str, other: &str) -> Ordering {
    let (one, other) = (one.bytes(), other.bytes());
    one.map(|byte| byte.to_ascii_lowercase())
        .cmp(other.map(|byte| byte.to_ascii_lowercase()))
}

fn has_words(title: &str, words: &str) -> bool {
    let mut words = words.split_whitespace();
    words.all(|word| title.contains(word))
}
