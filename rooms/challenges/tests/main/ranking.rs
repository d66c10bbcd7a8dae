//! The ranking: only those who want it, only from five on, never a name.

use axum::http::Method;
use testkit::on_both_engines;

use super::hall::{Hall, MIGRATIONS, at, notes};

on_both_engines! { MIGRATIONS;
    async fn it_appears_with_the_fifth_and_names_nobody_else(bed: Bed) {
        let hall = Hall::open(&bed, 8).await;
        let place = hall.announced(&hall.form(&[])).await;
        let (path, api) = (format!("/challenges/{}/ranking", place.0), format!("/api/v1/challenges/{}/ranking", place.0));
        bed.clock.set(at("2026-11-25", 8));
        let mut people = Vec::new();
        for n in 0..8 {
            let mut it = hall.joins(place, &format!("会员{n}"), "172").await;
            notes(&mut it, place.0, "80").await.is(303);
            people.push(it);
        }
        bed.clock.set(at("2026-12-09", 8));
        for (n, it) in people.iter_mut().enumerate() {
            notes(it, place.0, &format!("{}", 79 - n)).await.is(303);
        }
        people[7].get(&format!("/challenges/{}/me", place.0)).await.shows("您没有参加排行，不会出现在任何名单里");
        for (n, it) in people.iter_mut().enumerate().take(4) {
            it.post(&path, &[("nickname", "")]).await.is(422).shows("请起一个昵称");
            it.post(&path, &[("nickname", &format!("慢慢来{n}"))]).await.is(303);
            it.get(&path).await.is(200).shows("满5人有成绩以后才显示").hides("<table");
        }
        assert_eq!(people[0].api(Method::GET, &api, None, &[]).await.is(200).json()["places"].as_array().unwrap().len(), 0);
        people[4].post(&path, &[("nickname", "慢慢来3")]).await.is(422).shows("这个昵称有人用了").shows("慢慢来3");
        people[4].post(&path, &[("nickname", "<b>不急</b>")]).await.is(303);
        let page = people[0].get(&path).await;
        page.is(200).shows("慢慢来3").shows("&#60;b&#62;不急").shows("6.2%").shows("1.2%").shows("（您）").hides("会员").hides("千克");
        for hidden in ["会员5", "75", "74千克"] {
            page.hides(&format!(">{hidden}<"));
        }
        let board = people[0].api(Method::GET, &api, None, &[]).await.is(200).json();
        assert_eq!((board["places"].as_array().unwrap().len(), board["places"][0]["score"].as_str()), (5, Some("6.2")));
        assert_eq!(board["places"][4]["you"], true);
        // Who is not in it sees none of it, nor does any officer.
        people[6].get(&path).await.is(200).shows("愿意的人才参加").hides("慢慢来").hides("<table");
        people[6].api(Method::GET, &api, None, &[]).await.is(404);
        for officer in ["区干事", "周主席", "审计员"] {
            let mut officer = hall.as_(officer).await;
            officer.get(&path).await.is(404);
            officer.api(Method::GET, &api, None, &[]).await.is(404);
        }
        // Left at any time: then there are four again, and nothing stands there.
        people[2].submit(&format!("{path}/leave"), &[]).await.is(200).shows("已退出排行").hides("<table");
        people[0].get(&path).await.is(200).shows("满5人有成绩以后才显示").hides("慢慢来2").hides("<table");
        assert_eq!(hall.rows("chl_part WHERE nickname IS NOT NULL").await, 4);
        people[2].post(&format!("{path}/leave"), &[]).await.is(303);
    }

    async fn a_post_of_ones_own_opens_nothing(bed: Bed) {
        // The officer who runs it takes part too, and sees what everybody sees who does.
        let hall = Hall::open(&bed, 5).await;
        let place = hall.announced(&hall.form(&[])).await;
        bed.clock.set(at("2026-11-25", 8));
        for n in 0..5 {
            let mut it = hall.joins(place, &format!("会员{n}"), "172").await;
            notes(&mut it, place.0, "81.37").await.is(303);
            it.post(&format!("/challenges/{}/ranking", place.0), &[("nickname", &format!("慢慢来{n}"))]).await.is(303);
        }
        let mut officer = hall.joins(place, "区干事", "172").await;
        notes(&mut officer, place.0, "90").await.is(303);
        officer.get(&format!("/challenges/{}/me", place.0)).await.is(200).shows("90").hides("81.37");
        officer.get(&format!("/challenges/{}/ranking", place.0)).await.is(200).hides("慢慢来");
    }
}
