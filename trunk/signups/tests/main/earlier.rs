//! What an earlier release wrote is carried over.

use store::Migration;
use testkit::NOON;
use uuid::Uuid;

use super::hall::MIGRATIONS;

/// As it was before a receipt could be reversed.
const BEFORE: &[&[Migration]] = &[
    store::MIGRATIONS,
    web::MIGRATIONS,
    jobs::MIGRATIONS,
    organisation::MIGRATIONS,
    membership::MIGRATIONS,
    inbox::MIGRATIONS,
    signups::MIGRATIONS.split_at(4).0,
];

testkit::on_both_engines! { BEFORE;
    async fn receipts_of_an_earlier_release_are_kept(bed: Bed) {
        let (union, allotment, person) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3));
        let sql = "INSERT INTO desk_payment (union_id, day, n, allotment_id, number, person, ordinal, what, method, fen, at) \
            VALUES ($1, 20775, $4, $2, 7, $3, 70, $5, 'cash', 9600, $6)";
        bed.store
            .keep("test.paid", |tx| async move {
                for (n, what) in [(1_i64, "paid"), (2, "refunded")] {
                    store::run(&*tx, sql, store::binds![union, allotment, person, n, what, NOON]).await?;
                }
                Ok(())
            })
            .await
            .unwrap();
        assert!(bed.store.migrate(MIGRATIONS).await.unwrap() > 0);
        let sql = "SELECT COUNT(*) FROM desk_receipt WHERE union_id = $1 AND day = 20775 AND allotment_id = $2 AND number = 7 \
            AND person = $3 AND ordinal = 70 AND method = 'cash' AND fen = 9600 AND turn = 0 AND reason = '' AND at = $4 \
            AND ((n = 1 AND what = 'paid') OR (n = 2 AND what = 'refunded'))";
        let kept: Option<i64> = store::scalar(bed.store.read(), sql, store::binds![union, allotment, person, NOON]).await.unwrap();
        assert_eq!(kept, Some(2));
        assert!(store::scalar::<i64>(bed.store.read(), "SELECT COUNT(*) FROM desk_payment", []).await.is_err(), "it is gone");
    }
}
