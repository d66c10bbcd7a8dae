//! Who of a group was there (出席), who had said he could not come (请假), who was missing (缺席). It is said of one meeting only and
//! is nowhere added up for a person.

use crate::rows::expected::Expected;

/// A meeting's roll, by ordinals, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Roll {
    pub there: Vec<i64>,
    pub on_leave: Vec<i64>,
    pub missing: Vec<i64>,
    /// Came and was not expected (列席).
    pub besides: Vec<i64>,
}

impl Roll {
    /// Everybody who belongs to the group; nobody where none was named.
    #[must_use]
    pub fn expected(&self) -> Vec<i64> {
        let mut all = [&self.there[..], &self.on_leave, &self.missing].concat();
        all.sort_unstable();
        all
    }
}

/// Whoever came was there, also where leave was noted for him; without a group there is no roll. `came`: ordinals of those who came by name.
#[must_use]
pub(crate) fn roll(expected: &[Expected], came: &[i64]) -> Roll {
    let mut roll = Roll::default();
    if expected.is_empty() {
        return roll;
    }
    for e in expected {
        let list = if came.contains(&e.ordinal) {
            &mut roll.there
        } else if e.on_leave {
            &mut roll.on_leave
        } else {
            &mut roll.missing
        };
        list.push(e.ordinal);
    }
    roll.besides = came.iter().copied().filter(|o| !expected.iter().any(|e| e.ordinal == *o)).collect();
    roll
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn everybody_stands_in_one_list() {
        let of = |ordinal, on_leave| Expected { person: Uuid::nil(), ordinal, on_leave };
        let told = roll(&[of(1, false), of(2, true), of(3, false), of(4, true)], &[1, 4, 9]);
        let wanted = Roll { there: vec![1, 4], on_leave: vec![2], missing: vec![3], besides: vec![9] };
        assert_eq!(told, wanted, "who came is there, leave or not");
        assert_eq!(told.expected(), [1, 2, 3, 4]);
        assert_eq!(roll(&[], &[5]), Roll::default(), "nobody came besides a group that was not named");
    }
}
