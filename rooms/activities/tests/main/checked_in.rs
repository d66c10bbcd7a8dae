//! Whoever was checked in at the door stands on the session without being typed again.

use codes::Day;
use serde_json::json;
use signups::{Arrival, How, Presented};
use store::Actor;
use testkit::on_both_engines;
use uuid::Uuid;

use super::announce::{announced, seen};
use super::cast::{Hall, MIGRATIONS, hidden};

/// A device of the chair lets these entries in.
async fn check_in(hall: &Hall, allotment: Uuid, numbers: &[i64]) {
    let signed_in = web::SignedIn { person: hall.person["周主席"], session: Uuid::nil(), token_powers: None };
    let scope = hall.room.organisation().scope(&signed_in).await.unwrap();
    let arrivals: Vec<Arrival> = numbers
        .iter()
        .map(|n| Arrival { key: Uuid::now_v7(), occasion: 1, who: Presented::Number(*n), how: How::Name, at: None })
        .collect();
    let told = hall.room.signups.check_in(&scope, &Actor::person(hall.person["周主席"]), allotment, &arrivals).await.unwrap();
    assert!(told.iter().all(|t| t.answer.is_in()), "{told:?}");
}

on_both_engines! { MIGRATIONS;
    async fn the_form_is_filled_by_the_door(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.as_("周主席").await;
        let course = announced(&mut chair, &hall.course("lushan", &[("places", "4")])).await;
        let page = seen(&mut chair, course).await;
        let allotment: Uuid = page["allotment"].as_str().unwrap().parse().unwrap();
        let meeting = page["meetings"][0]["id"].as_str().unwrap().to_owned();
        for name in ["陈师傅", "谭师傅", "易师傅"] {
            assert_eq!(hall.enters(allotment, name).await, "placed");
        }
        let occasions = hall.room.signups.occasions_of(allotment).await.unwrap();
        assert_eq!((occasions.len(), occasions[0].id.to_string()), (6, meeting.clone()));
        let desk = format!("/activities/{course}/desk");
        chair.get(&desk).await.is(200).shows(&format!("/signups/{allotment}/checkin?occasion=1"));
        bed.clock.set("2026-12-02".parse::<Day>().unwrap().start_unix_ms() + 18 * 3_600_000);
        check_in(&hall, allotment, &[1]).await;
        bed.clock.advance(4 * 3_600_000);
        let log = format!("/sessions/new?activity={course}&meeting={meeting}");
        let form = chair.get(&log).await;
        let ticked = |name: &str| format!("value=\"{}\" checked", hall.person[name]);
        form.is(200).shows(&ticked("陈师傅")).shows("谭师傅").hides(&ticked("谭师傅"));
        // Whoever stands above the host sees nobody, and nobody is ticked for him.
        hall.as_("区干事").await.get(&log).await.is(200).hides("陈师傅").hides(&hall.id("陈师傅"));
        let union = hall.union["lushan"].to_string();
        let key = hidden(&form.text, "key");
        let (chen, li) = (hall.id("陈师傅"), hall.id("刘班长"));
        let fields = [
            ("key", key.as_str()),
            ("union", &union),
            ("meeting", &format!("{course}:{meeting}")),
            ("title_other", "手机摄影入门"),
            ("kind", "culture"),
            ("setting", "station"),
            ("place", "文化宫302"),
            ("when", "2026-12-02T19:00"),
            ("minutes", "90"),
            ("people", &chen),
            ("people", &li),
        ];
        let answer = chair.post("/sessions/new", &fields).await;
        let session: Uuid = answer.is(303).location().rsplit('/').next().unwrap().parse().unwrap();
        assert_eq!(hall.text("SELECT how FROM act_attendance ORDER BY how").await, "scan");
        assert_eq!(hall.counts(session).await, (1, 2, 0, 90, 0));
        let path = format!("/sessions/{session}");
        chair.get(&path).await.is(200).hides("签到未入册");

        // A device comes back into the network: two more were there.
        check_in(&hall, allotment, &[2, 3]).await;
        chair.get(&path).await.shows("2人签到未入册").shows("全部记入");
        hall.as_("陈师傅").await.get(&path).await.is(200).hides("签到未入册");
        let mut outside = hall.as_("王主席").await;
        outside.post(&format!("{path}/checked-in"), &[]).await.is(404);
        chair.submit(&format!("{path}/checked-in"), &[]).await.is(200).shows("已按签到记上2人").hides("签到未入册").shows("易师傅");
        chair.submit(&format!("{path}/checked-in"), &[]).await.is(200);
        assert_eq!(hall.counts(session).await, (1, 4, 0, 90, 0));
        let again = format!("/api/v1/sessions/{session}/checked-in");
        chair.api(axum::http::Method::POST, &again, Some(json!({})), &[]).await.is(200);
        assert_eq!(hall.counts(session).await, (1, 4, 0, 90, 0));
    }

    async fn a_moved_meeting_has_another_door(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.as_("周主席").await;
        let course = announced(&mut chair, &hall.course("lushan", &[])).await;
        let page = seen(&mut chair, course).await;
        let allotment: Uuid = page["allotment"].as_str().unwrap().parse().unwrap();
        let shift = format!("/activities/{course}/meetings/{}/move", page["meetings"][1]["id"].as_str().unwrap());
        let form = [("when", "2026-12-10T20:00"), ("place", "工人剧场"), ("revision", "1")];
        chair.post(&shift, &form).await.is(303);
        let occasions = hall.room.signups.occasions_of(allotment).await.unwrap();
        let at = "2026-12-10".parse::<Day>().unwrap().start_unix_ms() + 20 * 3_600_000;
        assert_eq!((occasions[1].begins_at, occasions[1].place.as_str(), occasions[0].place.as_str()), (at, "工人剧场", "文化宫302"));
    }
}
