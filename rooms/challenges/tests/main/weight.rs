//! A weight class of two hundred places, from the announcement to the outcome, and what nobody but its person ever sees.

use axum::http::Method;
use ledger::What;
use serde_json::json;
use testkit::on_both_engines;
use uuid::Uuid;

use super::hall::{DAY, Hall, MIGRATIONS, at, notes, own, send};

const TAKE_PART: usize = 44;

/// The first weight of the nth person, hundredths; an uncommon number each.
fn first(n: usize) -> i64 {
    8_103 + 37 * n as i64
}

/// What the nth weighs at the end: three of four lose seven percent.
fn last(n: usize) -> i64 {
    if n.is_multiple_of(4) { first(n) - 113 } else { first(n) - first(n) * 7 / 100 }
}

fn written(hundredths: i64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

on_both_engines! { MIGRATIONS;
    async fn two_hundred_places_from_the_announcement_to_the_outcome(bed: Bed) {
        let hall = Hall::open(&bed, 206).await;
        let mut officer = hall.as_("区干事").await;
        officer.get("/challenges/new").await.is(200).shows("岳麓区总工会").shows("2026-12-02").shows("2027-01-26").shows("每周减0.5千克");
        let form = hall.form(&[]);
        let (id, allotment) = hall.announced(&form).await;
        send(&mut officer, "/challenges/new", &form).await.is(303);
        assert_eq!((hall.rows("chl_challenge").await, hall.rows("agenda_item").await), (1, 2), "sent twice, announced once");
        let path = format!("/challenges/{id}");

        // A member finds it; two hundred get a place, the others wait.
        let mut one = hall.as_("会员0").await;
        one.get("/challenges").await.is(200).shows("冬季减重挑战赛").shows("报名中，还剩200个");
        one.get(&path).await.is(200).shows("轻5%以上").shows(&format!("/signups/{allotment}")).shows("只有您自己看得到");
        for n in 0..206 {
            assert_eq!(hall.enters(allotment, &format!("会员{n}")).await, if n < 200 { "placed" } else { "waiting" });
        }
        officer.get("/challenges/desk").await.is(200).shows("已报200／200，候补6");
        officer.get(&format!("{path}/desk")).await.is(200).shows("现在参加").shows("0人").shows("报名名单");

        // The first day: consent, height, first value.
        bed.clock.set(at("2026-11-25", 8));
        let mut people = Vec::new();
        for n in 0..TAKE_PART {
            let mut it = hall.as_(&format!("会员{n}")).await;
            it.post(&format!("{path}/me/consent"), &[("agrees", "1"), ("height", "172")]).await.is(303);
            let body = json!({ "key": Uuid::now_v7(), "value": written(first(n)) });
            it.api(Method::POST, &format!("/api/v1{path}/me/measurements"), Some(body), &[]).await.is(200);
            people.push(it);
        }
        let page = people[1].get(&format!("{path}/me")).await;
        page.is(200).shows("第一次记录：81.4千克").shows("离目标还有4.07千克").shows("<svg class=\"chart\"").shows("今天不想记也没关系");
        page.hides("连续").hides("打卡").hides("排名");

        // Four weeks on somebody notes on the page; the week's figures are there.
        bed.clock.set(at("2026-12-02", 4));
        hall.work().await;
        let page = officer.get(&format!("{path}/desk")).await;
        page.is(200).shows("44人").shows("暂不显示（至少要5人合计）").hides("达到目标");
        bed.clock.set(at("2026-12-16", 12));
        notes(&mut people[1], id, "79.93").await.is(303);
        people[1].get(&format!("{path}/me")).await.shows("比开始时轻了1.47千克").shows("79.93").shows("−1.47");

        // The last day, and three more until the house closes it.
        bed.clock.set(at("2027-01-19", 18));
        for (n, it) in people.iter_mut().enumerate().take(TAKE_PART - 1) {
            let body = json!({ "key": Uuid::now_v7(), "value": written(last(n)) });
            it.api(Method::POST, &format!("/api/v1{path}/me/measurements"), Some(body), &[]).await.is(200);
        }
        officer.post(&format!("{path}/close"), &[]).await.is(409);
        bed.clock.set(at("2027-01-22", 12));
        hall.work().await;
        assert_eq!(hall.rows("chl_challenge WHERE state = 'open'").await, 1);
        bed.clock.set(at("2027-01-23", 4));
        hall.work().await;

        // Facts: one session on the last day, those who measured by ordinal, who reached the goal as one number.
        let facts = ledger::of_event(hall.store.read(), id).await.unwrap();
        let sum = |what| facts.iter().filter(|f| f.fact.what == what).map(|f| f.fact.quantity).sum::<i64>();
        let reached = (0..TAKE_PART - 1).filter(|n| !n.is_multiple_of(4)).count() as i64;
        assert_eq!((sum(What::Held), sum(What::Attended), sum(What::Completed)), (1, TAKE_PART as i64, reached));
        let completed: Vec<_> = facts.iter().filter(|f| f.fact.what == What::Completed).collect();
        assert!(completed.len() == 1 && completed[0].fact.ordinal.is_none() && completed[0].fact.home.is_none());
        assert!(facts.iter().all(|f| f.fact.day.to_string() == "2027-01-19" && f.fact.kind == "challenge-weight"));
        let card = ledger::card(hall.store.read(), id).await.unwrap().unwrap();
        assert_eq!(card.title, "冬季减重挑战赛");

        // The group's figures are frozen, and say what may be said.
        let it = officer.api(Method::GET, &format!("/api/v1{path}"), None, &[]).await.is(200).json();
        let lost: i64 = (0..TAKE_PART - 1).map(|n| first(n) - last(n)).sum();
        let total = (lost + 50) / 100;
        assert_eq!(it["group"]["total"], total.to_string());
        assert_eq!((it["group"]["finished"].as_i64(), it["group"]["reached"].as_i64()), (Some(43), Some(reached)));
        let mut officer = hall.afresh_as("区干事").await;
        let page = officer.get(&format!("{path}/desk")).await;
        page.is(200).shows(&format!("{total}千克（43人合计，取整）")).shows("32人").shows("不再变动");

        // Each has his own outcome, to print; who did not measure at the end has one too.
        let mut reached = hall.afresh_as("会员1").await;
        reached.get(&format!("{path}/outcome")).await.is(200).shows("达到了目标").shows("会员1").shows("打印");
        assert_eq!(own(&mut reached, id).await["reached"], true);
        hall.afresh_as("会员4").await.get(&format!("{path}/outcome")).await.is(200).shows("感谢您的参与").hides("达到了目标");
        let mut last_one = hall.afresh_as(&format!("会员{}", TAKE_PART - 1)).await;
        last_one.get(&format!("{path}/outcome")).await.is(200).hides("达到了目标");
        assert_eq!(hall.rows("inbox_notice WHERE message = 'challenges-told-closed'").await, TAKE_PART as i64);
        hall.afresh_as("会员190").await.get(&format!("{path}/outcome")).await.is(404);
        let answer = last_one.post(&format!("{path}/me"), &[("key", &Uuid::now_v7().to_string()), ("value", "80")]).await;
        answer.is(409);

        // Half a year later everything measured is thrown away; who took part and the figures stay.
        bed.clock.set(at("2027-01-23", 4) + 181 * DAY);
        hall.work().await;
        assert_eq!((hall.rows("chl_measure").await, hall.rows("chl_part WHERE height IS NOT NULL").await), (0, 0));
        assert_eq!(hall.rows("chl_part").await, TAKE_PART as i64);
        hall.afresh_as("会员1").await.get(&format!("{path}/outcome")).await.is(200).hides("达到了目标");
    }

    async fn nobody_but_the_person_sees_a_value(bed: Bed) {
        let hall = Hall::open(&bed, 8).await;
        let (id, allotment) = hall.announced(&hall.form(&[("places", "50")])).await;
        bed.clock.set(at("2026-11-25", 8));
        let values = [7_863, 7_927, 8_119, 9_241, 6_653, 7_709, 8_831, 9_907];
        let mut people = Vec::new();
        for (n, value) in values.iter().enumerate() {
            let mut it = hall.joins((id, allotment), &format!("会员{n}"), "173.7").await;
            notes(&mut it, id, &written(*value)).await.is(303);
            it.post(&format!("/challenges/{id}/ranking"), &[("nickname", &format!("蜗牛{n}"))]).await.is(303);
            people.push(it);
        }
        bed.clock.set(at("2027-01-19", 8));
        for (n, value) in values.iter().enumerate() {
            notes(&mut people[n], id, &written(value - 201)).await.is(303);
        }
        bed.clock.set(at("2027-01-20", 8));
        let path = format!("/challenges/{id}");
        hall.afresh_as("区干事").await.post(&format!("{path}/close"), &[]).await.is(303);
        hall.work().await;
        let all: Vec<String> = [
            "/challenges", "/challenges/desk", "/challenges/{id}", "/challenges/{id}/desk", "/challenges/{id}/dates",
            "/challenges/{id}/cancel", "/challenges/{id}/scales", "/challenges/{id}/me", "/challenges/{id}/me/withdraw",
            "/challenges/{id}/ranking", "/challenges/{id}/outcome", "/api/v1/challenges", "/api/v1/challenges/{id}",
            "/api/v1/challenges/{id}/me", "/api/v1/challenges/{id}/ranking", "/signups/{a}/desk", "/signups/{a}/list.csv",
        ].iter().map(|p| p.replace("{id}", &id.to_string()).replace("{a}", &allotment.to_string())).collect();
        let heard = ["173.7", "1737"].map(str::to_owned);
        let hidden: Vec<String> = values.iter().flat_map(|v| [written(*v), written(v - 201), v.to_string()]).chain(heard).collect();
        for who in ["区干事", "周主席", "刘班长", "王主席", "审计员"] {
            let mut reader = hall.afresh_as(who).await;
            for path in &all {
                let answer = reader.get(path).await;
                let text: String = answer.text.replace(&id.to_string(), "").replace(&allotment.to_string(), "");
                // Ids are full of digits: a value is a word of its own.
                let words: Vec<&str> = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '.').collect();
                for value in &hidden {
                    assert!(!words.contains(&value.as_str()), "{who} reads {value} at {path}: {}", answer.text);
                }
                assert!(!answer.text.contains("蜗牛"), "{who} reads the ranking at {path}");
            }
            if who != "区干事" {
                continue;
            }
            reader.get(&format!("/challenges/{id}/outcome")).await.is(404);
            reader.get(&format!("/challenges/{id}/ranking")).await.is(404);
        }
        // Nor does it stand in the open in any table, where what is public is found.
        assert!(hall.shows(50).await.is_some());
        for value in values.iter().flat_map(|v| [*v, v - 201]).chain([1_737]) {
            assert_eq!(hall.shows(value).await, None, "{value}");
        }
        // Another member sees as little; the person sees it all.
        people[1].get(&format!("{path}/me")).await.is(200).shows("79.27").hides("78.63");
        people[0].get(&format!("{path}/me")).await.is(200).shows("78.63").hides("79.27");
        // Eight finished: too few to say how many reached the goal.
        let it = hall.afresh_as("区干事").await.api(Method::GET, &format!("/api/v1{path}"), None, &[]).await.json();
        assert_eq!((it["group"]["reached_how"].as_str(), it["group"]["reached"].as_i64()), (Some("hidden"), None));
        assert_eq!(it["group"]["total"], "16");
    }

    async fn below_a_healthy_weight_nothing_is_rewarded(bed: Bed) {
        let hall = Hall::open(&bed, 1).await;
        let place = hall.announced(&hall.form(&[])).await;
        bed.clock.set(at("2026-11-25", 8));
        let mut one = hall.joins(place, "会员0", "1.70米").await;
        notes(&mut one, place.0, "110斤").await.is(303);
        let path = format!("/challenges/{}/me", place.0);
        one.get(&path).await.is(200).shows("第一次记录：55千克").shows("您的目标是保持在53.47千克到55千克之间");
        bed.clock.set(at("2027-01-15", 8));
        notes(&mut one, place.0, "52").await.is(303);
        one.get(&path).await.shows("体重低于健康范围").shows("请不要再减");
        bed.clock.set(at("2027-01-20", 8));
        hall.afresh_as("区干事").await.post(&format!("/challenges/{}/close", place.0), &[]).await.is(303);
        one.get(&format!("/challenges/{}/outcome", place.0)).await.is(200).hides("达到了目标");
        assert_eq!(own(&mut one, place.0).await["reached"], false);
        // With one person there is no total.
        hall.afresh_as("区干事").await.get(&format!("/challenges/{}/desk", place.0)).await.is(200).shows("暂不显示");
    }
}
