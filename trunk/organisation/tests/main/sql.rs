//! The portable texts that other crates append to.

use organisation::{Kind, Level, NewEdge, NewUnion, plant};
use sea_orm::FromQueryResult;
use store::{Engine, binds};
use uuid::Uuid;

use super::hall::{MIGRATIONS, TODAY, day, new_union, plant_province};

#[derive(Debug, FromQueryResult, PartialEq)]
struct Row {
    union_id: Uuid,
    child_id: Uuid,
    from_day: i32,
    until_day: i32,
}

/// Of a plan as SQLite tells it.
#[derive(Debug, FromQueryResult)]
struct Step {
    detail: String,
}

async fn under(store: &store::Store, text: &str, union: Uuid) -> Vec<Row> {
    let sql = format!("{text} SELECT union_id, child_id, from_day, until_day FROM under WHERE until_day > $3 ORDER BY from_day");
    store::all(store.read(), &sql, binds![union, TODAY.0, 0]).await.unwrap()
}

testkit::on_both_engines! { MIGRATIONS;
    async fn every_union_below_has_its_child_and_its_days(bed: Bed) {
        let ids = plant_province(&bed.store).await;
        for text in [organisation::sql::AS_IT_WAS, organisation::sql::AS_IT_IS] {
            let rows = under(&bed.store, text, ids.changsha).await;
            assert_eq!(rows.len(), 5, "{rows:?}");
            let child = |union| rows.iter().find(|r| r.union_id == union).map(|r| r.child_id);
            assert_eq!(child(ids.changsha), Some(ids.changsha));
            assert_eq!(child(ids.local), Some(ids.yuelu));
            assert_eq!(child(ids.other), Some(ids.furong));
            assert_eq!(child(ids.root), None);
            assert_eq!(under(&bed.store, text, ids.root).await.len(), 8);
            assert_eq!(under(&bed.store, text, Uuid::nil()).await.len(), 0);
        }
    }

    // The nation's figures took seconds while this did not hold: all edges, or all unions, were read for each union.
    async fn no_union_costs_a_walk_through_all_others(bed: Bed) {
        let (ids, began) = (plant_province(&bed.store).await, day("2000-01-01"));
        let locals: Vec<NewUnion> =
            (0..500).map(|n| new_union(&format!("第{n}工会"), Kind::Local, Level::GrassRoots, began)).collect();
        let edge = |child: &NewUnion| NewEdge { line: 0, child: child.id, parent: ids.yuelu, from: began, leading: true };
        let edges: Vec<NewEdge> = locals.iter().map(edge).collect();
        let (locals, edges) = (&locals, &edges);
        let planted = bed.store.keep("test.plant", |tx| async move { plant(&tx, locals, edges).await });
        planted.await.unwrap();
        bed.store.analyse().await.unwrap();
        for text in [organisation::sql::AS_IT_WAS, organisation::sql::AS_IT_IS] {
            assert_eq!(under(&bed.store, text, ids.root).await.len(), 508);
            if bed.store.engine() == Engine::Sqlite {
                let sql = format!("EXPLAIN QUERY PLAN {text} SELECT COUNT(*) FROM under");
                let steps: Vec<Step> = store::all(bed.store.read(), &sql, binds![ids.root, TODAY.0]).await.unwrap();
                let is_named = |what: &str| steps.iter().any(|step| step.detail.contains(what));
                let is_quick = is_named("MATERIALIZE gone") && is_named("SEARCH e USING INDEX org_edge_parent_idx (parent=?)");
                let is_slow = is_named("(leads=?)") || steps.iter().any(|step| step.detail == "SCAN u");
                assert!(is_quick && !is_slow, "{steps:#?}");
            }
        }
    }
}

#[test]
fn every_text_of_this_crate_is_read_alike_by_both_engines() {
    fn walk(folder: &std::path::Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            if entry.path().is_dir() {
                walk(&entry.path(), found);
            } else {
                let offences = store::portable::offences(&std::fs::read_to_string(entry.path()).unwrap());
                found.extend(offences.into_iter().map(|o| format!("{}: {o}", entry.path().display())));
            }
        }
    }
    let mut found = Vec::new();
    walk(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    assert_eq!(found, Vec::<String>::new());
}
