//! What was added up is kept until a fact, the tree or the day changes, and is exact all the same: before each answer the
//! database is asked whether anything has been written since, by this process or another.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

use codes::Day;
use store::{Outcome, Store, Version};

use super::answer::Sheet;
use super::query::{By, FiguresQuery};
use super::words::Cut;

/// Raised with every fact and every retraction.
pub(crate) const VERSION: &str = "ledger";
/// Everything is let go when one kind of answer has been asked for so often since the last fact.
const MOST: usize = 4_000;

/// What the answers depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    facts: Version,
    tree: Version,
    day: Day,
}

impl Stamp {
    /// As the database has it now.
    pub async fn now(store: &Store) -> Outcome<Self> {
        store.refresh_versions().await?;
        let versions = store.versions();
        Ok(Self { facts: versions.get(VERSION), tree: versions.get("organisation"), day: Day::from_unix_ms(store.now()) })
    }
}

#[derive(Default)]
struct Answers {
    stamp: Option<Stamp>,
    sheets: HashMap<(FiguresQuery, Vec<By>), Sheet>,
    cuts: HashMap<(FiguresQuery, By), Cut>,
    few: HashMap<(FiguresQuery, By), bool>,
    corrections: HashMap<FiguresQuery, i64>,
}

#[derive(Default)]
pub(super) struct Kept(Mutex<Answers>);

/// The two accessors of one kind of answer. An answer begun before a change is not kept after it.
macro_rules! kept {
    ($($find:ident, $keep:ident: $field:ident [$key:ty] $value:ty;)+) => {$(
        pub fn $find(&self, stamp: Stamp, key: &$key) -> Option<$value> {
            self.find(stamp, key, |answers| &answers.$field)
        }

        pub fn $keep(&self, stamp: Stamp, key: $key, value: $value) {
            self.keep(stamp, key, value, |answers| &mut answers.$field);
        }
    )+};
}

impl Kept {
    kept! {
        sheet, keep_sheet: sheets [(FiguresQuery, Vec<By>)] Sheet;
        cut, keep_cut: cuts [(FiguresQuery, By)] Cut;
        few, keep_few: few [(FiguresQuery, By)] bool;
        corrections, keep_corrections: corrections [FiguresQuery] i64;
    }

    fn find<K: Eq + Hash, V: Clone>(&self, stamp: Stamp, key: &K, of: fn(&Answers) -> &HashMap<K, V>) -> Option<V> {
        let answers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        (answers.stamp == Some(stamp)).then(|| of(&answers).get(key).cloned()).flatten()
    }

    fn keep<K: Eq + Hash, V>(&self, stamp: Stamp, key: K, value: V, of: fn(&mut Answers) -> &mut HashMap<K, V>) {
        let mut answers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if answers.stamp != Some(stamp) || of(&mut answers).len() >= MOST {
            *answers = Answers { stamp: Some(stamp), ..Answers::default() };
        }
        of(&mut answers).insert(key, value);
    }
}
