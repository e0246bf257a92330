//! Which improvement action has which ticket. A page asks that for each of its actions with each
//! drawing, so however many there are, one is found in a few steps.

use std::rc::Rc;

use super::{CorrelationId, Ticket};

/// Tickets by the IDs of their actions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ByAction(Vec<(String, Rc<Ticket>)>);

impl ByAction {
    /// What was found for `tasks`: the ID of each action with that of its task. The first ticket of
    /// a task counts.
    #[must_use]
    pub fn of(tasks: &[(&str, CorrelationId)], found: Vec<(CorrelationId, Ticket)>) -> Self {
        let mut known: Vec<(&str, &str)> = Vec::new();
        for (action, id) in tasks {
            let place = known.partition_point(|(task, _)| *task <= id.task());
            known.insert(place, (id.task(), action));
        }
        let mut all = Self::default();
        for (id, ticket) in found {
            let place = known.partition_point(|(task, _)| *task < id.task());
            let of_task = known.get(place).filter(|(task, _)| *task == id.task());
            let Some((_, action)) = of_task else {
                continue;
            };
            if let Err(place) = all.search(action) {
                all.0.insert(place, ((*action).to_owned(), Rc::new(ticket)));
            }
        }
        all
    }

    /// The ticket of an action.
    #[must_use]
    pub fn find(&self, action: &str) -> Option<&Rc<Ticket>> {
        let place = self.search(action).ok()?;
        self.0.get(place).map(|(_, ticket)| ticket)
    }

    /// Puts it there, in place of what was known of that action.
    pub fn put(&mut self, action: String, ticket: Rc<Ticket>) {
        match self.search(&action) {
            Ok(place) => {
                if let Some((_, known)) = self.0.get_mut(place) {
                    *known = ticket;
                }
            }
            Err(place) => self.0.insert(place, (action, ticket)),
        }
    }

    /// Puts all of them there that another has.
    pub fn put_all(&mut self, other: Self) {
        for (action, ticket) in other.0 {
            self.put(action, ticket);
        }
    }

    fn search(&self, action: &str) -> Result<usize, usize> {
        self.0
            .binary_search_by(|(known, _)| known.as_str().cmp(action))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::task::TicketType;
    use crate::tickets::TicketState;

    fn ticket(number: &str) -> Ticket {
        Ticket {
            ticket_type: TicketType::Incident,
            sys_id: number.to_owned(),
            number: number.to_owned(),
            name: String::new(),
            state: TicketState {
                value: "1".to_owned(),
                label: None,
            },
            priority: None,
            due: None,
            group: None,
            assignee: None,
            open: true,
            correlation: None,
            made_here: true,
            created: None,
            updated: None,
            closed: None,
        }
    }

    fn number(all: &ByAction, action: &str) -> String {
        let found = all.find(action);
        found.map_or_else(String::new, |ticket| ticket.number.clone())
    }

    #[test]
    fn every_action_has_its_ticket_and_the_newest_counts() {
        let names: Vec<_> = (0..1000).map(|n| format!("A{}", n * 7 % 1000)).collect();
        let task = |action: &str| CorrelationId::for_action("t", action);
        let tasks: Vec<_> = names
            .iter()
            .map(|name| (name.as_str(), task(name)))
            .collect();
        let mut found: Vec<_> = names
            .iter()
            .map(|name| (task(name), ticket(name)))
            .collect();
        found.push((task("A3"), ticket("a second one")));
        found.push((task("of no action"), ticket("4")));
        let next = CorrelationId::parse("snowline/t/A1~2").unwrap();
        found.insert(0, (next, ticket("a successor")));
        let mut all = ByAction::of(&tasks, found);
        for name in names.iter().filter(|name| *name != "A1") {
            assert_eq!(number(&all, name), *name);
        }
        assert_eq!(number(&all, "A1"), "a successor");
        assert_eq!(number(&all, "of no action"), "");

        let mut newer = ByAction::default();
        newer.put("A3".to_owned(), Rc::new(ticket("old")));
        newer.put("A3".to_owned(), Rc::new(ticket("new")));
        newer.put("B".to_owned(), Rc::new(ticket("other")));
        all.put_all(newer);
        assert_eq!([number(&all, "A3"), number(&all, "B")], ["new", "other"]);
        assert_eq!(number(&all, "A4"), "A4");
    }
}
