//! The condition language.

use forms::Condition;
use forms::condition::{Comparison, Expression, Name, Term};

fn written(text: &str) -> String {
    Condition::parse(text).unwrap().to_string()
}

#[test]
fn it_reads_as_it_is_written() {
    for text in [
        "work = courier and not has_employer",
        "a or b and c",
        "(a or b) and c",
        "not (a and b)",
        "not not a",
        "work in (courier, rider)",
        "work not in (courier, rider)",
        "skills has welding and count(skills) >= 2",
        "sum(household.income) <= 2000.50",
        "end >= start and start >= 2026-01-01 and end <= today",
        "name != \"a \\\"b\\\" \\\\ c\"",
        "answered(plan) and length(plan) > 10 and age(born) >= 18",
        "n > -5",
    ] {
        assert_eq!(written(text), text);
    }
    assert_eq!(written("  ((a))and(b)  "), "a and b");
    assert_eq!(written("work == courier"), "work = courier");
    assert_eq!(written("work ≠ courier"), "work != courier");
    assert_eq!(written("ｎ　≥　１８ and （ａ）"), "n >= 18 and a");
    assert_eq!(written("work in （a，b、c）"), "work in (a, b, c)");
    assert_eq!(written("name = “李\"雷”"), "name = \"李\\\"雷\"");
}

#[test]
fn not_binds_closest() {
    let a = || Expression::Yes(Name::question("a"));
    let b = Expression::Compare(Term::Name(Name::question("b")), Comparison::Equal, Term::Name(Name::question("c")));
    let expected = Expression::Or(vec![Expression::Not(Box::new(a())), Expression::And(vec![a(), b])]);
    assert_eq!(*Condition::parse("not a or a and b = c").unwrap().expression(), expected);
}

#[test]
fn errors_say_where() {
    for (text, at, message) in [
        ("", 1, "condition, character 1: expected a question, a number, a day or a text, found the end"),
        ("a and", 6, "condition, character 6: expected a question, a number, a day or a text, found the end"),
        ("a b", 3, "condition, character 3: expected `and`, `or` or the end, found `b`"),
        ("(a or b", 8, "condition, character 8: expected `)`, found the end"),
        ("a = 1 = 2", 7, "condition, character 7: expected `and`, `or` or the end, found `=`"),
        ("5", 2, "condition, character 2: expected a comparison, found the end"),
        ("a = 2026-13-01", 5, "condition, character 5: expected a number or a day yyyy-mm-dd, found `2026-13-01`"),
        ("工种 = a", 1, "condition, character 1: expected a name, a number or a sign, found `工`"),
        ("a => 3", 3, "condition, character 3: expected one of = != < <= > >=, found `=>`"),
        ("a = \"x", 5, "condition, character 5: expected a closing quotation mark, found the end"),
        ("count(", 7, "condition, character 7: expected the key of a question, found the end"),
        ("a has and", 7, "condition, character 7: expected the key of an option, found `and`"),
    ] {
        let error = Condition::parse(text).unwrap_err();
        assert_eq!((error.at, error.to_string().as_str()), (at, message), "{text}");
    }
}

#[test]
fn it_is_bounded() {
    let deep = format!("{}a{}", "(".repeat(100), ")".repeat(100));
    assert!(Condition::parse(&deep).unwrap_err().to_string().contains("32 levels"));
    assert!(Condition::parse(&"not ".repeat(20_000)).is_err());
    assert!(Condition::parse(&format!("a={}", "1".repeat(2_000))).is_err());
}
