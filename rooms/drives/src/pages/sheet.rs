use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use store::{Fault, Outcome};
use ui::{Field, Html};
use uuid::Uuid;
use web::{Ask, Failed, Path, Query};

use super::said;
use crate::rows::good::Good;
use crate::rows::hand_out::HandOut;
use crate::rows::line::{self, Line};
use crate::rows::{good, hand_out, site};
use crate::{Drives, sight};

/// Empty lines on one sheet of paper, and at most.
const BLANK: usize = 10;
const MOST_BLANK: usize = 200;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    /// Empty lines for those who sign on paper.
    rows: String,
}

/// A line of the roster, as it is printed.
pub(super) struct Received {
    pub who: String,
    pub goods: String,
    pub money: String,
    pub signed: Html,
    pub remark: String,
}

/// The sheet of one site to sign: who has received, with what was drawn on the screen, and lines to write on.
pub async fn get(
    State(d): State<Drives>,
    ask: Ask,
    scope: Scope,
    Path((id, at)): Path<(Uuid, Uuid)>,
    Query(wish): Query<Wish>,
) -> Result<Response, Failed> {
    let drive = sight::kept(&d, &scope, id).await?;
    let (v, db) = (&ask.v, d.store().read());
    let there = site::get(db, id, at).await?.ok_or(Fault::NotFound)?;
    let goods = good::of(db, id).await?;
    let mut handed = hand_out::of_site(db, id, at).await?;
    handed.retain(|h| !h.is_retracted());
    let blank = wish.rows.parse::<usize>().unwrap_or(BLANK).min(MOST_BLANK);
    Ok(ask.show(&SheetPage {
        page: ask.page("drives-sheet"),
        path: format!("/drives/{id}/sites/{at}"),
        union: d.federation().name(drive.union_id),
        title: drive.title.clone(),
        site: format!("{}　{}", there.title, there.place),
        day: v.full_date(there.day),
        goods: goods.iter().map(|g| g.name.as_str()).collect::<Vec<_>>().join(&v.t("drives-and")),
        lines: received(&ask, &d, &drive.id, &goods, &handed).await?,
        rows: Field::number("rows", v.t("drives-sheet-blank")).value(blank).bare(),
        blank,
    }))
}

/// Hand-outs as lines of a printed roster.
pub(super) async fn received(ask: &Ask, d: &Drives, drive: &Uuid, goods: &[Good], handed: &[HandOut]) -> Outcome<Vec<Received>> {
    let v = &ask.v;
    let (names, unsigned) = (said::receivers(d, v, handed).await?, said::unsigned(d, *drive, handed).await?);
    let lines = line::of_many(d.store().read(), *drive, &handed.iter().map(|h| h.id).collect::<Vec<_>>()).await?;
    let mut found = Vec::with_capacity(handed.len());
    for h in handed {
        let of: Vec<&Line> = lines.iter().filter(|l| l.hand_out_id == h.id).collect();
        found.push(Received {
            who: names.get(&h.id).cloned().unwrap_or_default(),
            goods: said::goods(v, goods, &of),
            money: codes::money::grouped(h.fen),
            signed: said::signature(d.store(), v, h)?,
            remark: match h.signed.as_str() {
                "paper" => v.t("drives-signed-paper"),
                "heads" => v.t("drives-signed-heads"),
                // Before it is closed the line is left free to be signed.
                _ => unsigned.get(&h.id).map(|why| v.t1("drives-unsigned-because", "reason", why.as_str())).unwrap_or_default(),
            },
        });
    }
    Ok(found)
}

#[derive(Template)]
#[template(path = "drives/sheet.html")]
struct SheetPage {
    page: ui::Page,
    path: String,
    union: String,
    title: String,
    site: String,
    day: String,
    goods: String,
    lines: Vec<Received>,
    rows: Field,
    blank: usize,
}
