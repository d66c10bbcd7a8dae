use testkit::{Browser, on_both_engines};

use super::hall::{CHAIR_OF_LOCAL, CHAIR_OF_STREET, DAY, DEPUTY_OF_STREET, Hall, MIGRATIONS, MINUTE, OFFICER_OF_COUNTY};

/// Somebody asks the street union; gives the browser and the path of the application at the desk.
async fn asks(hall: &Hall, phone: &str, name: &str) -> (Browser, String) {
    asks_at(hall, phone, name, "麓谷街道").await
}

async fn asks_at(hall: &Hall, phone: &str, name: &str, place: &str) -> (Browser, String) {
    let mut browser = hall.signed_in(phone).await;
    browser.post("/join", &[("name", name), ("work", "takeaway"), ("place", place)]).await.is(303);
    let person = hall.person(phone).await.unwrap();
    let sql = "SELECT id FROM member_application WHERE person = $1 ORDER BY id DESC";
    let id: uuid::Uuid = store::scalar(hall.store().read(), sql, store::binds![person]).await.unwrap().unwrap();
    (browser, format!("/members/applications/{person}/{id}"))
}

fn act<'a>(act: &'a str, words: &'a str, seen: &'a str) -> [(&'a str, &'a str); 3] {
    [("act", act), ("words", words), ("seen", seen)]
}

on_both_engines! { MIGRATIONS;
    async fn asked_back_answered_and_approved(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (mut phone, path) = asks(&hall, "13700000001", "赵师傅").await;
        let mut chair = hall.signed_in(CHAIR_OF_STREET).await;
        chair.get("/members/applications").await.is(200).shows("赵师傅").shows("12月9日").hides("13700000001");
        chair.get(&path).await.is(200).shows("赵师傅").shows("送外卖").hides("137 0000 0001");
        chair.post(&path, &act("return", "", "asked")).await.is(422).shows("请写要申请人补充什么");
        chair.submit(&path, &act("return", "主要接哪个平台的单？", "asked")).await.is(200).shows("已请申请人补充");
        let page = phone.get("/me/application").await;
        page.is(200).shows("主要接哪个平台的单？").shows("12月9日");
        let answer = page.text.split("action=\"").find_map(|p| p.split('"').next().filter(|a| a.ends_with("/answer"))).unwrap().to_owned();
        phone.post(&answer, &[("answer", " ")]).await.is(422).shows("请写几个字");
        phone.submit(&answer, &[("answer", "两个平台都接")]).await.is(200).shows("已补交").shows("两个平台都接");
        phone.submit(&answer, &[("answer", "再说一次")]).await.is(200).shows("不需要补充");
        // Whoever still has the page from before the answer is told to look again.
        chair.submit(&path, &act("refuse", "资料不全", "returned")).await.is(200).shows("申请人刚才改动了");
        chair.get(&path).await.is(200).shows("两个平台都接");
        chair.submit(&path, &act("approve", "", "asked")).await.is(200).shows("已批准");
        phone.get("/me").await.is(200).shows("麓谷街道总工会").shows("2026年11月18日");
        phone.get("/me/application").await.is(200).shows("您已入会");
        let events = "SELECT COUNT(*) FROM outbox WHERE kind IN ('membership.asked', 'membership.returned', 'membership.answered', 'membership.approved')";
        assert_eq!(hall.count(events).await, 4);
        assert_eq!(hall.count("SELECT COUNT(*) FROM audit WHERE verb = 'membership.approve' AND actor IS NOT NULL").await, 1);
    }

    async fn refused_with_a_reason(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (mut phone, path) = asks(&hall, "13700000001", "赵师傅").await;
        let mut chair = hall.signed_in(CHAIR_OF_STREET).await;
        chair.post(&path, &act("refuse", "", "asked")).await.is(422).shows("请写不批准的理由");
        chair.submit(&path, &act("refuse", "不在本街道", "asked")).await.is(200).shows("告知理由");
        phone.get("/me/application").await.is(200).shows("不在本街道").shows("重新申请");
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_spell").await, 1);
        phone.get("/join").await.is(200);
    }

    async fn of_two_officers_at_once_one_decides(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (_, path) = asks(&hall, "13700000001", "赵师傅").await;
        let chair = hall.signed_in(CHAIR_OF_STREET).await;
        let deputy = hall.signed_in(DEPUTY_OF_STREET).await;
        let mut both = Vec::new();
        for (mut officer, form) in [(chair.clone(), act("approve", "", "asked")), (deputy, act("refuse", "不在本街道", "asked"))] {
            let path = path.clone();
            both.push(tokio::spawn(async move { officer.submit(&path, &form).await }));
        }
        let mut pages = Vec::new();
        for one in both {
            pages.push(one.await.unwrap().is(200).text.clone());
        }
        let told = pages.iter().filter(|p| p.contains("刚才已经有人办了")).count();
        assert_eq!(told, 1, "{pages:?}");
        let decided = hall.count("SELECT COUNT(*) FROM member_application WHERE state IN ('approved', 'refused')").await;
        let spells = hall.count("SELECT COUNT(*) FROM member_spell").await - 1;
        let approved = hall.count("SELECT COUNT(*) FROM member_application WHERE state = 'approved'").await;
        assert_eq!((decided, spells), (1, approved));
    }

    async fn many_at_once(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut paths = Vec::new();
        for n in 1..=3 {
            paths.push(asks(&hall, &format!("1370000000{n}"), &format!("师傅{n}")).await.1);
        }
        let values: Vec<String> = paths.iter().map(|p| p.trim_start_matches("/members/applications/").to_owned()).collect();
        let mut chair = hall.signed_in(CHAIR_OF_STREET).await;
        chair.submit("/members/applications/approve", &[]).await.is(200).shows("一件也没有勾选");
        let mut deputy = hall.signed_in(DEPUTY_OF_STREET).await;
        deputy.submit(&paths[0], &act("approve", "", "asked")).await.is(200);
        let ticked: Vec<(&str, &str)> = values.iter().map(|v| ("one", v.as_str())).collect();
        chair.submit("/members/applications/approve", &ticked).await.is(200).shows("有的刚才已由别人办了");
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_spell").await, 4);
        chair.submit("/members/applications/approve", &ticked).await.is(200).shows("都已由别人办了");
        chair.get("/members/applications?show=decided").await.is(200).shows("师傅2").shows("已批准");
        let (_, path) = asks(&hall, "13700000009", "师傅9").await;
        let value = path.trim_start_matches("/members/applications/");
        chair.submit("/members/applications/approve", &[("one", value), ("one", "x/y"), ("one", "")]).await.is(200).shows("已批准1件");
    }

    async fn nobody_outside_sees_or_decides(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (mut phone, path) = asks(&hall, "13700000001", "赵师傅").await;
        // Neither a local beside it nor the county above, which holds everything below, opens an application.
        for outsider in [CHAIR_OF_LOCAL, OFFICER_OF_COUNTY] {
            let mut other = hall.signed_in(outsider).await;
            other.get("/members/applications").await.is(200).hides("赵师傅");
            other.get(&path).await.is(404).hides("赵师傅");
            other.post(&path, &act("approve", "", "asked")).await.is(404);
            other.post(&path, &act("nonsense", "", "asked")).await.is(404);
            other.post(&format!("{path}/phone"), &[]).await.is(404);
            let value = path.trim_start_matches("/members/applications/");
            other.submit("/members/applications/approve", &[("one", value)]).await.is(200).hides("赵师傅");
        }
        phone.get(&path).await.is(403);
        phone.get("/members/applications").await.is(403);
        hall.browser().get(&path).await.is(401);
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_application WHERE state = 'asked'").await, 1);
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_spell").await, 1);
    }

    async fn looking_at_the_number_is_recorded(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (_, path) = asks(&hall, "13700000001", "赵师傅").await;
        let mut chair = hall.signed_in(CHAIR_OF_STREET).await;
        chair.post(&format!("{path}/phone"), &[]).await.is(200).shows("137 0000 0001");
        assert_eq!(hall.count("SELECT COUNT(*) FROM audit WHERE verb = 'membership.look_at_phone'").await, 1);
        chair.post(&path, &act("approve", "", "asked")).await.is(303);
        chair.post(&format!("{path}/phone"), &[]).await.is(404);
    }

    async fn books_are_kept_for_a_union_without_a_computer(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut phone = hall.signed_in("13700000001").await;
        let union = hall.unions.kept.to_string();
        phone.post("/join", &[("name", "赵师傅"), ("work", "factory"), ("union", &union)]).await.is(303);
        let mut chair = hall.signed_in(CHAIR_OF_STREET).await;
        let page = chair.get("/members/applications").await;
        page.is(200).shows("麓山光电工会");
        let path = page.text.split("href=\"").map(|p| p.split('"').next().unwrap()).find(|h| h.matches('/').count() == 4 && h.starts_with("/members/applications/")).unwrap().to_owned();
        chair.get(&path).await.is(200).shows("您在代麓山光电工会办理");
        chair.submit(&path, &act("approve", "", "asked")).await.is(200).shows("已批准");
        assert_eq!(hall.count("SELECT COUNT(*) FROM audit WHERE verb = 'membership.approve' AND on_behalf IS NOT NULL").await, 1);
    }

    async fn an_id_number_of_somebody_else_is_not_kept(bed: Bed) {
        let hall = Hall::open(&bed).await;
        for (n, phone) in ["13700000001", "13700000002"].into_iter().enumerate() {
            let mut browser = hall.signed_in(phone).await;
            let form = [("name", "赵师傅"), ("work", "other"), ("place", "麓谷街道"), ("id_number", "11010519491231002X"), ("id_consent", "1")];
            browser.post("/join", &form).await.is(303);
            hall.clock.advance(2 * MINUTE);
            let mut chair = hall.signed_in(CHAIR_OF_STREET).await;
            let person = hall.person(phone).await.unwrap();
            let sql = "SELECT id FROM member_application WHERE person = $1";
            let id: uuid::Uuid = store::scalar(hall.store().read(), sql, store::binds![person]).await.unwrap().unwrap();
            // The second is approved as well: nobody learns from it that the number is known.
            chair.submit(&format!("/members/applications/{person}/{id}"), &act("approve", "", "asked")).await.is(200).shows("已批准");
            assert_eq!(hall.count("SELECT COUNT(*) FROM member_id_number").await, 1);
            assert_eq!(hall.count("SELECT COUNT(*) FROM member_spell").await, 2 + i64::try_from(n).unwrap());
        }
    }

    async fn nobody_admits_himself(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (mut chair, path) = asks(&hall, CHAIR_OF_STREET, "许主席").await;
        chair.submit(&path, &act("approve", "", "asked")).await.is(200).shows("请别的同志办");
        hall.clock.advance(DAY);
        let mut deputy = hall.signed_in(DEPUTY_OF_STREET).await;
        deputy.submit(&path, &act("approve", "", "asked")).await.is(200).shows("已批准");
    }
}
