//! What every room keeps of a person goes with him when he takes it along, and is forgotten when he is deleted.

use axum::http::Method;
use organisation::Office;
use serde_json::{Value, json};
use unionhall::house::MIGRATIONS;
use uuid::Uuid;

use crate::house::Hall;
use crate::matrix::objects::{Who, aid, challenge, counter, desk};

/// The rows of one section.
fn section<'a>(data: &'a Value, name: &str) -> &'a Vec<Value> {
    data[name].as_array().unwrap_or_else(|| panic!("nothing is called {name}: {data}"))
}

async fn count(hall: &Hall, sql: &str, person: Uuid) -> i64 {
    store::scalar(hall.store().read(), sql, store::binds![person]).await.unwrap().unwrap()
}

/// Whatever the house does by itself by now.
async fn work(hall: &Hall) {
    jobs::drain(&unionhall::house::worker(&hall.house)).await.unwrap();
}

testkit::on_both_engines! { MIGRATIONS;
    async fn everything_kept_of_somebody_goes_with_him_and_is_forgotten(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let small = hall.small().await;
        let maker = hall.officer(small.locals[0], Office::Chair, false, "何主席").await;
        let (person, ordinal) = small.members[0][0];
        let (name, phone) = (format!("密甲{ordinal}"), format!("1990000{ordinal:04}"));
        let who = Who { union: small.locals[0], person, name, phone, maker, local: 0 };
        let (mut chair, mut own) = (hall.browser_of(maker).await, hall.browser_of(person).await);
        let made = desk::make(&hall, &mut chair, &who).await;
        counter::make(&hall, &mut chair, &mut own, &who, made.account).await;
        let contest = challenge::make(&hall, &mut own, &who).await;
        aid::make(&hall, &mut chair, &who).await;
        bed.clock.advance(8 * 86_400_000);
        let mut own = hall.browser_of(person).await;
        let value = json!({ "key": Uuid::from_u128(0xF900), "day": "2026-11-26", "value": "78.6" });
        own.api(Method::POST, &format!("/api/v1/challenges/{contest}/me/measurements"), Some(value), &[]).await.is(200);
        work(&hall).await;

        let data = own.api(Method::GET, "/api/v1/me/data", None, &[]).await.is(200).json();
        let says = |name: &str, column: &str, words: &str| {
            let all = section(&data, name);
            assert!(all.iter().any(|row| row[column].as_str().is_some_and(|text| text.contains(words))), "{name}.{column}: {all:?}");
        };
        says("signups", "title", "周末观影");
        says("signups", "title", "19.9元洗牙");
        says("receipts", "fen", "40元");
        says("challenges", "nickname", "慢跑");
        says("challenges", "height_cm", "172.0");
        says("measurements", "value", "78.6");
        says("received", "goods", "暖冬包");
        for empty in ["check_ins", "redemptions", "attended", "bookings", "loans", "agenda", "notices"] {
            section(&data, empty);
        }
        let book = own.get("/me/data/copy.xlsx").await;
        assert!(book.is(200).bytes.starts_with(b"PK"));
        own.get("/me/data/copy").await.is(200).shows("测量记录").shows("78.6").shows("暖冬包");
        // What somebody attached stands in his own copy, and in nobody else's.
        let his = hall.browser_of(maker).await.api(Method::GET, "/api/v1/me/data", None, &[]).await.is(200).json();
        let photo = &section(&his, "files")[0];
        assert_eq!((&photo["title"], &photo["name"]), (&json!("二车间"), &json!("现场.jpg")), "{photo}");
        assert!(section(&data, "files").is_empty());
        // Nobody else's copy holds anything of it.
        let other = hall.browser_of(small.members[0][1].0).await.api(Method::GET, "/api/v1/me/data", None, &[]).await.is(200).json();
        for name in ["signups", "receipts", "challenges", "measurements", "received"] {
            assert!(section(&other, name).is_empty(), "{name}: {other}");
        }

        hall.store()
            .keep("test.erased", |tx| async move { jobs::emit(&tx, person, "membership.erased", json!({})).await })
            .await
            .unwrap();
        work(&hall).await;
        for (what, sql) in [
            ("measurements", "SELECT COUNT(*) FROM chl_measure WHERE person = $1"),
            ("parts", "SELECT COUNT(*) FROM chl_part WHERE person = $1"),
            ("notices", "SELECT COUNT(*) FROM inbox_notice WHERE person = $1"),
            ("places on the agenda", "SELECT COUNT(*) FROM agenda_going WHERE person = $1"),
            ("answers", "SELECT COUNT(*) FROM desk_entry WHERE person = $1 AND answers <> ''"),
            ("vouchers", "SELECT COUNT(*) FROM desk_entry e JOIN ben_benefit b ON b.allotment_id = e.allotment_id \
                WHERE e.person = $1 AND e.turn = 0"),
        ] {
            assert_eq!(count(&hall, sql, person).await, 0, "{what}");
        }
        assert_eq!(signups::check(hall.store()).await.unwrap(), Vec::<String>::new());
    }
}
