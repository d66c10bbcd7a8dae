use std::collections::HashSet;
use std::sync::Arc;

use organisation::Scope;
use sea_orm::FromQueryResult;
use serde_json::json;
use store::{Actor, Fault};
use testkit::on_both_engines;
use uuid::Uuid;
use venues::{Occupation, occupy, vacate};

use super::cast::{Hall, MIGRATIONS, evening, send};

#[derive(FromQueryResult)]
struct Row {
    space_id: Uuid,
    from_quarter: i32,
    until_quarter: i32,
}

/// What stands: no quarter twice, and exactly the rows that hold it.
async fn check(hall: &Hall) -> usize {
    let sql = "SELECT space_id, from_quarter, until_quarter FROM venue_booking WHERE state IN ('asked', 'approved')";
    let rows: Vec<Row> = store::all(hall.store.read(), sql, []).await.unwrap();
    let mut held = HashSet::new();
    for row in &rows {
        for quarter in row.from_quarter..row.until_quarter {
            assert!(held.insert((row.space_id, quarter)), "two bookings hold {quarter}");
        }
    }
    assert_eq!(hall.rows("venue_quarter").await, held.len() as i64);
    rows.len()
}

fn occupation(hall: &Hall, venue: Uuid, space: Uuid, hour: i64) -> Occupation {
    let start = codes::Day(20_776).start_unix_ms() + hour * 3_600_000;
    Occupation {
        venue,
        space,
        from: start,
        until: start + 50 * 60_000,
        union: hall.union["lushan"],
        event: Uuid::now_v7(),
        purpose: "安全课".into(),
    }
}

on_both_engines! { MIGRATIONS;
    async fn many_at_once_never_hold_one_quarter(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (venue, space) = hall.set_up(&[("needs_approval", "")]).await;
        let path = format!("/venues/{venue}/book");
        let hall = Arc::new(hall);
        let names = ["陈师傅", "谭师傅", "易师傅", "李店员", "外地工友", "王主席"];
        let mut tasks = Vec::new();
        for n in 0..36u32 {
            let (hall, path, name) = (Arc::clone(&hall), path.clone(), names[n as usize % names.len()]);
            tasks.push(tokio::spawn(async move {
                let mut browser = hall.as_(name).await;
                // Overlapping by halves: 17:00-18:00, 17:30-18:30 …; every third one weekly.
                let half = n % 6;
                let from = format!("{}:{:02}", 17 + half / 2, half % 2 * 30);
                let until = format!("{}:{:02}", 18 + half / 2, half % 2 * 30);
                let weeks = if n % 3 == 0 { "3" } else { "1" };
                let form = evening(space, &[("from", &from), ("until", &until), ("weeks", weeks), ("leave_out", "1")]);
                send(&mut browser, &path, &form).await.status.as_u16()
            }));
        }
        let mut booked = 0;
        for task in tasks {
            let status = task.await.unwrap();
            assert!(status == 303 || status == 422, "{status}");
            booked += usize::from(status == 303);
        }
        let stand = check(&hall).await;
        assert!(booked >= 2 && stand >= booked, "{booked} {stand}");
    }

    async fn the_schema_itself_refuses_a_second_holder(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (venue, space) = hall.set_up(&[("needs_approval", "")]).await;
        let mut member = hall.as_("陈师傅").await;
        send(&mut member, &format!("/venues/{venue}/book"), &evening(space, &[])).await.is(303);
        // Whatever code were to forget to look.
        let house = Actor::house();
        let again = hall.store.write("test.force", &house, |tx| async move {
            tx.record("venue", venue, json!({}));
            let sql = "INSERT INTO venue_quarter (venue_id, space_id, quarter, booking_id) \
                SELECT venue_id, space_id, quarter, booking_id FROM venue_quarter WHERE venue_id = $1";
            store::run(&*tx, sql, store::binds![venue]).await
        });
        match again.await {
            Err(Fault::Taken(name)) => assert_eq!(name, "venue_quarter_venue_id_space_id_quarter_key"),
            other => panic!("{other:?}"),
        }
    }

    async fn a_room_takes_a_space_in_its_own_transaction(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (venue, space) = hall.set_up(&[]).await;
        let scope = hall.scope("周主席").await;
        let one = occupation(&hall, venue, space, 9);
        let take = async |o: &Occupation, scope: &Scope| {
            let house = Actor::house();
            let written = hall.store.write("test.session", &house, |tx| async move {
                tx.record("session", o.event, json!({}));
                occupy(&tx, scope, o).await
            });
            written.await
        };
        let taken = take(&one, &scope).await.unwrap();
        assert!(taken.is_asked);
        assert_eq!((check(&hall).await, hall.rows("venue_quarter").await), (1, 4));
        let db = hall.store.read();
        // The hour is gone here and free in the tea room beside it; from the next full hour on, here too.
        let beside = venues::free_space(db, venue, one.from - 1, one.until).await.unwrap();
        assert!(beside.is_some_and(|other| other != space));
        let next = one.from + 3_600_000;
        assert_eq!(venues::free_space(db, venue, next, next + 1).await.unwrap(), Some(space));
        assert_eq!(venues::free_space(db, Uuid::now_v7(), next, next + 1).await.unwrap(), None);
        // Another session half an hour later clashes, and its whole transaction with it.
        let clash = Occupation { from: one.from + 1_800_000, until: one.until + 1_800_000, event: Uuid::now_v7(), ..one.clone() };
        let Err(Fault::Invalid(faults)) = take(&clash, &scope).await else { panic!("taken twice") };
        assert_eq!((faults[0].field.as_str(), faults[0].key), ("when", "venues-taken"));
        for (what, wrong) in [
            ("venue", Occupation { venue: Uuid::now_v7(), ..one.clone() }),
            ("space", Occupation { space: Uuid::now_v7(), ..one.clone() }),
            ("when", Occupation { from: 0, until: 1, ..one.clone() }),
            ("when", Occupation { from: i64::MAX - 1, until: i64::MAX, ..one.clone() }),
            ("when", Occupation { until: one.from, ..one.clone() }),
        ] {
            let Err(Fault::Invalid(faults)) = take(&wrong, &scope).await else { panic!("{wrong:?}") };
            assert_eq!(faults[0].field, what);
        }
        // Whoever keeps the venue need not ask; what a session holds is not counted by the venue.
        let keeper = hall.scope("区干事").await;
        let own = Occupation { union: hall.union["county"], ..occupation(&hall, venue, space, 14) };
        let own_taken = take(&own, &keeper).await.unwrap();
        assert!(!own_taken.is_asked);
        let mut officer = hall.as_("区干事").await;
        bed.clock.advance(2 * 86_400_000);
        let count = [("heads", "9".to_owned()), ("revision", "1".to_owned())];
        send(&mut officer, &format!("/venues/{venue}/bookings/{}/count", own_taken.booking), &count).await.is(409);
        // The session is retracted: its time is free again.
        let (event, store) = (one.event, &hall.store);
        let house = Actor::house();
        let gone = store.write("test.retract", &house, |tx| async move {
            tx.record("session", event, json!({}));
            vacate(&tx, venue, event).await
        });
        gone.await.unwrap();
        assert_eq!(check(&hall).await, 1);
    }

    async fn the_last_copy_goes_to_one(bed: Bed) {
        let hall = Arc::new(Hall::open(&bed).await);
        let (venue, _) = hall.set_up(&[]).await;
        let path = format!("/venues/{venue}");
        let mut officer = hall.as_("区干事").await;
        send(&mut officer, &format!("{path}/stock"), &[("name", "工会法".into()), ("copies", "2".into())]).await.is(303);
        let title: Uuid = store::scalar(hall.store.read(), "SELECT id FROM venue_title", []).await.unwrap().unwrap();
        for name in ["陈师傅", "谭师傅", "易师傅", "李店员", "外地工友"] {
            let mut member = hall.as_(name).await;
            send(&mut member, &format!("{path}/titles/{title}/ask"), &[]).await.is(303);
        }
        #[derive(FromQueryResult)]
        struct Asked {
            id: Uuid,
        }
        let asked: Vec<Asked> = store::all(hall.store.read(), "SELECT id FROM venue_loan WHERE state = 'asked'", []).await.unwrap();
        assert_eq!(asked.len(), 5);
        let tasks: Vec<_> = asked
            .into_iter()
            .map(|asked| {
                let (hall, at) = (Arc::clone(&hall), format!("{path}/loans/{}/hand-out", asked.id));
                tokio::spawn(async move { send(&mut hall.as_("区干事").await, &at, &[]).await.status.as_u16() })
            })
            .collect();
        for task in tasks {
            assert_eq!(task.await.unwrap(), 303);
        }
        let out: i64 = store::scalar(hall.store.read(), "SELECT COUNT(*) FROM venue_loan WHERE state = 'out'", []).await.unwrap().unwrap();
        assert_eq!((out, hall.counts("venue-loan").await), (2, (0, 2, 0, 0)));
    }
}
