use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, binds, one, run, tuples};
use uuid::Uuid;

use crate::rules::veil::Count;

/// Figures of the group as they stood at one moment, fit to be shown.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Figure {
    pub n: i32,
    /// Unix milliseconds.
    pub taken_at: i64,
    /// Taking part.
    pub parts: i64,
    /// Measured at least once.
    pub measured: i64,
    /// People behind the total.
    pub behind: Option<i64>,
    /// Hundredths, rounded; absent where too few stand behind it.
    pub total: Option<i64>,
    /// When this total was last reckoned anew.
    pub total_at: Option<i64>,
    /// Measured at the end; in the last figures only.
    pub finished: Option<i64>,
    /// `open`, `hidden`, `fewer`, `at-least`, `exact`.
    pub reached_how: String,
    pub reached: Option<i64>,
}

impl Figure {
    /// How many reached the goal, as far as it may be said; nothing before the end.
    #[must_use]
    pub fn reached(&self) -> Option<Count> {
        match (self.reached_how.as_str(), self.reached) {
            ("exact", Some(n)) => Some(Count::Exact(n)),
            ("at-least", Some(n)) => Some(Count::AtLeast(n)),
            ("fewer", _) => Some(Count::Fewer),
            ("hidden", _) => Some(Count::Hidden),
            _ => None,
        }
    }
}

const COLUMNS: &str = "n, taken_at, parts, measured, behind, total, total_at, finished, reached_how, reached";

/// The latest figures.
pub(crate) async fn last(db: &impl ConnectionTrait, challenge: Uuid) -> Outcome<Option<Figure>> {
    one(db, &format!("SELECT {COLUMNS} FROM chl_figure WHERE challenge_id = $1 ORDER BY n DESC LIMIT 1"), binds![challenge]).await
}

pub(crate) async fn insert(tx: &Tx, challenge: Uuid, f: &Figure) -> Outcome<()> {
    let sql = format!("INSERT INTO chl_figure (challenge_id, {COLUMNS}) VALUES {}", tuples(1, 11));
    let mut values = binds![challenge, f.n, f.taken_at, f.parts, f.measured, f.behind, f.total, f.total_at].to_vec();
    values.extend(binds![f.finished, f.reached_how.clone(), f.reached]);
    run(&**tx, &sql, values).await?;
    Ok(())
}
