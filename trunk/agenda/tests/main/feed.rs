//! What a calendar program reads, and who may read it.

use agenda::NewItem;
use axum::body::Body;
use axum::http::Method;
use serde_json::json;

use super::cast::{HOUR, Hall, MIGRATIONS, events};

/// The secret address on a page, as a path.
fn address(page: &str) -> String {
    let at = page.find("https://hall.example/agenda/mine/").expect("an address on the page");
    let path = &page[at + "https://hall.example".len()..];
    path[..path.find(".ics").unwrap() + 4].to_owned()
}

testkit::on_both_engines! { MIGRATIONS;
    async fn the_public_feed_follows_what_happens(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let song = NewItem { title: "歌会;\nBEGIN:VEVENT,\\n\"".into(), ..hall.singing() };
        hall.publish(&song).await;
        let mut visitor = hall.visitor();
        let feed = visitor.get("/agenda.ics").await;
        feed.is(200).shows(&format!("UID:{}@unionhall", song.id)).shows("URL:https://hall.example/sessions/1").shows("GEO:28.228200;112.938800");
        feed.shows("X-WR-CALNAME:湖南省总工会日程").shows("主办：长沙市总工会");
        assert_eq!(feed.headers["content-type"], "text/calendar; charset=utf-8");
        assert_eq!(feed.headers["cache-control"], "public, no-cache");
        assert_eq!(feed.headers["last-modified"], "Wed, 18 Nov 2026 04:00:00 GMT");
        let title = "歌会; BEGIN:VEVENT,\\n\"";
        assert_eq!(events(&feed.text), [[title, "CONFIRMED", "0", "20261118T060000Z"]]);
        let tag = feed.headers["etag"].to_str().unwrap().to_owned();
        let again = visitor.send(Method::GET, "/agenda.ics", None, Body::empty(), &[("if-none-match", &tag)]).await;
        assert!(again.is(304).text.is_empty() && again.headers["etag"] == tag.as_str());
        bed.clock.advance(HOUR);
        hall.publish(&NewItem { begins_at: song.begins_at + HOUR, ..song.clone() }).await;
        hall.cancel(song.id).await;
        let now = visitor.send(Method::GET, "/agenda.ics", None, Body::empty(), &[("if-none-match", &tag)]).await;
        assert_eq!(events(&now.is(200).text), [[title, "CANCELLED", "2", "20261118T070000Z"]]);
        now.shows(&format!("UID:{}@unionhall", song.id)).shows("DTSTAMP:20261118T050000Z");
        assert!(events(&visitor.get(&format!("/agenda.ics?union={}", hall.union["far"])).await.text).is_empty());
        assert!(events(&visitor.get("/agenda.ics?kind=lecture").await.text).is_empty());
        assert_eq!(events(&visitor.get(&format!("/agenda.ics?kind=culture&union={}", hall.union["city"])).await.text).len(), 1);
        let one = visitor.get(&format!("/agenda/{}.ics", song.id)).await;
        assert_eq!(events(&one.is(200).text).len(), 1);
        hall.withdraw(song.id).await;
        assert!(events(&visitor.get("/agenda.ics").await.text).is_empty());
    }

    async fn a_person_s_own_feed_is_read_at_its_address_only(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (mine, other) = (hall.singing(), NewItem { title: "别的活动".into(), ..hall.singing() });
        hall.publish(&mine).await;
        hall.publish(&other).await;
        hall.go("陈师傅", mine.id).await;
        let mut phone = hall.as_("陈师傅").await;
        phone.get("/me/calendar").await.is(200).shows("您还没有自己的订阅地址").shows("生成我的订阅地址").hides("停用");
        phone.submit("/me/calendar/withdraw", &[]).await.is(200).shows("您还没有自己的订阅地址");
        let made = phone.post("/me/calendar", &[]).await;
        made.is(200).shows("只在这里显示一次").shows("webcal://hall.example/agenda/mine/");
        let old = address(&made.text);
        phone.get("/me/calendar").await.shows("2026年11月18日").hides("/agenda/mine/");
        let mut calendar = hall.visitor();
        let feed = calendar.get(&old).await;
        assert_eq!(events(&feed.is(200).text), [["冬季歌会", "CONFIRMED", "0", "20261118T060000Z"]]);
        assert_eq!((&feed.headers["cache-control"], &feed.headers["referrer-policy"]), (&"private, no-cache".parse().unwrap(), &"no-referrer".parse().unwrap()));
        hall.cancel(mine.id).await;
        assert_eq!(events(&calendar.get(&old).await.text)[0][1], "CANCELLED");
        // Renewed: the old address leads nowhere.
        let new = address(&phone.post("/me/calendar", &[]).await.text);
        assert_ne!(old, new);
        calendar.get(&old).await.is(404);
        calendar.get(&new).await.is(200);
        // Neither the secret nor anything of it is kept.
        let kept: Vec<u8> = store::scalar(hall.store.read(), "SELECT secret FROM agenda_feed", []).await.unwrap().unwrap();
        assert!(kept.len() == 32);
        phone.submit("/me/calendar/withdraw", &[]).await.is(200).shows("已停用");
        calendar.get(&new).await.is(404);
        calendar.get("/me/calendar").await.is(401);
        calendar.post("/me/calendar", &[]).await.is(401);
    }

    async fn a_place_given_back_leaves_the_feed(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let item = hall.singing();
        hall.publish(&item).await;
        hall.go("陈师傅", item.id).await;
        let address = address(&hall.as_("陈师傅").await.post("/me/calendar", &[]).await.text);
        let mut calendar = hall.visitor();
        assert_eq!(events(&calendar.get(&address).await.text).len(), 1);
        hall.stay("陈师傅", item.id).await;
        assert!(events(&calendar.get(&address).await.text).is_empty());
        hall.go("陈师傅", item.id).await;
        hall.withdraw(item.id).await;
        assert_eq!(hall.rows("agenda_going").await, 0);
        assert!(events(&calendar.get(&address).await.text).is_empty());
    }

    async fn whoever_is_deleted_is_forgotten(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let item = hall.singing();
        hall.publish(&item).await;
        for name in ["陈师傅", "外地工友"] {
            hall.go(name, item.id).await;
        }
        let gone = address(&hall.as_("陈师傅").await.post("/me/calendar", &[]).await.text);
        let stays = address(&hall.as_("外地工友").await.post("/me/calendar", &[]).await.text);
        let person = hall.person["陈师傅"];
        hall.store.keep("test.erase", |tx| async move { jobs::emit(&tx, person, "membership.erased", json!({})).await }).await.unwrap();
        let worker = agenda::work(jobs::Worker::new(hall.store.clone()));
        jobs::drain(&worker).await.unwrap();
        assert_eq!((hall.rows("agenda_going").await, hall.rows("agenda_feed").await, hall.rows("agenda_item").await), (1, 1, 1));
        hall.visitor().get(&gone).await.is(404);
        assert_eq!(events(&hall.visitor().get(&stays).await.text).len(), 1);
    }
}
