use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use codes::money;
use organisation::Scope;
use store::Outcome;
use ui::{Facts, Note, Sign};
use uuid::Uuid;
use web::{Ask, Failed, Path};

use super::sheet::{Received, received};
use super::{drive as screen, said};
use crate::rows::{fund, good, hand_out, movement, site};
use crate::{Drives, sight};

/// The folder the money is claimed back with: plan and approval, purchases, goods, sites, everybody who received, and sums that
/// agree with each other and with the figures.
pub async fn get(State(d): State<Drives>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    Ok(ask.show(&view(&ask, &d, &scope, id).await?))
}

/// A receipt: good, pieces, price, sum, number, day.
struct Purchase {
    good: String,
    pieces: String,
    price: String,
    money: String,
    receipt: String,
    day: String,
}

/// A good: taken in, handed out, left, money handed out.
struct Stock {
    name: String,
    taken_in: String,
    handed_out: String,
    left: String,
    money: String,
}

struct Place {
    title: String,
    day: String,
    named: String,
    by_head: String,
    pieces: String,
    money: String,
    lines: Vec<Received>,
}

/// A sum in figures and in capitals, as bills ask for it.
struct InWords {
    figures: String,
    capitals: String,
}

impl InWords {
    fn of(fen: i64) -> Self {
        Self { figures: money::grouped(fen), capitals: money::formal(fen) }
    }
}

#[derive(Template)]
#[template(path = "drives/pack.html")]
struct PackPage {
    page: ui::Page,
    path: String,
    title: String,
    union: String,
    facts: Facts,
    sign: Sign,
    funds: Vec<(String, String, String, String)>,
    /// What was bought from a source comes to more than the plan gives from it.
    over: Vec<Note>,
    /// Some have received and not signed: told before the papers are handed in.
    unsigned: Option<Note>,
    /// Some had not signed when it was closed; each line says why.
    explained: Option<Note>,
    purchases: Vec<Purchase>,
    bought: InWords,
    stock: Vec<Stock>,
    places: Vec<Place>,
    named: String,
    by_head: String,
    pieces: String,
    given: InWords,
    per_head: String,
}

async fn view(ask: &Ask, d: &Drives, scope: &Scope, id: Uuid) -> Outcome<PackPage> {
    let drive = sight::kept(d, scope, id).await?;
    let (v, db) = (&ask.v, d.store().read());
    let (goods, funds) = (good::of(db, id).await?, fund::of(db, id).await?);
    let sum = hand_out::sums(db, &[id]).await?.remove(&id).unwrap_or_default();
    let by_site = hand_out::sums_by_site(db, id).await?;
    let (mut handed, mut places) = (hand_out::standing(db, id).await?, Vec::new());
    let said_why = said::unsigned(d, id, &handed).await?.len();
    let unsigned = handed.iter().filter(|h| h.signed == "open").count() - said_why;
    for s in site::of(db, id).await? {
        let (here, rest): (Vec<_>, Vec<_>) = handed.into_iter().partition(|h| h.site_id == s.id);
        handed = rest;
        let sum = by_site.get(&s.id).copied().unwrap_or_default();
        places.push(Place {
            title: format!("{}　{}", s.title, s.place),
            day: v.full_date(s.day),
            named: v.number(sum.named),
            by_head: v.number(sum.by_head),
            pieces: v.number(sum.pieces),
            money: money::grouped(sum.fen),
            lines: received(ask, d, &id, &goods, &here).await?,
        });
    }
    let (mut bought, mut by_source) = (0, HashMap::<&str, i64>::new());
    let mut purchases = Vec::new();
    for r in movement::receipts(db, id).await? {
        let Some(good) = goods.iter().find(|g| g.id == r.good_id) else { continue };
        bought += r.pieces * good.price_fen;
        *by_source.entry(&good.source).or_default() += r.pieces * good.price_fen;
        purchases.push(Purchase {
            good: good.name.clone(),
            pieces: format!("{}{}", v.number(r.pieces), good.unit),
            price: money::grouped(good.price_fen),
            money: money::grouped(r.pieces * good.price_fen),
            receipt: r.receipt,
            day: v.iso_date(codes::Day::from_unix_ms(r.moved_at).0),
        });
    }
    let over = funds.iter().filter_map(|f| {
        let more = by_source.get(f.source.as_str())? - f.fen;
        let source = said::source(v, &f.source);
        (more > 0)
            .then(|| Note::warn(v.t3("drives-pack-over", "source", source, "budget", v.money(f.fen), "more", v.money(more))))
    });
    let over = over.collect();
    let stock = goods.iter().map(|g| Stock {
        name: g.name.clone(),
        taken_in: v.number(g.taken_in),
        handed_out: v.number(g.handed_out),
        left: v.number(g.left()),
        money: money::grouped(g.handed_out * g.price_fen),
    });
    Ok(PackPage {
        page: ask.page("drives-pack"),
        title: drive.title.clone(),
        union: d.federation().name(drive.union_id),
        facts: Facts::new()
            .fact(v.t("drives-kind"), said::kind(v, &drive))
            .fact(v.t("drives-item"), said::item(v, &drive))
            .fact(v.t("drives-days"), said::days(v, &drive))
            .fact(v.t("drives-plan"), said::plan(&drive)),
        sign: screen::sign(ask, d, &drive, true).await?,
        funds: screen::fund_lines(ask, &funds),
        over,
        unsigned: (unsigned > 0)
            .then(|| Note::warn(v.t1("drives-pack-unsigned", "n", i64::try_from(unsigned).unwrap_or(i64::MAX)))),
        explained: (said_why > 0)
            .then(|| ui::note(v.t1("drives-pack-explained", "n", i64::try_from(said_why).unwrap_or(i64::MAX)))),
        purchases,
        bought: InWords::of(bought),
        stock: stock.collect(),
        places,
        named: v.number(sum.named),
        by_head: v.number(sum.by_head),
        pieces: v.number(sum.pieces),
        given: InWords::of(sum.fen),
        per_head: sum.per_head().map(money::grouped).unwrap_or_default(),
        path: format!("/drives/{id}"),
    })
}
