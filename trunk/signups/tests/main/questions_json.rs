//! What is asked and answered, by programs; nobody above reads a word of it, here or on a page.

use axum::http::Method;
use serde_json::{Value, json};
use signups::{NewAllotment, form_of};
use uuid::Uuid;

use super::hall::{Hall, MIGRATIONS};
use super::questions::outing;

testkit::on_both_engines! { MIGRATIONS;
    async fn the_same_as_json_and_nobody_above_reads_a_word(bed: Bed) {
        let hall = Hall::open(&bed, 3).await;
        let asks = form_of(&outing(), &[], 1).unwrap();
        // The east runs it; the county stands above.
        let id = hall.allot(NewAllotment { asks, union: hall.union["east"], ..hall.plain(3) }).await;
        let entries = format!("/api/v1/signups/{id}/entries");
        let mut one = hall.member(0).await;
        let mut enter = async |answers: Value| one.api(Method::POST, &entries, Some(json!({ "key": Uuid::now_v7(), "answers": answers })), &[]).await;
        for (answers, field) in [
            (json!(null), "answers.q1"), (json!({}), "answers.q1"), (json!([]), "answers"), (json!("q1"), "answers"),
            (json!({ "q1": "M", "q2": "o2" }), "answers.q1"), (json!({ "q1": ["o1"], "q2": "o2" }), "answers.q1"),
            (json!({ "q1": "o1", "q2": "o2", "q4": "两三瓶" }), "answers.q4"), (json!({ "q1": "o1", "q2": "o2", "q4": 1e300 }), "answers.q4"),
            (json!({ "q1": "o1", "q2": "o2", "q5": "长".repeat(101) }), "answers.q5"), (json!({ "q1": "o1", "q2": "o2", "q5": "长".repeat(10_000) }), "answers.q5"),
            (json!({ "q1": "o1", "q2": "o2", "q99": "x" }), "answers.q99"), (json!({ "q1": "o1", "q2": "o2", "'; DROP TABLE desk_entry; --": 1 }), "answers."),
        ] {
            let refused = enter(answers).await;
            refused.is(422).shows(field);
        }
        assert_eq!(hall.desk.allotment(id).await.unwrap().last, 0, "nothing is half written");
        let mine = json!({ "q1": "o2", "q2": "o1", "q3": "o2", "q4": 3, "q5": "花生过敏" });
        assert_eq!(enter(mine.clone()).await.is(200).json()["result"], "entered");
        assert_eq!(hall.json(hall.people[0], &format!("{entries}/mine")).await["answers"], mine);
        let correct = format!("{entries}/mine/answers");
        let corrected = json!({ "q1": "o1", "q2": "o2" });
        one.api(Method::PUT, &correct, Some(json!({ "answers": { "q1": "o1" } })), &[]).await.is(422).shows("answers.q2");
        one.api(Method::PUT, &correct, Some(json!({ "answers": corrected })), &[]).await.is(200);
        hall.member(1).await.api(Method::PUT, &correct, Some(json!({ "answers": corrected })), &[]).await.is(404);
        assert_eq!(hall.json(hall.people[0], &format!("{entries}/mine")).await["answers"], corrected);
        // Who runs it reads answers and sums; who stands above reads neither, not on the page and not in the file.
        let all = hall.json(hall.chair["east"], &format!("/api/v1/signups/{id}/answers")).await;
        assert_eq!((&all["items"][0]["answers"], &all["sums"][0]["counts"][0]), (&corrected, &json!(["S", 1])));
        one.api(Method::PUT, &correct, Some(json!({ "answers": mine })), &[]).await.is(200);
        hall.officer("east").await.get(&format!("/signups/{id}/desk")).await.is(200).shows("花生过敏");
        let mut above = hall.officer("county").await;
        above.api(Method::GET, &format!("/api/v1/signups/{id}/answers"), None, &[]).await.is(404).hides("花生");
        above.get(&format!("/signups/{id}/desk")).await.is(200).hides("花生").hides("M 1").hides("会员0");
        above.get(&format!("/signups/{id}/list.csv")).await.is(200).hides("花生").hides("衣服尺码");
        one.api(Method::GET, &format!("/api/v1/signups/{id}/answers"), None, &[]).await.is(403);
        // The officer's lines as a program sends them.
        let questions = format!("/api/v1/signups/{id}/questions");
        let mut east = hall.officer("east").await;
        let sent = |version: i32, kind: &str| json!({ "version": version, "questions": [{ "ask": "会游泳吗", "kind": kind, "required": true }] });
        east.api(Method::PUT, &questions, Some(sent(1, "file")), &[]).await.is(422).shows("ask.0.kind");
        east.api(Method::PUT, &questions, Some(sent(0, "yes-no")), &[]).await.is(409);
        let now = east.api(Method::PUT, &questions, Some(sent(1, "yes-no")), &[]).await.is(200).json();
        assert_eq!((now["version"].as_i64(), now["questions"][0]["kind"].as_str()), (Some(2), Some("yes-no")));
        one.api(Method::PUT, &questions, Some(sent(2, "text")), &[]).await.is(403);
        hall.member(2).await.api(Method::POST, &entries, Some(json!({ "key": Uuid::now_v7(), "answers": { "q6": false } })), &[]).await.is(200);
        // Where nothing is asked, nothing is taken.
        let plain = hall.allot(hall.plain(1)).await;
        let body = json!({ "key": Uuid::now_v7(), "answers": { "q1": "o1" } });
        one.api(Method::POST, &format!("/api/v1/signups/{plain}/entries"), Some(body), &[]).await.is(422).shows("answers");
    }
}
