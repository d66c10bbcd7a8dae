//! A form goes through its versions, and answers with it.

use forms::{Anything, Draft, Form, Kind, Path, Published, Text, What, Why, difference, migrate};

use crate::cast::*;

fn find<'a>(form: &'a mut Form, key: &str) -> &'a mut forms::Question {
    let questions = form.sections.iter_mut().flat_map(|section| &mut section.questions);
    questions.into_iter().find(|question| question.key == key).unwrap()
}

fn changed(form: &Published, change: impl FnOnce(&mut Form)) -> Published {
    let mut next = form.revise();
    change(&mut next);
    next.publish().unwrap()
}

fn changes(old: &Form, new: &Form) -> Vec<String> {
    difference(old, new).into_iter().map(|change| format!("{} {:?}", change.path, change.what)).collect()
}

#[test]
fn what_changed_is_told() {
    let old = signup();
    assert!(difference(&old, &old.revise()).is_empty());
    let new = changed(&old, |form| {
        form.title = Text::new("秋游", "Outing");
        form.checks.remove(0);
        let Kind::ChooseOne(session) = &mut find(form, "session").answer else { panic!() };
        session.options[1].key = "garden".into();
        find(form, "until").required = true;
        find(form, "brings").label = Text::new("带家人吗？", "Family?");
        let Kind::Table(table) = &mut find(form, "companions").answer else { panic!() };
        table.columns[1].seen_by.push(forms::Audience::HostUnion);
        table.columns.remove(3);
        table.max = 2;
        form.sections[0].questions.swap(1, 2);
    });
    let expected = [
        " Wording",
        " Check(\"order\")",
        "session OptionRemoved(\"museum\")",
        "session OptionAdded(\"garden\")",
        "until Demand",
        "start Moved",
        "brings Wording",
        "companions Limits",
        "companions.allergy Removed",
        "companions.born Privacy",
    ];
    assert_eq!(changes(&old, &new), expected);
    let other = changed(&old, |form| {
        find(form, "until").answer = Kind::Whole(Default::default());
        form.checks.clear();
        form.sections[0].questions.remove(3);
        find(form, "companions").show_if = None;
    });
    let difference = difference(&old, &other);
    assert!(difference.iter().any(|change| change.what == What::Kind { before: "date", after: "whole" }));
    assert!(difference.iter().any(|change| change.path == question("brings") && change.what == What::Removed));
    assert!(difference.iter().any(|change| change.path == question("companions") && change.what == What::Condition));
}

#[test]
fn unchanged_answers_are_kept() {
    let old = signup();
    let answers = complete(
        &old,
        &[
            ("session", "boat"),
            ("start", "2026-12-01"),
            ("until", "2026-12-02"),
            ("brings", "yes"),
            ("companions.0.name", "李雷"),
            ("companions.0.born", "1990-05-01"),
            ("companions.0.pays", "300"),
            ("companions.1.name", "李小雷"),
            ("companions.1.born", "2018-03-01"),
            ("companions.1.swims", "yes"),
        ],
    );
    let same = migrate(&answers, &old, &changed(&old, |_| ())).unwrap();
    assert_eq!(same.answers.values(), answers.values());
    assert_eq!(same.answers.version(), 4);
    assert!(same.dropped.is_empty() && same.newly_required.is_empty() && same.reworded.is_empty());

    let new = changed(&old, |form| {
        form.checks.clear();
        find(form, "until").answer = Kind::LongText(Default::default());
        find(form, "until").required = true;
        find(form, "start").hint = Some(Text::new("哪天", "Which day"));
        let Kind::Table(table) = &mut find(form, "companions").answer else { panic!() };
        let Kind::Money(pays) = &mut table.columns[4].answer else { panic!() };
        pays.max = Some(20_000);
        table.columns[2].show_if = Some("age(born) < 5".parse().unwrap());
        table.columns[3].required = true;
    });
    let migration = migrate(&answers, &old, &new).unwrap();
    let dropped: Vec<_> = migration.dropped.iter().map(|dropped| (dropped.path.to_string(), &dropped.why)).collect();
    let refused = Why::Refused(forms::Code::MoneyTooLarge { max: 20_000 });
    assert_eq!(
        dropped,
        [
            ("until".to_owned(), &Why::OtherKind),
            ("companions[0].pays".to_owned(), &refused),
            ("companions[1].swims".to_owned(), &Why::NotAsked),
        ]
    );
    let allergy = |row| Path::cell("companions", row, "allergy");
    assert_eq!(migration.newly_required, [question("until"), allergy(0), allergy(1)]);
    assert_eq!(migration.reworded, [question("start")]);
    assert_eq!(migration.answers.rows("companions").len(), 2);
    assert_eq!(migration.answers.rows("companions")[1].text("name"), Some("李小雷"));
}

#[test]
fn a_signature_is_not_carried_over() {
    let old = checklist();
    let json = r#"{"contract": "not_applicable", "signed_by": "stroke:1"}"#;
    let answers = Draft::from_json(&old, json).unwrap().read(&old, today(), &Anything).complete().unwrap();
    let migration = migrate(&answers, &old, &changed(&old, |_| ())).unwrap();
    assert_eq!(migration.dropped[0].why, Why::Signature);
    assert_eq!(migration.newly_required, [question("signed_by")]);
    assert!(migrate(&answers, &signup(), &old).is_err());
}

#[test]
fn fewer_rows_keep_the_first() {
    let old = nomination();
    let rows: Vec<String> = (0..5).map(|row| format!(r#"{{"year": 200{row}, "what": "x"}}"#)).collect();
    let json = format!(r#"{{"nominee": "p", "union": "u", "deeds": [{}]}}"#, rows.join(","));
    let answers = Draft::from_json(&old, &json).unwrap().read(&old, today(), &Anything).complete().unwrap();
    let new = changed(&old, |form| {
        let Kind::Table(table) = &mut find(form, "deeds").answer else { panic!() };
        table.max = 3;
    });
    let migration = migrate(&answers, &old, &new).unwrap();
    assert_eq!(migration.answers.rows("deeds").len(), 3);
    assert_eq!(migration.dropped.len(), 1);
    assert_eq!(migration.dropped[0].why, Why::Refused(forms::Code::TooManyRows { max: 3 }));
}
