use codes::Day;
use orgtree::{Change, Edge, Kin, Node, Order, Succession, Tree, TreeError};

use crate::model::{Model, assert_tree_agrees};

const REGIONS: u16 = 0;
const RAILWAYS: u16 = 1;
const FOUNDED: Day = Day(0);
const TODAY: Day = Day(100);

const CENTRE: Node = 0;
const LIAONING: Node = 1;
const TIELING: Node = 2;
const RAILWAY_UNION: Node = 3;
const DEPOT: Node = 4;
const MILL: Node = 5;

fn edge(line: u16, child: Node, parent: Node, leading: bool) -> Edge {
    Edge { line, child, parent, from: FOUNDED, until: Day::OPEN, leading }
}

/// A depot in Tieling that the railway line leads, and a mill that the region leads.
fn edges() -> Vec<Edge> {
    vec![
        edge(REGIONS, LIAONING, CENTRE, true),
        edge(REGIONS, TIELING, LIAONING, true),
        edge(RAILWAYS, RAILWAY_UNION, CENTRE, true),
        edge(RAILWAYS, DEPOT, RAILWAY_UNION, true),
        edge(REGIONS, DEPOT, TIELING, false),
        edge(REGIONS, MILL, TIELING, true),
    ]
}

fn tree() -> Tree {
    Tree::build(vec![0; 6], edges(), Vec::new(), TODAY).unwrap()
}

#[test]
fn totals_follow_the_leading_line_and_the_others_are_views() {
    let tree = tree();
    assert_eq!(tree.lines(), [REGIONS, RAILWAYS]);
    assert_eq!(tree.leading().path(DEPOT), [CENTRE, RAILWAY_UNION, DEPOT]);
    assert_eq!(tree.line(REGIONS).path(DEPOT), [CENTRE, LIAONING, TIELING, DEPOT]);
    assert!(!tree.leading().is_within(DEPOT, LIAONING));
    assert!(tree.line(REGIONS).is_within(DEPOT, LIAONING));
    assert_eq!(tree.leading().subtree_len(CENTRE), 6);
    assert_eq!(tree.line(RAILWAYS).subtree(CENTRE).collect::<Vec<_>>(), [CENTRE, RAILWAY_UNION, DEPOT]);
    assert_eq!(tree.leading().leaves_count(CENTRE), 2);
    assert_eq!(tree.line(REGIONS).children(TIELING), [DEPOT, MILL]);
    assert_eq!(tree.leading().laid_out().unwrap().roots(), [CENTRE]);
    assert_eq!(tree.leading().laid_out().unwrap().bounds(CENTRE), Some((0, 6)));
    // The mill is in no railway line: there it stands alone.
    assert_eq!(tree.line(RAILWAYS).path(MILL), [MILL]);
    assert!(tree.line(RAILWAYS).is_within(MILL, MILL));
    assert_eq!(tree.line(9).subtree_len(CENTRE), 1);
    // So does a node that was never founded.
    assert!(!tree.leading().is_within(99, CENTRE) && tree.leading().children(99).is_empty());
}

#[test]
fn a_merged_union_stands_at_its_survivor() {
    let mut tree = tree();
    let merge = [
        Change::End { line: REGIONS, child: MILL, from: FOUNDED, until: Day(50) },
        Change::Succeed(Succession { node: MILL, successor: DEPOT, from: Day(50) }),
    ];
    tree.apply(&merge).unwrap();
    let later = Change::Succeed(Succession { node: DEPOT, successor: TIELING, from: Day(200) });
    tree.apply(&[later]).unwrap();
    for tree in [tree.clone(), tree.relay(TODAY).unwrap()] {
        assert_eq!(tree.today_node(MILL), DEPOT);
        assert_eq!(tree.node_on(MILL, Day(49)), MILL);
        assert_eq!(tree.node_on(MILL, Day(200)), TIELING);
        assert_eq!(tree.leading().parent(MILL), None);
        assert_eq!(tree.at(Order::Leading, Day(49)).parent(MILL), Some(TIELING));
    }
}

#[test]
fn a_reader_keeps_the_old_order_while_the_new_one_is_laid_out() {
    let mut tree = tree();
    let reader = tree.clone();
    let founding = [Change::Found { node: 6, key: 0 }, Change::Add(edge(REGIONS, 6, TIELING, true))];
    tree.apply(&founding).unwrap();
    assert!(tree.leading().is_within(6, LIAONING) && tree.leading().laid_out().is_none());
    assert_eq!((reader.len(), tree.len()), (6, 7));

    let relaid = tree.relay(TODAY).unwrap();
    let meanwhile = [
        Change::End { line: REGIONS, child: MILL, from: FOUNDED, until: TODAY },
        Change::Add(Edge { from: TODAY, ..edge(REGIONS, MILL, 6, true) }),
    ];
    tree.apply(&meanwhile).unwrap();
    assert_eq!(tree.pending(), 2);
    tree.adopt(relaid.clone()).unwrap();
    assert_eq!((tree.pending(), tree.version()), (1, 2));
    assert_eq!(tree.leading().path(MILL), [CENTRE, LIAONING, TIELING, 6, MILL]);
    assert_eq!(tree.at(Order::Leading, TODAY - 1).parent(MILL), Some(TIELING));

    // What was laid out from a later or an older state is not this tree's.
    let mut stranger = reader;
    assert_eq!(stranger.adopt(tree.clone()), Err(TreeError::Foreign));
    let mut fresh = tree.relay(TODAY).unwrap();
    assert_eq!(fresh.adopt(relaid), Err(TreeError::Foreign));
}

#[test]
fn two_unions_may_change_places_over_time() {
    // The city stood under the zone in its first years and above it afterwards: no circle on any day.
    let swap = |from: i32, until: i32, child: Node, parent: Node| Edge {
        from: Day(from),
        until: Day(until),
        ..edge(REGIONS, child, parent, true)
    };
    let edges = vec![swap(0, 40, 1, 2), swap(40, 90, 2, 1), swap(0, 40, 2, 0), swap(40, 90, 1, 0), swap(0, 90, 3, 2)];
    let tree = Tree::build(vec![0; 4], edges.clone(), Vec::new(), Day(50)).unwrap();
    let model = Model { keys: vec![0; 4], edges: edges.clone(), successions: Vec::new() };
    assert_tree_agrees(&tree, &model, &[0, 39, 40, 89, 90]);
    let mut circle = edges;
    circle[0].until = Day(41);
    circle[3].from = Day(41);
    let error = Tree::build(vec![0; 4], circle, Vec::new(), Day(50)).unwrap_err();
    assert!(matches!(error, TreeError::Circle { day: Day(40), .. }), "{error}");
}

#[test]
fn a_line_of_thousands_is_no_trouble() {
    let nodes = 20_000u32;
    let chain = (1..nodes).map(|child| edge(REGIONS, child, child - 1, true)).collect();
    let tree = Tree::build((0..u64::from(nodes)).rev().collect(), chain, Vec::new(), TODAY).unwrap();
    assert_eq!(tree.leading().depth(nodes - 1), nodes - 1);
    assert!(tree.leading().is_within(nodes - 1, 0) && !tree.leading().is_within(0, nodes - 1));
    assert_eq!(tree.leading().leaves_count(0), 1);
    assert_eq!(tree.at(Order::Leading, TODAY).subtree_len(0), nodes);
}
