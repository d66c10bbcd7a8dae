//! The keys are renewed while the house is at work.

use std::path::Path;
use std::sync::Arc;

use membership::{SEALS, advance_import, resume_imports};
use serde_json::json;
use store::{Actor, Keyring, Resealed, SeededIds, Store, SystemIds};
use testkit::{Bed, on_both_engines};

use super::hall::{CHAIR_OF_LOCAL, DAY, Hall, MEMBER, MIGRATIONS, MINUTE, Pigeon, house, router};
use super::import::{id, people, sent, visible, workbook};

/// The house as it was, and the file of the keys every story begins with.
async fn begin(bed: &Bed, folder: &Path) -> (Hall, std::path::PathBuf) {
    let path = folder.join("keys.json");
    // The first keys of a story are those of the test bed, which come from the same seed.
    Keyring::open(&path, &SeededIds::new(1)).unwrap();
    (Hall::open(bed).await, path)
}

/// The house stopped, and started with the keys of the file.
async fn restarted(bed: &Bed, hall: &Hall, path: &Path) -> Hall {
    let keys = Keyring::open(path, &SystemIds).unwrap();
    let store = Store::open(bed.location(), bed.clock.clone(), Arc::new(SystemIds), keys).await.unwrap();
    let pigeon = Arc::new(Pigeon::default());
    let m = house(store, pigeon.clone()).await;
    Hall { router: router(&m), m, pigeon, unions: hall.unions, clock: bed.clock.clone() }
}

async fn left(hall: &Hall) -> i64 {
    SEALS.left(hall.store()).await.unwrap().iter().map(|(_, count)| count).sum()
}

on_both_engines! { MIGRATIONS;
    async fn everything_is_sealed_anew_and_everybody_still_known(bed: Bed) {
        let folder = tempfile::tempdir().unwrap();
        let (hall, path) = begin(&bed, folder.path()).await;
        let mut early = hall.signed_in("13800000077").await;
        early
            .post("/join", &[("name", "丁小满"), ("work", "takeaway"), ("place", "麓谷街道"), ("id_number", "11010519491231002X"), ("id_consent", "1")])
            .await
            .is(303);
        let member = hall.person(MEMBER).await.unwrap();
        assert_eq!(SEALS.renew(hall.store()).await.unwrap(), Resealed::default());

        Keyring::renew(&path, &SystemIds, true).unwrap();
        let new = restarted(&bed, &hall, &path).await;
        hall.clock.advance(2 * MINUTE);
        assert_eq!(new.person(MEMBER).await, Some(member));
        // Signing in by the number finds the same person, and makes no second one.
        let everybody = new.count("SELECT COUNT(*) FROM member_person").await;
        new.signed_in(MEMBER).await.get("/me").await.is(200).shows("麓山精密工会");
        // A new person comes in under the new key, and nothing of hers is to be done.
        new.signed_in("13800000078").await;
        assert_eq!(new.count("SELECT COUNT(*) FROM member_person").await, everybody + 1);
        let before = left(&new).await;
        assert_eq!(before, 2 * everybody + new.count("SELECT COUNT(*) FROM member_application").await
            + 2 * new.count("SELECT COUNT(*) FROM member_id_number").await);

        let run = SEALS.renew(new.store()).await.unwrap();
        assert_eq!((run.values + run.lookups, run.stuck), (u64::try_from(before).unwrap(), 0));
        assert_eq!(left(&new).await, 0);
        assert_eq!(SEALS.renew(new.store()).await.unwrap(), Resealed::default());
        assert_eq!(new.count("SELECT COUNT(*) FROM member_phone").await, everybody + 1);
        // One line for the run, with counts and nothing else.
        let detail: String = store::scalar(new.store().read(), "SELECT detail FROM audit WHERE verb = 'membership.reseal'", [])
            .await
            .unwrap()
            .unwrap();
        let counts = json!({ "values": run.values, "lookups": run.lookups, "stuck": 0 });
        assert_eq!(serde_json::from_str::<serde_json::Value>(&detail).unwrap(), counts);
        assert_eq!(new.count("SELECT COUNT(*) FROM audit WHERE verb = 'membership.reseal'").await, 1);

        // With the old keys gone for good everybody is known, and what was written is read.
        assert_eq!(new.store().keyring().retire(&path).unwrap(), 2);
        let last = restarted(&bed, &new, &path).await;
        hall.clock.advance(2 * MINUTE);
        assert_eq!(last.person(MEMBER).await, Some(member));
        last.signed_in("13800000077").await.get("/me").await.is(200);
        assert!(membership::keys_fit(last.store()).await.unwrap());
        assert_eq!(last.count("SELECT COUNT(*) FROM member_person").await, everybody + 1);
        for hall in [&new, &last] {
            hall.store().clone().close().await;
        }
    }

    async fn a_list_half_written_is_finished(bed: Bed) {
        let folder = tempfile::tempdir().unwrap();
        let (hall, path) = begin(&bed, folder.path()).await;
        let mut chair = hall.signed_in(CHAIR_OF_LOCAL).await;
        let (list, dropped) = (sent(&mut chair, &workbook(&people(900, 1))).await, sent(&mut chair, &workbook(&people(700, 2))).await);
        for (path, state) in [(&list, "writing"), (&dropped, "writing")] {
            let import = id(path);
            hall.store()
                .keep("test.start", |tx| async move {
                    store::run(&*tx, "UPDATE member_import SET state = $1, done = 0 WHERE import = $2", store::binds![state, import]).await
                })
                .await
                .unwrap();
            advance_import(hall.store(), id(path)).await.unwrap();
        }
        Keyring::renew(&path, &SystemIds, true).unwrap();
        let new = restarted(&bed, &hall, &path).await;
        advance_import(new.store(), id(&list)).await.unwrap();
        let run = SEALS.renew(new.store()).await.unwrap();
        assert_eq!((run.stuck, left(&new).await), (0, 0));
        new.store().keyring().retire(&path).unwrap();
        let last = restarted(&bed, &new, &path).await;
        last.signed_in(CHAIR_OF_LOCAL).await.submit(&format!("{dropped}/drop"), &[]).await.is(200).shows("已放弃");
        resume_imports(last.store()).await.unwrap();
        assert_eq!(visible(&last).await, 901);
        assert_eq!(last.count("SELECT COUNT(*) FROM member_phone").await, 905);
        assert_eq!(last.count("SELECT COUNT(*) FROM member_person").await, 905);
        for hall in [&new, &last] {
            hall.store().clone().close().await;
        }
    }

    async fn a_number_stays_one_persons_under_two_keys(bed: Bed) {
        let folder = tempfile::tempdir().unwrap();
        let (hall, path) = begin(&bed, folder.path()).await;
        let mut chair = hall.signed_in(CHAIR_OF_LOCAL).await;
        let list = sent(&mut chair, &workbook(&people(20, 1))).await;
        // Somebody of the list signs up under the old key; the list is written under the new one.
        hall.signed_in("13701000005").await;
        Keyring::renew(&path, &SystemIds, true).unwrap();
        let new = restarted(&bed, &hall, &path).await;
        hall.clock.advance(DAY);
        let import = id(&list);
        new.store()
            .keep("test.start", |tx| async move {
                store::run(&*tx, "UPDATE member_import SET state = 'writing', done = 0 WHERE import = $1", store::binds![import]).await
            })
            .await
            .unwrap();
        resume_imports(new.store()).await.unwrap();
        assert_eq!(new.count("SELECT COUNT(*) FROM member_phone").await, 6);
        assert_eq!(new.count("SELECT COUNT(*) FROM member_import WHERE state = 'failed'").await, 1);
        new.store().clone().close().await;
    }

    async fn what_cannot_be_read_is_left_and_said(bed: Bed) {
        let folder = tempfile::tempdir().unwrap();
        let (hall, path) = begin(&bed, folder.path()).await;
        // A value sealed with keys that are lost.
        let member = hall.person(MEMBER).await.unwrap();
        hall.store()
            .write("test.break", &Actor::house(), |tx| async move {
                let at = store::SealedAt { table: "member_person", row: member, column: "phone" };
                let lost = Keyring::generate(&SeededIds::new(9)).seal(at, tx.store().ids(), MEMBER)?;
                store::run(&*tx, "UPDATE member_person SET phone = $1 WHERE person = $2", store::binds![lost, member]).await?;
                tx.record("person", member, json!({}));
                Ok(())
            })
            .await
            .unwrap();
        Keyring::renew(&path, &SystemIds, true).unwrap();
        let new = restarted(&bed, &hall, &path).await;
        let run = SEALS.renew(new.store()).await.unwrap();
        assert_eq!((run.values, run.lookups, run.stuck), (4, 4, 2));
        assert_eq!(SEALS.left(new.store()).await.unwrap(), [("phone", 1), ("member_phone", 1)]);
        // Two runs at once do nothing twice.
        Keyring::renew(&path, &SystemIds, true).unwrap();
        let third = restarted(&bed, &hall, &path).await;
        let (one, other) = tokio::join!(SEALS.renew(third.store()), SEALS.renew(third.store()));
        let (one, other) = (one.unwrap(), other.unwrap());
        assert_eq!((one.values + other.values, one.lookups + other.lookups), (4, 4));
        for hall in [&new, &third] {
            hall.store().clone().close().await;
        }
    }
}
