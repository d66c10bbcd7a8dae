//! What other crates say happened.

use codes::Day;
use inbox::Due;
use organisation::Office;
use serde_json::{Value, json};
use uuid::Uuid;

use super::hall::{Hall, MIGRATIONS, TODAY};

async fn happens(hall: &Hall, root: Uuid, kind: &'static str, payload: Value) {
    let payload = &payload;
    hall.store().keep("test.emit", |tx| async move { jobs::emit(&tx, root, kind, payload.clone()).await }).await.unwrap();
    jobs::drain(&hall.worker()).await.unwrap();
}

async fn told(hall: &Hall, person: Uuid) -> Vec<String> {
    let mut keys: Vec<String> =
        hall.inbox.notices(person, 1).await.unwrap().0.iter().map(|n| n.message.key().to_owned()).collect();
    keys.reverse();
    keys
}

testkit::on_both_engines! { MIGRATIONS;
    async fn an_application_from_its_asking_to_its_answer(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let chair = hall.officer(hall.local, Office::Chair).await;
        let above = hall.officer(hall.county, Office::Chair).await;
        let (person, application) = (Uuid::now_v7(), Uuid::now_v7());
        let it = json!({ "application": application, "union": hall.local, "kind": "join" });
        happens(&hall, person, "membership.asked", it.clone()).await;
        let tasks = hall.waiting(chair).await;
        // Fifteen working days after Wednesday the 18th of November is Wednesday the 9th of December.
        assert_eq!(tasks[0].due, Due::Clock { received: TODAY, until: Day(20_796) });
        assert_eq!(tasks[0].href, format!("/members/applications/{person}/{application}"));
        assert!(hall.waiting(above).await.is_empty());
        bed.clock.advance(1_000);
        happens(&hall, person, "membership.returned", it.clone()).await;
        assert!(hall.waiting(chair).await.is_empty());
        bed.clock.advance(86_400_000);
        let answered = json!({ "application": application, "union": hall.local, "kind": "join", "asked": TODAY.0, "due": 20_796 });
        happens(&hall, person, "membership.answered", answered).await;
        assert_eq!(hall.waiting(chair).await[0].due, Due::Clock { received: TODAY, until: Day(20_796) });
        let late = json!({ "application": application, "union": hall.local, "above": hall.county });
        happens(&hall, person, "membership.overdue", late).await;
        let followed = hall.waiting(above).await;
        assert!(followed.len() == 1 && followed[0].is_followed && followed[0].href == "/members/overdue");
        hall.browser(above).await.get("/desk").await.is(200).shows("等别人").shows("麓谷电子厂工会").hides(&person.to_string());
        bed.clock.advance(1_000);
        happens(&hall, person, "membership.approved", it).await;
        assert!(hall.waiting(chair).await.is_empty() && hall.waiting(above).await.is_empty());
        assert_eq!(told(&hall, person).await, ["inbox-join-asked", "inbox-join-returned", "inbox-join-approved"]);
        hall.browser(person).await.get("/notices").await.shows("12月9日 周三前答复您");
    }

    async fn an_application_sent_on(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let chair = hall.officer(hall.local, Office::Chair).await;
        let right = hall.officer(hall.other, Office::Chair).await;
        let (person, application) = (Uuid::now_v7(), Uuid::now_v7());
        let it = json!({ "application": application, "union": hall.local, "kind": "join" });
        happens(&hall, person, "membership.asked", it).await;
        // Two days later, on the clock that began when it was asked.
        bed.clock.advance(2 * 86_400_000);
        let sent = json!({ "application": application, "from": hall.local, "union": hall.other, "asked": TODAY.0, "due": 20_796 });
        happens(&hall, person, "membership.sent_on", sent).await;
        assert!(hall.waiting(chair).await.is_empty());
        let tasks = hall.waiting(right).await;
        assert_eq!(tasks[0].due, Due::Clock { received: TODAY, until: Day(20_796) });
        assert_eq!(tasks[0].href, format!("/members/applications/{person}/{application}"));
        hall.browser(person).await.get("/notices").await.shows("五一商场工会").shows("12月9日 周三前");
        // And back again: each time is told, and one desk has it.
        bed.clock.advance(1_000);
        let back = json!({ "application": application, "from": hall.other, "union": hall.local, "asked": TODAY.0, "due": 20_796 });
        happens(&hall, person, "membership.sent_on", back).await;
        assert!(hall.waiting(right).await.is_empty() && hall.waiting(chair).await.len() == 1);
        assert_eq!(told(&hall, person).await, ["inbox-join-asked", "inbox-join-sent-on", "inbox-join-sent-on"]);
        happens(&hall, person, "membership.erased", json!({})).await;
        assert!(hall.waiting(chair).await.is_empty());
    }

    async fn withdrawn_refused_and_erased(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let chair = hall.officer(hall.local, Office::Chair).await;
        let person = Uuid::now_v7();
        let mut of = Vec::new();
        for _ in 0..3 {
            let it = json!({ "application": Uuid::now_v7(), "union": hall.local, "kind": "transfer", "from": hall.other });
            happens(&hall, person, "membership.asked", it.clone()).await;
            of.push(it);
        }
        assert_eq!(hall.waiting(chair).await[0].count, 3);
        happens(&hall, person, "membership.withdrawn", of[0].clone()).await;
        happens(&hall, person, "membership.refused", of[1].clone()).await;
        assert_eq!(hall.waiting(chair).await.len(), 1);
        happens(&hall, person, "membership.transferred", json!({ "from": hall.other, "to": hall.local, "day": TODAY.0 })).await;
        assert_eq!(hall.inbox.unread(person).await.unwrap(), 5);
        happens(&hall, person, "membership.erased", json!({})).await;
        assert!(hall.waiting(chair).await.is_empty());
        assert_eq!(hall.inbox.unread(person).await.unwrap(), 0);
    }

    async fn a_founding_and_a_term(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let above = hall.officer(hall.county, Office::Chair).await;
        let chair = hall.officer(hall.local, Office::Chair).await;
        let (founding, person) = (Uuid::now_v7(), Uuid::now_v7());
        let it = json!({ "parent": hall.county, "by": person, "due": TODAY.0 + 20 });
        happens(&hall, founding, "organisation.founding_asked", it).await;
        assert_eq!(hall.waiting(above).await[0].due, Due::Clock { received: TODAY, until: TODAY + 20 });
        let answer = json!({ "parent": hall.county, "by": person, "answer": "approved", "decided_by": above });
        happens(&hall, founding, "organisation.founding_decided", answer).await;
        assert!(hall.waiting(above).await.is_empty());
        assert_eq!(told(&hall, person).await, ["inbox-founding-approved"]);
        let second = Uuid::now_v7();
        happens(&hall, second, "organisation.founding_asked", json!({ "parent": hall.county })).await;
        happens(&hall, second, "organisation.founding_withdrawn", json!({ "parent": hall.county })).await;
        assert!(hall.waiting(above).await.is_empty());
        let term = json!({ "union": hall.local, "number": 3, "until": TODAY.0 + 90 });
        happens(&hall, hall.local, "organisation.term_ends", term.clone()).await;
        happens(&hall, hall.local, "organisation.term_ends", term).await;
        let tasks = hall.waiting(chair).await;
        assert!(tasks.len() == 1 && tasks[0].due == Due::Day(TODAY + 89));
        happens(&hall, hall.local, "organisation.term_set", json!({ "union": hall.local, "number": 4, "until": TODAY.0 + 1900 })).await;
        assert!(hall.waiting(chair).await.is_empty());
    }

    async fn an_ended_union_leaves_its_work_to_its_successor(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let heir = hall.officer(hall.other, Office::Chair).await;
        let it = json!({ "application": Uuid::now_v7(), "union": hall.local, "kind": "join" });
        happens(&hall, Uuid::now_v7(), "membership.asked", it).await;
        happens(&hall, hall.local, "organisation.term_ends", json!({ "union": hall.local, "number": 1, "until": TODAY.0 + 90 })).await;
        assert!(hall.waiting(heir).await.is_empty());
        let end = json!({ "union": hall.local, "successor": hall.other, "day": TODAY.0 });
        happens(&hall, hall.local, "organisation.union_ended", end).await;
        let tasks = hall.waiting(heir).await;
        assert!(tasks.len() == 1 && tasks[0].kind == "membership.application" && !tasks[0].href.is_empty());
    }
}
