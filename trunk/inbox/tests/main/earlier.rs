//! What an earlier release wrote is carried over.

use store::Migration;
use uuid::Uuid;

use super::hall::MIGRATIONS;

/// As it was when challenges and hand-outs told under the name of activities.
const BEFORE: &[&[Migration]] =
    &[store::MIGRATIONS, web::MIGRATIONS, jobs::MIGRATIONS, organisation::MIGRATIONS, inbox::MIGRATIONS.split_at(1).0];

testkit::on_both_engines! { BEFORE;
    async fn whoever_heard_of_activities_still_hears_of_challenges_and_hand_outs(bed: Bed) {
        let (one, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let sql = "INSERT INTO inbox_preference (person, room, channel) VALUES ($1, $2, 'sms')";
        bed.store
            .keep("test.prefers", |tx| async move {
                store::run(&*tx, sql, store::binds![one, "activities"]).await?;
                store::run(&*tx, sql, store::binds![other, "venues"]).await
            })
            .await
            .unwrap();
        assert!(bed.store.migrate(MIGRATIONS).await.unwrap() > 0);
        let count = async |person: Uuid| {
            let sql = "SELECT COUNT(*) FROM inbox_preference WHERE person = $1 AND room IN ('activities', 'challenges', 'drives')";
            store::scalar::<i64>(bed.store.read(), sql, store::binds![person]).await.unwrap().unwrap()
        };
        assert_eq!((count(one).await, count(other).await), (3, 0));
    }
}
