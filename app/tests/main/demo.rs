//! The demonstration opens with work on its desks, put there by the same verbs that everybody uses.

use unionhall::demo::waiting;
use unionhall::house::MIGRATIONS;

use crate::house::Hall;

testkit::on_both_engines! { MIGRATIONS;
    async fn officers_of_the_demonstration_find_work(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let house = &hall.house;
        let cast = cast::build(house.store(), &house.organisation, &house.membership, cast::Size::STORY).await.unwrap();
        waiting::leave(house, &cast).await.unwrap();
        let plays = |role: &str| cast.roles.iter().find(|(key, _)| *key == role).unwrap().1;

        let mut chair = hall.browser_of(plays("local-chair")).await;
        chair.get("/desk").await.is(200).shows("入会");
        let queue = chair.api(axum::http::Method::GET, "/api/v1/applications", None, &[]).await;
        let waiting = queue.is(200).json()["applications"].as_array().unwrap().clone();
        assert_eq!(waiting.len(), 5, "one of the six was asked back: {waiting:?}");

        let street = hall.browser_of(plays("street-officer")).await.get("/desk").await;
        street.is(200).shows("入会");
        let mut county = hall.browser_of(plays("county-chair")).await;
        county.get("/desk").await.is(200).shows("建会");
        county.get("/foundings").await.is(200).shows("麓谷片区网约配送员联合工会");
        // The local's own applications are not the street's business.
        let name = waiting[0]["name"].as_str().unwrap().to_owned();
        hall.browser_of(plays("street-officer")).await.get("/members/applications").await.is(200).hides(&name);
        chair.get("/members/applications").await.is(200).shows(&name);
    }
}
