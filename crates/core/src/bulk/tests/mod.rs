mod common;
mod doubt;
mod kept;
mod orders;
mod rules;
mod selection;

use super::{Row, RowState, Run};
use crate::servicenow::{Outcome, Sent};
use crate::task::TicketType;
use crate::tickets::{CorrelationId, Ticket, TicketState};

fn task(at: usize) -> CorrelationId {
    CorrelationId::for_action("tenant", &format!("Action{at}"))
}

fn run(count: usize) -> Run {
    let row = |at| Row::new(&format!("Action{at}"), &format!("Title {at}"), task(at));
    Run::new((0..count).map(row).collect())
}

fn ticket(at: usize, open: bool) -> Ticket {
    Ticket {
        ticket_type: TicketType::ChangeRequest,
        sys_id: format!("{at:032x}"),
        number: format!("CHG{at:07}"),
        name: String::new(),
        state: TicketState {
            value: "-5".to_owned(),
            label: None,
        },
        priority: None,
        due: None,
        group: None,
        assignee: None,
        open,
        correlation: Some(task(at)),
        made_here: true,
        created: None,
        updated: None,
        closed: None,
    }
}

fn sent(at: usize, outcome: Outcome) -> Sent {
    Sent {
        ticket: ticket(at, true),
        outcome,
        priority_differs: false,
    }
}

fn states(run: &Run) -> Vec<&RowState> {
    run.rows().iter().map(|row| &row.state).collect()
}
