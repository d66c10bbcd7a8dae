use testkit::on_both_engines;

use crate::hall::{AT_COUNTY, COUNTY, Hall};

/// What might be put into any parameter of an address.
const NASTY: [&str; 14] = [
    "",
    "%00",
    "%FF%FE",
    "'%20OR%201=1--",
    "99999999999999999999",
    "-1",
    "2026-99",
    "9999q9",
    "s0000",
    "%3Cscript%3E",
    "..%2F..%2Fetc",
    "%F0%9F%92%A5",
    "1e309",
    "00000000-0000-0000-0000-000000000000",
];

on_both_engines! { crate::MIGRATIONS;
    async fn no_address_breaks_the_page(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut county = hall.as_(AT_COUNTY).await;
        let names = ["period", "from", "until", "lens", "tree", "line", "kind", "setting", "programme", "by", "behind", "page", "as"];
        let places = [format!("/figures/{COUNTY}"), format!("/figures/{COUNTY}/sessions"), format!("/api/v1/unions/{COUNTY}/figures")];
        for (at, name) in names.iter().enumerate() {
            for (n, value) in NASTY.iter().enumerate() {
                let place = &places[(at + n) % 3];
                let answer = county.get(&format!("{place}?{name}={value}&period=2026")).await;
                assert!(matches!(answer.status.as_u16(), 200 | 422), "{place}?{name}={value}: {}", answer.status);
                assert!(!answer.text.contains("<script>x") && !answer.text.contains("=<script>"), "{name}");
            }
        }
        let long = "%E9%95%BF".repeat(2_000);
        county.get(&format!("/figures/{COUNTY}?kind={long}&setting={long}")).await.is(200);
        county.get(&format!("/figures/{COUNTY}?period=range&from=1925-01-01&until=2100-12-31")).await.is(200);
        county.get(&format!("/figures/{COUNTY}?period=range&from=2026-12-31&until=2026-01-01")).await.is(200).shows("没有看懂");
        for path in ["/figures/x", "/figures/%00/sessions", "/u/1/figures", "/figures/00000000-0000-0000-0000-000000000000"] {
            county.get(path).await.is(404);
        }
    }
}
