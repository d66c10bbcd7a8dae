//! Which numbers of people are kept back from those who stand above: from 1 to 4, and whatever would give such a number
//! away by subtraction within one table (total minus the rows shown).

/// Numbers of people below this are not shown to those who do not know them by office (DESIGN, section 4).
pub const FEWEST: i64 = 5;

/// What of a table stays hidden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Veil {
    pub total: bool,
    pub rows: Vec<bool>,
}

fn is_few(n: i64) -> bool {
    0 < n && n < FEWEST
}

/// Decides what to hide of `rows` under `total`, where `total_hidden` says that the total is kept back already by the table
/// above it.
///
/// Small rows are hidden first. A single hidden row would follow from the total and the others, and so would the sum of few
/// hidden rows, so the smallest rows are hidden with them until at least two are hidden and together they are at least
/// [`FEWEST`] and make room for each: what remains is never less than the hidden rows could be without a small one. Under a
/// hidden total at least one row is hidden, or the rows would tell it. Nothing is hidden by a row of nobody.
#[must_use]
pub fn veil(total: i64, rows: &[i64], total_hidden: bool) -> Veil {
    let mut hidden: Vec<bool> = rows.iter().map(|n| is_few(*n)).collect();
    let total_hidden = total_hidden || is_few(total);
    let mut order: Vec<usize> = (0..rows.len()).filter(|i| rows[*i] >= FEWEST).collect();
    order.sort_by_key(|i| (rows[*i], *i));
    let mut order = order.into_iter();
    loop {
        let count = hidden.iter().filter(|h| **h).count();
        let sum: i64 = rows.iter().zip(&hidden).filter(|(_, h)| **h).map(|(n, _)| *n).sum();
        let enough = match (count, total_hidden) {
            (0, false) => true,
            (0, true) => rows.iter().all(|n| *n == 0),
            // With the total unknown a single hidden row does not follow from the others.
            (_, true) => true,
            (1, false) => false,
            (_, false) => sum >= FEWEST,
        };
        match (enough, order.next()) {
            (true, _) | (false, None) => break,
            (false, Some(next)) => hidden[next] = true,
        }
    }
    // With every row that has anybody hidden, too few were left to hide behind: the total gives them away.
    let behind = hidden.iter().filter(|h| **h).count();
    let total_hidden = total_hidden || behind == 1;
    Veil { total: total_hidden, rows: hidden }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_row_takes_the_next_smallest_with_it() {
        assert_eq!(veil(40, &[3, 12, 25], false), Veil { total: false, rows: vec![true, true, false] });
        assert_eq!(veil(37, &[12, 25], false), Veil { total: false, rows: vec![false, false] });
        assert_eq!(veil(28, &[1, 2, 25], false), Veil { total: false, rows: vec![true, true, true] });
        assert_eq!(veil(29, &[2, 2, 25, 0], false), Veil { total: false, rows: vec![true, true, true, false] });
        assert_eq!(veil(3, &[3, 0], false), Veil { total: true, rows: vec![true, false] });
        assert_eq!(veil(0, &[0, 0], false), Veil { total: false, rows: vec![false, false] });
        assert_eq!(veil(12, &[5, 7], true), Veil { total: true, rows: vec![true, false] });
    }
}
