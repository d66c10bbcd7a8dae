//! Random histories of a federation: founding, moving, merging, splitting, closing, back-dating, and mistakes.

use codes::Day;
use orgtree::{Change, Edge, Line, Node, Order, Succession, Tree};
use proptest::prelude::*;

use crate::model::{Model, assert_tree_agrees};

#[derive(Clone, Debug)]
struct Step {
    kind: u8,
    one: u16,
    other: u16,
    day: i32,
    line: Line,
    flag: bool,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = (0u8..14, any::<u16>(), any::<u16>(), 0i32..44, 0u16..2, any::<bool>());
    let step = step.prop_map(|(kind, one, other, day, line, flag)| Step { kind, one, other, day, line, flag });
    prop::collection::vec(step, 4..40)
}

fn lasting(line: Line, child: Node, parent: Node, from: Day, leading: bool) -> Change {
    Change::Add(Edge { line, child, parent, from, until: Day::OPEN, leading })
}

/// Ends what `child` has in `line` from `day` on, whatever was recorded for later; says whether that was leading.
fn cut(model: &Model, line: Line, child: Node, day: Day, batch: &mut Vec<Change>) -> Option<bool> {
    let mut leading = None;
    for edge in model.edges.iter().filter(|e| e.line == line && e.child == child && e.until > day) {
        leading = Some(leading.unwrap_or(false) || edge.leading);
        batch.push(if edge.from < day {
            Change::End { line, child, from: edge.from, until: day }
        } else {
            Change::Strike { line, child, from: edge.from }
        });
    }
    leading
}

fn transfer(model: &Model, line: Line, child: Node, parent: Node, day: Day, batch: &mut Vec<Change>) {
    let leading = cut(model, line, child, day, batch).unwrap_or(true);
    batch.push(lasting(line, child, parent, day, leading));
}

/// Everybody under `from` stands under `to` from `day` on, or every second one only.
fn hand_over(model: &Model, from: Node, to: Node, day: Day, half: bool, batch: &mut Vec<Change>) {
    for line in [0, 1] {
        for child in (0..model.len() as Node).filter(|child| !half || child % 2 == 0) {
            if child != to && model.parents(Order::Line(line), day, child) == [from] {
                transfer(model, line, child, to, day, batch);
            }
        }
    }
}

fn batch_of(model: &Model, step: &Step) -> Vec<Change> {
    let nodes = model.len() as u32;
    let (one, other) = (u32::from(step.one) % nodes, u32::from(step.other) % nodes);
    let (day, line) = (Day(step.day), step.line);
    let key = u64::from(step.one % 5);
    let mut batch = Vec::new();
    match step.kind {
        0..=3 => {
            batch.push(Change::Found { node: nodes, key });
            batch.push(lasting(line, nodes, other, day, true));
        }
        4 | 5 => transfer(model, line, one, other, day, &mut batch),
        6 => batch.push(lasting(line, one, other, day, step.flag)),
        7 | 8 => {
            // A merge into `other`, or a closing, where the parent takes over.
            let parent = model.parents(Order::Leading, day, one).first().copied().unwrap_or(other);
            let to = if step.flag { parent } else { other };
            hand_over(model, one, to, day, false, &mut batch);
            cut(model, 0, one, day, &mut batch);
            cut(model, 1, one, day, &mut batch);
            batch.push(Change::Succeed(Succession { node: one, successor: to, from: day }));
        }
        9 => {
            batch.push(Change::Found { node: nodes, key });
            if let Some(parent) = model.parents(Order::Line(line), day, one).first() {
                batch.push(lasting(line, nodes, *parent, day, true));
            }
            hand_over(model, one, nodes, day, true, &mut batch);
        }
        10 => {
            // The other line leads from now on.
            let parents = [0, 1].map(|line| model.parents(Order::Line(line), day, one).first().copied());
            let leads = [0, 1].map(|line| cut(model, line, one, day, &mut batch).unwrap_or(false));
            for line in [0, 1] {
                if let Some(parent) = parents[line] {
                    batch.push(lasting(line as Line, one, parent, day, !leads[line]));
                }
            }
        }
        11 => {
            if let Some(edge) = model.edges.get(usize::from(step.one) % model.edges.len().max(1)) {
                let Edge { line, child, from, .. } = *edge;
                batch.push(if step.flag {
                    Change::End { line, child, from, until: day }
                } else {
                    Change::Strike { line, child, from }
                });
            }
        }
        // A mistake in typing: any two nodes, possibly unknown, any days.
        12 => batch.push(Change::Add(Edge {
            line,
            child: u32::from(step.one) % (nodes + 1),
            parent: u32::from(step.other) % (nodes + 1),
            from: day,
            until: Day(i32::from(step.other % 44)),
            leading: step.flag,
        })),
        _ => {}
    }
    batch
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_history_reads_the_same_however_it_is_asked(steps in steps(), today in 5i32..40) {
        let today = Day(today);
        let mut model = Model { keys: vec![0], ..Model::default() };
        let mut tree = Tree::build(vec![0], Vec::new(), Vec::new(), today).unwrap();
        let mut in_the_background: Option<Tree> = None;
        for (number, step) in steps.iter().enumerate() {
            if step.kind == 13 {
                match in_the_background.take() {
                    Some(relaid) => tree.adopt(relaid).unwrap(),
                    None => in_the_background = Some(tree.relay(today).unwrap()),
                }
            }
            let batch = batch_of(&model, step);
            let before = tree.clone();
            let after = model.after(&batch).filter(Model::is_whole);
            match tree.apply(&batch) {
                Ok(()) => model = after.expect("the tree took a batch that breaks a rule"),
                Err(error) => {
                    prop_assert!(after.is_none(), "refused with {error}, but nothing is wrong with {batch:?}");
                    prop_assert_eq!(before.version(), tree.version());
                }
            }
            if number % 6 == 0 {
                assert_tree_agrees(&tree, &model, &[step.day]);
            }
        }
        let days = [-1, today.0 - 3, today.0, 30, 45];
        assert_tree_agrees(&tree, &model, &days);
        let rebuilt = Tree::build(model.keys.clone(), model.edges.clone(), model.successions.clone(), today).unwrap();
        assert_tree_agrees(&rebuilt, &model, &days);
        let tomorrow = tree.relay(today + 1).unwrap();
        prop_assert_eq!(tomorrow.pending(), 0);
        assert_tree_agrees(&tomorrow, &model, &days[..1]);
    }

    #[test]
    fn building_takes_exactly_what_is_whole(
        edges in prop::collection::vec((0u16..2, 0u32..6, 0u32..6, 0i32..6, 1i32..9, any::<bool>()), 0..9)
    ) {
        let edges: Vec<Edge> = edges
            .into_iter()
            .map(|(line, child, parent, from, length, leading)| {
                Edge { line, child, parent, from: Day(from), until: Day(from + length), leading }
            })
            .collect();
        let model = Model { keys: vec![3, 1, 4, 1, 5, 9], edges: edges.clone(), successions: Vec::new() };
        match Tree::build(model.keys.clone(), edges, Vec::new(), Day(4)) {
            Ok(tree) => {
                prop_assert!(model.is_whole());
                assert_tree_agrees(&tree, &model, &[0, 3, 7]);
            }
            Err(_) => prop_assert!(!model.is_whole()),
        }
    }
}
