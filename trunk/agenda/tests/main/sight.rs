//! Whom an item is for, and that nobody else hears of it.

use agenda::{Audience, NewItem};
use axum::http::Method;

use super::cast::{Hall, MIGRATIONS, events};

testkit::on_both_engines! { MIGRATIONS;
    async fn an_item_is_seen_by_those_it_is_for(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let members = NewItem { title: "会员观影".into(), audience: Audience::Members, ..hall.singing() };
        let subtree = NewItem { title: "本市联谊".into(), audience: Audience::Subtree, ..hall.singing() };
        hall.publish(&members).await;
        hall.publish(&subtree).await;
        let cases = [("", false, false), ("新来的", false, false), ("外地工友", true, false), ("陈师傅", true, true), ("周主席", true, true), ("市干事", true, true)];
        for (name, sees_members, sees_subtree) in cases {
            let mut browser = if name.is_empty() { hall.visitor() } else { hall.as_(name).await };
            for (item, sees) in [(&members, sees_members), (&subtree, sees_subtree)] {
                for path in ["/agenda?view=week", "/agenda?view=month", "/api/v1/agenda"] {
                    let page = browser.get(path).await;
                    page.is(200);
                    assert_eq!(page.text.contains(&item.title), sees, "{name} {path} {}", item.title);
                }
                browser.get(&format!("/agenda/{}.ics", item.id)).await.is(if sees { 200 } else { 404 });
            }
            // The public feed holds what is public, whoever asks.
            assert!(events(&browser.get("/agenda.ics").await.is(200).text).is_empty());
        }
        hall.as_("陈师傅").await.get("/agenda").await.shows("面向工会会员").shows("面向本级及所属工会会员");
    }

    async fn whoever_has_a_place_sees_it_and_is_told_so(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let item = NewItem { title: "本市联谊".into(), audience: Audience::Subtree, ..hall.singing() };
        hall.publish(&item).await;
        let mut far = hall.as_("外地工友").await;
        far.get("/agenda").await.hides("本市联谊");
        assert!(hall.go("外地工友", item.id).await && !hall.go("外地工友", item.id).await);
        far.get("/agenda").await.shows("本市联谊").shows("您已报名");
        assert_eq!(far.api(Method::GET, "/api/v1/agenda", None, &[]).await.json()["items"][0]["going"], true);
        hall.as_("陈师傅").await.get("/agenda").await.shows("本市联谊").hides("您已报名");
        assert!(hall.stay("外地工友", item.id).await && !hall.stay("外地工友", item.id).await);
        far.get("/agenda").await.hides("本市联谊");
    }

    async fn an_officer_sees_a_month_and_a_member_a_week(bed: Bed) {
        let hall = Hall::open(&bed).await;
        hall.publish(&hall.singing()).await;
        hall.as_("周主席").await.get("/agenda").await.shows("<table").shows("2026年11月");
        hall.as_("陈师傅").await.get("/agenda").await.hides("<table").shows("11月18日 周三").shows("/me/calendar");
        hall.visitor().get("/agenda").await.hides("<table").hides("/me/calendar");
        let reader = hall.reader("周主席").await;
        assert!(reader.is_officer() && reader.home == Some(hall.union["lushan"]));
    }
}
