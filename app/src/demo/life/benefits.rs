use codes::Day;
use serde_json::{Value, json};
use store::Outcome;
use uuid::Uuid;

use super::{after, all_enter, enter};
use crate::demo::story::{Story, id_of};

/// The cinema, and the film ticket of the member.
pub(super) struct Shops {
    cinema: Uuid,
    film: Uuid,
}

/// Three shops with offers for the card, money for subsidies, and two benefits of which the member has vouchers.
///
/// # Errors
/// Whatever the verbs answer.
pub(super) async fn open(story: &Story<'_>, opens: Day) -> Outcome<Shops> {
    let (officer, chair, member) = (story.plays("county-officer")?, story.plays("county-chair")?, story.plays("member")?);
    let union = story.at.county;
    let mut shops = Vec::new();
    for (name, code, kind, place, contact) in [
        ("麓山口腔门诊部", "91430104MADEM00017", "dental", "金星中路66号", "刘经理 0731-80000201"),
        ("麓谷星光影城", "91430104MADEM0002A", "cinema", "麓谷广场四楼", "向经理 0731-80000202"),
        ("梅溪书店", "91430104MADEM0003D", "shopping", "梅溪湖路36号一楼", "蔡店长 0731-80000203"),
    ] {
        let shop = json!({ "key": story.key(), "union": union, "name": name, "credit_code": code, "kind": kind,
            "area": "岳麓区", "place": place, "contact": contact });
        shops.push(id_of(&story.post(&officer, "/api/v1/merchants", &shop).await?, "id")?);
    }
    for (shop, title, terms) in [
        (2, "图书八折", "出示会员证，教材和特价书除外。"),
        (1, "观影小食六折", "出示会员证，每单限一次。"),
        (0, "口腔检查免费", "出示会员证，先电话预约。"),
    ] {
        let offer = json!({ "title": title, "terms": terms, "until": after(opens, 180).to_string() });
        story.post(&officer, &format!("/api/v1/merchants/{}/offers", shops[shop]), &offer).await?;
    }
    let money = json!({ "key": story.key(), "union": union, "title": "职工普惠专项", "source": "own", "amount": 3_000_000 });
    let account = id_of(&story.post(&chair, "/api/v1/accounts", &money).await?, "id")?;
    let benefit = |kind: &str, title: &str, summary: &str, shop: Uuid, value: &str, price: &str, places: &str| {
        json!({
            "key": story.key(), "union": union, "kind": kind, "title": title, "summary": summary, "merchants": [shop],
            "value": value, "price": price, "account": account, "places": places, "policy": "first", "pays": "merchant",
            "claim": "year", "who": "within", "opens": story.today().to_string(), "closes": after(opens, 20).to_string(),
            "from": story.today().to_string(), "until": after(opens, 75).to_string(), "uses": "1",
        })
    };
    let teeth = benefit("dental", "19.9元洗牙", "含检查和抛光，请先电话预约。", shops[0], "120", "19.9", "150");
    let film = benefit("cinema", "9.9元看电影", "2D、3D场次通用，节假日也能用。", shops[1], "45", "9.9", "300");
    let crowd = story.crowd(8);
    for (body, people) in [(teeth, &crowd[..6]), (film.clone(), &crowd[2..])] {
        let allotment = places(&story.post(&officer, "/api/v1/benefits", &body).await?)?;
        enter(story, &member, allotment, 1, "placed").await?;
        all_enter(story, people, allotment, "placed").await?;
    }
    Ok(Shops { cinema: shops[1], film: id_of(&film, "key")? })
}

/// The member sees a film: the cinema's phone reads the code, and redeems it.
///
/// # Errors
/// Whatever the verbs answer.
pub(super) async fn use_one(story: &Story<'_>, shops: &Shops) -> Outcome<()> {
    let (officer, member) = (story.plays("county-officer")?, story.plays("member")?);
    let link = [("label", "前台手机"), ("days", "60")];
    let made = story.fill(&officer, &format!("/merchants/{}/clerks", shops.cinema), &link).await?;
    let token = made.between("/redeem/in/", "<")?;
    let phone = story.at_the_counter("", &format!("/redeem/in/{token}"), &[]).await?.cookie;
    let voucher = story.page(&member, &format!("/vouchers/{}", shops.film)).await?;
    let code = ui::Href::new("/redeem").with("code", voucher.between("class=\"code\">", "<")?).to_string();
    let seen = story.at_the_counter(&phone, &code, &[]).await?;
    let ticket = seen.between("name=\"ticket\" value=\"", "\"")?;
    story.at_the_counter(&phone, "/redeem", &[("ticket", ticket)]).await.map(|_| ())
}

fn places(benefit: &Value) -> Outcome<Uuid> {
    id_of(benefit, "allotment")
}
