use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock, PoisonError, RwLock, RwLockReadGuard};

use codes::Day;
use orgtree::{Edge, Kin as _, Order, Tree};
use store::{Outcome, Store, Version};
use uuid::Uuid;

use crate::kind::{Kind, Level};

mod load;
mod named;

pub use named::Named;

/// Raised with every change of a union or an edge.
pub(crate) const VERSION: &str = "organisation";

/// A union as it is known in memory: its state in force today.
#[derive(Clone, Debug)]
pub struct Union {
    pub id: Uuid,
    /// Its place in the tree's arrays, for ever.
    pub node: u32,
    pub name: String,
    /// First letters of the name, for search.
    pub initials: String,
    pub kind: Kind,
    pub level: Level,
    /// GB/T 2260 or statistical division code; none for zones, the Corps, ministries, sector unions and most locals.
    pub division: Option<String>,
    pub credit_code: Option<String>,
    pub founded: Day,
    /// `Day::OPEN` while it lives.
    pub ended: Day,
    pub successor: Option<Uuid>,
    /// The union that keeps its books, where it has no computer.
    pub kept_by: Option<Uuid>,
    /// Order among siblings.
    pub sort_key: i32,
}

impl Union {
    #[must_use]
    pub fn has_ended(&self) -> bool {
        self.ended < Day::OPEN
    }

    /// What it adds to the number of living grass-roots unions: itself or nothing.
    fn counts(&self) -> u32 {
        u32::from(self.kind.is_grass_roots() && !self.has_ended())
    }
}

/// A union's place below another for a time.
#[derive(Clone, Debug)]
pub struct Standing {
    /// 0 is the territorial line.
    pub line: u16,
    pub parent: Arc<Union>,
    pub from: Day,
    /// `Day::OPEN` while nothing ends it.
    pub until: Day,
    /// Whether figures are added up along it.
    pub leads: bool,
}

/// The whole tree in memory, shared by every request of this process and kept in step with the database by a version.
#[derive(Clone)]
pub struct Federation(Arc<Kept>);

#[derive(Default)]
struct Kept {
    inner: RwLock<Inner>,
    /// Held by whoever brings the tree up to date, so that no change is applied twice.
    refreshing: tokio::sync::Mutex<()>,
    relaying: AtomicBool,
}

struct Inner {
    version: Version,
    /// Highest edge sequence and highest union sequence applied.
    edge_seq: i64,
    union_seq: i64,
    unions: Vec<Arc<Union>>,
    by_id: HashMap<Uuid, u32>,
    tree: Tree,
    root: Option<u32>,
    /// Living grass-roots unions at or below each node; counted when first asked for, then kept in step.
    locals: OnceLock<Vec<u32>>,
}

/// Nothing is dated ahead ([`crate::rules::day`]), so the edges in force today are those that nothing ends: the ones that
/// hold on the last day there is. A tree laid out for that day need not be laid out anew when a day turns.
const NOW: Day = Day(Day::OPEN.0 - 1);
/// A tree of so many unions is laid out anew in the background after every change, which takes a few milliseconds.
const SMALL: usize = 200_000;
/// Changes beside the laid-out order of a larger one; with so many it is laid out anew.
const MOST_PENDING: usize = 32;

impl Default for Inner {
    fn default() -> Self {
        #[allow(clippy::expect_used, reason = "a tree of nothing cannot be wrong")]
        let tree = Tree::build(Vec::new(), Vec::new(), Vec::new(), NOW).expect("the empty tree");
        Self {
            version: 0,
            edge_seq: 0,
            union_seq: 0,
            unions: Vec::new(),
            by_id: HashMap::new(),
            tree,
            root: None,
            locals: OnceLock::new(),
        }
    }
}

impl Federation {
    /// Reads the tree from the database.
    ///
    /// # Errors
    /// [`store::Fault::Database`]; [`store::Fault::Internal`] when the edges make no tree.
    pub async fn load(store: &Store) -> Outcome<Self> {
        let federation = Self(Arc::default());
        *federation.0.inner.write().unwrap_or_else(PoisonError::into_inner) = load::whole(store).await?;
        Ok(federation)
    }

    /// Brings the tree up to date if another commit, here or in another process, has changed it. Only what was recorded since
    /// is read and applied; readers go on meanwhile.
    ///
    /// # Errors
    /// [`store::Fault::Database`]; [`store::Fault::Internal`] when the edges make no tree.
    pub async fn refresh(&self, store: &Store) -> Outcome<()> {
        if self.inner().version == store.versions().get(VERSION) {
            return Ok(());
        }
        let _one_at_a_time = self.0.refreshing.lock().await;
        let (version, edge_seq, union_seq) = {
            let inner = self.inner();
            (inner.version, inner.edge_seq, inner.union_seq)
        };
        if version == store.versions().get(VERSION) {
            return Ok(());
        }
        let news = load::since(store, edge_seq, union_seq).await?;
        let applied = self.0.inner.write().unwrap_or_else(PoisonError::into_inner).take(news);
        if let Err(error) = applied {
            // Only an edge struck out in the database can do this; the whole tree says whether it stands.
            tracing::warn!(%error, "the tree is read anew");
            let inner = load::whole(store).await?;
            *self.0.inner.write().unwrap_or_else(PoisonError::into_inner) = inner;
        }
        self.lay_out_anew();
        Ok(())
    }

    /// Lays the tree out anew beside the one that serves, once many changes wait beside it.
    fn lay_out_anew(&self) {
        let tree = {
            let inner = self.inner();
            let most = if inner.tree.len() < SMALL { 1 } else { MOST_PENDING };
            if inner.tree.pending() < most || self.0.relaying.swap(true, Ordering::AcqRel) {
                return;
            }
            inner.tree.clone()
        };
        let kept = Arc::clone(&self.0);
        tokio::task::spawn_blocking(move || {
            let adopted =
                tree.relay(NOW).and_then(|relaid| kept.inner.write().unwrap_or_else(PoisonError::into_inner).tree.adopt(relaid));
            if let Err(error) = adopted {
                tracing::warn!(%error, "the tree was not laid out anew");
            }
            kept.relaying.store(false, Ordering::Release);
        });
    }

    fn inner(&self) -> RwLockReadGuard<'_, Inner> {
        self.0.inner.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Answers about one union; nothing for one that is not there.
    fn ask<T>(&self, id: Uuid, answer: impl FnOnce(&Inner, u32) -> T) -> Option<T> {
        let inner = self.inner();
        let node = *inner.by_id.get(&id)?;
        Some(answer(&inner, node))
    }

    /// No union yet: the installation waits for its first run.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.inner().unions.is_empty()
    }

    /// Unions that live today.
    #[must_use]
    pub fn count(&self) -> usize {
        self.inner().unions.iter().filter(|u| !u.has_ended()).count()
    }

    #[must_use]
    pub fn get(&self, id: Uuid) -> Option<Arc<Union>> {
        let inner = self.inner();
        inner.by_id.get(&id).and_then(|node| inner.unions.get(*node as usize)).cloned()
    }

    #[must_use]
    pub fn by_node(&self, node: u32) -> Option<Arc<Union>> {
        self.inner().unions.get(node as usize).cloned()
    }

    /// The union's name, or nothing where there is no such union.
    #[must_use]
    pub fn name(&self, id: Uuid) -> String {
        self.get(id).map(|u| u.name.clone()).unwrap_or_default()
    }

    /// The root of this installation.
    #[must_use]
    pub fn root(&self) -> Option<Arc<Union>> {
        let inner = self.inner();
        inner.union(inner.root?)
    }

    /// The parent today, by the leading edge.
    #[must_use]
    pub fn parent(&self, id: Uuid) -> Option<Arc<Union>> {
        self.ask(id, |inner, node| inner.union(inner.tree.leading().parent(node)?)).flatten()
    }

    /// From the root down to this union, both included, by today's leading edges.
    #[must_use]
    pub fn path(&self, id: Uuid) -> Vec<Arc<Union>> {
        self.ask(id, |inner, node| inner.all(inner.tree.leading().path(node))).unwrap_or_default()
    }

    /// As [`Federation::path`], in one line (`None`: by leading edges) as it was on a day.
    #[must_use]
    pub fn path_on(&self, line: Option<u16>, id: Uuid, day: Day) -> Vec<Arc<Union>> {
        self.ask(id, |inner, node| inner.all(inner.tree.at(order(line), day).path(node))).unwrap_or_default()
    }

    /// The living children of today, in the order of the administrative codes.
    #[must_use]
    pub fn children(&self, id: Uuid) -> Vec<Arc<Union>> {
        self.ask(id, |inner, node| inner.all(inner.tree.leading().children(node))).unwrap_or_default()
    }

    /// The children of one line (0 is the territorial one) on a day.
    #[must_use]
    pub fn children_in(&self, line: u16, id: Uuid, day: Day) -> Vec<Arc<Union>> {
        self.children_on(Some(line), id, day)
    }

    /// The children on a day, in one line or (`None`) by leading edges.
    #[must_use]
    pub fn children_on(&self, line: Option<u16>, id: Uuid, day: Day) -> Vec<Arc<Union>> {
        self.ask(id, |inner, node| inner.all(inner.tree.at(order(line), day).children(node))).unwrap_or_default()
    }

    /// Whether somebody stands below this union today.
    #[must_use]
    pub fn has_children(&self, id: Uuid) -> bool {
        self.ask(id, |inner, node| inner.tree.leading().subtree(node).nth(1).is_some()).unwrap_or(false)
    }

    /// Whether somebody stands below this union on a day, in one line or (`None`) by leading edges.
    #[must_use]
    pub fn has_children_on(&self, line: Option<u16>, id: Uuid, day: Day) -> bool {
        self.ask(id, |inner, node| !inner.tree.at(order(line), day).children(node).is_empty()).unwrap_or(false)
    }

    /// The edges of a union on all days: line, parent, first day, first day it is over, whether it leads.
    #[must_use]
    pub fn edges(&self, id: Uuid) -> Vec<Standing> {
        let stand = |inner: &Inner, e: &Edge| {
            let parent = inner.union(e.parent)?;
            Some(Standing { line: e.line, parent, from: e.from, until: e.until, leads: e.leading })
        };
        self.ask(id, |inner, node| inner.tree.edges_of(node).iter().filter_map(|e| stand(inner, e)).collect()).unwrap_or_default()
    }

    /// Whether `id` is `ancestor` or stands below it today, by leading edges. An ended union stands at its successor.
    #[must_use]
    pub fn is_within(&self, id: Uuid, ancestor: Uuid) -> bool {
        let inner = self.inner();
        match (inner.by_id.get(&id), inner.by_id.get(&ancestor)) {
            (Some(&node), Some(&ancestor)) => inner.tree.leading().is_within(inner.tree.today_node(node), ancestor),
            _ => false,
        }
    }

    /// As [`Federation::is_within`], as it was on a day.
    #[must_use]
    pub fn is_within_at(&self, id: Uuid, ancestor: Uuid, day: Day) -> bool {
        let inner = self.inner();
        match (inner.by_id.get(&id), inner.by_id.get(&ancestor)) {
            (Some(&node), Some(&ancestor)) => inner.tree.at(Order::Leading, day).is_within(node, ancestor),
            _ => false,
        }
    }

    /// Whether `id` belongs today to the sector that `sector` leads: it, or a union above it by leading edges, stands in one of
    /// the sector lines at or below that union. A local keeps its territorial parent and may belong to several sectors.
    #[must_use]
    pub fn is_of_sector(&self, id: Uuid, sector: Uuid) -> bool {
        let inner = self.inner();
        let (Some(&node), Some(&sector)) = (inner.by_id.get(&id), inner.by_id.get(&sector)) else { return false };
        let (node, leading) = (inner.tree.today_node(node), inner.tree.leading());
        std::iter::once(node).chain(leading.ancestors(node)).any(|at| {
            let mut edges = inner.tree.edges_of(at).iter().filter(|e| e.line > 0 && e.holds_on(NOW));
            at == sector || edges.any(|e| inner.tree.line(e.line).is_within(at, sector))
        })
    }

    /// Where a union stands in today's tree: itself, or the one that took its place.
    #[must_use]
    pub fn today_of(&self, id: Uuid) -> Option<Arc<Union>> {
        self.ask(id, |inner, node| inner.union(inner.tree.today_node(node))).flatten()
    }

    /// How many living grass-roots unions stand at or below this one.
    #[must_use]
    pub fn locals_within(&self, id: Uuid) -> usize {
        self.ask(id, |inner, node| inner.locals().get(node as usize).copied().unwrap_or(0) as usize).unwrap_or(0)
    }

    /// This union and all living ones below it, in pre-order.
    #[must_use]
    pub fn within(&self, id: Uuid) -> Vec<Arc<Union>> {
        self.ask(id, |inner, node| inner.all(inner.tree.leading().subtree(node))).unwrap_or_default()
    }

    /// Living unions by name, initials, division or credit code; those whose name begins with the words first, then in the
    /// order of the tree. Several words must all match.
    #[must_use]
    pub fn search(&self, words: &str, within: Option<Uuid>, most: usize) -> Vec<Arc<Union>> {
        let lower = words.to_lowercase();
        let wanted: Vec<&str> = lower.split_whitespace().take(5).collect();
        if wanted.is_empty() {
            return Vec::new();
        }
        let inner = self.inner();
        let start = within.and_then(|id| inner.by_id.get(&id).copied()).or(inner.root);
        let Some(start) = start else { return Vec::new() };
        let (mut first, mut rest) = (Vec::new(), Vec::new());
        let leading = inner.tree.leading();
        for union in leading.subtree(start).filter_map(|n| inner.unions.get(n as usize)) {
            let matches = wanted.iter().all(|w| {
                union.name.contains(w)
                    || union.initials.starts_with(w)
                    || union.division.as_deref().is_some_and(|d| d.starts_with(w))
                    || union.credit_code.as_deref().is_some_and(|c| c.eq_ignore_ascii_case(w))
            });
            if matches {
                let list = if union.name.starts_with(wanted[0]) { &mut first } else { &mut rest };
                if list.len() < most {
                    list.push(Arc::clone(union));
                }
            }
        }
        first.extend(rest);
        first.truncate(most);
        first
    }
}

fn order(line: Option<u16>) -> Order {
    line.map_or(Order::Leading, Order::Line)
}

impl Inner {
    fn union(&self, node: u32) -> Option<Arc<Union>> {
        self.unions.get(node as usize).cloned()
    }

    fn all(&self, nodes: impl IntoIterator<Item = u32>) -> Vec<Arc<Union>> {
        nodes.into_iter().filter_map(|node| self.union(node)).collect()
    }

    fn locals(&self) -> &[u32] {
        self.locals.get_or_init(|| {
            let mut counts = vec![0; self.unions.len()];
            let leading = self.tree.leading();
            for union in self.unions.iter().filter(|u| u.counts() > 0) {
                for node in std::iter::once(union.node).chain(leading.ancestors(union.node)) {
                    if let Some(count) = counts.get_mut(node as usize) {
                        *count += 1;
                    }
                }
            }
            counts
        })
    }
}
