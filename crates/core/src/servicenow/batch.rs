//! Many GETs in one request: one CORS preflight instead of many.

use super::answer::Answer;
use super::value::unexpected;
use super::{ServiceNow, base64};
use crate::error::{Error, Kind, Result};
use crate::join;
use crate::json::{Object, Value};
use crate::oauth::InstanceUrl;
use crate::ports::{Ports, Response, Store};
use crate::text::number;

const PATH: &str = "/api/now/v1/batch";
/// The key in `sessionStorage` of the Batch API's address where it was found closed: it is not
/// tried anew with every reload.
pub const CLOSED: &str = "snowline.batch";

/// Whether the Batch API of that instance was not found closed in this tab.
pub(super) fn is_open<P: Ports>(ports: &P, instance: &InstanceUrl) -> bool {
    ports.session_store().get(CLOSED) != Some(instance.request_url(PATH))
}

/// Forgets whether the Batch API was found closed in this tab: somebody may have opened it.
pub(super) fn forget<P: Ports>(ports: &P) {
    ports.session_store().remove(CLOSED);
}

impl<P: Ports> ServiceNow<P> {
    /// The answers to all those paths, each by itself. What the batch has answered is not asked
    /// for again, whatever the answer was.
    pub(super) async fn parts(&self, paths: &[String]) -> Result<Vec<Result<Answer>>> {
        let answers = self.get_all(paths, 0).await?;
        Ok(answers.into_iter().flatten().collect())
    }

    /// The answers to all those paths, in their order; there is one to each of the first `needed`,
    /// be it that it is forbidden. The others may fail by themselves.
    ///
    /// The Batch API needs a CORS rule of its own and may be forbidden. Then the paths are asked
    /// for one by one, side by side, and for as long as the tab is open, too. So are those that it
    /// had no time for, and of those that are needed the ones that failed by what may pass: alone
    /// they are tried again, and fail for good.
    pub(super) async fn get_all(
        &self,
        paths: &[String],
        needed: usize,
    ) -> Result<Vec<Option<Result<Answer>>>> {
        let mut answers = self.batched(paths).await?;
        let mut singles: Vec<join::Task<'_>> = Vec::new();
        for (at, (path, answer)) in paths.iter().zip(&mut answers).enumerate() {
            let is_needed = at < needed;
            let is_known = match answer {
                Some(Err(error)) => !(is_needed && may_pass_alone(error)),
                Some(Ok(_)) => true,
                None => false,
            };
            if !is_known {
                singles.push(Box::pin(async move {
                    let alone = self.get(path).await;
                    match alone {
                        Err(error) if is_needed && !is_forbidden(&error) => return Err(error),
                        alone => *answer = Some(alone),
                    }
                    Ok(())
                }));
            }
        }
        join::all(singles).await?;
        Ok(answers)
    }

    /// What the Batch API answers for each of those paths. A place is empty where it answers
    /// nothing, and all are where it is closed: then it is not asked again.
    pub(super) async fn batched(&self, paths: &[String]) -> Result<Vec<Option<Result<Answer>>>> {
        let mut answers = Vec::new();
        answers.resize_with(paths.len(), || None);
        if self.try_batch.get() {
            match self.batch(paths, &mut answers).await {
                Err(error) if is_closed(&error) => {
                    self.try_batch.set(false);
                    let address = self.instance().request_url(PATH);
                    self.ports.session_store().set(CLOSED, &address);
                }
                other => other?,
            }
        }
        Ok(answers)
    }

    async fn batch(&self, paths: &[String], answers: &mut [Option<Result<Answer>>]) -> Result<()> {
        let mut parts = String::from("[");
        for (id, path) in paths.iter().enumerate() {
            if id > 0 {
                parts.push(',');
            }
            parts.push_str(&part(id, path));
        }
        parts.push(']');
        let body = Object::new()
            .text("batch_request_id", "1")
            .json("rest_requests", &parts)
            .end();
        let whole = self.post_reading(PATH, &body).await?;
        let Some(Value::Array(serviced)) = whole.json.get("serviced_requests") else {
            return Err(unexpected("serviced_requests"));
        };
        for part in serviced {
            let id = part
                .text("id")
                .and_then(|id| usize::try_from(number(id)?).ok());
            if let Some(place) = id.and_then(|id| answers.get_mut(id))
                && let Some(response) = response(part)
            {
                *place = Some(self.read(&response));
            }
        }
        Ok(())
    }
}

fn part(id: usize, path: &str) -> String {
    const HEADERS: &str = r#"[{"name":"Accept","value":"application/json"}]"#;
    Object::new()
        .text("id", &id.to_string())
        .text("method", "GET")
        .text("url", path)
        .json("headers", HEADERS)
        // Only a list has one that tells something: how many records there are.
        .flag(
            "exclude_response_headers",
            !path.starts_with("/api/now/table/"),
        )
        .end()
}

fn response(part: &Value) -> Option<Response> {
    let status = part.get("status_code")?.as_u64()?.try_into().ok()?;
    let body = base64::decode(part.text("body")?)?;
    let body = String::from_utf8_lossy(&body).into_owned();
    let mut headers = Vec::new();
    if let Some(Value::Array(pairs)) = part.get("headers") {
        for pair in pairs {
            if let (Some(name), Some(value)) = (pair.text("name"), pair.text("value")) {
                headers.push((name.to_ascii_lowercase(), value.to_owned()));
            }
        }
    }
    Some(Response {
        status,
        headers,
        body,
    })
}

/// Whether what failed in a batch may go well alone. To ask more of an instance that asks for a
/// pause would not.
fn may_pass_alone(error: &Error) -> bool {
    error.may_retry() && !matches!(error.kind(), Kind::RateLimited { .. })
}

/// Whether the user may not have the answer.
pub(super) fn is_forbidden(error: &Error) -> bool {
    matches!(error.kind(), Kind::Forbidden { .. })
}

/// Whether the Batch API is out of reach, while other APIs may not be.
fn is_closed(error: &Error) -> bool {
    matches!(
        error.kind(),
        Kind::RestApiHidden { .. }
            | Kind::Forbidden { .. }
            | Kind::NotFound
            | Kind::Refused { .. }
            | Kind::NotJson { .. }
            | Kind::UnexpectedShape { .. }
    )
}
