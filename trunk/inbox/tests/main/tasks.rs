//! Whom a task reaches, and how often it is done.

use codes::Day;
use inbox::{Due, NewTask, Room, Said, To};
use organisation::{Office, Power};
use uuid::Uuid;

use super::hall::{Hall, MIGRATIONS, TODAY, application};

async fn follow(hall: &Hall, key: &str) -> bool {
    let (local, county, with) = (hall.local, hall.county, Power::Organise);
    hall.store()
        .keep("test.follow", |tx| async move { inbox::follow(&tx, local, key, county, with, "/members/overdue").await })
        .await
        .unwrap()
}

testkit::on_both_engines! { MIGRATIONS;
    async fn it_reaches_whoever_holds_the_power_there_and_nobody_else(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let chair = hall.officer(hall.local, Office::Chair).await;
        let officer = hall.officer(hall.local, Office::Officer).await;
        let editor = hall.officer(hall.local, Office::Editor).await;
        let above = hall.officer(hall.county, Office::Chair).await;
        let beside = hall.officer(hall.other, Office::Chair).await;
        assert!(hall.put(&application(hall.local, "application/1")).await);
        for (person, n) in [(chair, 1), (officer, 1), (editor, 0), (above, 0), (beside, 0), (Uuid::now_v7(), 0)] {
            assert_eq!(hall.waiting(person).await.len(), n);
        }
        // A power that goes with everything below is no address either: the work waits at the union itself.
        let run = NewTask::new(hall.local, "run/1", To::Power(Power::Run), Room::Activities, "activities.sheet", Said::new("inbox-waits"));
        hall.put(&run).await;
        assert_eq!((hall.waiting(chair).await.len(), hall.waiting(above).await.len()), (2, 0));
    }

    async fn it_reaches_an_office_a_person_and_whoever_keeps_the_books(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let chair = hall.officer(hall.local, Office::Chair).await;
        let vice = hall.officer(hall.local, Office::ViceChair).await;
        let keeper = hall.officer(hall.county, Office::Officer).await;
        let to = |to| NewTask::new(hall.local, format!("{to}"), to, Room::Organisation, "organisation.word", Said::new("inbox-waits"));
        hall.put(&to(To::Office(Office::Chair))).await;
        assert_eq!((hall.waiting(chair).await.len(), hall.waiting(vice).await.len()), (1, 0));
        hall.put(&to(To::Person(vice))).await;
        assert_eq!((hall.waiting(chair).await.len(), hall.waiting(vice).await.len()), (1, 1));
        hall.put(&application(hall.small, "application/1")).await;
        assert_eq!(hall.waiting(keeper).await[0].union, hall.small);
        // An office of a kept union is not held by its keeper.
        let office = NewTask::new(hall.small, "o", To::Office(Office::Officer), Room::Organisation, "x", Said::new("inbox-waits"));
        hall.put(&office).await;
        assert_eq!(hall.waiting(keeper).await.len(), 1);
    }

    async fn a_deputy_sees_it_while_he_stands_in(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (_, post) = hall.post(hall.local, Office::Chair, Day::OPEN, None).await;
        let (deputy, _) = hall.post(hall.local, Office::Chair, TODAY + 2, Some(post)).await;
        hall.put(&application(hall.local, "application/1")).await;
        assert_eq!(hall.waiting(deputy).await.len(), 1);
        bed.clock.advance(2 * 86_400_000);
        assert_eq!(hall.waiting(deputy).await.len(), 0);
    }

    async fn a_key_is_used_once(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let chair = hall.officer(hall.local, Office::Chair).await;
        let new = application(hall.local, "application/1");
        assert!(hall.put(&new).await);
        assert!(!hall.put(&new).await);
        assert_eq!(hall.waiting(chair).await.len(), 1);
        // The same key at another union is another task.
        assert!(hall.put(&application(hall.other, "application/1")).await);
        assert!(hall.done(hall.local, "application/1").await);
        assert!(!hall.done(hall.local, "application/1").await);
        assert!(!hall.put(&new).await);
        assert!(hall.waiting(chair).await.is_empty());
        let again = new.due(Due::Day(TODAY));
        let again = &again;
        let opened = hall.store().keep("test.again", |tx| async move { inbox::task_again(&tx, again).await }).await.unwrap();
        assert!(opened && hall.waiting(chair).await[0].due == Due::Day(TODAY));
        let local = hall.local;
        let cancelled = hall.store().keep("test.cancel", |tx| async move { inbox::cancel(&tx, local, "application/1").await }).await.unwrap();
        assert!(cancelled && hall.waiting(chair).await.is_empty());
    }

    async fn of_two_who_do_it_at_once_one_did_it(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let second = Hall::on(&bed.another_process().await).await;
        for n in 0..10 {
            let key = &format!("application/{n}");
            hall.put(&application(hall.local, key)).await;
            let (a, b) = tokio::join!(hall.done(hall.local, key), second.done(hall.local, key));
            assert!(a != b, "{n}: {a} {b}");
        }
        second.store().clone().close().await;
    }

    async fn many_of_a_kind_are_one_row(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let chair = hall.officer(hall.local, Office::Chair).await;
        for n in 0..400 {
            let due = Due::Clock { received: TODAY - 10 + n % 7, until: TODAY + n % 9 };
            let new = application(hall.local, &format!("application/{n}")).due(due).together("inbox-task-applications", "/members/applications");
            hall.put(&new).await;
        }
        let alone = application(hall.other, "application/1").together("inbox-task-applications", "/members/applications");
        hall.put(&alone).await;
        let by_itself = application(hall.local, "letter/1").due(Due::Day(TODAY + 1));
        hall.put(&by_itself).await;
        let tasks = hall.waiting(chair).await;
        assert_eq!(tasks.len(), 2);
        assert_eq!((tasks[0].count, tasks[0].id, tasks[0].due), (400, None, Due::Clock { received: TODAY - 10, until: TODAY }));
        assert_eq!((tasks[1].count, tasks[1].due), (1, Due::Day(TODAY + 1)));
        let other = hall.officer(hall.other, Office::Chair).await;
        let tasks = hall.waiting(other).await;
        assert!(tasks.len() == 1 && tasks[0].id.is_some());
    }

    async fn another_union_may_follow_it(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let above = hall.officer(hall.county, Office::Chair).await;
        let clerk = hall.officer(hall.county, Office::Officer).await;
        let local = hall.local;
        for key in ["application/1", "application/2"] {
            hall.put(&application(local, key).together("inbox-task-applications", "/members/applications")).await;
        }
        assert!(follow(&hall, "application/1").await);
        let tasks = hall.waiting(above).await;
        // The other application at the same union is not followed: one is shown, not two told as one.
        assert!(tasks.len() == 1 && tasks[0].is_followed && tasks[0].count == 1 && tasks[0].href == "/members/overdue");
        assert!(follow(&hall, "application/2").await);
        let tasks = hall.waiting(above).await;
        assert!(tasks.len() == 1 && tasks[0].count == 2);
        assert!(hall.waiting(clerk).await.is_empty());
        hall.done(local, "application/1").await;
        hall.done(local, "application/2").await;
        assert!(hall.waiting(above).await.is_empty());
        assert!(!follow(&hall, "application/1").await);
    }

    async fn a_defect_of_a_room_is_refused(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let long = "x".repeat(200);
        let four = Said::new("x").number("a", 1).number("b", 2).number("c", 3).number("d", 4);
        for bad in [
            application(hall.local, ""),
            application(hall.local, &long),
            application(hall.local, "k").at("https://elsewhere", "inbox-act-open"),
            application(hall.local, "k").together("inbox-task-applications", "//elsewhere"),
            NewTask::new(hall.local, "k", To::Office(Office::Chair), Room::Cases, "x", four),
        ] {
            let bad = &bad;
            let outcome = hall.store().keep("test.task", |tx| async move { inbox::task(&tx, bad).await }).await;
            assert!(matches!(outcome, Err(store::Fault::Internal(_))), "{bad:?}");
        }
        assert!(hall.waiting(hall.officer(hall.local, Office::Chair).await).await.is_empty());
    }
}

#[test]
fn every_table_is_placed() {
    assert_eq!(store::schema::lint(inbox::TABLES), Vec::<String>::new());
}
