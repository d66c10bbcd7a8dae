use std::io;

use axum::body::Body;
use axum::http::Method;
use http_body_util::{BodyExt as _, Full, Limited};
use serde_json::{Value, json};
use testkit::{Answer, Browser};

use crate::hall::{Hall, on_sqlite};

const FORM: &str = "application/x-www-form-urlencoded";

async fn raw(browser: &mut Browser, path: &str, kind: &str, body: impl Into<Body>) -> Answer {
    browser.send(Method::POST, path, Some(kind), body.into(), &[]).await
}

on_sqlite! {
    async fn what_is_sent_is_read_clean(bed: Bed) {
        let mut browser = Hall::on(&bed.store).browser();
        let read = browser.post("/form", &[("name", "  王\u{0}师\u{7}傅 \u{85}"), ("note", "a\r\nb\tc\u{1b}[2J"), ("unknown", "x")]).await;
        assert_eq!(read.is(200).json(), json!({ "name": "王师傅", "note": "a\nb\tc[2J" }));
        let read = raw(&mut browser, "/form", "application/x-www-form-urlencoded; charset=UTF-8", "name=%FF%FE&name=%00last&note").await;
        assert_eq!(read.is(200).json(), json!({ "name": "last", "note": "" }));
        let read = raw(&mut browser, "/fields", FORM, b"a=\xff\xc3&b=%zz&%00c%00=%&&=&d==".to_vec()).await;
        assert_eq!(read.is(200).json(), json!([["a", "\u{fffd}\u{fffd}"], ["b", "%zz"], ["c", "%"], ["", ""], ["d", "="]]));
        let read = browser.get("/query?name=%00a%00&note=%F0%9F%91%A9&name=b&x[]=1").await;
        assert_eq!(read.is(200).json(), json!({ "name": "b", "note": "👩" }));
        assert_eq!(browser.get("/query?&&=&%&a=%F").await.is(200).json(), json!({ "name": "", "note": "" }));
    }

    async fn hostile_forms_are_refused_and_never_a_defect_of_ours(bed: Bed) {
        let mut browser = Hall::on(&bed.store).browser();
        let many = |n: usize| "a=1&".repeat(n);
        raw(&mut browser, "/fields", FORM, many(2000)).await.is(200);
        raw(&mut browser, "/fields", FORM, many(2001)).await.is(413);
        raw(&mut browser, "/form", FORM, many(60_000)).await.is(413);
        let big = |n: usize| format!("name={}", "x".repeat(n - 5));
        raw(&mut browser, "/form", FORM, big(256 * 1024)).await.is(200);
        raw(&mut browser, "/form", FORM, big(256 * 1024 + 1)).await.is(413).shows("最多");
        raw(&mut browser, "/form", FORM, big(5_000_000)).await.is(413);
        raw(&mut browser, "/form", FORM, format!("{}=1", "n".repeat(200_000))).await.is(200);
        raw(&mut browser, "/form", FORM, "").await.is(200);
        for kind in ["text/plain", "multipart/form-data", "application/json", "", "x"] {
            raw(&mut browser, "/form", kind, "name=x").await.is(422);
        }
        browser.send(Method::POST, "/form", None, Body::from("name=x"), &[]).await.is(422);
        browser.get(&format!("/query?{}", "a=1&".repeat(2001))).await.is(413);
    }

    async fn a_body_that_breaks_off_is_no_defect(bed: Bed) {
        let mut browser = Hall::on(&bed.store).browser();
        for (path, kind) in [("/form", FORM), ("/fields", FORM), ("/api/v1/whatever", "application/json"), ("/upload", "multipart/form-data; boundary=x")] {
            let broken = Limited::new(Full::new(bytes::Bytes::from("name=")), 3).map_err(|_| io::Error::from(io::ErrorKind::ConnectionReset));
            let status = raw(&mut browser, path, kind, Body::new(broken)).await.status;
            assert!(status.is_client_error(), "{path}: {status}");
        }
    }

    async fn a_path_that_cannot_be_meant_leads_nowhere(bed: Bed) {
        let mut browser = Hall::on(&bed.store).browser();
        assert_eq!(browser.get("/path/%E7%8E%8B%20x").await.is(200).json(), json!("王 x"));
        for bad in ["/path/%00", "/path/a%00b", "/path/a%0Ab", "/path/%7F", "/path/%1b", "/path/%FF", "/number/7", "/number/%00", "/number/'%20OR%201=1"] {
            browser.get(bad).await.is(404);
        }
        browser.get(&format!("/path/{}", "x".repeat(8_000))).await.is(200);
    }

    async fn hostile_json_is_refused_as_json(bed: Bed) {
        let mut browser = Hall::on(&bed.store).browser();
        const JSON: &str = "application/json";
        let clean = json!({ "a\u{0}": [" x\u{0} ", { "\u{1}b": "\u{7}" }], "n": 1, "f": 1.5, "t": true, "z": null });
        let read = raw(&mut browser, "/api/v1/whatever", "application/json; charset=utf-8", clean.to_string()).await;
        assert_eq!(read.is(200).json(), json!({ "a": ["x", { "b": "" }], "n": 1, "f": 1.5, "t": true, "z": null }));
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        for bad in ["", "{", "nul", "{\"a\":1,}", "\"\\ud800\"", "NaN", "1e999", &deep] {
            let answer = raw(&mut browser, "/api/v1/whatever", JSON, bad.to_owned()).await;
            assert_eq!(answer.is(422).json()["error"]["code"], "web-invalid", "{bad:.20}");
        }
        raw(&mut browser, "/api/v1/whatever", JSON, b"\"\xff\"".to_vec()).await.is(422);
        raw(&mut browser, "/api/v1/whatever", JSON, format!("\"{}\"", "x".repeat(300_000))).await.is(413);
        raw(&mut browser, "/api/v1/whatever", "text/plain", "{}").await.is(422);
        for bad in ["{}", "[]", "{\"count\":-1}", "{\"count\":\"1\"}", "{\"count\":4294967296}", "{\"count\":1.5}", "{\"count\":null}"] {
            let answer = raw(&mut browser, "/api/v1/typed", JSON, bad).await;
            let told = answer.is(422).json()["error"]["fields"].clone();
            let (field, code) = match bad {
                "{}" => ("count", "web-json-missing"),
                "[]" => ("", "web-unreadable-json"),
                _ => ("count", "web-unreadable-json"),
            };
            assert_eq!(told[field]["code"], code, "{bad}: {told}");
        }
        assert_eq!(raw(&mut browser, "/api/v1/typed", JSON, "{\"count\":7,\"more\":{}}").await.is(200).json(), json!(7));
    }

    async fn which_field_is_wrong_is_said_in_the_readers_language(bed: Bed) {
        let hall = Hall::on(&bed.store);
        for (bad, field, text, detail) in [
            (r#"{"count":"seven"}"#, "count", "核对类型", "expected u32"),
            (r#"{"count":1,"rows":[{"day":1},{"day":"x"}]}"#, "rows.1.day", "核对类型", "expected i32"),
            (r#"{"count":1,"rows":[{}]}"#, "rows.0.day", "缺少这一项", "missing field `day`"),
            (r#"{"count":1,"rows":[{"day":1,"dya":2}]}"#, "rows.0.dya", "没有这一项", "unknown field `dya`"),
            (r#"{"count":1"#, "", "不是完整的JSON", "EOF"),
        ] {
            let answer = raw(&mut hall.browser(), "/api/v1/typed", "application/json", bad).await;
            let told = answer.is(422).json()["error"]["fields"][field].clone();
            let (said, of) = (told["text"].as_str().unwrap_or_default(), told["detail"].as_str().unwrap_or_default());
            assert!(said.contains(text) && !said.contains(detail) && of.contains(detail), "{bad}: {}", answer.text);
            let english = raw(&mut hall.browser().in_english(), "/api/v1/typed", "application/json", bad).await.text;
            assert!(english.is_ascii(), "{english}");
        }
        let plain = raw(&mut hall.browser(), "/api/v1/typed", "text/plain", "{}").await;
        assert_eq!(plain.is(422).json()["error"]["fields"][""]["code"], "web-json-not-said");
    }

    async fn an_upload_is_read_or_refused(bed: Bed) {
        let mut browser = Hall::on(&bed.store).browser();
        let read = browser.upload("/upload", &[("name", " 王\u{0} "), ("name", "b")], "名单.xlsx", b"PK\0\x01").await;
        assert_eq!(read.is(200).json(), json!({ "fields": [["name", "王"], ["name", "b"]], "file": { "name": "名单.xlsx", "bytes": 4 } }));
        let read = browser.upload("/upload", &[], "empty.csv", b"").await;
        assert_eq!(read.is(200).json()["file"], Value::Null);
        browser.upload("/upload", &[], "big.csv", &vec![b'x'; 300_000]).await.is(413);
        let fields = vec![("a", "1"); 2001];
        browser.upload("/upload", &fields, "a.csv", b"x").await.is(413);
        for (kind, body) in [
            ("multipart/form-data", "--x\r\n"),
            ("multipart/form-data; boundary=", "--\r\n"),
            ("multipart/form-data; boundary=x", "no edge at all"),
            ("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nnever ends"),
            ("multipart/form-data; boundary=x", "--x\r\nNo: header\r\n\r\n\0\r\n--x"),
            (FORM, "a=1"),
        ] {
            let status = raw(&mut browser, "/upload", kind, body).await.status;
            assert!(status.is_client_error() || status.is_success(), "{kind}: {status}");
        }
        raw(&mut browser, "/upload", FORM, "a=1").await.is(422);
    }

    async fn what_stands_around_a_file_that_is_too_large_is_kept(bed: Bed) {
        let mut browser = Hall::on(&bed.store).browser();
        let sent = |bytes: usize| {
            let part = |name: &str, more: &str, text: &str| format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"{more}\r\n\r\n{text}\r\n");
            let file = part("file", "; filename=\"a.pdf\"", &"y".repeat(bytes));
            format!("{}{file}{}--x--\r\n", part("before", "", "甲"), part("after", "", "乙"))
        };
        let kind = "multipart/form-data; boundary=x";
        let fields = json!([["before", "甲"], ["after", "乙"]]);
        let taken = raw(&mut browser, "/upload/files", kind, sent(300_000)).await.is(200).json();
        assert_eq!(taken, json!({ "fields": fields, "file": { "name": "a.pdf", "bytes": 300_000 } }));
        for bytes in [300_001, 20_000_000] {
            let told = raw(&mut browser, "/upload/files", kind, sent(bytes)).await.is(200).json();
            assert_eq!(told["fields"], fields);
            let fault = told["file"].as_str().unwrap();
            assert!(fault.contains("web-file-too-large-kb") && fault.contains("\"file\"") && fault.contains("292"), "{fault}");
        }
        // Text is no file, however much the route takes.
        browser.upload("/upload/files", &[("a", &"x".repeat(300_000))], "a.csv", b"x").await.is(413);
    }
}
