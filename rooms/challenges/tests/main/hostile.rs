//! What no sensible person types, and what happens twice.

use testkit::on_both_engines;
use uuid::Uuid;

use super::hall::{DAY, Hall, MIGRATIONS, at, hidden, notes, own, send};

const NASTY: &[&str] = &[
    "",
    "\0",
    "NaN",
    "inf",
    "1e9",
    "-80",
    "−80",
    "80,5",
    "80.123",
    "0",
    "9999999999999999999999",
    "八十",
    "<script>alert(1)</script>",
    "'; DROP TABLE chl_measure; --",
    "{{7*7}}",
    "𠀀",
    "80 81",
];

on_both_engines! { MIGRATIONS;
    async fn wild_values_are_answered_kindly_and_kept_in_the_box(bed: Bed) {
        let hall = Hall::open(&bed, 1).await;
        let place = hall.announced(&hall.form(&[])).await;
        let path = format!("/challenges/{}/me", place.0);
        bed.clock.set(at("2026-11-25", 8));
        hall.joins(place, "会员0", "172").await;
        let long = "8".repeat(20_000);
        for value in NASTY.iter().copied().chain([long.as_str()]) {
            let mut one = hall.afresh_as("会员0").await;
            let answer = notes(&mut one, place.0, value).await;
            answer.is(422).shows("id=\"f-value-e\"").shows("name=\"key\"").hides("<script>alert");
            for form in ["consent", "code", "withdraw"] {
                let answer = one.get(&format!("{path}/{form}?value={}", "1")).await;
                assert!([200, 404, 405].contains(&answer.status.as_u16()), "{form}: {}", answer.status);
            }
        }
        assert_eq!(hall.rows("chl_measure").await, 0);
        let mut one = hall.afresh_as("会员0").await;
        notes(&mut one, place.0, "250000").await.is(422).shows("请核对，一般在25到300之间").shows("value=\"250000\"");
        notes(&mut one, place.0, "８０．２５ 公斤").await.is(303);
        assert_eq!(own(&mut one, place.0).await["values"][0]["value"], "80.25");
        for key in ["", "x", "00000000-0000-0000-0000-000000000000"] {
            one.post(&path, &[("key", key), ("value", "80")]).await.is(422).shows("这张表单不完整");
        }
        for bad in ["/challenges/x", "/challenges/x/me", "/challenges/x/desk", "/challenges/x/ranking", "/challenges/x/outcome"] {
            let status = one.get(bad).await.status.as_u16();
            assert!([403, 404].contains(&status), "{bad}: {status}");
        }
    }

    async fn sent_twice_is_once_and_today_can_be_corrected(bed: Bed) {
        let hall = Hall::open(&bed, 1).await;
        let place = hall.announced(&hall.form(&[])).await;
        let path = format!("/challenges/{}/me", place.0);
        bed.clock.set(at("2026-11-25", 8));
        let mut one = hall.joins(place, "会员0", "172").await;
        let page = one.get(&path).await;
        let (first, day) = (hidden(&page.text, "key"), hidden(&page.text, "day"));
        let form = |key: &str, value: &str| [("key", key.to_owned()), ("day", day.clone()), ("value", value.to_owned())];
        for _ in 0..2 {
            send(&mut one, &path, &form(&first, "80.5")).await.is(303);
        }
        let page = one.get(&path).await;
        page.shows("今天已经记过").shows("value=\"80.5\"");
        let second = hidden(&page.text, "key");
        send(&mut one, &path, &form(&second, "80.1")).await.is(303);
        // The first form arrives once more, out of a pocket without network: it was overtaken.
        one.submit(&path, &form(&first, "80.5").iter().map(|(n, v)| (*n, v.as_str())).collect::<Vec<_>>()).await.shows("没有重复");
        let mine = own(&mut one, place.0).await;
        assert_eq!((mine["values"].as_array().unwrap().len(), mine["values"][0]["value"].as_str()), (1, Some("80.1")));
        // Many taps at once, by two processes.
        let other = hall.again(&bed.another_process().await).await;
        let key = Uuid::now_v7().to_string();
        let (mut here, mut there) = (hall.as_("会员0").await, other.as_("会员0").await);
        let form = form(&key, "79.9");
        let (a, b) = tokio::join!(send(&mut here, &path, &form), send(&mut there, &path, &form));
        assert_eq!((a.status.as_u16(), b.status.as_u16()), (303, 303));
        assert_eq!(hall.rows("chl_measure").await, 1);
        other.store.close().await;
    }

    async fn a_day_out_of_the_period_is_said(bed: Bed) {
        let hall = Hall::open(&bed, 1).await;
        let place = hall.announced(&hall.form(&[])).await;
        let path = format!("/challenges/{}/me", place.0);
        let mut one = hall.joins(place, "会员0", "172").await;
        let note = |day: &'static str, value: &'static str| [("key", Uuid::now_v7().to_string()), ("day", day.to_owned()), ("value", value.to_owned())];
        one.get(&path).await.is(200).shows("11月25日 周三开始").hides("name=\"value\"");
        send(&mut one, &path, &note("", "80")).await.is(422).shows("挑战还没有开始");
        bed.clock.set(at("2026-12-01", 8));
        send(&mut one, &path, &note("2026-12-02", "80")).await.is(422).shows("未到这一天");
        send(&mut one, &path, &note("2026-11-28", "80")).await.is(422).shows("只能补记2天以内的");
        send(&mut one, &path, &note("2026-11-24", "80")).await.is(422).shows("还没有开始");
        send(&mut one, &path, &note("胡说", "80")).await.is(422).shows("请填日期");
        // Noted without network the day before yesterday: it arrives, and then stands.
        send(&mut one, &path, &note("2026-11-29", "80.2")).await.is(303);
        send(&mut one, &path, &note("2026-11-29", "79.2")).await.is(422).shows("只能改当天的");
        bed.clock.set(at("2027-01-19", 8) + DAY);
        send(&mut one, &path, &note("", "80")).await.is(422).shows("挑战期已过");
        send(&mut one, &path, &note("2027-01-19", "78")).await.is(303);
        assert_eq!(own(&mut one, place.0).await["values"].as_array().unwrap().len(), 2);
        one.get(&path).await.is(200).shows("记录的日子已经结束");
    }
}
