use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use store::{Fault, FieldFault, Outcome};
use ui::{Field, Head, Mistakes, Width};
use uuid::Uuid;
use web::{Ask, Failed, Fields, Path};

use super::announcement::typed;
use super::announcement_fields::AnnouncementFields;
use crate::rules::announcement::Announcement;
use crate::verbs::one_more::proposed;
use crate::{Activities, Announced, one_more, sight};

/// One more of these: the form of an announcement, filled.
pub async fn get(State(a): State<Activities>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let (_, form, missed) = proposed(&a, &scope, id).await?;
    Ok(ask.show(&view(&ask, &a, &scope, id, &form, &missed.to_string(), &[]).await?))
}

pub async fn post(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Result<Response, Failed> {
    let mut form = typed(&fields);
    form.union = sight::reach_to_run(&a, &scope, id).await?.activity.union_id.to_string();
    let missed = fields.get("kept");
    if ["find", "asks"].contains(&fields.get("act")) {
        return Ok(ask.show(&view(&ask, &a, &scope, id, &form, missed, &[]).await?));
    }
    match one_more(&a, &scope, &ask.actor(), id, &form, missed).await {
        Ok(Announced::New(new)) => Ok(ask.go_saying(&format!("/activities/{new}/desk"), "activities-announced")),
        Ok(Announced::Already(new)) => Ok(ask.go_saying(&format!("/activities/{new}/desk"), "activities-announced-already")),
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&view(&ask, &a, &scope, id, &form, missed, &faults).await?)),
        Err(fault) => Err(fault.into()),
    }
}

#[derive(Template)]
#[template(path = "activities/one_more.html")]
pub(super) struct FilledPage {
    pub page: ui::Page,
    pub head: Head,
    pub mistakes: Mistakes,
    pub action: String,
    pub key: String,
    pub union: String,
    pub fields: AnnouncementFields,
    pub missed: Option<Field>,
    pub note: String,
}

async fn view(
    ask: &Ask,
    a: &Activities,
    scope: &Scope,
    id: Uuid,
    form: &Announcement,
    missed: &str,
    faults: &[FieldFault],
) -> Outcome<FilledPage> {
    let v = &ask.v;
    let seen = sight::reach_to_run(a, scope, id).await?;
    let it = &seen.activity;
    let fields = AnnouncementFields::build(ask, a, scope, it.union_id, form, faults).await?;
    let missed = it.allotment.map(|_| {
        Field::number("kept", v.t("activities-one-more-missed"))
            .hint(v.t("activities-one-more-missed-hint"))
            .value(missed)
            .width(Width::Small)
            .error(ask.error(faults, "kept"))
    });
    let all: Vec<&Field> = fields.all().into_iter().chain(&missed).collect();
    let none = if form.first.is_empty() { "activities-one-more-no-slot" } else { "activities-one-more-note" };
    Ok(FilledPage {
        mistakes: ui::mistakes(v, all),
        head: ui::head(v.t("activities-one-more")).says(it.title.as_str()),
        page: ask.page("activities-one-more").at("activities").under(format!("{}/desk", it.href()), it.title.as_str()),
        action: format!("{}/more", it.href()),
        key: form.key.clone(),
        union: form.union.clone(),
        fields,
        missed,
        note: v.t(none),
    })
}
