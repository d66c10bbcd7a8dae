//! What a room publishes, revises, cancels and withdraws, and how it stands on the page.

use agenda::{NewItem, Wanted, find};
use axum::http::Method;
use serde_json::json;
use store::{Actor, Fault, Outcome};

use super::cast::{HOUR, Hall, MIGRATIONS, NOON};

testkit::on_both_engines! { MIGRATIONS;
    async fn an_empty_agenda_says_what_to_do(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut visitor = hall.visitor();
        visitor.get("/agenda").await.is(200).shows("这一周没有安排").shows("下一周").shows("订阅链接");
        visitor.get("/agenda?view=month&kind=culture").await.is(200).shows("这个月没有安排").shows("去掉条件，全部查看");
    }

    async fn what_is_published_is_on_everybodys_page(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let song = hall.singing();
        let mut visitor = hall.visitor();
        visitor.get("/agenda").await.hides("冬季歌会");
        assert!(hall.publish(&song).await);
        assert!(!hall.publish(&song).await, "the same again changes nothing");
        let page = visitor.get("/agenda").await;
        page.is(200).shows("冬季歌会").shows("14:00–16:00").shows("市工人文化宫").shows("长沙市总工会").shows("href=\"/sessions/1\"");
        page.shows(&format!("/agenda/{}.ics", song.id)).shows("加到日历").hides("已取消").hides("时间或地点有变");
        let month = visitor.get("/agenda?view=month").await;
        month.is(200).shows("冬季歌会").shows("scope=\"col\"").shows("11月18日 周三，1场").shows("11月19日 周四，没有安排");
        month.shows("view=week&#38;day=2026-11-18#d-2026-11-18");
        visitor.get("/agenda?day=2026-11-25").await.hides("冬季歌会");
        visitor.get("/agenda?view=month&day=2026-12-25").await.hides("冬季歌会");
        let mut english = hall.visitor().in_english();
        english.get("/agenda").await.shows("What is on").shows("Wed 18 Nov").shows("Add to calendar");
        let list = visitor.api(Method::GET, "/api/v1/agenda", None, &[]).await.is(200).json();
        assert_eq!((&list["from"], &list["until"], &list["is_cut"]), (&json!("2026-11-18"), &json!("2026-12-19"), &json!(false)));
        let item = &list["items"][0];
        assert_eq!((&item["title"], &item["state"], &item["sequence"]), (&json!("冬季歌会"), &json!("on"), &json!(0)));
    }

    async fn filters_narrow_by_kind_place_and_words(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let song = hall.singing();
        let far = NewItem { union: hall.union["far"], kind: "lecture".into(), title: "安全宣讲".into(), place: "一车间".into(), ..hall.singing() };
        let local = NewItem { union: hall.union["lushan"], title: "班组茶话".into(), place: String::new(), ..hall.singing() };
        for item in [&song, &far, &local] {
            hall.publish(item).await;
        }
        let mut visitor = hall.visitor();
        let mut titles = async |query: &str| {
            let list = visitor.api(Method::GET, &format!("/api/v1/agenda?{query}"), None, &[]).await.is(200).json();
            let mut titles: Vec<String> =
                list["items"].as_array().unwrap().iter().map(|i| i["title"].as_str().unwrap().to_owned()).collect();
            titles.sort();
            titles.join(" ")
        };
        assert_eq!(titles("").await, "冬季歌会 安全宣讲 班组茶话");
        assert_eq!(titles(&format!("union={}", hall.union["root"])).await, "冬季歌会 安全宣讲 班组茶话");
        assert_eq!(titles(&format!("union={}", hall.union["city"])).await, "冬季歌会 班组茶话");
        assert_eq!(titles(&format!("union={}", hall.union["lushan"])).await, "班组茶话");
        assert_eq!(titles("union=00000000-0000-0000-0000-000000000001").await, "");
        assert_eq!(titles("kind=lecture").await, "安全宣讲");
        assert_eq!(titles("q=%E9%BA%93%E5%B1%B1").await, "班组茶话", "by the host's name");
        assert_eq!(titles("q=%E6%AD%8C%E4%BC%9A+%E6%96%87%E5%8C%96%E5%AE%AB").await, "冬季歌会");
        assert_eq!(titles("from=2026-11-19").await, "");
        let page = visitor.get(&format!("/agenda?union={}", hall.union["lushan"])).await;
        page.is(200).shows("班组茶话").hides("冬季歌会").shows("湖南省总工会").shows(&format!("/agenda?union={}", hall.union["city"]));
    }

    async fn a_revision_raises_the_sequence_and_says_what_changed(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let song = hall.singing();
        hall.publish(&song).await;
        let renamed = NewItem { title: "冬季歌会（第二届）".into(), ..song.clone() };
        assert!(hall.publish(&renamed).await);
        let mut visitor = hall.visitor();
        visitor.get("/agenda").await.shows("冬季歌会（第二届）").hides("时间或地点有变");
        let later = NewItem { begins_at: song.begins_at + 24 * HOUR, ends_at: song.ends_at + 24 * HOUR, ..renamed.clone() };
        assert!(hall.publish(&later).await);
        visitor.get("/agenda").await.shows("时间或地点有变").shows("11月19日 周四");
        visitor.get("/agenda?view=month").await.shows("时间或地点有变");
        assert!(hall.cancel(song.id).await);
        assert!(!hall.cancel(song.id).await, "cancelled once");
        visitor.get("/agenda").await.shows("已取消").shows("冬季歌会").hides("时间或地点有变");
        let list = visitor.api(Method::GET, "/api/v1/agenda", None, &[]).await.json();
        assert_eq!((&list["items"][0]["state"], &list["items"][0]["sequence"]), (&json!("cancelled"), &json!(3)));
        assert!(hall.publish(&later).await, "it takes place after all");
        visitor.get("/agenda").await.hides("已取消");
        assert!(hall.withdraw(song.id).await);
        assert!(!hall.withdraw(song.id).await);
        visitor.get("/agenda").await.hides("冬季歌会");
        visitor.get(&format!("/agenda/{}.ics", song.id)).await.is(404);
    }

    async fn what_lasts_stands_on_each_of_its_days(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let show = NewItem { title: "职工书画展".into(), begins_at: NOON - 10 * 24 * HOUR, ends_at: NOON + 20 * 24 * HOUR, ..hall.singing() };
        hall.publish(&show).await;
        let mut visitor = hall.visitor();
        let week = visitor.get("/agenda").await;
        week.shows("职工书画展").shows("11月16日 周一");
        assert_eq!(week.text.matches(">职工书画展<").count(), 1, "once in a week");
        let month = visitor.get("/agenda?view=month").await;
        assert_eq!(month.text.matches(">职工书画展<").count(), 29, "8 November to 6 December");
    }

    async fn a_busy_day_leads_to_its_week(bed: Bed) {
        let hall = Hall::open(&bed).await;
        for n in 0..7 {
            hall.publish(&NewItem { title: format!("第{n}场"), ..hall.singing() }).await;
        }
        hall.visitor().get("/agenda?view=month").await.shows("还有3场").shows("11月18日 周三，7场");
        hall.visitor().get("/agenda").await.shows("第6场");
    }

    async fn a_room_s_defect_or_failure_leaves_nothing(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let song = &hall.singing();
        let bad = &NewItem { href: "https://elsewhere".into(), ..song.clone() };
        let sent: Outcome<bool> = hall.store.keep("room.announce", |tx| async move { agenda::publish(&tx, bad).await }).await;
        assert!(matches!(sent, Err(Fault::Internal(_))));
        let failed: Outcome<()> = hall
            .store
            .write("room.announce", &Actor::house(), |tx| async move {
                agenda::publish(&tx, song).await?;
                Err(Fault::NotFound)
            })
            .await;
        assert!(failed.is_err());
        assert_eq!(hall.rows("agenda_item").await, 0);
        hall.visitor().get("/agenda").await.hides("冬季歌会");
    }

    async fn another_process_hears_of_it(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let second = Hall::on(&bed.another_process().await).await;
        let wanted = Wanted { from: NOON, until: NOON + 24 * HOUR, ..Wanted::default() };
        let visitor = agenda::Reader::visitor();
        assert!(find(&second.agenda, &visitor, &wanted).await.unwrap().items.is_empty());
        hall.publish(&hall.singing()).await;
        second.store.refresh_versions().await.unwrap();
        assert_eq!(find(&second.agenda, &visitor, &wanted).await.unwrap().items.len(), 1);
        second.store.clone().close().await;
    }
}
