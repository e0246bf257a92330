//! Answers that arrive in part.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use http_body::Frame;

/// The answer announces its whole length and ends half way: the connection is
/// cut there.
pub(super) async fn off(answer: Response) -> Response {
    let (mut parts, half, length) = halved(answer).await;
    parts.headers.insert(header::CONTENT_LENGTH, length.into());
    let body = BreaksOff {
        half: Some(half),
        has_waited: false,
    };
    Response::from_parts(parts, Body::new(body))
}

/// The answer is whole by its length, but half of its text is missing, so
/// that nothing can read it as JSON.
pub(super) async fn json(answer: Response) -> Response {
    let (mut parts, half, _) = halved(answer).await;
    parts.headers.remove(header::CONTENT_LENGTH);
    let kind = HeaderValue::from_static("application/json;charset=UTF-8");
    parts.headers.insert(header::CONTENT_TYPE, kind);
    let body = match half.is_empty() {
        // Nothing is no JSON either, but no more than an answer without a body.
        true => Bytes::from_static(b"{\"result\":"),
        false => half,
    };
    Response::from_parts(parts, Body::from(body))
}

async fn halved(answer: Response) -> (axum::http::response::Parts, Bytes, usize) {
    let (parts, body) = answer.into_parts();
    // Its own answer, which is in memory already.
    let whole = to_bytes(body, usize::MAX).await.unwrap_or_default();
    // An answer without a body has to have one to be cut short.
    let length = whole.len().max(2);
    (parts, whole.slice(..whole.len() / 2), length)
}

/// The first half of a body, then an error, at which the server closes.
struct BreaksOff {
    half: Option<Bytes>,
    has_waited: bool,
}

impl HttpBody for BreaksOff {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(half) = self.half.take() {
            return Poll::Ready(Some(Ok(Frame::data(half))));
        }
        // The server sends what it has only while it has to wait.
        if !self.has_waited {
            self.has_waited = true;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(Some(Err(io::ErrorKind::UnexpectedEof.into())))
    }
}
