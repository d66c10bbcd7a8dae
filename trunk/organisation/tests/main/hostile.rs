//! Every form, given nothing, too much, and what was never meant for it: a message beside the field, never a 500, nothing
//! written.

use super::hall::{CITY, Hall, MIGRATIONS};

const FIELDS: [&str; 24] = [
    "name",
    "kind",
    "level",
    "day",
    "words",
    "to",
    "to_choice",
    "line",
    "main",
    "names.1",
    "keeper",
    "number",
    "years",
    "phone",
    "office",
    "title",
    "until",
    "deputy_for",
    "credit_code",
    "division",
    "employers",
    "members",
    "workers",
    "name_zh",
];

testkit::on_both_engines! { MIGRATIONS;
    async fn nonsense_is_answered_with_words(bed: Bed) {
        let hall = Hall::open(&bed.store).await;
        let union = hall.ids.local;
        let mut forms: Vec<String> = ["rename", "move", "lines", "lines/leave", "lines/lead", "merge", "split", "close", "keeping", "term", "posts/new", "found"]
            .iter()
            .map(|place| format!("/unions/{union}/{place}"))
            .collect();
        forms.push("/employers/new".into());
        let huge = "工".repeat(1_050);
        let values = ["", huge.as_str(), "<script>alert(1)</script>", "'; DROP TABLE org_union; --", "-1", "99999999999999999999", "\u{0}\u{202e}%00", "0001-01-01"];
        let count = "SELECT COUNT(*) FROM audit";
        let before: Option<i64> = store::scalar(bed.store.read(), count, []).await.unwrap();
        let mut city = hall.browser(CITY);
        for at in &forms {
            for value in values {
                let form: Vec<(&str, &str)> = FIELDS.iter().map(|name| (*name, value)).collect();
                let answer = city.post(at, &form).await;
                assert_eq!(answer.status.as_u16(), 422, "{at} {value:.20}: {}", answer.text);
                answer.hides("<script>alert(1)").shows("class=\"err\"");
            }
            let flood = "工".repeat(100_000);
            city.post(at, &[("words", flood.as_str())]).await.is(413);
            let nothing = city.post(at, &[]).await;
            assert_eq!(nothing.status.as_u16(), 422, "{at}");
        }
        for at in ["/unions?q=%27%22%3Cscript%3E&day=x&line=x&page=-1", "/unions?at=x&from=y&day=0001-01-01", "/u?q=%F0%9F%92%A9", "/employers?q=%27%22&page=99999999999999", "/foundings?view=x"] {
            city.get(at).await.is(200).hides("<script>\"");
        }
        assert_eq!(store::scalar::<i64>(bed.store.read(), count, []).await.unwrap(), before);
    }

    async fn a_code_is_taken_once(bed: Bed) {
        let hall = Hall::open(&bed.store).await;
        let mut city = hall.browser(CITY);
        let mut symbols = *b"81430104MC12345670";
        symbols[17] = codes::credit_code::check_symbol(&symbols);
        let code = String::from_utf8(symbols.to_vec()).unwrap();
        let describe = |union: uuid::Uuid| format!("/unions/{union}/describe");
        city.post(&describe(hall.ids.local), &[("credit_code", code.as_str())]).await.is(303);
        city.post(&describe(hall.ids.other), &[("credit_code", code.as_str())]).await.is(422).shows("已经登记过");
        let mut wrong = code.clone();
        wrong.replace_range(17.., if code.ends_with('0') { "1" } else { "0" });
        city.post(&describe(hall.ids.other), &[("credit_code", wrong.as_str())]).await.is(422).shows("校验码不符");
        city.post(&describe(hall.ids.other), &[("credit_code", "123")]).await.is(422).shows("现在是3位");
        city.get(&format!("/unions?q={code}")).await.shows("麓谷电子厂工会");
    }
}
