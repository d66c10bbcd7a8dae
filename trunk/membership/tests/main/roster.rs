use axum::http::Method;
use organisation::{NewPost, Office, appoint};
use serde_json::json;
use store::Actor;
use testkit::on_both_engines;

use super::hall::{CHAIR_OF_LOCAL, CHAIR_OF_STREET, Hall, MEMBER, MIGRATIONS, OFFICER_OF_COUNTY, TODAY};

fn form<'a>(name: &'a str, phone: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut form = vec![("name", name), ("phone", phone), ("consent", "1")];
    form.extend_from_slice(more);
    form
}

on_both_engines! { MIGRATIONS;
    async fn the_roster_is_searched_by_name_initials_and_number(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.signed_in(CHAIR_OF_LOCAL).await;
        for (name, phone, team) in [("王小丫", "13600000001", "一车间"), ("王铁牛", "13600000002", "二车间"), ("欧阳娜", "13600000003", "二车间")] {
            chair.submit("/members/enrol", &form(name, phone, &[("team", team)])).await.is(200).shows(name);
        }
        chair.get("/members").await.is(200).shows("共4人").shows("麓山精密工会").shows("王小丫").shows("老会员").hides("13600000001");
        chair.get("/members?q=%E7%8E%8B").await.is(200).shows("共2人").shows("王铁牛").hides("欧阳娜");
        chair.get("/members?q=%E5%B0%8F").await.is(200).shows("共1人");
        chair.get("/members?q=wx").await.is(200).shows("王小丫").hides("王铁牛");
        chair.get("/members?q=13600000003").await.is(200).shows("欧阳娜").shows("共1人");
        chair.get("/members?q=13699999999").await.is(200).shows("没有符合条件的会员");
        chair.get("/members?team=%E4%BA%8C%E8%BD%A6%E9%97%B4&sort=name&desc=1").await.is(200).shows("共2人");
        chair.get("/members?standing=retained").await.is(200).shows("没有符合条件的会员");
        chair.get("/members?q=%25%27%22_&page=99999999999999999999&sort=%27&team=%00").await.is(200);
        let file = chair.get("/members/export.xlsx").await;
        file.is(200);
        assert!(file.bytes.starts_with(b"PK"));
        assert_eq!(hall.count("SELECT COUNT(*) FROM audit WHERE verb = 'membership.export'").await, 1);
        chair.clone().in_english().get("/members").await.is(200).shows("4 in all");
    }

    async fn nobody_sees_members_of_another_union(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let member = hall.person(MEMBER).await.unwrap();
        let stranger = hall.person(CHAIR_OF_STREET).await.unwrap();
        let nobody = uuid::Uuid::now_v7();
        let mut answers = Vec::new();
        // A chair above with everything below, a chair of another union, and one who holds no post.
        for phone in [OFFICER_OF_COUNTY, CHAIR_OF_STREET] {
            let mut officer = hall.signed_in(phone).await;
            officer.get(&format!("/members?union={}", hall.unions.local)).await.is(404);
            for person in [member, stranger, nobody] {
                for path in [format!("/members/{person}"), format!("/members/{person}/edit")] {
                    let page = officer.get(&path).await;
                    page.is(404).hides("老会员");
                    // The same words but for the request's own id.
                    answers.push(page.text.len());
                }
                officer.post(&format!("/members/{person}/open"), &[("field", "phone")]).await.is(404);
                officer.post(&format!("/members/{person}"), &[("act", "retain"), ("reason", "retired")]).await.is(404);
                officer.api(Method::GET, &format!("/api/v1/members/{person}"), None, &[]).await.is(404);
            }
        }
        let mut plain = hall.signed_in(MEMBER).await;
        plain.get("/members").await.is(403);
        plain.get(&format!("/members/{member}")).await.is(403);
        assert_eq!(hall.count("SELECT COUNT(*) FROM audit WHERE verb = 'membership.open_sealed'").await, 0);
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_spell WHERE standing = 'retained'").await, 0);
        hall.browser().get("/members").await.is(401);
    }

    async fn a_member_is_shown_and_sealed_fields_are_opened_on_the_record(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let member = hall.person(MEMBER).await.unwrap();
        let path = format!("/members/{member}");
        let mut chair = hall.signed_in(CHAIR_OF_LOCAL).await;
        chair.get(&path).await.is(200).shows("老会员").shows("已加密保存").hides(MEMBER);
        chair.post(&format!("{path}/open"), &[("field", "phone")]).await.is(200).shows(MEMBER);
        chair.post(&format!("{path}/open"), &[("field", "password")]).await.is(404);
        assert_eq!(hall.count("SELECT COUNT(*) FROM audit WHERE verb = 'membership.open_sealed'").await, 1);
        // Somebody who signs in with a number changes it himself; everything else is put right here.
        chair.post(&format!("{path}/edit"), &[("name", "老会员"), ("phone", "13600000009")]).await.is(422).shows("本人已用这个手机号登录");
        chair.post(&format!("{path}/edit"), &[("name", "=1+1")]).await.is(422).shows("不该有的符号");
        let edit = [("name", "老会 员"), ("team", "质检组"), ("id_number", "11010519491231002x"), ("sex", "f")];
        chair.submit(&format!("{path}/edit"), &edit).await.is(200).shows("质检组").shows("核实身份");
        chair.submit(&path, &[("act", "verify")]).await.is(200).shows("身份已核实");
        chair.post(&path, &[("act", "verify")]).await.is(409).shows("已经核实过");
        chair.post(&format!("{path}/edit"), &[("name", "老会员"), ("id_number", "110105194912310038")]).await.is(422);
        chair.post(&path, &[("act", "nonsense")]).await.is(422);
        chair.get("/members?q=%E8%80%81").await.is(200).shows("老会员");
    }

    async fn entered_for_somebody_else(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.signed_in(CHAIR_OF_LOCAL).await;
        chair.get("/members/enrol").await.is(200).shows("麓山精密工会");
        chair.post("/members/enrol", &[("name", "王小丫")]).await.is(422).shows("纸质申请书").hides("已登记入会");
        chair.post("/members/enrol", &form("王小丫", "", &[])).await.is(422).shows("请填出生年份");
        chair.submit("/members/enrol", &form("王小丫", "", &[("birth_year", "1987")])).await.is(200).shows("已登记入会").shows("没有保存");
        // Sent twice: the second is a namesake until somebody says otherwise.
        chair.post("/members/enrol", &form("王小丫", "", &[("birth_year", "1987")])).await.is(422).shows("同名");
        chair.submit("/members/enrol", &form("王小丫", "", &[("birth_year", "1987"), ("is_another", "1")])).await.is(200);
        chair.post("/members/enrol", &form("李四", MEMBER, &[])).await.is(422).shows("已经是本会会员");
        // A number of somebody who is no member here, whoever that is, gets one and the same sentence.
        chair.post("/members/enrol", &form("李四", CHAIR_OF_STREET, &[])).await.is(422).shows("这个号码已经登记过");
        let wrong = [("birth_year", "3000"), ("id_number", "110105194912310021"), ("from", "2099-01-01"), ("sex", "x"), ("team", "=cmd|' /C calc'!A0")];
        let page = chair.post("/members/enrol", &form("", "123", &wrong)).await;
        page.is(422).shows("没有姓名").shows("手机号不对").shows("校验位").shows("日期在今天以后").shows("不能以");
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_person WHERE name = '王小丫'").await, 2);
        let paper = "SELECT COUNT(*) FROM member_application WHERE state = 'approved' AND entered_by IS NOT NULL AND decided_by = entered_by";
        assert_eq!(hall.count(paper).await, 2);
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_consent WHERE what = 'membership'").await, 2);
        // The street keeps the books of a union without a computer, and says so in the trail.
        let mut street = hall.signed_in(CHAIR_OF_STREET).await;
        let at_kept = format!("/members/enrol?union={}", hall.unions.kept);
        street.submit(&at_kept, &form("赵六", "13600000006", &[])).await.is(200).shows("麓山光电工会");
        assert_eq!(hall.count("SELECT COUNT(*) FROM audit WHERE verb = 'membership.enrol' AND on_behalf IS NOT NULL").await, 1);
        street.post(&format!("/members/enrol?union={}", hall.unions.local), &form("赵七", "13600000007", &[])).await.is(404);
        let mut county = hall.signed_in(OFFICER_OF_COUNTY).await;
        county.post("/members/enrol", &form("赵七", "13600000007", &[])).await.is(409).shows("不直接吸收会员");
    }

    async fn rooms_ask_for_the_roster(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.signed_in(CHAIR_OF_LOCAL).await;
        for (name, phone, team) in [("王小丫", "13600000001", "一车间"), ("王铁牛", "13600000002", "二车间")] {
            chair.submit("/members/enrol", &form(name, phone, &[("team", team)])).await.is(200);
        }
        let (store, local) = (hall.store(), hall.unions.local);
        let scope = |phone: &'static str| {
            let hall = &hall;
            async move {
                let person = hall.person(phone).await.unwrap();
                let who = web::SignedIn { person, session: person, token_powers: None };
                hall.m.organisation.scope(&who).await.unwrap()
            }
        };
        assert_eq!(membership::roster(store, &scope(CHAIR_OF_LOCAL).await, local).await.unwrap().len(), 3);
        for outside in [CHAIR_OF_STREET, OFFICER_OF_COUNTY, MEMBER] {
            assert!(membership::roster(store, &scope(outside).await, local).await.is_err(), "{outside}");
        }
        // A team leader sees the team.
        let leader = hall.person("13600000001").await.unwrap();
        let post = &NewPost {
            union: local,
            person: leader,
            office: Office::TeamLeader,
            title: "一车间班长".into(),
            subtree: false,
            from: TODAY,
            until: codes::Day::OPEN,
            deputy_for: None,
        };
        store
            .write("test.appoint", &Actor::house(), |tx| async move {
                tx.record("union", local, json!({}));
                appoint(&tx, post).await
            })
            .await
            .unwrap();
        let team = membership::roster(store, &scope("13600000001").await, local).await.unwrap();
        assert_eq!(team.iter().map(|e| e.name.as_str()).collect::<Vec<_>>(), ["王小丫"]);
        let homes = membership::home_on(store.read(), &[leader, uuid::Uuid::nil()], TODAY).await.unwrap();
        assert_eq!((homes.len(), homes[&leader].union), (1, Some(local)));
        assert_eq!(membership::home_on(store.read(), &[leader], TODAY + -1).await.unwrap()[&leader].union, None);
        let named = membership::people_by_ordinal(store.read(), &[homes[&leader].ordinal, 999_999]).await.unwrap();
        assert_eq!(named.into_values().map(|e| e.name).collect::<Vec<_>>(), ["王小丫"]);
    }

    async fn the_same_as_json(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.signed_in(CHAIR_OF_LOCAL).await;
        let body = json!({ "name": "王小丫", "phone": "13600000001", "consent": "1", "team": "一车间" });
        let made = chair.api(Method::POST, "/api/v1/members", Some(body.clone()), &[]).await;
        let person = made.is(200).json()["person"].as_str().unwrap().to_owned();
        chair.api(Method::POST, "/api/v1/members", Some(body), &[]).await.is(422).shows("membership-row-member-here");
        let list = chair.api(Method::GET, "/api/v1/members?q=wang", None, &[]).await;
        assert_eq!(list.is(200).json()["total"], 0, "initials, not pinyin");
        let one = chair.api(Method::GET, &format!("/api/v1/members/{person}"), None, &[]).await;
        assert_eq!(one.is(200).json()["team"], "一车间");
        chair.api(Method::PUT, &format!("/api/v1/members/{person}"), Some(json!({ "name": "王小雅" })), &[]).await.is(200);
        let act = json!({ "act": "retain", "reason": "retired" });
        chair.api(Method::POST, &format!("/api/v1/members/{person}/acts"), Some(act.clone()), &[]).await.is(200);
        let opened = chair.api(Method::POST, &format!("/api/v1/members/{person}/open"), Some(json!({ "field": "phone" })), &[]).await;
        assert_eq!(opened.is(200).json()["value"], "13600000001");
        let heads = chair.api(Method::GET, "/api/v1/head-counts", None, &[]).await;
        assert_eq!(heads.is(200).json()["all"]["on_books"], 2);
        chair.api(Method::GET, "/api/v1/head-counts?day=yesterday", None, &[]).await.is(422);
        chair.api(Method::GET, &format!("/api/v1/head-counts?union={}", hall.unions.city), None, &[]).await.is(404);
        assert!(membership::openapi().paths.paths.contains_key("/api/v1/imports/{import}/go"));
    }
}
