//! What is announced, as it is read: by those it is for, by those above, by whoever typed it wrong, in English.

use axum::http::Method;
use serde_json::json;
use testkit::on_both_engines;
use uuid::Uuid;

use super::announce::{announced, at, id, seen};
use super::cast::{Hall, MIGRATIONS, send};

on_both_engines! { MIGRATIONS;
    async fn it_is_found_by_those_it_is_for(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.as_("周主席").await;
        let own = announced(&mut chair, &hall.course("lushan", &[])).await;
        let open = announced(&mut chair, &hall.course("lushan", &[("who", "members"), ("title", "登山")])).await;
        let (own, open) = (format!("/activities/{own}"), format!("/activities/{open}"));
        hall.as_("陈师傅").await.get(&own).await.is(200);
        let mut stranger = hall.as_("李店员").await;
        stranger.get(&own).await.is(404);
        stranger.get(&open).await.is(200).shows("所有工会会员");
        hall.visitor().get(&open).await.is(401);
        // Another union's officer runs nothing here, one above sees it, a team leader announces nothing.
        let mut other = hall.as_("王主席").await;
        for path in [format!("{open}/desk"), format!("{open}/cancel")] {
            other.get(&path).await.is(404);
        }
        send(&mut other, "/activities/new", &hall.course("lushan", &[])).await.is(404);
        hall.as_("区干事").await.get(&own).await.is(200);
        let mut leader = hall.as_("刘班长").await;
        send(&mut leader, "/activities/new", &hall.course("lushan", &[])).await.is(403);
        leader.get("/activities/new").await.is(403);
        leader.get("/activities/desk").await.is(200).shows("还没有发布过活动").hides("/activities/new");
        leader.get(&format!("{own}/desk")).await.is(403);
    }

    async fn whoever_stands_higher_sees_no_names(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.as_("周主席").await;
        let course = announced(&mut chair, &hall.course("lushan", &[])).await;
        let json = seen(&mut chair, course).await;
        assert_eq!(hall.enters(id(&json["allotment"]), "陈师傅").await, "placed");
        bed.clock.set(at("2026-12-02", 21));
        let log = format!("/sessions/new?activity={course}&meeting={}", json["meetings"][0]["id"].as_str().unwrap());
        hall.afresh_as("周主席").await.get(&log).await.is(200).shows("陈师傅");
        let mut above = hall.afresh_as("区干事").await;
        above.get(&log).await.is(200).hides("陈师傅");
        let path = format!("/api/v1/activities/{course}/meetings/{}/session", json["meetings"][0]["id"].as_str().unwrap());
        let body = json!({ "key": Uuid::now_v7(), "people": [hall.person["陈师傅"]] });
        above.api(Method::POST, &path, Some(body), &[]).await.is(422);
        let body = json!({ "key": Uuid::now_v7(), "by_head": 8 });
        above.api(Method::POST, &path, Some(body), &[]).await.is(200);
    }

    async fn a_fault_stands_beside_its_field(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.as_("周主席").await;
        for (field, value, says) in [
            ("title", "", "请写题目"),
            ("first", "", "请填第一次的时间"),
            ("first", "2026-11-01T09:00", "已经过去"),
            ("weeks", "200", "请填1到60次"),
            ("dates", "星期六上午", "读不出“星期六上午”"),
            ("places", "", "请填名额"),
            ("places", "很多", "请填一个数"),
            ("price", "免费的", "请填金额"),
            ("share", "120", "请填0到100"),
            ("who", "x", "请选谁可以参加"),
            ("closes_at", "2026-11-01T09:00", "没有人能报名"),
            ("programme", "00000000-0000-0000-0000-000000000001", "programme"),
        ] {
            let form = hall.course("lushan", &[("summary", "带上手机"), (field, value)]);
            let answer = send(&mut chair, "/activities/new", &form).await;
            answer.is(422).shows(says).shows("带上手机").shows(&form[0].1).shows("name=\"signup\" value=\"1\" checked");
        }
        // What the desk itself refuses stands beside this form's fields.
        let form = hall.course("lushan", &[("places", "0"), ("heads_most", "99"), ("pay_hours", "99999"), ("offer_hours", "99999")]);
        let answer = send(&mut chair, "/activities/new", &form).await;
        answer.is(422);
        for field in ["places", "heads_most", "pay_hours", "offer_hours"] {
            answer.shows(&format!("id=\"f-{field}-e\""));
        }
        assert_eq!((hall.rows("act_activity").await, hall.rows("desk_allotment").await, hall.rows("agenda_item").await), (0, 0, 0));
        send(&mut chair, "/activities/new", &hall.course("lushan", &[("summary", "带手机\n\n还有充电器")])).await.is(303);
    }

    async fn every_new_screen_speaks_english(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.as_("周主席").await.in_english();
        let id = announced(&mut chair, &hall.course("lushan", &[("price", "240"), ("share", "60")])).await;
        let meeting = seen(&mut chair, id).await["meetings"][0]["id"].as_str().unwrap().to_owned();
        for path in ["/activities".to_owned(), "/activities/new".into(), "/activities/desk".into(), format!("/activities/{id}"),
            format!("/activities/{id}/desk"), format!("/activities/{id}/cancel"), format!("/activities/{id}/meetings/{meeting}/move"),
            format!("/sessions/new?activity={id}&meeting={meeting}")] {
            chair.get(&path).await.is(200).hides("activities-");
        }
        chair.get(&format!("/activities/{id}")).await.shows("2 places left").shows("you pay ¥96");
    }
}
