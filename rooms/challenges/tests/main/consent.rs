//! No consent, no measurement; taken back, nothing is left.

use axum::http::Method;
use serde_json::json;
use testkit::on_both_engines;
use uuid::Uuid;

use super::hall::{Hall, MIGRATIONS, at, notes, own};

on_both_engines! { MIGRATIONS;
    async fn without_a_place_or_a_consent_nothing_is_kept(bed: Bed) {
        let hall = Hall::open(&bed, 3).await;
        let (id, allotment) = hall.announced(&hall.form(&[("places", "1")])).await;
        bed.clock.set(at("2026-11-25", 0) - 1);
        assert_eq!(hall.enters(allotment, "会员0").await, "placed");
        assert_eq!(hall.enters(allotment, "会员1").await, "waiting");
        bed.clock.set(at("2026-11-25", 8));
        let (path, key) = (format!("/challenges/{id}/me"), Uuid::now_v7().to_string());
        let value = [("key", key.as_str()), ("value", "80")];
        let mut placed = hall.as_("会员0").await;
        let page = placed.get(&path).await;
        page.is(200).shows("要您单独同意才会保存").shows("180天后自动删除").shows("身高（厘米）").hides("name=\"value\"");
        placed.post(&path, &value).await.is(409).shows("请先同意保存您的记录");
        let consent = format!("{path}/consent");
        placed.post(&consent, &[("height", "172")]).await.is(422).shows("不同意就不能记录").shows("value=\"172\"");
        placed.post(&consent, &[("agrees", "1"), ("height", "十七")]).await.is(422).shows("请填身高的厘米数").shows("十七");
        assert_eq!(hall.rows("chl_part").await + hall.rows("chl_consent").await + hall.rows("chl_measure").await, 0);
        // Whoever waits, or never asked, cannot join or note; a visitor is sent to sign in.
        for name in ["会员1", "会员2"] {
            let mut other = hall.as_(name).await;
            other.get(&path).await.is(200).shows("您还没有报上这项挑战").hides("name=\"agrees\"");
            other.post(&consent, &[("agrees", "1"), ("height", "172")]).await.is(409);
            other.post(&path, &value).await.is(409);
            other.post(&format!("{path}/withdraw"), &[]).await.is(404);
            other.get(&format!("/challenges/{id}/ranking")).await.is(404);
        }
        hall.visitor().get(&path).await.is(401);
        for _ in 0..2 {
            placed.post(&consent, &[("agrees", "1"), ("height", "172")]).await.is(303);
        }
        assert_eq!((hall.rows("chl_consent").await, hall.rows("chl_part").await), (1, 1));
        placed.post(&path, &value).await.is(303);
        assert_eq!(own(&mut placed, id).await["values"][0]["value"], "80");
    }

    async fn taken_back_it_is_gone_at_once(bed: Bed) {
        let hall = Hall::open(&bed, 7).await;
        let (id, allotment) = hall.announced(&hall.form(&[])).await;
        bed.clock.set(at("2026-11-25", 8));
        let mut people = Vec::new();
        for n in 0..7 {
            let mut it = hall.joins((id, allotment), &format!("会员{n}"), "172").await;
            notes(&mut it, id, &format!("8{n}.4")).await.is(303);
            it.post(&format!("/challenges/{id}/ranking"), &[("nickname", &format!("名{n}"))]).await.is(303);
            people.push(it);
        }
        bed.clock.set(at("2026-12-02", 2));
        for (n, it) in people.iter_mut().enumerate() {
            notes(it, id, &format!("8{n}.1")).await.is(303);
        }
        bed.clock.set(at("2026-12-02", 4));
        hall.work().await;
        let mut officer = hall.as_("区干事").await;
        let group = |json: serde_json::Value| json["group"].clone();
        let api = format!("/api/v1/challenges/{id}");
        let before = group(officer.api(Method::GET, &api, None, &[]).await.json());
        assert_eq!((before["total"].as_str(), before["behind"].as_i64()), (Some("2"), Some(7)));

        let path = format!("/challenges/{id}/me");
        people[0].get(&format!("{path}/withdraw")).await.is(200).shows("马上全部删除，找不回来").shows("先不撤回");
        people[0].submit(&format!("{path}/withdraw"), &[]).await.is(200).shows("您已撤回同意").shows("同意并参加").hides("<svg class=\"chart\"");
        let person = hall.person["会员0"];
        for table in ["chl_measure", "chl_sent", "chl_code"] {
            let left: i64 = store::scalar(hall.store.read(), &format!("SELECT COUNT(*) FROM {table} WHERE person = $1"), store::binds![person])
                .await.unwrap().unwrap();
            assert_eq!(left, 0, "{table}");
        }
        assert_eq!(hall.rows("chl_part WHERE height IS NULL AND nickname IS NULL AND state = 'withdrawn'").await, 1);
        assert_eq!(hall.rows("chl_consent WHERE withdrawn_at IS NOT NULL").await, 1);
        assert_eq!(own(&mut people[0], id).await["values"], json!([]));
        people[0].post(&path, &[("key", &Uuid::now_v7().to_string()), ("value", "80")]).await.is(409);
        people[0].post(&format!("{path}/withdraw"), &[]).await.is(303);
        people[1].get(&format!("/challenges/{id}/ranking")).await.hides("名0<");

        // Leaving one out tells nothing: the sum shown stays until five have measured anew.
        bed.clock.set(at("2026-12-09", 4));
        hall.work().await;
        let after = group(officer.api(Method::GET, &api, None, &[]).await.json());
        assert_eq!((after["parts"].as_i64(), &after["total"], &after["behind"]), (Some(6), &before["total"], &before["behind"]));

        // Joining again begins anew, with a consent of its own.
        people[0].post(&format!("{path}/consent"), &[("agrees", "1"), ("height", "172")]).await.is(303);
        assert_eq!((hall.rows("chl_consent").await, hall.rows("chl_part").await), (8, 7));
        people[0].get(&path).await.shows("还没有记录");
    }

    async fn a_deleted_person_is_forgotten_and_figures_stay(bed: Bed) {
        let hall = Hall::open(&bed, 6).await;
        let place = hall.announced(&hall.form(&[])).await;
        bed.clock.set(at("2026-11-25", 8));
        for n in 0..6 {
            let mut it = hall.joins(place, &format!("会员{n}"), "172").await;
            notes(&mut it, place.0, "80").await.is(303);
        }
        bed.clock.set(at("2026-12-02", 4));
        hall.work().await;
        let person = hall.person["会员3"];
        hall.store
            .write("test.erase", &store::Actor::house(), |tx| async move {
                tx.record("person", person, json!({}));
                jobs::emit(&tx, person, "membership.erased", json!({})).await
            })
            .await
            .unwrap();
        hall.work().await;
        for table in ["chl_part", "chl_measure", "chl_consent"] {
            assert_eq!(hall.rows(table).await, 5, "{table}");
        }
        let (measured, n): (i64, i64) = (
            store::scalar(hall.store.read(), "SELECT measured FROM chl_figure", []).await.unwrap().unwrap(),
            hall.rows("chl_figure").await,
        );
        assert_eq!((measured, n), (6, 1));
        bed.clock.set(at("2027-01-23", 4));
        hall.work().await;
        let facts = ledger::of_event(hall.store.read(), place.0).await.unwrap();
        assert_eq!(facts.iter().filter(|f| f.fact.what == ledger::What::Attended).count(), 5);
    }

    async fn a_place_given_up_notes_nothing_more(bed: Bed) {
        let hall = Hall::open(&bed, 1).await;
        let place = hall.announced(&hall.form(&[("withdraw_until", "2026-12-31 08:00")])).await;
        bed.clock.set(at("2026-11-25", 8));
        let mut one = hall.joins(place, "会员0", "172").await;
        notes(&mut one, place.0, "80").await.is(303);
        let person = hall.person["会员0"];
        hall.room.signups.leave(&store::Actor::person(person), place.1, person).await.unwrap();
        let path = format!("/challenges/{}/me", place.0);
        one.get(&path).await.is(200).shows("您的名额已经退掉").shows("80").hides("name=\"value\"");
        one.post(&path, &[("key", &Uuid::now_v7().to_string()), ("value", "79")]).await.is(409);
        bed.clock.set(at("2027-01-23", 4));
        hall.work().await;
        assert!(ledger::of_event(hall.store.read(), place.0).await.unwrap().is_empty(), "nobody took part");
        one.submit(&format!("{path}/withdraw"), &[]).await.is(200);
        assert_eq!(hall.rows("chl_measure").await, 0);
    }
}
