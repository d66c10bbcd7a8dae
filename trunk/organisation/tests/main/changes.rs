//! Moving, merging, splitting and closing, and the tree on past days.

use super::hall::{CITY, COUNTY, FURONG, Hall, LOCAL, MIGRATIONS, NATIONAL, day};

fn form<'a>(to: &'a str, on: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![("to", to), ("day", on), ("words", "长工发〔2026〕12号")]
}

/// The numbers of locals, kept in step, against a naive count.
fn counts_agree(hall: &Hall) {
    let tree = &hall.house.federation;
    for union in tree.within(hall.ids.root) {
        let naive = tree.within(union.id).iter().filter(|u| u.kind.is_grass_roots()).count();
        assert_eq!(tree.locals_within(union.id), naive, "{}", union.name);
    }
}

testkit::on_both_engines! { MIGRATIONS;
    async fn a_union_moves_and_past_days_stay(bed: Bed) {
        let hall = Hall::open(&bed.store).await;
        counts_agree(&hall);
        let (ids, tree) = (hall.ids, &hall.house.federation);
        let at = format!("/unions/{}/move", ids.local);
        // A county cannot take from itself and give to another county; the city above both can.
        hall.browser(COUNTY).post(&at, &form("芙蓉区总工会", "2026-11-10")).await.is(422).shows("不在您的管辖范围内");
        hall.browser(FURONG).post(&at, &form("芙蓉区总工会", "2026-11-10")).await.is(404);
        let mut city = hall.browser(CITY);
        city.get(&at).await.is(200).shows("改隶");
        city.post(&at, &form("没有这个工会", "2026-11-10")).await.is(422).shows("没有这样的工会");
        city.post(&at, &form("总工会", "2026-11-10")).await.is(422).shows("有几个工会都对得上").shows("芙蓉区总工会");
        city.post(&at, &form("芙蓉区总工会", "2026-10-10")).await.is(422).shows("最早2026-11-01");
        city.post(&at, &form("芙蓉区总工会", "2026-11-19")).await.is(422).shows("不能填今天以后");
        let moved = city.submit(&at, &form("芙蓉区总工会", "2026-11-10")).await;
        moved.is(200).shows("改隶芙蓉区总工会").shows("长工发〔2026〕12号");
        assert!(tree.is_within(ids.local, ids.furong) && !tree.is_within(ids.local, ids.yuelu));
        assert!(tree.is_within_at(ids.local, ids.yuelu, day("2026-11-09")));
        assert!(!tree.is_within_at(ids.local, ids.yuelu, day("2026-11-10")));
        city.post(&at, &form("芙蓉区总工会", "2026-11-12")).await.is(422).shows("它现在就隶属这个工会");
        city.post(&at, &form("岳麓区总工会", "2026-11-09")).await.is(422).shows("2026-11-10已有变更");
        // The tree of a past day, by the browser.
        city.get(&format!("/unions?at={}&day=2026-11-09", ids.yuelu)).await.is(200).shows("麓谷电子厂工会");
        city.get(&format!("/unions?at={}", ids.yuelu)).await.is(200).shows("没有下级工会");
        counts_agree(&hall);
        // A circle is refused: the city under its own county.
        let up = format!("/unions/{}/move", ids.changsha);
        hall.browser(NATIONAL).post(&up, &form("岳麓区总工会", "2026-11-10")).await.is(422);
    }

    async fn a_merged_union_stands_at_its_survivor(bed: Bed) {
        let hall = Hall::open(&bed.store).await;
        counts_agree(&hall);
        let (ids, tree) = (hall.ids, &hall.house.federation);
        let at = format!("/unions/{}/merge", ids.local);
        let mut city = hall.browser(CITY);
        city.post(&at, &form(&ids.local.to_string(), "2026-11-10")).await.is(422).shows("不能是它自己");
        city.post(&at, &form("芙蓉区总工会", "2026-11-10")).await.is(422).shows("不直接管理会员");
        city.submit(&at, &form("五一商场工会", "2026-11-10")).await.is(200).shows("已于2026年11月10日终止");
        assert!(tree.is_within(ids.local, ids.furong));
        assert!(tree.get(ids.local).unwrap().has_ended());
        assert!(tree.is_within_at(ids.local, ids.yuelu, day("2026-11-01")));
        city.post(&at, &form("五一商场工会", "2026-11-11")).await.is(409);
        city.get(&format!("/unions/{}", ids.other)).await.shows("麓谷电子厂工会并入");
        counts_agree(&hall);
        // Its chair's post is over.
        hall.browser(LOCAL).get("/unions").await.is(403);
        // The same SQL everybody adds up by says so too.
        let count = format!("{} SELECT COUNT(*) FROM under WHERE union_id = $3 AND child_id = $4", organisation::sql::AS_IT_IS);
        let binds = store::binds![ids.changsha, 20_775, ids.local, ids.furong];
        assert_eq!(store::scalar::<i64>(bed.store.read(), &count, binds).await.unwrap(), Some(1));
        let was = format!("{} SELECT COUNT(*) FROM under WHERE union_id = $3 AND child_id = $4 AND until_day = $5", organisation::sql::AS_IT_WAS);
        let binds = store::binds![ids.changsha, 20_775, ids.local, ids.yuelu, day("2026-11-10").0];
        assert_eq!(store::scalar::<i64>(bed.store.read(), &was, binds).await.unwrap(), Some(1));
    }

    async fn a_union_splits_and_closes(bed: Bed) {
        let hall = Hall::open(&bed.store).await;
        counts_agree(&hall);
        let (ids, tree) = (hall.ids, &hall.house.federation);
        let mut city = hall.browser(CITY);
        let split = format!("/unions/{}/split", ids.local);
        city.get(&split).await.is(200);
        let empty = [("main", "1"), ("day", "2026-11-10"), ("words", "厂区分开")];
        city.post(&split, &empty).await.is(422).shows("请填名称");
        let two = [("names.1", "电子一厂工会"), ("names.2", "电子二厂工会"), ("main", "1"), ("day", "2026-11-10"), ("words", "厂区分开")];
        city.post(&split, &two).await.is(303);
        let (one, second) = (hall.named("电子一厂工会"), hall.named("电子二厂工会"));
        assert_eq!(tree.today_of(ids.local).unwrap().id, one);
        assert_eq!(tree.parent(second).unwrap().id, ids.yuelu);

        let close = format!("/unions/{second}/close");
        let county_close = format!("/unions/{}/close", ids.yuelu);
        city.post(&county_close, &form("", "2026-11-18")).await.is(409).shows("还有下级工会");
        city.post(&close, &form("", "2026-11-10")).await.is(422).shows("须晚于2026-11-10");
        city.submit(&close, &form("电子一厂工会", "2026-11-11")).await.is(200).shows("会员转至电子一厂工会");
        assert_eq!(tree.today_of(second).unwrap().id, one);
        counts_agree(&hall);
        hall.browser(NATIONAL).post(&format!("/unions/{}/close", ids.root), &form("", "2026-11-11")).await.is(409).shows("根工会");
    }

    async fn lines_cross_the_tree_and_one_edge_leads(bed: Bed) {
        let hall = Hall::open(&bed.store).await;
        counts_agree(&hall);
        let (ids, tree) = (hall.ids, &hall.house.federation);
        let mut national = hall.browser(NATIONAL);
        let at = format!("/unions/{}/lines", ids.local);
        let mut join = form("中国铁路工会", "2026-11-05");
        join.push(("line", "1"));
        national.get(&at).await.is(200).shows("铁路");
        national.post(&at, &join).await.is(303);
        assert_eq!(tree.children_in(1, ids.railway, day("2026-11-05")).len(), 1);
        assert_eq!(tree.parent(ids.local).unwrap().id, ids.yuelu, "a view does not lead");
        let turn = [("line", "1"), ("day", "2026-11-08"), ("words", "统计归口")];
        national.post(&format!("{at}/lead"), &turn).await.is(303);
        assert_eq!(tree.parent(ids.local).unwrap().id, ids.railway);
        assert!(tree.is_within_at(ids.local, ids.yuelu, day("2026-11-07")));
        national.post(&format!("{at}/leave"), &turn).await.is(422).shows("统计正按这条线汇总");
        let zero = [("line", "0"), ("day", "2026-11-10"), ("words", "退出地域线")];
        national.post(&format!("{at}/leave"), &zero).await.is(303);
        national.get(&format!("/unions?at={}&line=1", ids.railway)).await.is(200).shows("麓谷电子厂工会");
        counts_agree(&hall);
        let mut wrong = form("芙蓉区总工会", "2026-11-12");
        wrong.push(("line", "1"));
        national.post(&format!("/unions/{}/lines", ids.other), &wrong).await.is(422).shows("不在这条线上");
    }

    async fn another_process_sees_what_was_changed(bed: Bed) {
        let hall = Hall::open(&bed.store).await;
        counts_agree(&hall);
        let elsewhere = bed.another_process().await;
        let tree = organisation::Federation::load(&elsewhere).await.unwrap();
        let at = format!("/unions/{}/move", hall.ids.local);
        hall.browser(CITY).post(&at, &form("芙蓉区总工会", "2026-11-10")).await.is(303);
        let rename = [("name", "五一广场商场工会"), ("kind", "local"), ("day", "2026-11-10"), ("words", "更名")];
        hall.browser(CITY).post(&format!("/unions/{}/rename", hall.ids.other), &rename).await.is(303);
        elsewhere.refresh_versions().await.unwrap();
        tree.refresh(&elsewhere).await.unwrap();
        assert!(tree.is_within(hall.ids.local, hall.ids.furong));
        assert_eq!(tree.name(hall.ids.other), "五一广场商场工会");
        assert_eq!(tree.locals_within(hall.ids.furong), 2);
        elsewhere.close().await;
    }
}
