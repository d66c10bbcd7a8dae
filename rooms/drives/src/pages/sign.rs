use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use store::{Fault, FieldFault, Outcome};
use ui::{Head, Note, Signature};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use super::said;
use crate::rows::{good, hand_out, line};
use crate::{Drives, sight, verbs};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Said {
    signature: String,
    /// `1`: on the printed sheet.
    paper: String,
}

type At = Path<(Uuid, Uuid)>;

pub async fn get(State(d): State<Drives>, ask: Ask, scope: Scope, Path((id, of)): At) -> Result<Response, Failed> {
    Ok(ask.show(&view(&ask, &d, &scope, id, of, &[]).await?))
}

/// One after the other signs on the same phone: the next who has not signed at this site follows.
pub async fn post(
    State(d): State<Drives>,
    ask: Ask,
    scope: Scope,
    Path((id, of)): At,
    Form(said): Form<Said>,
) -> Result<Response, Failed> {
    let path = (said.paper != "1").then_some(said.signature.as_str());
    let (_, handed) = sight::handed(&d, &scope, id, of).await?;
    let here = format!("/drives/{id}/sites/{}", handed.site_id);
    match verbs::sign::sign(&d, &scope, &ask.actor(), id, of, path).await {
        Ok(()) => {
            let all = hand_out::of_site(d.store().read(), id, handed.site_id).await?;
            match all.iter().find(|h| !h.is_retracted() && h.signed == "open") {
                Some(next) => Ok(ask.go_saying(&format!("/drives/{id}/hand-outs/{}/sign", next.id), "drives-next-signs")),
                None => Ok(ask.go_saying(&here, "drives-was-signed")),
            }
        }
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&view(&ask, &d, &scope, id, of, &faults).await?)),
        Err(Fault::Conflict(key)) => Ok(ask.go_warning(&here, key)),
        Err(fault) => Err(fault.into()),
    }
}

#[derive(Template)]
#[template(path = "drives/sign.html")]
struct SignPage {
    page: ui::Page,
    head: Head,
    action: String,
    back: String,
    wrong: Option<Note>,
    ground: Signature,
}

async fn view(ask: &Ask, d: &Drives, scope: &Scope, id: Uuid, of: Uuid, faults: &[FieldFault]) -> Outcome<SignPage> {
    let (drive, handed) = sight::handed(d, scope, id, of).await?;
    if !handed.is_named() || handed.is_retracted() {
        return Err(Fault::NotFound);
    }
    let (v, db) = (&ask.v, d.store().read());
    let (goods, lines) = (good::of(db, id).await?, line::of(db, id, of).await?);
    let names = said::receivers(d, v, std::slice::from_ref(&handed)).await?;
    let name = names.get(&of).cloned().unwrap_or_default();
    let received = said::goods(v, &goods, &lines.iter().collect::<Vec<_>>());
    let back = format!("/drives/{id}/sites/{}", handed.site_id);
    Ok(SignPage {
        page: ask.page("drives-sign").at("drives").back_to(back.as_str(), drive.title.as_str()),
        head: ui::head(name).says(v.t2("drives-sign-lead", "goods", received, "union", d.federation().name(drive.union_id))),
        action: format!("/drives/{id}/hand-outs/{of}/sign"),
        back,
        wrong: ask.error(faults, "signature").map(|text| Note::bad(text).announced()),
        ground: Signature::new("signature", v.t("drives-signature"), v.t("drives-sign-again")),
    })
}
