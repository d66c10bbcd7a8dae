//! Pages and the sets beside them.

use std::collections::{BTreeMap, HashMap};

use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Fault, Outcome, Tx, Value, all, binds, run, tuples};
use tally::{Damaged, Page};

/// What passed from a node to the one above it (0: nobody) in a month, seen through a lens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct PageKey {
    pub node: i64,
    pub lens: i32,
    pub month: i32,
    pub parent: i64,
    pub way: i32,
}

pub(crate) struct Paged {
    pub key: PageKey,
    pub id: i64,
    pub page: Page,
}

#[derive(FromQueryResult)]
struct Row {
    node: i64,
    lens: i32,
    month: i32,
    parent: i64,
    way: i32,
    id: i64,
    cells: Vec<u8>,
}

pub(crate) fn damaged(_: Damaged) -> Fault {
    Fault::Internal("a page of the ledger cannot be read; `unionhall check --tally` says more".to_owned())
}

fn paged(rows: Vec<Row>) -> Outcome<Vec<Paged>> {
    paged_of(rows, |_, _| true)
}

fn paged_of(rows: Vec<Row>, wanted: impl Fn(i32, &str) -> bool) -> Outcome<Vec<Paged>> {
    let one = |r: Row| {
        let key = PageKey { node: r.node, lens: r.lens, month: r.month, parent: r.parent, way: r.way };
        Ok(Paged { key, id: r.id, page: Page::of_slices(&r.cells, |slice| wanted(r.way, slice)).map_err(damaged)? })
    };
    rows.into_iter().map(one).collect()
}

const BATCH: usize = 1_024;

/// These pages, as far as they are.
pub(crate) async fn load(db: &impl ConnectionTrait, keys: &[PageKey]) -> Outcome<Vec<Paged>> {
    let mut rows = Vec::with_capacity(keys.len());
    for some in store::portions(keys, BATCH) {
        let values: Vec<Value> = some.iter().flat_map(|k| binds![k.node, k.lens, k.month, k.parent, k.way]).collect();
        let sql = format!(
            "WITH wanted (node, lens, month, parent, way) AS (VALUES {}) SELECT p.node, p.lens, p.month, p.parent, p.way, p.id, p.cells \
             FROM wanted w CROSS JOIN ledger_page p WHERE p.node = w.node AND p.lens = w.lens AND p.month = w.month \
             AND p.parent = w.parent AND p.way = w.way",
            tuples(some.len(), 5)
        );
        rows.extend(all::<Row>(db, &sql, values).await?);
    }
    paged(rows)
}

/// Which end of the step is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Node,
    Parent,
}

/// The pages that leave these nodes, or that come in at them, of these months; of each way and slice only what is wanted.
pub(crate) async fn of(
    db: &impl ConnectionTrait,
    end: End,
    nodes: &[i64],
    lens: i32,
    months: (i32, i32),
    wanted: impl Fn(i32, &str) -> bool,
) -> Outcome<Vec<Paged>> {
    let column = if end == End::Node { "node" } else { "parent" };
    let mut rows = Vec::new();
    for some in store::asked(nodes, BATCH) {
        let mut values: Vec<Value> = binds![lens, months.0, months.1].into();
        values.extend(some.iter().map(|n| Value::from(*n)));
        let sql = format!(
            "SELECT node, lens, month, parent, way, id, cells FROM ledger_page WHERE lens = $1 AND month >= $2 AND month <= $3 \
             AND {column} IN ({})",
            store::places(4, some.len())
        );
        rows.extend(all::<Row>(db, &sql, values).await?);
    }
    paged_of(rows, wanted)
}

/// The months of which there are pages.
pub(crate) async fn months(db: &impl ConnectionTrait) -> Outcome<Vec<i32>> {
    #[derive(FromQueryResult)]
    struct Month {
        month: i32,
    }
    let rows: Vec<Month> = all(db, "SELECT DISTINCT month FROM ledger_page", []).await?;
    Ok(rows.into_iter().map(|r| r.month).collect())
}

/// All pages of a month.
pub(crate) async fn of_month(db: &impl ConnectionTrait, month: i32) -> Outcome<Vec<Paged>> {
    let sql = "SELECT node, lens, month, parent, way, id, cells FROM ledger_page WHERE month = $1 ORDER BY node, lens";
    paged(all::<Row>(db, sql, binds![month]).await?)
}

pub(crate) async fn save(tx: &Tx, pages: &[Paged]) -> Outcome<()> {
    let (empty, full): (Vec<&Paged>, Vec<&Paged>) = pages.iter().partition(|p| p.page.is_empty());
    for batch in store::portions(&full, BATCH) {
        let row = |p: &&Paged| {
            let k = p.key;
            binds![k.node, k.lens, k.month, k.parent, k.way, p.id, p.page.to_bytes()]
        };
        let values: Vec<Value> = batch.iter().flat_map(row).collect();
        let sql = format!(
            "INSERT INTO ledger_page (node, lens, month, parent, way, id, cells) VALUES {} \
             ON CONFLICT (node, lens, month, parent, way) DO UPDATE SET cells = excluded.cells",
            tuples(batch.len(), 7)
        );
        run(&**tx, &sql, values).await?;
    }
    for p in empty {
        let k = p.key;
        let sql = "DELETE FROM ledger_page WHERE node = $1 AND lens = $2 AND month = $3 AND parent = $4 AND way = $5";
        run(&**tx, sql, binds![k.node, k.lens, k.month, k.parent, k.way]).await?;
    }
    Ok(())
}

/// One block of a set beside a page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct SetKey {
    pub node: i64,
    pub page: i64,
    pub slice: String,
    pub kind: i32,
    pub block: i64,
}

#[derive(FromQueryResult)]
struct SetRow {
    node: i64,
    page: i64,
    slice: String,
    kind: i32,
    block: i64,
    members: Vec<u8>,
}

impl SetRow {
    fn split(self) -> (SetKey, Vec<u8>) {
        (SetKey { node: self.node, page: self.page, slice: self.slice, kind: self.kind, block: self.block }, self.members)
    }
}

/// These blocks, as far as they are.
pub(crate) async fn load_sets(db: &impl ConnectionTrait, keys: &[&SetKey]) -> Outcome<HashMap<SetKey, Vec<u8>>> {
    let mut found = HashMap::with_capacity(keys.len());
    for some in store::portions(keys, BATCH) {
        let values: Vec<Value> = some.iter().flat_map(|k| binds![k.node, k.page, k.slice.clone(), k.kind, k.block]).collect();
        let sql = format!(
            "WITH wanted (node, page, slice, kind, block) AS (VALUES {}) SELECT s.node, s.page, s.slice, s.kind, s.block, s.members \
             FROM wanted w CROSS JOIN ledger_set s WHERE s.node = w.node AND s.page = w.page AND s.slice = w.slice \
             AND s.kind = w.kind AND s.block = w.block",
            tuples(some.len(), 5)
        );
        found.extend(all::<SetRow>(db, &sql, values).await?.into_iter().map(SetRow::split));
    }
    Ok(found)
}

/// All blocks of sets, each named by node, page, slice and kind.
pub(crate) async fn sets(db: &impl ConnectionTrait, wanted: &[(i64, i64, &str, i32)]) -> Outcome<Vec<(SetKey, Vec<u8>)>> {
    let mut found = Vec::new();
    for some in store::portions(wanted, BATCH) {
        let values: Vec<Value> = some.iter().flat_map(|(node, page, slice, kind)| binds![*node, *page, *slice, *kind]).collect();
        let sql = format!(
            "WITH wanted (node, page, slice, kind) AS (VALUES {}) SELECT s.node, s.page, s.slice, s.kind, s.block, s.members \
             FROM wanted w CROSS JOIN ledger_set s WHERE s.node = w.node AND s.page = w.page AND s.slice = w.slice AND s.kind = w.kind",
            tuples(some.len(), 4)
        );
        found.extend(all::<SetRow>(db, &sql, values).await?.into_iter().map(SetRow::split));
    }
    Ok(found)
}

/// Writes blocks; one without members is deleted.
pub(crate) async fn save_sets(tx: &Tx, sets: &BTreeMap<SetKey, Option<Vec<u8>>>) -> Outcome<()> {
    let full: Vec<(&SetKey, &Vec<u8>)> = sets.iter().filter_map(|(key, members)| Some((key, members.as_ref()?))).collect();
    for batch in store::portions(&full, BATCH) {
        let row =
            |(k, members): &(&SetKey, &Vec<u8>)| binds![k.node, k.page, k.slice.clone(), k.kind, k.block, (*members).clone()];
        let values: Vec<Value> = batch.iter().flat_map(row).collect();
        let sql = format!(
            "INSERT INTO ledger_set (node, page, slice, kind, block, members) VALUES {} \
             ON CONFLICT (node, page, slice, kind, block) DO UPDATE SET members = excluded.members",
            tuples(batch.len(), 6)
        );
        run(&**tx, &sql, values).await?;
    }
    for (k, _) in sets.iter().filter(|(_, members)| members.is_none()) {
        let sql = "DELETE FROM ledger_set WHERE node = $1 AND page = $2 AND slice = $3 AND kind = $4 AND block = $5";
        run(&**tx, sql, binds![k.node, k.page, k.slice.clone(), k.kind, k.block]).await?;
    }
    Ok(())
}
