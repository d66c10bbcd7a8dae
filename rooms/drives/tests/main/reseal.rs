use std::sync::Arc;

use store::{Keyring, Resealed, SealedAt, SeededIds, Store, SystemIds};
use testkit::on_both_engines;

use super::cast::{Hall, MIGRATIONS, drawn, send};

on_both_engines! { MIGRATIONS;
    async fn names_and_signatures_are_sealed_anew_when_the_keys_are_renewed(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let run = hall.running(&[]).await;
        let mut officer = hall.as_("孙干事").await;
        send(&mut officer, &format!("{}/people", run.at()), &run.people(&[], &[("guests", "送餐员小李"), ("signing", "screen")])).await.is(303);
        let of = hall.one("drive_hand_out", run.id).await;
        bed.clock.advance(1_000);
        send(&mut officer, &format!("{}/people", run.at()), &run.people(&[hall.id("陈师傅")], &[("signing", "screen")])).await.is(303);
        let open = hall.one("drive_hand_out", run.id).await;
        officer.post(&format!("{}/hand-outs/{of}/sign", run.path), &[("signature", &drawn())]).await.is(303);
        officer.post(&format!("{}/close", run.path), &[("decision", "close"), ("reason", "由班组长代领")]).await.is(303);
        assert_eq!(drives::SEALS.renew(&bed.store).await.unwrap(), Resealed { values: 0, lookups: 0, stuck: 0 });
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys.json");
        // The keys of the test bed come from the same seed.
        Keyring::open(&path, &SeededIds::new(1)).unwrap();
        let keys = Keyring::renew(&path, &SystemIds, false).unwrap();
        let new = Store::open(bed.location(), bed.clock.clone(), Arc::new(SystemIds), keys).await.unwrap();
        assert_eq!(drives::SEALS.left(&new).await.unwrap(), [("guest", 1), ("signature", 1), ("unsigned", 1)]);
        assert_eq!(drives::SEALS.renew(&new).await.unwrap(), Resealed { values: 3, lookups: 0, stuck: 0 });
        assert_eq!(drives::SEALS.renew(&new).await.unwrap(), Resealed { values: 0, lookups: 0, stuck: 0 });
        assert!(drives::SEALS.left(&new).await.unwrap().is_empty());
        for (column, words) in [("guest", "小李"), ("signature", "M20 60")] {
            let sql = format!("SELECT {column} FROM drive_hand_out WHERE {column} IS NOT NULL");
            let sealed: Vec<u8> = store::scalar(new.read(), &sql, []).await.unwrap().unwrap();
            let place = SealedAt { table: "drive_hand_out", row: of, column };
            assert!(new.keyring().open_sealed(place, &sealed).unwrap().contains(words));
        }
        let reason: Vec<u8> = store::scalar(new.read(), "SELECT reason FROM drive_unsigned", []).await.unwrap().unwrap();
        let place = SealedAt { table: "drive_unsigned", row: open, column: "reason" };
        assert_eq!(new.keyring().open_sealed(place, &reason).unwrap(), "由班组长代领");
        new.close().await;
    }
}
