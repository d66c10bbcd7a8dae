//! Who reaches what: nobody by standing higher in the tree, nobody from outside.

use std::sync::Arc;

use organisation::{Held, Office, Power, Scope};
use uuid::Uuid;

use super::hall::{CITY, COUNTY, FURONG, Hall, LOCAL, MEMBER, MIGRATIONS};

testkit::on_both_engines! { MIGRATIONS;
    async fn powers_over_people_stay_home(bed: Bed) {
        let hall = Hall::open(&bed.store).await;
        let ids = hall.ids;
        let held = |union, subtree| Held { post: Uuid::nil(), union, office: Office::Chair, title: String::new(), subtree };
        let scope = |held| Scope::new(Uuid::nil(), Arc::from([held]), hall.house.federation.clone(), None);
        let city = scope(held(ids.changsha, true));
        for power in Power::ALL {
            let below = city.may(power, ids.local);
            assert_eq!(below, Office::Chair.has(power) && !power.stays_home(), "{power}");
        }
        assert!(city.may(Power::SeePeople, ids.changsha));
        assert!(!city.reaches(ids.root) && !city.may(Power::Run, ids.root));
        assert!(matches!(city.require(Power::Run, ids.province), Err(store::Fault::NotFound)));
        assert!(matches!(city.require(Power::SeePeople, ids.local), Err(store::Fault::Forbidden("see-people"))));
        assert!(city.may_change(ids.local) && !city.may_change(ids.changsha));
        let narrow = Scope::new(Uuid::nil(), Arc::from([held(ids.changsha, true)]), hall.house.federation.clone(), Some(Arc::from(["run".to_owned()])));
        assert!(narrow.may(Power::Run, ids.local) && !narrow.may(Power::Organise, ids.local));
    }

    async fn outside_there_is_nothing_and_nothing_changes(bed: Bed) {
        let hall = Hall::open(&bed.store).await;
        let places = ["rename", "move", "lines", "merge", "split", "close", "keeping", "term", "describe"];
        let count = "SELECT COUNT(*) FROM audit";
        let before: Option<i64> = store::scalar(bed.store.read(), count, []).await.unwrap();
        for place in places {
            let at = format!("/unions/{}/{place}", hall.ids.local);
            hall.browser(FURONG).get(&at).await.is(404);
            hall.browser(FURONG).post(&at, &[("day", "2026-11-18"), ("words", "x")]).await.is(404);
            hall.browser(MEMBER).get(&at).await.is(403);
            hall.visitor().get(&at).await.is(401);
        }
        // One's own union is there, but it is changed from above.
        for place in ["rename", "move", "lines", "merge", "split", "close", "keeping"] {
            hall.browser(LOCAL).get(&format!("/unions/{}/{place}", hall.ids.local)).await.is(403);
        }
        hall.browser(LOCAL).get(&format!("/unions/{}/describe", hall.ids.local)).await.is(200);
        hall.browser(COUNTY).get(&format!("/unions/{}/rename", Uuid::nil())).await.is(404);
        hall.browser(COUNTY).get("/unions/nonsense/rename").await.is(404);
        assert_eq!(store::scalar::<i64>(bed.store.read(), count, []).await.unwrap(), before);
    }

    async fn books_are_kept_on_behalf(bed: Bed) {
        let hall = Hall::open(&bed.store).await;
        let at = format!("/unions/{}/keeping", hall.ids.local);
        let (keeper, words) = (hall.ids.yuelu.to_string(), ("words", "没有电脑"));
        hall.browser(CITY).post(&at, &[("keeper", keeper.as_str()), words]).await.is(422).shows("不在您的管辖范围内");
        let mut county = hall.browser(COUNTY);
        county.post(&at, &[("keeper", &hall.ids.furong.to_string()), words]).await.is(422).shows("须是它的上级工会");
        county.submit(&at, &[("keeper", keeper.as_str()), words]).await.is(200).shows("注明").shows("由岳麓区总工会代管");
        county.post(&format!("/unions/{}/describe", hall.ids.local), &[("address", "麓谷大道1号")]).await.is(303);
        let sql = "SELECT COUNT(*) FROM audit WHERE on_behalf = $1 AND verb = 'organisation.describe'";
        assert_eq!(store::scalar::<i64>(bed.store.read(), sql, store::binds![hall.ids.local]).await.unwrap(), Some(1));
        county.post(&at, &[("keeper", ""), words]).await.is(303);
        assert_eq!(hall.house.federation.get(hall.ids.local).unwrap().kept_by, None);
    }
}
