use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use i18n::Voice;
use organisation::Scope;
use serde::Deserialize;
use store::{Fault, Outcome};
use ui::{Button, Empty, Head, Row, Rows};
use uuid::Uuid;
use web::{Ask, Failed, Query};

use crate::house::{in_force, line};
use crate::rows::limit::{self, Limit};
use crate::rules::item::{ITEMS, PERIODS, item_named};
use crate::{Applying, Limits, sight};

/// Entries of one union shown, the newest first.
const HISTORY: i64 = 100;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    union: String,
}

pub async fn get(State(l): State<Limits>, ask: Ask, scope: Scope, Query(wish): Query<Wish>) -> Result<Response, Failed> {
    Ok(ask.show(&view(&ask, &l, &scope, asked(&scope, &wish.union)?).await?))
}

/// The union asked for, or that of the first post.
pub(crate) fn asked(scope: &Scope, union: &str) -> Result<Uuid, Fault> {
    let id = if union.is_empty() { scope.home() } else { Uuid::try_parse(union).ok() };
    id.filter(|id| scope.federation().get(*id).is_some()).ok_or(Fault::NotFound)
}

/// What somebody may be given for one item here, and who says so.
struct Line {
    item: String,
    period: String,
    money: String,
    form: String,
    from: String,
    document: String,
    since: String,
}

#[derive(Template)]
#[template(path = "limits/limits.html")]
struct LimitsPage {
    page: ui::Page,
    head: Head,
    lines: Vec<Line>,
    empty: Empty,
    own: Rows,
    has_own: bool,
}

async fn view(ask: &Ask, limits: &Limits, scope: &Scope, union: Uuid) -> Outcome<LimitsPage> {
    sight::require_to_read(scope, union)?;
    let (v, db, today) = (&ask.v, limits.store().read(), limits.today());
    let chain = line(limits.federation(), union, today);
    let begun = limit::begun(db, &chain, today).await?;
    let mut by_item: BTreeMap<usize, Applying> = BTreeMap::new();
    for limit in in_force(&chain, &begun) {
        let place = ITEMS.iter().position(|i| i.name == limit.item).unwrap_or(ITEMS.len());
        by_item.entry(place).or_default().0.push(limit.clone());
    }
    let mut lines = Vec::new();
    for applying in by_item.values() {
        for limit in PERIODS.into_iter().filter_map(|period| applying.strictest(period)) {
            lines.push(Line {
                item: item(v, limit),
                period: v.t(limit.period().key()),
                money: v.money(limit.fen),
                form: v.t(applying.form().key()),
                from: limits.federation().name(limit.union_id),
                document: limit.document.clone(),
                since: v.full_date(limit.from_day),
            });
        }
    }
    let own = limit::of_union(db, union, HISTORY).await?;
    let name = limits.federation().name(union);
    let rows = own.iter().map(|l| {
        Row::new(format!("{}　{}", item(v, l), v.money(l.fen)))
            .fact(v.t(l.period().key()))
            .fact(v.t(l.form().key()))
            .fact(v.t1("limits-since", "date", v.full_date(l.from_day)))
            .fact(l.document.as_str())
    });
    let set = || Button::link(format!("/limits/new?union={union}"), v.t("limits-set")).icon("add").main();
    let sets = sight::sets(scope, union);
    let mut head = ui::head(v.t("limits-limits")).says(v.t1("limits-lead", "union", name.as_str()));
    let mut empty = Empty::new("money", v.t("limits-none")).hint(v.t("limits-none-hint"));
    if sets {
        head = head.act(set());
        empty = empty.act(set());
    }
    Ok(LimitsPage {
        page: ask.page("limits-limits").at("limits"),
        head,
        lines,
        empty,
        has_own: !own.is_empty(),
        own: Rows::new(rows).tight(),
    })
}

pub(super) fn item(v: &Voice, limit: &Limit) -> String {
    item_named(&limit.item).map_or_else(|| limit.item.clone(), |i| v.t(i.key))
}
