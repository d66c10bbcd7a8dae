use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::body::Body;
use axum::extract::State;
use axum::http::Method;
use testkit::Browser;
use web::Routes;

use crate::hall::{Asks, Hall, around, on_sqlite};

type Entered = Arc<AtomicU32>;

async fn count(State(entered): State<Entered>) -> &'static str {
    entered.fetch_add(1, Ordering::SeqCst);
    "entered"
}

on_sqlite! {
    async fn a_need_is_asked_for_every_method(bed: Bed) {
        let entered = Entered::default();
        let rooms = Routes::new()
            .get("/locked", Asks::Power, count).post("/locked", Asks::Power, count).put("/locked", Asks::Power, count).delete("/locked", Asks::Power, count)
            .get("/mixed", Asks::Nothing, count).post("/mixed", Asks::Power, count).put("/mixed", Asks::Session, count)
            .get("/one/{id}", Asks::Power, count)
            .with_state(entered.clone());
        let more = Routes::new().delete("/mixed", Asks::Power, count).get("/other", Asks::Session, count).with_state(entered.clone());
        let rooms = rooms.and(more);
        let lines: Vec<_> = rooms.lines.iter().map(|l| format!("{} {} {:?}", l.method, l.path, l.need)).collect();
        assert_eq!(lines.len(), 10);
        assert!(lines.contains(&"DELETE /mixed Power".to_owned()) && lines.contains(&"GET /other Session".to_owned()));

        let hall = Hall::on(&bed.store);
        let router = around(&hall.web, rooms.router);
        let visitor = Browser::new(router.clone());
        let mut member = Browser::new(router);
        member.take_cookie(&format!("hall={}", hall.signed_in(7).await.cookie("hall").unwrap()));
        let expected = [
            ("/locked", "GET", 401, 403), ("/locked", "HEAD", 401, 403), ("/locked", "POST", 401, 403), ("/locked", "PUT", 401, 403),
            ("/locked", "DELETE", 401, 403), ("/locked", "PATCH", 405, 405), ("/locked", "OPTIONS", 405, 405), ("/locked", "TRACE", 405, 405),
            ("/locked", "BREW", 405, 405), ("/locked?x=1", "HEAD", 401, 403), ("/locked/", "GET", 404, 404), ("//locked", "GET", 404, 404),
            ("/Locked", "GET", 404, 404), ("/%6cocked", "GET", 404, 404), ("/./locked", "GET", 404, 404), ("/mixed/../locked", "GET", 404, 404),
            ("/mixed", "GET", 200, 200), ("/mixed", "HEAD", 200, 200), ("/mixed", "POST", 401, 403), ("/mixed", "PUT", 401, 200), ("/mixed", "DELETE", 401, 403),
            ("/one/7", "GET", 401, 403), ("/one/7", "HEAD", 401, 403), ("/one/", "GET", 404, 404), ("/other", "GET", 401, 200), ("/other", "HEAD", 401, 200),
        ];
        for (path, method, as_visitor, as_member) in expected {
            for (mut browser, status) in [(visitor.clone(), as_visitor), (member.clone(), as_member)] {
                let before = entered.load(Ordering::SeqCst);
                // A method asked for in a header or field changes nothing.
                let answer = browser.send(Method::from_bytes(method.as_bytes()).unwrap(), path, None, Body::from("_method=GET"), &[("x-http-method-override", "GET")]).await;
                assert_eq!(answer.status.as_u16(), status, "{method} {path}");
                assert_eq!(entered.load(Ordering::SeqCst) - before, u32::from(status == 200), "{method} {path}");
                assert!(status == 200 || !answer.text.contains("entered"));
            }
        }
    }
}
