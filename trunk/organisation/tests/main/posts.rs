//! Posts, deputies, hand-over, and that somebody is always left who can appoint.

use super::hall::{CITY, COUNTY, Hall, LOCAL, MEMBER, MIGRATIONS, NATIONAL, give};

async fn post_of(store: &store::Store, union: uuid::Uuid) -> uuid::Uuid {
    let sql = "SELECT id FROM org_post WHERE union_id = $1 AND office = 'chair' AND until_day = 2000000";
    store::scalar(store.read(), sql, store::binds![union]).await.unwrap().unwrap()
}

testkit::on_both_engines! { MIGRATIONS;
    async fn a_post_is_given_handed_over_and_ended(bed: Bed) {
        let hall = Hall::open(&bed.store).await;
        let local = hall.ids.local;
        let mut chair = hall.browser(LOCAL);
        let giving = |office: &'static str, more: &'static [(&'static str, &'static str)]| {
            let mut form = vec![("phone", MEMBER.0), ("office", office), ("day", "2026-11-18")];
            form.extend(more);
            form
        };
        let at = format!("/unions/{local}/posts/new");
        chair.get(&at).await.is(200).hides("含下级");
        chair.post(&at, &giving("officer", &[("subtree", "1")])).await.is(422).shows("您的职务不含下级");
        chair.post(&at, &giving("king", &[])).await.is(422).shows("请选择职务");
        chair.submit(&at, &giving("officer", &[])).await.is(200).shows("会员");
        chair.post(&at, &giving("officer", &[])).await.is(422).shows("已任这个职务");
        hall.browser(MEMBER).get(&at).await.is(403);

        // A deputy stands in for a time, with the powers of the post.
        let post = post_of(&bed.store, local).await.to_string();
        let deputy = [("phone", MEMBER.0), ("day", "2026-11-18"), ("deputy_for", post.as_str())];
        chair.post(&at, &deputy).await.is(422).shows("代理要写明到哪天止");
        let deputy = [("phone", MEMBER.0), ("day", "2026-11-18"), ("deputy_for", post.as_str()), ("until", "2026-12-01")];
        chair.post(&at, &deputy).await.is(303);
        hall.browser(MEMBER).get(&at).await.is(200);

        // Handed over to the county's chair in a week: until then it is still his.
        let hand = format!("/unions/{local}/posts/{post}/hand-over");
        chair.post(&hand, &[("phone", LOCAL.0), ("day", "2026-11-25")]).await.is(422);
        chair.post(&hand, &[("phone", COUNTY.0), ("day", "2026-11-25")]).await.is(303);
        chair.get(&at).await.is(200);
        bed.clock.advance(8 * 86_400_000);
        hall.browser(LOCAL).get(&at).await.is(403);
    }

    async fn the_last_who_can_appoint_stays(bed: Bed) {
        let hall = Hall::open(&bed.store).await;
        let end = |union: uuid::Uuid, post: uuid::Uuid| format!("/unions/{union}/posts/{post}/end");
        let form = [("day", "2026-11-18"), ("words", "到龄")];
        let root = post_of(&bed.store, hall.ids.root).await;
        let mut national = hall.browser(NATIONAL);
        national.get(&end(hall.ids.root, root)).await.is(200);
        national.post(&end(hall.ids.root, root), &form).await.is(422).shows("没有人能任免");
        // The county's chair may go: the city's post reaches the county.
        let county = post_of(&bed.store, hall.ids.yuelu).await;
        hall.browser(CITY).post(&end(hall.ids.yuelu, county), &[("day", ""), ("words", "")]).await.is(422);
        hall.browser(CITY).post(&end(hall.ids.yuelu, county), &form).await.is(303);
        hall.browser(CITY).post(&end(hall.ids.yuelu, county), &form).await.is(409);
        hall.browser(COUNTY).get("/unions").await.is(403);
        // A post is found at its own union only.
        hall.browser(CITY).post(&end(hall.ids.furong, root), &form).await.is(404);
    }

    async fn two_chairs_cannot_dismiss_each_other_at_once(bed: Bed) {
        let hall = Hall::open(&bed.store).await;
        let first = post_of(&bed.store, hall.ids.root).await;
        give(&bed.store, hall.ids.root, uuid::Uuid::from_u128(MEMBER.1), organisation::Office::Chair, true).await;
        let other = "SELECT id FROM org_post WHERE union_id = $1 AND person = $2";
        let binds = store::binds![hall.ids.root, uuid::Uuid::from_u128(MEMBER.1)];
        let second: uuid::Uuid = store::scalar(bed.store.read(), other, binds).await.unwrap().unwrap();
        let at = |post: uuid::Uuid| format!("/unions/{}/posts/{post}/end", hall.ids.root);
        let form = [("day", "2026-11-18"), ("words", "换届")];
        let (mut one, mut two) = (hall.browser(NATIONAL), hall.browser(MEMBER));
        let (end_second, end_first) = (at(second), at(first));
        let (a, b) = tokio::join!(one.post(&end_second, &form), two.post(&end_first, &form));
        let mut codes = [a.status.as_u16(), b.status.as_u16()];
        codes.sort_unstable();
        assert_eq!(codes[0], 303);
        assert!(matches!(codes[1], 403 | 422), "{codes:?}");
    }

    async fn a_term_is_entered_and_seen(bed: Bed) {
        let hall = Hall::open(&bed.store).await;
        let at = format!("/unions/{}/term", hall.ids.yuelu);
        let mut county = hall.browser(COUNTY);
        county.get(&at).await.is(200);
        county.post(&at, &[("number", "6"), ("day", "2022-03-15"), ("years", "3")]).await.is(422).shows("每届5年");
        county.post(&at, &[("number", "0"), ("day", "2027-03-15"), ("years", "")]).await.is(422).shows("请填第几届");
        county.submit(&at, &[("number", "6"), ("day", "2022-03-15"), ("years", "5")]).await.is(200).shows("还有117天").shows("2027年3月14日");
        county.post(&at, &[("number", "5"), ("day", "2017-03-15"), ("years", "5")]).await.is(422).shows("已经过去");
        county.post(&at, &[("number", "7"), ("day", "2026-11-10"), ("years", "5")]).await.is(303);
        let cut: Option<i32> = store::scalar(bed.store.read(), "SELECT until_day FROM org_term WHERE number = 6", []).await.unwrap();
        let asked = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
        let heard = std::sync::Arc::clone(&asked);
        let worker = organisation::work(jobs::Worker::new(bed.store.clone())).subscribe(organisation::events::TERM_ENDS, "test", move |job, _| {
            let heard = std::sync::Arc::clone(&heard);
            async move {
                heard.lock().unwrap().push(job.payload["number"].as_i64());
                Ok(())
            }
        });
        assert_eq!(cut, Some("2026-11-10".parse::<codes::Day>().unwrap().0));

        // The seventh committee was elected in November 2026: six months before its end, once, and then three months before.
        worker.tick().await.unwrap();
        for (days, so_far) in [(1_600, 0), (60, 1), (1, 1), (40, 1), (60, 2), (30, 3), (60, 3)] {
            bed.clock.advance(days * 86_400_000);
            jobs::drain(&worker).await.unwrap();
            assert_eq!(asked.lock().unwrap().len(), so_far, "after {days} days more");
        }
    }
}
