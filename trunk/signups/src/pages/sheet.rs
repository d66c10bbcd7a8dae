use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use ui::Facts;
use uuid::Uuid;
use web::{Ask, Failed, Path, Query};

use super::words::occasion_span;
use crate::Signups;
use crate::rows::check_in;
use crate::rules::{code, door};

/// Names on one print; a stadium does not sign on paper.
const MOST: u64 = 2_000;
/// Empty lines for whoever comes without a place.
const BLANK: usize = 10;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    occasion: String,
}

#[derive(Template)]
#[template(path = "signups/sheet.html")]
struct SheetPage {
    page: ui::Page,
    back: String,
    title: String,
    facts: Facts,
    /// Number, name, team, heads, code, and whether he is there.
    people: Vec<(i64, String, String, i32, String, bool)>,
    blank: usize,
}

/// A sheet to sign, for people without a telephone and places without network; whoever is there already is marked.
pub async fn get(
    State(s): State<Signups>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Query(wish): Query<Wish>,
) -> Result<Response, Failed> {
    let a = s.at_door(&scope, id).await?;
    let (v, db) = (&ask.v, s.store().read());
    let all = s.occasions_of(id).await?;
    let asked = wish.occasion.parse::<i32>().ok();
    let occasion = asked.and_then(|n| all.iter().find(|o| o.n == n)).or_else(|| door::present(&all, ask.now()));
    let guests = check_in::guests(db, id, occasion.map_or(0, |o| o.n), None, 0, MOST).await?;
    let names = membership::people_by_ordinal(db, &guests.iter().map(|g| g.ordinal).collect::<Vec<_>>()).await?;
    let keys = s.store().keyring();
    let people = guests.iter().map(|g| {
        let (name, team) =
            names.get(&g.ordinal).map_or((v.t("signups-gone"), String::new()), |p| (p.name.clone(), p.team.clone()));
        (g.number, name, team, g.heads, code::short(keys, id, g.number).unwrap_or_default(), g.at.is_some())
    });
    Ok(ask.show(&SheetPage {
        page: ask.page("signups-sheet"),
        back: format!("/signups/{id}/checkin?occasion={}", occasion.map_or(0, |o| o.n)),
        title: a.title.clone(),
        facts: Facts::new()
            .fact(v.t("signups-sheet-host"), s.federation().name(a.union_id))
            .maybe(v.t("signups-sheet-when"), occasion.map(|o| occasion_span(v, o)))
            .maybe(v.t("signups-sheet-place"), occasion.map(|o| o.place.clone()).filter(|p| !p.is_empty())),
        people: people.collect(),
        blank: BLANK,
    }))
}
