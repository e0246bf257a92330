//! The data exchange page: which data goes where, by the lists that the requests are made by.

mod stored;
mod tables;

use std::rc::Rc;

use snowline_core::graph::{PROFILES, SENT as DECISION};
use snowline_core::oauth::{ASKING, REDEEMING, RENEWING};
use snowline_core::servicenow::MADE_HERE;
use snowline_core::servicenow::exchange::{FILES, READ, changed, left_word, sent, table};
use snowline_core::task::TicketType;
use snowline_core::task::footer::LABELS;
use yew::Html;

use crate::app::App;
use crate::browser::navigation;
use crate::components::PageHeading;
use crate::dom::{El, el};
use crate::later::source;
use crate::part::{Cx, Part, part};

use stored::stored;
use tables::{Row, code, table_of, words};

/// What the description's lines hold, in their order.
const LINES: [&str; LABELS.len()] = [
    "data.line.source",
    "data.line.category",
    "data.line.initiatedBy",
    "data.line.link",
    "data.line.follows",
];

/// The data exchange page.
pub struct DataExchange {
    /// What all parts share.
    pub app: Rc<App>,
}

impl Part for DataExchange {
    fn draw(&self, _: &mut Cx<'_>) -> Html {
        let messages = self.app.messages();
        let heading = PageHeading {
            app: self.app.clone(),
            title: messages.text("data.title"),
            more: el("p.muted").says(&messages, "data.lead").html(),
        };
        el("div.page narrow")
            .child(part(heading))
            .child(self.places())
            .child(self.tickets())
            .child(self.changes())
            .child(self.decisions())
            .child(self.read())
            .child(self.sign_in())
            .child(stored(&messages))
            .html()
    }
}

impl DataExchange {
    fn card(&self, id: &'static str, title: &str, what: &str) -> El {
        let messages = self.app.messages();
        el("section.card")
            .attr("aria-labelledby", id)
            .child(el("h2").attr("id", id).says(&messages, title))
            .child(el("p.muted").says(&messages, what))
    }

    /// Who is talked to at all.
    fn places(&self) -> El {
        let messages = self.app.messages();
        let connection = self.app.connection();
        let portal = navigation::origin();
        let mut rows = vec![Row(vec![
            code(&portal),
            words(&messages, "data.place.portal"),
        ])];
        rows.push(Row(match &connection.saved {
            Some(saved) => vec![
                code(&saved.instance_url),
                words(&messages, "data.place.instance"),
            ],
            None => vec![
                words(&messages, "data.place.noInstance"),
                words(&messages, "data.place.everything"),
            ],
        }));
        for (address, what) in source::addresses(&self.app) {
            rows.push(Row(vec![code(&address), words(&messages, what)]));
        }
        self.card("data-places", "data.places", "data.places.what")
            .child(table_of(
                &messages,
                &["data.column.address", "data.column.what"],
                rows,
            ))
    }

    /// What is sent with a ticket.
    fn tickets(&self) -> El {
        let messages = self.app.messages();
        let mut card = self.card("data-tickets", "data.tickets", "data.tickets.what");
        for ticket_type in TicketType::ALL {
            let rows = sent(ticket_type).iter().map(|(column, content)| {
                let what = messages.format(content.key(), &[("mark", MADE_HERE)]);
                Row(vec![code(column.as_str()), el("span").child(what)])
            });
            let heading = el("h3").child(code(table(ticket_type)));
            let columns = ["data.column.column", "data.column.what"];
            card = card
                .child(heading)
                .child(table_of(&messages, &columns, rows.collect()));
        }
        let lines = LABELS.iter().zip(LINES);
        let lines = lines.map(|(label, what)| Row(vec![code(label), words(&messages, what)]));
        let columns = ["data.column.line", "data.column.what"];
        let (word, columns_of_word) = left_word();
        let names = columns_of_word.map(|column| column.as_str()).join(", ");
        let word = [("table", word), ("columns", &names)];
        card.child(el("h3").says(&messages, "data.lines"))
            .child(table_of(&messages, &columns, lines.collect()))
            .child(el("p.muted").child(messages.format("data.leftWord", &word)))
    }

    /// What is sent when a ticket is changed.
    fn changes(&self) -> El {
        let messages = self.app.messages();
        let rows = changed()
            .into_iter()
            .map(|(column, what)| Row(vec![code(column.as_str()), words(&messages, what)]));
        let columns = ["data.column.column", "data.column.what"];
        let heading = el("h2").attr("id", "data-changes");
        let files = messages.format("data.change.file", &[("path", FILES)]);
        el("section.card")
            .attr("aria-labelledby", "data-changes")
            .child(heading.says(&messages, "data.changes"))
            .child(table_of(&messages, &columns, rows.collect()))
            .child(el("p.muted").child(files))
    }

    /// What is sent to Graph, where the host lets people change an action's status there.
    fn decisions(&self) -> Option<El> {
        if !source::writes(&self.app) {
            return None;
        }
        let messages = self.app.messages();
        let rows = DECISION.map(|(member, what)| Row(vec![code(member), words(&messages, what)]));
        let path = ["PATCH ", PROFILES, "/…"].concat();
        let what = messages.format("data.decide.what", &[("path", &path)]);
        let heading = el("h2").attr("id", "data-decide");
        let columns = ["data.member", "data.column.what"];
        let card = el("section.card")
            .attr("aria-labelledby", "data-decide")
            .child(heading.says(&messages, "data.decide"))
            .child(el("p.muted").child(what))
            .child(table_of(&messages, &columns, rows.into()));
        Some(card)
    }

    /// What is read.
    fn read(&self) -> El {
        let messages = self.app.messages();
        let rows = READ.iter().map(|read| {
            let columns = match read.columns {
                "" => words(&messages, "data.read.whole"),
                columns => code(&columns.replace(',', ", ")),
            };
            Row(vec![
                code(read.table),
                columns,
                words(&messages, read.what_for),
            ])
        });
        let columns = [
            "data.column.table",
            "data.column.columns",
            "data.column.for",
        ];
        self.card("data-read", "data.read", "data.read.what")
            .child(table_of(&messages, &columns, rows.collect()))
    }

    /// What a sign-in sends.
    fn sign_in(&self) -> El {
        let messages = self.app.messages();
        let row = |path: &str, names: &[&str], what: &str| {
            Row(vec![
                code(path),
                code(&names.join(", ")),
                words(&messages, what),
            ])
        };
        let rows = vec![
            row("/oauth_auth.do", &ASKING, "data.signIn.ask"),
            row("/oauth_token.do", &REDEEMING, "data.signIn.redeem"),
            row("/oauth_token.do", &RENEWING, "data.signIn.renew"),
            row("/oauth_revoke_token.do", &["token"], "data.signIn.revoke"),
        ];
        let columns = [
            "data.column.path",
            "data.column.parameters",
            "data.column.for",
        ];
        self.card("data-sign-in", "data.signIn", "data.signIn.what")
            .child(table_of(&messages, &columns, rows))
    }
}
