//! Nothing that is typed into an address is a defect.

use super::cast::{Hall, MIGRATIONS};

const NASTY: &[&str] = &[
    "",
    "%00",
    "%00%ff",
    "%27%3B+DROP+TABLE+agenda_item%3B--",
    "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "-1",
    "99999999999999999999",
    "NaN",
    "%EF%BC%91%EF%BC%92",
    "%F0%A0%80%80",
    "..%2F..%2Fetc%2Fpasswd",
    "2026-02-30",
    "0000-00-00",
    "9999-12-31",
    "-9999-12-31",
    "00000000-0000-0000-0000-000000000000",
    "%7B%7B7*7%7D%7D",
    "%E2%80%AEabc",
];

testkit::on_both_engines! { MIGRATIONS;
    async fn no_query_is_a_defect(bed: Bed) {
        let hall = Hall::open(&bed).await;
        hall.publish(&hall.singing()).await;
        let long = "%E9%95%BF".repeat(2_000);
        let mut browsers = [hall.visitor(), hall.as_("周主席").await];
        for value in NASTY.iter().copied().chain([long.as_str()]) {
            for browser in &mut browsers {
                for name in ["union", "kind", "q", "view", "day", "from", "until"] {
                    bed.clock.advance(1_000);
                    for path in ["/agenda", "/agenda.ics", "/api/v1/agenda"] {
                        browser.get(&format!("{path}?{name}={value}&view=month")).await.is(200).hides("<script>alert").hides(">49<");
                    }
                }
                for path in [format!("/agenda/{value}"), format!("/agenda/{value}.ics"), format!("/agenda/mine/{value}.ics")] {
                    let answer = browser.get(&path).await;
                    assert!(answer.status == 404 || (value.is_empty() && !answer.status.is_server_error()), "{path}: {}", answer.status);
                }
            }
        }
        assert_eq!(hall.rows("agenda_item").await, 1);
        assert_eq!(hall.rows("agenda_feed").await, 0);
    }
}
