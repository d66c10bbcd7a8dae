//! The list a device takes along says nothing to whoever finds the device.

use sha2::{Digest as _, Sha256};
use testkit::NOON;

use super::hall::{HOUR, Hall, MIGRATIONS};

fn hash(salt: &str, text: &str, bytes: usize) -> String {
    hex::encode(&Sha256::digest(format!("{salt}{text}"))[..bytes])
}

testkit::on_both_engines! { MIGRATIONS;
    async fn it_names_nobody_and_holds_no_ticket(bed: Bed) {
        let hall = Hall::open(&bed, 6).await;
        let id = hall.soon(4).await;
        for who in 0..6 {
            hall.enter(id, who, 1).await;
        }
        let mut chair = hall.officer("county").await;
        chair.post(&format!("/signups/{id}/checkin"), &[("number", "2")]).await.is(200);
        let answer = chair.get(&format!("/api/v1/signups/{id}/checkin-list")).await;
        assert_eq!(answer.is(200).headers["cache-control"], "no-store");
        answer.hides("会员").shows("会*").hides(&hall.people[0].to_string());
        let list = answer.json();
        let (salt, tickets) = (list["salt"].as_str().unwrap(), list["tickets"].as_array().unwrap());
        assert_eq!(tickets.len(), 4, "whoever waits has none");
        assert_eq!(list["expires_at"], NOON + 2 * HOUR + 24 * HOUR);
        let longs: Vec<&str> = tickets.iter().map(|t| t["long"].as_str().unwrap()).collect();
        assert!(longs.is_sorted(), "the order tells nothing");
        for who in 0..4 {
            let (code, short) = hall.ticket(id, who).await;
            answer.hides(&code).hides(&short);
            let mine = tickets.iter().find(|t| t["long"] == hash(salt, &code, 16)).unwrap();
            assert_eq!(mine["short"], hash(salt, &short, 3));
            assert_eq!(mine["came"].as_array().unwrap().len(), usize::from(who == 1));
        }
        // Another device's list has other hashes.
        let again = chair.get(&format!("/api/v1/signups/{id}/checkin-list")).await.json();
        assert!(again["tickets"].as_array().unwrap().iter().all(|t| !longs.contains(&t["long"].as_str().unwrap())));
        bed.clock.set(NOON + 26 * HOUR);
        chair.get(&format!("/api/v1/signups/{id}/checkin-list")).await.is(409);
    }
}
