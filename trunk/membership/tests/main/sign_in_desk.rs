use testkit::{Browser, on_both_engines};
use totp_rs::{Builder, Secret};

use super::hall::{CHAIR_OF_STREET, HOUR, Hall, MEMBER, MIGRATIONS, MINUTE};

const PASSWORD: &str = "岳麓山下说的一句很长的话";

/// The code an authenticator application would show now.
fn shown(secret: [u8; 20], hall: &Hall) -> String {
    let totp = Builder::new().with_secret(Secret::from(secret)).build().unwrap();
    totp.generate(u64::try_from(hall.store().now() / 1000).unwrap()).to_string()
}

fn read_base32(text: &str) -> [u8; 20] {
    let mut bits = String::new();
    for symbol in text.chars() {
        let value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".find(symbol).unwrap();
        bits.push_str(&format!("{value:05b}"));
    }
    let mut secret = [0; 20];
    for (n, byte) in secret.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&bits[n * 8..n * 8 + 8], 2).unwrap();
    }
    secret
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    text.split_once(before).unwrap().1.split_once(after).unwrap().0
}

async fn code(hall: &Hall, officer: &mut Browser) -> String {
    hall.clock.advance(2 * MINUTE);
    officer.post("/me/security/code", &[]).await.is(200);
    hall.pigeon.code_to(CHAIR_OF_STREET)
}

on_both_engines! { MIGRATIONS;
    async fn somebody_without_a_number_is_told_how_to_get_one(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut browser = hall.signed_in(MEMBER).await;
        let member = hall.person(MEMBER).await.unwrap();
        hall.store()
            .write("test.forget_number", &store::Actor::house(), |tx| async move {
                tx.record("person", member, serde_json::json!({}));
                store::run(&*tx, "UPDATE member_person SET phone = NULL WHERE person = $1", store::binds![member]).await
            })
            .await
            .unwrap();
        browser.get("/me/security").await.is(409).shows("请先联系本单位工会补登手机号");
        browser.post("/me/security/code", &[]).await.is(409).shows("请先联系本单位工会补登手机号");
    }

    async fn password_then_application_then_lost_phone(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut officer = hall.signed_in(CHAIR_OF_STREET).await;
        let mut other = { hall.clock.advance(2 * MINUTE); hall.signed_in(CHAIR_OF_STREET).await };
        // A password needs a one-time code of its own, and is long.
        officer.post("/me/security/password", &[("password", PASSWORD), ("again", PASSWORD), ("code", "000000")]).await.is(422);
        let proof = code(&hall, &mut officer).await;
        officer.post("/me/security/password", &[("password", "kurz"), ("again", "kurz"), ("code", &proof)]).await.is(422).shows("10");
        officer.post("/me/security/password", &[("password", PASSWORD), ("again", "anders"), ("code", &proof)]).await.is(422).shows("不一样");
        officer.submit("/me/security/password", &[("password", PASSWORD), ("again", PASSWORD), ("code", &proof)]).await.is(200).shows("口令已设置");
        other.get("/me").await.is(401);

        // Without an application the desk opens, and asks for one.
        let mut desk = hall.browser();
        let answer = desk.post("/sign-in/desk", &[("phone", CHAIR_OF_STREET), ("password", PASSWORD)]).await;
        assert_eq!(answer.is(303).location(), "/me/security");
        let page = desk.get("/me/security").await;
        let secret = read_base32(&between(&page.text, "手工输入： <strong>", "</strong>").replace(' ', ""));
        let offer = between(&page.text, "name=\"offer\" value=\"", "\"").to_owned();
        let proof = code(&hall, &mut desk).await;
        desk.post("/me/security/totp", &[("offer", &offer), ("totp", "000000"), ("code", &proof)]).await.is(422).shows(&offer);
        let now = shown(secret, &hall);
        desk.submit("/me/security/totp", &[("offer", &offer), ("totp", &now), ("code", &proof)]).await.is(200).shows("动态码已启用");

        // From now on both are needed, and a code counts once.
        let mut again = hall.browser();
        again.post("/sign-in/desk", &[("phone", CHAIR_OF_STREET), ("password", PASSWORD)]).await.is(422);
        again.post("/sign-in/desk", &[("phone", CHAIR_OF_STREET), ("password", PASSWORD), ("totp", &now)]).await.is(422);
        hall.clock.advance(MINUTE);
        let now = shown(secret, &hall);
        again.post("/sign-in/desk", &[("phone", CHAIR_OF_STREET), ("password", "falsch falsch"), ("totp", &now)]).await.is(422);
        let answer = again.post("/sign-in/desk", &[("phone", CHAIR_OF_STREET), ("password", PASSWORD), ("totp", &now), ("next", "/members/applications")]).await;
        assert_eq!(answer.is(303).location(), "/members/applications");
        hall.browser().post("/sign-in/desk", &[("phone", CHAIR_OF_STREET), ("password", PASSWORD), ("totp", &now)]).await.is(422);

        // A desk's session ends after twelve hours; a lost application is taken away by a one-time code.
        let proof = code(&hall, &mut again).await;
        again.submit("/me/security/totp/remove", &[("code", &proof)]).await.is(200).shows("已停用");
        hall.clock.advance(12 * HOUR);
        again.get("/me").await.is(401);
        hall.browser().post("/sign-in/desk", &[("phone", CHAIR_OF_STREET), ("password", PASSWORD)]).await.is(303);
        // Nothing of it stands anywhere in clear.
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_person WHERE password NOT LIKE '$argon2id$%'").await, 0);
    }

    async fn ten_passwords_an_hour(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let form = [("phone", CHAIR_OF_STREET), ("password", "falsch falsch")];
        for _ in 0..10 {
            hall.browser().post("/sign-in/desk", &form).await.is(422).shows("不对");
        }
        hall.browser().post("/sign-in/desk", &form).await.is(422).shows("频繁");
        hall.clock.advance(HOUR);
        hall.browser().post("/sign-in/desk", &form).await.is(422).shows("不对");
    }

    async fn an_offer_belongs_to_its_reader(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut officer = hall.signed_in(CHAIR_OF_STREET).await;
        let page = officer.get("/me/security").await;
        let offer = between(&page.text, "name=\"offer\" value=\"", "\"").to_owned();
        let secret = read_base32(&between(&page.text, "手工输入： <strong>", "</strong>").replace(' ', ""));
        let mut other = hall.signed_in(crate::main::hall::MEMBER).await;
        let now = shown(secret, &hall);
        other.post("/me/security/totp", &[("offer", &offer), ("totp", &now), ("code", "1")]).await.is(409);
        for bad in ["", "zz", "00", "ü"] {
            other.post("/me/security/totp", &[("offer", bad), ("totp", &now), ("code", "1")]).await.is(409);
        }
    }
}
