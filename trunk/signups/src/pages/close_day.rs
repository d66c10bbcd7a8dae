use askama::Template;
use axum::extract::State;
use axum::response::Response;
use codes::Day;
use organisation::{Power, Scope};
use serde::Deserialize;
use store::{Fault, FieldFault, Outcome};
use ui::{Button, Empty, Facts, Field, Head, Html, Mistakes, Note, Row, Rows, Th, Width};
use uuid::Uuid;
use web::{Ask, Failed, Form, Query};

use super::money::method_key;
use crate::Signups;
use crate::rows::payment::{self, DaySum, Reversal};
use crate::rows::till::{self, Till};
use crate::verbs::pay::METHODS;
use crate::verbs::waive::LONGEST_REASON;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Said {
    union: String,
    /// `2026-11-18`.
    day: String,
    /// Yuan.
    counted: String,
    says: String,
}

impl Said {
    /// The union asked for, or the reader's own.
    fn union(&self, scope: &Scope) -> Outcome<Uuid> {
        match self.union.as_str() {
            "" => scope.unions_with(Power::HandOut).first().copied().ok_or(Fault::Forbidden(Power::HandOut.name())),
            id => Uuid::try_parse(id).map_err(|_| Fault::NotFound),
        }
    }
}

pub async fn get(State(s): State<Signups>, ask: Ask, scope: Scope, Query(said): Query<Said>) -> Result<Response, Failed> {
    let day = read_day(&s, &said.day).unwrap_or_else(|_| s.today());
    let union = said.union(&scope)?;
    Ok(ask.show(&view(&ask, &s, &scope, union, day, &said, &[]).await?))
}

pub async fn post(State(s): State<Signups>, ask: Ask, scope: Scope, Form(said): Form<Said>) -> Result<Response, Failed> {
    let union = said.union(&scope)?;
    scope.require(Power::HandOut, union)?;
    let closed = match (read_day(&s, &said.day), read_fen(&said.counted)) {
        (Ok(day), Ok(counted)) => s.close_day(&scope, &ask.actor(), union, day, counted, &said.says).await,
        (day, counted) => Err(Fault::Invalid(day.err().into_iter().chain(counted.err()).collect())),
    };
    let day = read_day(&s, &said.day).unwrap_or_else(|_| s.today());
    let to = format!("/signups/close-day?union={union}&day={}", ask.v.iso_date(day.0));
    match closed {
        Ok(_) => Ok(ask.go_saying(&to, "signups-day-closed")),
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&view(&ask, &s, &scope, union, day, &said, &faults).await?)),
        Err(Fault::Conflict(key)) => Ok(ask.go_warning(&to, key)),
        Err(fault) => Err(fault.into()),
    }
}

fn read_day(s: &Signups, text: &str) -> Result<Day, FieldFault> {
    if text.is_empty() {
        return Ok(s.today());
    }
    Day::parse_written(text).map_err(|_| FieldFault::new("day", "signups-day-unreadable"))
}

fn read_fen(text: &str) -> Result<i64, FieldFault> {
    let fen = codes::money::parse_fen(text).ok().filter(|fen| (0..=1_000_000_000).contains(fen));
    fen.ok_or_else(|| FieldFault::new("counted", "signups-counted-unreadable"))
}

#[derive(Template)]
#[template(path = "signups/close_day.html")]
struct DayPage {
    page: ui::Page,
    head: Head,
    union: String,
    day: Field,
    wrong: Option<Note>,
    heads: Vec<Th>,
    lines: Vec<Vec<String>>,
    total: Vec<String>,
    empty: Empty,
    reversals: Rows,
    has_reversals: bool,
    closed: Option<(Note, Facts)>,
    form: Option<CountForm>,
}

struct CountForm {
    iso: String,
    mistakes: Mistakes,
    fields: [Field; 2],
    submit: Button,
}

async fn view(
    ask: &Ask,
    s: &Signups,
    scope: &Scope,
    union: Uuid,
    day: Day,
    said: &Said,
    faults: &[FieldFault],
) -> Outcome<DayPage> {
    scope.require(Power::HandOut, union)?;
    let (v, db) = (&ask.v, s.store().read());
    let (sums, till) = (payment::sums(db, union, day).await?, till::get(db, union, day).await?);
    let reversed = payment::reversed_on(db, union, day).await?;
    let closed = till.filter(|t| t.closed_at.is_some());
    let money = |fen: i64| if fen == 0 { String::new() } else { v.money(fen) };
    let net = |some: &[DaySum]| METHODS.map(|method| payment::by_method(some, method));
    let line = |title: String, by: [i64; 3]| {
        let all = by.iter().sum();
        std::iter::once(title).chain(by.map(money)).chain([v.money(all)]).collect::<Vec<_>>()
    };
    let lines = sums.chunk_by(|a, b| a.allotment_id == b.allotment_id).map(|some| line(some[0].title.clone(), net(some)));
    let mut heads = vec![Th::new(v.t("signups-col-activity"))];
    heads.extend(METHODS.map(|method| Th::new(v.t(method_key(method))).num()));
    heads.push(Th::new(v.t("signups-col-sum")).num());
    Ok(DayPage {
        page: ask.page("signups-close-day").at("activities").under("/activities/desk", v.t("signups-desk-word")),
        head: ui::head(v.t("signups-close-day")).says(v.t2(
            "signups-close-day-of",
            "union",
            s.federation().name(union),
            "day",
            v.full_date(day.0),
        )),
        union: union.to_string(),
        day: Field::date("day", v.t("signups-day")).value(v.iso_date(day.0)).bare(),
        wrong: ask.error(faults, "day").map(Note::bad),
        heads,
        lines: lines.collect(),
        total: line(v.t("signups-all-together"), net(&sums)),
        has_reversals: !reversed.is_empty(),
        reversals: Rows::new(reversed.iter().map(|r| reversal(ask, day, r))).tight(),
        empty: Empty::new("signups", v.t("signups-day-none")).hint(v.t("signups-day-none-hint")),
        form: (closed.is_none() && day <= s.today()).then(|| form(ask, day, said, faults)),
        closed: closed.map(|t| frozen(ask, &t)),
    })
}

/// A payment taken back on this day, and why.
fn reversal(ask: &Ask, day: Day, r: &Reversal) -> Row {
    let v = &ask.v;
    let (year, month, of_month) = day.ymd();
    let receipt = format!("{year:04}{month:02}{of_month:02}-{}", r.n);
    let to = format!("/signups/{}/receipts/{receipt}", r.allotment_id);
    Row::new(Html::link(to, v.t1("signups-receipt-reversed", "n", receipt)))
        .fact(r.title.as_str())
        .fact(v.t1("signups-number", "n", v.number(r.number)))
        .fact(v.t(method_key(&r.method)))
        .fact(v.stamp(r.at))
        .fact(r.reason.as_str())
        .end(v.money(-r.fen))
}

fn form(ask: &Ask, day: Day, said: &Said, faults: &[FieldFault]) -> CountForm {
    let v = &ask.v;
    let fields = [
        Field::decimal("counted", v.t("signups-counted"))
            .hint(v.t("signups-counted-hint"))
            .value(&said.counted)
            .width(Width::Middle)
            .error(ask.error(faults, "counted"))
            .first(),
        Field::text("says", v.t("signups-difference-says"))
            .optional(v)
            .hint(v.t("signups-difference-hint"))
            .value(&said.says)
            .attr("maxlength", LONGEST_REASON)
            .error(ask.error(faults, "says")),
    ];
    CountForm {
        iso: v.iso_date(day.0),
        mistakes: ui::mistakes(v, &fields),
        fields,
        submit: Button::submit(v.t("signups-close-it")).main().ask(v.t("signups-close-sure")),
    }
}

/// A day as it was closed.
fn frozen(ask: &Ask, t: &Till) -> (Note, Facts) {
    let v = &ask.v;
    let says = v.t1("signups-day-closed-at", "at", v.stamp(t.closed_at.unwrap_or_default()));
    let gap = t.counted - t.cash;
    let facts = Facts::new()
        .fact(v.t("signups-method-cash"), v.money(t.cash))
        .fact(v.t("signups-counted-short"), v.money(t.counted))
        .fact(v.t("signups-difference"), if gap == 0 { v.t("signups-difference-none") } else { v.money(gap) })
        .maybe(v.t("signups-difference-says"), (!t.says.is_empty()).then(|| t.says.clone()))
        .fact(v.t("signups-method-transfer"), v.money(t.transfer))
        .fact(v.t("signups-method-card"), v.money(t.card))
        .fact(v.t("signups-receipts"), v.number(t.last));
    (Note::good(says), facts)
}
