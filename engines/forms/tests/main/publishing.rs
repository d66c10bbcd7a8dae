//! What a form must be to be published.

use forms::{Fault, Form, FormError, Published};

use crate::cast::*;

fn form(questions: &str) -> String {
    format!(
        r#"{{"key": "f", "version": 1, "title": {{"zh": "表", "en": "Form"}}, "sections": [
            {{"key": "s", "title": {{"zh": "节", "en": "Section"}}, "questions": [{questions}]}}]}}"#
    )
}

fn question(key: &str, answer: &str, rest: &str) -> String {
    format!(r#"{{"key": "{key}", "label": {{"zh": "问", "en": "Q"}}, "answer": {answer}{rest}}}"#)
}

fn flaws(questions: &[String]) -> Vec<String> {
    match Published::from_json(&form(&questions.join(","))) {
        Ok(_) => Vec::new(),
        Err(FormError::Flawed(flaws)) => flaws.iter().map(ToString::to_string).collect(),
        Err(FormError::Unreadable(error)) => panic!("{error}"),
    }
}

fn unreadable(text: &str) -> String {
    Form::from_json(text).unwrap_err().to_string()
}

const YES_NO: &str = r#"{"kind": "yes_no"}"#;

#[test]
fn unknown_keys_are_named() {
    let error = unreadable(&form(&question("a", YES_NO, r#", "requierd": true"#)));
    assert!(error.starts_with("unknown field `requierd`, expected one of `key`, `label`"), "{error}");
    let error = unreadable(&form(&question("a", r#"{"kind": "whole", "maxx": 3}"#, "")));
    assert!(error.starts_with("unknown field `maxx`, expected one of `min`, `max`, `unit`"), "{error}");
    let error = unreadable(&form(&question("a", r#"{"kind": "phone", "min": 3}"#, "")));
    assert!(error.starts_with("unknown field `min`, there are no fields"), "{error}");
    let error = unreadable(&form(&question("a", r#"{"kind": "colour"}"#, "")));
    assert!(error.starts_with("unknown variant `colour`"), "{error}");
    let error = unreadable(&form(&question("a", YES_NO, r#", "show_if": "b = = c""#)));
    assert!(error.contains("condition, character 5: expected a question"), "{error}");
}

#[test]
fn looking_forward_and_in_circles_is_refused() {
    let forward = flaws(&[question("a", YES_NO, r#", "show_if": "b""#), question("b", YES_NO, "")]);
    assert_eq!(forward, ["a show_if: `b` is not asked before this; only earlier answers can be looked at"]);
    let circle = flaws(&[
        question("a", YES_NO, r#", "show_if": "c""#),
        question("b", YES_NO, r#", "require_if": "a""#),
        question("c", YES_NO, r#", "show_if": "answered(b)""#),
    ]);
    assert_eq!(circle.last().unwrap(), "form: the conditions run in a circle: a → c → b → a");
    let own = flaws(&[question("a", YES_NO, r#", "show_if": "not a""#)]);
    assert_eq!(own.last().unwrap(), "form: the conditions run in a circle: a → a");
    let table = r#"{"kind": "table", "columns": [
        {"key": "x", "label": {"zh": "列", "en": "C"}, "answer": {"kind": "whole"}, "show_if": "count(t) > 1 or y > 1"},
        {"key": "y", "label": {"zh": "列", "en": "C"}, "answer": {"kind": "whole"}, "show_if": "x > 1"}]}"#;
    let inside = flaws(&[question("t", table, "")]);
    assert_eq!(inside[0], "t.x show_if: `t` is not asked before this; only earlier answers can be looked at");
    assert_eq!(inside[1], "t.x show_if: `y` is not asked before this; only earlier answers can be looked at");
}

#[test]
fn an_option_called_like_a_question_is_no_circle() {
    let choice = r#"{"kind": "choose_one", "options": [{"key": "courier", "label": {"zh": "骑手", "en": "Courier"}}]}"#;
    let none = flaws(&[question("work", choice, ""), question("courier", YES_NO, r#", "show_if": "work = courier""#)]);
    assert_eq!(none, Vec::<String>::new());
}

#[test]
fn conditions_must_make_sense() {
    let choice = r#"{"kind": "choose_one", "options": [{"key": "a", "label": {"zh": "甲", "en": "A"}}]}"#;
    let faults = |condition: &str| {
        flaws(&[
            question("work", choice, ""),
            question("n", r#"{"kind": "whole"}"#, ""),
            question("pay", r#"{"kind": "money"}"#, ""),
            question("born", r#"{"kind": "date"}"#, ""),
            question("name", r#"{"kind": "short_text"}"#, ""),
            question("ok", YES_NO, ""),
            question("last", YES_NO, &format!(r#", "show_if": "{condition}""#)),
        ])
    };
    for good in [
        "work = a",
        "n > 3 and n <= 3.5 and pay > 10.25 and pay < 1000",
        "born < today and born >= 2000-01-01 and age(born) > 18",
        r#"name = \"x\" and length(name) = 3"#,
        "ok = no",
    ] {
        assert_eq!(faults(good), Vec::<String>::new(), "{good}");
    }
    for (bad, fault) in [
        ("work = z", "`z` is not an option of `work`"),
        ("work in (a, z)", "`z` is not an option of `work`"),
        ("work < a", "`work` has no order; only = and != make sense"),
        ("nowhere", "there is no question `nowhere`"),
        ("work", "`work` is not a yes-or-no question; compare it with something"),
        ("n = pay", "`n` and `pay` cannot be compared"),
        ("pay > 1.005", "`pay` and `1.005` cannot be compared"),
        ("n > today", "`n` and `today` cannot be compared"),
        ("count(n) > 1", "`n` (whole) cannot be used here; expected a table, files or choose_many"),
        ("work has a", "`work` (choose_one) cannot be used here; expected choose_many"),
        ("sum(n.x) > 1", "there is no question `n.x`"),
        ("n.x > 1", "`n` (table) cannot be used here; expected a plain name, or sum(table.column)"),
    ] {
        assert_eq!(faults(bad), [format!("last show_if: {fault}")], "{bad}");
    }
}

#[test]
fn limits_keys_and_words() {
    let found = flaws(&[
        question("a", r#"{"kind": "whole", "min": 3, "max": 2}"#, ""),
        question("a", r#"{"kind": "short_text", "max": 9000}"#, ""),
        question("Today", r#"{"kind": "choose_one", "options": []}"#, ""),
        question("today", r#"{"kind": "heading"}"#, r#", "required": true"#),
        question(
            "t",
            r#"{"kind": "table", "columns": [{"key": "u", "label": {"zh": "", "en": "x"}, "answer": {"kind": "table", "columns": []}}]}"#,
            "",
        ),
        question("d", r#"{"kind": "decimal", "places": 1, "max": "1.25"}"#, ""),
    ]);
    let bad_key = |place: &str, key: &str| format!("{place}: {}", Fault::BadKey(key.into()));
    let expected = [
        "form: the key `a` is used twice".to_owned(),
        "a: the smallest allowed is larger than the largest allowed".to_owned(),
        "a: a limit lies outside what the kind can take (1 to 500 characters)".to_owned(),
        bad_key("Today", "Today"),
        "Today: there are no options".to_owned(),
        bad_key("today", "today"),
        "today: a heading is not answered, so it can be neither required, nor sensitive, nor seen".to_owned(),
        "t.u: a table cannot stand in a table".to_owned(),
        "d: a limit lies outside what the kind can take (no more digits than the answer may have)".to_owned(),
    ];
    assert_eq!(found, expected);
}

#[test]
fn written_and_read_it_is_the_same_form() {
    for form in all() {
        let json = form.to_json().unwrap();
        assert_eq!(Published::from_json(&json).unwrap(), form);
    }
    let next = joining().revise();
    assert_eq!(next.version, 2);
}

#[test]
fn every_code_has_a_key_that_is_listed_once() {
    let keys = forms::Code::KEYS;
    let once: std::collections::BTreeSet<_> = keys.iter().collect();
    assert_eq!(once.len(), keys.len());
    assert!(keys.contains(&forms::Code::Required.key()));
}
