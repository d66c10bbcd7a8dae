//! What a union and a merchant settle.

use axum::http::Method;
use serde_json::json;

use super::cast::{DAY, Hall, MIGRATIONS, MINUTE, redeem};

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
        let settle = format!("{path}/settle");
        let period = [("until", "2026-11-18")];
        chair.get(&path).await.is(200).shows("这一期还没有核销").shows("改成今天");
        // The day is not over yet.
        chair.post(&settle, &period).await.is(422).shows("只能结算到昨天");
        chair.post(&settle, &[("until", "2027-01-01")]).await.is(422).shows("id=\"f-until-e\"").shows("只能结算到昨天");
        // What was typed stays where it was typed, on the page of settling and on the paper.
        chair.post(&settle, &[("until", "x")]).await.is(422).shows("日期这样写").shows("value=\"x\"");
        chair.get(&format!("{path}?until=x")).await.is(422).shows("日期这样写").shows("value=\"x\"").hides("/settle?until");
        chair.get(&format!("{path}?until=2026-11-18")).await.is(200).shows("2次").shows("最后一天还没有过完").hides("/settle?until");
        chair.submit(&settle, &[("until", "2026-11-01")]).await.is(200).shows("没有要结算的");
        assert_eq!(hall.number("SELECT COUNT(*) FROM ben_statement").await, 0);
        bed.clock.advance(DAY);
        hall.as_("王主席").await.post(&settle, &period).await.is(404);
        hall.as_("区主席").await.get(&path).await.is(403);
        hall.as_("陈师傅").await.get(&path).await.is(403);
        // What is final is asked on a page of its own, that says what will stand on the paper; looking at it settles nothing.
        chair.get(&path).await.is(200).shows(&format!("{settle}?until=2026-11-18"));
        let asked = chair.get(&format!("{settle}?until=2026-11-18")).await;
        asked.is(200).shows("结算第1期").shows("160.20元").shows("2026年11月18日至2026年11月18日").shows("不再变动");
        assert_eq!(hall.number("SELECT COUNT(*) FROM ben_statement").await, 0);
        let settled = chair.post(&settle, &period).await;
        assert_eq!(settled.is(303).location(), format!("{path}?n=1"));
        let frozen = format!("{path}?n=1");
        chair.get(&frozen).await.is(200).shows("结算单第1期").shows("160.20元").shows("200元").shows("39.80元").shows("壹佰陆拾元贰角整");
        // The next begins on the day after: nothing that was settled is offered again, and no settled day is asked for.
        chair.get(&path).await.is(200).shows("2026年11月19日至2026年11月19日").shows("今天还没有核销").hides("/settle?until");
        chair.get(&format!("{path}?until=2026-11-18")).await.is(422).shows("已在第1期结清").shows("value=\"2026-11-18\"");
        chair.get(&format!("{settle}?until=2026-11-18")).await.is(422).shows("已在第1期结清");
        hall.as_("周主席").await.in_english().get(&format!("{settle}?until=2026-11-18")).await.is(422).shows("was settled with statement 1");
        // What comes later does not change it, and is settled with the next.
        hall.asks(id, "易师傅").await;
        let mut clerk = hall.clerk(dentist).await;
        redeem(&mut clerk, &hall.code(id, "易师傅").await).await.is(303);
        bed.clock.advance(DAY);
        chair.get(&frozen).await.shows("160.20元").hides("240.30元");
        chair.submit(&settle, &period).await.shows("没有要结算的");
        let again = chair.post(&settle, &[("until", "2026-11-19")]).await;
        assert_eq!(again.is(303).location(), format!("{path}?n=2"));
        chair.get(again.location()).await.shows("80.10元").shows("1次");
        chair.get(&format!("{path}?n=3")).await.is(404);
        chair.get(&format!("{path}?n=x")).await.is(404);
        assert_eq!((hall.counts(id).await, hall.purse(account).await.1), ((3, 24_030), 24_030));
        let file = chair.get(&format!("{path}.csv?n=1")).await;
        file.is(200).shows("19.9元洗牙").shows(",100,19.9,80.1");
        assert_eq!(file.text.lines().count(), 3);
        chair.get(&format!("/merchants/{dentist}")).await.shows("结算单第1期").shows("结算单第2期");
        hall.adds_up().await;
    }

    async fn statements_follow_each_other_without_a_gap_and_none_is_counted_twice(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let dentist = hall.merchant("麓山口腔").await;
        let id = hall.benefit(&[dentist], hall.fund("400").await, &[]).await;
        let (path, json) = (format!("/merchants/{dentist}/statement"), format!("/api/v1/merchants/{dentist}/statement"));
        let settle = format!("{path}/settle");
        // One redeemed on each of two days, one long afterwards.
        for name in ["陈师傅", "谭师傅"] {
            hall.asks(id, name).await;
            redeem(&mut hall.clerk(dentist).await, &hall.code(id, name).await).await.is(303);
            bed.clock.advance(DAY);
        }
        // Up to a day of the officer's choice: what came after it waits.
        let hall = hall.afresh().await;
        let mut chair = hall.as_("周主席").await;
        chair.get(&path).await.is(200).shows("2026年11月18日至2026年11月19日").shows("2次").shows("value=\"2026-11-19\"");
        chair.get(&format!("{path}?until=2026-11-18")).await.is(200).shows("2026年11月18日至2026年11月18日").shows("1次");
        chair.submit(&settle, &[("until", "2026-11-18")]).await.is(200).shows("结算单第1期").shows("2026年11月18日至2026年11月18日").shows("1次").shows("80.10元");
        chair.submit(&settle, &[("until", "2026-11-19")]).await.is(200).shows("结算单第2期").shows("2026年11月19日至2026年11月19日").shows("1次").shows("80.10元");
        for until in ["2026-11-18", "2026-11-19"] {
            chair.submit(&settle, &[("until", until)]).await.is(200).shows("没有要结算的");
        }
        // However long nobody settles, the next begins where the last one ended.
        hall.asks(id, "易师傅").await;
        redeem(&mut hall.clerk(dentist).await, &hall.code(id, "易师傅").await).await.is(303);
        bed.clock.advance(100 * DAY);
        let hall = hall.afresh().await;
        let mut chair = hall.as_("周主席").await;
        chair.get(&path).await.is(200).shows("2026年11月20日至2027年2月27日").shows("1次");
        chair.submit(&settle, &[("until", "2027-02-27")]).await.is(200).shows("结算单第3期").shows("2026年11月20日至2027年2月27日");
        assert_eq!(hall.number("SELECT COUNT(*) FROM ben_redemption WHERE statement IS NULL").await, 0);
        assert_eq!(hall.number("SELECT COUNT(DISTINCT statement) FROM ben_redemption").await, 3);
        assert_eq!(hall.number("SELECT CAST(SUM(owed) AS BIGINT) FROM ben_statement").await, 24_030);
        let third = chair.get(&format!("{json}?n=3")).await.is(200).json();
        assert_eq!((third["from"].as_str(), third["until"].as_str()), (Some("2026-11-20"), Some("2027-02-27")));
        hall.adds_up().await;
    }

    async fn what_is_taken_back_after_it_was_settled_comes_off_the_next_statement(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let dentist = hall.merchant("麓山口腔").await;
        let account = hall.fund("400").await;
        let id = hall.benefit(&[dentist], account, &[]).await;
        let (path, desk) = (format!("/merchants/{dentist}/statement"), format!("/benefits/{id}/desk"));
        let settle = format!("{path}/settle");
        for name in ["陈师傅", "谭师傅"] {
            hall.asks(id, name).await;
            redeem(&mut hall.clerk(dentist).await, &hall.code(id, name).await).await.is(303);
        }
        bed.clock.advance(DAY);
        let mut chair = hall.as_("周主席").await;
        chair.submit(&settle, &[("until", "2026-11-18")]).await.is(200).shows("结算单第1期").shows("160.20元");
        // It is said beforehand what becomes of it.
        chair.get(&desk).await.is(200).shows("第1期已结算");
        chair.get(&format!("{desk}?undo=1")).await.is(200).shows("已在第1期结算").shows("下一期冲减");
        chair.post(&format!("/benefits/{id}/undo"), &[("number", "1"), ("reason", "")]).await.is(422).shows("id=\"f-reason-e\"");
        chair.submit(&format!("/benefits/{id}/undo"), &[("number", "1"), ("reason", "扫错了人")]).await.is(200).shows("已撤销");
        chair.submit(&format!("/benefits/{id}/undo"), &[("number", "1"), ("reason", "再来一次")]).await.is(200).shows("没有可以撤销的");
        assert_eq!((hall.counts(id).await, hall.purse(account).await), ((1, 8_010), (8_010, 8_010, 23_980)));
        // What was settled stays as it was signed; what was taken back today can be settled when the day is over.
        chair.get(&format!("{path}?n=1")).await.is(200).shows("160.20元").shows("2次").hides("冲减第1期");
        chair.get(&path).await.is(200).shows("冲减第1期").shows("最后一天还没有过完").hides("/settle?until");
        hall.adds_up().await;
        bed.clock.advance(DAY);
        let hall = hall.afresh().await;
        let mut chair = hall.as_("周主席").await;
        chair.get(&path).await.is(200).shows("冲减第1期：19.9元洗牙").shows("商户应退").shows("80.10元（捌拾元壹角整）").shows("−80.10元");
        chair.submit(&settle, &[("until", "2026-11-19")]).await.is(200).shows("结算单第2期").shows("冲减第1期：19.9元洗牙").shows("商户应退");
        chair.get(&format!("{path}.csv?n=2")).await.is(200).shows("冲减第1期：19.9元洗牙").shows(",-100,-19.9,-80.1");
        chair.submit(&settle, &[("until", "2026-11-19")]).await.is(200).shows("没有要结算的");
        // The voucher is good again; beside it one that a clerk takes back in the minutes after midnight, when its day is settled.
        redeem(&mut hall.clerk(dentist).await, &hall.code(id, "陈师傅").await).await.is(303);
        hall.asks(id, "易师傅").await;
        bed.clock.advance(12 * 60 * MINUTE - 5 * MINUTE);
        let hall = hall.afresh().await;
        let mut clerk = hall.clerk(dentist).await;
        redeem(&mut clerk, &hall.code(id, "易师傅").await).await.is(303);
        bed.clock.advance(6 * MINUTE);
        let mut chair = hall.as_("周主席").await;
        chair.submit(&settle, &[("until", "2026-11-20")]).await.is(200).shows("结算单第3期").shows("2次").shows("160.20元").hides("冲减第");
        let benefit = id.to_string();
        clerk.submit("/redeem/undo", &[("benefit", &benefit), ("number", "3")]).await.is(200).shows("已撤销，券可以再用");
        bed.clock.advance(DAY);
        let hall = hall.afresh().await;
        let json = format!("/api/v1/merchants/{dentist}/statement");
        let mut chair = hall.as_("周主席").await;
        let fourth = chair.api(Method::POST, &json, Some(json!({ "until": "2026-11-21" })), &[]).await.is(200).json();
        assert_eq!((fourth["n"].as_i64(), fourth["owed"].as_i64(), fourth["lines"][0]["corrects"].as_i64()), (Some(4), Some(-8_010), Some(3)));
        // Of all four: what stands is what is owed.
        assert_eq!(hall.number("SELECT CAST(SUM(owed) AS BIGINT) FROM ben_statement").await, 16_020);
        assert_eq!(hall.number("SELECT CAST(SUM(owed) AS BIGINT) FROM ben_redemption WHERE undone_at IS NULL").await, 16_020);
        assert_eq!(hall.number("SELECT COUNT(*) FROM ben_correction WHERE statement IS NULL").await, 0);
        hall.adds_up().await;
        hall.as_("周主席").await.in_english().get(&format!("{path}?n=2")).await.is(200).shows("Off statement 1").shows("The merchant gives back");
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
        let open = chair.get(&path).await.is(200).json();
        assert_eq!((open["owed"].as_i64(), open["n"].is_null(), open["until"].as_str()), (Some(8_010), true, Some("2026-11-18")));
        chair.get(&format!("{path}?until=x")).await.is(422);
        let period = json!({ "until": "2026-11-18" });
        chair.api(Method::POST, &path, Some(json!({ "until": "2026-11-19" })), &[]).await.is(422).shows("\"until\"");
        let settled = chair.api(Method::POST, &path, Some(period.clone()), &[]).await.is(200).json();
        assert_eq!((settled["n"].as_i64(), settled["lines"].as_array().map(Vec::len)), (Some(1), Some(1)));
        chair.api(Method::POST, &path, Some(period), &[]).await.is(409);
        let called_off = chair.api(Method::POST, &format!("/api/v1/benefits/{id}/cancellation"), None, &[]).await.is(200).json();
        assert_eq!(called_off["state"], "cancelled");
        // What was redeemed stays spent.
        assert_eq!(hall.purse(account).await, (0, 8_010, 31_990));
        hall.adds_up().await;
    }
}
