use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use sheets::{CSV, Cell, Csv};
use store::{Fault, FieldFault, Outcome};
use ui::{Button, Facts, Field, Note, Th};
use uuid::Uuid;
use web::{Ask, Failed, Path, Query};

use super::said;
use crate::bill::{Bill, Line};
use crate::rows::merchant::Merchant;
use crate::rows::statement::Statement;
use crate::rows::{benefit, statement};
use crate::{Benefits, sight};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    /// The last day of what is to be settled; see [`Bill::open`].
    until: String,
    /// A statement that was settled.
    n: String,
}

/// What stands on the paper.
struct Sheet {
    merchant: Merchant,
    settled: Option<Statement>,
    bill: Bill,
    titles: HashMap<Uuid, String>,
    /// What is wrong with the day that was asked for; then it is the bill of nobody's asking.
    faults: Vec<FieldFault>,
}

pub async fn get(
    State(b): State<Benefits>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Query(wish): Query<Wish>,
) -> Result<Response, Failed> {
    let sheet = load(&b, &scope, id, &wish).await?;
    let page = view(&ask, &b, &sheet, &wish.until);
    Ok(if sheet.faults.is_empty() { ask.show(&page) } else { ask.show_again(&page) })
}

pub async fn csv(
    State(b): State<Benefits>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Query(wish): Query<Wish>,
) -> Result<Response, Failed> {
    let sheet = load(&b, &scope, id, &wish).await?;
    Ok(web::attachment(&format!("statement-{id}.csv"), CSV, write(&ask, &sheet)?))
}

/// A statement that was settled, or what is still to be settled up to a day.
async fn load(b: &Benefits, scope: &Scope, id: Uuid, wish: &Wish) -> Outcome<Sheet> {
    let (merchant, db) = (sight::merchant(b, scope, id).await?, b.store().read());
    let settled = match wish.n.as_str() {
        "" => None,
        n => Some(statement::get(db, id, n.parse().map_err(|_| Fault::NotFound)?).await?.ok_or(Fault::NotFound)?),
    };
    let mut faults = Vec::new();
    let bill = match &settled {
        Some(s) => Bill::settled(db, s).await?,
        None => match Bill::open(db, id, &wish.until, b.today()).await {
            Err(Fault::Invalid(wrong)) => {
                faults = wrong;
                Bill::open(db, id, "", b.today()).await?
            }
            bill => bill?,
        },
    };
    let mut allotments: Vec<Uuid> = bill.lines.iter().map(|l| l.allotment_id).collect();
    allotments.sort_unstable();
    allotments.dedup();
    let titles = benefit::of_allotments(db, &allotments).await?.into_iter().map(|it| (it.id, it.title)).collect();
    Ok(Sheet { merchant, settled, bill, titles, faults })
}

#[derive(Template)]
#[template(path = "benefits/statement.html")]
struct StatementPage {
    page: ui::Page,
    title: String,
    says: String,
    path: String,
    filter: Option<Field>,
    /// Nothing falls into these days.
    empty: Option<Note>,
    facts: Facts,
    heads: Vec<Th>,
    rows: Vec<[String; 6]>,
    total: [String; 6],
    settle: Option<Button>,
    csv: String,
}

fn view(ask: &Ask, b: &Benefits, s: &Sheet, typed: &str) -> StatementPage {
    let (v, path) = (&ask.v, format!("/merchants/{}", s.merchant.id));
    let (bill, until) = (&s.bill, v.iso_date(s.bill.until.0));
    let (value, paid, owed) = bill.sums();
    let title = match &s.settled {
        Some(it) => v.t1("benefits-statement-n", "n", i64::from(it.n)),
        None => v.t("benefits-statement-open"),
    };
    let facts = Facts::new()
        .fact(v.t("benefits-merchant"), s.merchant.name.as_str())
        .fact(v.t("benefits-credit-code"), s.merchant.credit_code.as_str())
        .fact(v.t("benefits-union"), b.federation().name(s.merchant.union_id));
    let facts = said::bill(v, facts, bill).maybe(v.t("benefits-settled-at"), s.settled.as_ref().map(|it| v.stamp(it.settled_at)));
    StatementPage {
        page: ask.page_named(title.as_str()).at("benefits"),
        title,
        says: b.federation().name(s.merchant.union_id),
        filter: s.settled.is_none().then(|| {
            let shown = if s.faults.is_empty() { until.as_str() } else { typed };
            let field = Field::date("until", v.t("benefits-settle-until")).value(shown).error(ask.error(&s.faults, "until"));
            // Over the box alone there is no room for what is wrong.
            if field.is_bad() { field } else { field.bare() }
        }),
        empty: (s.settled.is_none() && s.faults.is_empty()).then(|| quiet(ask, b, bill)).flatten(),
        facts,
        heads: vec![
            Th::new(v.t("benefits-col-at")),
            Th::new(v.t("benefits-col-what")),
            Th::new(v.t("benefits-col-code")),
            Th::new(v.t("benefits-col-value")).num(),
            Th::new(v.t("benefits-col-paid")).num(),
            Th::new(v.t("benefits-col-owed")).num(),
        ],
        rows: bill.lines.iter().map(|l| line(ask, s, l)).collect(),
        total: [
            v.t("benefits-total"),
            v.t1("benefits-times", "n", bill.redemptions()),
            String::new(),
            v.money(value),
            v.money(paid),
            v.money(owed),
        ],
        settle: (s.settled.is_none() && s.faults.is_empty() && !bill.is_empty() && bill.until < b.today())
            .then(|| Button::link(format!("{path}/statement/settle?until={until}"), v.t("benefits-settle"))),
        csv: match &s.settled {
            Some(it) => format!("{path}/statement.csv?n={}", it.n),
            None => format!("{path}/statement.csv?until={until}"),
        },
        path,
    }
}

/// Why there is nothing to settle: nothing was redeemed, or the last day is not over.
fn quiet(ask: &Ask, b: &Benefits, bill: &Bill) -> Option<Note> {
    let key = match (bill.is_empty(), bill.until < b.today()) {
        (true, true) => "benefits-statement-empty",
        (true, false) => "benefits-statement-empty-today",
        (false, false) => "benefits-statement-not-over",
        (false, true) => return None,
    };
    Some(ui::note(ask.v.t(key)))
}

/// What was redeemed; of what comes off, also of which statement.
fn what(ask: &Ask, s: &Sheet, l: &Line) -> String {
    let title = s.titles.get(&l.benefit_id).cloned().unwrap_or_default();
    match l.corrects {
        Some(n) => ask.v.t2("benefits-correction", "n", i64::from(n), "what", title),
        None => title,
    }
}

fn line(ask: &Ask, s: &Sheet, l: &Line) -> [String; 6] {
    let v = &ask.v;
    [v.stamp(l.at), what(ask, s, l), l.code.clone(), v.money(l.value), v.money(l.paid), v.money(l.owed)]
}

fn write(ask: &Ask, s: &Sheet) -> Outcome<Vec<u8>> {
    let v = &ask.v;
    let mut csv = Csv::default();
    let heads = [
        "benefits-col-at",
        "benefits-col-what",
        "benefits-col-code",
        "benefits-col-value",
        "benefits-col-paid",
        "benefits-col-owed",
    ];
    csv.row(heads.map(|key| v.t(key)))?;
    for l in &s.bill.lines {
        let words = [v.stamp(l.at).into(), what(ask, s, l).into(), l.code.as_str().into()];
        let money = [l.value, l.paid, l.owed].map(|fen| Cell::Written(codes::money::plain(fen)));
        csv.row(words.into_iter().chain(money))?;
    }
    csv.done()
}
