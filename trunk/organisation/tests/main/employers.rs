//! The directory of employers: one federation, one entry.

use super::hall::{CITY, COUNTY, FURONG, Hall, LOCAL, MEMBER, MIGRATIONS};

/// A code whose check symbol holds.
const CODE: &str = "91430100MA4L16JQ90";

fn code() -> String {
    // The check symbol is worked out, not guessed.
    let mut symbols: [u8; 18] = CODE.as_bytes().try_into().unwrap();
    symbols[17] = codes::credit_code::check_symbol(&symbols);
    String::from_utf8(symbols.to_vec()).unwrap()
}

testkit::on_both_engines! { MIGRATIONS;
    async fn an_employer_is_entered_once_and_covered(bed: Bed) {
        let hall = Hall::open(&bed.store).await;
        let mut county = hall.browser(COUNTY);
        let good = code();
        let new = [("name", "麓谷电子有限公司"), ("credit_code", good.as_str()), ("kind", "firm"), ("workers", "240"), ("to", "麓谷电子厂工会")];
        let entered = county.post("/employers/new", &new).await;
        entered.is(303);
        let at = entered.location().to_owned();
        county.get(&at).await.is(200).shows("麓谷电子厂工会").shows(&good);
        county.post("/employers/new", &new).await.is(422).shows("已经登记过");
        county.get("/employers?q=lgdz").await.is(200).shows("麓谷电子有限公司");
        county.get(&format!("/employers?q={}", good.to_lowercase())).await.shows("麓谷电子有限公司");
        county.get("/employers?q=%25").await.is(200).shows("没有找到这样的单位");
        county.get(&format!("/unions/{}", hall.ids.local)).await.shows("麓谷电子有限公司");

        // A joint local covers it too; the neighbour county may not end what is not its own.
        hall.browser(CITY).post(&format!("{at}/cover"), &[("to", "五一商场工会"), ("day", "2026-11-18")]).await.is(303);
        county.post(&format!("{at}/cover"), &[("to", "麓谷电子厂工会"), ("day", "2026-11-18")]).await.is(422).shows("已经覆盖");
        hall.browser(FURONG).post(&format!("{at}/uncover/{}", hall.ids.local), &[("day", "2026-11-18")]).await.is(404);
        county.post(&format!("{at}/uncover/{}", hall.ids.local), &[("day", "2026-11-18")]).await.is(303);
        county.post(&format!("{at}/uncover/{}", hall.ids.local), &[("day", "2026-11-18")]).await.is(404);

        // Who speaks for it.
        let mut furong = hall.browser(FURONG);
        furong.post(&format!("{at}/seats"), &[("phone", "13899999999")]).await.is(422).shows("请他先登录一次");
        furong.post(&format!("{at}/seats"), &[("phone", MEMBER.0)]).await.is(303);
        furong.post(&format!("{at}/seats"), &[("phone", MEMBER.0)]).await.is(422);
        let seats = hall.house.seats(uuid::Uuid::from_u128(MEMBER.1)).await.unwrap();
        assert_eq!(seats[0].name, "麓谷电子有限公司");
        furong.get(&at).await.shows("会员");
        hall.browser(LOCAL).get(&at).await.is(200).hides("会员</");
    }
}
