//! Places that open at a set time: the countdown, the rush, number and result.

use signups::NewAllotment;
use unionhall::house::MIGRATIONS;

use super::stage::Stage;
use super::{Size, says};

/// Real seconds, for the countdown runs in the browser.
const UNTIL: i64 = 6_000;

async fn story(bed: testkit::Bed) -> testkit::Bed {
    let Some(stage) = Stage::open(&bed).await else { return bed };
    let plain = stage.plain(1);
    let new = NewAllotment { opens_at: plain.opens_at + UNTIL, ..plain };
    stage.allot(&new, &[]).await;
    let path = format!("/signups/{}", new.id);
    let form = format!("form[action='{path}'] button");

    let first = stage.seat(Size::Phone, stage.member(0)).await;
    let second = stage.seat(Size::Phone, stage.member(1)).await;
    first.go(&path).await;
    first.says("signups-opens-by-itself").await;
    first.is_at("[data-until]").await;
    assert!(!first.has(&form).await, "nobody asks before it opens");

    // The house's clock passes the opening; the page comes back by itself.
    bed.clock.advance(UNTIL);
    first.is_at(&form).await;
    first.press(&form).await;
    first.says("signups-mine-placed").await;
    says(&first.window, "排队号第1号").await;
    first.is_dressed().await;

    second.go(&path).await;
    second.says("signups-enter-list").await;
    second.press(&form).await;
    says(&second.window, "排队号第2号").await;
    assert!(!second.has(&form).await, "asked once");

    // The first gives his place up, and the second has it.
    first.press(&format!("a[href='{path}/leave']")).await;
    first.press(&format!("form[action='{path}/leave'] button")).await;
    first.says("signups-mine-withdrawn").await;
    stage.work().await;
    second.go(&path).await;
    second.says("signups-mine-placed").await;
    second.go("/me/signups").await;
    says(&second.window, "周末观影").await;
    for seat in [first, second] {
        seat.leaves_content().await;
    }
    bed
}

#[test]
fn browser_signs_up_at_the_opening() {
    testkit::run_on_postgres(MIGRATIONS, story);
}
