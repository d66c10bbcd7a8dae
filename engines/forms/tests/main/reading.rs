//! Text as it is kept, and hostile fields.

use forms::{Draft, MOST_FIELDS};

use crate::cast::*;

#[test]
fn text_is_composed_trimmed_and_visible() {
    let form = nomination();
    let deed = |what: &str| {
        let pairs = [("deeds.0.year", "1999"), ("deeds.0.what", what)];
        read(&form, &pairs).answers.rows("deeds")[0].text("what").map(str::to_owned)
    };
    assert_eq!(deed("  cafe\u{301}\u{3000}").as_deref(), Some("café"));
    assert_eq!(deed("a\0b\u{202e}c\u{feff}").as_deref(), Some("abc"));
    assert_eq!(deed("e\u{7}\u{301}").as_deref(), Some("é"), "composed after controls are gone");
    assert_eq!(deed("一\r\n二\r三").as_deref(), Some("一\n二\n三"));
    assert_eq!(deed("全角１２３，标点！").as_deref(), Some("全角１２３，标点！"));
    assert_eq!(deed("\u{200e}\u{202e}\0 "), Some("\u{200e}".into()));
    assert_eq!(deed("\u{202e}\0 "), None);
}

#[test]
fn full_width_is_understood_where_figures_are_meant() {
    let form = nomination();
    let answers = read(&form, &[("case_no", "Ｘ－２０２６／１７"), ("mail", "ａ＠ｂ．cn"), ("union", " u-1 ")]).answers;
    assert_eq!(answers.text("case_no"), Some("X-2026/17"));
    assert_eq!(answers.text("mail"), Some("a@b.cn"));
    assert_eq!(answers.text("union"), Some("u-1"));
}

#[test]
fn hostile_fields_are_passed_over_or_refused() {
    let form = nomination();
    let pairs = [
        ("deeds.99999999999999999999.what", "x"),
        ("deeds.-1.what", "x"),
        ("deeds.+1.what", "x"),
        ("deeds.1", "x"),
        ("deeds.1.what.more", "x"),
        ("deeds..what", "x"),
        ("deeds", "x"),
        (".", "x"),
        ("", "x"),
        ("nominee.0.what", "x"),
        ("__proto__", "x"),
    ];
    assert!(read(&form, &pairs).answers.is_empty());
    let many = std::iter::repeat_n(("mail", "a@b.cn"), MOST_FIELDS + 1);
    assert_eq!(told(&[Draft::from_pairs(&form, many).unwrap_err()]), [": too-many-fields"]);
    let huge = "x".repeat(forms::MOST_BYTES);
    assert_eq!(told(&[Draft::from_pairs(&form, [("mail", huge)]).unwrap_err()]), [": too-many-bytes"]);
    let long = "善".repeat(501);
    assert_eq!(told(&read(&form, &[("deeds.0.what", &long)]).problems)[3], "deeds[0].what: too-long");
}
