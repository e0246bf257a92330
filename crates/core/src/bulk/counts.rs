//! How far a run has come, in numbers.

/// How many rows have come how far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All.
    pub total: usize,
    /// Those for which a ticket was made.
    pub made: usize,
    /// Those that had an open one.
    pub there: usize,
    /// Those that failed.
    pub failed: usize,
    /// Those of which it stays unknown whether a ticket came of them.
    pub in_doubt: usize,
    /// Those of which it is not known yet.
    pub looked_for: usize,
    /// Those that are on their way.
    pub under_way: usize,
}

impl Counts {
    /// Those that are done with.
    #[must_use]
    pub fn settled(&self) -> usize {
        self.made + self.there + self.failed + self.in_doubt
    }

    /// Those without a ticket, for all that is known: to be sent, on their way, failed or in doubt.
    #[must_use]
    pub fn without_ticket(&self) -> usize {
        self.total.saturating_sub(self.made + self.there)
    }

    /// Those that are still to be sent or on their way.
    #[must_use]
    pub fn left(&self) -> usize {
        self.total.saturating_sub(self.settled())
    }
}
