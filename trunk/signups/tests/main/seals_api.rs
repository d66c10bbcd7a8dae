//! The same draws by programs: witnesses asked, seals made and opened, the draw held, and prepared anew where it came to nothing.

use axum::http::Method;
use serde_json::{Value, json};
use signups::{NewAllotment, Policy};
use store::Actor;
use testkit::{Answer, Browser};
use uuid::Uuid;

use super::hall::{HOUR, Hall, MIGRATIONS};
use super::seals::{CLOSES, OPEN_UNTIL, PHONES, WORDS};

async fn post(browser: &mut Browser, path: &str, body: Value) -> Answer {
    browser.api(Method::POST, path, Some(body), &[]).await
}

async fn get(browser: &mut Browser, path: &str) -> Answer {
    browser.api(Method::GET, path, None, &[]).await
}

impl Hall {
    async fn draw_json(&self, id: Uuid) -> Value {
        get(&mut self.visitor(), &format!("/api/v1/draws/{id}")).await.is(200).json()
    }
}

testkit::on_both_engines! { MIGRATIONS;
    async fn programs_ask_seal_open_and_hold(bed: Bed) {
        let hall = Hall::open(&bed, 6).await;
        let id = hall.announce_sealed(hall.plain(2)).await;
        for n in 0..6 {
            hall.enter(id, n, 1).await;
        }
        let (ask, hold) = (format!("/api/v1/signups/{id}/witnesses"), format!("/api/v1/signups/{id}/draw"));
        let own = format!("/api/v1/draws/{id}/witness");
        let (seal, open, refuse) = (format!("{own}/seal"), format!("{own}/opening"), format!("{own}/refusal"));
        let mut chair = hall.officer("county").await;
        let mut people = hall.three().await;
        let drawn = hall.draw_json(id).await;
        assert_eq!((&drawn["way"], &drawn["stage"], &drawn["seal_until"]), (&json!("sealed"), &json!("sealing"), &json!(CLOSES)));
        assert_eq!((&drawn["falls_at"], &drawn["witnesses"]), (&json!(OPEN_UNTIL), &json!([])));

        // What is wrong is told at its field, and nobody is asked; who may not, may not.
        for (body, says) in [
            (json!({ "phone": "13900000009", "capacity": "职工代表" }), "\"phone\""),
            (json!({ "phone": PHONES[0], "capacity": "" }), "\"capacity\""),
            (json!({ "phone": PHONES[0], "capacity": "职工代表", "name": "见证人0" }), "name"),
        ] {
            post(&mut chair, &ask, body).await.is(422).shows(says);
        }
        let body = |n: usize| json!({ "phone": PHONES[n], "capacity": "职工代表" });
        post(&mut hall.officer("east").await, &ask, body(0)).await.is(404);
        post(&mut hall.member(0).await, &ask, body(0)).await.is(403);
        get(&mut people[0], &own).await.is(404);
        for (path, body) in [(&seal, json!({ "words": WORDS[0] })), (&open, json!({ "words": WORDS[0] })), (&refuse, json!({}))] {
            post(&mut people[0], path, body.clone()).await.is(404);
            post(&mut hall.visitor(), path, body).await.is(401);
        }
        assert_eq!(hall.rows("desk_witness").await, 0);
        for n in 0..3 {
            assert_eq!(post(&mut chair, &ask, body(n)).await.is(200).json()["witnesses"][n]["capacity"], "职工代表");
        }
        post(&mut chair, &ask, body(0)).await.is(422).shows("\"phone\"");

        // Sealed: the commitment is there for everybody, the name only of who agreed, the words of nobody.
        post(&mut people[0], &seal, json!({ "words": "123456" })).await.is(422).shows("\"words\"");
        let mine = post(&mut people[0], &seal, json!({ "words": WORDS[0], "named": true })).await.is(200).json();
        assert_eq!((&mine["witness"]["n"], &mine["stage"]), (&json!(1), &json!("sealing")));
        post(&mut people[0], &seal, json!({ "words": WORDS[0] })).await.is(409);
        post(&mut people[1], &refuse, json!({})).await.is(200);
        assert!(hall.draw_json(id).await["witnesses"][1]["refused_at"].is_i64());
        post(&mut people[1], &seal, json!({ "words": WORDS[1] })).await.is(200);
        let all = get(&mut hall.visitor(), &format!("/api/v1/draws/{id}")).await;
        all.is(200).shows("见证人0").hides("见证人1").hides(WORDS[0]).hides(PHONES[0]);
        let all = all.json();
        assert_eq!(all["witnesses"][0]["commitment"], mine["witness"]["commitment"]);
        assert_eq!((&all["witnesses"][2]["commitment"], all["witnesses"][1].get("name")), (&Value::Null, None));

        post(&mut people[0], &open, json!({ "words": WORDS[0] })).await.is(409);
        post(&mut chair, &hold, json!({})).await.is(409);
        bed.clock.set(CLOSES + HOUR);
        hall.work().await;
        assert_eq!((hall.draw_json(id).await["stage"].as_str(), hall.draw_json(id).await["entrants"].as_i64()), (Some("opening"), Some(6)));
        post(&mut people[0], &open, json!({ "words": WORDS[1] })).await.is(422).shows("\"words\"");
        post(&mut people[0], &open, json!({ "words": WORDS[0] })).await.is(200);
        post(&mut chair, &hold, json!({})).await.is(409);
        post(&mut people[1], &open, json!({ "words": WORDS[1] })).await.is(200);
        post(&mut hall.officer("east").await, &hold, json!({})).await.is(404);
        post(&mut hall.member(0).await, &hold, json!({})).await.is(403);
        assert_eq!(post(&mut chair, &hold, json!({})).await.is(200).json()["stage"], "held");
        post(&mut chair, &hold, json!({})).await.is(409);
        assert_eq!(get(&mut people[1], &own).await.is(200).json()["stage"], "held");
        hall.record_of(id).await.verify().unwrap();
        assert_eq!(hall.states(id, 0..6).await.iter().filter(|state| *state == "placed").count(), 2);
        hall.work().await;
    }

    async fn programs_prepare_anew_what_came_to_nothing_and_type_in_a_public_number(bed: Bed) {
        let hall = Hall::open(&bed, 4).await;
        let id = hall.announce_sealed(hall.plain(2)).await;
        for n in 0..4 {
            hall.enter(id, n, 1).await;
        }
        let (renew, hold) = (format!("/api/v1/signups/{id}/draw/renewal"), format!("/api/v1/signups/{id}/draw"));
        let mut chair = hall.officer("county").await;
        let falls = json!({ "way": "public", "named": "11月30日双色球", "falls_at": "2026-11-30T21:30" });
        post(&mut chair, &renew, falls.clone()).await.is(409);
        bed.clock.set(CLOSES + HOUR);
        hall.work().await;
        let before = hall.draw_json(id).await;
        assert_eq!(before["stage"], "lapsed");
        for (body, says) in [
            (json!({ "way": "coin", "named": "双色球", "falls_at": "2026-11-30T21:30" }), "\"way\""),
            (json!({ "way": "public", "named": "", "falls_at": "2026-11-30T21:30" }), "\"named\""),
            (json!({ "way": "sealed", "seal_until": "2020-01-01T10:00", "open_until": "2026-11-30T10:00" }), "\"seal_until\""),
        ] {
            post(&mut chair, &renew, body).await.is(422).shows(says);
        }
        post(&mut hall.officer("east").await, &renew, falls.clone()).await.is(404);
        let now = post(&mut chair, &renew, falls).await.is(200).json();
        assert_eq!((&now["way"], &now["stage"], &now["named"]), (&json!("public"), &json!("waiting"), &json!("11月30日双色球")));
        assert_eq!((&now["lapses"][0]["why"], &now["lapses"][0]["commitment"]), (&json!("seals"), &before["commitment"]));
        assert_ne!(now["commitment"], before["commitment"]);
        assert_eq!(now["list"], before["list"], "the list stays as it was frozen");
        bed.clock.set(now["falls_at"].as_i64().unwrap());
        assert_eq!(hall.draw_json(id).await["stage"], "ready");
        let mut chair = hall.officer("county").await;
        post(&mut chair, &hold, json!({})).await.is(422).shows("\"value\"");
        let held = post(&mut chair, &hold, json!({ "value": "03 09 17 22 28 31 + 12" })).await.is(200).json();
        assert_eq!((&held["stage"], &held["value"]), (&json!("held"), &json!("03 09 17 22 28 31 + 12")));
        hall.record_of(id).await.verify().unwrap();
        hall.work().await;

        // What is no draw has none; what was called off says so.
        let plain = hall.allot(hall.plain(1)).await;
        get(&mut hall.visitor(), &format!("/api/v1/draws/{plain}")).await.is(404);
        post(&mut chair, &format!("/api/v1/signups/{plain}/draw"), json!({ "value": "7" })).await.is(409);
        let off = hall.allot(NewAllotment { policy: Policy::Draw, ..hall.plain(1) }).await;
        let (closes, house) = (hall.plain(1).closes_at, Actor::house());
        let prepare = |tx| async move {
            signups::prepare_draw(&tx, off, "双色球", bed_falls(closes)).await?;
            signups::cancel(&tx, off).await
        };
        hall.store.write("test.off", &house, prepare).await.unwrap();
        assert_eq!(hall.draw_json(off).await["stage"], "cancelled");
    }
}

/// Some hours after closing.
fn bed_falls(closes: i64) -> i64 {
    closes + 9 * HOUR
}
