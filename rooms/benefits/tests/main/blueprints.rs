//! From the catalogue to the voucher: what a blueprint promises holds, and each story fails when its rule is taken out.

use testkit::{Browser, Filled, filled, hidden, on_both_engines, value, with};
use uuid::Uuid;

use super::cast::{DAY, Hall, MIGRATIONS, look, redeem, send};

/// The form the catalogue's step leads to: the step is there, and nothing in the form is wrong yet.
pub async fn from(officer: &mut Browser, blueprint: &str, path: &str) -> Filled {
    let step = format!("{path}?blueprint={blueprint}");
    officer.get("/blueprints").await.is(200).shows(&step);
    let page = officer.get(&step).await;
    page.is(200).hides("role=\"alert\"");
    filled(&page.text)
}

/// Opens the benefit of a form.
async fn opened(officer: &mut Browser, form: &Filled) -> Uuid {
    let answer = send(officer, "/benefits/new", form).await;
    answer.is(303).location().split('/').nth(2).unwrap().parse().unwrap()
}

on_both_engines! { MIGRATIONS;
    async fn film_tickets_are_drawn_one_each_and_year(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (cinema, account) = (hall.merchant("麓山影城").await, hall.fund("200").await);
        let mut officer = hall.as_("周主席").await;
        officer.get("/blueprints/film-tickets").await.is(200).shows("9.90").shows("30.1").shows("抽签").shows("一年一次");
        let form = from(&mut officer, "film-tickets", "/benefits/new").await;
        for (name, said) in [("kind", "cinema"), ("value", "40"), ("price", "9.90"), ("subsidy", ""), ("places", "500"), ("policy", "draw"),
            ("claim", "year"), ("who", "within"), ("opens", "2026-11-18"), ("closes", "2026-11-25"), ("from", "2026-11-27"), ("until", "2026-12-26"),
            ("named", "报名截止次日晚福利彩票3D开奖号码")] {
            assert_eq!(value(&form, name), said, "{name}");
        }
        // Where it is redeemed and from which money is the union's own to say.
        send(&mut officer, "/benefits/new", &form).await.is(422).shows("请选在哪里用").shows("有补贴就要选账户");
        let form = with(form, &[("merchants", &cinema.to_string()), ("account", &account.to_string()), ("places", "1")]);
        let id = opened(&mut officer, &form).await;
        let allotment = hall.allotment(id).await;
        for name in ["陈师傅", "谭师傅", "易师傅"] {
            assert_eq!(hall.asks(id, name).await, "entered", "nobody is first in a draw");
        }
        assert_eq!(hall.asks(id, "李店员").await, "not-eligible");
        let mut entrant = hall.as_("陈师傅").await;
        entrant.get(&format!("/vouchers/{id}")).await.is(200).shows("等待抽签").shows("得到名额后付9.90元").hides("候补中");
        entrant.get(&format!("/benefits/{id}")).await.is(200).shows("共1，截止后抽签");
        let record = format!("/draws/{allotment}/record.json");
        hall.visitor().get(&format!("/draws/{allotment}")).await.is(200).shows("福利彩票3D");
        bed.clock.advance(8 * DAY + DAY / 24);
        hall.work().await;
        bed.clock.advance(DAY);
        let mut officer = hall.afresh().await.as_("周主席").await;
        officer.post(&format!("/signups/{allotment}/draw"), &[("value", "3 0 7")]).await.is(303);
        hall.work().await;
        assert!(hall.visitor().get(&record).await.is(200).text.contains("3 0 7"));
        let mut drawn = Vec::new();
        for name in ["陈师傅", "谭师傅", "易师傅"] {
            if hall.as_(name).await.get(&format!("/vouchers/{id}")).await.text.contains("class=\"code\">") {
                drawn.push(name);
            }
        }
        assert_eq!(drawn.len(), 1, "one of three was drawn");
        redeem(&mut hall.clerk(cinema).await, &hall.code(id, drawn[0]).await).await.is(303);
        assert_eq!(hall.counts(id).await, (1, 3_010));
        hall.as_(drawn[0]).await.get(&format!("/vouchers/{id}")).await.shows("已用完").shows("已到店付9.90元").hides("不用付款");
        // Once more in the same year: whoever was drawn is told so, the others may try again.
        let again = with(from(&mut officer, "film-tickets", "/benefits/new").await, &[("merchants", &cinema.to_string()),
            ("account", &account.to_string()), ("policy", "first"), ("named", "")]);
        let next = opened(&mut officer, &again).await;
        let told = format!("/signups/{}", hall.allotment(next).await);
        hall.as_(drawn[0]).await.get(&told).await.is(200).shows("您已经用完").hides("您可以报名").hides("name=\"key\"");
        for name in ["陈师傅", "谭师傅", "易师傅"] {
            assert_eq!(hall.asks(next, name).await, if name == drawn[0] { "claimed" } else { "placed" });
        }
        officer.get("/benefits/new?blueprint=nothing").await.is(404);
        hall.adds_up().await;
    }

    async fn a_tooth_cleaning_costs_19_9_and_is_redeemed_once(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (dentist, account) = (hall.merchant("麓山口腔").await, hall.fund("200").await);
        let mut officer = hall.as_("周主席").await;
        officer.get("/benefits").await.is(200).shows("/blueprints?room=benefits");
        officer.get("/blueprints/tooth-cleaning").await.is(200).shows("19.90").shows("99.90").shows("80").shows("先到先得").shows("所有会员");
        let form = from(&mut officer, "tooth-cleaning", "/benefits/new").await;
        for (name, said) in [("kind", "dental"), ("value", "99.90"), ("price", "19.90"), ("subsidy", ""), ("places", "1000"), ("policy", "first"),
            ("claim", "year"), ("who", "all"), ("from", "2026-11-18"), ("until", "2027-02-15"), ("closes", "2026-12-18"), ("uses", "1"), ("pays", "merchant")] {
            assert_eq!(value(&form, name), said, "{name}");
        }
        let form = with(form, &[("merchants", &dentist.to_string()), ("account", &account.to_string())]);
        let id = opened(&mut officer, &form).await;
        assert_eq!(opened(&mut officer, &form).await, id, "sent twice, opened once");
        // Members of any union, as far as the money goes.
        assert_eq!((hall.asks(id, "陈师傅").await, hall.asks(id, "李店员").await), ("placed".into(), "placed".into()));
        assert_eq!(hall.asks(id, "谭师傅").await, "waiting");
        assert_eq!(hall.purse(account).await, (16_000, 0, 4_000));
        hall.as_("陈师傅").await.get(&format!("/vouchers/{id}")).await.is(200).shows("到店付19.90元").shows("1次（共1次）");
        let mut clerk = hall.clerk(dentist).await;
        let code = hall.code(id, "陈师傅").await;
        let shown = hidden(&look(&mut clerk, &code).await.is(200).text, "ticket");
        // Two taps on the same page, and then the code once more: one cleaning, paid once.
        for _ in 0..2 {
            clerk.post("/redeem", &[("ticket", &shown)]).await;
            assert_eq!((hall.purse(account).await, hall.counts(id).await), ((8_000, 8_000, 4_000), (1, 8_000)));
        }
        look(&mut clerk, &code).await.hides("name=\"ticket\"");
        assert!(!hall.has_code(id, "陈师傅").await, "redeemed once");
        hall.adds_up().await;
    }

    async fn a_blueprint_may_leave_the_draw_to_witnesses(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (cinema, account) = (hall.merchant("麓山影城").await, hall.fund("200").await);
        let mut officer = hall.as_("周主席").await;
        let text = |set: &str| format!(
            "id = \"films\"\nversion = 1\nroom = \"benefits\"\n[title]\nzh = \"电影票\"\n[what]\nzh = \"看电影\"\n[whom]\nzh = \"会员\"\n\
             [set]\nkind = \"cinema\"\ntitle = \"电影票\"\nvalue = 40\nprice = 10\nplaces = 1\nclaim = \"none\"\n{set}"
        );
        for (set, says) in [("policy = \"seals\"\nnamed = \"双色球\"\n", "第18行"), ("policy = \"sealed\"\n", "第17行"), ("policy = \"seals\"\nseals = 2\n", "第18行")] {
            officer.upload("/blueprints/new", &[], "b.toml", text(set).as_bytes()).await.is(422).shows(says);
        }
        let saved = officer.upload("/blueprints/new", &[], "b.toml", text("policy = \"seals\"\n").as_bytes()).await;
        let saved = saved.is(303).location().to_owned();
        officer.get(&saved).await.is(200).shows("抽签，由见证人封存种子");
        let form = from(&mut officer, saved.rsplit('/').next().unwrap(), "/benefits/new").await;
        assert_eq!((value(&form, "policy"), value(&form, "closes"), value(&form, "from")), ("seals", "2026-12-02", "2026-12-04"));
        let id = opened(&mut officer, &with(form, &[("merchants", &cinema.to_string()), ("account", &account.to_string())])).await;
        let allotment = hall.allotment(id).await;
        assert_eq!(hall.asks(id, "陈师傅").await, "entered");
        hall.visitor().get(&format!("/draws/{allotment}")).await.is(200).shows("还没有请见证人");
    }

    async fn a_double_tap_makes_one_offer_and_one_link(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let shop = hall.merchant("梅溪湖健身").await;
        let mut chair = hall.as_("周主席").await;
        let path = format!("/merchants/{shop}");
        let page = chair.get(&path).await;
        let forms: Vec<Filled> = page.text.split("<form class=\"sheet pad-l\"").skip(1).map(|f| filled(&format!("<form class=\"sheet pad-l\"{f}"))).collect();
        let offer = with(forms[1].clone(), &[("title", "年卡8折"), ("until", "2026-12-31")]);
        let link = with(forms[0].clone(), &[("label", "前台手机")]);
        let token = |text: &str| text.split("/redeem/in/").nth(1).unwrap()[..40].to_owned();
        for _ in 0..2 {
            send(&mut chair, &format!("{path}/offers"), &offer).await.is(303);
        }
        let first = token(&send(&mut chair, &format!("{path}/clerks"), &link).await.is(200).text);
        let second = token(&send(&mut chair, &format!("{path}/clerks"), &link).await.is(200).text);
        assert_eq!(first, second, "the answer that is seen shows the link that opens");
        let count = |table: &'static str| store::scalar::<i64>(hall.store.read(), table, []);
        assert_eq!(count("SELECT COUNT(*) FROM ben_offer").await.unwrap(), Some(1));
        assert_eq!(count("SELECT COUNT(*) FROM ben_clerk").await.unwrap(), Some(1));
        assert_eq!(hall.visitor().get(&format!("/redeem/in/{first}")).await.is(303).location(), "/redeem");
        // Later, or after it was taken back, the same form shows nothing.
        bed.clock.advance(60_000);
        send(&mut chair, &format!("{path}/clerks"), &link).await.is(303);
        chair.get(&path).await.shows("只显示一次").hides("/redeem/in/");
    }
}
