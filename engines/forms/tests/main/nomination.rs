//! A nomination: deeds row by row, sent as JSON.

use forms::{Draft, Letters};

use crate::cast::*;

fn problems(json: &str) -> Vec<String> {
    let form = nomination();
    told(&Draft::from_json(&form, json).unwrap().read(&form, today(), &House).problems)
}

#[test]
fn money_in_json_is_fen_and_nothing_else() {
    let deeds = |saved: &str| {
        let row = format!(r#"{{"year": 2024, "what": "改进", "saved": {saved}}}"#);
        format!(r#"{{"nominee": "p-7", "union": "u-1", "deeds": [{{"year": 2019, "what": "发明"}}, {row}]}}"#)
    };
    assert_eq!(problems(&deeds("100")), Vec::<String>::new());
    assert_eq!(problems(&deeds("\"100\"")), ["deeds[1].saved: wrong-shape"]);
    assert_eq!(problems(&deeds("1.5")), ["deeds[1].saved: not-money"]);
    assert_eq!(problems(&deeds("1e300")), ["deeds[1].saved: not-money"]);
    assert_eq!(problems(&deeds("null")), ["deeds[1].saved: required"], "from 2020 on it is demanded");
    // 1,000,001 yuan with two deeds demand a story.
    assert_eq!(problems(&deeds("100000100")), ["story: required"]);
}

#[test]
fn tables_of_the_wrong_shape() {
    let deeds = |deeds: &str| problems(&format!(r#"{{"nominee": "p-7", "union": "u-1", "deeds": {deeds}}}"#));
    assert_eq!(deeds("3"), ["deeds: wrong-shape"]);
    assert_eq!(deeds("null"), ["deeds: required"]);
    assert_eq!(deeds("[{}, {}]"), ["deeds: required"]);
    let spare = format!("[{}{{}}]", "{},".repeat(100_000));
    assert_eq!(deeds(&spare), ["deeds: too-many-rows", "deeds: required"]);
    assert_eq!(deeds(r#"[{"year": 1999, "what": "a"}]"#), ["deeds: too-few-rows"]);
    assert_eq!(
        deeds(r#"[7, {"year": 1999, "what": "a", "medal": 1}]"#),
        ["deeds[1].medal: unknown-question", "deeds[0]: wrong-shape"]
    );
}

#[test]
fn classes_of_letters() {
    assert!(Letters::Code.admit("X-2026/17") && !Letters::Code.admit("鄂工发"));
    assert!(Letters::Name.admit("Анна Ó Briain") && Letters::Name.admit("阿依古丽·买买提") && !Letters::Name.admit("<b>"));
    assert!(Letters::Mail.admit("a.b+c@mail.example.org"));
    assert!(!Letters::Mail.admit("a@b") && !Letters::Mail.admit("@b.cn") && !Letters::Mail.admit("a b@c.cn"));
    assert!(!Letters::Digits.admit("12a"));
}
