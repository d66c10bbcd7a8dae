//! A draw from entering to finding oneself, and the record that anybody computes again.

use serde_json::Value;
use signups::{NewAllotment, Policy};
use store::Actor;
use thirtyfour::By;
use unionhall::house::MIGRATIONS;

use super::stage::{MINUTE, Stage};
use super::{Size, find, says};
use crate::draws::verify;

async fn story(bed: testkit::Bed) -> testkit::Bed {
    let Some(stage) = Stage::open(&bed).await else { return bed };
    let new = NewAllotment { policy: Policy::Draw, ..stage.plain(1) };
    stage.allot(&new, &[]).await;
    let falls_at = new.closes_at + 60 * MINUTE;
    let prepare = |tx| async move { signups::prepare_draw(&tx, new.id, "11月18日晚的开奖号码", falls_at).await };
    stage.hall.store().write("test.prepare", &Actor::house(), prepare).await.unwrap();
    let (path, draw) = (format!("/signups/{}", new.id), format!("/draws/{}", new.id));

    let member = stage.seat(Size::Phone, stage.member(0)).await;
    member.go(&path).await;
    member.says("signups-enter-draw").await;
    member.press(&format!("form[action='{path}'] button")).await;
    member.says("signups-mine-entered").await;
    let receipt = find(&member.window, "p.code").await.text().await.unwrap();
    assert_eq!(receipt.len(), 32, "{receipt}");
    for other in [1, 2] {
        stage.enter(new.id, stage.member(other)).await;
    }

    // The list is sealed after closing, the public number falls, the chair holds the draw.
    bed.clock.set(new.closes_at + 30 * MINUTE);
    stage.work().await;
    bed.clock.set(falls_at);
    let chair = stage.seat(Size::Desk, stage.chair).await;
    chair.go(&format!("{path}/desk")).await;
    chair.write("value", "03 11 17 22 28 31 09").await;
    chair.press(&format!("form[action='{path}/draw'] button")).await;
    chair.agrees().await;
    chair.is_at("input[name='receipt']").await;
    stage.work().await;

    member.go(&path).await;
    member.press(&format!("a[href='{draw}']")).await;
    member.write("receipt", &receipt).await;
    member.press("#find form button").await;
    says(&member.window, "3人里，您抽在第").await;
    let words = super::text(&member.window).await;
    let is_placed = words.contains(&member.word("signups-draw-your-place"));
    assert!(is_placed || words.contains("按记录，您在候补第"), "{words}");
    member.is_dressed().await;

    // What the page hands out is the record, and it holds; a receipt nobody has is not in it.
    let file = member.window.find(By::Css("a[href$='/record.json']")).await.unwrap().prop("href").await.unwrap().unwrap();
    let text = member.window.execute_async(FETCH, vec![Value::from(file)]).await.unwrap();
    let text = text.json().as_str().unwrap().to_owned();
    let held = verify(&text);
    assert_eq!(String::from_utf8_lossy(&held.stdout), "the draw holds: 3 entries, 1 with a place\n");
    let mut bent: Value = serde_json::from_str(&text).unwrap();
    bent["lots"].as_array_mut().unwrap().swap(0, 1);
    assert!(!verify(&bent.to_string()).status.success());
    member.write("receipt", &"0".repeat(32)).await;
    member.press("#find form button").await;
    member.says("signups-draw-not-in-it").await;

    // The result on his own page is the record's.
    member.go(&path).await;
    if is_placed {
        member.says("signups-mine-placed").await;
    } else {
        says(&member.window, "排队号第").await;
        assert!(!super::text(&member.window).await.contains(&member.word("signups-mine-placed")));
    }
    for seat in [member, chair] {
        seat.leaves_content().await;
    }
    bed
}

const FETCH: &str = "const done = arguments[1]; fetch(arguments[0]).then(r => r.text()).then(done, e => done(String(e)));";

#[test]
fn browser_enters_a_draw_and_finds_himself_in_it() {
    testkit::run_on_postgres(MIGRATIONS, story);
}
