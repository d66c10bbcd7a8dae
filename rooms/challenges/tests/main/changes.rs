//! Other days, calling off, a draw; and who may do what.

use axum::http::Method;
use serde_json::json;
use testkit::on_both_engines;

use super::hall::{Hall, MIGRATIONS, at, hidden, notes, send};

on_both_engines! { MIGRATIONS;
    async fn other_days_are_told_to_everybody(bed: Bed) {
        let hall = Hall::open(&bed, 4).await;
        let (id, allotment) = hall.announced(&hall.form(&[("places", "2")])).await;
        let path = format!("/challenges/{id}");
        for n in 0..3 {
            hall.enters(allotment, &format!("会员{n}")).await;
        }
        let mut officer = hall.as_("区干事").await;
        let page = officer.get(&format!("{path}/dates")).await;
        let revision = hidden(&page.is(200).shows("value=\"2026-11-25\"").text, "revision");
        let days = |from: &'static str, last: &'static str| [("from", from), ("last", last), ("revision", revision.as_str())];
        officer.post(&format!("{path}/dates"), &days("2026-12-02", "2026-12-20")).await.is(422).shows("最多2%").shows("2026-12-20");
        officer.post(&format!("{path}/dates"), &days("昨天", "2026-12-20")).await.is(422).shows("请填日期");
        officer.post(&format!("{path}/dates"), &days("2026-11-01", "2026-12-20")).await.is(422).shows("已经过去");
        officer.post(&format!("{path}/dates"), &days("2026-12-02", "2027-01-26")).await.is(303);
        officer.post(&format!("{path}/dates"), &days("2026-12-03", "2027-01-27")).await.is(409);
        hall.work().await;
        assert_eq!(hall.rows("inbox_notice WHERE message = 'challenges-told-redated'").await, 3);
        assert_eq!(hall.rows("agenda_item WHERE state = 'moved'").await, 2, "the first and the last day");
        hall.work().await;
        assert_eq!(hall.rows("inbox_notice").await, 3, "told once");
        // While it runs only the end moves, and the closing with it.
        bed.clock.set(at("2026-12-10", 9));
        let mut officer = hall.afresh_as("区干事").await;
        let page = officer.get(&format!("{path}/dates")).await;
        let revision = hidden(&page.is(200).hides("name=\"from\"").text, "revision");
        officer.post(&format!("{path}/dates"), &[("last", "2026-12-09"), ("revision", &revision)]).await.is(422);
        officer.post(&format!("{path}/dates"), &[("last", "2027-02-02"), ("revision", &revision)]).await.is(303);
        bed.clock.set(at("2027-02-01", 9));
        hall.work().await;
        assert_eq!(hall.rows("chl_challenge WHERE state = 'open'").await, 1);
        bed.clock.set(at("2027-02-06", 9));
        hall.work().await;
        assert_eq!(hall.rows("chl_challenge WHERE state = 'closed'").await, 1);
    }

    async fn called_off_with_a_reason(bed: Bed) {
        let hall = Hall::open(&bed, 3).await;
        let place = hall.announced(&hall.form(&[("places", "2")])).await;
        let (id, path) = (place.0, format!("/challenges/{}", place.0));
        bed.clock.set(at("2026-11-25", 8));
        let mut one = hall.joins(place, "会员0", "172").await;
        notes(&mut one, id, "80").await.is(303);
        let mut officer = hall.as_("区干事").await;
        let revision = hidden(&officer.get(&format!("{path}/cancel")).await.is(200).text, "revision");
        officer.post(&format!("{path}/cancel"), &[("reason", " "), ("revision", &revision)]).await.is(422).shows("请写取消的原因");
        officer.post(&format!("{path}/cancel"), &[("reason", "场地维修"), ("revision", &revision)]).await.is(303);
        officer.post(&format!("{path}/cancel"), &[("reason", "场地维修"), ("revision", &revision)]).await.is(409);
        officer.get(&format!("{path}/cancel")).await.is(409);
        officer.post(&format!("{path}/close"), &[]).await.is(409);
        hall.work().await;
        assert_eq!(hall.rows("inbox_notice WHERE message = 'challenges-told-cancelled'").await, 1);
        assert_eq!(hall.rows("agenda_item WHERE state = 'cancelled'").await, 2);
        let page = one.get(&format!("{path}/me")).await;
        page.is(200).shows("场地维修").shows("80").shows("撤回同意").hides("name=\"value\"");
        one.post(&format!("{path}/me"), &[("key", &uuid::Uuid::now_v7().to_string()), ("value", "79")]).await.is(409);
        one.get(&format!("{path}/outcome")).await.is(404);
        bed.clock.set(at("2027-01-30", 8));
        hall.work().await;
        assert!(ledger::of_event(hall.store.read(), id).await.unwrap().is_empty());
        one.submit(&format!("{path}/me/withdraw"), &[]).await.is(200);
        assert_eq!(hall.rows("chl_measure").await, 0);
    }

    async fn places_by_a_draw(bed: Bed) {
        let hall = Hall::open(&bed, 2).await;
        let mut officer = hall.as_("区干事").await;
        let form = hall.form(&[("policy", "draw"), ("places", "1")]);
        send(&mut officer, "/challenges/new", &form).await.is(422).shows("请写用哪个公开的数");
        let early = hall.form(&[("policy", "draw"), ("beacon_named", "双色球"), ("beacon_falls_at", "2026-11-19 08:00")]);
        send(&mut officer, "/challenges/new", &early).await.is(422);
        assert_eq!(hall.rows("chl_challenge").await, 0, "nothing is half written");
        let (id, allotment) = hall.announced(&hall.form(&[("policy", "draw"), ("places", "1"), ("beacon_named", "双色球第2026140期")])).await;
        assert_eq!(hall.enters(allotment, "会员0").await, "entered");
        let mut one = hall.as_("会员0").await;
        one.get(&format!("/challenges/{id}")).await.is(200).shows("已报名，等抽签");
        one.get(&format!("/challenges/{id}/me")).await.is(200).shows("您还没有报上这项挑战");
        one.get(&format!("/signups/{allotment}")).await.is(200);
        // Or by seeds that witnesses seal, without a number.
        let (_, sealed) = hall.announced(&hall.form(&[("policy", "seals"), ("title", "走万步"), ("places", "1")])).await;
        hall.as_("区干事").await.get(&format!("/signups/{sealed}/witnesses")).await.is(200).shows("还没有请见证人");
        assert_eq!(hall.rows("desk_sealing").await, 1);
    }

    async fn only_the_host_runs_it(bed: Bed) {
        let hall = Hall::open(&bed, 10).await;
        let mut chair = hall.as_("周主席").await;
        let form = hall.form(&[("union", &hall.union["lushan"].to_string()), ("title", "麓山减重班")]);
        let answer = send(&mut chair, "/challenges/new", &form).await;
        let path = answer.is(303).location().trim_end_matches("/desk").to_owned();
        chair.get(&format!("{path}/desk")).await.is(200);
        hall.as_("区干事").await.get(&format!("{path}/desk")).await.is(200);
        for (name, status) in [("王主席", 404), ("刘班长", 403), ("会员0", 403)] {
            let mut other = hall.as_(name).await;
            for page in ["desk", "dates", "cancel", "scales"] {
                other.get(&format!("{path}/{page}")).await.is(status);
            }
            for (page, form) in [("dates", [("last", "2027-01-26")]), ("cancel", [("reason", "x")]), ("close", [("x", "")]), ("scales", [("x", "")])] {
                other.post(&format!("{path}/{page}"), &form).await.is(status);
            }
            other.get("/challenges/new").await.is(if name == "王主席" { 200 } else { 403 });
        }
        // For members of the host alone: to others there is no such thing.
        hall.as_("会员0").await.get(&path).await.is(200);
        hall.as_("会员9").await.get(&path).await.is(404);
        hall.as_("会员9").await.get(&format!("{path}/me")).await.is(404);
        let key = json!({ "key": uuid::Uuid::now_v7(), "value": "80" });
        hall.as_("会员9").await.api(Method::POST, &format!("/api/v1{path}/me/measurements"), Some(key), &[]).await.is(404);
        send(&mut hall.as_("王主席").await, "/challenges/new", &form).await.is(404);
        hall.as_("刘班长").await.get("/challenges/desk").await.is(200).shows("还没有发起过挑战").hides("/challenges/new");
    }
}
