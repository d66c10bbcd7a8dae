use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use csv::{Terminator, WriterBuilder};
use forms::Question;
use organisation::{Power, Scope};
use store::{Fault, Outcome};
use uuid::Uuid;
use web::{Ask, Failed, Path};

use super::desk::named;
use super::sums;
use super::words::{second, state_word};
use crate::Signups;
use crate::house::Known;
use crate::rows::entry::{self, Entry};
use crate::sheet::label;
use crate::sight::may_see_entrants;

const STATES: &[&str] = &["placed", "offered", "waiting", "entered", "unplaced"];
const SOME: usize = 2_000;

/// Everybody who stands there, for whoever runs it: a file in UTF-8 with the mark spreadsheet programs look for.
pub async fn get(State(s): State<Signups>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let known = s.known(id).await?;
    let union = known.allotment.union_id;
    scope.require(Power::Run, union)?;
    let entries = entry::in_states(s.store().read(), id, STATES, 0, u64::MAX).await?;
    let bytes = write(&ask, &s, &known, may_see_entrants(&scope, union), &entries).await?;
    let disposition = format!("attachment; filename=\"signups-{id}.csv\"");
    Ok(([(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, disposition)], bytes)
        .into_response())
}

async fn write(ask: &Ask, s: &Signups, known: &Known, sees_names: bool, entries: &[Entry]) -> Outcome<Vec<u8>> {
    let v = &ask.v;
    let broken = |error: csv::Error| Fault::Internal(error.to_string());
    let mut out = "\u{feff}".as_bytes().to_vec();
    let mut csv = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(&mut out);
    let heads = [
        "signups-col-number",
        "signups-col-name",
        "signups-col-union",
        "signups-col-team",
        "signups-col-heads",
        "signups-col-state",
        "signups-col-own",
        "signups-col-subsidy",
        "signups-col-received",
    ];
    // Answers are read by whoever reads the names: a column for each question.
    let asked: Vec<&Question> =
        known.asks.now().filter(|_| sees_names).map(|form| form.questions().collect()).unwrap_or_default();
    let titles = heads.map(|key| v.t(key)).into_iter().chain(asked.iter().map(|q| plain(label(v, &q.label))));
    csv.write_record(titles).map_err(broken)?;
    for some in entries.chunks(SOME) {
        let people = named(s, sees_names, some).await?;
        for e in some {
            let (name, team) = people.get(&e.ordinal).map_or(("", ""), |p| (p.name.as_str(), p.team.as_str()));
            let home = e.home.map(|u| s.federation().name(u)).unwrap_or_default();
            let answers = if asked.is_empty() { Vec::new() } else { sums::cells(s, v, known, e, &asked) };
            let cells = [
                e.number.to_string(),
                plain(name),
                plain(&home),
                plain(team),
                e.heads.to_string(),
                state_word(v, e),
                yuan(e.price),
                yuan(e.subsidy),
                second(v, e.received_at),
            ];
            csv.write_record(cells.into_iter().chain(answers.iter().map(|answer| plain(answer)))).map_err(broken)?;
        }
    }
    csv.flush().map_err(|error| Fault::Internal(error.to_string()))?;
    drop(csv);
    Ok(out)
}

/// A text that a spreadsheet program would run as a formula is marked as text.
fn plain(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

/// Yuan as a number that a spreadsheet adds.
fn yuan(fen: i64) -> String {
    format!("{}.{:02}", fen / 100, fen % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_is_run_as_a_formula() {
        for bad in ["=1+1", "+86", "-2", "@SUM(A1)", "\tx"] {
            assert!(plain(bad).starts_with('\''));
        }
        assert_eq!(plain("陈师傅"), "陈师傅");
        assert_eq!(yuan(9_605), "96.05");
    }
}
