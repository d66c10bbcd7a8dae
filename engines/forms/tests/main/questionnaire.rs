//! A questionnaire with conditions, counted.

use forms::{Count, Figures, Path, Tally};

use crate::cast::*;

#[test]
fn who_never_eats_there_is_not_asked_for_details() {
    let form = questionnaire();
    let answers = complete(&form, &[("eats", "never"), ("why_not", "far"), ("minutes", "nonsense"), ("slow", "x")]);
    assert_eq!(answers.len(), 2);
    let reading = read(&form, &[("eats", "从不")]);
    assert_eq!(told(&reading.problems), ["why_not: required"], "labels are understood, as in spreadsheets");
}

#[test]
fn unknown_is_neither_true_nor_false() {
    let form = questionnaire();
    let asked = |pairs: &[(&str, &str)]| read(&form, pairs).is_asked(&question("slow"));
    assert!(!asked(&[("eats", "daily")]));
    assert!(!asked(&[("eats", "daily"), ("minutes", "3")]), "stars are not known");
    assert!(asked(&[("eats", "daily"), ("minutes", "16")]), "whatever the stars");
    assert!(asked(&[("eats", "daily"), ("stars", "2.4")]));
    assert!(!asked(&[("stars", "2.4")]), "the section is not asked until the first answer is there");
}

#[test]
fn numbers_as_people_write_them() {
    let form = questionnaire();
    let problem = |name, value| told(&read(&form, &[("eats", "daily"), (name, value)]).problems);
    let none = Vec::<String>::new();
    for value in ["１２", "12.0", " 1 2 ", "+12"] {
        assert_eq!(problem("minutes", value), none);
    }
    assert_eq!(problem("minutes", "12.5"), ["minutes: not-whole"]);
    assert_eq!(problem("minutes", "-1"), ["minutes: number-too-small"]);
    assert_eq!(problem("minutes", "1,000"), ["minutes: number-too-large"]);
    assert_eq!(problem("minutes", "1,00"), ["minutes: not-whole"]);
    assert_eq!(problem("minutes", "99999999999999999999999"), ["minutes: not-whole"]);
    assert_eq!(problem("stars", "4.55"), ["stars: not-decimal"]);
    assert_eq!(problem("stars", "5.1"), ["stars: number-too-large"]);
    assert_eq!(problem("price", "12.345"), ["price: not-money"]);
    assert_eq!(problem("price", "-1"), ["price: money-too-small"]);
    let answers = complete(&form, &[("eats", "daily"), ("stars", "4"), ("price", "1.5万元")]);
    assert_eq!(answers.get("stars").unwrap().as_number().unwrap().to_string(), "4.0");
    assert_eq!(answers.money("price"), Some(1_500_000));
}

#[test]
fn sheets_are_counted() {
    let form = questionnaire();
    let sheets = [
        complete(&form, &[("eats", "daily"), ("minutes", "5"), ("price", "12.50"), ("stars", "4.5"), ("halal", "no")]),
        complete(&form, &[("eats", "weekly"), ("why_not", "price"), ("why_not", "far"), ("minutes", "20")]),
        complete(&form, &[("eats", "never"), ("why_not", "far")]),
    ];
    let mut all = Tally::new(&form);
    let mut rest = Tally::new(&form);
    all.add(&form, &sheets[0]).unwrap();
    rest.add(&form, &sheets[1]).unwrap();
    rest.add(&form, &sheets[2]).unwrap();
    all.merge(&rest).unwrap();
    assert_eq!(all.sheets, 3);
    let count = |key| &all.counts[&Path::question(key)];
    let options =
        |pairs: &[(&str, u64)]| Figures::Options(pairs.iter().map(|(key, count)| ((*key).to_owned(), *count)).collect());
    let eats = options(&[("daily", 1), ("weekly", 1), ("never", 1)]);
    assert_eq!(*count("eats"), Count { asked: 3, answered: 3, figures: eats });
    let why_not = options(&[("price", 1), ("taste", 0), ("far", 2)]);
    assert_eq!(*count("why_not"), Count { asked: 2, answered: 2, figures: why_not });
    let Figures::Numbers(minutes) = &count("minutes").figures else { panic!("numbers") };
    assert_eq!((minutes.sum, minutes.least, minutes.largest), (25, 5, 20));
    assert_eq!((count("minutes").asked, count("minutes").answered), (2, 2));
    let Figures::Numbers(price) = &count("price").figures else { panic!("numbers") };
    assert_eq!((price.sum, price.places), (1250, 2));
    assert_eq!(count("halal").figures, Figures::YesNo { yes: 0, no: 1 });
    assert_eq!((count("halal").asked, count("halal").answered), (2, 1));
    let foreign = complete(&signup(), &[("session", "museum"), ("start", "2026-12-01")]);
    assert!(all.add(&form, &foreign).is_err());
    assert_eq!(all.sheets, 3);
}
