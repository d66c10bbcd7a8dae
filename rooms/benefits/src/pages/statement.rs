use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use codes::Day;
use organisation::Scope;
use serde::Deserialize;
use sheets::{CSV, Cell, Csv};
use store::{Fault, FieldFault, Outcome};
use ui::{Button, Facts, Field, Note, Th};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path, Query};

use crate::bill::{Bill, Line};
use crate::rows::merchant::Merchant;
use crate::rows::statement::Statement;
use crate::rows::{benefit, statement};
use crate::{Benefits, settle as settle_it, sight};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    /// The last day of what is to be settled; yesterday where nothing is said.
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
}

pub async fn get(
    State(b): State<Benefits>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Query(wish): Query<Wish>,
) -> Result<Response, Failed> {
    let sheet = load(&b, &scope, id, &wish).await?;
    Ok(ask.show(&view(&ask, &b, &sheet, &[])))
}

pub async fn settle(
    State(b): State<Benefits>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(wish): Form<Wish>,
) -> Result<Response, Failed> {
    sight::merchant(&b, &scope, id).await?;
    let settled = match Day::parse_written(&wish.until).ok() {
        Some(until) => settle_it(&b, &scope, &ask.actor(), id, until).await,
        None => Err(Fault::field("until", "benefits-day-unreadable")),
    };
    match settled {
        Ok(s) => Ok(ask.go_saying(&format!("/merchants/{id}/statement?n={}", s.n), "benefits-settled")),
        Err(Fault::Conflict(key)) => Ok(ask.go_warning(&format!("/merchants/{id}/statement"), key)),
        Err(Fault::Invalid(faults)) => {
            let sheet = load(&b, &scope, id, &Wish { n: String::new(), ..wish }).await?;
            Ok(ask.show_again(&view(&ask, &b, &sheet, &faults)))
        }
        Err(fault) => Err(fault.into()),
    }
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
    let bill = match &settled {
        Some(s) => Bill::settled(db, s).await?,
        None => Bill::open(db, id, Day::parse_written(&wish.until).unwrap_or(Day(b.today().0 - 1))).await?,
    };
    let mut allotments: Vec<Uuid> = bill.lines.iter().map(|l| l.allotment_id).collect();
    allotments.sort_unstable();
    allotments.dedup();
    let titles = benefit::of_allotments(db, &allotments).await?.into_iter().map(|it| (it.id, it.title)).collect();
    Ok(Sheet { merchant, settled, bill, titles })
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
    settle: Option<(String, Button)>,
    csv: String,
}

fn view(ask: &Ask, b: &Benefits, s: &Sheet, faults: &[FieldFault]) -> StatementPage {
    let (v, path) = (&ask.v, format!("/merchants/{}", s.merchant.id));
    let (bill, until) = (&s.bill, v.iso_date(s.bill.until.0));
    let (value, paid, owed) = bill.sums();
    let owes = if owed < 0 { "benefits-merchant-owes" } else { "benefits-union-owes" };
    let title = match &s.settled {
        Some(it) => v.t1("benefits-statement-n", "n", i64::from(it.n)),
        None => v.t("benefits-statement-open"),
    };
    let facts = Facts::new()
        .fact(v.t("benefits-merchant"), s.merchant.name.as_str())
        .fact(v.t("benefits-credit-code"), s.merchant.credit_code.as_str())
        .fact(v.t("benefits-union"), b.federation().name(s.merchant.union_id))
        .fact(v.t("benefits-span"), v.t2("benefits-from-to", "from", v.full_date(bill.from.0), "to", v.full_date(bill.until.0)))
        .fact(v.t(owes), format!("{}（{}）", v.money(owed.abs()), codes::money::formal(owed.abs())))
        .fact(v.t("benefits-card-uses"), v.number(bill.card_uses))
        .maybe(v.t("benefits-settled-at"), s.settled.as_ref().map(|it| v.stamp(it.settled_at)));
    StatementPage {
        page: ask.page_named(title.as_str()).at("benefits"),
        title,
        says: b.federation().name(s.merchant.union_id),
        filter: s.settled.is_none().then(|| {
            let field = Field::date("until", v.t("benefits-settle-until")).value(&until).error(ask.error(faults, "until"));
            // Over the box alone there is no room for what is wrong.
            if field.is_bad() { field } else { field.bare() }
        }),
        empty: (s.settled.is_none() && faults.is_empty() && bill.is_empty()).then(|| ui::note(v.t("benefits-statement-empty"))),
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
        settle: (s.settled.is_none() && !bill.is_empty())
            .then(|| (until.clone(), Button::submit(v.t("benefits-settle")).ask(v.t("benefits-settle-sure")))),
        csv: match &s.settled {
            Some(it) => format!("{path}/statement.csv?n={}", it.n),
            None => format!("{path}/statement.csv?until={until}"),
        },
        path,
    }
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
