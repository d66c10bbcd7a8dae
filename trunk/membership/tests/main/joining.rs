use testkit::on_both_engines;
use uuid::Uuid;

use super::hall::{DAY, HOUR, Hall, MEMBER, MIGRATIONS, MINUTE};

const COURIER: &str = "13700000001";
const FORM: [(&str, &str); 4] = [("name", "赵师傅"), ("phone", COURIER), ("work", "takeaway"), ("work", "parcel")];

fn with<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    FORM.iter().copied().chain(more.iter().copied()).collect()
}

async fn code(hall: &Hall) -> String {
    hall.clock.advance(2 * MINUTE);
    hall.browser().post("/join", &[("phone", COURIER), ("act", "code")]).await.is(200);
    hall.pigeon.code_to(COURIER)
}

async fn decides(hall: &Hall) -> Uuid {
    let sql = "SELECT union_id FROM member_application WHERE state = 'asked'";
    store::scalar(hall.store().read(), sql, []).await.unwrap().unwrap()
}

on_both_engines! { MIGRATIONS;
    async fn a_courier_without_an_employer(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut phone = hall.browser();
        phone.get("/join").await.is(200).shows("加入工会").shows("没有固定单位");
        let code = code(&hall).await;
        // What was typed stays when a code is asked for.
        hall.clock.advance(2 * MINUTE);
        phone.post("/join", &with(&[("via", "place"), ("place", "麓谷街道"), ("act", "code")])).await.is(200).shows("赵师傅").shows("麓谷街道");
        assert_ne!(code, hall.pigeon.code_to(COURIER));
        let code = hall.pigeon.code_to(COURIER);
        // Too large a place is told with an example; nothing is written, and the code is still good.
        phone.post("/join", &with(&[("place", "长沙市"), ("code", &code)])).await.is(422).shows("“长沙市”太大");
        phone.post("/join", &with(&[("place", "天上人间"), ("code", &code)])).await.is(422).shows("没找到这个地方");
        phone.post("/join", &with(&[("place", "麓谷"), ("code", &code)])).await.is(422).shows("麓谷街道总工会").shows("麓谷新区街道总工会");
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_application").await, 0);
        let street = hall.unions.street.to_string();
        let done = phone.submit("/join", &with(&[("place", "麓谷"), ("place_is", &street), ("code", &code)])).await;
        // Signed in at once, and the clock is there before anybody has decided: 15 working days from 18 November.
        done.is(200).shows("麓谷街道总工会").shows("12月9日 周三").shows("不会收到通知").shows("岳麓区总工会");
        assert_eq!(decides(&hall).await, hall.unions.street);
        assert!(phone.cookie("hall").is_some());
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_spell s JOIN member_phone p ON p.person = s.person").await, 1, "a member before approval");
        assert_eq!(hall.count("SELECT COUNT(*) FROM outbox").await, 1);
        // Asking again leads to what is there.
        phone.get("/join").await.is(303);
        phone.submit("/join", &with(&[("place", "岳麓区")])).await.is(200).shows("已经有一份申请");
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_application").await, 1);
    }

    async fn by_the_employer_s_name(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut phone = hall.browser();
        let code = code(&hall).await;
        phone.post("/join", &with(&[("via", "employer"), ("employer", "没有这家"), ("code", &code)])).await.is(422).shows("没找到这家单位的工会");
        let page = phone.post("/join", &with(&[("via", "employer"), ("employer", "麓山"), ("code", &code)])).await;
        page.is(422).shows("麓山精密机械有限公司").shows("麓山光电有限公司");
        let chosen = page.text.split("value=\"").map(|p| p.split('"').next().unwrap()).find(|v| v.ends_with(&format!("/{}", hall.unions.local))).unwrap().to_owned();
        let done = phone.submit("/join", &with(&[("via", "employer"), ("employer", "麓山"), ("employer_is", &chosen), ("code", &code)])).await;
        done.is(200).shows("麓山精密工会").shows("单位不会收到通知");
        assert_eq!(decides(&hall).await, hall.unions.local);
        // The ordinal is of the addressed union's block.
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_block").await, 1);
    }

    async fn county_when_there_is_no_street(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let code = code(&hall).await;
        hall.browser().post("/join", &with(&[("place", "岳麓区"), ("code", &code)])).await.is(303);
        assert_eq!(decides(&hall).await, hall.unions.county);
    }

    async fn by_a_poster_of_the_union(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut phone = hall.browser();
        let union = hall.unions.kept.to_string();
        phone.get(&format!("/join?union={union}")).await.is(200).shows("申请加入麓山光电工会").hides("没有固定单位");
        // A poster of a union that takes no members, or of none, asks as if there were no poster.
        for bad in [hall.unions.city.to_string(), Uuid::nil().to_string(), "x".into()] {
            phone.get(&format!("/join?union={bad}")).await.is(200);
            phone.post("/join", &with(&[("union", &bad), ("code", "1")])).await.is(422).shows("没有固定单位");
        }
        let code = code(&hall).await;
        phone.post("/join", &with(&[("union", &union), ("code", &code)])).await.is(303);
        assert_eq!(decides(&hall).await, hall.unions.kept);
    }

    async fn a_member_is_told_kindly_and_only_himself(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut stranger = hall.browser();
        let form = [("name", "某人"), ("phone", MEMBER), ("work", "other"), ("place", "岳麓区"), ("code", "123456")];
        stranger.post("/join", &form).await.is(422).hides("会员了");
        stranger.post("/join", &[("phone", MEMBER), ("act", "code")]).await.is(200).hides("会员了");
        let code = hall.pigeon.code_to(MEMBER);
        let form = [("name", "某人"), ("phone", MEMBER), ("work", "other"), ("place", "岳麓区"), ("code", &code)];
        stranger.submit("/join", &form).await.is(200).shows("已经是会员").shows("麓山精密工会").shows("老会员");
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_application").await, 0);
    }

    async fn the_id_number_needs_its_own_consent(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let code = code(&hall).await;
        let mut phone = hall.browser();
        let number = [("place", "岳麓区"), ("id_number", "11010519491231002X"), ("code", &code)];
        phone.post("/join", &with(&number)).await.is(422).shows("单独勾选");
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_consent").await, 0);
        let mut agreed = with(&number);
        agreed.push(("id_consent", "1"));
        phone.submit("/join", &agreed).await.is(200).shows("110***********002X").hides("11010519491231002X");
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_consent WHERE withdrawn_at IS NULL").await, 1);
    }

    async fn withdrawn_and_asked_again(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut phone = hall.browser();
        let code = code(&hall).await;
        let page = phone.submit("/join", &with(&[("place", "岳麓区"), ("code", &code)])).await;
        let withdraw = page.text.split("action=\"").find_map(|p| p.split('"').next().filter(|a| a.ends_with("/withdraw"))).unwrap().to_owned();
        phone.submit(&withdraw, &[]).await.is(200).shows("申请已撤回");
        phone.submit(&withdraw, &[]).await.is(200).shows("已经有人办了");
        // Another person cannot withdraw it, nor learn that it is there.
        hall.signed_in(MEMBER).await.post(&withdraw, &[]).await.is(404);
        phone.post("/join", &[("name", "赵师傅"), ("work", "driver"), ("place", "岳麓区")]).await.is(303);
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_application").await, 2);
    }

    async fn two_forms_at_once_make_one_application(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let phone = hall.signed_in(COURIER).await;
        let both = (0..5).map(|_| {
            let mut phone = phone.clone();
            tokio::spawn(async move { phone.post("/join", &[("name", "赵师傅"), ("work", "driver"), ("place", "岳麓区")]).await.status.as_u16() })
        });
        for one in both.collect::<Vec<_>>() {
            assert_eq!(one.await.unwrap(), 303);
        }
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_application").await, 1);
    }

    async fn what_nobody_answered_goes_up_without_a_name(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut phone = hall.browser();
        let code = code(&hall).await;
        phone.post("/join", &with(&[("place", "麓谷街道"), ("code", &code)])).await.is(303);
        let worker = membership::work(&hall.m, jobs::Worker::new(hall.store().clone()));
        worker.tick().await.unwrap();
        // The last day is 9 December; on the 10th it is late, and the morning's round tells the county, once.
        let told = "SELECT COUNT(*) FROM audit WHERE verb = 'membership.escalate'";
        for (days, expected) in [(21, 0), (1, 1), (1, 1)] {
            hall.clock.advance(days * DAY);
            worker.tick().await.unwrap();
            assert_eq!(hall.count(told).await, expected);
        }
        hall.clock.advance(-DAY);
        phone.get("/me/application").await.is(200).shows("已过期1个工作日");
        let mut county = hall.signed_in(crate::main::hall::OFFICER_OF_COUNTY).await;
        county.get("/members/overdue").await.is(200).shows("麓谷街道总工会").shows("12月9日").hides("赵师傅");
        hall.clock.advance(HOUR);
        let mut street = hall.signed_in(crate::main::hall::CHAIR_OF_STREET).await;
        street.get("/members/applications").await.is(200).shows("赵师傅").shows("过期1个工作日");
        street.get("/members/overdue").await.is(200).hides("12月9日");
    }
}
