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

use crate::rows::merchant::Merchant;
use crate::rows::redemption::Redemption;
use crate::rows::statement::Statement;
use crate::rows::{benefit, offer, redemption, statement};
use crate::verbs::settle::sums;
use crate::{Benefits, settle as settle_it, sight};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    /// Both days among them.
    from: String,
    until: String,
    /// A statement that was settled.
    n: String,
}

/// What stands on the paper.
struct Sheet {
    merchant: Merchant,
    settled: Option<Statement>,
    from: Day,
    until: Day,
    rows: Vec<Redemption>,
    titles: HashMap<Uuid, String>,
    card_uses: i64,
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
    let days = Day::parse_written(&wish.from).ok().zip(Day::parse_written(&wish.until).ok());
    let settled = match days {
        Some((from, until)) => settle_it(&b, &scope, &ask.actor(), id, from, until).await,
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

/// A statement that was settled, or what is still to be settled of a span of days: of the last month, where nothing else is said.
async fn load(b: &Benefits, scope: &Scope, id: Uuid, wish: &Wish) -> Outcome<Sheet> {
    let (merchant, db) = (sight::merchant(b, scope, id).await?, b.store().read());
    let settled = match wish.n.as_str() {
        "" => None,
        n => Some(statement::get(db, id, n.parse().map_err(|_| Fault::NotFound)?).await?.ok_or(Fault::NotFound)?),
    };
    let first = Day::from_month_key(b.today().month_key() - 1);
    let (from, until) = match &settled {
        Some(s) => (Day(s.from_day), Day(s.until_day)),
        None => {
            (Day::parse_written(&wish.from).unwrap_or(first), Day::parse_written(&wish.until).unwrap_or(Day(b.today().0 - 1)))
        }
    };
    let number = settled.as_ref().map(|s| s.n);
    let rows = redemption::of_statement(db, id, number, (from.0, until.0)).await?;
    let mut allotments: Vec<Uuid> = rows.iter().map(|r| r.allotment_id).collect();
    allotments.sort_unstable();
    allotments.dedup();
    let titles = benefit::of_allotments(db, &allotments).await?.into_iter().map(|it| (it.id, it.title)).collect();
    let card_uses = offer::uses(db, id, number, (from.0, until.0)).await?;
    Ok(Sheet { merchant, settled, from, until, rows, titles, card_uses })
}

#[derive(Template)]
#[template(path = "benefits/statement.html")]
struct StatementPage {
    page: ui::Page,
    title: String,
    says: String,
    path: String,
    filter: Option<[Field; 2]>,
    note: Option<Note>,
    /// Nothing falls into these days.
    empty: Option<Note>,
    facts: Facts,
    heads: Vec<Th>,
    rows: Vec<[String; 6]>,
    total: [String; 6],
    settle: Option<(String, String, Button)>,
    csv: String,
}

fn view(ask: &Ask, b: &Benefits, s: &Sheet, faults: &[FieldFault]) -> StatementPage {
    let (v, path) = (&ask.v, format!("/merchants/{}", s.merchant.id));
    let (from, until) = (v.iso_date(s.from.0), v.iso_date(s.until.0));
    let (value, paid, owed) = sums(&s.rows);
    let count = i64::try_from(s.rows.len()).unwrap_or(i64::MAX);
    let title = match &s.settled {
        Some(it) => v.t1("benefits-statement-n", "n", i64::from(it.n)),
        None => v.t("benefits-statement-open"),
    };
    let facts = Facts::new()
        .fact(v.t("benefits-merchant"), s.merchant.name.as_str())
        .fact(v.t("benefits-credit-code"), s.merchant.credit_code.as_str())
        .fact(v.t("benefits-union"), b.federation().name(s.merchant.union_id))
        .fact(v.t("benefits-span"), v.t2("benefits-from-to", "from", v.full_date(s.from.0), "to", v.full_date(s.until.0)))
        .fact(v.t("benefits-union-owes"), format!("{}（{}）", v.money(owed), codes::money::formal(owed)))
        .fact(v.t("benefits-card-uses"), v.number(s.card_uses))
        .maybe(v.t("benefits-settled-at"), s.settled.as_ref().map(|it| v.stamp(it.settled_at)));
    let can_settle = s.settled.is_none() && (count > 0 || s.card_uses > 0);
    StatementPage {
        page: ask.page_named(title.as_str()).at("benefits"),
        title,
        says: b.federation().name(s.merchant.union_id),
        filter: s.settled.is_none().then(|| {
            [
                Field::date("from", v.t("benefits-from")).value(&from).bare(),
                Field::date("until", v.t("benefits-until")).value(&until).bare(),
            ]
        }),
        note: ask.error(faults, "until").map(Note::bad),
        empty: (s.settled.is_none() && faults.is_empty() && count == 0 && s.card_uses == 0)
            .then(|| ui::note(v.t("benefits-statement-empty"))),
        facts,
        heads: vec![
            Th::new(v.t("benefits-col-at")),
            Th::new(v.t("benefits-col-what")),
            Th::new(v.t("benefits-col-code")),
            Th::new(v.t("benefits-col-value")).num(),
            Th::new(v.t("benefits-col-paid")).num(),
            Th::new(v.t("benefits-col-owed")).num(),
        ],
        rows: s.rows.iter().map(|r| line(ask, s, r)).collect(),
        total: [
            v.t("benefits-total"),
            v.t1("benefits-times", "n", v.number(count)),
            String::new(),
            v.money(value),
            v.money(paid),
            v.money(owed),
        ],
        settle: can_settle.then(|| {
            let button = Button::submit(v.t("benefits-settle")).ask(v.t("benefits-settle-sure"));
            (from.clone(), until.clone(), button)
        }),
        csv: match &s.settled {
            Some(it) => format!("{path}/statement.csv?n={}", it.n),
            None => format!("{path}/statement.csv?from={from}&until={until}"),
        },
        path,
    }
}

fn line(ask: &Ask, s: &Sheet, r: &Redemption) -> [String; 6] {
    let v = &ask.v;
    let title = s.titles.get(&r.benefit_id).cloned().unwrap_or_default();
    [v.stamp(r.at), title, r.code.clone(), v.money(r.value), v.money(r.paid), v.money(r.owed)]
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
    for r in &s.rows {
        let title = s.titles.get(&r.benefit_id).map_or("", String::as_str);
        let words = [v.stamp(r.at).into(), title.into(), r.code.as_str().into()];
        let money = [r.value, r.paid, r.owed].map(|fen| Cell::Written(codes::money::plain(fen)));
        csv.row(words.into_iter().chain(money))?;
    }
    csv.done()
}
