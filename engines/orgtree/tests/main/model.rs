//! The tree once more, as simply as it can be written: a list of edges that is searched from end to end.

use codes::Day;
use orgtree::{Change, Edge, Kin, Node, Order, Succession, Tree};

#[derive(Clone, Debug, Default)]
pub struct Model {
    pub keys: Vec<u64>,
    pub edges: Vec<Edge>,
    pub successions: Vec<Succession>,
}

/// Days on which something may happen in a generated story, and some beyond both ends.
pub const DAYS: std::ops::Range<i32> = -2..48;

impl Model {
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    pub fn parents(&self, order: Order, day: Day, node: Node) -> Vec<Node> {
        let follows = |edge: &&Edge| match order {
            Order::Leading => edge.leading,
            Order::Line(line) => edge.line == line,
        };
        let held = |edge: &&Edge| edge.child == node && edge.from <= day && day < edge.until;
        self.edges.iter().filter(held).filter(follows).map(|edge| edge.parent).collect()
    }

    pub fn path(&self, order: Order, day: Day, node: Node) -> Vec<Node> {
        let mut path = vec![node];
        while let Some(above) = self.parents(order, day, path[0]).first() {
            path.insert(0, *above);
        }
        path
    }

    /// Applies a batch without asking whether it is right; `None` if it names an edge that is not there.
    pub fn after(&self, batch: &[Change]) -> Option<Model> {
        let mut model = self.clone();
        for change in batch {
            let find = |model: &Model, line, child, from| {
                model.edges.iter().position(|e| e.line == line && e.child == child && e.from == from)
            };
            match *change {
                Change::Found { key, .. } => model.keys.push(key),
                Change::Add(edge) => model.edges.push(edge),
                Change::End { line, child, from, until } => {
                    let at = find(&model, line, child, from)?;
                    model.edges[at].until = until;
                }
                Change::Strike { line, child, from } => {
                    let at = find(&model, line, child, from)?;
                    model.edges.remove(at);
                }
                Change::Succeed(succession) => model.successions.push(succession),
            }
        }
        Some(model)
    }

    pub fn is_whole(&self) -> bool {
        let known = |node: Node| (node as usize) < self.len();
        let edges = self.edges.iter().all(|e| known(e.child) && known(e.parent) && e.from < e.until);
        edges && self.successions_end() && DAYS.map(Day).all(|day| self.is_whole_on(day))
    }

    fn is_whole_on(&self, day: Day) -> bool {
        (0..self.len() as Node).all(|node| {
            let held: Vec<&Edge> = self.edges.iter().filter(|e| e.child == node && e.holds_on(day)).collect();
            let leading = held.iter().filter(|e| e.leading).count();
            let single = held.iter().all(|e| held.iter().filter(|o| o.line == e.line).count() == 1);
            single && leading == usize::from(!held.is_empty())
        }) && ORDERS.iter().all(|order| (0..self.len() as Node).all(|node| self.has_root(*order, day, node)))
    }

    fn has_root(&self, order: Order, day: Day, node: Node) -> bool {
        let mut at = node;
        for _ in 0..=self.len() {
            match self.parents(order, day, at).first() {
                Some(above) => at = *above,
                None => return true,
            }
        }
        false
    }

    fn successions_end(&self) -> bool {
        self.successions.iter().all(|succession| {
            let twice = self.successions.iter().filter(|other| other.node == succession.node).count() > 1;
            let mut at = succession.successor;
            let mut steps = 0;
            while let Some(next) = self.successions.iter().find(|other| other.node == at) {
                at = next.successor;
                steps += 1;
                if steps > self.successions.len() {
                    return false;
                }
            }
            !twice && (succession.node as usize) < self.len() && (succession.successor as usize) < self.len()
        })
    }

    pub fn stands_on(&self, node: Node, day: Day) -> Node {
        let mut at = node;
        while let Some(next) = self.successions.iter().find(|s| s.node == at && s.from <= day) {
            at = next.successor;
        }
        at
    }
}

pub const ORDERS: [Order; 4] = [Order::Leading, Order::Line(0), Order::Line(1), Order::Line(7)];

/// Asks `kin` everything and compares each answer with the model's.
pub fn assert_agrees(kin: &impl Kin, model: &Model, order: Order, day: Day) {
    let nodes: Vec<Node> = (0..model.len() as Node).collect();
    let paths: Vec<Vec<Node>> = nodes.iter().map(|node| model.path(order, day, *node)).collect();
    for node in &nodes {
        let path = &paths[*node as usize];
        assert_eq!(&kin.path(*node), path, "path of {node} in {order} on {day}");
        assert_eq!(kin.parent(*node), path.iter().rev().nth(1).copied());
        assert_eq!(kin.depth(*node) as usize, path.len() - 1);
        assert_eq!(kin.ancestors(*node).collect::<Vec<_>>(), path.iter().rev().skip(1).copied().collect::<Vec<_>>());

        let mut children: Vec<Node> =
            nodes.iter().copied().filter(|child| paths[*child as usize].iter().rev().nth(1) == Some(node)).collect();
        children.sort_by_key(|child| (model.keys[*child as usize], *child));
        assert_eq!(kin.children(*node), children, "children of {node} in {order} on {day}");

        let mut within: Vec<Node> = nodes.iter().copied().filter(|below| paths[*below as usize].contains(node)).collect();
        assert_eq!(kin.subtree_len(*node) as usize, within.len(), "size of {node} in {order} on {day}");
        let subtree: Vec<Node> = kin.subtree(*node).collect();
        assert_eq!(subtree[0], *node);
        for (at, below) in subtree.iter().enumerate().skip(1) {
            assert!(subtree[..at].contains(&kin.parent(*below).unwrap()), "a parent comes before its children");
        }
        let leaves = within.iter().filter(|leaf| !paths.iter().any(|p| p.iter().rev().nth(1) == Some(leaf))).count();
        assert_eq!(kin.leaves_count(*node) as usize, leaves, "leaves of {node} in {order} on {day}");
        let mut sorted = subtree;
        sorted.sort_unstable();
        within.sort_unstable();
        assert_eq!(sorted, within);

        for other in &nodes {
            let other_path = &paths[*other as usize];
            assert_eq!(kin.is_within(*node, *other), path.contains(other), "{node} in {other}, {order}, {day}");
            let common = path.iter().zip(other_path).take_while(|(a, b)| a == b).last().map(|(a, _)| *a);
            assert_eq!(kin.lowest_common_ancestor(*node, *other), common);
            let toward = path.iter().position(|above| above == other).and_then(|at| path.get(at + 1)).copied();
            assert_eq!(kin.child_toward(*other, *node), toward);
        }
    }
}

/// Compares a tree with the model: today in every order, and any day walked and laid out.
pub fn assert_tree_agrees(tree: &Tree, model: &Model, days: &[i32]) {
    assert_eq!(tree.len(), model.len());
    for order in ORDERS {
        assert_agrees(&tree.order(order), model, order, tree.today());
        for day in days.iter().copied().map(Day) {
            assert_agrees(&tree.at(order, day), model, order, day);
            assert_agrees(&tree.view_at(order, day), model, order, day);
        }
    }
    for node in 0..model.len() as Node {
        assert_eq!(tree.today_node(node), model.stands_on(node, tree.today()));
        for day in days.iter().copied().map(Day) {
            assert_eq!(tree.node_on(node, day), model.stands_on(node, day));
        }
    }
}
