use serde::Deserialize;
use serde_json::json;
use store::{Outcome, Tx};
use uuid::Uuid;

use crate::acting::Acting;
use crate::power::Power;
use crate::rows::state;
use crate::rows::union::{self, Contact};
use crate::rules::reading::{self, MOST_LINE, Reading};

/// How a union is reached and under which codes it is known, as sent.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Description {
    pub address: String,
    pub phone: String,
    pub hours: String,
    /// ICP record number of its site.
    pub icp: String,
    /// GB 32100; may be empty.
    pub credit_code: String,
    /// Six or nine digits; may be empty.
    pub division: String,
}

/// Says where a union is, when it is open and under which codes it is registered. The union does so itself, or whoever
/// organises above it.
///
/// # Errors
/// [`store::Fault::Invalid`] beside the fields, also when another union has the credit code.
pub async fn describe(by: &Acting<'_>, union: Uuid, form: &Description) -> Outcome<()> {
    by.scope.require(Power::Organise, union)?;
    let mut reading = Reading::default();
    let contact = Contact {
        address: reading.take(reading::line("address", &form.address, MOST_LINE)),
        phone: reading.take(reading::line("phone", &form.phone, MOST_LINE)),
        hours: reading.take(reading::line("hours", &form.hours, MOST_LINE)),
        icp: reading.take(reading::line("icp", &form.icp, MOST_LINE)),
    };
    let credit_code = reading.take(reading::credit_code("credit_code", &form.credit_code));
    let division = reading.take(reading::division("division", &form.division));
    reading.done()?;
    let (contact, credit_code, division) = (&contact, &credit_code, &division);
    let write = |tx: Tx| async move {
        union::hold_tree(&tx).await?;
        state::living(&tx, union).await?;
        union::set_contact(&tx, union, contact, credit_code.clone(), division.clone()).await?;
        tx.bump(crate::federation::VERSION);
        tx.record("union", union, json!({}));
        Ok(())
    };
    let wrote = by.house.store().write("organisation.describe", &by.actor_for(union), write).await;
    wrote.map_err(|f| f.or_field("org_union_credit_code_key", "credit_code", "organisation-credit-code-taken"))?;
    by.seen().await
}
