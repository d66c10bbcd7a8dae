use web::local;

use crate::hall::{Hall, on_sqlite};

#[test]
fn an_address_leads_into_the_house_or_to_its_door() {
    for inside in ["/", "/desk", "/desk?a=1&b=%2F%2Fevil", "/人/王?q=师傅", "/a//b", "/x#y", "/?next=https://evil"] {
        assert_eq!(local(inside), inside);
    }
    for outside in [
        "",
        "desk",
        "https://evil",
        "HTTPS://evil",
        "//evil",
        "///evil",
        "/\\evil",
        "\\\\evil",
        "javascript:alert(1)",
        " /x",
        "/\t/evil",
        "/\n/evil",
        "/a\r\nb",
        "\u{0}/",
        "/\u{85}",
    ] {
        assert_eq!(local(outside), "/", "{outside:?}");
    }
}

on_sqlite! {
    async fn a_language_once_chosen_stays(bed: Bed) {
        let hall = Hall::on(&bed.store);
        let mut browser = hall.browser();
        let answer = browser.post("/preferences", &[("lang", "en"), ("theme", "dark"), ("back", "/nowhere?q=王")]).await;
        assert!(answer.is(303).headers["location"].as_bytes().starts_with(b"/nowhere?q="));
        assert_eq!((browser.cookie("lang"), browser.cookie("theme")), (Some("en"), Some("dark")));
        browser.get("/nowhere").await.shows("There is no such page").shows("dark");
        browser.post("/preferences", &[("lang", "zh")]).await.is(303);
        browser.get("/nowhere").await.shows("没有这个页面");
    }

    async fn nonsense_is_not_remembered_and_nobody_is_sent_away(bed: Bed) {
        let hall = Hall::on(&bed.store);
        let mut browser = hall.browser();
        let answer = browser.post("/preferences", &[("lang", "xx; Domain=evil"), ("theme", "x; Domain=evil"), ("back", "//evil.test")]).await;
        assert_eq!(answer.is(303).location(), "/");
        assert_eq!(browser.cookie("lang"), None);
        assert!(!answer.headers.get_all("set-cookie").iter().any(|c| c.to_str().unwrap().contains("evil")));
        // A cookie nobody set: the browser's own language counts.
        let mut odd = hall.browser().in_english();
        odd.take_cookie("lang=xx");
        odd.take_cookie("said=good.<script>");
        odd.get("/nowhere").await.shows("There is no such page").hides("<script>");
    }
}
