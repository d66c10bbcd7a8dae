use axum::http::Method;
use serde_json::json;
use testkit::on_both_engines;

use super::hall::{CHAIR_OF_STREET, Hall, MEMBER, MIGRATIONS, MINUTE};

on_both_engines! { MIGRATIONS;
    async fn seen_corrected_and_taken_away(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut member = hall.signed_in(MEMBER).await;
        member.get("/me/data").await.is(200).shows("老会员").shows("139****0005").hides(MEMBER);
        member.post("/me/data/open", &[("field", "phone")]).await.is(200).shows(MEMBER);
        member.post("/me/data/open", &[("field", "name")]).await.is(404);
        assert_eq!(hall.count("SELECT COUNT(*) FROM audit WHERE verb = 'membership.open_sealed'").await, 1);
        member.post("/me/data", &[("name", ""), ("birth_year", "12")]).await.is(422).shows("没有姓名").shows("出生年份不对");
        member.post("/me/data", &[("name", "老会员"), ("id_number", "11010519491231002X")]).await.is(422);
        let right = [("name", "老会员甲"), ("id_number", "11010519491231002X"), ("id_consent", "1"), ("work", "焊工")];
        member.submit("/me/data", &right).await.is(200).shows("已保存").shows("老会员甲").shows("110***********002X").shows("保存身份证号");
        for path in ["/me/data/copy", "/me/data/copy.json"] {
            member.get(path).await.is(200).shows("11010519491231002X").shows(MEMBER).shows("麓山精密工会").shows("焊工");
        }
        let json = member.get("/me/data/copy.json").await.json();
        assert_eq!(json["person"][0]["name"], "老会员甲");
        assert_eq!(json["memberships"][0]["union"], "麓山精密工会");
        assert!(member.get("/me/data/copy.xlsx").await.bytes.starts_with(b"PK"));
        // Taking a consent back takes what was kept by it.
        let sql = "SELECT id FROM member_consent WHERE withdrawn_at IS NULL";
        let id: uuid::Uuid = store::scalar(hall.store().read(), sql, []).await.unwrap().unwrap();
        hall.signed_in(CHAIR_OF_STREET).await.post(&format!("/me/data/consents/{id}/withdraw"), &[]).await.is(404);
        member.submit(&format!("/me/data/consents/{id}/withdraw"), &[]).await.is(200).shows("同意已撤回").hides("110****");
        member.post(&format!("/me/data/consents/{id}/withdraw"), &[]).await.is(404);
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_id_number").await, 0);
    }

    async fn a_new_number_is_proved_by_its_code(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut member = hall.signed_in(MEMBER).await;
        let person = hall.person(MEMBER).await;
        member.post("/me/data/phone", &[("phone", "1360000000"), ("act", "code")]).await.is(422);
        member.post("/me/data/phone", &[("phone", "13600000001"), ("act", "code")]).await.is(200).shows("验证码");
        member.post("/me/data/phone", &[("phone", "13600000001"), ("code", "000000")]).await.is(422);
        let code = hall.pigeon.code_to("13600000001");
        member.submit("/me/data/phone", &[("phone", "13600000001"), ("code", &code)]).await.is(200).shows("手机号已更换");
        assert_eq!((hall.person("13600000001").await, hall.person(MEMBER).await), (person, None));
        // Somebody else's number: said only to whoever holds that telephone.
        bed.clock.advance(2 * MINUTE);
        member.post("/me/data/phone", &[("phone", CHAIR_OF_STREET), ("act", "code")]).await.is(200);
        let code = hall.pigeon.code_to(CHAIR_OF_STREET);
        member.post("/me/data/phone", &[("phone", CHAIR_OF_STREET), ("code", &code)]).await.is(422).shows("已经登记过");
        assert_eq!(hall.person("13600000001").await, person);
    }

    async fn the_same_as_json(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut member = hall.signed_in(MEMBER).await;
        member.api(Method::PUT, "/api/v1/me/data", Some(json!({ "name": "老会员乙" })), &[]).await.is(200);
        let data = member.api(Method::GET, "/api/v1/me/data", None, &[]).await;
        assert_eq!(data.is(200).json()["person"][0]["name"], "老会员乙");
        member.api(Method::PUT, "/api/v1/me/data", Some(json!({ "name": 7 })), &[]).await.is(422);
        let wish = json!({ "union": hall.unions.street, "words": "" });
        member.api(Method::POST, "/api/v1/me/transfer", Some(wish), &[]).await.is(200);
        member.api(Method::POST, "/api/v1/me/leave", None, &[]).await.is(200);
        member.api(Method::GET, "/api/v1/me/card", None, &[]).await.is(404);
        hall.browser().api(Method::GET, "/api/v1/me/data", None, &[]).await.is(401);
    }
}
