use axum::extract::State;
use axum::response::Response;
use forms::Question;
use organisation::{Power, Scope};
use sheets::{CSV, Cell, Csv};
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
use crate::verbs::take_health::HealthTaken;

const STATES: &[&str] = &["placed", "offered", "waiting", "entered", "unplaced"];
const SOME: usize = 2_000;

/// Everybody who stands there, for whoever runs it: a file in UTF-8 with the mark spreadsheet programs look for. What was answered
/// about health is not in it.
pub async fn get(State(s): State<Signups>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let text = list(&ask, &s, &scope, id, false).await?;
    Ok(web::attachment(&format!("signups-{id}.csv"), CSV, text))
}

/// The same with what was answered about health, asked for by name and put on record.
pub async fn with_health(State(s): State<Signups>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    match s.take_health(&scope, &ask.actor(), id, HealthTaken::Exported).await {
        Err(Fault::Conflict(key)) => return Ok(ask.go_warning(&format!("/signups/{id}/desk"), key)),
        other => other?,
    }
    let text = list(&ask, &s, &scope, id, true).await?;
    Ok(web::attachment(&format!("signups-{id}-health.csv"), CSV, text))
}

async fn list(ask: &Ask, s: &Signups, scope: &Scope, id: Uuid, with_health: bool) -> Outcome<Vec<u8>> {
    let known = s.known(id).await?;
    let union = known.allotment.union_id;
    scope.require(Power::Run, union)?;
    let entries = entry::in_states(s.store().read(), id, STATES, 0, u64::MAX).await?;
    // Answers are read by whoever reads the names: a column for each question.
    let asked = known.asks.now().filter(|_| may_see_entrants(scope, union)).map(|form| form.questions()).into_iter().flatten();
    let asked: Vec<&Question> = asked.filter(|q| with_health || !q.sensitive).collect();
    write(ask, s, &known, may_see_entrants(scope, union), &asked, &entries).await
}

async fn write(
    ask: &Ask,
    s: &Signups,
    known: &Known,
    sees_names: bool,
    asked: &[&Question],
    entries: &[Entry],
) -> Outcome<Vec<u8>> {
    let v = &ask.v;
    let mut csv = Csv::default();
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
    csv.row(heads.map(|key| v.t(key)).into_iter().chain(asked.iter().map(|q| label(v, &q.label).to_owned())))?;
    for some in entries.chunks(SOME) {
        let people = named(s, sees_names, some).await?;
        for e in some {
            let (name, team) = people.get(&e.ordinal).map_or(("", ""), |p| (p.name.as_str(), p.team.as_str()));
            let home = e.home.map(|u| s.federation().name(u)).unwrap_or_default();
            let answers = if asked.is_empty() { Vec::new() } else { sums::cells(s, v, known, e, asked) };
            let cells = [
                Cell::Written(e.number.to_string()),
                name.into(),
                home.into(),
                team.into(),
                Cell::Written(e.heads.to_string()),
                state_word(v, e).into(),
                Cell::Written(yuan(e.price)),
                Cell::Written(yuan(e.subsidy)),
                second(v, e.received_at).into(),
            ];
            csv.row(cells.into_iter().chain(answers.into_iter().map(Cell::from)))?;
        }
    }
    csv.done()
}

/// Yuan as a number that a spreadsheet adds.
fn yuan(fen: i64) -> String {
    format!("{}.{:02}", fen / 100, fen % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_a_number_that_a_spreadsheet_adds() {
        assert_eq!(yuan(9_605), "96.05");
    }
}
