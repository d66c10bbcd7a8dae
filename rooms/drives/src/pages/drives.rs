use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::{Power, Scope};
use serde::Deserialize;
use store::{Fault, Outcome};
use ui::{Button, Empty, Head, Row, Rows};
use uuid::Uuid;
use web::{Ask, Failed, Query};

use super::said;
use crate::Drives;
use crate::rows::{drive, hand_out};

/// Drives listed, the latest first.
const MOST: usize = 200;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    union: String,
}

pub async fn get(State(d): State<Drives>, ask: Ask, scope: Scope, Query(wish): Query<Wish>) -> Result<Response, Failed> {
    Ok(ask.show(&view(&ask, &d, &scope, asked(&scope, &wish.union)?).await?))
}

/// The union asked for, if its figures may be seen; that of the first post which sees any where nothing is asked.
pub(crate) fn asked(scope: &Scope, union: &str) -> Result<Uuid, Fault> {
    let id = match union {
        "" => scope.unions_with(Power::SeeFigures).first().copied(),
        id => Uuid::try_parse(id).ok(),
    };
    let id = id.ok_or(Fault::NotFound)?;
    scope.require(Power::SeeFigures, id)?;
    Ok(id)
}

/// Those of a union, and of everything below it where the reader's power reaches there.
pub(crate) fn unions(d: &Drives, scope: &Scope, union: Uuid) -> Vec<Uuid> {
    if !scope.may_below(Power::SeeFigures, union) {
        return vec![union];
    }
    let mut all: Vec<Uuid> = d.federation().within(union).iter().map(|u| u.id).collect();
    all.push(union);
    all.sort_unstable();
    all.dedup();
    all
}

#[derive(Template)]
#[template(path = "drives/drives.html")]
struct DrivesPage {
    page: ui::Page,
    head: Head,
    rows: Rows,
}

async fn view(ask: &Ask, d: &Drives, scope: &Scope, union: Uuid) -> Outcome<DrivesPage> {
    let (v, db) = (&ask.v, d.store().read());
    let all = drive::of_unions(db, &unions(d, scope, union), MOST).await?;
    let sums = hand_out::sums(db, &all.iter().map(|one| one.id).collect::<Vec<_>>()).await?;
    let rows = all.iter().map(|one| {
        let mut row = Row::new(one.title.as_str()).to(format!("/drives/{}", one.id)).icon("aid", said::kind(v, one));
        if one.union_id != union {
            row = row.fact(d.federation().name(one.union_id));
        }
        row = row.fact(said::days(v, one));
        if let Some(sum) = sums.get(&one.id) {
            row = row.fact(v.t2("drives-heads-and-pieces", "heads", v.number(sum.heads()), "pieces", v.number(sum.pieces)));
            row = row.fact(v.money(sum.fen));
        }
        row.end(said::state(v, one))
    });
    let mut head = ui::head(v.t("drives-drives")).says(v.t("drives-lead"));
    let mut empty = Empty::new("aid", v.t("drives-none")).hint(v.t("drives-none-hint"));
    head = head.act(Button::link(format!("/limits?union={union}"), v.t("drives-limits")));
    if scope.has(Power::HandOut) {
        let new = || Button::link("/drives/new", v.t("drives-new")).icon("add").main();
        head = head.act(Button::link("/blueprints?room=drives", v.t("drives-from-blueprint"))).act(new());
        empty = empty.act(new());
    }
    Ok(DrivesPage { page: ask.page("drives-drives").at("drives"), head, rows: Rows::new(rows).or(empty) })
}
