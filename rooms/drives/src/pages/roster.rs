use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use membership::Sheet;
use organisation::Scope;
use store::{Fault, Outcome};
use uuid::Uuid;
use web::{Ask, Failed, Path};

use super::said;
use crate::rows::{good, hand_out, line, site};
use crate::{Drives, sight};

/// Spreadsheets take a file for UTF-8 by this mark.
const MARK: &str = "\u{feff}";

/// Everybody who received, as a table to take away (CSV, which every spreadsheet opens).
pub async fn get(State(d): State<Drives>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let bytes = write(&rows(&ask, &d, &scope, id).await?)?;
    let mut response = Body::from(bytes).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"roster.csv\""));
    Ok(response)
}

/// The same as a workbook.
pub async fn xlsx(State(d): State<Drives>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let mut rows = rows(&ask, &d, &scope, id).await?.into_iter();
    let sheet = Sheet { name: ask.v.t("drives-roster"), heads: rows.next().unwrap_or_default(), rows: rows.collect() };
    Ok(membership::attachment("roster.xlsx", membership::XLSX, membership::write_workbook(vec![sheet]).await?))
}

async fn rows(ask: &Ask, d: &Drives, scope: &Scope, id: Uuid) -> Outcome<Vec<Vec<String>>> {
    sight::kept(d, scope, id).await?;
    let (v, db) = (&ask.v, d.store().read());
    let (goods, sites, handed) = (good::of(db, id).await?, site::of(db, id).await?, hand_out::standing(db, id).await?);
    let names = said::receivers(d, v, &handed).await?;
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
            v.t(signed),
        ]);
    }
    Ok(rows)
}

fn write(rows: &[Vec<String>]) -> Outcome<Vec<u8>> {
    let internal = |e: csv::Error| Fault::Internal(e.to_string());
    let mut writer = csv::Writer::from_writer(MARK.as_bytes().to_vec());
    for row in rows {
        writer.write_record(row.iter().map(|cell| plain(cell))).map_err(internal)?;
    }
    writer.into_inner().map_err(|e| Fault::Internal(e.to_string()))
}

/// A cell that a spreadsheet would take for a formula is text.
fn plain(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t']) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        let rows = [vec!["=1+1".to_owned(), "张三,\"李四\"".to_owned()]];
        assert_eq!(String::from_utf8(write(&rows).unwrap()).unwrap(), "\u{feff}'=1+1,\"张三,\"\"李四\"\"\"\n");
    }
}
