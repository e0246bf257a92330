//! Futures side by side.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

type Pending<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// Runs all futures at once and gives their outputs in the order of the futures.
pub(super) async fn all<'a, T: 'a>(futures: impl Iterator<Item = Pending<'a, T>>) -> Vec<T> {
    let mut running: Vec<_> = futures.map(|future| (Some(future), None)).collect();
    poll_fn(|context| {
        let mut done = true;
        for (future, output) in &mut running {
            if let Some(pending) = future {
                match pending.as_mut().poll(context) {
                    Poll::Ready(value) => {
                        *output = Some(value);
                        *future = None;
                    }
                    Poll::Pending => done = false,
                }
            }
        }
        if done { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    running
        .into_iter()
        .filter_map(|(_, output)| output)
        .collect()
}
