//! A challenge at the scales in which the member takes part.

use axum::http::Method;
use challenges::{Announced, Draft, Joining, Ranking};
use serde_json::json;
use store::Actor;
use testkit::Browser;
use uuid::Uuid;

use super::{Who, ask, id};
use crate::house::Hall;

pub async fn make(hall: &Hall, member: &mut Browser, who: &Who) -> Uuid {
    let room = &hall.house.challenges;
    let draft = Draft {
        key: Uuid::from_u128(0xF400 + who.local as u128).to_string(),
        union: who.union.to_string(),
        title: "健步减重".into(),
        kind: "weight".into(),
        from: "2026-11-25".into(),
        last: "2027-01-19".into(),
        rhythm: "weekly".into(),
        at_scales: true,
        percent: "5".into(),
        who: "subtree".into(),
        places: "20".into(),
        policy: "first".into(),
        ..Draft::default()
    };
    let announced = challenges::announce(room, &Who::scope(hall, who.maker).await, &Actor::person(who.maker), &draft).await;
    let Announced::New(challenge) = announced.unwrap() else { panic!("announced twice") };
    let seen = ask(member, Method::GET, &format!("/api/v1/challenges/{challenge}"), None).await;
    let entries = format!("/api/v1/signups/{}/entries", id(&seen["allotment"]));
    ask(member, Method::POST, &entries, Some(json!({ "key": Uuid::from_u128(0xF500 + who.local as u128) }))).await;
    let joining = Joining { agrees: true, height: "172".into() };
    let (scope, actor) = (Who::scope(hall, who.person).await, Actor::person(who.person));
    challenges::join(room, &scope, &actor, challenge, &joining).await.unwrap();
    let ranking = Ranking { nickname: "慢跑".into(), ..Ranking::default() };
    challenges::enter_ranking(room, &scope, &actor, challenge, &ranking).await.unwrap();
    challenge
}
