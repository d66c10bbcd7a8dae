use super::*;

fn row(ask: &str, kind: &str, choices: &[&str], required: bool, only: &str) -> AskRow {
    let choices = choices.iter().map(|c| (*c).to_owned()).collect();
    AskRow { ask: ask.into(), kind: kind.into(), choices, required, only: only.into(), health: false }
}

fn outing() -> Vec<AskRow> {
    vec![
        row("衣服尺码", "one", &["S", "M", "L"], true, ""),
        row("怎么去", "one", &["坐大巴", "自己开车"], true, ""),
        row("在哪一站上车", "many", &["火车站", "体育馆"], false, "2=坐大巴"),
        row("过敏", "", &[], false, ""),
    ]
}

fn fields(rows: &[AskRow]) -> Vec<String> {
    form_of(rows, &[], 1).unwrap_err().into_iter().map(|f| format!("{} {}", f.field, f.key)).collect()
}

#[test]
fn lines_make_a_form_and_the_form_says_the_lines() {
    let form = form_of(&outing(), &[], 1).unwrap().unwrap();
    assert_eq!(form.questions().map(|q| q.key.as_str()).collect::<Vec<_>>(), ["q1", "q2", "q3", "q4"]);
    assert_eq!(form.question("q3").unwrap().show_if.as_ref().unwrap().to_string(), "q2 = o1");
    let mut said = outing();
    said[3].kind = "text".into();
    assert_eq!(rows_of(&form), said);
    assert_eq!(form_of(&[], &[], 1), Ok(None));
    assert_eq!(form_of(&[AskRow { kind: "one".into(), ..AskRow::default() }], &[], 1), Ok(None), "a kind alone asks nothing");
}

#[test]
fn a_page_with_gaps_between_its_lines_is_read_by_the_numbers_it_shows() {
    let rows = [AskRow::default(), row("会游泳吗", "yes-no", &[], true, ""), row("带泳衣", "text", &[], false, "2=否")];
    let form = form_of(&rows, &[], 1).unwrap().unwrap();
    assert_eq!(form.question("q2").unwrap().show_if.as_ref().unwrap().to_string(), "not q1");
    let pairs =
        [("ask.0.ask", "尺码"), ("ask.0.kind", "one"), ("ask.0.choices", "S，M、L;XL"), ("ask.1.ask", ""), ("ask.3.ask", "x")];
    let typed = typed_asks(&pairs.map(|(n, v)| (n.to_owned(), v.to_owned())));
    assert_eq!(typed.len(), 2);
    assert_eq!(typed[0], row("尺码", "one", &["S", "M", "L", "XL"], false, ""));
}

#[test]
fn what_is_wrong_is_said_beside_its_cell() {
    let choice = |choices: &[&str]| fields(&[row("尺码", "one", choices, false, "")]);
    assert_eq!(choice(&["S"]), ["ask.0.choices signups-ask-choices-missing"]);
    assert_eq!(choice(&["S", "S"]), ["ask.0.choices signups-ask-choices-twice"]);
    assert_eq!(choice(&["S", &"长".repeat(41)]), ["ask.0.choices signups-ask-choices-long"]);
    assert_eq!(fields(&[row("过敏", "text", &["花生"], false, "")]), ["ask.0.choices signups-ask-choices-of-what"]);
    assert_eq!(fields(&[row("", "text", &[], true, "")]), ["ask.0.ask signups-ask-missing"]);
    assert_eq!(fields(&[row(&"长".repeat(101), "text", &[], true, "")]), ["ask.0.ask signups-ask-long"]);
    assert_eq!(fields(&[row("甲", "file", &[], true, "")]), ["ask.0.kind signups-ask-kind"]);
    assert_eq!(fields(&[row("甲", "", &[], true, ""), row("甲", "", &[], true, "")]), ["ask.1.ask signups-ask-twice"]);
    for only in ["1=是", "9=是", "0=是", "1", "=", "99999999999999999999=是", "2=是"] {
        assert_eq!(
            fields(&[row("甲", "text", &[], true, ""), row("乙", "yes-no", &[], true, only)]),
            ["ask.1.only signups-ask-only"],
            "{only}"
        );
    }
    let many: Vec<AskRow> = (0..=MOST_ASKS).map(|n| row(&format!("第{n}问"), "text", &[], false, "")).collect();
    assert_eq!(fields(&many), [format!("ask.{MOST_ASKS}.ask signups-asks-many")]);
}

#[test]
fn a_new_meaning_takes_a_new_key_for_ever() {
    let first = form_of(&outing(), &[], 1).unwrap().unwrap();
    // The sizes lose S and gain XL; the way there is asked in other words.
    let rows = [row("衣服尺码", "one", &["M", "L", "XL"], true, ""), row("您怎么去", "one", &["坐大巴", "自己开车"], true, "")];
    let second = form_of(&rows, std::slice::from_ref(&first), 2).unwrap().unwrap();
    assert_eq!((second.version, second.questions().map(|q| q.key.as_str()).collect::<Vec<_>>()), (2, vec!["q1", "q5"]));
    let sizes: Vec<&str> = options(&second.question("q1").unwrap().answer).iter().map(|o| o.key.as_str()).collect();
    assert_eq!(sizes, ["o2", "o3", "o4"]);
    // What was gone comes back as something new, also by its words.
    let third = form_of(&outing(), &[first, second], 3).unwrap().unwrap();
    assert_eq!(third.questions().map(|q| q.key.as_str()).collect::<Vec<_>>(), ["q1", "q6", "q7", "q8"]);
    let sizes: Vec<&str> = options(&third.question("q1").unwrap().answer).iter().map(|o| o.key.as_str()).collect();
    assert_eq!(sizes, ["o5", "o2", "o3"]);
}

#[test]
fn what_is_about_health_is_never_demanded_and_never_an_old_answer() {
    let about = |ask: &str, kind: &str, required, only: &str| AskRow { health: true, ..row(ask, kind, &[], required, only) };
    assert_eq!(fields(&[about("过敏", "text", true, "")]), ["ask.0.required signups-ask-health-required"]);
    // Whoever is asked what he is allergic to has said that he is.
    let rows = [about("有过敏吗", "yes-no", false, ""), row("对什么过敏", "text", &[], false, "1=是")];
    let form = form_of(&rows, &[], 1).unwrap().unwrap();
    assert_eq!(rows_of(&form).iter().map(|r| r.health).collect::<Vec<_>>(), [true, true]);
    assert_eq!(
        fields(&[rows[0].clone(), row("对什么过敏", "text", &[], true, "1=是")]),
        ["ask.1.required signups-ask-health-required"]
    );
    // Marked later it is another question, and back again a third.
    let plain = form_of(&[row("过敏", "text", &[], false, "")], &[], 1).unwrap().unwrap();
    let marked = form_of(&[about("过敏", "text", false, "")], std::slice::from_ref(&plain), 2).unwrap().unwrap();
    let again = form_of(&[row("过敏", "text", &[], false, "")], &[plain.clone(), marked.clone()], 3).unwrap().unwrap();
    let key = |form: &Published| form.questions().map(|q| q.key.clone()).collect::<Vec<_>>();
    assert_eq!((key(&plain), key(&marked), key(&again)), (vec!["q1".into()], vec!["q2".into()], vec!["q3".into()]));
    assert!(asks_health(&marked) && !asks_health(&again));
}
