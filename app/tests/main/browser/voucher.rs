//! A voucher at the merchant's counter: shown, typed, confirmed, and refused the second time.

use unionhall::house::MIGRATIONS;

use super::stage::Stage;
use super::{Size, find, says};
use crate::matrix::objects::{Who, counter, desk};

async fn story(bed: testkit::Bed) -> testkit::Bed {
    let Some(stage) = Stage::open(&bed).await else { return bed };
    let (person, ordinal) = stage.small.members[0][0];
    let phone = format!("1990000{ordinal:04}");
    let who = Who { union: stage.small.locals[0], person, name: format!("密甲{ordinal}"), phone, maker: stage.chair, local: 0 };
    let mut chair = stage.hall.browser_of(stage.chair).await;
    let mut own = stage.hall.browser_of(person).await;
    let account = desk::make(&stage.hall, &mut chair, &who).await.account;
    let made = counter::make(&stage.hall, &mut chair, &mut own, &who, account).await;
    let redeemed = || async {
        let sql = "SELECT COUNT(*) FROM ben_redemption WHERE benefit_id = $1";
        store::scalar::<i64>(stage.hall.store().read(), sql, store::binds![made.benefit]).await.unwrap().unwrap()
    };

    let member = stage.seat(Size::Phone, person).await;
    member.go("/me/vouchers").await;
    member.press(&format!("a[href='/vouchers/{}']", made.benefit)).await;
    let code = find(&member.window, "strong.code").await.text().await.unwrap();
    assert_eq!(code.chars().filter(|c| !c.is_whitespace()).count(), 8, "{code}");
    member.is_dressed().await;

    // The clerk is nobody's member: the link alone opens the counter.
    let clerk = stage.stranger(Size::Phone).await;
    clerk.go(&format!("/redeem/in/{}", made.token)).await;
    clerk.write("code", &code).await;
    clerk.press("form[method='get'] button").await;
    clerk.says("benefits-compare").await;
    assert!(!clerk.window.source().await.unwrap().contains(&who.name), "the counter learns no whole name");
    clerk.press("section.slip form button, section.slip button").await;
    clerk.says("benefits-redeemed").await;
    assert_eq!(redeemed().await, 1);

    // The same code again: where and when it was used, and nothing to confirm.
    clerk.write("code", &code).await;
    clerk.press("form[method='get'] button").await;
    says(&clerk.window, "核销过").await;
    assert!(!clerk.has("section.slip button").await);
    assert_eq!(redeemed().await, 1);
    member.go(&format!("/vouchers/{}", made.benefit)).await;
    assert!(!member.has("strong.code").await, "used up, it shows no code");
    member.leaves_content().await;
    clerk.window.quit().await.unwrap();
    bed
}

#[test]
fn browser_redeems_a_voucher_once() {
    testkit::run_on_postgres(MIGRATIONS, story);
}
