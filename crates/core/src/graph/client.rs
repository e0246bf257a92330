//! Requests to Graph: with a token, page by page, again where that helps.

use std::rc::Rc;

use super::answer::{self, Otherwise, Page};
use super::fault::Fault;
use super::{HISTORY, PROFILES, SCORE, pages};
use crate::access::{Access, Proof};
use crate::error::{Error, Kind, Result};
use crate::json::Value;
use crate::ports::{HttpFailure, Method, Ports, Request};
use crate::secure_score::{self, DayScore, Posture};

const TIMEOUT_MS: u32 = 30_000;
/// A page has some two hundred profiles, and Microsoft has some hundreds in all.
const MOST_PAGES: usize = 25;
/// Nobody waits for longer than this while Graph throttles, all waits together.
const LONGEST_WAIT_S: u32 = 120;
/// What is waited for where Graph does not say how long.
const OWN_WAIT_S: u32 = 5;
/// The same where somebody waits for one thing to be done.
const SHORT_WAIT_S: u32 = 20;
/// So often a failure of Graph's is met with another try.
const TRIES: u32 = 3;

/// How far reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// So many control profiles are here.
    Profiles(usize),
    /// Graph asks to wait for so many seconds.
    Waiting(u32),
}

/// Microsoft Graph, as the signed-in person may see it.
pub struct Graph<P: Ports> {
    ports: Rc<P>,
    access: Rc<dyn Access>,
}

/// Why a question has no answer.
pub(super) enum Trouble {
    /// Graph refused, or failed.
    Fault(Fault),
    /// It was not asked, or not heard.
    Error(Error),
}

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

impl From<Trouble> for Error {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Fault(fault) => fault.into(),
            Trouble::Error(error) => error,
        }
    }
}

/// What is left of what one list, or one thing to be done, may cost.
pub(super) struct Patience {
    wait_s: u32,
    tries: u32,
}

impl<P: Ports> Graph<P> {
    /// The Graph whose origin the access is for.
    #[must_use]
    pub fn new(ports: Rc<P>, access: Rc<dyn Access>) -> Self {
        Self { ports, access }
    }

    /// Today's score and all profiles, joined.
    ///
    /// # Errors
    /// Those of [`Fault`], [`Kind::Offline`], and those of the access.
    pub async fn score(&self, on_progress: &dyn Fn(Progress)) -> Result<Posture> {
        // One score is one page, although it names a next one: the day before.
        let scores = self.list(SCORE, 1, &|_| {}, on_progress).await?;
        if scores.is_empty() {
            return Err(Fault::NoScore.into());
        }
        let count = |count| on_progress(Progress::Profiles(count));
        let profiles = self.list(PROFILES, MOST_PAGES, &count, on_progress).await?;
        secure_score::of_answers(scores, profiles).map_err(|error| match error.kind() {
            Kind::FileShape { path, .. } | Kind::FileFieldMissing { path, .. } => {
                let path = path.clone();
                Fault::Shape { path }.into()
            }
            _ => error,
        })
    }

    /// The days that Microsoft keeps, the oldest first.
    ///
    /// # Errors
    /// As [`Graph::score`].
    pub async fn history(&self) -> Result<Vec<DayScore>> {
        // As many as are kept are asked for: what a further page would have is older still.
        let scores = self.list(HISTORY, 1, &|_| {}, &|_| {}).await?;
        Ok(secure_score::history_of(&scores))
    }

    /// The entries of a list: of all its pages, or of the first where one is enough.
    async fn list(
        &self,
        path: &str,
        most: usize,
        on_count: &dyn Fn(usize),
        on_progress: &dyn Fn(Progress),
    ) -> Result<Vec<Value>> {
        let mut patience = Patience::new();
        let mut url = self.access.instance().request_url(path);
        let mut entries = Vec::new();
        for _ in 0..most {
            let page = self.page(&url, &mut patience, on_progress).await?;
            entries.extend(page.entries);
            on_count(entries.len());
            match page.next {
                Some(next) if most > 1 => {
                    url = pages::same_origin(next, self.access.instance())?;
                }
                _ => return Ok(entries),
            }
        }
        Err(Fault::Endless { pages: most }.into())
    }

    async fn page(
        &self,
        url: &str,
        patience: &mut Patience,
        on_progress: &dyn Fn(Progress),
    ) -> Result<Page> {
        let question = (Method::Get, url, None);
        let body = self.ask(question, patience, on_progress).await;
        Ok(answer::page(body.map_err(Error::from)?)?)
    }

    /// Asks below Graph's address, without saying how far it is.
    pub(super) async fn ask_at(
        &self,
        method: Method,
        path: &str,
        body: Option<&str>,
        patience: &mut Patience,
    ) -> std::result::Result<Value, Trouble> {
        let url = self.access.instance().request_url(path);
        let question = (method, url.as_str(), body);
        self.ask(question, patience, &|_| {}).await
    }

    /// Gives it time before the next question.
    pub(super) async fn pause(&self, ms: u32) {
        self.ports.sleep(ms).await;
    }

    async fn ask(
        &self,
        question: (Method, &str, Option<&str>),
        patience: &mut Patience,
        on_progress: &dyn Fn(Progress),
    ) -> std::result::Result<Value, Trouble> {
        let mut proof = self.access.proof().await.map_err(of_access)?;
        let mut refused = false;
        loop {
            let response = match self.ports.send(request(question, &proof)).await {
                Ok(response) => response,
                Err(failure) => return Err(self.unanswered(failure).into()),
            };
            match answer::read(&response, self.ports.now()) {
                Ok(body) => return Ok(body),
                Err(Otherwise::Stop(fault)) => return Err(fault.into()),
                Err(Otherwise::NewToken(fault)) if refused => return Err(fault.into()),
                Err(Otherwise::NewToken(_)) => {
                    refused = true;
                    let another = self.access.after_refusal(&proof, &response).await;
                    proof = another.map_err(of_access)?;
                }
                Err(Otherwise::Again(asked, fault)) => {
                    let seconds = patience.wait_for(asked, &fault).ok_or(fault)?;
                    on_progress(Progress::Waiting(seconds));
                    self.ports.sleep(seconds.saturating_mul(1000)).await;
                }
            }
        }
    }

    fn unanswered(&self, _: HttpFailure) -> Error {
        if !self.ports.online() {
            return Kind::Offline.into();
        }
        let host = self.access.instance().host().to_owned();
        Fault::Unreachable { host }.into()
    }
}

impl Patience {
    fn new() -> Self {
        Self {
            wait_s: LONGEST_WAIT_S,
            tries: TRIES,
        }
    }

    pub(super) fn short() -> Self {
        Self {
            wait_s: SHORT_WAIT_S,
            tries: TRIES,
        }
    }

    /// How long to wait before another try, if there is to be one. Being throttled is no failure:
    /// only the waiting has an end.
    fn wait_for(&mut self, asked: Option<u32>, fault: &Fault) -> Option<u32> {
        if !matches!(fault, Fault::Throttled { .. }) {
            self.tries = self.tries.checked_sub(1).filter(|left| *left > 0)?;
        }
        let seconds = asked.unwrap_or(OWN_WAIT_S).max(1);
        self.wait_s = self.wait_s.checked_sub(seconds)?;
        Some(seconds)
    }
}

fn request((method, url, body): (Method, &str, Option<&str>), proof: &Proof) -> Request {
    let json = || "application/json".to_owned();
    let mut headers = vec![proof.header(), ("Accept", json())];
    if body.is_some() {
        headers.push(("Content-Type", json()));
    }
    Request {
        method,
        url: url.to_owned(),
        headers,
        body: body.map(str::to_owned),
        cookies: false,
        timeout_ms: TIMEOUT_MS,
    }
}

/// What an access says of ServiceNow's tokens, said of Graph's.
fn of_access(error: Error) -> Error {
    match error.kind() {
        Kind::HostTokenFailed { reason } => {
            let reason = reason.clone();
            Fault::TokenFailed { reason }.into()
        }
        Kind::HostTokenUnusable => Fault::TokenUnusable.into(),
        _ => error,
    }
}
