use std::collections::{HashMap, HashSet};

use codes::Day;
use i18n::Lang;
use organisation::{Power, Scope};
use sha2::{Digest as _, Sha256};
use store::{Actor, Fault, FieldFault, Outcome};
use uuid::Uuid;

use crate::fact::{EventCard, Fact, What};
use crate::house::{Ledger, Word};
use crate::rows::{event, intake};
use crate::rules::intake::line::{Known, Taken, read};
use crate::rules::intake::{COLUMNS, Taking, workbook};
use crate::verbs::record::record;

/// A file of past figures as it was brought.
#[derive(Clone, Debug)]
pub struct File {
    /// As the officer's computer calls it.
    pub name: String,
    /// An XLSX workbook by the template.
    pub bytes: Vec<u8>,
    pub taking: Taking,
    /// Only judge it; nothing is written.
    pub only_try: bool,
}

/// One cell that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The row's number in the file, from 1.
    pub row: i64,
    /// `field` is a column's name.
    pub fault: FieldFault,
}

/// What came of a file: everything was taken, or nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dry {
    pub rows: usize,
    pub facts: usize,
    pub sessions: i64,
    pub attendances: i64,
    pub problems: Vec<Problem>,
    pub taken: bool,
}

/// Takes in what unions did in past years, from a spreadsheet: each row is judged, and either every row is taken or none.
/// Rows may be of the union itself and of those below it that the officer's power reaches. From records they become counted
/// facts (source *import*), as balances reported ones (source *report*).
///
/// # Errors
/// `Fault::NotFound` or `Fault::Forbidden` by the scope; `Fault::Invalid` on `file` when it is no such workbook or was taken
/// before. Wrong rows are no error: they come back as problems.
pub async fn take_in(house: &Ledger, scope: &Scope, actor: &Actor, union: Uuid, file: File) -> Outcome<Dry> {
    scope.require(Power::SeeFigures, union)?;
    let File { name, bytes, taking, only_try } = file;
    let heads = heads(house);
    let hash = hex::encode(Sha256::digest(&bytes));
    let lines = tokio::task::spawn_blocking(move || workbook::read(&bytes, &heads))
        .await
        .map_err(|error| Fault::Internal(error.to_string()))?
        .map_err(|refusal| Fault::field("file", refusal))?;
    let known = Reach::of(house, scope, union);
    let mut dry = Dry { rows: lines.len(), ..Dry::default() };
    let mut rows: Vec<Taken> = Vec::with_capacity(lines.len());
    let mut seen = HashSet::new();
    for line in &lines {
        match read(line, taking, &known, house.today()) {
            Ok(taken) => {
                let of = taken.facts.first().map(|f| (f.host, f.day, f.kind.clone(), f.setting.clone()));
                if seen.insert(of) {
                    rows.push(taken);
                } else {
                    dry.problems.push(Problem { row: line.row, fault: FieldFault::new("union", "ledger-intake-twice") });
                }
            }
            Err(faults) => dry.problems.extend(faults.into_iter().map(|fault| Problem { row: line.row, fault })),
        }
    }
    let sum = |what: What| rows.iter().flat_map(|r| &r.facts).filter(|f| f.what == what).map(|f| f.quantity).sum();
    dry.facts = rows.iter().map(|r| r.facts.len()).sum();
    (dry.sessions, dry.attendances) = (sum(What::Held), sum(What::Counted));
    if intake::is_known(house.store().read(), union, &hash).await? {
        return Err(Fault::field("file", "ledger-file-known"));
    }
    if !only_try && dry.problems.is_empty() {
        write(house, actor, union, &name, &hash, taking, &rows).await?;
        dry.taken = true;
        house.figures.help(dry.facts).await;
    }
    Ok(dry)
}

async fn write(
    house: &Ledger,
    actor: &Actor,
    union: Uuid,
    name: &str,
    hash: &str,
    taking: Taking,
    rows: &[Taken],
) -> Outcome<()> {
    let name: &str = &name.chars().take(120).collect::<String>();
    house
        .store()
        .write("ledger.take-in", actor, |tx| async move {
            intake::hold(&tx, union).await?;
            if intake::is_known(&*tx, union, hash).await? {
                return Err(Fault::field("file", "ledger-file-known"));
            }
            let id = tx.new_id();
            let (mut cards, mut facts) = (Vec::with_capacity(rows.len()), Vec::new());
            for taken in rows {
                let event = tx.new_id();
                facts.extend(taken.facts.iter().map(|f| Fact { event, ..f.clone() }));
                cards.extend(taken.facts.first().map(|f| card(event, f, name, taken.row)));
            }
            let count = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
            let new = intake::NewIntake {
                id,
                union,
                file: name,
                hash,
                source: taking.name(),
                lines: count(rows.len()),
                facts: count(facts.len()),
                by: actor.person,
            };
            intake::insert(&tx, &new).await?;
            event::upsert(&tx, &cards, Some(id)).await?;
            record(&tx, &facts).await?;
            tx.record("union", union, serde_json::json!({ "intake": id, "rows": rows.len(), "facts": facts.len() }));
            Ok(())
        })
        .await
}

/// A row of a file is an event of its own; its title says which.
fn card(event: Uuid, fact: &Fact, file: &str, row: i64) -> EventCard {
    EventCard {
        event,
        title: format!("{file} · {row}"),
        day: fact.day,
        host: fact.host,
        kind: fact.kind.clone(),
        setting: fact.setting.clone(),
        place: String::new(),
        programme: None,
        co_hosts: Vec::new(),
    }
}

/// What each column may be headed, in both languages.
fn heads(house: &Ledger) -> [Vec<String>; COLUMNS.len()] {
    std::array::from_fn(|i| Lang::ALL.iter().map(|lang| house.web.words.voice(*lang).t(COLUMNS[i].1)).collect())
}

/// The unions a row may name, and the words of the house in both languages.
struct Reach {
    unions: HashMap<String, Vec<(Uuid, Day)>>,
    kinds: HashMap<String, &'static str>,
    settings: HashMap<String, &'static str>,
}

impl Reach {
    fn of(house: &Ledger, scope: &Scope, union: Uuid) -> Self {
        let mut unions: HashMap<String, Vec<(Uuid, Day)>> = HashMap::new();
        for at in house.organisation.federation.within(union) {
            if scope.may(Power::SeeFigures, at.id) {
                let codes = [at.credit_code.clone(), at.division.clone()];
                for words in codes.into_iter().flatten().chain([at.name.clone()]) {
                    unions.entry(words).or_default().push((at.id, at.founded));
                }
            }
        }
        let words = |words: &[Word]| {
            let voices = Lang::ALL.map(|lang| house.web.words.voice(lang));
            let named =
                words.iter().flat_map(|w| voices.iter().map(|v| (v.t(w.key), w.name)).chain([(w.name.to_owned(), w.name)]));
            named.collect()
        };
        Self { unions, kinds: words(&house.vocabulary.kinds), settings: words(&house.vocabulary.settings) }
    }
}

impl Known for Reach {
    fn unions(&self, words: &str) -> Vec<(Uuid, Day)> {
        self.unions.get(words).cloned().unwrap_or_default()
    }

    fn kind(&self, words: &str) -> Option<&'static str> {
        self.kinds.get(words).copied()
    }

    fn setting(&self, words: &str) -> Option<&'static str> {
        self.settings.get(words).copied()
    }
}
