//! A checklist with evidence.

use forms::{Anything, Draft};

use crate::cast::*;

#[test]
fn done_wants_evidence() {
    let form = checklist();
    let mut pairs = vec![("contract", "done"), ("signed_by", "stroke:1")];
    let problems = |pairs: &[(&str, &str)]| told(&read(&form, pairs).problems);
    assert_eq!(problems(&pairs), ["contract_evidence: required"]);
    for (file, expected) in [
        ("film", "contract_evidence: file-kind-refused"),
        ("huge", "contract_evidence: file-too-large"),
        ("someone-elses", "contract_evidence: not-found"),
        ("../../etc/passwd", "contract_evidence: not-found"),
    ] {
        pairs.push(("contract_evidence", file));
        assert_eq!(problems(&pairs), [expected]);
        pairs.pop();
    }
    pairs.extend([("contract_evidence", "contract"), ("contract_evidence", "contract")]);
    assert_eq!(complete(&form, &pairs).list("contract_evidence"), ["contract"]);
    pairs.extend([("contract_evidence", "a"), ("contract_evidence", "b")]);
    assert_eq!(problems(&pairs), ["contract_evidence: too-many-files"]);
}

#[test]
fn not_done_wants_a_plan_and_a_day() {
    let form = checklist();
    let mut pairs = vec![("contract", "not_done"), ("signed_by", "stroke:1"), ("contract_evidence", "contract")];
    let problems = |pairs: &[(&str, &str)]| told(&read(&form, pairs).problems);
    assert_eq!(problems(&pairs), ["contract_plan: required"]);
    pairs.push(("contract_plan", "12月底前\r\n签订"));
    assert_eq!(problems(&pairs), ["contract_until: required"]);
    pairs.push(("contract_until", "2026-12-31"));
    let answers = complete(&form, &pairs);
    assert_eq!(answers.text("contract_plan"), Some("12月底前\n签订"));
    assert!(answers.list("contract_evidence").is_empty());
}

#[test]
fn not_applicable_wants_nothing_more() {
    complete(&checklist(), &[("contract", "not_applicable"), ("signed_by", "stroke:1")]);
}

#[test]
fn programs_send_json() {
    let form = checklist();
    let read = |json: &str| Draft::from_json(&form, json).map(|draft| draft.read(&form, today(), &Anything));
    let good = r#"{"contract": "done", "contract_evidence": ["a", "b"], "signed_by": "stroke:1"}"#;
    assert_eq!(read(good).unwrap().complete().unwrap().list("contract_evidence"), ["a", "b"]);
    let bad = r#"{"contract": "已做到", "contract_plan": 5, "surprise": 1, "signed_by": ["x"]}"#;
    let expected = ["surprise: unknown-question", "contract: not-an-option", "signed_by: wrong-shape"];
    assert_eq!(told(&read(bad).unwrap().problems), expected, "labels are for people; what is not asked is not looked at");
    assert_eq!(told(&[read("[]").unwrap_err()]), [": wrong-shape"]);
    assert_eq!(told(&[read("{").unwrap_err()]), [": not-json"]);
    let huge = format!("{{\"x\": \"{}\"}}", "a".repeat(forms::MOST_BYTES));
    assert_eq!(told(&[read(&huge).unwrap_err()]), [": too-many-bytes"]);
}
