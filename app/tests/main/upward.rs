//! What the rooms do at the base is counted by every union above it and by nobody beside it: goods handed out, a voucher redeemed,
//! a card shown for an offer, a challenge lived through.

use axum::http::Method;
use codes::Day;
use organisation::Office;
use serde_json::{Value, json};
use testkit::hidden;
use unionhall::house::{MIGRATIONS, worker};
use uuid::Uuid;

use crate::house::{Hall, Small};
use crate::matrix::objects::{Who, aid, challenge, counter, desk};

/// The numbers of one kind in a union's figures; nothing where that kind does not stand.
async fn counted(hall: &Hall, union: Uuid, period: &str, kind: &str) -> Option<Value> {
    let reader = hall.officer(union, Office::Officer, true, &format!("统计干事 {kind}")).await;
    let path = format!("/api/v1/unions/{union}/figures?period={period}&by=kinds");
    let said = hall.browser_of(reader).await.api(Method::GET, &path, None, &[]).await.is(200).json();
    said["rows"].as_array().unwrap().iter().find(|row| row["key"] == kind).map(|row| row["counted"].clone())
}

/// The same numbers stand at the base and at each union above it; beside it stands nothing.
async fn goes_up(hall: &Hall, small: &Small, period: &str, kind: &str, wanted: &[(&str, i64)]) {
    for union in [small.locals[0], small.counties[0], small.city, small.root] {
        let counted =
            counted(hall, union, period, kind).await.unwrap_or_else(|| panic!("{kind} is not in the figures of {union}"));
        for (name, n) in wanted {
            assert_eq!(counted[*name], *n, "{kind} {name}: {counted}");
        }
    }
    for union in [small.locals[1], small.counties[1]] {
        assert!(counted(hall, union, period, kind).await.is_none_or(|c| c["facts"] == 0), "{kind} stands beside its host");
    }
}

testkit::on_both_engines! { MIGRATIONS;
    async fn what_the_rooms_do_is_counted_at_every_level(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let small = hall.small().await;
        let maker = hall.officer(small.locals[0], Office::Chair, false, "何主席").await;
        let (person, ordinal) = small.members[0][0];
        let (name, phone) = (format!("密甲{ordinal}"), format!("1990000{ordinal:04}"));
        let who = Who { union: small.locals[0], person, name, phone, maker, local: 0 };
        let (mut chair, mut own) = (hall.browser_of(maker).await, hall.browser_of(person).await);
        let account = desk::make(&hall, &mut chair, &who).await.account;
        let shop = counter::make(&hall, &mut chair, &mut own, &who, account).await;
        let contest = challenge::make(&hall, &mut own, &who).await;
        aid::make(&hall, &mut chair, &who).await;
        goes_up(&hall, &small, "2026-11", "warmth", &[("sessions", 1), ("attendances_named", 1), ("goods", 1), ("money_fen", 5_000)]).await;

        // The clerk redeems the voucher, and once more by mistake; then somebody shows his card.
        let mut clerk = hall.visitor();
        clerk.get(&format!("/redeem/in/{}", shop.token)).await.is(303);
        let voucher = own.get(&format!("/vouchers/{}", shop.benefit)).await.is(200).text.clone();
        let code = voucher.split("class=\"code\">").nth(1).unwrap().split('<').next().unwrap().replace(' ', "%20");
        let ticket = hidden(&clerk.get(&format!("/redeem?code={code}")).await.is(200).text, "ticket");
        clerk.post("/redeem", &[("ticket", &ticket)]).await.is(303);
        clerk.post("/redeem", &[("ticket", &ticket)]).await.is(409);
        clerk.post("/redeem/card", &[("offer", &shop.offer.to_string())]).await.is(303);
        goes_up(&hall, &small, "2026-11", "benefit", &[("redeemed", 1), ("money_fen", 8_010), ("sessions", 0)]).await;
        goes_up(&hall, &small, "2026-11", "card-offer", &[("redeemed", 1), ("money_fen", 0)]).await;
        // It stands on the page, too, and opens what is behind it; no name does.
        let above = hall.officer(small.city, Office::Officer, true, "市统计干事").await;
        let mut above = hall.browser_of(above).await;
        above.get(&format!("/figures/{}?period=2026-11", small.city)).await.is(200).shows("核销").shows("behind=redeemed").hides("密");
        above.get(&format!("/figures/{}/sessions?period=2026-11&behind=redeemed", small.city)).await.is(200).shows("19.9元洗牙").hides("密");

        // Eight weeks of a challenge: it counts when it is over, on its last day.
        for (day, value) in [("2026-11-26", "90.0"), ("2027-01-18", "80.0")] {
            bed.clock.set(Day::parse_written(day).unwrap().start_unix_ms() + 12 * 3_600_000);
            jobs::drain(&worker(&hall.house)).await.unwrap();
            let noted = json!({ "key": Uuid::new_v5(&contest, day.as_bytes()), "day": day, "value": value });
            let path = format!("/api/v1/challenges/{contest}/me/measurements");
            hall.browser_of(person).await.api(Method::POST, &path, Some(noted), &[]).await.is(200);
        }
        bed.clock.set(Day::parse_written("2027-01-24").unwrap().start_unix_ms());
        jobs::drain(&worker(&hall.house)).await.unwrap();
        goes_up(&hall, &small, "2027-01", "challenge-weight", &[("sessions", 1), ("attendances_named", 1)]).await;
    }
}
