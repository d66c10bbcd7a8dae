use axum::body::Body;
use axum::http::Method;

use crate::hall::{Hall, on_sqlite};

const ALL: [(&str, u16, &str, &str, &str); 12] = [
    ("not-found", 404, "web-not-found", "没有这个页面", "There is no such page"),
    ("signed-out", 401, "web-signed-out", "请先登录", "Please sign in first"),
    ("forbidden", 403, "web-forbidden", "没有这项权限", "does not have the power"),
    ("invalid", 422, "web-invalid", "有几处要改", "A few things need changing"),
    ("conflict", 409, "web-taken", "已经有一条同样的记录", "already a record like this"),
    ("taken", 409, "web-taken", "已经有一条同样的记录", "already a record like this"),
    ("refused", 422, "web-refused", "内容不合规则", "This breaks a rule"),
    ("too-many", 429, "web-too-many", "请17秒后再试", "in 17 seconds"),
    ("too-large", 413, "web-too-large", "最多4KB", "at most 4 KB"),
    ("database", 503, "web-busy", "数据库暂时忙", "The database is busy"),
    ("internal", 500, "web-broken", "系统出了差错", "Something broke"),
    ("panic", 500, "web-broken", "系统出了差错", "Something broke"),
];

on_sqlite! {
    async fn every_fault_is_a_page_in_the_reader_s_language(bed: Bed) {
        let hall = Hall::on(&bed.store);
        for (how, status, _, zh, en) in ALL {
            for (mut browser, lang, words, other) in [(hall.browser(), "zh-CN", zh, en), (hall.browser().in_english(), "en", en, zh)] {
                let answer = browser.get(&format!("/fail/{how}")).await;
                let text = answer.text.replace(['\u{2068}', '\u{2069}'], "");
                assert!(text.contains(words), "{how}: {text}");
                answer.is(status).hides(other).hides("secret").hides("web-").shows(&format!("lang=\"{lang}\""));
                assert_eq!(answer.headers["content-type"], "text/html; charset=utf-8");
                let id = answer.headers["x-request-id"].to_str().unwrap();
                assert_eq!(answer.text.contains(id), status >= 500, "{how}: only a defect is reported by its number");
            }
        }
    }

    async fn under_api_every_fault_is_json(bed: Bed) {
        let hall = Hall::on(&bed.store);
        for (how, status, code, zh, en) in ALL {
            for (mut browser, words) in [(hall.browser(), zh), (hall.browser().in_english(), en)] {
                let answer = browser.get(&format!("/api/v1/fail/{how}")).await;
                answer.is(status).hides("secret");
                let error = &answer.json()["error"];
                assert_eq!(error["code"], code);
                assert_eq!(error["request"], answer.headers["x-request-id"].to_str().unwrap());
                assert!(error["text"].as_str().unwrap().replace(['\u{2068}', '\u{2069}'], "").contains(words), "{error}");
                assert_eq!(error["fields"].as_object().unwrap().len(), if how == "invalid" { 2 } else { 0 });
            }
        }
        let invalid = hall.browser().get("/api/v1/fail/invalid").await.json();
        assert_eq!(invalid["error"]["fields"]["name"]["code"], "web-taken");
        assert_eq!(hall.browser().get("/api/v1/nowhere").await.is(404).json()["error"]["code"], "web-not-found");
        assert_eq!(hall.browser().get("/api/v1/typed").await.is(405).json()["error"]["code"], "web-wrong-method");
    }

    async fn what_the_router_refuses_is_told_as_well(bed: Bed) {
        let hall = Hall::on(&bed.store);
        hall.browser().get("/no/such/page").await.is(404).shows("没有这个页面");
        let wrong = hall.browser().get("/form").await;
        wrong.is(405).shows("不接受这种操作");
        assert_eq!(wrong.headers["allow"], "POST");
        hall.browser().send(Method::HEAD, "/no/such/page", None, Body::empty(), &[]).await.is(404);
        let wait = hall.browser().get("/fail/too-many").await;
        assert_eq!(wait.headers["retry-after"], "17");
    }

    async fn whoever_must_sign_in_comes_back(bed: Bed) {
        let hall = Hall::on(&bed.store);
        hall.browser().get("/me?a=1&b=%E4%BA%BA").await.is(401).shows("/sign-in?next=%2Fme%3Fa%3D1%26b%3D%25E4%25BA%25BA");
        hall.browser().get("/me?%22%3E%3Cscript%3Ealert(1)%3C/script%3E").await.is(401).hides("<script>alert");
        hall.browser().get("/nowhere/\"><script>alert(1)</script>".replace(['"', '<', '>'], "%22").as_str()).await.is(404).hides("<script>alert");
    }

    async fn a_fault_page_is_packed_for_who_can_unpack_it(bed: Bed) {
        use std::io::Read as _;
        let hall = Hall::on(&bed.store);
        let answer = hall.browser().send(Method::GET, "/nowhere", None, Body::empty(), &[("accept-encoding", "gzip, br")]).await;
        assert_eq!(answer.headers["content-encoding"], "gzip");
        let mut text = String::new();
        flate2::read::GzDecoder::new(answer.bytes.as_slice()).read_to_string(&mut text).unwrap();
        assert!(text.contains("没有这个页面"));
        for refuses in ["gzip;q=0", "identity", "gzipped", ""] {
            let answer = hall.browser().send(Method::GET, "/nowhere", None, Body::empty(), &[("accept-encoding", refuses)]).await;
            assert!(!answer.headers.contains_key("content-encoding"), "{refuses}");
        }
    }
}
