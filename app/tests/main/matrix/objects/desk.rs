//! Money and a door: an account, and a paid place with a ticket for today.

use axum::http::Method;
use serde_json::json;
use store::Actor;
use testkit::Browser;
use uuid::Uuid;

use super::{Who, ask, first, id};
use crate::house::Hall;

#[derive(Clone)]
pub struct Made {
    pub account: Uuid,
    /// Places with an occasion, one of them the member's, who paid.
    pub door: Uuid,
    /// The number of his receipt.
    pub receipt: String,
    /// A draw by sealed seeds, of which the member is asked to seal one.
    pub sealed: Uuid,
}

pub async fn make(hall: &Hall, chair: &mut Browser, who: &Who) -> Made {
    let account = json!({ "key": hall.store().ids().new_id(hall.store().now()), "union": who.union, "title": "普惠洗牙", "source": "own", "amount": 100_000 });
    let account = id(&ask(chair, Method::POST, "/api/v1/accounts", Some(account)).await["id"]);
    let door = door(hall, who).await;
    let path = format!("/api/v1/signups/{door}/payments");
    ask(chair, Method::POST, &path, Some(json!({ "number": 1, "amount": 4_000, "method": "cash" }))).await;
    let paid = ask(chair, Method::GET, &path, None).await;
    let receipt = first(&paid)["receipt"].as_str().expect("a receipt has a number").to_owned();
    Made { account, door, receipt, sealed: sealed(hall, chair, who).await }
}

async fn sealed(hall: &Hall, chair: &mut Browser, who: &Who) -> Uuid {
    let new = signups::NewAllotment { policy: signups::Policy::Draw, places: 2, ..plain(hall, who.union, "新春团拜") };
    let (id, open_until) = (new.id, new.closes_at + 86_400_000);
    open(hall, &new, &[]).await;
    let prepare = |tx| async move { signups::prepare_sealed_draw(&tx, id, open_until).await };
    hall.store().write("test.prepare", &Actor::house(), prepare).await.unwrap();
    let form = [("phone", who.phone.as_str()), ("capacity", "职工代表")];
    chair.post(&format!("/signups/{id}/witnesses"), &form).await.is(303);
    id
}

async fn door(hall: &Hall, who: &Who) -> Uuid {
    let new = signups::NewAllotment { places: 9, price: 4_000, ..plain(hall, who.union, "周末观影") };
    let now = hall.store().now();
    let evening = signups::NewOccasion {
        n: 1,
        id: hall.store().ids().new_id(now),
        begins_at: now + 3_600_000,
        ends_at: now + 7_200_000,
        place: "职工影院".into(),
        is_cancelled: false,
    };
    open(hall, &new, &[evening]).await;
    enter(hall, new.id, who.person).await;
    new.id
}

/// One place, which one member has given up, so that it is offered to the other.
pub async fn offered(hall: &Hall, union: Uuid, member: Uuid, other: Uuid) -> Uuid {
    let new = signups::NewAllotment { places: 1, offer_minutes: 60, ..plain(hall, union, "手机摄影入门") };
    open(hall, &new, &[]).await;
    for person in [other, member] {
        enter(hall, new.id, person).await;
    }
    hall.house.signups.leave(&Actor::person(other), new.id, other).await.unwrap();
    new.id
}

fn plain(hall: &Hall, union: Uuid, title: &str) -> signups::NewAllotment {
    let now = hall.store().now();
    signups::NewAllotment {
        id: hall.store().ids().new_id(now),
        union,
        room: "activities",
        subject: union,
        title: title.into(),
        href: "/activities".into(),
        opens_at: now,
        closes_at: now + 86_400_000,
        withdraw_until: now + 86_400_000,
        ..signups::NewAllotment::default()
    }
}

async fn open(hall: &Hall, new: &signups::NewAllotment, occasions: &[signups::NewOccasion]) {
    let open = |tx| async move {
        signups::open(&tx, new).await?;
        signups::occasions(&tx, new.id, occasions).await
    };
    hall.store().write("test.allot", &Actor::house(), open).await.unwrap();
}

async fn enter(hall: &Hall, allotment: Uuid, person: Uuid) {
    let now = hall.store().now();
    let wish = signups::Wish {
        allotment,
        person,
        key: hall.store().ids().new_id(now),
        heads: 1,
        answers: String::new(),
        received_at: now,
        actor: Actor::person(person),
    };
    assert!(matches!(hall.house.signups.enter(wish).await.unwrap(), signups::Decided::Entered(_)));
}
