use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use organisation::{Power, Scope};
use serde::Deserialize;
use sheets::{Sheet, XLSX, workbook};
use store::{Fault, FieldFault, Outcome};
use ui::{Button, Empty, Field, Mistakes, Note, Page, Row, Rows, State as Shape, Steps};
use web::{Ask, Failed, Query, Upload};

use crate::house::Membership;
use crate::rows::import::{self, Import, State as Stands};
use crate::rules::list::columns::Column;
use crate::verbs::import::list::import_list;
use crate::verbs::list_members::union_asked;

/// Bytes of the largest list taken.
pub(crate) const MOST_BYTES: usize = 32 * 1024 * 1024;
/// Earlier lists shown.
const MOST_SHOWN: i64 = 10;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct At {
    union: String,
}

#[derive(Template)]
#[template(path = "membership/import.html")]
struct ImportPage {
    page: Page,
    says: String,
    action: String,
    note: Option<Note>,
    mistakes: Mistakes,
    file: Field,
    consent: Field,
    steps: Steps,
    template: Button,
    send: Button,
    earlier: Rows,
}

/// `GET /members/import?union=`
pub(crate) async fn get(State(m): State<Membership>, scope: Scope, ask: Ask, Query(at): Query<At>) -> Result<Response, Failed> {
    Ok(ask.show(&page(&m, &scope, &ask, &at.union, false, &[], None).await?))
}

/// `POST /members/import?union=`: the file as `multipart/form-data`.
pub(crate) async fn post(
    State(m): State<Membership>,
    scope: Scope,
    ask: Ask,
    Query(at): Query<At>,
    upload: Upload,
) -> Result<Response, Failed> {
    let union = union_asked(&m, &scope, &at.union, Power::Enrol)?;
    let consent = upload.fields.get("consent") == "1";
    let mut faults = Vec::new();
    if !consent {
        faults.push(FieldFault::new("consent", "membership-import-consent"));
    }
    let file = match upload.file {
        Ok(None) => {
            faults.push(FieldFault::new("file", "membership-import-no-file"));
            None
        }
        Err(Fault::Invalid(large)) => {
            faults.extend(large);
            None
        }
        Ok(file) => file,
        Err(fault) => return Err(fault.into()),
    };
    let (Some((name, bytes)), true) = (file, faults.is_empty()) else {
        return Ok(ask.show_again(&page(&m, &scope, &ask, &at.union, consent, &faults, None).await?));
    };
    match import_list(&m, &scope, &ask.actor(), union.id, &name, bytes.to_vec()).await {
        Ok(id) => Ok(ask.go(&format!("/members/import/{id}"))),
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&page(&m, &scope, &ask, &at.union, consent, &faults, None).await?)),
        Err(Fault::Conflict(key)) => {
            let note = Note::warn(ask.v.t(key)).announced();
            Ok(ask.show_as(StatusCode::CONFLICT, &page(&m, &scope, &ask, &at.union, consent, &[], Some(note)).await?))
        }
        Err(fault) => Err(fault.into()),
    }
}

/// `GET /members/import/template.xlsx`: headings, and a second sheet with an example and what may stand in each column.
pub(crate) async fn template(ask: Ask) -> Result<Response, Failed> {
    let v = &ask.v;
    let heads: Vec<String> = Column::ALL.into_iter().filter(|c| *c != Column::Until).map(|c| v.t(c.key())).collect();
    let about = |key: &str, example: &str, what: &str| vec![v.t(key), example.to_owned(), v.t(what)];
    let notes = vec![
        about("membership-column-name", "王小丫", "membership-template-name"),
        about("membership-column-phone", "13800138000", "membership-template-phone"),
        about("membership-column-id-number", "11010519491231002X", "membership-template-id-number"),
        about("membership-column-birth-year", "1987", "membership-template-birth-year"),
        vec![v.t("membership-column-sex"), v.t("membership-sex-f"), v.t("membership-template-sex")],
        vec![v.t("membership-column-work"), v.t("membership-template-work-example"), v.t("membership-template-words")],
        vec![v.t("membership-column-team"), v.t("membership-template-team-example"), v.t("membership-template-words")],
        about("membership-column-from", "2019-05-01", "membership-template-from"),
        vec![v.t("membership-column-standing"), v.t("membership-standing-full"), v.t("membership-template-standing")],
    ];
    let sheets = vec![
        Sheet::texts(v.t("membership-template-list"), heads, Vec::new()),
        Sheet::texts(
            v.t("membership-template-notes"),
            ["membership-template-column", "membership-template-example", "membership-template-what"].map(|key| v.t(key)),
            notes,
        ),
    ];
    Ok(web::attachment("members-template.xlsx", XLSX, workbook(sheets).await?))
}

async fn page(
    m: &Membership,
    scope: &Scope,
    ask: &Ask,
    union: &str,
    consent: bool,
    faults: &[FieldFault],
    note: Option<Note>,
) -> Outcome<ImportPage> {
    let v = &ask.v;
    let union = union_asked(m, scope, union, Power::Enrol)?;
    let earlier = import::of_union(m.store().read(), union.id, MOST_SHOWN).await?;
    let file = Field::file("file", v.t("membership-import-file"))
        .hint(v.t("membership-import-file-hint"))
        .attr("accept", ".xlsx,.csv")
        .error(ask.error(faults, "file"))
        .required()
        .first();
    let consent =
        Field::check("consent", v.t("membership-import-consent-says")).ticked(consent).error(ask.error(faults, "consent"));
    Ok(ImportPage {
        page: ask
            .page("membership-import")
            .at("membership")
            .under(format!("/members?union={}", union.id), v.t("membership-members")),
        says: v.t1("membership-import-says", "union", union.name.as_str()),
        action: format!("/members/import?union={}", union.id),
        note,
        mistakes: ui::mistakes(v, [&file, &consent]),
        file,
        consent,
        steps: Steps::new(0)
            .step(v.t("membership-import-template"), v.t("membership-import-step-template"))
            .step(v.t("membership-import-check"), v.t("membership-import-step-check"))
            .step(v.t("membership-import"), v.t("membership-import-step-go")),
        template: Button::link("/members/import/template.xlsx", v.t("membership-import-template")).icon("download"),
        send: Button::submit(v.t("membership-import-check")).main(),
        earlier: Rows::new(earlier.iter().map(|one| row(ask, one)))
            .or(Empty::new("upload", v.t("membership-import-none")).hint(v.t("membership-import-none-hint"))),
    })
}

fn row(ask: &Ask, one: &Import) -> Row {
    let v = &ask.v;
    Row::new(one.file_name.as_str())
        .to(format!("/members/import/{}", one.import))
        .fact(v.stamp(one.started_at))
        .fact(v.t1("membership-import-n-rows", "n", one.rows))
        .end(state(ask, one))
}

/// Where an import stands, as a vessel.
pub(crate) fn state(ask: &Ask, one: &Import) -> ui::St {
    let (shape, key) = match one.state {
        Stands::Checking => (Shape::Waiting, "membership-import-checking"),
        Stands::Checked if one.problems > 0 => (Shape::Late, "membership-import-has-bad"),
        Stands::Checked => (Shape::Due, "membership-import-ready"),
        Stands::Writing => (Shape::Waiting, "membership-import-writing"),
        Stands::Done => (Shape::Done, "membership-import-done"),
        Stands::Failed => (Shape::Late, "membership-import-failed"),
        Stands::Dropped => (Shape::Off, "membership-import-dropped"),
    };
    shape.says(ask.v.t(key))
}
