use codes::Day;
use limits::{Form, Gift, give, require, take_back};
use serde_json::json;
use store::{Actor, Fault, FieldFault, Outcome};
use testkit::on_both_engines;
use uuid::Uuid;

use super::cast::{Hall, MIGRATIONS};

fn gift(hall: &Hall, day: Day) -> Gift<'static> {
    Gift { union: hall.union["local"], item: "festival", day, form: Form::Goods }
}

/// As a room gives: in its own transaction, with its own audit line.
async fn given(hall: &Hall, gift: Gift<'_>, people: &[(Uuid, i64, Uuid)]) -> Outcome<()> {
    let house = Actor::house();
    let (federation, union) = (hall.limits.federation(), gift.union);
    hall.store
        .write("test.give", &house, |tx| async move {
            give(&tx, federation, gift, people).await?;
            tx.record("union", union, json!({}));
            Ok(())
        })
        .await
}

fn over(outcome: Outcome<()>) -> Vec<FieldFault> {
    match outcome {
        Err(Fault::Invalid(faults)) => faults,
        other => panic!("{other:?}"),
    }
}

async fn sum(hall: &Hall) -> i64 {
    let sql = "SELECT CAST(COALESCE(SUM(fen), 0) AS BIGINT) FROM limits_given WHERE taken_back_at IS NULL";
    store::scalar(hall.store.read(), sql, []).await.unwrap().unwrap()
}

on_both_engines! { MIGRATIONS;
    async fn nobody_is_given_more_than_the_limit(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (one, other, today) = (Uuid::from_u128(1), Uuid::from_u128(2), hall.limits.today());
        let what = Uuid::now_v7;
        // Where nobody has set a limit, none is over it, and all is remembered.
        given(&hall, gift(&hall, today), &[(one, 100_000, what())]).await.unwrap();
        hall.set("省主席", "province", &[]).await.is(303);
        let first = what();
        given(&hall, gift(&hall, today), &[(other, 220_000, first), (one, 120_000, what())]).await.unwrap();
        // All or none: whoever is over is named with what is left.
        let faults = over(given(&hall, gift(&hall, today), &[(Uuid::from_u128(3), 1, what()), (one, 1, what()), (other, 5, what())]).await);
        assert_eq!(faults.iter().map(|f| f.field.clone()).collect::<Vec<_>>(), [one.to_string(), other.to_string()]);
        assert_eq!((faults[0].key, &faults[0].values[0].1), ("limits-over-year", &"0".to_owned()));
        assert_eq!(sum(&hall).await, 440_000);
        // Another year, another item, another person: each counts by itself.
        given(&hall, gift(&hall, Day::from_ymd(2025, 12, 31).unwrap()), &[(one, 220_000, what())]).await.unwrap();
        given(&hall, Gift { item: "birthday", ..gift(&hall, today) }, &[(one, 999_999, what())]).await.unwrap();
        // What came back may be given again, once.
        let house = Actor::house();
        for stood in [true, false] {
            let back = hall.store.write("test.back", &house, |tx| async move {
                tx.record("house", Uuid::nil(), json!({}));
                take_back(&tx, other, first).await
            });
            assert_eq!(back.await.unwrap(), stood);
        }
        given(&hall, gift(&hall, today), &[(other, 220_000, what())]).await.unwrap();
    }

    async fn form_and_single_gifts_are_asked_too(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let today = hall.limits.today();
        hall.set("省主席", "province", &[("period", "a-time"), ("yuan", "300.5"), ("form", "goods")]).await.is(303);
        let person = Uuid::from_u128(1);
        let faults = over(given(&hall, gift(&hall, today), &[(person, 30_051, Uuid::now_v7())]).await);
        assert_eq!((faults[0].key, &faults[0].values[1].1), ("limits-over-time", &"300.5".to_owned()));
        for _ in 0..2 {
            given(&hall, gift(&hall, today), &[(person, 30_050, Uuid::now_v7())]).await.unwrap();
        }
        let vouchers = Gift { form: Form::Vouchers, ..gift(&hall, today) };
        assert_eq!(over(given(&hall, vouchers, &[(person, 1, Uuid::now_v7())]).await)[0].field, "form");
        // A head nobody knows is asked by itself and not remembered.
        let house = Actor::house();
        let (federation, gift) = (hall.limits.federation(), gift(&hall, today));
        for (fen, is_good) in [(30_050, true), (30_051, false)] {
            let asked = hall.store.write("test.require", &house, |tx| async move {
                tx.record("house", Uuid::nil(), json!({}));
                require(&tx, federation, gift, fen).await
            });
            assert_eq!(asked.await.is_ok(), is_good);
        }
        assert_eq!(sum(&hall).await, 60_100);
    }

    async fn two_that_give_at_once_never_exceed_together(bed: Bed) {
        let hall = std::sync::Arc::new(Hall::open(&bed).await);
        hall.set("省主席", "province", &[("yuan", "1000")]).await.is(303);
        let today = hall.limits.today();
        let mut tasks = Vec::new();
        for n in 0..24u128 {
            let hall = std::sync::Arc::clone(&hall);
            tasks.push(tokio::spawn(async move {
                // The same two people, named in either order.
                let (a, b) = (Uuid::from_u128(1 + n % 2), Uuid::from_u128(2 - n % 2));
                given(&hall, gift(&hall, today), &[(a, 30_000, Uuid::now_v7()), (b, 30_000, Uuid::now_v7())]).await.is_ok()
            }));
        }
        let mut good = 0;
        for task in tasks {
            good += i64::from(task.await.unwrap());
        }
        // Three times 300 of 1,000 yuan, to each of the two.
        assert_eq!((good, sum(&hall).await), (3, 180_000));
    }
}
