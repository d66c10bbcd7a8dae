use axum::http::Method;
use organisation::{NewPost, Office, appoint};
use serde_json::json;
use store::Actor;
use testkit::{Browser, on_both_engines};

use super::hall::{CHAIR_OF_LOCAL, Hall, MEMBER, MIGRATIONS, MINUTE, TODAY};

async fn code(member: &mut Browser) -> (String, String) {
    let card = member.api(Method::GET, "/api/v1/me/card", None, &[]).await;
    let card = card.is(200).json();
    (card["short"].as_str().unwrap().to_owned(), card["long"].as_str().unwrap().to_owned())
}

on_both_engines! { MIGRATIONS;
    async fn a_shop_learns_that_the_card_is_good_and_nothing_else(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut member = hall.signed_in(MEMBER).await;
        let page = member.get("/me/card").await;
        let (short, long) = code(&mut member).await;
        let person = hall.person(MEMBER).await.unwrap().to_string();
        page.is(200).shows("麓山精密工会").shows(&format!("{} {}", &short[..4], &short[4..])).shows("data-until").shows("http-equiv=\"refresh\"").hides(&person);
        let mut shop = hall.browser();
        for code in [&short, &long, &short.to_lowercase()] {
            let look = shop.get(&format!("/verify/{code}")).await;
            look.is(200).shows("有效会员").shows("2024").shows("湖南省总工会");
            look.hides("老会员").hides("麓山精密").hides("长沙市").hides("岳麓区").hides("麓谷").hides(&person);
        }
        shop.submit("/verify", &[]).await.is(405);
        shop.get(&format!("/verify?code={}+{}", &short[..4], &short[4..])).await.is(303);
        shop.get("/verify").await.is(200).shows("8位码");
        // It changes every minute, and the one before is still taken.
        bed.clock.advance(MINUTE);
        let (next, _) = code(&mut member).await;
        assert_ne!(short, next);
        shop.get(&format!("/verify/{long}")).await.is(200).shows("有效会员");
        bed.clock.advance(MINUTE);
        shop.get(&format!("/verify/{long}")).await.is(200).shows("无效或已过期").hides("湖南省");
    }

    async fn whatever_is_wrong_gets_the_same_answer(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut member = hall.signed_in(MEMBER).await;
        let (short, long) = code(&mut member).await;
        let mut forged = long.clone();
        forged.replace_range(23..24, if long.ends_with('0') { "1" } else { "0" });
        member.submit("/me/leave", &[]).await.is(200);
        bed.clock.advance(10 * MINUTE);
        let mut shop = hall.browser();
        let mut pages = Vec::new();
        for code in [short.as_str(), &long, &forged, "00000000", "x", "%E4%BC%9A%E5%91%98", "%27%22", &"9".repeat(2000)] {
            let page = shop.get(&format!("/verify/{code}")).await;
            page.is(200).shows("无效或已过期");
            pages.push(page.text);
        }
        let slips: Vec<&str> = pages.iter().filter_map(|p| p.split("<section").nth(1)).collect();
        assert!(slips.len() == 8 && slips.iter().all(|s| *s == slips[0]));
        let look = shop.api(Method::GET, "/api/v1/cards/00000000", None, &[]).await;
        assert_eq!(look.is(200).json(), json!({ "valid": false, "since": null, "province": null }));
        // A stranger who keeps trying is told to wait.
        let mut last = 200;
        for _ in 0..80 {
            last = shop.get("/verify/00000000").await.status.as_u16();
        }
        assert_eq!(last, 429);
    }

    async fn a_clerks_looks_are_counted_without_saying_whose(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut member = hall.signed_in(MEMBER).await;
        let (_, long) = code(&mut member).await;
        hall.signed_in("13600000001").await;
        let (person, union) = (hall.person("13600000001").await.unwrap(), hall.unions.county);
        let post = &NewPost {
            union,
            person,
            office: Office::MerchantClerk,
            title: String::new(),
            subtree: false,
            from: TODAY,
            until: codes::Day::OPEN,
            deputy_for: None,
        };
        let store = hall.store();
        store
            .write("test.appoint", &Actor::house(), |tx| async move {
                tx.record("union", union, json!({}));
                appoint(&tx, post).await
            })
            .await
            .unwrap();
        bed.clock.advance(MINUTE);
        let mut clerk = hall.signed_in("13600000001").await;
        clerk.get(&format!("/verify/{long}")).await.is(200).shows("有效会员").shows("今天您查验了1次").hides("老会员");
        clerk.get(&format!("/verify/{long}")).await.is(200).shows("今天您查验了1次");
        clerk.get("/verify/00000000").await.is(200).shows("今天您查验了2次");
        assert_eq!(hall.count("SELECT COUNT(*) FROM audit WHERE verb = 'membership.check_card'").await, 3);
        let member = hall.person(MEMBER).await.unwrap();
        let about: Option<i64> = store::scalar(store.read(), "SELECT COUNT(*) FROM audit WHERE verb = 'membership.check_card' AND subject = $1", store::binds![member]).await.unwrap();
        assert_eq!(about, Some(0));
        hall.signed_in(CHAIR_OF_LOCAL).await.get("/me/card").await.is(200).shows("您还不是会员");
    }
}
