//! Measured at the union's own scales, for the one who shows a number.

use axum::http::Method;
use serde_json::json;
use testkit::on_both_engines;

use super::hall::{Hall, MIGRATIONS, at, notes, own};

on_both_engines! { MIGRATIONS;
    async fn one_number_one_value_and_nobody_reads_it_again(bed: Bed) {
        let hall = Hall::open(&bed, 2).await;
        let place = hall.announced(&hall.form(&[("at_scales", "1")])).await;
        let (id, path) = (place.0, format!("/challenges/{}", place.0));
        bed.clock.set(at("2026-11-23", 9));
        let mut one = hall.joins(place, "会员0", "172").await;
        one.get(&format!("{path}/me")).await.is(200).shows("打开我的号码").shows("现场测量以后");
        let page = one.submit(&format!("{path}/me/code"), &[]).await;
        page.is(200).shows("给工作人员看这个号码");
        let code = one.api(Method::POST, &format!("/api/v1{path}/me/code"), None, &[]).await.is(200).json()["code"].as_str().unwrap().to_owned();
        one.get(&format!("{path}/me")).await.shows(&code);
        let mut officer = hall.as_("区干事").await;
        let scales = format!("{path}/scales");
        officer.get(&scales).await.is(200).shows("现场测量").hides("会员0").hides(&code);
        officer.post(&scales, &[("code", "000"), ("phase", "start"), ("value", "83.17")]).await.is(422).shows("这个号码无效").shows("83.17");
        officer.post(&scales, &[("code", &code), ("phase", "end"), ("value", "83.17")]).await.is(422).shows("前后7天以内");
        officer.post(&scales, &[("code", &code), ("phase", "start"), ("value", "8317")]).await.is(422).shows("25到300");
        officer.submit(&scales, &[("code", &code), ("phase", "start"), ("value", "83.17")]).await.is(200).shows("已录入").hides("83.17");
        officer.post(&scales, &[("code", &code), ("phase", "start"), ("value", "90")]).await.is(422).shows("这个号码无效");
        let mine = own(&mut one, id).await;
        assert_eq!((&mine["values"][0]["value"], &mine["values"][0]["how"]), (&json!("83.17"), &json!("start")));
        // A number grows old, and one who took the consent back has none.
        let old = one.api(Method::POST, &format!("/api/v1{path}/me/code"), None, &[]).await.json()["code"].as_str().unwrap().to_owned();
        bed.clock.advance(31 * 60_000);
        officer.post(&scales, &[("code", &old), ("phase", "start"), ("value", "90")]).await.is(422);

        // What is noted at home in between is for oneself; only the scales count.
        bed.clock.set(at("2026-12-20", 9));
        notes(&mut one, id, "70").await.is(303);
        one.post(&format!("{path}/me/code"), &[]).await.is(303);
        one.get(&format!("{path}/me")).await.hides("打开我的号码").shows("70");
        bed.clock.set(at("2027-01-19", 9));
        notes(&mut one, id, "82").await.is(303);
        let code = one.api(Method::POST, &format!("/api/v1{path}/me/code"), None, &[]).await.json()["code"].as_str().unwrap().to_owned();
        let body = json!({ "code": code, "phase": "end", "value": "78.90" });
        officer.api(Method::POST, &format!("/api/v1{path}/scales"), Some(body), &[]).await.is(200).hides("78.9").hides("83.17");
        // The union's value stands over one's own of that day.
        let page = one.get(&format!("{path}/me")).await;
        page.is(200).shows("今天的数是现场测量的").hides("name=\"value\"");
        let key = uuid::Uuid::now_v7().to_string();
        one.post(&format!("{path}/me"), &[("key", &key), ("value", "70")]).await.is(422).shows("不能改");
        bed.clock.set(at("2027-01-23", 4));
        hall.work().await;
        one.get(&format!("{path}/outcome")).await.is(200).shows("达到了目标");
        assert_eq!(hall.shows(8_317).await, None);
        // A challenge without scales has no such page, and members have none at all.
        let other = hall.announced(&hall.form(&[("from", "2027-02-01"), ("last", "2027-03-28"), ("closes_at", "2027-02-20 08:00")])).await.0;
        hall.afresh_as("区干事").await.get(&format!("/challenges/{other}/scales")).await.is(404);
        one.get(&scales).await.is(403);
    }
}
