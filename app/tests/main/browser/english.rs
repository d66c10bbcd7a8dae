//! The main pages read in English, at a desk and on a phone: no Chinese is left over, nothing is missing, nothing complains.

use organisation::Office;
use thirtyfour::WebDriver;
use unionhall::house::MIGRATIONS;
use uuid::Uuid;

use super::acts::Seat;
use super::federation::{ENGLISH, Line, officer_with_phone};
use super::{Driver, Size, serve};
use crate::house::Hall;

/// Names in examples; a union is searched by the name it has.
const EXAMPLES: [&str; 4] = ["麓山精密", "麓谷街道", "望月湖街道", "望月湖餐饮店"];

/// Chinese in texts and in words for readers of the screen, apart from the language's own name.
const LEFT_OVER: &str = r#"
const found = [], han = /[\u3400-\u9fff\u3001\u3002\uff08\uff09\uff0c\uff1a\uff1b]/;
const all = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
for (let node = all.currentNode; node; node = all.nextNode()) {
  const element = node.nodeType === 3 ? node.parentElement : node;
  if (/SCRIPT|STYLE/.test(element.tagName) || element.closest('[lang^=zh]')) continue;
  const words = node.nodeType === 3 ? [node.data]
    : ['title', 'placeholder', 'aria-label', 'alt', 'value', 'content', 'data-ask', 'data-done'].map(a => node.getAttribute(a) || '');
  for (const word of words) {
    const rest = arguments[0].reduce((text, name) => text.replace(name, ''), word);
    if (han.test(rest) && rest.trim() !== '中文') found.push(word.trim().slice(0, 80));
  }
}
const landed = performance.getEntriesByType('navigation')[0];
return { found, lang: document.documentElement.lang, status: landed.responseStatus, title: document.title,
  looks: document.styleSheets.length, scripts: document.scripts.length, path: location.pathname,
  wide: document.documentElement.scrollWidth - document.documentElement.clientWidth };
"#;

/// What is wrong with a page.
async fn faults(seat: &Seat<'_>, path: &str) -> Vec<String> {
    seat.window.goto(format!("{}{path}", seat.base)).await.unwrap();
    let seen = look(&seat.window).await;
    let mut faults: Vec<String> = seen["found"].as_array().unwrap().iter().map(|w| format!("{path}: {w}")).collect();
    let mut expect = |name: &str, is_well: bool| {
        if !is_well {
            faults.push(format!("{path}: {name} {}", seen[name]));
        }
    };
    expect("status", seen["status"] == 200);
    expect("lang", seen["lang"].as_str().is_some_and(|l| l.starts_with("en")));
    expect("looks", seen["looks"].as_i64().is_some_and(|n| n > 0));
    expect("scripts", seen["scripts"].as_i64().is_some_and(|n| n > 0));
    expect("title", seen["title"].as_str().is_some_and(|t| !t.trim().is_empty()));
    expect("wide", seen["wide"].as_i64().is_some_and(|n| n <= 0));
    expect("path", path.split('?').next() == seen["path"].as_str());
    faults.extend(seat.complaints().await.into_iter().map(|c| format!("{path}: {c}")));
    faults
}

async fn look(window: &WebDriver) -> serde_json::Value {
    window.execute(LEFT_OVER, vec![serde_json::json!(EXAMPLES)]).await.unwrap().json().clone()
}

testkit::on_both_engines! { MIGRATIONS;
    async fn browser_reads_english_everywhere(bed: Bed) {
        let driver = match Driver::start() {
            Ok(driver) => driver,
            Err(why) => {
                testkit::skip("browser", &why);
                return bed;
            }
        };
        let hall = &Hall::open(&bed).await;
        let line = Line::plant(hall, &ENGLISH).await;
        let chair = officer_with_phone(hall, line.local, Office::Chair, "Chair Ho", "19900020001").await;
        let county = hall.officer(line.above[3], Office::Chair, true, "County Chair").await;
        let member = Uuid::new_v5(&line.local, ENGLISH.members[0].as_bytes());
        let session = Uuid::from_u128(7);
        let (key, union, person) = (session.to_string(), line.local.to_string(), member.to_string());
        let held = [
            ("key", key.as_str()),
            ("union", &union),
            ("title_other", "Reading a caliper"),
            ("kind", "ten-minute"),
            ("setting", "team"),
            ("place", "Workshop 2"),
            ("when", "2026-11-18T07:50"),
            ("minutes", "10"),
            ("heads", "24"),
            ("people", &person),
        ];
        hall.browser_of(chair).await.submit("/sessions/new", &held).await.is(200);
        let base = serve(hall).await;
        let seat = async |size| Seat { hall, window: driver.window(size, "en-GB").await, base: base.clone() };
        let (local, root) = (line.local, line.above[0]);
        let mut all = Vec::new();

        for size in [Size::Desk, Size::Phone] {
        let visitor = seat(size).await;
        let public = ["/", "/join", "/sign-in", "/sign-in/desk", "/u", "/verify", "/figures/how"].map(str::to_owned);
        for path in public.into_iter().chain([format!("/u/{root}"), format!("/u/{local}"), format!("/u/{root}/figures"), format!("/join?union={local}")]) {
            all.extend(faults(&visitor, &path).await);
        }
        visitor.window.quit().await.unwrap();

        let inside = seat(size).await;
        inside.enter_as(member).await;
        let own = [
            "/", "/activities", "/me", "/me/card", "/me/attended", "/me/data", "/me/data/copy", "/me/data/delete", "/me/devices",
            "/me/security", "/me/tokens", "/me/preferences", "/me/transfer", "/me/leave", "/notices", "/powers", "/foundings/mine",
        ]
        .map(str::to_owned);
        for path in own.into_iter().chain([format!("/sessions/{session}"), format!("/unions/{local}/found")]) {
            all.extend(faults(&inside, &path).await);
        }
        inside.window.quit().await.unwrap();

        let desk = seat(size).await;
        desk.enter_as(chair).await;
        let work = [
            "/desk", "/sessions", "/sessions/new", "/sessions/sheet", "/programmes", "/members", "/members/applications",
            "/members/enrol", "/members/import", "/members/receive", "/unions", "/employers",
        ]
        .map(str::to_owned);
        let here = [
            format!("/sessions/{session}"),
            format!("/sessions/{session}/edit"),
            format!("/sessions/{session}/entry"),
            format!("/sessions/{session}/retract"),
            format!("/members/{member}"),
            format!("/members/{member}/edit"),
            format!("/figures/{local}"),
            format!("/figures/{local}/sessions"),
            format!("/unions/{local}"),
        ];
        for path in work.into_iter().chain(here) {
            all.extend(faults(&desk, &path).await);
        }
        desk.window.quit().await.unwrap();

        let above = seat(size).await;
        above.enter_as(county).await;
        let id = line.above[3];
        let office = ["/desk", "/foundings", "/employers", "/employers/new", "/members/overdue"].map(str::to_owned);
        let kept = ["describe", "term", "rename", "move", "lines", "keeping", "merge", "split", "close", "posts", "posts/new"];
        let changes = kept.map(|verb| format!("/unions/{local}/{verb}"));
        let there = [format!("/unions/{id}"), format!("/unions/{id}/found"), format!("/figures/{id}"), format!("/figures/{id}/sessions")];
        for path in office.into_iter().chain(changes).chain(there) {
            all.extend(faults(&above, &path).await);
        }
        above.window.quit().await.unwrap();
        }
        assert!(all.is_empty(), "{}", all.join("\n"));
    }
}
