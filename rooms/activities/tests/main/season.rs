//! A season: twelve courses in two batches, one a person, and a second batch that is fair to whoever missed the first.

use axum::http::Method;
use serde_json::json;
use testkit::{Browser, Filled, filled, on_both_engines, value, with};
use uuid::Uuid;

use super::cast::{Hall, MIGRATIONS, send};

const NEW: &str = "/activities/seasons/new";

/// The form as the blueprint fills it in.
async fn proposed(browser: &mut Browser) -> Filled {
    filled(&browser.get(&format!("{NEW}?blueprint=after-work-classes")).await.is(200).text)
}

/// The courses' places, by their line in the table.
async fn begun(browser: &mut Browser, form: &Filled) -> (String, Vec<Uuid>) {
    let answer = send(browser, NEW, form).await;
    let path = answer.is(303).location().to_owned();
    let json = browser.api(Method::GET, &format!("/api/v1{path}"), None, &[]).await.is(200).json();
    let places =
        json["courses"].as_array().unwrap().iter().map(|c| c["activity"]["allotment"].as_str().unwrap().parse().unwrap());
    (path, places.collect())
}

on_both_engines! { MIGRATIONS;
    async fn twelve_courses_one_a_person_and_a_fair_second_batch(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut officer = hall.as_("区干事").await;
        let form = proposed(&mut officer).await;
        assert_eq!((value(&form, "price"), value(&form, "share"), value(&form, "claim_most")), ("240", "60", "1"));
        assert_eq!((value(&form, "course.0.title"), value(&form, "course.11.title"), value(&form, "course.11.batch")), ("手机摄影", "急救员培训", "2"));
        // One place in the first course; the seventh has one for everybody and six that are kept.
        let form = with(form, &[("course.0.places", "1"), ("course.6.places", "7"), ("course.0.teacher", "摄影协会老师")]);
        let (path, places) = begun(&mut officer, &form).await;
        assert_eq!(places.len(), 12);
        assert_eq!(begun(&mut officer, &form).await.0, path, "sent twice, begun once");
        assert_eq!((hall.rows("act_activity").await, hall.rows("act_meeting").await, hall.rows("agenda_item").await), (12, 96, 96));
        let first = hall.places_of(places[0]).await;
        assert_eq!((first["price"].as_i64(), first["subsidy"].as_i64()), (Some(24_000), Some(14_400)), "the union pays sixty percent");
        let second = hall.places_of(places[6]).await;
        assert_eq!(first["closes_at"], second["opens_at"], "who got none is known before the second batch opens");

        // Before it opens the timetable says when; it is one row among what a member can sign up for.
        let mut chen = hall.as_("陈师傅").await;
        chen.get("/activities").await.is(200).shows(&path).shows("查看课程表").hides("手机摄影");
        let page = chen.get(&path).await;
        page.is(200).shows("周一").shows("周六").hides("周日").shows("手机摄影").shows("摄影协会老师").shows("自付96元，工会补贴144元");
        page.shows("每人最多报1门").shows("未开放，").shows("19:00-20:30");
        officer.get(&path).await.is(200).shows("<table").shows("急救员培训");
        assert_eq!(hall.asks(places[0], "陈师傅", 1).await, "early");

        // The first batch: one course a person, whatever the course.
        bed.clock.set(first["opens_at"].as_i64().unwrap());
        assert_eq!(hall.asks(places[0], "陈师傅", 1).await, "placed");
        assert_eq!(hall.asks(places[1], "陈师傅", 1).await, "claimed", "one course a season");
        assert_eq!(hall.asks(places[0], "谭师傅", 1).await, "waiting");
        let mut chen = hall.afresh_as("陈师傅").await;
        chen.get(&path).await.shows("我已报上").shows("报名中，还剩20个");
        hall.afresh_as("易师傅").await.get(&path).await.shows("已有1人候补");

        // The second: one place for whoever comes, one kept for him who waited in vain.
        bed.clock.set(second["opens_at"].as_i64().unwrap());
        assert_eq!(hall.asks(places[6], "陈师傅", 1).await, "claimed");
        assert_eq!(hall.asks(places[6], "李店员", 1).await, "placed");
        assert_eq!(hall.asks(places[6], "易师傅", 1).await, "waiting", "the rest is kept");
        assert_eq!(hall.asks(places[6], "谭师傅", 1).await, "placed", "for whoever missed the first batch");
        // Nobody outside sees any of it.
        hall.visitor().get(&path).await.is(401);
    }

    async fn a_course_whose_title_is_deleted_is_left_out(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut officer = hall.as_("区干事").await;
        let form = proposed(&mut officer).await;
        officer.get(&format!("{NEW}?blueprint=after-work-classes")).await.shows("不开的课，把课程名称删掉就行");
        // The weekday, the hour and the places the blueprint proposed may stay where they are.
        let is_struck = |name: &str| (1..11).any(|n| name == format!("course.{n}.title"));
        let form = form.into_iter().map(|(name, value)| (name, if is_struck(name) { String::new() } else { value })).collect();
        let (path, places) = begun(&mut officer, &form).await;
        assert_eq!((places.len(), hall.rows("act_activity").await), (2, 2));
        officer.get(&path).await.is(200).shows("手机摄影").shows("急救员培训").hides("书法入门");
    }

    async fn nothing_of_a_season_stands_while_one_line_is_wrong(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut officer = hall.as_("区干事").await;
        let form = proposed(&mut officer).await;
        let wrong = [
            (vec![("course.3.places", "")], "id=\"f-course.3.places-e\""),
            (vec![("course.3.places", "很多")], "id=\"f-course.3.places-e\""),
            (vec![("course.3.hour", "25:00")], "id=\"f-course.3.hour-e\""),
            (vec![("course.3.weekday", "9")], "id=\"f-course.3.weekday-e\""),
            (vec![("course.3.title", ""), ("course.3.place", "文化宫")], "id=\"f-course.3.title-e\""),
            (vec![("from", "morgen")], "id=\"f-from-e\""),
            (vec![("from", "2020-01-01")], "-e\""),
            (vec![("share", "120")], "id=\"f-share-e\""),
            (vec![("second_opens_at", "")], "id=\"f-second_opens_at-e\""),
            (vec![("claim_most", "99")], "id=\"f-claim_most-e\""),
            (vec![("missed_each", "50")], "id=\"f-missed_each-e\""),
            (vec![("title", "")], "id=\"f-title-e\""),
        ];
        for (changes, shown) in wrong {
            send(&mut officer, NEW, &with(form.clone(), &changes)).await.is(422).shows(shown).shows("手机摄影");
        }
        let empty: Filled = form.iter().filter(|(n, _)| !n.starts_with("course.")).cloned().collect();
        send(&mut officer, NEW, &empty).await.is(422).shows("请至少填一门课");
        assert_eq!(hall.rows("act_activity").await + hall.rows("act_season").await + hall.rows("desk_allotment").await, 0);
        // More lines keep what was typed.
        let page = send(&mut officer, NEW, &with(form.clone(), &[("act", "more"), ("course.0.title", "改了名的课")])).await;
        page.is(200).shows("改了名的课").shows("course.17.title");
        // Another's key, another's union, a team leader.
        begun(&mut officer, &form).await;
        let mut chair = hall.as_("周主席").await;
        let theirs = with(form.clone(), &[("union", &hall.union["lushan"].to_string())]);
        send(&mut chair, NEW, &theirs).await.is(409);
        send(&mut chair, NEW, &form).await.is(404);
        send(&mut hall.as_("刘班长").await, NEW, &theirs).await.is(403);
        chair.get(&format!("/activities/seasons/{}", Uuid::now_v7())).await.is(404);
        assert_eq!(hall.rows("act_season").await, 1);
    }

    async fn a_season_by_json_is_for_those_it_is_for(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.as_("周主席").await;
        let course = |title: &str| json!({ "title": title, "weekday": 3, "hour": "19:00", "places": 3, "batch": 1 });
        let body = json!({ "key": Uuid::now_v7(), "title": "晚间课", "from": "2026-12-01", "weeks": 4, "claim_most": 2,
            "shared": { "union": hall.union["lushan"], "kind": "culture", "setting": "station", "minutes": 60, "who": "subtree", "signup": { "waits": true } },
            "courses": [course("面点"), course("吉他"), course("书法")] });
        let json = chair.api(Method::POST, "/api/v1/activities/seasons", Some(body), &[]).await.is(200).json();
        let path = format!("/activities/seasons/{}", json["id"].as_str().unwrap());
        let places: Vec<Uuid> = (0..3).map(|n| json["courses"][n]["activity"]["allotment"].as_str().unwrap().parse().unwrap()).collect();
        for (n, said) in [(0, "placed"), (1, "placed"), (2, "claimed")] {
            assert_eq!(hall.asks(places[n], "陈师傅", 1).await, said);
        }
        hall.as_("李店员").await.get(&path).await.is(404);
        hall.as_("王主席").await.get(&path).await.is(404);
        hall.as_("易师傅").await.get(&path).await.is(200).shows("面点").shows("12月2日");
    }
}
