use std::net::IpAddr;

use store::Fault;

use crate::hall::{Hall, on_sqlite};

on_sqlite! {
    async fn codes_are_limited_by_address(bed: Bed) {
        let hall = Hall::on(&bed.store);
        let (factory, home): (IpAddr, IpAddr) = ("1.2.3.4".parse().unwrap(), "5.6.7.8".parse().unwrap());
        let refused = (0..200).filter(|_| matches!(hall.web.limit_codes(factory), Err(Fault::TooMany(1..=2)))).count();
        assert!((100..=140).contains(&refused), "{refused} of 200 at once were refused");
        hall.web.limit_codes(home).unwrap();
        hall.web.sweep_limits();
        assert!(hall.web.limit_codes(factory).is_err(), "the sweep forgot somebody it must remember");
    }

    async fn an_account_in_a_loop_is_slowed_down_and_nobody_else(bed: Bed) {
        let hall = Hall::on(&bed.store);
        let (mut script, mut other) = (hall.signed_in(7).await, hall.signed_in(8).await);
        let mut refused = None;
        for n in 0..5_000 {
            let answer = script.get("/address").await;
            if answer.status == 429 {
                refused = Some((n, answer));
                break;
            }
        }
        let (n, answer) = refused.expect("a script in a loop is never refused");
        assert!(n >= 200 && answer.headers["retry-after"] == "1");
        other.get("/address").await.is(200);
        hall.browser().get("/address").await.is(200);
    }
}
