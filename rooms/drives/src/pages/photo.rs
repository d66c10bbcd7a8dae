use axum::extract::State;
use axum::response::Response;
use files::{Accept, Attached, MOST_BYTES};
use organisation::Scope;
use store::{Fault, FieldFault, Outcome};
use ui::{Field, FormPage};
use uuid::Uuid;
use web::{Ask, Failed, Path, Upload};

use crate::rows::drive::Drive;
use crate::rows::site::{self, Site};
use crate::verbs::photo::add_photo;
use crate::{Drives, sight};

type At = Path<(Uuid, Uuid)>;

pub async fn new(State(d): State<Drives>, ask: Ask, scope: Scope, Path((id, at)): At) -> Result<Response, Failed> {
    let (drive, there) = reach(&d, &scope, id, at).await?;
    Ok(ask.show(&view(&ask, &drive, &there, &[])))
}

pub async fn post(
    State(d): State<Drives>,
    ask: Ask,
    scope: Scope,
    Path((id, at)): At,
    upload: Upload,
) -> Result<Response, Failed> {
    let here = format!("/drives/{id}/sites/{at}");
    let added = match upload.file {
        Ok(sent) => add_photo(&d, &scope, &ask.actor(), id, at, sent).await,
        Err(fault) => Err(fault),
    };
    match added {
        Ok(_) => Ok(ask.go_saying(&here, "drives-photo-added")),
        Err(Fault::Invalid(faults)) => {
            let (drive, there) = reach(&d, &scope, id, at).await?;
            Ok(ask.show_again(&view(&ask, &drive, &there, &faults)))
        }
        Err(Fault::Conflict(key)) => Ok(ask.go_warning(&here, key)),
        Err(fault) => Err(fault.into()),
    }
}

/// The picture, for whoever hands out there: there may be people on it.
pub async fn get(State(d): State<Drives>, scope: Scope, Path((id, file)): At) -> Result<Response, Failed> {
    sight::kept(&d, &scope, id).await?;
    let file = files::one_attached(d.store().read(), id, file).await?.ok_or(Fault::NotFound)?;
    Ok(d.files.serve(&file).await?)
}

async fn reach(d: &Drives, scope: &Scope, id: Uuid, at: Uuid) -> Outcome<(Drive, Site)> {
    let drive = sight::kept(d, scope, id).await?;
    let there = site::get(d.store().read(), id, at).await?.ok_or(Fault::NotFound)?;
    Ok((drive, there))
}

fn view(ask: &Ask, drive: &Drive, there: &Site, faults: &[FieldFault]) -> FormPage {
    let v = &ask.v;
    let most = i64::try_from(MOST_BYTES / 1024 / 1024).unwrap_or(i64::MAX);
    let fields = vec![
        Field::file("file", v.t("files-picture"))
            .hint(v.t1("files-picture-hint", "mb", most))
            .attr("accept", Accept::Pictures.offers())
            .error(ask.error(faults, "file"))
            .first(),
    ];
    let back = format!("/drives/{}/sites/{}", there.drive_id, there.id);
    FormPage {
        page: ask
            .page("drives-photo-add")
            .at("drives")
            .under(format!("/drives/{}", there.drive_id), drive.title.as_str())
            .under(&back, there.title.as_str()),
        head: ui::head(v.t("drives-photo-add")).says(v.t("drives-photo-lead")),
        mistakes: ui::mistakes(v, &fields),
        action: format!("{back}/photos/new"),
        back,
        stay: v.t("drives-photo-not"),
        save: v.t("drives-photo-add"),
        revision: String::new(),
        fields,
    }
}

/// A photo among others: the picture itself, and the way to take it off.
pub(super) struct Shown {
    pub href: String,
    pub alt: String,
    pub off: ui::Button,
}

/// The photos of one site, the oldest first.
pub(super) fn shown(ask: &Ask, there: &Site, all: Vec<Attached>) -> Vec<Shown> {
    let v = &ask.v;
    let of_here = all.into_iter().filter(|f| f.part == Some(there.id));
    let one = |(n, f): (i64, Attached)| {
        let href = format!("/drives/{}/photos/{}", there.drive_id, f.id);
        let alt = v.t2("drives-photo-n", "site", there.title.as_str(), "n", n);
        Shown { off: ui::Button::link(format!("{href}/remove"), v.t("drives-photo-remove")).small(), href, alt }
    };
    (1..).zip(of_here).map(one).collect()
}
