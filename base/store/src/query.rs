//! The way to run one portable SQL text with `$1` binds. Every such text stands in a crate's `rows/` or `store.rs`, once.

use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement, TryGetable, Value};

use crate::Outcome;

fn statement(db: &impl ConnectionTrait, sql: &str, binds: impl IntoIterator<Item = Value>) -> Statement {
    let backend = db.get_database_backend();
    let binds: Vec<Value> = binds.into_iter().collect();
    if backend == DbBackend::Sqlite
        && binds.len() > MANY
        && let Some(sql) = unnumbered(sql, binds.len())
    {
        return Statement::from_sql_and_values(backend, sql, binds);
    }
    Statement::from_sql_and_values(backend, sql, binds)
}

/// SQLite looks a numbered place up in a list, so a batch of thousands of them costs the square; bare `?` are free.
const MANY: usize = 64;

/// The same text with `?` for `$1`, `$2` …, where these are the `count` places in order, each once.
fn unnumbered(sql: &str, count: usize) -> Option<String> {
    let mut pieces = sql.split('$');
    let mut text = String::with_capacity(sql.len());
    text.push_str(pieces.next()?);
    let mut expected = 0;
    for piece in pieces {
        let digits = piece.bytes().take_while(u8::is_ascii_digit).count();
        expected += 1;
        if piece[..digits].parse() != Ok(expected) {
            return None;
        }
        text.push('?');
        text.push_str(&piece[digits..]);
    }
    (expected == count).then_some(text)
}

/// All rows.
///
/// # Errors
/// [`crate::Fault::Database`] and the named constraint faults.
pub async fn all<T: FromQueryResult>(
    db: &impl ConnectionTrait,
    sql: &str,
    binds: impl IntoIterator<Item = Value>,
) -> Outcome<Vec<T>> {
    let rows = db.query_all_raw(statement(db, sql, binds)).await?;
    Ok(rows.iter().map(|row| T::from_query_result(row, "")).collect::<Result<_, _>>()?)
}

/// The first row, if any.
///
/// # Errors
/// As [`all`].
pub async fn one<T: FromQueryResult>(
    db: &impl ConnectionTrait,
    sql: &str,
    binds: impl IntoIterator<Item = Value>,
) -> Outcome<Option<T>> {
    let row = db.query_one_raw(statement(db, sql, binds)).await?;
    Ok(row.map(|row| T::from_query_result(&row, "")).transpose()?)
}

/// The first column of the first row; `None` where there is no row.
///
/// # Errors
/// As [`all`].
pub async fn scalar<T: TryGetable>(
    db: &impl ConnectionTrait,
    sql: &str,
    binds: impl IntoIterator<Item = Value>,
) -> Outcome<Option<T>> {
    let row = db.query_one_raw(statement(db, sql, binds)).await?;
    Ok(row.map(|row| row.try_get_by_index(0)).transpose()?)
}

/// Runs a change and says how many rows it touched.
///
/// # Errors
/// As [`all`].
pub async fn run(db: &impl ConnectionTrait, sql: &str, binds: impl IntoIterator<Item = Value>) -> Outcome<u64> {
    Ok(db.execute_raw(statement(db, sql, binds)).await?.rows_affected())
}

/// `($1, $2), ($3, $4)` …: the places of a batch of rows in one `INSERT`. SQLite takes 32,766 binds in a statement,
/// PostgreSQL 65,535.
#[must_use]
pub fn tuples(rows: usize, columns: usize) -> String {
    let mut text = String::with_capacity(rows * columns * 6);
    for row in 0..rows {
        text.push_str(if row == 0 { "($" } else { ", ($" });
        for column in 1..=columns {
            if column > 1 {
                text.push_str(", $");
            }
            text.push_str(&(row * columns + column).to_string());
        }
        text.push(')');
    }
    text
}

/// Rows cut into portions of few sizes (powers of two up to `most`), so that batches of every length share a handful of
/// statement texts: each text is prepared once and then kept.
pub fn portions<T>(rows: &[T], most: usize) -> impl Iterator<Item = &[T]> {
    let mut left = rows;
    std::iter::from_fn(move || {
        let mut size = 1;
        while size * 2 <= left.len().min(most) {
            size *= 2;
        }
        let (portion, rest) = left.split_at_checked(size)?;
        left = rest;
        Some(portion)
    })
}

/// Ids for an `IN (…)`, cut and filled up to few lengths (powers of four up to `most`) by naming the last one again: every
/// connection prepares each length once, so there had better be few.
pub fn asked<T: Clone>(ids: &[T], most: usize) -> impl Iterator<Item = Vec<T>> {
    ids.chunks(most.max(1)).map(move |some| {
        let mut asked = some.to_vec();
        if let Some(last) = some.last() {
            asked.resize(filled(some.len()).min(most.max(some.len())), last.clone());
        }
        asked
    })
}

/// As [`asked`] for rows of a `VALUES`, filled up with one that is nobody's: a row named twice would be found twice.
pub fn asked_or<T: Clone>(rows: &[T], most: usize, nobody: T) -> impl Iterator<Item = Vec<T>> {
    rows.chunks(most.max(1)).map(move |some| {
        let mut asked = some.to_vec();
        asked.resize(filled(some.len()).min(most.max(some.len())), nobody.clone());
        asked
    })
}

/// The next power of four.
fn filled(count: usize) -> usize {
    let two = count.next_power_of_two();
    if two.trailing_zeros().is_multiple_of(2) { two } else { two * 2 }
}

/// `$3, $4, $5` …: `count` places of an `IN (…)`, beginning with number `from`.
#[must_use]
pub fn places(from: usize, count: usize) -> String {
    (from..from + count).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ")
}

/// `CASE id WHEN $3 THEN $4 WHEN $5 THEN $6 END`: another value for each of `rows` rows, so that one `UPDATE` changes them all.
/// `next` is the number of the first place and is moved on behind the last; values are bound as pairs of key and value.
#[must_use]
pub fn cases(key: &str, rows: usize, next: &mut usize) -> String {
    let mut text = format!("CASE {key}");
    for _ in 0..rows {
        text.push_str(&format!(" WHEN ${} THEN ${}", *next, *next + 1));
        *next += 2;
    }
    text.push_str(" END");
    text
}

#[cfg(test)]
mod tests {
    use super::{asked, asked_or, portions, tuples, unnumbered};

    #[test]
    fn portions_are_of_few_sizes_and_leave_nothing_out() {
        for n in 0..700 {
            let rows: Vec<usize> = (0..n).collect();
            let cut: Vec<&[usize]> = portions(&rows, 256).collect();
            assert_eq!(cut.concat(), rows);
            assert!(cut.iter().all(|p| p.len().is_power_of_two() && p.len() <= 256), "{n}");
            for some in asked(&rows, 256) {
                assert!([1, 4, 16, 64, 256].contains(&some.len()), "{n}");
            }
            for some in asked(&rows, 64).chain(asked_or(&rows, 64, 0)) {
                assert!([1, 4, 16, 64].contains(&some.len()), "{n}");
            }
            assert_eq!(asked_or(&rows, 256, usize::MAX).flatten().filter(|r| *r != usize::MAX).collect::<Vec<_>>(), rows);
            let mut all: Vec<usize> = asked(&rows, 256).flatten().collect();
            all.dedup();
            assert_eq!(all, rows);
        }
    }

    #[test]
    fn a_batch_loses_its_numbers_and_nothing_else_does() {
        assert_eq!(unnumbered(&tuples(2, 2), 4).as_deref(), Some("(?, ?), (?, ?)"));
        assert_eq!(unnumbered("a = $1 OR b = $1", 1), None);
        assert_eq!(unnumbered("a = $2 AND b = $1", 2), None);
        assert_eq!(unnumbered("a = $1", 2), None);
        assert_eq!(unnumbered("a = '$' AND b = $1", 1), None);
    }
}
