//! What an action's points and its ticket say of each other: whether the loop from the improvement
//! action to the work on it and back is closed.

use super::{ImprovementAction, Status};
use crate::date::Timestamp;
use crate::tickets::Ticket;

/// Secure Score takes up to two days to follow what was done.
const FOLLOWS_MS: i64 = 48 * 3_600_000;

/// What there is to say of an action and its ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FollowUp {
    /// The ticket is closed and points are left: the score may not have followed yet.
    Waits {
        /// When it has to have.
        by: Timestamp,
    },
    /// The same, and it is time: but the score that is shown is from before that.
    OldScore {
        /// When it has to have followed.
        by: Timestamp,
    },
    /// The ticket is closed, the score has had its time, and points are left.
    NotGained,
    /// All points are gained, and the ticket is open.
    StillOpen,
}

/// What is reported of an action, for somebody to do something about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Report {
    /// [`FollowUp::NotGained`]
    NotGained,
    /// [`FollowUp::StillOpen`]
    StillOpen,
}

impl Report {
    /// Both, in the order in which they are shown.
    pub const ALL: [Self; 2] = [Self::NotGained, Self::StillOpen];

    /// Its word in addresses.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NotGained => "not-gained",
            Self::StillOpen => "still-open",
        }
    }

    /// The inverse of [`Report::key`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.key() == key)
    }
}

impl FollowUp {
    /// What an action and the ticket that counts of it say. `seen` is the moment that the points are
    /// of. Without it, and where the points or their maximum are unknown, there is nothing to say of
    /// a closed ticket.
    ///
    /// Where the instance does not tell when a ticket was closed, its last change counts: it was
    /// closed no later. No points are expected of a ticket that was canceled, of a risk that was
    /// accepted, or of an action that Microsoft has retired.
    #[must_use]
    pub fn of(
        action: &ImprovementAction,
        ticket: &Ticket,
        seen: Option<Timestamp>,
        now: Timestamp,
    ) -> Option<Self> {
        let left = action.points_left()?;
        if ticket.open {
            let is_gained = left <= 0.0 && action.max_points? > 0.0;
            return is_gained.then_some(Self::StillOpen);
        }
        let is_decided = ticket.is_canceled() || action.status == Status::RiskAccepted;
        if left <= 0.0 || is_decided || action.deprecated {
            return None;
        }
        let closed = ticket.closed.or(ticket.updated)?;
        let by = Timestamp(closed.0.saturating_add(FOLLOWS_MS));
        Some(if seen? >= by {
            Self::NotGained
        } else if now < by {
            Self::Waits { by }
        } else {
            Self::OldScore { by }
        })
    }

    /// What of it is reported.
    #[must_use]
    pub fn report(self) -> Option<Report> {
        match self {
            Self::NotGained => Some(Report::NotGained),
            Self::StillOpen => Some(Report::StillOpen),
            Self::Waits { .. } | Self::OldScore { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secure_score::load;
    use crate::task::TicketType;
    use crate::tickets::TicketState;

    const HOUR: i64 = 3_600_000;
    /// When the ticket was closed.
    const CLOSED: i64 = 1000 * HOUR;

    fn action(points: &str, max: &str, state: &str, deprecated: bool) -> ImprovementAction {
        let control = match points {
            "" => String::new(),
            points => format!(r#"{{"controlName":"A","score":{points}}}"#),
        };
        let max = match max {
            "" => String::new(),
            max => format!(r#""maxScore":{max},"#),
        };
        let posture = load(&format!(
            r#"{{"secureScores":[{{"azureTenantId":"t","currentScore":1,"maxScore":9,
            "controlScores":[{control}]}}],"secureScoreControlProfiles":[{{"id":"A",{max}
            "deprecated":{deprecated},"controlStateUpdates":[{{"state":"{state}"}}]}}]}}"#
        ));
        (*posture.unwrap().actions[0]).clone()
    }

    fn ticket(ticket_type: TicketType, state: &str, open: bool, closed: Option<i64>) -> Ticket {
        Ticket {
            ticket_type,
            sys_id: "1".to_owned(),
            number: "1".to_owned(),
            name: String::new(),
            state: TicketState {
                value: state.to_owned(),
                label: None,
            },
            priority: None,
            due: None,
            group: None,
            assignee: None,
            open,
            correlation: None,
            made_here: true,
            created: None,
            updated: None,
            closed: closed.map(Timestamp),
        }
    }

    fn closed() -> Ticket {
        ticket(TicketType::Incident, "7", false, Some(CLOSED))
    }

    fn open() -> Ticket {
        ticket(TicketType::Incident, "2", true, None)
    }

    /// With a score of so many hours after the closing, looked at so many hours after it.
    #[track_caller]
    fn check(
        action: &ImprovementAction,
        ticket: &Ticket,
        (seen, now): (i64, i64),
        expected: Option<FollowUp>,
    ) {
        let at = |hours| Timestamp(CLOSED + hours * HOUR);
        let found = FollowUp::of(action, ticket, Some(at(seen)), at(now));
        assert_eq!(found, expected);
    }

    const BY: Timestamp = Timestamp(CLOSED + 48 * HOUR);
    const WAITS: Option<FollowUp> = Some(FollowUp::Waits { by: BY });
    const OLD: Option<FollowUp> = Some(FollowUp::OldScore { by: BY });
    const NOT_GAINED: Option<FollowUp> = Some(FollowUp::NotGained);
    const STILL_OPEN: Option<FollowUp> = Some(FollowUp::StillOpen);

    #[test]
    fn points_are_missed_once_the_score_has_had_its_time() {
        let (none, some) = (action("0", "10", "", false), action("7.5", "10", "", false));
        for action in [&none, &some] {
            check(action, &closed(), (-5, 1), WAITS);
            check(action, &closed(), (20, 47), WAITS);
            check(action, &closed(), (47, 48), OLD);
            check(action, &closed(), (20, 500), OLD);
            check(action, &closed(), (48, 48), NOT_GAINED);
            check(action, &closed(), (500, 500), NOT_GAINED);
            // A clock that is slow does not unsay what the score says.
            check(action, &closed(), (48, 2), NOT_GAINED);
            check(action, &open(), (500, 500), None);
        }
    }

    #[test]
    fn a_ticket_is_left_over_once_all_points_are_gained() {
        check(&action("10", "10", "", false), &open(), (0, 0), STILL_OPEN);
        check(
            &action("3.3333", "3.3333", "", false),
            &open(),
            (0, 0),
            STILL_OPEN,
        );
        check(
            &action("3.331", "3.3333", "", false),
            &open(),
            (0, 0),
            STILL_OPEN,
        );
        check(&action("9.9", "10", "", false), &open(), (0, 0), None);
        check(&action("12", "10", "", false), &open(), (0, 0), STILL_OPEN);
        check(&action("0", "0", "", false), &open(), (0, 0), None);
        check(&action("10", "10", "", false), &closed(), (500, 500), None);
    }

    #[test]
    fn of_what_is_not_known_nothing_is_said() {
        let unscored = action("", "10", "", false);
        let no_maximum = action("4", "", "", false);
        for action in [&unscored, &no_maximum] {
            check(action, &closed(), (500, 500), None);
            check(action, &open(), (500, 500), None);
        }
        let action = action("0", "10", "", false);
        let at = Timestamp(CLOSED + 500 * HOUR);
        assert_eq!(FollowUp::of(&action, &closed(), None, at), None);
    }

    #[test]
    fn the_last_change_stands_in_for_a_closing_that_is_not_told() {
        let action = action("0", "10", "", false);
        let mut ticket = ticket(TicketType::ChangeRequest, "3", false, None);
        check(&action, &ticket, (500, 500), None);
        ticket.updated = Some(Timestamp(CLOSED));
        check(&action, &ticket, (47, 47), WAITS);
        check(&action, &ticket, (48, 48), NOT_GAINED);
    }

    #[test]
    fn nothing_is_expected_of_what_nobody_was_to_do() {
        let canceled = [
            (TicketType::Incident, "8"),
            (TicketType::ChangeRequest, "4"),
        ];
        for (ticket_type, state) in canceled {
            let ticket = ticket(ticket_type, state, false, Some(CLOSED));
            check(&action("0", "10", "", false), &ticket, (500, 500), None);
        }
        check(
            &action("0", "10", "Ignored", false),
            &closed(),
            (500, 500),
            None,
        );
        check(&action("0", "10", "", true), &closed(), (500, 500), None);
        check(
            &action("0", "10", "Reviewed", false),
            &closed(),
            (500, 500),
            NOT_GAINED,
        );
    }

    #[test]
    fn a_report_comes_back_from_its_word() {
        for report in Report::ALL {
            assert_eq!(Report::from_key(report.key()), Some(report));
        }
        assert_eq!(Report::from_key("closed"), None);
        assert_eq!(FollowUp::NotGained.report(), Some(Report::NotGained));
        assert_eq!(FollowUp::StillOpen.report(), Some(Report::StillOpen));
        assert_eq!(FollowUp::Waits { by: BY }.report(), None);
        assert_eq!(FollowUp::OldScore { by: BY }.report(), None);
    }
}
