use std::collections::HashMap;

use codes::{Day, IdNumber, Mobile};
use serde_json::json;
use store::{Actor, Fault, Outcome, Store};
use uuid::Uuid;

use super::today;
use crate::rows::import::{self, Staged, State};
use crate::rows::roster;
use crate::rules::list::columns::Column;
use crate::rules::list::entry::{self, Problem};
use crate::rules::list::{Line, List};

/// Rows judged and staged in one write; a thousand take a few milliseconds.
const CHUNK: usize = 1_000;
const MOST_IN_FILE_NAME: usize = 120;

/// Notes that a list is being checked, and gives its id. Who may do it, and for which union, is decided before.
///
/// # Errors
/// [`Fault::Database`].
pub(crate) async fn check_list(store: &Store, actor: &Actor, union: Uuid, file_name: &str, rows: usize) -> Outcome<Uuid> {
    let file_name: String = file_name.chars().filter(|c| !c.is_control()).take(MOST_IN_FILE_NAME).collect();
    let (file_name, rows) = (file_name.as_str(), i64::try_from(rows).unwrap_or(i64::MAX));
    store
        .write("membership.check_list", actor, |tx| async move {
            let id = tx.new_id();
            import::insert(&tx, id, union, file_name, rows, actor.person).await?;
            tx.record("union", union, json!({ "import": id, "rows": rows }));
            Ok(id)
        })
        .await
}

/// Judges every row and keeps it, sealed, with what is wrong with it. `founded` is the union's first day.
///
/// # Errors
/// [`Fault::Conflict`] when the list has been given up meanwhile; [`Fault::Database`].
pub(crate) async fn judge(store: &Store, id: Uuid, union: Uuid, founded: Day, list: List) -> Outcome<()> {
    let mut seen = Seen::default();
    let mut lines = list.rows;
    let (mut done, mut bad) = (0, 0);
    while !lines.is_empty() {
        let rest = lines.split_off(lines.len().min(CHUNK));
        let chunk = std::mem::replace(&mut lines, rest);
        let known = known(store, union, &chunk).await?;
        let (keeper, mut mine) = (store.clone(), std::mem::take(&mut seen));
        // Sealing is work for a processor, not for a thread that serves requests.
        let (staged, back) = tokio::task::spawn_blocking(move || {
            let today = today(&keeper);
            let staged: Outcome<Vec<Staged>> =
                chunk.iter().map(|line| stage(&keeper, id, line, &mut mine, &known, today, founded)).collect();
            (staged, mine)
        })
        .await
        .map_err(|e| Fault::Internal(e.to_string()))?;
        seen = back;
        let staged = staged?;
        bad += i64::try_from(staged.iter().filter(|s| !s.problems.is_empty()).count()).unwrap_or(0);
        done += i64::try_from(staged.len()).unwrap_or(0);
        let (staged, last) = (&staged, lines.is_empty());
        store
            .keep("membership.stage_list", |tx| async move {
                let held = import::hold(&tx, id).await?.ok_or(Fault::NotFound)?;
                if held.state != State::Checking {
                    return Err(Fault::Conflict("membership-import-overtaken"));
                }
                import::stage(&tx, id, staged).await?;
                let (state, done) = if last { (State::Checked, 0) } else { (State::Checking, done) };
                import::set(&tx, id, state, done, bad, "").await
            })
            .await?;
    }
    Ok(())
}

/// The numbers met so far in this file, and the row of each.
#[derive(Default)]
struct Seen {
    phones: HashMap<Mobile, i64>,
    numbers: HashMap<IdNumber, i64>,
}

/// Numbers of a chunk that are somebody's already, and whether that is a member here.
#[derive(Default)]
pub(super) struct KnownNumbers(HashMap<Vec<u8>, bool>);

impl KnownNumbers {
    /// What to say of a number: nothing when nobody has it. One sentence serves for a member of another union, for
    /// somebody who has only signed up, and for a former member: a list must not tell one from the other.
    fn problem(&self, hashes: &[Vec<u8>]) -> Option<Problem> {
        let here = hashes.iter().find_map(|h| self.0.get(h))?;
        Some(Problem::new(Column::Phone, if *here { "membership-row-member-here" } else { "membership-row-registered" }))
    }
}

/// Looks up the numbers of some rows. Rows whose numbers cannot be read are left out: they are bad anyway.
async fn known(store: &Store, union: Uuid, lines: &[Line]) -> Outcome<KnownNumbers> {
    let (mut phones, mut numbers) = (Vec::new(), Vec::new());
    for line in lines {
        if let Ok(phone) = Mobile::parse(&line.cells[Column::Phone as usize]) {
            phones.extend(store.keyring().lookups("phone", phone.as_str()));
        }
        if let Ok(number) = IdNumber::parse(&line.cells[Column::IdNumber as usize]) {
            numbers.extend(store.keyring().lookups("id_number", number.as_str()));
        }
    }
    look_up(store, union, &phones, &numbers).await
}

pub(super) async fn look_up(store: &Store, union: Uuid, phones: &[Vec<u8>], numbers: &[Vec<u8>]) -> Outcome<KnownNumbers> {
    let mut found = import::known(store.read(), "member_phone", phones).await?;
    found.extend(import::known(store.read(), "member_id_number", numbers).await?);
    if found.is_empty() {
        return Ok(KnownNumbers::default());
    }
    let people: Vec<Uuid> = found.iter().map(|(_, person)| *person).collect();
    let homes = roster::homes(store.read(), &people, today(store)).await?;
    let is_here = |person: &Uuid| homes.get(person).is_some_and(|home| home.union == Some(union));
    Ok(KnownNumbers(found.into_iter().map(|(hash, person)| (hash, is_here(&person))).collect()))
}

fn stage(
    store: &Store,
    id: Uuid,
    line: &Line,
    seen: &mut Seen,
    known: &KnownNumbers,
    today: Day,
    founded: Day,
) -> Outcome<Staged> {
    let mut cells = line.cells.clone();
    let mut problems = match entry::read(&line.cells, today, founded) {
        Err(problems) => problems,
        Ok(entry) => {
            // The day as it will be recorded: today where the list says none, the union's first day where it says an earlier one.
            cells[Column::From as usize] = entry.from.to_string();
            Vec::new()
        }
    };
    let (phone, number) =
        (Mobile::parse(&line.cells[Column::Phone as usize]).ok(), IdNumber::parse(&line.cells[Column::IdNumber as usize]).ok());
    let keys = store.keyring();
    if let Some(phone) = phone {
        match seen.phones.get(&phone) {
            Some(row) => problems.push(Problem::like_row(Column::Phone, "membership-row-same-phone", *row)),
            None => drop(seen.phones.insert(phone, line.row)),
        }
    }
    if let Some(number) = number {
        match seen.numbers.get(&number) {
            Some(row) => problems.push(Problem::like_row(Column::IdNumber, "membership-row-same-id", *row)),
            None => drop(seen.numbers.insert(number, line.row)),
        }
    }
    if !known.0.is_empty() {
        let mut hashes = phone.map(|p| keys.lookups("phone", p.as_str())).unwrap_or_default();
        hashes.extend(number.map(|n| keys.lookups("id_number", n.as_str())).unwrap_or_default());
        problems.extend(known.problem(&hashes));
    }
    let cells = serde_json::to_string(&cells).map_err(|e| Fault::Internal(e.to_string()))?;
    let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
    Ok(Staged { row: line.row, cells: keys.seal(import::cells_at(id), store.ids(), &cells)?, problems: problems.join(" ") })
}

/// What has come to be known since the list was checked, for rows that could not be written.
pub(super) async fn judge_again(store: &Store, union: Uuid, phones: &[Vec<u8>], numbers: &[Vec<u8>]) -> Outcome<Option<Problem>> {
    let known = look_up(store, union, phones, numbers).await?;
    let hashes: Vec<Vec<u8>> = phones.iter().chain(numbers).cloned().collect();
    Ok(known.problem(&hashes))
}
