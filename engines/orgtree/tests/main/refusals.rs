use codes::Day;
use orgtree::{Change, Edge, Order, Succession, Tree, TreeError};

fn edge(line: u16, child: u32, parent: u32, from: i32, until: i32, leading: bool) -> Edge {
    Edge { line, child, parent, from: Day(from), until: Day(until), leading }
}

/// Building from the edges and adding them to an empty tree are refused for the same reason.
fn refusal(edges: &[Edge]) -> TreeError {
    let built = Tree::build(vec![0; 4], edges.to_vec(), Vec::new(), Day(5)).unwrap_err();
    let mut tree = Tree::build(vec![0; 4], Vec::new(), Vec::new(), Day(5)).unwrap();
    let batch: Vec<Change> = edges.iter().copied().map(Change::Add).collect();
    let applied = tree.apply(&batch).unwrap_err();
    assert_eq!(std::mem::discriminant(&built), std::mem::discriminant(&applied), "{built} / {applied}");
    assert_eq!((tree.version(), tree.pending()), (0, 0));
    built
}

#[test]
fn edges_that_make_no_tree_are_refused() {
    let day = Day(3);
    assert_eq!(refusal(&[edge(0, 1, 4, 0, 9, true)]), TreeError::UnknownNode { node: 4 });
    assert_eq!(refusal(&[edge(0, 4, 1, 0, 9, true)]), TreeError::UnknownNode { node: 4 });
    assert_eq!(refusal(&[edge(0, 1, 1, 0, 9, true)]), TreeError::ChildOfItself { line: 0, node: 1 });
    let empty = TreeError::EmptyInterval { line: 0, child: 1, from: day };
    assert_eq!(refusal(&[edge(0, 1, 0, 3, 3, true)]), empty);
    assert_eq!(
        refusal(&[edge(0, 1, 0, 0, 9, true), edge(0, 1, 2, 3, 5, false)]),
        TreeError::TwoParents { line: 0, child: 1, day }
    );
    assert_eq!(refusal(&[edge(0, 1, 0, 3, 9, false)]), TreeError::NoLeading { child: 1, day });
    assert_eq!(refusal(&[edge(0, 1, 0, 0, 3, true), edge(1, 1, 2, 0, 9, false)]), TreeError::NoLeading { child: 1, day });
    assert_eq!(refusal(&[edge(0, 1, 0, 0, 9, true), edge(1, 1, 2, 3, 5, true)]), TreeError::TwoLeading { child: 1, day });
    let circle = [edge(0, 1, 2, 0, 9, true), edge(0, 2, 3, 3, 9, true), edge(0, 3, 1, 0, 5, true)];
    assert!(matches!(refusal(&circle), TreeError::Circle { day: Day(3), .. }));
    // Each line is a tree, but the leading edges of both together are none.
    let crossed = [edge(0, 1, 2, 0, 9, true), edge(1, 2, 1, 0, 9, true)];
    assert!(matches!(refusal(&crossed), TreeError::Circle { order: Order::Leading, .. }));
}

#[test]
fn changes_to_what_is_not_there_are_refused() {
    let mut tree = Tree::build(vec![0; 3], vec![edge(0, 1, 0, 0, 9, true)], Vec::new(), Day(5)).unwrap();
    let missing = TreeError::NoSuchEdge { line: 0, child: 1, from: Day(1) };
    assert_eq!(tree.apply(&[Change::Strike { line: 0, child: 1, from: Day(1) }]), Err(missing));
    assert_eq!(tree.apply(&[Change::End { line: 0, child: 1, from: Day(1), until: Day(2) }]), Err(missing));
    assert_eq!(tree.apply(&[Change::Found { node: 5, key: 0 }]), Err(TreeError::NodeOutOfTurn { node: 5, next: 3 }));
    // One wrong step refuses the whole batch.
    let batch = [Change::Found { node: 3, key: 0 }, Change::Add(edge(0, 3, 7, 0, 9, true))];
    assert_eq!(tree.apply(&batch), Err(TreeError::UnknownNode { node: 7 }));
    assert_eq!(tree.len(), 3);
}

#[test]
fn successors_never_run_in_a_circle() {
    let succession = |node, successor| Succession { node, successor, from: Day(0) };
    let build = |successions: &[Succession]| Tree::build(vec![0; 4], Vec::new(), successions.to_vec(), Day(5));
    assert!(build(&[succession(0, 1), succession(1, 2), succession(3, 1)]).is_ok());
    let circle = build(&[succession(0, 1), succession(1, 2), succession(2, 0)]).unwrap_err();
    assert!(matches!(circle, TreeError::SuccessionCircle { .. }));
    assert_eq!(build(&[succession(1, 1)]).unwrap_err(), TreeError::SuccessionCircle { node: 1 });
    assert_eq!(build(&[succession(1, 2), succession(1, 3)]).unwrap_err(), TreeError::TwoSuccessors { node: 1 });
    assert_eq!(build(&[succession(1, 9)]).unwrap_err(), TreeError::UnknownNode { node: 9 });

    let mut tree = build(&[succession(0, 1)]).unwrap();
    assert_eq!(tree.apply(&[Change::Succeed(succession(1, 0))]), Err(TreeError::SuccessionCircle { node: 1 }));
    assert_eq!(tree.apply(&[Change::Succeed(succession(0, 2))]), Err(TreeError::TwoSuccessors { node: 0 }));
    tree.apply(&[Change::Succeed(succession(1, 2)), Change::Succeed(succession(2, 3))]).unwrap();
    assert_eq!(tree.today_node(0), 3);
}
