//! What those who entered answered, for whoever may read their names: a line each, a cell a question, and how often each choice.

use std::collections::BTreeMap;
use std::sync::Arc;

use forms::{Count, Figures, Kind, Path, Question, Tally};
use i18n::Voice;
use store::{Fault, Kept, Outcome};
use uuid::Uuid;

use crate::Signups;
use crate::house::Known;
use crate::rows::entry::{self, Entry};
use crate::rows::sheets;
use crate::rules::asks::options;
use crate::sheet::{in_words, label};

/// One question with what was answered to it.
pub(crate) struct Sum {
    pub key: String,
    pub ask: String,
    /// Each choice with how often it was taken; for a number, its sum alone.
    pub counts: Vec<(String, i64)>,
    /// `S 3，M 12`.
    pub says: String,
}

/// Over whom: an allotment, and the states of its entries.
type Over = (Uuid, &'static [&'static str]);

/// What stood when the sheets were added up: whoever enters raises the last number, whoever moves up shortens the list, whoever leaves
/// gives back what was taken, or (out of a draw) has his answers deleted, which is a turn as each correction is. The number never falls
/// and the list grows only with it, so that what has changed is never taken for what was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    version: i32,
    last: i64,
    taken: i64,
    waiting: i64,
    is_drawn: bool,
    turn: i64,
}

/// Figures without a person, kept while nobody came, left, moved or corrected anything; whichever process did it.
pub(crate) type Sums = Kept<Over, Stamp, Arc<Option<Tally>>>;

/// Sums over everybody in these states who answered what is asked now, in the order of the questions; words are not counted. All sheets
/// are opened for it, so it is done once.
pub(crate) async fn of(s: &Signups, v: &Voice, known: &Arc<Known>, states: &'static [&'static str]) -> Outcome<Vec<Sum>> {
    let Some(form) = known.asks.now() else { return Ok(Vec::new()) };
    let (id, db) = (known.allotment.id, s.store().read());
    let (a, turn) = (s.allotment(id).await?, sheets::get(db, id).await?.turn);
    let (version, is_drawn) = (known.asks.version(), a.state == "drawn");
    let stamp = Stamp { version, last: a.last, taken: a.taken, waiting: a.waiting, is_drawn, turn };
    let read = async || {
        let entries = entry::in_states(db, id, states, 0, u64::MAX).await?;
        // Thousands of sheets are opened and read for one page: beside the threads that answer everybody else.
        let (opener, kept) = (s.clone(), Arc::clone(known));
        let tally = tokio::task::spawn_blocking(move || tally(&opener, &kept, &entries)).await;
        tally.map(Arc::new).map_err(|e| Fault::Internal(e.to_string()))
    };
    let tally = s.sums.get_or((id, states), stamp, read).await?;
    Ok(form.questions().filter_map(|q| sum(v, q, tally.as_ref().as_ref()?.counts.get(&Path::question(&q.key))?)).collect())
}

fn tally(s: &Signups, known: &Known, entries: &[Entry]) -> Option<Tally> {
    let form = known.asks.now()?;
    let mut tally = Tally::new(form);
    for (_, answers) in entries.iter().filter_map(|e| s.sheet_now(known, e)) {
        // It was carried over to this very form, so it is counted.
        let _ = tally.add(form, &answers);
    }
    Some(tally)
}

fn sum(v: &Voice, q: &Question, count: &Count) -> Option<Sum> {
    let n = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let counts: Vec<(String, i64)> = match &count.figures {
        Figures::Options(all) => {
            let word = |key: &str| {
                let known = options(&q.answer).iter().find(|o| o.key == key);
                known.map_or_else(|| key.to_owned(), |o| label(v, &o.label).to_owned())
            };
            all.iter().map(|(key, times)| (word(key), n(*times))).collect()
        }
        Figures::YesNo { yes, no } => vec![(v.t("signups-answer-yes"), n(*yes)), (v.t("signups-answer-no"), n(*no))],
        Figures::Numbers(numbers) => vec![(v.t("signups-sums-sum"), i64::try_from(numbers.sum).unwrap_or(i64::MAX))],
        Figures::None | Figures::Rows(_) => return None,
    };
    let said = counts.iter().map(|(word, times)| v.t2("signups-sums-one", "word", word.as_str(), "n", v.number(*times)));
    let says = said.collect::<Vec<_>>().join(&v.t("signups-answer-comma"));
    Some(Sum { key: q.key.clone(), ask: label(v, &q.label).to_owned(), counts, says })
}

/// What one answered, in a line: `衣服尺码：M；过敏：花生`. What was left open is left out, and what is about health where it was
/// not asked for.
pub(super) fn line(s: &Signups, v: &Voice, known: &Known, e: &Entry, with_health: bool) -> String {
    let Some((form, _)) = s.sheet_now(known, e) else { return String::new() };
    let asked: Vec<&Question> = form.questions().filter(|q| with_health || !q.sensitive).collect();
    let said = asked.iter().zip(cells(s, v, known, e, &asked)).filter(|(_, answered)| !answered.is_empty());
    let said = said.map(|(q, answered)| v.t2("signups-answer-said", "ask", label(v, &q.label), "answer", answered));
    said.collect::<Vec<_>>().join(&v.t("signups-and"))
}

/// A cell for each question, in their order.
pub(super) fn cells(s: &Signups, v: &Voice, known: &Known, e: &Entry, asked: &[&Question]) -> Vec<String> {
    let Some((form, answers)) = s.sheet_now(known, e) else { return vec![String::new(); asked.len()] };
    let lines = answers.summary(form, forms::Showing::All);
    let keys: Vec<&str> = lines.iter().map(|line| line.question.key.as_str()).collect();
    let said: BTreeMap<&str, String> =
        keys.into_iter().zip(in_words(v, form, &answers).into_iter().map(|(_, answered)| answered)).collect();
    let cell = |q: &&Question| match (said.get(q.key.as_str()), &q.answer) {
        (Some(said), _) if said == "—" => String::new(),
        // A number stays one that a spreadsheet adds.
        (Some(_), Kind::Whole(_)) => answers.whole(&q.key).map(|n| n.to_string()).unwrap_or_default(),
        (Some(said), _) => said.clone(),
        (None, _) => String::new(),
    };
    asked.iter().map(cell).collect()
}
