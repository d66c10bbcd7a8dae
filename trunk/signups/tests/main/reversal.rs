//! A payment booked by mistake is taken back with its reason, and the books show both.

use super::hall::{Hall, MIGRATIONS};
use super::money::{MINUTE, priced, takes_back, uses};

testkit::on_both_engines! { MIGRATIONS;
    async fn a_payment_booked_by_mistake_is_reversed_and_paid_anew(bed: Bed) {
        let hall = Hall::open(&bed, 3).await;
        let id = priced(&hall, 2).await;
        hall.enter(id, 0, 1).await;
        hall.enter(id, 1, 1).await;
        let mut officer = hall.officer("county").await;
        let (money, back) = (format!("/signups/{id}/money"), format!("/signups/{id}/reversal"));
        let pay = [("number", "1"), ("amount", "9600"), ("method", "cash")];
        let because = [("number", "1"), ("reason", "登记到别人名下")];
        officer.submit(&back, &because).await.is(200).shows("这一笔没有收过款");
        officer.post(&money, &pay).await.is(303);
        officer.get(&money).await.shows("登记有误，撤销");
        officer.get(&format!("{money}?reverse=1")).await.is(200).shows("撤销这一笔收款").shows("收据20261118-1").shows("会员0");
        // Neither a stranger nor a reason left out reverses anything.
        hall.officer("east").await.post(&back, &because).await.is(404);
        hall.member(0).await.post(&back, &because).await.is(403);
        officer.post(&back, &[("number", "1"), ("reason", " ")]).await.is(422).shows("请写原因").shows("撤销这一笔收款");
        assert_eq!(hall.entry(id, 0).await.pay, "paid");
        bed.clock.advance(60 * MINUTE);
        let answer = officer.post(&back, &because).await;
        let receipt = format!("/signups/{id}/receipts/20261118-2");
        assert_eq!(answer.is(303).location(), receipt);
        officer.get(&receipt).await.is(200).shows("收款冲销凭证").shows("登记到别人名下").shows("玖拾陆元整");
        // The place stands, the price is due again with its whole time, and whoever holds the place is told once.
        let e = hall.entry(id, 0).await;
        assert_eq!((e.state.as_str(), e.pay.as_str(), e.until_at), ("placed", "due", Some(hall.store.now() + 120 * MINUTE)));
        hall.adds_up().await;
        assert_eq!(hall.told(0).await, ["signups-notice-reversed"]);
        officer.submit(&back, &because).await.shows("这一笔没有收过款，或者已经撤销");
        officer.get(&money).await.shows("收据20261118-1").shows("冲销凭证20261118-2").hides("登记有误，撤销");
        // Paid anew and reversed anew; the first receipt stays as it was.
        officer.post(&money, &pay).await.is(303);
        officer.post(&back, &because).await.is(303);
        officer.post(&money, &[("number", "1"), ("amount", "9600"), ("method", "card")]).await.is(303);
        officer.get(&format!("/signups/{id}/receipts/20261118-1")).await.is(200).shows("收据").shows("现金");
        hall.adds_up().await;
        // The day shows what was reversed and why, and its sums are without it.
        let day = format!("/signups/close-day?union={}&day=2026-11-18", hall.union["county"]);
        officer.get(&day).await.is(200).shows("当日撤销的收款").shows("冲销凭证20261118-2").shows("登记到别人名下").shows("−96元");
        let union = hall.union["county"].to_string();
        let close = [("union", union.as_str()), ("day", "2026-11-18"), ("counted", "0"), ("says", "")];
        officer.post("/signups/close-day", &close).await.is(303);
        // A reversal after the close belongs to the next day.
        let answer = officer.post(&back, &because).await;
        assert_eq!(answer.is(303).location(), format!("/signups/{id}/receipts/20261119-1"));
        hall.adds_up().await;
        // Nobody pays in time: the place goes on as any unpaid one.
        bed.clock.advance(121 * MINUTE);
        hall.work().await;
        assert_eq!(hall.entry(id, 0).await.state, "expired");
        hall.adds_up().await;
    }

    async fn what_was_used_is_not_reversed_and_a_gone_place_owes_nothing(bed: Bed) {
        let hall = Hall::open(&bed, 2).await;
        let id = priced(&hall, 2).await;
        let mut officer = hall.officer("county").await;
        let (money, back) = (format!("/signups/{id}/money"), format!("/signups/{id}/reversal"));
        for n in 0..2 {
            hall.enter(id, n, 1).await;
            let number = (n + 1).to_string();
            officer.post(&money, &[("number", &number), ("amount", "9600"), ("method", "transfer")]).await.is(303);
        }
        let used = uses(&hall, id, 1).await.unwrap();
        officer.submit(&back, &[("number", "1"), ("reason", "误收")]).await.shows("已经用过了，不能撤销收款");
        takes_back(&hall, id, 1, used).await;
        officer.post(&back, &[("number", "1"), ("reason", "误收")]).await.is(303);
        assert_eq!(hall.entry(id, 0).await.pay, "due");
        // Given up meanwhile: the mistake is put right, and nothing is owed or to be refunded.
        hall.leave(id, 1).await;
        officer.post(&back, &[("number", "2"), ("reason", "误收")]).await.is(303);
        assert_eq!(hall.entry(id, 1).await.pay, "none");
        officer.post(&format!("/signups/{id}/refund"), &[("number", "2"), ("method", "cash")]).await.is(303);
        officer.get(&money).await.shows("这一笔没有收过款，不用退").hides("待退");
        hall.adds_up().await;
    }
}
