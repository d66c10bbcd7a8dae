use axum::extract::State as Shared;
use axum::response::Response;
use files::{Accept, MOST_BYTES};
use organisation::Scope;
use store::{Fault, FieldFault};
use ui::{Field, FormPage};
use uuid::Uuid;
use web::{Ask, Failed, Path, Upload};

use crate::rules::field::LONGEST_TITLE;
use crate::sight_study::StudySeen;
use crate::verbs::arrange_study::reach_to_arrange;
use crate::{Activities, add_material, remove_material, sight_study};

/// The form that adds a file to what a meeting is about.
pub async fn new(Shared(a): Shared<Activities>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let seen = reach_to_arrange(&a, &scope, id).await?;
    Ok(ask.show(&view(&ask, &seen, "", &[])))
}

pub async fn post(
    Shared(a): Shared<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    upload: Upload,
) -> Result<Response, Failed> {
    let title = upload.fields.get("title").to_owned();
    let added = match upload.file {
        Ok(sent) => add_material(&a, &scope, &ask.actor(), id, &title, sent).await,
        Err(fault) => Err(fault),
    };
    match added {
        Ok(_) => Ok(ask.go_saying(&format!("/studies/{id}"), "activities-study-file-added")),
        Err(Fault::Invalid(faults)) => {
            let seen = reach_to_arrange(&a, &scope, id).await?;
            Ok(ask.show_again(&view(&ask, &seen, &title, &faults)))
        }
        Err(fault) => Err(fault.into()),
    }
}

/// The file itself, for whoever reads what the meeting is about.
pub async fn get(Shared(a): Shared<Activities>, scope: Scope, Path((id, file)): Path<(Uuid, Uuid)>) -> Result<Response, Failed> {
    sight_study::reach(&a, &scope, id).await?;
    let file = files::one_attached(a.store().read(), id, file).await?.ok_or(Fault::NotFound)?;
    Ok(a.files.serve(&file).await?)
}

pub async fn remove(
    Shared(a): Shared<Activities>,
    ask: Ask,
    scope: Scope,
    Path((id, file)): Path<(Uuid, Uuid)>,
) -> Result<Response, Failed> {
    remove_material(&a, &scope, &ask.actor(), id, file).await?;
    Ok(ask.go_saying(&format!("/studies/{id}"), "activities-study-file-removed"))
}

fn view(ask: &Ask, seen: &StudySeen, title: &str, faults: &[FieldFault]) -> FormPage {
    let v = &ask.v;
    let most = i64::try_from(MOST_BYTES / 1024 / 1024).unwrap_or(i64::MAX);
    let fields = vec![
        Field::file("file", v.t("files-file"))
            .hint(v.t1("files-file-hint", "mb", most))
            .attr("accept", Accept::Anything.offers())
            .error(ask.error(faults, "file"))
            .first(),
        Field::text("title", v.t("files-title"))
            .hint(v.t("files-title-hint"))
            .value(title)
            .attr("maxlength", LONGEST_TITLE)
            .error(ask.error(faults, "title")),
    ];
    FormPage {
        head: ui::head(v.t("activities-study-file-new")).says(seen.title()),
        page: ask
            .page("activities-study-file-new")
            .at("activities")
            .under(seen.behind(), seen.title())
            .under(seen.href(), v.t("activities-study-open")),
        mistakes: ui::mistakes(v, &fields),
        action: format!("{}/files/new", seen.href()),
        back: seen.href(),
        stay: v.t("activities-study-file-not"),
        save: v.t("activities-study-file-add"),
        revision: String::new(),
        fields,
    }
}
