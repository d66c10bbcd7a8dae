use std::sync::Arc;

use testkit::on_both_engines;

use super::cast::{Hall, MIGRATIONS, send};

on_both_engines! { MIGRATIONS;
    async fn of_the_last_pieces_each_goes_to_one(bed: Bed) {
        let hall = Arc::new(Hall::open(&bed).await);
        let run = Arc::new(hall.running(&[]).await);
        let mut tasks = Vec::new();
        for n in 0..16 {
            let (hall, run) = (Arc::clone(&hall), Arc::clone(&run));
            tasks.push(tokio::spawn(async move {
                let mut browser = hall.as_(if n % 2 == 0 { "孙干事" } else { "周主席" }).await;
                send(&mut browser, &format!("{}/heads", run.at()), &run.heads("1", "3")).await.status.as_u16()
            }));
        }
        let mut handed = 0;
        for task in tasks {
            let status = task.await.unwrap();
            assert!(status == 303 || status == 422, "{status}");
            handed += i64::from(status == 303);
        }
        // Ten pieces, three at a time.
        assert_eq!((handed, hall.counts("warmth").await), (3, [1, 0, 3, 9, 45_000]));
        assert_eq!(hall.number("SELECT taken_in - handed_out FROM drive_good").await, 1);
    }

    async fn two_drives_at_once_never_exceed_a_limit(bed: Bed) {
        let hall = Arc::new(Hall::open(&bed).await);
        hall.limit("warmth", "a-year", 10_000).await;
        let runs = [Arc::new(hall.running(&[]).await), Arc::new(hall.running(&[("title", "春节送温暖")]).await)];
        let mut tasks = Vec::new();
        for n in 0..8 {
            let (hall, run) = (Arc::clone(&hall), Arc::clone(&runs[n % 2]));
            tasks.push(tokio::spawn(async move {
                let mut browser = hall.as_("孙干事").await;
                let mut people = vec![hall.id("陈师傅"), hall.id("谭师傅")];
                if n % 3 == 0 {
                    people.reverse();
                }
                send(&mut browser, &format!("{}/people", run.at()), &run.people(&people, &[(run.pieces(), "2")])).await.status.as_u16()
            }));
        }
        let mut good = 0;
        for task in tasks {
            let status = task.await.unwrap();
            assert!(status == 303 || status == 422, "{status}");
            good += i64::from(status == 303);
        }
        assert_eq!((good, hall.counts("warmth").await), (1, [1, 2, 0, 4, 20_000]));
        assert_eq!(hall.number("SELECT CAST(SUM(fen) AS BIGINT) FROM limits_given").await, 20_000);
    }
}
