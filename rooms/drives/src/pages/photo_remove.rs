//! Deleting a photo cannot be undone, so it has a page of its own, that says when the picture is really gone.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use files::Attached;
use organisation::Scope;
use store::{Fault, Outcome};
use ui::{Head, Mistakes, Note};
use uuid::Uuid;
use web::{Ask, Failed, Path};

use crate::rows::drive::Drive;
use crate::rows::site;
use crate::verbs::photo::remove_photo;
use crate::{Drives, sight};

type At = Path<(Uuid, Uuid)>;

pub async fn get(State(d): State<Drives>, ask: Ask, scope: Scope, Path((id, file)): At) -> Result<Response, Failed> {
    let (drive, hung) = reach(&d, &scope, id, file).await?;
    Ok(ask.show(&view(&ask, &d, &drive, &hung).await?))
}

pub async fn post(State(d): State<Drives>, ask: Ask, scope: Scope, Path((id, file)): At) -> Result<Response, Failed> {
    let (_, hung) = reach(&d, &scope, id, file).await?;
    remove_photo(&d, &scope, &ask.actor(), id, file).await?;
    Ok(ask.go_saying(&back(&hung), "drives-photo-removed"))
}

async fn reach(d: &Drives, scope: &Scope, id: Uuid, file: Uuid) -> Outcome<(Drive, Attached)> {
    let drive = sight::kept(d, scope, id).await?;
    let hung = files::one_attached(d.store().read(), id, file).await?.ok_or(Fault::NotFound)?;
    Ok((drive, hung))
}

/// The site it was taken at.
fn back(hung: &Attached) -> String {
    let drive = format!("/drives/{}", hung.owner);
    hung.part.map_or(drive.clone(), |at| format!("{drive}/sites/{at}"))
}

#[derive(Template)]
#[template(path = "drives/photo_remove.html")]
struct RemovePage {
    page: ui::Page,
    head: Head,
    mistakes: Mistakes,
    action: String,
    back: String,
    stay: String,
    save: String,
    revision: String,
    note: Note,
    picture: String,
    alt: String,
}

async fn view(ask: &Ask, d: &Drives, drive: &Drive, hung: &Attached) -> Outcome<RemovePage> {
    let (v, back) = (&ask.v, back(hung));
    let there = match hung.part {
        Some(at) => site::get(d.store().read(), drive.id, at).await?.map(|s| s.title).unwrap_or_default(),
        None => String::new(),
    };
    let picture = format!("/drives/{}/photos/{}", drive.id, hung.id);
    Ok(RemovePage {
        page: ask
            .page("drives-photo-remove-it")
            .at("drives")
            .under(format!("/drives/{}", drive.id), drive.title.as_str())
            .under(&back, there.as_str()),
        head: ui::head(v.t("drives-photo-remove-it")).says(v.stamp(hung.added_at)),
        mistakes: ui::mistakes(v, []),
        action: format!("{picture}/remove"),
        back,
        stay: v.t("drives-photo-remove-not"),
        save: v.t("drives-photo-remove-it"),
        revision: String::new(),
        note: Note::warn(v.t("files-removal")),
        alt: there,
        picture,
    })
}
