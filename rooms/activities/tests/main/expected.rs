//! Who was expected at a study meeting: present, on leave, absent; with names for the union that runs it, in numbers for its other
//! people, for nobody else at all.

use axum::http::Method;
use serde_json::{Value, json};
use testkit::{Browser, on_both_engines};
use uuid::Uuid;

use super::cast::{Hall, MIGRATIONS, hidden, send};

/// A study meeting of the local, two evenings, chaired by its chairman: the activity and both meetings.
async fn arranged(hall: &Hall, chair: &mut Browser) -> (Uuid, Vec<Uuid>) {
    let form = hall.course("lushan", &[("title", "理论学习"), ("kind", "study"), ("weeks", "2"), ("signup", "")]);
    let activity: Uuid =
        send(chair, "/activities/new", &form).await.is(303).location().split('/').nth(2).unwrap().parse().unwrap();
    let json = chair.api(Method::GET, &format!("/api/v1/activities/{activity}"), None, &[]).await.is(200).json();
    let meetings: Vec<Uuid> =
        json["meetings"].as_array().unwrap().iter().map(|m| m["id"].as_str().unwrap().parse().unwrap()).collect();
    for meeting in &meetings {
        let it = chair
            .api(Method::POST, &format!("/api/v1/activities/{activity}/meetings/{meeting}/study"), None, &[])
            .await
            .is(200)
            .json();
        let body = json!({ "chair": "周主席", "items": [{ "topic": "学习", "minutes": 20, "who": "", "first": true }], "revision": it["revision"] });
        chair.api(Method::POST, &format!("/api/v1/studies/{meeting}"), Some(body), &[]).await.is(200);
    }
    (activity, meetings)
}

async fn it(browser: &mut Browser, meeting: Uuid) -> Value {
    browser.api(Method::GET, &format!("/api/v1/studies/{meeting}"), None, &[]).await.is(200).json()
}

/// The form with these people and, of them, these on leave.
fn group<'a>(revision: &'a str, people: &'a [String], leave: &'a [String]) -> Vec<(&'static str, &'a str)> {
    let mut form = vec![("revision", revision)];
    form.extend(people.iter().map(|p| ("people", p.as_str())));
    form.extend(leave.iter().map(|p| ("leave", p.as_str())));
    form
}

on_both_engines! { MIGRATIONS;
    async fn present_on_leave_and_absent_stand_on_the_minutes(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.as_("周主席").await;
        let (activity, meetings) = arranged(&hall, &mut chair).await;
        let (study, form) = (format!("/studies/{}", meetings[0]), format!("/studies/{}/expected", meetings[0]));
        let people = ["陈师傅", "谭师傅", "易师傅", "刘班长"].map(|name| hall.id(name));

        // Only whoever arranges it says who is expected, out of the host's own people.
        for (name, status) in [("陈师傅", 403), ("区干事", 403), ("王主席", 404)] {
            hall.as_(name).await.get(&form).await.is(status);
        }
        let page = chair.get(&form).await;
        let revision = hidden(&page.is(200).shows("谭师傅").hides("checked").text, "revision");
        let stranger = [hall.id("李店员")];
        chair.post(&form, &group(&revision, &stranger, &[])).await.is(422).shows("名单有变动");
        chair.post(&form, &group(&revision, &people[..1], &people[1..2])).await.is(422).shows("请假的人要先列入应到");
        assert_eq!(hall.rows("act_expected").await, 0, "nothing half written");
        chair.post(&form, &group(&revision, &people, &people[1..2])).await.is(303);
        chair.post(&form, &group(&revision, &people, &[])).await.is(409);
        assert_eq!((hall.rows("act_expected").await, hall.rows("act_expected WHERE on_leave").await), (4, 1));

        // Beforehand nobody is missing. Names are for those who run it; the others of the union read numbers.
        chair.get(&study).await.shows("应到</dt><dd>4人　").shows("请假</dt><dd>1人　谭师傅").hides("缺席");
        hall.as_("易师傅").await.get(&study).await.is(200).shows("请假</dt><dd>1人</dd>").hides("谭师傅");
        hall.as_("区干事").await.get(&study).await.is(200).hides("应到").hides("谭师傅");
        assert!(it(&mut hall.as_("易师傅").await, meetings[0]).await.get("expected").is_none());

        // Held: one came whom nobody expected.
        bed.clock.set("2026-12-02".parse::<codes::Day>().unwrap().start_unix_ms() + 21 * 3_600_000);
        let (mut chair, mut chen) = (hall.afresh_as("周主席").await, hall.afresh_as("陈师傅").await);
        let body = json!({ "key": Uuid::now_v7(), "people": [hall.person["陈师傅"], hall.person["刘班长"], hall.person["何班长"]], "by_head": 0 });
        chair.api(Method::POST, &format!("/api/v1/activities/{activity}/meetings/{}/session", meetings[0]), Some(body), &[]).await.is(200);
        let now = it(&mut chair, meetings[0]).await;
        let states: Vec<&str> = now["expected"].as_array().unwrap().iter().map(|e| e["state"].as_str().unwrap()).collect();
        assert_eq!(states.iter().filter(|s| **s == "there").count(), 2);
        assert!(states.contains(&"leave") && states.contains(&"missing"));
        let said = json!({ "said": [{ "n": 1, "words": "学了。" }], "revision": now["revision"] });
        let now = chair.api(Method::POST, &format!("/api/v1/studies/{}/minutes", meetings[0]), Some(said), &[]).await.is(200).json();
        let confirm = json!({ "revision": now["revision"] });
        chair.api(Method::POST, &format!("/api/v1/studies/{}/minutes/confirmation", meetings[0]), Some(confirm), &[]).await.is(200);
        let paper = chair.get(&format!("{study}/minutes")).await;
        paper.is(200).shows("应到</dt><dd>4人</dd>").shows("请假</dt><dd>1人　谭师傅").shows("缺席</dt><dd>1人　易师傅").shows("列席</dt><dd>1人　何班长");
        assert!(paper.text.contains("出席</dt><dd>2人　陈师傅、刘班长") || paper.text.contains("出席</dt><dd>2人　刘班长、陈师傅"), "{}", paper.text);
        // Who came reads how many, not who.
        chen.get(&format!("{study}/minutes")).await.is(200).shows("缺席</dt><dd>1人</dd>").hides("易师傅");
        // Leave may be noted afterwards: the meeting's page says so, the paper that was signed stays as it was.
        let same = json!({ "said": [{ "n": 1, "words": "学了。" }], "reason": "补记请假", "revision": it(&mut chair, meetings[0]).await["revision"] });
        let again = format!("/api/v1/studies/{}/minutes", meetings[0]);
        chair.api(Method::POST, &again, Some(same.clone()), &[]).await.is(422);
        let revision = hidden(&chair.get(&form).await.text, "revision");
        chair.post(&form, &group(&revision, &people, &people[1..3])).await.is(303);
        chair.get(&study).await.shows("请假</dt><dd>2人").shows("缺席</dt><dd>0人</dd>");
        chair.get(&format!("{study}/minutes")).await.shows("请假</dt><dd>1人　谭师傅").shows("缺席</dt><dd>1人　易师傅");
        // The same words may be signed anew for it: the next version has the new roll, the first one keeps its own.
        let mut same = same;
        same["revision"] = it(&mut chair, meetings[0]).await["revision"].clone();
        let now = chair.api(Method::POST, &again, Some(same), &[]).await.is(200).json();
        let confirm = json!({ "revision": now["revision"] });
        chair.api(Method::POST, &format!("{again}/confirmation"), Some(confirm), &[]).await.is(200);
        chair.get(&format!("{study}/minutes")).await.shows("请假</dt><dd>2人").shows("缺席</dt><dd>0人</dd>");
        chair.get(&format!("{study}/minutes?version=1")).await.shows("请假</dt><dd>1人　谭师傅").shows("缺席</dt><dd>1人　易师傅");

        // The next meeting proposes the same group, nobody of them on leave; by machine it is said as well.
        let next = format!("/studies/{}/expected", meetings[1]);
        let page = chair.get(&next).await;
        assert_eq!(page.is(200).text.matches(" checked").count(), 4, "{}", page.text);
        let now = it(&mut chair, meetings[1]).await;
        let api = format!("/api/v1/studies/{}/expected", meetings[1]);
        let body = json!({ "people": [hall.id("易师傅")], "leave": [hall.id("易师傅")], "revision": now["revision"] });
        chen.api(Method::POST, &api, Some(body.clone()), &[]).await.is(403);
        let now = chair.api(Method::POST, &api, Some(body), &[]).await.is(200).json();
        assert_eq!(now["expected"], json!([{ "person": hall.id("易师傅"), "state": "leave" }]));
        // An open paper says nothing of who was missing.
        let revision = it(&mut chair, meetings[0]).await["revision"].clone();
        let open = json!({ "chair": "周主席", "public": true, "items": [{ "topic": "学习", "minutes": 20, "who": "", "first": true }], "revision": revision });
        chair.api(Method::POST, &format!("/api/v1/studies/{}", meetings[0]), Some(open), &[]).await.is(200);
        hall.visitor().get(&format!("{study}/minutes")).await.is(200).shows("学了。").hides("缺席").hides("应到");
    }
}
