//! The results as a file.

use snowline_core::Error;
use snowline_core::bulk::{Fault, RowState};
use snowline_core::ports::Clock;
use snowline_core::servicenow::record_url;
use snowline_core::tickets::csv;
use yew::AttrValue;

use crate::app::App;
use crate::browser::{Browser, download};
use crate::bulk::Sharing;
use crate::components::part_of;

use super::outcome::outcome;

/// Gives the person the results of all rows as comma-separated values.
pub(super) fn save(app: &App, sharing: &Sharing) {
    let day = Browser::new().now().utc_date();
    let day = day.map(|day| day.to_iso()).unwrap_or_default();
    let name = ["snowline-share-", &day, ".csv"].concat();
    download::save(&name, "text/csv", &text(app, sharing));
}

fn text(app: &App, sharing: &Sharing) -> String {
    let instance = sharing.instance();
    let given = app.connection().servicenow.clone();
    // A page that supplies tokens keeps no address.
    let instance = instance.or_else(|| given.map(|given| given.instance().clone()));
    let messages = app.messages();
    let mut text = String::from(csv::BEGINNING);
    let heads = [
        "score.action",
        "share.bulk.becomes",
        "ticket.number",
        "tickets.csv.link",
        "share.bulk.csv.why",
    ]
    .map(|key| messages.text(key));
    csv::push_row(&mut text, &heads.each_ref().map(AttrValue::as_str));
    let why = |error: &Error| {
        let parts = [".what", ".why", ".do"].map(|part| part_of(&messages, error, part));
        AttrValue::from(parts.each_ref().map(AttrValue::as_str).join(" "))
    };
    for row in sharing.run().rows() {
        let (result, why) = match &row.state {
            RowState::Done(made) => (outcome(&messages, made.outcome), AttrValue::default()),
            RowState::Failed(error) => (messages.text("share.bulk.notSent"), why(error)),
            _ if row.in_doubt() => {
                let error = Fault::InDoubt.into();
                (messages.text("share.bulk.inDoubt"), why(&error))
            }
            _ => (messages.text("share.bulk.notYet"), AttrValue::default()),
        };
        let made = row.made();
        let link = instance
            .as_ref()
            .zip(made)
            .map(|(instance, made)| record_url(instance, made.ticket_type, &made.sys_id));
        let row = [
            row.title.as_str(),
            &result,
            made.map(|made| made.number.as_str()).unwrap_or_default(),
            link.as_deref().unwrap_or_default(),
            &why,
        ];
        csv::push_row(&mut text, &row);
    }
    text
}
