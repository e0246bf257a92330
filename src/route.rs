//! The typed routes. In a static bundle they live in the address's fragment, so that the bundle
//! works from any folder of a file host; embedded they live in memory, and the host's address is
//! left alone.

use std::borrow::Cow;

use snowline_core::task::TicketType;

/// What stands in an action's place for those that are shared in one go.
const SHARE: &str = "share";

/// A page of Snowline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// `/`: the cards, or the invitation to connect.
    Home,
    /// `/secure-score`: the score and the list of improvement actions.
    SecureScore,
    /// `/secure-score/share`: those that are chosen, on their way to their tickets.
    Share,
    /// `/secure-score/{id}`: one improvement action.
    Action(String),
    /// `/tickets/change` and `/tickets/incident`: all tickets of a type.
    Tickets(TicketType),
    /// `/tickets/change/{sys_id}` and `/tickets/incident/{sys_id}`: one ticket.
    Ticket(TicketType, String),
    /// `/ticketProvisioning`: the connection.
    Provisioning,
    /// `/configuration`: what is set for the tickets.
    Configuration,
    /// `/data`: which data goes where.
    Data,
    /// Anything else.
    NotFound,
}

impl Route {
    /// Reads a path; a query behind it is [`query_of`]'s.
    #[must_use]
    pub fn parse(path: &str) -> Self {
        let path = path.split('?').next().unwrap_or_default();
        let mut segments = path.split('/').filter(|segment| !segment.is_empty());
        let route = match segments.next() {
            None => Self::Home,
            Some("secure-score") => match segments.next() {
                None => Self::SecureScore,
                Some(SHARE) => Self::Share,
                Some(id) => decode(id).map_or(Self::NotFound, Self::Action),
            },
            Some("tickets") => match (
                segments.next().and_then(TicketType::from_key),
                segments.next(),
            ) {
                (Some(ticket_type), None) => Self::Tickets(ticket_type),
                (Some(ticket_type), Some(id)) => match decode(id) {
                    Some(id) => Self::Ticket(ticket_type, id),
                    None => Self::NotFound,
                },
                (None, _) => Self::NotFound,
            },
            Some("ticketProvisioning") => Self::Provisioning,
            Some("configuration") => Self::Configuration,
            Some("data") => Self::Data,
            Some(_) => Self::NotFound,
        };
        match segments.next() {
            None => route,
            Some(_) => Self::NotFound,
        }
    }

    /// The path that [`Route::parse`] reads back.
    #[must_use]
    pub fn path(&self) -> Cow<'static, str> {
        match self {
            Self::Home | Self::NotFound => "/".into(),
            Self::SecureScore => "/secure-score".into(),
            Self::Share => "/secure-score/share".into(),
            // An action may be called like that, too.
            Self::Action(id) if id == SHARE => "/secure-score/%73hare".into(),
            Self::Action(id) => ["/secure-score/", encode(id).as_str()].concat().into(),
            Self::Tickets(ticket_type) => ["/tickets/", ticket_type.key()].concat().into(),
            Self::Ticket(ticket_type, id) => ["/tickets/", ticket_type.key(), "/", &encode(id)]
                .concat()
                .into(),
            Self::Provisioning => "/ticketProvisioning".into(),
            Self::Configuration => "/configuration".into(),
            Self::Data => "/data".into(),
        }
    }
}

/// What stands behind the question mark of a path: how the page is to show what it has.
#[must_use]
pub fn query_of(path: &str) -> &str {
    path.split_once('?').map_or("", |(_, query)| query)
}

/// A path with a query behind it, if there is one.
#[must_use]
pub fn with_query(path: &str, query: &str) -> String {
    match query {
        "" => path.to_owned(),
        query => [path, "?", query].concat(),
    }
}

fn encode(segment: &str) -> String {
    js_sys::encode_uri_component(segment).into()
}

fn decode(segment: &str) -> Option<String> {
    js_sys::decode_uri_component(segment).ok().map(Into::into)
}
