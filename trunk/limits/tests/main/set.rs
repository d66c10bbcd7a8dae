use axum::http::Method;
use limits::{Form, Period, applying};
use serde_json::json;
use testkit::on_both_engines;

use super::cast::{Hall, MIGRATIONS};

on_both_engines! { MIGRATIONS;
    async fn a_province_sets_and_everything_within_follows_the_strictest(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let local = hall.union["local"];
        hall.as_("厂干事").await.get("/limits").await.is(200).shows("还没有设定发放标准").hides("设定标准</a>");
        hall.set("省主席", "province", &[]).await.is(303);
        hall.set("省主席", "province", &[("period", "a-time"), ("yuan", "800"), ("form", "cash")]).await.is(303);
        // A city may be stricter, and is not heeded where it is more generous.
        hall.set("市主席", "city", &[("yuan", "1500"), ("form", "goods"), ("document", "长工办〔2025〕9号")]).await.is(303);
        hall.set("市主席", "city", &[("period", "a-time"), ("yuan", "1000")]).await.is(303);
        hall.as_("厂干事").await.get("/limits").await.is(200).shows("1,500元").shows("长工办〔2025〕9号").shows("800元").shows("湖南省总工会").hides("2,200元");
        hall.as_("外市主席").await.get("/limits").await.is(200).shows("2,200元").hides("1,500元");
        let day = hall.limits.today();
        let at = async |union| applying(hall.store.read(), hall.limits.federation(), union, "festival", day).await.unwrap();
        let here = at(local).await;
        assert_eq!(here.strictest(Period::Year).map(|l| (l.fen, l.union_id)), Some((150_000, hall.union["city"])));
        assert_eq!(here.strictest(Period::Time).map(|l| (l.fen, l.union_id)), Some((80_000, hall.union["province"])));
        assert_eq!((here.form(), at(hall.union["far"]).await.form()), (Form::Goods, Form::Vouchers));
        // The city's follows the province's new one from the day it begins, and not before.
        hall.set("市主席", "city", &[("yuan", "2000"), ("form", "vouchers"), ("from", "2027-01-01")]).await.is(303);
        assert_eq!(at(local).await.strictest(Period::Year).map(|l| l.fen), Some(150_000));
        let later = codes::Day::from_ymd(2027, 1, 1).unwrap();
        let then = applying(hall.store.read(), hall.limits.federation(), local, "festival", later).await.unwrap();
        assert_eq!(then.strictest(Period::Year).map(|l| l.fen), Some(200_000));
        bed.clock.advance(1_000);
        // Entered wrongly, it is entered again for the same day.
        hall.set("省主席", "province", &[("yuan", "1200")]).await.is(303);
        assert_eq!(at(local).await.strictest(Period::Year).map(|l| l.fen), Some(120_000));
    }

    async fn who_may_set_is_the_unions_own_affair(bed: Bed) {
        let hall = Hall::open(&bed).await;
        hall.set("厂干事", "local", &[]).await.is(403);
        hall.set("厂经审", "local", &[]).await.is(403);
        hall.set("市主席", "far", &[]).await.is(404);
        hall.set("市主席", "local", &[]).await.is(404);
        // Standing above: the province sets its own, which holds below anyhow.
        hall.set("省主席", "local", &[]).await.is(403);
        hall.set("厂主席", "local", &[]).await.is(303);
        let far = hall.union["far"];
        hall.as_("市主席").await.get(&format!("/limits?union={far}")).await.is(404);
        hall.as_("市主席").await.get("/limits?union=x").await.is(404);
        hall.as_("省主席").await.get(&format!("/limits?union={far}")).await.is(200);
        hall.as_("厂主席").await.get("/limits/new").await.is(200).shows("麓山精密工会").shows("value=\"2026-11-18\"");
    }

    async fn what_cannot_be_is_said_beside_the_field(bed: Bed) {
        let hall = Hall::open(&bed).await;
        hall.set("省主席", "province", &[("yuan", "很多"), ("document", ""), ("item", "gold"), ("from", "明天")]).await.is(422)
            .shows("请填0到100万元之间的金额").shows("请写明依据的文件").shows("请选择项目").shows("请填日期").shows("很多");
        hall.set("省主席", "province", &[("document", "<script>alert(1)</script>")]).await.is(303);
        hall.as_("省主席").await.get("/limits").await.is(200).hides("<script>alert").shows("&#60;script&#62;");
    }

    async fn machines_set_and_read_the_same(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.as_("省主席").await;
        let body = json!({ "union": hall.union["province"], "item": "cooling", "period": "a-time", "fen": 30_000, "form": "goods",
            "document": "湘工发〔2026〕1号", "from": "2026-06-01" });
        chair.api(Method::POST, "/api/v1/limits", Some(body.clone()), &[]).await.is(200);
        let mut wrong = body;
        wrong["item"] = json!("gold");
        chair.api(Method::POST, "/api/v1/limits", Some(wrong), &[]).await.is(422);
        let list = format!("/api/v1/limits?union={}", hall.union["local"]);
        let told = hall.as_("厂干事").await.api(Method::GET, &list, None, &[]).await.json();
        assert_eq!((told[0]["item"].as_str(), told[0]["fen"].as_i64(), told[0]["from"].as_str()), (Some("cooling"), Some(30_000), Some("2026-06-01")));
        let before = hall.as_("厂干事").await.api(Method::GET, &format!("{list}&day=2026-05-31"), None, &[]).await.json();
        assert_eq!(before.as_array().map(Vec::len), Some(0));
        hall.as_("厂干事").await.api(Method::GET, &format!("{list}&day=x"), None, &[]).await.is(422);
    }
}
