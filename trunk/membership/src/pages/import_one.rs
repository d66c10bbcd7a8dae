use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use sheets::{Sheet, XLSX, workbook};
use store::{Fault, Outcome};
use ui::{Button, Fill, Href, Meter, Note, Page, Pager, Views};
use uuid::Uuid;
use web::{Ask, Failed, Path, Query};

use super::import::state;
use crate::house::Membership;
use crate::rows::import::{self, Import, State as Stands};
use crate::rules::list::columns::Column;
use crate::verbs::import::list::{give_up, go, reach_import};
use crate::verbs::import::{CheckedRow, open};

const A_PAGE: i64 = 50;
/// A page that shows progress comes back by itself after so long.
const AGAIN_MS: i64 = 2_000;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Shown {
    /// `bad` for rows with something wrong only.
    show: String,
    page: String,
}

#[derive(Template)]
#[template(path = "membership/import_one.html")]
struct ImportOne {
    page: Page,
    state: ui::St,
    says: String,
    note: Option<Note>,
    meter: Option<Meter>,
    /// When the page comes back by itself, and now; none for an import at rest.
    again: Option<(i64, i64)>,
    acts: Vec<Button>,
    views: Option<Views>,
    heads: Vec<String>,
    lines: Vec<Line>,
    pager: Option<Pager>,
}

struct Line {
    row: i64,
    cells: Vec<String>,
    problems: String,
}

/// `GET /members/import/{import}?show=&page=`
pub(crate) async fn get(
    State(m): State<Membership>,
    scope: Scope,
    ask: Ask,
    Path(id): Path<Uuid>,
    Query(shown): Query<Shown>,
) -> Result<Response, Failed> {
    let import = reach_import(&m, &scope, id).await?;
    Ok(ask.show(&page(&m, &ask, &import, &shown, None).await?))
}

/// `POST /members/import/{import}/go`
pub(crate) async fn go_post(
    State(m): State<Membership>,
    scope: Scope,
    ask: Ask,
    Path(id): Path<Uuid>,
) -> Result<Response, Failed> {
    let outcome = go(&m, &scope, &ask.actor(), id).await;
    answer(&m, &scope, &ask, id, outcome).await
}

/// `POST /members/import/{import}/drop`
pub(crate) async fn drop_post(
    State(m): State<Membership>,
    scope: Scope,
    ask: Ask,
    Path(id): Path<Uuid>,
) -> Result<Response, Failed> {
    let outcome = give_up(&m, &scope, &ask.actor(), id).await;
    answer(&m, &scope, &ask, id, outcome).await
}

async fn answer(m: &Membership, scope: &Scope, ask: &Ask, id: Uuid, outcome: Outcome<()>) -> Result<Response, Failed> {
    match outcome {
        Ok(()) => Ok(ask.go(&format!("/members/import/{id}"))),
        Err(Fault::Conflict(key)) => {
            let import = reach_import(m, scope, id).await?;
            let note = Note::warn(ask.v.t(key)).announced();
            Ok(ask.show_as(StatusCode::CONFLICT, &page(m, ask, &import, &Shown::default(), Some(note)).await?))
        }
        Err(fault) => Err(fault.into()),
    }
}

/// `GET /members/import/{import}/rows.xlsx`: the rows with what is wrong with each, to be put right and brought again.
pub(crate) async fn download(
    State(m): State<Membership>,
    scope: Scope,
    ask: Ask,
    Path(id): Path<Uuid>,
) -> Result<Response, Failed> {
    let import = reach_import(&m, &scope, id).await?;
    let rows = import::rows(m.store().read(), id, 0, import.rows).await?;
    let rows = open(m.store(), id, rows)?;
    let mut heads: Vec<String> = Column::ALL.into_iter().map(|c| ask.v.t(c.key())).collect();
    heads.push(ask.v.t("membership-import-problem"));
    let rows = rows
        .into_iter()
        .map(|row| {
            let problems = tell(&ask, &row);
            row.cells.into_iter().chain([problems]).collect()
        })
        .collect();
    let sheet = Sheet::texts(ask.v.t("membership-template-list"), heads, rows);
    Ok(web::attachment("members-checked.xlsx", XLSX, workbook(vec![sheet]).await?))
}

/// What is wrong with a row, in sentences.
pub(crate) fn tell(ask: &Ask, row: &CheckedRow) -> String {
    let sentence = |(key, n): &(String, Option<i64>)| match n {
        Some(n) => ask.v.t1(key, "row", *n),
        None => ask.v.t(key),
    };
    row.problems.iter().map(sentence).collect::<Vec<_>>().join(&ask.v.t("membership-sentence-gap"))
}

async fn page(m: &Membership, ask: &Ask, import: &Import, shown: &Shown, note: Option<Note>) -> Outcome<ImportOne> {
    let (v, db) = (&ask.v, m.store().read());
    let only_bad = shown.show == "bad" || (shown.show.is_empty() && import.problems > 0);
    let total = if only_bad { import.problems } else { import.rows };
    let number = shown.page.parse::<i64>().unwrap_or(1).clamp(1, 1_000_000);
    let skip = (number - 1) * A_PAGE;
    let rows = match import.state {
        Stands::Checked | Stands::Failed if only_bad => import::bad_rows(db, import.import, skip, A_PAGE).await?,
        Stands::Checked | Stands::Failed => import::rows(db, import.import, skip, A_PAGE).await?,
        _ => Vec::new(),
    };
    let line = |row: CheckedRow| Line { row: row.row, problems: tell(ask, &row), cells: row.cells };
    let lines: Vec<Line> = open(m.store(), import.import, rows)?.into_iter().map(line).collect();
    let has_rows = !lines.is_empty();
    let base = Href::new(format!("/members/import/{}", import.import));
    let views = || {
        Views::new(v.t("membership-import-show"))
            .view(base.with("show", "bad").to_string(), v.t1("membership-import-show-bad", "n", import.problems), only_bad)
            .view(base.with("show", "all").to_string(), v.t1("membership-import-show-all", "n", import.rows), !only_bad)
    };
    let pager = || {
        let base = base.with("show", if only_bad { "bad" } else { "all" });
        Pager::new(v, base, number.unsigned_abs(), A_PAGE.unsigned_abs(), total.unsigned_abs())
    };
    let running = import.state.is_running();
    let back = format!("/members/import?union={}", import.union);
    Ok(ImportOne {
        page: ask.page_named(import.file_name.clone()).at("membership").under(back, v.t("membership-import")),
        state: state(ask, import),
        says: says(m, ask, import),
        note: note.or_else(|| why(ask, import)),
        meter: running.then(|| {
            let words = v.t2("membership-import-progress", "done", v.number(import.done), "rows", v.number(import.rows));
            Meter::new(import.rows).part(import.done, Fill::Running, words).tall().with_key()
        }),
        again: running.then(|| (m.store().now() + AGAIN_MS, m.store().now())),
        acts: acts(ask, import),
        views: (has_rows && import.problems > 0).then(views),
        heads: Column::ALL.into_iter().map(|c| v.t(c.key())).collect(),
        lines,
        pager: has_rows.then(pager),
    })
}

fn says(m: &Membership, ask: &Ask, import: &Import) -> String {
    let union = m.organisation.federation.name(import.union);
    let key = match import.state {
        Stands::Checking => "membership-import-says-checking",
        Stands::Checked if import.problems > 0 => "membership-import-says-bad",
        Stands::Checked => "membership-import-says-ready",
        Stands::Writing => "membership-import-says-writing",
        Stands::Done => "membership-import-says-done",
        Stands::Failed => "membership-import-says-failed",
        Stands::Dropped => "membership-import-says-dropped",
    };
    ask.v.t3(key, "union", union, "rows", import.rows, "bad", import.problems)
}

fn why(ask: &Ask, import: &Import) -> Option<Note> {
    (!import.words.is_empty()).then(|| Note::warn(ask.v.t(&import.words)))
}

fn acts(ask: &Ask, import: &Import) -> Vec<Button> {
    let v = &ask.v;
    let to = |act: &str| format!("/members/import/{}/{act}", import.import);
    let drop = || Button::post(to("drop"), v.t("membership-import-drop")).ask(v.t("membership-import-drop-ask")).text();
    let rows = || Button::link(to("rows.xlsx"), v.t("membership-import-rows")).icon("download");
    let again = || Button::link(format!("/members/import?union={}", import.union), v.t("membership-import-again"));
    match import.state {
        Stands::Checked if import.problems > 0 => vec![drop(), rows(), again().main()],
        Stands::Checked => vec![drop(), rows(), Button::post(to("go"), v.t1("membership-import-go", "n", import.rows)).main()],
        Stands::Checking => vec![drop()],
        Stands::Writing => vec![drop(), Button::post(to("go"), v.t("membership-import-go-on"))],
        Stands::Done => vec![Button::link(format!("/members?union={}", import.union), v.t("membership-members")).main()],
        Stands::Failed => vec![rows(), again().main()],
        Stands::Dropped => vec![again().main()],
    }
}
