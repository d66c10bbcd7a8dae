//! The keys are renewed while a challenge runs.

use std::sync::Arc;

use challenges::SEALS;
use store::{Keyring, Resealed, SeededIds, Store, SystemIds};
use testkit::on_both_engines;

use super::hall::{DAY, Hall, MIGRATIONS, at, notes, own};

on_both_engines! { MIGRATIONS;
    async fn everything_is_sealed_anew_and_still_its_persons_own(bed: Bed) {
        let hall = Hall::open(&bed, 3).await;
        let place = hall.announced(&hall.form(&[])).await;
        bed.clock.set(at("2026-11-25", 8));
        let mut people = Vec::new();
        for n in 0..3 {
            people.push(hall.joins(place, &format!("会员{n}"), "172").await);
        }
        for day in 0..5 {
            bed.clock.set(at("2026-11-25", 8) + day * DAY);
            for (n, it) in people.iter_mut().enumerate() {
                notes(it, place.0, &format!("8{n}.{day}")).await.is(303);
            }
        }
        assert_eq!(SEALS.renew(&bed.store).await.unwrap(), Resealed { values: 0, lookups: 0, stuck: 0 });
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys.json");
        // The first keys of a story are those of the test bed, which come from the same seed.
        Keyring::open(&path, &SeededIds::new(1)).unwrap();
        let keys = Keyring::renew(&path, &SystemIds, false).unwrap();
        let new = Store::open(bed.location(), bed.clock.clone(), Arc::new(SystemIds), keys).await.unwrap();
        assert_eq!(SEALS.left(&new).await.unwrap(), [("measurement", 15), ("height", 3)]);
        // One value is put where another's stands: it opens nowhere else, and stays where it is.
        let (one, two) = (hall.person["会员0"], hall.person["会员1"]);
        new.keep("test.swap", |tx| async move {
            let sql = "UPDATE chl_measure SET value = (SELECT value FROM chl_measure WHERE person = $1 AND day = $2) \
                WHERE person = $3 AND day = $2";
            store::run(&*tx, sql, store::binds![one, 20_782, two]).await
        })
        .await
        .unwrap();
        assert_eq!(SEALS.renew(&new).await.unwrap(), Resealed { values: 17, lookups: 0, stuck: 1 });
        assert_eq!(SEALS.renew(&new).await.unwrap(), Resealed { values: 0, lookups: 0, stuck: 1 });
        assert_eq!(SEALS.left(&new).await.unwrap(), [("measurement", 1)]);
        let after = hall.again(&new).await;
        let mut one = after.as_("会员0").await;
        let mine = own(&mut one, place.0).await;
        assert_eq!((mine["height"].as_str(), mine["values"].as_array().unwrap().len()), (Some("172"), 5));
        assert_eq!(mine["values"][4]["value"], "80.4");
        new.close().await;
    }
}
