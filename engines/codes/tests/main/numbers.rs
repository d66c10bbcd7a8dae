use codes::money::{self, MoneyError};
use codes::numerals::{self, HeadingLevel, NumeralError};
use proptest::prelude::*;

#[test]
fn numerals_are_written_as_spoken() {
    for (number, spoken) in [
        (0, "零"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1_001, "一千零一"),
        (1_010, "一千零一十"),
        (2_345, "二千三百四十五"),
        (10_020, "一万零二十"),
        (15_000, "一万五千"),
        (100_012, "十万零一十二"),
        (205_000, "二十万五千"),
        (100_050_000, "一亿零五万"),
        (1_000_000_000_000, "一万亿"),
    ] {
        assert_eq!(numerals::ordinary(number), spoken);
        assert_eq!(numerals::parse(spoken), Ok(number));
    }
    assert_eq!(numerals::formal(1_210), "壹仟贰佰壹拾");
    assert_eq!(numerals::digit_by_digit(2026), "二〇二六");
}

#[test]
fn numerals_are_read_as_people_write_them() {
    for (written, number) in [
        ("两百", 200),
        ("一百二", 120),
        ("一百零二", 102),
        ("一万二", 12_000),
        ("一万零二", 10_002),
        ("二〇二六", 2026),
        ("35万", 350_000),
        ("１２亿3万", 1_200_030_000),
        ("一亿五万", 100_050_000),
        ("壹拾贰萬", 120_000),
        ("007", 7),
    ] {
        assert_eq!(numerals::parse(written), Ok(number), "{written}");
    }
    assert_eq!(numerals::parse(" "), Err(NumeralError::Empty));
    assert_eq!(numerals::parse("三个"), Err(NumeralError::Symbol('个')));
    assert_eq!(numerals::parse("百千"), Err(NumeralError::Order));
    assert_eq!(numerals::parse("一二百"), Err(NumeralError::Order));
    assert_eq!(numerals::parse("万"), Err(NumeralError::Order));
    assert_eq!(numerals::parse("99999999999999999999"), Err(NumeralError::TooLarge));
    assert_eq!(numerals::parse(&"一亿".repeat(5_000)), Err(NumeralError::TooLarge));
}

#[test]
fn headings_are_numbered_by_the_standard() {
    use HeadingLevel::{First, Fourth, Second, Third};
    for (level, mark) in [(First, "十二、"), (Second, "（十二）"), (Third, "12."), (Fourth, "（12）")] {
        assert_eq!(numerals::heading(level, 12), mark);
        let line = format!("{mark}总体要求");
        assert_eq!(numerals::parse_heading(&line), Some((level, 12, "总体要求")));
    }
    assert_eq!(numerals::parse_heading(" (3) x"), Some((Fourth, 3, "x")));
    assert_eq!(numerals::parse_heading("3、x"), Some((Third, 3, "x")));
    for plain in ["1.5倍", "一批", "二〇二六年", "（略）", "", "一", "12351.", "（一"] {
        assert_eq!(numerals::parse_heading(plain), None, "{plain}");
    }
}

#[test]
fn amounts_are_read() {
    for (written, fen) in [
        ("96", 9_600),
        ("96.5", 9_650),
        ("￥1,234.00", 123_400),
        ("¥1234元", 123_400),
        ("１２３４．５６", 123_456),
        ("1.5万元", 1_500_000),
        ("0.000001万", 1),
        ("2亿", 20_000_000_000),
        ("-20", -2_000),
        ("￥-0.05", -5),
        ("96.500", 9_650),
        ("1，234", 123_400),
    ] {
        assert_eq!(money::parse_fen(written), Ok(fen), "{written}");
    }
    assert_eq!(money::parse_fen(" "), Err(MoneyError::Empty));
    for wrong in ["abc", "1,5", "12,34", "1.2.3", ".", "1.", ".5", "--1", "元", "1e3", "NaN", "1,234,", "三百", "+-1"] {
        assert_eq!(money::parse_fen(wrong), Err(MoneyError::Shape), "{wrong}");
    }
    assert_eq!(money::parse_fen("0.005"), Err(MoneyError::TooFine));
    assert_eq!(money::parse_fen("99999999999999999999"), Err(MoneyError::TooLarge));
    assert_eq!(money::parse_fen("999999999999999999亿"), Err(MoneyError::TooLarge));
}

#[test]
fn amounts_are_written() {
    assert_eq!(money::display(800_000), "8,000元");
    assert_eq!(money::display(9_650), "96.5元");
    assert_eq!(money::display(-123_456_705), "-1,234,567.05元");
    assert_eq!(money::grouped(100_000), "1,000");
    assert_eq!(money::plain(123_400), "1234");
    assert_eq!(money::plain(-5), "-0.05");
    assert_eq!(money::plain(i64::MIN), "-92233720368547758.08");
    for (fen, formal) in [
        (0, "零元整"),
        (123_400, "壹仟贰佰叁拾肆元整"),
        (9_650, "玖拾陆元伍角整"),
        (105, "壹元零伍分"),
        (5, "伍分"),
        (10_707, "壹佰零柒元零柒分"),
        (168_032, "壹仟陆佰捌拾元叁角贰分"),
    ] {
        assert_eq!(money::formal(fen), formal);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn numerals_come_back(number in prop_oneof![any::<u64>(), 0u64..200_000, (0u32..20).prop_map(|p| 10u64.pow(p))]) {
        prop_assert_eq!(numerals::parse(&numerals::ordinary(number)), Ok(number));
        prop_assert_eq!(numerals::parse(&numerals::formal(number)), Ok(number));
        prop_assert_eq!(numerals::parse(&numerals::digit_by_digit(number)), Ok(number));
    }

    #[test]
    fn amounts_come_back(fen in prop_oneof![any::<i64>(), -100_000i64..100_000]) {
        prop_assert_eq!(money::parse_fen(&money::plain(fen)), Ok(fen));
        prop_assert_eq!(money::parse_fen(&money::display(fen)), Ok(fen));
    }

    #[test]
    fn reading_never_panics(text in "[-一二十百千万亿零0-9.,，元￥（）、 ]{0,40}", any in "\\PC{0,20}") {
        for text in [text, any] {
            let _ = numerals::parse(&text);
            let _ = numerals::parse_heading(&text);
            let _ = money::parse_fen(&text);
        }
    }
}
