//! A sign-up with companions.

use forms::{Draft, Part, Path, Showing};

use crate::cast::*;

fn family() -> Vec<(&'static str, &'static str)> {
    vec![
        ("session", "boat"),
        ("start", "2026年12月1日"),
        ("until", "2026-12-02"),
        ("brings", "yes"),
        // Row 1 was removed on the page, row 3 is a spare one left blank.
        ("companions.0.name", "李雷"),
        ("companions.0.born", "1990/5/1"),
        ("companions.0.pays", "￥４００．５０"),
        ("companions.2.name", "李小雷"),
        ("companions.2.born", "20180301"),
        ("companions.2.swims", "no"),
        ("companions.2.allergy", "花生"),
        ("companions.3.name", " "),
        ("companions.3.born", ""),
    ]
}

#[test]
fn rows_are_read_each_by_its_own_conditions() {
    let form = signup();
    let answers = complete(&form, &family());
    let rows = answers.rows("companions");
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0].money("pays"), Some(40_050));
    assert!(rows[0].get("swims").is_none());
    assert_eq!(rows[1].flag("swims"), Some(false));
    assert_eq!(answers.day("until"), Some("2026-12-02".parse().unwrap()));
}

#[test]
fn problems_name_row_and_column() {
    let form = signup();
    let mut pairs = family();
    pairs.retain(|(name, _)| !matches!(*name, "companions.2.swims" | "companions.0.name" | "until"));
    pairs.extend([
        ("until", "2026-11-30"),
        ("companions.5.name", "婴儿"),
        ("companions.5.born", "2026-10-01"),
        ("companions.5.swims", "maybe"),
    ]);
    let reading = read(&form, &pairs);
    let expected = [
        "companions[0].name: required",
        "companions[1].swims: required",
        "companions[3].swims: not-yes-no",
        "companions[3].born: check",
        "until: check",
    ];
    assert_eq!(told(&reading.problems), expected, "rows counted as sent, gaps closed, blank ones kept");
    assert_eq!(reading.problems[3].path.field(), "companions.3.born");
    let draft = Draft::from_pairs(&form, pairs).unwrap();
    assert_eq!(draft.row_count("companions"), 4);
    assert_eq!(draft.written(&Path::cell("companions", 3, "swims")), ["maybe"]);
}

#[test]
fn too_many_rows_and_no_rows() {
    let form = signup();
    let names: Vec<String> = (0..6).map(|row| format!("companions.{row}.name")).collect();
    let mut pairs = vec![("session", "boat"), ("start", "2026-12-01"), ("brings", "yes")];
    assert_eq!(told(&read(&form, &pairs).problems), ["companions: required"]);
    pairs.extend(names.iter().map(|name| (name.as_str(), "甲")));
    let problems = told(&read(&form, &pairs).problems);
    assert_eq!(problems.last().unwrap(), "companions: too-many-rows");
    pairs[2] = ("brings", "no");
    let answers = complete(&form, &pairs);
    assert!(answers.rows("companions").is_empty(), "not asked, so not there");
}

#[test]
fn the_sum_is_exact() {
    let form = signup();
    let mut pairs = family();
    pairs.extend([("companions.4.name", "韩梅梅"), ("companions.4.born", "1991-01-01"), ("companions.4.pays", "400")]);
    complete(&form, &pairs);
    pairs.pop();
    pairs.push(("companions.4.pays", "400.01"));
    assert_eq!(told(&read(&form, &pairs).problems), ["companions: check"]);
}

#[test]
fn days_are_limited_by_the_day_of_answering() {
    let form = signup();
    let problems = |start| told(&read(&form, &[("session", "museum"), ("start", start)]).problems);
    assert_eq!(problems("2026-11-17"), ["start: too-early"]);
    assert_eq!(problems("2027-01-01"), ["start: too-late"]);
    assert_eq!(problems("2026-02-30"), ["start: no-such-day"]);
    assert_eq!(problems("soon"), ["start: not-a-day"]);
    assert_eq!(problems("2026-11-18"), Vec::<String>::new());
}

#[test]
fn cells_that_are_sensitive_stay_in_step() {
    let form = signup();
    let answers = complete(&form, &family());
    let parts = answers.to_parts(&form);
    assert_eq!(parts.sensitive.as_deref(), Some(r#"{"companions":[{},{"allergy":"花生"}]}"#));
    assert!(!parts.open.contains("花生"));
    assert_eq!(forms::Answers::from_parts(&form, &parts).unwrap(), answers);
    let lines = answers.summary(&form, Showing::Masked);
    let line = |path: &Path| lines.iter().find(|line| line.path == *path).unwrap();
    assert_eq!(line(&question("companions")).parts, [Part::Rows(2)]);
    assert_eq!(line(&Path::cell("companions", 1, "allergy")).parts, [Part::Withheld]);
    assert_eq!(line(&Path::cell("companions", 0, "pays")).parts, [Part::Money(40_050)]);
}
