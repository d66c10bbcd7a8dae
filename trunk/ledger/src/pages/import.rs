//! Bringing figures of past years and opening balances: a template, a trial that names every row's problem, all or nothing.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::{Power, Scope};
use serde::Deserialize;
use sheets::XLSX;
use store::{Fault, FieldFault, Outcome};
use ui::{Empty, Field, Note, Row, Rows, State as Stands};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path, Upload};

use crate::house::Ledger;
use crate::rows::intake;
use crate::rules::intake::{COLUMNS, MOST_ROWS, Taking};
use crate::verbs::take_back::take_back;
use crate::verbs::take_in::{Dry, File, take_in};

mod template;

/// The most problems one page lists; the count is told.
const MOST_SHOWN: usize = 300;

#[derive(Template)]
#[template(path = "ledger/import.html")]
struct Screen {
    page: ui::Page,
    fields: Vec<Field>,
    note: Option<Note>,
    /// Row, column, what is wrong.
    problems: Vec<(String, String, String)>,
    more: i64,
    taken: Rows,
    withdraw: Vec<Withdraw>,
}

/// A file that can be taken back, with its form.
struct Withdraw {
    name: String,
    action: String,
    reason: Field,
}

/// `GET /figures/import`
pub async fn get(State(house): State<Ledger>, ask: Ask, scope: Scope) -> Result<Response, Failed> {
    let union = own(&scope)?;
    Ok(ask.show(&screen(&house, &ask, &scope, union, Taking::Records, &[], None).await?))
}

/// `POST /figures/import`: a file, which union's, and whether it is only tried.
pub async fn post(State(house): State<Ledger>, ask: Ask, scope: Scope, upload: Upload) -> Result<Response, Failed> {
    let union = match upload.fields.get("union") {
        "" => own(&scope)?,
        text => text.parse().map_err(|_| Fault::NotFound)?,
    };
    scope.require(Power::SeeFigures, union)?;
    let taking = Taking::from_name(upload.fields.get("taking")).unwrap_or(Taking::Records);
    let outcome = match upload.file {
        Err(fault) => Err(fault),
        Ok(None) => Err(Fault::field("file", "ledger-file-missing")),
        Ok(Some((name, bytes))) => {
            let only_try = upload.fields.get("act") != "take";
            let file = File { name, bytes: bytes.to_vec(), taking, only_try };
            take_in(&house, &scope, &ask.actor(), union, file).await
        }
    };
    match outcome {
        Ok(dry) if dry.taken => {
            let facts = i64::try_from(dry.facts).unwrap_or(i64::MAX);
            Ok(ask.go_counting("/figures/import", "ledger-import-taken", facts))
        }
        Ok(dry) => {
            let bad = !dry.problems.is_empty();
            let screen = screen(&house, &ask, &scope, union, taking, &[], Some(dry)).await?;
            Ok(if bad { ask.show_again(&screen) } else { ask.show(&screen) })
        }
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&screen(&house, &ask, &scope, union, taking, &faults, None).await?)),
        Err(fault) => Err(fault.into()),
    }
}

/// `GET /figures/import/template.xlsx`
pub async fn template(State(house): State<Ledger>, ask: Ask, _: Scope) -> Result<Response, Failed> {
    Ok(web::attachment("figures-template.xlsx", XLSX, template::write(&house, &ask.v).await?))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Reason {
    reason: String,
}

/// `POST /figures/import/{union}/{intake}/withdrawal`
pub async fn withdraw(
    State(house): State<Ledger>,
    ask: Ask,
    scope: Scope,
    Path((union, id)): Path<(Uuid, Uuid)>,
    Form(form): Form<Reason>,
) -> Result<Response, Failed> {
    match take_back(&house, &scope, &ask.actor(), union, id, &form.reason).await {
        Ok(facts) => Ok(ask.go_counting("/figures/import", "ledger-import-withdrawn", i64::try_from(facts).unwrap_or(i64::MAX))),
        Err(Fault::Invalid(_)) => Ok(ask.go_warning("/figures/import", "ledger-reason-missing")),
        Err(Fault::Conflict(key)) => Ok(ask.go_warning("/figures/import", key)),
        Err(fault) => Err(fault.into()),
    }
}

/// The union the officer works for.
fn own(scope: &Scope) -> Outcome<Uuid> {
    scope.unions_with(Power::SeeFigures).first().copied().ok_or(Fault::Forbidden(Power::SeeFigures.name()))
}

async fn screen(
    house: &Ledger,
    ask: &Ask,
    scope: &Scope,
    union: Uuid,
    taking: Taking,
    faults: &[FieldFault],
    dry: Option<Dry>,
) -> Outcome<Screen> {
    let v = &ask.v;
    let name = |id: Uuid| house.organisation.federation.name(id);
    let unions = scope.unions_with(Power::SeeFigures);
    let fields = vec![
        Field::select("union", v.t("ledger-import-union")).choices(unions.iter().map(|u| (*u, name(*u)))).value(union).first(),
        Field::radios("taking", v.t("ledger-import-taking"))
            .choice_with(Taking::Records.name(), v.t("ledger-import-records"), v.t("ledger-import-records-hint"))
            .choice_with(Taking::Balances.name(), v.t("ledger-import-balances"), v.t("ledger-import-balances-hint"))
            .value(taking.name()),
        Field::file("file", v.t("ledger-import-file"))
            .attr("accept", ".xlsx")
            .hint(v.t1("ledger-import-file-hint", "most", MOST_ROWS as i64))
            .error(ask.error(faults, "file")),
    ];
    let (mut problems, mut more, mut note) = (Vec::new(), 0, None);
    if let Some(dry) = dry {
        more = (dry.problems.len().saturating_sub(MOST_SHOWN)) as i64;
        let column = |field: &str| COLUMNS.iter().find(|(f, _)| *f == field).map_or_else(String::new, |(_, key)| v.t(key));
        let shown = dry.problems.iter().take(MOST_SHOWN);
        problems = shown.map(|p| (v.number(p.row), column(&p.fault.field), ask.tell(&p.fault))).collect();
        note = Some(if dry.problems.is_empty() {
            let says =
                v.t3("ledger-import-good", "rows", dry.rows as i64, "sessions", dry.sessions, "attendances", dry.attendances);
            Note::good(says).announced()
        } else {
            Note::bad(v.t2("ledger-import-bad", "rows", dry.rows as i64, "problems", dry.problems.len() as i64)).announced()
        });
    }
    let files = intake::of_union(house.store().read(), union).await?;
    let row = |file: &intake::IntakeRow| {
        let kind = if file.source == Taking::Records.name() { "ledger-import-records" } else { "ledger-import-balances" };
        let row = Row::new(&file.file)
            .fact(v.t(kind))
            .fact(v.t1("ledger-import-facts", "n", i64::from(file.facts)))
            .fact(v.stamp(file.taken_at));
        match &file.withdrawn {
            Some(reason) => row.fact(reason).end(Stands::NotApplicable.says(v.t("ledger-import-is-withdrawn"))),
            None => row.end(Stands::Done.says(v.t("ledger-import-is-taken"))),
        }
    };
    let taken = Rows::new(files.iter().map(row)).or(Empty::new("reports", v.t("ledger-import-none")));
    let withdraw = files.iter().filter(|f| f.withdrawn.is_none()).map(|file| Withdraw {
        name: file.file.clone(),
        action: format!("/figures/import/{union}/{}/withdrawal", file.id),
        reason: Field::text("reason", v.t("ledger-import-reason"))
            .id(format!("reason-{}", file.id))
            .attr("maxlength", 200)
            .first(),
    });
    let withdraw = withdraw.collect();
    let page = ask.page("ledger-import-title").at("reports").under("/figures", v.t("ledger-figures"));
    Ok(Screen { page, fields, note, problems, more, taken, withdraw })
}
