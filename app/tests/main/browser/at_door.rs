//! At the door without network: let in from the list, sent when the network is back, and what was refused stays to be seen to.

use signups::{NewAllotment, NewOccasion};
use store::Actor;
use thirtyfour::prelude::ElementQueryable as _;
use unionhall::house::MIGRATIONS;
use uuid::Uuid;

use super::acts::Seat;
use super::stage::{MINUTE, Stage};
use super::{Size, find, says};

async fn types(door: &Seat<'_>, code: &str, answer: &str) {
    door.write("text", code).await;
    door.press("#door-form button[type='submit'], #door-form button:not([type])").await;
    let words = door.word(answer);
    let path = format!("//*[@id='door-answer']//*[contains(., '{words}')]");
    assert!(door.window.query(thirtyfour::By::XPath(path)).first().await.is_ok(), "{code}: {}", super::text(&door.window).await);
}

async fn came(stage: &Stage, allotment: Uuid) -> i64 {
    let sql = "SELECT COUNT(*) FROM desk_check_in WHERE allotment_id = $1";
    store::scalar(stage.hall.store().read(), sql, store::binds![allotment]).await.unwrap().unwrap()
}

async fn story(bed: testkit::Bed) -> testkit::Bed {
    let Some(stage) = Stage::open(&bed).await else { return bed };
    let new = NewAllotment { ..stage.plain(9) };
    let begins_at = new.opens_at + 30 * MINUTE;
    let evening = NewOccasion {
        n: 1,
        id: new.id,
        begins_at,
        ends_at: begins_at + 90 * MINUTE,
        place: "职工影院".into(),
        is_cancelled: false,
    };
    stage.allot(&new, &[evening]).await;
    for n in 0..3 {
        stage.enter(new.id, stage.member(n)).await;
    }
    let door = stage.seat(Size::Phone, stage.chair).await;
    door.go(&format!("/signups/{}/checkin", new.id)).await;
    says(&door.window, "本机名单3人").await;
    let mut codes = Vec::new();
    for n in 0..3 {
        codes.push(stage.code(new.id, stage.member(n)).await);
    }
    types(&door, &codes[0], "signups-door-in").await;
    assert_eq!(came(&stage, new.id).await, 1);

    stage.driver.network(&door.window, false);
    // Meanwhile one gives his place up, which the list on the device does not know.
    let leaver = stage.member(2);
    stage.hall.house.signups.leave(&Actor::person(leaver), new.id, leaver).await.unwrap();
    types(&door, &codes[1], "signups-door-queued").await;
    types(&door, &codes[1], "signups-door-already").await;
    types(&door, &codes[2], "signups-door-queued").await;
    types(&door, "7Q2M0FX1", "signups-door-not-on-list").await;
    says(&door.window, "待上传：2").await;
    assert_eq!(came(&stage, new.id).await, 1, "nothing goes out without network");

    stage.driver.network(&door.window, true);
    let refused = find(&door.window, "#door-queue li").await.text().await.unwrap();
    assert!(refused.contains(&door.word("signups-door-refused")) && refused.contains(&codes[2]), "{refused}");
    assert_eq!(came(&stage, new.id).await, 2, "the other stands");
    assert!(!super::text(&door.window).await.contains("待上传"));

    // It stays until somebody has seen to it, also when the page comes again.
    door.go(&format!("/signups/{}/checkin", new.id)).await;
    door.is_at("#door-queue li").await;
    door.press("#door-queue li button").await;
    assert!(!door.has("#door-queue li").await);
    door.go(&format!("/signups/{}/checkin", new.id)).await;
    says(&door.window, "本机名单2人").await;
    assert!(!door.has("#door-queue li").await);
    door.window.quit().await.unwrap();
    bed
}

#[test]
fn browser_lets_in_without_network() {
    testkit::run_on_postgres(MIGRATIONS, story);
}
