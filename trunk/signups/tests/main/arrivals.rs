//! What devices let in without network, and send later.

use axum::http::Method;
use serde_json::{Value, json};
use store::Actor;
use testkit::{Answer, Browser, NOON};
use uuid::Uuid;

use super::hall::{HOUR, Hall, MIGRATIONS};

fn item(text: &str, at: i64) -> Value {
    json!({ "key": Uuid::now_v7(), "occasion": 1, "text": text, "how": "scan", "at": at })
}

async fn send(browser: &mut Browser, id: Uuid, items: &[Value]) -> Answer {
    browser.api(Method::POST, &format!("/api/v1/signups/{id}/checkins"), Some(json!({ "items": items })), &[]).await
}

async fn results(browser: &mut Browser, id: Uuid, items: &[Value]) -> Vec<String> {
    let answer = send(browser, id, items).await.is(200).json();
    answer["items"].as_array().unwrap().iter().map(|t| t["result"].as_str().unwrap().to_owned()).collect()
}

testkit::on_both_engines! { MIGRATIONS;
    async fn a_queue_sent_twice_is_sent_once(bed: Bed) {
        let hall = Hall::open(&bed, 5).await;
        let id = hall.soon(4).await;
        let mut codes = Vec::new();
        for who in 0..4 {
            hall.enter(id, who, 1).await;
            codes.push(hall.ticket(id, who).await);
        }
        let mut forged = codes[0].0.clone();
        forged.replace_range(40..41, if &codes[0].0[40..41] == "Z" { "Y" } else { "Z" });
        // The third withdrew after the list was taken along: he passed the door, and does not count.
        hall.leave(id, 2).await;
        let at = NOON + HOUR / 2;
        let queue = [
            item(&codes[0].0, at),
            item(&codes[1].1, at + 5),
            item(&codes[0].0, at + 9),
            item(&codes[2].0, at + 10),
            item(&forged, at + 20),
            item("7Q2M0FXA", at + 30),
        ];
        bed.clock.set(NOON + 60 * HOUR);
        let mut chair = hall.officer("county").await;
        let expected = ["in", "in", "already", "not-placed", "forged", "unreadable"];
        assert_eq!(results(&mut chair, id, &queue).await, expected);
        let answer = send(&mut chair, id, &queue).await.is(200).json();
        assert_eq!(answer["items"][3]["says"], "已退出", "what was refused is refused again, with its reason");
        assert_eq!(answer["items"][0]["name"], "会员0");
        let (one, other) = (hall.officer("county").await, hall.afresh().await.officer("county").await);
        let (mut one, mut other) = (one, other);
        let (a, b) = tokio::join!(results(&mut one, id, &queue), results(&mut other, id, &queue));
        assert_eq!((a, b), (expected.map(String::from).to_vec(), expected.map(String::from).to_vec()));
        let came = chair.get(&format!("/api/v1/signups/{id}/checkins")).await.json();
        let times: Vec<&Value> = came["items"].as_array().unwrap().iter().map(|g| &g["at"]).filter(|at| !at.is_null()).collect();
        assert_eq!(times, [&json!(at), &json!(at + 5)]);
        let checked_in = hall.desk.checked_in(id, Uuid::from_u128(id.as_u128() ^ 1)).await.unwrap();
        let who: Vec<Uuid> = checked_in.iter().map(|c| c.person).collect();
        assert_eq!(who.len(), 2);
        assert!(who.contains(&hall.people[0]) && who.contains(&hall.people[1]));
        assert!(checked_in.iter().all(|c| c.how == "scan" && c.present == 1));
    }

    async fn the_hour_of_the_device_is_looked_at(bed: Bed) {
        let hall = Hall::open(&bed, 4).await;
        let id = hall.allot(hall.plain(4)).await;
        hall.occasions(id, &[NOON + HOUR, NOON + 25 * HOUR]).await;
        let mut codes = Vec::new();
        for who in 0..4 {
            hall.enter(id, who, 1).await;
            codes.push(hall.ticket(id, who).await.0);
        }
        bed.clock.set(NOON + 3 * HOUR);
        let mut chair = hall.officer("county").await;
        let queue = [
            item(&codes[0], NOON - 2 * HOUR),
            item(&codes[1], NOON + HOUR),
            item(&codes[2], NOON + 900 * HOUR),
            item(&codes[2], i64::MAX),
            item(&codes[2], i64::MIN),
            item(&codes[3], 0),
        ];
        assert_eq!(results(&mut chair, id, &queue).await, ["early", "in", "late", "late", "early", "early"]);
        bed.clock.set(NOON + 25 * HOUR);
        assert_eq!(results(&mut chair, id, &[item(&codes[2], NOON + 25 * HOUR)]).await, ["other-occasion"]);
        // A month later nobody remembers.
        bed.clock.set(NOON + 40 * 24 * HOUR);
        assert_eq!(results(&mut chair, id, &[item(&codes[2], NOON + HOUR)]).await, ["late"]);
    }

    async fn every_field_of_a_queue_is_read(bed: Bed) {
        let hall = Hall::open(&bed, 2).await;
        let id = hall.soon(2).await;
        hall.enter(id, 0, 1).await;
        let mut chair = hall.officer("county").await;
        for (bad, field) in [
            (json!({ "key": "x", "how": "scan" }), "items.0.key"),
            (json!({ "key": Uuid::now_v7(), "how": "self" }), "items.0.how"),
            (json!({ "key": Uuid::now_v7(), "how": "scan", "number": "x" }), "items.0.number"),
            (json!({ "key": Uuid::now_v7(), "how": "scan", "more": 1 }), "items.0.more"),
        ] {
            send(&mut chair, id, &[bad]).await.is(422).shows(field);
        }
        let many: Vec<Value> = (0..201).map(|_| item("x", NOON)).collect();
        send(&mut chair, id, &many).await.is(422).shows("一次最多传200条");
        assert_eq!(results(&mut chair, id, &[]).await, Vec::<String>::new());
        let ticked = json!({ "key": Uuid::now_v7(), "occasion": 1, "number": 1, "how": "paper" });
        assert_eq!(results(&mut chair, id, std::slice::from_ref(&ticked)).await, ["in"]);
        hall.enter(id, 1, 1).await;
        let same_key = json!({ "key": ticked["key"], "occasion": 1, "number": 2, "how": "paper" });
        send(&mut chair, id, &[same_key]).await.is(409);
        let fresh = Uuid::now_v7();
        let twice = [1, 2].map(|n| json!({ "key": fresh, "occasion": 1, "number": n, "how": "name" }));
        send(&mut chair, id, &twice).await;
        let path = format!("/api/v1/signups/{id}/checkins/present");
        let mut present = async |body: Value| chair.api(Method::POST, &path, Some(body), &[]).await.status.as_u16();
        assert_eq!(present(json!({ "occasion": 1, "number": 1, "present": 2 })).await, 422);
        assert_eq!(present(json!({ "occasion": 1, "number": 1, "present": 0 })).await, 204);
        assert_eq!(present(json!({ "occasion": 1, "number": 9, "present": 0 })).await, 404);
    }

    async fn another_time_is_another_door(bed: Bed) {
        let hall = Hall::open(&bed, 1).await;
        let id = hall.soon(1).await;
        hall.enter(id, 0, 1).await;
        let (code, _) = hall.ticket(id, 0).await;
        hall.occasions(id, &[NOON + 48 * HOUR]).await;
        let mut chair = hall.officer("county").await;
        assert_eq!(results(&mut chair, id, &[item(&code, NOON)]).await, ["early"]);
        hall.member(0).await.get(&format!("/signups/{id}/ticket")).await.shows("11月20日");
        let put = |n, is_cancelled| signups::NewOccasion {
            n,
            id: Uuid::from_u128(id.as_u128() ^ n as u128),
            begins_at: NOON,
            ends_at: NOON + HOUR,
            place: String::new(),
            is_cancelled,
        };
        let off = &[put(1, true)];
        let house = Actor::house();
        let written = hall.store.write("test.off", &house, |tx| async move {
            tx.record("allotment", id, json!({}));
            signups::occasions(&tx, id, off).await
        });
        written.await.unwrap();
        assert_eq!(results(&mut chair, id, &[item(&code, NOON)]).await, ["called-off"]);
    }
}
