//! What a union and a merchant settle.

use axum::http::Method;
use serde_json::json;

use super::cast::{DAY, Hall, MIGRATIONS, redeem};

testkit::on_both_engines! { MIGRATIONS;
    async fn a_statement_freezes_and_a_redemption_is_settled_once(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let dentist = hall.merchant("麓山口腔").await;
        let account = hall.fund("400").await;
        let id = hall.benefit(&[dentist], account, &[]).await;
        let mut clerk = hall.clerk(dentist).await;
        for name in ["陈师傅", "谭师傅"] {
            hall.asks(id, name).await;
            redeem(&mut clerk, &hall.code(id, name).await).await.is(303);
        }
        let (mut chair, path) = (hall.as_("周主席").await, format!("/merchants/{dentist}/statement"));
        let period = [("from", "2026-11-01"), ("until", "2026-11-18")];
        chair.get(&path).await.is(200).shows("这一期还没有核销").shows("改成今天");
        // The day is not over yet.
        chair.post(&path, &period).await.is(422).shows("只能结算到昨天");
        chair.post(&path, &[("from", "x"), ("until", "2026-11-18")]).await.is(422).shows("日期这样写");
        chair.post(&path, &[("from", "2026-11-18"), ("until", "2026-11-01")]).await.is(422).shows("早于开始日期");
        bed.clock.advance(DAY);
        hall.as_("王主席").await.post(&path, &period).await.is(404);
        hall.as_("区主席").await.get(&path).await.is(403);
        hall.as_("陈师傅").await.get(&path).await.is(403);
        let settled = chair.post(&path, &period).await;
        assert_eq!(settled.is(303).location(), format!("{path}?n=1"));
        let frozen = format!("{path}?n=1");
        chair.get(&frozen).await.is(200).shows("结算单第1期").shows("160.20元").shows("200元").shows("39.80元").shows("壹佰陆拾元贰角整");
        // What comes later does not change it, and is settled with the next.
        hall.asks(id, "易师傅").await;
        let mut clerk = hall.clerk(dentist).await;
        redeem(&mut clerk, &hall.code(id, "易师傅").await).await.is(303);
        bed.clock.advance(DAY);
        chair.get(&frozen).await.shows("160.20元").hides("240.30元");
        chair.submit(&path, &period).await.shows("没有要结算的");
        let again = chair.post(&path, &[("from", "2026-11-01"), ("until", "2026-11-19")]).await;
        assert_eq!(again.is(303).location(), format!("{path}?n=2"));
        chair.get(again.location()).await.shows("80.10元").shows("1次");
        chair.get(&format!("{path}?n=3")).await.is(404);
        chair.get(&format!("{path}?n=x")).await.is(404);
        // What was settled is not taken back.
        let undo = format!("/benefits/{id}/undo");
        chair.submit(&undo, &[("number", "1"), ("reason", "扫错")]).await.shows("已经结算");
        assert_eq!((hall.counts(id).await, hall.purse(account).await.1), ((3, 24_030), 24_030));
        let file = chair.get(&format!("{path}.csv?n=1")).await;
        file.is(200).shows("19.9元洗牙").shows(",100,19.9,80.1");
        assert_eq!(file.text.lines().count(), 3);
        chair.get(&format!("/merchants/{dentist}")).await.shows("结算单第1期").shows("结算单第2期");
        hall.adds_up().await;
    }

    async fn machines_do_the_same(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let account = hall.fund("400").await;
        let mut chair = hall.as_("周主席").await;
        let union = hall.union["lushan"];
        let merchant = json!({ "union": union, "name": "麓山口腔", "credit_code": "91430100MA4L1K2T30", "kind": "dental", "area": "岳麓区", "place": "金星中路1号" });
        let added = chair.api(Method::POST, "/api/v1/merchants", Some(merchant), &[]).await.is(200).json();
        let dentist: uuid::Uuid = added["id"].as_str().unwrap().parse().unwrap();
        assert_eq!(chair.get("/api/v1/merchants").await.is(200).json()["items"][0]["name"], "麓山口腔");
        let mut body = json!({});
        for (name, value) in hall.form(&[], account, &[]) {
            body[name] = json!(value);
        }
        chair.api(Method::POST, "/api/v1/benefits", Some(body.clone()), &[]).await.is(422);
        body["merchants"] = json!([dentist]);
        let opened = chair.api(Method::POST, "/api/v1/benefits", Some(body), &[]).await.is(200).json();
        let id: uuid::Uuid = opened["id"].as_str().unwrap().parse().unwrap();
        assert_eq!((opened["price"].as_i64(), opened["subsidy"].as_i64()), (Some(1_990), Some(8_010)));
        assert_eq!(hall.visitor().get("/api/v1/benefits").await.is(200).json()["items"][0]["id"], opened["id"]);
        hall.asks(id, "陈师傅").await;
        let vouchers = hall.as_("陈师傅").await.get("/api/v1/me/vouchers").await.is(200).json();
        assert_eq!(vouchers["items"][0]["uses_left"], 1);
        redeem(&mut hall.clerk(dentist).await, &hall.code(id, "陈师傅").await).await.is(303);
        bed.clock.advance(DAY);
        let path = format!("/api/v1/merchants/{dentist}/statement");
        let open = chair.get(&format!("{path}?from=2026-11-01&until=2026-11-18")).await.is(200).json();
        assert_eq!((open["owed"].as_i64(), open["n"].is_null()), (Some(8_010), true));
        let period = json!({ "from": "2026-11-01", "until": "2026-11-18" });
        let settled = chair.api(Method::POST, &path, Some(period.clone()), &[]).await.is(200).json();
        assert_eq!((settled["n"].as_i64(), settled["lines"].as_array().map(Vec::len)), (Some(1), Some(1)));
        chair.api(Method::POST, &path, Some(period), &[]).await.is(409);
        chair.get(&path).await.is(422);
        let called_off = chair.api(Method::POST, &format!("/api/v1/benefits/{id}/cancellation"), None, &[]).await.is(200).json();
        assert_eq!(called_off["state"], "cancelled");
        // What was redeemed stays spent.
        assert_eq!(hall.purse(account).await, (0, 8_010, 31_990));
        hall.adds_up().await;
    }
}
