//! Money for subsidies: reserved, spent, added to, and never more of an account than there is.

use serde_json::json;
use signups::NewAllotment;
use store::{Actor, Fault};
use uuid::Uuid;

use super::hall::{Hall, MIGRATIONS};
use super::money::{takes_back, uses};

/// Reserved, spent, left.
async fn purse(hall: &Hall, account: Uuid) -> (i64, i64, i64) {
    let a = hall.desk.account(account).await.unwrap();
    (a.reserved, a.spent, a.left())
}

testkit::on_both_engines! { MIGRATIONS;
    async fn what_is_used_is_spent_and_stays_spent(bed: Bed) {
        let hall = Hall::open(&bed, 3).await;
        let account = hall.fund(30_000).await;
        let id = hall.allot(NewAllotment { price: 10_000, subsidy: 8_010, account: Some(account), ..hall.plain(3) }).await;
        for n in 0..3 {
            hall.enter(id, n, 1).await;
        }
        assert_eq!(purse(&hall, account).await, (24_030, 0, 5_970));
        assert_eq!(uses(&hall, id, 1).await.unwrap(), (8_010, 1_990));
        // A second use costs nothing more.
        assert_eq!(uses(&hall, id, 1).await.unwrap(), (0, 0));
        assert_eq!(purse(&hall, account).await, (16_020, 8_010, 5_970));
        let left = hall.desk.leave(&Actor::person(hall.people[0]), id, hall.people[0]).await;
        assert!(matches!(left, Err(Fault::Conflict("signups-already-used"))), "{left:?}");
        hall.adds_up().await;
        takes_back(&hall, id, 1, (0, 0)).await;
        takes_back(&hall, id, 1, (8_010, 1_990)).await;
        assert_eq!(hall.entry(id, 0).await.pay, "due");
        assert_eq!(purse(&hall, account).await, (24_030, 0, 5_970));
        hall.leave(id, 0).await;
        assert_eq!(purse(&hall, account).await, (16_020, 0, 13_980));
        assert!(matches!(uses(&hall, id, 1).await, Err(Fault::Conflict("signups-place-is-gone"))));
        // A place never used frees its money once; one called off keeps what was spent.
        uses(&hall, id, 2).await.unwrap();
        let house = Actor::house();
        for expected in [8_010, 0] {
            let freed = hall.store.write("test.free", &house, |tx| async move {
                let freed = signups::release(&tx, id, 3).await?;
                tx.record("allotment", id, json!({}));
                Ok(freed)
            });
            assert_eq!(freed.await.unwrap(), expected);
        }
        hall.adds_up().await;
        hall.store.write("test.cancel", &Actor::house(), |tx| async move { signups::cancel(&tx, id).await }).await.unwrap();
        assert_eq!(purse(&hall, account).await, (0, 8_010, 21_990));
        hall.adds_up().await;
    }

    async fn an_account_is_opened_added_to_and_moves_the_list(bed: Bed) {
        let hall = Hall::open(&bed, 3).await;
        let mut chair = hall.officer("county").await;
        let union = hall.union["county"].to_string();
        chair.get("/accounts").await.is(200).shows("还没有补贴账户").shows("本级工会经费");
        let key = Uuid::now_v7().to_string();
        let form = |title: &'static str, amount: &'static str| {
            [("key", key.clone()), ("union", union.clone()), ("title", title.into()), ("source", "own".into()), ("amount", amount.into())]
        };
        let mut send = async |form: [(&'static str, String); 5]| {
            let form: Vec<(&str, &str)> = form.iter().map(|(n, v)| (*n, v.as_str())).collect();
            chair.post("/accounts", &form).await
        };
        send(form("", "0")).await.is(422).shows("请填账户名称").shows("请填大于0的金额");
        send(form("洗牙", "-3")).await.is(422).shows("value=\"洗牙\"");
        send(form("洗牙", "9999999999999")).await.is(422);
        assert_eq!(send(form("洗牙", "100")).await.is(303).location(), format!("/accounts/{key}"));
        // The same form again is the same account.
        assert_eq!(send(form("洗牙", "100")).await.is(303).location(), format!("/accounts/{key}"));
        let account: Uuid = key.parse().unwrap();
        let id = hall.allot(NewAllotment { price: 9_990, subsidy: 8_000, account: Some(account), ..hall.plain(3) }).await;
        hall.enter(id, 0, 1).await;
        assert_eq!(hall.enter(id, 1, 1).await.1, "waiting");
        chair.get(&format!("/accounts/{key}")).await.is(200).shows("80元").shows("20元").shows("1人在候补").shows("手机摄影入门");
        chair.post(&format!("/accounts/{key}"), &[("amount", "一百万亿")]).await.is(422).shows("请填大于0的金额");
        chair.post(&format!("/accounts/{key}"), &[("amount", "60")]).await.is(303);
        hall.work().await;
        assert_eq!(hall.states(id, 0..2).await, ["placed", "placed"]);
        chair.get(&format!("/accounts/{key}")).await.shows("追加").shows("60元").shows("160元");
        assert_eq!(purse(&hall, account).await, (16_000, 0, 0));
        let mut east = hall.officer("east").await;
        east.get(&format!("/accounts/{key}")).await.is(404);
        east.post(&format!("/accounts/{key}"), &[("amount", "60")]).await.is(404);
        east.get(&format!("/accounts?union={union}")).await.is(404);
        hall.member(0).await.get("/accounts").await.is(403);
    }
}
