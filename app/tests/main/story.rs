//! What the house is for, told from the base to the top: a session logged at a local appears in the figures of its county,
//! city and province, and nobody above sees a name.

use organisation::Office;
use unionhall::house::MIGRATIONS;
use uuid::Uuid;

use crate::house::Hall;

testkit::on_both_engines! { MIGRATIONS;
    async fn a_session_logged_at_the_base_is_counted_at_every_level(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let small = hall.small().await;
        let chair = hall.officer(small.locals[0], Office::Chair, false, "本会主席").await;
        let mut desk = hall.browser_of(chair).await;
        desk.get("/sessions/new").await.is(200).shows("华北机械工会").hides("长安医院");
        let (key, union) = (Uuid::from_u128(7).to_string(), small.locals[0].to_string());
        let [first, second, _] = small.members[0].map(|(person, _)| person.to_string());
        let form = [
            ("key", key.as_str()),
            ("union", union.as_str()),
            ("title_other", "卡尺怎么读"),
            ("kind", "ten-minute"),
            ("setting", "team"),
            ("place", "二车间三班"),
            ("when", "2026-11-18T07:50"),
            ("minutes", "10"),
            ("heads", "24"),
            ("people", first.as_str()),
            ("people", second.as_str()),
        ];
        desk.submit("/sessions/new", &form).await.is(200).shows("卡尺怎么读");
        // The same form again, as a phone without network sends it: nothing is counted twice.
        desk.submit("/sessions/new", &form).await.is(200).shows("卡尺怎么读");

        for (n, union) in [small.locals[0], small.counties[0], small.city, small.root].into_iter().enumerate() {
            let officer = hall.officer(union, Office::Officer, true, &format!("第{n}级干事")).await;
            let mut desk = hall.browser_of(officer).await;
            let period = "period=2026-11";
            desk.get(&format!("/figures/{union}?{period}")).await.is(200).shows("26").shows("24").hides("密");
            let json = desk.api(axum::http::Method::GET, &format!("/api/v1/unions/{union}/figures?{period}"), None, &[]).await;
            let total = &json.is(200).json()["total"]["counted"];
            assert_eq!(total["sessions"], 1, "{total}");
            assert_eq!(total["attendances_named"], 2, "{total}");
            assert_eq!(total["attendances_by_head"], 24, "{total}");
        }
        let elsewhere = hall.officer(small.counties[1], Office::Officer, true, "邻区干事").await;
        let mut desk = hall.browser_of(elsewhere).await;
        desk.get(&format!("/figures/{}", small.locals[0])).await.is(404).hides("场次");
        desk.get(&format!("/sessions/{key}")).await.hides("密");
    }
}
