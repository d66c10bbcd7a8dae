//! Forms filled wrongly, and by others.

use uuid::Uuid;

use super::cast::{Hall, MIGRATIONS, look, send};

const NASTY: &[&str] = &[
    "",
    "\0",
    "'; DROP TABLE ben_benefit; --",
    "<script>alert(1)</script>",
    "-1",
    "2.5",
    "99999999999999999999",
    "一",
    "𠀀",
    "{{7*7}}",
];

testkit::on_both_engines! { MIGRATIONS;
    async fn every_box_says_what_is_wrong_with_it_and_keeps_what_was_typed(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let dentist = hall.merchant("麓山口腔").await;
        let (account, poor) = (hall.fund("400").await, hall.fund("1").await);
        let mut chair = hall.as_("周主席").await;
        chair.get("/benefits/new").await.is(200).shows("麓山口腔").shows("余400元");
        let poor = poor.to_string();
        let wrong: &[(&'static str, &str, &str)] = &[
            ("title", "", "请填名称"),
            ("value", "一百多", "请填金额"),
            ("value", "50", ""),
            ("value", "10", "不能超过门市价"),
            ("price", "-1", "请填金额"),
            ("subsidy", "90", "不能超过门市价"),
            ("account", "", "有补贴就要选账户"),
            ("account", &poor, "余额不足"),
            ("places", "", "请填名额"),
            ("places", "0", "请填1到1000000之间的数"),
            ("policy", "lot", "请选一项"),
            ("policy", "draw", "抽签要写明"),
            ("kind", "war", "请选一项"),
            ("closes", "2026-11-17", "已经过去了"),
            ("closes", "2027-02-01", "不能晚于使用截止"),
            ("until", "2026-11-01", "早于开始日期"),
            ("uses", "0", "请填1到366之间的数"),
        ];
        for (field, value, says) in wrong {
            let form = hall.form(&[dentist], account, &[(field, value)]);
            let answer = send(&mut chair, "/benefits/new", &form).await;
            if says.is_empty() {
                answer.is(303);
            } else {
                answer.is(422).shows(says).shows("含抛光");
            }
        }
        // A draw by seeds that witnesses seal needs no number.
        let form = hall.form(&[dentist], account, &[("policy", "seals")]);
        send(&mut chair, "/benefits/new", &form).await.is(303);
        let sealed: Option<i64> = store::scalar(hall.store.read(), "SELECT COUNT(*) FROM desk_sealing", []).await.unwrap();
        assert_eq!(sealed, Some(1));
        let form = hall.form(&[], account, &[]);
        send(&mut chair, "/benefits/new", &form).await.is(422).shows("请选在哪里用");
        for nasty in NASTY {
            for field in ["title", "value", "price", "subsidy", "places", "opens", "from", "uses", "account", "who", "claim", "pays", "named"] {
                let form = hall.form(&[dentist], account, &[(field, nasty)]);
                let answer = send(&mut hall.afresh().await.as_("周主席").await, "/benefits/new", &form).await;
                assert!([303, 422].contains(&answer.status.as_u16()), "{field} {nasty:?} {}", answer.status);
                answer.hides("<script>alert");
            }
        }
        hall.adds_up().await;
    }

    async fn the_same_form_twice_is_one_and_anothers_account_is_none(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let dentist = hall.merchant("麓山口腔").await;
        let account = hall.fund("400").await;
        let form = hall.form(&[dentist], account, &[]);
        let mut chair = hall.as_("周主席").await;
        let (one, two) = (send(&mut chair, "/benefits/new", &form).await, send(&mut chair, "/benefits/new", &form).await);
        assert_eq!(one.is(303).location(), two.is(303).location());
        // The chair of another union, with its union in the form or with ours.
        let mut other = hall.as_("王主席").await;
        let wuyi = hall.union["wuyi"].to_string();
        let theirs = hall.form(&[dentist], account, &[("union", &wuyi)]);
        send(&mut other, "/benefits/new", &theirs).await.is(422).shows("请选在哪里用").shows("有补贴就要选账户");
        let again = hall.form(&[dentist], account, &[]);
        send(&mut other, "/benefits/new", &again).await.is(404);
        send(&mut hall.as_("陈师傅").await, "/benefits/new", &again).await.is(403);
        let id = one.location().split('/').nth(2).unwrap().to_owned();
        other.get(&format!("/benefits/{id}/desk")).await.is(404);
        other.get(&format!("/merchants/{dentist}")).await.is(404);
        other.post(&format!("/merchants/{dentist}/clerks"), &[("label", "x")]).await.is(404);
        for path in ["/benefits", "/vouchers", "/merchants"] {
            chair.get(&format!("{path}/{}", Uuid::now_v7())).await.is(404);
            chair.get(&format!("{path}/nobody")).await.is(404);
        }
    }

    async fn merchants_and_links_are_checked(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.as_("周主席").await;
        chair.get("/merchants").await.is(200).shows("还没有商户");
        chair.get("/benefits").await.is(200).shows("还没有普惠项目");
        let union = hall.union["lushan"].to_string();
        let form = [("union", union.as_str()), ("name", "麓山口腔"), ("credit_code", "91430100MA4L1K2T3Y"), ("kind", "x")];
        let answer = chair.post("/merchants", &form).await;
        answer.is(422).shows("代码不对").shows("请填所在区县").shows("请填地址").shows("value=\"麓山口腔\"");
        let dentist = hall.merchant("麓山口腔").await;
        for nasty in NASTY {
            let answer = chair.post(&format!("/merchants/{dentist}/clerks"), &[("label", nasty), ("days", nasty)]).await;
            assert!([200, 422].contains(&answer.status.as_u16()), "{nasty:?} {}", answer.status);
            answer.hides("<script>alert");
        }
        chair.post(&format!("/merchants/{dentist}/clerks"), &[("label", "前台"), ("days", "401")]).await.is(422).shows("1到400");
        let mut clerk = hall.clerk(dentist).await;
        for nasty in NASTY.iter().filter(|n| !n.is_empty() && **n != "\0") {
            let typed: String = nasty.bytes().map(|b| format!("%{b:02x}")).collect();
            look(&mut clerk, &typed).await.is(422).shows("没有这张券");
            clerk.post("/redeem", &[("ticket", nasty)]).await.is(422);
            clerk.post("/redeem/undo", &[("benefit", nasty), ("number", nasty)]).await.is(303);
            clerk.post("/redeem/card", &[("offer", nasty)]).await.is(303);
        }
    }
}
