use testkit::on_both_engines;

use super::cast::{Hall, MIGRATIONS, send};

on_both_engines! { MIGRATIONS;
    async fn names_stay_with_the_union_that_gave(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let run = hall.running(&[]).await;
        let mut officer = hall.as_("孙干事").await;
        send(&mut officer, &format!("{}/people", run.at()), &run.people(&[hall.id("陈师傅")], &[("guests", "老张")])).await.is(303);
        officer.get(&run.at()).await.is(200).shows("陈师傅").shows("老张");
        // Who stands above sees pieces, heads and money.
        for name in ["市干事", "市主席"] {
            let mut above = hall.as_(name).await;
            above.get("/drives").await.is(200).shows("冬季送温暖").shows("2人次、2件").shows("100元").shows("麓山精密工会");
            above.get(&run.path).await.is(200).shows("100元").hides("孙干事").hides("周主席").hides("roster.csv");
            above.get(&run.at()).await.is(200).shows("二车间").hides("陈师傅").hides("老张");
            for at in [format!("{}/pack", run.path), format!("{}/roster.csv", run.path), format!("{}/roster.xlsx", run.path), format!("{}/sheet", run.at())] {
                above.get(&at).await.is(403).hides("陈师傅");
            }
            above.post(&format!("{}/heads", run.at()), &[("heads", "1")]).await.is(403);
            above.post(&format!("{}/close", run.path), &[]).await.is(403);
        }
        // The county's officer holds no post that goes below; the neighbour and the members neither.
        for name in ["区干事", "王主席"] {
            hall.as_(name).await.get(&run.path).await.is(404);
            hall.as_(name).await.get("/drives").await.is(200).hides("冬季送温暖");
        }
        hall.as_("陈师傅").await.get(&run.path).await.is(403);
        hall.as_("刘班长").await.get(&run.path).await.is(403);
        hall.visitor().get("/me/received").await.is(401);
        hall.visitor().get("/drives").await.is(401);
    }
}
