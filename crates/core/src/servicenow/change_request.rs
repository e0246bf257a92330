//! The templates that standard changes are made from, by the Change Management API. It has a CORS
//! rule of its own: where that is missing, there are no standard changes from here.

use super::value::Row;
use super::{ServiceNow, columns};
use crate::error::Result;
use crate::ports::Ports;
use crate::task::Reference;

/// Where templates are listed.
pub(super) const TEMPLATES: &str = "/api/sn_chg_rest/v1/change/standard/template";

impl<P: Ports> ServiceNow<P> {
    /// The templates that standard changes can be made from, by their names.
    ///
    /// # Errors
    /// Whatever kept the answer away: most often a missing CORS rule.
    pub async fn templates(&self) -> Result<Vec<Reference>> {
        let answer = self.get(TEMPLATES).await?;
        let mut templates = Vec::new();
        for row in Row::list(&answer.json)? {
            if row.text(columns::ACTIVE) == "false" {
                continue;
            }
            let name = [columns::NAME, columns::SHORT_DESCRIPTION].map(|column| row.text(column));
            let name = name.iter().find(|name| !name.is_empty());
            let id = row.required(columns::SYS_ID)?;
            templates.extend(name.and_then(|name| Reference::new(&id, name)));
        }
        templates.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(templates)
    }
}

/// Where a standard change is made from that template.
pub(super) fn standard(template: &Reference) -> String {
    ["/api/sn_chg_rest/v1/change/standard/", &template.id].concat()
}
