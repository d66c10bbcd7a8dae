//! What a process keeps at hand for the cells: the dated edges and the numbers of unions and employers. Both only grow, and
//! both are brought up to what the database shows before they are used.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use sea_orm::ConnectionTrait;
use store::Outcome;
use uuid::Uuid;

use crate::rows::{number, way};
use crate::rules::ways::Ways;

pub(crate) mod apply;
pub(crate) mod gather;

/// The tree and how far it was read: the sequences of `organisation`'s edges and unions.
#[derive(Clone, Default)]
pub(crate) struct Tree {
    pub ways: Arc<Ways>,
    pub seqs: (i64, i64),
}

/// Numbers given to unions and employers; `last` is the highest.
#[derive(Clone, Default)]
pub(crate) struct Numbers {
    by_id: HashMap<Uuid, i64>,
    by_number: HashMap<i64, Uuid>,
    pub last: i64,
}

impl Numbers {
    pub fn get(&self, id: Uuid) -> Option<i64> {
        self.by_id.get(&id).copied()
    }

    pub fn id(&self, number: i64) -> Option<Uuid> {
        self.by_number.get(&number).copied()
    }

    pub fn put(&mut self, id: Uuid, number: i64) {
        self.by_id.insert(id, number);
        self.by_number.insert(number, id);
        self.last = self.last.max(number);
    }
}

/// Cheap to clone; shared by whoever folds and whoever asks.
#[derive(Clone, Default)]
pub(crate) struct AtHand(Arc<Inner>);

#[derive(Default)]
struct Inner {
    tree: Mutex<Tree>,
    numbers: Mutex<Arc<Numbers>>,
}

impl AtHand {
    /// The tree, at least as new as `db` shows it.
    pub async fn tree(&self, db: &impl ConnectionTrait) -> Outcome<Tree> {
        let mut tree = self.0.tree.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let news = way::since(db, tree.seqs).await?;
        if news.seqs == tree.seqs {
            return Ok(tree);
        }
        let ways = Arc::make_mut(&mut tree.ways);
        for row in &news.edges {
            ways.put(row.child, row.edge());
        }
        for row in &news.ends {
            ways.end(row.id, row.end());
        }
        tree.seqs = news.seqs;
        let mut kept = self.0.tree.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.seqs.0 <= tree.seqs.0 && kept.seqs.1 <= tree.seqs.1 {
            *kept = tree.clone();
        }
        Ok(tree)
    }

    /// The numbers, at least those that `db` shows.
    pub async fn numbers(&self, db: &impl ConnectionTrait) -> Outcome<Arc<Numbers>> {
        let mut numbers = Arc::clone(&self.0.numbers.lock().unwrap_or_else(PoisonError::into_inner));
        let news = number::since(db, numbers.last).await?;
        if news.is_empty() {
            return Ok(numbers);
        }
        let known = Arc::make_mut(&mut numbers);
        for (id, number) in news {
            known.put(id, number);
        }
        *self.0.numbers.lock().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&numbers);
        Ok(numbers)
    }
}
