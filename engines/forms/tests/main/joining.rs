//! Joining: with or without an employer different questions are asked.

use forms::{Answers, Code, Demand, Draft, Part, Path, Showing, Value};

use crate::cast::*;

const COURIER: [(&str, &str); 8] = [
    ("name", "  欧阳·海 "),
    ("id_number", "１１０１０５ １９４９１２３１ ００２ｘ"),
    ("mobile", "+86 138-0013-8000"),
    ("kinds", "parcels"),
    ("kinds", "food"),
    ("has_employer", "no"),
    ("area", "430104"),
    ("agree", "on"),
];

fn courier() -> Vec<(&'static str, &'static str)> {
    let mut pairs = COURIER.to_vec();
    pairs.push(("signature", "欧阳海"));
    pairs
}

#[test]
fn a_courier_without_employer_is_asked_for_an_area() {
    let form = joining();
    let answers = complete(&form, &courier());
    assert_eq!(answers.text("name"), Some("欧阳·海"));
    assert_eq!(answers.id_number("id_number").unwrap().as_str(), ID_ADULT);
    assert_eq!(answers.phone("mobile").unwrap().as_str(), "13800138000");
    assert_eq!(answers.list("kinds"), ["food", "parcels"], "in the order of the form");
    assert_eq!(answers.flag("has_employer"), Some(false));
    assert_eq!(answers.text("area"), Some("430104"));
    let review = answers.review(&form);
    assert!(!review.is_asked(&question("employer")) && !review.is_asked(&question("guardian")));
    assert_eq!(review.asked.get(&question("platform")), Some(&Demand::Optional));
}

#[test]
fn one_kind_of_work_demands_the_platform() {
    let form = joining();
    let pairs: Vec<_> = courier().into_iter().filter(|pair| *pair != ("kinds", "food")).collect();
    assert_eq!(told(&read(&form, &pairs).problems), ["platform: required"]);
}

#[test]
fn an_employed_person_names_the_employer_or_its_code() {
    let form = joining();
    let mut pairs: Vec<_> = courier().into_iter().filter(|(name, _)| *name != "has_employer").collect();
    pairs.push(("has_employer", "是"));
    let reading = read(&form, &pairs);
    assert_eq!(told(&reading.problems), ["employer_code: required"]);
    assert!(reading.answers.get("area").is_none(), "what is not asked is dropped");
    pairs.push(("employer", "tram-works"));
    assert_eq!(complete(&form, &pairs).text("employer"), Some("tram-works"));
    pairs.pop();
    pairs.push(("employer_code", " 91430100ma4l16jq9d "));
    assert_eq!(complete(&form, &pairs).credit_code("employer_code").unwrap().as_str(), CREDIT_CODE);
    pairs.push(("employer", "somebody-elses"));
    assert_eq!(told(&read(&form, &pairs).problems), ["employer: not-found"]);
}

#[test]
fn a_minor_names_another_persons_mobile() {
    let form = joining();
    let mut pairs: Vec<_> = courier().into_iter().filter(|(name, _)| *name != "id_number").collect();
    pairs.push(("id_number", ID_MINOR));
    assert_eq!(told(&read(&form, &pairs).problems), ["guardian: required"]);
    pairs.push(("guardian", "13800138000"));
    assert_eq!(told(&read(&form, &pairs).problems), ["guardian: check"]);
    pairs.pop();
    pairs.push(("guardian", "13900139000"));
    complete(&form, &pairs);
}

#[test]
fn everything_wrong_is_told_at_once() {
    let form = joining();
    let reading = read(
        &form,
        &[
            ("name", "王"),
            ("id_number", "110105194912310021"),
            ("mobile", "12345"),
            ("kinds", "food"),
            ("kinds", "none"),
            ("has_employer", "yes"),
            ("has_employer", "no"),
            ("agree", "no"),
        ],
    );
    let expected = [
        "name: too-short",
        "id_number: id-number-mistyped",
        "mobile: not-a-phone",
        "kinds: chosen-alone",
        "has_employer: one-answer-only",
        "agree: consent-needed",
        "signature: required",
    ];
    assert_eq!(told(&reading.problems), expected);
    assert!(!reading.is_right_so_far());
    let blank = read(&form, &[]);
    assert!(blank.is_right_so_far());
    assert_eq!(blank.problems.len(), 7, "only what is asked of everybody");
    assert!(blank.problems.iter().all(|problem| problem.code == Code::Required));
}

#[test]
fn what_was_typed_can_be_shown_again() {
    let form = joining();
    let draft = Draft::from_pairs(&form, [("mobile", "12345"), ("csrf", "x"), ("work", "x")]).unwrap();
    assert_eq!(draft.written(&question("mobile")), ["12345"]);
    assert!(draft.written(&question("csrf")).is_empty());
    assert!(!format!("{draft:?}").contains("12345"), "nothing typed slips into a log");
}

#[test]
fn page_by_page() {
    let form = joining();
    let mut answers = Answers::none_yet(&form, today());
    for section in ["you", "work", "sign"] {
        let draft = Draft::from_page(&form, section, courier(), &answers).unwrap();
        let reading = draft.read(&form, today(), &House);
        assert!(reading.is_right_so_far());
        let stored = reading.answers.to_json();
        answers = Answers::from_json(&form, &stored).unwrap();
    }
    assert_eq!(answers, complete(&form, &courier()));
    // A box unticked on its page is gone, though it was answered before.
    let draft = Draft::from_page(&form, "work", [("has_employer", "no")], &answers).unwrap();
    let reading = draft.read(&form, today(), &House);
    assert!(reading.answers.list("kinds").is_empty());
    assert_eq!(reading.answers.text("name"), Some("欧阳·海"));
}

#[test]
fn sensitive_answers_are_sealed_apart_and_masked() {
    let form = joining();
    let answers = complete(&form, &courier());
    let parts = answers.to_parts(&form);
    assert!(!parts.open.contains("13800138000") && !parts.open.contains(ID_ADULT));
    assert_eq!(parts.sensitive.as_deref(), Some(r#"{"id_number":"11010519491231002X","mobile":"13800138000"}"#));
    assert_eq!(Answers::from_parts(&form, &parts).unwrap(), answers);
    assert!(answers.redacted(&form).get("mobile").is_none());
    assert!(!format!("{answers:?}").contains("13800138000"));

    let lines = answers.summary(&form, Showing::Masked);
    let mobile = lines.iter().find(|line| line.path == question("mobile")).unwrap();
    assert_eq!(mobile.parts, [Part::Masked("138****8000".into())]);
    let withheld = answers.summary(&form, Showing::Withheld);
    assert_eq!(withheld[1].parts, [Part::Withheld]);
    let keys: Vec<String> = lines.iter().map(|line| line.path.to_string()).collect();
    let expected = ["name", "id_number", "mobile", "kinds", "has_employer", "area", "platform", "agree", "signature"];
    assert_eq!(keys, expected);
    assert_eq!(lines[6].parts, [Part::Nothing]);
}

#[test]
fn canonical_json() {
    let form = joining();
    let answers = complete(&form, &courier());
    let json = answers.to_json();
    assert_eq!(
        json,
        "{\"answers\":{\"agree\":true,\"area\":\"430104\",\"has_employer\":false,\
         \"id_number\":\"11010519491231002X\",\"kinds\":[\"food\",\"parcels\"],\"mobile\":\"13800138000\",\
         \"name\":\"欧阳·海\",\"signature\":\"欧阳海\"},\"day\":\"2026-11-18\",\"form\":\"join\",\"version\":1}"
    );
    assert_eq!(Answers::from_json(&form, &json).unwrap(), answers);
    let other = Answers::from_json(&signup(), &json).unwrap_err();
    assert_eq!(told(&other), [": other-form"]);
    assert_eq!(answers.get("kinds"), Some(&Value::Choices(vec!["food".into(), "parcels".into()])));
    assert_eq!(Path::cell("household", 2, "income").to_string(), "household[2].income");
}
