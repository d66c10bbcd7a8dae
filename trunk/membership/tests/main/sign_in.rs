use axum::http::Method;
use testkit::on_both_engines;

use super::hall::{CHAIR_OF_STREET, DAY, HOUR, Hall, MEMBER, MIGRATIONS, MINUTE};

const NOBODY: &str = "13700000009";

on_both_engines! { MIGRATIONS;
    async fn a_new_number_becomes_a_registered_person(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut phone = hall.browser();
        phone.get("/sign-in?next=/me/devices").await.is(200).shows("手机号");
        let page = phone.post("/sign-in", &[("phone", "+86 137-0000-0009"), ("act", "code"), ("next", "/me/devices")]).await;
        page.is(200).shows("137 0000 0009");
        let code = hall.pigeon.code_to(NOBODY);
        assert!(!page.text.contains(&code), "the code stands on the page");
        let done = phone.post("/sign-in", &[("phone", "137 0000 0009"), ("code", &code), ("next", "/me/devices")]).await;
        assert_eq!(done.is(303).location(), "/me/devices");
        phone.get("/me/devices").await.is(200).shows("当前设备");
        phone.get("/me").await.is(200).shows("还不是会员");
        let person = hall.person(NOBODY).await.expect("the person is known now");
        assert!(hall.m.greet(person).await.unwrap().unwrap().union.is_none());
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_person WHERE registered_at IS NULL").await, 0);
        // The same number signs in as the same person, and a code is good once.
        hall.browser().post("/sign-in", &[("phone", NOBODY), ("code", &code)]).await.is(422);
        hall.clock.advance(2 * MINUTE);
        hall.signed_in(NOBODY).await;
        assert_eq!(hall.person(NOBODY).await, Some(person));
    }

    async fn nobody_learns_whether_a_number_is_known(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut pages = Vec::new();
        for number in [MEMBER, NOBODY] {
            let mut browser = hall.browser();
            let mut steps = vec![browser.post("/sign-in", &[("phone", number), ("act", "code")]).await];
            steps.push(browser.post("/sign-in", &[("phone", number), ("code", "000000")]).await);
            steps.push(browser.post("/sign-in", &[("phone", number), ("act", "code")]).await);
            steps.push(browser.post("/sign-in/desk", &[("phone", number), ("password", "whatever it is")]).await);
            steps.push(browser.post("/join", &[("phone", number), ("code", "000000"), ("name", "某人"), ("via", "place"), ("place", "岳麓区"), ("work", "other")]).await);
            let (shown, plain) = (number_as_shown(number), number);
            pages.push(steps.into_iter().map(|s| (s.status, s.text.replace(&shown, "").replace(plain, ""))).collect::<Vec<_>>());
        }
        assert_eq!(pages[0], pages[1]);
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_application").await, 0);
        assert_eq!(hall.person(NOBODY).await, None, "asking for a code made somebody known");
    }

    async fn guessing_ends_after_five_tries(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut browser = hall.browser();
        browser.post("/sign-in", &[("phone", MEMBER), ("act", "code")]).await.is(200);
        let code = hall.pigeon.code_to(MEMBER);
        let wrong = if code == "111111" { "222222" } else { "111111" };
        for _ in 0..4 {
            browser.post("/sign-in", &[("phone", MEMBER), ("code", wrong)]).await.is(422).shows("验证码不对");
        }
        browser.post("/sign-in", &[("phone", MEMBER), ("code", wrong)]).await.is(422).shows("作废");
        // Now even the right one is refused, by this process and by another.
        browser.post("/sign-in", &[("phone", MEMBER), ("code", &code)]).await.is(422).shows("作废");
        let other = crate::main::hall::house(bed.another_process().await, hall.pigeon.clone()).await;
        let mut elsewhere = testkit::Browser::new(crate::main::hall::router(&other));
        elsewhere.post("/sign-in", &[("phone", MEMBER), ("code", &code)]).await.is(422).shows("作废");
        assert!(browser.cookie("hall").is_none());
        other.store().clone().close().await;
        // A new code begins anew.
        hall.clock.advance(MINUTE);
        hall.signed_in(MEMBER).await;
    }

    async fn guesses_at_once_are_counted_one_by_one(bed: Bed) {
        let hall = Hall::open(&bed).await;
        hall.browser().post("/sign-in", &[("phone", MEMBER), ("act", "code")]).await.is(200);
        let code = hall.pigeon.code_to(MEMBER);
        let wrong = if code == "111111" { "222222" } else { "111111" };
        let guesses = (0..12).map(|_| {
            let mut browser = hall.browser();
            tokio::spawn(async move { browser.post("/sign-in", &[("phone", MEMBER), ("code", wrong)]).await.status.as_u16() })
        });
        for guess in guesses.collect::<Vec<_>>() {
            assert_eq!(guess.await.unwrap(), 422);
        }
        assert_eq!(hall.count("SELECT CAST(SUM(tries) AS BIGINT) FROM member_code").await, 5);
        hall.browser().post("/sign-in", &[("phone", MEMBER), ("code", &code)]).await.is(422);
    }

    async fn a_code_lives_five_minutes(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut browser = hall.browser();
        browser.post("/sign-in", &[("phone", MEMBER), ("act", "code")]).await.is(200);
        let code = hall.pigeon.code_to(MEMBER);
        hall.clock.advance(5 * MINUTE);
        browser.post("/sign-in", &[("phone", MEMBER), ("code", &code)]).await.is(422).shows("过期");
        browser.post("/sign-in", &[("phone", MEMBER), ("act", "code")]).await.is(200);
        let newer = hall.pigeon.code_to(MEMBER);
        hall.clock.advance(5 * MINUTE - 1);
        browser.post("/sign-in", &[("phone", MEMBER), ("code", &newer)]).await.is(303);
    }

    async fn one_code_a_minute_and_ten_a_day(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut browser = hall.browser();
        let ask = [("phone", MEMBER), ("act", "code")];
        browser.post("/sign-in", &ask).await.is(200);
        hall.clock.advance(MINUTE - 1);
        browser.post("/sign-in", &ask).await.is(422).shows("1秒");
        hall.clock.advance(1);
        for _ in 0..9 {
            browser.post("/sign-in", &ask).await.is(200);
            hall.clock.advance(MINUTE);
        }
        browser.post("/sign-in", &ask).await.is(422).shows("频繁");
        assert_eq!(hall.pigeon.count(), 10);
        // A day after the first one there is room again; old rows are swept and change nothing.
        hall.clock.advance(DAY + HOUR);
        assert_eq!(hall.m.sweep_codes().await.unwrap(), 10);
        browser.post("/sign-in", &ask).await.is(200);
    }

    async fn two_requests_at_once_send_one_code(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let both = (0..6).map(|_| {
            let mut browser = hall.browser();
            tokio::spawn(async move { browser.post("/sign-in", &[("phone", MEMBER), ("act", "code")]).await.status.as_u16() })
        });
        let mut sent = 0;
        for one in both.collect::<Vec<_>>() {
            sent += u16::from(one.await.unwrap() == 200);
        }
        assert_eq!((sent, hall.pigeon.count()), (1, 1));
    }

    async fn devices_are_listed_and_ended(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut old = hall.signed_in(MEMBER).await;
        hall.clock.advance(HOUR);
        let mut new = hall.signed_in(MEMBER).await;
        let page = new.get("/me/devices").await;
        let end = page.is(200).text.split("action=\"").find_map(|part| part.strip_prefix("/me/devices/")).unwrap();
        let end = format!("/me/devices/{}", end.split('"').next().unwrap());
        // Another's device is as if it were not there, and nothing is written of the try.
        let mut another = hall.signed_in(CHAIR_OF_STREET).await;
        let audited = hall.count("SELECT COUNT(*) FROM audit").await;
        another.post(&end, &[]).await.is(404);
        let by_api = end.replace("/me/devices/", "/api/v1/me/sessions/").replace("/end", "");
        another.api(Method::DELETE, &by_api, None, &[]).await.is(404);
        assert_eq!(hall.count("SELECT COUNT(*) FROM audit").await, audited);
        another.submit("/sign-out", &[]).await;
        old.get("/me").await.is(200);
        new.post(&end, &[]).await.is(303);
        new.post(&end, &[]).await.is(404);
        old.get("/me").await.is(401);
        let mut third = hall.browser();
        hall.clock.advance(HOUR);
        third.post("/sign-in", &[("phone", MEMBER), ("act", "code")]).await.is(200);
        third.post("/sign-in", &[("phone", MEMBER), ("code", &hall.pigeon.code_to(MEMBER))]).await.is(303);
        new.submit("/me/devices/end-others", &[]).await.is(200).shows("都已退出");
        third.get("/me").await.is(401);
        new.get("/me").await.is(200);
        new.submit("/sign-out", &[]).await;
        new.get("/me").await.is(401);
        assert_eq!(hall.count("SELECT COUNT(*) FROM web_session").await, 0);
    }

    async fn a_session_lasts_ninety_days(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut browser = hall.signed_in(MEMBER).await;
        hall.clock.advance(90 * DAY - 1);
        browser.get("/me").await.is(200).shows("麓山精密工会");
        hall.clock.advance(1);
        browser.get("/me").await.is(401);
    }

    async fn the_goal_is_never_outside(bed: Bed) {
        let hall = Hall::open(&bed).await;
        for next in ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"] {
            let mut browser = hall.browser();
            hall.clock.advance(2 * MINUTE);
            browser.post("/sign-in", &[("phone", MEMBER), ("act", "code")]).await.is(200);
            let code = hall.pigeon.code_to(MEMBER);
            let done = browser.post("/sign-in", &[("phone", MEMBER), ("code", &code), ("next", next)]).await;
            assert_eq!(done.is(303).location(), "/me");
        }
    }
}

/// `137 0000 0009`, as pages write it.
fn number_as_shown(number: &str) -> String {
    codes::Mobile::parse(number).unwrap().spaced()
}
