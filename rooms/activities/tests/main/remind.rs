//! The day before, and one meeting of a series called off.

use axum::http::Method;
use codes::Day;
use serde_json::{Value, json};
use testkit::{Browser, on_both_engines};
use uuid::Uuid;

use super::cast::{Hall, MIGRATIONS, hidden, send};

fn at(day: &str, hour: i64) -> i64 {
    day.parse::<Day>().unwrap().start_unix_ms() + hour * 3_600_000
}

fn id(json: &Value) -> Uuid {
    json.as_str().unwrap().parse().unwrap()
}

async fn announced(hall: &Hall, chair: &mut Browser, changes: &[(&'static str, &str)]) -> (Uuid, Value) {
    let answer = send(chair, "/activities/new", &hall.course("lushan", changes)).await;
    let activity: Uuid = answer.is(303).location().split('/').nth(2).unwrap().parse().unwrap();
    let json = chair.api(Method::GET, &format!("/api/v1/activities/{activity}"), None, &[]).await.is(200).json();
    (activity, json)
}

async fn told(hall: &Hall, message: &str) -> i64 {
    hall.work().await;
    hall.rows(&format!("inbox_notice WHERE message = '{message}'")).await
}

async fn forget(hall: &Hall, statements: &[&str]) {
    let done = hall.store.keep("test.forget", |tx| async move {
        for sql in statements {
            store::run(&*tx, sql, []).await?;
        }
        Ok(())
    });
    done.await.unwrap();
}

on_both_engines! { MIGRATIONS;
    async fn the_day_before_follows_the_meeting(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.as_("周主席").await;
        let (activity, json) = announced(&hall, &mut chair, &[("weeks", "3")]).await;
        let allotment = id(&json["allotment"]);
        for name in ["陈师傅", "谭师傅", "易师傅"] {
            hall.enters(allotment, name).await;
        }
        // Moved to the fourth before anybody was reminded: the reminder moves along.
        let first = format!("/api/v1/activities/{activity}/meetings/{}", json["meetings"][0]["id"].as_str().unwrap());
        let shift = json!({ "when": "2026-12-04 19:00", "place": "文化宫", "revision": 1 });
        chair.api(Method::POST, &format!("{first}/move"), Some(shift), &[]).await.is(200);
        bed.clock.set(at("2026-12-01", 20));
        assert_eq!(told(&hall, "activities-told-before").await, 0);
        bed.clock.set(at("2026-12-03", 20));
        assert_eq!(told(&hall, "activities-told-before").await, 2, "those with a place, not those who wait");
        assert_eq!(told(&hall, "activities-told-before").await, 2);

        // The second is called off by itself, and nobody is reminded of it.
        let mut chair = hall.afresh_as("周主席").await;
        let second = json["meetings"][1]["id"].as_str().unwrap();
        let path = format!("/activities/{activity}/meetings/{second}/cancel");
        let page = chair.get(&path).await;
        let revision = hidden(&page.is(200).shows("12月9日").text, "revision");
        chair.post(&path, &[("reason", " "), ("revision", &revision)]).await.is(422).shows("请写取消的原因");
        chair.post(&path, &[("reason", "老师出差"), ("revision", "1")]).await.is(409);
        chair.post(&path, &[("reason", "老师出差"), ("revision", &revision)]).await.is(303);
        chair.post(&path, &[("reason", "老师出差"), ("revision", &revision)]).await.is(409);
        assert_eq!(told(&hall, "activities-told-off").await, 3, "everybody with a place or on the list");
        assert_eq!(hall.rows("agenda_item WHERE state = 'cancelled'").await, 1);
        assert_eq!(hall.text("SELECT reason FROM act_meeting_off").await, "老师出差");
        hall.afresh_as("陈师傅").await.get(&format!("/activities/{activity}")).await.is(200).shows("已取消").shows("我已报上");
        bed.clock.set(at("2026-12-08", 20));
        assert_eq!(told(&hall, "activities-told-before").await, 2);
        // Others cannot, and the last one standing is called off as the whole.
        hall.afresh_as("王主席").await.get(&path).await.is(404);
        hall.afresh_as("刘班长").await.get(&path).await.is(403);
        let mut chair = hall.afresh_as("周主席").await;
        let off = json!({ "reason": "改期", "revision": 3 });
        chair.api(Method::POST, &format!("{first}/cancellation"), Some(off), &[]).await.is(200);
        let third = format!("/api/v1/activities/{activity}/meetings/{}", json["meetings"][2]["id"].as_str().unwrap());
        chair.api(Method::POST, &format!("{third}/cancellation"), Some(json!({ "reason": "改期", "revision": 4 })), &[]).await.is(409);
        // Called off as a whole, its reminder goes too.
        chair.api(Method::POST, &format!("/api/v1/activities/{activity}/cancellation"), Some(json!({ "reason": "改期", "revision": 4 })), &[]).await.is(200);
        bed.clock.set(at("2026-12-15", 20));
        assert_eq!(told(&hall, "activities-told-before").await, 2);
    }

    async fn where_nobody_signs_up_the_group_and_those_who_asked_hear_of_every_change(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.as_("周主席").await;
        let (activity, json) = announced(&hall, &mut chair, &[("kind", "study"), ("weeks", "3"), ("signup", ""), ("places", "")]).await;
        let (page, api) = (format!("/activities/{activity}"), format!("/api/v1/activities/{activity}"));
        hall.as_("陈师傅").await.post(&format!("{page}/reminder"), &[("wants", "1")]).await.is(303);
        let meetings: Vec<String> = (0..3).map(|n| json["meetings"][n]["id"].as_str().unwrap().to_owned()).collect();
        let study = chair.api(Method::POST, &format!("{api}/meetings/{}/study", meetings[0]), None, &[]).await.is(200).json();
        // One of the group asked besides: nobody is told twice.
        let group = json!({ "people": [hall.id("谭师傅"), hall.id("陈师傅")], "leave": [], "revision": study["revision"] });
        chair.api(Method::POST, &format!("/api/v1/studies/{}/expected", meetings[0]), Some(group), &[]).await.is(200);
        let shift = json!({ "when": "2026-12-04 19:00", "place": "二楼", "revision": 1 });
        chair.api(Method::POST, &format!("{api}/meetings/{}/move", meetings[0]), Some(shift), &[]).await.is(200);
        assert_eq!(told(&hall, "activities-told-moved").await, 2);
        let off = json!({ "reason": "停电", "revision": 2 });
        chair.api(Method::POST, &format!("{api}/meetings/{}/cancellation", meetings[1]), Some(off), &[]).await.is(200);
        assert_eq!(told(&hall, "activities-told-off").await, 2);
        chair.api(Method::POST, &format!("{api}/cancellation"), Some(json!({ "reason": "另行安排", "revision": 3 })), &[]).await.is(200);
        assert_eq!(told(&hall, "activities-told-cancelled").await, 2);
        assert_eq!(hall.rows("(SELECT person FROM inbox_notice GROUP BY person) told").await, 2, "nobody else");
    }

    async fn signing_up_opens_tomorrow_for_those_who_asked(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.as_("周主席").await;
        let (activity, _) = announced(&hall, &mut chair, &[("opens_at", "2026-11-28T20:00")]).await;
        let page = format!("/activities/{activity}");
        let mut chen = hall.as_("陈师傅").await;
        chen.get(&page).await.is(200).shows("提醒我");
        for _ in 0..2 {
            chen.post(&format!("{page}/reminder"), &[("wants", "1")]).await.is(303);
        }
        chen.get(&page).await.shows("不用提醒了");
        let mut tan = hall.as_("谭师傅").await;
        tan.post(&format!("{page}/reminder"), &[("wants", "1")]).await.is(303);
        tan.api(Method::POST, &format!("/api/v1{page}/reminder"), Some(json!({ "wants": false })), &[]).await.is(200);
        hall.as_("李店员").await.post(&format!("{page}/reminder"), &[("wants", "1")]).await.is(404);
        assert_eq!(hall.rows("act_reminder").await, 1);
        assert_eq!(told(&hall, "activities-told-opens").await, 0);
        bed.clock.set(at("2026-11-27", 21));
        assert_eq!(told(&hall, "activities-told-opens").await, 1);
        bed.clock.set(at("2026-11-28", 21));
        assert_eq!(told(&hall, "activities-told-opens").await, 1);
        hall.afresh_as("易师傅").await.get(&page).await.hides("提醒我");
        // Without sign-up one is reminded of the meeting itself.
        let mut chair = hall.afresh_as("周主席").await;
        let form: Vec<_> = hall.course("lushan", &[("weeks", "1"), ("title", "讲座")]).into_iter().filter(|(n, _)| *n != "signup").collect();
        let talk = send(&mut chair, "/activities/new", &form).await.is(303).location().split('/').nth(2).unwrap().to_owned();
        hall.afresh_as("易师傅").await.post(&format!("/activities/{talk}/reminder"), &[("wants", "1")]).await.is(303);
        bed.clock.set(at("2026-12-01", 20));
        assert_eq!(told(&hall, "activities-told-before").await, 1);
    }

    async fn what_an_earlier_release_announced_is_made_up_for(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.as_("周主席").await;
        let (_, json) = announced(&hall, &mut chair, &[("weeks", "3")]).await;
        let allotment = id(&json["allotment"]);
        hall.enters(allotment, "陈师傅").await;
        assert_eq!(activities::make_up(&hall.store).await.unwrap(), 0, "what is announced today needs nothing");
        // As it stood before occasions and reminders were known.
        let forgotten = ["DELETE FROM desk_occasion", "DELETE FROM job WHERE kind = 'activities.before'", "DELETE FROM act_arranged"];
        forget(&hall, &forgotten).await;
        assert_eq!(activities::make_up(&hall.store).await.unwrap(), 1);
        assert_eq!(activities::make_up(&hall.store).await.unwrap(), 0);
        assert_eq!(hall.rows("desk_occasion").await, 3);
        assert_eq!(hall.rows("job WHERE kind = 'activities.before'").await, 3);
        chair.get(&format!("/signups/{allotment}/checkin")).await.is(200).hides("没有安排场次");
        bed.clock.set(at("2026-12-01", 20));
        assert_eq!(told(&hall, "activities-told-before").await, 1);
        // What is over is left alone.
        bed.clock.set(at("2027-06-01", 8));
        forget(&hall, &["DELETE FROM act_arranged"]).await;
        assert_eq!(activities::make_up(&hall.store).await.unwrap(), 0);
    }
}
