//! A drive is closed while somebody has not signed: who that is, is said, and why stands in the papers.

use axum::http::Method;
use serde_json::json;
use testkit::on_both_engines;
use uuid::Uuid;

use super::cast::{Hall, MIGRATIONS, drawn, send};

impl Hall {
    /// The hand-out of a member, or the only guest's.
    async fn of(&self, name: &str) -> Uuid {
        let found = match self.person.get(name) {
            Some(person) => {
                store::scalar(self.store.read(), "SELECT id FROM drive_hand_out WHERE person = $1", store::binds![*person]).await
            }
            None => store::scalar(self.store.read(), "SELECT id FROM drive_hand_out WHERE guest IS NOT NULL", []).await,
        };
        found.unwrap().unwrap()
    }
}

on_both_engines! { MIGRATIONS;
    async fn whoever_has_not_signed_is_named_and_the_reason_is_printed(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let run = hall.running(&[]).await;
        let (mut officer, close) = (hall.as_("孙干事").await, format!("{}/close", run.path));
        // Everybody has signed (there is nobody): one tap, on a page of its own.
        officer.get(&run.path).await.is(200).shows(&format!("href=\"{close}\""));
        officer.get(&close).await.is(200).shows("都已签收").hides("未签收的原因");
        let people = [hall.id("陈师傅"), hall.id("谭师傅")];
        send(&mut officer, &format!("{}/people", run.at()), &run.people(&people, &[("guests", "老张"), ("signing", "screen")])).await.is(303);
        let (chen, tan, guest) = (hall.of("陈师傅").await, hall.of("谭师傅").await, hall.of("老张").await);
        let page = officer.get(&close).await;
        page.is(200).shows("还有3人领取了没有签收").shows("陈师傅").shows("谭师傅").shows("老张").shows("暖冬包1份");
        page.shows(&format!("{}/hand-outs/{tan}/sign", run.path));
        // Without a decision nothing is closed; what was typed stays.
        let own = format!("reason_{guest}");
        officer.post(&close, &[("reason", ""), (&own, "已经离岗")]).await.is(422).shows("id=\"f-decision-e\"").shows("请选一项").shows("已经离岗");
        officer.submit(&close, &[("decision", "later"), ("reason", "由班组长代领")]).await.is(200).shows("没有结束");
        officer.post(&close, &[("decision", "close"), ("reason", " "), (&own, "已经离岗")]).await.is(422)
            .shows("id=\"f-reason-e\"").shows("有2人未签收又没有写原因").shows("已经离岗");
        let long = "长".repeat(61);
        officer.post(&close, &[("decision", "close"), ("reason", "由班组长代领"), (&own, &long)]).await.is(422).shows(&format!("id=\"f-{own}-e\"")).shows("由班组长代领");
        assert_eq!((hall.rows("drive_unsigned").await, hall.rows("drive WHERE state = 'approved'").await), (0, 1));
        hall.as_("陈师傅").await.get(&close).await.is(403);
        hall.as_("王主席").await.get(&close).await.is(404);
        // One signs after all; of the others it is written down why not.
        officer.post(&format!("{}/hand-outs/{chen}/sign", run.path), &[("signature", &drawn())]).await.is(303);
        officer.submit(&close, &[("decision", "close"), ("reason", "由班组长代领"), (&own, "已经离岗")]).await.is(200).shows("活动已结束").shows("2人未签收，原因见报销材料");
        assert_eq!(hall.rows("drive_unsigned").await, 2);
        let kept: Vec<u8> = store::scalar(hall.store.read(), "SELECT reason FROM drive_unsigned WHERE hand_out_id = $1", store::binds![tan]).await.unwrap().unwrap();
        assert!(!String::from_utf8_lossy(&kept).contains("班组长"), "sealed");
        officer.get(&format!("{}/pack", run.path)).await.is(200).shows("结束时有2人未签收").shows("未签收：由班组长代领").shows("未签收：已经离岗").hides("请打开点位补签");
        officer.get(&format!("{}/sheet", run.at())).await.is(200).shows("未签收：由班组长代领");
        officer.get(&format!("{}/roster.csv", run.path)).await.is(200).shows(",未签收：由班组长代领").shows(",未签收：已经离岗").shows(",已签名");
        officer.get(&run.at()).await.is(200).shows("由班组长代领");
        // Whoever stands above reads how many, and not why.
        hall.as_("市干事").await.get(&run.path).await.is(200).shows("2人未签收").hides("班组长");
        // Nothing goes out any more, and it is closed once.
        let before = hall.rows("drive_hand_out").await;
        send(&mut officer, &format!("{}/people", run.at()), &run.people(&[hall.id("易师傅")], &[])).await.is(303);
        send(&mut officer, &format!("{}/heads", run.at()), &run.heads("1", "1")).await.is(303);
        assert_eq!(hall.rows("drive_hand_out").await, before);
        officer.submit(&close, &[("decision", "close"), ("reason", "再结束一次")]).await.is(200).shows("活动已结束");
        assert_eq!(hall.rows("drive_unsigned").await, 2);
        // He comes back and signs: his line says so, and no longer why not.
        officer.post(&format!("{}/hand-outs/{tan}/sign", run.path), &[("signature", &drawn())]).await.is(303);
        officer.get(&format!("{}/pack", run.path)).await.is(200).shows("结束时有1人未签收").hides("由班组长代领").shows("未签收：已经离岗");
    }

    async fn machines_say_why_too(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let run = hall.running(&[]).await;
        let mut officer = hall.as_("孙干事").await;
        let people = [hall.id("陈师傅"), hall.id("谭师傅")];
        send(&mut officer, &format!("{}/people", run.at()), &run.people(&people, &[("signing", "screen")])).await.is(303);
        let closing = format!("/api/v1{}/closing", run.path);
        officer.api(Method::POST, &closing, Some(json!({})), &[]).await.is(422).shows("\"reason\"");
        let each = json!([{ "hand_out": hall.of("陈师傅").await, "reason": "住院" }]);
        officer.api(Method::POST, &closing, Some(json!({ "each": each })), &[]).await.is(422);
        assert_eq!(hall.rows("drive_unsigned").await, 0);
        let closed = officer.api(Method::POST, &closing, Some(json!({ "reason": "由班组长代领", "each": each })), &[]).await.is(200).json();
        assert_eq!(closed["drive"]["state"], "closed");
        officer.get(&format!("{}/pack", run.path)).await.is(200).shows("未签收：住院").shows("未签收：由班组长代领");
        let audited = "audit WHERE verb = 'drives.close' AND detail LIKE '%\"unsigned\":2%'";
        assert_eq!(hall.rows(audited).await, 1);
    }
}
