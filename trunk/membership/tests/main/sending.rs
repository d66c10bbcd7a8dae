//! An application to join that went to the wrong union.

use axum::http::Method;
use serde_json::json;
use testkit::{Browser, on_both_engines};

use super::hall::{CHAIR_OF_LOCAL, CHAIR_OF_STREET, DAY, DEPUTY_OF_STREET, Hall, MEMBER, MIGRATIONS, OFFICER_OF_COUNTY};

const COURIER: &str = "13700000001";

/// Somebody asks the street union; gives the browser and the path of the application at the desk.
async fn asks(hall: &Hall) -> (Browser, String) {
    let mut browser = hall.signed_in(COURIER).await;
    browser.post("/join", &[("name", "赵师傅"), ("work", "factory"), ("place", "麓谷街道")]).await.is(303);
    let person = hall.person(COURIER).await.unwrap();
    let sql = "SELECT id FROM member_application WHERE person = $1";
    let id: uuid::Uuid = store::scalar(hall.store().read(), sql, store::binds![person]).await.unwrap().unwrap();
    (browser, format!("/members/applications/{person}/{id}"))
}

fn to<'a>(union: &'a str, words: &'a str) -> [(&'a str, &'a str); 4] {
    [("act", "send-on"), ("union", union), ("words", words), ("seen", "asked")]
}

const WHY: &str = "您的单位由麓山精密工会覆盖";

on_both_engines! { MIGRATIONS;
    async fn the_right_union_gets_it_and_the_clock_goes_on(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (mut phone, path) = asks(&hall).await;
        hall.clock.advance(3 * DAY);
        let mut chair = hall.signed_in(CHAIR_OF_STREET).await;
        chair.get(&path).await.is(200).shows("转送给该管的工会");
        chair.submit(&path, &to("麓山精密工会", WHY)).await.is(200).shows("已转送").hides("赵师傅");
        // The old desk has it no more, and is told where it went wrong to look.
        chair.submit(&path, &[("act", "approve"), ("seen", "asked")]).await.is(200).shows("已转送给别的工会");
        chair.get(&path).await.is(303);
        chair.post(&format!("{path}/phone"), &[]).await.is(409);
        phone.get("/me/application").await.is(200).shows("麓山精密工会").shows(WHY).shows("12月9日");
        phone.get("/me/data/copy").await.is(200).shows(WHY);
        // The new one sees where it came from, and decides.
        let mut right = hall.signed_in(CHAIR_OF_LOCAL).await;
        right.get("/members/applications").await.is(200).shows("赵师傅").shows("12月9日");
        right.get(&path).await.is(200).shows("麓谷街道总工会转来").shows(WHY);
        let about = right.api(Method::GET, &path.replace("/members", "/api/v1"), None, &[]).await.is(200).json();
        assert_eq!((&about["union"], &about["ways"][0]["from"]), (&json!(hall.unions.local), &json!(hall.unions.street)));
        right.submit(&path, &[("act", "approve"), ("seen", "asked")]).await.is(200).shows("已批准");
        phone.get("/me").await.is(200).shows("麓山精密工会");
        assert_eq!(hall.count("SELECT COUNT(*) FROM outbox WHERE kind = 'membership.sent_on'").await, 1);
        assert_eq!(hall.count("SELECT COUNT(*) FROM audit WHERE verb = 'membership.send_on' AND actor IS NOT NULL").await, 1);
    }

    async fn what_is_wrong_is_said_beside_the_field(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (mut phone, path) = asks(&hall).await;
        let mut chair = hall.signed_in(CHAIR_OF_STREET).await;
        chair.post(&path, &to("", "")).await.is(422).shows("请写转送给哪家工会").shows("请写转送的理由");
        chair.post(&path, &to("天上人间", WHY)).await.is(422).shows("没有这家工会");
        chair.post(&path, &to("麓谷街道总工会", WHY)).await.is(422).shows("现在就在这家工会");
        chair.post(&path, &to("岳麓区总工会", WHY)).await.is(422).shows("不直接吸收会员");
        let page = chair.post(&path, &to("麓山", WHY)).await;
        page.is(422).shows("请在下面选一家").shows("麓山光电工会").shows("麓山精密工会");
        let (street, local) = (hall.unions.street.to_string(), hall.unions.local.to_string());
        let chosen = [&to("麓山", WHY)[..], &[("union_is", street.as_str())]].concat();
        chair.post(&path, &chosen).await.is(422).shows("请在下面选一家");
        let chosen = [&to("麓山", WHY)[..], &[("union_is", local.as_str())]].concat();
        // The applicant has taken it back meanwhile.
        let id = path.rsplit('/').next().unwrap();
        phone.post(&format!("/me/application/{id}/withdraw"), &[]).await.is(303);
        chair.submit(&path, &chosen).await.is(200).shows("刚才已经有人办了");
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_sending").await, 0);
    }

    async fn what_was_asked_back_falls_away(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (mut phone, path) = asks(&hall).await;
        let mut chair = hall.signed_in(CHAIR_OF_STREET).await;
        chair.post(&path, &[("act", "return"), ("words", "在哪家单位？"), ("seen", "asked")]).await.is(303);
        let mut sent = to("麓山精密工会", WHY);
        chair.submit(&path, &sent).await.is(200).shows("申请人刚才改动了");
        sent[3] = ("seen", "returned");
        chair.submit(&path, &sent).await.is(200).shows("已转送");
        phone.get("/me/application").await.is(200).hides("在哪家单位？").shows("麓山精密工会");
        hall.signed_in(CHAIR_OF_LOCAL).await.get("/members/applications").await.is(200).shows("赵师傅");
    }

    async fn an_overdue_one_is_brought_before_whoever_stands_above_the_new_union(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (_, path) = asks(&hall).await;
        hall.clock.advance(30 * DAY);
        assert_eq!(hall.m.escalate().await.unwrap(), 1);
        hall.signed_in(OFFICER_OF_COUNTY).await.get("/members/overdue").await.is(200).shows("麓谷街道总工会");
        let mut chair = hall.signed_in(CHAIR_OF_STREET).await;
        chair.submit(&path, &to("麓山精密工会", WHY)).await.is(200).shows("已转送");
        assert_eq!(hall.m.escalate().await.unwrap(), 1);
        hall.signed_in(OFFICER_OF_COUNTY).await.get("/members/overdue").await.is(200).hides("麓谷街道总工会");
        chair.get("/members/overdue").await.is(200).shows("麓山精密工会").hides("赵师傅");
    }

    async fn of_two_officers_at_once_one_sends_it_on(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (_, path) = asks(&hall).await;
        let (chair, deputy) = (hall.signed_in(CHAIR_OF_STREET).await, hall.signed_in(DEPUTY_OF_STREET).await);
        let mut both = Vec::new();
        for (mut officer, form) in [(chair, to("麓山精密工会", WHY)), (deputy, [("act", "approve"), ("union", ""), ("words", ""), ("seen", "asked")])] {
            let path = path.clone();
            both.push(tokio::spawn(async move {
                // The warning stands on whichever page the officer is led to.
                let answer = officer.submit(&path, &form).await;
                if answer.status.is_redirection() { officer.get("/members/applications").await } else { answer }
            }));
        }
        let mut told = 0;
        for one in both {
            let page = one.await.unwrap();
            told += u8::from(page.is(200).text.contains("已转送给别的工会") || page.text.contains("刚才已经有人办了"));
        }
        let sent = hall.count("SELECT COUNT(*) FROM member_sending").await;
        let approved = hall.count("SELECT COUNT(*) FROM member_application WHERE state = 'approved'").await;
        // Nobody is admitted by a union whose officer did not say so.
        assert_eq!((told, sent + approved), (1, 1));
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_spell").await, 1 + approved);
    }

    async fn only_from_where_it_is_and_only_to_join(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (_, path) = asks(&hall).await;
        let decision = format!("{}/decision", path.replace("/members", "/api/v1"));
        let body = |union: Option<uuid::Uuid>| Some(json!({ "act": "send-on", "union": union, "words": WHY, "seen": "asked" }));
        for outsider in [CHAIR_OF_LOCAL, OFFICER_OF_COUNTY] {
            let mut other = hall.signed_in(outsider).await;
            other.post(&path, &to("麓山精密工会", WHY)).await.is(404);
            other.api(Method::POST, &decision, body(Some(hall.unions.local)), &[]).await.is(404);
        }
        let mut chair = hall.signed_in(CHAIR_OF_STREET).await;
        let wrong = chair.api(Method::POST, &decision, body(None), &[]).await;
        assert_eq!(wrong.is(422).json()["error"]["fields"]["union"]["code"], "membership-send-on-which");
        chair.api(Method::POST, &decision, body(Some(hall.unions.county)), &[]).await.is(422);
        chair.api(Method::POST, &decision, body(Some(hall.unions.local)), &[]).await.is(204);
        chair.api(Method::POST, &decision, body(Some(hall.unions.local)), &[]).await.is(409);
        // A transfer goes where the member wants it.
        let mut member = hall.signed_in(MEMBER).await;
        member.api(Method::POST, "/api/v1/me/transfer", Some(json!({ "union": hall.unions.street })), &[]).await.is(200);
        let person = hall.person(MEMBER).await.unwrap();
        let sql = "SELECT id FROM member_application WHERE person = $1";
        let id: uuid::Uuid = store::scalar(hall.store().read(), sql, store::binds![person]).await.unwrap().unwrap();
        let path = format!("/members/applications/{person}/{id}");
        chair.get(&path).await.is(200).hides("转送给该管的工会");
        chair.submit(&path, &to("麓山光电工会", WHY)).await.is(200).shows("不能转送");
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_sending").await, 1);
    }
}
