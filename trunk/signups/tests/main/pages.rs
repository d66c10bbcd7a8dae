//! What people see of the desk, and what comes of their taps.

use signups::{Clause, NewAllotment, NewShare, Policy, Who};
use store::Actor;
use testkit::NOON;
use uuid::Uuid;

use super::hall::{HOUR, Hall, MIGRATIONS, hidden};

const NASTY: &[&str] = &[
    "",
    "\0",
    "'; DROP TABLE desk_entry; --",
    "<script>alert(1)</script>",
    "-1",
    "0",
    "2.5",
    "9999999999999999999999",
    "一",
    "𠀀",
    "{{7*7}}",
];

testkit::on_both_engines! { MIGRATIONS;
    async fn before_opening_there_is_a_clock_and_then_a_button(bed: Bed) {
        let hall = Hall::open(&bed, 2).await;
        let opens_at = NOON + 34 * HOUR + 18 * 60_000;
        let times = NewAllotment { opens_at, closes_at: NOON + 60 * HOUR, withdraw_until: NOON + 60 * HOUR, ..hall.plain(3) };
        let id = hall.allot(NewAllotment { price: 24_000, subsidy: 14_400, ..times }).await;
        let path = format!("/signups/{id}");
        let page = hall.visitor().get(&path).await;
        page.is(200).shows("手机摄影入门").shows("county主办").shows("data-until").shows("以服务器时间为准").shows("<time datetime=");
        page.shows("登录后才能报名").shows("/sign-in?next=%2Fsignups%2F").shows("自付96元（全价240元，工会承担144元）").hides("name=\"key\"");
        let mut one = hall.member(0).await;
        one.get(&path).await.is(200).shows("您可以报名").shows("role=\"timer\"").hides("name=\"key\"");
        one.post(&path, &[]).await.is(422).shows("未到报名时间");
        bed.clock.set(opens_at);
        let page = one.get(&path).await;
        page.is(200).shows("name=\"key\"").shows(">报名<").hides("role=\"timer\"");
        hall.visitor().get(&path).await.is(200).hides("name=\"key\"").shows("去登录");
        hall.visitor().post(&path, &[]).await.is(401);
        bed.clock.set(NOON + 60 * HOUR);
        one.get(&path).await.is(200).shows("报名已在").hides("name=\"key\"");
        one.post(&path, &[("key", &hidden(&page.text, "key"))]).await.is(422).shows("报名已在");
    }

    async fn two_taps_are_one_and_the_page_says_what_came_of_it(bed: Bed) {
        let hall = Hall::open(&bed, 3).await;
        let id = hall.allot(NewAllotment { price: 9_600, pay_minutes: 120, ..hall.plain(1) }).await;
        let path = format!("/signups/{id}");
        let (mut one, mut two) = (hall.member(0).await, hall.member(1).await);
        let key = hidden(&one.get(&path).await.text, "key");
        for _ in 0..2 {
            assert_eq!(one.post(&path, &[("key", &key)]).await.is(303).location(), path);
        }
        one.get(&path).await.shows("您有一个名额").shows("排队号第1号").shows("请到主办工会付款96元，最迟").shows("已报上，待付款").hides("name=\"key\"");
        two.get(&path).await.shows("名额已满，现在报名排候补").shows("报名（排候补）");
        // A lost key sends nobody away.
        two.submit(&path, &[]).await.is(200).shows("候补第").shows("候补中").shows("排队号第2号");
        two.get(&path).await.shows("11月18日 ").shows("最后一个名额给了第1号").shows("前面还有0位").shows(":00.000</strong>");
        two.get("/me/signups").await.is(200).shows("手机摄影入门").shows("候补中").shows("href=\"/activities\"").shows(&path);
        one.get("/me/signups").await.shows("第1号").hides("候补中");
        hall.member(2).await.get("/me/signups").await.is(200).shows("您还没有报过名");
        // Giving up asks first.
        one.get(&format!("{path}/leave")).await.is(200).shows("名额马上给候补的第一位").shows("先不退");
        one.submit(&format!("{path}/leave"), &[]).await.is(200).shows("已经退出").shows("您退出了这次报名").shows("name=\"key\"");
        one.post(&format!("{path}/leave"), &[]).await.is(303);
        one.get(&format!("{path}/leave")).await.is(404);
        two.get(&path).await.shows("您有一个名额").shows("候补第1位补上");
        hall.member(2).await.get(&format!("{path}/leave")).await.is(404);
        hall.member(2).await.post(&format!("{path}/leave"), &[]).await.is(404);
        hall.adds_up().await;
    }

    async fn an_offer_is_answered_on_the_page(bed: Bed) {
        let hall = Hall::open(&bed, 4).await;
        let id = hall.allot(NewAllotment { offer_minutes: 1440, ..hall.plain(1) }).await;
        let path = format!("/signups/{id}");
        for n in 0..3 {
            hall.enter(id, n, 1).await;
        }
        hall.leave(id, 0).await;
        let (mut one, mut two, mut three) = (hall.member(1).await, hall.member(2).await, hall.member(3).await);
        one.get(&path).await.shows("空出一个名额，等您确认").shows("接受名额").shows("放弃，让给下一位");
        let offer = format!("{path}/offer");
        one.submit(&offer, &[("takes", "perhaps")]).await.shows("请再选一次").shows("接受名额");
        one.submit(&offer, &[("takes", "0")]).await.shows("名额给了下一位").shows("已放弃");
        two.submit(&offer, &[("takes", "1")]).await.shows("名额是您的了").shows("您有一个名额").shows("您接受了名额");
        two.submit(&offer, &[("takes", "1")]).await.is(200).shows("您有一个名额");
        three.post(&offer, &[("takes", "1")]).await.is(404);
        three.post(&offer, &[("takes", "?")]).await.is(404);
        hall.enter(id, 3, 1).await;
        three.get(&path).await.shows("前面还有0位").shows("已有2个空出的名额给了候补的人");
        hall.leave(id, 3).await;
        hall.leave(id, 2).await;
        hall.enter(id, 3, 1).await;
        hall.adds_up().await;
    }

    async fn who_may_not_is_told_which_condition_fails(bed: Bed) {
        let hall = Hall::open(&bed, 2).await;
        let who = Who(vec![Clause::Member, Clause::Within { unions: vec![hall.union["west"]] }, Clause::Verified]);
        let id = hall.allot(NewAllotment { who, ..hall.plain(2) }).await;
        let path = format!("/signups/{id}");
        let mut east = hall.member(0).await;
        let page = east.get(&path).await;
        page.shows("您还不能报名").shows("west及所属工会的会员；已实名认证").hides("name=\"key\"");
        page.shows("在册会员；west及所属工会的会员；已实名认证");
        east.post(&path, &[]).await.is(422).shows("这项活动只面向：west").shows("这项活动只面向：已实名认证");
        hall.member(1).await.get(&path).await.shows("只面向：已实名认证");
    }

    async fn a_family_signs_up_together(bed: Bed) {
        let hall = Hall::open(&bed, 2).await;
        let id = hall.allot(NewAllotment { heads_most: 4, ..hall.plain(5) }).await;
        let path = format!("/signups/{id}");
        let mut one = hall.member(0).await;
        let key = hidden(&one.get(&path).await.text, "key");
        for wrong in ["5", "0", "-1", "两个", "99999999999"] {
            let answer = one.post(&path, &[("key", &key), ("heads", wrong)]).await;
            answer.is(422).shows("人数要在1到4人之间").shows("id=\"f-heads-e\"").shows(&key);
        }
        one.submit(&path, &[("key", &key), ("heads", "3")]).await.shows("您有3个名额");
        hall.adds_up().await;
    }

    async fn whoever_runs_it_sees_who_and_nobody_else(bed: Bed) {
        let hall = Hall::open(&bed, 30).await;
        let account = hall.fund(1_000_000).await;
        let paid = NewAllotment { price: 24_000, subsidy: 14_400, account: Some(account), ..hall.plain(4) };
        let id = hall.allot(NewAllotment { shares: vec![NewShare::Union { union: hall.union["west"], most: 1 }], ..paid }).await;
        let path = format!("/signups/{id}");
        for n in (0..28).step_by(2) {
            hall.enter(id, n, 1).await;
        }
        let mut chair = hall.officer("county").await;
        let page = chair.get(&format!("{path}/desk")).await;
        page.is(200).shows("会员0").shows("会员4").hides("会员6<").shows("east").shows("/ 4").shows("已报上，待付款");
        page.shows("建议增加名额").shows("候补已有11人").shows("1,584元，账户还剩9,568元").shows("名额加到15个").shows("west还剩1个");
        chair.get(&format!("{path}/desk?show=waiting")).await.shows("会员6").hides("会员0<");
        chair.get(&path).await.shows("报名管理").shows(&format!("{path}/desk"));
        hall.member(0).await.get(&path).await.hides("报名管理");
        for outside in [&mut hall.officer("east").await, &mut hall.member(0).await] {
            for page in ["desk", "list.csv"] {
                let status = outside.get(&format!("{path}/{page}")).await.status.as_u16();
                assert!([403, 404].contains(&status), "{page}: {status}");
            }
            for (form, fields) in [("places", [("places", "9")]), ("shares", [("x", "")]), ("draw", [("value", "1")])] {
                let status = outside.post(&format!("{path}/{form}"), &fields).await.status.as_u16();
                assert!([403, 404].contains(&status), "{form}: {status}");
            }
        }
        let list = chair.get(&format!("{path}/list.csv")).await;
        assert!(list.is(200).text.starts_with("\u{feff}排队号,姓名,工会"), "{}", list.text);
        list.shows("1,会员0,east,,1,").shows(",96.00,144.00,").shows("候补中").shows("\r\n");
        assert_eq!(list.text.lines().count(), 15);
        // Released, the west's place goes to the first in line.
        chair.submit(&format!("{path}/shares"), &[]).await.shows("留出的名额已放开");
        assert_eq!(hall.entry(id, 6).await.state, "placed");
        let page = chair.get(&format!("{path}/desk")).await;
        let revision = hidden(&page.text, "revision");
        for wrong in ["3", "0", "-1", "几个", ""] {
            let answer = chair.post(&format!("{path}/places"), &[("places", wrong), ("revision", &revision)]).await;
            answer.is(422).shows("id=\"f-places-e\"").shows("手机摄影入门");
        }
        chair.submit(&format!("{path}/places"), &[("places", "14"), ("revision", "77")]).await.shows("刚刚有人修改过");
        chair.submit(&format!("{path}/places"), &[("places", "14"), ("revision", &revision)]).await.shows("名额已改").hides("建议增加名额");
        assert_eq!(hall.entry(id, 26).await.state, "placed");
        hall.adds_up().await;
    }

    async fn called_off_is_said_in_words(bed: Bed) {
        let hall = Hall::open(&bed, 2).await;
        let id = hall.allot(hall.plain(1)).await;
        hall.enter(id, 0, 1).await;
        hall.store.write("test.cancel", &Actor::house(), |tx| async move { signups::cancel(&tx, id).await }).await.unwrap();
        let path = format!("/signups/{id}");
        hall.member(0).await.get(&path).await.is(200).shows("这项报名已经取消，您的名额").hides("name=\"key\"");
        let mut other = hall.member(1).await;
        other.get(&path).await.shows("这项活动已经取消");
        other.post(&path, &[]).await.is(422).shows("这项活动已经取消");
        hall.officer("county").await.get(&format!("{path}/desk?show=over")).await.shows("会员0").shows("已取消");
    }

    async fn no_input_is_a_defect(bed: Bed) {
        let hall = Hall::open(&bed, 2).await;
        let id = hall.allot(NewAllotment { heads_most: 2, policy: Policy::Draw, ..hall.plain(4) }).await;
        let (path, long) = (format!("/signups/{id}"), "长".repeat(20_000));
        for value in NASTY.iter().copied().chain([long.as_str()]) {
            let door = hall.afresh().await;
            let (mut one, mut chair) = (door.member(0).await, door.officer("county").await);
            for name in ["key", "heads", "takes", "places", "revision", "value", "x"] {
                for form in ["", "/leave", "/offer"] {
                    let answer = one.post(&format!("{path}{form}"), &[(name, value)]).await;
                    assert!([303, 404, 409, 422].contains(&answer.status.as_u16()), "{form} {name}={value:.40}: {}", answer.text);
                    answer.hides("<script>alert");
                }
                for form in ["/places", "/draw", "/shares"] {
                    let answer = chair.post(&format!("{path}{form}"), &[(name, value)]).await;
                    assert!([303, 409, 422].contains(&answer.status.as_u16()), "{form} {name}={value:.40}: {}", answer.text);
                    answer.hides("<script>alert");
                }
            }
            for (page, name) in [(format!("{path}/desk"), "show"), (format!("{path}/desk"), "page"), (format!("/draws/{id}"), "receipt")] {
                let href = ui::Href::new(page).with(name, value).to_string();
                if href.len() < 8_000 {
                    let answer = chair.get(&href).await;
                    assert!([200, 422].contains(&answer.status.as_u16()), "{href}: {}", answer.text);
                    answer.hides("<script>alert");
                }
            }
        }
        let (mut one, mut chair) = (hall.member(0).await, hall.officer("county").await);
        for path in ["/signups/x", "/draws/x", "/draws/x/record.json"].map(str::to_owned).into_iter().chain([format!("/signups/{}", Uuid::now_v7()),
            format!("/signups/{}/leave", Uuid::now_v7()), format!("/draws/{}", Uuid::now_v7()), format!("/draws/{}/list.json", Uuid::now_v7())]) {
            one.get(&path).await.is(404);
        }
        chair.get(&format!("/signups/{}/desk", Uuid::now_v7())).await.is(404);
        hall.adds_up().await;
    }

    async fn every_screen_speaks_english_too(bed: Bed) {
        let hall = Hall::open(&bed, 20).await;
        let shares = vec![NewShare::Missed { allotment: Uuid::now_v7(), most: 1 }];
        let priced = NewAllotment { price: 9_600, subsidy: 2_400, pay_minutes: 30, offer_minutes: 60, shares, ..hall.plain(2) };
        let first = hall.allot(NewAllotment { heads_most: 2, ..priced }).await;
        for n in 0..14 {
            hall.enter(first, n, 1).await;
        }
        let draw = hall.allot(NewAllotment { policy: Policy::Draw, ..hall.plain(2) }).await;
        hall.enter(draw, 0, 1).await;
        let mut chair = hall.officer("county").await.in_english();
        for who in [0, 1, 13, 15] {
            let mut one = hall.member(who).await.in_english();
            for path in [format!("/signups/{first}"), format!("/signups/{draw}"), "/me/signups".into(), format!("/draws/{draw}"), format!("/draws/{first}")] {
                one.get(&path).await.is(200).hides("signups-");
            }
            if who < 14 {
                one.get(&format!("/signups/{first}/leave")).await.is(200).hides("signups-");
            }
        }
        for path in [format!("/signups/{first}/desk"), format!("/signups/{draw}/desk"), format!("/signups/{first}/desk?show=waiting")] {
            chair.get(&path).await.is(200).hides("signups-");
        }
        chair.get(&format!("/signups/{first}/list.csv")).await.is(200).shows("Number,Name,Union").shows("On the waiting list");
        hall.visitor().in_english().get(&format!("/signups/{first}")).await.is(200).shows("Sign in to sign up").hides("signups-");
    }
}
