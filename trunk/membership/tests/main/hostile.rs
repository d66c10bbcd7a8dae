use testkit::on_both_engines;

use super::hall::{CHAIR_OF_STREET, Hall, MEMBER, MIGRATIONS};

/// What people and machines send that no form expects.
fn horrors() -> Vec<String> {
    vec![
        String::new(),
        " ".into(),
        "x".repeat(20_000),
        "字".repeat(1_500),
        "'; DROP TABLE member_person; --".into(),
        "<script>alert(1)</script>".into(),
        "a\u{0}b\u{1b}[31m".into(),
        "\u{202e}\u{feff}🀄".into(),
        "%00%ff".into(),
        "-1".into(),
        "99999999999999999999".into(),
        "../../etc/passwd".into(),
        "{{7*7}}".into(),
        "00000000-0000-0000-0000-000000000000".into(),
    ]
}

const FORMS: [(&str, &[&str]); 4] = [
    ("/sign-in", &["phone", "code", "next", "act"]),
    ("/sign-in/desk", &["phone", "password", "totp", "next"]),
    (
        "/join",
        &[
            "name",
            "phone",
            "code",
            "via",
            "employer",
            "employer_is",
            "place",
            "place_is",
            "work",
            "id_number",
            "id_consent",
            "union",
        ],
    ),
    ("/join", &["name", "via", "place"]),
];

const SIGNED_IN: [(&str, &[&str]); 6] = [
    ("/join", &["name", "via", "employer", "place", "work", "id_number", "union"]),
    ("/me/security/password", &["code", "password", "again"]),
    ("/me/security/totp", &["offer", "totp", "code"]),
    ("/me/security/totp/remove", &["code"]),
    ("/me/tokens", &["label", "powers", "days"]),
    ("/members/applications/approve", &["one"]),
];

on_both_engines! { MIGRATIONS;
    async fn no_form_falls_over(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let people = hall.count("SELECT COUNT(*) FROM member_person").await;
        for (path, fields) in FORMS {
            for horror in horrors() {
                let form: Vec<(&str, &str)> = fields.iter().map(|f| (*f, horror.as_str())).collect();
                let answer = hall.browser().post(path, &form).await;
                assert_eq!(answer.status.as_u16(), 422, "{path} {horror:?}\n{}", answer.text);
                answer.hides("<script>alert").hides("不是一个").shows("class=\"err\"");
            }
        }
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_person").await, people);
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_application").await, 0);
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_code WHERE purpose = 'code'").await, 0);
    }

    async fn nor_does_one_behind_a_session(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let officer = hall.signed_in(CHAIR_OF_STREET).await;
        for (path, fields) in SIGNED_IN {
            for horror in horrors() {
                let form: Vec<(&str, &str)> = fields.iter().map(|f| (*f, horror.as_str())).collect();
                let answer = officer.clone().post(path, &form).await;
                assert!(matches!(answer.status.as_u16(), 303 | 409 | 422), "{path} {horror:?} {}\n{}", answer.status, answer.text);
                answer.hides("<script>alert");
            }
        }
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_application").await, 0);
        assert_eq!(hall.count("SELECT COUNT(*) FROM web_token").await, 0);
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_person WHERE password IS NOT NULL OR totp IS NOT NULL").await, 0);
    }

    async fn nor_a_query(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let officer = hall.signed_in(CHAIR_OF_STREET).await;
        let member = hall.signed_in(MEMBER).await;
        for horror in ["%00", "%ff%fe", "-1", "99999999999999999999", "<script>alert(1)</script>", "a&a=b", "字"] {
            for path in ["/sign-in?next=", "/sign-in/desk?next=", "/join?union="] {
                hall.browser().get(&format!("{path}{}", encode(horror))).await.is(200).hides("<script>alert");
            }
            for path in ["/members/applications?show=decided&page=", "/members/applications?show="] {
                officer.clone().get(&format!("{path}{}", encode(horror))).await.is(200).hides("<script>alert");
            }
            member.clone().get(&format!("/members/applications/{}/x", encode(horror))).await.is(403);
            officer.clone().get(&format!("/members/applications/{}/x", encode(horror))).await.is(404);
        }
    }
}

fn encode(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() || b"%&=-".contains(&b) { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}
