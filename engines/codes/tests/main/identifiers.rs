use codes::credit_code::{self, CreditCodeError};
use codes::division::{DivisionError, DivisionLevel, DivisionTable, is_placeholder};
use codes::document_number::DocumentNumberError;
use codes::id_number::{self, IdNumberError, Sex};
use codes::phone::MobileError;
use codes::{CreditCode, DivisionCode, DocumentNumber, IdNumber, Mobile};
use proptest::prelude::*;

#[test]
fn the_standards_own_identity_numbers_are_read() {
    // The two examples printed in GB 11643-1999.
    let woman = IdNumber::parse("11010519491231002X").unwrap();
    assert_eq!(woman.birthday().to_string(), "1949-12-31");
    assert_eq!(woman.sex(), Sex::Female);
    assert_eq!(woman.area(), "110105");
    let man = IdNumber::parse("440524188001010014").unwrap();
    assert_eq!(man.birthday().to_string(), "1880-01-01");
    assert_eq!(man.sex(), Sex::Male);
    assert_eq!(IdNumber::parse(" １１０１０５ 19491231 002x "), Ok(woman));
    assert_eq!(woman.masked(), "110***********002X");
    assert!(!format!("{woman:?}").contains("19491231"));
}

#[test]
fn a_wrong_identity_number_is_told_why() {
    assert_eq!(IdNumber::parse(""), Err(IdNumberError::Length(0)));
    assert_eq!(IdNumber::parse("110105491231002"), Err(IdNumberError::Length(15)));
    assert_eq!(IdNumber::parse("1101051949123100２XX"), Err(IdNumberError::Length(19)));
    assert_eq!(IdNumber::parse("1101O519491231002X"), Err(IdNumberError::Symbol(5)));
    assert_eq!(IdNumber::parse("X10105194912310021"), Err(IdNumberError::Symbol(1)));
    assert_eq!(IdNumber::parse("11010519490231002X"), Err(IdNumberError::Date));
    assert_eq!(IdNumber::parse("110105194912310021"), Err(IdNumberError::CheckDigit));
    // An unknown area is no error.
    let mut unknown = *b"999999199001010010";
    unknown[17] = id_number::check_symbol(&unknown);
    assert!(IdNumber::parse(std::str::from_utf8(&unknown).unwrap()).is_ok());
}

#[test]
fn credit_codes_are_checked() {
    // The first is the example of GB 32100-2015, the others are published codes of well-known companies.
    for code in ["91350100M000100Y43", "9144030071526726XG", "914403001922038216", "91330100799655058B"] {
        assert_eq!(CreditCode::parse(code).map(|c| c.to_string()), Ok(code.to_owned()));
    }
    let code = CreditCode::parse(" 91350100-m000100y-43").unwrap();
    assert_eq!((code.kind(), code.area(), code.organisation()), ("91", "350100", "M000100Y4"));
    assert_eq!(CreditCode::parse("91350100M000100Y4"), Err(CreditCodeError::Length(17)));
    assert_eq!(CreditCode::parse("9135O100M000100Y43"), Err(CreditCodeError::Symbol(5)));
    assert_eq!(CreditCode::parse("91350100M000100Y44"), Err(CreditCodeError::CheckSymbol));
    let mut union = *b"81110000MJ00000010";
    union[17] = credit_code::check_symbol(&union);
    assert!(CreditCode::parse(std::str::from_utf8(&union).unwrap()).is_ok());
    assert!(serde_json::from_str::<CreditCode>("\"nonsense\"").is_err());
}

#[test]
fn mobile_numbers_come_to_one_form() {
    let number = Mobile::parse("13800138000").unwrap();
    for written in [
        "+86 138 0013 8000",
        "8613800138000",
        "0086-138-0013-8000",
        "＋８６１３８００１３８０００",
        "(+86)138-00138000",
        "\u{202d}138 0013 8000\u{202c}",
    ] {
        assert_eq!(Mobile::parse(written), Ok(number), "{written}");
    }
    assert_eq!(number.masked(), "138****8000");
    assert_eq!(number.spaced(), "138 0013 8000");
    assert!(!format!("{number:?}").contains("0013"));
    assert_eq!(Mobile::parse("12800138000"), Err(MobileError::Prefix));
    assert_eq!(Mobile::parse("+85251234567"), Err(MobileError::Prefix));
    assert_eq!(Mobile::parse("1380013800"), Err(MobileError::Length(10)));
    assert_eq!(Mobile::parse("010-12345678x"), Err(MobileError::Symbol));
    assert_eq!(Mobile::parse("1380013800一"), Err(MobileError::Symbol));
}

#[test]
fn division_codes_know_their_place() {
    let code = |text: &str| DivisionCode::parse(text).unwrap();
    assert_eq!(code("110101001").level(), DivisionLevel::Township);
    assert_eq!(code("110101001").parent(), Some(code("110101")));
    assert_eq!(code("110101").level(), DivisionLevel::County);
    assert_eq!(code("110101").parent(), Some(code("110100")));
    assert_eq!(code("110100").parent(), Some(code("110000")));
    assert_eq!(code("110000").parent(), None);
    assert_eq!(code("110101000"), code("１１０１０１"));
    assert_eq!(code("110101000").to_string(), "110101");
    // 东莞 has no counties.
    assert_eq!(code("441900003").parent(), Some(code("441900")));
    assert_eq!(code("441900").level(), DivisionLevel::Prefecture);
    assert!(code("441900003").is_within(code("440000")) && !code("441900").is_within(code("450000")));
    assert_eq!(DivisionCode::parse("11010"), Err(DivisionError::Shape));
    assert_eq!(DivisionCode::parse("1101011"), Err(DivisionError::Shape));
    assert_eq!(DivisionCode::parse("000000"), Err(DivisionError::Impossible));
    assert_eq!(DivisionCode::parse("110001"), Err(DivisionError::Impossible));
}

#[test]
fn old_division_codes_lead_to_todays() {
    let code = |text: &str| DivisionCode::parse(text).unwrap();
    let mut table = DivisionTable::new();
    for (number, name) in
        [("110000", "北京市"), ("110100", "市辖区"), ("110101", "东城区"), ("110103", "崇文区"), ("110101001", "东华门街道")]
    {
        table.insert(code(number), name);
    }
    // 崇文区 became part of 东城区 in 2010.
    table.retire(code("110103"), code("110101"));
    assert_eq!(table.resolve(code("110103")), Some(code("110101")));
    assert_eq!(table.resolve(code("110101")), Some(code("110101")));
    assert_eq!(table.resolve(code("999999")), None);
    assert_eq!(table.name(code("110103")), Some("崇文区"));
    assert_eq!(table.parent(code("110101001")), Some(code("110101")));
    // 市辖区 is no place: its districts belong to the city.
    assert!(is_placeholder("市辖区") && !is_placeholder("东城区"));
    assert_eq!(table.parent(code("110101")), Some(code("110000")));
    table.retire(code("110101"), code("110103"));
    assert_eq!(table.resolve(code("110103")), None);
}

#[test]
fn document_numbers_are_read_as_typed_and_written_as_prescribed() {
    for typed in ["总工办发〔2026〕12号", "总工办发[2026]12号", "总工办发（２０２６）第０１２号", " 总工办发 【2026年】 12 "]
    {
        assert_eq!(DocumentNumber::parse(typed).map(|n| n.to_string()), Ok("总工办发〔2026〕12号".to_owned()), "{typed}");
    }
    assert_eq!(DocumentNumber::parse("〔2026〕12号").unwrap().issuer, "");
    assert_eq!(DocumentNumber::parse("2026-12"), Err(DocumentNumberError::Shape));
    assert_eq!(DocumentNumber::parse("工发〔26〕12号"), Err(DocumentNumberError::Year));
    assert_eq!(DocumentNumber::parse("工发〔1926〕12号"), Err(DocumentNumberError::Year));
    assert_eq!(DocumentNumber::parse("工发〔2026〕0号"), Err(DocumentNumberError::Number));
    assert_eq!(DocumentNumber::parse("工发〔2026〕号"), Err(DocumentNumberError::Shape));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn one_wrong_digit_never_passes(at in 0usize..17, by in 1u8..10, seed in 0u32..100_000) {
        let mut symbols = *b"110105199001010000";
        for (place, digit) in format!("{seed:06}").bytes().enumerate() {
            symbols[place] = digit;
        }
        symbols[17] = id_number::check_symbol(&symbols);
        prop_assert!(IdNumber::parse(std::str::from_utf8(&symbols).unwrap()).is_ok());
        symbols[at] = b'0' + (symbols[at] - b'0' + by) % 10;
        prop_assert!(IdNumber::parse(std::str::from_utf8(&symbols).unwrap()).is_err());
    }

    #[test]
    fn reading_never_panics(text in "\\PC{0,24}") {
        let _ = IdNumber::parse(&text);
        let _ = CreditCode::parse(&text);
        let _ = Mobile::parse(&text);
        let _ = DivisionCode::parse(&text);
        let _ = DocumentNumber::parse(&text);
    }
}
