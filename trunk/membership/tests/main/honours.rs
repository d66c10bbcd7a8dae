//! Honours: recorded from the document, seen by their holder, asked for by rules, taken back where they were a mistake.

use axum::http::Method;
use membership::{Honour, Rank, Title};
use serde_json::json;
use testkit::on_both_engines;
use uuid::Uuid;

use super::hall::{CHAIR_OF_LOCAL, CHAIR_OF_STREET, Hall, MEMBER, MIGRATIONS, MINUTE, OFFICER_OF_COUNTY, TODAY};

impl Hall {
    /// What rules of eligibility find, read for several people at once.
    async fn honours(&self, person: Uuid) -> Vec<Honour> {
        let all = self.person(CHAIR_OF_LOCAL).await.unwrap();
        let found = membership::standings(self.store().read(), &[all, person], TODAY).await.unwrap();
        assert!(found[&all].honours.is_empty(), "another's honours are not his");
        assert_eq!(found[&person], *self.m.standing(person).await.unwrap().unwrap(), "what is kept is what is read");
        let mut honours = found[&person].honours.clone();
        honours.sort_by_key(|h| (h.title, h.rank));
        honours
    }
}

const MODEL: [(&str, &str); 4] =
    [("title", "model-worker"), ("level", "province"), ("year", "2020"), ("number", "湘政发〔2020〕7号")];

on_both_engines! { MIGRATIONS;
    async fn recorded_from_the_document_and_taken_back(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let person = hall.person(MEMBER).await.unwrap();
        let path = format!("/members/{person}/honours");
        let mut chair = hall.signed_in(CHAIR_OF_LOCAL).await;
        chair.get(&format!("/members/{person}")).await.is(200).shows(&path);
        chair.get(&path).await.is(200).shows("老会员").shows("还没有登记荣誉").shows("劳动模范");
        assert!(hall.honours(person).await.is_empty());
        chair.submit(&path, &MODEL).await.is(200).shows("荣誉已登记").shows("省级劳动模范").shows("湘政发〔2020〕7号");
        assert_eq!(hall.honours(person).await, [Honour { title: Title::ModelWorker, rank: Rank::Province }]);
        // Once a year; of another year it is another one, and rules hold it once.
        chair.post(&path, &MODEL).await.is(422).shows("已经登记过了").shows("id=\"f-title-e\"");
        let again = [("title", "model-worker"), ("level", "province"), ("year", "2025")];
        chair.submit(&path, &again).await.is(200);
        chair.submit(&path, &[("title", "craftsman"), ("level", "city"), ("year", "2024年")]).await.is(200).shows("市级工匠");
        let held = [Honour { title: Title::ModelWorker, rank: Rank::Province }, Honour { title: Title::Craftsman, rank: Rank::City }];
        assert_eq!(hall.honours(person).await, held);
        chair.get(&format!("/members/{person}")).await.shows("省级劳动模范").shows("登记荣誉");
        // Taken back with a reason, which stays readable; rules no longer find it.
        let craftsman = "SELECT id FROM member_honour WHERE title = 'craftsman'";
        let id: Uuid = store::scalar(hall.store().read(), craftsman, []).await.unwrap().unwrap();
        let withdraw = format!("{path}/{id}/withdraw");
        chair.get(&withdraw).await.is(200).shows("2024年市级工匠");
        chair.post(&withdraw, &[("reason", " ")]).await.is(422).shows("请写明撤回的原因").shows("id=\"f-reason-e\"");
        chair.submit(&withdraw, &[("reason", "登错了人")]).await.is(200).shows("已撤回").shows("撤回原因：登错了人");
        chair.get(&withdraw).await.is(404);
        chair.post(&withdraw, &[("reason", "登错了人")]).await.is(404);
        assert_eq!(hall.honours(person).await, held[..1]);
        // What was taken back may be recorded again, rightly.
        chair.submit(&path, &[("title", "craftsman"), ("level", "city"), ("year", "2024")]).await.is(200);
        assert_eq!(hall.count("SELECT COUNT(*) FROM audit WHERE verb = 'membership.record_honour'").await, 4);
        assert_eq!(hall.count("SELECT COUNT(*) FROM audit WHERE verb = 'membership.withdraw_honour'").await, 1);
        chair.clone().in_english().get(&path).await.is(200).shows("Model Worker (provincial)");
    }

    async fn what_is_wrong_is_said_beside_its_field_and_nothing_is_written(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let path = format!("/members/{}/honours", hall.person(MEMBER).await.unwrap());
        let mut chair = hall.signed_in(CHAIR_OF_LOCAL).await;
        chair.post(&path, &[]).await.is(422).shows("id=\"f-title-e\"").shows("id=\"f-year-e\"").shows("请选择是哪一级授予的");
        let long = "号".repeat(61);
        let wrong: [(&str, &str, &str); 8] = [
            ("title", "best-friend", "f-title-e"), ("title", "'; DROP TABLE member_honour; --", "f-title-e"), ("level", "world", "请选择是哪一级"),
            ("year", "1949", "f-year-e"), ("year", "2027", "f-year-e"), ("year", "99999999999999", "f-year-e"), ("year", "-1", "f-year-e"),
            ("number", &long, "f-number-e"),
        ];
        for (field, value, says) in wrong {
            let mut form = MODEL;
            form.iter_mut().filter(|(name, _)| *name == field).for_each(|pair| pair.1 = value);
            chair.post(&path, &form).await.is(422).shows(says);
        }
        chair.api(Method::POST, &format!("/api/v1{path}"), Some(json!({ "title": 7 })), &[]).await.is(422);
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_honour").await, 0);
    }

    async fn only_the_union_of_the_member_records_and_nobody_above_sees(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let person = hall.person(MEMBER).await.unwrap();
        let path = format!("/members/{person}/honours");
        let mut chair = hall.signed_in(CHAIR_OF_LOCAL).await;
        let made = chair.api(Method::POST, &format!("/api/v1{path}"), Some(json!({ "title": "may-day-medal", "level": "national", "year": "2019" })), &[]).await;
        let id = made.is(200).json()["honour"].as_str().unwrap().to_owned();
        for phone in [OFFICER_OF_COUNTY, CHAIR_OF_STREET] {
            let mut other = hall.signed_in(phone).await;
            other.get(&path).await.is(404).hides("五一劳动奖章");
            other.post(&path, &MODEL).await.is(404);
            other.get(&format!("{path}/{id}/withdraw")).await.is(404);
            other.post(&format!("{path}/{id}/withdraw"), &[("reason", "x")]).await.is(404);
            other.api(Method::GET, &format!("/api/v1{path}"), None, &[]).await.is(404);
            other.api(Method::POST, &format!("/api/v1{path}/{id}/withdrawal"), Some(json!({ "reason": "x" })), &[]).await.is(404);
        }
        hall.signed_in(MEMBER).await.get(&path).await.is(403);
        // An id of somebody else's honour leads nowhere.
        let stranger = format!("/members/{}/honours/{id}/withdraw", hall.person(CHAIR_OF_STREET).await.unwrap());
        chair.post(&stranger, &[("reason", "x")]).await.is(404);
        let list = chair.api(Method::GET, &format!("/api/v1{path}"), None, &[]).await.is(200).json();
        assert_eq!((list["honours"][0]["title"].as_str(), list["honours"][0]["level"].as_str()), (Some("may-day-medal"), Some("national")));
        chair.api(Method::POST, &format!("/api/v1{path}/{id}/withdrawal"), Some(json!({ "reason": "登错了人" })), &[]).await.is(200);
        assert!(hall.honours(person).await.is_empty());
    }

    async fn the_holder_sees_takes_away_and_deletes_his_own(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let person = hall.person(MEMBER).await.unwrap();
        let mut member = hall.signed_in(MEMBER).await;
        member.get("/me/data").await.is(200).hides("荣誉");
        hall.signed_in(CHAIR_OF_LOCAL).await.submit(&format!("/members/{person}/honours"), &MODEL).await.is(200);
        member.get("/me/data").await.is(200).shows("省级劳动模范").shows("2020年");
        member.get("/me/data/copy").await.is(200).shows("省级劳动模范").shows("湘政发〔2020〕7号");
        let json = member.get("/me/data/copy.json").await.json();
        assert_eq!((json["honours"][0]["year"].as_str(), json["honours"][0]["union"].as_str()), (Some("2020"), Some("麓山精密工会")));
        bed.clock.advance(2 * MINUTE);
        member.post("/me/data/delete", &[("act", "code")]).await.is(200);
        let code = hall.pigeon.code_to(MEMBER);
        member.post("/me/data/delete", &[("code", &code)]).await.is(303);
        assert_eq!(hall.person(MEMBER).await, None);
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_honour").await, 0);
    }
}
