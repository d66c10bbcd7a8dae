use axum::http::Method;
use testkit::on_both_engines;

use super::hall::{CHAIR_OF_STREET, DAY, Hall, MEMBER, MIGRATIONS};

on_both_engines! { MIGRATIONS;
    async fn a_token_has_the_powers_it_was_given(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.signed_in(CHAIR_OF_STREET).await;
        chair.get("/me/tokens").await.is(200).shows("还没有令牌");
        let page = chair.post("/me/tokens", &[("label", "取数"), ("powers", "admit"), ("days", "30")]).await;
        let token = page.is(200).text.split("uht_").nth(1).unwrap().split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')).next().unwrap();
        let bearer = format!("Bearer uht_{token}");
        chair.get("/me/tokens").await.is(200).shows("取数").hides(token);
        let mut machine = hall.browser();
        let ask = async |machine: &mut testkit::Browser, path: &str| machine.api(Method::GET, path, None, &[("authorization", &bearer)]).await.status.as_u16();
        assert_eq!(ask(&mut machine, "/members/applications").await, 200);
        assert_eq!(ask(&mut machine, "/members/overdue").await, 403, "a power it was not given");
        // A token changes nothing about how its owner signs in, and makes no other token.
        for path in ["/me/tokens", "/me/security", "/me/devices"] {
            assert_eq!(ask(&mut machine, path).await, 403, "{path}");
        }
        hall.clock.advance(30 * DAY);
        assert_eq!(ask(&mut machine, "/members/applications").await, 401);
    }

    async fn nobody_gives_what_he_has_not(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut member = hall.signed_in(MEMBER).await;
        member.post("/me/tokens", &[("label", "x"), ("powers", "admit"), ("days", "30")]).await.is(422).shows("没有的权限");
        member.post("/me/tokens", &[("label", ""), ("days", "366")]).await.is(422).shows("请写用途").shows("365");
        member.post("/me/tokens", &[("label", "自己的"), ("days", "365")]).await.is(200);
        let page = member.get("/me/tokens").await;
        let revoke = page.text.split("action=\"").find_map(|p| p.split('"').next().filter(|a| a.ends_with("/revoke"))).unwrap().to_owned();
        hall.signed_in(CHAIR_OF_STREET).await.post(&revoke, &[]).await.is(404);
        member.submit(&revoke, &[]).await.is(200).shows("令牌已撤销");
        member.post(&revoke, &[]).await.is(404);
    }
}
