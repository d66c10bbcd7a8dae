use sea_orm::FromQueryResult;
use store::Migration;
use testkit::Bed;
use uuid::Uuid;

use super::sql_of_pairs;

const MIGRATIONS: &[&[Migration]] = &[store::MIGRATIONS, crate::MIGRATIONS];

#[derive(FromQueryResult)]
struct Step {
    detail: String,
}

/// A batch of the desk took longer with every place it gave, because all entries were read for each.
#[test]
fn somebody_s_entry_is_found_without_a_walk_through_the_others() {
    testkit::run_on_sqlite(MIGRATIONS, async |bed: Bed| {
        for is_learnt in [false, true] {
            for count in [1, 256] {
                let sql = format!("EXPLAIN QUERY PLAN {}", sql_of_pairs(count));
                let nobody = std::iter::repeat_n(Uuid::nil().into(), count * 2);
                let steps: Vec<Step> = store::all(bed.store.read(), &sql, nobody).await.unwrap();
                let entry: Vec<&str> = steps.iter().map(|s| s.detail.as_str()).filter(|s| s.contains("desk_entry")).collect();
                let is_by_person = entry.len() == 1 && entry[0].contains("(person=? AND allotment_id=?");
                assert!(is_by_person, "learnt {is_learnt}, {count}: {entry:?}");
            }
            bed.store.analyse().await.unwrap();
        }
        bed
    });
}
