//! The two pieces of an executor that tests of concurrency need.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

/// Lets other futures run that many times.
pub async fn turns(count: u32) {
    let mut left = count;
    poll_fn(|context| {
        if left == 0 {
            return Poll::Ready(());
        }
        left -= 1;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

/// Runs two futures in turn until both are done, the first one first.
pub async fn join<A, B>(first: impl Future<Output = A>, second: impl Future<Output = B>) -> (A, B) {
    let (mut first, mut second) = (pin!(first), pin!(second));
    let (mut first_done, mut second_done) = (None, None);
    poll_fn(|context| {
        if first_done.is_none()
            && let Poll::Ready(done) = first.as_mut().poll(context)
        {
            first_done = Some(done);
        }
        if second_done.is_none()
            && let Poll::Ready(done) = second.as_mut().poll(context)
        {
            second_done = Some(done);
        }
        match (first_done.take(), second_done.take()) {
            (Some(a), Some(b)) => Poll::Ready((a, b)),
            (a, b) => {
                (first_done, second_done) = (a, b);
                Poll::Pending
            }
        }
    })
    .await
}
