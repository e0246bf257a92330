//! Many GETs in one request: one CORS preflight instead of many.

use serde_json::{Value, json};

use super::answer::Answer;
use super::{ServiceNow, base64, join};
use crate::error::{Error, Kind, Result};
use crate::ports::{Ports, Response};

impl<P: Ports> ServiceNow<P> {
    /// The answers to all those paths, in their order.
    ///
    /// The Batch API needs a CORS rule of its own and may be forbidden. Then the paths are asked
    /// for one by one, side by side, and for the rest of the session, too.
    pub(super) async fn get_all(&self, paths: &[String]) -> Result<Vec<Answer>> {
        let mut answers: Vec<Option<Answer>> = paths.iter().map(|_| None).collect();
        if self.try_batch.get() {
            match self.batch(paths, &mut answers).await {
                Err(error) if is_closed(&error) => self.try_batch.set(false),
                other => other?,
            }
        }
        let missing = paths
            .iter()
            .zip(&mut answers)
            .filter(|(_, answer)| answer.is_none());
        let singles = missing.map(
            |(path, answer)| -> std::pin::Pin<Box<dyn Future<Output = _>>> {
                Box::pin(async move {
                    *answer = Some(self.get(path).await?);
                    Ok::<(), Error>(())
                })
            },
        );
        for outcome in join::all(singles).await {
            outcome?;
        }
        Ok(answers.into_iter().flatten().collect())
    }

    /// Fills in those answers that the instance had the time to give.
    async fn batch(&self, paths: &[String], answers: &mut [Option<Answer>]) -> Result<()> {
        let requests: Vec<Value> = paths
            .iter()
            .enumerate()
            .map(|(id, path)| part(id, path))
            .collect();
        let body = json!({ "batch_request_id": "1", "rest_requests": requests }).to_string();
        let whole = self.post_reading("/api/now/v1/batch", &body).await?;
        let Some(Value::Array(serviced)) = whole.json.get("serviced_requests") else {
            return Err(super::value::unexpected("serviced_requests"));
        };
        for (at, part) in serviced.iter().enumerate() {
            let id = part
                .get("id")
                .and_then(Value::as_str)
                .and_then(|id| id.parse::<usize>().ok());
            let place = id.and_then(|id| answers.get_mut(id));
            let (Some(place), Some(response)) = (place, response(part)) else {
                return Err(super::value::unexpected(&format!(
                    "serviced_requests[{at}]"
                )));
            };
            *place = Some(self.read(&response)?);
        }
        Ok(())
    }
}

fn part(id: usize, path: &str) -> Value {
    json!({
        "id": id.to_string(),
        "method": "GET",
        "url": path,
        "headers": [{ "name": "Accept", "value": "application/json" }],
        "exclude_response_headers": true,
    })
}

fn response(part: &Value) -> Option<Response> {
    let status = part.get("status_code")?.as_u64()?.try_into().ok()?;
    let body = base64::decode(part.get("body")?.as_str()?)?;
    let body = String::from_utf8(body).ok()?;
    Some(Response {
        status,
        headers: Vec::new(),
        body,
    })
}

/// Whether the Batch API itself is out of reach. An error of one of its parts has the same
/// kinds; asking for that part alone then gives the same error again.
fn is_closed(error: &Error) -> bool {
    matches!(
        error.kind(),
        Kind::RestApiHidden { .. }
            | Kind::Forbidden { .. }
            | Kind::NotFound
            | Kind::Refused { .. }
            | Kind::NotJson { .. }
    )
}
