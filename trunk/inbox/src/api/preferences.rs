use axum::Json as Body;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use store::Fault;
use utoipa::ToSchema;
use web::{Ask, Failed, Json};

use crate::house::Inbox;
use crate::pages::preferences::as_sent;
use crate::rows::preference::{Hours, Preferences};
use crate::rules::preferences::{Sent, read};

/// How the reader hears of what beside the house itself. What is left out is off, or as for somebody who never chose.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct PreferencesJson {
    /// Rooms also told of by text message: `membership`, `organisation`, `activities`.
    sms: Vec<String>,
    mail: Vec<String>,
    /// Hours 0–23 by the house's clock; equal when it is never quiet.
    quiet_from: u8,
    quiet_until: u8,
    /// What is not urgent comes in one message a day.
    digest: bool,
}

impl Default for PreferencesJson {
    fn default() -> Self {
        Self::of(&Preferences::default())
    }
}

impl PreferencesJson {
    fn of(now: &Preferences) -> Self {
        let Sent { sms, mail, .. } = as_sent(now);
        let Hours { quiet_from, quiet_until, digest } = now.hours;
        Self { sms, mail, quiet_from, quiet_until, digest }
    }
}

#[utoipa::path(get, path = "/api/v1/me/preferences", tag = "inbox", operation_id = "preferences_get",
    responses((status = 200, body = PreferencesJson), (status = 401)))]
pub(crate) async fn get(State(i): State<Inbox>, ask: Ask) -> Result<Body<PreferencesJson>, Failed> {
    Ok(Body(PreferencesJson::of(&i.preferences(ask.person()?).await?)))
}

#[utoipa::path(put, path = "/api/v1/me/preferences", tag = "inbox", operation_id = "preferences_put",
    request_body = PreferencesJson, responses((status = 200, body = PreferencesJson), (status = 401), (status = 422)))]
pub(crate) async fn put(
    State(i): State<Inbox>,
    ask: Ask,
    Json(body): Json<PreferencesJson>,
) -> Result<Body<PreferencesJson>, Failed> {
    let sent = Sent {
        sms: body.sms,
        mail: body.mail,
        quiet_from: body.quiet_from.to_string(),
        quiet_until: body.quiet_until.to_string(),
        digest: body.digest,
    };
    let new = read(&sent).map_err(Fault::Invalid)?;
    i.prefer(ask.person()?, &ask.actor(), &new).await?;
    Ok(Body(PreferencesJson::of(&new)))
}
