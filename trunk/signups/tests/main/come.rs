//! The other way round: members scan what hangs at the door.

use testkit::{Browser, NOON};

use super::hall::{HOUR, Hall, MIGRATIONS};
use super::photo::read_drawn;

async fn on_screen(chair: &mut Browser, id: uuid::Uuid) -> String {
    chair.get(&format!("/api/v1/signups/{id}/screen")).await.is(200).json()["code"].as_str().unwrap().to_owned()
}

testkit::on_both_engines! { MIGRATIONS;
    async fn the_code_on_the_screen_turns_and_lets_in_by_one_tap(bed: Bed) {
        let hall = Hall::open(&bed, 3).await;
        let id = hall.soon(2).await;
        for who in 0..3 {
            hall.enter(id, who, 1).await;
        }
        let mut chair = hall.officer("county").await;
        let page = chair.get(&format!("/signups/{id}/screen")).await;
        page.is(200).shows("class=\"qr\"").shows("data-until").shows("http-equiv=\"refresh\"").shows("应到2人，已到0人").shows("没有设对外网址");
        let code = on_screen(&mut chair, id).await;
        let mut one = hall.member(0).await;
        // Looking checks nobody in.
        let shown = one.get(&format!("/in/{code}")).await;
        shown.is(200).shows("我到了，签到").shows("手机摄影入门").shows("不想用手机");
        chair.get(&format!("/signups/{id}/screen")).await.shows("已到0人");
        let action = shown.text.split("action=\"/in/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        bed.clock.advance(9 * 60_000);
        one.post(&format!("/in/{action}"), &[]).await.is(200).shows("已签到");
        one.post(&format!("/in/{action}"), &[]).await.is(200).shows("已经签过到");
        chair.get(&format!("/signups/{id}/screen")).await.shows("已到1人");
        // Ten minutes after the scan it is over, and so is the code itself after a minute and a half.
        let mut two = hall.member(1).await;
        two.get(&format!("/in/{code}")).await.is(200).shows("这个码已经过时").shows("请再扫一次").hides("我到了");
        bed.clock.advance(2 * 60_000);
        two.post(&format!("/in/{action}"), &[]).await.is(422).shows("这个码已经过时");
        two.post(&format!("/in/{code}"), &[]).await.is(422).shows("这个码已经过时");
        let fresh = on_screen(&mut chair, id).await;
        assert_ne!(fresh, code);
        bed.clock.advance(45_000);
        two.post(&format!("/in/{fresh}"), &[]).await.is(200).shows("已签到");
        hall.member(2).await.get(&format!("/in/{}", on_screen(&mut chair, id).await)).await.shows("还在候补").shows("看报名");
    }

    async fn whoever_is_not_signed_in_keeps_his_scan_for_ten_minutes(bed: Bed) {
        let hall = Hall::open(&bed, 2).await;
        let id = hall.soon(1).await;
        hall.enter(id, 0, 1).await;
        let mut chair = hall.officer("county").await;
        let code = on_screen(&mut chair, id).await;
        let page = hall.visitor().get(&format!("/in/{code}")).await;
        page.is(200).shows("登录后就能签到").hides("会员0");
        let next = page.text.split("/sign-in?next=%2Fin%2F").nth(1).unwrap().split('"').next().unwrap().to_owned();
        assert_ne!(next, code);
        hall.visitor().post(&format!("/in/{next}"), &[]).await.is(401);
        bed.clock.advance(5 * 60_000);
        let mut one = hall.member(0).await;
        one.get(&format!("/in/{next}")).await.is(200).shows("我到了");
        bed.clock.advance(5 * 60_000);
        one.get(&format!("/in/{next}")).await.shows("这个码已经过时");
        let fresh = on_screen(&mut chair, id).await;
        hall.member(1).await.get(&format!("/in/{fresh}")).await.is(200).shows("您没有报名这项活动").shows(&format!("/signups/{id}"));
        let answer = one.api(axum::http::Method::POST, "/api/v1/in", Some(serde_json::json!({ "code": fresh })), &[]).await;
        assert_eq!(answer.is(200).json()["result"], "in");
    }

    async fn the_poster_is_good_while_the_doors_are_open(bed: Bed) {
        let hall = Hall::open(&bed, 1).await;
        let id = hall.allot(hall.plain(1)).await;
        hall.occasions(id, &[NOON + 5 * HOUR]).await;
        hall.enter(id, 0, 1).await;
        let mut chair = hall.officer("county").await;
        let page = chair.get(&format!("/signups/{id}/poster")).await;
        page.is(200).shows("class=\"qr\"").shows("15:00至").shows("有效").shows("data-print");
        let code = read_drawn(&page.text);
        assert_eq!(code.len(), 56);
        let mut one = hall.member(0).await;
        one.get(&format!("/in/{code}")).await.shows("来早了");
        bed.clock.set(NOON + 4 * HOUR);
        one.get(&format!("/in/{code}")).await.shows("我到了");
        bed.clock.set(NOON + 7 * HOUR);
        one.get(&format!("/in/{code}")).await.shows("来晚了").shows("请工作人员补签");
        one.post(&format!("/in/{code}"), &[]).await.is(422).shows("来晚了");
        bed.clock.set(NOON + 5 * HOUR + 20 * 60_000);
        one.post(&format!("/in/{code}"), &[]).await.is(200).shows("已签到").shows("迟到20分钟");
    }

    async fn a_ticket_scanned_by_anybody_tells_only_whom_it_concerns(bed: Bed) {
        let hall = Hall::open(&bed, 2).await;
        let id = hall.soon(1).await;
        hall.enter(id, 0, 1).await;
        let (code, _) = hall.ticket(id, 0).await;
        let path = format!("/in/{code}");
        for mut other in [hall.visitor(), hall.member(1).await, hall.officer("east").await] {
            let page = other.get(&path).await;
            page.is(200).shows("请到现场给工作人员扫").hides("会员0").hides("手机摄影入门");
        }
        let own = hall.member(0).await.get(&path).await;
        assert_eq!(own.is(303).location(), format!("/signups/{id}/ticket"));
        let mut chair = hall.officer("county").await;
        let to = chair.get(&path).await.location().to_owned();
        chair.get(&to).await.is(200).shows("会员0").shows("name=\"number\" value=\"1\"").shows("未到1");
        chair.post(&format!("/signups/{id}/checkin"), &[("number", "1")]).await.is(200);
        chair.get(&to).await.shows("已经签过到");
        // A ticket opens no door.
        hall.member(0).await.post(&path, &[]).await.is(404);
        for bad in ["x".into(), "0".repeat(56), format!("{}{}", &code[..55], if code.ends_with('0') { "1" } else { "0" }), "%00".into(), "长".repeat(200)] {
            let page = hall.visitor().get(&format!("/in/{}", urlencode(&bad))).await;
            assert!(page.status.as_u16() == 404, "{bad}: {}", page.status);
            hall.member(0).await.post(&format!("/in/{}", urlencode(&bad)), &[]).await.is(404);
        }
        // The codes of a door are no tickets.
        let door = on_screen(&mut chair, id).await;
        chair.post(&format!("/signups/{id}/checkin"), &[("text", &door)]).await.is(422).shows("认不出这个码");
    }
}

fn urlencode(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() || b == b'%' { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}
