//! Several things at once.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

use crate::error::Result;

/// Something under way, which leaves what it finds where it was told to. On the heap and without
/// a type of its own, because every type of future is code again.
pub type Task<'a> = Pin<Box<dyn Future<Output = Result<()>> + 'a>>;

/// Runs all to their ends.
///
/// # Errors
/// That of the first in the list that failed.
pub async fn all(mut tasks: Vec<Task<'_>>) -> Result<()> {
    let mut outcomes: Vec<Option<Result<()>>> = vec![None; tasks.len()];
    poll_fn(|context| {
        let mut done = true;
        for (task, outcome) in tasks.iter_mut().zip(&mut outcomes) {
            if outcome.is_none() {
                match task.as_mut().poll(context) {
                    Poll::Ready(value) => *outcome = Some(value),
                    Poll::Pending => done = false,
                }
            }
        }
        if done { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    for outcome in outcomes.into_iter().flatten() {
        outcome?;
    }
    Ok(())
}
