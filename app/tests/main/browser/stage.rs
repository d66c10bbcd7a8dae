//! A small federation with the house on the air, for stories of places, doors and counters.

use axum::http::Method;
use organisation::Office;
use signups::{NewAllotment, NewOccasion, Wish};
use store::Actor;
use testkit::Bed;
use thirtyfour::By;
use uuid::Uuid;

use super::acts::Seat;
use super::{Driver, Size, serve};
use crate::house::{Hall, Small};

pub const MINUTE: i64 = 60_000;

pub struct Stage {
    pub driver: Driver,
    pub hall: Hall,
    pub small: Small,
    /// Who runs the first local.
    pub chair: Uuid,
    pub base: String,
}

impl Stage {
    /// None where there is no browser.
    pub async fn open(bed: &Bed) -> Option<Self> {
        let driver = Driver::start().map_err(|why| testkit::skip("browser", &why)).ok()?;
        let hall = Hall::open(bed).await;
        let small = hall.small().await;
        let chair = hall.officer(small.locals[0], Office::Chair, false, "何主席").await;
        let base = serve(&hall).await;
        Some(Self { driver, hall, small, chair, base })
    }

    /// A window in which this person is signed in.
    pub async fn seat(&self, size: Size, person: Uuid) -> Seat<'_> {
        let seat = self.stranger(size).await;
        seat.enter_as(person).await;
        seat
    }

    /// A window in which nobody is signed in.
    pub async fn stranger(&self, size: Size) -> Seat<'_> {
        Seat { hall: &self.hall, window: self.driver.window(size, "zh-CN").await, base: self.base.clone() }
    }

    /// A member of the first local.
    pub fn member(&self, n: usize) -> Uuid {
        self.small.members[0][n].0
    }

    /// Free places of the first local, open from now on for two hours.
    pub fn plain(&self, places: i64) -> NewAllotment {
        let now = self.hall.store().now();
        NewAllotment {
            id: self.hall.store().ids().new_id(now),
            union: self.small.locals[0],
            room: "activities",
            subject: self.small.locals[0],
            title: "周末观影".into(),
            href: "/activities".into(),
            places,
            opens_at: now,
            closes_at: now + 120 * MINUTE,
            withdraw_until: now + 120 * MINUTE,
            ..NewAllotment::default()
        }
    }

    /// Opens places, with these occasions.
    pub async fn allot(&self, new: &NewAllotment, occasions: &[NewOccasion]) {
        self.hall
            .store()
            .write("test.allot", &Actor::house(), |tx| async move {
                signups::open(&tx, new).await?;
                signups::occasions(&tx, new.id, occasions).await
            })
            .await
            .unwrap();
    }

    /// A member asks for a place without a window.
    pub async fn enter(&self, allotment: Uuid, person: Uuid) {
        let now = self.hall.store().now();
        let wish = Wish {
            allotment,
            person,
            key: self.hall.store().ids().new_id(now),
            heads: 1,
            answers: String::new(),
            received_at: now,
            actor: Actor::person(person),
        };
        assert!(matches!(self.hall.house.signups.enter(wish).await.unwrap(), signups::Decided::Entered(_)));
    }

    /// The eight symbols of somebody's ticket.
    pub async fn code(&self, allotment: Uuid, person: Uuid) -> String {
        let mut phone = self.hall.browser_of(person).await;
        let answer = phone.api(Method::GET, &format!("/api/v1/signups/{allotment}/ticket"), None, &[]).await;
        answer.is(200).json()["short"].as_str().unwrap().to_owned()
    }

    /// Whatever the house does by itself by now.
    pub async fn work(&self) {
        jobs::drain(&unionhall::house::worker(&self.hall.house)).await.unwrap();
    }
}

impl Seat<'_> {
    /// Whether the page shows such a thing at this moment.
    pub async fn has(&self, css: &str) -> bool {
        self.window.find(By::Css(css.to_owned())).await.is_ok()
    }

    /// Means it, where the page asks once more.
    pub async fn agrees(&self) {
        self.window.accept_alert().await.unwrap();
    }

    /// Nothing complained; closes the window.
    pub async fn leaves_content(self) {
        assert_eq!(self.complaints().await, Vec::<String>::new());
        self.window.quit().await.unwrap();
    }
}
