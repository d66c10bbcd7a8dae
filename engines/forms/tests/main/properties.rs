//! What holds for every form and every input.

use codes::Day;
use forms::condition::{Comparison, Expression, Name, Term};
use forms::{Answers, Anything, Condition, Draft, Form, Kind, Number, Path, Published, Reading, Showing, Tally, migrate};
use proptest::prelude::*;

use crate::cast::{CREDIT_CODE, ID_ADULT, ID_MINOR, all, today};

fn key() -> impl Strategy<Value = String> {
    "[a-z][a-z0-9_]{0,6}".prop_filter("a key", |key| forms::is_key(key))
}

fn name() -> impl Strategy<Value = Name> {
    (key(), proptest::option::of(key())).prop_map(|(question, column)| Name { question, column })
}

fn term() -> impl Strategy<Value = Term> {
    prop_oneof![
        name().prop_map(Term::Name),
        (-999_999_999i64..999_999_999, 0u8..=6).prop_map(|(units, places)| Term::Number(Number { units, places })),
        (-100_000i32..100_000).prop_map(|day| Term::Day(Day(day))),
        any::<String>().prop_map(|text| Term::Text(text.chars().take(20).collect())),
        Just(Term::Today),
        name().prop_map(Term::Count),
        name().prop_map(Term::Sum),
        name().prop_map(Term::Length),
        name().prop_map(Term::Age),
    ]
}

fn comparison() -> impl Strategy<Value = Comparison> {
    prop_oneof![
        Just(Comparison::Equal),
        Just(Comparison::Unequal),
        Just(Comparison::Less),
        Just(Comparison::LessOrEqual),
        Just(Comparison::Greater),
        Just(Comparison::GreaterOrEqual),
    ]
}

fn expression() -> impl Strategy<Value = Expression> {
    let leaf = prop_oneof![
        name().prop_map(Expression::Yes),
        name().prop_map(Expression::Answered),
        (name(), key()).prop_map(|(name, option)| Expression::Has(name, option)),
        (term(), comparison(), term()).prop_map(|(left, sign, right)| Expression::Compare(left, sign, right)),
        (term(), prop::collection::vec(term(), 1..4)).prop_map(|(left, list)| Expression::In(left, list)),
    ];
    leaf.prop_recursive(4, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(Expression::And),
            prop::collection::vec(inner.clone(), 2..4).prop_map(Expression::Or),
            inner.prop_map(|inner| Expression::Not(Box::new(inner))),
        ]
    })
}

/// Texts that come close to conditions.
fn almost_condition() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-c]".prop_map(String::from),
        prop::sample::select(vec![
            "and",
            "or",
            "not",
            "in",
            "has",
            "(",
            ")",
            ",",
            ".",
            "=",
            ">=",
            "≠",
            "count",
            "sum",
            "today",
            "answered",
            "\"",
            "“x”",
            "-",
            "12",
            "2026-01-01",
            "1.5",
            "３",
            "（",
            "\\",
        ])
        .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.join(" "))
}

/// Answers good and bad.
fn written() -> impl Strategy<Value = String> {
    let good = prop::sample::select(vec![
        "yes",
        "no",
        "",
        " ",
        "food",
        "none",
        "boat",
        "museum",
        "daily",
        "never",
        "done",
        "not_done",
        "1",
        "12",
        "3.5",
        "2026-12-01",
        "1990年1月2日",
        "2020-02-02",
        "13800138000",
        ID_ADULT,
        ID_MINOR,
        CREDIT_CODE,
        "a@b.cn",
        "王小明",
        "￥300",
        "20001",
        "2021",
        "x-1",
    ]);
    prop_oneof![6 => good.prop_map(str::to_owned), 1 => any::<String>(), 1 => "[0-9.,０-９-]{0,20}"]
}

/// Every field the form knows; rows 0 to 4.
fn fields(form: &Published) -> Vec<String> {
    let mut fields = Vec::new();
    for question in form.questions() {
        fields.push(question.key.clone());
        for column in question.columns() {
            fields.extend((0..5).map(|row| Path::cell(&question.key, row, &column.key).field()));
        }
    }
    fields
}

fn submission() -> impl Strategy<Value = (Published, Vec<(String, String)>)> {
    prop::sample::select(all()).prop_flat_map(|form| {
        let fields = prop::sample::select(fields(&form));
        let name = prop_oneof![12 => fields, 1 => any::<String>(), 1 => "[a-z.0-9]{0,12}"];
        (Just(form), prop::collection::vec((name, written()), 0..60))
    })
}

fn read(form: &Published, pairs: &[(String, String)]) -> Reading {
    Draft::from_pairs(form, pairs.iter().cloned()).unwrap().read(form, today(), &Anything)
}

fn json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        written().prop_map(Into::into),
    ];
    leaf.prop_recursive(3, 20, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Into::into),
            prop::collection::hash_map("[a-z]{1,6}", inner, 0..5)
                .prop_map(|members| serde_json::Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_condition_is_read_as_it_was_written(expression in expression()) {
        let written = expression.to_string();
        prop_assume!(written.chars().count() <= forms::condition::LONGEST_CONDITION);
        let read = Condition::parse(&written).map_err(|error| TestCaseError::fail(format!("{written}: {error}")))?;
        prop_assert_eq!(read.expression(), &expression);
    }

    #[test]
    fn no_text_makes_the_parser_panic(text in prop_oneof![any::<String>(), almost_condition()]) {
        match Condition::parse(&text) {
            Ok(condition) => prop_assert_eq!(Condition::parse(&condition.to_string()), Ok(condition)),
            Err(error) => prop_assert!((1..=text.chars().count() + 1).contains(&error.at)),
        }
    }

    #[test]
    fn a_number_is_read_as_it_was_written(units in -999_999_999_999_999i64..=999_999_999_999_999, places in 0u8..=6) {
        let number = Number::new(units, places);
        prop_assert_eq!(number.to_string().parse(), Ok(number));
    }

    #[test]
    fn whatever_is_sent_answers_survive_writing_and_reading((form, pairs) in submission()) {
        let reading = read(&form, &pairs);
        let answers = &reading.answers;
        prop_assert_eq!(&Answers::from_json(&form, &answers.to_json()).unwrap(), answers);
        prop_assert_eq!(&read(&form, &answers.pairs()).answers, answers);
        prop_assert_eq!(&Answers::from_parts(&form, &answers.to_parts(&form)).unwrap(), answers);
        prop_assert_eq!(&answers.review(&form).answers, answers);
        for (path, _) in answers.iter() {
            prop_assert!(reading.is_asked(&Path::question(path)));
        }
        for showing in [Showing::All, Showing::Masked, Showing::Withheld] {
            prop_assert!(answers.summary(&form, showing).iter().all(|line| !line.parts.is_empty()));
        }
        let mut tally = Tally::new(&form);
        tally.add(&form, answers).unwrap();
        prop_assert!(tally.counts.values().all(|count| count.answered <= count.asked));
        let next = form.revise().publish().unwrap();
        let carried = migrate(answers, &form, &next).unwrap();
        let is_signed = form.questions().any(|question| matches!(question.answer, Kind::Signature(_)));
        prop_assert!(is_signed || carried.answers.values() == answers.values());
    }

    #[test]
    fn what_is_hidden_never_influences(
        (form, pairs) in submission(),
        others in prop::collection::vec(written(), 1..8),
    ) {
        let reading = read(&form, &pairs);
        let draft = Draft::from_pairs(&form, pairs.iter().cloned()).unwrap();
        // Every hidden field gets another answer; rows that were not sent are not made up.
        let mut hidden = Vec::new();
        for question in form.questions() {
            if question.columns().is_empty() {
                hidden.push(Path::question(&question.key));
            }
            let rows: std::collections::BTreeSet<&str> = pairs
                .iter()
                .filter_map(|(name, _)| name.strip_prefix(&format!("{}.", question.key))?.split('.').next())
                .collect();
            let is_gapless = rows.iter().enumerate().all(|(at, row)| *row == at.to_string())
                && rows.len() == draft.row_count(&question.key);
            for row in 0..if is_gapless { rows.len() } else { 0 } {
                hidden.extend(question.columns().iter().map(|column| Path::cell(&question.key, row, &column.key)));
            }
        }
        hidden.retain(|path| {
            let is_table_asked = reading.is_asked(&Path::question(&path.question));
            // Past the last row that is taken nothing is looked at, hidden or not.
            !reading.is_asked(path) && (path.column.is_none() || is_table_asked)
        });
        let mut changed: Vec<(String, String)> = pairs.clone();
        for (path, other) in hidden.iter().zip(others.iter().cycle()) {
            changed.retain(|(name, _)| *name != path.field());
            changed.push((path.field(), other.clone()));
        }
        prop_assert_eq!(read(&form, &changed), reading);
    }

    #[test]
    fn no_json_makes_reading_panic(form in prop::sample::select(all()), json in json(), at in any::<prop::sample::Index>()) {
        let fields: Vec<&str> = form.questions().map(|question| question.key.as_str()).collect();
        let key = fields[at.index(fields.len())];
        for json in [serde_json::json!({ key: json }), serde_json::json!({ key: [json] }), json.clone()] {
            if let Ok(draft) = Draft::from_json_value(&form, json) {
                let answers = draft.read(&form, today(), &Anything).answers;
                prop_assert_eq!(Answers::from_json(&form, &answers.to_json()), Ok(answers));
            }
        }
        let _ = Answers::from_json(&form, &json.to_string());
    }

    #[test]
    fn no_form_makes_publishing_panic(
        form in prop::sample::select(all()),
        at in any::<prop::sample::Index>(),
        piece in prop_oneof![Just(String::new()), "[0-9]{1,20}", "[a-z_]{1,6}", any::<String>()],
    ) {
        // A word or number of the form is replaced by another.
        let json = form.to_json().unwrap();
        let places: Vec<(usize, &str)> = json.match_indices([':', '"', ' ']).collect();
        let (start, _) = places[at.index(places.len())];
        let end = places.iter().map(|(place, _)| *place).find(|place| *place > start).unwrap_or(json.len());
        let other = format!("{}{}{}", &json[..=start], piece, &json[end.max(start + 1)..]);
        if let Ok(form) = Form::from_json(&other) {
            let again = Form::from_json(&form.to_json().unwrap()).unwrap();
            prop_assert_eq!(&again, &form);
            if let Ok(published) = form.publish() {
                let _ = read(&published, &[("name".into(), "x".into())]);
            }
        }
    }
}
