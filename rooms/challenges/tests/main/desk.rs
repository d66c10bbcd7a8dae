//! The form of a new challenge, and every screen in English.

use axum::http::Method;
use testkit::on_both_engines;

use super::hall::{Hall, MIGRATIONS, at, notes, send};

on_both_engines! { MIGRATIONS;
    async fn a_fault_stands_beside_its_field(bed: Bed) {
        let hall = Hall::open(&bed, 1).await;
        for (field, value, says) in [
            ("title", "", "请写名称"),
            ("title", &"长".repeat(81), "不超过80个字"),
            ("kind", "x", "请选挑战内容"),
            ("from", "2026-11-01", "已经过去"),
            ("from", "2030-11-01", "一年以内"),
            ("from", "", "请填日期"),
            ("last", "2026-11-26", "要有7到366天"),
            ("last", "7000-12-31", "要有7到366天"),
            ("percent", "20", "最多8%"),
            ("percent", "NaN", "请填1到10的百分数"),
            ("percent", "0.05", "请填1到10的百分数"),
            ("rhythm", "", "请选多久记一次"),
            ("who", "", "请选谁可以参加"),
            ("policy", "", "请选先到先得或者抽签"),
            ("places", "", "请填名额"),
            ("places", "很多", "请填一个数"),
            ("places", "0", "id=\"f-places-e\""),
            ("opens_at", "明天", "请填时间"),
            ("closes_at", "2026-11-01 08:00", "没有人能报名"),
            ("advice", &"长".repeat(2_001), "不超过2000个字"),
            ("key", "x", "这张表单不完整"),
        ] {
            let mut officer = hall.afresh_as("区干事").await;
            let form = hall.form(&[("summary", "带上运动鞋"), (field, value)]);
            let answer = send(&mut officer, "/challenges/new", &form).await;
            answer.is(422).shows(says).shows("带上运动鞋");
        }
        for (changes, says) in [
            ([("goal", ""), ("least", "6000"), ("days", "20")], "请选怎样算完成"),
            ([("goal", "daily"), ("least", "-1"), ("days", "20")], "请填一个数，例如6000"),
            ([("goal", "daily"), ("least", "6000"), ("days", "40")], "不能超过挑战的天数"),
            ([("goal", "daily"), ("least", "6000"), ("days", "99999999999999999999")], "不能超过挑战的天数"),
            ([("goal", "daily"), ("least", "200000"), ("days", "20")], "这个数过大"),
            ([("goal", "total"), ("least", "99999999"), ("days", "")], "这个数过大"),
        ] {
            let mut officer = hall.afresh_as("区干事").await;
            send(&mut officer, "/challenges/new", &hall.walk("20", &changes)).await.is(422).shows(says);
        }
        let mut officer = hall.afresh_as("区干事").await;
        send(&mut officer, "/challenges/new", &hall.walk("20", &[("kind", "custom")])).await.is(422).shows("请写单位");
        assert_eq!((hall.rows("chl_challenge").await, hall.rows("desk_allotment").await, hall.rows("agenda_item").await), (0, 0, 0));
    }

    async fn announced_on_its_first_day_one_may_sign_up_until_that_day_is_over(bed: Bed) {
        let hall = Hall::open(&bed, 1).await;
        let place = hall.announced(&hall.form(&[("from", "2026-11-18"), ("closes_at", "")])).await;
        let mut officer = hall.as_("区干事").await;
        let places = officer.api(Method::GET, &format!("/api/v1/signups/{}", place.1), None, &[]).await.is(200).json();
        assert_eq!(places["closes_at"].as_i64().unwrap(), at("2026-11-19", 0));
        hall.joins(place, "会员0", "172").await;
    }

    async fn after_signing_up_there_is_one_way_on_to_the_first_value(bed: Bed) {
        let hall = Hall::open(&bed, 2).await;
        let (id, allotment) = hall.announced(&hall.form(&[("from", "2026-11-18"), ("closes_at", ""), ("places", "1"), ("waits", "1")])).await;
        let (path, own) = (format!("/signups/{allotment}"), format!("/challenges/{id}/me"));
        let mut visitor = hall.visitor();
        visitor.get(&path).await.is(200).hides("去记录，看我的进展");
        assert_eq!(visitor.get(&format!("/api/v1{path}")).await.is(200).json()["next"], own);
        assert_eq!(hall.enters(allotment, "会员0").await, "placed");
        assert_eq!(hall.enters(allotment, "会员1").await, "waiting");
        let mut member = hall.as_("会员0").await;
        let page = member.get(&path).await;
        page.is(200).shows("您有一个名额").shows("去记录，看我的进展");
        let way = page.text.split("<a ").find(|link| link.contains(&format!("href=\"{own}\""))).unwrap();
        assert!(way.split('>').next().unwrap().contains("btn-main"), "{way}");
        assert_eq!(page.text.matches("btn-main").count(), 1, "one primary action");
        // There the consent is asked, and after it the first value.
        member.get(&own).await.is(200).shows(&format!("{own}/consent"));
        member.post(&format!("{own}/consent"), &[("agrees", "1"), ("height", "172")]).await.is(303);
        notes(&mut member, id, "80").await.is(303);
        // Whoever waits is shown no such way.
        hall.as_("会员1").await.get(&path).await.is(200).shows("候补中").hides("去记录，看我的进展");
        hall.as_("会员0").await.in_english().get(&path).await.is(200).shows("Record and see my progress");
    }

    async fn every_screen_speaks_english_too(bed: Bed) {
        let hall = Hall::open(&bed, 6).await;
        let place = hall.announced(&hall.form(&[("at_scales", "1"), ("places", "6")])).await;
        let walk = hall.announced(&hall.walk("3", &[])).await;
        bed.clock.set(at("2026-11-25", 8));
        for n in 0..6 {
            for (one, value) in [(place, "80"), (walk, "7000")] {
                let mut it = hall.joins(one, &format!("会员{n}"), "172").await;
                notes(&mut it, one.0, value).await.is(303);
                it.post(&format!("/challenges/{}/ranking", one.0), &[("nickname", &format!("slow {n}")), ("team", "red")]).await.is(303);
            }
        }
        let mut one = hall.as_("会员0").await.in_english();
        let mut officer = hall.as_("区干事").await.in_english();
        for id in [place.0, walk.0] {
            one.post(&format!("/challenges/{id}/me/code"), &[]).await;
            for page in ["", "/me", "/me/withdraw", "/ranking"] {
                one.get(&format!("/challenges/{id}{page}")).await.is(200).hides("challenges-").hides("会员");
            }
            for page in ["", "/desk", "/dates", "/cancel"] {
                officer.get(&format!("/challenges/{id}{page}")).await.is(200).hides("challenges-");
            }
        }
        for page in ["/challenges", "/challenges/desk", "/challenges/new", "/challenges/new?kind=steps"] {
            officer.get(page).await.is(200).hides("challenges-");
        }
        officer.get(&format!("/challenges/{}/scales", place.0)).await.is(200).hides("challenges-");
        one.get(&format!("/challenges/{}/me", walk.0)).await.shows("2 more days with 6,000 steps");
        one.get(&format!("/challenges/{}/ranking", walk.0)).await.shows("7,000 steps").shows("Average");
        bed.clock.set(at("2027-01-30", 8));
        hall.work().await;
        let mut one = hall.afresh_as("会员0").await.in_english();
        for id in [place.0, walk.0] {
            one.get(&format!("/challenges/{id}/outcome")).await.is(200).hides("challenges-").shows("You took part in");
            hall.afresh_as("区干事").await.in_english().get(&format!("/challenges/{id}/desk")).await.is(200).hides("challenges-").shows("no longer changed");
        }
    }
}
