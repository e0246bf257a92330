//! Requests: signed in, tried again where that is safe, their failures explained.

use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::Rc;

use super::answer::{self, Answer};
use super::contact::Contact;
use super::{batch, columns, retry};
use crate::access::{Access, Proof, behind_proxy};
use crate::configuration::States;
use crate::error::{Endpoint, Error, Kind, Result, explain};
use crate::oauth::InstanceUrl;
use crate::oauth::form::encoded;
use crate::ports::{HttpFailure, Method, Ports, Request, Response};
use crate::task::TicketType;
use crate::tickets::Ticket;

const TIMEOUT_MS: u32 = 20_000;
/// Business rules and notifications make writing slower than reading.
const POST_TIMEOUT_MS: u32 = 30_000;
/// A slow line carries a file of ten megabytes in this time.
const FILE_TIMEOUT_MS: u32 = 300_000;

/// A ServiceNow instance, as the signed-in user may see it.
pub struct ServiceNow<P: Ports> {
    pub(super) ports: Rc<P>,
    access: Rc<dyn Access>,
    /// Whether the Batch API has not yet been found closed. It needs a CORS rule of its own.
    pub(super) try_batch: Cell<bool>,
    states: RefCell<Rc<States>>,
    pub(super) contact: RefCell<Contact>,
    /// Until when the instance has asked to be left alone, by the clock that never goes back.
    paused_until: Cell<u64>,
}

/// Why a request that changes something has no answer, and whether it may have been carried out.
pub(super) struct Failure {
    pub(super) error: Error,
    pub(super) doubt: bool,
}

/// What is sent, and how, if anything is.
type Body<'a> = Option<(Method, &'a str)>;

/// What comes of such a request.
pub(super) type Attempt<T> = std::result::Result<T, Failure>;

/// A question under way. On the heap, so that what waits for it need not hold, move and drop all
/// that a request is made of.
pub(super) type Asked<'a> = Pin<Box<dyn Future<Output = Result<Answer>> + 'a>>;

/// Nothing was sent, or it was refused.
impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self {
            error,
            doubt: false,
        }
    }
}

impl Failure {
    pub(super) fn after_sending(error: Error) -> Self {
        Self {
            doubt: error.leaves_doubt(),
            error,
        }
    }
}

impl<P: Ports> ServiceNow<P> {
    /// The instance that the access is for.
    #[must_use]
    pub fn new(ports: Rc<P>, access: Rc<dyn Access>) -> Self {
        Self {
            try_batch: Cell::new(batch::is_open(&*ports, access.instance())),
            ports,
            access,
            states: RefCell::default(),
            contact: RefCell::default(),
            paused_until: Cell::new(0),
        }
    }

    /// Says which states count as open from now on, and in what order they come.
    pub fn follow_states(&self, states: Rc<States>) {
        self.states.replace(states);
    }

    pub(super) fn states(&self) -> Rc<States> {
        self.states.borrow().clone()
    }

    /// What the answers have said of the connection.
    #[must_use]
    pub fn contact(&self) -> Contact {
        self.contact.borrow().clone()
    }

    /// Whether the instance has asked to be left alone for now (`Retry-After`): nothing is to be
    /// asked then that no person asks for.
    #[must_use]
    pub fn is_paused(&self) -> bool {
        self.ports.monotonic_ms() < self.paused_until.get()
    }

    /// When the proof ends by which requests are made, in milliseconds from now, where that is
    /// known.
    #[must_use]
    pub fn ends_in_ms(&self) -> Option<u64> {
        self.access.ends_in_ms()
    }

    /// Where a person sees the ticket in ServiceNow.
    #[must_use]
    pub fn record_url(&self, ticket: &Ticket) -> String {
        self.url_of(ticket.ticket_type, &ticket.sys_id)
    }

    /// The same of a ticket of which no more is known.
    #[must_use]
    pub fn url_of(&self, ticket_type: TicketType, sys_id: &str) -> String {
        record_url(self.instance(), ticket_type, sys_id)
    }

    /// The instance.
    #[must_use]
    pub fn instance(&self) -> &InstanceUrl {
        self.access.instance()
    }

    /// A GET, tried again while that may help.
    pub(super) fn get<'a>(&'a self, path: &'a str) -> Asked<'a> {
        Box::pin(self.repeat(path, None))
    }

    /// A POST that changes nothing, so that it may be sent again like a GET.
    pub(super) fn post_reading<'a>(&'a self, path: &'a str, body: &'a str) -> Asked<'a> {
        Box::pin(self.repeat(path, Some(body)))
    }

    /// A POST that changes something: sent once.
    pub(super) async fn post(&self, path: &str, body: &str) -> Attempt<Answer> {
        self.write(Method::Post, path, body).await
    }

    /// The same with another method.
    pub(super) async fn write(&self, method: Method, path: &str, body: &str) -> Attempt<Answer> {
        let body = Some((method, body));
        let response = self.exchange(path, body, POST_TIMEOUT_MS).await?;
        self.read(&response).map_err(Failure::after_sending)
    }

    /// A POST whose body is a file, sent once.
    pub(super) async fn post_file(
        &self,
        path: &str,
        content_type: &str,
        bytes: Vec<u8>,
    ) -> Attempt<Answer> {
        let url = self.instance().request_url(path);
        let mut proof = self.access.proof().await?;
        let mut refused = false;
        loop {
            let request = Request {
                method: Method::Post,
                url: url.clone(),
                headers: vec![
                    proof.header(),
                    ("Accept", "application/json".to_owned()),
                    ("Content-Type", content_type.to_owned()),
                ],
                body: None,
                cookies: proof.with_cookies(),
                timeout_ms: FILE_TIMEOUT_MS,
            };
            let response = match self.ports.send_file(request, &bytes).await {
                Ok(response) => response,
                Err(failure) => {
                    let error = explain(&*self.ports, failure, &url, Endpoint::Rest).await;
                    return Err(Failure::after_sending(error));
                }
            };
            if response.status != 401 {
                self.contact.borrow_mut().note(&response, self.ports.now());
                return self.read(&response).map_err(Failure::after_sending);
            }
            if refused {
                return Err(self.access.refused_twice().into());
            }
            refused = true;
            proof = self.access.after_refusal(&proof, &response).await?;
        }
    }

    pub(super) fn read(&self, response: &Response) -> Result<Answer> {
        let answer = answer::read(response, self.instance().host(), self.ports.now());
        answer.map_err(|error| {
            if let Kind::RateLimited {
                retry_after: Some(seconds),
            } = error.kind()
            {
                let until = self.ports.monotonic_ms() + u64::from(*seconds) * 1000;
                self.paused_until.set(until);
            }
            behind_proxy(self.instance(), error)
        })
    }

    async fn repeat(&self, path: &str, body: Option<&str>) -> Result<Answer> {
        let begun = self.ports.monotonic_ms();
        let mut failed = 0;
        loop {
            let body = body.map(|body| (Method::Post, body));
            let error = match self.exchange(path, body, TIMEOUT_MS).await {
                Ok(response) => match self.read(&response) {
                    Ok(answer) => return Ok(answer),
                    Err(error) => error,
                },
                Err(failure) => failure.error,
            };
            failed += 1;
            let pause = retry::pause_ms(&*self.ports, failed, &error);
            let spent = self.ports.monotonic_ms().saturating_sub(begun) + u64::from(pause);
            if !error.may_retry() || failed >= retry::TRIES || spent > retry::BUDGET_MS {
                return Err(error);
            }
            self.ports.sleep(pause).await;
        }
    }

    /// One request and its answer. A proof that is refused is replaced once. A refused request was
    /// not carried out.
    async fn exchange(&self, path: &str, body: Body<'_>, timeout_ms: u32) -> Attempt<Response> {
        let mut proof = self.access.proof().await?;
        let mut refused = false;
        loop {
            let response = self.deliver(path, body, timeout_ms, &proof).await?;
            if response.status != 401 {
                self.contact.borrow_mut().note(&response, self.ports.now());
                return Ok(response);
            }
            if refused {
                return Err(self.access.refused_twice().into());
            }
            refused = true;
            proof = self.access.after_refusal(&proof, &response).await?;
        }
    }

    async fn deliver(
        &self,
        path: &str,
        body: Body<'_>,
        timeout_ms: u32,
        proof: &Proof,
    ) -> Attempt<Response> {
        let url = self.instance().request_url(path);
        let mut headers = vec![proof.header(), ("Accept", "application/json".to_owned())];
        if body.is_some() {
            headers.push(("Content-Type", "application/json".to_owned()));
        }
        let request = Request {
            method: body.map_or(Method::Get, |(method, _)| method),
            url: url.clone(),
            headers,
            body: body.map(|(_, body)| body.to_owned()),
            cookies: proof.with_cookies(),
            timeout_ms,
        };
        match self.ports.send(request).await {
            Ok(response) => Ok(response),
            Err(failure) => {
                let error = explain(&*self.ports, failure, &url, Endpoint::Rest).await;
                Err(Failure::after_sending(error))
            }
        }
    }
}

/// Where a person sees the ticket in that instance, signed in here or not.
#[must_use]
pub fn record_url(instance: &InstanceUrl, ticket_type: TicketType, sys_id: &str) -> String {
    let table = columns::table(ticket_type);
    let record = [table, ".do?sys_id=", &encoded(sys_id)].concat();
    instance.join(&["/nav_to.do?uri=", &encoded(&record)].concat())
}

/// A request of an API with a token that nobody has: what comes back tells whether the API's CORS
/// rule lets this page ask with that method and these headers.
pub(super) async fn probe<P: Ports>(
    ports: &P,
    instance: &InstanceUrl,
    method: Method,
    path: &str,
) -> std::result::Result<Response, HttpFailure> {
    let nobody = ("Authorization", "Bearer snowline-check".to_owned());
    ask_once(ports, instance, nobody, method, path).await
}

/// A request of an API with a proof as a header, whatever comes of it.
pub(super) async fn ask_once<P: Ports>(
    ports: &P,
    instance: &InstanceUrl,
    proof: (&'static str, String),
    method: Method,
    path: &str,
) -> std::result::Result<Response, HttpFailure> {
    let mut headers = vec![proof, ("Accept", "application/json".to_owned())];
    let writes = method != Method::Get;
    if writes {
        headers.push(("Content-Type", "application/json".to_owned()));
    }
    ports
        .send(Request {
            method,
            url: instance.request_url(path),
            headers,
            body: writes.then(|| "{}".to_owned()),
            cookies: false,
            timeout_ms: TIMEOUT_MS,
        })
        .await
}
