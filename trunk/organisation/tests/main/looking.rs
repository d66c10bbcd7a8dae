//! What is seen: the tree, a union's page, the public pages, in both languages.

use super::hall::{COUNTY, Hall, MEMBER, MIGRATIONS, NATIONAL};

testkit::on_both_engines! { MIGRATIONS;
    async fn the_tree_opens_level_by_level(bed: Bed) {
        let hall = Hall::open(&bed.store).await;
        let mut county = hall.browser(COUNTY);
        let tree = county.get("/unions").await;
        tree.is(200).shows("麓谷电子厂工会").shows("芙蓉区总工会").shows("aria-current");
        county.get(&format!("/unions?from={}", hall.ids.furong)).await.is(200).shows(&format!("below-{}", hall.ids.furong)).shows("五一商场工会");
        county.get("/unions?q=wysc").await.is(200).shows("五一商场工会");
        county.get("/unions?q=不存在的").await.is(200).shows("没有找到这样的工会");
        let page = county.get(&format!("/unions/{}", hall.ids.yuelu)).await;
        page.is(200).shows("岳麓主席").shows("新建下级工会").shows("长沙市总工会").shows("2000年1月1日");
        county.get(&format!("/unions/{}", hall.ids.root)).await.is(200).hides("新建下级工会");
        county.get("/powers").await.is(200).shows("任免职务").shows("只限本级");
        hall.browser(NATIONAL).in_english().get("/powers").await.is(200).shows("Give and end posts");
        hall.browser(MEMBER).get("/unions").await.is(403);
        hall.visitor().get("/unions").await.is(401);
    }

    async fn a_visitor_finds_a_union_and_the_way_in(bed: Bed) {
        let hall = Hall::open(&bed.store).await;
        let mut visitor = hall.visitor();
        visitor.get("/u").await.is(200).shows("湖南省总工会");
        visitor.get("/u?q=wysc").await.is(200).shows("五一商场工会");
        let page = visitor.get(&format!("/u/{}", hall.ids.local)).await;
        page.is(200).shows("厂主席").shows(&format!("/join?union={}", hall.ids.local));
        visitor.get(&format!("/u/{}", hall.ids.yuelu)).await.is(200).hides("/join?union=");
        hall.visitor().in_english().get(&format!("/u/{}", hall.ids.local)).await.shows("Join here");
        // What is kept for visitors follows a change at once.
        hall.browser(COUNTY).post(&format!("/unions/{}/describe", hall.ids.local), &[("address", "麓谷大道1号")]).await.is(303);
        visitor.get(&format!("/u/{}", hall.ids.local)).await.shows("麓谷大道1号");
        visitor.get("/u/00000000-0000-0000-0000-000000000000").await.is(404);
    }

    async fn the_tables_keep_their_places(bed: Bed) {
        let tables: Vec<_> = organisation::TABLES.to_vec();
        assert_eq!(store::schema::lint(&tables), Vec::<String>::new());
        bed.store.refresh_versions().await.unwrap();
    }
}
