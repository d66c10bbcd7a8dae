use askama::Template;
use axum::extract::State;
use axum::response::Response;
use codes::Day;
use organisation::Scope;
use serde::Deserialize;
use store::{Fault, FieldFault, Outcome};
use ui::{Field, Head, Mistakes};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use super::fields;
use crate::rows::site;
use crate::rules::things::NewSite;
use crate::{Drives, sight, verbs};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Said {
    title: String,
    place: String,
    employer: String,
    day: String,
    expected: String,
}

type At = Path<(Uuid, Uuid)>;

/// Where and when a site is, until something was handed out there.
pub async fn get(State(d): State<Drives>, ask: Ask, scope: Scope, Path((id, at)): At) -> Result<Response, Failed> {
    sight::kept(&d, &scope, id).await?;
    let there = site::get(d.store().read(), id, at).await?.ok_or(Fault::NotFound)?;
    let form = NewSite {
        title: there.title,
        place: there.place,
        employer: there.employer.map(|id| id.to_string()).unwrap_or_default(),
        day: Day(there.day).to_string(),
        expected: if there.expected == 0 { String::new() } else { there.expected.to_string() },
    };
    Ok(ask.show(&view(&ask, &d, &scope, (id, at), &form, &[]).await?))
}

pub async fn post(
    State(d): State<Drives>,
    ask: Ask,
    scope: Scope,
    Path((id, at)): At,
    Form(s): Form<Said>,
) -> Result<Response, Failed> {
    let form = NewSite { title: s.title, place: s.place, employer: s.employer, day: s.day, expected: s.expected };
    let here = format!("/drives/{id}/sites/{at}");
    match verbs::move_site::move_site(&d, &scope, &ask.actor(), id, at, &form).await {
        Ok(()) => Ok(ask.go_saying(&here, "drives-site-moved")),
        Err(Fault::Conflict(key)) => Ok(ask.go_warning(&here, key)),
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&view(&ask, &d, &scope, (id, at), &form, &faults).await?)),
        Err(fault) => Err(fault.into()),
    }
}

#[derive(Template)]
#[template(path = "drives/site_edit.html")]
struct SiteEditPage {
    page: ui::Page,
    head: Head,
    mistakes: Mistakes,
    action: String,
    fields: Vec<Field>,
}

async fn view(
    ask: &Ask,
    d: &Drives,
    scope: &Scope,
    (id, at): (Uuid, Uuid),
    form: &NewSite,
    faults: &[FieldFault],
) -> Outcome<SiteEditPage> {
    let drive = sight::kept(d, scope, id).await?;
    let there = site::get(d.store().read(), id, at).await?.ok_or(Fault::NotFound)?;
    let (v, here) = (&ask.v, format!("/drives/{id}/sites/{at}"));
    let fields = fields::site(ask, form, faults);
    Ok(SiteEditPage {
        page: ask
            .page("drives-site-edit")
            .at("drives")
            .under(format!("/drives/{id}"), drive.title.as_str())
            .under(here.as_str(), there.title.as_str()),
        head: ui::head(v.t("drives-site-edit")).says(there.title.as_str()),
        mistakes: ui::mistakes(v, &fields),
        action: format!("{here}/edit"),
        fields,
    })
}
