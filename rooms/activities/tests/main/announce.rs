//! From the announcement to the facts: people sign up, a meeting is moved, one is held, the rest is called off.

use axum::http::Method;
use codes::Day;
use serde_json::json;
use store::Actor;
use testkit::{Answer, Browser, on_both_engines};
use uuid::Uuid;

use super::cast::{Hall, MIGRATIONS, hidden, send};

/// Announces a form and gives the activity's id.
pub async fn announced(browser: &mut Browser, form: &[(&'static str, String)]) -> Uuid {
    let answer = send(browser, "/activities/new", form).await;
    answer.is(303);
    answer.location().split('/').nth(2).unwrap().parse().unwrap()
}

/// An instant of the house's clock.
pub fn at(day: &str, hour: i64) -> i64 {
    day.parse::<Day>().unwrap().start_unix_ms() + hour * 3_600_000
}

pub async fn seen(browser: &mut Browser, activity: Uuid) -> serde_json::Value {
    let answer: Answer = browser.api(Method::GET, &format!("/api/v1/activities/{activity}"), None, &[]).await;
    answer.is(200).json()
}

pub fn id(json: &serde_json::Value) -> Uuid {
    json.as_str().unwrap().parse().unwrap()
}

on_both_engines! { MIGRATIONS;
    async fn a_course_from_the_announcement_to_the_facts(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut officer = hall.as_("区干事").await;
        officer.get("/activities/new").await.is(200).shows("岳麓区总工会").shows("2026-11-25T19:00");
        let form = hall.course("county", &[("price", "240"), ("share", "60%")]);
        let course = announced(&mut officer, &form).await;
        assert_eq!(announced(&mut officer, &form).await, course, "sent twice, announced once");
        assert_eq!((hall.rows("act_activity").await, hall.rows("act_meeting").await, hall.rows("agenda_item").await), (1, 6, 6));

        // A member finds it, and what it costs him.
        let mut chen = hall.as_("陈师傅").await;
        let page = chen.get("/activities").await;
        page.is(200).shows("可以报名的活动").shows("手机摄影入门").shows("报名中，还剩2个").shows("自付96元，工会补贴144元");
        let json = seen(&mut chen, course).await;
        let allotment = id(&json["allotment"]);
        let page = chen.get(&format!("/activities/{course}")).await;
        page.is(200).shows(&format!("href=\"/signups/{allotment}\"")).shows("去报名").shows("共6次").hides("活动安排");
        page.shows(&format!("/agenda/{}.ics", json["meetings"][5]["id"].as_str().unwrap()));
        assert_eq!(chen.api(Method::GET, "/api/v1/activities", None, &[]).await.is(200).json()[0]["id"], json["id"]);
        chen.get(&format!("/activities/{course}/desk")).await.is(403);

        // Two places, three who want one; one leaves and the next moves up.
        for (name, state) in [("陈师傅", "placed"), ("谭师傅", "placed"), ("李店员", "waiting")] {
            assert_eq!(hall.enters(allotment, name).await, state);
        }
        chen.get("/activities").await.shows("我已报上");
        hall.as_("李店员").await.get("/activities").await.shows("候补中");
        hall.as_("易师傅").await.get("/activities").await.shows("已满，可候补");
        hall.room.signups.leave(&Actor::person(hall.person["陈师傅"]), allotment, hall.person["陈师傅"]).await.unwrap();
        hall.as_("李店员").await.get(&format!("/activities/{course}")).await.shows("我已报上").shows("查看我的报名");

        // The second evening is moved: on the agenda, and said to the two who come.
        let second = id(&json["meetings"][1]["id"]);
        let path = format!("/activities/{course}/meetings/{second}/move");
        let page = officer.get(&path).await;
        page.is(200).shows("2026-12-09T19:00");
        let revision = hidden(&page.text, "revision");
        let shift = [("when", "2026-12-10 18:30"), ("place", "文化宫一楼"), ("revision", revision.as_str())];
        officer.post(&path, &shift).await.is(303);
        officer.post(&path, &[("when", "2026-12-11 18:30"), ("revision", &revision)]).await.is(409);
        assert_eq!(hall.text("SELECT state FROM agenda_item WHERE place = '文化宫一楼'").await, "moved");
        hall.work().await;
        assert_eq!(hall.rows("inbox_notice").await, 2);
        let said = hall.text("SELECT MIN(message_values) FROM inbox_notice").await;
        assert!(said.contains("手机摄影入门") && said.contains("18:30") && !said.contains("师傅"), "{said}");
        chen.get(&format!("/activities/{course}")).await.is(200).shows("12月10日 周四 18:30");

        // The first evening was held: those with a place stand there to be ticked, wherever they belong.
        let first = id(&json["meetings"][0]["id"]);
        officer.get(&format!("/activities/{course}/desk")).await.is(200).hides("已举办，去登记").shows("已报上");
        bed.clock.set(at("2026-12-02", 21));
        let mut officer = hall.afresh_as("区干事").await;
        let log = format!("/sessions/new?activity={course}&#38;meeting={first}");
        officer.get(&format!("/activities/{course}/desk")).await.is(200).shows("已举办，去登记").shows(&log);
        officer.get("/activities/desk").await.is(200).shows("1次待登记").shows("已报2／2");
        let page = officer.get(&log.replace("&#38;", "&")).await;
        page.is(200).shows("谭师傅").shows("李店员").hides("陈师傅").shows("手机摄影入门").shows("2026-12-02T19:00");
        let (key, meeting) = (hidden(&page.text, "key"), hidden(&page.text, "meeting"));
        let (tan, li) = (hall.id("谭师傅"), hall.id("李店员"));
        let county = hall.union["county"].to_string();
        let form = |key: &str, extra: &str| -> Vec<(&'static str, String)> {
            [("key", key), ("union", &county), ("meeting", &meeting), ("title_other", "手机摄影入门"), ("kind", "culture"),
                ("setting", "station"), ("place", "文化宫302"), ("when", "2026-12-02T19:00"), ("minutes", "90"), ("people", &tan),
                ("people", extra)].map(|(n, v)| (n, v.to_owned())).to_vec()
        };
        // Whoever has no place and is on no roster the officer sees cannot be ticked.
        let bad = send(&mut officer, "/sessions/new", &form(&key, &hall.id("易师傅"))).await;
        bad.is(422).shows("谭师傅").shows(&format!("value=\"{meeting}\""));
        let answer = send(&mut officer, "/sessions/new", &form(&key, &li)).await;
        assert_eq!(answer.is(303).location(), format!("/sessions/{key}"));
        let session: Uuid = key.parse().unwrap();
        assert_eq!(hall.counts(session).await, (1, 2, 0, 90, 0));
        // Sent again with another key, it is still that session.
        let answer = send(&mut officer, "/sessions/new", &form(&Uuid::now_v7().to_string(), &li)).await;
        assert_eq!(answer.is(303).location(), format!("/sessions/{key}"));
        assert_eq!(hall.rows("act_session").await, 1);
        let now = seen(&mut officer, course).await;
        assert_eq!((now["meetings"][0]["state"].as_str(), id(&now["meetings"][0]["session"])), (Some("held"), session));
        officer.get(&format!("/activities/{course}/desk")).await.shows(&format!("/sessions/{session}"));

        // The rest is called off: places, agenda, notices. What was held stays.
        let path = format!("/activities/{course}/cancel");
        let page = officer.get(&path).await;
        let revision = hidden(&page.is(200).text, "revision");
        officer.post(&path, &[("reason", ""), ("revision", &revision)]).await.is(422).shows("请写取消的原因");
        officer.post(&path, &[("reason", "老师生病"), ("revision", &revision)]).await.is(303);
        officer.post(&path, &[("reason", "老师生病"), ("revision", &revision)]).await.is(409);
        hall.work().await;
        let states = hall.room.signups.standing_people(allotment).await.unwrap();
        assert_eq!(states.iter().map(|(.., s)| s.as_str()).collect::<Vec<_>>(), ["cancelled", "cancelled"]);
        assert_eq!(hall.rows("agenda_item WHERE state = 'cancelled'").await, 5);
        assert_eq!(hall.rows("act_meeting WHERE state = 'cancelled'").await, 5);
        assert_eq!(hall.rows("inbox_notice").await, 4);
        assert_eq!(hall.rows("inbox_notice WHERE message = 'activities-told-cancelled'").await, 2);
        assert_eq!(hall.counts(session).await, (1, 2, 0, 90, 0));
        let mut li = hall.afresh_as("李店员").await;
        li.get(&format!("/activities/{course}")).await.is(200).shows("已取消").shows("老师生病").hides("去报名");
        li.get("/activities").await.is(200).hides("可以报名的活动");
        officer.get(&format!("/activities/{course}/meetings/{second}/move")).await.is(200);
        let shift = [("when", "2026-12-20 18:30"), ("revision", "9")];
        officer.post(&format!("/activities/{course}/meetings/{second}/move"), &shift).await.is(409);
    }

    async fn a_talk_without_places_is_held_too(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.as_("周主席").await;
        let form: Vec<_> = hall.course("lushan", &[("weeks", ""), ("places", "")]).into_iter().filter(|(n, _)| *n != "signup").collect();
        let talk = announced(&mut chair, &form).await;
        hall.as_("陈师傅").await.get("/activities").await.shows("不用报名");
        bed.clock.set(at("2026-12-02", 21));
        let mut chair = hall.afresh_as("周主席").await;
        let meeting = seen(&mut chair, talk).await["meetings"][0]["id"].clone();
        let path = format!("/api/v1/activities/{talk}/meetings/{}/session", meeting.as_str().unwrap());
        let key = Uuid::now_v7();
        let body = json!({ "key": key, "people": [hall.person["陈师傅"]], "by_head": 11 });
        assert_eq!(chair.api(Method::POST, &path, Some(body), &[]).await.is(200).json()["outcome"], "new");
        assert_eq!(hall.counts(key).await, (1, 1, 11, 90, 0));
        // Retracted, it may be logged once more.
        let gone = json!({ "revision": 1, "reason": "记错了" });
        chair.api(Method::POST, &format!("/api/v1/sessions/{key}/retraction"), Some(gone), &[]).await.is(200);
        let body = json!({ "key": Uuid::now_v7(), "by_head": 12 });
        chair.get(&format!("/activities/{talk}/desk")).await.shows("已举办，去登记");
        assert_eq!(chair.api(Method::POST, &path, Some(body), &[]).await.is(200).json()["outcome"], "new");
        chair.get(&format!("/activities/{talk}/desk")).await.hides("已举办，去登记").shows("查看记录");
    }

    async fn a_machine_announces_moves_and_calls_off(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut officer = hall.as_("区干事").await;
        let (key, path) = (Uuid::now_v7(), "/api/v1/activities");
        let body = json!({
            "key": key, "union": hall.union["county"], "title": "冬季长跑", "kind": "culture", "setting": "other", "minutes": 60,
            "meetings": ["2026-12-05 09:00", "2026-12-12 09:00"], "who": "members", "verified": true,
            "signup": { "places": 100, "waits": true, "offer_hours": 2 },
        });
        let it = officer.api(Method::POST, path, Some(body.clone()), &[]).await.is(200).json();
        assert_eq!((it["meetings"].as_array().unwrap().len(), it["revision"].as_i64()), (2, Some(1)));
        assert_eq!(officer.api(Method::POST, path, Some(body.clone()), &[]).await.is(200).json()["id"], it["id"]);
        let one = format!("{path}/{key}");
        let shift = json!({ "when": "2026-12-06 09:00", "place": "岳麓山", "revision": 1 });
        let moved = format!("{one}/meetings/{}/move", it["meetings"][0]["id"].as_str().unwrap());
        assert_eq!(officer.api(Method::POST, &moved, Some(shift), &[]).await.is(200).json()["meetings"][0]["place"], "岳麓山");
        let mut bad = body;
        bad["key"] = json!(Uuid::now_v7());
        bad["signup"] = json!({ "places": 0, "offer_hours": 999_999 });
        let answer = officer.api(Method::POST, path, Some(bad), &[]).await;
        let fields = answer.is(422).json()["error"]["fields"].clone();
        assert!(fields["places"].is_object() && fields["offer_hours"].is_object(), "{}", answer.text);
        let off = json!({ "reason": "大雪", "revision": 2 });
        let off = officer.api(Method::POST, &format!("{one}/cancellation"), Some(off), &[]).await;
        assert_eq!(off.is(200).json()["state"], "cancelled");
    }
}
