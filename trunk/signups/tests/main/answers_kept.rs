//! What somebody answered lies sealed in the house, under the newest key, as long as he wishes.

use std::sync::Arc;

use serde_json::json;
use store::{Keyring, Resealed, SeededIds, Store, SystemIds};

use super::hall::{Hall, MIGRATIONS, desk};
use super::questions::MINE;

testkit::on_both_engines! { MIGRATIONS;
    async fn the_person_takes_answers_away_and_they_go_with_him(bed: Bed) {
        let hall = Hall::open(&bed, 2).await;
        let id = hall.outing(2).await;
        for who in [0, 1] {
            hall.member(who).await.submit(&format!("/signups/{id}"), &MINE).await.is(200);
        }
        let v = hall.desk.membership.web.words.voice(i18n::Lang::Zh);
        let kept = membership::Keeper::kept_of(&hall.desk, hall.people[0], &v).await.unwrap();
        assert_eq!((kept[0].name, kept[0].rows.len()), ("signups", 1));
        assert!(kept[0].rows[0].iter().any(|cell| cell.contains("过敏：花生过敏")), "{:?}", kept[0].rows);
        let erased = hall.people[0];
        hall.store.keep("test.erase", |tx| async move { jobs::emit(&tx, erased, "membership.erased", json!({})).await }).await.unwrap();
        hall.work().await;
        assert_eq!(hall.lies(id, 0).await, "");
        assert_ne!(hall.lies(id, 1).await, "", "another's stay");
        hall.officer("county").await.get(&format!("/signups/{id}/desk")).await.is(200).shows("S 0、M 1、L 0");
        // Whoever leaves takes nothing along that was not his: his number stays, and moving others up writes no answer anew.
        hall.leave(id, 1).await;
        assert_eq!(hall.lies(id, 0).await, "");
    }

    async fn answers_are_sealed_anew_and_one_that_does_not_open_hides_no_other(bed: Bed) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys.json");
        Keyring::open(&path, &SeededIds::new(1)).unwrap();
        let hall = Hall::open(&bed, 3).await;
        let id = hall.outing(3).await;
        for who in [0, 1, 2] {
            hall.member(who).await.submit(&format!("/signups/{id}"), &MINE).await.is(200);
        }
        assert_eq!(signups::SEALS.renew(&hall.store).await.unwrap(), Resealed { values: 0, lookups: 0, stuck: 0 });
        // Somebody's answers were put in another's place.
        let (first, second) = (&hall.lies(id, 0).await, hall.people[1]);
        let swap = |tx: store::Tx| async move {
            store::run(&*tx, "UPDATE desk_entry SET answers = $1 WHERE person = $2", store::binds![first.clone(), second]).await
        };
        hall.store.keep("test.swap", swap).await.unwrap();
        hall.officer("county").await.get(&format!("/signups/{id}/desk")).await.is(200).shows("S 0、M 2、L 0");
        Keyring::renew(&path, &SystemIds, true).unwrap();
        let keys = Keyring::open(&path, &SystemIds).unwrap();
        let store = Store::open(bed.location(), bed.clock.clone(), Arc::new(SystemIds), keys).await.unwrap();
        assert_eq!(signups::SEALS.left(&store).await.unwrap(), [("desk_entry.answers", 3)]);
        assert_eq!(signups::SEALS.renew(&store).await.unwrap(), Resealed { values: 2, lookups: 0, stuck: 1 });
        assert_eq!(signups::SEALS.left(&store).await.unwrap(), [("desk_entry.answers", 1)]);
        store.refresh_versions().await.unwrap();
        let new = Hall { desk: desk(&store).await, store: store.clone(), union: hall.union.clone(), people: hall.people.clone(), chair: hall.chair.clone() };
        new.member(2).await.get(&format!("/signups/{id}")).await.is(200).shows("花生过敏");
        store.close().await;
    }
}
