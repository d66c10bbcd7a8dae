use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use sheets::{CSV, Csv, Sheet, XLSX, workbook};
use store::Outcome;
use uuid::Uuid;
use web::{Ask, Failed, Path};

use super::said;
use crate::rows::{good, hand_out, line, site};
use crate::{Drives, sight};

/// Everybody who received, as a table to take away (CSV, which every spreadsheet opens).
pub async fn get(State(d): State<Drives>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let mut csv = Csv::default();
    for row in rows(&ask, &d, &scope, id).await? {
        csv.row(row)?;
    }
    Ok(web::attachment("roster.csv", CSV, csv.done()?))
}

/// The same as a workbook.
pub async fn xlsx(State(d): State<Drives>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let mut rows = rows(&ask, &d, &scope, id).await?.into_iter();
    let sheet = Sheet::texts(ask.v.t("drives-roster"), rows.next().unwrap_or_default(), rows.collect());
    Ok(web::attachment("roster.xlsx", XLSX, workbook(vec![sheet]).await?))
}

async fn rows(ask: &Ask, d: &Drives, scope: &Scope, id: Uuid) -> Outcome<Vec<Vec<String>>> {
    sight::kept(d, scope, id).await?;
    let (v, db) = (&ask.v, d.store().read());
    let (goods, sites, handed) = (good::of(db, id).await?, site::of(db, id).await?, hand_out::standing(db, id).await?);
    let (names, unsigned) = (said::receivers(d, v, &handed).await?, said::unsigned(d, id, &handed).await?);
    let lines = line::of_many(db, id, &handed.iter().map(|h| h.id).collect::<Vec<_>>()).await?;
    let heads =
        ["drives-day", "drives-site", "drives-who", "drives-heads-count", "drives-goods", "drives-money", "drives-signing"];
    let mut rows = vec![heads.map(|key| v.t(key)).to_vec()];
    for h in &handed {
        let there = sites.iter().find(|s| s.id == h.site_id);
        let of: Vec<&line::Line> = lines.iter().filter(|l| l.hand_out_id == h.id).collect();
        let signed = match h.signed.as_str() {
            "screen" => "drives-signed-screen",
            "paper" => "drives-signed-paper",
            "open" => "drives-signed-open",
            _ => "drives-signed-heads",
        };
        rows.push(vec![
            there.map(|s| v.iso_date(s.day)).unwrap_or_default(),
            there.map(|s| s.title.clone()).unwrap_or_default(),
            names.get(&h.id).cloned().unwrap_or_default(),
            h.heads.to_string(),
            said::goods(v, &goods, &of),
            codes::money::plain(h.fen),
            unsigned.get(&h.id).map_or_else(|| v.t(signed), |why| v.t1("drives-unsigned-because", "reason", why.as_str())),
        ]);
    }
    Ok(rows)
}
