//! Figures and the sessions behind them.

use axum::Json as Body;
use axum::extract::State;
use ledger::figures::{FiguresQuery, Key, Measures, Reported, Row, Shown};
use organisation::Scope;
use serde::Serialize;
use store::{Fault, Outcome};
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Failed, Path, Query};

use crate::house::Reports;
use crate::pages::public::plain;
use crate::rules::asked::Asked;

/// The answer to one question.
#[derive(Serialize, ToSchema)]
pub struct Figures {
    union: Uuid,
    /// First day, `yyyy-mm-dd`.
    from: String,
    /// Last day.
    until: String,
    /// Everything committed before this instant is in it, unix milliseconds.
    as_of: i64,
    total: Line,
    /// By what was asked for; the total alone where nothing was.
    rows: Vec<Line>,
}

/// One row.
#[derive(Serialize, ToSchema)]
pub struct Line {
    /// `total`, `own`, or the union's id, `yyyy-mm`, kind, setting, programme's id (empty for none).
    key: String,
    counted: Counted,
    reported: Said,
}

/// What was counted.
#[derive(Serialize, ToSchema)]
pub struct Counted {
    sessions: i64,
    co_held: i64,
    attendances_named: i64,
    attendances_by_head: i64,
    /// Distinct; `null` where `people_hidden` says why.
    people: Option<i64>,
    /// `few` (fewer than five, or would give such a number away) or `not-offered` (parts of months, cuts of cuts).
    people_hidden: Option<&'static str>,
    views: i64,
    units_reached: i64,
    unions_reached: i64,
    minutes: i64,
    completed: i64,
    redeemed: i64,
    goods: i64,
    money_fen: i64,
    facts: i64,
}

/// Quoted from reports; never to be added to what was counted.
#[derive(Serialize, ToSchema)]
pub struct Said {
    sessions: i64,
    attendances: i64,
    people: i64,
    views: i64,
    units: i64,
    unions: i64,
    minutes: i64,
    goods: i64,
    money_fen: i64,
    facts: i64,
}

/// The sessions behind a figure.
#[derive(Serialize, ToSchema)]
pub struct Sessions {
    /// All of them; `rows` is one page.
    events: i64,
    facts: i64,
    rows: Vec<Session>,
}

/// One session: never who took part.
#[derive(Serialize, ToSchema)]
pub struct Session {
    event: Uuid,
    title: String,
    /// `yyyy-mm-dd`
    day: String,
    host: Option<Uuid>,
    kind: String,
    place: String,
    sessions: i64,
    named: i64,
    by_head: i64,
    views: i64,
}

/// What a visitor may see.
#[derive(Serialize, ToSchema)]
pub struct Public {
    union: Uuid,
    from: String,
    until: String,
    as_of: i64,
    sessions: i64,
    attendances: i64,
}

const SIZE: i64 = 100;

#[utoipa::path(get, path = "/api/v1/unions/{union}/figures", tag = "figures",
    params(("union" = Uuid, Path),
        ("period" = Option<String>, Query, description = "`2026-11`, `2026q4`, `2026`, `s2026` (statistics year) or `range`"),
        ("from" = Option<String>, Query), ("until" = Option<String>, Query, description = "last day of a range"),
        ("lens" = Option<String>, Query, description = "`held` or `members`"),
        ("tree" = Option<String>, Query, description = "`was` or `now`"),
        ("line" = Option<i32>, Query, description = "walk this line's edges instead of the leading ones"),
        ("by" = Option<String>, Query, description = "`children`, `months`, `kinds`, `settings`, `programmes`"),
        ("kind" = Option<String>, Query), ("setting" = Option<String>, Query), ("programme" = Option<Uuid>, Query)),
    responses((status = 200, body = Figures), (status = 403), (status = 404), (status = 422)))]
pub async fn get(
    State(house): State<Reports>,
    scope: Scope,
    Path(union): Path<Uuid>,
    Query(asked): Query<Asked>,
) -> Result<Body<Figures>, Failed> {
    let (_, sight) = house.seen(&scope, union)?;
    let query = question(&house, &asked, union)?.query;
    let answer = house.ledger.figures.ask(&query, sight).await?;
    let (from, until) = days(&query);
    Ok(Body(Figures {
        union,
        from,
        until,
        as_of: answer.as_of,
        total: line(&answer.total),
        rows: answer.rows.iter().map(line).collect(),
    }))
}

#[utoipa::path(get, path = "/api/v1/unions/{union}/figures/sessions", tag = "figures",
    params(("union" = Uuid, Path), ("period" = Option<String>, Query), ("lens" = Option<String>, Query),
        ("behind" = Option<String>, Query, description = "`sessions`, `attendances`, `named`, `by-head`, `views`, `reported` …"),
        ("page" = Option<i64>, Query, description = "from 1, 100 a page")),
    responses((status = 200, body = Sessions), (status = 403), (status = 404), (status = 422)))]
pub async fn sessions(
    State(house): State<Reports>,
    scope: Scope,
    Path(union): Path<Uuid>,
    Query(asked): Query<Asked>,
) -> Result<Body<Sessions>, Failed> {
    house.seen(&scope, union)?;
    let question = question(&house, &asked, union)?;
    let found = house.ledger.figures.sessions(&question.query, question.behind, question.page, SIZE).await?;
    let rows = found.lines.into_iter().map(|l| Session {
        event: l.event,
        title: l.title,
        day: l.day.to_string(),
        host: l.host,
        kind: l.kind,
        place: l.place,
        sessions: l.sessions,
        named: l.named,
        by_head: l.by_head,
        views: l.views,
    });
    Ok(Body(Sessions { events: found.events, facts: found.facts, rows: rows.collect() }))
}

#[utoipa::path(get, path = "/api/v1/unions/{union}/public-figures", tag = "figures",
    params(("union" = Uuid, Path), ("period" = Option<String>, Query)),
    responses((status = 200, body = Public), (status = 404), (status = 422)))]
pub async fn public(
    State(house): State<Reports>,
    Path(union): Path<Uuid>,
    Query(asked): Query<Asked>,
) -> Result<Body<Public>, Failed> {
    house.federation().get(union).ok_or(Fault::NotFound)?;
    let asked = Asked { period: asked.period, ..Asked::default() };
    let query = plain(question(&house, &asked, union)?);
    let sheet = house.ledger.figures.exact(&query, &[]).await?;
    let (from, until) = days(&query);
    let total = &sheet.total.counted;
    Ok(Body(Public { union, from, until, as_of: sheet.as_of, sessions: total.sessions, attendances: total.attendances() }))
}

/// A machine is told that its period is wrong, where a page shows this year instead.
fn question(house: &Reports, asked: &Asked, union: Uuid) -> Outcome<crate::rules::asked::Question> {
    let question = asked.question(union, house.today());
    if question.is_misread { Err(Fault::field("period", "reports-misread")) } else { Ok(question) }
}

fn days(query: &FiguresQuery) -> (String, String) {
    (query.period.from.to_string(), query.period.last().to_string())
}

fn line(row: &Row) -> Line {
    let key = match &row.key {
        Key::Total => "total".to_owned(),
        Key::Own => "own".to_owned(),
        Key::Union(id) => id.to_string(),
        Key::Month(month) => crate::rules::span::Span::Month(*month).name(),
        Key::Kind(text) | Key::Setting(text) => text.clone(),
        Key::Programme(id) => id.map(|id| id.to_string()).unwrap_or_default(),
    };
    Line { key, counted: counted(&row.counted), reported: said(&row.reported) }
}

fn counted(m: &Measures) -> Counted {
    Counted {
        sessions: m.sessions,
        co_held: m.co_held,
        attendances_named: m.attendances_named,
        attendances_by_head: m.attendances_by_head,
        people: m.people.number(),
        people_hidden: match m.people {
            Shown::Number(_) => None,
            Shown::Few => Some("few"),
            Shown::NotOffered => Some("not-offered"),
        },
        views: m.views,
        units_reached: m.units_reached,
        unions_reached: m.unions_reached,
        minutes: m.minutes,
        completed: m.completed,
        redeemed: m.redeemed,
        goods: m.goods,
        money_fen: m.money_fen,
        facts: m.facts,
    }
}

fn said(r: &Reported) -> Said {
    Said {
        sessions: r.sessions,
        attendances: r.attendances,
        people: r.people,
        views: r.views,
        units: r.units,
        unions: r.unions,
        minutes: r.minutes,
        goods: r.goods,
        money_fen: r.money_fen,
        facts: r.facts,
    }
}
