//! Money at the desk: taken once, given back once, closed once.

use serde_json::json;
use signups::{NewAllotment, Use};
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use super::hall::{Hall, MIGRATIONS};

pub const MINUTE: i64 = 60_000;

pub async fn priced(hall: &Hall, places: i64) -> Uuid {
    hall.allot(NewAllotment { price: 9_600, pay_minutes: 120, ..hall.plain(places) }).await
}

pub async fn uses(hall: &Hall, allotment: Uuid, number: i64) -> Outcome<(i64, i64)> {
    let it = &Use { allotment, number, pays_there: true, by: None };
    let used = hall.store.write("test.use", &Actor::house(), |tx| async move { signups::spend(&tx, it).await }).await?;
    Ok((used.spent, used.paid_there))
}

pub async fn takes_back(hall: &Hall, allotment: Uuid, number: i64, (spent, paid): (i64, i64)) {
    let it = &Use { allotment, number, pays_there: true, by: None };
    let house = Actor::house();
    hall.store.write("test.back", &house, |tx| async move { signups::unspend(&tx, it, spent, paid).await }).await.unwrap();
}

testkit::on_both_engines! { MIGRATIONS;
    async fn a_price_is_taken_once_with_a_receipt_and_given_back_once(bed: Bed) {
        let hall = Hall::open(&bed, 3).await;
        let id = priced(&hall, 2).await;
        hall.enter(id, 0, 1).await;
        hall.enter(id, 1, 1).await;
        let path = format!("/signups/{id}");
        let mut officer = hall.officer("county").await;
        let page = officer.get(&format!("{path}/money")).await;
        page.is(200).shows("会员0").shows("会员1").shows("96元").shows("现金").shows("转账").shows("刷卡").shows("免收");
        let money = format!("{path}/money");
        // Not the sum that is due, no way to pay, nobody's number: nothing is taken.
        for wrong in [("1", "9500", "cash"), ("1", "", "cash"), ("1", "9600", "gold"), ("9", "9600", "cash"), ("x", "9600", "cash")] {
            let answer = officer.post(&money, &[("number", wrong.0), ("amount", wrong.1), ("method", wrong.2)]).await;
            assert!([303, 404].contains(&answer.status.as_u16()), "{wrong:?} {}", answer.status);
        }
        hall.adds_up().await;
        assert_eq!(hall.entry(id, 0).await.pay, "due");
        let pay = [("number", "1"), ("amount", "9600"), ("method", "cash")];
        let taken = officer.post(&money, &pay).await;
        assert_eq!(taken.is(303).location(), format!("{path}/receipts/20261118-1"));
        officer.post(&money, &pay).await.is(303);
        officer.get(&money).await.shows("这一笔已经收过了").shows("收据20261118-1");
        let receipt = format!("{path}/receipts/20261118-1");
        officer.get(&receipt).await.is(200).shows("会员0").shows("玖拾陆元整").shows("2026年11月18日").shows("现金");
        hall.member(0).await.get(&receipt).await.is(200).shows("会员0");
        hall.member(0).await.get(&path).await.shows("已付款");
        // Another member, the union of another, and a number that is none.
        hall.member(1).await.get(&receipt).await.is(404);
        hall.officer("east").await.get(&receipt).await.is(404);
        hall.officer("east").await.get(&money).await.is(404);
        hall.officer("east").await.post(&money, &pay).await.is(404);
        hall.member(1).await.get(&money).await.is(403);
        officer.get(&format!("{path}/receipts/20261118-2")).await.is(404);
        officer.get(&format!("{path}/receipts/nonsense")).await.is(404);
        // While the place stands nothing is given back; afterwards once.
        let refund = format!("{path}/refund");
        officer.submit(&refund, &[("number", "1"), ("method", "cash")]).await.shows("名额还在，先退出报名才能退款");
        hall.leave(id, 0).await;
        officer.get(&money).await.shows("待退");
        let given = officer.post(&refund, &[("number", "1"), ("method", "transfer")]).await;
        assert_eq!(given.is(303).location(), format!("{path}/receipts/20261118-2"));
        officer.get(given.location()).await.shows("退款收据").shows("转账");
        officer.submit(&refund, &[("number", "1"), ("method", "cash")]).await.shows("这一笔已经退过了");
        officer.submit(&refund, &[("number", "2"), ("method", "cash")]).await.shows("这一笔没有收过款");
        assert_eq!(hall.entry(id, 0).await.pay, "refunded");
        hall.adds_up().await;
    }

    async fn paying_and_falling_due_never_both_win(bed: Bed) {
        let hall = Hall::open(&bed, 3).await;
        let id = priced(&hall, 1).await;
        hall.enter(id, 0, 1).await;
        hall.enter(id, 1, 1).await;
        let mut officer = hall.officer("county").await;
        let pay = [("number", "1"), ("amount", "9600"), ("method", "cash")];
        bed.clock.advance(120 * MINUTE);
        officer.submit(&format!("/signups/{id}/money"), &pay).await.is(200).shows("付款期限已过");
        hall.work().await;
        assert_eq!(hall.states(id, 0..2).await, ["expired", "placed"]);
        // A millisecond before, the money wins, whoever looks when.
        bed.clock.advance(120 * MINUTE - 1);
        officer.post(&format!("/signups/{id}/money"), &[("number", "2"), ("amount", "9600"), ("method", "card")]).await.is(303);
        bed.clock.advance(10 * MINUTE);
        hall.work().await;
        assert_eq!((hall.entry(id, 1).await.state, hall.entry(id, 1).await.pay), ("placed".into(), "paid".into()));
    }

    async fn a_price_is_waived_with_a_reason(bed: Bed) {
        let hall = Hall::open(&bed, 2).await;
        let id = priced(&hall, 1).await;
        hall.enter(id, 0, 1).await;
        let mut officer = hall.officer("county").await;
        officer.get(&format!("/signups/{id}/money?waive=1")).await.is(200).shows("免收这一笔").shows("第1号会员0");
        let waiver = format!("/signups/{id}/waiver");
        officer.post(&waiver, &[("number", "1"), ("reason", " ")]).await.is(422).shows("请写原因");
        let long = "长".repeat(201);
        officer.post(&waiver, &[("number", "1"), ("reason", &long)]).await.is(422).shows("200字以内").shows(&long);
        officer.submit(&waiver, &[("number", "1"), ("reason", "困难职工")]).await.is(200).shows("已免收").shows("困难职工");
        officer.submit(&waiver, &[("number", "1"), ("reason", "困难职工")]).await.shows("这一笔不用付款");
        bed.clock.advance(200 * MINUTE);
        hall.work().await;
        assert_eq!(hall.entry(id, 0).await.pay, "waived");
        hall.member(0).await.get(&format!("/signups/{id}")).await.shows("费用免收");
    }

    async fn a_day_is_closed_once_and_later_money_is_the_next_days(bed: Bed) {
        let hall = Hall::open(&bed, 4).await;
        let id = priced(&hall, 4).await;
        for n in 0..4 {
            hall.enter(id, n, 1).await;
        }
        let mut officer = hall.officer("county").await;
        let money = format!("/signups/{id}/money");
        for (number, method) in [("1", "cash"), ("2", "cash"), ("3", "card")] {
            officer.post(&money, &[("number", number), ("amount", "9600"), ("method", method)]).await.is(303);
        }
        hall.leave(id, 1).await;
        officer.post(&format!("/signups/{id}/refund"), &[("number", "2"), ("method", "cash")]).await.is(303);
        let union = hall.union["county"].to_string();
        let day = format!("/signups/close-day?union={union}&day=2026-11-18");
        officer.get(&day).await.is(200).shows("手机摄影入门").shows("192元").shows("实点现金");
        let close = |counted: &'static str, says: &'static str| {
            vec![("union", union.clone()), ("day", "2026-11-18".to_owned()), ("counted", counted.into()), ("says", says.into())]
        };
        let mut send = async |form: Vec<(&'static str, String)>| {
            let form: Vec<(&str, &str)> = form.iter().map(|(n, v)| (*n, v.as_str())).collect();
            officer.post("/signups/close-day", &form).await
        };
        send(close("", "")).await.is(422).shows("请填金额");
        send(close("九十", "")).await.is(422).shows("请填金额").shows("九十");
        send(close("-1", "")).await.is(422);
        send(close("90", "")).await.is(422).shows("请说明原因").shows("value=\"90\"");
        send(vec![("union", union.clone()), ("day", "2026-11-19".into()), ("counted", "0".into())]).await.is(422).shows("还没有到");
        send(close("90", "找零少收6元")).await.is(303);
        send(close("96", "")).await.is(303);
        officer.get(&day).await.shows("日结").shows("找零少收6元").shows("−6元").hides("实点现金");
        // What is taken now is the next day's, with a number of its own.
        let taken = officer.post(&money, &[("number", "4"), ("amount", "9600"), ("method", "cash")]).await;
        assert_eq!(taken.is(303).location(), format!("/signups/{id}/receipts/20261119-1"));
        officer.get(&day).await.shows("找零少收6元").shows("192元");
        officer.get(&format!("/signups/close-day?union={union}&day=2026-11-19")).await.shows("96元").hides("实点现金");
        hall.adds_up().await;
        for other in ["/signups/close-day?day=9999-99-99", "/signups/close-day?day=x"] {
            officer.get(other).await.is(200);
        }
        hall.officer("east").await.get(&day).await.is(404);
        hall.officer("east").await.post("/signups/close-day", &[("union", &union), ("counted", "0")]).await.is(404);
        hall.member(0).await.get(&day).await.is(403);
    }

    async fn two_officers_at_once_take_a_price_once(bed: Bed) {
        let hall = Hall::open(&bed, 8).await;
        let id = priced(&hall, 8).await;
        for n in 0..8 {
            hall.enter(id, n, 1).await;
        }
        let (one, two) = (hall.officer("county").await, hall.afresh().await.officer("county").await);
        let money = format!("/signups/{id}/money");
        let run = async |mut browser: testkit::Browser| {
            let mut receipts = 0;
            for n in 1..=8 {
                let n = format!("{n}");
                let answer = browser.post(&money, &[("number", &n), ("amount", "9600"), ("method", "cash")]).await;
                receipts += i64::from(answer.is(303).location().contains("/receipts/"));
            }
            receipts
        };
        let (a, b) = tokio::join!(run(one), run(two));
        assert_eq!(a + b, 8);
        hall.adds_up().await;
    }

    async fn what_is_to_be_paid_before_is_not_used_before(bed: Bed) {
        let hall = Hall::open(&bed, 1).await;
        let id = priced(&hall, 1).await;
        hall.enter(id, 0, 1).await;
        assert!(matches!(uses(&hall, id, 1).await, Err(Fault::Conflict("signups-not-paid-yet"))));
        let pay = [("number", "1"), ("amount", "9600"), ("method", "cash")];
        hall.officer("county").await.post(&format!("/signups/{id}/money"), &pay).await.is(303);
        assert_eq!(uses(&hall, id, 1).await.unwrap(), (0, 0));
        hall.adds_up().await;
    }

    async fn machines_do_the_same(bed: Bed) {
        use axum::http::Method;
        let hall = Hall::open(&bed, 3).await;
        let id = priced(&hall, 3).await;
        for n in 0..3 {
            hall.enter(id, n, 1).await;
        }
        let mut officer = hall.officer("county").await;
        let at = format!("/api/v1/signups/{id}");
        let mut ask = async |path: &str, body: serde_json::Value| officer.api(Method::POST, path, Some(body), &[]).await;
        ask(&format!("{at}/payments"), json!({ "number": 1, "amount": 1, "method": "cash" })).await.is(422);
        let paid = ask(&format!("{at}/payments"), json!({ "number": 1, "amount": 9_600, "method": "cash" })).await;
        assert_eq!(paid.is(200).json()["receipt"], "20261118-1");
        ask(&format!("{at}/payments"), json!({ "number": 1, "amount": 9_600, "method": "cash" })).await.is(409);
        ask(&format!("{at}/waivers"), json!({ "number": 2, "reason": "" })).await.is(422);
        ask(&format!("{at}/waivers"), json!({ "number": 2, "reason": "困难职工" })).await.is(200);
        ask(&format!("{at}/refunds"), json!({ "number": 1, "method": "cash" })).await.is(409);
        hall.leave(id, 0).await;
        assert_eq!(ask(&format!("{at}/refunds"), json!({ "number": 1, "method": "cash" })).await.is(200).json()["fen"], 9_600);
        let union = hall.union["county"];
        let body = json!({ "union": union, "day": "2026-11-18", "counted": 0 });
        assert_eq!(ask("/api/v1/close-days", body.clone()).await.is(200).json()["cash"], 0);
        ask("/api/v1/close-days", body).await.is(409);
        let account = json!({ "key": Uuid::now_v7(), "union": union, "title": "洗牙", "source": "higher", "amount": 5_000 });
        let opened = ask("/api/v1/accounts", account).await.is(200).json();
        let path = format!("/api/v1/accounts/{}", opened["id"].as_str().unwrap());
        let added = ask(&format!("{path}/additions"), json!({ "amount": 2_500 })).await.is(200).json();
        assert_eq!((added["left"].as_i64(), added["movements"].as_array().map(Vec::len)), (Some(7_500), Some(2)));
        let list = officer.get(&format!("{at}/payments")).await.is(200).json();
        assert_eq!(list["items"].as_array().map(Vec::len), Some(2));
        let day = officer.get(&format!("/api/v1/close-days?union={union}&day=2026-11-18")).await.is(200).json();
        assert_eq!(day["counted"], 0);
        assert_eq!(officer.get("/api/v1/accounts").await.is(200).json()["items"][0]["left"], 7_500);
        hall.adds_up().await;
    }
}
