use codes::Day;
use membership::{HeadCount, count_heads, count_heads_by_child};
use testkit::on_both_engines;

use super::hall::{CHAIR_OF_LOCAL, DAY, Hall, MEMBER, MIGRATIONS, MINUTE, TODAY};

fn heads(on_books: i64, registered: i64, verified: i64, retained: i64) -> HeadCount {
    HeadCount { on_books, registered, verified, retained }
}

on_both_engines! { MIGRATIONS;
    async fn heads_of_any_union_on_any_day(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.signed_in(CHAIR_OF_LOCAL).await;
        chair.submit("/members/enrol", &[("name", "王小丫"), ("phone", "13600000001"), ("consent", "1"), ("from", "2026-11-10"), ("standing", "retained")]).await.is(200);
        let u = hall.unions;
        for union in [u.province, u.city, u.county, u.street, u.local] {
            assert_eq!(count_heads(hall.store(), union, TODAY).await.unwrap(), heads(2, 1, 0, 1));
        }
        assert_eq!(count_heads(hall.store(), u.kept, TODAY).await.unwrap(), heads(0, 0, 0, 0));
        assert_eq!(count_heads(hall.store(), u.province, Day(TODAY.0 - 8)).await.unwrap(), heads(2, 0, 0, 1));
        assert_eq!(count_heads(hall.store(), u.province, Day(TODAY.0 - 9)).await.unwrap(), heads(1, 0, 0, 0));
        assert_eq!(count_heads(hall.store(), u.province, Day(10_000)).await.unwrap(), heads(0, 0, 0, 0));
        let children = count_heads_by_child(hall.store(), u.street, TODAY).await.unwrap();
        assert_eq!(children.iter().map(|c| (c.child_id, c.count())).collect::<Vec<_>>(), [(u.local, heads(2, 1, 0, 1))]);
    }

    async fn a_deleted_person_leaves_the_figures_as_they_were(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let person = hall.person(MEMBER).await.unwrap();
        let mut chair = hall.signed_in(CHAIR_OF_LOCAL).await;
        let path = format!("/members/{person}");
        chair.submit(&format!("{path}/edit"), &[("name", "老会员"), ("id_number", "11010519491231002X")]).await.is(200);
        chair.submit(&path, &[("act", "verify")]).await.is(200);
        chair.submit(&path, &[("act", "retain"), ("reason", "retired")]).await.is(200);
        bed.clock.advance(3 * DAY);
        let mut member = hall.signed_in(MEMBER).await;
        let days: Vec<Day> = (0..4).map(|n| Day(TODAY.0 - 1 + n)).collect();
        let mut before = Vec::new();
        for day in &days {
            before.push(count_heads(hall.store(), hall.unions.province, *day).await.unwrap());
        }
        assert_eq!(before[1], heads(1, 1, 1, 1));
        let ordinal = membership::home_on(hall.store().read(), &[person], TODAY).await.unwrap()[&person].ordinal;
        member.get("/me/data/delete").await.is(200).shows("会留下的").shows("只留数字");
        member.post("/me/data/delete", &[("code", "123456")]).await.is(422);
        bed.clock.advance(2 * MINUTE);
        member.post("/me/data/delete", &[("act", "code")]).await.is(200);
        let code = hall.pigeon.code_to(MEMBER);
        let gone = member.post("/me/data/delete", &[("code", &code)]).await;
        gone.is(303);
        member.get("/me").await.is(401);
        for (day, before) in days.iter().zip(&before) {
            assert_eq!(count_heads(hall.store(), hall.unions.province, *day).await.unwrap(), *before, "{day}");
        }
        assert_eq!(count_heads(hall.store(), hall.unions.province, Day(TODAY.0 + 3)).await.unwrap(), heads(0, 0, 0, 0));
        // Nothing leads back: not the id, not the ordinal, not the number, not the name.
        for table in ["member_person", "member_spell", "member_application", "member_consent", "member_talk", "member_phone", "member_id_number", "web_session", "web_token"] {
            let sql = format!("SELECT COUNT(*) FROM {table} WHERE person = $1");
            let left: Option<i64> = store::scalar(hall.store().read(), &sql, store::binds![person]).await.unwrap();
            assert_eq!(left, Some(0), "{table}");
        }
        assert!(membership::people_by_ordinal(hall.store().read(), &[ordinal]).await.unwrap().is_empty());
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_person WHERE name = '老会员'").await, 0);
        assert_eq!(hall.person(MEMBER).await, None);
        hall.signed_in(CHAIR_OF_LOCAL).await.get("/members").await.is(200).shows("名册里还没有人");
        // The number is free again, and whoever has it now is somebody else.
        bed.clock.advance(2 * MINUTE);
        hall.signed_in(MEMBER).await.get("/me").await.is(200).hides("老会员");
    }

    async fn no_employer_is_spoken_for_by_the_deleted(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let person = hall.person(MEMBER).await.unwrap();
        let employer = "SELECT id FROM org_employer WHERE name = '麓山精密机械有限公司'";
        let employer: uuid::Uuid = store::scalar(hall.store().read(), employer, []).await.unwrap().unwrap();
        let page = format!("/employers/{employer}");
        let mut chair = hall.signed_in(CHAIR_OF_LOCAL).await;
        // Once before, and again today.
        chair.post(&format!("{page}/seats"), &[("phone", MEMBER)]).await.is(303);
        bed.clock.advance(DAY / 4);
        chair.get(&page).await.is(200).shows("老会员");
        bed.clock.advance(DAY);
        let mut chair = hall.signed_in(CHAIR_OF_LOCAL).await;
        chair.post(&format!("{page}/seats/{person}/end"), &[]).await.is(303);
        chair.post(&format!("{page}/seats"), &[("phone", MEMBER)]).await.is(303);
        assert_eq!(hall.count("SELECT COUNT(*) FROM org_seat").await, 2);
        let mut member = hall.signed_in(MEMBER).await;
        bed.clock.advance(2 * MINUTE);
        member.post("/me/data/delete", &[("act", "code")]).await.is(200);
        let code = hall.pigeon.code_to(MEMBER);
        member.post("/me/data/delete", &[("code", &code)]).await.is(303);
        assert_eq!(hall.count("SELECT COUNT(*) FROM org_seat").await, 0);
        chair.get(&page).await.is(200).hides("老会员").hides(&person.to_string());
        chair.post(&format!("{page}/seats"), &[("phone", MEMBER)]).await.is(422).shows("请他先登录一次");
    }

    async fn whoever_holds_a_post_hands_it_over_first(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.signed_in(CHAIR_OF_LOCAL).await;
        chair.get("/me/data/delete").await.is(200).shows("请先办理交接").shows("第四十七条");
        bed.clock.advance(2 * MINUTE);
        chair.post("/me/data/delete", &[("act", "code")]).await.is(200);
        let code = hall.pigeon.code_to(CHAIR_OF_LOCAL);
        chair.post("/me/data/delete", &[("code", &code)]).await.is(409).shows("请先办理交接");
        assert!(hall.person(CHAIR_OF_LOCAL).await.is_some());
    }
}

#[test]
fn every_text_is_read_alike_by_both_engines_and_every_table_has_its_place() {
    fn walk(folder: &std::path::Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            if entry.path().is_dir() {
                walk(&entry.path(), found);
            } else {
                let offences = store::portable::offences(&std::fs::read_to_string(entry.path()).unwrap());
                found.extend(offences.into_iter().map(|o| format!("{}: {o}", entry.path().display())));
            }
        }
    }
    let mut found = Vec::new();
    walk(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(store::schema::lint(membership::TABLES), Vec::<String>::new());
}
