//! Reading the tree: whole at start, afterwards only what was recorded since.

use std::sync::{Arc, OnceLock};

use codes::Day;
use orgtree::{Change, Edge, Kin as _, Succession, Tree, TreeError};
use store::{Fault, Outcome, Store, Version};

use super::{Inner, NOW, Union, VERSION};
use crate::kind::{Kind, Level};
use crate::rows::edge::{self, EdgeRow};
use crate::rows::union::{self, UnionRow};

/// Beyond so many changes at once counting anew is cheaper than keeping in step.
const MOST_COUNTED: usize = 500;

/// What was recorded since.
pub(super) struct News {
    version: Version,
    edges: Vec<EdgeRow>,
    unions: Vec<UnionRow>,
}

/// Reads what is newer than these sequences. The edges are read first: whatever commits between the two readings, no edge is
/// seen without its unions, and the version kept is the one before both.
pub(super) async fn since(store: &Store, edge_seq: i64, union_seq: i64) -> Outcome<News> {
    let version = store.versions().get(VERSION);
    let edges = edge::since(store.read(), edge_seq).await?;
    let unions = union::since(store.read(), Day::from_unix_ms(store.now()), union_seq).await?;
    Ok(News { version, edges, unions })
}

/// Reads everything.
pub(super) async fn whole(store: &Store) -> Outcome<Inner> {
    let News { version, edges, unions } = since(store, 0, 0).await?;
    let mut inner = Inner { version, edge_seq: edges.last().map_or(0, |e| e.seq), ..Inner::default() };
    inner.unions.reserve(unions.len());
    inner.by_id.reserve(unions.len());
    for row in unions {
        inner.union_seq = inner.union_seq.max(row.seq);
        let node = u32::try_from(inner.unions.len()).unwrap_or(u32::MAX);
        if u32::try_from(row.node) != Ok(node) {
            return Err(Fault::Internal(format!("union {} is node {}, not {node}", row.id, row.node)));
        }
        inner.by_id.insert(row.id, node);
        inner.unions.push(Arc::new(read(row)));
    }
    let keys = inner.unions.iter().map(|u| key(u)).collect();
    let successions = inner.unions.iter().filter_map(|u| inner.succession(u)).collect();
    let edges = edges.iter().filter_map(|e| inner.edge(e)).collect();
    inner.tree = Tree::build(keys, edges, successions, NOW).map_err(|e| Fault::Internal(format!("the federation: {e}")))?;
    inner.root = inner.find_root();
    Ok(inner)
}

impl Inner {
    /// Applies what was recorded since, all of it or nothing.
    pub(super) fn take(&mut self, news: News) -> Result<(), TreeError> {
        let mut batch = Vec::new();
        let (mut changed, mut owned) = (Vec::new(), Vec::new());
        for row in news.unions {
            self.union_seq = self.union_seq.max(row.seq);
            let union = Arc::new(read(row));
            let next = self.unions.len();
            owned.push(self.unions.get(union.node as usize).map_or(0, |u| u.counts()));
            match self.unions.get_mut(union.node as usize) {
                Some(known) => *known = Arc::clone(&union),
                None if union.node as usize == next => {
                    batch.push(Change::Found { node: union.node, key: key(&union) });
                    self.by_id.insert(union.id, union.node);
                    self.unions.push(Arc::clone(&union));
                }
                None => return Err(TreeError::NodeOutOfTurn { node: union.node, next: u32::try_from(next).unwrap_or(u32::MAX) }),
            }
            changed.push(union);
        }
        for row in &news.edges {
            self.edge_seq = self.edge_seq.max(row.seq);
            let Some(edge) = self.edge(row) else { continue };
            if self.tree.edges_of(edge.child).iter().any(|e| e.line == edge.line && e.from == edge.from) {
                batch.push(Change::Strike { line: edge.line, child: edge.child, from: edge.from });
            }
            batch.push(Change::Add(edge));
        }
        for union in &changed {
            let known = self.tree.today_node(union.node) != union.node;
            batch.extend(self.succession(union).filter(|_| !known).map(Change::Succeed));
        }
        self.version = news.version;
        // A whole federation planted at once is counted anew when somebody asks.
        let few = news.edges.len() + changed.len() <= MOST_COUNTED;
        let kept = self.locals.take().filter(|_| few);
        let mut counts = kept.map(|counts| Counts { counts, touched: Vec::new() });
        if let Some(counts) = &mut counts {
            let nodes = news.edges.iter().filter_map(|e| self.by_id.get(&e.child)).copied();
            counts.detach(nodes.chain(changed.iter().map(|u| u.node)), &self.tree);
        }
        self.tree.apply(&batch)?;
        if let Some(mut counts) = counts {
            for (union, was) in changed.iter().zip(&owned) {
                counts.own(union.node, *was, union.counts());
            }
            self.locals = OnceLock::from(counts.attached(&self.tree));
        }
        if self.root.is_none() {
            self.root = self.find_root();
        }
        Ok(())
    }

    fn find_root(&self) -> Option<u32> {
        let leading = self.tree.leading();
        self.unions.iter().find(|u| !u.has_ended() && leading.parent(u.node).is_none()).map(|u| u.node)
    }

    fn succession(&self, union: &Union) -> Option<Succession> {
        let successor = *self.by_id.get(&union.successor?)?;
        Some(Succession { node: union.node, successor, from: union.ended })
    }

    fn edge(&self, row: &EdgeRow) -> Option<Edge> {
        Some(Edge {
            line: u16::try_from(row.line).ok()?,
            child: *self.by_id.get(&row.child)?,
            parent: *self.by_id.get(&row.parent)?,
            from: Day(row.from_day),
            until: Day(row.until_day),
            leading: row.leads,
        })
    }
}

/// How many locals stand at or below each node, kept in step with a batch: what is touched is taken off from above where it
/// stood, and put on where it stands.
struct Counts {
    counts: Vec<u32>,
    touched: Vec<u32>,
}

impl Counts {
    fn detach(&mut self, nodes: impl Iterator<Item = u32>, tree: &Tree) {
        let leading = tree.leading();
        for node in nodes {
            if self.touched.contains(&node) {
                continue;
            }
            self.touched.push(node);
            let Some(count) = self.counts.get(node as usize).copied() else { continue };
            for above in leading.ancestors(node) {
                if let Some(sum) = self.counts.get_mut(above as usize) {
                    *sum = sum.saturating_sub(count);
                }
            }
        }
    }

    /// What the node itself counts for has changed.
    fn own(&mut self, node: u32, was: u32, is: u32) {
        let at = node as usize;
        if at >= self.counts.len() {
            self.counts.resize(at + 1, 0);
        }
        self.counts[at] = self.counts[at].saturating_sub(was) + is;
    }

    fn attached(mut self, tree: &Tree) -> Vec<u32> {
        let leading = tree.leading();
        // From above downwards, so that a node put on carries nothing that is put on later.
        self.touched.sort_by_key(|node| leading.depth(*node));
        for node in &self.touched {
            let Some(count) = self.counts.get(*node as usize).copied() else { continue };
            for above in leading.ancestors(*node) {
                if let Some(sum) = self.counts.get_mut(above as usize) {
                    *sum += count;
                }
            }
        }
        self.counts
    }
}

/// Siblings stand in the order of their sort keys; the tree's own are unsigned.
fn key(union: &Union) -> u64 {
    (i64::from(union.sort_key) - i64::from(i32::MIN)).unsigned_abs()
}

fn read(row: UnionRow) -> Union {
    Union {
        id: row.id,
        node: u32::try_from(row.node).unwrap_or(u32::MAX),
        name: row.name,
        initials: row.initials,
        kind: Kind::from_name(&row.kind).unwrap_or(Kind::Local),
        level: Level::from_number(row.level).unwrap_or(Level::GrassRoots),
        division: row.division,
        credit_code: row.credit_code,
        founded: Day(row.founded_day),
        ended: Day(row.ended_day),
        successor: row.successor,
        kept_by: row.kept_by,
        sort_key: row.sort_key,
    }
}
